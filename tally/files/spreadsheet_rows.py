"""The rows of a short-biography list: which of them are persons, and what the others are."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tally.faults import Fault
from tally.files.spreadsheet_cells import birth_of, list_number, sex_of, standing_of
from tally.files.spreadsheet_columns import MOST_LOOKED_AT, Column, heading, words_of
from tally.files.spreadsheet_grid import Sheet, cell_name
from tally.files.spreadsheet_headings import Header, shown
from tally.files.spreadsheet_people import BIRTHS, Row

__all__ = ["person_rows"]

_GROUP_NUMBER = re.compile(r"\W*([ivxlc]+|[^\W\d_])\W*")
"""How groups of persons are numbered: ``I``, ``II.``, ``A``, ``b)``."""
_SUM = re.compile(r"\W*(tổng (cộng|số)|(tổng|cộng)(?! ?[^\W\d_]))")
"""How a sum begins: ``Tổng cộng: 2``, ``Cộng``. With its diacritics, for Tống Công and Công are names."""


def person_rows(sheet: Sheet, header: Header) -> tuple[list[Row], list[Fault]]:
    """Give the rows that are persons, and the faults of rows and cells that cannot be told.

    A row of the list is a person, or a fault: a hidden row, a heading over a group of persons or a sum of them, a row
    without a name. Empty rows are passed over, and so is a first row that only counts its columns. After the last
    person, the first row that has neither number nor name is the foot: it and what follows (sums, place and date,
    signatures) is no part of the list. A person with text that is struck through is a fault too, for nobody can tell
    whether it counts.
    """
    people: list[Row] = []
    faults: list[Fault] = []
    for row in _list_rows(sheet, header):
        if row.index in sheet.hidden_rows:
            faults.append(sheet.fault(row.index, row.first, "bad_value.hidden_row"))
        elif _is_sum(row) or _is_group(row):
            text = shown(" ".join(row.texts.values()))
            faults.append(sheet.fault(row.index, row.first, "bad_value.group_row", text=text))
        elif row.raw(Column.NAME):
            people.append(replace(row, order=len(people) + 1))
        elif row.says(Column.NUMBER, list_number):
            faults.append(row.fault(Column.NAME, "missing.cell", column=Column.NAME.value))
        else:
            faults.append(sheet.fault(row.index, row.first, "bad_value.row_between"))
    return people, faults + _struck_through(people) + _without_heading(sheet, header, people)


def _list_rows(sheet: Sheet, header: Header) -> list[Row]:
    """Give the rows between the header and the foot."""
    columns = _told_columns(sheet, header)
    rows = [Row(sheet=sheet, columns=columns, index=index) for index in sheet.rows if index > header.last_row]
    if rows and _counts_columns(rows[0]):
        del rows[0]
    last = max((row.index for row in rows if _is_like_a_person(row)), default=0)
    for place, row in enumerate(rows):
        if row.index > last and not row.raw(Column.NAME) and not row.says(Column.NUMBER, list_number):
            return rows[:place]
    return rows


def _told_columns(sheet: Sheet, header: Header) -> Mapping[Column, int]:
    """Take a column ``Tái cử`` for one of words where a cell of it says ``Mới``; else it is one of marks."""
    column = header.columns.get(Column.INCUMBENT)
    below = (cells for index, cells in sheet.rows.items() if index > header.last_row)
    if column is None or Column.NEW in header.columns:
        return header.columns
    if not any(heading(cells.get(column, "")) is Column.NEW for cells in below):
        return header.columns
    return {known: place for known, place in header.columns.items() if place != column} | {Column.STANDING: column}


def _counts_columns(row: Row) -> bool:
    """Whether the row only numbers the columns, as forms do: ``(1) (2) (3)``."""
    texts = [text.strip(" ()") for text in row.texts.values()]
    return bool(row.raw(Column.NAME)) and texts == [str(number) for number in range(1, len(texts) + 1)]


def _is_like_a_person(row: Row) -> bool:
    """Whether two things that only persons have are there, so that no person is taken for a part of the foot."""
    return bool(row.raw(Column.NAME)) + row.says(Column.NUMBER, list_number) + _signs(row) >= 2


def _signs(row: Row) -> int:
    """Give how many cells tell what only a person has: a birth, a sex, a standing."""
    births = any(row.says(column, birth_of) for column in BIRTHS)
    return births + row.says(Column.SEX, sex_of) + row.says(Column.STANDING, standing_of)


def _is_sum(row: Row) -> bool:
    """Whether the row sums persons up: its name or its first cell begins so, and it tells nothing of a person."""
    return not _signs(row) and any(_SUM.match(_plain(text)) for text in (row.raw(Column.NAME), row.texts[row.first]))


def _is_group(row: Row) -> bool:
    """Whether the row is a heading over a group of persons.

    Such a heading stands alone in its row, in the cell of the name or the number or in a merged one; it may have a
    Roman numeral or a letter for its number.
    """
    if row.says(Column.NUMBER, list_number):
        return False
    number, name = row.columns.get(Column.NUMBER), row.columns[Column.NAME]
    is_numbered = _GROUP_NUMBER.fullmatch(_plain(row.raw(Column.NUMBER)))
    alone = [column for column in row.texts if column != number or not is_numbered]
    return len(alone) <= 1 and all(
        column in (number, name) or row.sheet.merge_of(row.index, column) for column in alone
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", words_of(text)[:MOST_LOOKED_AT]).casefold()


def _struck_through(people: Iterable[Row]) -> list[Fault]:
    """Give a fault for each person of whom something is struck through that is read, with every cell of it."""
    faults = []
    for row in people:
        read = sorted(place for column, place in row.columns.items() if column is not Column.READ_PAST)
        struck = [place for place in read if (row.index, place) in row.sheet.struck]
        if struck:
            cells = ", ".join(cell_name(row.index, place) for place in struck)
            faults.append(row.sheet.fault(row.index, struck[0], "bad_value.struck_through", cells=cells))
    return faults


def _without_heading(sheet: Sheet, header: Header, people: Iterable[Row]) -> list[Fault]:
    """Give the faults of each column that says something of a person but not under which heading."""
    first: dict[int, int] = {}
    for row in people:
        for column in row.texts.keys() - header.headed:
            first.setdefault(column, row.index)
    hidden = [
        sheet.fault(index, column, "bad_value.hidden_column")
        for column, index in first.items()
        if sheet.hides_column(column)
    ]
    return hidden + [sheet.fault(index, column, "unknown_column.no_heading") for column, index in first.items()]
