"""Where one unit stands: its congress, the record of each contest that stands, conflicts and gaps.

Nothing is merged and nothing chosen between records that contradict each other. A record that nobody's signatures
prove takes nothing from one that is proved, but it is shown. Of several congresses of a unit one is told (``told``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from tally.archive.chains import gaps
from tally.archive.facts import Failure, Seats, Signed, TargetFacts
from tally.archive.group import Group
from tally.archive.indexed import Known
from tally.archive.units.programme import Planned, Programme
from tally.archive.units.told import contradicting, is_in_conflict, is_stopped, order, proved_in, standing_in, told_of
from tally.congress import Mode
from tally.contest import ContestKind

__all__ = ["Conflict", "ContestStatus", "Faulty", "Gap", "State", "UnitStatus", "faulty_of", "unit_status"]


class State(StrEnum):
    """Whether a unit has held its congress, as far as its records tell."""

    HELD = "held"
    STOPPED = "stopped"
    """Something is proved, and of all that is, nothing could be decided."""
    UNPROVED = "unproved"
    """There are records, and none of them is proved."""
    NOT_HELD = "not_held"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Different records of as many rounds of one contest, which none settles (``told``): by hash and by path."""

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
    """A record that is not proved: every check that fails; ``lacks_signatures`` where that is who signed.

    ``replaces`` is the record that it says it replaces: which stands until this one is proved.
    """

    unit: str
    contest: str
    sequence: int
    path: str
    failed: tuple[Failure, ...]
    signed: Signed | None
    lacks_signatures: bool
    replaces: str | None


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
    """Where a unit stands. Of ``other_congresses`` nothing goes into sums. ``day`` is that of the congress told, None
    where nothing of it is proved: then nothing says that it was held.

    ``in_programme`` is None where there is no programme, ``is_late`` where it cannot be known: no day was said, or none
    is set for the unit. ``level`` and ``superior`` of one that is not in it are those of a proved record, None if there
    is none. ``left_out_contests`` are the proved ones of the other congresses. ``is_training`` says that something of
    an exercise is told and proved; where it is not, the unit has as many ``stray`` records of exercises.
    """

    code: str
    name: str
    level: str | None
    superior: str | None
    planned: Planned | None
    in_programme: bool | None
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
    left_out_contests: int
    is_training: bool
    stray: int

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
    code: str,
    planned: Planned | None,
    records: Sequence[Known],
    *,
    today: date | None = None,
    programme: Programme | None = None,
) -> UnitStatus:
    """Say where a unit stands, by all its records and by what is planned of it; one of the two is there."""
    told, others = told_of(records, programme.term if programme else None)
    conflicts = tuple(one for of in (told, *others) for one in _conflicts(code, of))
    contests = tuple(_contests(told))
    state = _state(told)
    first = told[0].facts if told else None
    name, level, superior = _named(planned, (*told, *(one for of in others for one in of)))
    mode = first.mode if first else None
    is_proved = state in (State.HELD, State.STOPPED)
    is_training = mode is Mode.TRAINING and is_proved
    due = planned.due if planned else None
    left_out = {(one.facts.congress_key, one.facts.contest) for of in others for one in proved_in(of)}
    return UnitStatus(
        code=code,
        name=name,
        level=level,
        superior=superior,
        planned=planned,
        in_programme=planned is not None if programme else None,
        state=state,
        mode=mode,
        congress=first.congress if first else None,
        day=first.day if first and is_proved else None,
        is_late=None if today is None or due is None else due < today and state in (State.UNPROVED, State.NOT_HELD),
        contests=contests,
        conflicts=conflicts,
        gaps=tuple(one for of in (told, *others) for one in _gaps(of)),
        faulty=tuple(faulty_of(one) for one in sorted(records, key=order) if not one.is_proved),
        other_congresses=len(others),
        left_out_contests=len(left_out),
        is_training=is_training,
        stray=0 if is_training else sum(one.facts.mode is Mode.TRAINING for one in records),
    )


def _named(planned: Planned | None, records: Sequence[Known]) -> tuple[str, str | None, str | None]:
    """Give name, level and superior: from the programme, else from a proved record; from no other but the name."""
    if planned:
        return (planned.name, planned.level, planned.superior)
    for one in proved_in(records):
        return (one.facts.unit_name, one.facts.level, one.facts.superior)
    return (records[0].facts.unit_name, None, None)


def _state(told: Sequence[Known]) -> State:
    proved = proved_in(standing_in(told))
    if proved:
        return State.STOPPED if all(map(is_stopped, proved)) else State.HELD
    return State.UNPROVED if told else State.NOT_HELD


def _conflicts(unit: str, records: Sequence[Known]) -> Iterable[Conflict]:
    """Find the ballots of which there is more than one record, and none is settled by another."""
    for found in contradicting(records):
        facts = found[0].facts
        yield Conflict(
            unit=unit,
            congress=facts.congress,
            contest=facts.contest,
            rounds=facts.rounds,
            hashes=tuple(one.facts.hash for one in found),
            paths=tuple(one.path for one in found),
        )


def _contests(records: Sequence[Known]) -> Iterable[ContestStatus]:
    """Give each contest by the last of its records that is proved, or by the last of all where none is."""
    for contest, of in groupby(sorted(records, key=lambda one: (one.facts.contest, order(one))), _contest):
        every = [*of]
        stands = max(standing_in(every), key=lambda one: (one.is_proved, one.facts.sequence, one.facts.hash))
        facts = stands.facts
        yield ContestStatus(
            contest=contest,
            kind=facts.kind,
            title=facts.title,
            hash=facts.hash,
            path=stands.path,
            is_proved=stands.is_proved,
            in_conflict=is_in_conflict(stands, every),
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
    for facts in gaps(one.facts for one in sorted(records, key=order)):
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
        failed=tuple(map(_in_archive, (*facts.failed, *([one.chain] if one.chain else [])))),
        signed=facts.signed,
        lacks_signatures=facts.lacks_signatures,
        replaces=facts.replaces,
    )


def _in_archive(check: Failure) -> Failure:
    """Give a failed check as an archive tells it: whoever checks a stray exercise as one counts it among real ones."""
    return replace(check, why="exercise") if (check.code, check.why) == ("mode", "training") else check
