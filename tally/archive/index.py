"""The index of an archive: an SQLite file made from the files alone, which can be thrown away and made again.

What is known of a file by its name, size and time is not read again. Work is kept in ``index.working`` as it goes on,
so that a run that was killed is taken up where it was; at the end the whole is written anew under its name at once.
Every table stands in the order of its own key, so the same files give the same bytes, in whatever order they came.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from tally.archive.basis_file import published
from tally.archive.chains import chain_checks
from tally.archive.facts import Facts, read_facts, written_facts
from tally.archive.progress import Progress, Step, StepProgress, counted, telling
from tally.archive.store import FILES, TRUST_FOLDER, Kind, Problem, kept, problem_of
from tally.archive.tables import CHANGED, FORGET, JUDGED_OTHERWISE, TWINS, UNREAD
from tally.archive.trusts import Basis, Heading, approved, basis_of, heading_of
from tally.archive.work import Batch, Reading, read_batch
from tally.archive.workers.in_order import Begin, here, in_order, unseen
from tally.archive.working import INDEX, at_once, publish, told_by_the_system, working
from tally.congress import Mode
from tally.faults import BadInput
from tally.files.disk import load_bytes, locked
from tally.record.refusal import Refused

__all__ = ["INDEX", "Updated", "update"]

BATCH = 64
"""Files that are read, and kept, at a time."""
LINKED = 500
"""Units whose chains are checked, and kept, at a time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Updated:
    """What a run did: how many files it read, and how many are known now."""

    read: int
    known: int


def update(
    folder: str,
    *,
    given: Sequence[str] = (),
    pins: Sequence[str] = (),
    expected: Mode = Mode.REAL,
    anew: bool = False,
    begin: Begin = here,
    waiting: Callable[[], None] | None = None,
    progress: StepProgress | None = None,
) -> Updated:
    """Bring the index up to the files: read what is new, judge what is to be judged otherwise, forget what is gone.

    With ``given`` the trust files at these paths count, and none of those that came in. With ``anew`` every file is
    read, whatever the index knows. ``begin`` begins whoever works, where there is work; ``waiting`` is called where
    somebody else holds the archive. Raises BadInput for a trust file that is none and for workers that can't work,
    Refused (``pin_differs``), and OSError where the index cannot be written.
    """
    folder = os.path.abspath(folder)
    opening, looking, reading, linking, writing = (telling(progress, step) for step in Step)
    with locked(folder, waiting=waiting), told_by_the_system(), working(folder, opening, anew=anew) as base:
        _see(base, folder, looking)
        _forget(base, CHANGED)
        known = _read_trusts(base, folder)
        texts = {os.path.abspath(path): load_bytes(path) for path in given}
        basis = basis_of(_given(texts) if given else _headings(base), pins=pins, expected=expected, given=bool(given))
        known_trusts = (*basis.of, *basis.not_compared)
        base.executemany("INSERT INTO judging VALUES (?, ?)", ((one, basis.judged(one)) for one in known_trusts))
        _forget(base, JUDGED_OTHERWISE, basis.judged(None))
        _judge_trusts(base, basis)
        read = _read_rest(base, folder, basis, texts, begin=begin, tell=reading)
        _settle_trusts(base, folder, basis)
        _link(base, folder, linking)
        total = base.execute("SELECT count(*) FROM file").fetchone()[0]
        base.execute("INSERT OR REPLACE INTO meta VALUES ('files', ?)", (_hash_of_files(base),))
        publish(base, folder, writing)
    return Updated(read=known + read, known=total)


def _hash_of_files(base: sqlite3.Connection) -> str:
    """Give one hash of all files: by it a worker knows that it has the same index."""
    made = sha256()
    for path, digest in base.execute("SELECT path, sha256 FROM file ORDER BY path"):
        made.update(f"{path}\0{digest}\0".encode())
    return made.hexdigest()


def _see(base: sqlite3.Connection, folder: str, tell: Progress) -> None:
    """Look at what lies there, without reading it."""
    [(known,)] = base.execute("SELECT count(*) FROM file")
    rows = ((one.path, one.size, one.mtime_ns, one.problem) for one in counted(kept(folder), tell, expected=known))
    with at_once(base):
        base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)", rows)


def _forget(base: sqlite3.Connection, which: str, *params: str) -> None:
    """Forget files that changed, with whatever else says the same record: then they are read as if they were new."""
    with at_once(base):
        base.execute(which, params)
        base.execute(TWINS)
        for statement in FORGET:
            base.execute(statement)


