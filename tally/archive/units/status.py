"""Where every unit stands, and the sums: by level, by cluster and by superior, from the units' own records alone.

A figure that is not proved goes into no sum; how many contests were left out stands beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType

from tally.archive.group import Group, together
from tally.archive.indexed import Indexed, Known, Misfit
from tally.archive.units.due import RUNNING_OUT, Deadline, DeadlineKind, deadlines_of, passed_and_soon
from tally.archive.units.programme import Programme
from tally.archive.units.standing import Conflict, Faulty, Gap, State, UnitStatus, unit_status
from tally.contest import ContestKind
from tally.deadlines import DaysOff
from tally.outcome import Status as Outcome

__all__ = [
    "NAMED",
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

NAMED: Mapping[str, Callable[[UnitStatus], bool]] = MappingProxyType(
    {
        "unplanned": lambda unit: unit.in_programme is False,
        "others": lambda unit: unit.other_congresses > 0,
        "strays": lambda unit: unit.stray > 0,
        "exercises": lambda unit: unit.is_training,
    }
)
"""Units that are named by themselves: outside the programme, of several congresses, with stray records of an exercise,
and told by such records."""
_PARTS = ("level", "cluster", "superior")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """The figures of some units, of the congress told of each.

    ``held``, ``stopped``, ``unproved`` and ``not_held`` are all ``units``; whoever has shares of them takes those of
    the programme, ``programme_held`` of ``programme_units``, which are None where there is none: ``outside`` it anybody
    can send records. ``late`` is None where lateness is known of no unit; it is not known of those ``without_due``.
    ``other_units`` have records of other congresses too, of which ``other_contests`` are proved and not told.

    Seats and persons are of the contests that count; ``left_out`` do not. ``open`` is how many seats are open, in
    ``contests_open`` contests; ``second_ballots`` are contests that took more than one ballot. ``committees`` are
    elections of a committee, ``committees_first`` were complete with the first ballot. ``allotted`` is how many
    delegates all units may elect, None where that is known of none. Of the units that have elected ``delegates`` it is
    known of ``allotted_units``, which may elect ``allotted_compared`` and have elected ``delegates_compared``, and not
    known of ``not_allotted`` (R12). ``nominees`` and ``elected_people`` are those of the committees (R16).
    """

    units: int
    programme_units: int | None
    programme_held: int | None
    outside: int
    held: int
    stopped: int
    unproved: int
    not_held: int
    late: int | None
    without_due: int
    other_units: int
    other_contests: int
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
    allotted: int | None
    delegates_compared: int
    allotted_compared: int
    allotted_units: int
    not_allotted: int
    delegates_differ: int
    nominees: Group
    elected_people: Group


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveStatus:
    """All that can be told of an archive on a day, None where nobody said which. Units go by their code.

    ``without`` are the sums of the units that are in none of ``by_level``, ``by_cluster`` or ``by_superior``, by what
    they lack: with them each comes to ``total``. There are none of what no unit lacks.

    ``deadlines`` are those that run out within ``RUNNING_OUT`` days, ``passed`` those that are over. Units are named
    by their code: ``unplanned`` have records and are not in the programme, ``others`` have records of other congresses
    than the one told, ``strays`` have records of an exercise which are not told, ``exercises`` are told by such, and so
    in the sums. ``later`` records are of congresses after the day, and left out of everything; ``behind`` files are not
    known to the index as they are; ``on_faith`` records are proved by a trust file whose fingerprint nobody compared.
    """

    title: str | None
    term: str | None
    today: date | None
    is_training: bool
    behind: int
    on_faith: int
    later: int
    total: Sums
    by_level: Mapping[str, Sums]
    by_cluster: Mapping[str, Sums]
    by_superior: Mapping[str, Sums]
    without: Mapping[str, Sums]
    units: tuple[UnitStatus, ...]
    unplanned: tuple[str, ...]
    others: tuple[str, ...]
    strays: tuple[str, ...]
    exercises: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    faulty: tuple[Faulty, ...]
    misfits: tuple[Misfit, ...]
    deadlines: tuple[Deadline, ...]
    passed: tuple[Deadline, ...]


def status_of(
    index: Indexed, programme: Programme | None, *, today: date | None = None, days_off: DaysOff | None = None
) -> ArchiveStatus:
    """Say where every unit stands: those of the programme, and those that have records."""
    units = tuple(units_of(index, programme, today=today))
    passed, deadlines = passed_and_soon(units, today, days_off or DaysOff())
    return ArchiveStatus(
        title=programme.title if programme else None,
        term=programme.term if programme else None,
        today=today,
        is_training=any(unit.is_training for unit in units),
        behind=index.behind(),
        on_faith=index.on_faith(until=today),
        later=index.later(today) if today else 0,
        total=sums_of(units),
        by_level=_by({unit.code: unit.level for unit in units}, units),
        by_cluster=_by({unit.code: unit.cluster for unit in units}, units),
        by_superior=_by({unit.code: unit.superior for unit in units}, units),
        without={name: sums_of(lacking) for name in _PARTS if (lacking := [*_without(name, units)])},
        units=units,
        **{name: tuple(unit.code for unit in units if is_named(unit)) for name, is_named in NAMED.items()},
        conflicts=tuple(one for unit in units for one in unit.conflicts),
        gaps=tuple(one for unit in units for one in unit.gaps),
        faulty=tuple(one for unit in units for one in unit.faulty),
        misfits=index.misfits(),
        deadlines=deadlines,
        passed=passed,
    )


def units_of(index: Indexed, programme: Programme | None, *, today: date | None = None) -> Iterator[UnitStatus]:
    """Say where each unit stands, one after the other by code, of those of the programme and those with records.

    Records of congresses after the day are not there. Whoever does not keep the units holds one at a time, however many
    there are.
    """
    planned = programme.units if programme else {}
    waiting = sorted(planned, reverse=True)

    def told(code: str, records: Sequence[Known] = ()) -> UnitStatus:
        return unit_status(code, planned.get(code), records, today=today, programme=programme)

    for code, every in index.units():
        while waiting and waiting[-1] < code:
            yield told(waiting.pop())
        records = [one for one in every if today is None or one.facts.day <= today]
        if waiting and waiting[-1] == code:
            yield told(waiting.pop(), records)
        elif records:
            yield told(code, records)
    yield from map(told, reversed(waiting))


def added(one: Sums, other: Sums) -> Sums:
    """Add two sums; what is known in neither is not known. A sum of no units adds nothing."""
    values: dict[str, object] = {}
    for name in (field.name for field in fields(Sums)):
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, Group):
            values[name] = together((mine, theirs))
        else:
            known = [figure for figure in (mine, theirs) if figure is not None]
            values[name] = sum(known) if known else None
    return Sums(**values)  # type: ignore[arg-type]


def sums_of(units: Iterable[UnitStatus]) -> Sums:
    """Add the figures of some units up."""
    every = tuple(units)
    contests = [one for unit in every for one in unit.contests]
    counted = [(one, one.seats) for one in contests if one.counts and one.seats]
    committees = [(one, seats) for one, seats in counted if one.kind is ContestKind.COMMITTEE]
    complete = [seats for _, seats in committees if seats.status is Outcome.COMPLETE]
    sent = [(unit.planned, delegates) for unit in every if (delegates := unit.delegates) is not None]
    known = [(planned.allotted if planned else None, delegates) for planned, delegates in sent]
    compared = [(wanted, delegates) for wanted, delegates in known if wanted is not None]
    states = Counter(unit.state for unit in every)
    planned = [unit for unit in every if unit.planned is not None]
    outside = sum(unit.in_programme is False for unit in every)
    has_programme = bool(planned or outside)
    allotted = [unit.planned.allotted for unit in planned if unit.planned and unit.planned.allotted is not None]
    lateness = [unit.is_late for unit in every if unit.is_late is not None]
    return Sums(
        units=len(every),
        programme_units=len(planned) if has_programme else None,
        programme_held=sum(unit.state is State.HELD for unit in planned) if has_programme else None,
        outside=outside,
        held=states[State.HELD],
        stopped=states[State.STOPPED],
        unproved=states[State.UNPROVED],
        not_held=states[State.NOT_HELD],
        late=sum(lateness) if lateness else None,
        without_due=sum(unit.planned.due is None for unit in planned if unit.planned),
        other_units=sum(unit.other_congresses > 0 for unit in every),
        other_contests=sum(unit.left_out_contests for unit in every),
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
        allotted=sum(allotted) if allotted else None,
        delegates_compared=sum(delegates for _, delegates in compared),
        allotted_compared=sum(wanted for wanted, _ in compared),
        allotted_units=len(compared),
        not_allotted=len(sent) - len(compared),
        delegates_differ=sum(wanted != delegates for wanted, delegates in compared),
        nominees=together(one.nominees for one, _ in committees if one.nominees),
        elected_people=together(one.elected for one, _ in committees if one.elected),
    )


def _by(named: Mapping[str, str | None], units: Iterable[UnitStatus]) -> dict[str, Sums]:
    """Add up the units of each name, in the order of the names; those without one are in none (``_without``)."""
    groups: dict[str, list[UnitStatus]] = {}
    for unit in units:
        name = named[unit.code]
        if name is not None:
            groups.setdefault(name, []).append(unit)
    return {name: sums_of(groups[name]) for name in sorted(groups)}


def _without(part: str, units: Iterable[UnitStatus]) -> Iterator[UnitStatus]:
    """Give the units that have none of a part."""
    return (unit for unit in units if getattr(unit, part) is None)
