"""Tally sheets: the totals of two sheets a batch by two people, which must say the same (R6, R7)."""

import pytest

from station import session
from station.session import Happened
from station.session.batches import VoidBatch
from station.session.closing import CloseRound
from station.session.comparison import differences, differing_sheets
from station.session.people import PersonEnrolled, pin_of
from station.session.phase import Phase, open_questions, phase
from station.session.round import Sheet, Way
from station.session.sheets import EnterSheet, grounds_of
from station.session.state import Duty, Person
from tally.ballot import DEFECTS, Reason
from tally.congress import BlankBoxes
from tally.contest import Purpose
from tally.course import BallotPaper
from tests.station.session.table import BINH, HEAD, MAY, NAMES, PHIM, THU, C, contest, denied, pin, sheet, started

GOOD = sheet(3, {1: 3, 2: 2, 3: 1, 4: 0}, more_than_seats=1)


def sheets(papers=4, batch=4, *contests, **given):
    return started(papers, *contests, way=Way.SHEETS, batch=batch, **given)


def put(totals, number=1, batch=1):
    return EnterSheet(contest=C, batch=batch, sheet=number, totals=totals)


def test_two_people_enter_a_sheet_each_and_what_both_say_is_the_count():
    table = sheets(6)
    second = sheet(2, {1: 0, 2: 1, 3: 1, 4: 2})
    for number, by in ((1, MAY), (2, PHIM)):
        table.do(put(GOOD, number), by)
        table.do(put(second, number, batch=2), by)
    assert phase(table.day, C) is Phase.READY
    table.do(CloseRound(contest=C), HEAD)
    (held,) = table.state().course.held
    assert (held.count.valid, dict(held.count.reasons)) == (5, {Reason.MORE_THAN_SEATS: 1})
    assert dict(held.count.votes) == {1: 3, 2: 3, 3: 2, 4: 2}
    assert table.state().ballots == (None,)


def test_sheets_that_differ_are_summed_again_on_paper_and_entered_anew():
    """Nothing is averaged."""
    table = sheets()
    table.do(put(GOOD), MAY)
    assert differing_sheets(table.work()) == ()
    table.do(put(sheet(3, {1: 3, 2: 2, 3: 0, 4: 1}, more_than_seats=1), 2), PHIM)
    assert differing_sheets(table.work()) == (1,)
    assert differences(table.work()) == ()
    assert open_questions(table.work()) == ((1, 0),)
    assert denied(table, CloseRound(contest=C), HEAD) == ("papers_open", {"n": 1})
    table.do(put(GOOD, 2), THU)
    assert differing_sheets(table.work()) == ()
    assert table.work().sheets[1, 2] == (GOOD, THU)


def test_a_sheet_by_itself_differs_from_none():
    table = sheets()
    table.do(put(GOOD, 2), MAY)
    assert differing_sheets(table.work()) == ()
    assert phase(table.day, C) is Phase.ENTRY


def test_one_person_never_enters_both_sheets():
    table = sheets()
    table.do(put(GOOD), MAY)
    assert denied(table, put(GOOD, 2), MAY) == ("same_person_twice", {"batch": 1})
    table.do(put(sheet(4, {1: 4, 2: 0, 3: 0, 4: 0}), 2), BINH)
    assert denied(table, put(GOOD, 1), BINH) == ("same_person_twice", {"batch": 1})
    assert denied(table, put(GOOD, 2), MAY) == ("same_person_twice", {"batch": 1})


def test_one_person_with_two_pins_never_enters_both_sheets_either():
    table = sheets()
    table.do(put(GOOD), MAY)
    twin = Person(id="p7", name=NAMES[MAY].upper(), duty=Duty.OPERATOR)
    enrolled = PersonEnrolled(person=twin, pin=pin_of(pin("p7"), b"7"))
    table.day = session.fold(table.day, Happened(event=enrolled, by=(HEAD,)))
    assert denied(table, put(GOOD, 2), "p7") == ("same_person_twice", {"batch": 1})


def test_a_sheet_that_is_in_stays_unless_the_other_says_something_else():
    table = sheets()
    table.do(put(GOOD), MAY)
    assert denied(table, put(GOOD), MAY) == ("sheet_is_in", {"batch": 1, "sheet": 1})
    table.do(put(GOOD, 2), PHIM)
    assert denied(table, put(GOOD, 2), THU) == ("sheet_is_in", {"batch": 1, "sheet": 2})
    table.do(VoidBatch(contest=C, entry=1, batch=1, reason="cộng lại"), HEAD)
    table.do(put(GOOD), THU)


