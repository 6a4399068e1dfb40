"""Whatever the disk does, the journal says it by one of its own failures, with what a face needs to tell it."""

import errno
import os
import shutil

import apsw
import pytest

from station.journal import errors
from station.journal.database import Journal
from station.journal.errors import (
    JournalBroken,
    JournalError,
    JournalFull,
    JournalGone,
    JournalIO,
    JournalLocked,
    JournalReadOnly,
    NotAJournal,
    told_of,
)
from tests.station.journal.journals import CHANCE, connections, draft, left_by_a_kill, made, opened
from tools.fault_disk import Watch, watched

CODES = {
    "journal_locked",
    "journal_broken",
    "not_a_journal",
    "journal_unfinished",
    "journal_exists",
    "journal_full",
    "journal_not_made",
    "journal_read_only",
    "journal_gone",
    "journal_io",
    "journal_closed",
}


def told(path, error):
    with pytest.raises(JournalError) as caught, told_of(str(path)):
        raise error
    assert caught.value.path == str(path)
    assert caught.value.__cause__ is error
    return caught.value


def test_the_codes_are_a_promise():
    assert {kind.code for kind in JournalError.__subclasses__()} == CODES
    assert {kind.__name__ for kind in JournalError.__subclasses__()} | {"JournalError", "name_of", "told_of"} == set(
        errors.__all__
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (apsw.SQLITE_BUSY, JournalLocked),
        (apsw.SQLITE_LOCKED, JournalLocked),
        (apsw.SQLITE_NOTADB, NotAJournal),
        (apsw.SQLITE_FULL, JournalFull),
        (apsw.SQLITE_READONLY, JournalReadOnly),
        (apsw.SQLITE_READONLY_DBMOVED, JournalReadOnly),
        (apsw.SQLITE_PERM, JournalReadOnly),
        (apsw.SQLITE_IOERR_WRITE, JournalIO),
        (apsw.SQLITE_IOERR_FSYNC, JournalIO),
        (apsw.SQLITE_CANTOPEN, JournalIO),
        (apsw.SQLITE_NOMEM, JournalIO),
        (apsw.SQLITE_MISUSE, JournalIO),
    ],
)
def test_what_sqlite_says_is_told(tmp_path, code, kind):
    path = tmp_path / "journal.db"
    path.touch()
    assert type(told(path, apsw.exception_for(code))) is kind


def test_a_database_that_sqlite_cannot_read_is_broken(tmp_path):
    path = tmp_path / "journal.db"
    path.touch()
    failure = told(path, apsw.exception_for(apsw.SQLITE_CORRUPT))
    assert isinstance(failure, JournalBroken)
    assert (failure.number, failure.why) == (0, "database")


def test_whatever_fails_of_a_journal_that_is_not_there_it_is_gone(tmp_path):
    for code in (apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_CANTOPEN, apsw.SQLITE_CORRUPT, apsw.SQLITE_READONLY):
        assert type(told(tmp_path / "journal.db", apsw.exception_for(code))) is JournalGone


def test_a_failure_of_the_disk_names_what_failed(tmp_path):
    path = tmp_path / "journal.db"
    path.touch()
    failure = told(path, apsw.exception_for(apsw.SQLITE_IOERR_FSYNC))
    assert str(failure) == f"journal_io {path} what=SQLITE_IOERR_FSYNC"
    assert told(path, apsw.ThreadingViolationError()).params == {"what": "ThreadingViolationError"}
    assert told(path, OSError(errno.EIO, "")).params == {"what": "EIO"}
    assert told(path, OSError("?")).params == {"what": "-"}


@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_disk_that_became_read_only_is_told_as_that(tmp_path, monkeypatch, where):
    """As Linux makes it after an error: then nothing says so but the disk itself."""
    path = tmp_path / "journal.db"
    path.touch()
    shut = str(path if where == "file" else tmp_path)
    monkeypatch.setattr(os, "access", lambda name, mode: (name, mode) != (shut, os.W_OK))
    assert type(told(path, apsw.exception_for(apsw.SQLITE_IOERR_WRITE))) is JournalReadOnly


