"""Where things stand on a drawn page, measured by its letters: the layout's measures, and what no page end parts."""

import re
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as raw
import pytest

from tally.papers.engine import pdf
from tally.papers.kinds import papers_of_record
from tally.papers.parts import proofs, section, signature, table
from tests import making
from tests.papers.every import every_official_paper, paper_of
from tests.papers.made import EN, VI, course_of, event, foot, minutes_of, pages, record_of, totals

pytestmark = pytest.mark.unmeasured

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
"""A page of A4, in points."""
NEAR = 0.6
"""How far a letter's ink may stand from where its box begins, in points."""


def letters(paper):
    """The letters of each page: what, how large, and where they begin: from the left, and from the top to the base."""
    return [[*letters_of(page)] for page in pypdfium2.PdfDocument(pdf(paper))]


def letters_of(page):
    said = page.get_textpage()
    for at in range(said.count_chars()):
        letter = said.get_text_range(at, 1)
        if letter.strip():
            x, y = raw.c_double(), raw.c_double()
            assert raw.FPDFText_GetCharOrigin(said, at, x, y)
            yield letter, raw.FPDFText_GetFontSize(said, at), x.value, page.get_height() - y.value


def rows(page):
    """The lines of a page from the top down: their text without spaces, their sizes, their left edge, their base."""
    found = {}
    for letter, size, left, base in page:
        found.setdefault(round(base, 1), []).append((left, letter, round(size, 1)))
    for base in sorted(found):
        line = sorted(found[base])
        yield "".join(letter for _, letter, _ in line), {size for *_, size in line}, line[0][0], base


def line_of(page, beginning):
    """The first line of a page that holds a text, in rows()."""
    return next(line for line in rows(page) if beginning.replace(" ", "") in line[0])


LONG = "Đại hội đã biểu quyết thông qua danh sách bầu cử và bầu ban kiểm phiếu, " * 6
PLAIN = paper_of(section("1. Mục", [LONG, LONG]), section("2. Mục", [LONG] * 12))


def test_the_party_stands_in_15_points_and_the_text_in_14():
    [first, *_] = letters(PLAIN)
    assert line_of(first, "ĐẢNG CỘNG SẢN VIỆT NAM")[1] >= {15.0}
    sizes = {size for letter, size, _, base in first if letter and 120 * MM < base < HEIGHT - 20 * MM}
    assert sizes == {14.0}


def test_the_text_stands_within_its_margins_and_those_of_a_back_are_mirrored():
    for number, page in enumerate(letters(PLAIN), 1):
        inner, outer = (30 * MM, 15 * MM) if number % 2 else (15 * MM, 30 * MM)
        body = [one for one in page if 20 * MM < one[3] < HEIGHT - 20 * MM]
        assert min(left for _, _, left, _ in body) == pytest.approx(inner, abs=NEAR)
        assert WIDTH - outer - 14 < max(left for _, _, left, _ in body) < WIDTH - outer
        assert min(base for *_, base in body) > 20 * MM
        assert max(base for *_, base in body) < HEIGHT - 20 * MM


def test_a_paragraph_begins_10_mm_in_and_its_lines_are_20_points_apart():
    [first, *_] = letters(PLAIN)
    paragraph = [line for line in rows(first) if line[3] > line_of(first, "1. Mục")[3]]
    [begins, second, third, *_] = paragraph
    assert begins[2] - second[2] == pytest.approx(10 * MM, abs=NEAR)
    assert second[3] - begins[3] == pytest.approx(20, abs=0.1)
    assert third[3] - second[3] == pytest.approx(20, abs=0.1)


def test_the_number_of_a_page_is_10_mm_from_the_top_in_the_middle_and_the_first_has_none():
    first, second, *_ = letters(PLAIN)
    [digit] = [one for one in second if one[3] < 20 * MM]
    assert digit[:2] == ("2", 14.0)
    assert digit[3] - 0.75 * 14 == pytest.approx(10 * MM, abs=NEAR)
    assert digit[2] + 14 / 4 == pytest.approx(WIDTH / 2, abs=NEAR)
    assert not [one for one in first if one[3] < 20 * MM]


