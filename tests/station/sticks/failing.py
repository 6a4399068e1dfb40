"""Ways in which a disk fails, at a call of one's choosing, and what a failure says."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from station.sticks import StickError
from tally.words import Lang, Words

BOTH = [Words(lang) for lang in Lang]
CALLS = ("mkdir", "open", "fstat", "lstat", "stat", "fsync", "replace", "posix_fadvise", "close")
"""What the system is asked for on the way, by name in ``os``."""


def failed(call, *given, **options):
    """What a call is refused with; every refusal has words in both languages."""
    with pytest.raises(StickError) as refused:
        call(*given, **options)
    assert all(words(f"stick.{refused.value.code}", **refused.value.params) for words in BOTH)
    return refused.value


def holds(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def within(folder, given):
    """Whether a call is about this folder: by a path in it, or by an open file of it."""
    try:
        path = os.readlink(f"/proc/self/fd/{given}") if isinstance(given, int) else os.fspath(given)
    except (OSError, TypeError):
        return False
    return Path(path).is_relative_to(folder.parent)


class Failing:
    """Counts the calls that are about a folder, and does something at one of them, or from it on."""

    def __init__(self, monkeypatch, folder, does, *, at, on=False, calls=CALLS) -> None:
        self.count, self.at, self.on, self.folder, self.does = 0, at, on, folder, does
        self.which = None
        for name in calls:
            monkeypatch.setattr(os, name, self.wrapped(name, getattr(os, name)))

    def wrapped(self, name, true):
        def call(*given, **named):
            if given and within(self.folder, given[0]):
                self.count += 1
                if self.count == self.at or (self.on and self.count > self.at):
                    self.which = self.which or name
                    if name == "close":
                        true(*given, **named)
                        return self.does()
                    self.does()
            return true(*given, **named)

        return call


def says(number):
    def fails():
        raise OSError(number, os.strerror(number))

    return fails


def vanishes(folder):
    def goes():
        shutil.rmtree(folder, ignore_errors=True)

    return goes


FAULTS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EPERM: "read_only",
    errno.EIO: "io",
    errno.ENODEV: "gone",
    errno.ESTALE: "gone",
}
