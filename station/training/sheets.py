"""The sheets of the training congress: how each paper looks, to be typed from."""

from station.session.definition import read_definition
from station.session.marks import Mark, Marks
from station.training.papers import KINDS, PAPERS, Paper, document
from tally.ballot import BallotKind
from tally.cli.page import Column, Page
from tally.contest import Contest
from tally.words import Words

__all__ = ["WIDTH", "sheet"]

WIDTH = 80
_LINE = "──"
"""A stroke of the pen, before and after a name."""


def sheet(contest: str, words: Words) -> str:
    """Give the papers of one of the two contests as a page of text. Raises KeyError for another one."""
    papers, kind = PAPERS[contest], KINDS[contest]
    [one] = [one for one in read_definition(document()).contests if one.id == contest]
    page = Page(words, width=WIDTH, on_terminal=False)
    page.banner(words("report.training"))
    page.line(one.title)
    page.line(words("training.how", n=len(papers)))
    for number, paper in enumerate(papers, start=1):
        page.blank()
        page.line(words("training.paper", number=str(number)))
        _draw(page, one, paper, kind)
    return page.text()


def _draw(page: Page, contest: Contest, paper: Paper, kind: BallotKind) -> None:
    words = page.words
    columns = [
        Column(heading=words("training.column.number"), is_figure=True),
        Column(heading=words("training.column.name")),
    ]
    if kind is BallotKind.BOXES:
        columns += [Column(heading=words(f"training.column.{box}")) for box in ("agree", "disagree")]
    rows = [
        [str(person.number), *_drawn(person.name, paper.marks, person.number, kind)] for person in contest.candidates
    ]
    page.table(columns, rows, indent=2)
    if paper.note is not None:
        page.line(words(f"training.note.{paper.note}", number=str(paper.about)), indent=2)


def _drawn(name: str, marks: Marks, number: int, kind: BallotKind) -> list[str]:
    """Draw what stands beside a name: a line through it, or an X in the boxes."""
    mark = marks.mark(number, kind)
    if kind is BallotKind.STRIKE:
        return [f"{_LINE}{name}{_LINE}" if mark is Mark.STRUCK else f"  {name}"]
    boxes = ((Mark.AGREE, Mark.BOTH), (Mark.DISAGREE, Mark.BOTH))
    return [name, *("[X]" if mark in marked else "[ ]" for marked in boxes)]
