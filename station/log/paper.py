"""The log as a paper for the file, to be signed, with the hash of its journal: the same rows as on the page."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from station.log.page import sentence, title_of
from station.log.rows import Row
from station.log.telling import minute
from station.session.state import Day
from tally.papers.engine import Paper
from tally.papers.entry_log import LogPart, entry_log
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital

__all__ = ["paper"]

FILE = "entry-log-{length:06}"


def paper(day: Day, told: Iterable[Row], *, length: int, head: bytes, words: Words) -> Paper:
    """Give the log of the whole day.

    ``length`` and ``head`` are of the journal: how many entries it has, and the hash of the last one. Raises Denied
    before there is a congress.
    """
    parts = [
        LogPart(title=title or None, rows=[(row.numbers, minute(row.at), sentence(row, words)) for _, row in part])
        for title, part in groupby(_titled(day, told, words), key=lambda one: one[0])
    ]
    return entry_log(words, day.the_congress, FILE.format(length=length), parts, length=length, journal=head)


def _titled(day: Day, told: Iterable[Row], words: Words) -> Iterator[tuple[str, Row]]:
    """Give each row with what stands over it: its day, and the contest that the rows have come to."""
    on = contest = ""
    for row in told:
        if row.at:
            on = capital(show_date(date.fromisoformat(row.at.partition("T")[0]), words.lang))
        if row.contest is not None:
            contest = title_of(day, row.contest)
        yield ". ".join(part for part in (on, contest) if part), row
