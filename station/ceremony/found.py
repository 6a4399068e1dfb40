"""Trust files and key files where people put them: on a stick or in a folder of it, or in the folder of days.

They are known by what stands in them, whatever they are called.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

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
MOST_FOLDERS = 20
"""Folders of a stick that are looked into; none within them is."""
MOST_LOOKED_AT = 2_000
"""Names of a folder that are looked at: a stick may be full of photographs."""


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
    """Give the small files of each place, 200 at most, and what is in them; those at its top come first."""
    for place in places:
        paths, folders = _inside(place.folder)
        for folder in folders[:MOST_FOLDERS] if place.stick is not None else ():
            paths += _inside(folder)[0]
        for path in paths[:MOST_FILES]:
            with suppress(StickError):
                found = FileFound(place=place, name=str(path.relative_to(place.folder)))
                yield found, read(path.parent, path.name, MOST_BYTES)


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """Give the small files and the folders that stand in a folder, by name. What is hidden or a link is neither."""
    files, folders = list[Path](), list[Path]()
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(islice(entries, MOST_LOOKED_AT), key=lambda one: one.name):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_size <= MOST_BYTES:
                files.append(Path(entry.path))
    return files, folders


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
