"""Where every unit stands, and the sums: by level, by cluster and by superior, from the units' own records alone.

A figure that is not proved goes into no sum; how many contests were left out stands beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from tally.archive.group import Group, together
from tally.archive.indexed import Indexed, Misfit
from tally.archive.programme import Programme
from tally.archive.standing import Conflict, Faulty, Gap, State, UnitStatus, unit_status
from tally.contest import ContestKind
from tally.deadlines import (
    APPROVE_WITHIN,
    COMPLAIN_WITHIN,
    REPORT_WITHIN,
    DaysOff,
    kept_until,
    working_days_after,
)
from tally.outcome import Status as Outcome

__all__ = [
    "RUNNING_OUT",
    "ArchiveStatus",
    "Deadline",
    "DeadlineKind",
    "Sums",
    "added",
    "deadlines_of",
    "status_of",
    "sums_of",
    "units_of",
]

RUNNING_OUT = 7
"""Days before its last in which a deadline is shown as running out: our choice, no rule."""


class DeadlineKind(StrEnum):
    """What is to be done after the election (R15)."""

    REPORT = "report"
    APPROVE = "approve"
    """Reckoned as if the report came in on the last day to report: the records do not say when it did."""
    COMPLAIN = "complain"
    KEEP = "keep"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """The last day for something after a unit's congress; ``years_not_known`` are those whose holidays nobody told."""

    unit: str
    what: DeadlineKind
    last: date
    years_not_known: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """The figures of some units. ``late`` is None where nobody said which day it is.

    ``planned`` are those of the programme, ``held`` those of whose congress something is proved, ``unproved`` those
    that have only other records. Seats and persons are of the contests that count; ``left_out`` do not. ``open`` is how
    many seats are open, in ``contests_open`` contests; ``second_ballots`` are contests that took more than one ballot.
    ``committees_first`` were complete with the first ballot. ``allotted`` is of the units that have elected delegates;
    ``nominees`` and ``elected_people`` are those of the committees (R16).
    """

    units: int
    planned: int
    held: int
    unproved: int
    not_held: int
    late: int | None
    contests: int
    left_out: int
    seats: int
    elected: int
    open: int
    contests_open: int
    second_ballots: int
    committees: int
    committees_complete: int
    committees_first: int
    delegates: int
    allotted: int
    delegates_differ: int
    nominees: Group
    elected_people: Group


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveStatus:
    """All that can be told of an archive on a day, None where nobody said which. Units go by their code.

    ``deadlines`` are those that run out within ``RUNNING_OUT`` days. ``unplanned`` are the codes that have records and
    are not in the programme; ``behind`` is how many files the index does not know as they are.
    """

    title: str | None
    today: date | None
    behind: int
    total: Sums
    by_level: Mapping[str, Sums]
    by_cluster: Mapping[str, Sums]
    by_superior: Mapping[str, Sums]
    units: tuple[UnitStatus, ...]
    unplanned: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    faulty: tuple[Faulty, ...]
    misfits: tuple[Misfit, ...]
    deadlines: tuple[Deadline, ...]


def status_of(
    index: Indexed, programme: Programme | None, *, today: date | None = None, days_off: DaysOff | None = None
) -> ArchiveStatus:
    """Say where every unit stands: those of the programme, and those that have records."""
    units = tuple(units_of(index, programme, today=today))
    unplanned = tuple(unit.code for unit in units if programme and programme.units and unit.planned is None)
    return ArchiveStatus(
        title=programme.title if programme else None,
        today=today,
        behind=index.behind(),
        total=sums_of(units),
        by_level=_by({unit.code: unit.level for unit in units}, units),
        by_cluster=_by({unit.code: unit.cluster for unit in units}, units),
        by_superior=_by({unit.code: unit.superior for unit in units}, units),
        units=units,
        unplanned=unplanned,
        conflicts=tuple(one for unit in units for one in unit.conflicts),
        gaps=tuple(one for unit in units for one in unit.gaps),
        faulty=tuple(one for unit in units for one in unit.faulty),
        misfits=index.misfits(),
        deadlines=_running_out(units, today, days_off or DaysOff()),
    )


def units_of(index: Indexed, programme: Programme | None, *, today: date | None = None) -> Iterator[UnitStatus]:
    """Say where each unit stands, one after the other by code, of those of the programme and those with records.

    Whoever does not keep them holds one unit at a time, however many there are.
    """
    planned = programme.units if programme else {}
    waiting = sorted(planned, reverse=True)
    for code, records in index.units():
        while waiting and waiting[-1] < code:
            alone = waiting.pop()
            yield unit_status(alone, planned[alone], (), today=today)
        if waiting and waiting[-1] == code:
            waiting.pop()
        yield unit_status(code, planned.get(code), records, today=today)
    for alone in reversed(waiting):
        yield unit_status(alone, planned[alone], (), today=today)


