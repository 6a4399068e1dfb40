"""Before anything of a journal is given, all of it is checked; what is broken is told and left as it is."""

import os
from pathlib import Path

import apsw
import pytest

from station.journal.chain import link
from station.journal.errors import JournalBroken, NotAJournal
from tests.station.journal.journals import changed, draft, left_by_a_kill, made, opened


def broken(path):
    before = {file: file.read_bytes() for file in (Path(path), Path(f"{path}-wal")) if file.exists()}
    with pytest.raises(JournalBroken) as caught:
        opened(path)
    assert {file: file.read_bytes() for file in before} == before
    assert caught.value.params == {"number": caught.value.number, "why": caught.value.why}
    return caught.value.number, caught.value.why


@pytest.fixture
def path(tmp_path, quick):
    """Entries 1 to 6: secrets at 2, 3 and 4, of which 5 destroyed that of 2; a file at 6."""
    path = made(tmp_path, draft("mở"), draft("nhập", b"struck 3"), draft("nhập", b"struck 4"), draft("nhập", b""))
    journal = opened(path)
    journal.destroy([2], draft("hủy"))
    journal.append([draft("ký", a=b"record")])
    journal.close()
    return path


def test_a_sound_journal_opens(path):
    assert [stored.secret for stored in opened(path).read()] == [None, None, b"struck 4", b"", None, None]


CHANGES = {
    "a body": (["UPDATE entry SET body = x'7b7d0a' WHERE number = 4"], (4, "hash")),
    "a hash": (["UPDATE entry SET hash = zeroblob(32) WHERE number = 4"], (4, "hash")),
    "the hash of the last": (["UPDATE entry SET hash = zeroblob(32) WHERE number = 6"], (6, "hash")),
    "what stands before": (["UPDATE entry SET previous = zeroblob(32) WHERE number = 4"], (4, "previous")),
    "a seal": (["UPDATE entry SET sealed = zeroblob(32) WHERE number = 3"], (3, "hash")),
    "a short seal": (["UPDATE entry SET sealed = x'00' WHERE number = 3"], (3, "sealed")),
    "a seal put": (["UPDATE entry SET sealed = zeroblob(32) WHERE number = 1"], (1, "hash")),
    "a seal taken away": (["UPDATE entry SET sealed = NULL WHERE number = 2"], (2, "hash")),
    "an entry": (["DELETE FROM entry WHERE number = 3"], (3, "number")),
    "the first entry": (["DELETE FROM entry WHERE number = 1"], (1, "number")),
    "a secret": (["UPDATE secret SET plain = x'00' WHERE number = 3"], (3, "secret")),
    "a salt": (["UPDATE secret SET salt = zeroblob(32) WHERE number = 3"], (3, "secret")),
    "a short salt": (["UPDATE secret SET salt = x'00' WHERE number = 3"], (3, "secret")),
    "a secret taken away": (["DELETE FROM secret WHERE number = 3"], (3, "secret_missing")),
    "an empty secret taken away": (["DELETE FROM secret WHERE number = 4"], (4, "secret_missing")),
    "a secret put": (["INSERT INTO secret VALUES (1, zeroblob(32), x'00')"], (1, "secret_unknown")),
    "a secret put back": (["INSERT INTO secret VALUES (2, zeroblob(32), x'00')"], (2, "secret_unknown")),
    "a destruction that is not true": (["INSERT INTO destroyed VALUES (3, 6)"], (3, "secret_unknown")),
    "a destruction forgotten": (["DELETE FROM destroyed"], (2, "secret_missing")),
    "a destruction by nothing": (["UPDATE destroyed SET by_entry = 9"], (0, "stray")),
    "a destruction of nothing": (["INSERT INTO destroyed VALUES (9, 6)"], (0, "stray")),
    "a secret of nothing": (["INSERT INTO secret VALUES (9, zeroblob(32), x'00')"], (0, "stray")),
    "a file": (["UPDATE file SET content = x'00'"], (6, "file")),
    "the digest of a file": (["UPDATE file SET digest = zeroblob(32)"], (6, "file")),
    "a file of nothing": (["UPDATE file SET entry = 9"], (0, "stray")),
}


