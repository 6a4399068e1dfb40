"""The draft of a paper: what stands on the paper, nothing of it read as markup, marked as a draft, the same bytes.

The text of one draft is written by hand from the form and the rules, the figures reckoned by hand.
"""

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm, Pt
from docx.table import Table
from jinja2.exceptions import SecurityError, UndefinedError

from tally.congress import Mode
from tally.papers import draft
from tally.papers.draft import docx, has_draft
from tally.papers.engine import NotPrintable
from tally.papers.kinds import KINDS
from tally.papers.office import texts_of
from tally.papers.parts import section, signature, table
from tally.record.fingerprint import fingerprint
from tests import making
from tests.papers.every import every_official_paper, every_paper, paper_of
from tests.papers.made import EN, VI, ballots_of, course_of, event, minutes_of, record_of, totals
from tests.papers.meetings import cell
from tools.draft_template import HOME, template

every_official = pytest.mark.parametrize("paper", every_official_paper(), ids=lambda paper: paper.name)

GOLDEN = """
CHI BỘ THÔN ĐÔNG / ĐẠI HỘI LẦN THỨ XII / NHIỆM KỲ 2025-2027 / * / Số -BB/ĐH | ĐẢNG CỘNG SẢN VIỆT NAM / Thôn Đông, \
ngày 14 tháng 02 năm 2025
BIÊN BẢN KIỂM PHIẾU
Bầu Bí thư chi bộ
nhiệm kỳ 2025-2027
-----
Ngày 14 tháng 02 năm 2025, tại thôn Đông, Đại hội lần thứ XII (Chi bộ thôn Đông, nhiệm kỳ 2025-2027) đã tiến hành bầu \
cử theo Điều lệ Đảng và Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW, 10/10/2024), bằng phiếu kín (Điều 3). Ban \
kiểm phiếu lập biên bản kết quả kiểm phiếu như sau:
1. Số lượng cần bầu
Đại hội đã biểu quyết số lượng cần bầu là 1 (một) đồng chí.
2. Danh sách bầu cử
Danh sách bầu cử gồm 2 đồng chí, xếp theo vần chữ cái của tên (04-HD/TW; cần đối chiếu nguyên văn):
TT | Họ và tên | Số trên phiếu | Ghi chú
1 | Đoàn Xuân Dũng | 2 |
2 | Vũ Minh Khoa | 1 |
3. Ban kiểm phiếu
Ban kiểm phiếu do đại hội biểu quyết bầu (Điều 8), gồm 3 đồng chí:
Trưởng ban: đồng chí Lê Thanh Bách.
Ủy viên: đồng chí Đặng Thu Quyên.
Ủy viên: đồng chí Vũ Xuân Tùng.
4. Người được triệu tập, người dự và căn cứ tính quá nửa
Tổng số đảng viên chính thức được triệu tập: 26 đồng chí.
Có mặt lúc bầu cử: 22 đồng chí; vắng mặt: 4 đồng chí.
Đủ số người để tiến hành (Điều lệ Đảng, Điều 11; cần đối chiếu nguyên văn).
Người được triệu tập | Số người | Căn cứ tính quá nửa
Có mặt | 22 | tính
Vắng mặt, không thuộc diện được trừ | 1 | tính
Được miễn công tác và sinh hoạt đảng, không dự | 2 | trừ ra
Vắng mặt suốt thời gian đại hội, có lý do được cấp ủy triệu tập đồng ý | 1 | trừ ra
Tổng số được triệu tập | 26 |
Số người làm căn cứ tính quá nửa | 23 | quá nửa: từ 12 phiếu
Người trúng cử phải được quá một nửa số người làm căn cứ tính nêu trên; không tính trên số phiếu phát ra, thu về hay \
hợp lệ (Điều 30).
5. Phiếu bầu
Phiếu có số dư, gạch tên người không bầu.
Phiếu | Số phiếu
Số phiếu phát ra | 22
Số phiếu thu về | 22
Số phiếu hợp lệ | 21
Số phiếu không hợp lệ | 1
– trong đó: bầu quá số lượng | 1
6. Kết quả kiểm phiếu, theo thứ tự trên phiếu bầu
Tỷ lệ % tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3), nêu ở mục 4.
Số trên phiếu | Họ và tên | Số phiếu | Tỷ lệ %
1 | Vũ Minh Khoa | 5/23 | 21,74 %
2 | Đoàn Xuân Dũng | 16/23 | 69,57 %
7. Người trúng cử
Trúng cử 1 đồng chí, có số phiếu quá nửa (Điều 30):
TT | Họ và tên | Số trên phiếu | Số phiếu | Tỷ lệ %
1 | Đoàn Xuân Dũng | 2 | 16/23 | 69,57 %
Đã bầu đủ số lượng.
Điều cần lưu ý
Cảnh báo: Danh sách 2 người mà bầu 1, số dư 1 người là trên 30 %. Cuộc bầu này không bắt buộc có số dư; hãy xem lại \
danh sách. (Điều 14)
TRƯỞNG BAN KIỂM PHIẾU / Lê Thanh Bách | T/M ĐOÀN CHỦ TỊCH /
ỦY VIÊN BAN KIỂM PHIẾU / Đặng Thu Quyên | ỦY VIÊN BAN KIỂM PHIẾU / Vũ Xuân Tùng
Dãy số đối chiếu của bản ghi kết quả số 1:
{digits}
Bản nháp này lấy từ bản ghi kết quả nêu trên. Sửa bản nháp không làm thay đổi bản ghi; trước khi ký, hãy đối chiếu số \
liệu với tệp PDF lập từ bản ghi.
"""


