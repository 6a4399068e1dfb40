"""The ballots file: CSV text -> ballots, every fault of it named by row and column (docs/formats.md, 2).

There are two ways through a file. ``read_clean`` takes a file in which nothing is unusual, in whole-text operations,
and gives up at the first doubt; ``read_row_by_row`` takes any file and names what is wrong. Both give the same ballots.
"""

import codecs
import csv
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tally.ballot import Ballots, Reason
from tally.course import BallotPaper
from tally.faults import BadInput, Fault
from tally.files.ballots_clean import COLUMNS, DEFECT_OF, MARKS, MOST_ID, bits_of, read_clean
from tally.files.strict import shown

__all__ = ["Progress", "ballot_ids", "read_ballots"]

Progress = Callable[[str, int, int], None]
"""Called now and then with the file's path, how many characters of it have been read, and how many there are."""

MOST_BYTES = 512 * 1024 * 1024
MOST_FAULTS = 50_000
"""A file with more of them is told to have more, and read no further: a million faults take what a machine has."""
ROWS_BETWEEN = 10_000

_PLAIN = bytes(range(0x20, 0x7F)) + b"\r\n"
_NUMBER = re.compile(r"[0-9]+", re.ASCII)
_MOST_BEFORE_NFC = 4 * MOST_ID
"""An id that is longer is too long in NFC too: no character is put together of more than four."""


def read_ballots(path: str, data: bytes, paper: BallotPaper, *, progress: Progress | None = None) -> Ballots:
    """Read the ballots of a round that was held on ``paper``.

    Raises BadInput with every fault of the file, if there are not more than ``MOST_FAULTS``.
    """
    reading, body = _begin(path, data, paper, progress or _silent)
    if not reading.faults and not data.removeprefix(codecs.BOM_UTF8).translate(None, _PLAIN) and '"' not in body:
        ballots = read_clean(
            body, reading.header, reading.delimiter, paper, tell=lambda done: reading.tell(done, len(body))
        )
        if ballots is not None:
            return ballots
    reading.read_row_by_row(body)
    return reading.ballots()


def ballot_ids(path: str, data: bytes, paper: BallotPaper) -> tuple[str, ...]:
    """Give the id of each ballot that ``read_ballots`` gives, in the same order. Raises BadInput as it does."""
    reading, body = _begin(path, data, paper, _silent)
    reading.read_row_by_row(body)
    reading.ballots()
    return tuple(reading.row_of)


def _begin(path: str, data: bytes, paper: BallotPaper, progress: Progress) -> tuple["_Reading", str]:
    """Read the header, and give the rows under it."""
    if len(data) > MOST_BYTES:
        raise BadInput([Fault(path=path, location="-", key="bad_value.too_large", params={"most": MOST_BYTES})])
    try:
        data = data.removeprefix(codecs.BOM_UTF8)
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = _one_line_end(data[: error.start].decode("utf-8")).count("\n") + 1
        raise BadInput([Fault(path=path, location=f"row {row}", key="not_utf8")]) from None
    header, _, body = _one_line_end(text).partition("\n")
    reading = _Reading(path=path, paper=paper, delimiter=";" if ";" in header else ",", progress=progress)
    reading.read_header(header)
    return reading, body.rstrip("\n")


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _silent(_path: str, _done: int, _all: int) -> None:
    """Show nothing."""


