"""Rows that are no persons and rows and columns that nobody sees: each is told once, and none is read or dropped."""

import unicodedata

import pytest

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
    somebody,
    xlsx,
)
from tests.files.test_spreadsheet_bytes import SHEET, parts, patched


def group(place, text):
    return (place, "bad_value.group_row", {"text": text})


def hidden_row(place):
    return (place, "bad_value.hidden_row", {})


def hidden_column(place):
    return (place, "bad_value.hidden_column", {})


@pytest.mark.parametrize("number", ["I", "II.", "iv", "XIX)", "A", "b)", "(c)", "Đ.", "I-", "", " "])
def test_a_heading_over_a_group_is_one_fault(number):
    first = "A" if number.strip() else "B"
    told = faults(HEADINGS, [number, "Tái cử"], AN, [number, "Lần đầu"], BINH)
    assert told == [
        group(f"{first}2", f"{number} Tái cử".strip()),
        group(f"{first}4", f"{number} Lần đầu".strip()),
    ]


@pytest.mark.parametrize("heading", ["I", "I. Tái cử", "A. Ban Chấp hành", "Khối Đảng"])
def test_so_is_one_that_stands_in_the_cell_of_the_number(heading):
    assert faults(HEADINGS, [heading], AN, BINH) == [group("A2", heading)]


def test_so_is_one_in_a_merged_cell_wherever_it_begins():
    rows = [HEADINGS, AN, ["", "", "Lần đầu"], BINH, ["II", "", "Dự bị"], [3, somebody(3), *AN[2:]]]
    assert outcome("a.xlsx", xlsx(rows, merged=["C3:F3", "C5:F5"])) == [group("C3", "Lần đầu"), group("A5", "II Dự bị")]
    assert places(*rows) == [("C3", "bad_value.row_between"), ("A5", "bad_value.row_between")]


def test_a_list_without_numbers_has_its_headings_in_the_cell_of_the_name():
    assert faults(HEADINGS[1:], ["Tái cử"], AN[1:], ["Lần đầu"], BINH[1:]) == [
        group("A2", "Tái cử"),
        group("A4", "Lần đầu"),
    ]


@pytest.mark.parametrize("number", [3, "03", "'3"])
def test_a_name_with_a_number_of_the_list_is_a_person_though_nothing_else_is_filled(number):
    assert [fault[:2] for fault in faults(HEADINGS, AN, BINH, [number, "Vũ Văn C"])] == [
        (cell, "missing.cell") for cell in ("C4", "D4", "E4", "F4")
    ]


@pytest.mark.parametrize("number", ["III", "a", "?", "", "3."])
@pytest.mark.parametrize(("cell", "text"), [(2, "Nam"), (3, "1990"), (4, "Kinh"), (5, "Mới")])
def test_a_name_with_anything_else_is_a_person(number, cell, text):
    person = [number, "Vũ Văn C", "", "", "", ""]
    person[cell] = text
    told = places(HEADINGS, AN, person)
    assert len(told) == 4
    assert ("A3", "bad_value.list_number" if number else "missing.cell") in told


def test_a_number_that_is_neither_is_no_number_of_a_group():
    assert ("A3", "bad_value.list_number") in places(HEADINGS, AN, ["Mục 1", "Vũ Văn C"])


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "text",
    ["Tổng cộng: 2", "TỔNG CỘNG", "Cộng", "Cộng:", "Cộng 2 đồng chí", "* Tổng số đảng viên: 2", "Tổng (2 người)"],
)
@pytest.mark.parametrize("cells", [["", "{}"], ["", "{}", 1, 2, "", 1], [2, "{}"], ["I", "{}", "", "", "", 2]])
def test_a_sum_is_one_fault_whatever_stands_beside_it(text, cells):
    row = [cell.format(text) if isinstance(cell, str) else cell for cell in cells]
    told = " ".join(str(cell) for cell in row if cell)
    assert faults(HEADINGS, AN, row, BINH) == [group("A3" if row[0] else "B3", told)]
    assert faults(HEADINGS, AN, BINH, row) == [group("A4" if row[0] else "B4", told)]


def test_a_sum_in_the_cell_of_the_number_is_one_fault_among_persons_and_the_foot_below_them():
    row = ["Cộng: 2", "", 1, 1]
    assert faults(HEADINGS, AN, row, BINH) == [group("A3", "Cộng: 2 1 1")]
    assert people(HEADINGS, AN, BINH, row) == [AN_READ, BINH_READ]


