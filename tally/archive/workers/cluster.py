"""A Dask cluster as an executor: its computers have the same program, and see the same folders under the same names.

Every part goes out together with what the program here is made of; a worker that has another one says so, and nothing
that it does is taken. What a worker that dies had before it, the others do, as Dask has it; once nobody is left, or the
scheduler is gone, the work ends.
"""

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tally
from tally.archive.store import Problem
from tally.archive.workers.in_order import Begin, Workers
from tally.faults import BadInput

__all__ = ["cluster_at", "on_worker", "software"]

REACHED_WITHIN = 5
"""Seconds for the scheduler to answer."""
LOOK_AFTER = 10
"""Seconds without a result after which it is asked whether anybody still works."""

_ADDRESS = re.compile(r"dask://((?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5})", re.ASCII)


def cluster_at(asked: str) -> Begin:
    """Give what connects to the cluster ``dask://HOST:PORT``.

    Raises BadInput for another text, and where the library is not there. Connecting raises it too: where the scheduler
    doesn't answer, and where it has no worker.
    """
    address = _ADDRESS.fullmatch(asked)
    if not address:
        raise _wrong("executor_unknown", domain="archive", given=asked)
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError:
        raise _wrong("cluster_not_installed", domain="archive", given=asked) from None
    return partial(_connected, distributed, address[1])


@cache
def software() -> str:
    """Say which program this is: its version, and a hash of every line that it is made of."""
    home, made = Path(tally.__file__).parent, sha256()
    for path in sorted(home.rglob("*.py")):
        made.update(f"{path.relative_to(home)}\0".encode() + path.read_bytes() + b"\0")
    return f"{version('kiem-phieu')} {made.hexdigest()}"


def on_worker(wanted: str, call: Callable[..., Any], *args: Any) -> Any:
    """Do a part where the program is the one that is wanted; otherwise give the Problem, as for whatever goes wrong."""
    if software() != wanted:
        return Problem(domain="recount", key="cluster.software", params={"worker": os.uname().nodename})
    try:
        return call(*args)
    except Exception as error:  # told here: a traceback in the worker's log would show what the part was given
        return _failed(error)


class _Cluster(Executor):
    """Sends parts to the workers."""

    def __init__(self, client: Any) -> None:
        self.executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Send a part."""
        sent: Future[Any] = self.executor.submit(on_worker, software(), fn, *args, **kwargs)
        return sent


@contextmanager
def _connected(distributed: Any, address: str) -> Iterator[Workers]:
    given = f"dask://{address}"
    try:
        client = distributed.Client(f"tcp://{address}", timeout=REACHED_WITHIN, set_as_default=False)
    except (OSError, ValueError):
        raise _wrong("cluster.not_reached", given=given, seconds=REACHED_WITHIN) from None
    try:
        count = sum(client.nthreads().values())
        if not count:
            raise _wrong("cluster.nobody", given=given)
        yield Workers(executor=_Cluster(client), count=count, take=partial(_take, client))
    finally:
        with suppress(Exception):  # a scheduler that is gone can't be told goodbye
            client.close(timeout=REACHED_WITHIN)


def _take(client: Any, future: "Future[Any]") -> Any:
    """Wait for what comes of a part, as long as somebody works. Raises BrokenExecutor where nobody does."""
    while not wait([future], LOOK_AFTER).done:
        if not _somebody(client):
            raise BrokenExecutor
    try:
        return future.result()
    except CancelledError:
        raise BrokenExecutor from None
    except Exception as error:  # what a part itself raises was told: this is the cluster's own
        return _failed(error)


def _somebody(client: Any) -> bool:
    try:
        return bool(client.status == "running" and client.nthreads())
    except Exception:
        return False


def _failed(error: Exception) -> Problem:
    return Problem(domain="recount", key="cluster.failed", params={"type": type(error).__name__})


def _wrong(key: str, /, *, domain: str = "recount", **params: str | int) -> BadInput:
    return BadInput([Problem(domain=domain, key=key, params=params).told_of("tally", place="--executor")])