@dataclass(kw_only=True, slots=True)
class _Reading:
    """What has been read so far. ``rows`` hold the marks of each column used, one integer a ballot.

    ``row_of`` holds the row of each ballot by its id, in their order.
    """

    path: str
    paper: BallotPaper
    delimiter: str
    progress: Progress
    header: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)
    defects: dict[int, Reason] = field(default_factory=dict)
    row_of: dict[str, int] = field(default_factory=dict)

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that carry this ballot's marks."""
        return MARKS[self.paper.kind]

    def tell(self, done: int, whole: int) -> None:
        """Tell whoever shows the progress how far the file has been read."""
        self.progress(self.path, done, whole)

    def ballots(self) -> Ballots:
        """Give what was read. Raises BadInput with every fault that was noted."""
        if self.faults:
            raise BadInput(self.faults)
        marks = {column: tuple(self.rows[column]) for column in self.used}
        return Ballots(kind=self.paper.kind, candidates=self.paper.candidates, defects=self.defects, **marks)

    def fault(self, row: int, column: str | None, key: str, /, **params: str | int) -> None:
        """Note a fault at a row (the header is row 1) and a column. Raises BadInput where it is one too many."""
        if len(self.faults) == MOST_FAULTS:
            more = Fault(
                path=self.path, location=f"row {row}", key="bad_value.too_many_faults", params={"most": MOST_FAULTS}
            )
            raise BadInput([*self.faults, more])
        place = f"row {row}, column {shown(column)}" if column else f"row {row}"
        self.faults.append(Fault(path=self.path, location=place, key=key, params=params))

    def cells(self, row: int, line: str) -> list[str] | None:
        """Cut a line into its cells, trimmed of spaces; None, and a fault, where its quotes do not match."""
        try:
            cells = next(csv.reader([line], delimiter=self.delimiter, strict=True), [])
        except csv.Error as error:
            self.fault(row, None, "bad_syntax.csv", detail=str(error))
            return None
        return [cell.strip(" ") for cell in cells]

    def read_header(self, line: str) -> None:
        """Take the first row: known columns, each once, and all that this kind of ballot uses."""
        cells = self.cells(1, line)
        if cells is None:
            return
        self.header = cells
        seen: set[str] = set()
        for place, column in enumerate(self.header):
            if column not in COLUMNS:
                known = ", ".join(COLUMNS)
                self.fault(1, column or str(place + 1), "unknown_column", column=shown(column), expected=known)
            elif column in seen:
                self.fault(1, column, "bad_value.repeated_column", column=column)
            seen.add(column)
        for column in ("ballot", *self.used, "defect"):
            if column not in self.header:
                self.fault(1, column, "missing.column", column=column, kind=self.paper.kind.value)

    def read_row_by_row(self, body: str) -> None:
        """Read any file and note every fault. A line is a row, for no cell may hold a line end.

        Where the header has faults, its known columns are still looked at; marks only if all that are used are there.
        """
        self.rows, self.defects = {column: [] for column in self.used}, {}
        bits, read = bits_of(self.paper), 0
        has_marks = set(self.used) <= set(self.header)
        for ballot, line in enumerate(body.split("\n") if body and self.header else ()):
            row, cells = ballot + 2, self.cells(ballot + 2, line)
            if ballot % ROWS_BETWEEN == 0:
                self.tell(read, len(body))
            read += len(line) + 1
            if cells is None:
                continue
            if len(cells) != len(self.header):
                self.fault(row, None, "bad_value.cells", have=len(cells), expected=len(self.header))
                continue
            values = dict(zip(self.header, cells, strict=True))
            if "ballot" in values:
                self._take_id(row, values["ballot"])
            if has_marks:
                self._take_marks(row, values, bits)
            if "defect" in values:
                self._take_defect(row, values["defect"], ballot)
        self.tell(len(body), len(body))

    def _take_id(self, row: int, name: str) -> None:
        if len(name) <= _MOST_BEFORE_NFC:  # over a long row of marks NFC takes minutes
            name = unicodedata.normalize("NFC", name)
        if not name:
            self.fault(row, "ballot", "missing.ballot_id")
        elif len(name) > MOST_ID or not name.isprintable():
            self.fault(row, "ballot", "bad_value.ballot_id", most=MOST_ID)
        elif name in self.row_of:
            self.fault(row, "ballot", "repeated_ballot", ballot=name, first=self.row_of[name])
        else:
            self.row_of[name] = row

    def _take_marks(self, row: int, values: Mapping[str, str], bits: Mapping[str, int]) -> None:
        for column in COLUMNS[1:4]:
            cell = values.get(column, "")
            if column not in self.used:
                if cell:
                    self.fault(row, column, "bad_value.not_on_this_ballot", column=column, kind=self.paper.kind.value)
                continue
            mask = 0
            for word in cell.split(" "):
                if not word:
                    continue
                if word not in bits:
                    key = "unknown_candidate" if _NUMBER.fullmatch(word) else "bad_value.number"
                    self.fault(row, column, key, number=shown(word))
                elif mask & bits[word]:
                    self.fault(row, column, "repeated_candidate", number=word)
                else:
                    mask |= bits[word]
            self.rows[column].append(mask)

    def _take_defect(self, row: int, cell: str, ballot: int) -> None:
        if cell in DEFECT_OF:
            self.defects[ballot] = DEFECT_OF[cell]
        elif cell:
            self.fault(row, "defect", "unknown_defect", defect=shown(cell), expected=", ".join(DEFECT_OF))