def test_a_sum_is_one_fault_however_it_is_typed():
    assert faults(HEADINGS, AN, ["", unicodedata.normalize("NFD", "Tổng  cộng"), 2]) == [group("B3", "Tổng cộng 2")]
    formula = b'<row r="3"><c r="A3"><f>B2</f></c><c r="B3" t="inlineStr"><is><t>C\xe1\xbb\x99ng</t></is></c></row>'
    data = patched(xlsx([HEADINGS, AN]), SHEET, b"</sheetData>", formula + b"</sheetData>")
    assert outcome("a.xlsx", data) == [group("A3", "=B2 Cộng")]


@pytest.mark.parametrize("name", ["Tống Công Minh", "Công Văn Tổng", "Cộng A Páo", "TỔNG VĂN CỘNG"])
def test_nobody_is_taken_for_a_sum_by_the_name(name):
    assert people(HEADINGS, changed(AN, "Họ và tên", name)) == [AN_READ | {"name": name}]
    assert {key for _, key in places(HEADINGS, AN, [2, name])} == {"missing.cell"}


def test_whoever_has_a_birth_a_sex_or_a_standing_is_no_sum():
    assert people(HEADINGS, changed(AN, "Họ và tên", "Cộng")) == [AN_READ | {"name": "Cộng"}]


def test_a_signature_in_the_column_of_names_is_told_once_a_row():
    foot = [["", "", "", "", "Cao An, ngày 14/02/2025"], ["", "NGƯỜI LẬP"], ["", "Lê Văn C"]]
    assert faults(HEADINGS, AN, BINH, *foot[1:]) == [group("B4", "NGƯỜI LẬP"), group("B5", "Lê Văn C")]
    assert people(HEADINGS, AN, BINH, *foot) == [AN_READ, BINH_READ]


def test_groups_and_sums_are_told_with_all_other_faults():
    rows = [HEADINGS, ["I", "Tái cử"], changed(AN, "Dân tộc", ""), ["", "Cộng"], [1, *BINH[1:]]]
    assert places(*rows) == [
        ("A2", "bad_value.group_row"),
        ("E3", "missing.cell"),
        ("B4", "bad_value.group_row"),
        ("A5", "repeated_candidate.number"),
    ]


def test_a_group_is_told_as_far_as_it_can_be_seen():
    ((_, _, params),) = faults(HEADINGS, ["I", "Tái\u202e  cử " + "a" * 200], AN)
    assert params["text"] == "I Tái cử " + "a" * 91


def test_a_hidden_person_is_one_fault_whatever_the_row_holds():
    rows = [HEADINGS, AN, [2, "Trần Văn Bình", "?", "?"], BINH]
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[3])) == [hidden_row("A3")]
    rows[2] = ["", "", "", "1990", "Kinh"]
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[3])) == [hidden_row("D3")]
    rows[2] = ["I", "Tái cử"]
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[3])) == [hidden_row("A3")]


def test_hidden_rows_are_told_each_and_with_all_other_faults():
    rows = [HEADINGS, AN, changed(BINH, "Dân tộc", ""), [3, somebody(3), *AN[2:]]]
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[2, 4])) == [
        hidden_row("A2"),
        ("E3", "missing.cell", {"column": "Dân tộc"}),
        hidden_row("A4"),
    ]


def test_a_list_whose_persons_are_all_hidden_is_not_an_empty_list():
    assert outcome("a.xlsx", xlsx([HEADINGS, AN], hidden_rows=[2])) == [hidden_row("A2")]


def test_a_hidden_header_is_a_fault_of_each_of_its_rows():
    top = [*HEADINGS, "Trình độ", ""]
    low = [""] * 6 + ["Chuyên môn", "KH&CN"]
    rows = [["DANH SÁCH"], top, low, [*AN, "Đại học", "x"]]
    assert isinstance(outcome("a.xlsx", xlsx(rows)), tuple)
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[2])) == [hidden_row("A2")]
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[2, 3])) == [hidden_row("A2"), hidden_row("G3")]
    assert outcome("a.xlsx", xlsx([["TT", *HEADINGS[2:], "Lạ"]], hidden_rows=[1])) == [
        ("-", "missing.heading", {"column": "Họ và tên"}),
        hidden_row("A1"),
        ("F1", "unknown_column.heading", {"heading": "Lạ"}),
    ]


def test_hidden_rows_that_are_no_part_of_the_list_do_not_matter():
    rows = [["DANH SÁCH"], HEADINGS, ["1", "2", "3", "4", "5", "6"], AN, [], BINH, ["Tổng cộng: 2"], ["", "Lê Văn C"]]
    assert outcome("a.xlsx", xlsx(rows, hidden_rows=[1, 3, 5, 7, 8, 99])) == (AN_READ, BINH_READ)