@pytest.mark.parametrize(("batch", "number"), [(0, 1), (2, 1), (1, 0), (1, 3)])
def test_there_are_two_sheets_a_batch(batch, number):
    assert denied(sheets(), put(GOOD, number, batch), MAY) == ("no_such_batch", {"batch": batch})


@pytest.mark.parametrize(
    ("totals", "why"),
    [
        (sheet(4, {1: 1, 2: 1, 3: 1}), ("totals_do_not_fit", {})),
        (sheet(4, {1: 1, 2: 1, 3: 1, 5: 1}), ("totals_do_not_fit", {})),
        (sheet(4, {1: 4, 2: 1, 3: 1, 4: -1}), ("totals_do_not_fit", {})),
        (sheet(5, {1: 4, 2: 1, 3: 1, 4: 1}, several_inks=-1), ("totals_do_not_fit", {})),
        (sheet(3, {1: 3, 2: 1, 3: 1, 4: 1}, box_not_clear=1), ("totals_do_not_fit", {})),
        (sheet(3, {1: 1, 2: 1, 3: 1, 4: 1}), ("sheet_does_not_add_up", {"have": 3, "size": 4})),
        (sheet(4, {1: 5, 2: 1, 3: 1, 4: 1}), ("more_votes_than_valid", {"votes": 5, "valid": 4})),
        (sheet(4, {1: 4, 2: 4, 3: 4, 4: 1}), ("more_votes_than_seats", {"votes": 13, "most": 12})),
        (sheet(4, {1: 1, 2: 1, 3: 1, 4: 0}), ("fewer_votes_than_valid", {"votes": 3, "valid": 4})),
    ],
)
def test_sums_that_no_ballots_have_are_refused(totals, why):
    """R6: a valid ballot votes for somebody, and for no more than the seats."""
    assert denied(sheets(), put(totals), MAY) == why


@pytest.mark.parametrize("votes", [(4, 4, 4, 0), (4, 0, 0, 0), (1, 1, 1, 1)])
def test_sums_at_the_edge_stand(votes):
    table = sheets()
    table.do(put(sheet(4, dict(enumerate(votes, start=1)))), MAY)
    assert table.work().sheets


def test_a_sheet_may_name_every_reason_that_there_is_for_its_kind():
    table = sheets()
    reasons = dict.fromkeys(grounds_of(table.work().paper, BlankBoxes.INVALID), 0)
    table.do(put(Sheet(valid=4, invalid=reasons, votes={1: 4, 2: 0, 3: 0, 4: 0})), MAY)
    assert table.work().sheets


def test_a_boxes_ballot_may_agree_with_nobody_where_the_setting_says_so():
    """R6: one name needs no agreement; of several the setting decides."""
    nobody = sheet(4, {1: 0, 2: 0})
    two = contest(2, 2, kind="delegates")
    table = sheets(4, 4, two)
    assert denied(table, put(nobody), MAY) == ("fewer_votes_than_valid", {"votes": 0, "valid": 4})
    table.do(put(sheet(0, {1: 0, 2: 0}, votes_for_nobody=4)), MAY)
    valid = {"options": {"all_blank_boxes": "valid"}}
    table = sheets(4, 4, two, **valid)
    assert denied(table, put(sheet(0, {1: 0, 2: 0}, votes_for_nobody=4)), MAY) == ("totals_do_not_fit", {})
    table.do(put(nobody), MAY)
    table = sheets(4, 4, contest(1, 1, kind="secretary"))
    table.do(put(sheet(3, {1: 0}, box_not_clear=1)), MAY)


def paper(candidates, seats):
    return BallotPaper(purpose=Purpose.FIRST, candidates=tuple(range(1, candidates + 1)), seats=seats)


@pytest.mark.parametrize("blank", [*BlankBoxes])
def test_a_ballot_is_invalid_only_for_what_can_be_wrong_with_its_kind(blank):
    assert grounds_of(paper(3, 2), blank) == {*DEFECTS, Reason.MORE_THAN_SEATS, Reason.VOTES_FOR_NOBODY}
    assert grounds_of(paper(1, 1), blank) == {*DEFECTS, Reason.BOX_NOT_CLEAR}
    several = grounds_of(paper(2, 2), blank)
    assert several == ({*DEFECTS} if blank is BlankBoxes.VALID else {*DEFECTS, Reason.VOTES_FOR_NOBODY})


def test_a_round_of_ballots_takes_no_sheets():
    assert denied(started(4), put(GOOD), MAY) == ("not_by_sheets", {})
