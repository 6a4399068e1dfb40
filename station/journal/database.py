"""The journal on the disk: what ``append`` has returned for is there after a crash, a kill and a power cut.

A journal is given out only after all of it was checked and is known to be on the disk; an entry is acknowledged by
the return of ``append``. What is in the database can't be changed through it: see ``station.journal.schema``.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import apsw

from station.journal import connections, sound
from station.journal.chain import FIRST, SALT_BYTES, Entry, link, seal
from station.journal.errors import (
    JournalClosed,
    JournalError,
    JournalExists,
    JournalGone,
    JournalUnfinished,
    told_of,
)
from station.journal.schema import APPLICATION, SCHEMA, VERSION
from tally.files.strict import shown
from tally.record.chance import Random, drawn
from tally.record.refusal import Refused

__all__ = ["MOST_FILE", "MOST_SECRET", "Draft", "Journal", "Stored"]

MOST_SECRET = 1024 * 1024
MOST_FILE = 16 * 1024 * 1024
"""Bytes of the longest secret, and of the longest file."""

_MOST_NAME = 255


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What is to be kept as one entry: its public body, its secret if it has one, and files by their names.

    The files are kept with the entry, all or nothing, and are never overwritten. The chain does not know them: a body
    that matters names the sha256 of its files.
    """

    body: bytes
    secret: bytes | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """An entry as it is kept; ``secret`` is None where there never was one and where it was destroyed."""

    entry: Entry
    secret: bytes | None


