"""A ballots file in which nothing is unusual, read in whole-text operations: the way that large counts take.

The standard library cuts and looks up at the speed of C, so the text is handled a megabyte at a time, never row by row.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import lt

from tally.ballot import DEFECTS, BallotKind, Ballots, Reason
from tally.course import BallotPaper

__all__ = ["COLUMNS", "DEFECT_OF", "MARKS", "MOST_ID", "bits_of", "read_clean"]

COLUMNS = ("ballot", "struck", "agree", "disagree", "defect")
MARKS = {BallotKind.STRIKE: ("struck",), BallotKind.BOXES: ("agree", "disagree")}
"""The columns that carry the marks of each kind of ballot."""
DEFECT_OF = {defect.value: defect for defect in DEFECTS}
MOST_ID = 64
CHUNK = 1 << 20


class _Unusual(Exception):
    """The file needs a closer look."""


def bits_of(paper: BallotPaper) -> Mapping[str, int]:
    """The bit of each number on the paper, by how the file writes the number."""
    return {str(number): 1 << place for place, number in enumerate(paper.candidates)}


def read_clean(
    body: str, header: Sequence[str], delimiter: str, paper: BallotPaper, *, tell: Callable[[int], None]
) -> Ballots | None:
    """Read the rows under the header; None if anything in them needs a closer look.

    The text is ASCII without quotes and without characters that are not seen. ``tell`` hears how far it has been read.
    """
    used = MARKS[paper.kind]
    bits = bits_of(paper)
    empty = [column for column in COLUMNS[1:4] if column in header and column not in used]
    rows: dict[str, list[int]] = {column: [] for column in used}
    defects: dict[int, Reason] = {}
    ids = _Ids()
    ballots, start = 0, 0
    try:
        while start < len(body):
            stop = body.find("\n", start + CHUNK)
            stop = len(body) if stop < 0 else stop
            column = _cut(body[start:stop], header, delimiter)
            ids.take(column["ballot"])
            if any(any(column[name]) for name in empty):
                return None
            written = body.count(" ", start, stop)
            for name in used:
                fresh, numbers = _marks(column[name], bits)
                rows[name] += fresh
                written -= numbers
            if written:
                return None  # a number twice, or a space that parts no two numbers
            defects |= {ballots + place: DEFECT_OF[cell] for place, cell in enumerate(column["defect"]) if cell}
            ballots += len(column["ballot"])
            start = stop + 1
            tell(stop)
        ids.check()
    except (KeyError, _Unusual):  # a number off the list or no number, an unknown defect, rows or ids out of the usual
        return None
    marks = {column: tuple(rows[column]) for column in used}
    return Ballots(kind=paper.kind, candidates=paper.candidates, defects=defects, **marks)


def _cut(part: str, header: Sequence[str], delimiter: str) -> dict[str, list[str]]:
    """Cut rows into columns. Each line end becomes a cell of its own, so rows of unequal length show at once."""
    width, lines = len(header) + 1, part.count("\n") + 1
    cells = part.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    cells.append("\n")
    if len(cells) != lines * width or cells[width - 1 :: width].count("\n") != lines:
        raise _Unusual
    return {name: cells[place::width] for place, name in enumerate(header)}


def _marks(cells: list[str], bits: Mapping[str, int]) -> tuple[list[int], int]:
    """Give the marks of each cell, and how many spaces part its numbers if each number stands once.

    A ballot's marks are added up, not or-ed: a number that stands twice carries into another bit, so there are fewer
    bits than numbers, and the spaces of the text come out as too many.
    """
    bit_of = bits.__getitem__
    marks = [sum(map(bit_of, cell.split())) for cell in cells]
    return marks, sum(map(int.bit_count, marks)) - (len(cells) - cells.count(""))


class _Ids:
    """The ids of the ballots so far.

    Ids that are numbers and rise from row to row, as in most files, cannot repeat and need not be kept apart: they are
    only joined into lines, in case the file goes on otherwise. Any others are kept in a set.
    """

    def __init__(self) -> None:
        self.last: int | None = -1
        self.lines: list[str] = []

    def take(self, ids: list[str]) -> None:
        """Take the ids of some rows. Raises _Unusual for one that is too long."""
        if max(map(len, ids)) > MOST_ID:
            raise _Unusual
        self.lines.append("\n".join(ids))
        if self.last is not None:
            self.last = _last_if_rising(ids, self.last)

    def check(self) -> None:
        """Raise _Unusual if two ids are alike, or one is empty."""
        if self.last is None:
            ids = "\n".join(self.lines).split("\n")
            if len(set(ids)) != len(ids) or "" in ids:
                raise _Unusual


def _last_if_rising(ids: Sequence[str], last: int) -> int | None:
    """Give the last of the ids if all are numbers, each higher than the one before it, the first than ``last``."""
    try:
        numbers = list(map(int, ids))
    except ValueError:
        return None
    rising = last < numbers[0] and all(map(lt, numbers, numbers[1:]))
    return numbers[-1] if rising else None
