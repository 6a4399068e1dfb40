"""What ``tally open``, ``verify-opening`` and ``audit`` write for other programs, as pydantic models."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from tally.ballot import BallotKind, Reason
from tally.congress import Mode
from tally.files.document_parts import Document
from tally.record.audit import Conclusion, Discrepancy, Plan, Report
from tally.record.audited import Audited
from tally.record.commitment import Ballot, read_ballot
from tally.record.opening import Opening
from tally.record.reading import Record

__all__ = [
    "AuditPlanDocument",
    "AuditReportDocument",
    "OpenedDocument",
    "OpeningCheckDocument",
    "opened_document",
    "opening_document",
    "per_cent",
    "plan_document",
    "report_document",
]


class OfRecord(Document):
    """What all of them begin with: the SHA-256 of the record's text, its mode and unit, the contest and the round."""

    schema_: Annotated[str, Field(serialization_alias="schema")]
    record: str
    mode: Mode
    unit: str
    contest: str
    round: int


class OfRound(OfRecord):
    """What is said of a round whose ballots are known to be those that the record commits to.

    ``ballots`` is how many ballots the round has; its leaves have the numbers from 0 to one less. ``verified`` is
    whether the record was verified first, who signed it among all else.
    """

    ballots: int
    verified: bool


class MarksPart(Document):
    """How a ballot is marked, and the defect that the board ruled on."""

    struck: list[int] | None = None
    agree: list[int] | None = None
    disagree: list[int] | None = None
    defect: Reason | None = None


class LeafPart(Document):
    """A ballot that was opened: its leaf, its marks, why it is invalid (left out of a valid one), and its votes."""

    leaf: int
    marks: MarksPart
    invalid: Reason | None = None
    votes: list[int]


class ChangePart(Document):
    """By how many votes the papers change the record, for one person."""

    number: int
    votes: int


class DiscrepancyPart(Document):
    """A leaf that does not say what its paper says, and by how many votes; ``found`` is whether there is a paper.

    How the two are marked, and what a paper that was not found takes away, is given only where it was asked for.
    """

    leaf: int
    found: bool
    recorded: MarksPart | None = None
    paper: MarksPart | None = None
    changes: list[ChangePart]


class OpenedDocument(OfRound):
    """What ``tally open --json`` writes: the file made, and the leaves opened in it; all of them, if none was named."""

    schema_: Annotated[Literal["opened/1"], Field(serialization_alias="schema")]
    file: str
    leaves: list[int] | None = None


class OpeningCheckDocument(OfRecord):
    """What ``tally verify-opening --json`` writes; where the opening does not hold, ``why`` and a sentence say why.

    ``verified`` is of the record, as in the others.
    """

    schema_: Annotated[Literal["opening-check/1"], Field(serialization_alias="schema")]
    verified: bool
    holds: bool
    why: str | None = None
    detail: str | None = None
    leaves: list[LeafPart]


class AuditPlanDocument(OfRound):
    """What ``tally audit plan --json`` writes; ``margin`` is left out of a tie, which has none."""

    schema_: Annotated[Literal["audit-plan/1"], Field(serialization_alias="schema")]
    seed: str
    risk_percent: int
    margin: int | None = None
    count_all: bool
    drawn: list[int]


class AuditReportDocument(OfRound):
    """What ``tally audit report --json`` writes; ``risk`` is in per cent, rounded up."""

    schema_: Annotated[Literal["audit-report/1"], Field(serialization_alias="schema")]
    seed: str
    risk_percent: int
    conclusion: Conclusion
    read: int
    risk: str
    further: int
    discrepancies: list[DiscrepancyPart]


def opened_document(of: Audited, *, file: str, leaves: Iterable[int] | None, verified: bool) -> OpenedDocument:
    """Say which ballots were opened into which file."""
    opened = None if leaves is None else [*leaves]
    return OpenedDocument(schema_="opened/1", **_of_round(of, verified=verified), file=file, leaves=opened)


def opening_document(
    record: Record,
    opening: Opening,
    of: Audited | None,
    *,
    verified: bool,
    why: str | None = None,
    detail: str | None = None,
) -> OpeningCheckDocument:
    """Say whether an opening holds; ``of`` is the round that it is of if it does, else None, and no leaf is shown."""
    leaves = [(leaf.index, read_ballot(leaf.ballot)) for leaf in opening.leaves]
    return OpeningCheckDocument(
        schema_="opening-check/1",
        **_of_record(record, opening.round),
        verified=verified,
        holds=of is not None,
        why=why,
        detail=detail,
        leaves=[_leaf(of, index, ballot) for index, ballot in leaves] if of else [],
    )


def plan_document(of: Audited, plan: Plan, *, verified: bool) -> AuditPlanDocument:
    """Write a plan."""
    return AuditPlanDocument(
        schema_="audit-plan/1",
        **_of_round(of, verified=verified),
        seed=plan.seed,
        risk_percent=plan.risk_percent,
        margin=plan.margin,
        count_all=plan.count_all,
        drawn=[*plan.drawn],
    )


def report_document(of: Audited, plan: Plan, report: Report, *, verified: bool, patterns: bool) -> AuditReportDocument:
    """Write a report on a plan; ``patterns`` is whether to say how the ballots that differ are marked."""
    return AuditReportDocument(
        schema_="audit-report/1",
        **_of_round(of, verified=verified),
        seed=plan.seed,
        risk_percent=plan.risk_percent,
        conclusion=report.conclusion,
        read=report.read,
        risk=per_cent(report.risk),
        further=report.further,
        discrepancies=[_discrepancy(one, patterns=patterns) for one in report.discrepancies],
    )


def per_cent(chance: Fraction) -> str:
    """Give a chance in per cent with two decimals, rounded up, so that it is never said to be smaller than it is."""
    hundredths = -(-10_000 * chance.numerator // chance.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _of_record(record: Record, number: int) -> dict[str, Any]:
    model = record.model
    return {
        "record": record.hash.hex(),
        "mode": model.mode,
        "unit": model.unit.code,
        "contest": model.contest.id,
        "round": number,
    }


def _of_round(of: Audited, *, verified: bool) -> dict[str, Any]:
    return _of_record(of.record, of.held.number) | {"ballots": of.commitment.size, "verified": verified}


def _leaf(of: Audited, index: int, ballot: Ballot) -> LeafPart:
    votes = sorted(of.decided.votes_on(ballot))
    return LeafPart(leaf=index, marks=_marks(ballot), invalid=of.decided.reason_on(ballot), votes=votes)


def _marks(ballot: Ballot) -> MarksPart:
    if ballot.kind is BallotKind.STRIKE:
        return MarksPart(struck=[*ballot.struck], defect=ballot.defect)
    return MarksPart(agree=[*ballot.agree], disagree=[*ballot.disagree], defect=ballot.defect)


def _discrepancy(one: Discrepancy, *, patterns: bool) -> DiscrepancyPart:
    told = one.votes if one.paper or patterns else {}
    return DiscrepancyPart(
        leaf=one.index,
        found=one.paper is not None,
        recorded=_marks(one.recorded) if patterns else None,
        paper=_marks(one.paper) if one.paper and patterns else None,
        changes=[ChangePart(number=number, votes=votes) for number, votes in told.items()],
    )
