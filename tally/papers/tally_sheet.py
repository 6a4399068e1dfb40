"""The tally sheet (tờ kiểm phiếu), on which a board that counts by hand marks the votes of one group of ballots.

Three people keep it: one reads, one marks, one checks. A vote is a side of a square and the fifth its diagonal; the
squares are printed faintly, to be gone over by pen. No form of the Party's own is known: the drawing is the one that
boards are used to, so the sheet cites no article for it.
"""

from collections.abc import Iterable, Iterator, Sequence

from tally.ballot import BallotKind
from tally.course import BallotPaper
from tally.papers.engine import Paper
from tally.papers.parts import Tree, file_name, frame, names_of
from tally.papers.printed_round import BATCH, PrintedRound
from tally.words import Words

__all__ = ["tally_sheets"]

VOTES_A_SQUARE = 5
"""Four sides and a diagonal."""
SPARE_ROWS = 1
"""Rows without a name, for whoever was marked in the wrong row and is marked anew."""
KEPT_BY = ("reads", "marks", "checks")
RULES = ("how", "sorted", "invalid_apart", "spare")


def tally_sheets(words: Words, rounds: Iterable[PrintedRound]) -> Iterator[Paper]:
    """Give the blank sheet of each round: one is copied for every group, and how many there are the sorting shows.

    Its squares hold a batch of 25 ballots.
    """
    for one in rounds:
        yield _sheet(words, one)


def _sheet(words: Words, one: PrintedRound) -> Paper:
    congress, contest, ballot = one.course.congress, one.course.contest, _ballot(one.paper)
    strike = ballot == "strike"
    tree = {
        **frame(words, congress, name=words("slips.sheet.name"), subject=one.subject(words)),
        "head": one.head(words),
        "running": words("slips.sheet.running"),
        "fields": _fields(words, ballot),
        "choice": _choice(words) if strike else None,
        "rules": [words(f"slips.sheet.{rule}") for rule in RULES if rule != "sorted" or ballot != "box"],
        "figures": [str(votes) for votes in range(1, VOTES_A_SQUARE + 1)],
        "squares": BATCH // VOTES_A_SQUARE,
        "table": _table(words, one, columns=("marks",) if strike else ("agree", "disagree")),
        "check": words(f"slips.sheet.check.{ballot}"),
        "signatures": [words(f"slips.sheet.{who}").upper() for who in KEPT_BY],
        "sign": words("slips.sheet.sign"),
    }
    return Paper(
        name=file_name(words, "tally-sheet", contest, one.number), template="tally-sheet", tree=tree, made=congress.date
    )


def _ballot(paper: BallotPaper) -> str:
    """Tell the three kinds of ballot that are marked, and so tallied, in ways of their own (R6)."""
    if paper.kind is BallotKind.STRIKE:
        return "strike"
    return "boxes" if len(paper.candidates) > 1 else "box"


def _fields(words: Words, ballot: str) -> list[list[str]]:
    """Give what the board writes of the group, in rows: its number, what kind of group it is, its ballots.

    The kind is how many names each of its ballots chooses; where there is one name, there are no kinds.
    """
    chosen = () if ballot == "box" else (f"chosen.{ballot}",)
    rows = (("group", "sheet", *chosen), ("ballots", "valid", "invalid"), ("reasons",))
    return [[words(f"slips.sheet.{field}") for field in row] for row in rows]


def _choice(words: Words) -> Tree:
    """Of a strike ballot the board reads the names kept, or the names struck out, which are fewer: it says which."""
    return {
        "title": words("slips.sheet.counted"),
        "options": [words(f"slips.sheet.counted.{what}") for what in ("kept", "struck")],
    }


def _table(words: Words, one: PrintedRound, *, columns: Sequence[str]) -> Tree:
    """Give the names in the order of the ballot, and over what stands beside each: squares, and their sum."""
    names, total = names_of(words, one.course.contest), words("slips.sheet.column.total")
    squares = [heading for column in columns for heading in (words(f"slips.sheet.column.{column}"), total)]
    return {
        "headings": [words("paper.ballot.column.number"), words("paper.ballot.column.name"), *squares],
        "rows": [[str(number), names[number]] for number in one.paper.candidates] + [["", ""]] * SPARE_ROWS,
        "total": words("slips.sheet.total"),
    }
