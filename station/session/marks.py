"""What an entry says of one ballot, and how it is typed (R6, Art. 15).

A strike ballot is typed by the numbers struck out. A boxes ballot is typed by its disagreements: a number alone
disagrees, ``-`` before it says that neither box is marked, ``/`` that both are. ``0`` by itself says that no name
stands out: nobody struck, or agreement with everybody; nothing typed is no ballot, so that an Enter too many stores
none. Numbers are parted by spaces, full stops or commas, whichever the hand is nearest to.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tally.ballot import BallotKind, Ballots, Reason, verdict
from tally.congress import BlankBoxes
from tally.course import BallotPaper

__all__ = ["Mark", "Marks", "Seen", "Typed", "ballots_of", "judged", "typed"]

MOST_TYPED = 6000
"""Characters of one line; a list of a thousand names needs 4,900."""


class Seen(StrEnum):
    """What is seen on a paper on which the board must rule: the five defects of R6, or marks that nobody is sure of."""

    NOT_ISSUED = "not_issued"
    OFF_LIST_NAME = "off_list_name"
    DISTINGUISHING_MARK = "distinguishing_mark"
    SEVERAL_INKS = "several_inks"
    SIGNED_OR_WRITTEN = "signed_or_written"
    UNCLEAR = "unclear"


class Mark(StrEnum):
    """What stands beside one name."""

    KEPT = "kept"
    STRUCK = "struck"
    AGREE = "agree"
    DISAGREE = "disagree"
    BLANK = "blank"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """One ballot as somebody read it: the numbers that stand out, from low to high, and what was seen beside them."""

    struck: tuple[int, ...] = ()
    disagree: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    both: tuple[int, ...] = ()
    seen: Seen | None = None

    def mark(self, number: int, kind: BallotKind) -> Mark:
        """Give the mark beside a name."""
        if kind is BallotKind.STRIKE:
            return Mark.STRUCK if number in self.struck else Mark.KEPT
        for mark, numbers in ((Mark.DISAGREE, self.disagree), (Mark.BLANK, self.blank), (Mark.BOTH, self.both)):
            if number in numbers:
                return mark
        return Mark.AGREE

    def with_answers(self, answers: Mapping[int, Mark]) -> "Marks":
        """Give the ballot with other marks beside some names."""
        kept = {field: {number for number in getattr(self, field) if number not in answers} for field in _FIELDS}
        for number, mark in answers.items():
            if mark in _FIELD_OF:
                kept[_FIELD_OF[mark]].add(number)
        return replace(_marks(kept), seen=self.seen)

    def fits(self, paper: BallotPaper) -> bool:
        """Whether a ballot of this paper can be marked so: numbers of the list, each once, in order."""
        own = {"struck"} if paper.kind is BallotKind.STRIKE else {"disagree", "blank", "both"}
        every = [number for field in _FIELDS for number in getattr(self, field)]
        in_order = all(list(getattr(self, field)) == sorted(getattr(self, field)) for field in _FIELDS)
        nothing_else = not any(getattr(self, field) for field in _FIELDS if field not in own)
        return in_order and nothing_else and len(every) == len(set(every)) and set(every) <= set(paper.candidates)


_FIELDS: Mapping[str, Mark] = {
    "struck": Mark.STRUCK,
    "disagree": Mark.DISAGREE,
    "blank": Mark.BLANK,
    "both": Mark.BOTH,
}
_FIELD_OF = {mark: field for field, mark in _FIELDS.items()}
_SIGN = {"": "disagree", "-": "blank", "/": "both"}
_WORD = re.compile(r"([-/]?)([0-9]{1,8})", re.ASCII)
_BEGUN = re.compile(r"([-/]?)0*([0-9]{0,8})", re.ASCII)
_PARTS = " .,"


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A line as far as it was typed. ``wrong`` is why it can't be stored, by code with the word it is about, if so.

    ``unfinished`` says that more digits may still put that right, as where 1 is struck and 12 is being typed.
    ``kept`` is how many names the ballot keeps or agrees with, and ``verdict`` why it is invalid by its marks, None if
    it is valid.
    """

    marks: Marks | None
    wrong: tuple[str, str] | None
    kept: int
    verdict: Reason | None
    unfinished: bool = False


