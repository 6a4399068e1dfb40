"""A pseudo-terminal with the real station in it: what is typed, what is painted and when, and how it ends."""

import os
import re
import select
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pyte
from ptyprocess import PtyProcess

ROOT = Path(__file__).parents[3]
_UNKNOWN = re.compile(rb"\x1b\[\?[0-9]+\$p|\x1b\[<u|\x1b\]22;[a-z]*\x07")
LIMIT = 30.0
"""Seconds after which what was not painted is given up; a busy machine takes long."""
PLAIN = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": "/nonexistent"}


@dataclass
class Painted:
    """Bytes that came out of the terminal, and when."""

    at: float
    data: bytes


@dataclass
class Pty:
    """The station on a journal or a congress file. ``painted`` is all that came out of it so far."""

    process: PtyProcess
    screen: pyte.Screen
    stream: pyte.ByteStream
    began: float
    painted: list[Painted] = field(default_factory=list)
    fed: int = 0
    """How many of the pieces are in the picture."""

    @classmethod
    def start(cls, path, home, *, columns=80, lines=24, **environ):
        """Start the station, as a shell would."""
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        env = {**kept, **PLAIN, "STATION_HOME": str(home), **environ}
        screen = pyte.Screen(columns, lines)
        began = monotonic()
        process = PtyProcess.spawn(
            [sys.executable, "-m", "station", str(path), "--lang", "vi"],
            cwd=str(ROOT),
            env=env,
            dimensions=(lines, columns),
        )
        return cls(process=process, screen=screen, stream=pyte.ByteStream(screen), began=began)

    def read(self, seconds):
        """Take in what comes out within so many seconds, at most one piece. Gives whether anything did."""
        ready, _, _ = select.select([self.process.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.process.fd, 1 << 16)
        except OSError:  # the other end has gone
            return False
        self.painted.append(Painted(at=monotonic(), data=data))
        return bool(data)

    def feed(self):
        """Have every piece painted so far in the picture of the screen."""
        while self.fed < len(self.painted):
            self.feed_one()

    def feed_one(self):
        """Have the next piece in the picture. Gives when it was painted."""
        one = self.painted[self.fed]
        self.stream.feed(_plain(one.data))
        self.fed += 1
        return one.at

    @property
    def text(self):
        return "\n".join(self.screen.display)

    def until(self, is_there, what):
        """Wait until the screen is so; gives the picture."""
        end = monotonic() + LIMIT
        while not is_there(self.text):
            self.read(0.05)
            self.feed()
            if monotonic() > end:
                raise AssertionError(f"{what}\n{self.text}")
        return self.text

    def sees(self, *words):
        """Wait until these words are all on the screen."""
        return self.until(lambda text: all(word in text for word in words), f"{words} on the screen")

    def type(self, data):
        """Type bytes, all at once."""
        data = data.encode() if isinstance(data, str) else data
        while data:
            _, ready, _ = select.select([], [self.process.fd], [], 1)
            sent = os.write(self.process.fd, data[:256]) if ready else 0
            data = data[sent:]
            while self.read(0):
                pass
            self.feed()

    def ends(self):
        """Wait until the process has ended. Gives its exit status, or minus the signal that killed it."""
        end = monotonic() + LIMIT
        while self.process.isalive():
            self.read(0.05)
            self.feed()
            assert monotonic() < end, f"the station has not ended\n{self.text}"
        while self.read(0):
            pass
        self.process.close()
        return -self.process.signalstatus if self.process.signalstatus else self.process.exitstatus

    @property
    def all_bytes(self):
        return b"".join(one.data for one in self.painted)

    def resize(self, columns, lines):
        self.process.setwinsize(lines, columns)
        self.screen.resize(lines, columns)

    def kill(self):
        """Have the process gone, however it stands."""
        if self.process.isalive():
            self.process.kill(9)
        self.process.close(force=True)


def _plain(data):
    """Leave out the sequences that pyte does not know and would print: queries of modes and of the terminal."""
    return _UNKNOWN.sub(b"", data)


def painted_by(pty, key, is_there, *, quiet=0.05):
    """Type a key, and give the milliseconds until what it does was painted. The picture is worked out afterwards."""
    while pty.read(0):
        pass
    pty.feed()
    began = monotonic()
    os.write(pty.process.fd, key.encode())
    while monotonic() < began + LIMIT:
        while pty.read(quiet):
            pass
        while pty.fed < len(pty.painted):
            at = pty.feed_one()
            if is_there(pty.text):
                pty.feed()
                return (at - began) * 1000
    raise AssertionError(f"nothing was painted for {key!r}\n{pty.text}")
