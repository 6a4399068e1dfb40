"""Several machines: an entry of the same papers that was typed at another station, and comes in whole.

What comes in is another entry like any: it is compared ballot by ballot, stands only where it agrees, and was typed by
others than the entries here. If its batches turn out to hold other papers it is dropped, and put right at its station.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.entry import typists
from station.session.marks import Marks
from station.session.round import Batch, Entry, RoundState, Way
from station.session.said import reason_of
from station.session.state import Day
from tally.person import known_as

__all__ = ["Command", "DropEntry", "Event", "TakeEntry", "decide", "fold"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeEntry:
    """Take an entry (from 1) from another station. ``typists`` are the names of who typed each batch there."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    station: str
    definition: str
    attempt: int
    round: int
    typists: tuple[str, ...]
    batches: tuple[tuple[Marks, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DropEntry:
    """Throw away what came in as an entry; or do without a third entry that nobody has begun."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    entry: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchTaken:
    """One batch of an entry came in from another station."""

    name: ClassVar[str] = "batch_taken"
    hidden: ClassVar[str | None] = "ballots"
    timed: ClassVar[bool] = True
    contest: str
    entry: int
    station: str
    batch: int
    typist: str
    size: int
    ballots: tuple[Marks, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryDropped:
    """What came in as an entry was thrown away; or, where nothing was in it, that entry is asked for no more."""

    name: ClassVar[str] = "entry_dropped"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    entry: int
    reason: str


Command: TypeAlias = TakeEntry | DropEntry
Event: TypeAlias = BatchTaken | EntryDropped


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of an entry from elsewhere. Raises Denied where it is of other papers."""
    work = day.counting(command.contest, Way.BALLOTS)
    if not 1 <= command.entry <= len(work.entries):
        raise Denied("no_such_entry", entry=command.entry)
    if isinstance(command, TakeEntry):
        return _taken(day, work, command)
    entry, is_spare = work.entries[command.entry - 1], 2 < command.entry == len(work.entries)
    if not (entry.source or (is_spare and entry == Entry())):
        raise Denied("nothing_to_drop", entry=command.entry)
    return (EntryDropped(contest=command.contest, entry=command.entry, reason=reason_of(command.reason)),)


def _taken(day: Day, work: RoundState, command: TakeEntry) -> tuple[BatchTaken, ...]:
    state, station = day.contest(command.contest), command.station
    if work.entries[command.entry - 1] != Entry():
        raise Denied("entry_is_begun", entry=command.entry)
    if any(entry.source == station for entry in work.entries):
        raise Denied("station_is_in", station=station)
    confirmed = state.confirmed.definition if state.confirmed else ""
    if (command.definition, command.round, command.attempt) != (confirmed, work.number, work.attempt):
        raise Denied("entry_of_another_round", station=station)
    _check_batches(work, command)
    if not all(marks.fits(work.paper) for batch in command.batches for marks in batch):
        raise Denied("marks_do_not_fit")
    for batch, typist in enumerate(command.typists, start=1):
        if day.stands(typist, command.contest):
            raise Denied("operator_is_candidate", name=typist)
        if known_as(typist) in typists(day, work, batch):
            raise Denied("same_person_twice", batch=batch)
    return tuple(
        BatchTaken(
            contest=command.contest,
            entry=command.entry,
            station=station,
            batch=batch,
            typist=typist,
            size=len(ballots),
            ballots=ballots,
        )
        for batch, (typist, ballots) in enumerate(zip(command.typists, command.batches, strict=True), start=1)
    )


def _check_batches(work: RoundState, command: TakeEntry) -> None:
    """Check that the papers lie there in the batches in which they lie here; the first that differs is told."""
    there = tuple(len(batch) for batch in command.batches)
    if len(there) != len(work.sizes) or len(command.typists) != len(there):
        raise Denied("other_batches", station=command.station, batches=len(there), here=len(work.sizes))
    for batch, (size, here) in enumerate(zip(there, work.sizes, strict=True), start=1):
        if size != here:
            raise Denied("batch_of_another_size", station=command.station, batch=batch, size=size, here=here)


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest)
    if isinstance(event, EntryDropped):
        return day.with_round(event.contest, _without(work, event.entry))
    ballots = event.ballots if event.ballots is not None else (None,) * event.size
    after = work.with_batch(event.entry, event.batch, Batch(typist=event.typist, ballots=ballots, closed=True))
    entry = replace(after.entries[event.entry - 1], source=event.station)
    return day.with_round(event.contest, after.with_entry(event.entry, entry))


def _without(work: RoundState, number: int) -> RoundState:
    """Give the round without what came in as an entry. What the board ruled on must be looked at again."""
    if work.entries[number - 1] == Entry():
        return replace(work, entries=work.entries[: number - 1])
    for batch in work.batches:
        work = work.disturbed(batch)
    return work.with_entry(number, Entry())
