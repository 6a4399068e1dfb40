"""The log as a page of text: for the printer, and for the screen that shows it."""

from collections.abc import Iterable
from datetime import date

from station.log.phrase import said
from station.log.rows import Row
from station.log.telling import minute
from station.session.state import Day
from station.terminal import clean
from tally.cli.heading import begin_page, congress_lines, end_page
from tally.cli.page import Page
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital

__all__ = ["WIDTH", "page", "sentence", "title_of"]

WIDTH = 80
_NUMBERS, _TIME = 11, 5
"""Cells of the numbers of two entries on a long day, and of the time of day."""


def sentence(row: Row, words: Words) -> str:
    """Say what a row tells, and who did it."""
    what = "; ".join(said(phrase, words).rstrip(".") for phrase in row.told)
    if row.persons:
        return words("log.by", persons=words.join(map(clean, row.persons)), what=what)
    return f"{capital(what)}."


def page(
    day: Day,
    told: Iterable[Row],
    *,
    contest: str | None,
    length: int,
    head: bytes,
    words: Words,
    width: int = WIDTH,
) -> str:
    """Give the log of one contest, with what belongs to none; or of the whole day, if none is named.

    ``length`` and ``head`` are of the journal: how many entries it has, and the hash of the last one; ``width`` is in
    cells. Raises Denied before there is a congress, and for a contest that is none.
    """
    congress, one = day.the_congress, day.contest(contest).contest if contest is not None else None
    paper = Page(words, width=width, on_terminal=False)
    heading = [*map(clean, congress_lines(words, congress)), *([clean(one.title)] if one else [])]
    begin_page(paper, words("log.title"), mode=congress.mode, unit=clean(congress.unit.name), lines=heading)
    paper.line(words("log.journal", n=length))
    paper.line(head.hex(), indent=2)
    paper.blank()
    paper.line(words("log.secrecy"))
    _write(paper, [row for row in told if contest is None or row.contest in (None, contest)], day, heads=one is None)
    end_page(paper, mode=congress.mode)
    return paper.text()


def _write(paper: Page, told: Iterable[Row], day: Day, *, heads: bool) -> None:
    """Write the rows, with a line for each day, and if ``heads`` for each contest that they come to."""
    on, at_contest = "", None
    for row in told:
        if row.at and row.at.partition("T")[0] != on:
            on = row.at.partition("T")[0]
            paper.blank()
            paper.line(capital(show_date(date.fromisoformat(on), paper.words.lang)))
        if heads and row.contest not in (None, at_contest):
            at_contest = row.contest
            paper.line(title_of(day, at_contest))
        margin = f"{row.numbers:<{_NUMBERS}}  {minute(row.at):<{_TIME}}  "
        paper.line(f"{margin}{sentence(row, paper.words)}", hang=len(margin))


def title_of(day: Day, contest: str) -> str:
    """Give the title of a contest; the name it had where the congress file has it no more."""
    return clean(day.contests[contest].contest.title) if contest in day.contests else contest
