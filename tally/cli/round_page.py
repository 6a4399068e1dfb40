"""A round as it is read aloud: its base, its ballots, its table, and what it came to (R6-R10)."""

from collections.abc import Iterable, Iterator, Sequence

from tally.ballot import BallotKind, Reason
from tally.cli.heading import base_sentence
from tally.cli.page import Cell, Column, Page
from tally.cli.sentences import cite
from tally.contest import Contest, Decision
from tally.count import Count
from tally.course import Course, Held
from tally.fates import Fate, fates
from tally.outcome import Stopped
from tally.votes import CardVote, count_card
from tally.words import Words
from tally.words.figures import bar, bar_without_threshold
from tally.words.phrases import capital, share

__all__ = ["add_bars", "ballots_sentence", "named", "stops_said", "write_decisions", "write_round"]

_SIGNS = {Fate.ELECTED: "✓", Fate.ALTERNATE: "+", Fate.TIED: "="}
_STYLES = {Fate.ELECTED: "green", Fate.ALTERNATE: "cyan", Fate.TIED: "bold yellow"}


def write_round(page: Page, course: Course, held: Held) -> None:
    """Write one round."""
    words, count = page.words, held.count
    page.blank()
    heading = words(
        "report.round",
        round=str(held.number),
        purpose=words(f"term.purpose.{held.paper.purpose}"),
        seats=count.seats,
        n=len(count.candidates),
    )
    page.line(heading, style="bold")
    page.line(capital(f"{words(f'term.ballot.{count.kind}')}."))
    rules = course.congress.regulation
    page.line(base_sentence(words, course.meeting, rules, held.base, needs_half=not held.is_run_off))
    if held.is_run_off:
        page.line(f"{words('report.run_off_rule')} {cite(words, rules, 'R10')}")
    page.line(ballots_sentence(words, count))
    page.items(_reasons(words, course, count), indent=2)
    page.blank()
    _table(page, course, held)
    page.blank()
    page.line(_came_to(words, course.contest, held))


def write_decisions(page: Page, course: Course, *, after_round: int) -> None:
    """Write what the body voted on by cards after a round, and what came of it, in the order taken (R18)."""
    for decision in course.contest.decisions:
        if decision.after_round == after_round:
            page.blank()
            page.line(_decision_sentence(page.words, course, decision))


def _decision_sentence(words: Words, course: Course, decision: Decision) -> str:
    rules, after = course.congress.regulation, decision.after_round
    cards = {name: getattr(decision, name) for name in ("agree", "against", "abstain", "not_voting")}
    vote = CardVote(id=course.contest.id, title=decision.choice.value, **cards)
    result = count_card(vote, meeting=course.meeting, regulation=rules)
    sentence = words(
        "report.decision",
        when=words("report.decided_after", round=str(after)) if after else words("report.decided_before_first"),
        body=words(f"report.body.{course.meeting.kind}"),
        choice=words(f"term.next.{decision.choice}"),
        base=result.base.value,
        came=words(f"report.decided.{result.status}"),
        **cards,
    )
    return f"{sentence} {cite(words, rules, 'R18')}"


def ballots_sentence(words: Words, count: Count) -> str:
    """Say how many ballots went out, came back, and hold (R7)."""
    return words(
        "report.ballots",
        issued=count.issued,
        collected=count.collected,
        not_returned=count.not_returned,
        valid=count.valid,
        invalid=count.invalid,
    )


def _reasons(words: Words, course: Course, count: Count) -> Iterator[str]:
    """Say why ballots are invalid; what is our own reading of the rules is told as such (R6)."""
    for reason, ballots in count.reasons.items():
        line = words("report.reason", reason=words(f"term.reason.{reason}"), ballots=ballots)
        several_boxes = count.kind is BallotKind.BOXES and len(count.candidates) > 1
        if reason is Reason.VOTES_FOR_NOBODY and several_boxes:
            line += f" {cite(words, course.congress.regulation, 'R6.all_blank')}"
        yield line
    if count.invalid and not count.reasons:
        yield words("report.reasons_not_known")


def _table(page: Page, course: Course, held: Held) -> None:
    """Write the votes in the order of the list, beside the base, the share, and a bar with its tick at over half."""
    words, base = page.words, held.base.value
    people = [course.contest.candidate(number) for number in held.count.candidates]
    came_to = fates(course, held)
    columns = [
        Column(heading=words("report.column.number"), is_figure=True),
        Column(heading=words("report.column.name")),
        Column(heading=words("report.column.votes"), is_figure=True),
        Column(heading=words("report.column.percent"), is_figure=True),
        Column(heading=words("report.column.result")),
    ]
    rows: list[list[Cell]] = []
    for person in people:
        votes = held.count.votes[person.number]
        fate = came_to[person.number]
        said = f"{_SIGNS.get(fate, ' ')} {words(f'report.mark.{fate}')}" if fate is not Fate.UNDECIDED else ""
        rows.append([str(person.number), person.name, *share(words, votes, base), said])
    add_bars(page, columns, rows, [(votes, base, held.is_run_off) for votes in held.count.votes.values()])
    page.table(columns, rows, styles=[_STYLES.get(fate, "") for fate in came_to.values()])


def add_bars(
    page: Page, columns: list[Column], rows: Sequence[list[Cell]], shares: Sequence[tuple[int, int, bool]]
) -> None:
    """Put a bar before the last column, if the page has room: votes, base, and whether it was a run-off, by row.

    A run-off has no threshold to show (R10).
    """
    width = page.bar_width(columns, rows)
    if width:
        columns.insert(-1, Column(heading=""))
        for row, (votes, base, is_run_off) in zip(rows, shares, strict=True):
            row.insert(-1, (bar_without_threshold if is_run_off else bar)(votes, base, width))


def _came_to(words: Words, contest: Contest, held: Held) -> str:
    outcome = held.outcome
    why = stops_said(words, outcome) if isinstance(outcome, Stopped) else ""
    return words(
        f"report.came_to.{outcome.status}",
        elected=len(outcome.elected),
        left=outcome.seats_left,
        names=named(words, contest, outcome.tied),
        why=why,
    )


def stops_said(words: Words, outcome: Stopped) -> str:
    """Say why nothing may be decided on a round (R7, R14)."""
    return words.join(words(f"report.stop.{stop}") for stop in outcome.why)


def named(words: Words, contest: Contest, numbers: Iterable[int]) -> str:
    """Name persons with their numbers on the list, which tell namesakes apart."""
    people = [contest.candidate(number) for number in numbers]
    return words.join(words("report.person", name=person.name, number=str(person.number)) for person in people)
