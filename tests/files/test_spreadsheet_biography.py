"""What a short-biography list says of a person besides is read in its own words, and its dates as dates (A4)."""

from datetime import datetime

import pytest

from tally.files.models import CandidateModel
from tally.files.values import validated
from tests.files.test_spreadsheet import (
    AN,
    AN_READ,
    BINH,
    BINH_READ,
    HEADINGS,
    changed,
    faults,
    outcome,
    people,
    places,
    xlsx,
)

BESIDES = ["Quê quán", "Chức vụ", "Đơn vị", "Trình độ chuyên môn", "Lý luận chính trị"]
TOLD = ["xã Cao An", "Bí thư chi bộ", "thôn Đông", "Đại học Luật", "Trung cấp"]
READ = {
    "home": "xã Cao An",
    "position": "Bí thư chi bộ, thôn Đông",
    "education": "Đại học Luật",
    "theory": "Trung cấp",
}


def told(headings, cells):
    """What is read besides of a person with these cells under these headings."""
    (person,) = people([*HEADINGS, *headings], [*AN, *cells])
    assert AN_READ | person == person
    return person.get("biography")


def dated(*cells, headings=("Ngày vào Đảng dự bị", "Ngày chính thức")):
    return told(headings, cells)


def test_a_list_as_offices_keep_it_is_read_whole():
    """Headings as in A4, the dates in two columns under a merged heading."""
    top = [*HEADINGS, *BESIDES, "Ngày vào Đảng", "", "Ghi chú"]
    low = [""] * 11 + ["Dự bị", "Chính thức", ""]
    read = people(top, low, [*AN, *TOLD, "03/02/2010", "2011", "x"], [*BINH, *[""] * 8])
    assert read == [AN_READ | {"biography": READ | {"admitted": "2010-02-03", "official": "2011"}}, BINH_READ]
    merged = ["L1:M1", *(f"{column}1:{column}2" for column in "ABCDEFGHIJKN")]
    rows = [top, low, [*AN, *TOLD, datetime(2010, 2, 3), 2011, "x"], [*BINH, *[""] * 8]]
    assert list(outcome("a.xlsx", xlsx(rows, merged=merged))) == read


def test_what_is_read_stands_in_a_congress_file_as_it_is():
    (person,) = people([*HEADINGS, *BESIDES, "Ngày kết nạp"], [*AN, *TOLD, "03/02/2010"])
    model = validated(CandidateModel, "congress.json", person)
    assert model.biography.model_dump(exclude_none=True, mode="json") | {"admitted": ""} == READ | {"admitted": ""}
    assert str(model.biography.admitted) == "2010-02-03"


def test_whoever_is_told_nothing_of_has_no_biography():
    assert people([*HEADINGS, *BESIDES], [*AN, *TOLD], [*BINH, *[""] * 5]) == [AN_READ | {"biography": READ}, BINH_READ]
    assert people(HEADINGS, AN, BINH) == [AN_READ, BINH_READ]


@pytest.mark.parametrize(
    ("headings", "cells", "position"),
    [
        (["Chức vụ, đơn vị công tác"], ["Bí thư, thôn Đông"], "Bí thư, thôn Đông"),
        (["Chức vụ", "Đơn vị công tác"], ["Bí thư", "thôn Đông"], "Bí thư, thôn Đông"),
        (["Đơn vị", "Chức vụ hiện nay"], ["thôn Đông", "Bí thư"], "Bí thư, thôn Đông"),
        (["Chức vụ", "Cơ quan, đơn vị"], ["Bí thư", ""], "Bí thư"),
        (["Chức vụ", "Nơi công tác"], ["", "thôn Đông"], "thôn Đông"),
        (["Đơn vị"], ["thôn Đông"], "thôn Đông"),
    ],
)
def test_post_and_unit_stand_in_one_column_or_in_two(headings, cells, position):
    assert told(headings, cells) == {"position": position}


def test_post_and_unit_may_stand_under_one_heading():
    top, low = [*HEADINGS, "Chức vụ, đơn vị công tác", ""], [""] * 6 + ["Chức vụ", "Đơn vị"]
    assert people(top, low, [*AN, "Bí thư", "thôn Đông"]) == [
        AN_READ | {"biography": {"position": "Bí thư, thôn Đông"}}
    ]


