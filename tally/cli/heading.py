"""What stands at the top and the bottom of every page, and the sentences on a meeting that several commands share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tally.cli.sentences import cite
from tally.congress import Base, Congress, Meeting, MeetingKind, Mode
from tally.files.votes import Sitting
from tally.finding import Finding, Severity
from tally.regulation import Regulation
from tally.result import Result
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital
from tally.words.sentences import finding_sentence

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = [
    "base_sentence",
    "begin_page",
    "begin_sitting",
    "congress_lines",
    "end_page",
    "findings",
    "own_findings",
    "quorum_sentence",
]

_BASE_CLAUSES = {
    MeetingKind.MEMBERS: "R8",
    MeetingKind.DELEGATES: "R8",
    MeetingKind.COMMITTEE: "R8.committee",
    MeetingKind.CELL_CONFERENCE: "R8.conference",
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def begin_page(page: "Page", title: str, *, mode: Mode, unit: str, lines: Iterable[str]) -> None:
    """Say what the page is, whether it is an exercise, and of which unit."""
    if mode is Mode.TRAINING:
        page.banner(page.words("report.training"), style="bold yellow")
    page.line(title, style="bold")
    page.line(unit, style="bold")
    for line in lines:
        page.line(line)
    page.line(page.words("report.mode", mode=page.words(f"term.mode.{mode}")))


def begin_sitting(page: "Page", title: str, sitting: Sitting) -> None:
    """Begin the page of a vote that elects nobody: its meeting, its base and its quorum (R8, R14)."""
    words, rules, meeting = page.words, sitting.regulation, sitting.meeting
    lines = [sitting.title, capital(show_date(sitting.date, words.lang))]
    begin_page(page, title, mode=sitting.mode, unit=sitting.unit.name, lines=lines)
    page.blank()
    page.line(base_sentence(words, meeting, rules, sitting.base))
    page.line(quorum_sentence(words, meeting, rules))


def end_page(page: "Page", *, mode: Mode) -> None:
    """End an exercise as it began."""
    if mode is Mode.TRAINING:
        page.blank()
        page.banner(page.words("report.training"), style="bold yellow")


def congress_lines(words: Words, congress: Congress) -> list[str]:
    """Name the congress, its term, place and day, and the regulation it goes by."""
    return [
        words("report.congress", name=congress.name, term=congress.term),
        words("report.place_and_day", place=congress.place, day=show_date(congress.date, words.lang)),
        words("report.regulation", regulation=congress.regulation.id),
    ]


def base_sentence(
    words: Words, meeting: Meeting, regulation: Regulation, base: Base, *, needs_half: bool = True
) -> str:
    """Say what "over half" is reckoned on, with everything that was taken out, as it is read aloud (R8)."""
    excluded = "; ".join(words(f"report.excluded.{status}", n=persons) for status, persons in base.excluded.items())
    parts = [
        words("report.summoned", summoned=base.summoned),
        words("report.excluded", excluded=excluded) if excluded else words("report.nobody_excluded"),
        words("report.needed", base=base.value, needed=base.needed)
        if needs_half
        else words("report.reckoned_on", base=base.value),
        cite(words, regulation, _BASE_CLAUSES[meeting.kind]),
    ]
    return " ".join(parts)


def quorum_sentence(words: Words, meeting: Meeting, regulation: Regulation) -> str:
    """Say how many attend, and whether that is a quorum (R14)."""
    roll = meeting.roll
    parts = [words("report.attending", attending=roll.attending, summoned=roll.summoned)]
    if meeting.bodies is not None:
        parts.append(words("report.bodies", present=meeting.bodies.present, summoned=meeting.bodies.summoned))
    parts.append(words("report.quorate" if meeting.is_quorate(regulation) else "report.not_quorate"))
    return " ".join([*parts, cite(words, regulation, "R14")])


def findings(page: "Page", regulation: Regulation, found: Iterable[Finding], *, indent: int = 0) -> None:
    """Write what the rules have to remark, each with its weight in a word, its rule and its article."""
    for finding in found:
        severity = capital(page.words(f"term.severity.{finding.severity}"))
        sentence = f"{finding_sentence(page.words, finding)} {cite(page.words, regulation, finding.rule)}"
        page.line(f"{severity}: {sentence}", indent=indent, hang=2, style=_STYLES[finding.severity])


def own_findings(result: Result) -> list[Finding]:
    """Give the findings of a contest without those of the whole congress, which are told once."""
    shared = result.course.congress.findings()
    return [finding for finding in result.findings if finding not in shared]
