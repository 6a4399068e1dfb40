"""The database refuses by itself what must not happen to a journal; each trigger is there for something."""

import apsw
import pytest

from station.journal.database import Journal
from station.journal.schema import SCHEMA
from tests.station.journal.journals import draft, made, opened

_NEXT = "INSERT INTO entry SELECT 7, hash, body, NULL, zeroblob(32) FROM entry WHERE number = 6"
REFUSED = {
    "entry_is_never_changed": [
        "UPDATE entry SET body = x'7b7d0a' WHERE number = 6",
        "UPDATE OR REPLACE entry SET number = 1 WHERE number = 6",
        "UPDATE entry SET number = 99 WHERE number = 6",
    ],
    "secret_is_never_changed": ["UPDATE secret SET plain = x'00' WHERE number = 3"],
    "file_is_never_changed": ["UPDATE file SET content = x'00'"],
    "destroyed_is_never_changed": ["UPDATE destroyed SET number = 3"],
    "cleansed_is_never_changed": ["UPDATE cleansed SET by_entry = 3"],
    "entry_is_never_deleted": ["DELETE FROM entry WHERE number = 6", "DELETE FROM entry"],
    "file_is_never_deleted": ["DELETE FROM file"],
    "destroyed_is_never_deleted": ["DELETE FROM destroyed"],
    "cleansed_is_never_deleted": ["DELETE FROM cleansed"],
    "secret_is_deleted_only_by_a_new_entry": ["DELETE FROM secret WHERE number = 3", "DELETE FROM secret"],
    "entry_follows_the_last": [
        "INSERT INTO entry SELECT 8, hash, body, NULL, zeroblob(32) FROM entry WHERE number = 6",
        "INSERT INTO entry SELECT NULL, hash, body, NULL, zeroblob(32) FROM entry WHERE number = 6",
        "INSERT INTO entry SELECT 0, zeroblob(32), body, NULL, zeroblob(32) FROM entry WHERE number = 6",
        "INSERT INTO entry SELECT 7, hash, body, NULL, zeroblob(32) FROM entry WHERE number = 5",
        "INSERT OR REPLACE INTO entry SELECT 6, previous, x'7b7d0a', NULL, hash FROM entry WHERE number = 6",
        "REPLACE INTO entry SELECT 1, previous, x'7b7d0a', NULL, hash FROM entry WHERE number = 1",
    ],
    "secret_is_of_the_last_entry": [
        "INSERT OR REPLACE INTO secret VALUES (6, zeroblob(32), x'00')",
        "INSERT OR REPLACE INTO secret VALUES (3, zeroblob(32), x'00')",
        "INSERT INTO secret VALUES (1, zeroblob(32), x'00')",
        "INSERT INTO secret VALUES (2, zeroblob(32), x'00')",
        "INSERT INTO secret VALUES (7, zeroblob(32), x'00')",
        "INSERT INTO secret VALUES (NULL, zeroblob(32), x'00')",
        f"{_NEXT}; INSERT INTO secret VALUES (7, zeroblob(32), x'00')",
    ],
    "file_is_new_and_of_the_last_entry": [
        "INSERT OR REPLACE INTO file VALUES ('a', 6, zeroblob(32), x'00')",
        "INSERT INTO file VALUES ('b', 1, zeroblob(32), x'00')",
        "INSERT INTO file VALUES ('b', 7, zeroblob(32), x'00')",
    ],
    "destroyed_is_a_secret_by_the_last_entry": [
        "INSERT INTO destroyed VALUES (3, 5)",
        "INSERT INTO destroyed VALUES (3, 7)",
        "INSERT INTO destroyed VALUES (1, 6)",
        "INSERT INTO destroyed VALUES (6, 6)",
        "INSERT OR REPLACE INTO destroyed VALUES (2, 6)",
        f"INSERT INTO destroyed VALUES (3, 6); {_NEXT}; INSERT OR REPLACE INTO destroyed VALUES (3, 7)",
    ],
    "cleansed_is_of_an_entry_that_destroyed": [
        "INSERT INTO cleansed VALUES (6)",
        "INSERT INTO cleansed VALUES (NULL)",
    ],
}
TRIGGERS = {sql.split()[2] for sql in SCHEMA if sql.startswith("CREATE TRIGGER")}
CASES = [(trigger, statement) for trigger, statements in REFUSED.items() for statement in statements]


@pytest.fixture
def connection(tmp_path, quick):
    """Six entries: 2, 3 and 6 had a secret, 1 has a file, and 5 destroyed the secret of 2."""
    journal = Journal.make(str(tmp_path / "journal.db"), random=bytes)
    journal.append([draft("mở", a=b"1"), draft("nhập", b"x"), draft("nhập", b"y"), draft("xong")])
    journal.destroy([2], draft("hủy"))
    journal.append([draft("nhập", b"z")])
    yield journal._connection
    journal.close()


def everything(connection):
    tables = ("entry", "secret", "file", "destroyed", "cleansed")
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.parametrize(("trigger", "statement"), CASES)
def test_the_database_refuses_what_would_change_the_journal(connection, trigger, statement):
    before = everything(connection)
    connection.execute("BEGIN")
    with pytest.raises(apsw.ConstraintError, match=f"^{trigger}$"):
        connection.execute(statement).fetchall()
    connection.execute("ROLLBACK")
    assert everything(connection) == before


@pytest.mark.parametrize(("trigger", "statement"), CASES)
def test_without_its_trigger_each_of_these_would_go_through(connection, trigger, statement):
    """So that no trigger is there for nothing, and no statement is refused for another reason."""
    before = everything(connection)
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(statement).fetchall()
    assert everything(connection) != before


def test_every_trigger_is_tried():
    assert set(REFUSED) == TRIGGERS


def test_a_secret_may_be_deleted_while_the_entry_that_destroys_it_is_the_last(connection):
    connection.execute(_NEXT)
    connection.execute("INSERT INTO destroyed VALUES (3, 7); DELETE FROM secret WHERE number = 3")
    assert connection.execute("SELECT number FROM secret").fetchall() == [(6,)]


def test_once_another_entry_follows_it_is_too_late(connection):
    connection.execute(_NEXT)
    connection.execute("INSERT INTO destroyed VALUES (3, 7)")
    connection.execute(_NEXT.replace("SELECT 7", "SELECT 8").replace("number = 6", "number = 7"))
    with pytest.raises(apsw.ConstraintError, match=r"^secret_is_deleted_only_by_a_new_entry$"):
        connection.execute("DELETE FROM secret WHERE number = 3")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO entry SELECT 7, hash, 'text', NULL, zeroblob(32) FROM entry WHERE number = 6",
        "INSERT INTO entry SELECT 7, hash, NULL, NULL, zeroblob(32) FROM entry WHERE number = 6",
        "INSERT INTO file VALUES ('b', 6, 'text', x'00')",
    ],
)
def test_a_value_of_another_type_is_refused(connection, statement):
    with pytest.raises(apsw.ConstraintError, match=r"cannot store|NOT NULL"):
        connection.execute(statement)


def test_a_journal_with_these_guards_still_works(tmp_path):
    journal = opened(made(tmp_path, draft("mở"), draft("nhập", b"x")))
    journal.destroy([2], draft("hủy"))
    assert journal.length == 3
