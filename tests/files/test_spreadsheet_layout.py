"""Lists as they are really laid out: headings in two rows, columns of marks, merged cells, section lines and feet."""

import pytest

from tests.files.test_spreadsheet import AN, AN_READ, BINH, BINH_READ, HEADINGS, faults, outcome, people, places, xlsx

PLAIN = ["TT", "Họ và tên", "Dân tộc"]
AN_PLAIN = [1, "Lê Thị An", "Kinh"]
BINH_PLAIN = [2, "Trần Văn Bình", "Tày"]


def short(*rows):
    """Read lists whose persons are told apart by sex, birth and standing alone."""
    return [(person["sex"], person["born"], person["incumbent"]) for person in people(*rows)]


BOTH = [("female", "1986-05-01", True), ("male", "1980", False)]


def test_the_year_of_birth_stands_in_the_column_of_the_sex():
    top = [*PLAIN, "Năm sinh", "", "Tái cử hay mới"]
    low = ["", "", "", "Nam", "Nữ", ""]
    an, binh = [*AN_PLAIN, "", "01/05/1986", "Tái cử"], [*BINH_PLAIN, "1980", "", "Mới"]
    assert short(top, low, an, binh) == BOTH
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]
    assert list(outcome("a.xlsx", xlsx([top, low, an, binh], merged=merged))) == [AN_READ, BINH_READ]


def test_so_does_it_under_headings_in_one_row():
    top = [*PLAIN, "Năm sinh (Nam)", "Năm sinh - Nữ", "Tái cử hay mới"]
    assert short(top, [*AN_PLAIN, "", "01/05/1986", "Tái cử"], [*BINH_PLAIN, "1980", "", "Mới"]) == BOTH


def test_one_of_the_two_years_must_be_filled_and_only_one():
    top = [*PLAIN, "Ngày sinh", "", "Tái cử hay mới"]
    low = ["", "", "", "Nam", "Nữ", ""]
    columns = {"columns": "Năm sinh: Nam / Năm sinh: Nữ"}
    assert faults(top, low, [*AN_PLAIN, "1986", "1986", "Mới"], [*BINH_PLAIN, "", "", "Mới"]) == [
        ("E3", "bad_value.both", columns),
        ("D4", "missing.cell", {"column": columns["columns"]}),
    ]


def test_a_list_of_women_alone_may_have_their_column_alone():
    top = [*PLAIN, "Năm sinh nữ", "Tái cử hay mới"]
    assert short(top, [*AN_PLAIN, "01/05/1986", "Tái cử"]) == BOTH[:1]
    assert faults(top, [*AN_PLAIN, "", "Tái cử"]) == [("D2", "missing.cell", {"column": "Năm sinh: Nữ"})]


@pytest.mark.parametrize(
    ("top", "low"),
    [
        (["Giới tính", "", "Năm sinh", "Tái cử hay mới", ""], ["Nam", "Nữ", "", "Tái cử", "Mới"]),
        (["Cơ cấu", "", "Năm sinh", "Cơ cấu", ""], ["Nam", "Nữ", "", "Tái cử", "Lần đầu"]),
        (["Nam", "Nữ", "Năm sinh", "Tái cử", "Mới"], []),
    ],
)
def test_sex_and_standing_may_be_marks_in_a_column_each(top, low):
    header = [[*PLAIN, *top], ["", "", "", *low]] if low else [[*PLAIN, *top]]
    an, binh = [*AN_PLAIN, "", "x", "01/05/1986", "x", ""], [*BINH_PLAIN, "x", "", "1980", "", "x"]
    assert short(*header, an, binh) == BOTH


def test_a_mark_stands_in_one_of_two_columns():
    top = [*PLAIN, "Nam", "Nữ", "Năm sinh", "Tái cử", "Mới"]
    assert faults(top, [*AN_PLAIN, "x", "x", "1986", "x", "x"], [*BINH_PLAIN, "", "", "1980", "", ""]) == [
        ("E2", "bad_value.both", {"columns": "Nam / Nữ"}),
        ("H2", "bad_value.both", {"columns": "Tái cử / Mới"}),
        ("D3", "missing.cell", {"column": "Nam / Nữ"}),
        ("G3", "missing.cell", {"column": "Tái cử / Mới"}),
    ]
    assert places(top, [*AN_PLAIN, "", "?", "1986", "?", ""]) == [("E2", "bad_value.mark"), ("G2", "bad_value.mark")]


