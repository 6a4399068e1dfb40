"""Trust files and key files where people put them: at the top of a stick, or in the folder of days.

They are known by what stands in them, whatever they are called.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from station.ceremony.trusting import newest_run
from station.days import MOST_FILES, FileFound, Place
from station.sticks import StickError, read
from tally.cli import unlock
from tally.cli.unlock import LockedKey, OpenKey
from tally.person import known_as
from tally.record import keyfile, trust
from tally.record.keyname import KeyName, Role
from tally.record.refusal import Refused
from tally.record.trust import Organisation

__all__ = ["KeyFound", "TrustFound", "board_keys", "keys", "open_key", "read_key", "station_keys", "trusts"]

MOST_BYTES = 1024 * 1024
"""Bytes of a file that is looked into."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrustFound:
    """A trust file: whose it is, its highest version that was found, and the bytes of all that lead to that one."""

    organisation: Organisation
    version: int
    files: tuple[bytes, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyFound:
    """A key file, and where it is."""

    place: Place
    key: LockedKey


def _every(places: Iterable[Place]) -> Iterator[tuple[FileFound, bytes]]:
    for place in places:
        with suppress(OSError):
            paths = sorted(path for path in place.folder.iterdir() if not path.name.startswith("."))
            small = [path for path in paths[:MOST_FILES] if path.is_file() and path.stat().st_size <= MOST_BYTES]
            for path in small:
                with suppress(StickError):
                    found = FileFound(place=place, name=path.name)
                    yield found, read(place.folder, path.name, MOST_BYTES)


def trusts(places: Iterable[Place]) -> tuple[TrustFound, ...]:
    """Give the trust files there are, by the organisation whose they are. A draft that nobody signed is none."""
    found: dict[Organisation, dict[bytes, trust.TrustFile]] = {}
    for _, data in _every(places):
        with suppress(Refused):
            file = trust.read(data)
            if file.note is not None:
                found.setdefault(file.trust.organisation, {})[data] = file
    return tuple(_of_one(organisation, files) for organisation, files in found.items())


def _of_one(organisation: Organisation, files: dict[bytes, trust.TrustFile]) -> TrustFound:
    run = newest_run([*files.values()])
    data = tuple(data for data, file in files.items() if file in run)
    return TrustFound(organisation=organisation, version=run[-1].trust.version, files=data)


def keys(places: Iterable[Place]) -> tuple[KeyFound, ...]:
    """Give the key files there are."""
    found = []
    for file, data in _every(places):
        with suppress(Refused):
            found.append(KeyFound(place=file.place, key=read_key(data, str(file.place.folder / file.name))))
    return tuple(found)


def read_key(data: bytes, path: str) -> LockedKey:
    """Read what a key file says in the open. Raises Refused."""
    return LockedKey(path=path, data=data, file=keyfile.read(data, limits=unlock.LIMITS))


def station_keys(found: Sequence[KeyFound], unit: str) -> tuple[KeyFound, ...]:
    """Give those that say to be of a station of the unit."""
    return tuple(one for one in found if _is(one, Role.STATION, unit))


def board_keys(found: Sequence[KeyFound], unit: str, holder: str) -> tuple[KeyFound, ...]:
    """Give those that say to be of a member of the unit's board, by the member's name."""
    mine = known_as(holder)
    return tuple(one for one in found if _is(one, Role.BOARD, unit) and known_as(one.key.file.holder) == mine)


def _is(found: KeyFound, role: Role, unit: str) -> bool:
    name = KeyName.parse(found.key.file.vkey.name)
    return name.role is role and name.unit == unit


def open_key(key: LockedKey, passphrase: str) -> OpenKey:
    """Open a key. It takes about half a second of a processor. Raises Refused as ``keyfile.open_key`` does."""
    seed = keyfile.open_key(key.data, passphrase, limits=unlock.LIMITS)
    return OpenKey(vkey=key.file.vkey, holder=key.file.holder, seed=seed)
