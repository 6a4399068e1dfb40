"""A process that keeps a journal and says what it has kept: ``python -m tools.fault_worker JOURNAL [--die CALL]``.

It reads an act a line from stdin and does them in order; what is acknowledged goes to stdout, a line each, at once.

    act                      what is done                               what is said once it is done
    make                     make the journal                           made
    open                     open it                                    opened, and kept … for every entry
    begin                    open it, or make it where there is none    as of these
    append COUNT BYTES       so many entries with such a secret, at once    kept NUMBER HASH, for each
    file NAME BYTES          one entry with a file of such a length     kept …, then filed NAME SHA256
    destroy NUMBER …         destroy these secrets, or the oldest there is    kept …, then destroyed NUMBER, for each
    checkpoint PAGES         how often SQLite empties its log           nothing
    leave                    let go as a killed process does            nothing
    close                    close it                                   nothing

A failure is said as ``failed CODE``; the next act opens the journal anew. Whatever says the same of the same acts can
stand in the place of this process: ``tools.fault_judge`` looks at nothing but what was said and the journal.

``--die CALL`` ends the process by SIGKILL before its call of that number that would change the disk;
``--die CALL.half`` when that call has written half of its bytes.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeVar

import apsw

from station.journal.chain import Entry
from station.journal.database import Draft, Journal
from station.journal.errors import JournalError, JournalGone, JournalUnfinished
from tally.record import canonical
from tools.fault_disk import CHANGES, Op, Watch, watched

__all__ = ["Player", "marker"]

T = TypeVar("T")


def marker(number: int) -> bytes:
    """Give what stands in the secret of an entry, many times over, and nowhere else."""
    return f"<bí mật {number:06d}>".encode()


class Player:
    """Does acts on the journal at a path, and says what was kept."""

    def __init__(self, path: Path, say: Callable[[str], None], random: Callable[[int], bytes]) -> None:
        self._path = str(path)
        self._say = say
        self._random = random
        self._journal: Journal | None = None

    def play(self, acts: Iterable[str]) -> None:
        """Do the acts, one after the other, whatever fails."""
        for line in acts:
            act, *words = line.split()
            try:
                if self._journal is None and act not in ("make", "open", "begin"):
                    self._take(Journal.open)
                getattr(self, f"_{act}")(*words)
            except JournalError as error:
                self._say(f"failed {error.code}")
                self._leave()

    def _make(self) -> None:
        self._take(Journal.make)
        self._say("made")

    def _open(self) -> None:
        self._take(Journal.open)
        self._say("opened")
        for stored in self._there.read():
            self._kept(stored.entry)

    def _begin(self) -> None:
        try:
            self._open()
        except (JournalGone, JournalUnfinished):
            self._make()

    def _append(self, count: str, length: str) -> None:
        for entry in self._there.append(self._drafts(int(count), int(length))):
            self._kept(entry)

    def _file(self, name: str, length: str) -> None:
        content = sha256(name.encode()).digest() * (int(length) // 32)
        body = canonical.write({"file": name, "first": self._there.length + 1, "of": 1})
        self._append_one(Draft(body=body, files={name: content}))
        self._say(f"filed {name} {sha256(content).hexdigest()}")

    def _destroy(self, *words: str) -> None:
        kept = (one.entry.number for one in self._there.read() if one.secret is not None)
        numbers = [*map(int, words)] or [*islice(kept, 1)]
        body = canonical.write({"destroyed": [*numbers], "first": self._there.length + 1, "of": 1})
        self._kept(self._there.destroy(numbers, Draft(body=body)))
        for number in numbers:
            self._say(f"destroyed {number}")

    def _checkpoint(self, pages: str) -> None:
        self._held.execute(f"PRAGMA wal_autocheckpoint={int(pages)}")

    def _leave(self) -> None:
        if self._journal is not None and self._journal._connection is not None:
            self._held.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self._held.close(force=True)
        self._journal = None

    def _close(self) -> None:
        self._there.close()
        self._journal = None

    @property
    def _there(self) -> Journal:
        assert self._journal is not None
        return self._journal

    @property
    def _held(self) -> apsw.Connection:
        return self._there._held

    def _take(self, how: Callable[..., Journal]) -> None:
        self._journal = how(self._path, random=self._random)

    def _kept(self, entry: Entry) -> None:
        self._say(f"kept {entry.number} {entry.hash.hex()}")

    def _append_one(self, draft: Draft) -> None:
        for entry in self._there.append([draft]):
            self._kept(entry)

    def _drafts(self, count: int, length: int) -> list[Draft]:
        first = self._there.length + 1
        return [
            Draft(
                body=canonical.write({"first": first, "of": count, "number": number}),
                secret=(marker(number) * (length // len(marker(number)) + 1))[:length],
            )
            for number in range(first, first + count)
        ]


class _Dying(Watch):
    """Kills this very process before a call, or in the middle of a write."""

    def __init__(self, call: str) -> None:
        number, _, half = call.partition(".")
        self._left = int(number)
        self._half = bool(half)

    def do(self, op: Op, call: Callable[[bytes], T]) -> T | None:
        if op.kind in CHANGES:
            self._left -= 1
            if self._left == 0:
                if self._half:
                    call(op.data[: len(op.data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
        return super().do(op, call)


def _said(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main(path: Path, die: str | None) -> None:
    """Do the acts that stdin names."""
    player = Player(path, _said, os.urandom)
    if die is None:
        player.play(sys.stdin)
    else:
        with watched(_Dying(die), path.parent):
            player.play(sys.stdin)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[3] if sys.argv[2:3] == ["--die"] else None)
