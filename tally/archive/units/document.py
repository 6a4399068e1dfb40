"""What ``tally archive status`` tells other programs."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tally.archive.documents import FailedPart, MisfitPart, Part
from tally.archive.units.due import DeadlineKind
from tally.archive.units.standing import State
from tally.congress import Mode
from tally.contest import ContestKind
from tally.files.document_parts import Document
from tally.outcome import Status

__all__ = [
    "ConflictPart",
    "ContestPart",
    "DeadlinePart",
    "GapPart",
    "StatusDocument",
    "SumsPart",
    "UnitPart",
    "WaitingPart",
]


class GroupPart(Part):
    """Who some persons are, in persons (R16)."""

    of: int
    women: int
    ethnic_minority: int
    incumbent: int
    new: int
    under_40: int
    from_40_to_50: int
    over_50: int
    science_technology: int


class SumsPart(Part):
    """The figures of some units; left out are those of a programme where there is none, and what is not known."""

    units: int
    programme_units: int | None = None
    programme_held: int | None = None
    outside: int
    held: int
    stopped: int
    unproved: int
    not_held: int
    late: int | None = None
    without_due: int
    other_units: int
    other_contests: int
    contests: int
    left_out: int
    seats: int
    elected: int
    open: int
    contests_open: int
    second_ballots: int
    committees: int
    committees_complete: int
    committees_first: int
    delegates: int
    allotted: int | None = None
    delegates_compared: int
    allotted_compared: int
    allotted_units: int
    not_allotted: int
    delegates_differ: int
    nominees: GroupPart
    elected_people: GroupPart


class SeatsPart(Part):
    """The numbers of a contest (R9, R12)."""

    status: Status
    quota: int
    seats: int
    kept_vacant: int
    elected: int
    open: int
    ballots: int
    alternates: int
    alternates_taken: int


class ContestPart(Part):
    """A contest by the record that stands for it."""

    contest: str
    kind: ContestKind
    title: str
    hash: str
    path: str
    is_proved: bool
    is_pinned: bool
    in_conflict: bool
    seats: SeatsPart | None = None
    nominees: GroupPart | None = None
    elected: GroupPart | None = None


class UnitPart(Part):
    """Where a unit stands."""

    code: str
    name: str
    level: str | None = None
    superior: str | None = None
    in_programme: bool | None = None
    cluster: str | None = None
    due: date | None = None
    allotted: int | None = None
    state: State
    is_late: bool | None = None
    mode: Mode | None = None
    congress: str | None = None
    day: date | None = None
    contests: list[ContestPart]
    other_congresses: int
    left_out_contests: int
    is_training: bool
    stray: int


class ConflictPart(Part):
    """Different records of one ballot."""

    unit: str
    congress: str
    contest: str
    rounds: int
    hashes: list[str]
    paths: list[str]


class GapPart(Part):
    """A record whose ``previous`` is not there."""

    unit: str
    contest: str
    sequence: int
    path: str
    previous: str


class WaitingPart(Part):
    """A record that is not proved and says that it replaces another, which stands until it is."""

    unit: str
    contest: str
    sequence: int
    path: str
    replaces: str


class DeadlinePart(Part):
    """A deadline after a congress (R15)."""

    unit: str
    what: DeadlineKind
    last: date
    years_not_known: list[int]


class StatusDocument(Document):
    """Where every unit stands, and the sums."""

    schema_: Annotated[Literal["archive-status/1"], Field(serialization_alias="schema")]
    title: str | None = None
    term: str | None = None
    today: date | None = None
    is_training: bool
    behind: int
    on_faith: int
    later: int
    total: SumsPart
    by_level: dict[str, SumsPart]
    by_cluster: dict[str, SumsPart]
    by_superior: dict[str, SumsPart]
    units: list[UnitPart]
    unplanned: list[str]
    others: list[str]
    strays: list[str]
    exercises: list[str]
    conflicts: list[ConflictPart]
    gaps: list[GapPart]
    failed: list[FailedPart]
    waiting: list[WaitingPart]
    misfits: list[MisfitPart]
    deadlines: list[DeadlinePart]
    passed: list[DeadlinePart]
