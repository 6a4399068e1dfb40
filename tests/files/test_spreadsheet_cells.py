"""What a cell of a short-biography list may say, and what is refused rather than guessed."""

import unicodedata
from datetime import datetime, time

import pytest

from tests.files.test_spreadsheet import AN, BINH, HEADINGS, changed, csv_bytes, faults, outcome, people, places, xlsx


@pytest.mark.parametrize(
    ("given", "read"), [(7, 7), ("7", 7), ("07", 7), ("'7", 7), (7.0, 7), ("10000000", 10_000_000)]
)
def test_a_number_is_an_integer_typed_as_number_or_text(given, read):
    assert outcome("a.xlsx", xlsx([HEADINGS, changed(AN, "TT", given)]))[0]["number"] == read


@pytest.mark.parametrize("given", ["0", "-1", "1.5", "1a", "10000001", "999999999", "٣", "I", "TRUE"])
def test_anything_else_is_no_number(given):
    bad = {"value": given, "most": 10_000_000}
    assert faults(HEADINGS, changed(AN, "TT", given)) == [("A2", "bad_value.list_number", bad)]


def test_a_name_is_nfc_with_single_spaces_and_otherwise_as_typed():
    typed = unicodedata.normalize("NFD", "  LÊ \n THỊ  An\t")
    assert people(HEADINGS, changed(AN, "Họ và tên", typed))[0]["name"] == "LÊ THỊ An"


@pytest.mark.parametrize("typed", ["Kinh", "kinh", "KINH"])
def test_the_kinh_have_one_spelling_for_the_plan_tells_them_from_all_others(typed):
    assert people(HEADINGS, changed(AN, "Dân tộc", typed))[0]["ethnicity"] == "Kinh"


def test_every_other_ethnicity_is_as_typed():
    assert people(HEADINGS, changed(AN, "Dân tộc", "H'Mông"))[0]["ethnicity"] == "H'Mông"


@pytest.mark.parametrize("heading", ["Họ và tên", "Dân tộc"])
@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("123", "bad_value.no_letter"),
        ("---", "bad_value.no_letter"),
        ("=B7", "bad_value.formula"),
        ("#REF!", "bad_value.error_value"),
        ("An\x07", "bad_value.unseen_character"),
        ("An\u202e", "bad_value.unseen_character"),
        ("An\u200b", "bad_value.unseen_character"),
        ("A" * 501, "bad_value.long_text"),
    ],
)
def test_words_are_words_that_can_be_seen(heading, typed, key):
    place = f"{'ABCDEF'[HEADINGS.index(heading)]}2"
    rows = HEADINGS, changed(AN, heading, typed)
    assert [fault[:2] for fault in outcome("a.csv", csv_bytes(rows))] == [(place, key)]
    assert len(people(HEADINGS, changed(AN, heading, "A" * 500))[0]) == 8


def test_an_unseen_character_is_named_by_its_code_point():
    told = {"character": "U+202E"}
    assert faults(HEADINGS, changed(AN, "Họ và tên", "An\u202e")) == [("B2", "bad_value.unseen_character", told)]


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("01/05/1986", "1986-05-01"),
        ("1/5/1986", "1986-05-01"),
        ("01-05-1986", "1986-05-01"),
        ("01.05.1986", "1986-05-01"),
        ("01 / 05 / 1986", "1986-05-01"),
        ("'01/05/1986", "1986-05-01"),
        ("1986-05-01", "1986-05-01"),
        ("12/11/1986", "1986-11-12"),
        ("29/02/1984", "1984-02-29"),
        ("1986", "1986"),
        ("'1986", "1986"),
        (" 1986 ", "1986"),
        ("1900", "1900"),
        ("31/12/2099", "2099-12-31"),
    ],
)
def test_a_date_of_birth_is_day_month_year_or_a_year(typed, born):
    assert people(HEADINGS, changed(AN, "Năm sinh", typed))[0]["born"] == born


