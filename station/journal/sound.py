"""Reading a journal's database, and the check of all of it that stands before its use."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import apsw

from station.journal.chain import SALT_BYTES, Broken, Entry, follow, seal
from station.journal.errors import JournalBroken, NotAJournal
from station.journal.schema import APPLICATION, SCHEMA, VERSION

__all__ = ["Row", "check", "is_journal", "rows"]

_AT_ONCE = 500
"""Rows that are fetched together; between two such fetches nothing stands open that would hinder a checkpoint."""
_ROWS = """
    SELECT number, previous, body, sealed, hash, salt, plain, by_entry
    FROM entry LEFT JOIN secret USING (number) LEFT JOIN destroyed USING (number)
    WHERE number > ? ORDER BY number LIMIT ?
"""
_STRAYS = """
    SELECT count(*) FROM (
        SELECT number FROM secret UNION ALL SELECT number FROM destroyed UNION ALL SELECT by_entry FROM destroyed
        UNION ALL SELECT entry FROM file
    ) WHERE number NOT IN (SELECT number FROM entry)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An entry, with its secret and salt as long as they are kept, and the entry that destroyed them."""

    entry: Entry
    salt: bytes | None
    plain: bytes | None
    by_entry: int | None


def is_journal(connection: apsw.Connection, path: str) -> bool:
    """Whether the database is a journal; False if nothing was ever written to it.

    Raises NotAJournal for a database of another kind or version, JournalBroken where tables or triggers were changed.
    """
    [[application], [version]] = connection.execute("PRAGMA application_id; PRAGMA user_version").fetchall()
    schema = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    if not (application or version or schema):
        return False
    if (application, version) != (APPLICATION, VERSION):
        raise NotAJournal(path)
    if schema != set(SCHEMA):
        raise JournalBroken(path, number=0, why="schema")
    return True


def rows(connection: apsw.Connection, after: int) -> Sequence[Row]:
    """Give the next rows after the entry of a number, in order; none after the last."""
    return [
        Row(
            entry=Entry(number=number, previous=previous, body=body, sealed=sealed, hash=hashed),
            salt=salt,
            plain=plain,
            by_entry=by_entry,
        )
        for number, previous, body, sealed, hashed, salt, plain, by_entry in connection.execute(
            _ROWS, (after, _AT_ONCE)
        )
    ]


def check(connection: apsw.Connection, path: str) -> None:
    """Check everything that the journal holds. Raises JournalBroken."""
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise JournalBroken(path, number=0, why="database")
    before: Entry | None = None
    while part := rows(connection, before.number if before else 0):
        for row in part:
            try:
                follow(row.entry, before)
            except Broken as broken:
                raise JournalBroken(path, number=broken.number, why=broken.why) from None
            if why := _wrong_with_secret(row):
                raise JournalBroken(path, number=row.entry.number, why=why)
            before = row.entry
    for number, digest, content in connection.execute("SELECT entry, digest, content FROM file"):
        if sha256(content).digest() != digest:
            raise JournalBroken(path, number=number, why="file")
    if connection.execute(_STRAYS).fetchall() != [(0,)]:
        raise JournalBroken(path, number=0, why="stray")


def _wrong_with_secret(row: Row) -> str | None:
    if row.plain is None or row.salt is None:
        return "secret_missing" if row.entry.sealed is not None and row.by_entry is None else None
    if row.entry.sealed is None or row.by_entry is not None:
        return "secret_unknown"
    fits = len(row.salt) == SALT_BYTES and seal(salt=row.salt, secret=row.plain) == row.entry.sealed
    return None if fits else "secret"
