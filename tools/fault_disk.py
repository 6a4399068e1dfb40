"""A disk that can be watched, and one that loses power.

``watched`` puts itself between SQLite (and the few calls of ``os`` that the journal makes) and the files: every call
goes through a ``Watch``, which may note it, leave it out, fail it or end the process. ``Disk`` replays what was noted
and says which files there could be after a power cut: what was not synced is there or not, write by write, in part, or
spoiled with the whole sector that it touches; a name is there or not until its folder was synced.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from unittest import mock

import apsw

__all__ = ["CHANGES", "SAID", "SYNCS", "Disk", "Image", "Op", "Watch", "watched"]

T = TypeVar("T")
Image = Mapping[str, bytes]
"""Files by name, as they are found when the power is back."""

SYNCS = frozenset({"sync", "sync_folder"})
CHANGES = frozenset({"create", "write", "truncate", "delete", *SYNCS})
"""The calls after which a disk may hold something else than before."""
SAID = "said"
"""Not a call: something was acknowledged at this moment."""

_TORN = 512
_SPOILED = 4096
"""Bytes that a disk writes at once, and that it may spoil when the power fails while it does."""
_NEW_NAMES = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL


@dataclass(frozen=True, kw_only=True, slots=True)
class Op:
    """One call: its kind, the file's name without the folder, and what it writes where (or how long a file becomes).

    ``system``: the journal made it itself, not SQLite.
    """

    kind: str
    name: str = ""
    offset: int = 0
    data: bytes = b""
    system: bool = False


class Watch:
    """Sees every call before it is done. This one does them all, but for the syncs: they only take time in a test."""

    def do(self, op: Op, call: Callable[[bytes], T]) -> T | None:
        """Do a call, which takes the bytes to be written; nothing comes of one that is left out."""
        return None if op.kind in SYNCS else call(op.data)


class _File(apsw.VFSFile):
    def __init__(self, watch: Watch, filename: Any, flags: list[int]) -> None:
        self._watch = watch
        path = filename.filename() if isinstance(filename, apsw.URIFilename) else filename
        self._name = os.path.basename(path)
        self._folder = os.path.dirname(path)
        self._new_name = bool(flags[0] & _NEW_NAMES and flags[0] & apsw.SQLITE_OPEN_CREATE)
        kind = "open" if os.path.lexists(path) else "create"
        made = super().__init__
        self._do(kind, lambda _: made("unix", filename, flags))

    def _do(self, kind: str, call: Callable[[bytes], T], *, offset: int = 0, data: bytes = b"") -> T | None:
        return self._watch.do(Op(kind=kind, name=self._name, offset=offset, data=data), call)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        read = super().xRead
        return self._do("read", lambda _: read(amount, offset), offset=offset) or b""

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        write = super().xWrite
        self._do("write", lambda given: write(given, offset), offset=offset, data=bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        truncate = super().xTruncate
        self._do("truncate", lambda _: truncate(newsize), offset=newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Sync, and at the first sync of a new log the folder too: SQLite's own layer does it unseen."""
        sync = super().xSync
        self._do("sync", lambda _: sync(flags))
        if self._new_name:
            self._new_name = False
            self._do("sync_folder", lambda _: None)

    def xFileSize(self) -> int:  # noqa: N802
        size = super().xFileSize
        return self._do("size", lambda _: size()) or 0

    def xLock(self, level: int) -> None:  # noqa: N802
        lock = super().xLock
        self._do("lock", lambda _: lock(level))


