"""Results as the documents that other programs read: ``count/1`` and ``check/1`` (docs/formats.md, section 3)."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from tally.congress import STATUSES, Base, Congress, MeetingKind
from tally.contest import Biography, Target
from tally.course import Held
from tally.files.document_parts import (
    BasePart,
    CheckDocument,
    CheckedPart,
    ContestPart,
    CountDocument,
    Document,
    FindingPart,
)
from tally.finding import Finding
from tally.percent import percent
from tally.promise import Promise
from tally.result import Result
from tally.structure import Measure
from tally.summoned import Summoned, bodies_of, roll_of

__all__ = [
    "base_part",
    "biography_tree",
    "check_document",
    "contest_tree",
    "count_document",
    "finding_part",
    "sitting_tree",
    "written",
]


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
        contests=[CheckedPart.model_validate(_checked(result)) for result in results],
    )


def _contest(result: Result) -> ContestPart:
    promises = [_promise(promise) for promise in result.promises]
    return ContestPart.model_validate(contest_tree(result) | {"promises": promises})


def contest_tree(result: Result) -> dict[str, Any]:
    """Write the result of a contest as plain values (``ContestPart``)."""
    course, contest = result.course, result.contest
    names = {person.number: person.name for person in contest.candidates}
    return {
        "id": contest.id,
        "kind": contest.kind.value,
        "status": result.status.value,
        "quota": contest.quota,
        "seats": contest.seats,
        "kept_vacant": contest.kept_vacant,
        "open": course.open_seats,
        "elected": [
            {
                "number": elected.number,
                "name": names[elected.number],
                "votes": elected.votes,
                "percent": percent(elected.votes, elected.base.value),
                "round": elected.round,
                "reason": elected.reason.value,
            }
            for elected in course.elected
        ],
        "alternates": list(course.alternates.taken),
        "rounds": [_round(held) for held in course.held],
        "structure": [_measure(measure) for measure in result.structure],
        "findings": [_finding(finding) for finding in result.findings],
    }


def biography_tree(biography: Biography | None) -> dict[str, Any]:
    """Write what a short-biography list says of a person besides, under the key ``biography``.

    Only what it says something under is there; where it says nothing there is no such key, for files are older than it.
    """
    names = (name.name for name in fields(Biography)) if biography else ()
    said = {name: str(value) for name in names if (value := getattr(biography, name))}
    return {"biography": said} if said else {}


def sitting_tree(kind: MeetingKind, people: Sequence[Summoned]) -> dict[str, Any]:
    """Add up everybody summoned to a meeting: its ``kind``, ``roll`` and ``bodies`` (R8, R14).

    The roll has every status of the kind, nobody's too. Bodies are counted at a delegates' congress alone.
    """
    roll = roll_of(people).by_status()
    bodies = bodies_of(people) if kind is MeetingKind.DELEGATES else None
    return {
        "kind": kind.value,
        "roll": {status: roll[status] for status in STATUSES[kind]},
        "bodies": {"summoned": bodies.summoned, "present": bodies.present} if bodies else None,
    }


def _checked(result: Result) -> dict[str, Any]:
    course = result.course
    contest, rules = course.contest, course.congress.regulation
    return {
        "id": contest.id,
        "kind": contest.kind,
        "quota": contest.quota,
        "seats": contest.seats,
        "kept_vacant": contest.kept_vacant,
        "nominees": len(course.nominees),
        "base": _base(course.meeting.base(rules)),
        "quorate": course.meeting.is_quorate(rules),
        "structure": [_measure(measure) for measure in result.structure],
        "promises": [_promise(promise) for promise in result.promises],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _round(held: Held) -> dict[str, Any]:
    count, base, outcome = held.count, held.base, held.outcome
    value, needed = base.value, base.needed
    return {
        "number": held.number,
        "purpose": held.paper.purpose.value,
        "ballot": count.kind.value,
        "seats": count.seats,
        "candidates": list(count.candidates),
        "base": _base(base),
        "ballots": {
            "issued": count.issued,
            "collected": count.collected,
            "valid": count.valid,
            "invalid": count.invalid,
            "not_returned": count.not_returned,
        },
        "invalid": {reason.value: ballots for reason, ballots in count.reasons.items()},
        "votes": [
            {
                "number": number,
                "votes": votes,
                "percent": percent(votes, value),
                "over_half": votes >= needed,
            }
            for number, votes in count.votes.items()
        ],
        "outcome": {
            "status": outcome.status.value,
            "elected": list(outcome.elected),
            "tied": list(outcome.tied),
            "seats_left": outcome.seats_left,
            "next": [step.value for step in outcome.next],
        },
    }


def _base(base: Base) -> dict[str, Any]:
    return {"value": base.value, "needed": base.needed, "summoned": base.summoned, "excluded": dict(base.excluded)}


def base_part(base: Base) -> BasePart:
    """Write the base of "over half" and what was taken out of it (R8)."""
    return BasePart.model_validate(_base(base))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "rule": finding.rule.partition(".")[0],
        "clause": finding.rule,
        "params": dict(finding.params),
    }


def finding_part(finding: Finding) -> FindingPart:
    """Write a finding."""
    return FindingPart.model_validate(_finding(finding))


def _target(target: Target) -> dict[str, Any]:
    return {
        "category": target.category.value,
        "measured_on": target.measured_on.value,
        "below": target.below,
        "from": target.first,
        "to": target.last,
        "name": target.name,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return _target(measure.target) | {
        "have": measure.have,
        "of": measure.of,
        "percent": percent(measure.have, measure.of),
        "need": measure.need,
        "limit": measure.limit,
        "met": measure.met,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return _target(promise.target) | {
        "least": promise.least,
        "most": promise.most,
        "of": promise.of,
        "need": promise.need,
        "limit": promise.limit,
        "if_filled": promise.if_filled,
        "in_any_case": promise.in_any_case,
    }
