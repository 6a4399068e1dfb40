"""``tally check``: everything that can be known before counting."""

from typing import TYPE_CHECKING

from tally.cli.arguments import Arguments
from tally.cli.heading import (
    base_sentence,
    begin_page,
    congress_lines,
    end_page,
    findings,
    own_findings,
    quorum_sentence,
)
from tally.cli.plan_lines import plan_lines
from tally.cli.sentences import cite
from tally.cli.terminal import Terminal
from tally.congress import Congress
from tally.contest import Contest
from tally.course import Course, begin
from tally.faults import BadInput
from tally.files.congress_file import CongressFile
from tally.files.disk import load_congress, load_courses
from tally.files.documents import check_document, written
from tally.finding import Severity
from tally.percent import percent
from tally.result import Result, before_counting
from tally.rounds import answers
from tally.words import Words
from tally.words.figures import show_percent
from tally.words.phrases import capital

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["run"]

FOUND_ERRORS = 4


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Check a congress file without its ballots. Returns 4 if a finding is an error, else 0; raises BadInput."""
    file = load_congress(arguments.file())
    results = before_counting(_courses(file))
    if terminal.as_json:
        terminal.write_json(written(check_document(file.congress, results)))
    else:
        _show(terminal, file.congress, results)
    is_wrong = any(finding.severity is Severity.ERROR for result in results for finding in result.findings)
    return FOUND_ERRORS if is_wrong else 0


def _courses(file: CongressFile) -> tuple[Course, ...]:
    """Give what was voted already, for it says who is in a pool; ballots not to be read are for the count to refuse."""
    try:
        return load_courses(file)
    except BadInput:
        return tuple(begin(file.congress, contest) for contest in file.contests)


def _show(terminal: Terminal, congress: Congress, results: tuple[Result, ...]) -> None:
    words, page = terminal.words, terminal.page()
    lines = congress_lines(words, congress)
    begin_page(page, words("report.title.check"), mode=congress.mode, unit=congress.unit.name, lines=lines)
    findings(page, congress.regulation, congress.findings())
    titles = {result.contest.id: result.contest.title for result in results}
    for order, result in enumerate(results, 1):
        _contest(page, result, order=order, titles=titles)
    found = [*congress.findings(), *(finding for result in results for finding in own_findings(result))]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    page.blank()
    page.line(
        words("report.found", errors=errors, warnings=len(found) - errors), style="bold red" if errors else "bold"
    )
    end_page(page, mode=congress.mode)
    terminal.show(page)


def _contest(page: "Page", result: Result, *, order: int, titles: dict[str, str]) -> None:
    words, course, contest = page.words, result.course, result.contest
    rules, meeting = course.congress.regulation, course.meeting
    page.blank()
    page.line(f"{order}. {contest.title}", hang=3, style="bold underline")
    seats = {"quota": contest.quota, "seats": contest.seats, "kept_vacant": contest.kept_vacant}
    page.line(words("report.seats_before", **seats))
    page.line(f"{_list(words, contest, len(course.nominees))} {cite(words, rules, 'R4')}")
    page.line(capital(f"{words(f'term.ballot.{answers(course)[0].kind}')}."))
    page.line(base_sentence(words, meeting, rules, meeting.base(rules)))
    page.line(quorum_sentence(words, meeting, rules))
    if contest.pool is not None:
        page.line(f"{words('report.pool', title=titles[contest.pool])} {cite(words, rules, 'R13')}")
    if contest.alternates:
        page.line(f"{words('report.alternates_wanted', n=contest.alternates)} {cite(words, rules, 'R12.alternates')}")
    lines = plan_lines(words, result)
    if lines:
        page.blank()
        page.line(f"{words('report.plan')} {cite(words, rules, 'R16')}", style="bold")
        page.items(lines)
    page.blank()
    findings(page, rules, own_findings(result))


def _list(words: Words, contest: Contest, nominees: int) -> str:
    """Say how long the list is, and its surplus, which is measured on the seats voted on (R4)."""
    surplus = nominees - contest.seats
    share = show_percent(percent(abs(surplus), contest.seats), words.lang)
    key = "report.list_longer" if surplus > 0 else "report.list_shorter" if surplus < 0 else "report.list_equal"
    return words(key, list=nominees, seats=contest.seats, surplus=abs(surplus), percent=share)
