"""What a row of a short-biography list says of its person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tally.contest import NominatedBy, Sex
from tally.faults import BadInput, Fault
from tally.files.spreadsheet_cells import (
    BadText,
    birth_of,
    list_number,
    mark,
    nominated_by_of,
    sex_of,
    standing_of,
    tidy,
    wording,
)
from tally.files.spreadsheet_grid import Sheet
from tally.files.spreadsheet_headings import Column

__all__ = ["BIRTHS", "FIELDS", "Row"]

T = TypeVar("T")

BIRTHS = (Column.BORN, Column.BORN_MALE, Column.BORN_FEMALE)
KINH = "Kinh"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row under the header. ``order`` is its place among the persons, from 1."""

    sheet: Sheet
    columns: Mapping[Column, int]
    index: int
    order: int = 0

    @property
    def texts(self) -> Mapping[int, str]:
        """The texts of the filled cells by column; at least one is."""
        return self.sheet.rows[self.index]

    @property
    def first(self) -> int:
        """The column of the first filled cell."""
        return min(self.texts)

    def has(self, *columns: Column) -> bool:
        """Whether the list has any of these columns."""
        return any(column in self.columns for column in columns)

    def fault(self, column: Column, key: str, /, **params: str | int) -> Fault:
        """Give a fault of the row's cell in that column."""
        return self.sheet.fault(self.index, self.columns[column], key, **params)

    def raw(self, column: Column) -> str:
        """Give the text of the cell as it stands; empty where the list has no such column."""
        return self.sheet.text(self.index, self.columns.get(column, 0))

    def says(self, column: Column, meaning: Callable[[str], object], /) -> bool:
        """Whether the cell can be read so."""
        try:
            meaning(tidy(self.raw(column)))
        except BadText:
            return False
        return True

    def filled(self, column: Column) -> bool:
        """Whether the cell holds anything. One that is merged with others may, so it does until it is unmerged."""
        return self.has(column) and bool(self.raw(column) or self._merge(column))

    def read(self, column: Column, meaning: Callable[[str], T], /) -> T:
        """Read a cell that must be filled. Raises BadInput with the fault of that cell."""
        merge = self._merge(column)
        if merge is not None:
            raise BadInput([self.fault(column, "bad_value.merged", range=merge)])
        text = self.raw(column)
        if not text:
            raise BadInput([self.fault(column, "missing.cell", column=column.value)])
        try:
            return meaning(tidy(text))
        except BadText as bad:
            raise BadInput([self.fault(column, bad.key, **bad.params)]) from None

    def marked(self, column: Column) -> bool:
        """Whether the cell of a column of marks is marked; an empty one is not."""
        return self.filled(column) and self.read(column, lambda text: mark(text, column))

    def one_of(self, first: Column, second: Column) -> Column:
        """Give the one column of the two that is filled. Raises BadInput if both are, or neither."""
        columns = sorted((column for column in (first, second) if self.has(column)), key=self.columns.__getitem__)
        filled = [column for column in columns if self.filled(column)]
        names = " / ".join(column.value for column in columns)
        if not filled:
            raise BadInput([self.fault(columns[0], "missing.cell", column=names)])
        if len(filled) > 1:
            raise BadInput([self.fault(columns[1], "bad_value.both", columns=names)])
        return filled[0]

    def _merge(self, column: Column) -> str | None:
        return self.sheet.merge_of(self.index, self.columns[column])


def _number(row: Row) -> int:
    return row.read(Column.NUMBER, list_number) if row.has(Column.NUMBER) else row.order


def _name(row: Row) -> str:
    return row.read(Column.NAME, wording)


def _sex(row: Row) -> str:
    """Read the sex from each column that tells it; they must agree."""
    told: dict[Column, Sex] = {}
    if row.has(Column.SEX):
        told[Column.SEX] = row.read(Column.SEX, sex_of)
    if row.has(Column.MALE, Column.FEMALE):
        female = _first_is_marked(row, Column.FEMALE, Column.MALE)
        told[Column.FEMALE if row.has(Column.FEMALE) else Column.MALE] = Sex.FEMALE if female else Sex.MALE
    if row.has(Column.BORN_MALE, Column.BORN_FEMALE):
        column = row.one_of(Column.BORN_MALE, Column.BORN_FEMALE)
        told[column] = Sex.MALE if column is Column.BORN_MALE else Sex.FEMALE
    if len(set(told.values())) > 1:
        raise BadInput([row.fault(list(told)[-1], "bad_value.sexes_differ", columns=" / ".join(told))])
    return next(iter(told.values())).value


def _born(row: Row) -> str:
    column = Column.BORN if row.has(Column.BORN) else row.one_of(Column.BORN_MALE, Column.BORN_FEMALE)
    return row.read(column, birth_of)


def _ethnicity(row: Row) -> str:
    """Read the ethnicity as written; only the Kinh, whom the plan tells from all others (R16), have one spelling."""
    text = row.read(Column.ETHNICITY, wording)
    return KINH if text.casefold() == KINH.casefold() else text


def _incumbent(row: Row) -> bool:
    if row.has(Column.STANDING):
        return row.read(Column.STANDING, standing_of)
    return _first_is_marked(row, Column.INCUMBENT, Column.NEW)


def _nominated_by(row: Row) -> str:
    if row.has(Column.NOMINATED_BY):
        return row.read(Column.NOMINATED_BY, nominated_by_of).value
    return NominatedBy.COMMITTEE.value


def _attributes(row: Row) -> list[str]:
    has_science = row.has(Column.SCIENCE_TECHNOLOGY) and row.marked(Column.SCIENCE_TECHNOLOGY)
    return ["science_technology"] if has_science else []


def _first_is_marked(row: Row, first: Column, second: Column) -> bool:
    """Tell which of two opposites is marked: of two columns, one must be; one column alone may be empty."""
    if row.has(first) and row.has(second):
        column = row.one_of(first, second)
        row.marked(column)
        return column is first
    return row.marked(first) if row.has(first) else not row.marked(second)


FIELDS: Mapping[str, tuple[tuple[Column, ...], Callable[[Row], object]]] = {
    "number": ((), _number),
    "name": ((Column.NAME,), _name),
    "sex": ((Column.SEX, Column.MALE, Column.FEMALE, Column.BORN_MALE, Column.BORN_FEMALE), _sex),
    "born": (BIRTHS, _born),
    "ethnicity": ((Column.ETHNICITY,), _ethnicity),
    "incumbent": ((Column.STANDING, Column.INCUMBENT, Column.NEW), _incumbent),
    "nominated_by": ((), _nominated_by),
    "attributes": ((), _attributes),
}
"""The keys of a candidate in the order of the congress file: columns of which the list must have one; the reader."""
