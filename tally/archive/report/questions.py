"""What an organizing committee asks of an archive, and the answers as tables.

Units are taken one at a time and only their rows are kept, so that a whole nation fits. What is said of many units
comes from ``status.sums_of``; that it agrees with the rows of the units is checked each time (``agreement``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias, cast

from tally.archive.indexed import Indexed
from tally.archive.report import structure_questions, unit_questions
from tally.archive.report.agreement import Agreement, Part, name_of, parts_of
from tally.archive.report.answers import (
    Cell,
    Column,
    Kind,
    Report,
    Row,
    Table,
    Unit,
    held_share,
    number,
    share,
    text,
    unit_of,
    word,
)
from tally.archive.report.unit_questions import Asked
from tally.archive.units.programme import Programme
from tally.archive.units.standing import UnitStatus
from tally.archive.units.status import NAMED, Sums, added, sums_of, units_of
from tally.deadlines import DaysOff

__all__ = ["COLUMNS", "PARTS", "TABLES", "report_of"]

TOGETHER = 1_000
"""Units that are held at a time, to be summed up."""
PARTS = ("total", "level", "cluster", "superior")
"""What units are summed up by."""
Counted: TypeAlias = Mapping[str, int]
"""What the rows of the units of a part come to."""
_OF_UNITS = {**unit_questions.OF_UNITS, **structure_questions.OF_UNITS}


def _progress(sums: Sums, counted: Counted) -> tuple[Cell, ...]:
    late_unproved = None if sums.late is None else counted.get("late_unproved", 0)
    return (
        *(sums.units, sums.programme_units, sums.outside, sums.held, held_share(sums), sums.stopped),
        *(sums.late, late_unproved, sums.unproved, sums.not_held),
    )


def _seats(sums: Sums, counted: Counted) -> tuple[Cell, ...]:
    elected = share(sums.elected, sums.seats)
    return (
        *(sums.contests, sums.left_out, sums.seats, sums.elected, elected),
        *(sums.open, sums.contests_open, sums.second_ballots),
    )


def _committees(sums: Sums, counted: Counted) -> tuple[Cell, ...]:
    first = share(sums.committees_first, sums.committees)
    return (sums.committees, sums.committees_complete, sums.committees_first, first)


def _sent(sums: Sums, counted: Counted) -> tuple[Cell, ...]:
    """Set delegates beside the number allotted, of the same units; nothing where that is known of none (R12)."""
    known = (sums.delegates_compared, sums.allotted_compared, sums.delegates_differ)
    compared = known if sums.allotted_units else (None,) * 3
    return (sums.delegates, sums.allotted, sums.allotted_units, *compared, sums.not_allotted)


PART, NAME = word("part", "archive.report.part."), text("name")
_OF_PARTS: MappingProxyType[str, tuple[Callable[[Sums, Counted], tuple[Cell, ...]], tuple[Column, ...]]] = (
    MappingProxyType(
        {
            "progress": (
                _progress,
                (
                    *map(number, ("units", "programme_units", "outside", "held")),
                    number("held_share", Kind.PERCENT),
                    *map(number, ("stopped", "late", "late_unproved", "unproved", "not_held")),
                ),
            ),
            "seats": (
                _seats,
                (
                    *map(number, ("contests", "left_out", "seats", "elected")),
                    number("elected_share", Kind.PERCENT),
                    *map(number, ("open", "contests_open", "second_ballots")),
                ),
            ),
            "committees": (
                _committees,
                (
                    *map(number, ("committees", "committees_complete", "committees_first")),
                    number("first_share", Kind.PERCENT),
                ),
            ),
            "sent": (
                _sent,
                (
                    *map(number, ("delegates", "allotted", "allotted_units", "delegates_compared")),
                    *map(number, ("allotted_compared", "delegates_differ", "not_allotted")),
                ),
            ),
        }
    )
)
TABLES = (
    *("progress", "units", "seats", "elections", "open", "second", "committees", "sent", "delegates", "deadlines"),
    *("structure", "structure_units", "plans", "own_plan", "superior_plan", "last_term", "last_term_units"),
    *("unsigned", "not_proved", "conflicts", "gaps", "misfits", "disagreements"),
)
"""The questions, in the order in which they are answered."""
COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {key: columns for key, (_, columns) in _OF_UNITS.items()}
    | {key: (PART, NAME, *columns) for key, (_, columns) in (*_OF_PARTS.items(), *structure_questions.OF_PARTS.items())}
    | {
        "misfits": (text("path"), text("message")),
        "disagreements": (
            *(word("disagreement"), text("name"), word("who"), text("figure")),
            *(number("told"), number("counted")),
        ),
    }
)
"""The columns of each."""


def report_of(
    index: Indexed, programme: Programme | None, *, today: date | None = None, days_off: DaysOff | None = None
) -> Report:
    """Answer every question on an archive, as its index knows it."""
    asked = Asked(today=today, days_off=days_off or DaysOff())
    units: list[Unit] = []
    rows: dict[str, list[Row]] = {key: [] for key in TABLES}
    sums: dict[Part, Sums] = {("total", ""): sums_of(())}
    agreement, is_training = Agreement(), False
    named: dict[str, list[str]] = {name: [] for name in NAMED}
    walk = units_of(index, programme, today=today)
    while batch := [*islice(walk, TOGETHER)]:
        for place, unit in enumerate(batch, start=len(units)):
            of_unit = {key: [*make(place, unit, asked)] for key, (make, _) in _OF_UNITS.items()}
            for key, made in of_unit.items():
                rows[key] += made
            agreement.add(unit, {key: [*_named(key, made)] for key, made in of_unit.items()})
            is_training = is_training or unit.is_training
            for name, codes in named.items():
                codes.extend([unit.code] * NAMED[name](unit))
        units += map(unit_of, batch)
        _add_up(sums, batch)
    in_order = _in_order(sums)
    for part in in_order:
        of_part = (part[0], name_of(part))
        for key, (figures, _) in _OF_PARTS.items():
            rows[key].append((*of_part, *figures(sums[part], agreement.of_part(part))))
        for key, (answers, _) in structure_questions.OF_PARTS.items():
            rows[key] += ((*of_part, *row) for row in answers(sums[part], agreement.of_part(part)))
    rows["deadlines"].sort(key=lambda row: (cast("int", row[3]) < 0, str(row[2]), row[0]))
    rows["misfits"] += ((one.path, one.problem) for one in index.misfits())
    rows["disagreements"] += agreement.differences({part: sums[part] for part in in_order})
    records, proved = index.proved(until=today)
    return Report(
        title=programme.title if programme else None,
        today=today,
        is_training=is_training,
        behind=index.behind(),
        on_faith=index.on_faith(until=today),
        records=records,
        proved=proved,
        later=index.later(today) if today else 0,
        term=programme.term if programme else None,
        **named,
        total=sums["total", ""],
        units=units,
        tables=tuple(Table(key=key, columns=COLUMNS[key], rows=rows[key]) for key in TABLES),
    )


def _named(key: str, rows: Iterable[Row]) -> Iterator[dict[str, Cell]]:
    names = [column.key for column in COLUMNS[key]]
    return (dict(zip(names, row, strict=True)) for row in rows)


def _in_order(parts: Iterable[Part]) -> list[Part]:
    """Put parts into their order: units without a name after all that have one, and left out where none has."""
    every = [*parts]
    are_named = {kind for kind, name in every if name is not None}
    shown = [(kind, name) for kind, name in every if name is not None or kind in are_named]
    return sorted(shown, key=lambda part: (PARTS.index(part[0]), part[1] is None, part[1] or ""))


def _add_up(sums: dict[Part, Sums], units: Sequence[UnitStatus]) -> None:
    """Add some units to the sums of all parts that they are in."""
    groups: dict[Part, list[UnitStatus]] = {}
    for unit in units:
        for part in parts_of(unit):
            groups.setdefault(part, []).append(unit)
    for part, of in groups.items():
        sums[part] = added(sums[part], sums_of(of)) if part in sums else sums_of(of)
