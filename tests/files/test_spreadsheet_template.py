"""A template that is filled in is read back as what was filled in; an empty one has nobody; its bytes never change."""

import io
import re
from datetime import datetime
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.cli.template import workbook
from tally.congress import STATUSES, MeetingKind
from tally.contest import Biography, Sex
from tally.faults import BadInput
from tally.files.spreadsheet import MOST_CANDIDATES, read_list
from tally.files.spreadsheet_columns import LIST, ROLL, STATUS_COLUMNS, folded
from tally.files.spreadsheet_roll import MOST_SUMMONED, read_roll
from tally.files.spreadsheet_template import FIRST_ROW, TEMPLATES
from tally.files.spreadsheet_xlsx import GUIDE
from tally.files.xlsx_library import get_column_letter, load_workbook
from tally.person import Birth, known_as
from tally.summoned import CameAs, Summoned
from tally.words import Lang, Words
from tests.files.test_spreadsheet import AN, AN_READ, BINH, BINH_READ, HEADINGS
from tests.files.test_spreadsheet_bytes import sheets
from tests.files.test_spreadsheet_property import day_as, persons, told_of

VI = Words(Lang.VI)
LIST_FILE, ROLL_FILE = TEMPLATES
READERS = {LIST_FILE: read_list, ROLL_FILE: lambda name, data: read_roll(name, data, MeetingKind.DELEGATES)}

each_template = pytest.mark.parametrize("name", TEMPLATES)


def made(name, words=VI):
    return workbook(name, words)


def opened(name):
    return load_workbook(io.BytesIO(made(name)))


def headings(sheet):
    """The heading of each column of a template, those in two rows as ``Năm sinh: Nam``, with the column."""
    over, found = "", {}
    for column in range(1, sheet.max_column + 1):
        top, low = (sheet.cell(row, column).value for row in (FIRST_ROW - 2, FIRST_ROW - 1))
        over = top if top else over
        found[f"{over}: {low}" if low else top] = column
    return found


def filled(name, people):
    """The template with people in it, each as texts by heading, as somebody would fill it in."""
    book = opened(name)
    sheet = book.worksheets[0]
    columns = headings(sheet)
    for row, person in enumerate(people, FIRST_ROW):
        for heading, text in person.items():
            sheet.cell(row, columns[heading], text or None)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def candidate_cells(person):
    """What somebody writes of a candidate, by heading."""
    man, born = person["sex"] == "male", day_as(person["born"], "{day:02}/{month:02}/{year}")
    source = {"committee": "Cấp ủy triệu tập", "floor": "Đại hội đề cử", "self": "Tự ứng cử"}
    return {
        "TT": person["number"],
        "Họ và tên": person["name"],
        "Năm sinh: Nam": born if man else "",
        "Năm sinh: Nữ": "" if man else born,
        "Dân tộc": person["ethnicity"],
        "Quê quán": told_of(person, "home"),
        "Chức vụ, đơn vị": told_of(person, "position"),
        "Trình độ chuyên môn": told_of(person, "education"),
        "Lý luận chính trị": told_of(person, "theory"),
        "Ngày vào Đảng: Dự bị": day_as(told_of(person, "admitted"), "{day}/{month}/{year}"),
        "Ngày vào Đảng: Chính thức": told_of(person, "official"),
        "Tái cử hay mới": "Tái cử" if person["incumbent"] else "Mới",
        "Nguồn giới thiệu": source[person["nominated_by"]],
        "Khoa học công nghệ": "x" if person["attributes"] else "",
        "Ghi chú": "",
    }


def summoned_cells(person):
    """What somebody writes of a person summoned, by heading."""
    told, born = person.biography or Biography(), day_as(str(person.born), "{day:02}/{month:02}/{year}")
    right = {CameAs.EX_OFFICIO: "Đương nhiên", CameAs.ELECTED: "Bầu", CameAs.APPOINTED: "Chỉ định", None: ""}
    man = person.sex is Sex.MALE
    return {
        "TT": person.number,
        "Họ và tên": person.name,
        "Năm sinh: Nam": born if man else "",
        "Năm sinh: Nữ": "" if man else born,
        "Dân tộc": person.ethnicity,
        "Chức vụ, đơn vị": told.position,
        "Trình độ chuyên môn": told.education,
        "Lý luận chính trị": told.theory,
        "Ngày vào Đảng: Dự bị": day_as(str(told.admitted or ""), "{day}/{month}/{year}"),
        "Ngày vào Đảng: Chính thức": day_as(str(told.official or ""), "{day}/{month}/{year}"),
        "Đơn vị / Đoàn đại biểu": person.body,
        "Tư cách đại biểu": right[person.came_as],
        "Tình trạng": STATUS_COLUMNS[person.status].value,
        "Ghi chú": "?",
    }


