"""Files of an archive, read and judged: what a worker does with a part of them, wherever it works."""

import gc
import os
from dataclasses import dataclass
from hashlib import sha256

from tally.archive.basis_file import Judge, judging
from tally.archive.facts import Facts, facts_of, trust_named
from tally.archive.store import FILES, Kind, Problem, kind_of, named_as, other_folder, problem_of
from tally.faults import BadInput
from tally.files.congress_file import read_congress
from tally.files.disk import load_bytes
from tally.record.refusal import Refused

__all__ = ["Batch", "Reading", "read_batch"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A file that was read: its unit and facts where it told them; ``named`` is the trust file that a record names."""

    path: str
    sha256: str
    kind: Kind
    unit: str | None = None
    named: str | None = None
    facts: Facts | None = None
    problem: Problem | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Files that were read, in the order asked for, and what is wrong with trust files that their records name."""

    readings: tuple[Reading, ...]
    trusts: dict[str, Problem]


def read_batch(part: tuple[str, str, tuple[str, ...]]) -> Batch | Problem:
    """Read files of an archive and judge their records by the basis of a hash. No file stops the others.

    Gives a Problem where the basis can't be read: then this is not the archive that was meant.
    """
    folder, digest, paths = part
    judge = judging(folder, digest)
    if judge is None:
        return other_folder(folder)
    trusts: dict[str, Problem] = {}
    gc.disable()  # what is made of a record has no cycles, and is much
    try:
        readings = tuple(_read(folder, path, judge, trusts) for path in paths)
    finally:
        gc.enable()
    return Batch(readings=readings, trusts=trusts)


def _read(folder: str, path: str, judge: Judge, trusts: dict[str, Problem]) -> Reading:
    data = b""
    try:
        data = load_bytes(os.path.join(folder, FILES, path))
        own = named_as(path)
        if own is None or sha256(data).hexdigest().startswith(own):
            return _judged(path, data, judge, trusts)
        problem = Problem(domain="archive", key="changed", params={"file": path})
    except (Refused, BadInput) as why:
        problem = problem_of(why)
    except Exception as error:  # a file that nobody foresaw is named, and the others are read
        problem = Problem(domain="archive", key="unforeseen", params={"type": type(error).__name__})
    return Reading(path=path, sha256=sha256(data).hexdigest(), kind=kind_of(path, data), problem=problem)


def _judged(path: str, data: bytes, judge: Judge, trusts: dict[str, Problem]) -> Reading:
    digest = sha256(data).hexdigest()
    match kind := kind_of(path, data):
        case Kind.RECORD:
            named = (trust_named(data) or b"").hex() or None
            chain, problems = judge.chain(judge.basis.of.get(named or "", ""))
            trusts.update(problems)
            facts = facts_of(data, chain, expected=judge.basis.expected, lacks=judge.basis.lacks(named))
            return Reading(path=path, sha256=digest, kind=kind, unit=facts.unit, named=named, facts=facts)
        case Kind.CONGRESS:
            unit = read_congress(path, data).congress.unit.code
            return Reading(path=path, sha256=digest, kind=kind, unit=unit)
        case _:
            key = "misplaced" if kind is Kind.TRUST else "unknown_kind"
            problem = Problem(domain="archive", key=key)
            return Reading(path=path, sha256=digest, kind=kind, problem=problem)
