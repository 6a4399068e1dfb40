"""A count -> its outcome: complete, tied, short or stopped (R9-R11).

A tie or a shortfall is a value that names the persons, the seats left and what the rules let the body do next. Nothing
here ever breaks a tie or fills a seat.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tally.congress import Base
from tally.count import Count, Stop
from tally.cut import cut

__all__ = ["Complete", "Next", "Outcome", "Short", "Status", "Stopped", "Tied", "outcome_of"]


class Status(StrEnum):
    """Where a round or a contest stands."""

    PENDING = "pending"
    COMPLETE = "complete"
    TIED = "tied"
    SHORT = "short"
    STOPPED = "stopped"
    CLOSED_SHORT = "closed_short"


class Next(StrEnum):
    """What may follow an outcome."""

    RUN_OFF = "run_off"
    FURTHER = "further"
    LEAVE_OPEN = "leave_open"
    CONGRESS_DECIDES = "congress_decides"
    SUPERIOR_APPOINTS = "superior_appoints"


@dataclass(frozen=True, kw_only=True, slots=True)
class Complete:
    """Every seat of the round is filled. ``elected`` goes by votes from high to low, then by number."""

    status: ClassVar[Status] = Status.COMPLETE
    elected: tuple[int, ...]
    tied: ClassVar[tuple[int, ...]] = ()
    seats_left: ClassVar[int] = 0
    next: ClassVar[tuple[Next, ...]] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Tied:
    """More persons are level at the last seats than there are seats left (R10, Art. 30).

    ``after_run_off`` says that the tied were already voted on among themselves: then the body decides what follows.
    """

    status: ClassVar[Status] = Status.TIED
    elected: tuple[int, ...]
    tied: tuple[int, ...]
    seats_left: int
    after_run_off: bool
    next: tuple[Next, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Short:
    """Fewer persons are over half than there are seats (R11). The body decides whether to vote again."""

    status: ClassVar[Status] = Status.SHORT
    elected: tuple[int, ...]
    tied: ClassVar[tuple[int, ...]] = ()
    seats_left: int
    next: tuple[Next, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stopped:
    """Nothing may be decided on this round: ``why`` says what stands against it (R7, R14)."""

    status: ClassVar[Status] = Status.STOPPED
    elected: ClassVar[tuple[int, ...]] = ()
    tied: ClassVar[tuple[int, ...]] = ()
    seats_left: int
    next: ClassVar[tuple[Next, ...]] = (Next.CONGRESS_DECIDES,)
    why: tuple[Stop, ...]


Outcome = Complete | Tied | Short | Stopped


def outcome_of(
    count: Count, *, base: Base, is_run_off: bool, stops: tuple[Stop, ...] = (), last_ballot: bool = False
) -> Outcome:
    """Say what a count comes to (R9-R11, Art. 30).

    Over half of the base is necessary, except in a run-off among the tied, where the higher votes win (R10). If more
    are over half than there are seats, the higher votes win (R9). ``last_ballot``: after this ballot without a result
    the superior committee appoints (R11, a cell's secretary after the third). ``stops`` are what the meeting has
    against deciding, beside what the count has (R7, R14).
    """
    why = stops + count.stops
    if why:
        return Stopped(seats_left=count.seats, why=why)
    eligible = {number: votes for number, votes in count.votes.items() if is_run_off or base.over_half(votes)}
    seats = cut(eligible, count.seats)
    if seats.tied:
        after_run_off = Next.SUPERIOR_APPOINTS if last_ballot else Next.CONGRESS_DECIDES
        return Tied(
            elected=seats.taken,
            tied=seats.tied,
            seats_left=seats.places_left,
            after_run_off=is_run_off,
            next=(after_run_off,) if is_run_off else (Next.RUN_OFF,),
        )
    if seats.places_left:
        after_short = (Next.SUPERIOR_APPOINTS,) if last_ballot else (Next.FURTHER, Next.LEAVE_OPEN)
        return Short(elected=seats.taken, seats_left=seats.places_left, next=after_short)
    return Complete(elected=seats.taken)
