"""What the body decides after a round, by cards, and the next round made from it (R7, R9-R12, R18).

The rules give the choices; the body takes one. A vote that did not pass is kept like one that did, and changes nothing.
One that was stored by mistake can be undone as long as nothing was built on it; both are kept.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.phase import Phase, phase
from station.session.round import RoundState
from station.session.said import reason_of
from station.session.state import ContestState, Day, Voted
from tally.contest import Choice, Contest, Decision, Purpose
from tally.course import BallotPaper
from tally.outcome import Next
from tally.rounds import DoesNotAnswer, answers, paper_for
from tally.votes.card import CardVote, count_card

__all__ = ["Command", "Decide", "Event", "UndoDecision", "choices", "decide", "fold", "may_undo"]


_PURPOSE = {
    Choice.RUN_OFF: Purpose.RUN_OFF,
    Choice.FURTHER: Purpose.FURTHER,
    Choice.ALTERNATES: Purpose.ALTERNATES,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Decide:
    """Store what the body decided, and the cards that were counted. ``candidates`` are who stands, None for all."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str
    choice: Choice
    agree: int
    against: int
    abstain: int
    not_voting: int
    candidates: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoDecision:
    """Undo the last decision: it was stored by mistake, and no paper was counted since."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyDecided:
    """What the body decided, or did not."""

    name: ClassVar[str] = "body_decided"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    choice: Choice
    agree: int
    against: int
    abstain: int
    not_voting: int
    passed: bool
    candidates: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionUndone:
    """The last decision was not what the body decided."""

    name: ClassVar[str] = "decision_undone"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    reason: str


Command: TypeAlias = Decide | UndoDecision
Event: TypeAlias = BodyDecided | DecisionUndone


def choices(day: Day, contest: str) -> tuple[Choice, ...]:
    """Give what the rules let the body decide now, in the order in which it is usually asked."""
    state, now = day.contest(contest), phase(day, contest)
    if now is Phase.EXCESS:
        return (Choice.AGAIN,)
    if now is not Phase.RESULT or state.contest.leave_open:
        return ()
    may = [Choice(paper.purpose.value) for paper in answers(state.course) if paper.candidates]
    if not {Next.LEAVE_OPEN, Next.CONGRESS_DECIDES}.isdisjoint(day.result(contest).next):
        may.append(Choice.LEAVE_OPEN)
    return tuple(dict.fromkeys(may))


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a decision. Raises Denied where the rules do not give it, or the cards do not add up."""
    if isinstance(command, UndoDecision):
        return (_undone(day, command),)
    state = day.contest(command.contest)
    if command.choice not in (may := choices(day, command.contest)):
        raise Denied("not_a_choice", choice=command.choice.value, may=", ".join(may))
    cards = (command.agree, command.against, command.abstain, command.not_voting)
    if min(cards) < 0:
        raise Denied("cards_below_zero")
    vote = CardVote(
        id=command.contest,
        title=command.choice.value,
        agree=command.agree,
        against=command.against,
        abstain=command.abstain,
        not_voting=command.not_voting,
    )
    result = count_card(vote, meeting=state.course.meeting, regulation=state.course.congress.regulation)
    if result.passed is None:
        raise Denied(result.why[0], have=vote.persons, attending=result.attending)
    _check_paper(state, command)
    return (
        BodyDecided(
            contest=command.contest,
            choice=command.choice,
            agree=command.agree,
            against=command.against,
            abstain=command.abstain,
            not_voting=command.not_voting,
            passed=result.passed,
            candidates=command.candidates,
        ),
    )


def _check_paper(state: ContestState, command: Decide) -> None:
    number = len(state.course.held) + 1
    added = [person.number for person in state.contest.candidates if person.from_round == number]
    if command.choice is Choice.RUN_OFF and added:
        raise Denied("names_added_for_run_off", round=number, numbers=", ".join(map(str, added)))
    if command.choice in _PURPOSE:
        try:
            _paper(state, command)
        except DoesNotAnswer:
            raise Denied("does_not_answer", choice=command.choice.value) from None
    elif command.candidates is not None:
        raise Denied("does_not_answer", choice=command.choice.value)


def _paper(state: ContestState, decided: Decide | BodyDecided) -> BallotPaper:
    return paper_for(state.course, purpose=_PURPOSE[decided.choice], candidates=decided.candidates)


def may_undo(day: Day, contest: str) -> bool:
    """Whether the last decision can still be undone."""
    try:
        _check_bare(day, contest)
    except Denied:
        return False
    return True


def _undone(day: Day, command: UndoDecision) -> DecisionUndone:
    _check_bare(day, command.contest)
    return DecisionUndone(contest=command.contest, reason=reason_of(command.reason))


def _check_bare(day: Day, contest: str) -> None:
    """Check that the last decision is still bare: no box counted in its round, no contest begun that draws on it."""
    state = day.contest(contest)
    last = state.decisions[-1] if state.decisions else None
    if last is None or not (last.passed and last.stands and last.decision.after_round == len(state.course.held)):
        raise Denied("nothing_to_undo")
    if last.decision.choice is Choice.AGAIN or (state.round is not None and state.round.box is not None):
        raise Denied("not_now", phase=phase(day, contest).value)
    for other in day.contests.values():
        if other.contest.pool == contest and other.confirmed:
            raise Denied("pool_is_drawn_on", contest=other.contest.id)


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    if isinstance(event, DecisionUndone):
        return day.with_contest(_without(day.contest(event.contest)))
    state = day.contest(event.contest)
    decision = Decision(
        after_round=len(state.course.held),
        choice=event.choice,
        agree=event.agree,
        against=event.against,
        abstain=event.abstain,
        not_voting=event.not_voting,
    )
    voted = Voted(decision=decision, passed=event.passed)
    after = _with_contest(state, replace(state.contest, decisions=(*state.contest.decisions, decision)))
    after = replace(after, decisions=(*state.decisions, voted))
    if not event.passed:
        return day.with_contest(after)
    match event.choice:
        case Choice.LEAVE_OPEN:
            after = _with_contest(after, replace(after.contest, leave_open=True))
        case Choice.AGAIN:
            was, rounds = day.work(event.contest), len(state.course.held)
            again = RoundState(number=was.number, paper=was.paper, attempt=was.attempt + 1)
            after = replace(after, round=again, board_open=min(state.board_open, rounds))
        case _:
            number = len(state.course.held) + 1
            after = replace(after, round=RoundState(number=number, paper=_paper(state, event)))
    return day.with_contest(after)


def _with_contest(state: ContestState, contest: Contest) -> ContestState:
    return replace(state, course=replace(state.course, contest=contest))


def _without(state: ContestState) -> ContestState:
    """Give a contest as if its last decision had not been taken, which is kept as one that does not stand."""
    decisions = (*state.decisions[:-1], replace(state.decisions[-1], stands=False))
    contest = replace(state.contest, leave_open=False, decisions=state.contest.decisions[:-1])
    board_open = min(state.board_open, len(state.course.held))
    return replace(_with_contest(state, contest), round=None, decisions=decisions, board_open=board_open)
