"""A key file opened with the passphrase of whoever holds the key."""

from dataclasses import dataclass, field

from tally.cli import ask
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.files.disk import load_bytes
from tally.record import keyfile
from tally.record.note import Vkey

__all__ = ["OpenKey", "open_with", "read_key", "unlock"]

LIMITS = keyfile.REAL
"""What a key file may ask for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenKey:
    """A key that can sign: its name and public part, the person who holds it, and the 32-byte seed, which is secret."""

    vkey: Vkey
    holder: str
    seed: bytes = field(repr=False)


def read_key(path: str) -> keyfile.KeyFile:
    """Read what the key file at a path says in the open. Raises BadInput."""
    with about(path):
        return keyfile.read(load_bytes(path), limits=LIMITS)


def unlock(terminal: Terminal, path: str) -> OpenKey:
    """Ask for the passphrase of the key file at a path, and open it. Raises BadInput."""
    data = load_bytes(path)
    with about(path):
        file = keyfile.read(data, limits=LIMITS)
    typed = ask.passphrase(terminal, terminal.words("key.ask", name=file.vkey.name, holder=file.holder))
    with about(path):
        return open_with(terminal, data, typed)


def open_with(terminal: Terminal, data: bytes, passphrase: str) -> OpenKey:
    """Open a key file with what was typed, saying that it takes a while. Raises Refused as ``open_key`` does."""
    file = keyfile.read(data, limits=LIMITS)
    terminal.murmur(terminal.words("key.opening", name=file.vkey.name))
    seed = keyfile.open_key(data, passphrase, limits=LIMITS)
    return OpenKey(vkey=file.vkey, holder=file.holder, seed=seed)
