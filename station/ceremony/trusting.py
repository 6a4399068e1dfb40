"""The trust file of a day: which version was compared with what is published, and which files a record needs with it.

It is chosen once, before the first record of the day, and kept in the journal with it. What is kept begins with the
version whose fingerprint somebody has typed in: so the lowest one kept is always the one that was compared.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType

from station.session.state import Day, Kept
from tally.congress import Congress
from tally.contest import Contest
from tally.record import objection, trust
from tally.record.fingerprint import typed
from tally.record.note import Vkey
from tally.record.objection import Objections
from tally.record.refusal import Refused
from tally.record.trust_chain import TrustChain, chained

__all__ = ["TRUST", "ReadFile", "Trusted", "file_of", "kept_trust", "read_trusted", "to_station_key", "to_trusted"]

TRUST = ".trust"
"""How the name of a trust file ends, beside the records."""

ReadFile = Callable[[str], bytes]
"""Gives a file that the journal keeps."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trusted:
    """A trust file that somebody compared: ``pin`` is the fingerprint typed, ``files`` its versions by file name."""

    chain: TrustChain
    pin: str
    files: Mapping[str, bytes]


def read_trusted(files: Iterable[bytes], pin: str) -> Trusted:
    """Take the versions of a trust file, one of which bears the fingerprint that was typed.

    Versions below that one are let go. Raises Refused: what ``typed``, ``trust.read`` and ``chained`` raise.
    """
    read = {data: trust.read(data) for data in files}
    whole = chained([*read.values()], [pin])
    compared = next(file.trust.version for file in whole.files if file.fingerprint == typed(pin))
    left = {data: file for data, file in read.items() if file.trust.version >= compared}
    return Trusted(
        chain=chained([*left.values()], [pin]),
        pin=typed(pin),
        files=MappingProxyType({f"trust-{file.trust.version}{TRUST}": data for data, file in left.items()}),
    )


def kept_trust(day: Day, file: ReadFile) -> Trusted | None:
    """Give the trust file that the day's records were made under; None before the first.

    Raises Refused (``changed_meanwhile``) where a file is not the one that was kept.
    """
    every = [kept for state in day.contests.values() for kept in state.kept]
    if not every:
        return None
    first = min(every, key=lambda kept: kept.sequence)
    files = [file_of(first, name, file) for name in first.files if name.endswith(TRUST)]
    lowest = min((trust.read(data) for data in files), key=lambda one: one.trust.version)
    return read_trusted(files, lowest.fingerprint)


def file_of(kept: Kept, name: str, file: ReadFile) -> bytes:
    """Give a file of a record as it was kept. Raises Refused (``changed_meanwhile``) where it is another."""
    data = file(name)
    if sha256(data).hexdigest() != kept.files[name]:
        raise Refused("changed_meanwhile")
    return data


def newest_run(files: Sequence[trust.TrustFile]) -> tuple[trust.TrustFile, ...]:
    """Give of the versions found the highest, and those that lead to it without a gap."""
    found = sorted({file.trust.version: file for file in files}.items())
    start = 0
    for place, ((before, _), (after, _)) in enumerate(pairwise(found), start=1):
        start = place if after > before + 1 else start
    return tuple(file for _, file in found[start:])


def to_trusted(trusted: Trusted, congress: Congress, contest: Contest) -> Objections:
    """Object to a trust file under which no record of this contest would ever be valid, or nobody could audit it."""
    newest = trusted.chain.newest
    found = objection.to_trust(newest, congress.date) + objection.to_board(trusted.chain, congress, (contest,))
    return found + objection.to_auditors(newest)


def to_station_key(trusted: Trusted, congress: Congress, vkey: Vkey) -> Objections:
    """Object to a key that is not of this unit's stations."""
    return objection.to_station(trusted.chain.newest, congress.unit.code, vkey)
