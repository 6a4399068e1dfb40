"""Who the nominees and the elected are, set beside the unit's own plan, the superior's, and the last term (R16).

Needs are reckoned by ``tally.structure`` alone. The structure is that of the committees whose record counts.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from tally.archive.facts import TargetFacts
from tally.archive.group import YOUNGER_THAN, Group
from tally.archive.report.answers import Cell, Column, Kind, Row, number, points, share, word
from tally.archive.report.unit_questions import Asked, Rows
from tally.archive.units.programme import LastTerm
from tally.archive.units.standing import ContestStatus, UnitStatus
from tally.archive.units.status import Sums
from tally.contest import Category, ContestKind, MeasuredOn, Target
from tally.structure import allowed, is_met, needed

__all__ = ["GROUP", "OF_PARTS", "OF_UNITS", "committees_of", "target_of"]

GROUP = ("women", "ethnic_minority", "under_40", "from_40_to_50", "over_50", "incumbent", "new", "science_technology")
"""What is counted of some persons: attributes of ``Group``."""
COMPARED = ("women", "young", "ethnic_minority")
"""What the programme says of the last term."""
_OF_AGE = (Category.YOUNG, Category.AGE)


def committees_of(unit: UnitStatus) -> Iterator[tuple[ContestStatus, Group, Group]]:
    """Give the committees of a unit that count, with their nominees and the elected."""
    for one in unit.contests:
        if one.kind is ContestKind.COMMITTEE and one.counts and one.nominees and one.elected:
            yield one, one.nominees, one.elected


def target_of(one: TargetFacts) -> Target:
    """Give whom a target of a record counts, without what it needs."""
    return _target(
        category=one.category, on=one.measured_on, name=one.name, below=one.below, first=one.first, last=one.last
    )


@lru_cache(maxsize=4096)
def _target(
    *, category: Category, on: MeasuredOn, name: str | None, below: int | None, first: int | None, last: int | None
) -> Target:
    return Target(category=category, measured_on=on, name=name, below=below, first=first, last=last)


def _structure(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one, nominees, elected in committees_of(unit):
        yield (place, "nominees", *_group(nominees), one.age_on)
        yield (place, "elected", *_group(elected), one.age_on)


def _group(group: Group) -> tuple[Cell, ...]:
    return (group.of, *(share(getattr(group, name), group.of) for name in GROUP))


def _own_plan(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one in unit.contests:
        if one.counts:
            for target in one.targets:
                measured = (share(target.have, target.of), target.need, target.limit)
                met = "met" if target.met else "not_met"
                yield (place, one.title, target_of(target), target.measured_on.value, *measured, met)


def _superior_plan(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    """Measure the superior's plan; a target of age only where ages are reckoned on the day that it names."""
    planned = unit.planned
    if planned is None:
        return
    for one, nominees, elected in committees_of(unit):
        for target in planned.superior_plan:
            asked_of = (place, target, target.measured_on.value)
            if target.category in _OF_AGE and planned.age_on not in (None, one.age_on):
                yield (*asked_of, None, None, None, "other_day")
                continue
            group = nominees if target.measured_on is MeasuredOn.NOMINEES else elected
            have, of = group.have(target), group.of
            met = "met" if is_met(target, have=have, of=of) else "not_met"
            yield (*asked_of, share(have, of), needed(target, of), allowed(target, of), met)


