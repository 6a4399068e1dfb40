"""The papers of the training congress, drawn: whoever types one sees it while typing, as on a table beside the keys."""

from station.session.definition import read_definition
from station.session.marks import Mark, Marks
from station.session.round import Place
from station.session.state import Day
from station.training.papers import KINDS, PAPERS, document, is_ours
from tally.ballot import BallotKind
from tally.cli.page import Column, Page
from tally.words import Words

__all__ = ["WIDTH", "drawn", "number_of"]

WIDTH = 46
"""Cells of a line of a paper: on the smallest screen it stands beside the list."""
_LINE = "──"
"""A stroke of the pen, before and after a name."""


def number_of(day: Day, contest: str, place: Place) -> int | None:
    """Give which paper (from 1) lies in a place of the training congress; None where none of its papers does."""
    if not is_ours(day) or contest not in PAPERS or day.work(contest).number > 1:
        return None
    number = sum(day.work(contest).sizes[: place[0] - 1]) + place[1]
    return number if number <= len(PAPERS[contest]) else None


def drawn(contest: str, number: int, words: Words) -> str:
    """Draw a paper (from 1) of one of the two contests, in lines. Raises KeyError for another contest."""
    paper, kind = PAPERS[contest][number - 1], KINDS[contest]
    [one] = [one for one in read_definition(document()).contests if one.id == contest]
    page = Page(words, width=WIDTH, on_terminal=False)
    page.line(words("training.paper", number=str(number), n=str(len(PAPERS[contest]))))
    columns = [
        Column(heading=words("training.column.number"), is_figure=True),
        Column(heading=words("training.column.name")),
    ]
    if kind is BallotKind.BOXES:
        columns += [Column(heading=words(f"training.column.{box}")) for box in ("agree", "disagree")]
    rows = [[str(person.number), *_beside(person.name, paper.marks, person.number, kind)] for person in one.candidates]
    page.table(columns, rows)
    if paper.note is not None:
        page.line(words(f"training.note.{paper.note}", number=str(paper.about)))
    return page.text()


def _beside(name: str, marks: Marks, number: int, kind: BallotKind) -> list[str]:
    """Draw what stands beside a name: a line through it, or an X in the boxes."""
    mark = marks.mark(number, kind)
    if kind is BallotKind.STRIKE:
        return [f"{_LINE}{name}{_LINE}" if mark is Mark.STRUCK else f"  {name}"]
    boxes = ((Mark.AGREE, Mark.BOTH), (Mark.DISAGREE, Mark.BOTH))
    return [name, *("[X]" if mark in marked else "[ ]" for marked in boxes)]
