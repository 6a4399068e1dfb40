"""What one record says and how it was found, as plain values: what the index keeps of it, and processes send.

A record is read and checked by itself, by the very call that ``tally verify`` makes. How records follow one another is
asked later, of the hashes in ``Marks`` (``tally.archive.chains``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pydantic import TypeAdapter

from tally.archive.group import Group, group_of
from tally.archive.marks import Marks, marks_of
from tally.congress import Mode
from tally.contest import Category, ContestKind, MeasuredOn, Purpose
from tally.course import Course
from tally.finding import Severity
from tally.outcome import Status, Stopped
from tally.record.check import Check
from tally.record.reading import Record
from tally.record.refusal import Refused
from tally.record.trust_chain import TrustChain
from tally.record.verify import Verdict, Verified, verify
from tally.structure import Measure

__all__ = [
    "LACKS_TRUST",
    "Facts",
    "Failure",
    "Found",
    "Seats",
    "Signed",
    "TargetFacts",
    "UnitKey",
    "facts_of",
    "read_facts",
    "trust_named",
    "written_facts",
]

CongressKey: TypeAlias = tuple[str, ...]
UnitKey: TypeAlias = str
LACKS_TRUST = ("not_in_archive", "not_given", "not_compared", "not_settled")
"""Why a record has no trust file: none came in, none was named for the run, nobody compared its fingerprint
though others were compared, or it is not known which one is right."""
_NOBODY = TrustChain(files=(), pinned=False, by_hash={}, revocations={})
_TRUST = b'\n  "trust": "'
_HASH = re.compile(rb'([0-9a-f]{64})"')


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A check that does not hold: its code, why, and what the sentence of it needs."""

    code: str
    why: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """How many of the board signed (``have``), how many must, and of how many keys that count (R2)."""

    have: int
    needed: int
    keys: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seats:
    """The five numbers of a contest (R9), in how many ballots they came about (run-offs apart), and the alternates."""

    status: Status
    quota: int
    seats: int
    kept_vacant: int
    elected: int
    open: int
    ballots: int
    alternates: int
    alternates_taken: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetFacts:
    """A target of the contest's own plan and how it stands: ``have`` of ``of`` persons (R16)."""

    category: Category
    measured_on: MeasuredOn
    name: str | None
    below: int | None
    first: int | None
    last: int | None
    have: int
    of: int
    need: int | None
    limit: int | None
    met: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A finding: how much it matters, and its code."""

    severity: Severity
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """A record: what it is of, whether it holds by itself, and what it comes to.

    ``hash`` is that of the text, so that a record with one signature more is the same. ``trust`` is the version of the
    trust file that it names, ``trust_version`` and ``organisation`` are None where that was not given or not approved.
    ``seats``, ``nominees`` and ``elected`` are None where its figures make no result; ``age_on`` is the day for ages.
    ``roots`` are those of the ballots committed to, by round; None where a round was counted on tally sheets.
    """

    hash: str
    unit: UnitKey
    unit_name: str
    level: str
    superior: str | None
    mode: Mode
    congress: str
    term: str
    day: date
    regulation: str
    contest: str
    kind: ContestKind
    title: str
    sequence: int
    rounds: int
    roots: tuple[str | None, ...]
    previous: str | None
    replaces: str | None
    verdict: Verdict
    failed: tuple[Failure, ...]
    signed: Signed | None
    trust: str
    trust_version: int | None
    organisation: str | None
    pinned: bool
    age_on: date
    seats: Seats | None
    nominees: Group | None
    elected: Group | None
    targets: tuple[TargetFacts, ...]
    findings: tuple[Found, ...]
    marks: Marks

    @property
    def congress_key(self) -> CongressKey:
        """What tells the congress from every other, as ``tally.record.links`` has it."""
        return (self.mode.value, self.unit, self.congress, self.term, self.day.isoformat())

    @property
    def is_valid(self) -> bool:
        """Whether every check of the record by itself holds."""
        return self.verdict is Verdict.VALID

    @property
    def lacks_trust(self) -> bool:
        """Whether there is no trust file to check it by: that is no fault of whoever signed."""
        return any(one.why in LACKS_TRUST for one in self.failed)

    @property
    def lacks_signatures(self) -> bool:
        """Whether what fails is who signed: the computer's signature, or too few of the board."""
        return any(one.code in ("signatures", "threshold") for one in self.failed)


_FACTS = TypeAdapter(Facts)


