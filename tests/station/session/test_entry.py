"""Entering ballots: each paper once in its place, twice by two persons, and nothing stored is ever changed."""

import pytest

from station.session.batches import ResizeBatch, VoidBatch
from station.session.entry import BallotEntered, BallotUndone, CloseBatch, EnterBallot, OpenBatch, UndoBallot, typists
from station.session.marks import Marks, Seen
from station.session.phase import Phase, phase
from station.session.round import Way
from tally.person import known_as
from tests.station.session.table import BINH, HEAD, MAY, NAMES, PHIM, THU, C, denied, started

ONE = {"contest": C, "entry": 1, "batch": 1}


def enter(paper, line=(), entry=1, batch=1):
    return EnterBallot(contest=C, entry=entry, batch=batch, paper=paper, marks=Marks(struck=tuple(line)))


def test_a_ballot_that_is_stored_is_an_event_with_its_marks_apart():
    table = started(2)
    table.do(OpenBatch(**ONE), MAY)
    (event,) = table.do(enter(1, [2, 3]), MAY)
    assert event == BallotEntered(**ONE, paper=1, marks=Marks(struck=(2, 3)))
    assert (event.hidden, event.timed) == ("marks", False)
    assert table.work().at((1, 1)) == (Marks(struck=(2, 3)),)


def test_a_ballot_is_stored_in_the_place_that_it_is_meant_for_and_never_twice():
    """An Enter too many stores nothing."""
    table = started(2)
    table.do(OpenBatch(**ONE), MAY)
    table.do(enter(1), MAY)
    assert denied(table, enter(1), MAY) == ("another_paper", {"expected": 2, "given": 1})
    assert denied(table, enter(3), MAY) == ("another_paper", {"expected": 2, "given": 3})


def test_there_are_never_more_ballots_than_papers_on_the_slip():
    table = started(3)
    table.types(1, ["1", "2"], close=False)
    assert denied(table, enter(3), MAY) == ("batch_is_full", {"batch": 1, "size": 2})


@pytest.mark.parametrize(
    "marks",
    [
        Marks(struck=(5,)),
        Marks(struck=(2, 1)),
        Marks(struck=(1, 1)),
        Marks(disagree=(1,)),
        Marks(struck=(1,), both=(2,)),
    ],
)
def test_marks_that_cannot_stand_on_this_paper_are_refused(marks):
    table = started(2)
    table.do(OpenBatch(**ONE), MAY)
    command = EnterBallot(**ONE, paper=1, marks=marks)
    assert denied(table, command, MAY) == ("marks_do_not_fit", {})


def test_an_invalid_ballot_and_a_doubtful_one_are_stored_as_they_are():
    """R6: nobody repairs a ballot."""
    table = started(2)
    table.types(1, [Marks(), Marks(struck=(1,), seen=Seen.UNCLEAR)])
    assert [*table.work().entries[0].batches[1].ballots] == [Marks(), Marks(struck=(1,), seen=Seen.UNCLEAR)]


def test_the_last_ballot_is_taken_back_and_both_stay_in_the_journal():
    table = started(2)
    table.types(1, ["1", "2"], close=False)
    assert table.do(UndoBallot(**ONE), MAY) == (BallotUndone(**ONE, paper=2),)
    table.do(enter(2, [3]), MAY)
    assert [marks.struck for marks in table.work().batch(1, 1).ballots] == [(1,), (3,)]
    entered = [one.event.marks.struck for one in table.journal if one.event.name == "ballot_entered"]
    assert entered == [(1,), (2,), (3,)]
    for _ in range(2):
        table.do(UndoBallot(**ONE), MAY)
    assert denied(table, UndoBallot(**ONE), MAY) == ("nothing_to_undo", {})


def test_a_batch_is_put_down_with_all_its_papers_and_then_left_alone():
    table = started(2)
    table.types(1, ["1"], close=False)
    assert denied(table, CloseBatch(**ONE), MAY) == ("batch_not_full", {"have": 1, "size": 2})
    table.do(enter(2), MAY)
    table.do(CloseBatch(**ONE), MAY)
    for command in (enter(3), UndoBallot(**ONE), CloseBatch(**ONE), OpenBatch(**ONE)):
        assert denied(table, command, MAY) == ("batch_is_closed", {"batch": 1})


def test_a_batch_is_in_one_hand():
    table = started(2)
    assert denied(table, enter(1), MAY) == ("batch_not_open", {"batch": 1})
    table.types(1, ["1"], close=False)
    assert table.do(OpenBatch(**ONE), MAY) == ()
    for command in (OpenBatch(**ONE), enter(2), UndoBallot(**ONE), CloseBatch(**ONE)):
        assert denied(table, command, PHIM) == ("batch_is_anothers", {"batch": 1})


def test_the_same_person_never_types_a_batch_twice_at_once_or_later():
    """The second entry is by another pair of eyes."""
    table = started(4, entries=3)
    table.types(1, ["1", "2"])
    second = OpenBatch(contest=C, entry=2, batch=1)
    assert denied(table, second, MAY) == ("same_person_twice", {"batch": 1})
    table.do(OpenBatch(contest=C, entry=2, batch=2), MAY)
    table.types(1, ["1", "2"], entry=2)
    assert denied(table, OpenBatch(contest=C, entry=3, batch=1), PHIM) == ("same_person_twice", {"batch": 1})
    table.types(1, ["1", "2"], entry=3, by=THU)
    assert typists(table.day, table.work(), 1) == {known_as(NAMES[person]) for person in (MAY, PHIM, THU)}
    assert typists(table.day, table.work(), 2) == {known_as(NAMES[MAY])}


def test_whoever_typed_what_was_thrown_away_may_type_it_again():
    table = started(2)
    table.types(1, ["1", "2"])
    table.do(VoidBatch(**ONE, reason="lẫn tập"), HEAD)
    table.types(1, ["1", "2"])


def test_a_member_of_the_board_may_type_as_well():
    table = started(2)
    table.types(1, ["1", "2"], by=BINH)
    assert table.work().batch(1, 1).typist == BINH


@pytest.mark.parametrize(("entry", "batch"), [(0, 1), (3, 1), (1, 0), (1, 3)])
def test_there_is_nothing_beyond_the_entries_and_the_batches(entry, batch):
    command = OpenBatch(contest=C, entry=entry, batch=batch)
    assert denied(started(4), command, MAY) == ("no_such_batch", {"batch": batch})


def test_a_round_on_tally_sheets_has_no_ballots_to_enter():
    assert denied(started(2, way=Way.SHEETS), OpenBatch(**ONE), MAY) == ("not_by_ballots", {})


def test_a_batch_of_no_papers_is_closed_as_it_is_and_may_be_taken_in_hand():
    table = started(2, batch=1)
    table.do(ResizeBatch(contest=C, batch=1, size=2, reason="dồn lại"), HEAD)
    table.do(ResizeBatch(contest=C, batch=2, size=0, reason="dồn lại"), HEAD)
    assert table.work().is_closed(2)
    table.types(2, [])
    table.both(1, ["1", "2"])
    assert phase(table.day, C) is Phase.READY