@st.composite
def rolls(draw):
    """A kind of meeting, and people of whom no two have one name."""
    kind = draw(st.sampled_from(MeetingKind))
    names = st.sampled_from(["Lê Thị An", "Trần Văn Bình", "Vũ Ất", "H'Bia", "Hòa", "Nữ", "Có Mặt"])
    births = st.builds(Birth, year=st.integers(1900, 1993))
    births |= st.dates(datetime(1930, 1, 1).date(), datetime(1993, 12, 31).date()).map(
        lambda day: Birth(year=day.year, month=day.month, day=day.day)
    )
    days = st.none() | st.just(Birth(year=2010, month=2, day=3))
    told = st.builds(
        Biography, position=st.sampled_from(["", "Bí thư, xã"]), theory=st.just("Cao cấp"), admitted=days, official=days
    )
    people = draw(st.lists(names, min_size=1, max_size=6, unique_by=known_as))
    return kind, tuple(
        Summoned(
            number=number,
            name=name,
            sex=draw(st.sampled_from(Sex)),
            born=draw(births),
            ethnicity=draw(st.sampled_from(["Kinh", "Tày", "Ê-đê"])),
            status=draw(st.sampled_from(STATUSES[kind])),
            body=draw(st.sampled_from(["", "Chi bộ thôn Đông", "Chi bộ 2"])),
            came_as=draw(st.sampled_from(CameAs)) if kind is MeetingKind.DELEGATES else None,
            biography=draw(st.none() | told),
        )
        for number, name in enumerate(people, 1)
    )


@pytest.mark.unmeasured
@given(persons())
@settings(max_examples=20, deadline=None)
def test_a_list_that_is_filled_in_is_read_back_as_its_people(people):
    data = filled(LIST_FILE, [candidate_cells(person) for person in people])
    assert list(read_list(LIST_FILE, data).people) == people


@pytest.mark.unmeasured
@given(rolls())
@settings(max_examples=30, deadline=None)
def test_a_roll_that_is_filled_in_is_read_back_as_its_people(roll):
    kind, people = roll
    data = filled(ROLL_FILE, [summoned_cells(person) for person in people])
    assert read_roll(ROLL_FILE, data, kind).people == people


@each_template
def test_an_empty_template_has_nobody_and_no_other_fault(name):
    with pytest.raises(BadInput) as bad:
        READERS[name](name, made(name))
    assert [(fault.location, fault.key) for fault in bad.value.faults] == [(TEMPLATES[name].sheet, "missing.people")]


@each_template
def test_every_heading_is_one_that_is_read(name):
    """And every column that the reader needs is there, or an empty template would lack it."""
    known = ROLL if name == ROLL_FILE else LIST
    found = headings(opened(name).worksheets[0])
    assert list(found) == [blank.heading for blank in TEMPLATES[name].blanks]
    assert [heading for heading in found if folded(heading) not in known] == []


@each_template
def test_the_words_that_may_be_chosen_stand_in_the_guide(name):
    book = opened(name)
    sheet, guide = book.worksheets
    columns = {column: heading for heading, column in headings(sheet).items()}
    chosen = {}
    for choice in sheet.data_validations.dataValidation:
        (area,) = choice.sqref.ranges
        assert (area.min_row, area.max_row) == (FIRST_ROW, FIRST_ROW + TEMPLATES[name].most_people - 1)
        title, cells = choice.formula1.split("!")
        assert (title, choice.type, choice.showErrorMessage) == (f"'{GUIDE}'", "list", True)
        words = [cell.value for (cell,) in guide[cells.replace("$", "")]]
        chosen[columns[area.min_col]] = words
    assert chosen == {blank.heading: list(blank.words) for blank in TEMPLATES[name].blanks if blank.words}
    assert set(chosen) == (
        {"Tư cách đại biểu", "Tình trạng"}
        if name == ROLL_FILE
        else {"Tái cử hay mới", "Nguồn giới thiệu", "Khoa học công nghệ"}
    )


