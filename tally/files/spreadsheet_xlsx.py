"""An .xlsx workbook read into a grid of texts.

The file may come from anywhere, so it is measured before it is opened: the size its entries unpack to, and no document
type in its XML, where entities could multiply. Cell values are openpyxl's, read row by row; what that way of reading
leaves out is taken from the sheet's XML beside it: formulas without a value, merged ranges, hidden rows and columns,
and text that is struck through.
"""

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from tally.faults import BadInput, Fault
from tally.files.spreadsheet_columns import folded
from tally.files.spreadsheet_grid import MOST_COLUMNS, Sheet, filled_rows
from tally.files.xlsx_library import SHEET_MAIN_NS, CellRange, coordinate_to_tuple, load_workbook, unescape

__all__ = ["GUIDE", "read_xlsx"]

GUIDE = "Hướng dẫn"
"""The sheet on which a template says how it is filled in."""
MOST_UNPACKED = 64 * 1024 * 1024
LAST_ROW = 1_048_576
"""The last row a worksheet can have."""
_FALSE = ("0", "false")
MOST_RANGES = 10_000
"""Merged ranges, and ranges of hidden columns, that a list may have."""


def read_xlsx(path: str, data: bytes, *, most_rows: int) -> Sheet:
    """Read the one visible sheet that has anything in it; hidden sheets are not part of the list.

    Nor is a sheet named ``Hướng dẫn``: on it templates say how they are filled in.

    Raises BadInput if the bytes are not such a workbook, unpack to more than 64 MiB, or fill several visible sheets.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _measure(path, archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it will not write back; here nothing is written
            sheets = [sheet for sheet in _visible_sheets(path, data, most_rows) if sheet.rows]
    except BadInput:
        raise
    except Exception:  # a damaged workbook may break openpyxl in any way
        raise BadInput([_fault(path, "unreadable.damaged")]) from None
    if len(sheets) > 1:
        raise BadInput([_fault(path, "bad_value.several_sheets", sheets=", ".join(sheet.title for sheet in sheets))])
    return sheets[0] if sheets else Sheet(path=path, title="-", rows={})


def _measure(path: str, archive: ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise BadInput([_fault(path, "bad_value.unpacked_too_large", most=MOST_UNPACKED)])
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            parser = ParserCreate()
            parser.StartDoctypeDeclHandler = _refuse_document_type
            with archive.open(name) as part:
                parser.ParseFile(part)


def _refuse_document_type(*_: object) -> None:
    raise ValueError("a document type in a workbook")


def _visible_sheets(path: str, data: bytes, most_rows: int) -> Iterator[Sheet]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    worksheets: list[Any] = book.worksheets  # the published types of openpyxl leave out what read-only sheets have
    with ZipFile(BytesIO(data)) as archive:
        strikes = _strikes(book, archive)
        for worksheet in worksheets:
            if worksheet.sheet_state == "visible" and folded(worksheet.title) != folded(GUIDE):
                with archive.open(worksheet._worksheet_path) as part:
                    yield _sheet(path, worksheet, _beside_the_values(part, strikes), most_rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Strikes:
    """By what cells say that they are struck through: which styles do, and which shared texts, some or all of them."""

    styles: frozenset[int]
    texts: frozenset[int]


def _strikes(book: Any, archive: ZipFile) -> _Strikes:
    styles = (place for place, style in enumerate(book._cell_styles) if book._fonts[style.fontId].strike)
    texts: set[int] = set()
    for name in archive.namelist():
        if name.lower().endswith("/sharedstrings.xml"):
            with archive.open(name) as part:
                texts.update(_struck_texts(part))
    return _Strikes(styles=frozenset(styles), texts=frozenset(texts))


def _struck_texts(part: IO[bytes]) -> Iterator[int]:
    """Give which of the texts that the cells share are struck through, be it in a part."""
    texts = (element for _, element in iterparse(part) if element.tag == f"{{{SHEET_MAIN_NS}}}si")
    for place, text in enumerate(texts):
        if _is_struck(text):
            yield place
        text.clear()


def _is_struck(text: Element) -> bool:
    """Whether a run of the text is struck through that has anything in it."""
    runs = ((run.find("{*}rPr/{*}strike"), run.findtext("{*}t", "")) for run in text.iterfind("{*}r"))
    return any(strike is not None and strike.get("val", "1") not in _FALSE and said.strip() for strike, said in runs)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Beside:
    """What a sheet's XML says beside its values; ``formulas`` are those that no program has calculated, by cell."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)


