"""The proof that a PDF is a paper of a record: the paper is drawn again, and the bytes are compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.kinds import KINDS, OfRecord, papers_of_record
from tally.record.document import Content
from tally.record.note import Note
from tally.record.reading import Record
from tally.words import Lang, Words

__all__ = ["Proof", "prove"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What was found: the name of the paper that a PDF is, None if it is none; and what the record gives."""

    paper: str | None
    gives: tuple[str, ...]


def prove(data: bytes, record: Record, content: Content) -> Proof:
    """Find the paper of a record that a PDF is, byte by byte.

    A record may have been signed by more persons since a paper of it was made: the paper holds the signatures that
    there were, and they are the first of those that there are.
    """
    names: list[str] = []
    for paper in _candidates(record, content):
        if paper.name not in names:
            names.append(paper.name)
        try:
            made = pdf(paper)
        except NotPrintable:  # then it never was
            continue
        if made == data:
            return Proof(paper=paper.name, gives=tuple(names))
    return Proof(paper=None, gives=tuple(names))


def _candidates(record: Record, content: Content) -> Iterator[Paper]:
    """Give every paper of a record, the likeliest first: as it is signed now, its last round, in Vietnamese."""
    signatures = record.note.signatures
    for count in range(len(signatures), 0, -1):
        then = replace(record, note=Note(text=record.note.text, signatures=signatures[:count]))
        for lang in Lang:
            for number in range(len(content.result.course.held), 0, -1):
                given = OfRecord(record=then, content=content, number=number)
                papers = papers_of_record(Words(lang), given, KINDS)
                yield from (paper for paper in papers if paper.record or count == len(signatures))