def secretary(**given):
    people = [making.candidate(number, name) for number, name in enumerate(("Vũ Minh Khoa", "Đoàn Xuân Dũng"), 1)]
    contest = making.contest(people, 1, kind="secretary", id="bi-thu", title="Bầu Bí thư chi bộ")
    round_ = totals({1: 5, 2: 16}, valid=21, invalid=1, reasons={"more_than_seats": 1})
    return course_of(cell(**given), contest, round_)


PLAIN = minutes_of(secretary())


def read(paper):
    return Document(BytesIO(docx(paper)))


def lines(document):
    """The text of a draft in its order, a row of a table on a line, its spaces made one."""
    for part in document.iter_inner_content():
        rows = (
            [" | ".join(" / ".join(line.text for line in cell.paragraphs) for cell in row.cells) for row in part.rows]
            if isinstance(part, Table)
            else [part.text]
        )
        yield from (" ".join(row.split()) for row in rows)


def shown(paper):
    return "\n".join(line for line in lines(read(paper)) if line)


def tables(document):
    """The tables of the sections: after that of the head, before those to sign."""
    return [one for one in document.tables if one.style.name == "Table Grid"]


def xml_of(paper, part="word/document.xml"):
    with ZipFile(BytesIO(docx(paper))) as archive:
        return archive.read(part).decode()


def test_the_draft_has_all_that_the_paper_has_in_its_order():
    groups = fingerprint(record_of(secretary()).record.text).split()
    digits = f"{' '.join(groups[:6])}\n{' '.join(groups[6:])}"
    assert shown(PLAIN) == GOLDEN.format(digits=digits).strip()


NOT_DRAWN = {"lang", "title", "author", "mark", "foot", "attached", "landscape"}


@pytest.mark.unmeasured
@every_official
def test_no_text_of_a_paper_is_left_out(paper):
    """But for what a picture says to whoever does not see it, and how a record is found in its PDF."""
    seen = " ".join(lines(read(paper)))
    sections = [
        {
            **part,
            "table": part["table"] and (part["table"]["headings"], part["table"]["rows"]),
            "chart": [[group["name"], [bar["cells"] for bar in group["bars"]]] for group in part["chart"]["groups"]]
            + [part["chart"]["headings"], part["chart"]["label"]]
            if "chart" in part
            else None,
        }
        for part in paper.tree["sections"]
    ]
    proofs = [[proof["title"], proof["digits"]] for proof in paper.tree["proofs"]]
    drawn = {name: part for name, part in paper.tree.items() if name not in NOT_DRAWN}
    texts = [
        " ".join(text.split()) for text in texts_of([*(drawn | {"sections": sections, "proofs": proofs}).values()])
    ]
    assert [text for text in texts if text not in seen] == []


def test_every_kind_is_tried_here():
    names = [paper.name for paper in every_paper()]
    assert [kind for kind in KINDS if not any(name.startswith(f"{kind}-") for name in names)] == []


@pytest.mark.unmeasured
@every_official
def test_every_table_is_as_wide_as_its_columns_and_no_wider_than_the_text(paper):
    document = read(paper)
    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    for one in document.tables:
        widths = [column.width for column in one.columns]
        assert all([cell.width for cell in row.cells] == widths for row in one.rows)
        assert room - Pt(1) < sum(widths) <= room


