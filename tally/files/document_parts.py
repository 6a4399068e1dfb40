"""The parts of the documents that are written, as pydantic models: ``count/1`` and ``check/1``, key for key."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tally.ballot import BallotKind, Reason
from tally.congress import Mode
from tally.contest import Category, ContestKind, MeasuredOn, Purpose
from tally.course import WhyElected
from tally.finding import Severity
from tally.outcome import Next, Status
from tally.promise import Prospect

__all__ = [
    "BallotsPart",
    "BasePart",
    "CheckDocument",
    "CheckedPart",
    "ContestPart",
    "CountDocument",
    "Document",
    "ElectedPart",
    "ErrorPart",
    "ErrorsDocument",
    "FindingPart",
    "MeasurePart",
    "OutcomePart",
    "PromisePart",
    "RoundPart",
    "TargetPart",
    "VotesPart",
]


MOST_CANDIDATES = 1000


class Document(BaseModel):
    """A part of a document that is written; what it leaves out was not set."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FindingPart(Document):
    """A remark of the rules: the rule it rests on, and the clause of it."""

    code: str
    severity: Severity
    rule: str
    clause: str
    params: dict[str, str | int]


class ElectedPart(Document):
    """A person elected."""

    number: int
    name: str
    votes: int
    percent: str
    round: int
    reason: WhyElected


class BasePart(Document):
    """The base of "over half"."""

    value: int
    needed: int
    summoned: int
    excluded: dict[str, int]


class BallotsPart(Document):
    """The ballots of a round."""

    issued: int
    collected: int
    valid: int
    invalid: int
    not_returned: int


class VotesPart(Document):
    """The votes of one candidate."""

    number: int
    votes: int
    percent: str
    over_half: bool


class OutcomePart(Document):
    """What a round came to."""

    status: Status
    elected: Annotated[list[int], Field(max_length=MOST_CANDIDATES)]
    tied: Annotated[list[int], Field(max_length=MOST_CANDIDATES)]
    seats_left: int
    next: Annotated[list[Next], Field(max_length=len(Next))]


class RoundPart(Document):
    """A round that was held."""

    number: int
    purpose: Purpose
    ballot: BallotKind
    seats: int
    candidates: list[int]
    base: BasePart
    ballots: BallotsPart
    invalid: dict[Reason, int]
    votes: list[VotesPart]
    outcome: OutcomePart


class TargetPart(Document):
    """A target of the plan, as far as it is needed to name it."""

    category: Category
    measured_on: MeasuredOn
    below: int | None = None
    first: Annotated[int | None, Field(alias="from")] = None
    last: Annotated[int | None, Field(alias="to")] = None
    name: str | None = None


class MeasurePart(TargetPart):
    """A target, and how the list or the elected stand to it."""

    have: int
    of: int
    percent: str
    need: int | None = None
    limit: int | None = None
    met: bool


class PromisePart(TargetPart):
    """A target, and what the list can still promise for it."""

    least: int
    most: int
    of: int
    need: int | None = None
    limit: int | None = None
    if_filled: Prospect
    in_any_case: Prospect


class ContestPart(Document):
    """The result of one contest."""

    id: str
    kind: ContestKind
    status: Status
    quota: int
    seats: int
    kept_vacant: int
    open: int
    elected: list[ElectedPart]
    alternates: list[int]
    rounds: list[RoundPart]
    structure: list[MeasurePart]
    promises: list[PromisePart]
    findings: list[FindingPart]


class CountDocument(Document):
    """The results of a congress: what ``tally count --json`` writes."""

    schema_: Annotated[Literal["count/1"], Field(serialization_alias="schema")]
    regulation: str
    mode: Mode
    unit: str
    contests: list[ContestPart]


class CheckedPart(Document):
    """What can be known of a contest before it is counted."""

    id: str
    kind: ContestKind
    quota: int
    seats: int
    kept_vacant: int
    nominees: int
    base: BasePart
    quorate: bool
    structure: list[MeasurePart]
    promises: list[PromisePart]
    findings: list[FindingPart]


class CheckDocument(Document):
    """What can be known of a congress before counting: what ``tally check --json`` writes."""

    schema_: Annotated[Literal["check/1"], Field(serialization_alias="schema")]
    regulation: str
    mode: Mode
    unit: str
    contests: list[CheckedPart]


class ErrorPart(Document):
    """One fault of an input: where it is, its stable code, and the sentence in the language asked for."""

    path: str
    location: str
    code: str
    message: str


class ErrorsDocument(Document):
    """What is wrong with an input: what every command writes with ``--json`` in place of its result."""

    errors: list[ErrorPart]
