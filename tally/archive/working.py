"""The index on the disk: a working copy while it is brought up to the files, then the whole of it at once."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from errno import EIO

from tally.archive.progress import Progress
from tally.archive.tables import SEEN, TABLES, VERSION
from tally.files.disk import flush_folder

__all__ = ["INDEX", "at_once", "publish", "told_by_the_system", "working"]

INDEX = "index.sqlite"
WORKING = "index.working"
FRESH = "index.fresh"
PAGES = 1_024
"""Pages of an index that are copied between two times that it is told."""
INSTRUCTIONS = 10_000
"""What SQLite does of its own while it writes an index, between two times that it is told."""


@contextmanager
def told_by_the_system() -> Iterator[None]:
    """Tell what SQLite can't do as what the system can't: a full disk, no leave to write."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(EIO, str(error)) from None


@contextmanager
def working(folder: str, tell: Progress, *, anew: bool = False) -> Iterator[sqlite3.Connection]:
    """Open what a run that was killed left, else a copy of the index, else an empty one; it is gone at the end.

    ``anew`` it is an empty one, whatever there is. It is told how many pages of the index were copied.
    """
    path, index = os.path.join(folder, WORKING), os.path.join(folder, INDEX)
    if anew or not _is_sound(path):
        _remove(path)
        if not anew and _is_sound(index):
            with closing(sqlite3.connect(index)) as old, closing(sqlite3.connect(path)) as copy:
                old.backup(copy, pages=PAGES, progress=lambda _, left, whole: tell(whole - left, whole))
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA page_size = 16384; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;")
        if not base.execute("SELECT 1 FROM sqlite_master").fetchone():
            base.executescript(f"BEGIN; {TABLES} INSERT INTO meta VALUES ('version', '{VERSION}'); COMMIT;")
        base.executescript(SEEN)
        yield base
    _remove(path)


def _is_sound(path: str) -> bool:
    """Whether there is an index of this version, whole."""
    if not os.path.isfile(path):
        return False
    try:
        with closing(sqlite3.connect(path)) as base:
            version = base.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
            return bool(version == (VERSION,) and base.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def publish(base: sqlite3.Connection, folder: str, tell: Progress) -> None:
    """Write the whole anew beside the index, and put it in its place; it is told how many bytes are written."""
    fresh, index = os.path.join(folder, FRESH), os.path.join(folder, INDEX)
    _remove(fresh)
    base.execute("PRAGMA schema_version = 1")  # it counts what was done to the tables, not what they hold
    with _watched(base, fresh, tell):
        base.execute("VACUUM INTO ?", (fresh,))
    os.replace(fresh, index)
    flush_folder(folder)


@contextmanager
def _watched(base: sqlite3.Connection, fresh: str, tell: Progress) -> Iterator[None]:
    """Tell how large a file has become of the size that it will have, while SQLite is at work."""
    pages = "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count"
    [(whole,)] = base.execute(f"{pages}, pragma_page_size")

    why: list[BaseException] = []

    def look() -> None:
        try:
            size = os.path.getsize(fresh) if os.path.exists(fresh) else 0
            tell(min(size, whole), whole)
        except BaseException as error:
            why.append(error)
            raise

    base.set_progress_handler(look, INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:  # ``look`` failed: SQLite does not tell how
            raise next(iter(why), KeyboardInterrupt()) from None  # Ctrl-C may come before its first line
        raise
    finally:
        base.set_progress_handler(None, 0)
    tell(whole, whole)


@contextmanager
def at_once(base: sqlite3.Connection) -> Iterator[None]:
    """Do all that is done here, or nothing of it."""
    base.execute("BEGIN")
    try:
        yield
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


def _remove(path: str) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.unlink(path + ending)
