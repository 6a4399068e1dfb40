"""The tables of a paper as sheets: the same cells, figures as numbers, nothing taken for a formula, the same bytes."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from tally.congress import Mode
from tally.files.xlsx_library import load_workbook, unescape
from tally.papers.chart import Pattern, bar, chart
from tally.papers.engine import NotPrintable
from tally.papers.parts import section, table
from tally.papers.sheets import has_tables, xlsx
from tally.papers.tables import tables_of
from tally.record.fingerprint import fingerprint
from tests.papers.every import every_official_paper, paper_of
from tests.papers.made import EN, VI, ballots_of, course_of, event, minutes_of, record_of
from tests.papers.meetings import WHOLE, cell, committee

COURSE = course_of(cell(), committee(), WHOLE)
PLAIN = minutes_of(COURSE)
every_official = pytest.mark.parametrize("paper", every_official_paper(), ids=lambda paper: paper.name)


def read(paper):
    return load_workbook(BytesIO(xlsx(paper)))


def rows(sheet):
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


def with_cells(*cells, words=VI, **given):
    """The sheet of a table whose one column has these cells."""
    one = table("ballots", ["a"], [[text] for text in cells])
    return read(paper_of(section("1. Bảng", table=one), words=words, **given)).worksheets[1]


def shown(cell):
    """A cell as it is read in the office: a figure with its thousands apart, as the papers in Vietnamese have it."""
    if cell.data_type != "n":
        return unescape(cell.value)
    if cell.number_format == "0.00":
        return f"{cell.value:.2f}\xa0%".replace(".", ",")
    return "" if cell.value is None else f"{cell.value:,}".replace(",", "." if "#" in cell.number_format else "")


@pytest.mark.unmeasured
@every_official
def test_the_sheets_have_the_cells_of_the_tables(paper):
    tables = [one for part in paper.tree["sections"] for one in tables_of(VI, part)]
    assert has_tables(paper)
    sheets = read(paper).worksheets[1:]
    assert len(sheets) == len(tables) > 0
    for sheet, one in zip(sheets, tables, strict=True):
        wanted = [[*one.headings], *([*row] for row in one.rows)]
        top = 2 if paper.tree["mark"] else 1
        found = [[shown(it) for it in row] for row in sheet.iter_rows(top, top + len(one.rows))]
        assert [together(row, found[0])[: len(one.headings)] for row in found] == wanted


def together(row, headings):
    """A row with what its votes are reckoned on beside them again, as it stands on paper."""
    joined = []
    for text, heading in zip(row, headings, strict=True):
        is_base = heading.endswith(": tính trên")
        if not is_base:
            joined.append(text)
        elif text and text != heading:
            joined[-1] += f"/{text}"
    return joined


def test_votes_the_base_and_per_cent_are_numbers_to_be_reckoned_with():
    """R17: each count is shown as x/N and in per cent of N; a program can add up and compare all three."""
    votes = read(PLAIN)["6. Kết quả kiểm phiếu, theo thứ"]
    assert rows(votes)[:4] == [
        ["Số trên phiếu", "Họ và tên", "Số phiếu", "Số phiếu: tính trên", "Tỷ lệ %"],
        [1, "Vũ Minh Khoa", 15, 23, 65.22],
        [2, "Đoàn Xuân Dũng", 20, 23, 86.96],
        [3, "Lê Hồng Hằng", 5, 23, 21.74],
    ]
    assert [cell.number_format for cell in votes[2]] == ["0", "@", "0", "0", "0.00"]
    assert all(cell.data_type == "n" for row in votes["C2:E4"] for cell in row)


def test_in_english_they_are_the_same_numbers():
    votes = read(minutes_of(COURSE, EN)).worksheets[4]
    assert rows(votes)[1:3] == [
        ["Number on ballot", "Full name", "Votes", "Votes: out of", "Per cent"],
        [1, "Vũ Minh Khoa", 15, 23, 65.22],
    ]


def with_row(*cells):
    """The cells of a table with a heading a, b, c … for each, and this one row."""
    one = table("votes", "abcdefgh"[: len(cells)], [cells])
    return rows(read(paper_of(section("1. Bảng", table=one))).worksheets[1])[1]


def test_only_beside_per_cent_are_two_figures_votes_of_a_base():
    """Somebody's schooling is 12/12 and a house stands at 5/12; neither is a count."""
    assert with_row("12/12", "Cao cấp", "5/12") == ["12/12", "Cao cấp", "5/12"]
    assert with_row("12/12", "5/23", "21,74\xa0%") == ["12/12", 5, 23, 21.74]
    assert with_row("1.590/1.600", "99,38\xa0%") == [1590, 1600, 99.38]
    assert with_row("5/23", "") == ["5/23", ""]