def test_a_journal_in_the_folder_one_stands_in_has_a_folder_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "journal.db").touch()
    assert type(told("journal.db", apsw.exception_for(apsw.SQLITE_IOERR_WRITE))) is JournalIO


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOENT, JournalGone),
        (errno.ENOTDIR, JournalGone),
        (errno.ENODEV, JournalGone),
        (errno.ENXIO, JournalGone),
        (errno.EACCES, JournalReadOnly),
        (errno.EPERM, JournalReadOnly),
        (errno.EROFS, JournalReadOnly),
        (errno.ENOSPC, JournalFull),
        (errno.EDQUOT, JournalFull),
        (errno.EIO, JournalIO),
    ],
)
def test_what_the_system_says_is_told(tmp_path, monkeypatch, number, kind):
    def fails(*_):
        raise OSError(number, os.strerror(number))

    path = tmp_path / "journal.db"
    path.touch()
    assert type(told(path, OSError(number, ""))) is kind
    monkeypatch.setattr(connections, "sync_folder", fails)
    with pytest.raises(kind):
        Journal.make(str(path), random=CHANCE)


def test_a_failure_that_is_not_the_disk_s_passes_as_it_is(tmp_path):
    with pytest.raises(ZeroDivisionError), told_of("x"):
        raise ZeroDivisionError


class Failing(Watch):
    """Fails every call of a kind on a file, once it is told to."""

    def __init__(self, kind, code, name="journal.db-wal"):
        self.on = False
        self.what = (kind, name)
        self.code = code

    def do(self, op, call):
        if self.on and (op.kind, op.name) == self.what:
            raise apsw.exception_for(self.code)
        return super().do(op, call)


@pytest.mark.parametrize(
    ("kind", "code", "failure"),
    [
        ("write", apsw.SQLITE_FULL, "journal_full"),
        ("write", apsw.SQLITE_IOERR_WRITE, "journal_io"),
        ("sync", apsw.SQLITE_IOERR_FSYNC, "journal_io"),
        ("write", apsw.SQLITE_READONLY, "journal_read_only"),
    ],
)
def test_an_append_that_fails_closes_the_journal_and_opened_anew_it_goes_on(tmp_path, kind, code, failure):
    watch = Failing(kind, code)
    with watched(watch, tmp_path):
        path = made(tmp_path, draft("mở"))
        journal = opened(path)
        watch.on = True
        with pytest.raises(JournalError, match=f"^{failure}"):
            journal.append([draft("nhập", "một".encode())])
        with pytest.raises(JournalError, match=r"^journal_closed"):
            journal.append([draft("nhập", "một".encode())])
        watch.on = False
        journal = opened(path)
        length = journal.length
        assert length in (1, 2)
        assert journal.append([draft("nhập", b"hai")])[0].number == length + 1
        journal.close()


@pytest.mark.parametrize("half", [False, True])
def test_a_database_that_would_not_take_its_log_is_told_as_that(tmp_path, half):
    """SQLite says it only after the statement has given its row, and keeps the old way of writing."""

    class Switching(Watch):
        writes = 0

        def do(self, op, call):
            self.writes += op.kind == "write" and op.name == "journal.db" and op.offset == 0
            if self.writes == 2 and op.kind == "write":
                if half:
                    call(op.data[:2048])
                raise apsw.exception_for(apsw.SQLITE_FULL)
            return super().do(op, call)

    path = str(tmp_path / "journal.db")
    with watched(Switching(), tmp_path), pytest.raises(JournalFull):
        Journal.make(path, random=CHANCE)
    assert Journal.make(path, random=CHANCE).length == 0


def test_on_a_full_disk_a_journal_is_opened_once_its_log_is_synced(tmp_path):
    """So that what was counted can still be carried out; a log that was never synced may be lost."""

    class Full(Failing):
        synced = None

        def do(self, op, call):
            if self.on and op.kind == "sync" and op.name == "journal.db-wal":
                self.synced = True
            if self.on and op.kind == "write" and op.name == "journal.db":
                assert self.synced
            return super().do(op, call)

    watch = Full("write", apsw.SQLITE_FULL, "journal.db")
    with watched(watch, tmp_path):
        path = made(tmp_path, draft("mở"))
        journal = opened(path)
        journal.append([draft("nhập", "một".encode())])
        left_by_a_kill(journal)
        watch.on = True
        journal = opened(path)
        assert watch.synced
        assert [stored.secret for stored in journal.read()] == [None, "một".encode()]
        left_by_a_kill(journal)
        watch.code = apsw.SQLITE_IOERR_WRITE
        with pytest.raises(JournalIO):
            opened(path)
        watch.on = False


