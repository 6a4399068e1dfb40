"""Where one unit stands: its congress, the record of each contest that stands, conflicts and gaps.

Nothing is merged and nothing chosen between records that contradict each other. A record that nobody's signatures
prove takes nothing from one that is proved, but it is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from tally.archive.chains import gaps
from tally.archive.facts import Failure, Seats, Signed, TargetFacts
from tally.archive.group import Group
from tally.archive.indexed import Known
from tally.archive.programme import Planned
from tally.congress import Mode
from tally.contest import ContestKind

__all__ = ["Conflict", "ContestStatus", "Faulty", "Gap", "State", "UnitStatus", "faulty_of", "unit_status"]


class State(StrEnum):
    """Whether a unit has held its congress, as far as its records tell."""

    HELD = "held"
    UNPROVED = "unproved"
    """There are records, and none of them is proved."""
    NOT_HELD = "not_held"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Different records of as many rounds of one contest, of which none replaces another: by hash and by path."""

    unit: str
    congress: str
    contest: str
    rounds: int
    hashes: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A record whose ``previous`` is not there."""

    unit: str
    contest: str
    sequence: int
    path: str
    previous: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Faulty:
    """A record that is not proved: every check that fails; ``lacks_signatures`` where that is who signed."""

    unit: str
    contest: str
    sequence: int
    path: str
    failed: tuple[Failure, ...]
    signed: Signed | None
    lacks_signatures: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestStatus:
    """A contest by the record that stands for it. Only what ``counts``, proved and in no conflict, goes into sums.

    ``targets`` are those of the unit's own plan, as the record measures them; ages are reckoned on ``age_on`` (R16).
    """

    contest: str
    kind: ContestKind
    title: str
    hash: str
    path: str
    is_proved: bool
    in_conflict: bool
    is_pinned: bool
    seats: Seats | None
    nominees: Group | None
    elected: Group | None
    age_on: date
    targets: tuple[TargetFacts, ...]

    @property
    def counts(self) -> bool:
        """Whether its figures go into sums."""
        return self.is_proved and not self.in_conflict and self.seats is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitStatus:
    """Where a unit stands. ``day`` is that of its congress; ``is_late`` is None where nobody said which day it is.

    A unit has ``other_congresses`` where there are records of more than one: the last that is proved is told of.
    """

    code: str
    name: str
    level: str
    superior: str | None
    planned: Planned | None
    state: State
    mode: Mode | None
    congress: str | None
    day: date | None
    is_late: bool | None
    contests: tuple[ContestStatus, ...]
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    faulty: tuple[Faulty, ...]
    other_congresses: int

    @property
    def cluster(self) -> str | None:
        """The cluster that the programme puts it in."""
        return self.planned.cluster if self.planned else None

    @property
    def delegates(self) -> int | None:
        """How many delegates it elected; None where it has no such contest that counts (R12)."""
        found = [one.seats for one in self.contests if one.kind is ContestKind.DELEGATES and one.counts]
        return sum(seats.elected for seats in found if seats) if found else None


def unit_status(
    code: str, planned: Planned | None, records: Sequence[Known], *, today: date | None = None
) -> UnitStatus:
    """Say where a unit stands, by all its records and by what is planned of it; one of the two is there."""
    by_congress = {key: (*of,) for key, of in groupby(sorted(records, key=_congress), key=_congress)}
    shown = max(by_congress.values(), key=_rank, default=())
    first = shown[0].facts if shown else None
    conflicts = tuple(one for of in by_congress.values() for one in _conflicts(code, of))
    state = _state(shown)
    overdue = None if today is None else bool(planned and planned.due and planned.due < today)
    unit = (planned.name, planned.level, planned.superior) if planned else ("", "", None)
    name, level, superior = (first.unit_name, first.level, first.superior) if first and not planned else unit
    return UnitStatus(
        code=code,
        name=name,
        level=level,
        superior=superior,
        planned=planned,
        state=state,
        mode=first.mode if first else None,
        congress=first.congress if first else None,
        day=first.day if first else None,
        is_late=None if overdue is None else overdue and state is State.NOT_HELD,
        contests=tuple(_contests(shown, conflicts)),
        conflicts=conflicts,
        gaps=tuple(one for of in by_congress.values() for one in _gaps(of)),
        faulty=tuple(faulty_of(one) for one in sorted(records, key=_order) if not one.is_proved),
        other_congresses=max(0, len(by_congress) - 1),
    )


def _congress(one: Known) -> tuple[str, ...]:
    return one.facts.congress_key


def _order(one: Known) -> tuple[tuple[str, ...], int, str]:
    return (one.facts.congress_key, one.facts.sequence, one.facts.hash)


def _rank(records: Sequence[Known]) -> tuple[bool, date, tuple[str, ...]]:
    """Prefer a congress of which something is proved, then the later one."""
    return (any(one.is_proved for one in records), records[0].facts.day, records[0].facts.congress_key)


def _state(records: Sequence[Known]) -> State:
    if not records:
        return State.NOT_HELD
    return State.HELD if any(one.is_proved for one in records) else State.UNPROVED


def _heads(records: Iterable[Known]) -> list[Known]:
    """Give the records that no other one replaces."""
    every = [*records]
    replaced = {one.facts.replaces for one in every}
    return [one for one in every if one.facts.hash not in replaced]


def _conflicts(unit: str, records: Sequence[Known]) -> Iterable[Conflict]:
    """Find the ballots of which there is more than one record, none replaced by another."""

    def ballot(one: Known) -> tuple[str, int]:
        return (one.facts.contest, one.facts.rounds)

    for (contest, rounds), of in groupby(sorted(records, key=lambda one: (ballot(one), _order(one))), key=ballot):
        heads = _heads(of)
        if len(heads) > 1:
            yield Conflict(
                unit=unit,
                congress=heads[0].facts.congress,
                contest=contest,
                rounds=rounds,
                hashes=tuple(one.facts.hash for one in heads),
                paths=tuple(one.path for one in heads),
            )


def _contests(records: Sequence[Known], conflicts: Sequence[Conflict]) -> Iterable[ContestStatus]:
    """Give each contest by the last of its records that is proved, or by the last of all where none is."""
    for contest, of in groupby(sorted(records, key=lambda one: (one.facts.contest, _order(one))), _contest):
        heads = _heads(of)
        stands = max(heads, key=lambda one: (one.is_proved, one.facts.sequence, one.facts.hash))
        proved = {one.facts.hash for one in heads if one.facts.is_valid}
        facts = stands.facts
        yield ContestStatus(
            contest=contest,
            kind=facts.kind,
            title=facts.title,
            hash=facts.hash,
            path=stands.path,
            is_proved=stands.is_proved,
            in_conflict=any(facts.hash in one.hashes and len(proved & {*one.hashes}) > 1 for one in conflicts),
            is_pinned=facts.pinned,
            seats=facts.seats,
            nominees=facts.nominees,
            elected=facts.elected,
            age_on=facts.age_on,
            targets=facts.targets,
        )


def _contest(one: Known) -> str:
    return one.facts.contest


def _gaps(records: Sequence[Known]) -> Iterable[Gap]:
    paths = {one.facts.hash: one.path for one in records}
    for facts in gaps(one.facts for one in sorted(records, key=_order)):
        yield Gap(
            unit=facts.unit,
            contest=facts.contest,
            sequence=facts.sequence,
            path=paths[facts.hash],
            previous=facts.previous or "",
        )


def faulty_of(one: Known) -> Faulty:
    """Give what is wrong with a record that is not proved."""
    facts = one.facts
    return Faulty(
        unit=facts.unit,
        contest=facts.contest,
        sequence=facts.sequence,
        path=one.path,
        failed=(*facts.failed, *([one.chain] if one.chain else [])),
        signed=facts.signed,
        lacks_signatures=facts.lacks_signatures,
    )