@pytest.mark.parametrize(
    ("value", "born"),
    [
        (1986, "1986"),
        (1986.0, "1986"),
        (datetime(1986, 5, 1), "1986-05-01"),
        (datetime(1986, 5, 1).date(), "1986-05-01"),
    ],
)
def test_a_date_or_a_year_may_be_a_value_of_the_workbook(value, born):
    assert outcome("a.xlsx", xlsx([HEADINGS, changed(AN, "Năm sinh", value)]))[0]["born"] == born


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("86", "bad_value.short_year"),
        ("01/05/86", "bad_value.short_year"),
        ("31/02/1986", "bad_value.no_such_day"),
        ("29/02/1986", "bad_value.no_such_day"),
        ("05/13/1986", "bad_value.no_such_day"),
        ("00/05/1986", "bad_value.no_such_day"),
        ("1986-13-01", "bad_value.no_such_day"),
        ("1899", "bad_value.year"),
        ("2100", "bad_value.year"),
        ("01/01/2100", "bad_value.year"),
        ("01/05/1899", "bad_value.year"),
        ("01/05/19860", "bad_value.year"),
        ("01/05/198", "bad_value.year"),
        ("01/05-1986", "bad_value.date"),
        ("5/1986", "bad_value.date"),
        ("khoảng 1986", "bad_value.date"),
        ("1986.5", "bad_value.date"),
        ("31533", "bad_value.date"),
        ("१९८६", "bad_value.date"),
    ],
)
def test_no_date_is_guessed(typed, key):
    assert places(HEADINGS, changed(AN, "Năm sinh", typed)) == [("D2", key)]


@pytest.mark.parametrize("value", [1986.5, 31533, datetime(1986, 5, 1, 8, 30), time(8, 30), True])
def test_a_number_or_time_of_the_workbook_that_is_no_year_is_no_date(value):
    found = outcome("a.xlsx", xlsx([HEADINGS, changed(AN, "Năm sinh", value)]))
    assert [fault[:2] for fault in found] == [("D2", "bad_value.date")]


@pytest.mark.parametrize("heading", ["Giới tính", "Tái cử hay mới"])
def test_a_word_that_is_not_the_columns_is_a_fault_that_tells_the_words(heading):
    place = f"{'ABCDEF'[HEADINGS.index(heading)]}2"
    ((where, key, params),) = faults(HEADINGS, changed(AN, heading, "có lẽ"))
    assert (where, key, params["value"]) == (place, "bad_value.word", "có lẽ")
    for word in params["expected"].split(", "):
        assert people(HEADINGS, changed(AN, heading, word))


@pytest.mark.parametrize(
    ("word", "nominated_by"),
    [
        ("Cấp ủy triệu tập", "committee"),
        ("cấp uỷ", "committee"),
        ("Đại hội", "floor"),
        ("ĐẠI HỘI ĐỀ CỬ", "floor"),
        ("dai hoi de cu", "floor"),
        ("Tự ứng cử", "self"),
    ],
)
def test_the_list_may_say_who_nominated(word, nominated_by):
    assert people([*HEADINGS, "Nguồn giới thiệu"], [*AN, word])[0]["nominated_by"] == nominated_by


def test_a_column_of_who_nominated_must_then_be_filled_with_its_words():
    rows = [*HEADINGS, "Giới thiệu"], [*AN, ""], [*BINH, "Bạn bè"]
    assert places(*rows) == [("G2", "missing.cell"), ("G3", "bad_value.word")]


@pytest.mark.parametrize("mark", ["x", "X", "×", "✓", "1"])
@pytest.mark.parametrize("heading", ["Khoa học công nghệ", "KH&CN"])
def test_science_and_technology_is_a_mark(heading, mark):
    read = people([*HEADINGS, heading], [*AN, mark], [*BINH, ""])
    assert [person["attributes"] for person in read] == [["science_technology"], []]


def test_any_other_text_is_no_mark():
    told = {"value": "không", "column": "Khoa học công nghệ"}
    assert faults([*HEADINGS, "KHCN"], [*AN, "không"]) == [("G2", "bad_value.mark", told)]
