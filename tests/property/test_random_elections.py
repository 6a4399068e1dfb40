"""Every random election comes out as the naive counter says, and obeys the laws of the rules."""

import os
from random import Random

import pytest

from tally import Status, count_all, decide
from tests import naive
from tests.making import from_random
from tests.property.elections import last_ballot, random_election

pytestmark = pytest.mark.unmeasured

ELECTIONS = int(os.environ.get("TALLY_ELECTIONS", "2000"))


def test_the_count_and_the_naive_counter_agree_on_every_election():
    """R6-R12: votes, reasons, outcome, elected and alternates, in every round of every election."""
    for seed in range(ELECTIONS):
        election = random_election(seed)
        event, contest, rounds = from_random(election)
        (result,) = count_all(event, [contest], {"c": rounds})
        _agrees(election, result.course, f"election {seed}")


def test_the_random_elections_reach_every_outcome_of_every_kind_of_round():
    reached = set()
    for seed in range(6000):
        election = random_election(seed)
        reached |= {
            (held.purpose, says["status"]) for held, says in zip(election.rounds, election.expected, strict=True)
        }
    for purpose in ("first", "further", "alternates"):
        assert {(purpose, status) for status in ("complete", "tied", "short", "stopped")} <= reached
    assert {("run_off", status) for status in ("complete", "tied", "stopped")} <= reached


def _agrees(election, course, where):
    elected, taken, tied, places_left = [], [], [], 0
    complete = any_alternates = False
    for held, random, says in zip(course.held, election.rounds, election.expected, strict=True):
        where_now = f"{where}, round {held.number}"
        count, outcome = held.count, held.outcome
        assert held.base.value == says["base"], where_now
        assert dict(count.votes) == says["votes"], where_now
        assert {reason.value: number for reason, number in count.reasons.items()} == says["reasons"], where_now
        assert count.valid == says["valid"], where_now
        assert outcome.status == says["status"], where_now
        assert sorted(outcome.elected) == sorted(says["elected"]), where_now
        assert sorted(outcome.tied) == sorted(says["tied"]), where_now
        assert outcome.seats_left == says["seats_left"], where_now
        assert held.for_alternates is random.for_alternates is complete, where_now
        if random.for_alternates:
            if random.purpose == "alternates" and random.seats == election.alternates and not any_alternates:
                taken, tied, places_left = [], [], election.alternates
            any_alternates = True
        if says["status"] == "stopped":
            continue
        if random.for_alternates:
            taken, tied, places_left = taken + says["elected"], says["tied"], says["seats_left"]
        else:
            elected += says["elected"]
            complete = says["status"] == "complete"
            any_alternates = False
            if complete and election.alternates:
                votes = last_ballot(election, held.number)
                taken, tied, places_left = naive.alternates(votes, elected, election.alternates, says["base"])
    assert sorted(person.number for person in course.elected) == sorted(elected), where
    state = course.alternates
    assert (list(state.taken), list(state.tied), state.places_left) == (taken, tied, places_left), where
    assert course.status == _status(election), where


def _status(election):
    """The officials' last round says where the contest stands; what the body leaves open is closed short."""
    officials = [
        (held, says) for held, says in zip(election.rounds, election.expected, strict=True) if not held.for_alternates
    ]
    held, says = officials[-1]
    may_close = says["status"] == "short" or (says["status"] == "tied" and held.purpose == "run_off")
    return "closed_short" if election.leave_open and may_close else says["status"]


def test_the_order_of_ballots_changes_nothing():
    for seed in range(ELECTIONS // 10):
        election = random_election(seed)
        course = decide(*_parts(election))
        for held in election.rounds:
            Random(seed).shuffle(held.ballots)
        assert decide(*_parts(election)).held == course.held, seed


def test_the_order_of_the_list_changes_no_vote_and_nobody_elected():
    for seed in range(ELECTIONS // 10):
        election = random_election(seed)
        before = decide(*_parts(election))
        Random(seed).shuffle(election.numbers)
        for held in election.rounds:
            held.candidates = [number for number in election.numbers if number in held.candidates]
        after = decide(*_parts(election))
        assert after.elected == before.elected, seed
        assert after.status == before.status, seed
        assert after.alternates == before.alternates, seed
        for one, other in zip(before.held, after.held, strict=True):
            assert dict(one.count.votes) == dict(other.count.votes)
            assert set(one.outcome.tied) == set(other.outcome.tied)


def test_one_more_vote_never_unseats():
    """R9: a ballot that also keeps somebody who is elected leaves that person elected, or as one of the tied never."""
    tried = 0
    for seed in range(ELECTIONS):
        election = random_election(seed)
        says, held = election.expected[0], election.rounds[0]
        if not says["elected"] or len(held.candidates) <= held.seats:
            continue
        winner = says["elected"][-1]
        room = [
            ballot
            for ballot in held.ballots
            if winner in ballot["struck"]
            and not ballot["defect"]
            and 0 < len(held.candidates) - len(ballot["struck"]) < held.seats
        ]
        if not room:
            continue
        room[0]["struck"].discard(winner)
        event, contest, rounds = from_random(election)
        after = decide(event, contest, rounds[:1])
        assert winner in after.held[0].outcome.elected, seed
        tried += 1
    assert tried > ELECTIONS // 20


def test_the_sums_agree():
    """R7: valid and invalid make the collected, no candidate has more votes than there are valid ballots."""
    for seed in range(ELECTIONS // 4):
        election = random_election(seed)
        for held, random in zip(decide(*_parts(election)).held, election.rounds, strict=True):
            count = held.count
            assert count.valid + count.invalid == len(random.ballots)
            assert count.invalid == sum(count.reasons.values())
            assert all(0 <= votes <= count.valid for votes in count.votes.values())
            assert sum(count.votes.values()) <= count.valid * count.seats
            if held.outcome.status != Status.STOPPED:
                assert count.issued == count.collected + count.not_returned


def test_nobody_is_elected_twice_and_never_more_than_the_seats():
    for seed in range(ELECTIONS // 4):
        course = decide(*_parts(random_election(seed)))
        numbers = [person.number for person in course.elected]
        assert len(numbers) == len(set(numbers)) <= course.contest.seats
        assert course.open_seats == course.contest.seats - len(numbers)
        assert not set(numbers) & set(course.alternates.taken)


def test_a_decided_contest_never_changes_when_recounted():
    for seed in range(ELECTIONS // 10):
        election = random_election(seed)
        assert decide(*_parts(election)) == decide(*_parts(random_election(seed)))


def _parts(election):
    return from_random(election)
