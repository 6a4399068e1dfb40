"""The short-biography list (danh sách trích ngang) of a contest, from a spreadsheet into candidates."""

from pathlib import PurePath
from typing import TypedDict, cast

from openpyxl.utils import coordinate_to_tuple

from tally.faults import BadInput, Fault
from tally.files.spreadsheet_csv import read_csv
from tally.files.spreadsheet_grid import MOST_COLUMNS, MOST_ROWS, Sheet, cell_name
from tally.files.spreadsheet_headings import Column, Header, find_header
from tally.files.spreadsheet_people import FIELDS, Row
from tally.files.spreadsheet_rows import person_rows
from tally.files.spreadsheet_xlsx import read_xlsx

__all__ = ["ListedCandidate", "read_list"]

MOST_BYTES = 16 * 1024 * 1024
MOST_PEOPLE = 1_000

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How .xls files begin, and .xlsx files behind a password."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"


class ListedCandidate(TypedDict):
    """One person of the list, with the keys and in the order of a candidate in the congress file.

    ``born`` is ``YYYY-MM-DD``, or ``YYYY`` where the list has only the year.
    """

    number: int
    name: str
    sex: str
    born: str
    ethnicity: str
    incumbent: bool
    nominated_by: str
    attributes: list[str]


def read_list(name: str, data: bytes) -> tuple[ListedCandidate, ...]:
    """Read the bytes of a short-biography list, an .xlsx workbook or a .csv file, as the candidates of a contest.

    The header may stand anywhere in the first 20 rows, its headings in any order. A list without a column of
    numbers is numbered as it stands. A list without a column for who nominated (``Nguồn giới thiệu``) is the
    convening committee's own list, for that is what such a list is: all its persons are ``committee`` (R3,
    Art. 11). Dates are read day before month. Hidden sheets are no part of the list; a row or a column of
    the list that is hidden is a fault, for nobody sees what it says.

    Raises BadInput with every fault of the list, each with its cell; ``name`` is the file's name, which stands in
    the faults. Nothing is guessed, and no person and no column is dropped in silence.
    """
    sheet = _sheet(name, data)
    _bound(sheet)
    header = find_header(sheet)
    faults = [*_missing_columns(sheet, header), *header.faults]
    if Column.NAME not in header.columns:
        raise BadInput(faults)
    people, told = person_rows(sheet, header)
    if len(people) > MOST_PEOPLE:
        raise BadInput([people[MOST_PEOPLE].fault(Column.NAME, "bad_value.too_many_people", most=MOST_PEOPLE)])
    faults += told
    candidates = [_candidate(row, faults) for row in people]
    faults += _repeated_numbers(candidates, people)
    if not (faults or candidates):
        faults.append(sheet.whole_fault("missing.people"))
    if faults:
        raise BadInput(_in_order(faults, sheet))
    return tuple(cast("ListedCandidate", candidate) for candidate in candidates)


def _sheet(name: str, data: bytes) -> Sheet:
    """Read the grid, by what the bytes are rather than what the name says they are."""
    if len(data) > MOST_BYTES:
        raise BadInput([Fault(path=name, location="-", key="bad_value.too_large", params={"most": MOST_BYTES})])
    if data.startswith(_ZIP):
        return read_xlsx(name, data)
    if data.startswith(_COMPOUND_FILE):
        key = "unreadable.password" if _PASSWORD in data else "unreadable.old_format"
    elif PurePath(name).suffix.lower() == ".csv":
        return read_csv(name, data)
    else:
        key = "unreadable.not_a_list"
    raise BadInput([Fault(path=name, location="-", key=key)])


def _bound(sheet: Sheet) -> None:
    """Refuse what is no list of a contest by its size alone; no use in naming the faults of its cells."""
    if len(sheet.rows) > MOST_ROWS:
        raise BadInput([sheet.whole_fault("bad_value.too_many_rows", most=MOST_ROWS)])
    for row, cells in sheet.rows.items():
        if max(cells) > MOST_COLUMNS:
            raise BadInput([sheet.fault(row, MOST_COLUMNS + 1, "bad_value.too_wide", most=MOST_COLUMNS)])


def _missing_columns(sheet: Sheet, header: Header) -> list[Fault]:
    return [
        sheet.whole_fault("missing.heading", column=needed[0].value)
        for needed, _ in FIELDS.values()
        if needed and not any(column in header.columns for column in needed)
    ]


def _candidate(row: Row, faults: list[Fault]) -> dict[str, object]:
    """Read what can be read of a person, and add the faults of what cannot."""
    candidate: dict[str, object] = {}
    for key, (needed, read) in FIELDS.items():
        if needed and not row.has(*needed):
            continue
        try:
            candidate[key] = read(row)
        except BadInput as bad:
            faults.extend(bad.faults)
    return candidate


def _repeated_numbers(candidates: list[dict[str, object]], people: list[Row]) -> list[Fault]:
    first: dict[object, Row] = {}
    faults = []
    for candidate, row in zip(candidates, people, strict=True):
        number = candidate.get("number")
        if number is not None and first.setdefault(number, row) is not row:
            place = cell_name(first[number].index, row.columns[Column.NUMBER])
            faults.append(row.fault(Column.NUMBER, "repeated_candidate.number", number=cast("int", number), cell=place))
    return faults


def _in_order(faults: list[Fault], sheet: Sheet) -> list[Fault]:
    """Sort by row, then column, those of the whole sheet first; what two readers found of one cell is said once."""
    once: dict[object, Fault] = {}
    for fault in faults:
        once.setdefault((fault.location, fault.key, *fault.params.items()), fault)
    return sorted(once.values(), key=lambda fault: _place(fault, sheet))


def _place(fault: Fault, sheet: Sheet) -> tuple[int, int]:
    return (0, 0) if fault.location == sheet.title else coordinate_to_tuple(fault.location)
