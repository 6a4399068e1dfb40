"""Results as the documents that other programs read: ``count/1`` and ``check/1`` (formats.md, section 3)."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tally.ballot import BallotKind, Reason
from tally.congress import Base, Congress, Mode
from tally.contest import Category, ContestKind, MeasuredOn, Purpose, Target
from tally.course import Held, WhyElected
from tally.finding import Finding, Severity
from tally.outcome import Next, Status
from tally.percent import percent
from tally.promise import Promise, Prospect
from tally.result import Result
from tally.structure import Measure

__all__ = [
    "BallotsPart",
    "BasePart",
    "CheckDocument",
    "CountDocument",
    "Document",
    "FindingPart",
    "base_part",
    "check_document",
    "count_document",
    "finding_part",
    "written",
]


class Document(BaseModel):
    """A part of a document that is written; what it leaves out was not set."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FindingPart(Document):
    """A remark of the rules."""

    code: str
    severity: Severity
    rule: str
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
    elected: list[int]
    tied: list[int]
    seats_left: int
    next: list[Next]


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
    first: Annotated[int | None, Field(serialization_alias="from")] = None
    last: Annotated[int | None, Field(serialization_alias="to")] = None
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


def written(document: Document) -> dict[str, Any]:
    """Give a document as plain values for JSON: keys by their written names, what was not set left out."""
    return document.model_dump(mode="json", by_alias=True, exclude_none=True)


def count_document(congress: Congress, results: Sequence[Result]) -> CountDocument:
    """Write the results of a congress as ``count/1``."""
    return CountDocument(
        schema_="count/1",
        regulation=congress.regulation.id,
        mode=congress.mode,
        unit=congress.unit.code,
        contests=[_contest(result) for result in results],
    )


def check_document(congress: Congress, results: Sequence[Result]) -> CheckDocument:
    """Write what is known before counting as ``check/1``."""
    return CheckDocument(
        schema_="check/1",
        regulation=congress.regulation.id,
        mode=congress.mode,
        unit=congress.unit.code,
        contests=[_checked(result) for result in results],
    )


def _contest(result: Result) -> ContestPart:
    course, contest = result.course, result.contest
    names = {person.number: person.name for person in contest.candidates}
    return ContestPart(
        id=contest.id,
        kind=contest.kind,
        status=result.status,
        quota=contest.quota,
        seats=contest.seats,
        kept_vacant=contest.kept_vacant,
        open=course.open_seats,
        elected=[
            ElectedPart(
                number=elected.number,
                name=names[elected.number],
                votes=elected.votes,
                percent=percent(elected.votes, elected.base.value),
                round=elected.round,
                reason=elected.reason,
            )
            for elected in course.elected
        ],
        alternates=list(course.alternates.taken),
        rounds=[_round(held) for held in course.held],
        structure=[_measure(measure) for measure in result.structure],
        promises=[_promise(promise) for promise in result.promises],
        findings=[finding_part(finding) for finding in result.findings],
    )


def _checked(result: Result) -> CheckedPart:
    course = result.course
    contest, rules = course.contest, course.congress.regulation
    return CheckedPart(
        id=contest.id,
        kind=contest.kind,
        quota=contest.quota,
        seats=contest.seats,
        kept_vacant=contest.kept_vacant,
        nominees=len(course.nominees),
        base=base_part(course.meeting.base(rules)),
        quorate=course.meeting.is_quorate(rules),
        structure=[_measure(measure) for measure in result.structure],
        promises=[_promise(promise) for promise in result.promises],
        findings=[finding_part(finding) for finding in result.findings],
    )


def _round(held: Held) -> RoundPart:
    count, base, outcome = held.count, held.base, held.outcome
    return RoundPart(
        number=held.number,
        purpose=held.paper.purpose,
        ballot=count.kind,
        seats=count.seats,
        candidates=list(count.candidates),
        base=base_part(base),
        ballots=BallotsPart(
            issued=count.issued,
            collected=count.collected,
            valid=count.valid,
            invalid=count.invalid,
            not_returned=count.not_returned,
        ),
        invalid=dict(count.reasons),
        votes=[
            VotesPart(number=number, votes=votes, percent=percent(votes, base.value), over_half=base.over_half(votes))
            for number, votes in count.votes.items()
        ],
        outcome=OutcomePart(
            status=outcome.status,
            elected=list(outcome.elected),
            tied=list(outcome.tied),
            seats_left=outcome.seats_left,
            next=list(outcome.next),
        ),
    )


def base_part(base: Base) -> BasePart:
    """Write the base of "over half" and what was taken out of it (R8)."""
    return BasePart(value=base.value, needed=base.needed, summoned=base.summoned, excluded=dict(base.excluded))


def finding_part(finding: Finding) -> FindingPart:
    """Write a finding."""
    return FindingPart(code=finding.code, severity=finding.severity, rule=finding.rule, params=dict(finding.params))


def _target(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in ("category", "measured_on", "below", "first", "last", "name")}


def _measure(measure: Measure) -> MeasurePart:
    return MeasurePart(
        **_target(measure.target),
        have=measure.have,
        of=measure.of,
        percent=percent(measure.have, measure.of),
        need=measure.need,
        limit=measure.limit,
        met=measure.met,
    )


def _promise(promise: Promise) -> PromisePart:
    return PromisePart(
        **_target(promise.target),
        least=promise.least,
        most=promise.most,
        of=promise.of,
        need=promise.need,
        limit=promise.limit,
        if_filled=promise.if_filled,
        in_any_case=promise.in_any_case,
    )
