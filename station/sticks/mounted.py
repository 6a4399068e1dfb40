"""The sticks that are plugged in and mounted."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from station.airgap.system import System, Unread

__all__ = ["Stick", "sticks"]

MOST_NAME = 40
MOST_LAYERS = 4
"""So many file systems within file systems, each unlocked from the next, are looked through."""

BLOCK, NAMES = "/sys/block", "/dev/disk"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stick:
    """A file system on removable media.

    ``path`` is where its files are found, ``label`` what people call it (nothing unseen in it), ``free`` the bytes
    that there is room for. ``device`` is the file system's device and ``disk`` the medium that it is on: of two that
    are plugged in, the disks tell whether they are two. ``id`` tells it from others at any time, for the next stick
    often takes the device of the one before; ``filesystem`` is by what the system knows it while it is plugged in.
    """

    path: Path
    id: str
    label: str
    free: int
    read_only: bool
    device: str
    disk: str
    filesystem: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mount:
    device: str
    place: str
    options: frozenset[str]


def sticks(root: Path = Path("/")) -> tuple[Stick, ...]:
    """Give the sticks that are mounted now, each file system once, as they were mounted.

    A stick is a medium that the system calls removable or that hangs on USB; the one that the system itself runs from
    is none. ``root`` is where /proc, /sys and /dev are found. What cannot be looked at is left out.
    """
    system = System(root=root)
    mounts = {mount.place: mount for mount in _mounts(system)}  # of two at one place, the later is the one seen
    own = _disk(system, mounts["/"].device) if "/" in mounts else None
    found: dict[str, Stick] = {}
    for mount in mounts.values():
        disk = _disk(system, mount.device)
        if disk and disk != own and mount.device not in found and _is_removable(system, disk):
            with suppress(OSError, ValueError):  # drawn out just now, or another user's
                found[mount.device] = _stick(system, mount, disk)
    return tuple(found.values())


def _mounts(system: System) -> Iterator[_Mount]:
    with suppress(Unread):
        for line in system.text("/proc/mounts").split("\n"):
            device, place, _, options, *_ = (*line.split(" "), "", "", "", "")
            if device.startswith("/dev/") and place.startswith("/"):
                yield _Mount(device=_unescaped(device), place=_unescaped(place), options=frozenset(options.split(",")))


def _unescaped(text: str) -> str:
    r"""Give what stands for a text in /proc/mounts: a space is ``\040`` there."""
    return re.sub(r"\\([0-7]{3})", lambda escape: chr(int(escape[1], 8)), text)


def _disk(system: System, device: str) -> str | None:
    """Give the name of the medium that a device is, is a part of, or is unlocked from."""
    with suppress(Unread, ValueError):  # a name that no file can have
        name = os.path.basename(os.path.realpath(system.path(device)))
        disks = system.names(BLOCK)
        for _ in range(MOST_LAYERS):
            below = system.names(f"{BLOCK}/{name}/slaves") if name in disks else ()
            name = below[0] if below else name
        if name in disks:
            return name
        return next((disk for disk in disks if os.path.lexists(system.path(f"{BLOCK}/{disk}/{name}"))), None)
    return None


def _is_removable(system: System, disk: str) -> bool:
    with suppress(Unread):
        return system.text(f"{BLOCK}/{disk}/removable") == "1" or system.is_on_usb(f"{BLOCK}/{disk}")
    return False


def _stick(system: System, mount: _Mount, disk: str) -> Stick:
    path = system.path(mount.place)
    room = os.statvfs(path)
    return Stick(
        path=Path(path),
        id=_shown(_named(system, "by-uuid", mount.device) or mount.device),
        label=_shown(_named(system, "by-label", mount.device) or os.path.basename(mount.place)),
        free=room.f_bavail * room.f_frsize,
        read_only="ro" in mount.options,
        device=mount.device,
        disk=disk,
        filesystem=os.stat(path).st_dev,
    )


def _named(system: System, way: str, device: str) -> str | None:
    r"""Give what a file system is called in some way, if it is; a space is ``\x20`` among such names."""
    true, folder = os.path.realpath(system.path(device)), f"{NAMES}/{way}"
    with suppress(Unread):
        for name in system.names(folder):
            if os.path.realpath(system.path(f"{folder}/{name}")) == true:
                return os.fsdecode(re.sub(rb"\\x([0-9a-f]{2})", _byte, os.fsencode(name)))
    return None


def _byte(escape: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escape[1].decode())


def _shown(name: str) -> str:
    """Give a name as it may be shown: a stranger's stick writes nothing on the screen but letters."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in normalize("NFC", name)).strip()
    return plain[:MOST_NAME] or "?"
