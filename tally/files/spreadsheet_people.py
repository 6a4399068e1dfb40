"""The rows of a short-biography list: which of them are persons, and what each says of its person."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tally.contest import NominatedBy, Sex
from tally.faults import BadInput, Fault
from tally.files.spreadsheet_cells import (
    BadText,
    birth_of,
    is_mark,
    list_number,
    nominated_by_of,
    sex_of,
    standing_of,
    tidy,
    wording,
)
from tally.files.spreadsheet_grid import Sheet
from tally.files.spreadsheet_headings import Column, Header, heading

__all__ = ["FIELDS", "Row", "person_rows"]

T = TypeVar("T")

BIRTHS = (Column.BORN, Column.BORN_MALE, Column.BORN_FEMALE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row under the header. ``order`` is its place among the persons, from 1."""

    sheet: Sheet
    columns: Mapping[Column, int]
    index: int
    order: int = 0

    def has(self, *columns: Column) -> bool:
        """Whether the list has any of these columns."""
        return any(column in self.columns for column in columns)

    def raw(self, column: Column) -> str:
        """Give the text of the cell as it stands, empty where the list has no such column."""
        return self.sheet.text(self.index, self.columns.get(column, 0))

    def says(self, column: Column, read: Callable[[str], object]) -> bool:
        """Whether the cell can be read so."""
        try:
            read(tidy(self.raw(column)))
        except BadText:
            return False
        return True

    def read(self, column: Column, read: Callable[[str], T], /) -> T:
        """Read a cell that must be filled. Raises BadInput for that cell."""
        return self.read_if_any(column, lambda text: read(text) if text else self._missing(column))

    def read_if_any(self, column: Column, read: Callable[[str], T], /) -> T:
        """Read a cell that may be empty. Raises BadInput for that cell."""
        merge = self.sheet.merge_of(self.index, self.columns[column])
        if merge is not None:
            raise self.bad(column, "bad_value.merged", range=merge)
        try:
            return read(tidy(self.raw(column)))
        except BadText as bad:
            raise self.bad(column, bad.key, **bad.params) from None