def added(one: Sums, other: Sums) -> Sums:
    """Give the figures of units that are told of in two parts, none in both."""
    values: dict[str, object] = {}
    for name in (field.name for field in fields(Sums)):
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, Group):
            values[name] = together((mine, theirs))
        else:
            values[name] = None if mine is None or theirs is None else mine + theirs
    return Sums(**values)  # type: ignore[arg-type]


def sums_of(units: Iterable[UnitStatus]) -> Sums:
    """Add the figures of some units up."""
    every = tuple(units)
    contests = [one for unit in every for one in unit.contests]
    counted = [(one, one.seats) for one in contests if one.counts and one.seats]
    committees = [(one, seats) for one, seats in counted if one.kind is ContestKind.COMMITTEE]
    complete = [seats for _, seats in committees if seats.status is Outcome.COMPLETE]
    sent = [(unit, delegates) for unit in every if (delegates := unit.delegates) is not None]
    allotted = [(unit.planned.allotted, delegates) for unit, delegates in sent if unit.planned]
    told = [(wanted, delegates) for wanted, delegates in allotted if wanted is not None]
    lateness = [unit.is_late for unit in every]
    return Sums(
        units=len(every),
        planned=sum(unit.planned is not None for unit in every),
        held=sum(unit.state is State.HELD for unit in every),
        unproved=sum(unit.state is State.UNPROVED for unit in every),
        not_held=sum(unit.state is State.NOT_HELD for unit in every),
        late=None if None in lateness else sum(late is True for late in lateness),
        contests=len(contests),
        left_out=len(contests) - len(counted),
        seats=sum(seats.seats for _, seats in counted),
        elected=sum(seats.elected for _, seats in counted),
        open=sum(seats.open for _, seats in counted),
        contests_open=sum(seats.open > 0 for _, seats in counted),
        second_ballots=sum(seats.ballots > 1 for _, seats in counted),
        committees=len(committees),
        committees_complete=len(complete),
        committees_first=sum(seats.ballots == 1 for seats in complete),
        delegates=sum(delegates for _, delegates in sent),
        allotted=sum(wanted for wanted, _ in told),
        delegates_differ=sum(wanted != delegates for wanted, delegates in told),
        nominees=together(one.nominees for one, _ in committees if one.nominees),
        elected_people=together(one.elected for one, _ in committees if one.elected),
    )


def deadlines_of(unit: UnitStatus, days_off: DaysOff) -> tuple[Deadline, ...]:
    """Give the deadlines of R15, reckoned from the day of the congress; none where it was not held."""
    day = unit.day
    if day is None:
        return ()
    reported = working_days_after(day, REPORT_WITHIN, days_off)
    lasts = {
        DeadlineKind.REPORT: reported,
        DeadlineKind.APPROVE: working_days_after(reported, APPROVE_WITHIN, days_off),
        DeadlineKind.COMPLAIN: working_days_after(day, COMPLAIN_WITHIN, days_off),
    }
    in_days = [
        Deadline(unit=unit.code, what=what, last=last, years_not_known=days_off.years_not_known(day, last))
        for what, last in lasts.items()
    ]
    return (*in_days, Deadline(unit=unit.code, what=DeadlineKind.KEEP, last=kept_until(day)))


def _by(named: Mapping[str, str | None], units: Iterable[UnitStatus]) -> dict[str, Sums]:
    """Add up the units of each name, in the order of the names; those without one are in none."""
    groups: dict[str, list[UnitStatus]] = {}
    for unit in units:
        name = named[unit.code]
        if name is not None:
            groups.setdefault(name, []).append(unit)
    return {name: sums_of(groups[name]) for name in sorted(groups)}


def _running_out(units: Iterable[UnitStatus], today: date | None, days_off: DaysOff) -> tuple[Deadline, ...]:
    """Give the deadlines that are not over and run out soon, the next ones first."""
    if today is None:
        return ()
    every = [one for unit in units for one in deadlines_of(unit, days_off)]
    soon = [one for one in every if 0 <= (one.last - today).days <= RUNNING_OUT]
    return tuple(sorted(soon, key=lambda one: (one.last, one.unit, one.what)))