def typed(line: str, paper: BallotPaper, blank_boxes: BlankBoxes = BlankBoxes.INVALID) -> Typed:
    """Read a line as it is being typed. What can't be on this ballot is told at once, and nothing is left out."""
    if len(line) > MOST_TYPED:
        return _wrong("too_long", "")
    words = re.split(f"[{_PARTS}]+", line.lstrip(_PARTS))
    if words == [""]:
        return _wrong("nothing_typed", "", unfinished=True)
    found: dict[str, list[int]] = {field: [] for field in _FIELDS}
    for place, word in enumerate(words if line.strip(_PARTS) != "0" else (), start=1):
        if word and (code := _take(word, paper, found)):
            return _wrong(code, word, unfinished=place == len(words) and _is_begun(word, paper, found))
    marks = _marks(found)
    return Typed(marks=marks, wrong=None, kept=_kept(marks, paper), verdict=judged(marks, paper, blank_boxes))


def _wrong(code: str, word: str, *, unfinished: bool = False) -> Typed:
    return Typed(marks=None, wrong=(code, word), kept=0, verdict=None, unfinished=unfinished)


def _marks(numbers: Mapping[str, Iterable[int]]) -> Marks:
    return Marks(
        struck=tuple(sorted(numbers["struck"])),
        disagree=tuple(sorted(numbers["disagree"])),
        blank=tuple(sorted(numbers["blank"])),
        both=tuple(sorted(numbers["both"])),
    )


def _take(word: str, paper: BallotPaper, found: dict[str, list[int]]) -> str | None:
    """Take a word in as what it says; give the code of what is wrong with it, if anything is."""
    match = _WORD.fullmatch(word)
    is_strike = paper.kind is BallotKind.STRIKE
    if not match or (is_strike and match[1]):
        return "not_a_number"
    number = int(match[2])
    if number not in paper.candidates:
        return "not_on_the_list"
    if any(number in numbers for numbers in found.values()):
        return "typed_twice"
    found["struck" if is_strike else _SIGN[match[1]]].append(number)
    return None


def _is_begun(word: str, paper: BallotPaper, found: Mapping[str, list[int]]) -> bool:
    """Whether a word is how a number of the list begins that is not typed yet."""
    match = _BEGUN.fullmatch(word)
    if not match or (match[1] and paper.kind is BallotKind.STRIKE):
        return False
    left = set(paper.candidates) - {number for numbers in found.values() for number in numbers}
    return any(str(number).startswith(match[2]) for number in left)


def _kept(marks: Marks, paper: BallotPaper) -> int:
    return len(paper.candidates) - len(marks.struck) - len(marks.disagree) - len(marks.blank) - len(marks.both)


def judged(marks: Marks, paper: BallotPaper, blank_boxes: BlankBoxes, defect: Reason | None = None) -> Reason | None:
    """Say why a ballot is invalid, None if it is valid (R6)."""
    ballots = ballots_of([(marks, defect)], paper)
    rows = {"struck": ballots.struck, "agree": ballots.agree, "disagree": ballots.disagree}
    row = {name: values[0] for name, values in rows.items() if values}
    return verdict(candidates=len(paper.candidates), seats=paper.seats, defect=defect, blank_boxes=blank_boxes, **row)


def ballots_of(read: Iterable[tuple[Marks, Reason | None]], paper: BallotPaper) -> Ballots:
    """Give the ballots of a round as they are counted: each with its marks, and the defect the board ruled on."""
    every = list(read)
    bits = {number: 1 << place for place, number in enumerate(paper.candidates)}
    defects = {place: defect for place, (_, defect) in enumerate(every) if defect}
    if paper.kind is BallotKind.STRIKE:
        struck = tuple(_mask(marks.struck, bits) for marks, _ in every)
        return Ballots(kind=paper.kind, candidates=paper.candidates, struck=struck, defects=defects)
    everybody = (1 << len(paper.candidates)) - 1
    return Ballots(
        kind=paper.kind,
        candidates=paper.candidates,
        agree=tuple(everybody & ~_mask((*marks.disagree, *marks.blank), bits) for marks, _ in every),
        disagree=tuple(_mask((*marks.disagree, *marks.both), bits) for marks, _ in every),
        defects=defects,
    )


def _mask(numbers: Iterable[int], bits: Mapping[int, int]) -> int:
    return sum(bits[number] for number in numbers)
