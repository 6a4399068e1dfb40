"""What a row of a list of persons says of its person, whatever list it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeAlias, TypeVar

from tally.contest import Biography, Sex
from tally.faults import BadInput, Fault
from tally.files.spreadsheet_cells import MOST_TEXT, BadText, birth_of, list_number, mark, sex_of, tidy, wording
from tally.files.spreadsheet_columns import Column
from tally.files.spreadsheet_grid import Sheet, cell_name
from tally.files.spreadsheet_names import name_of
from tally.person import Birth

__all__ = [
    "BIRTHS",
    "Field",
    "Row",
    "admitted_too_young",
    "biography",
    "born",
    "ethnicity",
    "first_is_marked",
    "name",
    "number",
    "sex",
]

T = TypeVar("T")

BIRTHS = (Column.BORN, Column.BORN_MALE, Column.BORN_FEMALE)
KINH = "Kinh"
YOUNGEST = 16
"""Years of age. The Party admits from 18; who was not even 16 was surely written with a wrong date."""


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

    def cell(self, column: Column) -> str:
        """Name the row's cell in that column."""
        return cell_name(self.index, self.columns[column])

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

    def text(self, column: Column) -> str:
        """Read a cell that may be empty, or not be there, in the words in which it stands."""
        return self.read(column, str) if self.filled(column) else ""

    def marked(self, column: Column) -> bool:
        """Whether the cell of a column of marks is marked; an empty one is not."""
        return self.filled(column) and self.read(column, lambda text: mark(text, column))

    def one_of(self, *columns: Column) -> Column:
        """Give the one column of several that is filled. Raises BadInput if none is, or more than one."""
        there = sorted((column for column in columns if self.has(column)), key=self.columns.__getitem__)
        filled = [column for column in there if self.filled(column)]
        if not filled:
            raise BadInput([self.fault(there[0], "missing.cell", column=" / ".join(there))])
        if len(filled) > 1:
            raise BadInput([self.fault(filled[1], "bad_value.both", columns=" / ".join(filled[:2]))])
        return filled[0]

    def _merge(self, column: Column) -> str | None:
        return self.sheet.merge_of(self.index, self.columns[column])


Field: TypeAlias = tuple[tuple[Column, ...], Callable[[Row], object]]
"""What is read of a person: the columns of which the list must have one, if any; and the reader."""


def number(row: Row) -> int:
    """Read the number; where the list has none, it is the place on the list."""
    return row.read(Column.NUMBER, list_number) if row.has(Column.NUMBER) else row.order


def name(row: Row) -> str:
    """Read the name."""
    return row.read(Column.NAME, name_of)


def sex(row: Row) -> Sex:
    """Read the sex from each column that tells it; they must agree."""
    told: dict[Column, Sex] = {}
    if row.has(Column.SEX):
        told[Column.SEX] = row.read(Column.SEX, sex_of)
    if row.has(Column.MALE, Column.FEMALE):
        female = first_is_marked(row, Column.FEMALE, Column.MALE)
        told[Column.FEMALE if row.has(Column.FEMALE) else Column.MALE] = Sex.FEMALE if female else Sex.MALE
    if row.has(Column.BORN_MALE, Column.BORN_FEMALE):
        column = row.one_of(Column.BORN_MALE, Column.BORN_FEMALE)
        told[column] = Sex.MALE if column is Column.BORN_MALE else Sex.FEMALE
    if len(set(told.values())) > 1:
        raise BadInput([row.fault(list(told)[-1], "bad_value.sexes_differ", columns=" / ".join(told))])
    return next(iter(told.values()))


def born(row: Row) -> Birth:
    """Read the birth, where it stands in two columns from the one that is filled."""
    return row.read(_birth_column(row), birth_of)


def _birth_column(row: Row) -> Column:
    return Column.BORN if row.has(Column.BORN) else row.one_of(Column.BORN_MALE, Column.BORN_FEMALE)


def ethnicity(row: Row) -> str:
    """Read the ethnicity as written; only the Kinh, whom the plan tells from all others (R16), have one spelling."""
    text = row.read(Column.ETHNICITY, wording)
    return KINH if text.casefold() == KINH.casefold() else text


def first_is_marked(row: Row, first: Column, second: Column) -> bool:
    """Tell which of two opposites is marked: of two columns, one must be; one column alone may be empty."""
    if row.has(first) and row.has(second):
        column = row.one_of(first, second)
        row.marked(column)
        return column is first
    return row.marked(first) if row.has(first) else not row.marked(second)


def biography(row: Row) -> Biography | None:
    """Read what the list says of the person besides, each part of it where it says anything."""
    said: dict[str, Any] = {}
    faults: list[Fault] = []
    for part, read in _BESIDES.items():
        try:
            if found := read(row):
                said[part] = found
        except BadInput as bad:
            faults += bad.faults
    if post := ", ".join(said.pop(part) for part in ("position", "workplace") if part in said):
        said["position"] = post
    if len(post) > MOST_TEXT:
        faults.append(row.fault(Column.POSITION, "bad_value.long_text", most=MOST_TEXT))
    if faults:
        raise BadInput(faults)
    return _in_order(row, Biography(**said)) if said else None


def _in_order(row: Row, found: Biography) -> Biography:
    """Check that nobody became an official member before being admitted; such dates stand in each other's place."""
    admitted, official = found.admitted, found.official
    if admitted and official and not admitted.agrees_with(official) and _days(official) < _days(admitted):
        place = row.cell(Column.ADMITTED)
        raise BadInput([row.fault(Column.OFFICIAL, "bad_value.official_before_admitted", cell=place)])
    return found


def admitted_too_young(row: Row, birth: Birth, said: Biography) -> Iterator[Fault]:
    """Give each date of admission before the age of 16, be the birth as early and the date as late as it can be."""
    for column, day in ((Column.ADMITTED, said.admitted), (Column.OFFICIAL, said.official)):
        if day and birth.age_on(date(day.year, day.month or 12, day.day or 31)) < YOUNGEST:
            place = row.cell(_birth_column(row))
            yield row.fault(column, "bad_value.admitted_too_young", years=YOUNGEST, cell=place)


def _days(birth: Birth) -> tuple[int, int, int]:
    return (birth.year, birth.month or 0, birth.day or 0)


def _day(row: Row, column: Column) -> Birth | None:
    return row.read(column, birth_of) if row.filled(column) else None


_BESIDES: Mapping[str, Callable[[Row], str | Birth | None]] = {
    "home": lambda row: row.text(Column.HOME),
    "position": lambda row: row.text(Column.POSITION),
    "workplace": lambda row: row.text(Column.WORKPLACE),
    "education": lambda row: row.text(Column.EDUCATION),
    "theory": lambda row: row.text(Column.THEORY),
    "admitted": partial(_day, column=Column.ADMITTED),
    "official": partial(_day, column=Column.OFFICIAL),
}
"""What a list may have for a biography, and how each is read; post and unit, in a column each, are one part of it."""
