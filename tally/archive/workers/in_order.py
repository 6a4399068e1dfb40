"""Much work in small parts: parts go out in order and come back in order, a few at a time.

Whoever works is a ``concurrent.futures.Executor``, begun only once there is a first part to do. Which there are says
``tally.archive.workers.executors``.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from tally.archive.store import Problem
from tally.faults import BadInput

__all__ = ["AHEAD", "Begin", "Workers", "here", "in_order", "unseen"]

AHEAD = 3
"""Parts that are out at a time, for each that works: so one is always waiting, and memory has an end."""

Part = TypeVar("Part")
Done = TypeVar("Done")


@dataclass(frozen=True, kw_only=True, slots=True)
class Workers:
    """Who works, and how many parts they do at a time; none where each part is done as it is given.

    ``take`` waits for what comes of a part that is out. It raises BrokenExecutor where nothing can come any more.
    """

    executor: Executor
    count: int
    take: "Callable[[Future[Any]], Any]" = Future.result


Begin = Callable[[], AbstractContextManager[Workers]]
"""Begins whoever works; they are gone at the end of it."""


class _Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Do it, and give what is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # told by whoever asks for the result, as of any other executor
            future.set_exception(error)
        return future


@contextmanager
def here() -> Iterator[Workers]:
    """Begin nobody: each part is done in this process."""
    yield Workers(executor=_Here(), count=0)


def in_order(begin: Begin, call: Callable[[Part], Done | Problem], parts: Iterable[Part]) -> Iterator[Done]:
    """Give what comes of each part, in the order of the parts; ``AHEAD`` parts a worker are out at a time.

    Nobody is begun where there is no part. Raises BadInput where a part comes back as a Problem, which is why that
    worker can't work, and where whoever works is gone.
    """
    waiting = iter(parts)
    for first in waiting:
        with begin() as workers:
            yield from _in_order(workers, call, chain([first], waiting))


def unseen(problem: Problem | None, path: str) -> Problem | None:
    """Say why a worker can't work who did not see a file that can be read here; None where it is as the worker says."""
    if problem is None or not problem.key.startswith("file_missing.") or not os.access(path, os.R_OK):
        return None
    return Problem(domain="recount", key="cluster.unseen", params={"file": path})


def _in_order(workers: Workers, call: Callable[[Part], Done | Problem], parts: Iterable[Part]) -> Iterator[Done]:
    out: deque[Future[Done | Problem]] = deque()
    try:
        for part in parts:
            out.append(workers.executor.submit(call, part))
            if len(out) > AHEAD * workers.count:
                yield _taken(workers, out.popleft())
        while out:
            yield _taken(workers, out.popleft())
    except (BrokenExecutor, CancelledError):
        gone = Problem(domain="recount", key="workers_gone")
        raise BadInput([gone.told_of("tally", place="--executor")]) from None
    finally:
        for future in out:
            future.cancel()


def _taken(workers: Workers, future: "Future[Done | Problem]") -> Done:
    done: Done | Problem = workers.take(future)
    if isinstance(done, Problem):
        raise BadInput([done.told_of("tally", place="--executor")])
    return done
