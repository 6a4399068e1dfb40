"""What a parser may do with an input: give a value for which its law holds, or refuse in words; soon, in little memory.

Memory is what the process really held (VmHWM of Linux): it counts what libraries take outside of Python too. It is
measured from before the first input, so that it is rather told too high than too low. Time is the processor's, so that
what others have to do on the machine is not blamed on the parser; where a parser waits of itself, it is the clock's.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from types import FrameType
from typing import NamedTuple

from tally.faults import BadInput
from tally.record.refusal import Refused
from tools.fuzz_targets import Target

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "STUCK", "Judge"]

MOST_SECONDS = 1.0
MORE_TRIES = 2
"""What takes too long is tried again, and the shortest time counts."""
MOST_MEMORY = 256 * 1024 * 1024
MOST_TOLD = 200
"""Characters of what is told of a defect."""

STUCK = 10.0
"""Seconds of the processor's time after which an input is given up."""


class _Stuck(BaseException):
    """The parser does not come to an end."""


class _Clock(NamedTuple):
    """The time of the clock, that of the processor for this process, and how often the process waited of itself."""

    clock: float
    busy: float
    waits: int

    @classmethod
    def now(cls) -> "_Clock":
        usage = getrusage(RUSAGE_SELF)
        return cls(perf_counter(), usage.ru_utime + usage.ru_stime, usage.ru_nvcsw)

    def since(self, start: "_Clock") -> float:
        """Give the seconds that were spent; those in which the process was ready and had to stand back do not count."""
        return self.clock - start.clock if self.waits > start.waits else self.busy - start.busy


class Judge:
    """Judges inputs one by one, in the process that it was made in; ``count`` is how many it has judged."""

    def __init__(self) -> None:
        self.count = 0
        self.status = os.open("/proc/self/status", os.O_RDONLY)
        self._begin()

    def wrong_with(self, target: Target, data: bytes) -> str | None:
        """Say what is wrong with the way a parser takes an input; None if nothing is."""
        self.count += 1
        start = _Clock.now()
        try:
            with _given_up():
                value, refusal = target.read(data), None
        except (Refused, BadInput) as refused:
            value, refusal = None, refused
        except _Stuck:
            return f"does not end in {STUCK:.0f} s"
        except Exception as error:
            return f"raises {type(error).__name__}: {error}"[:MOST_TOLD]
        seconds = _Clock.now().since(start)
        if (memory := self._figure(b"VmHWM:") - self.held) > MOST_MEMORY:
            self._begin()
            return f"holds {memory >> 20} MiB"
        for _ in range(MORE_TRIES if seconds > MOST_SECONDS else 0):
            seconds = min(seconds, _seconds(target, data))
        if seconds > MOST_SECONDS:
            return f"takes {seconds:.1f} s"
        return _untold(refusal) if refusal else _unlawful(target, data, value)

    def _begin(self) -> None:
        """Let the peak begin anew, from what is held now."""
        Path("/proc/self/clear_refs").write_bytes(b"5")
        self.held = self._figure(b"VmRSS:")

    def _figure(self, name: bytes) -> int:
        """Give a figure of the process, in bytes."""
        return int(os.pread(self.status, 4096, 0).partition(name)[2].split(maxsplit=1)[0]) * 1024


def _unlawful(target: Target, data: bytes, value: object) -> str | None:
    try:
        return None if target.holds(data, value) else "accepts what is not written so"
    except Exception as error:
        return f"accepts what raises {type(error).__name__} afterwards: {error}"[:MOST_TOLD]


def _untold(refusal: Refused | BadInput) -> str | None:
    """Say what of a refusal cannot be told on one line."""
    if isinstance(refusal, Refused):
        told = [("-", refusal.params)]
    else:
        told = [(fault.location, fault.params) for fault in refusal.faults]
    for place, params in told:
        for text in (place, *map(str, params.values())):
            if not text.isprintable():
                return f"refuses with what cannot be told on a line: {text!r}"[:MOST_TOLD]
    return None if told else "refuses and says nothing"


def _seconds(target: Target, data: bytes) -> float:
    start = _Clock.now()
    with suppress(Exception):
        target.read(data)
    return _Clock.now().since(start)


@contextmanager
def _given_up() -> Iterator[None]:
    """Raise _Stuck where the processor has been busy for too long. No parser runs in a thread."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _Stuck

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, STUCK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
