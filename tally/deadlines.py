"""What must be done by when after an election (R15).

Working days are those from Monday to Friday that are no holiday, and the Saturdays and Sundays worked in the place of
one. Which those are is told anew every year, so they are data: what a table does not have is named, never assumed.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tally.regulation import Certainty

__all__ = [
    "APPROVE_WITHIN",
    "COMPLAIN_WITHIN",
    "MONTHS_KEPT",
    "REPORT_WITHIN",
    "DaysOff",
    "YearOff",
    "is_weekend",
    "kept_until",
    "working_days_after",
]

REPORT_WITHIN = 7
"""Working days in which the result is reported upward (R15)."""
APPROVE_WITHIN = 15
"""Working days from its receipt in which the superior committee approves the result (R15)."""
COMPLAIN_WITHIN = 15
"""Working days from the close of the congress in which a complaint about the election may be made (R15)."""

MONTHS_KEPT = 6
"""So long the sealed ballots are kept (R15)."""


def kept_until(sealed: date) -> date:
    """Give the last day on which papers sealed on a day must still be kept: six months on, R15.

    A period of months ends on the day of the same number; in a month that has none, on its last.
    """
    months = sealed.month - 1 + MONTHS_KEPT
    year, month = sealed.year + months // 12, months % 12 + 1
    return date(year, month, min(sealed.day, monthrange(year, month)[1]))


@dataclass(frozen=True, kw_only=True, slots=True)
class YearOff:
    """The holidays of one year with their names, and the Saturdays and Sundays ``worked`` in the place of one.

    ``source`` says where they were taken from, and ``certainty`` how sure we are of them.
    """

    holidays: Mapping[date, str]
    worked: frozenset[date]
    source: str
    certainty: Certainty


@dataclass(frozen=True, kw_only=True, slots=True)
class DaysOff:
    """A table of holidays by year. What it says of some days is told of those after one and until another."""

    years: Mapping[int, YearOff] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether it is a working day; in a year that the table does not have, any from Monday to Friday."""
        year = self.years.get(day.year)
        if year is None:
            return not is_weekend(day)
        return day not in year.holidays and (day in year.worked or not is_weekend(day))

    def holidays(self, after: date, until: date) -> tuple[tuple[date, str], ...]:
        """Give the holidays that fall on a weekday, with their names: what is taken out beside the weekends."""
        return tuple(
            (day, self.years[day.year].holidays[day])
            for day in _days(after, until)
            if day.year in self.years and day in self.years[day.year].holidays and not is_weekend(day)
        )

    def worked(self, after: date, until: date) -> tuple[date, ...]:
        """Give the Saturdays and Sundays that are worked, and so count."""
        return tuple(day for day in _days(after, until) if is_weekend(day) and self.is_working(day))

    def years_not_known(self, after: date, until: date) -> tuple[int, ...]:
        """Give the years that the table does not have: their holidays were not taken out."""
        years = dict.fromkeys(day.year for day in _days(after, until))
        return tuple(year for year in years if year not in self.years)


def working_days_after(day: date, count: int, days_off: DaysOff) -> date:
    """Give the last of so many working days after a day, which itself does not count (R15, our reading)."""
    last = day
    for _ in range(count):
        last += timedelta(days=1)
        while not days_off.is_working(last):
            last += timedelta(days=1)
    return last


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= 5


def _days(after: date, until: date) -> Iterator[date]:
    """Give the days after one, up to and with another."""
    return (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
