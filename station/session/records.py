"""Records made, signed, copied to sticks, and the plain ballots destroyed (R15).

The bytes of a record lie beside the journal; the journal says what they are. Plain ballots may be destroyed only after
the records that commit to them are signed, verified and copied to two places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias, assert_never

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.state import ContestState, Copied, Day, Kept, Signed
from tally.person import known_as

__all__ = [
    "AddSignature",
    "Command",
    "DestroyBallots",
    "Event",
    "KeepRecord",
    "NoteCopy",
    "NoteVerified",
    "decide",
    "fold",
    "may_destroy",
]

PLACES = 2
"""Sticks that must hold a record before plain ballots are destroyed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeepRecord:
    """Keep a record that was made of the closed rounds of a contest, and the files that go with it."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    contest: str
    record: str
    file: str
    sequence: int
    rounds: int
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class AddSignature:
    """Add the signature of whoever is at the keys to a record."""

    who: ClassVar[Who] = Who.BOARD
    enters: ClassVar[bool] = False
    contest: str
    record: str
    key: str
    holder: str
    line: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteVerified:
    """Note that the independent check read a record back and found it valid."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = False
    contest: str
    record: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteCopy:
    """Note that files were copied to a stick and read back whole."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = False
    stick: str
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class DestroyBallots:
    """Destroy the plain ballots of a contest in this computer. ``entries`` are the journal's entries that hold them."""

    who: ClassVar[Who] = Who.MEMBERS
    enters: ClassVar[bool] = False
    contest: str
    entries: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordKept:
    """A record was made of the first ``rounds`` rounds of a contest. ``record`` is its hash, in hex."""

    name: ClassVar[str] = "record_kept"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    record: str
    file: str
    sequence: int
    rounds: int
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSigned:
    """Somebody signed a record."""

    name: ClassVar[str] = "record_signed"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    record: str
    key: str
    holder: str
    line: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordVerified:
    """The independent check found a record valid."""

    name: ClassVar[str] = "record_verified"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    record: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FilesCopied:
    """Files were copied to a stick and read back whole."""

    name: ClassVar[str] = "files_copied"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    stick: str
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotsDestroyed:
    """The plain ballots of a contest are no more in this computer."""

    name: ClassVar[str] = "ballots_destroyed"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    entries: tuple[int, ...]


Command: TypeAlias = KeepRecord | AddSignature | NoteVerified | NoteCopy | DestroyBallots
Event: TypeAlias = RecordKept | RecordSigned | RecordVerified | FilesCopied | BallotsDestroyed


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a command about records. Raises Denied."""
    match command:
        case NoteCopy(stick=stick, files=files):
            return (FilesCopied(stick=stick, files=dict(files)),)
        case KeepRecord():
            return (_kept(day, command),)
        case AddSignature():
            return (_signed(day, act, command),)
        case NoteVerified(contest=contest, record=record):
            _record(day.contest(contest), record)
            return (RecordVerified(contest=contest, record=record),)
        case DestroyBallots(contest=contest, entries=entries):
            why = may_destroy(day, contest)
            if why:
                raise Denied(why)
            return (BallotsDestroyed(contest=contest, entries=entries),)
        case never:
            assert_never(never)


def _record(state: ContestState, record: str) -> Kept:
    for kept in state.kept:
        if kept.record == record:
            return kept
    raise Denied("unknown_record")


def _kept(day: Day, command: KeepRecord) -> RecordKept:
    state = day.contest(command.contest)
    if not 1 <= command.rounds <= len(state.course.held):
        raise Denied("no_such_round", round=command.rounds)
    every = [kept for one in day.contests.values() for kept in one.kept]
    if any(kept.record == command.record for kept in every):
        raise Denied("record_is_kept")
    last = max((kept.sequence for kept in every), default=0)
    if command.sequence != last + 1:
        raise Denied("not_the_next_record", expected=last + 1)
    return RecordKept(
        contest=command.contest,
        record=command.record,
        file=command.file,
        sequence=command.sequence,
        rounds=command.rounds,
        files=dict(command.files),
    )


def _signed(day: Day, act: Act, command: AddSignature) -> RecordSigned:
    """Check that the key is the own one of whoever is at the keys (R2: members sign, and nobody for another)."""
    kept = _record(day.contest(command.contest), command.record)
    if known_as(day.person(act.by[0]).name) != known_as(command.holder):
        raise Denied("key_of_another", holder=command.holder)
    if any(signed.key == command.key for signed in kept.signatures):
        raise Denied("has_signed", holder=command.holder)
    return RecordSigned(
        contest=command.contest, record=command.record, key=command.key, holder=command.holder, line=command.line
    )


def may_destroy(day: Day, contest: str) -> str | None:
    """Say why the plain ballots of a contest may not be destroyed yet; None where they may."""
    state = day.contest(contest)
    if state.is_destroyed:
        return "ballots_destroyed"
    if state.round is not None or not state.kept or state.kept[-1].rounds < len(state.course.held):
        return "rounds_without_record"
    for kept in state.kept:
        if not kept.verified:
            return "record_not_verified"
        if len(kept.sticks) < PLACES:
            return "record_not_copied_twice"
    return None


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    match event:
        case FilesCopied(stick=stick, files=files):
            return _copied(day, Copied(stick=stick, files=files))
        case BallotsDestroyed(contest=contest):
            state = day.contest(contest)
            rounds = len(state.course.held)
            return day.with_contest(replace(state, ballots=(None,) * rounds, destroyed=rounds))
        case RecordKept():
            kept = Kept(
                record=event.record,
                file=event.file,
                sequence=event.sequence,
                rounds=event.rounds,
                files=event.files,
            )
            state = day.contest(event.contest)
            return day.with_contest(replace(state, kept=(*state.kept, kept)))
        case RecordSigned():
            signed = Signed(key=event.key, holder=event.holder, line=event.line)
            before = _record(day.contest(event.contest), event.record)
            signatures = (*before.signatures, signed)
            after = replace(before, signatures=signatures, verified=False, sticks=frozenset())
            return _with_record(day, event.contest, after)
        case RecordVerified(contest=contest, record=record):
            return _with_record(day, contest, replace(_record(day.contest(contest), record), verified=True))
        case never:
            assert_never(never)


def _copied(day: Day, copy: Copied) -> Day:
    """Give the day after a copy: every record that lies whole on the stick now is there as it is signed now."""

    def told(kept: Kept) -> Kept:
        beside = {name: file for name, file in kept.files.items() if name != kept.file}
        whole = kept.file in copy.files and beside.items() <= copy.files.items()
        return replace(kept, sticks=kept.sticks | {copy.stick}) if whole else kept

    contests = {name: replace(state, kept=tuple(map(told, state.kept))) for name, state in day.contests.items()}
    return replace(day, contests=contests, copies=(*day.copies, copy))


def _with_record(day: Day, contest: str, after: Kept) -> Day:
    state = day.contest(contest)
    kept = tuple(after if one.record == after.record else one for one in state.kept)
    return day.with_contest(replace(state, kept=kept))
