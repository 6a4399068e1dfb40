"""The papers of a day: what can be printed now, from the congress as it stands and from the records that were made."""

from dataclasses import dataclass
from typing import Literal

from station import log
from station.ceremony.making import records_of
from station.service import Service
from tally.files.disk import load_bytes
from tally.files.holidays import VIETNAM, read_holidays
from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record
from tally.papers.source import OfRecord, file_of
from tally.record.reading import reckon
from tally.words import Words

__all__ = ["OnOffer", "log_file", "log_paper", "papers_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class OnOffer:
    """A paper that can be printed, and what it is made from."""

    paper: Paper
    source: Literal["record", "congress", "journal"]


def papers_of(service: Service, words: Words, contest: str | None) -> tuple[OnOffer, ...]:
    """Give the papers of a contest; of the whole day, if none is named, with those on all records together and the log.

    Those of a record come first, the newest before the others: they are what the board signs. No paper is there twice,
    though the ballots of a run-off come from the record of the tie and from the congress. Raises Refused
    (``changed_meanwhile``).
    """
    day = service.day
    courses = [state.course for state in day.contests.values() if contest in (None, state.contest.id)]
    given = [
        OfRecord(record=record, content=reckon(record.model), number=len(record.model.rounds))
        for _, record in records_of(day, service.file)
    ]
    there = [one for one in given if contest in (None, one.record.model.contest.id)]
    of_records = [paper for one in reversed(there) for paper in papers_of_record(words, one, KINDS)]
    if there and contest is None:
        of_records += papers_of_file(words, file_of(there, read_holidays(VIETNAM, load_bytes(VIETNAM))), KINDS)
    found = {paper.name: OnOffer(paper=paper, source="record") for paper in of_records}
    for paper in papers_of_congress(words, courses, KINDS):
        found.setdefault(paper.name, OnOffer(paper=paper, source="congress"))
    of_journal = [OnOffer(paper=log_paper(service, words), source="journal")] if contest is None else []
    return (*found.values(), *of_journal)


def log_paper(service: Service, words: Words) -> Paper:
    """Give the log of the day so far, as a paper for the file. Raises Denied before there is a congress."""
    told = log.rows(service.history())
    return log.paper(service.day, told, length=service.length, head=service.head, words=words)


def log_file(service: Service, words: Words) -> tuple[str, bytes]:
    """Give the log as a file to print, with its name; as a page of text where it cannot be drawn.

    Raises Denied before there is a congress.
    """
    paper = log_paper(service, words)
    try:
        return f"{paper.name}.pdf", pdf(paper)
    except NotPrintable:  # a name with a letter that the font does not have
        told = log.rows(service.history())
        page = log.page(service.day, told, contest=None, length=service.length, head=service.head, words=words)
        return f"{paper.name}.txt", page.encode()
