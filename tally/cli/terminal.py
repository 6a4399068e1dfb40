"""Where the command answers: standard output for what was asked, standard error for what is wrong."""

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from errno import EBADF
from typing import TYPE_CHECKING, TextIO

from tally.cli.sentences import one_line
from tally.faults import Fault
from tally.words import Words
from tally.words.sentences import fault_sentence, operand

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["Terminal", "usable"]

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
        out = usable(sys.stdout)
        if out is None:
            raise OSError(EBADF, os.strerror(EBADF))
        _put(out, text)

    def write_json(self, tree: object) -> None:
        """Write a document for other programs."""
        import json

        self.write(json.dumps(tree, ensure_ascii=False, indent=2) + "\n")

    def page(self) -> "Page":
        """Give an empty page as wide as the terminal, 80 columns where there is none."""
        from shutil import get_terminal_size

        from tally.cli.page import Page

        width = min(max(get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)
        out = usable(sys.stdout)
        return Page(self.words, width=width, on_terminal=out is not None and out.isatty())

    def show(self, page: "Page") -> None:
        """Write a page."""
        self.write(page.text())

    def complain(self, faults: Iterable[Fault]) -> None:
        """Say what is wrong: a line a fault on standard error, or the document ``errors`` where JSON was asked for."""
        if self.as_json:
            from tally.files.document_parts import ErrorPart, ErrorsDocument
            from tally.files.documents import written

            errors = [
                ErrorPart(
                    path=fault.path,
                    location=fault.location,
                    code=fault.code,
                    message=fault_sentence(self.words, fault),
                )
                for fault in faults
            ]
            self.write_json(written(ErrorsDocument(errors=errors)))
        else:
            self.murmur(*(_line(self.words, fault) for fault in faults))

    def murmur(self, *lines: str) -> None:
        """Write lines to standard error, if anybody can read it: there is nowhere else to say that nobody can."""
        err = usable(sys.stderr)
        if err is not None:
            try:
                _put(err, "".join(f"{line}\n" for line in lines))
            except OSError:
                _silence(err)

    def give_up(self) -> None:
        """Send what is still to be written nowhere, so that the end of the program does not try to write it again."""
        out = usable(sys.stdout)
        if out is not None:
            _silence(out)


def usable(stream: TextIO | None) -> TextIO | None:
    """Give a standard stream that can be used; a shell or a caller may have closed it."""
    return None if stream is None or stream.closed else stream


def _line(words: Words, fault: Fault) -> str:
    """Write a fault; what is lacking on the line is named as the help does: for programs it stays what it is."""
    place = fault.location
    if place == fault.params.get("operand"):
        place = operand(words, place)
    return one_line(f"{fault.path}: {place}: {fault.code}: {fault_sentence(words, fault)}")


def _put(stream: TextIO, text: str) -> None:
    """Write all of a text: where Python does not buffer, one call may write a part and say so by the count alone."""
    stream.flush()
    if not isinstance(stream, io.TextIOWrapper):
        stream.write(text)
        return
    left = memoryview(text.encode("utf-8", "backslashreplace"))
    while left:
        left = left[stream.buffer.write(left) :]
    stream.buffer.flush()


def _silence(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # where there is no file behind the stream, nothing is left in it
        end = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, end)
        os.close(nowhere)
