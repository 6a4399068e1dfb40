"""What the commands on an archive tell other programs."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tally.archive.recounting import Came
from tally.archive.standing import State
from tally.archive.status import DeadlineKind
from tally.archive.store import Added
from tally.congress import Mode
from tally.contest import ContestKind
from tally.files.document_parts import Document
from tally.outcome import Status
from tally.record.verify import Verdict

__all__ = [
    "AddedDocument",
    "AddedPart",
    "ConflictPart",
    "ContestPart",
    "DeadlinePart",
    "FailedPart",
    "GapPart",
    "LackingPart",
    "ListDocument",
    "ListedPart",
    "MisfitPart",
    "RecountedDocument",
    "StatusDocument",
    "SumsPart",
    "UnitPart",
    "VerifiedDocument",
    "WrongPart",
]


class _Part(Document):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class AddedPart(_Part):
    """A file that was to come in, and what became of it; ``code`` and ``message`` say what is wrong with it."""

    source: str
    what: Added
    place: str | None = None
    code: str | None = None
    message: str | None = None


class AddedDocument(Document):
    """All files that were to come in."""

    schema_: Annotated[Literal["archive-added/1"], Field(serialization_alias="schema")]
    files: list[AddedPart]


class MisfitPart(_Part):
    """A file with which something is wrong."""

    path: str
    code: str
    message: str


class FailedPart(_Part):
    """A record that is not proved: which checks fail, why, and a sentence of it."""

    unit: str
    contest: str
    sequence: int
    path: str
    check: str
    why: str
    message: str


class VerifiedDocument(Document):
    """What a run found: files read and known, records and how many of them are proved."""

    schema_: Annotated[Literal["archive-verified/1"], Field(serialization_alias="schema")]
    read: int
    known: int
    records: int
    proved: int
    failed: list[FailedPart]
    misfits: list[MisfitPart]


class ListedPart(_Part):
    """A record of the archive."""

    unit: str
    unit_name: str
    path: str
    hash: str
    mode: Mode
    congress: str
    day: date
    contest: str
    sequence: int
    rounds: int
    verdict: Verdict
    proved: bool


class ListDocument(Document):
    """All records of the archive, by unit."""

    schema_: Annotated[Literal["archive-list/1"], Field(serialization_alias="schema")]
    records: list[ListedPart]
    misfits: list[MisfitPart]


class WrongPart(_Part):
    """A round that differs from its ballots (``file``), or an opening of it that its record does not bear out."""

    unit: str
    contest: str
    sequence: int
    round: int
    path: str
    file: str
    why: str
    message: str


class LackingPart(_Part):
    """A record some of whose ballots are not there: from which round on."""

    unit: str
    contest: str
    sequence: int
    round: int
    path: str


class RecountedDocument(Document):
    """What a recount came to: files by what they came to, then records."""

    schema_: Annotated[Literal["archive-recounted/1"], Field(serialization_alias="schema")]
    files: dict[Came, int]
    records: int
    proved: int
    committed: int
    agree: int
    differ: int
    lacking: int
    behind: int
    wrong: list[WrongPart]
    without_ballots: list[LackingPart]
    misfits: list[MisfitPart]


class GroupPart(_Part):
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


class SumsPart(_Part):
    """The figures of some units; ``late`` is left out where nobody said which day it is."""

    units: int
    planned: int
    held: int
    unproved: int
    not_held: int
    late: int | None = None
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
    allotted: int
    delegates_differ: int
    nominees: GroupPart
    elected_people: GroupPart


class SeatsPart(_Part):
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


class ContestPart(_Part):
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


class UnitPart(_Part):
    """Where a unit stands."""

    code: str
    name: str
    level: str
    superior: str | None = None
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


class ConflictPart(_Part):
    """Different records of one ballot."""

    unit: str
    congress: str
    contest: str
    rounds: int
    hashes: list[str]
    paths: list[str]


class GapPart(_Part):
    """A record whose ``previous`` is not there."""

    unit: str
    contest: str
    sequence: int
    path: str
    previous: str


class DeadlinePart(_Part):
    """A deadline that runs out soon (R15)."""

    unit: str
    what: DeadlineKind
    last: date
    years_not_known: list[int]


class StatusDocument(Document):
    """Where every unit stands, and the sums."""

    schema_: Annotated[Literal["archive-status/1"], Field(serialization_alias="schema")]
    title: str | None = None
    today: date | None = None
    behind: int
    total: SumsPart
    by_level: dict[str, SumsPart]
    by_cluster: dict[str, SumsPart]
    by_superior: dict[str, SumsPart]
    units: list[UnitPart]
    unplanned: list[str]
    conflicts: list[ConflictPart]
    gaps: list[GapPart]
    failed: list[FailedPart]
    misfits: list[MisfitPart]
    deadlines: list[DeadlinePart]
