"""What the verdict of a round rests on, claim by claim, and by how much it stands (R8-R10); an audit tries each."""

from dataclasses import dataclass
from enum import StrEnum

from tally.ballot import Reason
from tally.congress import Base, BlankBoxes
from tally.count import Count, Sorting, sort_ballots, turn
from tally.outcome import Complete, Outcome, Short, Stopped, Tied
from tally.record.commitment import Ballot, ballots_of
from tally.record.refusal import Refused

__all__ = ["Claim", "Decided", "Ground", "claims"]


class Ground(StrEnum):
    """What a claim says of a person."""

    OVER_HALF = "over_half"
    NOT_OVER_HALF = "not_over_half"
    AHEAD = "ahead"


_VOTE_ADDS = {Ground.OVER_HALF: 2, Ground.NOT_OVER_HALF: -2, Ground.AHEAD: 1}
_LEAST_ADDED = {Ground.OVER_HALF: 0, Ground.NOT_OVER_HALF: -2, Ground.AHEAD: -1}


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One thing that the verdict rests on: ``person`` is over half of the base, or is not, or is ahead of ``other``.

    ``margin`` is how far the record is from the claim being wrong, in votes between two persons, of which one ballot
    can move two. Of the votes of one person against the base (R8) a ballot can move but one: each counts double.
    """

    ground: Ground
    person: int
    other: int | None = None
    margin: int

    def error(self, recorded: frozenset[int], paper: frozenset[int] | None) -> int:
        """Give how much more a ballot adds to the claim in the record than on paper, from -2 to 2.

        A paper that was not found is taken to say the worst for the claim.
        """
        return self._adds(recorded) - (_LEAST_ADDED[self.ground] if paper is None else self._adds(paper))

    def _adds(self, votes: frozenset[int]) -> int:
        return _VOTE_ADDS[self.ground] * (self.person in votes) - (self.other in votes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A decided round as the record has it: what an audit is held against."""

    count: Count
    outcome: Outcome
    base: Base
    is_run_off: bool = False
    blank_boxes: BlankBoxes = BlankBoxes.INVALID

    @property
    def ballots(self) -> int:
        """How many ballots there are, valid or not."""
        return self.count.valid + self.count.invalid

    def votes_on(self, ballot: Ballot) -> frozenset[int]:
        """Give whom a ballot gives a vote; nobody if it is invalid (R6).

        Raises Refused: ``another_kind_of_ballot``, ``unknown_candidate``.
        """
        return frozenset(person for person, given in self._sorted(ballot).votes(1).items() if given)

    def reason_on(self, ballot: Ballot) -> Reason | None:
        """Give the ground on which a ballot is invalid (R6), None for a valid one. Raises Refused as ``votes_on``."""
        return next(iter(self._sorted(ballot).refused), None)

    def _sorted(self, ballot: Ballot) -> Sorting:
        one = turn(ballots_of([ballot], kind=self.count.kind, candidates=self.count.candidates))
        return sort_ballots(one, seats=self.count.seats, blank_boxes=self.blank_boxes)


def claims(decided: Decided) -> tuple[Claim, ...]:
    """Give what the verdict rests on (R9, R10).

    Those elected are over half, and ahead of all others; where seats stay open, the others are not over half. A tie
    gives no claims: a single vote undoes it, so no sample proves it. Alternates (R12) are no part of this. Raises
    Refused (``nothing_decided``) for a round that was stopped.
    """
    votes, half, outcome = decided.count.votes, decided.base.value // 2, decided.outcome
    if isinstance(outcome, Stopped):
        raise Refused("nothing_decided")
    if isinstance(outcome, Tied):
        return ()
    elected, others = outcome.elected, [number for number in votes if number not in outcome.elected]
    over = () if decided.is_run_off else elected
    pairs = [(one, two) for one in elected for two in others] if isinstance(outcome, Complete) else []
    under = others if isinstance(outcome, Short) else []
    return (
        *(Claim(ground=Ground.OVER_HALF, person=one, margin=2 * (votes[one] - half)) for one in over),
        *(Claim(ground=Ground.AHEAD, person=one, other=two, margin=votes[one] - votes[two]) for one, two in pairs),
        *(Claim(ground=Ground.NOT_OVER_HALF, person=one, margin=2 * (half + 1 - votes[one])) for one in under),
    )
