"""A journal keeps what it has acknowledged, whole and in order, for one process at a time."""

import os
import stat
import subprocess
import sys
import time

import apsw
import pytest

from station.journal.chain import FIRST, check, seal
from station.journal.database import MOST_FILE, MOST_SECRET, Draft, Journal, Stored
from station.journal.errors import (
    JournalClosed,
    JournalError,
    JournalExists,
    JournalGone,
    JournalLocked,
    JournalUnfinished,
    NotAJournal,
)
from tally.record import canonical
from tally.record.refusal import Refused
from tests.station.journal.journals import CHANCE, connections, draft, left_by_a_kill, made, opened


def refusal(call, *given):
    with pytest.raises(Refused) as caught:
        call(*given)
    return caught.value.code


def test_a_new_journal_is_empty_and_may_be_read_by_nobody_else(tmp_path):
    path = str(tmp_path / "journal.db")
    journal = Journal.make(path, random=CHANCE)
    assert (journal.length, journal.head) == (0, FIRST)
    assert list(journal.read()) == []
    assert journal.files() == ()
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {"journal.db": 0o600, "journal.db-wal": 0o600}
    journal.close()


def test_entries_are_given_back_with_their_secrets_in_order(tmp_path):
    path = str(tmp_path / "journal.db")
    journal = Journal.make(path, random=CHANCE)
    [one] = journal.append([draft("mở")])
    two, three = journal.append([draft("nhập", b"struck 3"), draft("nhập", b"")])
    expected = [
        Stored(entry=one, secret=None),
        Stored(entry=two, secret=b"struck 3"),
        Stored(entry=three, secret=b""),
    ]
    assert list(journal.read()) == expected
    journal.close()
    journal = opened(path)
    assert list(journal.read()) == expected
    assert (journal.length, journal.head) == (3, three.hash)
    assert list(check([one, two, three])) == [one, two, three]
    assert one.body == canonical.write({"act": "mở"})


def test_a_secret_is_sealed_with_a_salt_of_its_own_from_the_source_that_was_given(tmp_path):
    path = str(tmp_path / "journal.db")
    salts = [bytes([number]) * 32 for number in range(1, 4)]
    source = iter(salts)
    journal = Journal.make(path, random=lambda count: next(source)[:count])
    entries = journal.append([draft("nhập", b"struck 3")] * 3)
    assert [entry.sealed for entry in entries] == [seal(salt=salt, secret=b"struck 3") for salt in salts]


def test_an_entry_without_a_secret_has_no_seal(tmp_path):
    assert [entry.sealed for entry in Journal.make(str(tmp_path / "j"), random=CHANCE).append([draft("mở")])] == [None]


def test_a_source_of_chance_that_runs_dry_is_refused(tmp_path):
    journal = Journal.make(str(tmp_path / "journal.db"), random=lambda count: bytes(count - 1))
    assert refusal(journal.append, [draft("nhập", b"struck 3")]) == "random_source_fails"
    assert journal.length == 0


def test_many_entries_are_given_back_whole(tmp_path):
    """More than are fetched at once; between two of them other things may be done."""
    journal = Journal.make(str(tmp_path / "journal.db"), random=CHANCE)
    journal.append([draft(number, b"%d" % number) for number in range(1, 1002)])
    reading = journal.read()
    first = next(reading)
    journal.destroy([1], draft("hủy"))
    assert first.secret == b"1"
    assert [stored.entry.number for stored in reading] == list(range(2, 1003))


def test_nothing_to_append_is_nothing_appended(tmp_path):
    journal = Journal.make(str(tmp_path / "journal.db"), random=CHANCE)
    assert journal.append([]) == ()
    assert journal.length == 0


@pytest.mark.unmeasured
def test_twenty_thousand_entries_are_opened_in_far_less_than_five_seconds(tmp_path):
    """Measured: 0.2 s; the clock is the processor's, for others may be at work."""
    path = made(tmp_path, *(draft("nhập", b"struck 3 9") for _ in range(20_000)))
    start = time.process_time()
    journal = opened(path)
    assert time.process_time() - start < 4
    assert journal.length == 20_000