def test_what_failed_first_is_what_is_told(tmp_path):
    """Closing the journal may fail in another way."""

    class Two(Failing):
        def do(self, op, call):
            if self.on and (op.kind, op.name) == ("write", "journal.db"):
                raise apsw.exception_for(apsw.SQLITE_IOERR_WRITE)
            return super().do(op, call)

    watch = Two("write", apsw.SQLITE_FULL)
    with watched(watch, tmp_path):
        journal = opened(made(tmp_path, draft("mở")))
        journal.append([draft("nhập", "một".encode())])
        watch.on = True
        with pytest.raises(JournalFull):
            journal.append([draft("nhập", b"hai")])
        watch.on = False


def test_a_failure_while_it_is_read_is_told(tmp_path):
    watch = Failing("read", apsw.SQLITE_IOERR_READ, "journal.db")
    with watched(watch, tmp_path):
        path = made(tmp_path, draft("ký", a=bytes(10_000_000)), *(draft(n, bytes(5000)) for n in range(2000)))
        journal = opened(path)
        watch.on = True
        with pytest.raises(JournalIO):
            list(journal.read())
        with pytest.raises(JournalIO):
            journal.file("a")
        watch.on = False
        assert len(journal.file("a")) == 10_000_000
        journal.close()


def test_a_failure_on_closing_is_told_and_the_journal_is_closed(tmp_path):
    watch = Failing("write", apsw.SQLITE_FULL, "journal.db")
    with watched(watch, tmp_path):
        path = made(tmp_path, draft("mở"))
        journal = opened(path)
        journal.append([draft("nhập", "một".encode())])
        watch.on = True
        with pytest.raises(JournalFull):
            journal.close()
        watch.on = False
        journal.close()
        journal = opened(path)
        assert journal.length == 2
        journal.close()


def test_a_database_that_can_only_be_read_is_not_opened(tmp_path):
    path = made(tmp_path, draft("mở"))
    if os.geteuid() == 0:
        _read_only(path)
    else:
        os.chmod(path, 0o400)
        with pytest.raises(JournalReadOnly):
            opened(path)


def _read_only(path):
    """Root may write to any file; so the system's answer is given for it."""

    class File(apsw.VFSFile):
        def __init__(self, name, flags):
            flags[0] = flags[0] & ~apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_READONLY
            super().__init__("unix", name, flags)

    class System(apsw.VFS):
        def __init__(self):
            super().__init__("read only", "unix", makedefault=True)

        def xOpen(self, name, flags):  # noqa: N802
            return File(name, flags)

    system = System()
    try:
        with pytest.raises(JournalReadOnly):
            opened(path)
    finally:
        apsw.set_default_vfs("unix")
        system.unregister()


@pytest.mark.parametrize("what", ["folder moved", "folder removed", "database", "log", "another in its place"])
def test_what_was_written_to_files_that_are_gone_is_never_acknowledged(tmp_path, what):
    """The system lets a program write to a file that was removed; nobody finds it there again."""
    folder = tmp_path / "stick"
    folder.mkdir()
    path = made(folder, draft("mở"))
    journal = opened(path)
    match what:
        case "folder moved":
            folder.rename(tmp_path / "elsewhere")
        case "folder removed":
            shutil.rmtree(folder)
        case "database":
            os.remove(path)
        case "log":
            os.remove(f"{path}-wal")
        case "another in its place":
            os.rename(path, f"{path}.old")
            shutil.copy(f"{path}.old", path)
    with pytest.raises(JournalGone):
        journal.append([draft("nhập", "một".encode())])
    with pytest.raises(JournalError, match=r"^journal_closed"):
        journal.append([draft("nhập", "một".encode())])


def test_a_stick_that_is_put_back_goes_on(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    path = made(folder, draft("mở"))
    journal = opened(path)
    journal.append([draft("nhập", "một".encode())])
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(JournalGone):
        journal.append([draft("nhập", b"hai")])
    with pytest.raises(JournalGone):
        opened(path)
    (tmp_path / "elsewhere").rename(folder)
    assert [stored.secret for stored in opened(path).read()][:2] == [None, "một".encode()]
