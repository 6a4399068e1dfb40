"""The watch on the air gap: what the passive checks see, and what the board says of it.

The checks themselves stand outside; only their edges come in: what goes wrong, and what is mended. For real, entering
stops until it is mended or the board overrules it with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias, assert_never

from station.airgap.observing import edges
from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.doubts import check_majority
from station.session.said import MOST_SAID, cleaned, reason_of
from station.session.state import Day
from tally.record.document import Observation

__all__ = ["Command", "Event", "NoteAirGap", "OverruleAirGap", "decide", "fold", "observations"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteAirGap:
    """Say what is broken now: what was seen, by check. Nothing is a sound air gap, as far as can be seen."""

    who: ClassVar[Who] = Who.MACHINE
    enters: ClassVar[bool] = False
    broken: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class OverruleAirGap:
    """Go on in spite of what is broken now, by a majority of the board."""

    who: ClassVar[Who] = Who.BOARD
    enters: ClassVar[bool] = False
    agree: int
    against: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AirGapLooked:
    """The checks were made for the first time."""

    name: ClassVar[str] = "air_gap_looked"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True, slots=True)
class AirGapBroken:
    """A check finds something, or something else than before: what is still there where part of it is mended."""

    name: ClassVar[str] = "air_gap_broken"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    check: str
    seen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AirGapMended:
    """A check finds nothing any more."""

    name: ClassVar[str] = "air_gap_mended"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    check: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AirGapOverruled:
    """The board goes on in spite of what is broken."""

    name: ClassVar[str] = "air_gap_overruled"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    agree: int
    against: int
    reason: str


Command: TypeAlias = NoteAirGap | OverruleAirGap
Event: TypeAlias = AirGapLooked | AirGapBroken | AirGapMended | AirGapOverruled


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of what was seen. Raises Denied."""
    before = day.watch.broken
    if isinstance(command, OverruleAirGap):
        agree, against = command.agree, command.against
        if not before:
            raise Denied("nothing_is_broken")
        check_majority(agree, against, members=len(day.the_congress.board))
        return (AirGapOverruled(agree=agree, against=against, reason=reason_of(command.reason)),)
    now = {check: cleaned(seen)[:MOST_SAID] for check, seen in command.broken.items()}
    looked = () if day.watch.looked else (AirGapLooked(),)
    mended = tuple(AirGapMended(check=check) for check in before if check not in now)
    broke = tuple(AirGapBroken(check=check, seen=seen) for check, seen in now.items() if before.get(check) != seen)
    return (*looked, *mended, *broke)


def observations(day: Day, checks: tuple[str, ...]) -> tuple[Observation, ...]:
    """Give what a record says of the air gap: each check, and the edges of violations since the start.

    Of a check that came and went many times only its last edges are told: the journal has them all.
    """
    ever = {check for check, _, _ in day.watch.edges}
    quiet = tuple(Observation(check=check, clear=True) for check in checks if check not in ever)
    left = dict.fromkeys(ever, MOST_EDGES // max(1, len(ever)))
    edges: list[Observation] = []
    for check, clear, seen in reversed(day.watch.edges):
        left[check] -= 1
        if left[check] >= 0:
            edges.append(Observation(check=check, clear=clear, seen=seen or None))
    return (*quiet, *reversed(edges))


MOST_EDGES = 80
"""A record holds a hundred observations."""


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event. Whatever breaks anew takes back that the board overruled what was broken before.

    A check breaks anew when anything is seen that was not seen before; what is partly mended stays overruled.
    """
    watch = day.watch
    match event:
        case AirGapLooked():
            return replace(day, watch=replace(watch, looked=True))
        case AirGapBroken(check=check, seen=seen):
            left = edges((_of(check, text) for check, text in watch.broken.items()), (_of(check, seen),))
            overruled = None if left.wrong or check not in watch.broken else watch.overruled
            broken, edge = {**watch.broken, check: seen}, (check, False, seen)
            return replace(day, watch=replace(watch, broken=broken, edges=(*watch.edges, edge), overruled=overruled))
        case AirGapMended(check=check):
            still = {name: seen for name, seen in watch.broken.items() if name != check}
            return replace(day, watch=replace(watch, broken=still, edges=(*watch.edges, (check, True, ""))))
        case AirGapOverruled(reason=reason):
            return replace(day, watch=replace(watch, overruled=reason))
        case never:
            assert_never(never)


def _of(check: str, seen: str) -> Observation:
    return Observation(check=check, clear=False, seen=seen or None)
