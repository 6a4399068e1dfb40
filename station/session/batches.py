"""What the board does about a whole batch: throw one entry of it away, or say how many papers really lie in it.

Either way its papers may lie otherwise afterwards: what was settled on them must be settled again, and what the board
ruled on it must look at again. Of a round on tally sheets an entry is one of the two sheets.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.box import MOST_BALLOTS
from station.session.denied import Denied
from station.session.entry import check_batch
from station.session.round import RoundState, Way
from station.session.said import reason_of
from station.session.state import Day

__all__ = ["Command", "Event", "ResizeBatch", "VoidBatch", "decide", "fold"]


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidBatch:
    """Throw one entry of a batch away, or one of its tally sheets, to type it anew."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ResizeBatch:
    """Say that another number of papers lies in a batch; the one after the last adds a batch."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    batch: int
    size: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchVoided:
    """One entry of a batch was thrown away, or one of its tally sheets."""

    name: ClassVar[str] = "batch_voided"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    entry: int
    batch: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchResized:
    """Another number of papers lies in a batch."""

    name: ClassVar[str] = "batch_resized"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    batch: int
    size: int
    reason: str


Command: TypeAlias = VoidBatch | ResizeBatch
Event: TypeAlias = BatchVoided | BatchResized


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a command about a batch. Raises Denied."""
    work, reason = day.counting(command.contest), reason_of(command.reason)
    if isinstance(command, ResizeBatch):
        return _resized(work, command, reason)
    return (_voided(work, command, reason),)


def _voided(work: RoundState, command: VoidBatch, reason: str) -> BatchVoided:
    entry, batch = command.entry, command.batch
    if work.way is Way.BALLOTS:
        check_batch(work, entry, batch)
    if (batch, entry) not in work.sheets and (work.way is Way.SHEETS or work.batch(entry, batch) is None):
        raise Denied("batch_not_open", batch=batch)
    return BatchVoided(contest=command.contest, entry=entry, batch=batch, reason=reason)


def _resized(work: RoundState, command: ResizeBatch, reason: str) -> tuple[BatchResized, ...]:
    batch, size = command.batch, command.size
    if not 1 <= batch <= len(work.sizes) + 1:
        raise Denied("no_such_batch", batch=batch)
    if not 0 <= size <= MOST_BALLOTS:
        raise Denied("batch_size", most=MOST_BALLOTS)
    if size == (*work.sizes, 0)[batch - 1]:
        return ()
    if any(entry.source for entry in work.entries):
        raise Denied("entries_came_from_elsewhere")
    have = max((len(entry.batches[batch].ballots) for entry in work.entries if batch in entry.batches), default=0)
    if have > size:
        raise Denied("more_entered_already", have=have, size=size)
    return (BatchResized(contest=command.contest, batch=batch, size=size, reason=reason),)


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest).disturbed(event.batch)
    after = _without(work, event) if isinstance(event, BatchVoided) else _with_size(work, event)
    return day.with_round(event.contest, after)


def _without(work: RoundState, event: BatchVoided) -> RoundState:
    if work.way is Way.BALLOTS:
        return work.with_batch(event.entry, event.batch, None)
    sheets = {place: sheet for place, sheet in work.sheets.items() if place != (event.batch, event.entry)}
    return replace(work, sheets=sheets)


def _with_size(work: RoundState, event: BatchResized) -> RoundState:
    """Give the round with another size of a batch: what was closed with fewer papers is open, its sheets are void."""
    sizes = (*work.sizes[: event.batch - 1], event.size, *work.sizes[event.batch :])
    for number in range(1, len(work.entries) + 1):
        state = work.batch(number, event.batch)
        if state is not None:
            work = work.with_batch(number, event.batch, replace(state, closed=False))
    sheets = {place: sheet for place, sheet in work.sheets.items() if place[0] != event.batch}
    return replace(work, sizes=sizes, sheets=sheets)
