"""Questions to whoever runs the command: asked on standard error, answered on the terminal or on standard input."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tally.cli.terminal import Terminal, usable
from tally.faults import BadInput, Fault

__all__ = ["answer", "is_answered_by_a_person", "passphrase"]

MOST = 64 * 1024
"""Bytes of an answer that are read."""


def answer(terminal: Terminal, question: str) -> str:
    """Ask, and give the line that comes back. Raises BadInput (``no_answer``) where none does."""
    terminal.murmur(question)
    stdin = usable(sys.stdin)
    return _line(stdin)


def passphrase(terminal: Terminal, question: str) -> str:
    """Ask for a secret, and give the line that comes back; a terminal does not show what is typed.

    Where standard input is no terminal, one line of it is the answer. Raises BadInput (``no_answer``).
    """
    terminal.murmur(question)
    stdin = usable(sys.stdin)
    if stdin is None or not stdin.isatty():
        return _line(stdin)
    with _unseen(stdin):
        return _line(stdin)


def is_answered_by_a_person() -> bool:
    """Whether somebody sits at a terminal, who can be asked again."""
    stdin = usable(sys.stdin)
    return stdin is not None and stdin.isatty()


@contextmanager
def _unseen(stdin: TextIO) -> Iterator[None]:
    """Let the terminal show nothing of what is typed; what was typed ahead is thrown away."""
    import termios

    end = stdin.fileno()
    before = termios.tcgetattr(end)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(end, termios.TCSAFLUSH, silent)
        yield
    finally:
        termios.tcsetattr(end, termios.TCSAFLUSH, before)


def _line(stdin: TextIO | None) -> str:
    """Read one line, in UTF-8 whatever the locale."""
    if stdin is None:
        line = ""
    elif isinstance(stdin, io.TextIOWrapper):
        line = stdin.buffer.readline(MOST).decode("utf-8", "replace")
    else:
        line = stdin.readline(MOST)
    if not line:
        raise BadInput([Fault(path="tally", location="-", key="no_answer")])
    return line.strip()