def test_place_and_day_stand_on_one_line():
    congress = event(place="xã Tân Lập Thượng")
    [first, *_] = letters(paper_of(section(None, [LONG]), congress=congress))
    assert "XãTânLậpThượng,ngày14tháng02năm2025" in line_of(first, "Tân Lập Thượng")[0]
    assert line_of(first, "ĐẢNG CỘNG SẢN VIỆT NAM")[3] < line_of(first, "Tân Lập Thượng")[3]


# What no end of a page parts.

FOOT_FROM = HEIGHT - 20 * MM


def of_records(count):
    """What names so many records."""
    courses = [
        course_of(
            event(),
            making.contest([making.candidate(1, "An"), making.candidate(2, "Bình")], 1, id=f"bch-{at}"),
            totals({1: 18, 2: 2}, valid=20),
        )
        for at in range(count)
    ]
    return proofs(VI, [record_of(course).record for course in courses])


SIGNERS = [[signature(behalf="Trưởng ban", name="Lê Bách"), signature(behalf="T/M Đoàn chủ tịch", name="Vũ Tùng")]]
SHAPES = {"list": ("TT", "Họ và tên", "Số", "Ghi chú"), "votes": ("TT", "Họ và tên", "Phiếu", "%")}


def people(shape, count):
    return table(shape, SHAPES[shape], ([f"{at}", f"Người thứ {at:03}", f"{at}", "x"] for at in range(1, count + 1)))


def bodies(paper):
    """The lines of each page without its number and its foot."""
    left_out = {*foot(paper)}
    for number, page in enumerate(pypdfium2.PdfDocument(pdf(paper)), 1):
        lines = page.get_textpage().get_text_range().splitlines()
        yield [line for line in lines if line.strip() and line not in left_out | {str(number)}]


def listed(page):
    """The rows of a table of people on a page."""
    return [int(found[1]) for line in page if (found := re.search(r"Người thứ (\d{3})", line))]


FILLED = range(3, 24)
"""Sentences before what is looked at: the end of the page comes at every place of it."""


def after(filled, *sections, **given):
    return paper_of(section(None, [f"Câu {at}." for at in range(filled)]), *sections, **given)


@pytest.mark.parametrize("rest", [(), ["Đã bầu đủ số lượng."]], ids=["table", "sentence"])
@pytest.mark.parametrize("count", [1, 9, 14])
def test_no_page_holds_only_signatures_or_only_the_codes_of_records(count, rest):
    for filled in FILLED[::4]:
        part = section("1. Trúng cử", ["Trúng cử như sau:"], table=people("list", count), rest=rest)
        *_, last = bodies(after(filled, part, signatures=SIGNERS, proofs=of_records(3)))
        assert "TRƯỞNG BAN" in "".join(last)
        assert sum("bản ghi kết quả số" in line for line in last) == 3
        assert len(listed(last)) >= min(count, 4), (filled, last)


def test_sentences_before_the_signatures_go_with_them():
    for filled in FILLED[::2]:
        *_, last = bodies(after(filled, section(None, ["Một câu."] * 5), signatures=SIGNERS, proofs=of_records(1)))
        assert sum("Một câu" in line for line in last) >= 2, filled


def test_signatures_of_more_than_a_page_are_all_there():
    many = [[signature(position="Ủy viên", name=f"Người thứ {at:03}")] for at in range(1, 21)]
    paper = paper_of(section(None, ["Một câu."]), signatures=many)
    assert [at for page in bodies(paper) for at in listed(page)] == [*range(1, 21)]
    assert nothing_off_the_page(paper)


@pytest.mark.parametrize("count", [13, 17])
def test_a_table_that_goes_on_has_four_rows_or_more_on_either_page(count):
    broken = 0
    for filled in FILLED[::2]:
        parts = [listed(page) for page in bodies(after(filled, section(None, table=people("votes", count))))]
        parts = [part for part in parts if part]
        assert [at for part in parts for at in part] == [*range(1, count + 1)]
        assert all(len(part) >= 4 for part in parts), (filled, parts)
        broken += len(parts) > 1
    assert broken, "the end of a page came within it"


