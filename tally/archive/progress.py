"""How far work on an archive has come, told to whoever watches."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import TypeVar

__all__ = ["TOLD_EVERY", "Progress", "Step", "StepProgress", "counted", "telling", "unwatched"]

TOLD_EVERY = 500
"""Files that are looked at, or rows that are written, between two times that it is told."""

One = TypeVar("One")


class Step(StrEnum):
    """What is being done."""

    OPENING = "opening"
    """The index as it was is copied, to be worked on."""
    LOOKING = "looking"
    """It is seen what lies there, without reading it."""
    READING = "reading"
    LINKING = "linking"
    """The chains of records are checked."""
    WRITING = "writing"
    """The index is written anew."""


Progress = Callable[[int, int], None]
"""Told how much is done, of how much that is to be; of 0 where that is not known."""

StepProgress = Callable[[Step, int, int], None]
"""Told the same of each step."""


def telling(progress: StepProgress | None, step: Step) -> Progress:
    """Give what to tell of a step, whether anybody watches or not."""
    return partial(progress, step) if progress else unwatched


def counted(items: Iterable[One], tell: Progress, *, expected: int) -> Iterator[One]:
    """Give what comes, and tell now and then how much has come, and at the end.

    ``expected`` is how much it was when it was last known, 0 where it never was; the whole is told as no less than what
    has come.
    """
    done = 0
    for done, one in enumerate(items, 1):
        yield one
        if done % TOLD_EVERY == 0:
            tell(done, expected and max(done, expected))
    tell(done, done)


def unwatched(_done: int, _whole: int) -> None:
    """Tell nobody."""
