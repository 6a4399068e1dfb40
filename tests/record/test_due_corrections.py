"""A correction is a record of its own: it comes before whatever is new, and says why it is made."""

from dataclasses import replace

import pytest

from tally.congress import BlankBoxes
from tally.contest import Withdrawal
from tally.course import begin
from tally.record.due import Why, due
from tally.record.refusal import Refused
from tally.rounds import hold
from tests.making import candidate, contest, first, meeting, strike
from tests.record.test_due import AGAIN, CHANGED, LAST, PEOPLE, course, event, is_whole, seal, told

OTHER_SUMS = (({1, 3}, 13), ({2, 3}, 3), ({1, 2}, 4))


def whys(found):
    return [one.why for one in found]


def on_list(counted, *people):
    """The same rounds, of a contest with another list."""
    return replace(counted, contest=replace(counted.contest, candidates=people))


@pytest.mark.parametrize("what", CHANGED)
def test_a_correction_is_never_made_in_passing_by_the_record_of_a_further_round(what):
    """What was recorded is corrected up to the rounds that it has; the further round comes on top of that."""
    changed = CHANGED[what]()
    further = hold(changed, first(strike([1, 3], list(LAST)), number=3, purpose="further"))
    records = seal([course(AGAIN)])
    found = due([further], records)
    kept = 0 if what == "the roll" else 2
    assert told(found) == [("bch", 2, kept, True), ("bch", 3, kept, False)]
    assert whys(found) == [Why.CHANGED, None]
    assert [one.is_correction for one in found] == [True, False]
    assert found[0] == due([changed], records)[0]
    after = seal([further], records)
    assert is_whole(after)
    assert [len(record.rounds) for record in after] == [1, 2, 2, 3]
    assert after[3].commitments[:2] == after[2].commitments
    assert due([further], after) == ()


def test_what_is_no_more_and_what_is_other_than_it_was_are_corrections():
    records = seal([course(AGAIN)])
    assert whys(due([course()], records)) == [Why.FEWER_ROUNDS]
    assert whys(due([course(struck=OTHER_SUMS)], records)) == [Why.FEWER_ROUNDS]
    assert whys(due([course(LAST)], records)) == [Why.CHANGED]
    assert whys(due([course(AGAIN, LAST, struck=OTHER_SUMS)], records)) == [Why.CHANGED, None]
    assert all(one.is_correction for one in due([course(LAST)], records))


def test_a_recount_that_was_asked_for_is_no_correction_unless_something_else_has_changed():
    records = seal([course(AGAIN)])
    for counted in (course(AGAIN), course(LAST)):
        (one,) = due([counted], records, recounted="bch")
        assert (one.why, one.is_correction) == (Why.RECOUNTED, False)
    assert whys(due([course()], records, recounted="bch")) == [Why.FEWER_ROUNDS]
    for what in CHANGED:
        (one,) = due([CHANGED[what]()], records, recounted="bch")
        assert (one.why, one.kept) == (Why.CHANGED, ())


DECIDED = {
    "seats are left open": lambda: course(AGAIN, leave_open=True),
    "somebody is added for the next ballot": lambda: on_list(course(AGAIN), *PEOPLE, candidate(4, from_round=3)),
    "somebody may withdraw before it": lambda: on_list(
        course(AGAIN),
        PEOPLE[0],
        PEOPLE[1],
        candidate(3, "Chi", withdrawal=Withdrawal.GRANTED, withdrawn_before_round=3),
    ),
}


@pytest.mark.parametrize("what", DECIDED)
def test_what_the_body_decides_after_a_ballot_is_no_correction(what):
    """R3, R11. It is recorded all the same: what stands in the records is what stands in the congress file."""
    records, decided = seal([course(AGAIN)]), DECIDED[what]()
    (one,) = due([decided], records)
    assert (one.why, one.is_correction, one.replaces) == (Why.DECIDED, False, records[-1].hash)
    after = seal([decided], records)
    assert is_whole(after)
    assert due([decided], after) == ()


@pytest.mark.parametrize("number", [2, 3])
def test_whoever_comes_onto_the_list_of_a_ballot_that_is_recorded_is_a_correction(number):
    late = on_list(course(AGAIN), *PEOPLE, candidate(4, from_round=number))
    assert whys(due([late], seal([course(AGAIN)]))) == [Why.CHANGED if number == 2 else Why.DECIDED]


def test_a_further_round_says_all_that_was_decided_for_it():
    """No record in between: the list with whoever was added is that of the further ballot."""
    people = (*PEOPLE, candidate(4, from_round=2))
    added = on_list(course(), *people)
    further = hold(added, first(strike([1, 3, 4], [({1, 3}, 20)]), number=2, purpose="further"))
    assert told(due([further], seal([course()]))) == [("bch", 2, 1, False)]
    assert is_whole(seal([further], seal([course()])))


def test_contests_with_a_record_are_put_right_before_another_is_begun():
    """So that whatever is new finds the congress and the meeting as they are now."""

    def ubkt(of):
        vote = contest(PEOPLE, 1, id="ubkt", kind="inspection_committee")
        return hold(begin(of, vote), first(strike([1, 2, 3], [({1, 3}, 15), ({1, 2}, 5)])))

    records = seal([course()])
    now = event(place="Khác", blank_boxes=BlankBoxes.VALID, meetings=[meeting(present=20, excused_whole=1)])
    courses = [ubkt(now), course(AGAIN, of=now)]
    assert told(due(courses, records)) == [("bch", 1, 0, True), ("bch", 2, 0, False), ("ubkt", 1, 0, False)]
    after = seal(courses, records)
    assert is_whole(after)
    assert due(courses, after) == ()


def test_a_contest_that_has_a_record_must_still_be_there():
    pending = begin(event(), contest(PEOPLE, 2, id="bch"))
    for courses in ([], [pending]):
        with pytest.raises(Refused) as refused:
            due(courses, seal([course()]))
        assert (refused.value.code, refused.value.params) == ("recorded_contest_gone", {"contest": "bch"})
