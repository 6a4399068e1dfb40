"""Workbooks to fill in, a short-biography list and a roll, with the headings that ``tally import`` reads.

The first sheet is the list, empty under its headings; the second says how it is filled in and has the words that may be
chosen in a cell, and is never read. The same words give the same bytes, whenever the workbook is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any, Literal, cast
from zipfile import ZipFile

from tally.files.packing import packed_again
from tally.files.spreadsheet import MOST_CANDIDATES
from tally.files.spreadsheet_cells import SOURCES
from tally.files.spreadsheet_columns import STATUS_COLUMNS, Column
from tally.files.spreadsheet_roll import MOST_SUMMONED
from tally.files.spreadsheet_xlsx import GUIDE
from tally.files.xlsx_library import (
    Alignment,
    Border,
    DataValidation,
    DifferentialStyle,
    ExcelWriter,
    Font,
    PageSetupProperties,
    PatternFill,
    Rule,
    Side,
    Workbook,
    Worksheet,
    get_column_letter,
)

__all__ = ["TEMPLATES", "Blank", "Guide", "Template", "template"]

FIRST_ROW = 5
"""The row of the first person: above it stand the title, a line to say where the guide is, and two rows of headings."""
_HEADING, _LEAF = FIRST_ROW - 2, FIRST_ROW - 1
_FONT = "Times New Roman"
_THIN = Side(style="thin")
_GUIDE_WIDTHS = (24, 40, 56)
"""How wide the columns of the guide are, in letters."""
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_GENERAL, _AS_TEXT = "General", "@"
"""Formats of cells; the second keeps what is typed: no spreadsheet turns 01/05/1986 into the fifth of January."""
_MADE = datetime(2026, 1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """A column to fill in. A heading of two parts, as in ``Năm sinh: Nam``, stands in two rows, the first part merged.

    ``words`` are those that may be chosen in its cells; ``width`` is in letters.
    """

    heading: str
    width: int
    words: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, str]:
        """The heading over others, empty if it stands alone, and its own."""
        over, _, own = self.heading.rpartition(": ")
        return over, own


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A workbook to fill in: the name of its sheet, its title, its columns, and how many persons it has room for."""

    sheet: str
    title: str
    blanks: tuple[Blank, ...]
    most_people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """How a template is filled in: where to look, the rules, the headings of the words, and what each word means."""

    hint: str
    title: str
    rules: Sequence[str]
    headings: tuple[str, str, str]
    meanings: Mapping[str, str]


_DAY_WIDTH = 12
_BORN = (Blank(heading=Column.BORN_MALE, width=_DAY_WIDTH), Blank(heading=Column.BORN_FEMALE, width=_DAY_WIDTH))
_LEARNED = (Blank(heading=Column.EDUCATION, width=18), Blank(heading=Column.THEORY, width=12))
_JOINED = (Blank(heading=Column.ADMITTED, width=_DAY_WIDTH), Blank(heading=Column.OFFICIAL, width=_DAY_WIDTH))
_STANDING = (Column.INCUMBENT.value, Column.NEW.value)
_RIGHTS = (Column.EX_OFFICIO.value, Column.ELECTED.value, Column.APPOINTED.value)
_NOTE = "Ghi chú"

TEMPLATES: Mapping[str, Template] = {
    "list.xlsx": Template(
        sheet="Danh sách",
        title="DANH SÁCH TRÍCH NGANG",
        blanks=(
            Blank(heading=Column.NUMBER, width=5),
            Blank(heading=Column.NAME, width=24),
            *_BORN,
            Blank(heading=Column.ETHNICITY, width=9),
            Blank(heading=Column.HOME, width=22),
            Blank(heading=Column.POSITION, width=28),
            *_LEARNED,
            *_JOINED,
            Blank(heading=Column.STANDING, width=10, words=_STANDING),
            Blank(heading=Column.NOMINATED_BY, width=14, words=tuple(SOURCES.values())),
            Blank(heading=Column.SCIENCE_TECHNOLOGY, width=11, words=("x",)),
            Blank(heading=_NOTE, width=14),
        ),
        most_people=MOST_CANDIDATES,
    ),
    "roll.xlsx": Template(
        sheet="Danh sách triệu tập",
        title="DANH SÁCH TRIỆU TẬP",
        blanks=(
            Blank(heading=Column.NUMBER, width=5),
            Blank(heading=Column.NAME, width=24),
            *_BORN,
            Blank(heading=Column.ETHNICITY, width=9),
            Blank(heading=Column.POSITION, width=26),
            *_LEARNED,
            *_JOINED,
            Blank(heading=Column.BODY, width=24),
            Blank(heading=Column.CAME_AS, width=12, words=_RIGHTS),
            Blank(heading=Column.STATUS, width=22, words=tuple(STATUS_COLUMNS.values())),
            Blank(heading=_NOTE, width=14),
        ),
        most_people=MOST_SUMMONED,
    ),
}
"""The templates there are, by the name of their file."""