@pytest.mark.parametrize(("statements", "told"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_found_with_its_place(path, statements, told):
    changed(path, *([statement] for statement in statements))
    assert broken(path) == told


def test_the_end_taken_away_is_not_found_by_the_journal_alone(path):
    """For that there are the records, which name its length and head, and what was exported."""
    changed(path, ["DELETE FROM entry WHERE number = 6"], ["DELETE FROM file"])
    assert opened(path).length == 5


def test_a_chain_forged_to_its_end_is_another_chain(path):
    """It opens, and its head is not the one that the records name."""
    journal = opened(path)
    head, entries = journal.head, [stored.entry for stored in journal.read()]
    journal.close()
    previous = entries[4].hash
    forged = link(number=6, previous=previous, body=b"{}\n", sealed=None)
    changed(path, ["UPDATE entry SET body = ?, hash = ? WHERE number = 6", forged.body, forged.hash])
    assert opened(path).head == forged.hash != head


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER entry_is_never_deleted",
        "CREATE TABLE more (a)",
        "CREATE INDEX more ON entry (hash)",
        "DROP TABLE cleansed",
        "DROP TRIGGER entry_is_never_deleted;"
        " CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN SELECT 1; END",
    ],
)
def test_changed_tables_and_triggers_are_found(path, statement):
    connection = apsw.Connection(path)
    connection.execute(statement)
    connection.close()
    assert broken(path) == (0, "schema")


def test_a_page_that_is_no_longer_one_is_found(path):
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(bytes(4096))
    assert broken(path) == (0, "database")


def test_a_database_cut_short_is_found(path):
    os.truncate(path, os.path.getsize(path) - 4096)
    assert broken(path) == (0, "database")


def test_an_index_that_lies_is_found(path):
    """What SQLite itself checks, is checked: the file is there, and its name in the index is not."""
    connection = apsw.Connection(path)
    [[page]] = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_file_1'"
    ).fetchall()
    connection.close()
    with open(path, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes([10, 0, 0, 0, 0, 16, 0, 0]))  # a leaf of an index, with nothing in it
    assert broken(path) == (0, "database")


def test_a_journal_that_was_not_opened_is_let_go_at_once(path):
    """Even while the failure is still being told, somebody may look into the database."""
    changed(path, ["UPDATE entry SET body = x'7b7d0a' WHERE number = 1"])
    with pytest.raises(JournalBroken) as caught:
        opened(path)
    connection = apsw.Connection(path)
    connection.execute("BEGIN EXCLUSIVE")
    connection.close()
    assert caught.value.number == 1


def test_of_a_broken_journal_the_log_too_stays_as_it_is(path):
    changed(path, ["UPDATE entry SET body = x'7b7d0a' WHERE number = 1"])
    connection = apsw.Connection(path)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA user_version=1").fetchall()
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()
    assert os.path.getsize(f"{path}-wal") > 0
    assert broken(path) == (1, "hash")


def test_a_changed_byte_is_found_or_is_of_no_account(path, tmp_path):
    """Never is anything given that was not appended."""
    journal = opened(path)
    before = list(journal.read())
    journal.close()
    data = Path(path).read_bytes()
    other = tmp_path / "other.db"
    found = 0
    places = range(0, len(data), 61)
    for at in places:
        other.write_bytes(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :])
        try:
            journal = opened(str(other))
        except (JournalBroken, NotAJournal):
            found += 1
            continue
        assert list(journal.read()) == before
        assert journal.file("a") == b"record"
        journal.close()
    assert 0 < found < len(places)


def test_the_log_of_a_killed_process_is_checked_too(path):
    journal = opened(path)
    journal.append([draft("nhập", b"struck 5")])
    journal._connection.execute(
        "DROP TRIGGER secret_is_never_changed; UPDATE secret SET plain = x'00' WHERE number = 7"
    )
    left_by_a_kill(journal)
    assert broken(path) == (0, "schema")
