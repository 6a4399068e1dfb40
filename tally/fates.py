"""What a round came to for each person on its list: elected, taken as an alternate, tied, over half or not (R8-R12)."""

from enum import StrEnum

from tally.course import Course, Held
from tally.outcome import Stopped

__all__ = ["Fate", "fates"]


class Fate(StrEnum):
    """What a round came to for one person."""

    ELECTED = "elected"
    ALTERNATE = "alternate"
    TIED = "tied"
    OVER_HALF = "over_half"
    """Over half, and not elected: others have more votes (R9)."""
    NOT_OVER_HALF = "not_over_half"
    NOT_ELECTED = "not_elected"
    """In a run-off, where over half is not asked for (R10)."""
    UNDECIDED = "undecided"
    """The round is stopped: nothing is decided on anybody (R7, R14)."""


def fates(course: Course, held: Held) -> dict[int, Fate]:
    """Give what a round came to for each person on its list, in the order of the list."""
    taken, tied = _alternates(course, held)
    return {number: _fate(held, number, taken=taken, tied=tied) for number in held.count.candidates}


def _fate(held: Held, number: int, *, taken: tuple[int, ...], tied: tuple[int, ...]) -> Fate:
    outcome = held.outcome
    if isinstance(outcome, Stopped):
        return Fate.UNDECIDED
    if number in outcome.elected:
        return Fate.ALTERNATE if held.for_alternates else Fate.ELECTED
    if number in taken:
        return Fate.ALTERNATE
    if number in (*outcome.tied, *tied):
        return Fate.TIED
    if held.is_run_off:
        return Fate.NOT_ELECTED
    return Fate.OVER_HALF if held.base.over_half(held.count.votes[number]) else Fate.NOT_OVER_HALF


def _alternates(course: Course, held: Held) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the alternates taken from a ballot that filled the officials' seats, and who is tied there (R12)."""
    if held not in [one for one in course.officials if not one.is_run_off][-1:]:
        return (), ()
    own = [one for one in course.held if one.for_alternates]
    later = {number for one in own for number in one.outcome.elected}
    taken = tuple(number for number in course.alternates.taken if number not in later)
    return taken, () if own else course.alternates.tied
