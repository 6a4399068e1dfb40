"""The ballots of many units, counted from scratch beside what the records of an archive say of them.

A file of ballots names its record by the root of what was committed, an opening by the hash of the record; the name of
the file says nothing. What is found is told by ``tally.record.recount`` and ``tally.record.audited``, as everywhere
else. Plain ballots stand in the memory of whoever works, and nowhere else.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from tally.archive.indexed import Misfit, indexed
from tally.archive.progress import Step, StepProgress, telling
from tally.archive.recounting import RECORD_GONE, Came, Recounted, Task, recount_batch
from tally.archive.store import FILES, Problem, sources_of
from tally.archive.workers.in_order import Begin, here, in_order, unseen
from tally.faults import BadInput
from tally.record.check import Check, failed

__all__ = ["Named", "Recount", "recount_all"]

BATCH = 16
"""Files that are opened, and told of, at a time."""

_TABLES = """
CREATE TEMP TABLE given (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TEMP TABLE proved AS SELECT record.hash FROM record JOIN link USING (unit, hash)
WHERE record.verdict = 'valid' AND link.ok;
CREATE TEMP TABLE recounted (hash TEXT, round INTEGER, ok INTEGER NOT NULL, PRIMARY KEY (hash, round)) WITHOUT ROWID;
"""
_LACKING = """
SELECT ballots.hash, min(round) FROM ballots JOIN record USING (hash) WHERE ballots.hash IN proved
AND (ballots.hash, round) NOT IN (SELECT hash, round FROM recounted)
AND ballots.hash NOT IN (SELECT hash FROM recounted WHERE NOT ok)
GROUP BY ballots.hash ORDER BY unit, contest, sequence, ballots.hash
"""
_COMMITTED = "SELECT coalesce(sum(hash IN proved), 0), count(*) FROM (SELECT DISTINCT hash FROM ballots)"
_DIFFER = "SELECT coalesce(sum(hash IN proved), 0), count(*) FROM (SELECT DISTINCT hash FROM recounted WHERE NOT ok)"
_NOTHING = failed("ballots", "not_given")
_NAMED = "SELECT unit, contest, sequence, path, hash IN proved FROM record WHERE hash = ?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A round of a record, and where the record stands; beside a ``file`` of ballots, what was found."""

    unit: str
    contest: str
    sequence: int
    path: str
    is_proved: bool
    round: int
    file: str = ""
    check: Check = _NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class Recount:
    """What a recount came to.

    ``files`` says how many files came to what. Of all ``proved`` records, ``committed`` have rounds whose ballots can
    be counted again: those that ``agree`` were counted whole, of those that are ``lacking`` some ballots are not there.
    ``wrong`` are the rounds that ``differ`` from their ballots, and the openings that a record does not bear out.
    Of records that are not proved, ``unproved`` commit to ballots, and ``unproved_differ`` of them are not what those
    come to: ballots prove nothing of a record that nobody signed.
    """

    files: Mapping[Came, int]
    records: int
    proved: int
    committed: int
    unproved: int
    unproved_differ: int
    agree: int
    differ: int
    wrong: tuple[Named, ...]
    lacking: tuple[Named, ...]
    misfits: tuple[Misfit, ...]
    behind: int

    @property
    def is_sound(self) -> bool:
        """Whether all that could be counted again was, and is what the records say, and every record is proved.

        Ballots of a record that is not there, and a file that the index does not know, show that a record is missing.
        """
        unread = self.lacking or self.unproved or self.files.get(Came.NOT_OPENED, 0)
        unknown = self.files.get(Came.NO_RECORD, 0) or self.behind
        return self.agree > 0 and not (self.wrong or self.misfits or unread or unknown)


def recount_all(
    folder: str,
    sources: Iterable[str],
    *,
    key: bytes | None = None,
    begin: Begin = here,
    progress: StepProgress | None = None,
) -> Recount:
    """Count every file of ballots again; of a folder all that it holds. ``key`` is an auditor's X25519 private key.

    Raises BadInput where the archive has no index, and for workers that can't work.
    """
    folder = os.path.abspath(folder)
    with indexed(folder, progress=progress) as index:
        base, tell = index.base, telling(progress, Step.READING)
        base.executescript(_TABLES)
        misfits = [*_take(base, sources)]
        [(total,)] = base.execute("SELECT count(*) FROM given")
        files, done = Counter[Came](), 0
        wrong: list[Named] = []
        tasks = (Task(folder=folder, files=index.files(), key=key, paths=paths) for paths in _parts(base))
        for batch in in_order(begin, recount_batch, tasks):
            for one in batch:
                if not_seen := _not_seen(folder, one):
                    raise BadInput([not_seen.told_of("tally", place="--executor")])
                if one.problem:
                    misfits.append(Misfit(path=one.path, problem=one.problem))
                if one.what in (Came.DIFFERS, Came.NOT_PROVED):
                    wrong.append(_named(base, one.hash, one.round, one.path, one.check or _NOTHING))
                if one.what in (Came.AGREES, Came.DIFFERS):
                    row = (one.hash, one.round, one.what is Came.AGREES)
                    base.execute("INSERT OR REPLACE INTO recounted VALUES (?, ?, ?)", row)
                files[one.what] += 1
            done = min(done + BATCH, total)
            tell(done, total)
        lacking = tuple(_named(base, digest, number) for digest, number in base.execute(_LACKING).fetchall())
        [(committed, of_all)] = base.execute(_COMMITTED)
        [(differ, of_any)] = base.execute(_DIFFER)
        records, proved = index.proved()
        return Recount(
            files=files,
            records=records,
            proved=proved,
            committed=committed,
            unproved=of_all - committed,
            unproved_differ=of_any - differ,
            agree=committed - differ - len(lacking),
            differ=differ,
            wrong=tuple(wrong),
            lacking=lacking,
            misfits=tuple(misfits),
            behind=index.behind(),
        )


def _take(base: sqlite3.Connection, sources: Iterable[str]) -> Iterator[Misfit]:
    """Note the files that are to be opened, each once; give what is no file."""
    for path, problem in sources_of(sources):
        if problem:
            yield Misfit(path=path, problem=problem)
        else:
            base.execute("INSERT OR IGNORE INTO given (path) VALUES (?)", (os.path.abspath(path),))


def _not_seen(folder: str, one: Recounted) -> Problem | None:
    """Say why a worker can't work who did not see ballots, or the record that they are of, which can be read here."""
    problem, path = one.problem, one.path
    if problem and problem.key == RECORD_GONE:
        path = os.path.join(folder, FILES, str(problem.params["file"]))
    return unseen(problem, path)


def _parts(base: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    rows = base.execute("SELECT path FROM given ORDER BY number")
    while paths := tuple(path for (path,) in islice(rows, BATCH)):
        yield paths


def _named(base: sqlite3.Connection, digest: str, number: int, file: str = "", check: Check = _NOTHING) -> Named:
    unit, contest, sequence, path, proved = base.execute(_NAMED, (digest,)).fetchone()
    return Named(
        unit=unit,
        contest=contest,
        sequence=sequence,
        path=path,
        is_proved=bool(proved),
        round=number,
        file=file,
        check=check,
    )
