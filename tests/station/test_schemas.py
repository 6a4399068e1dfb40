"""What the station writes for others is what its published schemas say."""

import json

import pytest

from station.board import board, written
from tally.record import canonical, note
from tests.station.board.showing import held
from tests.station.exchange.days import struck
from tests.station.exchange.sending import plain, sent, typed_day
from tests.test_schema import nodes, put, schema, wrong


def entry():
    return json.loads(note.parse(plain(sent(typed_day()))).text)


def shown():
    return canonical.read(written(board(held([struck(5)] * 24 + [struck(3)] * 6), None, journal="j")))


DOCUMENTS = {"entry/1": entry, "board/1": shown}
every = pytest.mark.parametrize("name", DOCUMENTS)


@every
def test_a_document_that_is_written_is_one_by_its_schema(name):
    assert wrong(DOCUMENTS[name](), schema(name)) == []


@every
def test_no_value_may_be_another_and_no_key_more_or_less(name):
    document = DOCUMENTS[name]()
    for place, value in nodes(document):
        if place:
            assert wrong(put(document, place, 1.5), schema(name)), place
            if isinstance(value, dict):
                assert wrong(put(document, (*place, "more"), 1), schema(name)), place
    for key in document:
        assert wrong({kept: value for kept, value in document.items() if kept != key}, schema(name)) == ["$"]