def _read_trusts(base: sqlite3.Connection, folder: str) -> int:
    """Read the headings of the trust files that are new, in this process."""
    of_trust = f"{UNREAD} AND problem IS NULL AND path GLOB '{TRUST_FOLDER}/*' ORDER BY path"
    new = base.execute(f"SELECT path {of_trust}").fetchall()
    with at_once(base):
        for (path,) in new:
            try:
                one = heading_of(path, load_bytes(os.path.join(folder, FILES, path)))
            except (Refused, BadInput) as why:
                _put_file(base, Reading(path=path, sha256="", kind=Kind.TRUST, problem=problem_of(why)), "")
                continue
            row = (one.path, one.sha256, one.hash, one.organisation, one.version, one.previous, one.fingerprint)
            base.execute("INSERT INTO trust VALUES (?, ?, ?, ?, ?, ?, ?, '')", row)
            _put_file(base, Reading(path=path, sha256=one.sha256, kind=Kind.TRUST), "")
    return len(new)


def _judge_trusts(base: sqlite3.Connection, basis: Basis) -> None:
    """Take back what was said of trust files that are judged anew, with the records that name them."""
    chains = {one.path: name for name, chain in basis.chains.items() for one in chain}
    with at_once(base):
        for path, before in base.execute("SELECT path, chain FROM trust").fetchall():
            now = chains.get(path, "")
            if now != before:
                base.execute("UPDATE trust SET chain = '' WHERE path = ?", (path,))
                base.execute("UPDATE file SET problem = NULL WHERE path = ?", (path,))


def _settle_trusts(base: sqlite3.Connection, folder: str, basis: Basis) -> None:
    """Prove the trust files that are judged anew and that no record names: whoever read records proved the others."""
    before = dict(base.execute("SELECT path, chain FROM trust").fetchall())
    waiting = {
        name: paths
        for name, chain in basis.chains.items()
        if (paths := [one.path for one in chain if before.get(one.path, name) != name])
    }
    if not waiting:
        return
    named = {one for (one,) in base.execute("SELECT DISTINCT named FROM file WHERE named IS NOT NULL")}
    for name, paths in waiting.items():
        chain = basis.chains[name]
        with at_once(base):
            if not any(one.hash in named for one in chain):
                _, problems = approved(chain, basis.pins, lambda path: load_bytes(os.path.join(folder, FILES, path)))
                for path, problem in problems.items():
                    base.execute("UPDATE file SET problem = ? WHERE path = ?", (_written(problem), path))
            base.executemany("UPDATE trust SET chain = ? WHERE path = ?", ((name, path) for path in paths))


def _headings(base: sqlite3.Connection) -> Iterator[Heading]:
    names = ("path", "sha256", "hash", "organisation", "version", "previous", "fingerprint")
    for row in base.execute(f"SELECT {', '.join(names)} FROM trust ORDER BY path"):
        yield Heading(**dict(zip(names, row, strict=True)))


def _given(texts: Mapping[str, bytes]) -> list[Heading]:
    """Read the headings of the trust files that are to count. Raises BadInput for one that is none."""
    found, faults = [], []
    for path, data in texts.items():
        try:
            found.append(heading_of(path, data))
        except Refused as why:
            faults.append(problem_of(why).told_of(path))
    if faults:
        raise BadInput(faults)
    return found


def _read_rest(
    base: sqlite3.Connection,
    folder: str,
    basis: Basis,
    texts: Mapping[str, bytes],
    *,
    begin: Begin,
    tell: Progress,
) -> int:
    """Read whatever is not known yet, in the order of the paths, and keep it batch by batch."""
    with at_once(base):
        for path, problem in base.execute(f"SELECT path, problem {UNREAD} AND problem IS NOT NULL").fetchall():
            told = Problem(domain="archive", key=f"{problem}")
            _put_file(base, Reading(path=path, sha256="", kind=Kind.OTHER, problem=told), "")
    base.execute(f"INSERT INTO stale SELECT path {UNREAD}")
    total, done = base.execute("SELECT count(*) FROM stale").fetchone()[0], 0
    if not total:
        return 0
    with published(folder, basis, texts) as digest:
        parts = ((folder, digest, paths) for paths in _parts(base))
        for batch in in_order(begin, read_batch, parts):
            _check_seen(folder, batch)
            with at_once(base):
                for reading in batch.readings:
                    _put(base, reading, basis)
                for path, problem in batch.trusts.items():
                    base.execute("UPDATE file SET problem = ? WHERE path = ?", (_written(problem), path))
            done += len(batch.readings)
            tell(done, total)
    base.execute("DELETE FROM stale")
    return done


