"""What records are judged by, written beside the index for as long as a run lasts, so that every worker reads it once.

Whoever can't read it, or reads other bytes, does not see this archive: nothing of what they would say of it is taken.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from glob import escape, glob
from hashlib import sha256

from tally.archive.store import FILES, Problem
from tally.archive.trusts import Basis, approved, read_basis, written_basis
from tally.files.disk import load_bytes, put
from tally.record.trust_chain import TrustChain

__all__ = ["Judge", "judging", "published"]

_NAME = "index.basis"

CHAINS = 64
"""Chains of trust files that a process keeps: units of one superior lie side by side."""

Chain = tuple[TrustChain | None, dict[str, Problem]]
"""Trust files that were proved, and what is wrong with those that are left out, by path."""


class Judge:
    """A basis as a process has it, with the chains of trust files that it has read and proved."""

    def __init__(self, basis: Basis, load: Callable[[str], bytes]) -> None:
        self.basis = basis
        self.load = load
        self.chain: Callable[[str], Chain] = lru_cache(maxsize=CHAINS)(self._chain)

    def _chain(self, name: str) -> Chain:
        return approved(self.basis.chains.get(name, ()), self.basis.pins, self.load)


@contextmanager
def published(folder: str, basis: Basis, given: Mapping[str, bytes]) -> Iterator[str]:
    """Write a basis, and give the hash of what was written; ``given`` are trust files that lie elsewhere, by path.

    Raises OSError where it cannot be written.
    """
    run = os.urandom(16).hex()  # a copy of the folder as it was in another run is not this one
    document = {
        "run": run,
        "basis": written_basis(basis).decode(),
        "given": {path: data.decode() for path, data in given.items()},
    }
    data = json.dumps(document, ensure_ascii=False).encode()
    digest = sha256(data).hexdigest()
    _remove(folder)
    try:
        put(_path(folder, digest), data)
        yield digest
    finally:
        _remove(folder)


@lru_cache(maxsize=2)
def judging(folder: str, digest: str) -> Judge | None:
    """Read the basis of that hash, once in each process; None where it can't be read as it was written."""
    try:
        with open(_path(folder, digest), "rb") as file:
            data = file.read()
    except OSError:
        return None
    if sha256(data).hexdigest() != digest:
        return None
    document = json.loads(data)
    given = {path: text.encode() for path, text in document["given"].items()}

    def load(path: str) -> bytes:
        return given[path] if path in given else load_bytes(os.path.join(folder, FILES, path))

    return Judge(read_basis(document["basis"].encode()), load)


def _remove(folder: str) -> None:
    """Remove what a run wrote, and what one that was killed left."""
    for path in glob(os.path.join(escape(folder), f"{_NAME}-*")):
        with suppress(FileNotFoundError):
            os.unlink(path)


def _path(folder: str, digest: str) -> str:
    return os.path.join(folder, f"{_NAME}-{digest[:12]}")
