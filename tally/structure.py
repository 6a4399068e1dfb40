"""The structure plan: what each target needs, and what the list and the elected have (R16).

Targets are what the plan hopes for; they never bar an election.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from tally.contest import Candidate, Category, MeasuredOn, Plan, Sex, Share, Target
from tally.finding import Finding, Severity

__all__ = ["Measure", "allowed", "belongs", "how_many", "is_met", "measure", "needed", "unsure_births"]

MAJORITY_ETHNICITY = "kinh"


def belongs(person: Candidate, target: Target, *, age: int) -> bool:
    """Whether a person of that age, in completed years, counts towards a target (R16)."""
    match target.category:
        case Category.WOMEN:
            return person.sex is Sex.FEMALE
        case Category.YOUNG:
            return target.below is not None and age < target.below
        case Category.AGE:
            old_enough = target.first is None or age >= target.first
            return old_enough and (target.last is None or age <= target.last)
        case Category.ETHNIC_MINORITY:
            return person.ethnicity.casefold() != MAJORITY_ETHNICITY
        case Category.INCUMBENT:
            return person.incumbent
        case Category.NEW:
            return not person.incumbent
        case Category.ATTRIBUTE:
            return target.name in person.attributes
        case never:
            assert_never(never)


def how_many(people: Iterable[Candidate], target: Target, *, age_on: date) -> int:
    """Count those who belong; ages are reckoned on the day the plan names (R16)."""
    return sum(belongs(person, target, age=person.born.age_on(age_on)) for person in people)


def needed(target: Target, of: int) -> int | None:
    """The fewest persons of so many that satisfy ``at_least``: a percent is rounded up, 15 % of 45 is 7 (R16)."""
    return None if target.at_least is None else _persons(target.at_least, of, round_up=99)


def allowed(target: Target, of: int) -> int | None:
    """The most persons of so many that satisfy ``at_most``: a percent is rounded down (R16)."""
    return None if target.at_most is None else _persons(target.at_most, of, round_up=0)


def _persons(share: Share, of: int, *, round_up: int) -> int:
    if share.percent is None:
        return share.count or 0
    return (share.percent * of + round_up) // 100


def is_met(target: Target, *, have: int, of: int) -> bool:
    """Whether so many persons of so many satisfy both bounds of a target (R16)."""
    need, limit = needed(target, of), allowed(target, of)
    return (need is None or have >= need) and (limit is None or have <= limit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A target and how things stand: ``have`` of ``of`` persons; ``need`` at least, ``limit`` at most, if set."""

    target: Target
    have: int
    of: int
    need: int | None
    limit: int | None
    met: bool


def measure(plan: Plan, *, on_list: Sequence[Candidate], elected: Sequence[Candidate]) -> tuple[Measure, ...]:
    """Measure every target of the plan on those on the list or those elected, as the plan says of each (R16)."""
    measures = []
    for target in plan.targets:
        people = on_list if target.measured_on is MeasuredOn.NOMINEES else elected
        have, of = how_many(people, target, age_on=plan.age_on), len(people)
        measures.append(
            Measure(
                target=target,
                have=have,
                of=of,
                need=needed(target, of),
                limit=allowed(target, of),
                met=is_met(target, have=have, of=of),
            )
        )
    return tuple(measures)


def unsure_births(plan: Plan, people: Iterable[Candidate]) -> tuple[Finding, ...]:
    """Name those of whom only the year of birth is known where the day would decide whether they count (R16).

    They are taken as born on 1 January, so they may be a year younger than reckoned.
    """
    year_only = [person for person in people if person.born.is_year_only]
    found = []
    for target in plan.targets:
        unsure = []
        for person in year_only:
            age = person.born.age_on(plan.age_on)
            if belongs(person, target, age=age) != belongs(person, target, age=age - 1):
                unsure.append(person.number)
        if unsure:
            params = {"category": target.category.value, "numbers": ", ".join(map(str, unsure))}
            found.append(Finding(code="birth_year_only", severity=Severity.WARNING, rule="R16", params=params))
    return tuple(found)
