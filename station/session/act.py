"""Who acts, and what every command and event has in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Protocol

__all__ = ["Act", "Command", "Event", "Happened", "Who"]


class Who(StrEnum):
    """Who may give a command (R2, Art. 8): technicians enter ballots, the board rules, its head leads.

    Whoever is on the list of a contest is nobody there. Where the head is, any other member leads; and where the head
    can't be, two members together do.
    """

    MACHINE = "machine"
    """The computer itself, or whoever stands before it and has not signed in."""
    ANYONE = "anyone"
    """Whoever has signed in."""
    BOARD = "board"
    """A member of the board, at the keys."""
    LEAD = "lead"
    """The head of the board, or two of its members."""
    TWO = "two"
    """Two persons together, one of them a member of the board."""
    MEMBERS = "members"
    """Two members of the board together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Under whose eyes a command is given: the person at the keys first, then whoever joins, each with the PIN typed.

    ``at`` is the minute by the computer's clock, as ``2025-02-14T09:31``: nothing rests on it but how long somebody
    waits after wrong PINs.
    """

    by: tuple[str, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    at: str | None = None


class Command(Protocol):
    """What somebody wants. ``who`` may want it; ``enters``: it enters ballots, which a broken air gap stops."""

    who: ClassVar[Who]
    enters: ClassVar[bool]


class Event(Protocol):
    """What has happened. Its ``name`` is how the journal knows it.

    ``hidden`` names the field that must not leave this computer, if there is one: what stands on a ballot, what is kept
    of a PIN. It lies apart from the journal, so that it can be destroyed and the journal still be proved, and is None
    once it was. ``timed`` says whether the journal notes the minute: never of a single ballot.
    """

    name: ClassVar[str]
    hidden: ClassVar[str | None]
    timed: ClassVar[bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """An event, who brought it about, and when."""

    event: Event
    by: tuple[str, ...] = ()
    at: str | None = None