class Journal:
    """A journal that is open. It is had by ``make`` or ``open``; one process has it, and in it one thread at a time.

    Every failure is one of ``station.journal.errors``. A failure while it writes closes the journal: it must be opened
    anew, and then shows whether the last act was kept. A Refused changes nothing.
    """

    def __init__(self, path: str, random: Random, connection: apsw.Connection) -> None:
        self.path = path
        self._random = random
        self._connection: apsw.Connection | None = connection
        self._files = connections.identities(connection)

    @classmethod
    def make(cls, path: str, *, random: Random) -> "Journal":
        """Make a journal where there is none, or one whose making was cut short; it has no entries yet.

        ``random`` is where the salts come from. Raises JournalExists where there is one with entries, NotAJournal for
        another file, JournalLocked.
        """
        with told_of(path):
            connections.claim(path)
        with connections.taken(path) as connection:
            if not sound.is_journal(connection, path):
                numbers = (f"PRAGMA application_id={APPLICATION}", f"PRAGMA user_version={VERSION}")
                connections.done(connection, *SCHEMA, *numbers)
            elif sound.rows(connection, 0):
                raise JournalExists(path)
            connections.settle(connection, path)
            return cls(path, random, connection)

    @classmethod
    def open(cls, path: str, *, random: Random) -> "Journal":
        """Open a journal: the whole chain and every secret and file kept are checked before anything is given.

        A destruction that was cut short is brought to its end. Raises JournalLocked at once if another process has it,
        JournalGone, JournalUnfinished, NotAJournal, JournalReadOnly, JournalFull, and JournalBroken, which leaves the
        files as they were found.
        """
        with connections.taken(path) as connection:
            if not sound.is_journal(connection, path):
                raise JournalUnfinished(path)
            sound.check(connection, path)
            connections.settle(connection, path)
            connections.cleanse(connection)
            return cls(path, random, connection)

    def again(self) -> "Journal":
        """Open the journal anew, as it must be after a failure. Raises as ``open`` does."""
        with suppress(JournalError):
            self.close()
        return self.open(self.path, random=self._random)

    @property
    def length(self) -> int:
        """How many entries there are."""
        return self._last()[0]

    @property
    def head(self) -> bytes:
        """The hash of the last entry; ``chain.FIRST`` before there is one."""
        return self._last()[1]

    def read(self) -> Iterator[Stored]:
        """Give every entry, from the first on."""
        after = 0
        while part := self._rows(after):
            yield from (Stored(entry=row.entry, secret=row.plain) for row in part)
            after = part[-1].entry.number

    def files(self) -> tuple[str, ...]:
        """Give the names of the files kept, sorted."""
        return tuple(name for (name,) in self._asked("SELECT name FROM file ORDER BY name"))

    def file(self, name: str) -> bytes:
        """Give a file. Raises Refused (``no_such_file``)."""
        for (content,) in self._asked("SELECT content FROM file WHERE name = ?", name):
            return bytes(content)
        raise Refused("no_such_file", name=name)

    def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Keep the drafts as entries, all or none; it returns when the disk has them.

        Raises Refused, beside what ``chain.link`` raises, for what can't be kept: ``bad_name``, ``name_taken``,
        ``too_large``.
        """
        prepared = self._prepared(drafts)
        with self._writing() as connection:
            for one in prepared:
                _insert(connection, one)
        return tuple(one.entry for one in prepared)

    def destroy(self, numbers: Sequence[int], because: Draft) -> Entry:
        """Destroy the secrets of these entries, and their salts, for good; ``because`` becomes the entry that says so.

        It returns when neither the database nor its log holds a byte of them; the disk beneath may (see
        docs/reliability.md). If it is cut short, either nothing was done, or the next ``open`` finishes it. Raises
        Refused: ``no_secret`` with the number of an entry that has none, or none any more, and as ``append`` does.
        """
        kept = {number for (number,) in self._asked("SELECT number FROM secret")}
        for number in numbers:
            if number not in kept:
                raise Refused("no_secret", number=number)
            kept.remove(number)
        [one] = self._prepared([because])
        with self._writing() as connection:
            _insert(connection, one)
            for number in numbers:
                connection.execute("INSERT INTO destroyed VALUES (?, ?)", (number, one.entry.number))
                connection.execute("DELETE FROM secret WHERE number = ?", (number,))
        with self._closed_by_failure():
            connections.cleanse(self._held)
        return one.entry

    def close(self) -> None:
        """Let the journal go. Nothing depends on it, and a second time does nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with told_of(self.path):
                connection.close(force=True)

    @property
    def _held(self) -> apsw.Connection:
        if self._connection is None:
            raise JournalClosed(self.path)
        return self._connection

    def _asked(self, question: str, *values: str | int) -> list[tuple[Any, ...]]:
        with told_of(self.path):
            return self._held.execute(question, values).fetchall()

    def _rows(self, after: int) -> Sequence[sound.Row]:
        with told_of(self.path):
            return sound.rows(self._held, after)

    def _last(self) -> tuple[int, bytes]:
        for number, hashed in self._asked("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1"):
            return number, hashed
        return 0, FIRST

    def _prepared(self, drafts: Sequence[Draft]) -> list["_Prepared"]:
        """Make entries of drafts, as they would follow the last one now. Raises Refused."""
        taken = set(self.files())
        number, previous = self._last()
        prepared: list[_Prepared] = []
        for draft in drafts:
            number += 1
            for name, content in draft.files.items():
                _check_file(name, content, taken)
                taken.add(name)
            salt = drawn(self._random, SALT_BYTES)
            if draft.secret is not None and len(draft.secret) > MOST_SECRET:
                raise Refused("too_large", most=MOST_SECRET)
            sealed = None if draft.secret is None else seal(salt=salt, secret=draft.secret)
            entry = link(number=number, previous=previous, body=draft.body, sealed=sealed)
            prepared.append(_Prepared(entry=entry, salt=salt, draft=draft))
            previous = entry.hash
        return prepared

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """One transaction: in the end the disk has all of it, and the files are still those that have these names."""
        connection = self._held
        with self._closed_by_failure():
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            if connections.identities(connection) != self._files:
                raise JournalGone(self.path)

    @contextmanager
    def _closed_by_failure(self) -> Iterator[None]:
        with told_of(self.path):
            try:
                yield
            except BaseException:
                with suppress(JournalError):
                    self.close()
                raise


@dataclass(frozen=True, kw_only=True, slots=True)
class _Prepared:
    entry: Entry
    salt: bytes
    draft: Draft


def _insert(connection: apsw.Connection, one: _Prepared) -> None:
    entry, secret = one.entry, one.draft.secret
    values = (entry.number, entry.previous, entry.body, entry.sealed, entry.hash)
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", values)
    if secret is not None:
        connection.execute("INSERT INTO secret VALUES (?, ?, ?)", (entry.number, one.salt, secret))
    for name, content in one.draft.files.items():
        row = (name, entry.number, sha256(content).digest(), content)
        connection.execute("INSERT INTO file VALUES (?, ?, ?, ?)", row)


def _check_file(name: str, content: bytes, taken: Set[str]) -> None:
    plain = name.isprintable() and unicodedata.is_normalized("NFC", name)
    if not plain or name in ("", ".", "..") or "/" in name or len(name.encode()) > _MOST_NAME:
        raise Refused("bad_name", name=shown(name))
    if name in taken:
        raise Refused("name_taken", name=shown(name))
    if len(content) > MOST_FILE:
        raise Refused("too_large", most=MOST_FILE)
