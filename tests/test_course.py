"""Rounds that answer each other (R9-R12): what may follow an outcome, and what is refused."""

import pytest

from tally import Ballots, DoesNotAnswer, Purpose, Status, answers, begin, decide, hold, paper_for
from tally.contest import Withdrawal
from tally.course import BallotPaper, WhyElected
from tally.cut import Cut
from tally.outcome import Next, Short, Stopped, Tied
from tests.making import candidate, congress, contest, first, meeting, strike, strike_for

TIED = {1: 20, 2: 22, 3: 16, 4: 16}
"""Of a base of 25 and three seats: 1 and 2 are elected, 3 and 4 level for the last."""
SHORT = {1: 20, 2: 20, 3: 10, 4: 10}


def _begin(vote=None, *, present=25, level="commune"):
    return begin(congress(meeting("members", present=present), level=level), vote or contest())


def _held(course, votes, *, present=25, seats=3, purpose="first", **given):
    ballots = strike_for(votes, ballots=present, seats=seats)
    return hold(course, first(ballots, purpose=purpose, number=len(course.held) + 1, **given))


def _run_off(course, votes, *, ballots=25):
    """A run-off among two: each ballot keeps one of them."""
    (one, for_one), (other, for_other) = votes.items()
    rows = [((other,), for_one), ((one,), for_other), ((one, other), ballots - for_one - for_other)]
    return hold(course, first(strike(sorted(votes), rows), purpose="run_off", number=len(course.held) + 1))


def _purposes(course):
    return [(paper.purpose.value, paper.candidates, paper.seats, paper.exactly) for paper in answers(course)]


def test_a_contest_begins_with_its_whole_list_for_all_its_seats():
    course = _begin()
    assert course.status is Status.PENDING
    assert course.open_seats == 3
    assert course.elected == ()
    assert _purposes(course) == [("first", (1, 2, 3, 4), 3, True)]
    assert paper_for(course, purpose=Purpose.FIRST) == BallotPaper(
        purpose=Purpose.FIRST, candidates=(1, 2, 3, 4), seats=3
    )


def test_after_a_tie_only_a_run_off_among_exactly_the_tied_answers():
    course = _held(_begin(), TIED)
    assert course.status is Status.TIED
    assert [(person.number, person.votes, person.round) for person in course.elected] == [(2, 22, 1), (1, 20, 1)]
    assert course.open_seats == 1
    assert _purposes(course) == [("run_off", (3, 4), 1, True)]
    for wrong in (
        {"purpose": Purpose.FURTHER},
        {"purpose": Purpose.FIRST},
        {"purpose": Purpose.RUN_OFF, "candidates": (1, 3, 4)},
        {"purpose": Purpose.RUN_OFF, "candidates": (3,)},
        {"purpose": Purpose.RUN_OFF, "seats": 2},
    ):
        with pytest.raises(DoesNotAnswer) as refused:
            paper_for(course, **wrong)
        assert refused.value.number == 2
        assert refused.value.purpose is wrong["purpose"]
        assert refused.value.may == answers(course)
        assert str(refused.value) == f"round 2 ({wrong['purpose']}) does not answer the outcome before it"
    assert paper_for(course, purpose=Purpose.RUN_OFF, candidates=(4, 3), seats=1).candidates == (3, 4)


def test_a_run_off_is_won_by_the_higher_votes_and_says_so():
    course = _run_off(_held(_begin(), TIED), {3: 5, 4: 8})
    assert course.status is Status.COMPLETE
    assert [(person.number, person.round, person.reason) for person in course.elected] == [
        (2, 1, WhyElected.OVER_HALF),
        (1, 1, WhyElected.OVER_HALF),
        (4, 2, WhyElected.RUN_OFF),
    ]
    assert course.elected[-1].base.value == 25
    assert course.elected[-1].votes == 8
    assert answers(course) == ()
    with pytest.raises(DoesNotAnswer):
        _run_off(course, {3: 5, 4: 8})


def test_in_a_run_off_a_ballot_that_keeps_more_than_the_seats_left_is_invalid():
    """R10, default: each voter keeps at most as many of the tied as there are seats left."""
    course = hold(_held(_begin(), TIED), first(strike((3, 4), [((), 20), ((3,), 5)]), purpose="run_off", number=2))
    assert (course.held[-1].count.valid, course.held[-1].count.votes) == (5, {3: 0, 4: 5})


def test_after_a_run_off_that_ends_level_the_body_may_vote_on_them_again_or_more_widely():
    """R10: still tied, the body decides whether to vote again."""
    course = _run_off(_held(_begin(), TIED), {3: 9, 4: 9})
    assert course.status is Status.TIED
    assert course.held[-1].outcome.next == (Next.CONGRESS_DECIDES,)
    assert _purposes(course) == [("run_off", (3, 4), 1, True), ("further", (3, 4), 1, False)]
    again = _run_off(course, {3: 9, 4: 10})
    assert again.status is Status.COMPLETE


