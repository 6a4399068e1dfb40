"""A round that is opened or audited, and its ballots, as they are read aloud."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tally.ballot import BallotKind
from tally.cli.heading import begin_page, congress_lines
from tally.cli.round_page import named
from tally.cli.verified_record import Given, write_signed_or_not
from tally.contest import Contest
from tally.record.audited import Audited
from tally.record.claims import Decided
from tally.record.commitment import Ballot
from tally.record.fingerprint import fingerprint
from tally.words import Words

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["begin_audit", "marks_said", "persons", "round_line", "votes_said"]


def begin_audit(page: "Page", title: str, given: Given) -> None:
    """Say what the page is, of which record, whether that was verified, and that the paper is the truth."""
    words, record, content = page.words, given.record, given.content
    congress = content.result.course.congress
    lines = congress_lines(words, congress)
    begin_page(page, words(f"audit.title.{title}"), mode=congress.mode, unit=congress.unit.name, lines=lines)
    write_signed_or_not(page, given.trust)
    page.line(words("audit.paper"), style="bold")
    page.blank()
    page.line(content.result.contest.title, style="bold underline")
    page.line(words("audit.record", sequence=str(record.model.sequence)))
    page.line(fingerprint(record.text), indent=2)


def round_line(words: Words, of: Audited) -> str:
    """Name the round, and how the leaves of its ballots are numbered."""
    return words(
        "audit.round",
        round=str(of.held.number),
        purpose=words(f"term.purpose.{of.held.paper.purpose}"),
        n=of.commitment.size,
        last=str(max(of.commitment.size - 1, 0)),
    )


def persons(words: Words, contest: Contest, numbers: Iterable[int]) -> str:
    """Name persons, or say that it is nobody."""
    return named(words, contest, numbers) or words("audit.nobody")


def marks_said(words: Words, contest: Contest, ballot: Ballot) -> str:
    """Say how a ballot is marked, and what the board ruled on the paper (R6)."""
    if ballot.kind is BallotKind.STRIKE:
        said = words("audit.marks.strike", struck=persons(words, contest, ballot.struck))
    else:
        agree, disagree = (persons(words, contest, numbers) for numbers in (ballot.agree, ballot.disagree))
        said = words("audit.marks.boxes", agree=agree, disagree=disagree)
    ruled = words("audit.marks.defect", reason=words(f"term.reason.{ballot.defect}")) if ballot.defect else ""
    return f"{said}; {ruled}" if ruled else said


def votes_said(words: Words, contest: Contest, decided: Decided, ballot: Ballot) -> str:
    """Say whether a ballot is valid, and whom it gives a vote (R6)."""
    reason = decided.reason_on(ballot)
    if reason is not None:
        return words("audit.invalid", reason=words(f"term.reason.{reason}"))
    votes = decided.votes_on(ballot)
    in_order = [number for number in decided.count.candidates if number in votes]
    return words("audit.valid", names=persons(words, contest, in_order))