def template(form: Template, guide: Guide) -> bytes:
    """Make the workbook of a template: the same bytes for the same words."""
    book = Workbook()
    sheet = cast("Worksheet", book.active)
    sheet.title = form.sheet
    places = _write_guide(book.create_sheet(GUIDE), form, guide)
    _write_titles(sheet, form, guide)
    _write_headings(sheet, form.blanks)
    for column, blank in enumerate(form.blanks, 1):
        _prepare(sheet, column, blank, form, places)
    last = FIRST_ROW + form.most_people - 1
    people = f"A{FIRST_ROW}:{get_column_letter(len(form.blanks))}{last}"
    is_filled = [f'$B{FIRST_ROW}<>""']
    framed = Rule(type="expression", formula=is_filled, dxf=DifferentialStyle(border=_FRAME))
    sheet.conditional_formatting.add(people, framed)  # the lines grow with the list
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.print_title_rows = f"{_HEADING}:{_LEAF}"
    _set_page(sheet, "landscape")
    return _packed(book, form.title)


def _write_titles(sheet: Worksheet, form: Template, guide: Guide) -> None:
    for row, text, font in (
        (1, form.title, Font(name=_FONT, size=14, bold=True)),
        (2, guide.hint, Font(name=_FONT, size=11, italic=True)),
    ):
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, _MIDDLE
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(form.blanks))
        sheet.row_dimensions[row].height = 22


def _write_headings(sheet: Worksheet, blanks: Sequence[Blank]) -> None:
    """Write the headings in two rows, each over its columns or over both rows."""
    grey = PatternFill("solid", start_color="E7E6E6")
    for row in (_HEADING, _LEAF):
        for column in range(1, len(blanks) + 1):
            cell = sheet.cell(row, column)
            cell.font, cell.alignment, cell.border, cell.fill = (
                Font(name=_FONT, size=11, bold=True),
                _MIDDLE,
                _FRAME,
                grey,
            )
        sheet.row_dimensions[row].height = 30
    for over, group in groupby(enumerate(blanks, 1), key=lambda place: place[1].parts[0]):
        columns = list(group)
        if over:
            _merge(sheet, (_HEADING, columns[0][0]), (_HEADING, columns[-1][0]), over)
            for column, blank in columns:
                sheet.cell(_LEAF, column, blank.parts[1])
        else:
            for column, blank in columns:
                _merge(sheet, (_HEADING, column), (_LEAF, column), blank.heading)


def _merge(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int], text: str) -> None:
    sheet.cell(*first, text)
    sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])


def _prepare(sheet: Worksheet, column: int, blank: Blank, form: Template, places: Mapping[str, str]) -> None:
    """Prepare the empty cells of a column: wide enough, kept as typed, and with its words to choose from."""
    letter = get_column_letter(column)
    whole = sheet.column_dimensions[letter]
    whole.width, whole.number_format = blank.width, _GENERAL if blank.heading == Column.NUMBER else _AS_TEXT
    whole.font, whole.alignment = Font(name=_FONT, size=11), Alignment(vertical="top", wrap_text=True)
    if blank.words:
        choice = DataValidation(type="list", formula1=places[blank.heading], allow_blank=True, showErrorMessage=True)
        choice.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + form.most_people - 1}")
        sheet.add_data_validation(choice)


def _write_guide(sheet: Worksheet, form: Template, guide: Guide) -> dict[str, str]:
    """Write how to fill the template in, and give where the words of each column stand."""
    rows: list[tuple[str, ...]] = [(guide.title,), *((rule,) for rule in guide.rules), (), guide.headings]
    bold = {1, len(rows)}
    places = {}
    for blank in form.blanks:
        if blank.words:
            first = len(rows) + 1
            rows += [(blank.heading, word, guide.meanings[word]) for word in blank.words]
            places[blank.heading] = f"'{GUIDE}'!$B${first}:$B${len(rows)}"
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column, text)
            cell.font = Font(name=_FONT, size=12, bold=row in bold)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if len(texts) > 1:
                cell.border = _FRAME
        if len(texts) == 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        widths = (sum(_GUIDE_WIDTHS),) if len(texts) == 1 else _GUIDE_WIDTHS
        lines = max(1 + len(text) // width for text, width in zip(texts, widths, strict=False)) if texts else 1
        sheet.row_dimensions[row].height = 16 * lines  # no program makes it grow by itself
    for letter, width in zip("ABC", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _set_page(sheet, "portrait")
    return places


def _set_page(sheet: Worksheet, orientation: Literal["landscape", "portrait"]) -> None:
    """Print on A4, as long as it gets and not wider, with the number of each page."""
    setup = sheet.page_setup
    footer: Any = sheet.oddFooter  # the published types of openpyxl leave out what a footer has
    setup.paperSize, setup.orientation = sheet.PAPERSIZE_A4, orientation
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer.center.text = "&P/&N"


def _packed(book: Workbook, title: str) -> bytes:
    about = book.properties
    about.title, about.creator = title, "tally"
    about.created = about.modified = _MADE
    made = BytesIO()
    ExcelWriter(book, ZipFile(made, "w")).save()  # a book that saves itself says that it was changed just now
    return packed_again(made.getvalue())
