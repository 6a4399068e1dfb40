"""A short-biography list is read whole, or refused cell by cell; from .xlsx and from .csv the same."""

import csv
import io
import unicodedata
from itertools import permutations

import pytest

from tally.faults import BadInput
from tally.files.models import CandidateModel
from tally.files.spreadsheet import read_list
from tally.files.values import validated
from tally.files.xlsx_library import Workbook

HEADINGS = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử hay mới"]
AN = [1, "Lê Thị An", "Nữ", "01/05/1986", "Kinh", "Tái cử"]
BINH = [2, "Trần Văn Bình", "Nam", "1980", "Tày", "Mới"]

AN_READ = {
    "number": 1,
    "name": "Lê Thị An",
    "sex": "female",
    "born": "1986-05-01",
    "ethnicity": "Kinh",
    "incumbent": True,
    "nominated_by": "committee",
    "attributes": [],
}
BINH_READ = {
    "number": 2,
    "name": "Trần Văn Bình",
    "sex": "male",
    "born": "1980",
    "ethnicity": "Tày",
    "incumbent": False,
    "nominated_by": "committee",
    "attributes": [],
}


def xlsx(rows, *, merged=(), title="-", hidden_rows=(), hidden_columns=""):
    book = Workbook()
    book.active.title = title
    for row, texts in enumerate(rows, 1):
        for column, value in enumerate(texts, 1):
            cell = book.active.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    for area in merged:
        book.active.merge_cells(area)
    for row in hidden_rows:
        book.active.row_dimensions[row].hidden = True
    for column in hidden_columns:
        book.active.column_dimensions[column].hidden = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_bytes(rows, *, separator=","):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode()


def outcome(name, data):
    """Give the candidates, or the faults as (cell, key, params)."""
    try:
        return read_list(name, data).people
    except BadInput as bad:
        return [(fault.location, fault.key, dict(fault.params)) for fault in bad.faults if fault.path == name]


def both(*rows):
    """Read the rows from a workbook and from a text file; they must come to the same."""
    from_xlsx, from_csv = outcome("a.xlsx", xlsx(rows)), outcome("a.csv", csv_bytes(rows))
    assert from_xlsx == from_csv
    return from_xlsx


def people(*rows):
    read = both(*rows)
    assert isinstance(read, tuple), read
    return list(read)


def faults(*rows):
    found = both(*rows)
    assert isinstance(found, list), found
    return found


def places(*rows):
    return [(place, key) for place, key, _ in faults(*rows)]


def somebody(number):
    """A name that no other number gives: a name has letters alone."""
    return "Vũ Thị " + "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number))


def changed(person, heading, value):
    return [value if known == heading else old for known, old in zip(HEADINGS, person, strict=True)]


def test_a_list_is_read_in_the_keys_and_order_of_the_congress_file():
    read = people(HEADINGS, AN, BINH)
    assert read == [AN_READ, BINH_READ]
    assert [list(person) for person in read] == [list(AN_READ)] * 2


def test_what_is_read_stands_in_a_congress_file_as_it_is():
    for person in people(HEADINGS, AN, BINH):
        assert validated(CandidateModel, "congress.json", person).name == person["name"]


def test_the_order_of_the_columns_says_nothing():
    for order in list(permutations(range(6)))[::37]:
        assert people(*([row[column] for column in order] for row in (HEADINGS, AN, BINH))) == [AN_READ, BINH_READ]


@pytest.mark.parametrize(
    "spelled",
    [
        ["STT", "HỌ VÀ TÊN", "GIỚI TÍNH", "NGÀY, THÁNG,\nNĂM SINH", "DÂN\nTỘC", "TÁI CỬ / MỚI"],
        ["Số TT", "Họ,  tên", "Giới tính (Nam/Nữ)", "Ngày sinh", " Dân tộc ", "Tái cử hoặc mới"],
        ["so tt", "ho ten", "gioi tinh", "ngay thang nam sinh", "dan toc", "tai cu hay moi"],
        [unicodedata.normalize("NFD", heading) for heading in HEADINGS],
    ],
)
def test_a_heading_is_known_in_any_spelling(spelled):
    assert people(spelled, AN, BINH) == [AN_READ, BINH_READ]


