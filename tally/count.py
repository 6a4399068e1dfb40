"""A round and its ballots -> its count (R6, R7).

Every ballot is either valid or refused for one reason, none is dropped, and votes are read from valid ballots alone.
Whatever keeps the sums from agreeing is named in ``Count.stops``; a count that stops decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tally.ballot import DEFECTS, BallotKind, Ballots, Reason, kind_of
from tally.columns import columns, everyone, fewer_than, mask_of
from tally.congress import BlankBoxes
from tally.contest import Round, Totals

__all__ = ["Count", "Sorting", "Stop", "Turned", "count_round", "sort_ballots", "turn"]


class Stop(StrEnum):
    """Why nothing may be decided on a round (R7, R14); the presidium and the congress must."""

    NOT_QUORATE = "not_quorate"
    BALLOTS_EXCEED_ISSUED = "ballots_exceed_issued"
    COLLECTED_MISMATCH = "collected_mismatch"
    VOTES_EXCEED_VALID = "votes_exceed_valid"
    VOTES_DO_NOT_FIT = "votes_do_not_fit"
    REASONS_MISMATCH = "reasons_mismatch"


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """The sums of one round. ``votes`` are by candidate number, in the order of the list; ``reasons`` has no zeros.

    ``invalid`` is the number of invalid ballots; of a round counted on tally sheets their reasons may be unknown.
    """

    kind: BallotKind
    seats: int
    issued: int
    collected: int
    valid: int
    invalid: int
    votes: Mapping[int, int]
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()

    @property
    def candidates(self) -> tuple[int, ...]:
        """The numbers on this round's list."""
        return tuple(self.votes)

    @property
    def not_returned(self) -> int:
        """Ballots issued and not collected (R7); they do not change the base."""
        return max(0, self.issued - self.collected)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorting:
    """The ballots of a round, sorted: masks of the valid ones and of the refused by reason, which share no ballot.

    ``marks`` are the columns of the names struck out, or of the boxes that agree alone.
    """

    kind: BallotKind
    candidates: tuple[int, ...]
    marks: tuple[int, ...]
    valid: int
    refused: Mapping[Reason, int]

    def votes(self, among: int) -> dict[int, int]:
        """Give the votes by candidate on the ballots of ``among`` that are valid."""
        ballots = among & self.valid
        if self.kind is BallotKind.BOXES:
            counts = [(mark & ballots).bit_count() for mark in self.marks]
        else:
            all_of_them = ballots.bit_count()
            counts = [all_of_them - (mark & ballots).bit_count() for mark in self.marks]
        return dict(zip(self.candidates, counts, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """The ballots of a round as columns: of the names struck out, or the boxes agreed and disagreed; and the defects.

    Two entries of the same ballots are compared, and any part of the ballots is counted, on these.
    """

    kind: BallotKind
    candidates: tuple[int, ...]
    ballots: int
    marks: tuple[tuple[int, ...], ...]
    defects: Mapping[Reason, int]


def turn(ballots: Ballots) -> Turned:
    """Turn ballots into columns.

    Raises ValueError for marks that do not fit the list, a defect that is none, or one of a ballot that is not there.
    """
    defects = {
        reason: mask_of([place for place, defect in ballots.defects.items() if defect is reason]) for reason in DEFECTS
    }
    known = sum(mask.bit_count() for mask in defects.values())
    if known < len(ballots.defects) or any(mask >> len(ballots) for mask in defects.values()):
        msg = "a defect is recorded for a ballot that is not there, or is no defect of R6"
        raise ValueError(msg)
    rows = (ballots.struck,) if ballots.kind is BallotKind.STRIKE else (ballots.agree, ballots.disagree)
    if any(len(marks) != len(ballots) for marks in rows):
        msg = "not every ballot has both its boxes"
        raise ValueError(msg)
    return Turned(
        kind=ballots.kind,
        candidates=ballots.candidates,
        ballots=len(ballots),
        marks=tuple(columns(marks, len(ballots.candidates)) for marks in rows),
        defects=defects,
    )


def sort_ballots(turned: Turned, *, seats: int, blank_boxes: BlankBoxes = BlankBoxes.INVALID) -> Sorting:
    """Sort the ballots into valid and refused, each for the first ground that applies (R6, Art. 15 and 30.1)."""
    left = everyone(turned.ballots)
    refused = dict(turned.defects)
    for defective in refused.values():
        left ^= defective
    if turned.kind is BallotKind.STRIKE:
        (marks,) = turned.marks
        grounds = _strike_grounds(marks, seats=seats, among=left)
    else:
        agree, disagree = turned.marks
        marks = tuple(yes & (yes ^ no) for yes, no in zip(agree, disagree, strict=True))
        grounds = _boxes_grounds(agree, disagree, marks, among=left, blank_boxes=blank_boxes)
    for reason, mask in grounds.items():
        refused[reason] = mask
        left ^= mask
    return Sorting(
        kind=turned.kind,
        candidates=turned.candidates,
        marks=marks,
        valid=left,
        refused={reason: mask for reason, mask in refused.items() if mask},
    )


def _strike_grounds(struck: Sequence[int], *, seats: int, among: int) -> dict[Reason, int]:
    """More kept than seats is fewer struck than the surplus; votes for nobody is every name struck (R6, Art. 15)."""
    nobody = among
    for column in struck:
        nobody &= column
    over = fewer_than(struck, len(struck) - seats, among=among)
    return {Reason.MORE_THAN_SEATS: over, Reason.VOTES_FOR_NOBODY: nobody & (nobody ^ over)}


def _boxes_grounds(
    agree: Sequence[int],
    disagree: Sequence[int],
    agree_alone: Sequence[int],
    *,
    among: int,
    blank_boxes: BlankBoxes,
) -> dict[Reason, int]:
    """One name needs exactly one box; of several, a ballot that agrees with nobody is a matter of the setting (R6)."""
    if len(agree) == 1:
        clear = agree[0] ^ disagree[0]
        return {Reason.BOX_NOT_CLEAR: among & (among ^ clear)}
    if blank_boxes is BlankBoxes.VALID:
        return {}
    nobody = among
    for column in agree_alone:
        nobody &= nobody ^ column
    return {Reason.VOTES_FOR_NOBODY: nobody}


def count_round(
    held: Round, *, candidates: tuple[int, ...], seats: int, blank_boxes: BlankBoxes = BlankBoxes.INVALID
) -> Count:
    """Count a round that was held on this list for so many seats, and say what keeps it from being decided (R6, R7).

    Raises ValueError if the ballots or totals are of another list or kind: then they were read against the wrong paper.
    """
    if isinstance(held.ballots, Totals):
        return _count_totals(held, held.ballots, candidates=candidates, seats=seats, blank_boxes=blank_boxes)
    kind = kind_of(candidates=len(candidates), seats=seats)
    if held.ballots.candidates != candidates or held.ballots.kind is not kind:
        msg = f"round {held.number}: the ballots are of another list"
        raise ValueError(msg)
    sorting = sort_ballots(turn(held.ballots), seats=seats, blank_boxes=blank_boxes)
    reasons = {reason: mask.bit_count() for reason, mask in sorting.refused.items()}
    return Count(
        kind=kind,
        seats=seats,
        issued=held.issued,
        collected=held.collected,
        valid=sorting.valid.bit_count(),
        invalid=sum(reasons.values()),
        votes=sorting.votes(sorting.valid),
        reasons=reasons,
        stops=_box_stops(held, len(held.ballots)),
    )


def _box_stops(held: Round, ballots: int) -> tuple[Stop, ...]:
    stops = []
    if held.collected > held.issued:
        stops.append(Stop.BALLOTS_EXCEED_ISSUED)
    if ballots != held.collected:
        stops.append(Stop.COLLECTED_MISMATCH)
    return tuple(stops)


def _count_totals(
    held: Round, totals: Totals, *, candidates: tuple[int, ...], seats: int, blank_boxes: BlankBoxes
) -> Count:
    """Take the sums that the board wrote down, and try every identity that real ballots would satisfy (R6, R7)."""
    if set(totals.votes) != set(candidates):
        msg = f"round {held.number}: the totals are of another list"
        raise ValueError(msg)
    kind = kind_of(candidates=len(candidates), seats=seats)
    stops = list(_box_stops(held, totals.valid + totals.invalid))
    if any(votes > totals.valid for votes in totals.votes.values()):
        stops.append(Stop.VOTES_EXCEED_VALID)
    least = 0 if len(candidates) == 1 or _blank_is_valid(kind, blank_boxes) else totals.valid
    if not least <= sum(totals.votes.values()) <= totals.valid * seats:
        stops.append(Stop.VOTES_DO_NOT_FIT)
    reasons = {reason: totals.reasons[reason] for reason in Reason if totals.reasons.get(reason)}
    if reasons and sum(reasons.values()) != totals.invalid:
        stops.append(Stop.REASONS_MISMATCH)
    return Count(
        kind=kind,
        seats=seats,
        issued=held.issued,
        collected=held.collected,
        valid=totals.valid,
        invalid=totals.invalid,
        votes={number: totals.votes[number] for number in candidates},
        reasons=reasons,
        stops=tuple(stops),
    )


def _blank_is_valid(kind: BallotKind, blank_boxes: BlankBoxes) -> bool:
    return kind is BallotKind.BOXES and blank_boxes is BlankBoxes.VALID
