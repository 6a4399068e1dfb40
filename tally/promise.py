"""What a list can still promise for each target of the plan, before a ballot is cast and after each round (R16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tally.contest import Candidate, MeasuredOn, Target
from tally.course import Course
from tally.outcome import Status
from tally.rounds import answers
from tally.structure import allowed, how_many, is_met, needed

__all__ = ["Promise", "Prospect", "promises"]


class Prospect(StrEnum):
    """What can still be said of a target before the voters have spoken."""

    CERTAIN = "certain"
    """Met whatever the voters do."""
    POSSIBLE = "possible"
    """The voters decide."""
    IMPOSSIBLE = "impossible"
    """Not to be met any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """What a list can still promise for a target.

    ``least`` and ``most`` are the fewest and the most persons of ``of`` when every seat is filled that the list can
    fill; ``if_filled`` says what that means for the target. ``in_any_case`` also looks at outcomes that leave seats
    open (but elect at least one person): a target may be safe only as long as the voters fill every seat, or be within
    reach only if they do not.
    """

    target: Target
    least: int
    most: int
    of: int
    need: int | None
    limit: int | None
    if_filled: Prospect
    in_any_case: Prospect


def promises(course: Course) -> tuple[Promise, ...]:
    """Say for every target of the plan what the list can still promise, now (R16).

    Every set of persons that the seats, the list, those already elected and a run-off among the tied allow is an
    outcome that the voters can bring about, so the bounds are exact. They are reckoned on the names now on the list;
    where the body then decides otherwise (new names, a wider vote after a run-off that ended level), reckon anew.
    """
    plan = course.contest.plan
    if plan is None:
        return ()
    sure, in_play = course.people_elected, _in_play(course)
    return tuple(
        _promise(target, course.nominees, [], 0, plan.age_on)
        if target.measured_on is MeasuredOn.NOMINEES
        else _promise(target, sure, in_play, course.open_seats, plan.age_on)
        for target in plan.targets
    )


def _in_play(course: Course) -> list[Candidate]:
    """Those who can still be elected: whoever may stand in a round that answers the last outcome."""
    if course.status in (Status.COMPLETE, Status.CLOSED_SHORT):
        return []
    numbers = {number for paper in answers(course) for number in paper.candidates}
    return [person for person in course.contest.candidates if person.number in numbers]


def _promise(
    target: Target, sure: Sequence[Candidate], in_play: Sequence[Candidate], seats: int, age_on: date
) -> Promise:
    have = how_many(sure, target, age_on=age_on)
    counting = how_many(in_play, target, age_on=age_on)
    others = len(in_play) - counting
    filled = min(seats, len(in_play))

    def bounds(more: int) -> range:
        """How many of the category there can be when so many more persons are elected: each figure can come about."""
        return range(have + max(0, more - others), have + min(more, counting) + 1)

    of = len(sure) + filled
    outcomes = {len(sure) + more: bounds(more) for more in range(filled + 1) if len(sure) + more > 0}
    full = {of: bounds(filled)}
    return Promise(
        target=target,
        least=full[of][0],
        most=full[of][-1],
        of=of,
        need=needed(target, of),
        limit=allowed(target, of),
        if_filled=_prospect(target, full),
        in_any_case=_prospect(target, outcomes or full),
    )


def _prospect(target: Target, outcomes: dict[int, range]) -> Prospect:
    met = {is_met(target, have=have, of=of) for of, figures in outcomes.items() for have in figures}
    if met == {True}:
        return Prospect.CERTAIN
    return Prospect.POSSIBLE if True in met else Prospect.IMPOSSIBLE
