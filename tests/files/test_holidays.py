"""The table of days off: the one that ships says what it is, and one that contradicts itself is refused."""

from datetime import date

import pytest

from tally.deadlines import is_weekend
from tally.faults import BadInput
from tally.files.disk import load_bytes
from tally.files.holidays import VIETNAM, read_holidays
from tally.regulation import Certainty

SHIPPED = read_holidays(VIETNAM, load_bytes(VIETNAM))
WHOLE = """
schema = "holidays/1"
[[years]]
year = 2027
source = "Thông báo của cơ quan"
certainty = "text"
holidays = [{ day = 2027-01-01, name = "Tết Dương lịch" }, { day = "2027-02-05", name = "Tết" }]
worked = [2027-01-09]
"""


def faults(text, name="days.toml"):
    with pytest.raises(BadInput) as told:
        read_holidays(name, text.encode())
    return [(fault.location, fault.key) for fault in told.value.faults]


def test_the_table_that_ships_says_that_it_is_recalled_and_where_from():
    assert set(SHIPPED.years) == {2024, 2025, 2026}
    for number, year in SHIPPED.years.items():
        assert year.certainty is Certainty.RECALLED
        assert str(number) in year.source


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09"),
        (2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09"),
        (2026, "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09"),
    ],
)
def test_the_weekdays_off_are_these(year, off):
    days = SHIPPED.holidays(date(year - 1, 12, 31), date(year, 12, 31))
    assert " ".join(f"{day:%d/%m}" for day, _ in days) == off


def test_as_many_saturdays_are_worked_as_days_were_swapped():
    worked = {day for year in SHIPPED.years.values() for day in year.worked}
    assert worked == {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}
    assert all(map(is_weekend, worked))
    swapped = [name for year in SHIPPED.years.values() for name in year.holidays.values() if "hoán đổi" in name]
    assert len(swapped) == len(worked)


def test_what_is_not_known_to_be_a_day_off_is_said_and_not_taken_out():
    assert SHIPPED.is_working(date(2026, 11, 24))
    assert "24/11" in SHIPPED.years[2026].source


def test_an_office_s_own_table_is_read_with_its_source():
    year = read_holidays("days.toml", WHOLE.encode()).years[2027]
    assert year.holidays == {date(2027, 1, 1): "Tết Dương lịch", date(2027, 2, 5): "Tết"}
    assert year.worked == {date(2027, 1, 9)}
    assert (year.source, year.certainty) == ("Thông báo của cơ quan", Certainty.TEXT)


def test_it_may_be_json_and_worked_days_may_be_left_out():
    text = '{"schema": "holidays/1", "years": [{"year": 2027, "source": "x", "certainty": "text", "holidays": []}]}'
    assert read_holidays("days.json", text.encode()).years[2027].worked == frozenset()


@pytest.mark.parametrize(
    ("was", "now", "place", "key"),
    [
        ("year = 2027", "year = 2026", "years[0].holidays[0].day", "bad_value.day_of_another_year"),
        ("2027-02-05", "2027-01-01", "years[0].holidays[1].day", "bad_value.repeated_day"),
        ("2027-01-09]", "2027-01-09, 2027-01-09]", "years[0].worked[1]", "bad_value.repeated_day"),
        ("2027-01-09]", "2027-01-08]", "years[0].worked[0]", "bad_value.worked_weekday"),
        ("holidays/1", "holidays/2", "schema", "bad_value.choice"),
        ('"text"', '"sure"', "years[0].certainty", "bad_value.choice"),
        ("2027-02-05", "2027-02-30", "years[0].holidays[1].day", "bad_value.day"),
        ("source", "source2", "years[0].source2", "unknown_key"),
        ("year = 2027", "year = 0", "years[0].year", "bad_value.too_low"),
        ('name = "Tết" ', 'name = "" ', "years[0].holidays[1].name", "bad_value.empty"),
        ("worked =", "worked", "line 8, column 8", "bad_syntax.toml"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(was, now, place, key):
    assert was in WHOLE
    assert (place, key) in faults(WHOLE.replace(was, now))


def test_a_year_that_stands_twice_is_told():
    again = WHOLE + WHOLE.partition('"holidays/1"')[2]
    assert faults(again) == [("years[1].year", "bad_value.repeated_year")]


def test_all_faults_are_told_together():
    text = WHOLE.replace("2027-02-05", "2027-01-01").replace("2027-01-09", "2026-01-08")
    assert len(faults(text)) == 3
