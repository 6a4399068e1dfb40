"""The report as an .xlsx: a sheet that says what it is, and a sheet a question, each with its headings and filters.

Rows are written as they come, through files beside. A figure is a number and a share is two cells, ``x/N`` and per
cent (R17); whatever is text stays text, even where a program would take it for a formula.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tally.archive.progress import Progress, counted, unwatched
from tally.archive.report.answers import Cell, Column, Kind, Report, Table
from tally.archive.report.words import Say, about, coded, heading, key_figures, note_of, said, seen, title_of
from tally.files import xlsx_library as office
from tally.percent import percent
from tally.words import Words
from tally.words.dates import show_date

__all__ = ["MOST_ROWS", "write_xlsx"]

MOST_ROWS = 1_000_000
"""Rows of a sheet; what is more goes on in another. Excel has 1,048,576."""
LOOKED_AT = 200
"""Rows by which the width of a column is judged."""
NARROWEST, WIDEST, WHOLE, ACROSS = 9, 48, 68, 210
"""Widths in letters: of the columns of a table, of the one column of the first sheet, and of all on a printed page.

What is wider than a page goes on beside it, so that it is printed no smaller than about 7 points.
"""
LINE, FACE, POINTS = 16, "Calibri", 11
"""Points from line to line; the face of bold letters, which is that of the others, and its size."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""When every part was made: the earliest day that a zip can name."""
_FOR_ALL_TO_READ = 0o644 << 16
LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as a letter."""
_TEXT, _SHARE = "@", "share"
_FORMATS = {
    Kind.NUMBER: "#,##0",
    Kind.CHANGE: "+#,##0;-#,##0;0",
    Kind.PERCENT: "0.00",
    Kind.POINTS: "+0.00;-0.00;0.00",
    Kind.DAY: "dd/mm/yyyy",
}
Value = str | int | Decimal | date | None


class _Still(ZipFile):
    """A zip with nothing of the clock and the system in it."""

    def write(self, filename: Any, arcname: Any = None, *given: Any, **more: Any) -> None:
        """Pack a file."""
        with open(filename, "rb") as opened, self.open(_entry(arcname), "w", force_zip64=True) as part:
            shutil.copyfileobj(opened, part)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *given: Any, **more: Any) -> None:
        """Pack what is given."""
        super().writestr(_entry(zinfo_or_arcname), data)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _DAY)
    entry.create_system, entry.external_attr, entry.compress_type = 3, _FOR_ALL_TO_READ, ZIP_DEFLATED
    return entry


def write_xlsx(report: Report, words: Words, file: IO[bytes], *, say: Say, tell: Progress = unwatched) -> None:
    """Write a report in one language; the same report gives the same bytes where zips are packed alike.

    It is told how many rows of all have been written.
    """
    book = office.Workbook(write_only=True)
    first = book.create_sheet(words("archive.report.sheet.about"))
    looks = _looks(first)
    _tell(first, report, words, looks)
    whole = sum(len(table.rows) for table in report.tables)
    every = counted(chain.from_iterable(table.rows for table in report.tables), tell, expected=whole)
    for table in report.tables:
        rows = islice(every, len(table.rows))
        for number in range(1, max(1, -(-len(table.rows) // MOST_ROWS)) + 1):
            title = title_of(words, table).replace(":", " -")
            sheet = book.create_sheet(title if number == 1 else f"{title[:26]} ({number})")
            _fill(sheet, report, table, rows=islice(rows, MOST_ROWS), words=words, looks=looks, say=say)
    properties = book.properties
    properties.title, properties.creator = words("archive.report.title"), "tally"
    properties.created = properties.modified = datetime.combine(report.today or date(*_DAY[:3]), time())
    with _Still(file, "w", ZIP_DEFLATED) as packed:
        office.ExcelWriter(book, packed).save()


def _looks(sheet: office.Worksheet) -> dict[str, Any]:
    """Make each look once: to ask for it anew for each of a million cells takes minutes."""
    looks = {}
    for name in ("top", "bold", "plain", _SHARE, _TEXT, *_FORMATS.values()):
        cell: Any = office.WriteOnlyCell(sheet, "")
        cell.number_format = name if name in _FORMATS.values() else _TEXT
        if name in ("top", "bold"):
            cell.font = office.Font(name=FACE, size=POINTS, bold=True)
        if name == "top":
            cell.fill = office.PatternFill("solid", fgColor="FFE8E4DC")
        if name in ("top", "bold", "plain"):
            cell.alignment = office.Alignment(wrap_text=True, vertical="center" if name == "top" else "top")
        if name in (_SHARE, _TEXT):
            cell.alignment = office.Alignment(horizontal="right" if name == _SHARE else "left", indent=1)
        looks[name] = cell._style
    return looks


def _cell(sheet: office.Worksheet, value: Value, look: Any) -> Any:
    """Give a cell; a text is one whatever it looks like."""
    if value is None:
        return None
    given: Any = LIKE_AN_ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
    cell: Any = office.WriteOnlyCell(sheet, given)
    if isinstance(value, str):
        cell.data_type = "s"
    cell._style = look
    return cell


def _tell(sheet: office.Worksheet, report: Report, words: Words, looks: dict[str, Any]) -> None:
    """Say what the report is, and which sheet answers what."""
    mark = [("bold", words("report.training"))] if report.is_training else []
    lines = [*mark, ("bold", words("archive.report.title")), ("bold", seen(report.title or "")), ("plain", "")]
    lines += [("plain", line) for line in about(words, report)]
    lines += [("plain", ""), ("bold", words("archive.report.about.figures"))]
    lines += [("bold" if amiss else "plain", f"{name}: {figure}") for name, figure, amiss in key_figures(words, report)]
    lines += [("plain", ""), ("bold", words("archive.report.about.sheets"))]
    lines += [("plain", f"{title_of(words, table)}: {note_of(words, table)}") for table in report.tables]
    sheet.column_dimensions["A"].width = WHOLE
    for row, (_, line) in enumerate(lines, 1):
        sheet.row_dimensions[row].height = LINE * max(1, -(-len(line) // WHOLE))
    _set_page(sheet, report, words, is_wide=False)
    for look, line in lines:
        sheet.append([_cell(sheet, line or None, looks[look])])


def _fill(
    sheet: office.Worksheet,
    report: Report,
    table: Table,
    *,
    rows: Iterable[Sequence[Cell]],
    words: Words,
    looks: dict[str, Any],
    say: Say,
) -> None:
    """Fill a sheet: headings that stay, filters on all columns, and a cell or two for each cell of the table."""
    headings = [*_headings(words, table)]
    formats = [form for column in _columns(table) for form in _formats(column)]
    begun = iter(rows)
    looked_at: list[list[Value]] = [[*_values(words, report, table, row, say)] for row in islice(begun, LOOKED_AT)]
    lines, widths = 1, []
    letters = [office.get_column_letter(number) for number in range(1, len(headings) + 1)]
    for letter, name, *shown in zip(letters, headings, *looked_at, strict=True):
        longest = max(len(max(name.split(), key=len)) + 3, 0, *(len(str(value)) for value in shown if value))
        width = min(max(NARROWEST, longest), WIDEST) + 2
        widths.append(width)
        sheet.column_dimensions[letter].width = width
        lines = max(lines, -(-len(name) * 6 // (5 * width)))
    sheet.row_dimensions[1].height = LINE * (lines + 1)
    sheet.freeze_panes = "C2" if table.is_of_units else "A2"
    sheet.print_title_rows = "1:1"
    if table.is_of_units:
        sheet.print_title_cols = "A:B"
    _set_page(sheet, report, words, is_wide=True)
    sheet.page_setup.fitToWidth = _pages_across(widths, staying=2 if table.is_of_units else 0)
    sheet.append([_cell(sheet, name, looks["top"]) for name in headings])
    count = 1
    made: Iterator[Iterable[Value]] = (_values(words, report, table, row, say) for row in begun)
    for values in chain(looked_at, made):
        sheet.append([_cell(sheet, value, looks[form]) for value, form in zip(values, formats, strict=True)])
        count += 1
    sheet.auto_filter.ref = f"A1:{letters[-1]}{count}"
    if count == 1:
        sheet.append([_cell(sheet, words("archive.report.page.none"), looks["plain"])])


def _columns(table: Table) -> Iterator[Column]:
    """Give the columns but for the level of a unit, which stands before every row of one."""
    return (column for column in table.columns if column.key != "level")


def _headings(words: Words, table: Table) -> Iterator[str]:
    for column in _columns(table):
        if column.kind is Kind.UNIT:
            yield from (words(f"archive.report.column.{name}") for name in _OF_UNIT)
        elif column.kind is Kind.PERCENT:
            yield words("archive.report.column.of_all", name=heading(words, column))
            yield words("archive.report.column.in_percent", name=heading(words, column))
        else:
            yield heading(words, column)


_OF_UNIT = ("unit_code", "unit_name", "superior", "cluster", "unit_level")
"""What stands before each row of a unit, so that a sheet can be filtered by it."""


def _formats(column: Column) -> tuple[str, ...]:
    if column.kind is Kind.UNIT:
        return (_TEXT,) * len(_OF_UNIT)
    if column.kind is Kind.PERCENT:
        return _SHARE, _FORMATS[Kind.PERCENT]
    return (_FORMATS.get(column.kind, _TEXT),)


def _values(words: Words, report: Report, table: Table, row: Sequence[Cell], say: Say) -> Iterator[Value]:
    """Give what stands in the cells of a row."""
    for column, cell in zip(table.columns, row, strict=True):
        match column.kind, cell:
            case _ if column.key == "level":
                continue
            case Kind.UNIT, int():
                unit = report.units[cell]
                yield from (seen(one) if one else None for one in (unit.code, unit.name, unit.superior, unit.cluster))
                yield coded(words, "term.level.", unit.level) if unit.level else None
            case Kind.PERCENT, (part, of):
                yield from _share(words, part, of)
            case Kind.PERCENT, _:
                yield from (None, None)
            case Kind.POINTS, int():
                yield Decimal(cell).scaleb(-2)
            case ((Kind.NUMBER | Kind.CHANGE | Kind.DAY), _):
                yield cell  # type: ignore[misc]
            case _, None:
                yield None
            case _:
                yield said(words, column, cell, say)


@lru_cache(maxsize=65_536)
def _share(words: Words, part: int, of: int) -> tuple[str, Decimal]:
    return words("report.votes", votes=part, base=of), Decimal(percent(part, of))


def _pages_across(widths: Sequence[int], *, staying: int) -> int:
    """Give on how many pages side by side columns are printed, of which the first ones stand on each."""
    first = sum(widths[:staying])
    return max(1, -(-(sum(widths) - first) // (ACROSS - first)))


def _set_page(sheet: office.Worksheet, report: Report, words: Words, *, is_wide: bool) -> None:
    """Print on A4, each page with the name of the sheet and the day; an exercise says so on each."""
    page = sheet.page_setup
    page.paperSize, page.orientation = office.Worksheet.PAPERSIZE_A4, "landscape" if is_wide else "portrait"
    sheet.sheet_properties.pageSetUpPr = office.PageSetupProperties(fitToPage=True)
    page.fitToHeight = 0
    sheet.print_options.gridLines = is_wide
    foot, head = cast("Any", sheet.oddFooter), cast("Any", sheet.oddHeader)
    foot.right.text = "&P/&N"
    head.left.text = "&A"
    if report.today:
        place = head.right if is_wide else foot.left
        place.text = words("archive.status.today", day=show_date(report.today, words.lang))
    if report.is_training:
        head.center.text = words("report.training")