def test_bars_that_go_on_have_four_names_or_more_on_either_page():
    names = [making.candidate(at, f"Người thứ {at:03}") for at in range(1, 18)]
    votes = totals({at: 20 - at for at in range(1, 18)}, valid=20)
    given = record_of(course_of(event(), making.contest(names, 9, id="bch"), votes))
    [report] = papers_of_record(VI, given, ["result-report"])
    [chart] = [part["chart"] for part in report.tree["sections"] if "chart" in part]
    broken = 0
    for filled in FILLED[::2]:
        parts = [listed(page) for page in bodies(after(filled, section(None, ["Phiếu:"]) | {"chart": chart}))]
        parts = [part for part in parts if part]
        assert [at for part in parts for at in part] == [*range(1, 18)]
        assert all(len(part) >= 4 for part in parts), (filled, parts)
        broken += len(parts) > 1
    assert broken, "the end of a page came within it"


def test_a_table_of_twelve_rows_stays_on_one_page():
    for filled in FILLED[::2]:
        parts = [listed(page) for page in bodies(after(filled, section(None, table=people("votes", 12))))]
        assert [part for part in parts if part] == [[*range(1, 13)]]


def nothing_off_the_page(paper):
    return all(base < HEIGHT - 5 * MM for page in letters(paper) for *_, base in page)


@pytest.mark.parametrize("much", [40, 150], ids=["some rows", "one row"])
def test_rows_that_together_are_higher_than_a_page_are_not_cut(much):
    name = "Nguyễn Phúc " + "Hoàng Bảo Ngọc Quỳnh " * much
    people = [[str(at), name, str(at), ""] for at in range(1, 9)]
    paper = paper_of(section("1. Mục", ["Câu."], table=table("list", SHAPES["list"], people)), signatures=SIGNERS)
    assert " ".join(pages(paper)).count("Quỳnh") == 8 * much
    assert nothing_off_the_page(paper)


@pytest.mark.parametrize("count", [1, 3])
def test_a_heading_never_stands_at_the_foot_of_a_page_without_its_table_or_text(count):
    for filled in FILLED[::2]:
        part = section("7. Người trúng cử", ["Trúng cử như sau:"] * count, table=people("list", 3), rest=["Đã đủ."])
        seen = [*bodies(after(filled, part))]
        [page] = [page for page in seen if "7. Người trúng cử" in page]
        assert len(page) > page.index("7. Người trúng cử") + 2, filled
        [whole] = [page for page in seen if listed(page)]
        assert "Trúng cử như sau:" in whole
        assert "Đã đủ." in whole, "no sentence on what a table says stands alone on the next page"


# The foot of every page, and the papers that there are.


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_page_says_at_its_foot_of_what_paper_and_what_record_it_is(words):
    names = [making.candidate(number, f"Người {number}") for number in range(1, 31)]
    course = course_of(
        event(), making.contest(names, 20, id="bch"), totals({at: 20 - at % 9 for at in range(1, 31)}, valid=20)
    )
    paper = minutes_of(course, words)
    [proof] = paper.tree["proofs"]
    seen = letters(paper)
    assert len(seen) > 3
    for page in seen:
        said = [line for line, _, _, base in rows(page) if base > FOOT_FROM]
        told = (paper.tree["title"], " ".join((proof["title"], *proof["digits"])), paper.tree["foot"])
        assert said == [line.replace(" ", "") for line in told]


def test_a_title_of_five_lines_is_cut_at_the_foot_and_stays_off_the_text():
    title = " ".join(["BẦU BAN CHẤP HÀNH ĐẢNG BỘ XÃ HỢP NHẤT TỪ BA XÃ CŨ"] * 5)
    for page in letters(paper_of(section(None, [LONG]), subject=(title,))):
        feet = [(line, base) for line, _, _, base in rows(page) if base > FOOT_FROM]
        assert len(feet) == 2
        assert feet[0][0].endswith("…")
        assert all(later - earlier >= 8 for (_, earlier), (_, later) in pairwise(feet))


def test_no_paper_of_the_largest_example_ends_in_a_page_without_text():
    for paper in every_official_paper():
        *_, last = bodies(paper)
        signed = sum(len(row) for row in paper.tree["signatures"])
        named = len(paper.tree["proofs"])
        assert len(last) > 3 * signed + 7 * named, paper.name
