"""Dates as they stand on papers."""

from datetime import date

from tally.words.lang import Lang

__all__ = ["show_date"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def show_date(day: date, lang: Lang) -> str:
    """Write a date: ngày 05 tháng 02 năm 2026, in English 5 February 2026.

    Vietnamese papers put a 0 before days under 10 and before January and February, and before no other month, so that
    nobody can add a figure to them.
    """
    if lang is Lang.EN:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
