"""Results as the documents that other programs read: ``count/1`` and ``check/1`` (docs/formats.md, section 3)."""

from collections.abc import Sequence
from typing import Any

from tally.congress import Base, Congress
from tally.contest import Target
from tally.course import Held
from tally.files.document_parts import (
    BallotsPart,
    BasePart,
    CheckDocument,
    CheckedPart,
    ContestPart,
    CountDocument,
    Document,
    ElectedPart,
    FindingPart,
    MeasurePart,
    OutcomePart,
    PromisePart,
    RoundPart,
    VotesPart,
)
from tally.finding import Finding
from tally.percent import percent
from tally.promise import Promise
from tally.result import Result
from tally.structure import Measure

__all__ = ["base_part", "check_document", "count_document", "finding_part", "written"]


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
    return FindingPart(
        code=finding.code,
        severity=finding.severity,
        rule=finding.rule.partition(".")[0],
        clause=finding.rule,
        params=dict(finding.params),
    )


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
