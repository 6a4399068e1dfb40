"""Ballot papers, and ballots files written for them by hand."""

from tally import Ballots
from tally.contest import Purpose
from tally.course import BallotPaper
from tally.files.ballots import read_ballots
from tests.files.parts import refused

STRIKE_HEADER = "ballot,struck,defect"
BOXES_HEADER = "ballot,agree,disagree,defect"


def paper(candidates, seats):
    numbers = tuple(range(1, candidates + 1)) if isinstance(candidates, int) else tuple(candidates)
    return BallotPaper(purpose=Purpose.FIRST, candidates=numbers, seats=seats)


STRIKE = paper(4, 3)
BOXES = paper(3, 3)


def lines(*rows, end="\n"):
    return "".join(row + end for row in rows).encode()


def read(data, on=STRIKE):
    return read_ballots("b.csv", data, on)


def marks(data, on=STRIKE):
    """The numbers marked on each ballot of a file, column by column, and the defects."""
    ballots = read(data, on)
    assert isinstance(ballots, Ballots)

    def numbers(mask):
        return [number for place, number in enumerate(on.candidates) if mask >> place & 1]

    columns = (ballots.struck,) if on.kind == "strike" else (ballots.agree, ballots.disagree)
    return [tuple(map(numbers, row)) for row in zip(*columns, strict=True)], dict(ballots.defects)


def told(data, on=STRIKE):
    """What is wrong with a ballots file: where, and the stable code."""
    found = refused(read, data, on)
    assert {fault.path for fault in found} <= {"b.csv"}
    assert all(fault.location.isprintable() for fault in found)
    return [(fault.location, fault.code) for fault in found]
