"""The roll of a meeting (danh sách triệu tập, danh sách đại biểu), from a spreadsheet into everybody summoned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from tally.congress import STATUSES, MeetingKind
from tally.faults import BadInput, Fault
from tally.files.spreadsheet_cells import column_of
from tally.files.spreadsheet_columns import ROLL, STATUS_COLUMNS, Column
from tally.files.spreadsheet_people import BIRTHS, Field, Row, biography, born, ethnicity, name, number, sex
from tally.files.spreadsheet_table import Form, Listing, Person, read_people
from tally.person import known_as
from tally.summoned import CameAs, Summoned

__all__ = ["read_roll"]

MOST_SUMMONED = 5_000

_CAME_AS: Mapping[Column, CameAs] = {
    Column.EX_OFFICIO: CameAs.EX_OFFICIO,
    Column.ELECTED: CameAs.ELECTED,
    Column.APPOINTED: CameAs.APPOINTED,
}


def read_roll(name: str, data: bytes, kind: MeetingKind) -> Listing[Summoned]:
    """Read the bytes of a roll, an .xlsx workbook or a .csv file, as everybody summoned to a meeting of that kind.

    A person's status, one of those of the kind (R8), stands in a column of words or is a mark in a column of its own;
    so does by what right a delegate comes (R12). Only what is marked counts: whoever has no status is a fault, not
    somebody absent. The list must say of each person what a credentials report is made from: sex, birth, ethnicity
    and, at a delegates' congress, by what right. Which body sent somebody, and what else is known, it may say.

    Raises BadInput with every fault of the list, each with its cell; ``name`` is the file's name, which stands in
    the faults. One body in two spellings, which would be two bodies, is a fault too (R14).
    """
    found = read_people(name, data, _form(kind))
    return Listing(people=tuple(Summoned(**person) for person in found.people), past=found.past)


def _form(kind: MeetingKind) -> Form:
    statuses = {STATUS_COLUMNS[status]: status for status in STATUSES[kind]}
    rights = tuple(_CAME_AS) if kind is MeetingKind.DELEGATES else ()
    fields: Mapping[str, Field] = {
        "number": ((), number),
        "name": ((Column.NAME,), name),
        "sex": ((Column.SEX, Column.MALE, Column.FEMALE, Column.BORN_MALE, Column.BORN_FEMALE), sex),
        "born": (BIRTHS, born),
        "ethnicity": ((Column.ETHNICITY,), ethnicity),
        "body": ((), lambda row: row.text(Column.BODY)),
        "came_as": ((Column.CAME_AS, *rights) if rights else (), _came_as if rights else _no_right),
        "status": ((Column.STATUS, *statuses), partial(_status, statuses=statuses)),
        "biography": ((), biography),
    }
    return Form(headings=ROLL, fields=fields, most_people=MOST_SUMMONED, between=_respelled_bodies)


def _chosen(row: Row, words: Column, marks: Sequence[Column]) -> Column:
    """Give the one of several columns of marks that is marked, or that the column of words names."""
    if row.has(words):
        return row.read(words, partial(column_of, columns=marks))
    column = row.one_of(*marks)
    row.marked(column)
    return column


def _came_as(row: Row) -> CameAs:
    return _CAME_AS[_chosen(row, Column.CAME_AS, tuple(_CAME_AS))]


def _no_right(row: Row) -> None:
    """Check that nobody is a delegate in a meeting that nobody was elected to."""
    _check_empty(row, (Column.CAME_AS, *_CAME_AS))


def _status(row: Row, *, statuses: Mapping[Column, str]) -> str:
    _check_empty(row, [column for column in STATUS_COLUMNS.values() if column not in statuses])
    return statuses[_chosen(row, Column.STATUS, tuple(statuses))]


def _check_empty(row: Row, columns: Iterable[Column]) -> None:
    """Check that nothing is said that only another kind of meeting has. Raises BadInput."""
    filled = [column for column in columns if row.filled(column)]
    if filled:
        raise BadInput(row.fault(column, "bad_value.other_meeting", column=column.value) for column in filled)


def _respelled_bodies(read: Iterable[tuple[Person, Row]]) -> Iterator[Fault]:
    """Give each body that stands in another spelling above."""
    above: dict[str, tuple[str, Row]] = {}
    for person, row in read:
        if body := person.get("body"):
            text, first = above.setdefault(known_as(body), (body, row))
            if text != body:
                yield row.fault(Column.BODY, "bad_value.two_spellings", text=text, cell=first.cell(Column.BODY))
