"""The proof that a PDF is a paper of its records: the paper is drawn again, and the bytes are compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tally.deadlines import DaysOff
from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.kinds import KINDS, papers_of_file, papers_of_record
from tally.papers.source import OfRecord, file_of
from tally.record.note import Note
from tally.words import Lang, Words

__all__ = ["Proof", "prove"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What was found: the name of the paper that a PDF is, None if it is none; and what the records give."""

    paper: str | None
    gives: tuple[str, ...]


def prove(data: bytes, records: Sequence[OfRecord], days_off: DaysOff | None = None) -> Proof:
    """Find the paper that a PDF is, byte by byte, among those of records of one congress.

    A record may have been signed by more persons since a paper of it was made: the paper holds the signatures that
    there were, and they are the first of those that there are. A paper with deadlines is proved by the ``days_off``
    that it was made with.
    """
    names: list[str] = []
    # a title stands in the file as it is written: whatever has this one is drawn first
    for paper in sorted(_candidates(records, days_off), key=lambda one: str(one.tree["title"]).encode() not in data):
        if paper.name not in names:
            names.append(paper.name)
        try:
            made = pdf(paper)
        except NotPrintable:  # then it never was
            continue
        if made == data:
            return Proof(paper=paper.name, gives=tuple(names))
    return Proof(paper=None, gives=tuple(names))


def _candidates(records: Sequence[OfRecord], days_off: DaysOff | None) -> Iterator[Paper]:
    """Give every paper, the likeliest first: the papers of each record, then those of all of them together."""
    for given in records:
        yield from _of_record(given)
    for lang in Lang:
        yield from papers_of_file(Words(lang), file_of(records, days_off), KINDS)


def _of_record(given: OfRecord) -> Iterator[Paper]:
    """Give every paper of a record: as it is signed now, its last round, in Vietnamese; and so on."""
    record, signatures = given.record, given.record.note.signatures
    for count in range(len(signatures), 0, -1):
        then = replace(record, note=Note(text=record.note.text, signatures=signatures[:count]))
        for lang in Lang:
            for number in range(given.number, 0, -1):
                papers = papers_of_record(Words(lang), replace(given, record=then, number=number), KINDS)
                yield from (paper for paper in papers if paper.record or count == len(signatures))
