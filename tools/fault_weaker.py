"""The journal without one of its guards: a trial that finds no loss in it would prove nothing of the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import apsw

from station.journal import connections
from tools.fault_power import cut, cut_after_kill

__all__ = ["WEAKER"]


@contextmanager
def _normal() -> Iterator[None]:
    """WAL with ``synchronous=NORMAL``: a commit returns before the disk has it."""
    durable = tuple(statement.replace("FULL", "NORMAL") for statement in connections._DURABLE)
    with mock.patch.object(connections, "_DURABLE", durable):
        yield


@contextmanager
def _spared() -> Iterator[None]:
    """SQLite's own setting: a disk is trusted to spare what stands beside the bytes it writes."""
    with mock.patch.object(connections, "_SECTORS", "psow=1"):
        yield


@contextmanager
def _unsettled() -> Iterator[None]:
    """Given out as it is found, though nobody knows whether the disk has it."""

    def settle(connection: apsw.Connection, path: str) -> None:
        connections.done(connection, "COMMIT", *connections._DURABLE)

    with mock.patch.object(connections, "settle", settle):
        yield


@contextmanager
def _uncleansed() -> Iterator[None]:
    """Destroyed, and nothing done about what SQLite leaves of it in its files."""
    with mock.patch.object(connections, "cleanse"):
        yield


WEAKER = {
    "synchronous=NORMAL": (_normal, cut),
    "sectors taken to be spared": (_spared, cut),
    "given out as it is found": (_unsettled, cut_after_kill),
    "destroyed and not cleansed": (_uncleansed, cut),
}
"""The journals by name, with the cut that each must not stand."""
