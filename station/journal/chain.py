"""The chain: every entry names the one before it by hash, so that none can be changed, left out, moved or slipped in.

The hash of an entry is sha256 over these parts, each of a fixed length and therefore in a place of its own::

    "kiem-phieu journal entry 1" and a newline    the rule by which it was made
    number         8 bytes, big-endian, from 1
    previous      32 bytes: the hash of the entry before it; of the first, zeros
    sha256(body)  32 bytes
    flag           1 byte: 1 where a secret is sealed, 0 where there is none
    sealed        32 bytes; zeros where there is none

A secret stands in the chain only as its seal, sha256 over "kiem-phieu journal secret 1" and a newline, 32 bytes of
salt, and the secret. Whoever has both can show that they fit; once they are destroyed, the seal tells nothing of
them and the chain still holds.

Written out, a journal is a line that says how many entries follow and what the hash of the last is, and a line of JSON
for each: body, hash, number and seal, keys in order, no space. No secret is in it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from pydantic_core import from_json

from tally.record import canonical
from tally.record.refusal import Refused

__all__ = ["FIRST", "MOST_WRITTEN", "SALT_BYTES", "Broken", "Entry", "check", "follow", "link", "read_written"]
__all__ += ["seal", "written"]

FIRST = bytes(32)
"""What the first entry names as the hash before it."""
SALT_BYTES = 32
MOST_WRITTEN = 64 * 1024 * 1024
"""Bytes of a journal that is written out; a congress of 1,600 ballots and six elections stays below 16 MiB."""

_HASH_BYTES = 32
_ENTRY = b"kiem-phieu journal entry 1\n"
_SECRET = b"kiem-phieu journal secret 1\n"
_HEAD = re.compile(rb'\{"entries":(0|[1-9][0-9]{0,8}),"head":"([0-9a-f]{64})","schema":"journal/1"\}')


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry: its number from 1, the hash before it, its public body, the seal of its secret if it has one.

    ``body`` is one document of ``tally.record.canonical``. An entry by itself proves nothing: see ``check``.
    """

    number: int
    previous: bytes
    body: bytes
    sealed: bytes | None
    hash: bytes


class Broken(Exception):
    """The chain does not hold. Everything before entry ``number`` does.

    ``why``: ``number`` (another one stands in its place), ``previous`` (it follows another entry), ``sealed`` (a seal
    of another length), ``hash`` (some part of it is not what was hashed), ``head`` (not the last one that was told).
    """

    def __init__(self, number: int, why: str) -> None:
        self.number = number
        self.why = why
        super().__init__(f"entry {number}: {why}")


def seal(*, salt: bytes, secret: bytes) -> bytes:
    """Give what stands in the chain for a secret. Raises Refused (``salt_length``)."""
    if len(salt) != SALT_BYTES:
        raise Refused("salt_length")
    return sha256(_SECRET + salt + secret).digest()


def link(*, number: int, previous: bytes, body: bytes, sealed: bytes | None) -> Entry:
    """Make the entry that follows ``previous``.

    Raises Refused for what no chain can hold: whatever ``canonical.read`` refuses of the body, and
    ``number_out_of_range``, ``hash_length``.
    """
    if not 1 <= number <= canonical.MOST_NUMBER:
        raise Refused("number_out_of_range", most=canonical.MOST_NUMBER)
    if {len(previous), len(FIRST if sealed is None else sealed)} != {_HASH_BYTES}:
        raise Refused("hash_length")
    canonical.read(body)
    return Entry(number=number, previous=previous, body=body, sealed=sealed, hash=_hash(number, previous, body, sealed))


def follow(entry: Entry, before: Entry | None) -> None:
    """Check that an entry is sound and follows the one before it, or is the first. Raises Broken."""
    number = before.number + 1 if before else 1
    if entry.number != number:
        raise Broken(number, "number")
    if entry.previous != (before.hash if before else FIRST):
        raise Broken(number, "previous")
    if entry.sealed is not None and len(entry.sealed) != _HASH_BYTES:
        raise Broken(number, "sealed")
    if entry.hash != _hash(number, entry.previous, entry.body, entry.sealed):
        raise Broken(number, "hash")


def check(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Pass on the entries, from the first on, as long as they fit. Raises Broken at the first that does not."""
    before = None
    for entry in entries:
        follow(entry, before)
        yield entry
        before = entry


def written(entries: Iterable[Entry]) -> bytes:
    """Write a chain out, without its secrets. Raises Broken, and Refused (``too_large``)."""
    whole = tuple(check(entries))
    head = whole[-1].hash if whole else FIRST
    lines = chain([_line({"entries": len(whole), "head": head.hex(), "schema": "journal/1"})], map(_spelled, whole))
    data = b"".join(line + b"\n" for line in lines)
    if len(data) > MOST_WRITTEN:
        raise Refused("too_large", most=MOST_WRITTEN)
    return data


def read_written(data: bytes) -> tuple[Entry, ...]:
    """Read what ``written`` wrote: only what it would write again, byte by byte, from the first entry to the last.

    Raises Refused: ``too_large``, ``not_a_journal`` for another kind of file, ``bad_line`` with the line that is not
    spelled as it would be, ``not_whole`` where there are fewer or more entries than the first line says. Raises Broken
    where the entries do not fit.
    """
    if len(data) > MOST_WRITTEN:
        raise Refused("too_large", most=MOST_WRITTEN)
    first, *lines = data.split(b"\n")
    told = _HEAD.fullmatch(first)
    if told is None:
        raise Refused("not_a_journal")
    if lines[-1:] != [b""] or len(lines) - 1 != int(told[1]):
        raise Refused("not_whole", entries=int(told[1]), found=data.count(b"\n") - 1)
    entries = tuple(check(_entries(lines[:-1])))
    if (entries[-1].hash if entries else FIRST).hex() != told[2].decode():
        raise Broken(len(entries), "head")
    return entries


def _hash(number: int, previous: bytes, body: bytes, sealed: bytes | None) -> bytes:
    flag = b"\x00" if sealed is None else b"\x01"
    return sha256(
        _ENTRY + number.to_bytes(8) + previous + sha256(body).digest() + flag + (FIRST if sealed is None else sealed)
    ).digest()


def _spelled(entry: Entry) -> bytes:
    sealed = None if entry.sealed is None else entry.sealed.hex()
    return _line(
        {"body": from_json(entry.body), "hash": entry.hash.hex(), "number": entry.number, "sealed": sealed},
    )


def _line(tree: canonical.Tree) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _entries(lines: Iterable[bytes]) -> Iterator[Entry]:
    previous = FIRST
    for at, line in enumerate(lines, start=2):
        try:
            entry = _entry(from_json(line), previous)
        except (ValueError, Refused):
            entry = None
        if entry is None or _spelled(entry) != line:
            raise Refused("bad_line", line=at)
        yield entry
        previous = entry.hash


def _entry(tree: object, previous: bytes) -> Entry | None:
    """Give the entry of a line; None for a tree that is of no entry. Raises ValueError, and Refused for its body."""
    match tree:
        case {"body": body, "hash": str(digits), "number": int(number), "sealed": None | str() as sealed}:
            return Entry(
                number=int(number),  # true is a number too
                previous=previous,
                body=canonical.write(body),
                sealed=None if sealed is None else bytes.fromhex(sealed),
                hash=bytes.fromhex(digits),
            )
    return None
