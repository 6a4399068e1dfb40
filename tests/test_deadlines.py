"""What must be done by when: working days without holidays, the ballots for six months, and what is not known (R15)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tally.deadlines import DaysOff, YearOff, kept_until, working_days_after
from tally.regulation import Certainty

HOLIDAYS = {
    date(2025, 4, 30): "Ngày Chiến thắng",
    date(2025, 5, 1): "Quốc tế Lao động",
    date(2025, 5, 2): "hoán đổi",
    date(2025, 8, 30): "thứ bảy",
}
YEAR = YearOff(holidays=HOLIDAYS, worked=frozenset({date(2025, 4, 26)}), source="ví dụ", certainty=Certainty.RECALLED)
TABLE = DaysOff(years={2025: YEAR})
NONE = DaysOff()
DAYS = some.dates(date(2024, 1, 1), date(2026, 12, 1))


def test_the_first_day_counted_is_the_working_day_after():
    """Friday 14 February 2025: the seventh working day after it is Tuesday the 25th."""
    assert working_days_after(date(2025, 2, 14), 1, TABLE) == date(2025, 2, 17)
    assert working_days_after(date(2025, 2, 14), 7, TABLE) == date(2025, 2, 25)
    assert working_days_after(date(2025, 2, 14), 15, TABLE) == date(2025, 3, 7)


@pytest.mark.parametrize("begun", [14, 15, 16])
def test_a_congress_that_closes_on_a_weekend_counts_from_monday(begun):
    assert working_days_after(date(2025, 2, begun), 1, TABLE) == date(2025, 2, 17)


def test_holidays_do_not_count_and_a_saturday_worked_in_their_place_does():
    """From Friday 25 April 2025: Sat 26, Mon 28, Tue 29 are three; then Mon 5 May."""
    assert working_days_after(date(2025, 4, 25), 3, TABLE) == date(2025, 4, 29)
    assert working_days_after(date(2025, 4, 25), 4, TABLE) == date(2025, 5, 5)
    assert working_days_after(date(2025, 4, 25), 3, NONE) == date(2025, 4, 30)


def test_what_was_taken_out_and_put_in_can_be_told():
    after, until = date(2025, 4, 25), date(2025, 5, 5)
    assert [day.day for day, _ in TABLE.holidays(after, until)] == [30, 1, 2]
    assert dict(TABLE.holidays(after, until))[date(2025, 4, 30)] == "Ngày Chiến thắng"
    assert TABLE.worked(after, until) == (date(2025, 4, 26),)
    assert NONE.holidays(after, until) == NONE.worked(after, until) == ()


def test_the_day_it_begins_is_no_part_of_it_and_the_last_is():
    assert TABLE.holidays(date(2025, 4, 30), date(2025, 5, 1)) == ((date(2025, 5, 1), "Quốc tế Lao động"),)


def test_a_holiday_on_a_saturday_takes_nothing_out():
    assert TABLE.holidays(date(2025, 8, 29), date(2025, 9, 1)) == ()
    assert working_days_after(date(2025, 8, 29), 1, TABLE) == date(2025, 9, 1)


def test_years_that_the_table_does_not_have_are_named_and_only_those_reached():
    assert TABLE.years_not_known(date(2025, 12, 20), date(2025, 12, 31)) == ()
    assert TABLE.years_not_known(date(2025, 12, 31), date(2026, 1, 2)) == (2026,)
    assert TABLE.years_not_known(date(2024, 12, 30), date(2026, 1, 2)) == (2024, 2026)
    assert TABLE.years_not_known(date(2024, 12, 31), date(2025, 1, 2)) == ()


@given(DAYS, some.integers(1, 40))
def test_so_many_days_after_it_are_working_days_and_the_last_is_one(day, count):
    last = working_days_after(day, count, TABLE)
    between = [day + timedelta(days=number) for number in range(1, (last - day).days + 1)]
    assert sum(map(TABLE.is_working, between)) == count
    assert TABLE.is_working(last)


@pytest.mark.parametrize(
    ("sealed", "until"),
    [
        (date(2025, 2, 14), date(2025, 8, 14)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2026, 6, 30)),
        (date(2025, 7, 1), date(2026, 1, 1)),
    ],
)
def test_ballots_are_kept_six_months(sealed, until):
    assert kept_until(sealed) == until
