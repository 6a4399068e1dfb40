"""The header of a list of persons: which column holds what.

Headings stand in one row, or in two: ``Năm sinh`` over ``Nam`` and ``Nữ``.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tally.faults import BadInput, Fault
from tally.files.spreadsheet_columns import (
    MOST_LOOKED_AT,
    NEUTRAL,
    RIVALS,
    UNDER,
    Column,
    Headings,
    folded,
    heading,
    words_of,
)
from tally.files.spreadsheet_grid import Sheet, cell_name

__all__ = ["FIRST_ROWS", "Header", "find_header", "known_headings", "shown"]

FIRST_ROWS = 20
"""The header stands within so many rows; titles may stand above it."""
FEWEST_KNOWN = 3
"""A row with so many known headings is the header: no title and no person has as many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """The header of a list: its last row, where each known column is, which columns are headed at all, its faults.

    ``past`` has, by their cells, the headings of the columns that nothing is taken from.
    """

    last_row: int
    columns: Mapping[Column, int]
    headed: frozenset[int]
    past: Mapping[tuple[int, int], str]
    faults: tuple[Fault, ...]


def known_headings(texts: Iterable[str], headings: Headings) -> int:
    """Give how many of the texts of a row are known headings."""
    return sum(folded(text) in headings for text in texts)


def find_header(sheet: Sheet, headings: Headings) -> Header:
    """Find the header and say what each column holds; unknown, repeated, hidden and struck ones are its faults.

    Raises BadInput if no row among the first 20 has three known headings.
    """
    first = ((row, known_headings(texts.values(), headings)) for row, texts in sheet.rows.items() if row <= FIRST_ROWS)
    top = next((row for row, known in first if known >= FEWEST_KNOWN), None)
    if top is None:
        raise BadInput([sheet.whole_fault("missing.header_row", rows=FIRST_ROWS)])
    bottom = top + 1 if _is_second_row(sheet, top) else top
    columns: dict[Column, int] = {}
    headed: set[int] = set()
    past: dict[tuple[int, int], str] = {}
    hidden = sorted({top, bottom} & sheet.hidden_rows)
    faults = [sheet.fault(row, min(sheet.rows[row]), "bad_value.hidden_row") for row in hidden]
    for place, group, leaf in _headings(sheet, top, bottom):
        headed.add(place[1])
        if sheet.hides_column(place[1]):
            faults.append(sheet.fault(*place, "bad_value.hidden_column"))
        if place in sheet.struck:
            faults.append(sheet.fault(*place, "bad_value.struck_through", cells=cell_name(*place)))
        column = _column_of(folded(group), folded(leaf), headings)
        if column is None:
            faults.append(sheet.fault(*place, "unknown_column.heading", heading=shown(f"{group} {leaf}")))
            continue
        if column is Column.READ_PAST:
            past[place] = shown(f"{group} {leaf}")
        rival = next((known for known in columns if known in RIVALS.get(column, {column})), None)
        if rival is not None:
            other = cell_name(top, columns[rival])
            faults.append(sheet.fault(*place, "bad_value.same_column", column=rival.value, cell=other))
        columns.setdefault(column, place[1])
    return Header(last_row=bottom, columns=columns, headed=frozenset(headed), past=past, faults=tuple(faults))


def shown(text: str) -> str:
    """Give a text as a fault may tell it: what can be seen of it, at most 100 characters."""
    text = unicodedata.normalize("NFC", words_of(text)[:MOST_LOOKED_AT])
    return "".join(character for character in text if character.isprintable())[:100]


def _is_second_row(sheet: Sheet, top: int) -> bool:
    """Whether the row below belongs to the header: it has texts, but neither a number nor a name."""
    names = {column for column, text in sheet.rows[top].items() if heading(text) is Column.NAME}
    numbers = {column for column, text in sheet.rows[top].items() if heading(text) is Column.NUMBER}
    below = sheet.rows.get(top + 1, {})
    return bool(names and below) and (names | numbers).isdisjoint(below)


def _headings(sheet: Sheet, top: int, bottom: int) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Give the cell of each heading, the heading above it (or nothing), and itself.

    A heading of the second row under an empty cell belongs to the nearest heading above on its left, if that one has
    a heading under itself: so a merged heading reads once the merge is gone.
    """
    above = sheet.rows[top]
    below = sheet.rows[bottom] if bottom > top else {}
    group = ""
    for column in sorted(above.keys() | below.keys()):
        if column in above:
            group = above[column] if column in below else ""
        if column in below:
            yield (bottom, column), group, below[column]
        else:
            yield (top, column), "", above[column]


def _column_of(group: str, leaf: str, headings: Headings) -> Column | None:
    joined = headings.get(f"{group} {leaf}".strip())
    if joined is not None:
        return joined
    if group == NEUTRAL:
        return headings.get(leaf)
    over, under = headings.get(group), headings.get(leaf)
    return UNDER.get((over, under)) if over and under else None
