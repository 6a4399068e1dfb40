"""Entering ballots, batch by batch: the second entry blind, and by another person.

A paper is known by its batch and its place in it; batches keep the order of the papers until the board has done with
them. Nothing that was stored is changed: the last ballot can be taken back, a batch can be voided, and both are said.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias, assert_never

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.marks import Marks
from station.session.round import Batch, RoundState, Way
from station.session.state import Day
from tally.person import known_as

__all__ = [
    "CloseBatch",
    "Command",
    "EnterBallot",
    "Event",
    "OpenBatch",
    "UndoBallot",
    "check_batch",
    "decide",
    "fold",
    "typists",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenBatch:
    """Take a batch in hand, to type it in one of the entries (from 1)."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EnterBallot:
    """Store one ballot. ``paper`` is the place that it is meant for, so that nothing is stored twice."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int
    paper: int
    marks: Marks


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoBallot:
    """Take the last ballot of the batch in hand back, to type it again."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseBatch:
    """Put a batch down: every paper of it is entered."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchOpened:
    """Somebody took a batch in hand."""

    name: ClassVar[str] = "batch_opened"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotEntered:
    """A ballot was stored."""

    name: ClassVar[str] = "ballot_entered"
    hidden: ClassVar[str | None] = "marks"
    timed: ClassVar[bool] = False
    contest: str
    entry: int
    batch: int
    paper: int
    marks: Marks | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotUndone:
    """The last ballot of a batch was taken back."""

    name: ClassVar[str] = "ballot_undone"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = False
    contest: str
    entry: int
    batch: int
    paper: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchClosed:
    """Every paper of a batch is entered."""

    name: ClassVar[str] = "batch_closed"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int


Command: TypeAlias = OpenBatch | EnterBallot | UndoBallot | CloseBatch
Event: TypeAlias = BatchOpened | BallotEntered | BallotUndone | BatchClosed


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a command about ballots. Raises Denied."""
    work = day.counting(command.contest, Way.BALLOTS)
    check_batch(work, command.entry, command.batch)
    contest, entry, number = command.contest, command.entry, command.batch
    if isinstance(command, OpenBatch):
        return _opened(day, work, act.by[0], command)
    batch = _in_hand(work, act.by[0], command)
    size, have = work.sizes[command.batch - 1], len(batch.ballots)
    match command:
        case EnterBallot(paper=paper, marks=marks):
            if have == size:
                raise Denied("batch_is_full", batch=command.batch, size=size)
            if paper != have + 1:
                raise Denied("another_paper", expected=have + 1, given=paper)
            if not marks.fits(work.paper):
                raise Denied("marks_do_not_fit")
            return (BallotEntered(contest=contest, entry=entry, batch=number, paper=paper, marks=marks),)
        case UndoBallot():
            if not have:
                raise Denied("nothing_to_undo")
            return (BallotUndone(contest=contest, entry=entry, batch=number, paper=have),)
        case CloseBatch():
            if have != size:
                raise Denied("batch_not_full", have=have, size=size)
            return (BatchClosed(contest=contest, entry=entry, batch=number),)
        case never:
            assert_never(never)


def check_batch(work: RoundState, entry: int, batch: int) -> None:
    """Check that there is such a batch, and that it is typed here. Raises Denied."""
    if not (1 <= entry <= len(work.entries) and 1 <= batch <= len(work.sizes)):
        raise Denied("no_such_batch", batch=batch)
    if source := work.entries[entry - 1].source:
        raise Denied("entry_came_from_elsewhere", station=source)


def typists(day: Day, work: RoundState, batch: int) -> frozenset[str]:
    """Give who typed a batch so far, here or at another station, by the name that tells persons apart."""
    typed = [(entry, entry.batches[batch]) for entry in work.entries if batch in entry.batches]
    return frozenset(known_as(one.typist if entry.source else day.person(one.typist).name) for entry, one in typed)


def _opened(day: Day, work: RoundState, person: str, command: OpenBatch) -> tuple[BatchOpened, ...]:
    """Check that whoever typed a batch once does not type it again: what is read twice by one pair of eyes is once."""
    state = work.batch(command.entry, command.batch)
    if state is not None:
        if state.closed:
            raise Denied("batch_is_closed", batch=command.batch)
        if state.typist != person:
            raise Denied("batch_is_anothers", batch=command.batch)
        return ()
    if known_as(day.person(person).name) in typists(day, work, command.batch):
        raise Denied("same_person_twice", batch=command.batch)
    return (BatchOpened(contest=command.contest, entry=command.entry, batch=command.batch),)


def _in_hand(work: RoundState, person: str, command: EnterBallot | UndoBallot | CloseBatch) -> Batch:
    """Give the batch that somebody has in hand."""
    state = work.batch(command.entry, command.batch)
    if state is None:
        raise Denied("batch_not_open", batch=command.batch)
    if state.closed:
        raise Denied("batch_is_closed", batch=command.batch)
    if state.typist != person:
        raise Denied("batch_is_anothers", batch=command.batch)
    return state


def fold(day: Day, event: Event, by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest)
    if isinstance(event, BatchOpened):
        after = Batch(typist=by[0])
    else:
        after = _after(work.entries[event.entry - 1].batches[event.batch], event)
    return day.with_round(event.contest, work.with_batch(event.entry, event.batch, after))


def _after(state: Batch, event: BallotEntered | BallotUndone | BatchClosed) -> Batch:
    match event:
        case BallotEntered(marks=marks):
            return replace(state, ballots=(*state.ballots, marks))
        case BallotUndone():
            return replace(state, ballots=state.ballots[:-1])
        case BatchClosed():
            return replace(state, closed=True)
        case never:
            assert_never(never)
