"""The round of a record that is opened or audited: what it says of that round, and what it commits to."""

from dataclasses import dataclass

from tally.course import Held
from tally.record.claims import Decided
from tally.record.commitment import Committed, ballots_of, read_ballot
from tally.record.document import Commitment, Content
from tally.record.opening import Opening, check
from tally.record.reading import Record, decided
from tally.record.refusal import Refused

__all__ = ["Audited", "audited", "audited_by_ballots", "audited_by_opening", "round_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Audited:
    """A round whose ballots are committed: as it was held, as an audit takes it, and its commitment.

    ``content`` is what the ``record`` says, reckoned again.
    """

    record: Record
    content: Content
    held: Held
    decided: Decided
    commitment: Commitment


def audited(record: Record, content: Content, number: int | None = None) -> Audited:
    """Give the round of that number, or the last one whose ballots are committed.

    Raises Refused: ``no_such_round``; ``nothing_committed`` for a round that was counted on tally sheets, of which no
    ballot can be proved.
    """
    committed = [place for place, made in enumerate(content.commitments, 1) if made]
    at = (committed[-1] if committed else len(content.commitments)) if number is None else number
    found = decided(content, at)
    commitment = content.commitments[at - 1]
    if commitment is None:
        raise Refused("nothing_committed", round=at)
    held = content.result.course.held[at - 1]
    return Audited(record=record, content=content, held=held, decided=found, commitment=commitment)


def audited_by_ballots(record: Record, content: Content, ballots: Committed) -> Audited:
    """Give the round that all these opened ballots are of. Raises Refused (``ballots_of_another_record``)."""
    held = round_of(content, ballots)
    if held is None:
        raise Refused("ballots_of_another_record")
    return audited(record, content, held.number)


def round_of(content: Content, ballots: Committed) -> Held | None:
    """Give the round that all these opened ballots are of, by their root and their number; None if they are of none."""
    made = Commitment(root=ballots.root, size=ballots.size)
    rounds = zip(content.result.course.held, content.commitments, strict=True)
    return next((held for held, own in rounds if own == made), None)


def audited_by_opening(record: Record, content: Content, opening: Opening) -> Audited:
    """Check an opening against a record and what it says, and give the round that it is of.

    Raises Refused: what ``opening.check`` raises; ``another_tree`` too if it is of a contest, or of a round, that the
    record is not of; and what ``ballots_of`` has against a ballot.
    """
    of_this = opening.contest == content.result.contest.id
    made = dict(enumerate(content.commitments, 1)).get(opening.round) if of_this else None
    check(opening, record=record.hash, root=made.root if made else b"", size=made.size if made else 0)
    found = audited(record, content, opening.round)
    ballots = [read_ballot(leaf.ballot) for leaf in opening.leaves]
    ballots_of(ballots, kind=found.held.paper.kind, candidates=found.held.paper.candidates)
    return found
