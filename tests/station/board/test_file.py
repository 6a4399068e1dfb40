"""The board's file: one board or the next, and nothing else."""

from pathlib import Path

import pytest

from station.board import board, load, read, save, written
from tally.faults import BadInput
from tally.record import canonical
from tally.record.refusal import Refused
from tests.station.board.showing import held
from tests.station.exchange.days import (
    day_of,
    opened,
    struck,
)


def test_a_board_is_read_as_it_was_written():
    day = held([struck(5)] * 24 + [struck(3)] * 6)
    shown_now = board(day, None, journal="j")
    assert read(written(shown_now)) == shown_now
    assert canonical.read(written(shown_now))["schema"] == "board/1"


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "board/2"},
        {"more": 1},
        {"mode": "unreal"},
        {"journal": 1},
        {"contests": [{}]},
        {"contests": None},
    ],
)
def test_another_document_is_no_board(changes):
    tree = canonical.read(written(board(day_of(opened()), None, journal="j"))) | changes
    with pytest.raises(Refused, match="not_a_board"):
        read(canonical.write(tree))


def test_a_figure_in_quotes_is_no_figure():
    data = written(board(held([struck(5)] * 20), None, journal="j"))
    with pytest.raises(Refused, match="not_a_board"):
        read(data.replace(b'"votes": 20', b'"votes": "20"', 1))
    with pytest.raises(Refused, match="not_a_board"):
        read(b'"board/1"\n')
    with pytest.raises(Refused, match="not_canonical"):
        read(data.replace(b'": ', b'" : ', 1))


def test_the_second_process_sees_one_board_or_the_next_and_nothing_before_there_is_one(tmp_path):
    path = str(tmp_path / "board.json")
    assert load(path) is None
    first = board(day_of(opened()), None, journal="j")
    second = board(held([struck(5)] * 20), None, journal="j")
    for one in (first, second):
        save(path, one)
        assert load(path) == one
    assert [file.name for file in tmp_path.iterdir()] == ["board.json"]
    assert Path(path).stat().st_mode & 0o777 == 0o600


def test_a_board_that_cannot_be_read_is_not_taken_for_none(tmp_path):
    with pytest.raises(BadInput):
        load(str(tmp_path))
