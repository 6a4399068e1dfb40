"""The box: papers handed out and collected, and how they are to be counted (R7, Art. 8)."""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.round import Box, Entry, RoundState, Way
from station.session.said import optional, reason_of
from station.session.state import Day

__all__ = ["BATCH", "MOST_ENTRIES", "Command", "CountBox", "Event", "StartEntry", "decide", "fold"]

BATCH = 25
"""Papers in a batch, unless the board wants another number."""
MOST_ENTRIES = 3
MOST_BALLOTS = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class CountBox:
    """Say what was handed out and what lay in the box. Saying it again takes a reason, and the figures before stay."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    box: Box
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StartEntry:
    """Begin to count, in batches of ``batch`` papers: by ballots entered ``entries`` times, or by tally sheets.

    As long as nothing was entered it may be begun in another way.
    """

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    way: Way = Way.BALLOTS
    batch: int = BATCH
    entries: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxCounted:
    """What was handed out and collected."""

    name: ClassVar[str] = "box_counted"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    box: Box
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryStarted:
    """The papers lie in batches of these sizes, and are counted so."""

    name: ClassVar[str] = "entry_started"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    way: Way
    sizes: tuple[int, ...]
    entries: int


Command: TypeAlias = CountBox | StartEntry
Event: TypeAlias = BoxCounted | EntryStarted


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a count of the papers. Raises Denied where they do not add up."""
    work = day.work(command.contest)
    if isinstance(command, StartEntry):
        return (_started(work, command),)
    _check_box(command.box)
    reason = optional(command.reason) if work.box is None else reason_of(command.reason)
    return (BoxCounted(contest=command.contest, box=command.box, reason=reason),)


def _started(work: RoundState, command: StartEntry) -> EntryStarted:
    if work.box is None:
        raise Denied("box_first")
    if work.excess:
        raise Denied("excess", n=work.excess)
    if work.has_ballots:
        raise Denied("entry_has_started")
    if not 1 <= command.batch <= MOST_BALLOTS:
        raise Denied("batch_size", most=MOST_BALLOTS)
    if not 2 <= command.entries <= MOST_ENTRIES:
        raise Denied("entries", most=MOST_ENTRIES)
    full, rest = divmod(work.box.collected, command.batch)
    sizes = (command.batch,) * full + ((rest,) if rest else ())
    return EntryStarted(contest=command.contest, way=command.way, sizes=sizes, entries=command.entries)


def _check_box(box: Box) -> None:
    figures = (box.issued, box.unused, box.spoiled, box.collected, box.not_returned)
    if not all(0 <= figure <= MOST_BALLOTS for figure in figures):
        raise Denied("box_figures", most=MOST_BALLOTS)
    if box.handed < 0:
        raise Denied("more_back_than_issued", n=-box.handed)
    if not box.excess and not box.adds_up:
        raise Denied("box_does_not_add_up", handed=box.handed, found=box.collected + box.not_returned)


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest)
    if isinstance(event, BoxCounted):
        return day.with_round(event.contest, replace(work, box=event.box))
    entries = (Entry(),) * (event.entries if event.way is Way.BALLOTS else 0)
    after = replace(work, way=event.way, sizes=event.sizes, entries=entries, rulings={})
    return day.with_round(event.contest, after)
