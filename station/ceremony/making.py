"""Records made at the station: of every closed round of a contest that is in none yet, on top of the day's records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version

from station.ceremony.trusting import ReadFile, Trusted, file_of
from station.session import Day
from station.session.records import KeepRecord
from station.session.state import Kept
from station.session.watch import observations
from tally.cli.unlock import LockedKey, OpenKey
from tally.record import making, reading, sealed
from tally.record.chance import Random
from tally.record.document import Journal
from tally.record.due import Due, due
from tally.record.making import Entered, File, Made, Station, recipients_of
from tally.record.reading import Record

__all__ = [
    "FINDING_LIST",
    "STATION_KEY",
    "Here",
    "Keeping",
    "bytes_of",
    "due_of",
    "finding_lists",
    "keeping",
    "make",
    "paper_ids",
    "records_of",
]

STATION_KEY = "station.key"
"""The name by which the journal keeps the station's key file, still locked."""
BALLOTS = ".ballots.age"
FINDING_LIST = ".finding-list.csv.age"
"""How the name of a finding list ends in the journal: sealed to the station's own key, and never among the records."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """The station as it makes a record: its key, how far its journal has come, and what is looked at of the air gap."""

    key: OpenKey
    head: bytes
    length: int
    checks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeping:
    """A record that was made: the command that keeps it, and the files that go with the command."""

    command: KeepRecord
    files: Mapping[str, bytes]


def bytes_of(kept: Kept, file: ReadFile) -> bytes:
    """Give a record as it stands: the file that was kept, and under it the lines of those who have signed since."""
    return file_of(kept, kept.file, file) + b"".join(f"{signed.line}\n".encode() for signed in kept.signatures)


def records_of(day: Day, file: ReadFile) -> tuple[tuple[Kept, Record], ...]:
    """Give every record of the day as it stands, from the first on. Raises Refused (``changed_meanwhile``)."""
    every = [kept for state in day.contests.values() for kept in state.kept]
    return tuple((kept, reading.read(bytes_of(kept, file))) for kept in sorted(every, key=lambda kept: kept.sequence))


def due_of(day: Day, contest: str, before: Iterable[Record]) -> tuple[Due, ...]:
    """Give the records of a contest that are to be made, on top of the day's records."""
    found = due([state.course for state in day.contests.values()], before)
    return tuple(one for one in found if one.result.contest.id == contest)


def paper_ids(sizes: Sequence[int]) -> tuple[str, ...]:
    """Name the papers of batches of these sizes in the order of their ballots: ``T4-12`` is paper 12 of batch 4."""
    return tuple(f"T{batch}-{paper}" for batch, size in enumerate(sizes, start=1) for paper in range(1, size + 1))


def make(
    day: Day, contest: str, before: Sequence[Record], *, here: Here, trusted: Trusted, random: Random
) -> tuple[Made, ...]:
    """Make the records of a contest that are due, signed by the station, and seal their ballots for the auditors.

    Raises Refused: what ``recipients_of`` and ``making.make`` refuse.
    """
    station = Station(
        name=here.key.vkey.name,
        seed=here.key.seed,
        software=f"kiem-phieu {version('kiem-phieu')}",
        journal=Journal(head=here.head, length=here.length),
        air_gap=observations(day, here.checks),
    )
    return making.make(
        due_of(day, contest, before),
        before[-1] if before else None,
        entered=_entered(day, contest),
        station=station,
        trust=trusted.chain.files[-1].sha256,
        recipients=recipients_of(trusted.chain.newest),
        random=random,
    )


def _entered(day: Day, contest: str) -> dict[tuple[str, int], Entered]:
    """Give the ballots of each closed round that has any here, each with the paper that it stands on."""
    state = day.contest(contest)
    rounds = zip(state.ballots, state.sizes, strict=True)
    return {
        (contest, number): Entered(ballots=ballots, ids=paper_ids(sizes))
        for number, (ballots, sizes) in enumerate(rounds, start=1)
        if ballots is not None
    }


def keeping(day: Day, made: Sequence[Made], *, trusted: Trusted, key: LockedKey, random: Random) -> Iterator[Keeping]:
    """Give the commands that keep these records, one after the other.

    With the first record of the day the trust file is kept, and the station's key as it is locked. Finding lists are
    sealed to that key: they tell in which order the ballots lie (R2: as secret as the papers).
    """
    is_first = not any(state.kept for state in day.contests.values())
    recipient = sealed.recipient_of_public(key.file.vkey.public)
    for one in made:
        public = {file.name: file.data for file in one.files if not file.is_private}
        private = dict(map(partial(_locked, recipient=recipient, random=random), _private(one)))
        beside = {**trusted.files, STATION_KEY: key.data} if is_first else {}
        is_first = False
        yield Keeping(command=_command(one, {**public, **trusted.files}), files={**public, **private, **beside})


def _private(made: Made) -> Iterator[File]:
    return (file for file in made.files if file.is_private)


def _locked(file: File, *, recipient: bytes, random: Random) -> tuple[str, bytes]:
    return f"{file.name}.age", sealed.seal(file.data, [recipient], random)


def _command(made: Made, files: Mapping[str, bytes]) -> KeepRecord:
    record = made.record
    return KeepRecord(
        contest=record.model.contest.id,
        record=record.hash.hex(),
        file=made.file.name,
        sequence=record.model.sequence,
        rounds=len(record.rounds),
        files={name: sha256(data).hexdigest() for name, data in sorted(files.items())},
    )


def finding_lists(kept: Kept, file: ReadFile, key: OpenKey) -> Mapping[str, bytes]:
    """Give the finding lists that were made with a record, opened with the station's key."""
    private = sealed.private_of_seed(key.seed)
    names = [name.removesuffix(BALLOTS) for name in kept.files if name.endswith(BALLOTS)]
    return {f"{name}.finding-list.csv": sealed.unseal(file(f"{name}{FINDING_LIST}"), private) for name in names}
