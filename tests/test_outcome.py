"""A count and what it comes to (R9-R11, Art. 30), at every boundary."""

import pytest

from tally import BallotKind, Complete, Count, Short, Status, Stopped, Tied
from tally.congress import Base
from tally.count import Stop
from tally.outcome import Next, outcome_of


def _count(votes, seats, stops=()):
    return Count(
        kind=BallotKind.STRIKE,
        seats=seats,
        issued=20,
        collected=20,
        valid=20,
        invalid=0,
        votes=votes,
        stops=stops,
    )


def _outcome(votes, seats=2, *, base=20, run_off=False, meeting=(), last=False, stops=()):
    return outcome_of(
        _count(votes, seats, stops),
        base=Base(summoned=base),
        is_run_off=run_off,
        stops=meeting,
        last_ballot=last,
    )


def test_all_seats_filled_by_those_over_half_is_complete():
    outcome = _outcome({1: 11, 2: 20, 3: 10})
    assert outcome == Complete(elected=(2, 1))
    assert (outcome.status, outcome.tied, outcome.seats_left, outcome.next) == (Status.COMPLETE, (), 0, ())


def test_exactly_half_of_the_base_is_not_enough():
    outcome = _outcome({1: 12, 2: 10, 3: 1})
    assert outcome == Short(elected=(1,), seats_left=1, next=(Next.FURTHER, Next.LEAVE_OPEN))
    assert (outcome.status, outcome.tied) == (Status.SHORT, ())


def test_of_more_over_half_than_seats_the_higher_votes_win():
    assert _outcome({1: 12, 2: 13, 3: 14}) == Complete(elected=(3, 2))


def test_level_votes_inside_the_seats_are_no_tie():
    assert _outcome({1: 12, 2: 12, 3: 11}) == Complete(elected=(1, 2))


def test_level_votes_at_the_last_seat_are_a_tie_that_nobody_breaks():
    outcome = _outcome({1: 12, 2: 15, 3: 12, 4: 12})
    assert outcome == Tied(elected=(2,), tied=(1, 3, 4), seats_left=1, after_run_off=False, next=(Next.RUN_OFF,))
    assert outcome.status is Status.TIED


def test_level_votes_under_half_are_no_tie_but_a_shortfall():
    assert _outcome({1: 12, 2: 10, 3: 10}).status is Status.SHORT


def test_a_run_off_needs_no_half():
    """R10: 9 of a base of 25 is enough among the tied."""
    assert _outcome({3: 9, 4: 8}, 1, base=25, run_off=True) == Complete(elected=(3,))


def test_a_run_off_that_ends_level_is_for_the_body_to_decide():
    outcome = _outcome({3: 9, 4: 9, 5: 12}, 2, base=25, run_off=True)
    assert outcome == Tied(elected=(5,), tied=(3, 4), seats_left=1, after_run_off=True, next=(Next.CONGRESS_DECIDES,))


def test_after_the_last_ballot_without_a_result_the_superior_committee_appoints():
    """R11: a cell's secretary after the third; a fresh tie is still run off, and a result is a result."""
    assert _outcome({1: 3, 2: 4}, 1, last=True).next == (Next.SUPERIOR_APPOINTS,)
    assert _outcome({1: 3, 2: 3}, 1, run_off=True, last=True).next == (Next.SUPERIOR_APPOINTS,)
    assert _outcome({1: 13, 2: 13}, 1, last=True).next == (Next.RUN_OFF,)
    assert _outcome({1: 13, 2: 3}, 1, last=True) == Complete(elected=(1,))


@pytest.mark.parametrize("run_off", [True, False])
def test_a_body_that_is_not_quorate_decides_nothing(run_off):
    outcome = _outcome({1: 20, 2: 20}, 2, run_off=run_off, meeting=(Stop.NOT_QUORATE,))
    assert outcome == Stopped(seats_left=2, why=(Stop.NOT_QUORATE,))
    assert (outcome.status, outcome.elected, outcome.tied) == (Status.STOPPED, (), ())
    assert outcome.next == (Next.CONGRESS_DECIDES,)


def test_whatever_keeps_the_sums_from_agreeing_stops_the_round():
    stops = (Stop.BALLOTS_EXCEED_ISSUED, Stop.COLLECTED_MISMATCH)
    assert _outcome({1: 20, 2: 20}, stops=stops).why == stops
    assert _outcome({1: 20, 2: 20}, meeting=(Stop.NOT_QUORATE,), stops=stops).why == (Stop.NOT_QUORATE, *stops)


def test_an_election_decided_by_less_than_a_rounded_percent():
    """R17: 10 001 of 20 001 prints 50,00 % and wins; 500 of 999 wins; 10 000 of 20 001 does not."""
    assert _outcome({1: 10_001}, 1, base=20_001).status is Status.COMPLETE
    assert _outcome({1: 500}, 1, base=999).status is Status.COMPLETE
    assert _outcome({1: 10_000}, 1, base=20_001).status is Status.SHORT


def test_a_ballot_is_not_the_last_unless_it_is_said_to_be():
    outcome = outcome_of(_count({1: 3, 2: 4}, 1), base=Base(summoned=20), is_run_off=False)
    assert outcome.next == (Next.FURTHER, Next.LEAVE_OPEN)
