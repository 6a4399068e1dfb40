"""What the system tells of itself in the files under /proc and /sys: bounded, never waited for, never written to."""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

__all__ = ["System", "Unread"]

MOST_BYTES = 1 << 20
MOST_NAMES = 1000


class Unread(Exception):
    """Something could not be looked at; ``place`` says what."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(place)


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """The files of the computer under ``root``. Places are given as the computer itself has them: ``/proc/swaps``."""

    root: Path

    def path(self, place: str) -> str:
        """Give where a place is found on the disk."""
        return f"{str(self.root).rstrip('/')}{place}"

    def text(self, place: str) -> str:
        """Read a plain file, without spaces around it. Raises Unread: for anything else, or more than a megabyte."""
        with suppress(OSError, ValueError):
            file = os.open(self.path(place), os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
            try:
                data = _whole(file)
            finally:
                os.close(file)
            if data is not None:
                return os.fsdecode(data).strip()
        raise Unread(place)

    def names(self, place: str) -> tuple[str, ...]:
        """Give what stands in a folder, sorted. Raises Unread, also for more than anybody can look through."""
        with suppress(OSError, ValueError), os.scandir(self.path(place)) as found:
            names = sorted(entry.name for entry in islice(found, MOST_NAMES + 1))
            if len(names) <= MOST_NAMES:
                return tuple(names)
        raise Unread(place)

    def has(self, place: str) -> bool:
        """Whether there is anything of this name; "no" is only said of a folder that holds something else.

        An empty folder is one where nothing has been mounted, and says nothing. Raises Unread.
        """
        folder = place.rpartition("/")[0]
        with suppress(OSError, ValueError):
            try:
                os.lstat(self.path(place))
            except FileNotFoundError:
                with os.scandir(self.path(folder)) as found:
                    if next(found, None) is not None:
                        return False
            else:
                return True
        raise Unread(place)

    def names_if_any(self, place: str) -> tuple[str, ...]:
        """Give what stands in a folder that a system may well not have. Raises Unread."""
        return self.names(place) if self.has(place) else ()

    def is_file(self, place: str) -> bool:
        """Whether a plain file is known to be there."""
        return os.path.isfile(self.path(place))

    def is_on_usb(self, place: str) -> bool:
        """Whether a place, links followed, belongs to something that is plugged in by USB. Raises Unread."""
        try:
            true = os.path.realpath(self.path(place), strict=True).removeprefix(os.path.realpath(self.root))
        except OSError:
            raise Unread(place) from None
        return any(part.startswith("usb") and part[3:].isdecimal() for part in true.split("/"))


def _whole(file: int) -> bytes | None:
    """Read an open file to its end, if it is a plain one and not too long."""
    if not stat.S_ISREG(os.fstat(file).st_mode):
        return None
    with open(file, "rb", closefd=False) as opened:
        data = opened.read(MOST_BYTES + 1)
    return data if len(data) <= MOST_BYTES else None
