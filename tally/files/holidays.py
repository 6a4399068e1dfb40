"""The table of days off, from its file (``holidays/1``): the one that ships, or an office's own in its place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from tally.deadlines import DaysOff, YearOff, is_weekend
from tally.faults import BadInput, Fault
from tally.files.strict import read_tree
from tally.files.values import Day, FileModel, Text, validated
from tally.regulation import Certainty

__all__ = ["VIETNAM", "HolidaysModel", "read_holidays"]

VIETNAM = str(Path(__file__).parents[1] / "holidays" / "vietnam.toml")
"""The path of the table that ships."""
MOST_YEARS = 1000
MOST_DAYS = 366
Year = Annotated[int, Field(strict=True, ge=1, le=9999)]


class HolidayModel(FileModel):
    """A day off, and what it is."""

    day: Day
    name: Text


class DaysOffModel(FileModel):
    """One year: its days off, the Saturdays and Sundays worked in their place, and where they were taken from."""

    year: Year
    source: Text
    certainty: Certainty
    holidays: list[HolidayModel] = Field(max_length=MOST_DAYS)
    worked: list[Day] = Field(default=[], max_length=MOST_DAYS)


class HolidaysModel(FileModel):
    """A table of days off, by year."""

    schema_: Annotated[Literal["holidays/1"], Field(alias="schema")]
    years: list[DaysOffModel] = Field(max_length=MOST_YEARS)


def read_holidays(path: str, data: bytes) -> DaysOff:
    """Read a table of days off, TOML by its name, else JSON. Raises BadInput with every fault of it."""
    table = validated(HolidaysModel, path, read_tree(path, data))
    faults = [*_faults(path, table.years)]
    if faults:
        raise BadInput(faults)
    return DaysOff(
        years={
            one.year: YearOff(
                holidays={holiday.day: holiday.name for holiday in one.holidays},
                worked=frozenset(one.worked),
                source=one.source,
                certainty=one.certainty,
            )
            for one in table.years
        }
    )


def _faults(path: str, years: list[DaysOffModel]) -> Iterator[Fault]:
    """Say what is wrong with the years and their days: no year stands twice."""
    known = set[int]()
    for at, one in enumerate(years):
        if one.year in known:
            params = {"year": str(one.year)}
            yield Fault(path=path, location=f"years[{at}].year", key="bad_value.repeated_year", params=params)
        known.add(one.year)
        yield from _faults_of(path, f"years[{at}]", one)


def _faults_of(path: str, place: str, year: DaysOffModel) -> Iterator[Fault]:
    """Say what is wrong with the days of a year: each lies in it, stands once, and only weekends are worked."""
    days = [(f"{place}.holidays[{at}].day", holiday.day) for at, holiday in enumerate(year.holidays)]
    days += [(f"{place}.worked[{at}]", day) for at, day in enumerate(year.worked)]
    seen = set[date]()
    for where, day in days:
        told = {"date": day.isoformat(), "year": str(year.year)}
        if day.year != year.year:
            yield Fault(path=path, location=where, key="bad_value.day_of_another_year", params=told)
        if day in seen:
            yield Fault(path=path, location=where, key="bad_value.repeated_day", params=told)
        seen.add(day)
    for at, day in enumerate(year.worked):
        if not is_weekend(day):
            told = {"date": day.isoformat()}
            yield Fault(path=path, location=f"{place}.worked[{at}]", key="bad_value.worked_weekday", params=told)
