"""The papers of a day: what can be printed now, from the congress as it stands and from the records that were made."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from station import log
from station.ceremony.making import records_of
from station.service import Service
from tally.files.disk import load_bytes
from tally.files.holidays import VIETNAM, read_holidays
from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record, papers_of_rounds
from tally.papers.printed_round import PrintedRound
from tally.papers.source import OfRecord, file_of, whole
from tally.record.reading import reckon
from tally.words import Words

__all__ = ["OnOffer", "log_file", "log_paper", "papers_of"]


Source: TypeAlias = Literal["record", "congress", "journal"]


@dataclass(frozen=True, kw_only=True, slots=True)
class OnOffer:
    """A paper that can be printed, what it is made from, and the number of its round, if it is of one."""

    paper: Paper
    source: Source
    round: int | None = None


def papers_of(service: Service, words: Words, contest: str | None) -> tuple[OnOffer, ...]:
    """Give the papers of a contest; of the whole day, if none is named, with those on all records together and the log.

    Those of the round at work come first, for the body has decided what it is; then those of records, the newest before
    the others: they are what the board signs. No paper is there twice, though the ballots of a run-off come from the
    record of the tie too. Raises Refused (``changed_meanwhile``).
    """
    day = service.day
    states = [state for state in day.contests.values() if contest in (None, state.contest.id)]
    given = [whole(record, reckon(record.model)) for _, record in records_of(day, service.file)]
    there = [one for one in given if contest in (None, one.record.model.contest.id)]
    at_work = [
        PrintedRound(course=state.course, number=state.round.number, paper=state.round.paper)
        for state in states
        if state.round is not None
    ]
    found: dict[str, OnOffer] = {}
    gathered: list[tuple[Source, tuple[Paper, ...]]] = [
        ("congress", papers_of_rounds(words, at_work, KINDS)),
        *(("record", papers_of_record(words, one, KINDS)) for one in reversed(there)),
        ("congress", papers_of_congress(words, [state.course for state in states], KINDS)),
    ]
    for source, papers in gathered:
        for paper in papers:
            found.setdefault(paper.name, OnOffer(paper=paper, source=source, round=_round_of(paper)))
    return (*found.values(), *(_of_day(service, words, there) if contest is None else ()))


def _of_day(service: Service, words: Words, records: Sequence[OfRecord]) -> Iterator[OnOffer]:
    """Give the papers on all records together, and the log."""
    if records:
        file = file_of(records, read_holidays(VIETNAM, load_bytes(VIETNAM)))
        for paper in papers_of_file(words, file, KINDS):
            yield OnOffer(paper=paper, source="record")
    yield OnOffer(paper=log_paper(service, words), source="journal")


def _round_of(paper: Paper) -> int | None:
    """Give the number of a paper's round, which ends its name; a copy in English says so behind it."""
    found = re.search(r"-(\d+)(-[a-z]+)?$", paper.name)
    return int(found[1]) if found else None


def log_paper(service: Service, words: Words) -> Paper:
    """Give the log of the day so far, as a paper for the file. Raises Denied before there is a congress."""
    told = log.rows(service.history())
    return log.paper(service.day, told, length=service.length, head=service.head, words=words)


def log_file(service: Service, words: Words) -> Callable[[], tuple[str, bytes]]:
    """Read the log of the day so far, and give what makes a file to print of it, with its name.

    That takes a while and reads nothing any more, so it may be done in a thread while the journal goes on. It makes a
    page of text where the log cannot be drawn, and raises Denied before there is a congress.
    """
    day, told, length, head = service.day, log.rows(service.history()), service.length, service.head

    def made() -> tuple[str, bytes]:
        paper = log.paper(day, told, length=length, head=head, words=words)
        try:
            return f"{paper.name}.pdf", pdf(paper)
        except NotPrintable:  # a name with a letter that the font does not have
            page = log.page(day, told, contest=None, length=length, head=head, words=words)
            return f"{paper.name}.txt", page.encode()

    return made
