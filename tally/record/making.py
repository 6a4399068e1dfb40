"""Records that are due, made in memory: of each its bytes and its name, and the ballots that it is the first to seal.

Nothing is written here. Whatever cannot be made is found out before a face writes the first file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tally.ballot import Ballots
from tally.course import Held
from tally.record import commitment, finding_list, note, sealed
from tally.record.chance import Random
from tally.record.document import Commitment, Content, Frame, Journal, Observation, text_of
from tally.record.due import Due
from tally.record.keyname import Role
from tally.record.note import Note
from tally.record.reading import Record, read
from tally.record.refusal import Refused
from tally.record.trust import Trust

__all__ = ["Entered", "File", "Made", "NotMade", "Station", "make", "recipients_of"]

ROOT_SHOWN = 8
"""Digits of a root that tell the files of its ballots from others of the round."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """The ballots of a round as they were entered, with the id of each where a finding list is wanted."""

    ballots: Ballots
    ids: Sequence[str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Station:
    """The computer that makes records: its key by name and 32-byte seed, what runs on it, and what it has seen."""

    name: str
    seed: bytes = field(repr=False)
    software: str
    journal: Journal = field(default_factory=Journal)
    air_gap: tuple[Observation, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file to be written; one that ``is_private`` is for whoever writes it, and never lies among the records."""

    name: str
    data: bytes
    is_private: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A record, its file, and those of the ballots that it is the first to commit to: sealed, then finding lists."""

    record: Record
    file: File
    ballots: tuple[File, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """All its files, in the order in which they are written: the record only once its ballots are there."""
        return (*self.ballots, self.file)


class NotMade(Refused):
    """The record of a contest cannot be made, for what was refused on the way; ``contest`` is its id."""

    contest: str

    def __init__(self, contest: str, why: Refused, /) -> None:
        self.contest = contest
        super().__init__(why.code, **why.params)


def recipients_of(trust: Trust) -> tuple[bytes, ...]:
    """Give the X25519 keys that ballots are sealed to: of every auditor whom a trust file has and does not revoke.

    Raises Refused (``recipients_count``) unless there are as many as a file can be sealed to.
    """
    found = tuple(sealed.recipient_of_public(key.vkey.public) for key in trust.active(Role.AUDITOR))
    sealed.check_recipients(found)
    return found


def make(
    found: Sequence[Due],
    last: Record | None,
    *,
    entered: Mapping[tuple[str, int], Entered],
    station: Station,
    trust: bytes,
    recipients: Sequence[bytes],
    random: Random,
) -> tuple[Made, ...]:
    """Make the records that are due, each on top of the one before, the first on ``last``; the station signs them.

    ``entered`` are the ballots by contest and round, none where the board counted on tally sheets; ``trust`` is the
    SHA-256 of the trust file's text; ``recipients`` are the X25519 keys of the auditors.

    Raises NotMade, which names the contest: what ``commitment``, ``sealed`` and ``note`` refuse, and a text that cannot
    be written or read back. Raises ValueError for ballots that are not those that were counted.
    """
    made: list[Made] = []
    committed: dict[str, tuple[Commitment | None, ...]] = {}
    for one in found:
        contest = one.result.contest.id
        kept = committed.get(contest, one.kept)
        fresh = one.result.course.held[len(kept) :]
        try:
            new = [_commit(contest, held, entered.get((contest, held.number)), recipients, random) for held in fresh]
            committed[contest] = (*kept, *(own for own, _ in new))
            record = _signed(one, committed[contest], last, station, trust)
        except Refused as why:
            raise NotMade(contest, why) from None
        name = f"{record.model.sequence:03}-{contest}-{len(record.rounds)}.record"
        files = sorted((file for _, files in new for file in files), key=lambda file: file.is_private)
        made.append(Made(record=record, file=File(name=name, data=note.write(record.note)), ballots=tuple(files)))
        last = record
    return tuple(made)


def _commit(
    contest: str, held: Held, entered: Entered | None, recipients: Sequence[bytes], random: Random
) -> tuple[Commitment | None, tuple[File, ...]]:
    """Commit to the ballots of a round in an order drawn for this once, and seal them for the auditors."""
    if entered is None:
        return None, ()
    order = commitment.permutation(len(entered.ballots), random)
    made = commitment.commit(entered.ballots, order=order, random=random)
    name = f"{contest}-{held.number}-{made.root.hex()[:ROOT_SHOWN]}"
    files = [File(name=f"{name}.ballots.age", data=sealed.seal(commitment.write(made), recipients, random))]
    if entered.ids is not None:
        papers = finding_list.write(finding_list.finding_list(order, entered.ids))
        files.append(File(name=f"{name}.finding-list.csv", data=papers.encode(), is_private=True))
    return Commitment(root=made.root, size=made.size), tuple(files)


def _signed(
    one: Due, commitments: tuple[Commitment | None, ...], last: Record | None, station: Station, trust: bytes
) -> Record:
    """Make a record, signed by the station, and read it as everybody will."""
    frame = Frame(
        sequence=last.model.sequence + 1 if last else 1,
        previous=last.hash if last else None,
        replaces=one.replaces,
        trust=trust,
        station=station.name,
        software=station.software,
        journal=station.journal,
        air_gap=station.air_gap,
    )
    text = text_of(Content(frame=frame, result=one.result, pool=one.pool, commitments=commitments))
    return read(note.write(Note(text=text, signatures=(note.sign(text, station.name, station.seed),))))
