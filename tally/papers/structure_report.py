"""The report on the structure (báo cáo cơ cấu): the plan against the list against the elected (R16).

Targets are what the plan hopes for. They bar nobody from being elected, and the report says so.
"""

from collections.abc import Iterable, Iterator

from tally.congress import MeetingKind
from tally.outcome import Status
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import CONGRESSES, Tree, cite, head, proofs, section, signature, term_of
from tally.papers.remarks import is_of_plan, remark_lines
from tally.papers.report_parts import numbered, recipients
from tally.papers.source import OfFile, OfRecord
from tally.papers.structure import Structure
from tally.papers.structure_chart import structure_chart
from tally.words import Lang, Words
from tally.words.dates import show_date

__all__ = ["structure_report"]


def structure_report(words: Words, file: OfFile) -> Iterator[Paper]:
    """Report on every contest that has a plan; there is no report where none has."""
    given = [
        (one, Structure(words=words, course=one.course, plan=plan))
        for one in file.records
        if (plan := one.course.contest.plan) is not None
    ]
    if not given:
        return
    congress, kind = file.congress, _issuer(one.course.meeting.kind for one, _ in given)
    rules = congress.regulation
    stands = Official(
        name=words("reports.structure.name"),
        subject=[words("reports.structure.subject"), term_of(words, congress)],
        head=head(words, congress, kind, symbol=words("reports.symbol")),
        opening=[
            words("reports.structure.no_bar", plan=cite(words, rules, "R16"), votes=cite(words, rules, "R9")),
            words("reports.structure.rounding"),
        ],
        sections=[*numbered(part for one, structure in given for part in _contest(one, structure))],
        recipients=recipients(words, kind),
        signatures=[[signature(behalf=words(f"paper.sign.chair.{kind}"))]],
        proofs=proofs(words, [one.record for one, _ in given]),
    )
    copy = "" if words.lang is Lang.VI else f"-{words.lang}"
    yield official(words, congress, f"structure-report-{file.sequence:03}{copy}", stands)


def _issuer(kinds: Iterable[MeetingKind]) -> MeetingKind:
    """Give the congress, or the first meeting where none of the contests was held at a congress."""
    held = [*kinds]
    return next((kind for kind in held if kind in CONGRESSES), held[0])


def _contest(given: OfRecord, structure: Structure) -> Iterator[Tree]:
    """Tell one contest: its targets as a table and as a chart, then the groups and the ages."""
    words, course, targets = structure.words, structure.course, structure.plan.targets
    title, lines = course.contest.title, [*_standing(given, structure)]
    yield section(title, lines, table=structure.targets() if targets else None)
    if targets:
        yield section(None, [words("reports.structure.drawn")]) | {"chart": structure_chart(structure)}
    rules = course.congress.regulation
    bands = [] if structure.has_bands else [words("reports.structure.bands", cite=cite(words, rules, "R16"))]
    yield section(None, [*bands, words("reports.structure.groups")], table=structure.groups())
    unsure = filter(is_of_plan, given.content.result.findings)
    yield section(
        None,
        [words("reports.structure.ages", day=show_date(structure.plan.age_on, words.lang))],
        table=structure.ages(),
        rest=remark_lines(words, rules, unsure),
    )


def _standing(given: OfRecord, structure: Structure) -> Iterator[str]:
    """Say how many there are on the list and elected, and whether the contest is over."""
    words, course = structure.words, structure.course
    yield words(
        "reports.structure.counted",
        on_list=len(course.nominees),
        seats=course.contest.seats,
        elected=len(course.people_elected),
    )
    yield words("report.status", outcome=words(f"term.outcome.{course.status}"))
    if course.status not in (Status.COMPLETE, Status.CLOSED_SHORT):
        yield words("reports.structure.so_far", round=str(given.number))