def test_a_ballot_has_no_draft():
    assert has_draft(PLAIN)
    [ballot] = ballots_of(secretary())
    assert not has_draft(ballot)


# What it is


def heads(paper):
    """The texts at the top of page 1, and of the pages after it."""
    page = read(paper).sections[0]
    return [[line.text for line in part.paragraphs] for part in (page.first_page_header, page.header)]


@pytest.mark.parametrize(("words", "mark"), [(VI, "BẢN NHÁP"), (EN, "DRAFT – READING COPY")])
def test_the_top_of_every_page_and_the_title_of_the_file_say_that_it_is_a_draft(words, mark):
    paper = minutes_of(secretary(), words)
    assert heads(paper) == [[mark], [mark, ""]]
    assert read(paper).core_properties.title.startswith(f"{mark.partition(' ')[0] if words is EN else mark} – ")


@pytest.mark.parametrize(("words", "mark"), [(VI, "BẢN NHÁP – TẬP HUẤN"), (EN, "DRAFT – TRAINING, READING COPY")])
def test_no_page_of_the_draft_of_an_exercise_passes_for_a_real_one(words, mark):
    paper = minutes_of(secretary(mode=Mode.TRAINING), words)
    assert heads(paper) == [[mark], [mark, ""]]


def test_pages_have_their_number_from_the_second_on_and_a_foot_each():
    assert [xml_of(PLAIN, f"word/header{number}.xml").count(" PAGE ") for number in (1, 2)] == [0, 1]
    page = read(PLAIN).sections[0]
    assert page.different_first_page_header_footer
    assert [line.text for line in page.footer.paragraphs] == [PLAIN.tree["foot"]]
    assert [line.text for line in page.first_page_footer.paragraphs] == [PLAIN.tree["foot"]]


def test_the_file_says_of_which_day_it_is_and_in_which_language():
    about = read(PLAIN).core_properties
    assert about.title == "BẢN NHÁP – Biên bản kiểm phiếu – Bầu Bí thư chi bộ"
    assert about.author == "Chi bộ thôn Đông"
    assert f"{about.created:%Y-%m-%d %H:%M}" == f"{about.modified:%Y-%m-%d %H:%M}" == "2025-02-14 00:00"
    assert 'w:lang w:val="vi-VN"' in xml_of(PLAIN, "word/styles.xml")
    assert 'w:lang w:val="en-GB"' in xml_of(minutes_of(secretary(), EN), "word/styles.xml")


def test_a_title_longer_than_word_takes_is_whole_on_the_page_and_cut_in_what_the_file_says():
    title = "Bầu Ban Chấp hành " * 30 + "hết"
    paper = paper_of(subject=(title,))
    assert title in shown(paper)
    assert len(read(paper).core_properties.title) == 255


def test_two_runs_give_the_same_bytes():
    wide = paper_of(section(None, table=table("ballots", "ab", [["x", "1"]])), is_wide=True)
    assert [docx(PLAIN), docx(wide)] == [docx(PLAIN), docx(wide)]


