"""Records that are due, made in memory and then written: of each, first the sealed ballots, then what commits to them.

Whatever cannot be made is found out before the first file is written, and a run that cannot write all takes back what
it has written.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tally.ballot import Ballots
from tally.cli.refusals import about
from tally.cli.unlock import OpenKey
from tally.course import Held
from tally.faults import BadInput, Fault
from tally.files.ballots import ballot_ids
from tally.files.disk import PRIVATE, PUBLIC, load_bytes, remove, write_new
from tally.record import commitment, finding_list, note, sealed
from tally.record.document import Commitment, Content, Frame, text_of
from tally.record.due import Due
from tally.record.note import Note
from tally.record.reading import Record, read

__all__ = ["Entered", "Made", "Sealing", "write"]

ROOT_SHOWN = 8
"""Digits of a root that tell the files of its ballots from others of the round."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """The ballots of a round as they were entered, and the file that they stand in."""

    ballots: Ballots
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file that is to be written."""

    path: str
    data: bytes
    mode: int = PUBLIC


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A record, its file, and the files of the ballots that it is the first to commit to."""

    record: Record
    file: File
    ballots: tuple[File, ...]
    finding_lists: tuple[File, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """All its files, in the order in which they are written: the record only once its ballots are there."""
        return (*self.ballots, *self.finding_lists, self.file)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealing:
    """What the records of one run share.

    ``congress`` is the file that they come from; ``entered`` are the ballots by contest and round, none where the board
    counted on tally sheets; ``trust`` is the hash of the trust file; ``recipients`` are the X25519 keys of the
    auditors; ``finding_lists`` is the folder of the lists that go with the papers, None where nobody asked for them.
    """

    congress: str
    folder: Path
    entered: Mapping[tuple[str, int], Entered]
    key: OpenKey
    trust: bytes
    recipients: Sequence[bytes]
    finding_lists: Path | None

    def make(self, found: Sequence[Due], last: Record | None) -> tuple[Made, ...]:
        """Make the records that are due, on top of the last of the chain; nothing is written yet.

        Raises BadInput, which names the contest.
        """
        known: dict[tuple[str, int], Commitment | None] = {}
        every: list[Made] = []
        for one in found:
            with about(self.congress, place=f"contest {one.result.contest.id}"):
                made = self._record(one, every[-1].record if every else last, known)
            every.append(made)
        return tuple(every)

    def _record(self, one: Due, last: Record | None, known: dict[tuple[str, int], Commitment | None]) -> Made:
        """Make one record; ``known`` holds what the records of this run commit to so far, and takes what is new."""
        contest, ballots, lists = one.result.contest.id, list[File](), list[File]()
        fresh = one.result.course.held[len(one.kept) :]
        for held in fresh:
            if (contest, held.number) not in known:
                known[contest, held.number] = self._commit(contest, held, ballots, lists)
        commitments = (*one.kept, *(known[contest, held.number] for held in fresh))
        sequence = last.model.sequence + 1 if last else 1
        data = self._signed(one, commitments, last, sequence)
        name = f"{sequence:03}-{contest}-{len(commitments)}.record"
        return Made(
            record=read(data),
            file=File(path=str(self.folder / name), data=data),
            ballots=tuple(ballots),
            finding_lists=tuple(lists),
        )

    def _commit(self, contest: str, held: Held, ballots: list[File], lists: list[File]) -> Commitment | None:
        """Commit to the ballots of a round in an order drawn for this once, and seal them for the auditors."""
        entered = self.entered.get((contest, held.number))
        if entered is None:
            return None
        order = commitment.permutation(len(entered.ballots), os.urandom)
        committed = commitment.commit(entered.ballots, order=order, random=os.urandom)
        name = f"{contest}-{held.number}-{committed.root.hex()[:ROOT_SHOWN]}"
        data = sealed.seal(commitment.write(committed), self.recipients, os.urandom)
        ballots.append(File(path=str(self.folder / f"{name}.ballots.age"), data=data))
        if self.finding_lists:
            ids = ballot_ids(entered.path, load_bytes(entered.path), held.paper)
            text = finding_list.write(finding_list.finding_list(order, ids))
            path = str(self.finding_lists / f"{name}.finding-list.csv")
            lists.append(File(path=path, data=text.encode(), mode=PRIVATE))
        return Commitment(root=committed.root, size=committed.size)

    def _signed(
        self, one: Due, commitments: tuple[Commitment | None, ...], last: Record | None, sequence: int
    ) -> bytes:
        name = self.key.vkey.name
        frame = Frame(
            sequence=sequence,
            previous=last.hash if last else None,
            replaces=one.replaces,
            trust=self.trust,
            station=name,
            software=f"kiem-phieu {version('kiem-phieu')}",
        )
        text = text_of(Content(frame=frame, result=one.result, pool=one.pool, commitments=commitments))
        return note.write(Note(text=text, signatures=(note.sign(text, name, self.key.seed),)))


def write(made: Sequence[Made]) -> None:
    """Write every file of these records, or none. Raises BadInput, which names what could not be taken back."""
    written: list[str] = []
    try:
        for file in (file for one in made for file in one.files):
            write_new(file.path, file.data, mode=file.mode)
            written.append(file.path)
    except BaseException as why:
        left = remove(reversed(written))
        if left:
            told = why.faults if isinstance(why, BadInput) else ()
            raise BadInput([*told, *(Fault(path=path, location="-", key="left_behind") for path in left)]) from None
        raise
