"""What the minutes say a ballot came to: the elected, a tie, open seats, the alternates, and what the body decided."""

from collections.abc import Iterable, Iterator

from tally.contest import Decision
from tally.course import Held
from tally.outcome import Status, Stopped
from tally.papers.held_ballot import HeldBallot
from tally.papers.parts import Tree, based_on, number_in_words, numbered_names, section, table
from tally.votes import CardVote, count_card
from tally.words.phrases import capital, share

__all__ = ["alternates", "decided", "elected"]


def elected(ballot: HeldBallot, title: str | None) -> Tree:
    """Say what the ballot came to: the elected from the most votes down, a tie, open seats, or that it stopped."""
    words, held, outcome = ballot.words, ballot.held, ballot.held.outcome
    elected = outcome.elected
    key = "alternates" if held.for_alternates else "elected"
    if isinstance(outcome, Stopped):
        why = words.join(words(f"report.stop.{stop}") for stop in outcome.why)
        chair = words(f"report.chair.{ballot.course.meeting.kind}")
        said = words("paper.minutes.stopped", why=why, chair=chair, body=ballot.body)
    elif not elected:
        said = words(f"paper.minutes.{key}.nobody")
    else:
        rule = "run_off" if held.is_run_off else "over_half" if len(elected) > 1 else "over_half.one"
        clause = "R10" if held.is_run_off else "R9"
        said = words(f"paper.minutes.{key}.{rule}", n=len(elected), cite=ballot.cite(clause))
    return section(
        title,
        [said],
        table=_high_to_low(ballot, held, elected) if elected else None,
        rest=_left(ballot),
    )


def _left(ballot: HeldBallot) -> Iterator[str]:
    """Say what the ballot leaves: that the number is complete, a tie at the last seats, or seats that are open."""
    words, outcome = ballot.words, ballot.held.outcome
    if outcome.status is Status.COMPLETE:
        yield words("paper.minutes.complete")
    elif outcome.tied:
        key = "tied_again" if ballot.held.is_run_off else "tied"
        yield words(
            f"paper.minutes.{key}",
            names=numbered_names(words, ballot.course.contest, outcome.tied),
            left=number_in_words(words, outcome.seats_left),
            body=ballot.body,
            cite=ballot.cite("R10"),
        )
    elif outcome.status is Status.SHORT:
        yield words("paper.minutes.short", left=number_in_words(words, outcome.seats_left))


def alternates(ballot: HeldBallot) -> Tree | None:
    """Name the alternates taken from the ballot that filled the officials' seats (R12); None where there are none.

    A ballot held for alternates alone has them in its own result.
    """
    words, course = ballot.words, ballot.course
    state = course.alternates
    if ballot.held.for_alternates or not course.contest.alternates or course.status is not Status.COMPLETE:
        return None
    source = ballot.alternates_from
    return section(
        words("paper.minutes.alternates.title"),
        [
            words(
                "paper.minutes.alternates.taken",
                n=len(state.taken),
                places=course.contest.alternates,
                round=str(source.number),
                cite=ballot.cite("R12.alternates"),
            )
        ],
        table=_high_to_low(ballot, source, state.taken) if state.taken else None,
        rest=ballot.alternates_tied(),
    )


def _high_to_low(ballot: HeldBallot, held: Held, numbers: Iterable[int]) -> Tree:
    words, names = ballot.words, ballot.names
    rows = [
        [
            str(place),
            names[number],
            str(number),
            *share(words, held.count.votes[number], held.base.value),
        ]
        for place, number in enumerate(numbers, 1)
    ]
    columns = ("order", "name", "number", "votes", "percent")
    return table("elected", (words(f"paper.column.{column}") for column in columns), rows)


def decided(ballot: HeldBallot) -> Iterator[str]:
    """Say what the body decided on what the ballot left: its votes by card (R18), and that seats stay open (R11)."""
    words, course = ballot.words, ballot.course
    for decision in course.contest.decisions:
        if ballot.is_about(decision.after_round, decision.choice):
            yield _voted(ballot, decision)
    if course.status is Status.CLOSED_SHORT:
        left = number_in_words(words, course.open_seats)
        yield words("paper.minutes.leave_open", body=capital(ballot.body), left=left)


def _voted(ballot: HeldBallot, decision: Decision) -> str:
    """Give a vote by card: everybody who attended, the base, and whether it passed, which over half of it does."""
    words, course = ballot.words, ballot.course
    cards = {name: getattr(decision, name) for name in ("agree", "against", "abstain", "not_voting")}
    vote = CardVote(id=course.contest.id, title=decision.choice.value, **cards)
    result = count_card(vote, meeting=course.meeting, regulation=course.congress.regulation)
    agree, percent = share(words, decision.agree, result.base.value)
    return words(
        "paper.decided.before" if decision.after_round < ballot.held.number else "paper.decided.after",
        body=ballot.body,
        choice=words(f"term.next.{decision.choice}"),
        **cards | {"agree": agree},
        percent=percent,
        of=based_on(words, course.meeting.kind, result.base),
        came=words(f"paper.decided.{result.status}", needed=result.base.needed, cite=ballot.cite("R18")),
    )
