"""What kind of file it is, and what it may hold: everything that is settled before the first cell is looked at."""

import io
import json
import zipfile
from datetime import datetime

import pytest

from tally.files.spreadsheet import read_list
from tally.files.xlsx_library import Workbook, load_workbook
from tests.files.test_spreadsheet import AN, AN_READ, BINH, BINH_READ, HEADINGS, csv_bytes, outcome, xlsx

ROWS = [HEADINGS, AN, BINH]
SHEET = "xl/worksheets/sheet1.xml"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents, *, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def patched(data, name, old, new):
    contents = parts(data)
    assert contents[name].count(old) == 1
    return packed(contents | {name: contents[name].replace(old, new)})


def sheets(*named, hidden=()):
    book = Workbook()
    book.remove(book.active)
    for title, rows in named:
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_file_is_utf8_with_any_separator(separator, encoding, newline):
    headings = [*HEADINGS[:3], "Ngày, tháng, năm sinh", *HEADINGS[4:], "Chức vụ; đơn vị"]
    data = csv_bytes([headings, [*AN, "Bí thư, Cao An"]], separator=separator)
    text = data.decode().replace("\r\n", newline)
    assert outcome("a.csv", text.encode(encoding)) == (AN_READ | {"biography": {"position": "Bí thư, Cao An"}},)


def test_a_separator_between_the_words_of_a_heading_does_not_mislead():
    text = "Họ và tên;Giới tính;Ngày, tháng, năm sinh;Dân tộc;Tái cử, mới\nLê Thị An;Nữ;01/05/1986;Kinh;Tái cử\n"
    assert outcome("a.csv", text.encode()) == (AN_READ,)


def test_a_byte_order_mark_is_no_part_of_the_first_heading():
    text = '\ufeff"Họ, tên","Giới tính","Năm sinh","Dân tộc","Tái cử hay mới"\nLê Thị An,Nữ,01/05/1986,Kinh,Tái cử\n'
    assert outcome("a.csv", text.encode()) == (AN_READ,)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_a_text_file_in_another_encoding_is_told_with_its_line(encoding):
    data = "TT,Ho ten\nĐ".encode(encoding)
    line = 1 if encoding == "utf-16" else 2
    assert outcome("a.csv", data) == [(f"line {line}", "not_utf8.sheet", {})]


def test_quotation_marks_that_do_not_pair_are_told_with_their_line():
    assert outcome("a.csv", b'TT,Ho ten\n1,"An\n2,Binh') == [("line 3", "unreadable.quotes", {})]


def test_a_quotation_mark_that_swallows_the_rest_is_told_with_its_line():
    swallowed = csv_bytes([HEADINGS, AN]) + b'2,"' + b"x" * 131_073
    assert outcome("a.csv", swallowed) == [("line 3", "unreadable.quotes", {})]


def test_quotation_marks_inside_a_text_are_a_part_of_it():
    data = csv_bytes([HEADINGS, AN]).replace(b"An", b'"An"')
    assert outcome("a.csv", data)[0]["name"] == 'Lê Thị "An"'


def test_a_cell_of_several_lines_is_one_row_as_in_the_spreadsheet():
    data = csv_bytes([["Danh sách\ntrích ngang"], HEADINGS, [*AN[:4], "", AN[5]]])
    assert outcome("a.csv", data) == [("E3", "missing.cell", {"column": "Dân tộc"})]


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLSX", "danh sách", "a.csv"])
def test_a_workbook_is_known_by_its_bytes(name):
    assert outcome(name, xlsx(ROWS)) == (AN_READ, BINH_READ)


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b""), ("a.xlsx", csv_bytes(ROWS)), ("a.xls", b"<html>"), ("a", b"x")]
)
def test_a_file_of_another_kind_is_refused(name, data):
    assert outcome(name, data) == [("-", "unreadable.not_a_list", {})]


def test_an_old_or_a_locked_workbook_is_told_apart():
    compound = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
    assert outcome("a.xls", compound) == [("-", "unreadable.old_format", {})]
    locked = compound + "EncryptedPackage".encode("utf-16-le")
    assert outcome("a.xlsx", locked) == [("-", "unreadable.password", {})]