@each_template
def test_it_is_laid_out_to_be_filled_in_and_printed(name):
    book = opened(name)
    assert book.sheetnames == [TEMPLATES[name].sheet, GUIDE]
    sheet = book.worksheets[0]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    columns = headings(sheet)
    assert sheet.cell(FIRST_ROW - 2, columns["Năm sinh: Nam"]).value == "Năm sinh"
    assert {"C3:D3", "A3:A4", "B3:B4"} <= merged
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C5", "$3:$4")
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", sheet.PAPERSIZE_A4)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for column, blank in enumerate(TEMPLATES[name].blanks, 1):
        assert sheet.column_dimensions[get_column_letter(column)].width == blank.width
    assert sheet.max_row == FIRST_ROW - 1


@each_template
def test_a_spreadsheet_keeps_a_date_as_it_is_typed(name):
    """A column of another format would make the fifth of January of 01/05/1986 on a machine set to English."""
    sheet = opened(name).worksheets[0]
    for heading in ("Năm sinh: Nam", "Năm sinh: Nữ", "Ngày vào Đảng: Dự bị", "Ngày vào Đảng: Chính thức"):
        letter = sheet.cell(FIRST_ROW - 1, headings(sheet)[heading]).column_letter
        assert sheet.column_dimensions[letter].number_format == "@"


@each_template
def test_the_lines_of_the_table_grow_with_the_people(name):
    sheet = opened(name).worksheets[0]
    ((area, (rule,)),) = sheet.conditional_formatting._cf_rules.items()
    last = FIRST_ROW + TEMPLATES[name].most_people - 1
    assert str(area.sqref).startswith("A5:")
    assert str(area.sqref).endswith(str(last))
    assert (rule.formula, rule.dxf.border.bottom.style) == (['$B5<>""'], "thin")


@each_template
@pytest.mark.parametrize("lang", Lang)
def test_the_guide_says_how_in_the_language_asked_for(name, lang):
    words = Words(lang)
    book = load_workbook(io.BytesIO(made(name, words)))
    texts = [[cell for cell in row if cell] for row in book[GUIDE].iter_rows(values_only=True)]
    assert texts[0] == [words("report.template.title")]
    rules = [row[0] for row in texts if len(row) == 1][1:]
    assert [rule.partition(".")[0] for rule in rules] == [str(number) for number in range(1, len(rules) + 1)]
    assert any(f"tally import{' --roll' if name == ROLL_FILE else ''} {name}" in rule for rule in rules)
    assert ("row 5" if lang is Lang.EN else "dòng 5") in rules[0]
    meant = {row[1]: row[2] for row in texts if len(row) == 3}
    for status, column in STATUS_COLUMNS.items() if name == ROLL_FILE else ():
        kinds = [words(f"term.meeting_kind.{kind}") for kind in MeetingKind]
        assert meant[column].startswith(words(f"term.status.{status}"))
        assert [kind in meant[column] for kind in kinds] == [status in STATUSES[kind] for kind in MeetingKind]


@each_template
def test_the_same_words_give_the_same_bytes_with_nothing_of_the_clock(name):
    data = made(name)
    assert data == made(name)
    assert data != made(name, Words(Lang.EN))
    with ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        about = archive.read("docProps/core.xml").decode()
    assert re.findall(r"[0-9-]{10}T[0-9:]{8}", about) == ["2026-01-01T00:00:00"] * 2


def test_there_is_room_for_as_many_as_are_read():
    assert TEMPLATES[LIST_FILE].most_people == MOST_CANDIDATES
    assert TEMPLATES[ROLL_FILE].most_people == MOST_SUMMONED


@pytest.mark.parametrize("title", [GUIDE, "HƯỚNG DẪN", "huong dan"])
def test_a_sheet_of_that_name_is_no_part_of_a_list(title):
    data = sheets(("Danh sách", [HEADINGS, AN, BINH]), (title, [["Điền như sau"], ["x"] * 200]))
    assert read_list("a.xlsx", data).people == (AN_READ, BINH_READ)
    with pytest.raises(BadInput) as bad:
        read_list("a.xlsx", sheets((title, [HEADINGS, AN])))
    assert [fault.key for fault in bad.value.faults] == ["missing.header_row"]
