"""What the commands on an archive tell other programs."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from tally.archive.recounting import Came
from tally.archive.store import Added
from tally.congress import Mode
from tally.files.document_parts import Document
from tally.record.verify import Verdict

__all__ = [
    "AddedDocument",
    "AddedPart",
    "FailedPart",
    "LackingPart",
    "ListDocument",
    "ListedPart",
    "MisfitPart",
    "Part",
    "RecountedDocument",
    "VerifiedDocument",
    "WrongPart",
]


class Part(Document):
    """A part that is made of a value that has its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class AddedPart(Part):
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


class MisfitPart(Part):
    """A file with which something is wrong."""

    path: str
    code: str
    message: str


class FailedPart(Part):
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


class ListedPart(Part):
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


class WrongPart(Part):
    """A round that differs from its ballots (``file``), or an opening of it that its record does not bear out."""

    unit: str
    contest: str
    sequence: int
    round: int
    path: str
    proved: bool
    file: str
    why: str
    message: str


class LackingPart(Part):
    """A record some of whose ballots are not there: from which round on."""

    unit: str
    contest: str
    sequence: int
    round: int
    path: str


class RecountedDocument(Document):
    """What a recount came to: files by what they came to, then records; ``unproved`` ones are in no other figure."""

    schema_: Annotated[Literal["archive-recounted/1"], Field(serialization_alias="schema")]
    files: dict[Came, int]
    records: int
    proved: int
    committed: int
    unproved: int
    unproved_differ: int
    agree: int
    differ: int
    lacking: int
    behind: int
    wrong: list[WrongPart]
    without_ballots: list[LackingPart]
    misfits: list[MisfitPart]
