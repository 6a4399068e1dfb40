"""Everybody summoned to a meeting, one by one: who came, and by what right; the roll is their sum (R8, R12)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tally.congress import Bodies, Roll
from tally.contest import Biography, Sex
from tally.person import Birth

__all__ = ["CameAs", "Summoned", "bodies_of", "roll_of"]


class CameAs(StrEnum):
    """By what right somebody is a delegate (R12): three numbers that a credentials report keeps apart."""

    EX_OFFICIO = "ex_officio"
    ELECTED = "elected"
    APPOINTED = "appointed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Summoned:
    """One person of a roll. ``body`` is the lower body that sent the person, empty where the list does not say.

    ``status`` is one of the roll's statuses; ``came_as`` is None in a meeting that nobody was elected to.
    """

    number: int
    name: str
    sex: Sex
    born: Birth
    ethnicity: str
    status: str
    body: str = ""
    came_as: CameAs | None = None
    biography: Biography | None = None


def roll_of(people: Iterable[Summoned]) -> Roll:
    """Add the persons up by status (R8)."""
    return Roll(**Counter(person.status for person in people))


def bodies_of(people: Sequence[Summoned]) -> Bodies | None:
    """Count the lower bodies that were to send somebody, and those of which somebody came (R14).

    An alternate who sits counts for the body of the delegate replaced. None where the list names no body.
    """
    summoned = {person.body for person in people if person.body}
    there = {person.body for person in people if person.body and person.status in ("present", "replaced")}
    return Bodies(summoned=len(summoned), present=len(there)) if summoned else None
