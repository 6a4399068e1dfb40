"""What a list can still promise, proved by trying every outcome there is (R16)."""

from itertools import combinations, product
from random import Random

import pytest

from tally import Purpose, Round, Totals, begin, hold
from tally.contest import Category, MeasuredOn, Plan, Sex, Share, Target
from tally.outcome import Status
from tally.person import Birth
from tally.promise import Prospect, promises
from tally.rounds import answers
from tally.structure import allowed, how_many, is_met, needed
from tests.making import RULES, candidate, congress, contest, meeting


def _plan(rng):
    """Women, the young, incumbents and a band of ages, with random bounds of every form."""
    targets = []
    for category, more in (
        ("women", {}),
        ("young", {"below": 42}),
        ("incumbent", {}),
        ("age", {"first": 40, "last": 50}),
        ("women", {}),
    ):
        share = Share(percent=rng.randint(0, 100)) if rng.random() < 0.6 else Share(count=rng.randint(0, 5))
        other = Share(percent=rng.randint(0, 100)) if rng.random() < 0.6 else Share(count=rng.randint(0, 5))
        bounds = rng.choice([{"at_least": share}, {"at_most": share}, {"at_least": share, "at_most": other}])
        on = MeasuredOn(rng.choice(["elected", "elected", "elected", "nominees"]))
        targets.append(Target(category=Category(category), measured_on=on, **bounds, **more))
    return Plan(age_on=RULES.since.replace(year=2025), targets=tuple(targets))


def _person(rng, number):
    return candidate(
        number,
        sex=rng.choice(list(Sex)),
        born=Birth(year=rng.randint(1965, 1995), month=6, day=1),
        incumbent=rng.random() < 0.5,
    )


def _course(seed):
    """A small contest, after none, one or two rounds, in any of the states there are."""
    rng = Random(seed)
    seats = rng.randint(1, 4)
    people = [_person(rng, number) for number in range(1, max(1, seats + rng.choice([-1, 0, 1, 2, 3])) + 1)]
    if rng.random() < 0.3:
        people.append(candidate(20, sex=Sex.FEMALE, from_round=2))
    vote = contest(people, seats, kind="secretary" if seats == 1 else "committee", plan=_plan(rng))
    event = congress(meeting("members", present=12), level=rng.choice(["cell", "commune"]))
    course = begin(event, type(vote)(**_fields(vote) | {"leave_open": rng.random() < 0.2}))
    for number in range(1, rng.randint(1, 5)):
        papers = answers(course)
        if not papers:
            break
        paper = rng.choice(papers)
        few = rng.choice([[9, 9, 5], [3, 5, 7, 9], [6, 7], [7]])
        votes = {candidate_: rng.choice(few) for candidate_ in paper.candidates}
        total = sum(votes.values())
        totals = Totals(valid=12, invalid=0, votes=votes)
        if not (total <= 12 * paper.seats and (total >= 12 or paper.kind == "boxes")) and rng.random() < 0.8:
            continue
        course = hold(course, Round(number=number, purpose=paper.purpose, issued=12, collected=12, ballots=totals))
    return course


def _fields(value):
    return {name: getattr(value, name) for name in value.__slots__}


def _every_outcome(course):
    """Every set of persons that can end up elected: the elected, and any of those in play for any of the open seats."""
    sure = [person.number for person in course.elected]
    over = course.status in (Status.COMPLETE, Status.CLOSED_SHORT)
    in_play = sorted({number for paper in answers(course) for number in paper.candidates}) if not over else []
    open_seats = min(course.open_seats, len(in_play))
    for more in range(open_seats + 1):
        for chosen in combinations(in_play, more):
            yield more == open_seats, [course.contest.candidate(number) for number in (*sure, *chosen)]


def _prospect(verdicts):
    if all(verdicts):
        return Prospect.CERTAIN
    return Prospect.POSSIBLE if any(verdicts) else Prospect.IMPOSSIBLE


