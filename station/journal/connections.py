"""The connection to the database of a journal: how it is taken, made safe, and rid of what was destroyed.

SQLite in WAL mode with ``synchronous=FULL``, by one connection that holds the lock as long as it lives.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

import apsw

from station.journal.errors import JournalReadOnly, told_of

__all__ = ["claim", "cleanse", "done", "identities", "settle", "sync_folder", "taken"]

_SETTINGS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA temp_store=MEMORY",  # or VACUUM would copy plain ballots to a file elsewhere
    "PRAGMA secure_delete=ON",
    "PRAGMA synchronous=EXTRA",  # while the database is made, without WAL
)
_DURABLE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "SELECT max(number) FROM entry",  # opens the log; a checkpoint that must open it first can fail as locked
)
_PRIVATE = 0o600
_SECTORS = "psow=0"
"""No trust that the disk leaves alone what stands beside the bytes it writes (SQLite's "powersafe overwrite")."""


def claim(path: str) -> None:
    """Put an empty file there that nobody else can read, unless there is a file."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))


def done(connection: apsw.Connection, *statements: str) -> None:
    """Do statements to their end: some give a row first, and fail after it."""
    for statement in statements:
        connection.execute(statement).fetchall()


@contextmanager
def taken(path: str) -> Iterator[apsw.Connection]:
    """Give a connection that has the lock, in a transaction; if that comes to nothing, the files stay as they are."""
    with told_of(path):
        name = f"file:{quote(os.fsencode(os.path.abspath(path)))}?{_SECTORS}"
        connection = apsw.Connection(name, flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
        try:
            if connection.readonly("main"):
                raise JournalReadOnly(path)
            done(connection, *_SETTINGS)
            connection.execute("BEGIN EXCLUSIVE")
            yield connection
        except BaseException:
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            connection.close(force=True)
            raise


def settle(connection: apsw.Connection, path: str) -> None:
    """End the transaction, and bring to the disk all that the journal holds, the names of its files too.

    What a process that was killed left in the log was perhaps never synced: it must be, before anybody sees it.
    """
    done(connection, "COMMIT", *_DURABLE)
    with suppress(apsw.FullError):  # the log is synced first; where there is no room beside it, it stays
        done(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    folder = os.path.dirname(os.path.realpath(path))
    sync_folder(folder)
    while folder != (folder := os.path.dirname(folder)):
        with suppress(OSError):  # not ours to open
            sync_folder(folder)


def cleanse(connection: apsw.Connection) -> None:
    """Leave no byte of a destroyed secret in the files, if that is still to be done.

    The first checkpoint puts zeros where the secrets stood and empties the log, VACUUM leaves behind what SQLite had
    copied while it moved its pages, and the second checkpoint puts that in the place of the database.
    """
    undone = connection.execute("SELECT by_entry FROM destroyed EXCEPT SELECT by_entry FROM cleansed").fetchall()
    if undone:
        done(connection, "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
        connection.executemany("INSERT INTO cleansed VALUES (?)", undone)


def identities(connection: apsw.Connection) -> tuple[tuple[int, int], ...]:
    """Say which files have the names of the database and its log now."""
    found = (os.stat(name) for name in (connection.db_filename("main"), connection.filename_wal))
    return tuple((file.st_dev, file.st_ino) for file in found)


def sync_folder(folder: str) -> None:
    """Bring the names in a folder to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
