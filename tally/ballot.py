"""The ballot: its two kinds, the marks on it, and whether it is valid (R6, Art. 15 and 30.1).

Marks are bits: bit *i* stands for the *i*-th person on the list, so a ballot is one integer, or two for boxes. Nobody
repairs a ballot: it is valid as it stands, or invalid for the first ground that applies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from tally.congress import BlankBoxes

__all__ = ["DEFECTS", "BallotKind", "Ballots", "Reason", "kind_of", "verdict"]


class BallotKind(StrEnum):
    """How a ballot is marked."""

    STRIKE = "strike"
    """More names than seats: the voter strikes out those not elected."""
    BOXES = "boxes"
    """No surplus: the voter marks agree or disagree for each name."""


class Reason(StrEnum):
    """Why a ballot is invalid, in the order in which the grounds are tried (R6)."""

    NOT_ISSUED = "not_issued"
    OFF_LIST_NAME = "off_list_name"
    DISTINGUISHING_MARK = "distinguishing_mark"
    SEVERAL_INKS = "several_inks"
    SIGNED_OR_WRITTEN = "signed_or_written"
    MORE_THAN_SEATS = "more_than_seats"
    BOX_NOT_CLEAR = "box_not_clear"
    VOTES_FOR_NOBODY = "votes_for_nobody"


DEFECTS = (
    Reason.NOT_ISSUED,
    Reason.OFF_LIST_NAME,
    Reason.DISTINGUISHING_MARK,
    Reason.SEVERAL_INKS,
    Reason.SIGNED_OR_WRITTEN,
)
"""The grounds that are seen on the paper; the board rules on them, the marks do not show them."""


def kind_of(*, candidates: int, seats: int) -> BallotKind:
    """Give the kind of ballot for so many names and seats (R6): strike where there is a surplus, else boxes."""
    return BallotKind.STRIKE if candidates > seats else BallotKind.BOXES


def verdict(
    *,
    candidates: int,
    seats: int,
    struck: int = 0,
    agree: int = 0,
    disagree: int = 0,
    defect: Reason | None = None,
    blank_boxes: BlankBoxes = BlankBoxes.INVALID,
) -> Reason | None:
    """Judge one ballot: None if it is valid, else the first ground that makes it invalid (R6, Art. 15 and 30.1).

    ``candidates`` and ``seats`` are the numbers on this ballot's list; ``struck``, or ``agree`` and ``disagree``, its
    marks. Fewer names than seats is valid. A row with both boxes or neither gives that person nothing.
    """
    if defect is not None:
        return defect
    if kind_of(candidates=candidates, seats=seats) is BallotKind.STRIKE:
        kept = candidates - struck.bit_count()
        if kept > seats:
            return Reason.MORE_THAN_SEATS
        return Reason.VOTES_FOR_NOBODY if kept == 0 else None
    if candidates == 1:
        return None if agree ^ disagree else Reason.BOX_NOT_CLEAR
    if blank_boxes is BlankBoxes.INVALID and not agree & ~disagree:
        return Reason.VOTES_FOR_NOBODY
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ballots:
    """The ballots of one round as they were read, against the list ``candidates`` (numbers, in the order of the paper).

    Each sequence holds one integer a ballot, in one order. A strike ballot has ``struck`` alone, a boxes ballot
    ``agree`` and ``disagree``. ``defects`` gives the defect of a ballot by its place in the sequence, from 0.
    """

    kind: BallotKind
    candidates: tuple[int, ...]
    struck: Sequence[int] = ()
    agree: Sequence[int] = ()
    disagree: Sequence[int] = ()
    defects: Mapping[int, Reason] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.struck) if self.kind is BallotKind.STRIKE else len(self.agree)

    @classmethod
    def strike(
        cls,
        candidates: Sequence[int],
        struck: Iterable[Iterable[int]],
        *,
        defects: Mapping[int, Reason] | None = None,
    ) -> Self:
        """Make strike ballots from the numbers struck out on each. Raises ValueError for a number off the list."""
        rows = tuple(_mask(candidates, numbers) for numbers in struck)
        return cls(kind=BallotKind.STRIKE, candidates=tuple(candidates), struck=rows, defects=dict(defects or {}))

    @classmethod
    def boxes(
        cls,
        candidates: Sequence[int],
        marks: Iterable[tuple[Iterable[int], Iterable[int]]],
        *,
        defects: Mapping[int, Reason] | None = None,
    ) -> Self:
        """Make boxes ballots from the numbers agreed and disagreed on each. Raises ValueError as ``strike`` does."""
        rows = [(_mask(candidates, agree), _mask(candidates, disagree)) for agree, disagree in marks]
        return cls(
            kind=BallotKind.BOXES,
            candidates=tuple(candidates),
            agree=tuple(agree for agree, _ in rows),
            disagree=tuple(disagree for _, disagree in rows),
            defects=dict(defects or {}),
        )


def _mask(candidates: Sequence[int], numbers: Iterable[int]) -> int:
    mask = 0
    for number in numbers:
        if number not in candidates:
            msg = f"{number} is not on the list"
            raise ValueError(msg)
        mask |= 1 << candidates.index(number)
    return mask
