"""How far work has come, on standard error, once it takes more than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

from tally.archive.progress import Step, StepProgress
from tally.cli.sentences import one_line
from tally.cli.terminal import usable
from tally.files.ballots import Progress
from tally.words import Words

__all__ = ["of_steps", "showing_progress"]

PATIENCE = 1.0
"""Seconds for which nothing is shown."""


@contextmanager
def showing_progress(
    words: Words, key: str = "report.reading", *, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress | None]:
    """Give what to tell of the reading, or of what ``key`` says, while it goes on; None where nobody watches.

    Each file has its bar, and each step of an archive, which is shown in its own words. A whole of 0 is not known.
    """
    err = usable(sys.stderr)
    if err is None or not err.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bars

    console = Console(file=err, markup=False, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    bars = Bars(*columns, console=console, transient=True)
    tasks = {}
    begun = clock()

    def tell(path: str, done: int, whole: int) -> None:
        if clock() - begun < PATIENCE:
            return
        bars.start()
        if path not in tasks:
            tasks[path] = bars.add_task(_said(words, key, path), total=None)
        bars.update(tasks[path], completed=done, total=whole or None)

    try:
        yield tell
    finally:
        if tasks:
            bars.stop()


def of_steps(progress: Progress | None, folder: str) -> StepProgress | None:
    """Give what an archive tells of its steps: its reading under its own name, any other step as the step that it is.

    None where nobody watches.
    """
    if progress is None:
        return None
    return lambda step, done, whole: progress(folder if step is Step.READING else step, done, whole)


def _said(words: Words, key: str, path: str) -> str:
    return words(f"archive.step.{path}") if isinstance(path, Step) else words(key, file=one_line(PurePath(path).name))
