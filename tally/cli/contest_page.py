"""A contest as it is read aloud: seats, rounds, the elected, the plan, findings, and what is left to decide."""

from tally.cli.heading import findings, own_findings
from tally.cli.page import Cell, Column, Page
from tally.cli.plan_lines import plan_lines
from tally.cli.round_page import add_bars, named, stops_said, write_decisions, write_round
from tally.cli.sentences import cite
from tally.contest import ContestKind, Purpose
from tally.count import Stop
from tally.course import Course, Elected, Held, WhyElected
from tally.outcome import Next, Status, Stopped, Tied
from tally.result import Result
from tally.words import Words
from tally.words.phrases import share

__all__ = ["to_decide", "write_contest"]


def write_contest(page: Page, result: Result, *, order: int) -> None:
    """Write one contest."""
    words, course, contest = page.words, result.course, result.contest
    page.blank()
    page.line(f"{order}. {contest.title}", hang=3, style="bold underline")
    page.line(words("report.status", outcome=words(f"term.outcome.{result.status}")), style="bold")
    seats = words(
        "report.seats",
        quota=contest.quota,
        seats=contest.seats,
        kept_vacant=contest.kept_vacant,
        elected=len(course.elected),
        open=course.open_seats,
    )
    page.line(seats)
    write_decisions(page, course, after_round=0)
    for held in course.held:
        write_round(page, course, held)
        write_decisions(page, course, after_round=held.number)
    _elected(page, course)
    _alternates(page, course)
    lines = plan_lines(words, result)
    if lines:
        page.blank()
        page.line(f"{words('report.plan')} {cite(words, course.congress.regulation, 'R16')}", style="bold")
        page.items(lines)
    page.blank()
    findings(page, course.congress.regulation, own_findings(result))
    todo = to_decide(words, result)
    if todo:
        page.blank()
        page.line(words("report.to_decide", what=todo), style="bold yellow")


def _elected(page: Page, course: Course) -> None:
    """Write the elected by round, in each from the most votes down: votes of two rounds cannot be set side by side."""
    if not course.elected:
        return
    words = page.words
    page.blank()
    page.line(words("report.elected", n=len(course.elected)), style="bold")
    columns = [*_person_columns(words), Column(heading=words("report.column.reason"))]
    rows = [_elected_row(words, course, place, person) for place, person in enumerate(course.elected, 1)]
    shares = [(person.votes, person.base.value, person.reason is WhyElected.RUN_OFF) for person in course.elected]
    add_bars(page, columns, rows, shares)
    page.table(columns, rows)


def _person_columns(words: Words) -> list[Column]:
    return [
        Column(heading=words("report.column.order"), is_figure=True),
        Column(heading=words("report.column.number"), is_figure=True),
        Column(heading=words("report.column.name")),
        Column(heading=words("report.column.votes"), is_figure=True),
        Column(heading=words("report.column.percent"), is_figure=True),
        Column(heading=words("report.column.round"), is_figure=True),
    ]


def _elected_row(words: Words, course: Course, place: int, person: Elected) -> list[Cell]:
    return [
        str(place),
        str(person.number),
        course.contest.candidate(person.number).name,
        *share(words, person.votes, person.base.value),
        str(person.round),
        words(f"term.elected.{person.reason}"),
    ]


def _alternates(page: Page, course: Course) -> None:
    """Write the alternates taken, in their order (R12)."""
    state, places = course.alternates, course.contest.alternates
    if not places or course.status is not Status.COMPLETE:
        return
    words, rules = page.words, course.congress.regulation
    page.blank()
    heading = words("report.alternates", taken=len(state.taken), places=places)
    page.line(f"{heading} {cite(words, rules, 'R12.alternates')}", style="bold")
    rows = []
    for place, number in enumerate(state.taken, 1):
        held = _ballot_for_alternate(course, number)
        votes = share(words, held.count.votes[number], held.base.value)
        rows.append([str(place), str(number), course.contest.candidate(number).name, *votes, str(held.number)])
    if rows:
        page.table(_person_columns(words), rows)
    if state.tied:
        page.line(
            words("report.alternates_tied", names=named(words, course.contest, state.tied), left=state.places_left)
        )


def _ballot_for_alternate(course: Course, number: int) -> Held:
    """Give the round whose votes made this person an alternate: one for alternates, or the officials' ballot."""
    for held in course.held:
        if held.for_alternates and number in held.outcome.elected:
            return held
    return next(held for held in reversed(course.officials) if held.paper.purpose is not Purpose.RUN_OFF)


def to_decide(words: Words, result: Result) -> str:
    """Say in one sentence what the body must decide; nothing where nothing is left or begun (R7, R10, R11)."""
    course, contest = result.course, result.contest
    held = course.held[-1] if course.held else None
    if held is None or not (result.next or isinstance(held.outcome, Stopped)):
        return ""
    key, clause = _whatto_decide(result, held)
    outcome = held.outcome
    sentence = words(
        f"report.decide.{key}",
        names=named(words, contest, outcome.tied),
        left=outcome.seats_left,
        round=str(held.number),
        ballots=sum(not isinstance(one.outcome, Stopped) for one in course.officials),
        why=stops_said(words, outcome) if isinstance(outcome, Stopped) else "",
        chair=words(f"report.chair.{course.meeting.kind}"),
        body=words(f"report.body.{course.meeting.kind}"),
    )
    return f"{sentence} {cite(words, course.congress.regulation, clause)}"


def _whatto_decide(result: Result, held: Held) -> tuple[str, str]:
    """Give the sentence and the clause it rests on. A sum that does not agree breaks R7, but that it stops is ours."""
    outcome = held.outcome
    if isinstance(outcome, Stopped):
        return "stopped", "R14" if outcome.why[0] is Stop.NOT_QUORATE else "R7.excess"
    if Next.SUPERIOR_APPOINTS in result.next:
        return "superior_appoints", "R11.cell_secretary"
    if isinstance(outcome, Tied):
        return ("tied_again" if outcome.after_run_off else "run_off"), "R10"
    is_delegates = result.contest.kind is ContestKind.DELEGATES
    return "short", "R11.delegates" if is_delegates else "R11.committee"
