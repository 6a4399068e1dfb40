"""Dates as Party papers write them: a 0 before days under 10 and before January and February, and no other month."""

from datetime import date

import pytest

from tally.words import Lang
from tally.words.dates import show_date


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "5 February 2026"),
        (date(2025, 1, 31), "ngày 31 tháng 01 năm 2025", "31 January 2025"),
        (date(2025, 3, 1), "ngày 01 tháng 3 năm 2025", "1 March 2025"),
        (date(2025, 4, 9), "ngày 09 tháng 4 năm 2025", "9 April 2025"),
        (date(2025, 5, 10), "ngày 10 tháng 5 năm 2025", "10 May 2025"),
        (date(2025, 6, 2), "ngày 02 tháng 6 năm 2025", "2 June 2025"),
        (date(2025, 7, 1), "ngày 01 tháng 7 năm 2025", "1 July 2025"),
        (date(2025, 8, 19), "ngày 19 tháng 8 năm 2025", "19 August 2025"),
        (date(2025, 9, 2), "ngày 02 tháng 9 năm 2025", "2 September 2025"),
        (date(2024, 10, 10), "ngày 10 tháng 10 năm 2024", "10 October 2024"),
        (date(2026, 11, 20), "ngày 20 tháng 11 năm 2026", "20 November 2026"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024", "31 December 2024"),
    ],
)
def test_a_date_is_written_as_the_papers_have_it(day: date, vi: str, en: str) -> None:
    assert show_date(day, Lang.VI) == vi
    assert show_date(day, Lang.EN) == en
