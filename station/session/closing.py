"""Closing a round: what was entered is counted, and the hall's board may show it (R6, R7).

The count is the one of the library; what the journal keeps of it are its sums, so that the course of a contest stands
when the plain ballots have long been destroyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.comparison import final
from station.session.denied import Denied
from station.session.marks import Marks, ballots_of
from station.session.phase import Phase, open_questions, phase
from station.session.round import Box, Place, RoundState, Way
from station.session.sheets import summed
from station.session.state import ContestState, Day
from tally.ballot import Ballots, Reason
from tally.contest import Round, Totals
from tally.count import Count, count_round
from tally.rounds import hold

__all__ = ["CloseBoard", "CloseRound", "Command", "Event", "OpenBoard", "at_work", "ballots_so_far", "decide", "fold"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseRound:
    """Close the round at work: every paper is entered, compared and ruled on."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenBoard:
    """Let the hall's board show this contest, up to the round at work or the last one closed."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseBoard:
    """Let the hall's board show nothing of this contest any more, until it is opened again."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundClosed:
    """A round was closed; its sums, as the library counted them."""

    name: ClassVar[str] = "round_closed"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    round: int
    issued: int
    collected: int
    valid: int
    invalid: Mapping[Reason, int]
    votes: Mapping[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardOpened:
    """The hall's board shows a contest, up to a round."""

    name: ClassVar[str] = "board_opened"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    round: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardClosed:
    """The hall's board shows nothing of a contest."""

    name: ClassVar[str] = "board_closed"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str


Command: TypeAlias = CloseRound | OpenBoard | CloseBoard
Event: TypeAlias = RoundClosed | BoardOpened | BoardClosed


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of closing. Raises Denied as long as a paper is open."""
    contest = command.contest
    if isinstance(command, CloseRound):
        return (_closed(day, contest),)
    state = day.contest(contest)
    if isinstance(command, CloseBoard):
        return (BoardClosed(contest=contest),) if state.board_open else ()
    number = at_work(state)
    if not number:
        raise Denied("no_round", contest=contest)
    return (BoardOpened(contest=contest, round=number),) if number != state.board_open else ()


def at_work(state: ContestState) -> int:
    """Give the round up to which the board would be opened now: the one at work, else the last one closed; or 0."""
    return state.round.number if state.round else len(state.course.held)


def _closed(day: Day, contest: str) -> RoundClosed:
    work, now = day.work(contest), phase(day, contest)
    if now is Phase.COMPARE:
        raise Denied("papers_open", n=len(open_questions(work)))
    if work.box and now is Phase.ENTRY and not work.adds_up:
        raise Denied("batches_do_not_add_up", have=sum(work.sizes), collected=work.box.collected)
    if not work.box or now is not Phase.READY:
        raise Denied("not_now", phase=now.value)
    ballots = summed(work) if work.way is Way.SHEETS else ballots_so_far(work, tuple(work.places()))
    count = _count(day, contest, ballots, work.box)
    return RoundClosed(
        contest=contest,
        round=work.number,
        issued=count.issued,
        collected=count.collected,
        valid=count.valid,
        invalid=dict(count.reasons),
        votes=dict(count.votes),
    )


def ballots_so_far(work: RoundState, places: tuple[Place, ...]) -> Ballots:
    """Give the ballots of these papers as they are counted. Raises Denied where the plain ballots were destroyed."""
    read: list[tuple[Marks, Reason | None]] = []
    for place in places:
        marks, ruling = final(work, place), work.ruling(place)
        if marks is None:
            raise Denied("ballots_destroyed")
        read.append((marks, ruling.defect if ruling else None))
    return ballots_of(read, work.paper)


def _count(day: Day, contest: str, ballots: Ballots | Totals, box: Box) -> Count:
    work = day.work(contest)
    held = Round(
        number=work.number,
        purpose=work.paper.purpose,
        issued=box.handed,
        collected=box.collected,
        ballots=ballots,
    )
    return count_round(
        held,
        candidates=work.paper.candidates,
        seats=work.paper.seats,
        blank_boxes=day.contest(contest).course.congress.blank_boxes,
    )


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    state = day.contest(event.contest)
    if isinstance(event, BoardOpened):
        return day.with_contest(replace(state, board_open=event.round))
    if isinstance(event, BoardClosed):
        return day.with_contest(replace(state, board_open=0))
    work = day.work(event.contest)
    course = hold(state.course, _held(work, event))
    ballots, sizes = (*state.ballots, _kept_ballots(work)), (*state.sizes, work.sizes)
    return day.with_contest(replace(state, course=course, round=None, ballots=ballots, sizes=sizes))


def _held(work: RoundState, event: RoundClosed) -> Round:
    totals = Totals(
        valid=event.valid,
        invalid=sum(event.invalid.values()),
        votes=event.votes,
        reasons={reason.value: figure for reason, figure in event.invalid.items()},
    )
    return Round(
        number=event.round,
        purpose=work.paper.purpose,
        issued=event.issued,
        collected=event.collected,
        candidates=work.paper.candidates,
        seats=work.paper.seats,
        ballots=totals,
    )


def _kept_ballots(work: RoundState) -> Ballots | None:
    """Give the ballots of a closed round, for its record: none of tally sheets, or where they were destroyed."""
    if work.way is Way.SHEETS:
        return None
    try:
        return ballots_so_far(work, tuple(work.places()))
    except Denied:
        return None