def test_an_append_takes_far_less_than_a_millisecond_of_the_processor(tmp_path):
    """Measured: 0.1 ms, beside what the disk takes."""
    journal = Journal.make(str(tmp_path / "journal.db"), random=CHANCE)
    journal.append([draft("nhập", b"struck 3 9")])
    start = time.process_time()
    for _ in range(200):
        journal.append([draft("nhập", b"struck 3 9")])
    assert (time.process_time() - start) / 200 < 0.001


def test_files_are_kept_with_their_entry(tmp_path):
    path = made(tmp_path, draft("ký", None, **{"bch.record": b"record\n", "ảnh": b""}))
    journal = opened(path)
    assert journal.files() == ("bch.record", "ảnh")
    assert journal.file("bch.record") == b"record\n"
    assert journal.file("ảnh") == b""
    assert refusal(journal.file, "khác") == "no_such_file"


def test_a_file_is_never_overwritten(tmp_path):
    journal = opened(made(tmp_path, draft("ký", a=b"1")))
    assert refusal(journal.append, [draft("ký", b=b"1"), draft("ký", a=b"2")]) == "name_taken"
    assert refusal(journal.append, [draft("ký", c=b"1"), draft("ký", c=b"1")]) == "name_taken"
    assert (journal.files(), journal.file("a"), journal.length) == (("a",), b"1", 1)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\0", "a\nb", "e\u0302", "ă" * 128])
def test_a_file_has_a_name_that_every_stick_can_hold(tmp_path, name):
    journal = Journal.make(str(tmp_path / "journal.db"), random=CHANCE)
    assert refusal(journal.append, [draft("ký", **{name: b""})]) == "bad_name"
    journal.append([draft("ký", **{"ă" * 127: b""})])


def test_what_is_too_large_is_refused_and_the_largest_is_kept(tmp_path):
    assert (MOST_SECRET, MOST_FILE) == (1024 * 1024, 16 * 1024 * 1024)
    journal = Journal.make(str(tmp_path / "journal.db"), random=CHANCE)
    assert refusal(journal.append, [draft("nhập", bytes(MOST_SECRET + 1))]) == "too_large"
    assert refusal(journal.append, [draft("ký", a=bytes(MOST_FILE + 1))]) == "too_large"
    journal.append([draft("nhập", bytes(MOST_SECRET), a=bytes(MOST_FILE))])
    assert len(journal.file("a")) == MOST_FILE


def test_a_refusal_changes_nothing_and_the_journal_goes_on(tmp_path):
    journal = opened(made(tmp_path, draft("mở")))
    assert refusal(journal.append, [draft("nhập", b"x"), Draft(body=b"{}")]) == "not_canonical"
    assert journal.length == 1
    assert [entry.number for entry in journal.append([draft("nhập", b"x")])] == [2]