@pytest.mark.parametrize(("heading", "an", "binh"), [("Nữ", "x", ""), ("Nam", "", "x"), ("Nữ", "Nữ", "")])
def test_one_column_of_marks_tells_both_sexes(heading, an, binh):
    top = [*PLAIN, heading, "Năm sinh", "Tái cử hay mới"]
    assert short(top, [*AN_PLAIN, an, "01/05/1986", "Tái cử"], [*BINH_PLAIN, binh, "1980", "Mới"]) == BOTH


@pytest.mark.parametrize(
    ("heading", "an", "binh"),
    [
        ("Tái cử", "x", ""),
        ("Mới", "", "x"),
        ("Lần đầu", "", "Lần đầu"),
        ("Tái cử", "Tái cử", ""),
        ("Tái cử", "Tái cử", "Mới"),
    ],
)
def test_one_column_tells_both_standings(heading, an, binh):
    top = [*PLAIN, "Giới tính", "Năm sinh", heading]
    assert short(top, [*AN_PLAIN, "Nữ", "01/05/1986", an], [*BINH_PLAIN, "Nam", "1980", binh]) == BOTH


def test_a_column_of_words_leaves_no_cell_empty():
    top = [*PLAIN, "Giới tính", "Năm sinh", "Tái cử"]
    rows = [*AN_PLAIN, "Nữ", "1986", ""], [*BINH_PLAIN, "Nam", "1980", "Mới"]
    assert places(top, *rows) == [("F2", "missing.cell")]


def test_a_word_in_a_column_of_marks_is_no_mark_of_its_opposite():
    top = [*PLAIN, "Giới tính", "Năm sinh", "Tái cử", "Mới"]
    assert places(top, [*AN_PLAIN, "Nữ", "1986", "Mới", ""]) == [("F2", "bad_value.mark")]


def test_sex_told_twice_must_agree():
    top = [*PLAIN, "Giới tính", "Năm sinh", "", "Nữ", "Tái cử hay mới"]
    low = ["", "", "", "", "Nam", "Nữ", "", ""]
    assert short(top, low, [*AN_PLAIN, "Nữ", "", "01/05/1986", "x", "Tái cử"]) == BOTH[:1]
    assert faults(top, low, [*AN_PLAIN, "Nam", "1986", "", "x", "Mới"]) == [
        ("E3", "bad_value.sexes_differ", {"columns": "Giới tính / Nữ / Năm sinh: Nam"})
    ]


