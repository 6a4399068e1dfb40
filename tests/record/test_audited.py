"""The round that is opened or audited is the one that the record commits to, and no other."""

import random
import time
from dataclasses import replace

import pytest

from tally import Ballots
from tally.contest import Totals
from tally.record import opening, reading
from tally.record.audited import audited, audited_by_ballots, audited_by_opening
from tally.record.commitment import commit
from tally.record.document import Commitment
from tally.record.refusal import Refused
from tests.cli.opened import TWENTY, sealed_in
from tests.making import first
from tests.record.test_commitment import source

SHORT = [{1, 3}] * 12 + [{2, 3}] * 4 + [{1, 2}] * 4
"""Bình An has 12 of 20 votes and is elected; one seat is left open, which An and Chi then stand for."""
FURTHER = first(Ballots.strike((1, 3), [{3}] * 15 + [{1}] * 5), number=2, purpose="further")
ON_SHEETS = first(
    Totals(valid=20, invalid=0, votes={1: 15, 3: 5}), number=2, purpose="further", issued=20, collected=20
)


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return sealed_in(tmp_path_factory.mktemp("two"), SHORT, FURTHER)


def read(own):
    record = reading.read(own.record.read_bytes())
    return record, reading.reckon(record.model)


def refused(call, *given):
    with pytest.raises(Refused) as caught:
        call(*given)
    return caught.value.code, dict(caught.value.params)


def test_the_last_round_is_taken_if_none_is_named(two):
    record, content = read(two)
    for number, of in ((2, audited(record, content)), (1, audited(record, content, 1))):
        assert (of.held.number, of.held.paper.candidates) == (number, ((1, 3) if number == 2 else (1, 2, 3)))
        assert of.commitment == Commitment(root=two.committed[number - 1].root, size=20)
        assert of.decided == reading.decided(content, number)
        assert (of.record, of.content) == (record, content)


@pytest.mark.parametrize("number", [0, 3])
def test_a_round_that_was_not_held_is_none(two, number):
    assert refused(audited, *read(two), number) == ("no_such_round", {"round": number})


def test_a_round_counted_on_tally_sheets_commits_to_no_ballot(tmp_path):
    mixed = read(sealed_in(tmp_path, SHORT, ON_SHEETS))
    assert audited(*mixed).held.number == 1
    assert refused(audited, *mixed, 2) == ("nothing_committed", {"round": 2})
    sheets = first(Totals(valid=20, invalid=0, votes={1: 15, 2: 16, 3: 5}), issued=20, collected=20)
    only = read(sealed_in(tmp_path, sheets))
    assert refused(audited, *only) == refused(audited, *only, 1) == ("nothing_committed", {"round": 1})


def test_opened_ballots_are_of_the_round_that_has_their_root(two):
    record, content = read(two)
    for number, own in enumerate(two.committed, 1):
        assert audited_by_ballots(record, content, own).held.number == number
    others = commit(Ballots.strike((1, 2, 3), TWENTY), order=range(20), random=source("others"))
    assert refused(audited_by_ballots, record, content, others) == ("ballots_of_another_record", {})
    resized = replace(two.committed[0], ballots=two.committed[0].ballots[:19])
    assert refused(audited_by_ballots, record, content, resized) == ("ballots_of_another_record", {})


def test_an_opening_is_of_the_record_contest_and_round_that_it_names(two):
    record, content = read(two)
    for number in (1, 2):
        made = opening.read(two.opening(4, 9, number=number).read_bytes())
        assert audited_by_opening(record, content, made).held.number == number
    for change, code in (
        ({"record": bytes(32)}, "another_record"),
        ({"contest": "btv"}, "another_tree"),
        ({"round": 1}, "another_tree"),
        ({"round": 3}, "another_tree"),
        ({"root": bytes(32)}, "another_tree"),
        ({"size": 21}, "another_tree"),
    ):
        assert refused(audited_by_opening, record, content, replace(made, **change))[0] == code
    one, two_ = made.leaves
    swapped = replace(made, leaves=(replace(one, salt=two_.salt), two_))
    assert refused(audited_by_opening, record, content, swapped) == ("not_in_the_tree", {"index": 4})


def test_an_opening_of_a_round_that_commits_to_nothing_is_of_another_tree(tmp_path):
    own = sealed_in(tmp_path, SHORT, ON_SHEETS)
    made = replace(opening.read(own.opening(4).read_bytes()), round=2)
    assert refused(audited_by_opening, *read(own), made)[0] == "another_tree"


def test_what_is_in_the_tree_and_no_ballot_of_the_round_is_refused(tmp_path):
    """A board could commit to anything: it is looked at when it is opened, not taken for a vote."""
    own = sealed_in(tmp_path, TWENTY)
    foreign = commit(Ballots.strike((1, 2, 9), [{9}] * 20), order=range(20), random=source("foreign"))
    record, content = read(own)
    content = replace(content, commitments=(Commitment(root=foreign.root, size=20),))
    made = opening.open_leaves(foreign, [3], record=record.hash, contest="bch", round_number=1)
    assert refused(audited_by_opening, record, content, made) == ("unknown_candidate", {"number": 9})


def test_an_opening_is_checked_in_under_50_ms_in_the_largest_congress(tmp_path):
    """One ballot of 1,590, marked for 220 candidates. The best of five: the machine may be busy."""
    chance = random.Random(220)
    rows = [set(chance.sample(range(1, 221), chance.randint(70, 110))) for _ in range(1590)]
    own = sealed_in(tmp_path, rows, people=[f"Người {number}" for number in range(1, 221)], seats=150, present=1590)
    record, content = read(own)
    data = own.opening(1234).read_bytes()
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        audited_by_opening(record, content, opening.read(data))
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.050
