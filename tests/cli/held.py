"""A folder that is held as another command holds it, and let go once somebody is told that it is."""

import fcntl
import os

import pytest

from tally.cli.terminal import Terminal


class Holder:
    """Holds a folder by a file of its own until it is told to let go; whoever waits for it before fails the test."""

    def __init__(self, folder, monkeypatch):
        self.file, self.flock, self.holds = os.open(folder, os.O_RDONLY), fcntl.flock, True
        self.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        monkeypatch.setattr(fcntl, "flock", self.asked)

    def asked(self, file, how):
        if self.holds and not how & fcntl.LOCK_NB:
            pytest.fail("waits, and nobody was told")
        self.flock(file, how)

    def let_go(self):
        os.close(self.file)
        self.holds = False


def held_until_told(folder, monkeypatch):
    """Hold a folder until a line on standard error says so."""
    holder, murmur = Holder(folder, monkeypatch), Terminal.murmur

    def told(terminal, *lines):
        murmur(terminal, *lines)
        if any("Ctrl+C" in line for line in lines):
            holder.let_go()

    monkeypatch.setattr(Terminal, "murmur", told)