@pytest.mark.unmeasured
def test_the_promises_are_what_trying_every_outcome_shows():
    """For every target: the least and the most when all seats are filled, and whether it is safe, open or lost."""
    seen = set()
    for seed in range(600):
        course = _course(seed)
        outcomes = list(_every_outcome(course))
        age_on = course.contest.plan.age_on
        for promise in promises(course):
            target = promise.target
            if target.measured_on is MeasuredOn.NOMINEES:
                figures = [(True, how_many(course.nominees, target, age_on=age_on), len(course.nominees))]
            else:
                figures = [(full, how_many(who, target, age_on=age_on), len(who)) for full, who in outcomes]
            filled = [(have, of) for full, have, of in figures if full]
            somebody = [(have, of) for _, have, of in figures if of] or filled
            assert (promise.need, promise.limit) == (needed(target, promise.of), allowed(target, promise.of))
            assert promise.least == min(have for have, _ in filled), seed
            assert promise.most == max(have for have, _ in filled), seed
            assert {promise.of} == {of for _, of in filled}, seed
            assert promise.if_filled is _prospect([is_met(target, have=have, of=of) for have, of in filled]), seed
            assert promise.in_any_case is _prospect([is_met(target, have=have, of=of) for have, of in somebody]), seed
            seen.add((course.status, promise.if_filled, promise.in_any_case))
    assert {status for status, _, _ in seen} == {
        Status.PENDING,
        Status.COMPLETE,
        Status.TIED,
        Status.SHORT,
        Status.STOPPED,
        Status.CLOSED_SHORT,
    }
    assert {(Prospect.CERTAIN, Prospect.POSSIBLE), (Prospect.IMPOSSIBLE, Prospect.POSSIBLE)} <= {
        (filled, anyway) for _, filled, anyway in seen
    }


def _women(bound, *, women, men, seats, **given):
    people = [candidate(n, sex=Sex.FEMALE) for n in range(1, women + 1)]
    people += [candidate(n) for n in range(women + 1, women + men + 1)]
    target = Target(category=Category.WOMEN, measured_on=MeasuredOn.ELECTED, at_least=bound)
    plan = Plan(age_on=RULES.since, targets=(target,))
    return begin(congress(meeting("members", present=20)), contest(people, seats, plan=plan, **given))


def test_four_women_of_seventeen_for_fifteen_seats_may_leave_two():
    """The list promises 2 to 4 women of 15; 15 % are 3, so the voters decide."""
    (promise,) = promises(_women(Share(percent=15), women=4, men=13, seats=15))
    assert (promise.least, promise.most, promise.of, promise.need, promise.limit) == (2, 4, 15, 3, None)
    assert (promise.if_filled, promise.in_any_case) == (Prospect.POSSIBLE, Prospect.POSSIBLE)


def test_a_target_may_be_safe_only_if_every_seat_is_filled():
    (promise,) = promises(_women(Share(count=1), women=2, men=2, seats=3))
    assert (promise.if_filled, promise.in_any_case) == (Prospect.CERTAIN, Prospect.POSSIBLE)


def test_a_target_out_of_reach_says_so():
    (promise,) = promises(_women(Share(count=3), women=2, men=3, seats=4))
    assert (promise.most, promise.if_filled, promise.in_any_case) == (2, Prospect.IMPOSSIBLE, Prospect.IMPOSSIBLE)


def test_in_a_tie_only_the_tied_are_in_play():
    """With 1 and 2 elected, the last seat is 3's or 4's, whatever the others had hoped for."""
    course = _women(Share(count=1), women=0, men=3, seats=2)
    people = (*course.contest.candidates, candidate(4, sex=Sex.FEMALE))
    course = begin(course.congress, type(course.contest)(**_fields(course.contest) | {"candidates": people}))
    totals = Totals(valid=20, invalid=0, votes={1: 15, 2: 11, 3: 11, 4: 3})
    course = hold(course, Round(number=1, purpose=Purpose.FIRST, issued=20, collected=20, ballots=totals))
    assert course.status is Status.TIED
    (promise,) = promises(course)
    assert (promise.most, promise.if_filled) == (0, Prospect.IMPOSSIBLE)


