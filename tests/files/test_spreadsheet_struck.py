"""Text that is struck through may or may not count: nobody is put on a list, or left off, by such a guess."""

import io

import pytest

from tally.files.xlsx_library import SHEET_MAIN_NS, Font, Workbook
from tests.files.test_spreadsheet import AN, AN_READ, BINH, BINH_READ, HEADINGS, outcome, xlsx
from tests.files.test_spreadsheet_bytes import SHEET, packed, parts, patched
from tests.files.test_spreadsheet_roll import outcome as outcome_of_roll

TEXTS, MAIN = "xl/sharedStrings.xml", SHEET_MAIN_NS.encode()
OF_TEXTS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml" />'
)


def struck(rows, *cells):
    """A workbook of which these cells are struck through."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell in cells:
        book.active[cell].font = Font(strike=True)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fault(place, cells):
    return (place, "bad_value.struck_through", {"cells": cells})


def with_text(text, *, shared):
    """A list whose first name is this XML, in the sheet itself or among the texts that cells share, as Excel has it."""
    sound = xlsx([HEADINGS, AN])
    sheet = parts(sound)[SHEET]
    start = sheet.index(b'<c r="B2"')
    cell = sheet[start : sheet.index(b"</c>", start) + 4]
    if not shared:
        return patched(sound, SHEET, cell, b'<c r="B2" t="inlineStr"><is>' + text + b"</is></c>")
    other = b"<si><r><rPr><strike/></rPr><t>of no cell</t></r></si>"
    shares = patched(sound, SHEET, cell, b'<c r="B2" t="s"><v>1</v></c>')
    typed = patched(shares, "[Content_Types].xml", b"</Types>", OF_TEXTS + b"</Types>")
    return packed(parts(typed) | {TEXTS: b'<sst xmlns="%s">%s<si>%s</si></sst>' % (MAIN, other, text)})


def test_a_cell_that_is_struck_through_is_a_fault():
    assert outcome("a.xlsx", struck([HEADINGS, AN, BINH], "D3")) == [fault("D3", "D3")]


def test_a_row_that_is_struck_through_is_one_fault_with_all_its_cells():
    cells = [f"{column}3" for column in "ABCDEF"]
    assert outcome("a.xlsx", struck([HEADINGS, AN, BINH], *cells)) == [fault("A3", "A3, B3, C3, D3, E3, F3")]


def test_a_heading_that_is_struck_through_is_a_fault():
    assert outcome("a.xlsx", struck([HEADINGS, AN], "C1")) == [fault("C1", "C1")]


def test_what_is_not_read_may_be_struck_through():
    """A title, a remark, an empty cell, the foot."""
    rows = [["DANH SÁCH"], [*HEADINGS, "Ghi chú", "Quê quán"], [*AN, "x", ""], BINH, [], ["", "", "", "Cao An"]]
    assert outcome("a.xlsx", struck(rows, "A1", "G3", "H3", "D6")) == (AN_READ, BINH_READ)


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(
    ("strike", "is_struck"),
    [(b"<strike/>", True), (b'<strike val="1"/>', True), (b'<strike val="0"/>', False), (b"<b/>", False)],
)
def test_so_is_a_part_of_a_text(shared, strike, is_struck):
    runs = '<r><t xml:space="preserve">Lê </t></r><r><rPr>%s</rPr><t>Thị An</t></r>'.encode() % strike
    found = outcome("a.xlsx", with_text(runs, shared=shared))
    assert found == ([fault("B2", "B2")] if is_struck else (AN_READ,))


@pytest.mark.parametrize("shared", [False, True])
def test_a_space_that_is_struck_through_says_nothing(shared):
    runs = '<r><t>Lê Thị An</t></r><r><rPr><strike/></rPr><t xml:space="preserve"> </t></r>'.encode()
    assert outcome("a.xlsx", with_text(runs, shared=shared)) == (AN_READ,)


def test_it_is_told_with_all_other_faults():
    rows = [HEADINGS, [1, "Lê Thị An", "?", *AN[3:]], BINH]
    assert [found[:2] for found in outcome("a.xlsx", struck(rows, "B2", "C2", "F3"))] == [
        ("B2", "bad_value.struck_through"),
        ("C2", "bad_value.word"),
        ("F3", "bad_value.struck_through"),
    ]


def test_nobody_is_struck_off_a_roll_by_a_line():
    headings = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Tư cách đại biểu", "Tình trạng"]
    rows = [headings, [*AN[:5], "Bầu", "Có mặt"]]
    assert outcome_of_roll("a.xlsx", struck(rows, "G2")) == [fault("G2", "G2")]