def test_education_and_theory_may_stand_under_one_heading():
    top, low = [*HEADINGS, "Trình độ", "", ""], [""] * 6 + ["Chuyên môn", "Chính trị", "Văn hóa"]
    (person,) = people(top, low, [*AN, "Đại học", "Cao cấp", "12/12"])
    assert person["biography"] == {"education": "Đại học", "theory": "Cao cấp"}


@pytest.mark.parametrize("text", ["Không", "-", "12/12", "ThS. Luật; CN. Kinh tế"])
def test_an_office_s_words_are_taken_as_they_are(text):
    assert told(["Trình độ chuyên môn"], [text]) == {"education": text}
    assert told(["Lý luận chính trị"], [f"  {text}\n"]) == {"theory": text}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Ngày vào Đảng", "admitted"),
        ("Ngày kết nạp", "admitted"),
        ("Ngày dự bị", "admitted"),
        ("Ngày chính thức", "official"),
        ("Ngày vào Đảng chính thức", "official"),
    ],
)
@pytest.mark.parametrize("cell", ["03/02/2010", "3.2.2010", "2010-02-03", datetime(2010, 2, 3)])
def test_a_date_is_text_or_a_date_of_the_workbook(heading, key, cell):
    (person,) = outcome("a.xlsx", xlsx([[*HEADINGS, heading], [*AN, cell]]))
    assert person["biography"] == {key: "2010-02-03"}


def test_a_date_may_be_its_year_alone():
    assert dated("2010", "2011") == {"admitted": "2010", "official": "2011"}
    (person,) = outcome("a.xlsx", xlsx([[*HEADINGS, "Ngày vào Đảng"], [*AN, 2010]]))
    assert person["biography"] == {"admitted": "2010"}


@pytest.mark.parametrize(
    ("heading", "cell", "key"),
    [
        ("Quê quán", "=A1", "bad_value.formula"),
        ("Chức vụ", "#N/A", "bad_value.error_value"),
        ("Đơn vị", "xã\u200b", "bad_value.unseen_character"),
        ("Trình độ chuyên môn", "a" * 501, "bad_value.long_text"),
        ("Ngày vào Đảng", "6/2010", "bad_value.date"),
        ("Ngày vào Đảng", "01/02/2010 - 01/02/2011", "bad_value.date"),
        ("Ngày vào Đảng", "x", "bad_value.date"),
        ("Ngày vào Đảng", "1/2/10", "bad_value.short_year"),
        ("Ngày chính thức", "31/02/2011", "bad_value.no_such_day"),
        ("Ngày chính thức", "1.1", "bad_value.date"),
    ],
)
def test_a_doubt_is_named_by_its_cell(heading, cell, key):
    assert places([*HEADINGS, "Ghi chú", heading], [*AN, "", ""], [*BINH, "", cell]) == [("H3", key)]


def test_all_doubts_of_a_person_are_told_at_once():
    headings = [*HEADINGS, "Chức vụ", "Đơn vị", "Ngày vào Đảng", "Ngày chính thức"]
    assert places(headings, [*AN, "=A1", "#N/A", "?", "?"]) == [
        ("G2", "bad_value.formula"),
        ("H2", "bad_value.error_value"),
        ("I2", "bad_value.date"),
        ("J2", "bad_value.date"),
    ]


def test_post_and_unit_together_are_no_longer_than_a_text():
    headings = [*HEADINGS, "Chức vụ", "Đơn vị"]
    (person,) = people(headings, [*AN, "a" * 300, "b" * 198])
    assert len(person["biography"]["position"]) == 500
    assert faults(headings, [*AN, "a" * 300, "b" * 199]) == [("G2", "bad_value.long_text", {"most": 500})]