class _System(apsw.VFS):
    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        super().__init__("watched", "unix", makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File(self._watch, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001
        delete = super().xDelete
        name = os.path.basename(filename)
        self._watch.do(Op(kind="delete", name=name), lambda _: delete(filename, syncdir))
        if syncdir:
            self._watch.do(Op(kind="sync_folder", name=name), lambda _: None)

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        access = super().xAccess
        op = Op(kind="access", name=os.path.basename(pathname))
        return bool(self._watch.do(op, lambda _: access(pathname, flags)))


@contextmanager
def watched(watch: Watch, folder: Path) -> Iterator[None]:
    """Have every call that concerns files of a folder go through a watch."""
    true_open, true_fsync, true_stat, true_fstat = os.open, os.fsync, os.stat, os.fstat
    inside = str(folder.resolve())

    def opened(path: str, flags: int, *rest: Any, **named: Any) -> int:
        if os.path.dirname(os.path.abspath(path)) != inside or not flags & os.O_CREAT:
            return true_open(path, flags, *rest, **named)
        kind = "open" if os.path.lexists(path) else "create"
        op = Op(kind=kind, name=os.path.basename(path), system=True)
        return watch.do(op, lambda _: true_open(path, flags, *rest, **named)) or 0

    def synced(file: int) -> None:
        if not stat.S_ISDIR(true_fstat(file).st_mode):
            true_fsync(file)
        elif os.readlink(f"/proc/self/fd/{file}") == inside:  # the folders above it are of no interest here
            watch.do(Op(kind="sync_folder", system=True), lambda _: true_fsync(file))

    def looked_at(path: Any, *rest: Any, **named: Any) -> os.stat_result:
        if isinstance(path, str) and os.path.dirname(path) == inside:
            watch.do(Op(kind="stat", name=os.path.basename(path), system=True), lambda _: None)
        return true_stat(path, *rest, **named)

    system = _System(watch)
    try:
        # SQLite takes no note of some failures, and apsw tells them there.
        with (
            mock.patch.multiple(os, open=opened, fsync=synced, stat=looked_at),
            mock.patch.object(sys, "unraisablehook"),
        ):
            yield
    finally:
        apsw.set_default_vfs("unix")
        system.unregister()


class Disk:
    """What is on a disk, and what was asked of it and not synced since."""

    def __init__(self, image: Image) -> None:
        self._synced = dict(enumerate(image.values()))
        self._unsynced: dict[int, list[Op]] = {number: [] for number in self._synced}
        self._names = dict(zip(image, self._synced, strict=True))
        self._synced_names = dict(self._names)
        self._unsynced_names: list[tuple[str, int | None]] = []

    def apply(self, op: Op) -> None:
        """Take one call."""
        match op.kind:
            case "create":
                number = len(self._synced)
                self._synced[number], self._unsynced[number] = b"", []
                self._name(op.name, number)
            case "delete":
                self._name(op.name, None)
            case "write" | "truncate":
                self._unsynced[self._names[op.name]].append(op)
            case "sync":
                number = self._names[op.name]
                self._synced[number] = _after(self._synced[number], self._unsynced[number])
                self._unsynced[number] = []
            case "sync_folder":
                self._synced_names = dict(self._names)
                self._unsynced_names = []

    def image(self, *, names: float, calls: float, chance: Random) -> Image:
        """Give files as they may be found: each unsynced name and call is kept with such a chance.

        With a chance between none and all, a write may also be kept in some of its sectors, or have spoiled all that
        it touched.
        """
        kept = [change for change in self._unsynced_names if chance.random() < names]
        found = sorted({**self._synced_names, **dict(kept)}.items())
        return {name: self._data(number, calls, chance) for name, number in found if number is not None}

    def _name(self, name: str, number: int | None) -> None:
        self._unsynced_names.append((name, number))
        if number is None:
            self._names.pop(name, None)
        else:
            self._names[name] = number

    def _data(self, number: int, calls: float, chance: Random) -> bytes:
        unsynced = self._unsynced[number]
        if calls in (0, 1):
            return _after(self._synced[number], unsynced if calls else ())
        kept: list[Op] = []
        spoiled: list[Op] = []
        for op in unsynced:
            fate = chance.random()
            if fate < calls:
                kept.append(op)
            elif op.kind == "write" and fate < calls + (1 - calls) / 3:
                kept.extend(part for part in _sectors(op, _TORN) if chance.random() < 0.5)
            elif op.kind == "write" and fate < calls + (1 - calls) / 2:
                spoiled.append(op)
        data = bytearray(_after(self._synced[number], kept))
        for op in spoiled:
            start = op.offset - op.offset % _SPOILED
            end = min(len(data), op.offset + len(op.data) + -(op.offset + len(op.data)) % _SPOILED)
            data[start:end] = chance.randbytes(max(0, end - start))
        return bytes(data)


def _after(data: bytes, ops: Iterable[Op]) -> bytes:
    """Give what a file holds after some calls; what was never written is zero."""
    whole = bytearray(data)
    for op in ops:
        end = op.offset + len(op.data)
        if op.kind == "truncate":
            del whole[op.offset :]
        whole.extend(bytes(max(0, (op.offset if op.kind == "truncate" else end) - len(whole))))
        whole[op.offset : end] = op.data
    return bytes(whole)


def _sectors(op: Op, length: int) -> Iterator[Op]:
    """Cut a write where the sectors of the disk begin."""
    at = op.offset
    end = op.offset + len(op.data)
    while at < end:
        until = min(end, at - at % length + length)
        yield Op(kind="write", name=op.name, offset=at, data=op.data[at - op.offset : until - op.offset])
        at = until
