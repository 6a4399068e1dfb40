"""A record as it is read aloud: where it stands, what it rests on, its minutes, what it commits to, and who signed."""

from tally.cli.contest_page import write_contest
from tally.cli.fingerprint_lines import MOST_HASH, write_fingerprint
from tally.cli.heading import begin_page, congress_lines, end_page, findings
from tally.cli.page import Page
from tally.cli.record_basis import write_basis
from tally.cli.sentences import one_line
from tally.record.document import Content
from tally.record.fingerprint import fingerprint
from tally.record.reading import Record

__all__ = ["write_record"]

FEW = 10
"""Ballots of a round below which its sums tell much about single persons."""


def write_record(page: Page, record: Record, content: Content) -> None:
    """Write a record that says what its figures come to."""
    words, congress = page.words, content.result.course.congress
    lines = congress_lines(words, congress)
    begin_page(page, words("record.title"), mode=congress.mode, unit=congress.unit.name, lines=lines)
    page.blank()
    page.items(_place(page, record))
    write_fingerprint(page, fingerprint(record.text), words("record.fingerprint"))
    findings(page, congress.regulation, congress.findings())
    write_basis(page, content)
    write_contest(page, content.result, order=1)
    few = [held for held in content.result.course.held if held.count.collected < FEW]
    page.items(words("record.few_ballots", round=str(held.number), n=held.count.collected) for held in few)
    page.blank()
    page.line(words("record.made"), style="bold")
    page.items([*_ballots(page, content), *_computer(page, content)])
    page.blank()
    names = one_line(", ".join(signature.name for signature in record.note.signatures))
    page.line(words("record.signed_by", names=names))
    page.line(words("record.paper"), style="bold")
    end_page(page, mode=congress.mode)


def _place(page: Page, record: Record) -> list[str]:
    words, model = page.words, record.model
    lines = [
        words("record.stands", sequence=str(model.sequence), rounds=str(len(model.rounds))),
        words("record.previous", hash=model.previous[:MOST_HASH]) if model.previous else words("record.first"),
    ]
    if model.replaces:
        lines.append(words("record.replaces", hash=model.replaces[:MOST_HASH]))
    lines.append(words("record.hash", hash=record.hash.hex()[:MOST_HASH]))
    return lines


def _ballots(page: Page, content: Content) -> list[str]:
    return [
        page.words("record.committed", round=str(number), n=made.size, root=made.root.hex()[:MOST_HASH])
        if made
        else page.words("record.not_committed", round=str(number))
        for number, made in enumerate(content.commitments, 1)
    ]


def _computer(page: Page, content: Content) -> list[str]:
    words, frame = page.words, content.frame
    journal = frame.journal
    lines = [
        words("record.station", station=frame.station, software=frame.software),
        words("record.under_trust", hash=frame.trust.hex()[:MOST_HASH]),
        words("record.journal", n=journal.length, head=journal.head.hex()[:MOST_HASH])
        if journal.head
        else words("record.no_journal"),
    ]
    for seen in frame.air_gap:
        key = "record.air_gap.clear" if seen.clear else "record.air_gap.seen"
        lines.append(words(key, check=seen.check, seen=seen.seen or ""))
    return lines if frame.air_gap else [*lines, words("record.no_air_gap")]