def test_what_is_to_be_filled_in_stays_text_beside_what_is_known():
    one = table("poll", "ab", [["5/23", "21,74\xa0%"], ["……/23", "……"], ["7/23", ""]])
    sheet = read(paper_of(section("1. Bảng", table=one))).worksheets[1]
    assert rows(sheet)[:4] == [["a", "a: tính trên", "b"], [5, 23, 21.74], ["……/23", "", "……"], [7, 23, ""]]


@pytest.mark.parametrize(
    ("words", "text", "value"),
    [(VI, "0,00\xa0%", 0), (VI, "100,00\xa0%", 100), (VI, "80,89\xa0%", 80.89), (EN, "80.89\xa0%", 80.89)],
)
def test_per_cent_are_a_number_with_two_decimals(words, text, value):
    cells = with_cells(text, words=words)
    cell = cells["A3" if words is EN else "A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (value, "n", "0.00")


@pytest.mark.parametrize("text", ["80.89\xa0%", "80,8\xa0%", "80,89", "1000,00\xa0%", "ít nhất 15\xa0%", "-1,00\xa0%"])
def test_what_is_not_written_as_the_papers_write_per_cent_is_text(text):
    assert with_cells(text)["A2"].data_type == "s"


def test_under_a_table_stands_what_its_section_says_which_names_the_base():
    votes = read(PLAIN)["6. Kết quả kiểm phiếu, theo thứ"]
    assert [row[0] for row in rows(votes)[4:]] == [
        "",
        "6. Kết quả kiểm phiếu, theo thứ tự trên phiếu bầu",
        "Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3), nêu ở mục 4.",
    ]


def test_the_first_sheet_says_what_the_tables_are_from():
    groups = fingerprint(record_of(COURSE).record.text).split()
    first = read(PLAIN).worksheets[0]
    assert first.title == "Thông tin chung"
    assert [" ".join(str(row[0]).split()) for row in rows(first) if row[0]] == [
        "BIÊN BẢN KIỂM PHIẾU",
        "Bầu Chi ủy khóa XII",
        "nhiệm kỳ 2025-2027",
        "CHI BỘ THÔN ĐÔNG",
        "ĐẠI HỘI LẦN THỨ XII",
        "NHIỆM KỲ 2025-2027",
        "Thôn Đông, ngày 14 tháng 02 năm 2025",
        "Dãy số đối chiếu của bản ghi kết quả số 1:",
        " ".join(groups[:6]),
        " ".join(groups[6:]),
        "Các bảng trong tệp này lấy từ “Biên bản kiểm phiếu – Bầu Chi ủy khóa XII” để tiện tra cứu và tính toán. "
        "Sửa ở đây không làm thay đổi bản ghi; bản giấy có chữ ký mới là bản chính.",
    ]


@pytest.mark.parametrize(("words", "mark"), [(VI, "TẬP HUẤN"), (EN, "TRAINING, READING COPY")])
def test_no_sheet_of_an_exercise_passes_for_a_real_one(words, mark):
    paper = minutes_of(course_of(cell(mode=Mode.TRAINING), committee(), WHOLE), words)
    first, *sheets = read(paper).worksheets
    assert all(sheet["A1"].value == mark for sheet in (first, *sheets))
    assert all(sheet["A2"].value and sheet.freeze_panes == "A3" for sheet in sheets)
    assert not any("TẬP HUẤN" in str(rows(sheet)) for sheet in read(PLAIN).worksheets)


def test_the_copy_in_english_is_marked_as_one_to_read():
    first, *_ = read(minutes_of(COURSE, EN)).worksheets
    assert (first.title, first["A1"].value) == ("About", "READING COPY")
    assert "the signed paper alone is the original" in str(rows(first))


def test_what_a_paper_draws_as_a_chart_is_a_table_here():
    [report] = [paper for paper in every_official_paper() if paper.name.startswith("result-report")]
    sheet = next(sheet for sheet in read(report).worksheets if sheet.title.startswith("3. "))
    mark, headings, *people = rows(sheet)
    assert mark[0] == "TẬP HUẤN"
    assert headings == ["Họ và tên", "Số phiếu", "Số phiếu: tính trên", "Tỷ lệ %", "Kết quả"]
    assert [row[2] for row in people[:79]] == [484] * 78 + [""]
    assert [row[3] for row in people[:78]] == [round(100 * row[1] / 484, 2) for row in people[:78]]
    assert "Số liệu của biểu đồ trong tệp PDF (quá nửa: từ 243 phiếu):" in str(people[79:])


def test_of_a_chart_every_bar_has_a_row_that_begins_with_the_name_it_belongs_to():
    bars = [
        bar(100, Pattern.EMPTY, ["4/17", "23,53\xa0%", "danh sách"]),
        bar(90, Pattern.STRIPED, ["3/15", "", "trúng cử"]),
    ]
    drawn = chart(["Chỉ tiêu", "Số người", "Tỷ lệ %", "Tính trên"], [("Nữ", bars)], label="mức của đề án", alt="")
    sheet = read(paper_of(section("1. Cơ cấu", ["Gồm:"]) | {"chart": drawn})).worksheets[1]
    assert rows(sheet)[:3] == [
        ["Chỉ tiêu", "Số người", "Số người: tính trên", "Tỷ lệ %", "Tính trên"],
        ["Nữ", 4, 17, 23.53, "danh sách"],
        ["Nữ", 3, 15, "", "trúng cử"],
    ]


def test_a_paper_without_tables_and_a_ballot_have_no_sheets():
    assert not has_tables(paper_of(section("1. Một", ["Hai."])))
    [ballot] = ballots_of(COURSE, words=VI)
    assert not has_tables(ballot)


# What a cell is


@pytest.mark.parametrize(
    ("text", "value", "shape"),
    [
        ("0", 0, "0"),
        ("15", 15, "0"),
        ("1980", 1980, "0"),
        ("999999999", 999_999_999, "0"),
        ("1.590", 1590, "#,##0"),
        ("10.000.000", 10_000_000, "#,##0"),
    ],
)
def test_a_figure_is_a_number(text, value, shape):
    cell = with_cells(text)["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (value, "n", shape)


def test_the_thousands_stand_apart_as_the_language_has_them():
    english, vietnamese = (with_cells("1,590", "1.590", words=words) for words in (EN, VI))
    assert [english["A3"].value, english["A4"].value] == [1590, "1.590"]
    assert [vietnamese["A2"].value, vietnamese["A3"].value] == ["1,590", 1590]


FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://vi.du")',
    "+1",
    "-2",
    "- 2",
    "@SUM(A1)",
    "=",
    "\u00a0=1+1",
    "|cmd",
    "#N/A",
    "TRUE",
]
NO_FIGURES = ["01", "1000000000", "1.59", "1.5900", "15/23", "5/12", "65,22 %", "2025-02-14", "1e5", "٣", "²", "1 000"]
PLAIN_TEXTS = [
    "<c><f>1+1</f></c>",
    "]]> & <",
    " hai  khoảng ",
    "_x0041_",
    "a_x000D_b",
    "_x005F_x0041_",
    "N" * 200,
    "😀",
]


@pytest.mark.unmeasured
@pytest.mark.parametrize("text", [*FORMULAS, *NO_FIGURES, *PLAIN_TEXTS])
def test_all_else_is_text_whatever_it_looks_like(text):
    cell = with_cells(text)["A2"]
    assert (unescape(cell.value), cell.data_type, cell.number_format) == (text, "s", "@")


def test_a_formula_is_nowhere_in_the_file():
    paper = paper_of(
        section("=1", ["=2"], table=table("ballots", ["=3"], [["=4"]]), rest=["=5"]),
        name="=6",
        subject=("=7",),
        proofs=[{"title": "=8", "digits": ["=9"], "lines": [], "code": []}],
        congress=event(unit=replace(event().unit, name="=10"), place="=11"),
    )
    with ZipFile(BytesIO(xlsx(paper))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets" in name]
    assert not any(re.search("<f[ >/]", sheet) for sheet in sheets)
    assert sum(sheet.count("<t>=") for sheet in sheets) == 11


def test_a_letter_that_xml_cannot_hold_is_told_and_never_left_out():
    with pytest.raises(NotPrintable) as told:
        with_cells("An \uffff Bình")
    assert (told.value.code, told.value.params) == ("no_letter", {"text": "\uffff"})


# How it looks


def test_the_heading_row_is_bold_and_stays_in_sight_on_the_screen_and_on_paper():
    for sheet in read(PLAIN).worksheets[1:]:
        assert all(cell.font.bold for cell in sheet[1] if cell.value)
        assert not sheet["A2"].font.bold
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")


def test_sums_are_bold():
    base = read(PLAIN).worksheets[2]
    assert [base.cell(row, 1).font.bold for row in range(2, 8)] == [False] * 4 + [True] * 2


def test_columns_are_as_wide_as_their_texts_and_no_wider_than_a_page_holds():
    one = table("votes", ["TT", "Họ và tên", "a", "b"], [["1", "An", "", "x" * 200], ["2", "Nguyễn Thị Bình", "", ""]])
    sheet = read(paper_of(section(None, table=one))).worksheets[1]
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [10, 17, 10, 62]
    assert sheet["D2"].alignment.wrap_text


@pytest.mark.parametrize(("is_wide", "side"), [(False, "portrait"), (True, "landscape")])
def test_it_prints_on_the_page_that_the_paper_has(is_wide, side):
    one = section(None, table=table("ballots", "ab", []))
    sheet = read(paper_of(one, is_wide=is_wide)).worksheets[1]
    page, fits = sheet.page_setup, sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (page.orientation, int(page.paperSize), page.fitToHeight, fits) == (side, 9, 0, True)


def names(*titles):
    """The names of the sheets of sections with these titles, after the first."""
    one = table("ballots", "ab", [["x", "1"]])
    return read(paper_of(*(section(title, table=one) for title in titles))).sheetnames[1:]


def test_a_sheet_is_named_by_its_section_as_far_as_excel_lets_it():
    assert names("6. Kết quả: a/b [c] *d? \\e") == ["6. Kết quả a b c d e"]
    assert names("Bầu Ban Chấp hành Đảng bộ xã khóa XXV") == ["Bầu Ban Chấp hành Đảng bộ xã"]
    assert names("N" * 40) == ["N" * 31]
    assert names("😀" * 40) == ["😀" * 15]
    assert names("'An' 'Bình'", "'", "***") == ["An' 'Bình", "-", "- (2)"]


def test_no_two_sheets_have_one_name_nor_that_which_excel_keeps():
    assert names("Bầu", "bầu", "BẦU") == ["Bầu", "bầu (2)", "BẦU (3)"]
    assert names("History") == ["History (2)"]
    assert names("Thông tin chung") == ["Thông tin chung (2)"]
    long = "Bầu Ban Chấp hành Đảng bộ xã AB"
    assert names(long, long) == [long, "Bầu Ban Chấp hành Đảng bộ (2)"]


def test_a_section_without_a_title_goes_with_the_one_before_it():
    assert names(None, "1. Bầu", None) == ["Bảng", "1. Bầu", "1. Bầu (2)"]


# The file


def test_two_runs_give_the_same_bytes():
    assert xlsx(PLAIN) == xlsx(PLAIN)


def test_another_process_in_another_place_and_time_zone_gives_the_same_bytes(tmp_path):
    code = (
        "import sys; from tally.papers.sheets import xlsx; from tests.papers.test_sheets import PLAIN;"
        "sys.stdout.buffer.write(xlsx(PLAIN))"
    )
    env = os.environ | {"TZ": "Asia/Ho_Chi_Minh", "LANG": "vi_VN.UTF-8", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    env["PYTHONPATH"] = os.pathsep.join(part or os.getcwd() for part in sys.path)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert done.stdout == xlsx(PLAIN)


def test_the_file_says_of_which_day_it_is_and_nothing_of_the_clock():
    about = read(PLAIN).properties
    assert f"{about.created:%Y-%m-%d %H:%M}" == f"{about.modified:%Y-%m-%d %H:%M}" == "2025-02-14 00:00"
    assert (about.title, about.creator) == ("Biên bản kiểm phiếu – Bầu Chi ủy khóa XII", "Chi bộ thôn Đông")
    with ZipFile(BytesIO(xlsx(PLAIN))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