@pytest.mark.parametrize("above", [0, 1, 19])
def test_the_header_stands_anywhere_in_the_first_twenty_rows(above):
    titles = [["DANH SÁCH TRÍCH NGANG"]] * above
    assert people(*titles, HEADINGS, AN) == [AN_READ]


def test_a_header_below_the_twentieth_row_is_not_looked_for():
    assert faults(*[["DANH SÁCH"]] * 20, HEADINGS, AN) == [("-", "missing.header_row", {"rows": 20})]


def test_a_header_without_persons_is_no_list():
    assert faults(HEADINGS) == [("-", "missing.people", {})]


@pytest.mark.parametrize("counting", [["1", "2", "3", "4", "5", "6"], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]])
def test_a_row_that_only_counts_its_columns_is_no_person(counting):
    assert people(HEADINGS, counting, AN) == [AN_READ]
    assert ("B3", "bad_value.no_letter") in places(HEADINGS, AN, counting)


def test_a_number_alone_counts_no_columns():
    assert places(HEADINGS, [1], AN) == [("B2", "missing.cell")]


def test_known_columns_that_a_candidate_has_no_place_for_are_read_past():
    extra = ["Nơi sinh", "Tôn giáo", "Trình độ học vấn", "Ngoại ngữ", "Ghi chú", "Ghi chú"]
    told = ["Cao An", "Không", "=12/12", "#N/A", "\u200b", "x"]
    assert people(HEADINGS + extra, AN + told) == [AN_READ]


def past(*rows):
    """The columns that were not taken over, which must be the same in both kinds of file."""
    of_xlsx, of_csv = read_list("a.xlsx", xlsx(rows)).past, read_list("a.csv", csv_bytes(rows)).past
    assert of_xlsx == of_csv
    return dict(of_csv)


def test_what_is_not_taken_over_is_told_by_the_cells_of_its_headings():
    assert past([*HEADINGS, "Tôn  giáo", "Ghi chú", "Nơi ở"], [*AN, "Không", "", ""], [*BINH, "", "", "xã"]) == {
        "G1": "Tôn giáo",
        "I1": "Nơi ở",
    }
    top, low = [*HEADINGS, "Trình độ", "", ""], [*[""] * 6, "Chuyên môn", "Ngoại ngữ", "Tin học"]
    assert past(["DANH SÁCH"], top, low, [*AN, "Đại học", "Anh B", ""]) == {"H3": "Trình độ Ngoại ngữ"}


def test_of_a_column_that_is_taken_over_or_says_nothing_of_a_person_nothing_is_told():
    foot = ["", "", "", "", "", "", "Cao An, ngày 14/02/2025"]
    assert past([*HEADINGS, "Ghi chú", "Quê quán"], [*AN, "", "Cao An"], BINH, foot) == {}


def test_an_unknown_heading_is_a_fault_of_its_cell():
    assert faults([*HEADINGS, "Chiều  cao"], AN) == [("G1", "unknown_column.heading", {"heading": "Chiều cao"})]


def test_an_unknown_heading_is_told_as_far_as_it_can_be_seen():
    ((_, _, params),) = faults([*HEADINGS, "Lạ\u202e [31m" + "a" * 200], AN)
    assert params["heading"] == "Lạ [31m" + "a" * 93


def test_a_cell_under_no_heading_is_a_fault_once_for_its_column():
    assert places(["", *HEADINGS, ""], ["", *AN, "?"], ["", *BINH, "?"]) == [("H2", "unknown_column.no_heading")]


@pytest.mark.parametrize("heading", HEADINGS[1:])
def test_a_missing_column_is_told_by_its_name(heading):
    kept = [column for column in range(6) if HEADINGS[column] != heading]
    assert faults(*([row[column] for column in kept] for row in (HEADINGS, AN))) == [
        ("-", "missing.heading", {"column": heading})
    ]


