"""What is asked of single units: who held, who was elected, which seats are open, and what is wrong with records."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tally.archive.report.answers import Column, Kind, Row, number, share, state_of, text, word
from tally.archive.units.standing import ContestStatus, Faulty, UnitStatus
from tally.archive.units.status import RUNNING_OUT, deadlines_of
from tally.contest import ContestKind
from tally.deadlines import DaysOff
from tally.outcome import Status

__all__ = ["OF_UNITS", "Asked", "Rows"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """On which day it is asked, None where nobody said, and which days are off."""

    today: date | None
    days_off: DaysOff


def _units(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    planned = unit.planned
    yield (
        place,
        state_of(unit),
        planned.due if planned else None,
        unit.day,
        _committee(unit.contests),
        unit.level,
        None if unit.in_programme is None else "yes" if unit.in_programme else "no",
        unit.other_congresses,
        unit.left_out_contests,
    )


def _committee(contests: Iterable[ContestStatus]) -> str | None:
    """Say how far the election of the committee has come; None where nothing of it counts."""
    for one in contests:
        if one.kind is ContestKind.COMMITTEE and one.counts and one.seats:
            if one.seats.status is not Status.COMPLETE:
                return "committee_open"
            return "committee_first" if one.seats.ballots == 1 else "committee_later"
    return None


def _elections(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one in unit.contests:
        seats = one.seats
        counts = "yes" if one.counts else "in_conflict" if one.in_conflict else "not_proved"
        if seats is None:
            yield (place, one.title, one.kind.value, counts, *[None] * 6)
        else:
            figures = (seats.ballots, seats.seats, share(seats.elected, seats.seats), seats.open, seats.kept_vacant)
            yield (place, one.title, one.kind.value, counts, *figures, seats.status.value)


def _open(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one in unit.contests:
        if one.counts and one.seats and one.seats.open:
            seats = one.seats
            yield (place, one.title, one.kind.value, seats.seats, seats.open, seats.ballots, seats.status.value)


def _second(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one in unit.contests:
        if one.counts and one.seats and one.seats.ballots > 1:
            seats = one.seats
            yield (place, one.title, one.kind.value, seats.ballots, seats.seats, seats.open, seats.status.value)


def _delegates(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    allotted, elected = unit.planned.allotted if unit.planned else None, unit.delegates
    if allotted is None and elected is None:
        return
    taken = [
        one.seats.alternates_taken
        for one in unit.contests
        if one.kind is ContestKind.DELEGATES and one.counts and one.seats
    ]
    differ = None if allotted is None or elected is None else elected - allotted
    yield (place, allotted, elected, differ, sum(taken) if taken else None)


def _deadlines(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    """Give those that are over or run out soon (R15)."""
    if asked.today is None:
        return
    for one in deadlines_of(unit, asked.days_off):
        left = (one.last - asked.today).days
        if left <= RUNNING_OUT:
            yield (place, one.what.value, one.last, left, ", ".join(map(str, one.years_not_known)) or None)


def _unsigned(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    return _failures(place, [one for one in unit.faulty if one.lacks_signatures])


def _not_proved(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    return _failures(place, [one for one in unit.faulty if not one.lacks_signatures])


def _failures(place: int, faulty: Iterable[Faulty]) -> Iterator[Row]:
    for one in faulty:
        for check in one.failed:
            signed = one.signed
            of = (signed.have, signed.needed) if signed else (None, None)
            yield (place, one.contest, one.sequence, check.code, check, *of, one.path)


def _conflicts(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one in unit.conflicts:
        for path in one.paths:
            yield (place, one.congress, one.contest, one.rounds, path)


def _gaps(place: int, unit: UnitStatus, asked: Asked) -> Iterator[Row]:
    for one in unit.gaps:
        yield (place, one.contest, one.sequence, one.path, one.previous)


_UNIT = Column(key="unit", kind=Kind.UNIT)
_KIND, _OUTCOME = word("kind", "term.contest_kind."), word("outcome", "term.outcome.")
_FAILED = (
    *(_UNIT, text("contest"), number("record"), word("check", "record.check."), text("message")),
    *(number("signed"), number("signed_needed"), text("path")),
)
_ROUND = (number("seats"), number("open"))
Rows = Callable[[int, UnitStatus, Asked], Iterator[Row]]
OF_UNITS: Mapping[str, tuple[Rows, tuple[Column, ...]]] = MappingProxyType(
    {
        "units": (
            _units,
            (
                *(_UNIT, word("state"), number("due", Kind.DAY), number("held_on", Kind.DAY), word("committee")),
                *(word("level", "term.level."), word("in_programme")),
                *(number("other_congresses"), number("other_contests")),
            ),
        ),
        "elections": (
            _elections,
            (
                *(_UNIT, text("title"), _KIND, word("counts"), number("ballots"), number("seats")),
                *(number("elected_share", Kind.PERCENT), number("open"), number("kept_vacant"), _OUTCOME),
            ),
        ),
        "open": (_open, (_UNIT, text("title"), _KIND, *_ROUND, number("ballots"), _OUTCOME)),
        "second": (_second, (_UNIT, text("title"), _KIND, number("ballots"), *_ROUND, _OUTCOME)),
        "delegates": (
            _delegates,
            (
                *(_UNIT, number("allotted"), number("elected"), number("differ", Kind.CHANGE)),
                number("alternates_taken"),
            ),
        ),
        "deadlines": (
            _deadlines,
            (
                *(_UNIT, word("what", "archive.report.deadline."), number("last", Kind.DAY), number("days_left")),
                text("years_not_known"),
            ),
        ),
        "unsigned": (_unsigned, _FAILED),
        "not_proved": (_not_proved, _FAILED),
        "conflicts": (
            _conflicts,
            (_UNIT, text("congress"), text("contest"), number("rounds"), text("path")),
        ),
        "gaps": (_gaps, (_UNIT, text("contest"), number("record"), text("path"), text("previous"))),
    }
)
"""Questions on single units: how the rows of one are made, and the columns."""
