"""The ways in which the journal fails: each says which journal, and what a face needs to tell it in a sentence.

Whatever the failure, what was acknowledged before is kept. A journal that failed while it wrote is closed: whether the
last act was kept is not known until it is opened anew, and then it is plain to see.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

import apsw

__all__ = [
    "JournalBroken",
    "JournalClosed",
    "JournalError",
    "JournalExists",
    "JournalFull",
    "JournalGone",
    "JournalIO",
    "JournalLocked",
    "JournalNotMade",
    "JournalReadOnly",
    "JournalUnfinished",
    "NotAJournal",
    "name_of",
    "told_of",
]


class JournalError(Exception):
    """The journal at ``path`` can't do what was asked of it.

    ``code`` is stable and in snake_case; ``params`` are what there is to say beside the path.
    """

    code: ClassVar[str]

    def __init__(self, path: str, /, **params: str | int) -> None:
        self.path = path
        self.params: Mapping[str, str | int] = params
        super().__init__(" ".join([self.code, path, *(f"{name}={value}" for name, value in params.items())]))


class JournalLocked(JournalError):
    """Another process has the journal open."""

    code = "journal_locked"


class JournalBroken(JournalError):
    """The journal is not what was written. Entries before ``number`` are sound; 0 if nothing can be said of any.

    ``why``: as of ``chain.Broken``; ``secret`` (not what was sealed), ``secret_missing``, ``secret_unknown`` (of an
    entry that has none, or whose secret was destroyed), ``file`` (not what was kept), ``stray`` (a row that belongs to
    no entry), ``schema`` (tables or triggers changed), ``database`` (SQLite can't read its file).
    """

    code = "journal_broken"

    def __init__(self, path: str, /, *, number: int, why: str) -> None:
        self.number = number
        self.why = why
        super().__init__(path, number=number, why=why)


class NotAJournal(JournalError):
    """The file is of another kind, or of another version of the journal."""

    code = "not_a_journal"


class JournalUnfinished(JournalError):
    """The making of the journal was cut short: nothing was ever acknowledged in it, and ``Journal.make`` makes it."""

    code = "journal_unfinished"


class JournalExists(JournalError):
    """A journal that holds entries is there already; nothing is made in its place."""

    code = "journal_exists"


class JournalNotMade(JournalError):
    """The ``folder`` that a journal was to be made in can't be made itself. ``what``: the system's name for why."""

    code = "journal_not_made"


class JournalFull(JournalError):
    """There is no room left on the disk."""

    code = "journal_full"


class JournalReadOnly(JournalError):
    """The journal can be read and not written."""

    code = "journal_read_only"


class JournalGone(JournalError):
    """There is no journal at its path, or no longer the one that was opened: folder or stick have vanished."""

    code = "journal_gone"


class JournalIO(JournalError):
    """The disk failed. ``what``: SQLite's or the system's name for it."""

    code = "journal_io"


class JournalClosed(JournalError):
    """The journal was closed, by its user or by a failure, and must be opened anew."""

    code = "journal_closed"


_OF_SQLITE: dict[type[apsw.Error], type[JournalError]] = {
    apsw.BusyError: JournalLocked,
    apsw.LockedError: JournalLocked,
    apsw.NotADBError: NotAJournal,
    apsw.FullError: JournalFull,
    apsw.ReadOnlyError: JournalReadOnly,
    apsw.PermissionsError: JournalReadOnly,
}
_OF_THE_SYSTEM: dict[int | None, type[JournalError]] = {
    errno.ENOENT: JournalGone,
    errno.ENOTDIR: JournalGone,
    errno.ENODEV: JournalGone,
    errno.ENXIO: JournalGone,
    errno.EACCES: JournalReadOnly,
    errno.EPERM: JournalReadOnly,
    errno.EROFS: JournalReadOnly,
    errno.ENOSPC: JournalFull,
    errno.EDQUOT: JournalFull,
}


@contextmanager
def told_of(path: str) -> Iterator[None]:
    """Tell the failures of SQLite and of the system as failures of the journal at a path."""
    try:
        yield
    except apsw.Error as error:
        raise _of_sqlite(path, error) from error
    except OSError as error:
        kind = _OF_THE_SYSTEM.get(error.errno)
        raise (kind(path) if kind else JournalIO(path, what=name_of(error))) from error


def name_of(error: OSError) -> str:
    """Give the system's name for what failed, as ``EROFS``."""
    return errno.errorcode.get(error.errno or 0, "-")


def _of_sqlite(path: str, error: apsw.Error) -> JournalError:
    if not os.path.exists(path):
        return JournalGone(path)
    if isinstance(error, apsw.CorruptError):
        return JournalBroken(path, number=0, why="database")
    if kind := _OF_SQLITE.get(type(error)):
        return kind(path)
    if not (os.access(path, os.W_OK) and os.access(os.path.dirname(path) or ".", os.W_OK)):
        return JournalReadOnly(path)
    what = apsw.mapping_extended_result_codes.get(getattr(error, "extendedresult", 0), type(error).__name__)
    return JournalIO(path, what=str(what))
