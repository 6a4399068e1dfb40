"""Where the command answers: standard output for what was asked, standard error for what is wrong."""

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from errno import EBADF
from typing import TYPE_CHECKING, TextIO

from tally.cli.sentences import fault_sentence, one_line
from tally.faults import Fault
from tally.words import Words

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["Terminal"]

NARROWEST, WIDEST = 60, 120


class Terminal:
    """Standard output and standard error, in UTF-8 whatever the locale. Writing raises OSError where that cannot be."""

    def __init__(self, words: Words, *, as_json: bool) -> None:
        self.words = words
        self.as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def write(self, text: str) -> None:
        """Write to standard output."""
        out: TextIO | None = sys.stdout
        if out is None or out.closed:
            raise OSError(EBADF, os.strerror(EBADF))
        out.write(text)
        out.flush()

    def write_json(self, tree: object) -> None:
        """Write a document for other programs."""
        self.write(json.dumps(tree, ensure_ascii=False, indent=2) + "\n")

    def page(self) -> "Page":
        """Give an empty page as wide as the terminal, 80 columns where there is none."""
        from tally.cli.page import Page

        width = min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)
        return Page(self.words, width=width, on_terminal=sys.stdout is not None and sys.stdout.isatty())

    def show(self, page: "Page") -> None:
        """Write a page."""
        self.write(page.text())

    def complain(self, faults: Iterable[Fault]) -> None:
        """Say what is wrong: a line a fault on standard error, or the document ``errors`` where JSON was asked for."""
        if self.as_json:
            errors = [
                {
                    "path": fault.path,
                    "location": fault.location,
                    "code": fault.code,
                    "message": fault_sentence(self.words, fault),
                }
                for fault in faults
            ]
            self.write_json({"errors": errors})
        else:
            self.murmur(*(_line(self.words, fault) for fault in faults))

    def murmur(self, *lines: str) -> None:
        """Write lines to standard error, if anybody can read it: there is nowhere else to say that nobody can."""
        err: TextIO | None = sys.stderr
        if err is not None and not err.closed:
            try:
                err.write("".join(f"{line}\n" for line in lines))
                err.flush()
            except OSError:
                _silence(err)

    def give_up(self) -> None:
        """Send what is still to be written nowhere, so that the end of the program does not try to write it again."""
        if sys.stdout is not None:
            _silence(sys.stdout)


def _line(words: Words, fault: Fault) -> str:
    return one_line(f"{fault.path}: {fault.location}: {fault.code}: {fault_sentence(words, fault)}")


def _silence(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # where there is no file behind the stream, nothing is left in it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