def test_the_name_stands_in_every_fault():
    for name, data in [("x.csv", b""), ("x.xlsx", b""), ("x.xlsx", b"PK\x03\x04"), ("x.csv", b"\xff"), ("x.csv", b'"')]:
        assert outcome(name, data), name


DAMAGED = {
    "head": b"PK\x03\x04",
    "cut": xlsx(ROWS)[:-30],
    "another": packed({"a.txt": b""}),
    "no workbook": packed({"a.xml": b"<a>"}),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_workbook_is_refused(data):
    assert outcome("a.xlsx", data) == [("-", "unreadable.damaged", {})]


def test_a_workbook_without_its_sheet_is_refused():
    contents = parts(xlsx(ROWS))
    contents[SHEET] = contents[SHEET].replace(b"</sheetData>", b"")
    assert outcome("a.xlsx", packed(contents)) == [("-", "unreadable.damaged", {})]


def test_a_document_type_is_refused_for_its_entities_could_multiply():
    entities = b'<!DOCTYPE a [<!ENTITY b "An">]><worksheet '
    data = patched(xlsx(ROWS), SHEET, b"<worksheet ", entities)
    assert outcome("a.xlsx", data) == [("-", "unreadable.damaged", {})]


def test_a_file_is_at_most_sixteen_mebibytes():
    most = 16 * 1024 * 1024
    room = most - len(packed(parts(xlsx(ROWS)) | {"a.bin": b""}, method=zipfile.ZIP_STORED))
    exact, over = (
        packed(parts(xlsx(ROWS)) | {"a.bin": bytes(size)}, method=zipfile.ZIP_STORED) for size in (room, room + 1)
    )
    assert (len(exact), outcome("a.xlsx", exact)) == (most, (AN_READ, BINH_READ))
    assert outcome("a.xlsx", over) == [("-", "bad_value.too_large", {"most": most})]


def test_a_workbook_unpacks_to_at_most_sixty_four_mebibytes():
    most = 64 * 1024 * 1024
    contents = parts(xlsx(ROWS))
    room = most - sum(map(len, contents.values()))
    assert outcome("a.xlsx", packed(contents | {"a.bin": bytes(room)})) == (AN_READ, BINH_READ)
    bomb = packed(contents | {"a.bin": bytes(room + 1)})
    assert len(bomb) < 100_000
    assert outcome("a.xlsx", bomb) == [("-", "bad_value.unpacked_too_large", {"most": most})]


def test_a_sheet_merged_ten_thousand_times_is_refused():
    cells = b"".join(b'<mergeCell ref="J%d:K%d"/>' % (row, row) for row in range(1, 10_002))
    for count, read in ((10_000, (AN_READ, BINH_READ)), (10_001, [("-", "unreadable.damaged", {})])):
        some = cells.replace(b'<mergeCell ref="J10001:K10001"/>', b"") if count == 10_000 else cells
        merged = b"</sheetData><mergeCells>" + some + b"</mergeCells>"
        assert outcome("a.xlsx", patched(xlsx(ROWS), SHEET, b"</sheetData>", merged)) == read


def test_one_visible_sheet_holds_the_list():
    empty, hidden = ("Sheet2", []), ("Nguồn", [["Nam"], ["Nữ"]])
    assert outcome("a.xlsx", sheets(empty, hidden, ("BCH", ROWS), hidden=["Nguồn"])) == (AN_READ, BINH_READ)
    two = sheets(("BCH", ROWS), empty, ("BTV", ROWS))
    assert outcome("a.xlsx", two) == [("-", "bad_value.several_sheets", {"sheets": "BCH, BTV"})]


def test_an_empty_workbook_has_no_header():
    assert outcome("a.xlsx", sheets(("Sheet1", []))) == [("-", "missing.header_row", {"rows": 20})]


def test_a_fault_of_the_sheet_names_the_sheet_and_comes_first():
    data = sheets(("BCH 1", [["TT", "Họ và tên", "Giới tính", "Năm sinh", "Tái cử"], [1, "Lê Thị An", "", "1986", ""]]))
    assert outcome("a.xlsx", data) == [
        ("BCH 1", "missing.heading", {"column": "Dân tộc"}),
        ("C2", "missing.cell", {"column": "Giới tính"}),
    ]


def test_the_size_that_a_workbook_claims_for_its_sheet_is_not_believed():
    data = patched(xlsx(ROWS), SHEET, b'<dimension ref="A1:F3"', b'<dimension ref="A1:B2"')
    assert outcome("a.xlsx", data) == (AN_READ, BINH_READ)


@pytest.mark.parametrize("cell", [b"A1", b"F3", b"A1048577", b""])
def test_a_cell_that_stands_out_of_its_order_is_not_passed_over(cell):
    row = cell.lstrip(b"AF") or b"4"
    stray = b'<row r="%b"><c r="%b"><v>7</v></c></row></sheetData>' % (row, cell)
    if not cell:
        stray = stray.replace(b' r=""', b"")
    data = patched(xlsx(ROWS), SHEET, b"</sheetData>", stray)
    assert outcome("a.xlsx", data) == [("-", "unreadable.damaged", {})]


def formula(text, cached=None, *, kind=b"n"):
    """Put a formula into the name of the first person, with the value a program has calculated."""
    book = load_workbook(io.BytesIO(xlsx(ROWS)))
    book.active["B2"] = text
    file = io.BytesIO()
    book.save(file)
    old, start = b"<v /></c>" if b"<v /></c>" in parts(file.getvalue())[SHEET] else b"<v/></c>", b'<c r="B2"'
    data = file.getvalue()
    if cached is not None:
        data = patched(data, SHEET, old, b"<v>" + cached + b"</v></c>")
        data = patched(data, SHEET, start, start + b' t="' + kind + b'"')
    return data


def test_a_formula_counts_by_its_calculated_value():
    (an, _) = read_list("a.xlsx", formula("=B9", "Lê Thị An".encode(), kind=b"str")).people
    assert an == AN_READ


def test_a_formula_that_nothing_has_calculated_is_a_fault():
    assert outcome("a.xlsx", formula("=B9")) == [("B2", "bad_value.formula", {})]


def test_a_formula_calculated_to_an_empty_text_is_an_empty_cell():
    assert outcome("a.xlsx", formula("=B9", b"", kind=b"str")) == [("B2", "missing.cell", {"column": "Họ và tên"})]


def test_an_error_value_is_a_fault():
    assert outcome("a.xlsx", formula("=1/0", b"#DIV/0!", kind=b"e")) == [
        ("B2", "bad_value.error_value", {"value": "#DIV/0!"})
    ]


@pytest.mark.parametrize("written", [b"1986", b"1986.0", b"1.986E3", b"1.986e+3"])
def test_a_year_is_the_same_year_however_the_workbook_writes_the_number(written):
    data = patched(xlsx([HEADINGS, [*AN[:3], 1986, *AN[4:]]]), SHEET, b"<v>1986</v>", b"<v>" + written + b"</v>")
    assert outcome("a.xlsx", data) == (AN_READ | {"born": "1986"},)


def test_a_date_beyond_all_dates_is_an_error_value():
    data = patched(
        xlsx([HEADINGS, [*AN[:3], datetime(1986, 5, 1), *AN[4:]]]), SHEET, b"<v>31533</v>", b"<v>99999999</v>"
    )
    assert outcome("a.xlsx", data) == [("D2", "bad_value.error_value", {"value": "#VALUE!"})]


def test_dates_are_read_by_the_calendar_of_the_workbook():
    data = xlsx([HEADINGS, [*AN[:3], datetime(1986, 5, 1), *AN[4:]]])
    since_1904 = patched(data, "xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert outcome("a.xlsx", since_1904)[0]["born"] == "1990-05-02"


def test_control_characters_escaped_in_a_workbook_are_seen_through():
    rows = [HEADINGS, AN, [2, "Trần_x000D_\nVăn Bình", *BINH[2:]]]
    assert outcome("a.xlsx", xlsx(rows)) == (AN_READ, BINH_READ)
    rows[2][1] = "Trần_x0007_Văn Bình"
    assert outcome("a.xlsx", xlsx(rows)) == [("B3", "bad_value.unseen_character", {"character": "U+0007"})]


def test_what_is_read_is_ready_for_json():
    assert json.loads(json.dumps(read_list("a.xlsx", xlsx(ROWS)).people)) == [AN_READ, BINH_READ]