def _check_seen(folder: str, batch: Batch) -> None:
    """Check that a worker saw the files that are here. Raises BadInput: nothing that it said is kept then."""
    problems = {one.path: one.problem for one in batch.readings} | batch.trusts
    for path, problem in problems.items():
        if not_seen := unseen(problem, os.path.join(folder, FILES, path)):
            raise BadInput([not_seen.told_of("tally", place="--executor")])


def _parts(base: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    last = ""
    while paths := [
        path for (path,) in base.execute("SELECT path FROM stale WHERE path > ? ORDER BY path LIMIT ?", (last, BATCH))
    ]:
        yield tuple(paths)
        last = paths[-1]


def _put(base: sqlite3.Connection, reading: Reading, basis: Basis) -> None:
    """Keep a file that was read; of two files of one record, the one that proves more stands for it."""
    _put_file(base, reading, basis.judged(reading.named) if reading.kind is Kind.RECORD else "")
    facts = reading.facts
    if facts is None:
        return
    there = base.execute("SELECT path, facts FROM record WHERE hash = ?", (facts.hash,)).fetchone()
    if there and _better(read_facts(there[1]), there[0]) <= _better(facts, reading.path):
        return
    for table in ("record", "ballots"):
        base.execute(f"DELETE FROM {table} WHERE hash = ?", (facts.hash,))
    seats = facts.seats
    row = (
        *(facts.unit, facts.hash, reading.path, json.dumps(facts.congress_key, ensure_ascii=False), facts.contest),
        *(facts.kind, facts.sequence, facts.rounds, facts.previous, facts.replaces, facts.verdict),
        *((seats.status, seats.seats, seats.elected) if seats else (None, None, None)),
        written_facts(facts),
    )
    base.execute(f"INSERT INTO record VALUES ({', '.join('?' * len(row))})", row)
    committed = ((root, facts.hash, number) for number, root in enumerate(facts.roots, 1) if root)
    base.executemany("INSERT INTO ballots VALUES (?, ?, ?)", committed)
    base.execute("DELETE FROM link WHERE unit = ?", (facts.unit,))


def _better(facts: Facts, path: str) -> tuple[bool, int, str]:
    return (not facts.is_valid, -(facts.signed.have if facts.signed else 0), path)


def _put_file(base: sqlite3.Connection, one: Reading, judged: str) -> None:
    size, mtime = base.execute("SELECT size, mtime_ns FROM seen WHERE path = ?", (one.path,)).fetchone()
    digest, problem = one.facts.hash if one.facts else None, _written(one.problem) if one.problem else None
    row = (one.path, size, mtime, one.sha256, one.kind, one.unit, digest, one.named, judged, problem)
    base.execute(f"INSERT INTO file VALUES ({', '.join('?' * len(row))})", row)


def _written(problem: Problem) -> str:
    return json.dumps([problem.domain, problem.key, problem.params], ensure_ascii=False, sort_keys=True)


def _link(base: sqlite3.Connection, folder: str, tell: Progress) -> None:
    """Check the chain of every unit that has a record which was not linked yet."""
    waiting = "SELECT DISTINCT unit FROM record WHERE (unit, hash) NOT IN (SELECT unit, hash FROM link) ORDER BY unit"
    units = [unit for (unit,) in base.execute(waiting)]
    for first in range(0, len(units), LINKED):
        with at_once(base):
            for unit in units[first : first + LINKED]:
                _link_unit(base, folder, unit)
        tell(min(first + LINKED, len(units)), len(units))


def _link_unit(base: sqlite3.Connection, folder: str, unit: str) -> None:
    where, records = {}, []
    for path, text in base.execute("SELECT path, facts FROM record WHERE unit = ? ORDER BY hash", (unit,)):
        records.append(read_facts(text))
        where[records[-1].hash] = os.path.join(folder, FILES, path)
    records.sort(key=lambda one: one.congress_key)
    for _, group in groupby(records, key=lambda one: one.congress_key):
        of_congress = [*group]
        try:
            checks = chain_checks(of_congress, lambda one: load_bytes(where[one.hash]))
        except (BadInput, Refused):  # a file that changed meanwhile: the next run sees that it did
            continue
        for one, check in zip(of_congress, checks, strict=True):
            params = json.dumps(check.params, ensure_ascii=False, sort_keys=True)
            base.execute("INSERT INTO link VALUES (?, ?, ?, ?, ?)", (unit, one.hash, check.ok, check.why, params))