def written_facts(facts: Facts) -> str:
    """Write facts as one line of JSON."""
    return _FACTS.dump_json(facts).decode()


def read_facts(text: str) -> Facts:
    """Read facts as ``written_facts`` wrote them. Raises ValueError for any other text."""
    return _FACTS.validate_json(text)


def trust_named(data: bytes) -> bytes | None:
    """Give the hash of the trust file that a record names, without reading the record; None where it names none.

    In the one spelling of a document only a key of the document itself stands two spaces from the margin, and a text
    never has a line break: what is found here is the key, or the file is no record.
    """
    key = data.rfind(_TRUST)
    named = _HASH.match(data, key + len(_TRUST)) if key >= 0 else None
    return bytes.fromhex(named[1].decode()) if named else None


def facts_of(
    data: bytes, chain: TrustChain | None, *, expected: Mode = Mode.REAL, lacks: str = "not_in_archive"
) -> Facts:
    """Read one record, and check it by itself under the chain of the trust file that it names; None if not known.

    ``lacks`` says why there is no such trust file, where there is none: that alone fails then, and not who signed.

    Raises Refused for bytes that are no record: what ``reading.read`` raises, and why ``encoding`` does not hold.
    """
    [verified] = verify([data], chain or _NOBODY, expected=expected)
    record = verified.record
    if record is None or verified.verdict is Verdict.UNREADABLE:
        check = verified.checks[0]
        raise Refused(check.why, **check.params)
    return _facts(record, verified, chain, lacks)


def _facts(record: Record, verified: Verified, chain: TrustChain | None, lacks: str) -> Facts:
    model, content = record.model, verified.content
    trust = chain.of(bytes.fromhex(model.trust)) if chain else None
    age_on = model.contest.plan.age_on if model.contest.plan else model.congress.date
    course = content.result.course if content else None
    won = {one.number for one in course.elected} if course else set[int]()
    people = course.contest.candidates if course else ()
    found = content.result.findings if content else ()
    return Facts(
        hash=record.hash.hex(),
        unit=model.unit.code,
        unit_name=model.unit.name,
        level=model.unit.level,
        superior=model.unit.superior,
        mode=model.mode,
        congress=model.congress.name,
        term=model.congress.term,
        day=model.congress.date,
        regulation=model.regulation,
        contest=model.contest.id,
        kind=model.contest.kind,
        title=model.contest.title,
        sequence=model.sequence,
        rounds=len(model.rounds),
        roots=tuple(one.root.hex() if one else None for one in record.commitments),
        previous=model.previous,
        replaces=model.replaces,
        verdict=verified.verdict,
        failed=tuple(
            Failure(
                code=check.code, why=lacks if check.why == "another_trust" else check.why, params=dict(check.params)
            )
            for check in verified.checks
            if not check.ok and check.why != "no_trust"
        ),
        signed=_signed(next(check for check in verified.checks if check.code == "threshold")),
        trust=model.trust,
        trust_version=trust.version if trust else None,
        organisation=trust.organisation.name if trust else None,
        pinned=bool(trust and chain and chain.pinned),
        age_on=age_on,
        seats=_seats(course, len(won)) if course else None,
        nominees=group_of(course.nominees, age_on=age_on) if course else None,
        elected=group_of([one for one in people if one.number in won], age_on=age_on) if course else None,
        targets=tuple(map(_target, content.result.structure)) if content else (),
        findings=tuple(Found(severity=one.severity, code=one.code) for one in found),
        marks=marks_of(record),
    )


def _signed(threshold: Check) -> Signed | None:
    found = threshold.params
    return Signed(**{name: int(found[name]) for name in ("have", "needed", "keys")}) if "have" in found else None


def _seats(course: Course, elected: int) -> Seats:
    contest = course.contest
    ballots = sum(
        held.paper.purpose in (Purpose.FIRST, Purpose.FURTHER) and not isinstance(held.outcome, Stopped)
        for held in course.held
    )
    return Seats(
        status=course.status,
        quota=contest.quota,
        seats=contest.seats,
        kept_vacant=contest.kept_vacant,
        elected=elected,
        open=contest.seats - elected,
        ballots=ballots,
        alternates=contest.alternates,
        alternates_taken=len(course.alternates.taken),
    )


def _target(one: Measure) -> TargetFacts:
    target = one.target
    return TargetFacts(
        **{key: getattr(target, key) for key in ("category", "measured_on", "name", "below", "first", "last")},
        **{key: getattr(one, key) for key in ("have", "of", "need", "limit", "met")},
    )