def test_another_process_in_another_place_and_time_zone_gives_the_same_bytes(tmp_path):
    code = (
        "import sys; from tally.papers.draft import docx; from tests.papers.test_draft import PLAIN;"
        "sys.stdout.buffer.write(docx(PLAIN))"
    )
    env = os.environ | {"TZ": "Asia/Ho_Chi_Minh", "LANG": "vi_VN.UTF-8", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    env["PYTHONPATH"] = os.pathsep.join(part or os.getcwd() for part in sys.path)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert done.stdout == docx(PLAIN)


def test_nothing_in_the_file_is_of_the_clock_or_the_machine():
    with ZipFile(BytesIO(docx(PLAIN))) as archive:
        for entry in archive.infolist():
            assert (entry.date_time, entry.create_system, entry.compress_type) == ((1980, 1, 1, 0, 0, 0), 3, 0)


# A datum is text

HOSTILE = [
    "{{ 7 * 7 }}",
    "{{ name.__class__.__mro__ }}",
    "{% for x in y %}",
    "{%p endfor %}",
    "{%tr endfor %}",
    "{# nothing #}",
    "{_{ x }_} {_% x %_}",
    "<w:p/> <b>An</b>",
    "An & Bình &amp; &#65; &lt;",
    "]]> <![CDATA[ x",
    "\"An\" 'Bình' “x” ‘y’",
    "שלום עולם",
    "Nguyễn 😀 日",
    "  hai  khoảng  trắng  ",
    r"\1 \g<0> $1 %s {0}",
    "N" * 200,
]


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_datum_is_text_whatever_it_looks_like(name):
    paper = paper_of(
        section(name, [name], table=table("ballots", [name, "b"], [[name, "1"], ["Tổng", name]], sums=1), rest=[name]),
        name=name,
        subject=(name, name),
        opening=[name],
        addressees=[name],
        recipients={"title": name, "lines": [name]},
        signatures=[[signature(behalf=name, position=name, name=name)]],
        proofs=[{"title": name, "digits": [name], "lines": [], "code": []}],
        congress=event(unit=replace(event().unit, name=name), place=name),
    )
    document = read(paper)
    cells = [line.text for one in document.tables for row in one.rows for it in row.cells for line in it.paragraphs]
    texts = [*(line.text for line in document.paragraphs), *cells]
    assert texts.count(name) + (name != name.upper()) * texts.count(name.upper()) == 16 + 3
    assert document.core_properties.author == name
    assert document.core_properties.title == f"BẢN NHÁP – {paper.tree['title']}"[:255]


def test_a_letter_that_xml_cannot_hold_is_told_and_never_left_out():
    with pytest.raises(NotPrintable) as told:
        docx(paper_of(section(None, ["An \ufffe Bình"])))
    assert (told.value.code, told.value.params) == ("no_letter", {"text": "\ufffe"})


# How it looks


def test_it_has_the_measures_of_the_paper():
    document = read(PLAIN)
    page, body = document.sections[0], document.styles["Body Text"]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert re.search("<w:mirrorMargins", xml_of(PLAIN, "word/settings.xml"))
    fonts = re.findall("<w:rFonts [^>]*>", xml_of(PLAIN, "word/styles.xml"))
    assert [re.findall('="(.*?)"', font) for font in fonts] == [["Times New Roman"] * 4]
    assert body.font.size == Pt(14)
    assert document.styles["Normal"].paragraph_format.line_spacing == Pt(20)
    assert abs(body.paragraph_format.first_line_indent - Mm(10)) < Pt(0.1)
    assert page.header_distance + Pt(12) - Mm(10) < Pt(0.1), "the number stands 10 mm from the top, under the mark"


def test_the_head_has_no_lines_but_the_rule_under_the_party():
    document = read(PLAIN)
    assert "w:tblBorders" not in document.tables[0]._tbl.xml
    party = document.tables[0].cell(0, 1).paragraphs[0]
    assert (party.text, party.style.font.underline, party.style.font.size) == ("ĐẢNG CỘNG SẢN VIỆT NAM", True, Pt(15))


def test_a_table_has_lines_and_repeats_its_headings_and_no_row_is_broken():
    document = read(PLAIN)
    assert "w:tblBorders" in document.styles["Table Grid"].element.xml
    for one in tables(document):
        marked = ["w:tblHeader" in row._tr.xml for row in one.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert all("w:cantSplit" in row._tr.xml for row in one.rows)


def test_texts_stand_on_the_side_of_their_column_and_sums_are_bold():
    base = tables(read(PLAIN))[1]
    sides = [[str(cell.paragraphs[0].alignment).partition(" ")[0] for cell in row.cells] for row in base.rows]
    assert sides == [["None"] * 3] + [["None", "RIGHT", "None"]] * 6
    bold = [row.cells[0].paragraphs[0].style.name for row in base.rows]
    assert bold == ["Table Heading"] + ["Table Text"] * 4 + ["Table Sum"] * 2


@pytest.mark.parametrize(("rows", "is_kept"), [(0, True), (12, True), (13, False)])
def test_a_short_table_stays_on_the_page_of_the_line_before_it(rows, is_kept):
    document = read(paper_of(section(None, ["Danh sách:"], table=table("ballots", "ab", [["x", "1"]] * rows))))
    [one] = tables(document)
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in one.rows]
    assert kept == [True if is_kept else None] * rows + [None]
    before = next(line for line in document.paragraphs if line.text == "Danh sách:")
    assert before.paragraph_format.keep_with_next


def test_tables_that_follow_one_another_are_not_made_one():
    one = table("ballots", "ab", [["x", "1"]])
    drawn = {"headings": [*"abcd"], "groups": [], "label": "quá nửa", "alt": "", "line": 0, "is_threshold": 0}
    parts = [section(None, table=one), section(None, table=one) | {"chart": drawn}]
    document = read(paper_of(*parts, signatures=[[signature(name="An")], [signature(name="Em")]]))
    found = [isinstance(part, Table) for part in document.iter_inner_content()]
    assert sum(found) == 6
    assert (True, True) not in list(pairwise(found))


def test_a_wide_paper_lies_on_its_side_and_its_head_goes_with_it():
    document = read(paper_of(section(None, table=table("ballots", "ab", [["x", "1"]])), is_wide=True))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert 'w:orient="landscape"' in page._sectPr.xml
    assert [round(cell.width.mm) for cell in document.tables[0].rows[0].cells] == [126, 126]
    assert [round(cell.width.mm) for cell in document.tables[1].rows[0].cells] == [226, 26]


def test_a_table_of_many_columns_has_small_letters_and_goes_on_sooner_to_the_next_page():
    cells = [str(number) for number in range(14)]
    for rows, is_kept in ((3, True), (4, None)):
        small = table("biographies", cells, [cells] * rows)
        [one] = tables(read(paper_of(section(None, table=small), is_wide=True)))
        for place in one.rows[1].cells:
            [line] = place.paragraphs
            assert line.runs[0].font.size == Pt(10)
            assert line.paragraph_format.line_spacing == Pt(13)
            assert line.paragraph_format.keep_with_next == is_kept


def test_who_gets_a_copy_stands_on_the_left_of_whoever_signs():
    blocks = [[signature(behalf="T/M", name="An"), signature(name="Bình")], [signature(name="Chi"), signature()]]
    paper = paper_of(recipients={"title": "Nơi nhận:", "lines": ["– Như trên"]}, signatures=blocks)
    _, first, second = read(paper).tables
    assert [[line.text for line in cell.paragraphs] for cell in first.rows[0].cells] == [
        ["Nơi nhận:", "– Như trên", ""],
        ["T/M", "An"],
        ["Bình"],
    ]
    assert [cell.text for cell in second.rows[0].cells] == ["", "Chi", ""]
    assert [round(cell.width.mm, 1) for cell in first.rows[0].cells] == [82.5, 41.2, 41.2]


def test_copies_are_told_only_where_somebody_signs_as_on_the_paper():
    assert "Nơi nhận" not in shown(paper_of(recipients={"title": "Nơi nhận:", "lines": []}))


def test_a_paper_of_no_record_does_not_speak_of_one():
    assert "bản ghi" not in shown(paper_of(section("1. Một", ["Hai."])))


@pytest.mark.parametrize(("count", "told"), [(1, "the record named above"), (2, "the records named above")])
def test_the_last_line_speaks_of_as_many_records_as_there_are(count, told):
    proofs = [{"title": f"Record {number}", "digits": [], "lines": [], "code": []} for number in range(count)]
    said = shown(paper_of(proofs=proofs, words=EN))
    assert said.count("This draft is taken from") == 1
    assert told in said


# The template


def test_the_template_is_what_its_tool_makes():
    assert HOME.read_bytes() == template()


def test_the_template_has_no_words():
    with ZipFile(HOME) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert text.isascii()
            written = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text)
            assert all(re.fullmatch(r"\{\{ [a-z_.]+ \}\}|\{%(p|tr|tc) [^%]+ %\}|2", line) for line in written if line)


