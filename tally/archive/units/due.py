"""What is to be done after a congress, and until when (R15): for congresses that are proved to have been held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tally.archive.units.standing import State, UnitStatus
from tally.deadlines import (
    APPROVE_WITHIN,
    COMPLAIN_WITHIN,
    REPORT_WITHIN,
    DaysOff,
    kept_until,
    working_days_after,
)

__all__ = ["RUNNING_OUT", "Deadline", "DeadlineKind", "deadlines_of", "passed_and_soon"]

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


def deadlines_of(unit: UnitStatus, days_off: DaysOff) -> tuple[Deadline, ...]:
    """Give the deadlines of R15, reckoned from the day of the congress; none where nothing proves that it was held."""
    day = unit.day
    if day is None or unit.state is not State.HELD:
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


def passed_and_soon(
    units: Iterable[UnitStatus], today: date | None, days_off: DaysOff
) -> tuple[tuple[Deadline, ...], tuple[Deadline, ...]]:
    """Give the deadlines that are over, and those that run out soon: in the order of their days."""
    if today is None:
        return (), ()
    every = [one for unit in units for one in deadlines_of(unit, days_off)]
    in_order = sorted(every, key=lambda one: (one.last, one.unit, one.what))
    soon = (one for one in in_order if 0 <= (one.last - today).days <= RUNNING_OUT)
    return tuple(one for one in in_order if one.last < today), tuple(soon)