def test_after_a_shortfall_a_further_ballot_is_for_the_open_seats_among_those_not_elected():
    course = _held(_begin(), SHORT)
    assert course.status is Status.SHORT
    assert _purposes(course) == [("further", (3, 4), 1, False)]
    done = hold(course, first(strike((3, 4), [((3,), 20), ((4,), 5)]), purpose="further", number=2))
    assert done.status is Status.COMPLETE
    assert [(person.number, person.round, person.reason) for person in done.elected][-1] == (4, 2, "over_half")


def test_the_body_may_add_names_to_a_further_ballot_and_then_they_stand():
    people = [*(candidate(number) for number in (1, 2, 3, 4)), candidate(5, from_round=2), candidate(6, from_round=3)]
    course = _held(_begin(contest(people, 3)), SHORT)
    assert [person.number for person in course.nominees] == [1, 2, 3, 4]
    assert _purposes(course) == [("further", (3, 4, 5), 1, False)]
    with pytest.raises(DoesNotAnswer):
        paper_for(course, purpose=Purpose.FURTHER, candidates=(3, 4))
    assert paper_for(course, purpose=Purpose.FURTHER, candidates=(5, 4)).candidates == (4, 5)
    assert paper_for(course, purpose=Purpose.FURTHER, candidates=(5,)).candidates == (5,)


def test_a_person_who_was_to_be_added_and_withdrew_need_not_stand():
    """R3: the congress let the person go before the round."""
    late = candidate(5, from_round=2, withdrawal=Withdrawal.GRANTED, withdrawn_before_round=2)
    course = _held(_begin(contest([*(candidate(number) for number in (1, 2, 3, 4)), late], 3)), SHORT)
    assert _purposes(course) == [("further", (3, 4), 1, False)]
    assert paper_for(course, purpose=Purpose.FURTHER, candidates=(4,)).candidates == (4,)


def test_a_further_ballot_may_leave_people_out_but_never_bring_the_elected_back():
    course = _held(_begin(), SHORT)
    assert paper_for(course, purpose=Purpose.FURTHER, candidates=(4,)).candidates == (4,)
    for wrong in ((1, 3, 4), (1,), (), (3, 4, 9)):
        with pytest.raises(DoesNotAnswer):
            paper_for(course, purpose=Purpose.FURTHER, candidates=wrong)
    with pytest.raises(DoesNotAnswer):
        paper_for(course, purpose=Purpose.FURTHER, seats=2)
    with pytest.raises(DoesNotAnswer):
        paper_for(course, purpose=Purpose.RUN_OFF)


def test_the_first_ballot_is_on_the_whole_list_and_for_all_the_seats():
    course = _begin()
    for wrong in ({"candidates": (1, 2, 3)}, {"seats": 2}, {"candidates": (1, 2, 3, 4, 5)}):
        with pytest.raises(DoesNotAnswer):
            paper_for(course, purpose=Purpose.FIRST, **wrong)
    assert paper_for(course, purpose=Purpose.FIRST, candidates=(4, 3, 2, 1), seats=3).candidates == (1, 2, 3, 4)


def test_a_stopped_round_is_answered_by_the_same_round_again():
    """R7: the congress decides; a vote held again has the same purpose, list and seats."""
    course = _held(_begin(), SHORT, issued=24)
    assert isinstance(course.held[0].outcome, Stopped)
    assert course.status is Status.STOPPED
    assert course.open_seats == 3
    assert _purposes(course) == [("first", (1, 2, 3, 4), 3, True)]
    course = _held(course, SHORT)
    assert course.status is Status.SHORT
    stopped = hold(course, first(_boxes(4, 25), purpose="further", number=3, candidates=(4,), issued=24))
    assert _purposes(stopped) == [("further", (4,), 1, True)]
    with pytest.raises(DoesNotAnswer):
        paper_for(stopped, purpose=Purpose.FURTHER, candidates=(3, 4))


def _boxes(number, ballots):
    return Ballots.boxes([number], [([number], [])] * ballots)


def test_a_body_that_is_not_quorate_decides_nothing_but_the_sums_are_shown():
    event = congress(meeting("members", present=13, absent=7))
    course = decide(event, contest(), [first(strike((1, 2, 3, 4), [((4,), 13)]))])
    assert course.held[0].outcome == Stopped(seats_left=3, why=("not_quorate",))
    assert course.held[0].count.votes[1] == 13
    assert course.elected == ()


def test_seats_left_open_by_the_body_close_the_contest_short():
    course = _held(_begin(contest(leave_open=True)), SHORT)
    assert course.status is Status.CLOSED_SHORT
    assert course.open_seats == 1
    assert _run_off(_held(_begin(contest(leave_open=True)), TIED), {3: 9, 4: 9}).status is Status.CLOSED_SHORT