def of_an_office(folder, monkeypatch, text):
    """Put a template in the place of the one that ships."""
    document = Document()
    document.add_paragraph(text)
    document.save(folder / "draft.docx")
    monkeypatch.setattr(draft, "TEMPLATES", folder)
    return paper_of(congress=event())


@pytest.mark.parametrize("code", ["{{ name.__class__.__mro__ }}", "{{ cycler.__init__.__globals__.os }}"])
def test_a_template_that_somebody_changed_can_do_nothing_but_fill_in(tmp_path, monkeypatch, code):
    with pytest.raises(SecurityError):
        docx(of_an_office(tmp_path, monkeypatch, code))


def test_a_name_that_a_template_has_wrong_is_not_left_empty(tmp_path, monkeypatch):
    with pytest.raises(UndefinedError):
        docx(of_an_office(tmp_path, monkeypatch, "{{ nmae }}"))


def test_a_template_that_lost_a_table_is_not_taken(tmp_path, monkeypatch):
    with pytest.raises(ValueError, match="argument 2 is longer"):
        docx(of_an_office(tmp_path, monkeypatch, "{{ name }}"))


def test_what_writes_drafts_is_imported_only_to_write_one():
    code = "import sys, tally.papers.forms; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"docx", "docxtpl", "jinja2", "lxml", "openpyxl", "typst"} & {*done.stdout.split()}
