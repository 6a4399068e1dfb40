"""The checklist of the file of an election, and what must be done by when (danh mục hồ sơ bầu cử và các thời hạn, R15).

What the regulation asks for stands before what is usual. The days are reckoned from the day of the congress, by a table
of holidays that is ours or the office's own; the paper says which, and what the table does not know.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from tally.congress import MeetingKind
from tally.contest import NominatedBy
from tally.deadlines import APPROVE_WITHIN, COMPLAIN_WITHIN, MONTHS_KEPT, REPORT_WITHIN, kept_until, working_days_after
from tally.papers.dossier import TO_FILL, courses_of, head_of, is_approved, name_of, people_of
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import Tree, cite, day_of, proofs, section, table, term_of
from tally.papers.source import OfFile
from tally.words import Words
from tally.words.dates import show_date

__all__ = ["checklist"]

BOX = "□"
WITHIN = {"report": REPORT_WITHIN, "approve": APPROVE_WITHIN, "complain": COMPLAIN_WITHIN}


def checklist(words: Words, file: OfFile) -> Iterator[Paper]:
    """Give the checklist of the records of a congress, with the deadlines by the days off of ``file``."""
    congress = file.congress
    stands = Official(
        name=words("dossier.checklist.name"),
        subject=[words("dossier.checklist.subject", congress=congress.name), term_of(words, congress)],
        head=head_of(words, file),
        sections=[
            _papers(words, "required", _required(words, file), cited=cite(words, congress.regulation, "R15")),
            _papers(words, "usual", _usual(words, file), cited=""),
            _deadlines(words, file),
            section(words("dossier.checklist.days_off"), _days_off(words, file)),
        ],
        proofs=proofs(words, [one.record for one in file.chain]),
    )
    yield official(words, congress, name_of(words, "checklist", file), stands)


def _papers(words: Words, of: str, papers: Iterator[tuple[str, str]], *, cited: str) -> Tree:
    """Give a table of papers to tick, each with what the records tell of it and room for the number of copies."""
    rows = [[BOX, paper, TO_FILL, told] for paper, told in papers]
    columns = ("there", "paper", "copies", "told")
    return section(
        words(f"dossier.checklist.{of}"),
        [words(f"dossier.checklist.{of}.why", cite=cited)],
        table=table("checklist", (words(f"dossier.column.{column}") for column in columns), rows),
    )


def _required(words: Words, file: OfFile) -> Iterator[tuple[str, str]]:
    """Name what the regulation asks for: the minutes of every ballot, the list, the biographies, the ballots (R15)."""
    for one in file.ballots:
        course, sequence = one.course, str(one.record.model.sequence)
        outcome = words(f"term.outcome.{course.held[-1].outcome.status}")
        told = words("dossier.checklist.of_record", sequence=sequence, outcome=outcome)
        yield words("dossier.checklist.minutes", title=course.contest.title, round=str(one.number)), told
    people = len(people_of(file))
    yield words("dossier.checklist.list"), words("dossier.checklist.people", n=people)
    yield words("dossier.checklist.biographies"), words("dossier.checklist.people", n=people)
    rounds = [held for course in courses_of(file) for held in course.held]
    collected = sum(held.count.collected for held in rounds)
    yield words("dossier.checklist.ballots"), words("dossier.checklist.sealed", n=collected, rounds=len(rounds))


def _usual(words: Words, file: OfFile) -> Iterator[tuple[str, str]]:
    """Name what is usually in the file besides, as far as this congress has it."""
    courses = courses_of(file)
    if any(is_approved(course.contest) and course.elected for course in courses):
        yield words("dossier.checklist.request"), ""
    yield words("dossier.checklist.result_report"), ""
    if any(course.meeting.kind is MeetingKind.DELEGATES for course in courses):
        yield words("dossier.checklist.credentials"), ""
    if any(course.contest.plan for course in courses):
        yield words("dossier.checklist.plan"), ""
    polled = sum(
        person.nominated_by is not NominatedBy.COMMITTEE for course in courses for person in course.contest.standing(1)
    )
    if polled:
        yield words("dossier.checklist.poll"), words("dossier.checklist.people", n=polled)
    yield words("dossier.checklist.congress_minutes"), ""
    yield words("dossier.checklist.log"), ""
    sequences = words.join(str(one.record.model.sequence) for one in file.chain)
    yield words("dossier.checklist.records"), words("dossier.checklist.numbers", numbers=sequences)


def _deadlines(words: Words, file: OfFile) -> Tree:
    """Say what must be done by when: reckoned from the day of the congress, approval from the last day to report."""
    congress = file.congress
    closing, received = congress.date, working_days_after(congress.date, WITHIN["report"], file.days_off)
    rows = [_within(words, file, "report", closing), _within(words, file, "approve", received)]
    rows.append(_within(words, file, "complain", closing))
    rows.append(
        [
            words("dossier.deadline.keep"),
            words("dossier.deadline.months", n=MONTHS_KEPT),
            show_date(kept_until(closing), words.lang),
            words("dossier.deadline.destroyed"),
        ]
    )
    cited = cite(words, congress.regulation, "R15")
    columns = ("what", "within", "last_day", "reckoned")
    return section(
        words("dossier.checklist.deadlines"),
        [words("dossier.deadline.from", day=day_of(words, congress), cite=cited)],
        table=table("deadlines", (words(f"dossier.column.{column}") for column in columns), rows),
    )


def _within(words: Words, file: OfFile, what: str, start: date) -> list[str]:
    """Give a deadline in working days: what it is, its last day, and which days were taken out or put in for it."""
    days_off, last = file.days_off, working_days_after(start, WITHIN[what], file.days_off)
    told = []
    if what == "approve":
        told.append(words("dossier.deadline.if_received", day=show_date(start, words.lang)))
    if out := days_off.holidays(start, last):
        told.append(words("dossier.deadline.out", days=_named(out)))
    if worked := days_off.worked(start, last):
        told.append(words("dossier.deadline.worked", days=_listed(worked)))
    told += [words("dossier.deadline.year_not_known", year=str(year)) for year in days_off.years_not_known(start, last)]
    return [
        words(f"dossier.deadline.{what}"),
        words("dossier.deadline.working_days", n=WITHIN[what]),
        show_date(last, words.lang),
        "; ".join(told),
    ]


def _named(holidays: Iterable[tuple[date, str]]) -> str:
    """Write holidays with their names, those of one name together: 30/04 (…), 27/01, 28/01 (…)."""
    by_name = groupby(holidays, key=lambda one: one[1])
    return ", ".join(f"{_listed(day for day, _ in days)} ({name})" for name, days in by_name)


def _listed(days: Iterable[date]) -> str:
    return ", ".join(f"{day.day:02}/{day.month:02}" for day in days)


def _days_off(words: Words, file: OfFile) -> Iterator[str]:
    """Say how the days are reckoned, and where the holidays of each year that they touch were taken from."""
    yield words("dossier.days_off.how")
    start = file.congress.date
    received = working_days_after(start, WITHIN["report"], file.days_off)
    last = working_days_after(received, WITHIN["approve"], file.days_off)
    for year in range(start.year, last.year + 1):
        if known := file.days_off.years.get(year):
            sure = words(f"term.certainty.{known.certainty}")
            yield words("dossier.days_off.year", year=str(year), source=known.source, certainty=sure)
        else:
            yield words("dossier.days_off.none", year=str(year))
    yield words("dossier.days_off.check")