def test_a_run_off_that_is_owed_cannot_be_left_open():
    """R10: the tied are voted on again; only after that may the body decide otherwise."""
    assert _held(_begin(contest(leave_open=True)), TIED).status is Status.TIED


def test_a_stopped_or_complete_contest_is_not_closed_short():
    assert _held(_begin(contest(leave_open=True)), SHORT, issued=1).status is Status.STOPPED
    assert _held(_begin(contest(leave_open=True)), {1: 20, 2: 20, 3: 20, 4: 15}).status is Status.COMPLETE


def _two(course, for_one, *, purpose, for_other=None, present=25):
    other = present - for_one if for_other is None else for_other
    rows = [((2,), for_one), ((1,), other), ((1, 2), present - for_one - other)]
    return hold(course, first(strike((1, 2), rows), purpose=purpose, number=len(course.held) + 1))


def _fails(course, *, purpose):
    """A ballot that elects nobody: 12 against 12 of a base of 25, and one for nobody."""
    return _two(course, 12, purpose=purpose, for_other=12)


def test_after_the_third_ballot_without_a_secretary_the_superior_committee_appoints():
    """R11, 294-QĐ/TW: at a cell, and for its secretary alone."""
    course = _begin(contest(2, 1, kind="secretary"), level="cell")
    course = _fails(_fails(course, purpose="first"), purpose="further")
    assert course.held[-1].outcome.next == (Next.FURTHER, Next.LEAVE_OPEN)
    assert _two(course, 13, purpose="further").status is Status.COMPLETE
    course = _fails(course, purpose="further")
    assert course.held[-1].outcome == Short(elected=(), seats_left=1, next=(Next.SUPERIOR_APPOINTS,))
    assert answers(course) == ()


@pytest.mark.parametrize(("level", "kind"), [("commune", "secretary"), ("cell", "deputy_secretary")])
def test_elsewhere_the_third_ballot_is_a_ballot_like_any_other(level, kind):
    course = _begin(contest(2, 1, kind=kind), level=level)
    for purpose in ("first", "further", "further"):
        course = _fails(course, purpose=purpose)
    assert course.held[-1].outcome.next == (Next.FURTHER, Next.LEAVE_OPEN)


def test_a_stopped_ballot_is_not_one_of_the_three():
    course = _begin(contest(2, 1, kind="secretary"), level="cell")
    course = hold(course, first(strike((1, 2), [((1,), 26)]), issued=25))
    assert course.status is Status.STOPPED
    course = _fails(_fails(course, purpose="first"), purpose="further")
    assert course.held[-1].outcome.next == (Next.FURTHER, Next.LEAVE_OPEN)


def test_a_run_off_is_one_of_the_three():
    course = _begin(contest(3, 1, kind="secretary"), level="cell", present=3)
    course = hold(course, first(strike((1, 2, 3), [((2, 3), 1), ((1, 3), 1), ((1, 2), 1)])))
    course = hold(
        course, first(strike((1, 2, 3), [((2, 3), 1), ((1, 3), 1), ((1, 2), 1)]), purpose="further", number=2)
    )
    last = hold(course, first(strike((1, 2, 3), [((2, 3), 1), ((1, 3), 1), ((1, 2), 1)]), purpose="further", number=3))
    assert last.held[-1].outcome.next == (Next.SUPERIOR_APPOINTS,)


OVER_HALF_LEFT = {1: 14, 2: 13, 3: 12, 4: 11, 5: 10}
"""Three officials of five; of a base of 20, 4 is over half and left, 5 is not over half."""
LEVEL_LEFT = {1: 13, 2: 13, 3: 12, 4: 11, 5: 11}
"""Three officials of five; 4 and 5 are level and both over half."""


def _delegates(votes, alternates, *, seats=3):
    course = _begin(contest(len(votes), seats, kind="delegates", alternates=alternates), present=20)
    return _held(course, votes, present=20, seats=seats)


def test_officials_first_then_those_left_who_are_over_half():
    course = _delegates(OVER_HALF_LEFT, 1)
    assert [person.number for person in course.elected] == [1, 2, 3]
    assert course.alternates == Cut(taken=(4,))
    assert course.status is Status.COMPLETE
    assert _delegates(LEVEL_LEFT, 2).alternates == Cut(taken=(4, 5))


def test_without_places_or_before_the_officials_are_complete_nobody_is_an_alternate():
    assert _delegates(OVER_HALF_LEFT, 0).alternates == Cut()
    assert answers(_delegates(OVER_HALF_LEFT, 0)) == ()
    short = _delegates({1: 20, 2: 20, 3: 10, 4: 10}, 1)
    assert (short.status, short.alternates) == (Status.SHORT, Cut())