@pytest.mark.parametrize(
    ("headings", "cell"),
    [
        (["Họ và tên", "Họ tên", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử"], "B1"),
        (["Họ và tên", "Giới tính", "Năm sinh", "Ngày sinh", "Dân tộc", "Tái cử"], "D1"),
        (["Họ và tên", "Năm sinh", "Năm sinh nam", "Giới tính", "Dân tộc", "Tái cử"], "C1"),
        (["Họ và tên", "Năm sinh nữ", "Năm sinh", "Giới tính", "Dân tộc", "Tái cử"], "C1"),
        (["Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử", "Tái cử/mới"], "F1"),
        (["Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử hay mới", "Mới"], "F1"),
    ],
)
def test_two_columns_for_the_same_thing_are_a_fault(headings, cell):
    found = faults(headings, ["Lê Thị An"])
    assert [(place, key) for place, key, _ in found if key == "bad_value.same_column"] == [
        (cell, "bad_value.same_column")
    ]


def test_the_fault_names_the_first_of_the_two():
    told = {"column": "Họ và tên", "cell": "B1"}
    assert faults([*HEADINGS, "Họ tên", "Họ tên"], [*AN, "Lê Thị An", "Lê Thị An"]) == [
        ("G1", "bad_value.same_column", told),
        ("H1", "bad_value.same_column", told),
    ]


def test_headings_under_a_known_heading_are_what_they_say():
    top = [*HEADINGS, "Trình độ", "", "", "Trình độ", ""]
    low = [""] * 6 + ["Văn hóa", "Ngoại ngữ", "KH&CN", "Tin học", "Chuyên ngành"]
    read = people(top, low, [*AN, "12/12", "Anh B", "x", "A", "Luật"])
    assert read == [AN_READ | {"attributes": ["science_technology"]}]


def test_a_word_under_a_heading_that_changes_it_is_not_known():
    top, low = [*HEADINGS, "Chức vụ", ""], [""] * 6 + ["Mới", "Cũ"]
    assert faults(top, low, [*AN, "Bí thư", "Phó bí thư"]) == [
        ("G2", "unknown_column.heading", {"heading": "Chức vụ Mới"}),
        ("H2", "unknown_column.heading", {"heading": "Chức vụ Cũ"}),
    ]


def test_a_heading_may_stand_in_the_second_row_alone():
    top, low = ["TT", "Họ và tên", "", "Năm sinh", "", "Tái cử"], ["", "", "Giới tính", "", "Dân tộc", ""]
    assert short(top, low, [1, "Lê Thị An", "Nữ", "01/05/1986", "Kinh", "x"]) == BOTH[:1]


def test_a_first_person_is_no_second_row_of_headings():
    assert ("B2", "missing.cell") in places(HEADINGS, changed_name(""), BINH)
    assert people(HEADINGS[1:], AN[1:]) == [AN_READ]


def changed_name(name):
    return [AN[0], name, *AN[2:]]


def test_a_header_with_no_column_of_names_stops_there():
    headings = ["TT", "Tên gọi", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử"]
    assert faults(headings, AN) == [
        ("-", "missing.heading", {"column": "Họ và tên"}),
        ("B1", "unknown_column.heading", {"heading": "Tên gọi"}),
    ]
    assert faults(HEADINGS[2:], AN[2:]) == [("-", "missing.heading", {"column": "Họ và tên"})]


def test_empty_rows_between_persons_are_passed_over():
    assert people(HEADINGS, [], AN, ["", " "], [], BINH) == [AN_READ, BINH_READ]


def test_the_foot_of_the_sheet_is_no_part_of_the_list():
    foot = [
        ["Tổng cộng: 2 đồng chí"],
        [],
        ["", "", "", "", "Cao An, ngày 14/02/2025"],
        ["", "NGƯỜI LẬP"],
        ["", "Lê Văn C"],
    ]
    assert people(HEADINGS, AN, BINH, *foot) == [AN_READ, BINH_READ]
    merged = [f"A{row}:E{row}" for row in (4, 6)]
    assert outcome("a.xlsx", xlsx([HEADINGS, AN, BINH, *foot], merged=merged)) == (AN_READ, BINH_READ)


@pytest.mark.parametrize(
    "person",
    [
        [3, "Vũ Văn C"],
        ["", "Vũ Văn C", "", "1990"],
        ["", "Vũ Văn C", "Nam"],
        ["", "Vũ Văn C", "", "", "", "Mới"],
        [3, "", "", "1990"],
        ["", "", "Nam", "1990"],
    ],
)
def test_no_person_is_taken_for_a_part_of_the_foot(person):
    found = places(HEADINGS, AN, ["", "", "", "", "", "Khối Nhà nước"], person)
    assert ("F3", "bad_value.row_between") in found
    assert [place for place, _ in found if place.endswith("4")]


def test_a_line_between_persons_is_a_fault_of_its_first_cell():
    assert places(HEADINGS, AN, ["", "", "Khối", "Đảng"], BINH) == [("C3", "bad_value.row_between")]


def test_a_number_without_a_name_is_a_fault():
    assert faults(HEADINGS, AN, [2]) == [("B3", "missing.cell", {"column": "Họ và tên"})]


def test_merged_cells_of_persons_are_faults_each_with_its_range():
    rows = [HEADINGS, AN, [*BINH[:4], "", ""]]
    assert outcome("a.xlsx", xlsx(rows, merged=["E2:E3", "F2:F3"])) == [
        ("E2", "bad_value.merged", {"range": "E2:E3"}),
        ("F2", "bad_value.merged", {"range": "F2:F3"}),
        ("E3", "bad_value.merged", {"range": "E2:E3"}),
        ("F3", "bad_value.merged", {"range": "F2:F3"}),
    ]


def test_a_merged_mark_is_neither_a_mark_nor_none():
    rows = [[*HEADINGS, "KHCN"], [*AN, "x"], [*BINH, ""]]
    found = outcome("a.xlsx", xlsx(rows, merged=["G2:G3"]))
    assert [fault[:2] for fault in found] == [("G2", "bad_value.merged"), ("G3", "bad_value.merged")]


def test_merged_cells_elsewhere_do_not_matter():
    rows = [["DANH SÁCH"], [*HEADINGS, "Ghi chú"], [*AN, "Xã Cao An"], [*BINH, ""]]
    assert outcome("a.xlsx", xlsx(rows, merged=["A1:G1", "G3:G4"])) == (AN_READ, BINH_READ)