def _sheet(path: str, worksheet: Any, beside: _Beside, most_rows: int) -> Sheet:
    worksheet.reset_dimensions()  # the size a file claims for its sheet may be less than the sheet
    values = worksheet.iter_rows(min_row=1, max_row=LAST_ROW, values_only=True)
    rows = filled_rows(([_text(value) for value in row] for row in values), most=most_rows)
    for (row, column), formula in beside.formulas.items():
        rows.setdefault(row, {})[column] = formula
    is_too_long = len(rows) > most_rows
    return Sheet(
        path=path,
        title=worksheet.title,
        rows={row: dict(sorted(cells.items())) for row, cells in sorted(rows.items())},
        merged={} if is_too_long else _merged_cells(beside.merged, sorted(rows)),
        hidden_rows=frozenset(beside.hidden_rows),
        hidden_columns=tuple(beside.hidden_columns),
        struck=frozenset(place for place in beside.struck if place[1] in rows.get(place[0], {})),
    )


def _merged_cells(ranges: Iterable[CellRange], rows: Sequence[int]) -> dict[tuple[int, int], str]:
    """Give the range of each merged cell of these rows, in order, as far as a list is wide.

    Raises ValueError for ranges that overlap: no program makes them, and a few could be as large as very many.
    """
    merged: dict[tuple[int, int], str] = {}
    for area in ranges:
        columns = range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1)
        for row in rows[bisect_left(rows, area.min_row) : bisect_right(rows, area.max_row)]:
            for column in columns:
                if (row, column) in merged:
                    raise ValueError("merged ranges that overlap")
                merged[row, column] = area.coord
    return merged


def _beside_the_values(part: IO[bytes], strikes: _Strikes) -> _Beside:
    """Read what stands beside the values.

    Raises ValueError for more ranges than a list has, and for rows and cells that do not follow one another: openpyxl
    would pass over them.
    """
    beside = _Beside()
    row = 0
    for _, element in iterparse(part):
        tag = element.tag.removeprefix(f"{{{SHEET_MAIN_NS}}}")
        if tag == "row":
            before, row = row, int(element.get("r", row + 1))
            if not before < row <= LAST_ROW:
                raise ValueError("a row out of its order")
            _read_row(element, row, beside, strikes)
            element.clear()
        elif tag == "col" and _is_hidden(element):
            beside.hidden_columns.append(range(int(element.attrib["min"]), int(element.attrib["max"]) + 1))
        elif tag == "mergeCell":
            beside.merged.append(CellRange(element.attrib["ref"]))
        if max(len(beside.merged), len(beside.hidden_columns)) > MOST_RANGES:
            raise ValueError("more ranges than a list has")
    return beside


def _read_row(element: Element, row: int, beside: _Beside, strikes: _Strikes) -> None:
    if _is_hidden(element):
        beside.hidden_rows.add(row)
    before = (row, 0)
    for cell in element.iterfind("{*}c"):
        place = coordinate_to_tuple(cell.attrib["r"])
        if place <= before or place[0] != row:
            raise ValueError("a cell out of its order")
        before = place
        formula, value = cell.find("{*}f"), cell.find("{*}v")
        is_calculated = value is not None and (value.text or cell.get("t") == "str")
        if formula is not None and not is_calculated:
            beside.formulas[place] = f"={formula.text or ''}"
        if _is_struck_cell(cell, strikes):
            beside.struck.add(place)


def _is_struck_cell(cell: Element, strikes: _Strikes) -> bool:
    text, own = cell.findtext("{*}v", ""), cell.find("{*}is")
    if int(cell.get("s", "0")) in strikes.styles:
        return True
    if cell.get("t") == "s" and text:
        return int(text) in strikes.texts
    return own is not None and _is_struck(own)


def _is_hidden(element: Element) -> bool:
    """Whether a row or a column is hidden; one that is filtered away or in a folded group is hidden too."""
    return element.get("hidden", "0") not in _FALSE


def _text(value: object) -> str:
    """Give the text a person sees in the cell; a date as ``dd/mm/yyyy``, whatever format the cell has."""
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return f"{value:%d/%m}/{value.year:04}"
    return str(value)


def _fault(path: str, key: str, **params: str | int) -> Fault:
    return Fault(path=path, location="-", key=key, params=params)