def test_places_not_filled_are_voted_on_among_those_left():
    course = _delegates(OVER_HALF_LEFT, 2)
    assert course.alternates == Cut(taken=(4,), places_left=1)
    assert _purposes(course) == [("alternates", (5,), 1, False), ("alternates", (4, 5), 2, False)]
    done = hold(course, first(_boxes(5, 20), purpose="alternates", number=2))
    assert done.held[-1].for_alternates
    assert done.alternates == Cut(taken=(4, 5))
    assert [person.number for person in done.elected] == [1, 2, 3]
    assert (done.status, answers(done)) == (Status.COMPLETE, ())


def test_a_tie_for_the_last_alternate_is_run_off_where_half_is_not_needed():
    course = _delegates(LEVEL_LEFT, 1)
    assert course.alternates == Cut(tied=(4, 5), places_left=1)
    assert _purposes(course) == [("run_off", (4, 5), 1, True), ("alternates", (4, 5), 1, False)]
    done = hold(course, first(strike((4, 5), [((4,), 7), ((5,), 6), ((4, 5), 7)]), purpose="run_off", number=2))
    assert done.alternates == Cut(taken=(5,))
    level = hold(course, first(strike((4, 5), [((4,), 7), ((5,), 7), ((4, 5), 6)]), purpose="run_off", number=2))
    assert level.alternates == Cut(tied=(4, 5), places_left=1)
    assert level.status is Status.COMPLETE
    assert _purposes(level) == [("run_off", (4, 5), 1, True), ("alternates", (4, 5), 1, False)]


def test_a_ballot_of_their_own_for_all_alternates_sets_aside_those_from_the_officials_ballot():
    """R12: taken from one ballot only if the congress so decides; else a ballot for alternates."""
    course = _delegates(OVER_HALF_LEFT, 1)
    assert _purposes(course) == [("alternates", (4, 5), 1, False)]
    done = hold(course, first(strike((4, 5), [((4,), 15), ((5,), 5)]), purpose="alternates", number=2))
    assert done.alternates == Cut(taken=(5,))
    assert answers(done) == ()


def test_a_ballot_for_all_the_places_is_told_from_one_for_the_rest_by_its_seats():
    course = _delegates(OVER_HALF_LEFT, 2)
    assert paper_for(course, purpose=Purpose.ALTERNATES).seats == 1
    assert paper_for(course, purpose=Purpose.ALTERNATES, seats=2).candidates == (4, 5)
    own = hold(course, first(_both_agree(20), purpose="alternates", number=2, seats=2))
    assert own.alternates == Cut(taken=(4, 5))


def _both_agree(ballots):
    return Ballots.boxes([4, 5], [([4, 5], [])] * ballots)


def test_a_stopped_ballot_for_alternates_leaves_them_as_they_were():
    course = _delegates(OVER_HALF_LEFT, 2)
    stopped = hold(course, first(_boxes(5, 20), purpose="alternates", number=2, issued=19))
    assert stopped.alternates == course.alternates
    assert stopped.status is Status.COMPLETE
    assert _purposes(stopped) == [("alternates", (5,), 1, True)]


def test_alternates_are_taken_by_their_votes_in_the_last_ballot_that_was_not_a_run_off():
    """R12: a run-off is for the last seat alone, so its votes cannot be set beside the others'."""
    votes = {1: 14, 2: 13, 3: 11, 4: 11, 5: 11}
    course = _run_three(_delegates(votes, 1))
    assert [person.number for person in course.elected] == [1, 2, 5]
    assert course.alternates == Cut(tied=(3, 4), places_left=1)
    assert _run_three(_delegates(votes, 2)).alternates == Cut(taken=(3, 4))


def _run_three(course):
    rows = [((3, 4), 10), ((4, 5), 6), ((3, 5), 4)]
    return hold(course, first(strike((3, 4, 5), rows), purpose="run_off", number=2))


def test_a_further_ballot_for_officials_is_where_alternates_are_then_taken_from():
    course = _begin(contest(5, 3, kind="delegates", alternates=1), present=20)
    course = _held(course, {1: 20, 2: 20, 3: 7, 4: 7, 5: 6}, present=20)
    rows = [((4, 5), 9), ((3, 5), 11)]
    course = hold(course, first(strike((3, 4, 5), rows), purpose="further", number=2))
    assert [person.number for person in course.elected] == [1, 2, 4]
    assert course.alternates == Cut(places_left=1)


def test_same_rounds_same_answer():
    rounds = [
        first(strike_for(TIED, ballots=25, seats=3)),
        first(strike((3, 4), [((3,), 25)]), purpose="run_off", number=2),
    ]
    event = congress(meeting("members", present=25))
    assert decide(event, contest(), rounds) == decide(event, contest(), rounds)
    assert isinstance(decide(event, contest(), rounds[:1]).held[0].outcome, Tied)
