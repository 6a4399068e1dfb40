"""A paper as a file: the same bytes every time, for the archive, its own fonts, and nothing of it read as markup."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import product
from unicodedata import is_normalized, normalize

import pytest

from tally.papers import engine
from tally.papers.engine import NotPrintable, Paper, check_engine, pdf
from tally.papers.kinds import KINDS
from tests import making
from tests.papers.made import ballots_of, course_of, event, minutes_of, pages, reader, text, totals

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}")
TONES += ("\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")
LETTERS = [normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)] + ["đ"]
LETTERS += [letter.upper() for letter in LETTERS]


def named(*names):
    """A contest among persons of these names, the first of whom is elected."""
    people = [making.candidate(number, name) for number, name in enumerate(names, 1)]
    votes = {number: 40 if number == 1 else 1 for number in range(1, len(names) + 1)}
    contest = making.contest(people, 1, id="bch")
    return course_of(event(making.meeting(present=60)), contest, totals(votes, valid=sum(votes.values())))


PLAIN = named("An", "Bình")


def every_paper():
    return [minutes_of(PLAIN), *(paper for kind in KINDS for paper in ballots_of(PLAIN, kind))]


def test_two_runs_give_the_same_bytes():
    for paper in every_paper():
        assert pdf(paper) == pdf(paper)


def test_another_process_in_another_place_and_time_zone_gives_the_same_bytes(tmp_path):
    code = (
        "import sys; from tally.papers.engine import pdf; from tests.papers.test_engine import PLAIN, minutes_of;"
        "sys.stdout.buffer.write(pdf(minutes_of(PLAIN)))"
    )
    env = os.environ | {
        "TZ": "Asia/Ho_Chi_Minh",
        "LANG": "vi_VN.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
        "HOME": str(tmp_path),
    }
    env["PYTHONPATH"] = os.pathsep.join(part or os.getcwd() for part in sys.path)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert done.stdout == pdf(minutes_of(PLAIN))


def test_the_file_says_that_it_was_made_on_the_day_of_the_congress():
    made = reader(pdf(minutes_of(PLAIN))).metadata
    assert made["/CreationDate"] == made["/ModDate"] == "D:20250214000000Z"
    assert made.title == "Biên bản kiểm phiếu – Bầu cử"
    assert made.author == "Đảng bộ ví dụ"


def test_a_paper_is_for_the_archive_and_tagged_for_whoever_listens():
    for paper in every_paper():
        part = b"3" if paper.record else b"2"
        data = pdf(paper)
        root = reader(data).trailer["/Root"]
        metadata = root["/Metadata"].get_data()
        assert b"<pdfaid:part>" + part + b"</pdfaid:part>" in metadata
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata
        assert "/StructTreeRoot" in root
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "vi"


def test_the_record_goes_into_its_minutes_byte_by_byte():
    paper = minutes_of(PLAIN)
    name, record = paper.record
    assert reader(pdf(paper)).attachments == {name: [record]}
    assert name == "001-bch-1.record"
    assert all(not reader(pdf(ballot)).attachments for ballot in ballots_of(PLAIN))


def fonts_of(data):
    for page in reader(data).pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()["/DescendantFonts"][0].get_object()


def test_the_fonts_that_ship_are_embedded_and_there_is_no_other():
    for paper in every_paper():
        fonts = [*fonts_of(pdf(paper))]
        assert fonts
        for font in fonts:
            assert re.fullmatch(r"/[A-Z]{6}\+LiberationSerif(-Bold|-Italic|-BoldItalic)?", font["/BaseFont"])
            assert {"/FontFile2", "/FontFile3"} & font["/FontDescriptor"].get_object().keys()


def test_typst_sees_no_font_but_those_that_ship():
    assert engine._fonts().families() == ["Liberation Serif"]
    assert len(engine._fonts().fonts()) == 4


def test_every_letter_of_vietnamese_is_read_back_as_it_was_written():
    assert len(set(LETTERS)) == 146
    names = ["".join(LETTERS[start : start + 12]) for start in range(0, 146, 12)]
    for paper in (minutes_of(named(*names)), *ballots_of(named(*names))):
        seen = "".join(pages(paper))
        assert is_normalized("NFC", seen)
        assert all(name in seen.replace(" ", "") for name in names)


HOSTILE = [
    '#let x = 1; #read("/etc/passwd")',
    "$a_b$ \\ `c` *d* _e_ <f> @g [h] // i /* j",
    '"}; {"name": "x',
    "שלום עולם",
    "- -- --- ... ~ 'a' \"b\"",
    "https://vi.du/",
    "{name} %s \\u0041",
    "= Tiêu đề",
]


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_looks_like(name):
    seen = " ".join(pages(minutes_of(named("An", name))))
    if not re.search("[א-ת]", name):  # read from right to left, a reader gives the words in another order
        assert seen.count(name) == 2
    else:
        assert all(seen.count(word) + seen.count(word[::-1]) >= 2 for word in name.split())
    assert len(ballots_of(named("An", name))) == 1


def test_a_title_and_a_unit_are_text_too():
    unit = replace(event().unit, name="#panic() *đậm*")
    contest = making.contest([making.candidate(1, "An")], 1, id="bch", title="$x$ #let <a>")
    course = course_of(event(unit=unit, place="_Nơi_"), contest, totals({1: 18}, valid=20))
    seen = text(minutes_of(course))
    assert "#PANIC() *ĐẬM*" in seen
    assert "$x$ #let <a>" in seen
    assert "_Nơi_, ngày 14 tháng 02 năm 2025" in seen


@pytest.mark.parametrize("letter", ["N", "ễ"])
def test_a_name_of_two_hundred_letters_without_a_space_stays_on_the_page(letter):
    name = letter * 200
    course = named(name, "An")
    for paper in (minutes_of(course), *ballots_of(course)):
        assert name in "".join(pages(paper)).replace(" ", "")
        edges = [box for page in boxes(paper) for box in page]
        assert all(left >= 20 and right <= 595 - 20 for left, right in edges)


def boxes(paper):
    """The left and the right edge of every letter of a paper, in points."""
    import pypdfium2

    for page in pypdfium2.PdfDocument(pdf(replace(paper, tree={**paper.tree, "mark": None}))):
        letters = page.get_textpage()
        found = (letters.get_charbox(index) for index in range(letters.count_chars()))
        yield [(left, right) for left, _, right, _ in found if right > left]


@pytest.mark.parametrize("letter", ["日", "ع", "😀"])
def test_a_letter_that_the_font_does_not_have_is_told_and_never_left_out(letter):
    with pytest.raises(NotPrintable) as told:
        pdf(minutes_of(named("An", f"Nguyễn {letter}")))
    assert (told.value.code, told.value.params) == ("no_letter", {"text": letter})


def template(folder, body):
    (folder / "own.typ").write_text(body, encoding="utf-8")
    return Paper(name="own", template="own", tree={}, made=date(2025, 2, 14))


def test_any_warning_is_a_mistake_of_a_template(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "TEMPLATES", tmp_path)
    with pytest.raises(RuntimeError, match="own: unknown font family"):
        pdf(template(tmp_path, '#set document(title: "a")\n#set text(font: "No Such Font")\na'))


def test_a_mistake_in_a_template_is_not_taken_for_a_paper_without_room(tmp_path, monkeypatch):
    import typst

    monkeypatch.setattr(engine, "TEMPLATES", tmp_path)
    with pytest.raises(typst.TypstError, match="unknown variable"):
        pdf(template(tmp_path, "#nothing"))


def test_what_makes_papers_is_an_extra_that_can_be_missing(monkeypatch):
    check_engine()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ModuleNotFoundError):
        check_engine()
