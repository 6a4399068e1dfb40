"""The proof that a PDF is a paper of its records: the paper is drawn again, and the bytes are compared."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tally.deadlines import DaysOff
from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.kinds import KINDS, papers_of_file, papers_of_record
from tally.papers.source import OfRecord, file_of, missing
from tally.record.canonical import MOST_BYTES
from tally.record.note import Note, Signature, parse
from tally.record.refusal import Refused
from tally.words import Lang, Words

__all__ = ["Proof", "prove"]

_ATTACHED = re.compile(rb"/Type/EmbeddedFile/Filter/FlateDecode[^\n]*\nstream\n")
"""What stands before an attachment in a PDF as the papers are written. No other can be a paper, byte by byte."""
_MOST_ATTACHED = 2 * MOST_BYTES
"""Bytes of an attachment that are looked at: more than the longest record with all its signatures has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What was found: the name of the paper that a PDF is, None if it is none; and what the records give.

    ``records`` are those that the paper is made from. ``only_in_paper`` names the keys whose lines the record that lies
    in the paper has and the record given has not, ``only_in_record`` the reverse. None of the lines was checked.
    """

    paper: str | None
    gives: tuple[str, ...]
    records: tuple[OfRecord, ...] = ()
    only_in_paper: tuple[str, ...] = ()
    only_in_record: tuple[str, ...] = ()


def prove(data: bytes, records: Sequence[OfRecord], days_off: DaysOff | None = None) -> Proof:
    """Find the paper that a PDF is, byte by byte, among those of records of one congress.

    A record may have been signed by others since a paper of it was made, or in another order: the paper is drawn with
    the signatures under the record that lies in it, if that says the very same as the one given. A paper with deadlines
    is proved by the ``days_off`` that it was made with. The papers of all records are among them if none is missing.
    """
    names: list[str] = []
    attached = _attached(data)
    candidates = _candidates(records, attached, days_off)
    # a title stands in the file as it is written: whatever has this one is drawn first
    for paper, sources in sorted(candidates, key=lambda one: str(one[0].tree["title"]).encode() not in data):
        if paper.name not in names:
            names.append(paper.name)
        try:
            made = pdf(paper)
        except NotPrintable:  # then it never was
            continue
        if made == data:
            within = attached.signatures if attached and paper.record else ()
            given = sources[0].record.note.signatures if within else ()
            return Proof(
                paper=paper.name,
                gives=tuple(names),
                records=sources,
                only_in_paper=_without(within, given),
                only_in_record=_without(given, within),
            )
    return Proof(paper=None, gives=tuple(names))


def _attached(data: bytes) -> Note | None:
    """Read the record that lies in a PDF, as far as it is one of the papers; None where there is none."""
    found = _ATTACHED.search(data)
    if found is None:
        return None
    try:
        return parse(zlib.decompressobj().decompress(data[found.end() :], _MOST_ATTACHED))
    except (zlib.error, Refused):
        return None


def _without(signatures: Sequence[Signature], others: Sequence[Signature]) -> tuple[str, ...]:
    """Name the keys of those signatures that are not among the others."""
    return tuple(one.name for one in signatures if one not in others)


def _candidates(
    records: Sequence[OfRecord], attached: Note | None, days_off: DaysOff | None
) -> Iterator[tuple[Paper, tuple[OfRecord, ...]]]:
    """Give every paper with what it is made from: those of each record, its last round first; then those of all."""
    for given in records:
        signed = _signed_as(given, attached)
        for lang in Lang:
            for number in range(given.number, 0, -1):
                for paper in papers_of_record(Words(lang), replace(signed, number=number), KINDS):
                    yield paper, (given,)
    if not missing(records):
        for lang in Lang:
            for paper in papers_of_file(Words(lang), file_of(records, days_off), KINDS):
                yield paper, (*records,)


def _signed_as(given: OfRecord, attached: Note | None) -> OfRecord:
    """Give a record with the signatures that are under the attached one, if that is the same document."""
    if attached is None or attached.text != given.record.note.text:
        return given
    return replace(given, record=replace(given.record, note=attached))
