"""What would carry the memory, and the ballots in it, to a disk: swap, hibernation, core dumps."""

import ctypes
import resource
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from station.airgap.sight import Sight, Sign
from station.airgap.system import System

__all__ = ["Core", "core_dumps", "harden", "hibernation", "own_core", "swap"]

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4
NO_CORE = (0, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Core:
    """What the system would keep of this program if it crashed.

    ``limits`` are those of a core file's size in bytes, now and at most (-1: none). ``dumpable`` is 0 if nothing is
    kept, and -1 if the system does not say.
    """

    limits: tuple[int, int]
    dumpable: int


def own_core() -> Core:
    """Ask the system what it would keep of this program."""
    return Core(limits=resource.getrlimit(resource.RLIMIT_CORE), dumpable=_prctl(PR_GET_DUMPABLE))


def harden() -> None:
    """Have the system keep nothing of this program if it crashes, and let no other program look into it.

    Called before anything secret is in memory. Whether it worked is told by the check of core dumps.
    """
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, NO_CORE)
    _prctl(PR_SET_DUMPABLE)


def swap(system: System) -> Iterator[Sight]:
    """See what memory is moved out to; each stands on a line below a heading."""
    place = "/proc/swaps"
    for line in system.text(place).splitlines()[1:] if system.has(place) else ():
        yield Sight(name=line.partition(" ")[0].partition("\t")[0], sign=Sign.SWAP)


def hibernation(system: System) -> Iterator[Sight]:
    """See what the whole memory would be written to; nothing, where the system cannot hibernate.

    Without a place set for it and without swap there is nowhere to write to.
    """
    if not system.has("/sys/power") or not system.has("/sys/power/disk"):
        return
    if system.text("/sys/power/disk") == "[disabled]":
        return
    if (device := system.text("/sys/power/resume")) != "0:0":
        yield Sight(name=device, sign=Sign.HIBERNATES)
    for word in system.text("/proc/cmdline").split():
        if word.startswith("resume="):
            yield Sight(name=word.removeprefix("resume="), sign=Sign.HIBERNATES)


def core_dumps(system: System, core: Core) -> Iterator[Sight]:
    """See whether this program's memory would be kept if it crashed, or the whole of it if the system did.

    The limit alone is not enough: a system that hands core dumps to a program does not ask for it.
    """
    if core.limits != NO_CORE:
        yield Sight(name="core-limit", sign=Sign.DUMPS)
    if core.dumpable != 0:
        yield Sight(name="dumpable", sign=Sign.DUMPS if core.dumpable > 0 else Sign.UNREAD)
    crash = "/sys/kernel/kexec_crash_loaded"
    if system.has(crash) and system.text(crash) != "0":
        yield Sight(name="kexec-crash", sign=Sign.DUMPS)


def _prctl(option: int) -> int:
    """Ask or tell the system something of this program, without an argument; -1 where that cannot be."""
    with suppress(AttributeError, OSError):
        zero = ctypes.c_ulong(0)
        return int(ctypes.CDLL(None).prctl(option, zero, zero, zero, zero))
    return -1
