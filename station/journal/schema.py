"""The tables of a journal, and the triggers by which the database itself refuses to change what it holds.

They stand in the way of a mistake, be it of this program or of somebody with a tool for databases. Who means to, can
take a trigger away: then the journal is no longer opened (``schema``), and against changes it has the chain.
"""

__all__ = ["APPLICATION", "SCHEMA", "VERSION"]

APPLICATION = 0x4B50_4A31
"""``application_id`` of a journal: "KPJ1"."""
VERSION = 1
"""``user_version``: which tables these are."""

_TABLES = (
    """CREATE TABLE entry (
        number INTEGER PRIMARY KEY, previous BLOB NOT NULL, body BLOB NOT NULL, sealed BLOB, hash BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE secret (number INTEGER PRIMARY KEY, salt BLOB NOT NULL, plain BLOB NOT NULL) STRICT",
    """CREATE TABLE file (
        name TEXT PRIMARY KEY, entry INTEGER NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL
    ) STRICT""",
    "CREATE TABLE destroyed (number INTEGER PRIMARY KEY, by_entry INTEGER NOT NULL) STRICT",
    "CREATE TABLE cleansed (by_entry INTEGER PRIMARY KEY) STRICT",
)


def _refused(name: str, act: str, table: str, when: str) -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END"


_LAST = "(SELECT max(number) FROM entry)"
_ONLY_ADDED = ("entry", "file", "destroyed", "cleansed")

SCHEMA = (
    *_TABLES,
    *(_refused(f"{table}_is_never_changed", "UPDATE", table, "") for table in (*_ONLY_ADDED, "secret")),
    *(_refused(f"{table}_is_never_deleted", "DELETE", table, "") for table in _ONLY_ADDED),
    _refused(
        "secret_is_deleted_only_by_a_new_entry",
        "DELETE",
        "secret",
        f"NOT EXISTS (SELECT 1 FROM destroyed WHERE number = OLD.number AND by_entry = {_LAST})",
    ),
    _refused(
        "entry_follows_the_last",
        "INSERT",
        "entry",
        f"NEW.number IS NOT coalesce({_LAST}, 0) + 1"
        " OR NEW.previous IS NOT coalesce((SELECT hash FROM entry WHERE number = NEW.number - 1), zeroblob(32))",
    ),
    _refused(
        "secret_is_of_the_last_entry",
        "INSERT",
        "secret",
        f"NOT EXISTS (SELECT 1 FROM entry WHERE number = NEW.number AND number = {_LAST} AND sealed IS NOT NULL)"
        " OR EXISTS (SELECT 1 FROM secret WHERE number = NEW.number)",
    ),
    _refused(
        "file_is_new_and_of_the_last_entry",
        "INSERT",
        "file",
        f"NEW.entry IS NOT {_LAST} OR EXISTS (SELECT 1 FROM file WHERE name = NEW.name)",
    ),
    _refused(
        "destroyed_is_a_secret_by_the_last_entry",
        "INSERT",
        "destroyed",
        f"NEW.by_entry IS NOT {_LAST} OR NEW.number >= NEW.by_entry"
        " OR NOT EXISTS (SELECT 1 FROM secret WHERE number = NEW.number)"
        " OR EXISTS (SELECT 1 FROM destroyed WHERE number = NEW.number)",
    ),
    _refused(
        "cleansed_is_of_an_entry_that_destroyed",
        "INSERT",
        "cleansed",
        "NOT EXISTS (SELECT 1 FROM destroyed WHERE by_entry = NEW.by_entry)",
    ),
)
"""What makes an empty database a journal. ``OR EXISTS`` is for ``INSERT OR REPLACE``, which deletes unseen by triggers.

A secret is deleted in the transaction of the entry that destroys it: once another entry is the last, it is too late.
"""
