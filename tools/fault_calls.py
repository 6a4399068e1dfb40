"""Calls that fail: each call of a day's work in turn, in every way that a disk has, once or from then on for good.

Whatever happens, the journal says it by a failure of its own, and once the fault is gone nothing acknowledged is lost.
"""

import errno
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

import apsw

from tools.fault_disk import Op, Watch, watched
from tools.fault_judge import Outcome
from tools.fault_power import MEMORY, NAME
from tools.fault_worker import Player

__all__ = ["FAULTS", "failing"]

T = TypeVar("T")
DAY = (
    "make",
    "checkpoint 6",
    "append 1 120",
    "append 3 2500",
    "file record-1 9000",
    "destroy",
    "append 1 700",
    "close",
    "open",
    "append 2 120",
    "append 1 120",
    "close",
)
_WRITING = frozenset({"create", "write", "truncate", "delete", "sync", "sync_folder"})
_ANY = _WRITING | {"open", "read", "size", "lock", "access", "stat"}
FAULTS = {
    "ENOSPC": frozenset({"create", "write", "sync", "sync_folder"}),
    "EIO": _ANY,
    "short write": frozenset({"write"}),
    "read-only": _WRITING,
    "vanished": _ANY,
}
"""The faults, and the kinds of calls that each can befall."""

_BY_KIND = {
    "create": apsw.SQLITE_CANTOPEN,
    "open": apsw.SQLITE_CANTOPEN,
    "read": apsw.SQLITE_IOERR_READ,
    "write": apsw.SQLITE_IOERR_WRITE,
    "truncate": apsw.SQLITE_IOERR_TRUNCATE,
    "delete": apsw.SQLITE_IOERR_DELETE,
    "sync": apsw.SQLITE_IOERR_FSYNC,
    "sync_folder": apsw.SQLITE_IOERR_DIR_FSYNC,
    "size": apsw.SQLITE_IOERR_FSTAT,
    "lock": apsw.SQLITE_IOERR_LOCK,
    "access": apsw.SQLITE_IOERR_ACCESS,
}
_OF_A_WRITE = {
    "ENOSPC": apsw.SQLITE_FULL,
    "short write": apsw.SQLITE_FULL,
    "read-only": apsw.SQLITE_READONLY,
}
_NUMBERS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "read-only": errno.EROFS, "vanished": errno.ENODEV}


class _Failing(Watch):
    def __init__(self, fault: str, at: int, folder: Path, *, lasting: bool) -> None:
        self.hit = False
        self._lifted = False
        self._fault = fault
        self._left = at
        self._lasting = lasting
        self._folder = folder

    def do(self, op: Op, call: Callable[[bytes], T]) -> T | None:
        if op.kind not in FAULTS[self._fault] or not self._fails():
            return super().do(op, call)
        if self._fault == "short write":
            call(op.data[: len(op.data) // 2])
        if self._fault == "vanished" and self._folder.exists():
            self._folder.rename(_away(self._folder))
        if op.system:
            raise OSError(_NUMBERS[self._fault], "told so")
        raise apsw.exception_for(_OF_A_WRITE.get(self._fault, 0) * (op.kind == "write") or _BY_KIND[op.kind])

    def lift(self) -> None:
        """Let nothing fail any more, and put back what had vanished."""
        self._lifted = True
        if _away(self._folder).exists():
            _away(self._folder).rename(self._folder)

    def _fails(self) -> bool:
        self._left -= 1
        self.hit |= self._left == 0
        return not self._lifted and (self._left == 0 or (self._lasting and self.hit))


def failing(fault: str, *, lasting: bool, every: int, seed: int) -> Outcome:
    """Let a fault befall every so manieth call that it can befall, one a day: until the act is over, or for good."""
    outcome = Outcome()
    for at in count(1, every):
        with TemporaryDirectory(dir=MEMORY) as name:
            folder = Path(name).resolve() / "stick"
            folder.mkdir()
            watch = _Failing(fault, at, folder, lasting=lasting or fault == "vanished")
            said: list[str] = []
            trial = f"{fault} at call {at}"
            with watched(watch, folder):
                player = Player(folder / NAME, said.append, Random(seed).randbytes)
                for act in DAY:
                    try:
                        player.play([act])
                    except (OSError, apsw.Error) as error:
                        outcome.wrong.append(f"{trial}: not told as a failure of the journal: {error!r}")
                    if watch.hit and not lasting:
                        watch.lift()
                watch.lift()
            if not watch.hit:
                return outcome
            outcome.judge(trial, folder / NAME, said)
    raise AssertionError


def _away(folder: Path) -> Path:
    return folder.with_name("away")
