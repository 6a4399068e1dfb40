"""Delegates to the higher congress: alternates from the officials' ballot, and who may be sent (R12, Art. 18)."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from tally.congress import Base
from tally.count import Count
from tally.cut import Cut, cut

__all__ = ["Delegation", "alternates_from"]


def alternates_from(count: Count, *, base: Base, elected: Collection[int], places: int) -> Cut:
    """Take alternates from a ballot that filled the officials' seats: of those left, the ones over half, high to low.

    A tie at the last place is a tie: only those above it are taken, and the tied are named (R12, Art. 18).
    """
    left = {number: votes for number, votes in count.votes.items() if number not in elected and base.over_half(votes)}
    return cut(left, places)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delegation:
    """A unit's delegates to the higher congress, by how they came to be it; persons are named as the unit names them.

    Ex officio, elected and appointed are three numbers that stay apart. ``sent`` pairs an absent delegate with the
    alternate who goes in that place (R12).
    """

    ex_officio: tuple[str, ...]
    elected: tuple[str, ...]
    appointed: tuple[str, ...]
    alternates: tuple[str, ...]
    sent: tuple[tuple[str, str], ...] = ()

    @property
    def strength(self) -> int:
        """How many delegates there are. An alternate who is sent takes a delegate's place and adds none."""
        return len(self.ex_officio) + len(self.elected) + len(self.appointed)

    def may_be_sent(self, absent: str) -> tuple[str, ...]:
        """Give the alternates who may be sent for an elected delegate who is absent.

        The article gives no order among them: the committee sends whom it chooses (R12, Art. 18). Empty if ``absent``
        is not an elected delegate, or somebody was already sent for that person.
        """
        if absent not in self.elected or absent in dict(self.sent):
            return ()
        gone = {alternate for _, alternate in self.sent}
        return tuple(alternate for alternate in self.alternates if alternate not in gone)

    def send(self, alternate: str, *, absent: str) -> "Delegation":
        """Record the committee's choice. Raises ValueError for an alternate who may not be sent."""
        if alternate not in self.may_be_sent(absent):
            msg = f"{alternate} may not be sent for {absent}"
            raise ValueError(msg)
        return replace(self, sent=(*self.sent, (absent, alternate)))
