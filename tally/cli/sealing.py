"""Records that are due, made and written: first the sealed ballots, then the record that commits to them."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tally.ballot import Ballots
from tally.cli.unlock import OpenKey
from tally.course import Held
from tally.files.ballots import ballot_ids
from tally.files.disk import PRIVATE, load_bytes, remove, write_new
from tally.record import commitment, finding_list, note, sealed
from tally.record.document import Commitment, Content, Frame, text_of
from tally.record.due import Due
from tally.record.note import Note
from tally.record.reading import Record, read

__all__ = ["Entered", "Made", "Sealing"]

ROOT_SHOWN = 8
"""Digits of a root that tell the files of its ballots from others of the round."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """The ballots of a round as they were entered, and the file that they stand in."""

    ballots: Ballots
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A record that was written, with the files of the ballots that it is the first to commit to."""

    path: str
    record: Record
    ballots: tuple[str, ...]
    finding_lists: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealing:
    """What the records of one run share.

    ``entered`` are the ballots by contest and round, none where the board counted on tally sheets; ``trust`` is the
    hash of the trust file; ``recipients`` are the X25519 keys of the auditors; ``finding_lists`` is the folder of the
    lists that go with the papers, None where nobody asked for them.
    """

    folder: Path
    entered: Mapping[tuple[str, int], Entered]
    key: OpenKey
    trust: bytes
    recipients: Sequence[bytes]
    finding_lists: Path | None

    def records(self, found: Sequence[Due], last: Record | None) -> Iterator[Made]:
        """Make and write the records that are due, on top of the last of the chain. Raises BadInput and Refused.

        Where a record cannot be written, the ballots that it would have committed to are taken away again.
        """
        made: dict[tuple[str, int], Commitment | None] = {}
        for one in found:
            contest = one.result.contest.id
            files: list[str] = []
            lists: list[str] = []
            try:
                for held in one.result.course.held[len(one.kept) :]:
                    if (contest, held.number) not in made:
                        made[contest, held.number] = self._commit(contest, held, files, lists)
                fresh = [made[contest, held.number] for held in one.result.course.held[len(one.kept) :]]
                path, last = self._write(one, (*one.kept, *fresh), last)
            except BaseException:
                remove([*files, *lists])
                raise
            yield Made(path=path, record=last, ballots=tuple(files), finding_lists=tuple(lists))

    def _commit(self, contest: str, held: Held, files: list[str], lists: list[str]) -> Commitment | None:
        """Commit to the ballots of a round in an order drawn for this once, and seal them for the auditors."""
        entered = self.entered.get((contest, held.number))
        if entered is None:
            return None
        order = commitment.permutation(len(entered.ballots), os.urandom)
        committed = commitment.commit(entered.ballots, order=order, random=os.urandom)
        name = f"{contest}-{held.number}-{committed.root.hex()[:ROOT_SHOWN]}"
        path = str(self.folder / f"{name}.ballots.age")
        write_new(path, sealed.seal(commitment.write(committed), self.recipients, os.urandom))
        files.append(path)
        if self.finding_lists:
            ids = ballot_ids(entered.path, load_bytes(entered.path), held.paper)
            path = str(self.finding_lists / f"{name}.finding-list.csv")
            text = finding_list.write(finding_list.finding_list(order, ids))
            write_new(path, text.encode(), mode=PRIVATE)
            lists.append(path)
        return Commitment(root=committed.root, size=committed.size)

    def _write(self, one: Due, commitments: tuple[Commitment | None, ...], last: Record | None) -> tuple[str, Record]:
        sequence = last.model.sequence + 1 if last else 1
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
        data = note.write(Note(text=text, signatures=(note.sign(text, name, self.key.seed),)))
        record = read(data)
        path = str(self.folder / f"{sequence:03}-{one.result.contest.id}-{len(commitments)}.record")
        write_new(path, data)
        return path, record
