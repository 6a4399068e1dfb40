"""The short-biography list (danh sách trích ngang) of a contest, from a spreadsheet into candidates."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict, cast

from tally.contest import NominatedBy
from tally.files.documents import biography_tree
from tally.files.spreadsheet_cells import nominated_by_of, standing_of
from tally.files.spreadsheet_columns import LIST, Column
from tally.files.spreadsheet_people import (
    BIRTHS,
    Field,
    Row,
    biography,
    born,
    ethnicity,
    first_is_marked,
    name,
    number,
    sex,
)
from tally.files.spreadsheet_table import Form, Listing, Person, read_people

__all__ = ["ListedCandidate", "read_list"]

MOST_CANDIDATES = 1_000


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
    biography: NotRequired[dict[str, str]]


def read_list(name: str, data: bytes) -> Listing[ListedCandidate]:
    """Read the bytes of a short-biography list, an .xlsx workbook or a .csv file, as the candidates of a contest.

    The header may stand anywhere in the first 20 rows, its headings in any order. A list without a column of
    numbers is numbered as it stands. A list without a column for who nominated (``Nguồn giới thiệu``) is the
    convening committee's own list, for that is what such a list is: all its persons are ``committee`` (R3,
    Art. 11). Dates are read day before month. Hidden sheets are no part of the list; a row or a column of
    the list that is hidden is a fault, for nobody sees what it says.

    Raises BadInput with every fault of the list, each with its cell; ``name`` is the file's name, which stands in
    the faults. Nothing is guessed, and no person and no column is dropped in silence:
    of the columns that a candidate has no place for, ``past`` of what is given has the headings.
    """
    found = read_people(name, data, _FORM)
    return Listing(people=tuple(_candidate(person) for person in found.people), past=found.past)


def _candidate(person: Person) -> ListedCandidate:
    besides = biography_tree(person.pop("biography"))
    written = {"sex": person["sex"].value, "born": str(person["born"])}
    return cast("ListedCandidate", person | written | besides)


def _incumbent(row: Row) -> bool:
    if row.has(Column.STANDING):
        return row.read(Column.STANDING, standing_of)
    return first_is_marked(row, Column.INCUMBENT, Column.NEW)


def _nominated_by(row: Row) -> str:
    if row.has(Column.NOMINATED_BY):
        return row.read(Column.NOMINATED_BY, nominated_by_of).value
    return NominatedBy.COMMITTEE.value


def _attributes(row: Row) -> list[str]:
    has_science = row.has(Column.SCIENCE_TECHNOLOGY) and row.marked(Column.SCIENCE_TECHNOLOGY)
    return ["science_technology"] if has_science else []


_FIELDS: Mapping[str, Field] = {
    "number": ((), number),
    "name": ((Column.NAME,), name),
    "sex": ((Column.SEX, Column.MALE, Column.FEMALE, Column.BORN_MALE, Column.BORN_FEMALE), sex),
    "born": (BIRTHS, born),
    "ethnicity": ((Column.ETHNICITY,), ethnicity),
    "incumbent": ((Column.STANDING, Column.INCUMBENT, Column.NEW), _incumbent),
    "nominated_by": ((), _nominated_by),
    "attributes": ((), _attributes),
    "biography": ((), biography),
}
"""The keys of a candidate in the order of the congress file: columns of which the list must have one; the reader."""
_FORM = Form(headings=LIST, fields=_FIELDS, most_people=MOST_CANDIDATES)