def test_each_missing_column_is_told():
    missing = [params["column"] for _, _, params in faults(["TT", "Họ và tên", "Ghi chú"], [1, "Lê Thị An", ""])]
    assert missing == HEADINGS[2:]


def test_without_a_column_of_numbers_the_list_is_numbered_as_it_stands():
    assert [person["number"] for person in people(HEADINGS[1:], AN[1:], [], BINH[1:])] == [1, 2]


def test_a_number_stands_once_in_the_list():
    again = changed(BINH, "TT", "01")
    assert faults(HEADINGS, AN, again) == [("A3", "repeated_candidate.number", {"number": 1, "cell": "A2"})]


@pytest.mark.parametrize("heading", HEADINGS)
def test_an_empty_cell_of_a_person_is_a_fault(heading):
    cell = f"{'ABCDEF'[HEADINGS.index(heading)]}2"
    assert faults(HEADINGS, changed(AN, heading, ""), BINH) == [(cell, "missing.cell", {"column": heading})]


def test_all_faults_are_told_at_once_in_the_order_of_the_sheet():
    nameless = [1, "", "?", "31/02/1986", "", "?"]
    assert places([*HEADINGS, "Lạ"], nameless, BINH, [2, somebody(2), *AN[2:]], [3, "Vũ Văn C"]) == [
        ("G1", "unknown_column.heading"),
        ("B2", "missing.cell"),
        ("A4", "repeated_candidate.number"),
        ("C5", "missing.cell"),
        ("D5", "missing.cell"),
        ("E5", "missing.cell"),
        ("F5", "missing.cell"),
    ]
    assert places(HEADINGS, [1, "An", "?", "31/02/1986", "", "?"], BINH) == [
        ("C2", "bad_value.word"),
        ("D2", "bad_value.no_such_day"),
        ("E2", "missing.cell"),
        ("F2", "bad_value.word"),
    ]


@pytest.mark.parametrize(
    ("again", "is_one"),
    [
        ([2, *AN[1:]], True),
        ([2, "LÊ THỊ  an", *AN[2:]], True),
        ([2, "Lê Thị An", "Nữ", "1986", "Tày", "Mới"], True),
        ([2, "Lê Thị An", "Nữ", "02/05/1986", "Kinh", "Tái cử"], False),
        ([2, "Lê Thị An", "Nữ", "1987", "Kinh", "Tái cử"], False),
        ([2, "Lê Thị Án", *AN[2:]], False),
    ],
)
def test_the_same_name_and_a_birth_that_agrees_is_one_person_and_names_both_cells(again, is_one):
    if is_one:
        assert faults(HEADINGS, AN, again) == [("B3", "repeated_person", {"cell": "B2"})]
    else:
        assert len(people(HEADINGS, AN, again)) == 2


def test_a_row_that_stands_twice_is_the_same_number_and_the_same_person():
    assert places(HEADINGS, AN, AN) == [("A3", "repeated_candidate.number"), ("B3", "repeated_person")]


def test_namesakes_without_a_birth_that_can_be_read_are_told_by_their_births_alone():
    unread = changed(AN, "Năm sinh", "86")
    assert places(HEADINGS, unread, [2, *unread[1:]]) == [
        ("D2", "bad_value.short_year"),
        ("D3", "bad_value.short_year"),
    ]


def test_a_list_has_at_most_a_thousand_persons():
    thousand = [[number, somebody(number), *AN[2:]] for number in range(1, 1001)]
    assert len(people(HEADINGS, *thousand)) == 1000
    assert faults(HEADINGS, *thousand, [1001, somebody(1001), *AN[2:]]) == [
        ("B1002", "bad_value.too_many_people", {"most": 1000})
    ]


def test_a_sheet_has_at_most_two_thousand_filled_rows_and_a_hundred_columns():
    assert places(*[["x"]] * 2001) == [("-", "bad_value.too_many_rows")]
    assert people([""] * 94 + HEADINGS, [""] * 94 + AN) == [AN_READ]
    assert places([""] * 95 + HEADINGS, [""] * 95 + AN) == [("CW1", "bad_value.too_wide")]
