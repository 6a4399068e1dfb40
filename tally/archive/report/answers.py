"""What a report is made of: tables of plain values, each the answer to one question. No word of any language is in it.

A figure is an integer; a share is the two integers that it is made of, so that whoever writes it writes both (R17).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from tally.archive.facts import Failure
from tally.archive.store import Problem
from tally.archive.units.standing import State, UnitStatus
from tally.archive.units.status import Sums
from tally.contest import Target
from tally.percent import percent

__all__ = [
    "Cell",
    "Coded",
    "Column",
    "Kind",
    "Report",
    "Row",
    "Share",
    "Table",
    "Unit",
    "held_share",
    "number",
    "points",
    "share",
    "text",
    "unit_of",
    "word",
]


class Kind(StrEnum):
    """What stands in a column."""

    UNIT = "unit"
    """The place of a unit in the report's list; always the first column."""
    TEXT = "text"
    WORD = "word"
    """A code, said in the words that the column names."""
    NUMBER = "number"
    CHANGE = "change"
    """How many more, or fewer."""
    PERCENT = "percent"
    """So many of so many."""
    POINTS = "points"
    """How many hundredths of a percentage point more, or fewer."""
    DAY = "day"


@dataclass(frozen=True, kw_only=True, slots=True)
class Coded:
    """A code in a column of text, said by the words of ``prefix``; as it stands where they have none for it."""

    prefix: str
    code: str


Share: TypeAlias = tuple[int, int]
Cell: TypeAlias = str | int | Share | date | Coded | Target | Failure | Problem | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column; ``words`` is what stands before the codes of a column of them."""

    key: str
    kind: Kind
    words: str = ""


def text(key: str) -> Column:
    """Give a column of text."""
    return Column(key=key, kind=Kind.TEXT)


def number(key: str, kind: Kind = Kind.NUMBER) -> Column:
    """Give a column of figures, or of whatever else needs no words."""
    return Column(key=key, kind=kind)


def word(key: str, words: str = "archive.report.word.") -> Column:
    """Give a column of codes."""
    return Column(key=key, kind=Kind.WORD, words=words)


@lru_cache(maxsize=65_536)
def share(part: int, of: int) -> Share | None:
    """Give so many of so many, None of none; the same pair is kept once, however many rows have it."""
    return (part, of) if of else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The answer to a question: rows of as many cells as there are columns; None where nothing can be said."""

    key: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]

    @property
    def is_of_units(self) -> bool:
        """Whether each row is of one unit."""
        return self.columns[0].kind is Kind.UNIT


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit that tables tell of; ``state`` is that of its congress, ``late`` or ``late_unproved``."""

    code: str
    name: str
    level: str | None
    superior: str | None
    cluster: str | None
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What an archive answers on a day, None where nobody said which: units by their code, and the tables.

    ``behind`` files are not known to the index as they are; ``on_faith`` records are proved by a trust file whose
    fingerprint nobody compared; ``proved`` of all ``records`` are proved. Units are named by their code:
    ``unplanned`` are not in the programme, ``others`` have records of other congresses than the one told, ``strays``
    have records of an exercise which are not told, ``exercises`` are told by such. ``later`` records are of congresses
    after the day, and left out; ``term`` is that of the programme.
    """

    title: str | None
    today: date | None
    is_training: bool
    behind: int
    on_faith: int
    records: int
    proved: int
    later: int
    term: str | None
    unplanned: Sequence[str]
    others: Sequence[str]
    strays: Sequence[str]
    exercises: Sequence[str]
    total: Sums
    units: Sequence[Unit]
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table:
        """Give the answer to one question."""
        return next(one for one in self.tables if one.key == key)


def unit_of(unit: UnitStatus) -> Unit:
    """Give what every table tells of a unit."""
    return Unit(
        code=unit.code,
        name=unit.name,
        level=unit.level,
        superior=unit.superior,
        cluster=unit.cluster,
        state=state_of(unit),
    )


def state_of(unit: UnitStatus) -> str:
    """Give the state of a unit, and whether it should have held its congress by now."""
    if unit.is_late:
        return "late_unproved" if unit.state is State.UNPROVED else "late"
    return unit.state.value


def held_share(sums: Sums) -> Share | None:
    """Give how many have held their congress, of the programme where there is one; None of none."""
    if sums.programme_units is None:
        return share(sums.held, sums.units)
    return share(sums.programme_held or 0, sums.programme_units)


def points(now: Share, then: Share) -> int:
    """Give in hundredths of a percentage point how far one share is above another, as both are written (R17)."""
    return _hundredths(now) - _hundredths(then)


def _hundredths(share: Share) -> int:
    return int(percent(*share).replace(".", ""))
