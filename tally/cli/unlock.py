"""A key file read once, and opened with the passphrase of whoever holds the key."""

from dataclasses import dataclass, field

from tally.cli import ask
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.files.disk import load_bytes
from tally.record import keyfile
from tally.record.keyfile import KeyFile
from tally.record.note import Vkey

__all__ = ["LockedKey", "OpenKey", "load_key", "open_with", "unlock"]

LIMITS = keyfile.REAL
"""What a key file may ask for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LockedKey:
    """A key file as it was read: where it lies, its bytes, and what it says in the open."""

    path: str
    data: bytes
    file: KeyFile


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenKey:
    """A key that can sign: its name and public part, the person who holds it, and the 32-byte seed, which is secret."""

    vkey: Vkey
    holder: str
    seed: bytes = field(repr=False)


def load_key(path: str) -> LockedKey:
    """Read the key file at a path. Raises BadInput."""
    data = load_bytes(path)
    with about(path):
        return LockedKey(path=path, data=data, file=keyfile.read(data, limits=LIMITS))


def unlock(terminal: Terminal, key: LockedKey) -> OpenKey:
    """Ask for the passphrase of a key, and open it. Raises BadInput."""
    typed = ask.passphrase(terminal, terminal.words("key.ask", name=key.file.vkey.name, holder=key.file.holder))
    with about(key.path):
        return open_with(terminal, key.data, typed)


def open_with(terminal: Terminal, data: bytes, passphrase: str) -> OpenKey:
    """Open a key file with what was typed, saying that it takes a while. Raises Refused as ``open_key`` does."""
    file = keyfile.read(data, limits=LIMITS)
    terminal.murmur(terminal.words("key.opening", name=file.vkey.name))
    seed = keyfile.open_key(data, passphrase, limits=LIMITS)
    return OpenKey(vkey=file.vkey, holder=file.holder, seed=seed)
