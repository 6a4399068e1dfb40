"""What a worker does with files of ballots: open them, find the records that they are of, and count them again.

The very functions do it that ``tally open``, ``tally verify --ballots`` and ``tally verify-opening`` have.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tally.archive.indexed import Indexed, indexed
from tally.archive.store import FILES, Problem, other_folder, problem_of
from tally.faults import BadInput
from tally.files.disk import load_bytes
from tally.record import commitment, opening, reading, sealed
from tally.record.audited import audited_by_opening
from tally.record.check import Check, failed, refused
from tally.record.commitment import decoded
from tally.record.document import Content
from tally.record.reading import Record
from tally.record.recount import recount
from tally.record.refusal import Refused

__all__ = ["RECORD_GONE", "Came", "Recounted", "Task", "recount_batch"]

RECORD_GONE = "file_missing.record"
"""Of ballots whose record the index knows, and whose file can't be read: it says which."""

_SEALED = b"age-encryption.org/"
_BALLOTS = b"ballots/1\n"
_OPENING = b"opening/1\n"
_ROOT = re.compile(rb"ballots/1\nsize [0-9]+\nroot ([A-Za-z0-9+/=]{44})\n")
_SUMS = ("votes_differ", "sums_differ")


class Came(StrEnum):
    """What a file came to."""

    AGREES = "agrees"
    """All ballots of a round, and every sum is the record's."""
    DIFFERS = "differs"
    PROVED = "proved"
    """An opening of which every leaf is one that the record commits to."""
    NOT_PROVED = "not_proved"
    NO_RECORD = "no_record"
    """Ballots of a record that the archive does not have."""
    NOT_OPENED = "not_opened"
    """Sealed, and not for the key that was given."""
    PASSED = "passed"
    """No ballots that name a record."""
    REFUSED = "refused"
    """Damaged, or not what it says it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Files to be opened, and the archive that they are held against: ``files`` is what its index was made from."""

    folder: str
    files: str
    key: bytes | None = field(repr=False)
    paths: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Recounted:
    """What a file came to, of which record (its hash) and round; ``check`` says what was found, ``problem`` why not."""

    path: str
    what: Came
    hash: str = ""
    round: int = 0
    check: Check | None = None
    problem: Problem | None = None


def recount_batch(task: Task) -> tuple[Recounted, ...] | Problem:
    """Open files and count them again. Nothing that stands in a file stops the others.

    Gives a Problem where the index is not that of the archive that was meant.
    """
    try:
        with indexed(task.folder) as index:
            if index.files() == task.files:
                return tuple(one for path in task.paths for one in _recounted(index, task, path))
    except BadInput:
        pass
    return other_folder(task.folder)


def _recounted(index: Indexed, task: Task, path: str) -> Iterator[Recounted]:
    try:
        data = load_bytes(path)
        if data.startswith(_SEALED):
            if task.key is None:
                raise Refused("not_for_this_key")
            data = sealed.unseal(data, task.key)
        if data.startswith(_BALLOTS):
            yield from _ballots(index, path, data)
        elif data.startswith(_OPENING):
            yield _opened(index, path, data)
        else:
            yield Recounted(path=path, what=Came.PASSED)
    except (Refused, BadInput) as why:
        problem = problem_of(why)
        if problem.key == "not_for_this_key":
            yield Recounted(path=path, what=Came.NOT_OPENED)
        else:
            yield Recounted(path=path, what=Came.REFUSED, problem=problem)
    except Exception as error:  # a file that nobody foresaw is named, and the others are opened
        problem = Problem(domain="archive", key="unforeseen", params={"type": type(error).__name__})
        yield Recounted(path=path, what=Came.REFUSED, problem=problem)


def _ballots(index: Indexed, path: str, data: bytes) -> Iterator[Recounted]:
    """Count all ballots of a round beside each record that commits to them; records of a contest go on from others."""
    named = _ROOT.match(data)
    of = [*index.committed(decoded(named[1].decode()).hex())] if named else []
    if not of:
        commitment.read(data)
        yield Recounted(path=path, what=Came.NO_RECORD)
    for digest, number, place in of:
        check = _check(_load(index, digest, place)[1], path, data)
        if not check.ok and check.why not in _SUMS:
            commitment.read(data)  # what is not whole by itself says nothing of any record
        what = Came.AGREES if check.ok else Came.DIFFERS
        yield Recounted(path=path, what=what, hash=digest, round=number, check=check)


def _check(content: Content | None, path: str, data: bytes) -> Check:
    return recount(content, path, data) if content else failed("ballots", "not_reckoned")


def _opened(index: Indexed, path: str, data: bytes) -> Recounted:
    """Prove the ballots of an opening to be those that the record commits to."""
    found = opening.read(data)
    digest = found.record.hex()
    place = index.path_of(digest)
    if place is None:
        return Recounted(path=path, what=Came.NO_RECORD)
    record, content = _load(index, digest, place)
    check = failed("ballots", "not_reckoned")
    if content:
        try:
            audited_by_opening(record, content, found)
        except Refused as why:
            check = refused("ballots", why)
        else:
            return Recounted(path=path, what=Came.PROVED, hash=digest, round=found.round)
    return Recounted(path=path, what=Came.NOT_PROVED, hash=digest, round=found.round, check=check)


def _load(index: Indexed, digest: str, place: str) -> tuple[Record, Content | None]:
    """Read a record of the archive, and reckon it again; None where its figures make nothing.

    Raises BadInput where its file went or changed since the index was made: it is not the ballots that are wrong.
    """
    try:
        record = reading.read(load_bytes(os.path.join(index.folder, FILES, place)))
    except BadInput:
        raise _not_as_indexed(RECORD_GONE, place) from None
    except Refused:
        raise _not_as_indexed("changed.record", place) from None
    if record.hash.hex() != digest:
        raise _not_as_indexed("changed.record", place)
    try:
        return record, reading.reckon(record.model)
    except Refused:
        return record, None


def _not_as_indexed(key: str, place: str) -> BadInput:
    return BadInput([Problem(domain="recount", key=key, params={"file": place}).told_of(place)])
