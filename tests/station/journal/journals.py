"""Journals to try things on."""

import random

import apsw

from station.journal import connections
from station.journal.database import Draft, Journal
from tally.record import canonical

CHANCE = random.Random(7).randbytes


def draft(act, secret=None, **files):
    return Draft(body=canonical.write({"act": act}), secret=secret, files=files)


def made(folder, *drafts):
    """Make a journal of these drafts; give its path."""
    path = str(folder / "journal.db")
    journal = Journal.make(path, random=CHANCE)
    journal.append(drafts)
    journal.close()
    return path


def opened(path):
    return Journal.open(path, random=CHANCE)


def changed(path, *statements):
    """Change the database as somebody might who has the file, and takes away the triggers first."""
    connection = apsw.Connection(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement, *values in statements:
        connection.execute(statement, values)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def left_by_a_kill(journal):
    """Let go of a journal as a killed process does: the log stays as it is."""
    connection = journal._connection
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()


__all__ = ["CHANCE", "changed", "connections", "draft", "left_by_a_kill", "made", "opened"]