def _last_term(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    last = unit.planned.last_term if unit.planned else None
    if last is None:
        return
    for one, _, elected in committees_of(unit):
        below = _below(unit, one)
        yield (place, below, *_compared(_then(last), _now(elected, below)))


def _below(unit: UnitStatus, one: ContestStatus) -> int:
    """Give under which age the unit's own plan calls a member young, else the superior's; else that of 2019."""
    superior = unit.planned.superior_plan if unit.planned else ()
    targets = (*map(target_of, one.targets), *superior)
    told = (target.below for target in targets if target.category is Category.YOUNG)
    return next((below for below in told if below is not None), YOUNGER_THAN)


def _then(last: LastTerm) -> dict[str, int]:
    return {"of": last.elected} | {name: getattr(last, name) for name in COMPARED}


def _now(elected: Group, below: int) -> dict[str, int]:
    young = elected.aged(None, below - 1)
    return {"of": elected.of, "women": elected.women, "young": young, "ethnic_minority": elected.ethnic_minority}


def _compared(then: Mapping[str, int], now: Mapping[str, int]) -> tuple[Cell, ...]:
    """Set two committees side by side: in persons, and in percentage points where both have anybody."""
    cells: list[Cell] = [then["of"], now["of"], now["of"] - then["of"]]
    for name in COMPARED:
        before, after = share(then[name], then["of"]), share(now[name], now["of"])
        apart = points(after, before) if before and after else None
        cells += [before, after, now[name] - then[name], apart]
    return tuple(cells)


def _of_parts(sums: Sums, counted: Mapping[str, int]) -> Iterator[Row]:
    yield ("nominees", *_group(sums.nominees))
    yield ("elected", *_group(sums.elected_people))


def _plans(sums: Sums, counted: Mapping[str, int]) -> Iterator[Row]:
    """Give how many targets there are and how many are met, each unit held against its own and its superior's."""
    cells: list[Cell] = []
    for plan in ("own_plan", "superior_plan"):
        of = counted.get(f"{plan}.targets", 0)
        cells += [of, share(counted.get(f"{plan}.met", 0), of)]
    yield tuple(cells)


def _last_terms(sums: Sums, counted: Mapping[str, int]) -> Iterator[Row]:
    """Compare the committees of the units of which both are known, together."""
    if counted.get("last_term.units"):
        then, now = ({name: counted[f"{when}.{name}"] for name in ("of", *COMPARED)} for when in ("then", "now"))
        yield (counted["last_term.units"], *_compared(then, now))


_UNIT = number("unit", Kind.UNIT)
_TARGET = number("target", Kind.TEXT)
_PERSONS = (word("who"), number("persons"), *(number(name, Kind.PERCENT) for name in GROUP))
_MEASURED = (*(word("measured_on"), number("have", Kind.PERCENT), number("need"), number("limit"), word("met")),)
_APART = (
    *(number("then"), number("now"), number("change", Kind.CHANGE)),
    *(
        number(f"{name}_{part}", kind)
        for name in COMPARED
        for part, kind in (
            *(("then", Kind.PERCENT), ("now", Kind.PERCENT)),
            *(("change", Kind.CHANGE), ("points", Kind.POINTS)),
        )
    ),
)
OF_UNITS: Mapping[str, tuple[Rows, tuple[Column, ...]]] = MappingProxyType(
    {
        "structure_units": (_structure, (_UNIT, *_PERSONS, number("age_on", Kind.DAY))),
        "own_plan": (_own_plan, (_UNIT, number("title", Kind.TEXT), _TARGET, *_MEASURED)),
        "superior_plan": (_superior_plan, (_UNIT, _TARGET, *_MEASURED)),
        "last_term_units": (_last_term, (_UNIT, number("young_below"), *_APART)),
    }
)
"""Questions on single units: how the rows of one are made, and the columns."""
OF_PARTS: Mapping[str, tuple[Callable[[Sums, Mapping[str, int]], Iterator[Row]], tuple[Column, ...]]] = (
    MappingProxyType(
        {
            "structure": (_of_parts, _PERSONS),
            "plans": (
                _plans,
                (
                    *(number("own_targets"), number("own_met", Kind.PERCENT)),
                    *(number("superior_targets"), number("superior_met", Kind.PERCENT)),
                ),
            ),
            "last_term": (_last_terms, (number("units_compared"), *_APART)),
        }
    )
)
"""Questions on many units, answered from their sums, and from what their own rows come to."""
