"""Who works on an archive: this process, processes of this machine, or a Dask cluster (extra ``cluster``)."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from tally.archive.store import Problem
from tally.archive.workers.cluster import cluster_at
from tally.archive.workers.in_order import Begin, Workers, here
from tally.faults import BadInput

__all__ = ["begin_of"]


def begin_of(asked: str) -> Begin:
    """Give what begins whoever was asked for: ``processes``, ``processes:N`` or ``dask://HOST:PORT``.

    One process is this one. Raises BadInput for another text, and where the library for a cluster is not there.
    """
    what, _, rest = asked.partition(":")
    if what == "dask":
        return cluster_at(asked)
    if what != "processes" or (":" in asked and not _is_number(rest)):
        problem = Problem(domain="archive", key="executor_unknown", params={"given": asked})
        raise BadInput([problem.told_of("tally", place="--executor")])
    count = int(rest) if rest else len(os.sched_getaffinity(0))
    return here if count == 1 else partial(_processes, count)


@contextmanager
def _processes(count: int) -> Iterator[Workers]:
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield Workers(executor=pool, count=count)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= 1_000