def test_all_is_kept_or_none(tmp_path):
    """A statement that SQLite refuses in the middle takes back what stood before it; then the journal is closed."""
    path = made(tmp_path, draft("mở"))
    journal = opened(path)
    journal._connection.execute(
        "CREATE TEMP TRIGGER no AFTER INSERT ON main.secret BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(JournalError, match="journal_io"):
        journal.append([draft("một"), draft("hai", b"x"), draft("ba")])
    with pytest.raises(JournalClosed):
        journal.append([draft("bốn")])
    assert opened(path).length == 1


def test_an_interruption_takes_everything_back(tmp_path, monkeypatch):
    path = made(tmp_path, draft("mở"))
    journal = opened(path)
    monkeypatch.setattr(connections, "identities", lambda connection: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        journal.append([draft("nhập")])
    monkeypatch.undo()
    with pytest.raises(JournalClosed):
        journal.append([draft("nhập")])
    assert [canonical.read(stored.entry.body)["act"] for stored in opened(path).read()] == ["mở", "nhập"]


def test_a_closed_journal_says_so(tmp_path):
    path = made(tmp_path, draft("mở"))
    journal = opened(path)
    journal.close()
    journal.close()
    for call in (
        lambda: journal.length,
        lambda: journal.head,
        lambda: list(journal.read()),
        journal.files,
        lambda: journal.file("a"),
        lambda: journal.append([]),
        lambda: journal.destroy([], draft("hủy")),
    ):
        with pytest.raises(JournalClosed) as caught:
            call()
        assert (caught.value.code, caught.value.path, caught.value.params) == ("journal_closed", path, {})


def test_a_second_opening_is_refused_at_once(tmp_path):
    path = str(tmp_path / "journal.db")
    journal = Journal.make(path, random=CHANCE)
    for again in (Journal.open, Journal.make):
        start = time.monotonic()
        with pytest.raises(JournalLocked):
            again(path, random=CHANCE)
        assert time.monotonic() - start < 2
    journal.append([draft("mở")])
    assert journal.length == 1
    assert second(path).communicate()[0] == "journal_locked\n"  # nor did they take the lock away


def test_while_it_is_made_it_is_locked_and_not_unfinished(tmp_path, monkeypatch):
    settle = connections.settle
    tried = []

    def meanwhile(connection, path):
        with pytest.raises(JournalLocked):
            opened(path)
        tried.append(path)
        settle(connection, path)

    monkeypatch.setattr(connections, "settle", meanwhile)
    path = made(tmp_path, draft("mở"))
    assert tried == [path]


SECOND = """
import sys
from station.journal.database import Journal
from station.journal.errors import JournalError
try:
    journal = Journal.open(sys.argv[1], random=bytes)
except JournalError as error:
    print(error.code)
else:
    print(journal.length, flush=True)
    sys.stdin.read()
"""


def second(path):
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", SECOND, path], stdin=pipe, stdout=pipe, text=True)


def test_two_processes_never_have_it_at_once_and_a_killed_one_holds_nothing(tmp_path):
    path = made(tmp_path, draft("mở"))
    journal = opened(path)
    assert second(path).communicate()[0] == "journal_locked\n"
    journal.close()
    process = second(path)
    assert process.stdout.readline() == "1\n"
    with pytest.raises(JournalLocked):
        opened(path)
    process.kill()
    process.communicate()
    assert opened(path).length == 1


def test_anybody_else_who_holds_the_database_is_in_the_way(tmp_path):
    path = made(tmp_path, draft("mở"))
    other = apsw.Connection(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalLocked):
        opened(path)
    other.close()


def test_what_a_killed_process_acknowledged_is_there(tmp_path):
    path = made(tmp_path, draft("mở"))
    journal = opened(path)
    journal.append([draft("nhập", b"struck 3")])
    left_by_a_kill(journal)
    assert (tmp_path / "journal.db-wal").stat().st_size > 0
    assert [stored.secret for stored in opened(path).read()] == [None, b"struck 3"]


def test_opened_it_has_brought_everything_from_its_log_to_the_database(tmp_path):
    """Whether the log of a killed process ever reached the disk, nobody knows."""
    path = made(tmp_path, draft("mở"))
    journal = opened(path)
    journal.append([draft("nhập", b"struck 3")])
    left_by_a_kill(journal)
    journal = opened(path)
    assert (tmp_path / "journal.db-wal").stat().st_size == 0


def test_the_folder_and_those_above_it_are_synced_before_a_journal_is_given_out(tmp_path, monkeypatch):
    """A name that is not on the disk is no file after a power cut; some folders above are not ours to open."""
    synced = []

    def sync_folder(folder):
        if folder == "/":
            raise PermissionError
        synced.append(folder)

    monkeypatch.setattr(connections, "sync_folder", sync_folder)
    path = made(tmp_path, draft("mở"))
    folders = [str(folder) for folder in (tmp_path.resolve(), *tmp_path.resolve().parents)]
    assert synced == folders[:-1]
    opened(path)
    assert synced == 2 * folders[:-1]


def test_syncing_a_folder_syncs_it(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.fstat(file).st_ino))
    connections.sync_folder(str(tmp_path))
    assert synced == [tmp_path.stat().st_ino]


def test_the_database_runs_as_it_must(tmp_path):
    journal = Journal.make(str(tmp_path / "journal.db"), random=CHANCE)

    def pragma(name):
        return journal._connection.execute(f"PRAGMA {name}").fetchall()[0][0]

    full, memory = 2, 2
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == full
    assert pragma("locking_mode") == "exclusive"
    assert pragma("temp_store") == memory
    assert pragma("secure_delete") == 1
    assert pragma("application_id") == int.from_bytes(b"KPJ1", "big")
    assert pragma("user_version") == 1


def test_a_file_that_was_claimed_and_never_made_is_unfinished_and_is_made(tmp_path):
    path = str(tmp_path / "journal.db")
    (tmp_path / "journal.db").touch()
    with pytest.raises(JournalUnfinished):
        opened(path)
    assert Journal.make(path, random=CHANCE).length == 0


def test_a_making_that_failed_half_way_is_unfinished_and_is_made(tmp_path, monkeypatch):
    path = str(tmp_path / "journal.db")
    monkeypatch.setattr(connections, "settle", lambda connection, path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Journal.make(path, random=CHANCE)
    monkeypatch.undo()
    with pytest.raises(JournalUnfinished):
        opened(path)
    assert Journal.make(path, random=CHANCE).append([draft("mở")])


def test_a_journal_without_entries_may_be_made_again(tmp_path):
    """The process may have been killed before it could say that it was made."""
    assert Journal.make(made(tmp_path), random=CHANCE).length == 0


def test_no_journal_is_made_in_the_place_of_one_with_entries(tmp_path):
    path = made(tmp_path, draft("mở"))
    with pytest.raises(JournalExists):
        Journal.make(path, random=CHANCE)
    assert opened(path).length == 1


def test_another_file_is_not_a_journal_and_stays_as_it_is(tmp_path):
    text = tmp_path / "text"
    text.write_text("Đại hội\n" * 1000)
    other = tmp_path / "other.db"
    connection = apsw.Connection(str(other))
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    later = tmp_path / "later.db"
    connection = apsw.Connection(str(later))
    connection.execute("PRAGMA application_id = 0x4b504a31; PRAGMA user_version = 2")
    connection.close()
    for path in (text, other, later):
        before = path.read_bytes()
        for call in (Journal.open, Journal.make):
            with pytest.raises(NotAJournal):
                call(str(path), random=CHANCE)
        assert path.read_bytes() == before


def test_there_is_no_journal_where_there_is_no_file_or_no_folder(tmp_path):
    with pytest.raises(JournalGone):
        opened(str(tmp_path / "journal.db"))
    assert not list(tmp_path.iterdir())
    for call in (Journal.open, Journal.make):
        with pytest.raises(JournalGone):
            call(str(tmp_path / "folder" / "journal.db"), random=CHANCE)


@pytest.mark.parametrize("name", ["a b.db", "a?b=c.db", "a%41.db", "a#b.db", "nhật ký.db", "-wal", "file:x"])
def test_any_name_may_be_that_of_a_journal(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    journal = Journal.make(name, random=CHANCE)
    journal.append([draft("mở")])
    assert {file.name for file in tmp_path.iterdir()} == {name, f"{name}-wal"}
    journal.close()
    assert opened(name).length == 1


def test_a_journal_may_stand_behind_a_link(tmp_path):
    path = made(tmp_path, draft("mở"))
    link = tmp_path / "link"
    link.symlink_to(path)
    journal = opened(str(link))
    journal.append([draft("nhập")])
    assert journal.length == 2