@pytest.mark.parametrize("column", "ABCDEF")
def test_a_hidden_column_is_one_fault_at_its_heading(column):
    rows = [["DANH SÁCH"], HEADINGS, AN, BINH]
    assert outcome("a.xlsx", xlsx(rows, hidden_columns=column)) == [hidden_column(f"{column}2")]


@pytest.mark.parametrize("heading", ["Ghi chú", "KHCN"])
def test_it_is_though_a_candidate_has_no_place_for_it_or_its_marks_are_all_empty(heading):
    rows = [[*HEADINGS, heading], [*AN, ""]]
    assert outcome("a.xlsx", xlsx(rows, hidden_columns="G")) == [hidden_column("G1")]


def test_hidden_columns_are_told_each_and_with_all_other_faults():
    rows = [HEADINGS, changed(AN, "Dân tộc", ""), [1, *BINH[1:]]]
    assert outcome("a.xlsx", xlsx(rows, hidden_columns="CE")) == [
        hidden_column("C1"),
        hidden_column("E1"),
        ("E2", "missing.cell", {"column": "Dân tộc"}),
        ("A3", "repeated_candidate.number", {"number": 1, "cell": "A2"}),
    ]
    assert outcome("a.xlsx", xlsx([[*HEADINGS, "Lạ"], AN], hidden_columns="G")) == [
        hidden_column("G1"),
        ("G1", "unknown_column.heading", {"heading": "Lạ"}),
    ]


def test_a_hidden_column_without_a_heading_is_told_at_the_first_person_who_fills_it():
    rows = [HEADINGS, AN, [*BINH, "?", "?"]]
    assert outcome("a.xlsx", xlsx(rows, hidden_columns="G")) == [
        hidden_column("G3"),
        ("G3", "unknown_column.no_heading", {}),
        ("H3", "unknown_column.no_heading", {}),
    ]


def test_hidden_columns_that_hold_nothing_of_the_list_do_not_matter():
    rows = [["", "", "", "", "", "", "DANH SÁCH"], HEADINGS, AN, BINH, ["Cộng", "", "", "", "", "", "2"]]
    assert outcome("a.xlsx", xlsx(rows, hidden_columns="GHZ")) == (AN_READ, BINH_READ)


@pytest.mark.parametrize(("written", "is_hidden"), [(b"1", True), (b"true", True), (b"0", False), (b"false", False)])
def test_hidden_is_what_the_workbook_says_is_hidden(written, is_hidden):
    row = patched(xlsx([HEADINGS, AN]), SHEET, b'<row r="2"', b'<row hidden="%b" r="2"' % written)
    columns = b'<cols><col min="4" max="16384" hidden="%b"/></cols><sheetData>' % written
    column = patched(xlsx([HEADINGS, AN]), SHEET, b"<sheetData>", columns)
    assert outcome("a.xlsx", row) == ([hidden_row("A2")] if is_hidden else (AN_READ,))
    assert outcome("a.xlsx", column) == ([hidden_column(f"{c}1") for c in "DEF"] if is_hidden else (AN_READ,))


def test_a_sheet_with_ten_thousand_ranges_of_hidden_columns_is_refused():
    column = b'<col min="9" max="9" hidden="1"/>'
    for count, read in ((10_000, (AN_READ,)), (10_001, [("-", "unreadable.damaged", {})])):
        columns = b"<cols>" + column * count + b"</cols><sheetData>"
        assert outcome("a.xlsx", patched(xlsx([HEADINGS, AN]), SHEET, b"<sheetData>", columns)) == read


def test_a_row_hidden_under_another_number_is_not_passed_over():
    sound = xlsx([HEADINGS, AN, BINH])
    assert parts(sound)[SHEET].count(b'<row r="3"') == 1
    for number in (b'r="2"', b'r="4"', b'r="1048577"'):
        data = patched(sound, SHEET, b'<row r="3"', b'<row hidden="1" ' + number)
        assert outcome("a.xlsx", data) == [("-", "unreadable.damaged", {})]
    after_a_gap = patched(xlsx([HEADINGS, AN, [], BINH]), SHEET, b'<row r="4"', b'<row hidden="1" r="3"')
    assert outcome("a.xlsx", after_a_gap) == [("-", "unreadable.damaged", {})]
    data = patched(sound, SHEET, b'<row r="3"', b'<row hidden="1" ')
    assert outcome("a.xlsx", data) == [hidden_row("A3")]


def test_rows_and_columns_of_a_drawing_in_the_sheet_are_none_of_the_sheet():
    anchor = b'</sheetData><controls><from xmlns="urn:drawing"><col hidden="1">1</col><row hidden="1">0</row></from>'
    data = patched(xlsx([HEADINGS, AN]), SHEET, b"</sheetData>", anchor + b"</controls>")
    assert outcome("a.xlsx", data) == (AN_READ,)