@pytest.mark.parametrize(
    ("admitted", "official", "is_taken"),
    [
        ("03/02/2010", "03/02/2011", True),
        ("03/02/2010", "03/02/2010", True),
        ("2010", "03/02/2010", True),
        ("03/02/2010", "2010", True),
        ("03/02/2011", "2010", False),
        ("2011", "03/02/2010", False),
        ("03/02/2010", "02/02/2010", False),
    ],
)
def test_nobody_became_official_before_being_admitted(admitted, official, is_taken):
    """Such dates stand in each other's column; which of the two is wrong is not guessed."""
    if is_taken:
        assert dated(admitted, official)
    else:
        headings = [*HEADINGS, "Ngày vào Đảng", "Ngày chính thức"]
        assert faults(headings, [*AN, admitted, official]) == [
            ("H2", "bad_value.official_before_admitted", {"cell": "G2"})
        ]


@pytest.mark.parametrize(
    ("born", "admitted", "is_too_young"),
    [
        ("01/05/1986", "30/04/2002", True),
        ("01/05/1986", "01/05/2002", False),
        ("01/05/1986", "2001", True),
        ("01/05/1986", "2002", False),
        ("1986", "31/12/2001", True),
        ("1986", "01/01/2002", False),
        ("1986", "2001", True),
        ("1986", "2002", False),
        ("01/05/1986", "01/05/1980", True),
    ],
)
@pytest.mark.parametrize("heading", ["Ngày vào Đảng", "Ngày chính thức"])
def test_nobody_was_admitted_as_a_child(heading, born, admitted, is_too_young):
    """The Party admits from 18 (Điều lệ Đảng, Điều 1); before 16 a date is surely a slip, however little is known."""
    rows = [*HEADINGS, heading], [*changed(AN, "Năm sinh", born), admitted]
    if is_too_young:
        assert faults(*rows) == [("G2", "bad_value.admitted_too_young", {"years": 16, "cell": "D2"})]
    else:
        assert people(*rows)


def test_of_two_dates_each_that_is_too_early_is_told_beside_the_birth_in_its_column():
    top = ["TT", "Họ và tên", "Năm sinh", "", "Dân tộc", "Tái cử hay mới", "Ngày vào Đảng", ""]
    low = ["", "", "Nam", "Nữ", "", "", "Dự bị", "Chính thức"]
    early = [1, "Lê Thị An", "", "1986", "Kinh", "Mới", "1991", "1992"]
    told = {"years": 16, "cell": "D3"}
    assert faults(top, low, early) == [
        ("G3", "bad_value.admitted_too_young", told),
        ("H3", "bad_value.admitted_too_young", told),
    ]
    assert places(top, low, [*early[:7], "2005"]) == [("G3", "bad_value.admitted_too_young")]


def test_of_a_birth_or_a_date_that_cannot_be_read_no_age_is_told():
    headings = [*HEADINGS, "Ngày vào Đảng"]
    assert places(headings, [*changed(AN, "Năm sinh", "86"), "1991"]) == [("D2", "bad_value.short_year")]
    assert places(headings, [*AN, "91"]) == [("G2", "bad_value.short_year")]


@pytest.mark.parametrize(
    ("headings", "place"),
    [
        (["Quê quán", "Quê  quán"], "H1"),
        (["Chức vụ", "Chức vụ hiện nay"], "H1"),
        (["Ngày vào Đảng", "Ngày kết nạp"], "H1"),
        (["Trình độ chuyên môn", "Ghi chú", "Chuyên môn"], "I1"),
    ],
)
def test_two_columns_for_the_same_thing_are_a_fault(headings, place):
    assert places([*HEADINGS, *headings], AN) == [(place, "bad_value.same_column")]


def test_a_merged_unit_is_nobody_s_until_it_is_unmerged():
    rows = [[*HEADINGS, "Đơn vị"], [*AN, "thôn Đông"], [*BINH, ""]]
    assert outcome("a.xlsx", xlsx(rows, merged=["G2:G3"])) == [
        ("G2", "bad_value.merged", {"range": "G2:G3"}),
        ("G3", "bad_value.merged", {"range": "G2:G3"}),
    ]


def test_ranges_that_overlap_are_no_workbook_s():
    """A few of them could stand for millions of cells."""
    rows = [HEADINGS, AN, BINH]
    assert isinstance(outcome("a.xlsx", xlsx(rows, merged=["J1:K3", "L2:M4"])), tuple)
    assert outcome("a.xlsx", xlsx(rows, merged=["J1:K3", "K3:L3"])) == [("-", "unreadable.damaged", {})]
