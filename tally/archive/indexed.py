"""What the index knows, read one unit at a time: whoever asks holds no more of it than that."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tally.archive.facts import Facts, Failure, read_facts
from tally.archive.index import INDEX
from tally.archive.progress import Step, StepProgress, counted, telling
from tally.archive.store import Problem, kept
from tally.archive.tables import VERSION
from tally.faults import BadInput

__all__ = ["Indexed", "Known", "Misfit", "indexed"]

_RECORDS = """
SELECT record.unit, record.path, record.facts, link.ok, link.why, link.params
FROM record LEFT JOIN link USING (unit, hash)
"""
_IN_ORDER = " ORDER BY record.unit, record.hash"
_DAY = "json_extract(facts, '$.day')"
_UNTIL = f"(?1 IS NULL OR {_DAY} <= ?1)"
_PROVED = "verdict = 'valid' AND coalesce(link.ok, 0)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A record of the archive: the file that stands for it, and ``chain``, why it does not follow the others, if so."""

    path: str
    facts: Facts
    chain: Failure | None

    @property
    def is_proved(self) -> bool:
        """Whether the record holds by itself and beside the others of its congress."""
        return self.facts.is_valid and self.chain is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Misfit:
    """A file of the archive, and what is wrong with it."""

    path: str
    problem: Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Indexed:
    """An index that is open for reading; ``progress`` is told how far that has come."""

    base: sqlite3.Connection
    folder: str
    progress: StepProgress | None = None

    def units(self) -> Iterator[tuple[str, tuple[Known, ...]]]:
        """Give the records of each unit that has any, by the unit's code."""
        [(whole,)] = self.base.execute("SELECT count(*) FROM record")
        tell, done = telling(self.progress, Step.READING), 0
        for unit, rows in groupby(self.base.execute(_RECORDS + _IN_ORDER), key=lambda row: str(row[0])):
            known = tuple(_known(row) for row in rows)
            done += len(known)
            tell(done, whole)
            yield unit, known

    def proved(self, *, until: date | None = None) -> tuple[int, int]:
        """Give how many records there are, and how many of them are proved; of congresses up to a day, if named."""
        [(records, proved)] = self.base.execute(
            f"SELECT count(*), coalesce(sum({_PROVED}), 0) FROM record LEFT JOIN link USING (unit, hash)"
            f" WHERE {_UNTIL}",
            (_written(until),),
        )
        return int(records), int(proved)

    def later(self, day: date) -> int:
        """Give how many records are of congresses after a day."""
        found = self.base.execute(f"SELECT count(*) FROM record WHERE {_DAY} > ?", (_written(day),))
        return int(found.fetchone()[0])

    def unproved(self) -> Iterator[Known]:
        """Give the records that are not proved, by unit."""
        for row in self.base.execute(f"{_RECORDS} WHERE NOT ({_PROVED}) {_IN_ORDER}"):
            yield _known(row)

    def on_faith(self, *, until: date | None = None) -> int:
        """Give how many records are proved by a trust file whose fingerprint nobody compared; up to a day, if named."""
        unpinned = "NOT json_extract(facts, '$.pinned')"
        found = f"SELECT count(*) FROM record LEFT JOIN link USING (unit, hash) WHERE {_PROVED} AND {unpinned}"
        return int(self.base.execute(f"{found} AND {_UNTIL}", (_written(until),)).fetchone()[0])

    def misfits(self) -> tuple[Misfit, ...]:
        """Give the files with which something is wrong, in the order of their paths."""
        rows = self.base.execute("SELECT path, problem FROM file WHERE problem IS NOT NULL ORDER BY path")
        return tuple(Misfit(path=path, problem=_problem(text)) for path, text in rows)

    def files(self) -> str:
        """Give the hash of all the files that the index was made from: the same for the same files."""
        return str(self.base.execute("SELECT value FROM meta WHERE key = 'files'").fetchone()[0])

    def committed(self, root: str) -> Iterator[tuple[str, int, str]]:
        """Give the records that commit to ballots of a root: hash, round and path of each."""
        found = "SELECT hash, round, path FROM ballots JOIN record USING (hash) WHERE root = ? ORDER BY hash, round"
        for digest, number, path in self.base.execute(found, (root,)):
            yield str(digest), int(number), str(path)

    def path_of(self, digest: str) -> str | None:
        """Give the file that stands for the record of a hash; None where there is no such record."""
        found = self.base.execute("SELECT path FROM record WHERE hash = ?", (digest,)).fetchone()
        return str(found[0]) if found else None

    def behind(self) -> int:
        """Give how many files came, went or changed since the index was made."""
        known = {path: (size, time) for path, size, time in self.base.execute("SELECT path, size, mtime_ns FROM file")}
        changed, tell = 0, telling(self.progress, Step.LOOKING)
        for one in counted(kept(self.folder), tell, expected=len(known)):
            changed += known.pop(one.path, None) != (one.size, one.mtime_ns)
        return changed + len(known)


@contextmanager
def indexed(folder: str, *, progress: StepProgress | None = None) -> Iterator[Indexed]:
    """Open the index of an archive. Raises BadInput where there is none that can be read."""
    path = os.path.join(folder, INDEX)
    if not os.path.isfile(path):
        raise BadInput([Problem(domain="archive", key="no_index").told_of(path)])
    try:
        with closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)) as base:
            if base.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() != (VERSION,):
                raise BadInput([Problem(domain="archive", key="bad_index").told_of(path)])
            yield Indexed(base=base, folder=folder, progress=progress)
    except (sqlite3.DatabaseError, json.JSONDecodeError):
        raise BadInput([Problem(domain="archive", key="bad_index").told_of(path)]) from None


def _known(row: tuple[str, str, str, int | None, str | None, str | None]) -> Known:
    _, path, facts, ok, why, params = row
    chain = None if ok else Failure(code="chain", why=why or "not_checked", params=json.loads(params or "{}"))
    return Known(path=path, facts=read_facts(facts), chain=chain)


def _problem(text: str) -> Problem:
    domain, key, params = json.loads(text)
    return Problem(domain=domain, key=key, params=params)


def _written(day: date | None) -> str | None:
    """Write a day as facts have it: days of four digits of a year go by it as text."""
    return day.isoformat() if day else None


def _quoted(path: str) -> str:
    return os.path.abspath(path).replace("%", "%25").replace("?", "%3F").replace("#", "%23")
