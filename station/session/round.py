"""The round at work: the box, the batches, the entries, and what they come to together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from station.session.marks import Mark, Marks, Seen
from tally.ballot import Reason
from tally.course import BallotPaper

__all__ = ["Batch", "Box", "Entry", "Place", "Referral", "RoundState", "Ruling", "Settled", "Sheet", "Way"]

Place = tuple[int, int]
"""Where a paper lies: its batch, and its place in it, both from 1."""


class Way(StrEnum):
    """How a round is counted."""

    BALLOTS = "ballots"
    """Every ballot is entered, at least twice."""
    SHEETS = "sheets"
    """The board counts by hand; the totals of two tally sheets a batch are entered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """What was handed out and what came back, in papers (R7, Art. 8).

    ``issued`` are all that left the table, ``unused`` those that came back unused, ``spoiled`` those that voters gave
    back for another one; ``collected`` lay in the box, ``not_returned`` nobody has brought back.
    """

    issued: int
    unused: int
    spoiled: int
    collected: int
    not_returned: int

    @property
    def handed(self) -> int:
        """The ballots that voters had in the end: what R7 calls issued."""
        return self.issued - self.unused - self.spoiled

    @property
    def excess(self) -> int:
        """How many more were collected than voters had; the congress must decide then (R7)."""
        return max(0, self.collected - self.handed)

    @property
    def adds_up(self) -> bool:
        """Whether every paper is accounted for."""
        return self.collected + self.not_returned == self.handed


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """One batch in one entry: who types it, and the ballots so far in the order of the papers.

    A ballot is None once the plain ballots were destroyed.
    """

    typist: str
    ballots: tuple[Marks | None, ...] = ()
    closed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of all ballots, by batch. ``source`` is the station that it came from, None where it is typed here."""

    source: str | None = None
    batches: Mapping[int, Batch] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What two people read on the paper, beside the names on which the entries differ. None once destroyed."""

    answers: Mapping[int, Mark] | None
    by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Referral:
    """That somebody put a paper before the board which no entry doubts, with what was seen."""

    seen: Seen
    by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What the board ruled on a doubtful paper: invalid for a defect, or to be read as it says (R2, R6).

    ``agree`` and ``against`` are members of the board. ``marks`` are None once the plain ballots were destroyed.
    """

    defect: Reason | None
    marks: Marks | None
    agree: int
    against: int
    reason: str
    by: tuple[str, ...]
    stands: bool = True
    """False once other papers may lie in that place: then the board looks again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The totals of one batch: ballots valid, ballots invalid by reason, and votes by number."""

    valid: int
    invalid: Mapping[Reason, int]
    votes: Mapping[int, int]

    @property
    def papers(self) -> int:
        """How many papers it accounts for."""
        return self.valid + sum(self.invalid.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundState:
    """The round at work. ``sizes`` are the papers of each batch, as the slip on it says."""

    number: int
    paper: BallotPaper
    attempt: int = 1
    box: Box | None = None
    way: Way | None = None
    sizes: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()
    settled: Mapping[Place, Settled] = field(default_factory=dict)
    rulings: Mapping[Place, tuple[Ruling, ...]] = field(default_factory=dict)
    referred: Mapping[Place, Referral] = field(default_factory=dict)
    sheets: Mapping[Place, tuple[Sheet, str]] = field(default_factory=dict)
    """By batch and sheet (1 or 2): its totals, and who typed them."""

    @property
    def has_ballots(self) -> bool:
        """Whether anything was entered."""
        return bool(self.sheets) or any(entry.batches for entry in self.entries)

    @property
    def excess(self) -> int:
        """How many more papers were collected than voters had; 0 before they were counted."""
        return self.box.excess if self.box else 0

    @property
    def adds_up(self) -> bool:
        """Whether there are as many papers in the batches as were collected."""
        return self.box is not None and sum(self.sizes) == self.box.collected

    @property
    def is_entered(self) -> bool:
        """Whether the batches hold every paper collected, and each of them is closed."""
        return self.adds_up and all(self.is_closed(batch) for batch in self.batches)

    @property
    def batches(self) -> range:
        """The numbers of the batches."""
        return range(1, len(self.sizes) + 1)

    def is_closed(self, batch: int) -> bool:
        """Whether a batch is closed in every entry, or both its sheets are in; one without papers always is."""
        if not self.sizes[batch - 1]:
            return True
        if self.way is Way.SHEETS:
            return (batch, 1) in self.sheets and (batch, 2) in self.sheets
        return all(batch in entry.batches and entry.batches[batch].closed for entry in self.entries)

    def places(self) -> Iterator[Place]:
        """Give the place of every paper, batch by batch."""
        for batch, size in enumerate(self.sizes, start=1):
            yield from ((batch, place) for place in range(1, size + 1))

    def at(self, place: Place) -> tuple[Marks | None, ...]:
        """Give what each entry says of a paper, as far as it was typed."""
        batch, paper = place
        found: list[Marks | None] = []
        for entry in self.entries:
            ballots = entry.batches[batch].ballots if batch in entry.batches else ()
            found += ballots[paper - 1 : paper]
        return tuple(found)

    def ruling(self, place: Place) -> Ruling | None:
        """Give the board's last ruling on a paper, if there is one that stands."""
        last = self.rulings.get(place, (None,))[-1]
        return last if last is not None and last.stands else None

    def batch(self, entry: int, batch: int) -> Batch | None:
        """Give a batch of an entry (from 1), None where nobody has opened it."""
        return self.entries[entry - 1].batches.get(batch)

    def with_batch(self, entry: int, batch: int, state: Batch | None) -> "RoundState":
        """Give the round with another state of a batch in an entry; without it where it is None."""
        before = self.entries[entry - 1]
        if state is None:
            batches = {number: one for number, one in before.batches.items() if number != batch}
        else:
            batches = {**before.batches, batch: state}
        return self.with_entry(entry, replace(before, batches=batches))

    def with_entry(self, entry: int, state: Entry) -> "RoundState":
        """Give the round with another state of an entry (from 1)."""
        return replace(self, entries=(*self.entries[: entry - 1], state, *self.entries[entry:]))

    def disturbed(self, batch: int) -> "RoundState":
        """Give the round where other papers may lie in a batch than before.

        Nothing that was settled there is settled any more, nor before the board without a doubt in an entry; and the
        board must look again at what it ruled on.
        """

        settled = {place: one for place, one in self.settled.items() if place[0] != batch}
        rulings = {
            place: every if place[0] != batch else (*every[:-1], replace(every[-1], stands=False))
            for place, every in self.rulings.items()
        }
        referred = {place: one for place, one in self.referred.items() if place[0] != batch}
        return replace(self, settled=settled, rulings=rulings, referred=referred)