def test_a_contest_without_a_plan_promises_nothing():
    assert promises(begin(congress(), contest())) == ()


@pytest.mark.parametrize("leave_open", [True, False])
def test_a_seat_that_the_body_leaves_open_promises_nothing_more(leave_open):
    course = _women(Share(count=2), women=2, men=2, seats=3, leave_open=leave_open)
    totals = Totals(valid=20, invalid=0, votes={1: 15, 2: 10, 3: 15, 4: 10})
    course = hold(course, Round(number=1, purpose=Purpose.FIRST, issued=20, collected=20, ballots=totals))
    (promise,) = promises(course)
    assert promise.most == (1 if leave_open else 2)


def _ends(course):
    """Every set of persons with which the contest can end, found by voting in every way there is, round after round.

    Votes are under half of the base of 12, or over it at two levels: enough for every order, tie and shortfall. A
    contest ends complete, or because the body leaves the open seats so (short, or a run-off that ended level). That it
    may vote more widely after such a run-off is the body's decision, and the promise is then reckoned anew.
    """
    ends, tried, open_courses = set(), set(), [course]
    while open_courses:
        now = open_courses.pop()
        elected = frozenset(person.number for person in now.elected)
        last = now.held[-1].outcome if now.held else None
        if last is not None and (
            now.status in (Status.COMPLETE, Status.SHORT) or getattr(last, "after_run_off", False)
        ):
            ends.add(elected)
        state = (elected, now.status, last.tied if last else ())
        if state in tried:
            continue
        tried.add(state)
        for paper in answers(now):
            if now.status is Status.TIED and paper.purpose is Purpose.FURTHER:
                continue
            for votes in product((0, 4, 7, 8), repeat=len(paper.candidates)):
                totals = Totals(valid=12, invalid=0, votes=dict(zip(paper.candidates, votes, strict=True)))
                held = Round(
                    number=len(now.held) + 1,
                    purpose=paper.purpose,
                    issued=12,
                    collected=12,
                    ballots=totals,
                    seats=paper.seats,
                )
                after = hold(now, held)
                if after.status is not Status.STOPPED:
                    open_courses.append(after)
    return ends


@pytest.mark.unmeasured
@pytest.mark.parametrize("seed", range(30))
def test_the_promises_are_what_voting_in_every_way_brings_about(seed):
    """Independent of what the code holds to be in play: only rounds that were really held say who can be elected."""
    rng = Random(seed)
    seats = rng.choice([1, 2, 2, 3])
    people = [_person(rng, number) for number in range(1, seats + rng.choice([1, 1, 2]) + 1)]
    vote = contest(people, seats, kind="delegates", plan=_plan(rng))
    course = begin(congress(meeting("members", present=12)), vote)
    if seed % 3 == 1 and seats > 1:  # with one seat no two can be over half
        beaten = len(people) if len(people) > seats + 1 else 0
        level = {person.number: 3 if person.number == beaten else 7 for person in people}
        totals = Totals(valid=12, invalid=0, votes=level)
        course = hold(course, Round(number=1, purpose=Purpose.FIRST, issued=12, collected=12, ballots=totals))
    ends = _ends(course)
    age_on = vote.plan.age_on
    most = max(len(end) for end in ends)
    for promise in promises(course):
        if promise.target.measured_on is MeasuredOn.NOMINEES:
            continue
        counted = {end: how_many([vote.candidate(n) for n in end], promise.target, age_on=age_on) for end in ends}
        filled = {counted[end] for end in ends if len(end) == most}
        assert promise.of == most
        assert (promise.least, promise.most) == (min(filled), max(filled))
        met = [is_met(promise.target, have=counted[end], of=len(end)) for end in ends if end]
        assert promise.in_any_case is _prospect(met)
