"""A list of persons, from a spreadsheet into what each row says of its person; which list it is, its form says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Generic, TypeAlias, TypeVar

from tally.faults import BadInput, Fault
from tally.files.spreadsheet_columns import Column, Headings
from tally.files.spreadsheet_csv import read_csv
from tally.files.spreadsheet_grid import MOST_COLUMNS, Sheet, cell_name
from tally.files.spreadsheet_headings import Header, find_header
from tally.files.spreadsheet_people import Field, Row, admitted_too_young
from tally.files.spreadsheet_rows import person_rows
from tally.files.spreadsheet_xlsx import read_xlsx
from tally.files.xlsx_library import coordinate_to_tuple
from tally.person import Birth, known_as

__all__ = ["Form", "Listing", "Person", "read_people"]

T = TypeVar("T")

MOST_BYTES = 16 * 1024 * 1024

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How .xls files begin, and .xlsx files behind a password."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"

Person: TypeAlias = dict[str, Any]
"""What was read of a person, by the fields of the form; what could not be read is not there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A kind of list: its headings, what is read of a person, and how many persons it may have.

    ``between`` gives the faults that persons have only beside one another.
    """

    headings: Headings
    fields: Mapping[str, Field]
    most_people: int
    between: Callable[[Sequence[tuple[Person, Row]]], Iterable[Fault]] = lambda _: ()

    @property
    def most_rows(self) -> int:
        """Filled rows: the persons, and room for titles, foot and lines between."""
        return 2 * self.most_people


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing(Generic[T]):
    """The persons of a list in its order.

    ``past`` has, by the cells of the headings, the columns that say something of a person which is not taken over.
    """

    people: tuple[T, ...]
    past: Mapping[str, str]


def read_people(name: str, data: bytes, form: Form) -> Listing[Person]:
    """Read the persons of a list, an .xlsx workbook or a .csv file, in the order of the list.

    Raises BadInput with every fault of the list, each with its cell; ``name`` is the file's name, which stands in
    the faults. Nothing is guessed, and no person and no column is dropped in silence.
    """
    sheet = _sheet(name, data, form)
    _bound(sheet, form)
    header = find_header(sheet, form.headings)
    faults = [*_missing_columns(sheet, header, form), *header.faults]
    if Column.NAME not in header.columns:
        raise BadInput(faults)
    rows, told = person_rows(sheet, header)
    if len(rows) > form.most_people:
        first = rows[form.most_people]
        raise BadInput([first.fault(Column.NAME, "bad_value.too_many_people", most=form.most_people)])
    faults += told
    people = [_person(row, form, faults) for row in rows]
    read = list(zip(people, rows, strict=True))
    faults += [*_too_young(read), *_repeated_numbers(read), *_repeated_persons(read), *form.between(read)]
    if not (faults or people):
        faults.append(sheet.whole_fault("missing.people"))
    if faults:
        raise BadInput(_in_order(faults, sheet))
    return Listing(people=tuple(people), past=_past(header, rows))


def _past(header: Header, people: Sequence[Row]) -> dict[str, str]:
    return {
        cell_name(*place): heading
        for place, heading in header.past.items()
        if any(place[1] in person.texts for person in people)
    }


def _sheet(name: str, data: bytes, form: Form) -> Sheet:
    """Read the grid, by what the bytes are rather than what the name says they are."""
    if len(data) > MOST_BYTES:
        raise BadInput([Fault(path=name, location="-", key="bad_value.too_large", params={"most": MOST_BYTES})])
    if data.startswith(_ZIP):
        return read_xlsx(name, data, most_rows=form.most_rows)
    if data.startswith(_COMPOUND_FILE):
        key = "unreadable.password" if _PASSWORD in data else "unreadable.old_format"
    elif PurePath(name).suffix.lower() == ".csv":
        return read_csv(name, data, headings=form.headings, most_rows=form.most_rows)
    else:
        key = "unreadable.not_a_list"
    raise BadInput([Fault(path=name, location="-", key=key)])


def _bound(sheet: Sheet, form: Form) -> None:
    """Refuse what is no such list by its size alone; no use in naming the faults of its cells."""
    if len(sheet.rows) > form.most_rows:
        raise BadInput([sheet.whole_fault("bad_value.too_many_rows", most=form.most_rows)])
    for row, cells in sheet.rows.items():
        if max(cells) > MOST_COLUMNS:
            raise BadInput([sheet.fault(row, MOST_COLUMNS + 1, "bad_value.too_wide", most=MOST_COLUMNS)])


def _missing_columns(sheet: Sheet, header: Header, form: Form) -> list[Fault]:
    return [
        sheet.whole_fault("missing.heading", column=needed[0].value)
        for needed, _ in form.fields.values()
        if needed and not any(column in header.columns for column in needed)
    ]


def _person(row: Row, form: Form, faults: list[Fault]) -> Person:
    """Read what can be read of a person, and add the faults of what cannot."""
    person: Person = {}
    for key, (needed, read) in form.fields.items():
        if needed and not row.has(*needed):
            continue
        try:
            person[key] = read(row)
        except BadInput as bad:
            faults.extend(bad.faults)
    return person


def _repeated_numbers(read: Iterable[tuple[Person, Row]]) -> list[Fault]:
    first: dict[object, Row] = {}
    faults = []
    for person, row in read:
        number = person.get("number")
        if number is not None and first.setdefault(number, row) is not row:
            place = first[number].cell(Column.NUMBER)
            faults.append(row.fault(Column.NUMBER, "repeated_candidate.number", number=number, cell=place))
    return faults


def _repeated_persons(read: Iterable[tuple[Person, Row]]) -> list[Fault]:
    """Give whoever may be somebody above: known by the same name, with a birth that agrees."""
    above: dict[tuple[str, int], dict[Birth, Row]] = {}
    faults = []
    for person, row in read:
        if "name" not in person or "born" not in person:
            continue
        birth: Birth = person["born"]
        namesakes = above.setdefault((known_as(person["name"]), birth.year), {})
        same = next((other for known, other in namesakes.items() if known.agrees_with(birth)), None)
        if same:
            faults.append(row.fault(Column.NAME, "repeated_person", cell=same.cell(Column.NAME)))
        namesakes.setdefault(birth, row)
    return faults


def _too_young(read: Iterable[tuple[Person, Row]]) -> list[Fault]:
    return [
        fault
        for person, row in read
        if person.get("born") and person.get("biography")
        for fault in admitted_too_young(row, person["born"], person["biography"])
    ]


def _in_order(faults: list[Fault], sheet: Sheet) -> list[Fault]:
    """Sort by row, then column, those of the whole sheet first; what two readers found of one cell is said once."""
    once: dict[object, Fault] = {}
    for fault in faults:
        once.setdefault((fault.location, fault.key, *fault.params.items()), fault)
    return sorted(once.values(), key=lambda fault: _place(fault, sheet))


def _place(fault: Fault, sheet: Sheet) -> tuple[int, int]:
    return (0, 0) if fault.location == sheet.title else coordinate_to_tuple(fault.location)
