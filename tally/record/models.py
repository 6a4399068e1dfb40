"""The record as docs/record-format.md lays it down: one pydantic model an object, key for key (``record/1``).

Every key is always there, but for ``decisions`` and ``biography``; what was not set is null. What a congress file has
too is written with the same keys.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tally.ballot import BallotKind, Reason
from tally.congress import Mode
from tally.contest import Purpose
from tally.files.document_parts import BasePart, Document, ElectedPart, FindingPart, MeasurePart, OutcomePart
from tally.files.models import (
    BoardMemberModel,
    CandidateModel,
    DecisionModel,
    DefinitionModel,
    EventModel,
    MeetingModel,
    OptionsModel,
    UnitModel,
)
from tally.files.values import FileModel, Flag, Identifier, Number, Several, Text
from tally.outcome import Next, Status
from tally.record.rules import RulesModel

__all__ = ["CommitmentModel", "RecordModel", "RoundModel"]

MOST_ROUNDS = 100
MOST_PERSONS = 1_000
MOST_FINDINGS = 10_000
MOST_DECISIONS = 1_000

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, in hex."""


class JournalModel(FileModel):
    """How far the station's journal had come: the hash of its last entry, and how many there are."""

    head: Hash | None
    length: Number


class ObservationModel(FileModel):
    """What was looked at to see that the computer was cut off: what, whether nothing was found, and what was."""

    check: Identifier
    clear: Flag
    seen: Text | None


class PoolModel(FileModel):
    """The contest that this one draws on: its seats, and who of it may stand here (R13)."""

    contest: Identifier
    seats: Several
    voted: Flag
    may_stand: Annotated[list[CandidateModel], Field(max_length=MOST_PERSONS)]


class ContestModel(DefinitionModel):
    """The election. ``decisions`` is there only where the body decided something by cards, and never empty (R18)."""

    decisions: list[DecisionModel] = Field(default=[], min_length=1, max_length=MOST_DECISIONS)


class CommitmentModel(FileModel):
    """The ballots of a round, committed: the root of their tree and how many they are."""

    root: Hash
    size: Number


class BallotsModel(FileModel):
    """The ballots of a round (R7)."""

    issued: Number
    collected: Number
    valid: Number
    invalid: Number
    not_returned: Number


class VotesModel(FileModel):
    """The votes of one candidate, and what they are of the base (R8, R17)."""

    number: Number
    votes: Number
    percent: str
    over_half: Flag


class RoundModel(FileModel):
    """A round that was held; nobody is on its list where all were elected before a further ballot.

    ``commitment`` is null where the board counted on tally sheets.
    """

    number: Several
    purpose: Purpose
    ballot: BallotKind
    seats: Several
    candidates: Annotated[list[Number], Field(max_length=MOST_PERSONS)]
    base: BasePart
    ballots: BallotsModel
    invalid: dict[Reason, Number]
    votes: Annotated[list[VotesModel], Field(max_length=MOST_PERSONS)]
    outcome: OutcomePart
    commitment: CommitmentModel | None


class ResultPart(Document):
    """What the rounds of the contest come to so far."""

    status: Status
    kept_vacant: int
    open: int
    elected: Annotated[list[ElectedPart], Field(max_length=MOST_PERSONS)]
    alternates: Annotated[list[int], Field(max_length=MOST_PERSONS)]
    next: Annotated[list[Next], Field(max_length=len(Next))]
    structure: Annotated[list[MeasurePart], Field(max_length=MOST_PERSONS)]
    findings: Annotated[list[FindingPart], Field(max_length=MOST_FINDINGS)]


class RecordModel(FileModel):
    """A record: the rounds of one contest so far, and all that they are judged by."""

    schema_: Annotated[Literal["record/1"], Field(alias="schema")]
    mode: Mode
    sequence: Several
    previous: Hash | None
    replaces: Hash | None
    trust: Hash
    station: Text
    software: Text
    journal: JournalModel
    air_gap: Annotated[list[ObservationModel], Field(max_length=MOST_ROUNDS)]
    regulation: Text
    rules: RulesModel
    options: OptionsModel
    unit: UnitModel
    congress: EventModel
    board: Annotated[list[BoardMemberModel], Field(max_length=MOST_PERSONS)]
    meeting: MeetingModel
    contest: ContestModel
    pool: PoolModel | None
    rounds: Annotated[list[RoundModel], Field(min_length=1, max_length=MOST_ROUNDS)]
    result: ResultPart
