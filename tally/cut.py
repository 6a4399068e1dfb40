"""The one place where a tie is found: so many places, persons in order of votes, and who is above the cut (R9, R10)."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Cut", "cut"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """Who is above the cut, who is level at it, and how many places are left.

    ``tied`` is empty, or more persons than the ``places_left``: those level who all fit are simply ``taken``.
    """

    taken: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    places_left: int = 0


def cut(votes: Mapping[int, int], places: int) -> Cut:
    """Fill the places by votes from high to low; the higher votes win, and those level at the last place are a tie.

    ``votes`` are by number. Those of equal votes stand by their numbers, which decides nothing.
    """
    order = sorted(votes, key=lambda number: (-votes[number], number))
    if len(order) <= places:
        return Cut(taken=tuple(order), places_left=places - len(order))
    last = votes[order[places - 1]] if places else None
    if last is None or votes[order[places]] < last:
        return Cut(taken=tuple(order[:places]))
    above = tuple(number for number in order if votes[number] > last)
    tied = tuple(number for number in order if votes[number] == last)
    return Cut(taken=above, tied=tied, places_left=places - len(above))
