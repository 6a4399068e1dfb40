"""The command ``tally``: what is known before counting, the count, the rules, and the votes that elect nobody.

Exit status: 0 done; 2 bad input or misuse; 4 ``check`` found an error; 70 a fault of the program itself; 74 the answer
could not be written; 130 interrupted; 141 the reader of the answer went away. No traceback is shown unless
``TALLY_DEBUG`` is set.
"""

import os
import sys
from collections.abc import Sequence

from tally.cli.arguments import Arguments, read_arguments
from tally.cli.help import help_text, usage_line
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.words import Words

__all__ = ["main"]

BAD_INPUT = 2
OWN_FAULT = 70
NOT_WRITTEN = 74
INTERRUPTED = 130
READER_GONE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Answer a command line and return the exit status; ``argv`` is the line without the program's name."""
    arguments = read_arguments(sys.argv[1:] if argv is None else argv, os.environ)
    terminal = Terminal(Words(arguments.lang), as_json=arguments.json)
    try:
        return _answer(arguments, terminal)
    except BrokenPipeError:
        terminal.give_up()
        return READER_GONE
    except KeyboardInterrupt:
        terminal.murmur(terminal.words("command.interrupted"))
        return INTERRUPTED
    except OSError as error:
        terminal.give_up()
        terminal.murmur(terminal.words("command.not_written", detail=error.strerror or type(error).__name__))
        return NOT_WRITTEN


def _answer(arguments: Arguments, terminal: Terminal) -> int:
    try:
        return _run(arguments, terminal)
    except BadInput as bad:
        terminal.complain(bad.faults)
        return BAD_INPUT
    except OSError:
        raise
    except Exception as error:  # nobody at the counting table can read a traceback
        if os.environ.get("TALLY_DEBUG"):
            import traceback

            terminal.murmur(traceback.format_exc().rstrip())
        terminal.complain([Fault(path="tally", location="-", key="internal", params={"type": type(error).__name__})])
        return OWN_FAULT


def _run(arguments: Arguments, terminal: Terminal) -> int:
    if arguments.misuse is not None:
        terminal.complain([arguments.misuse])
        if not terminal.as_json:
            terminal.murmur(usage_line(terminal.words, arguments.command))
        return BAD_INPUT
    if "--version" in arguments.options:
        from importlib.metadata import version

        terminal.write(f"tally {version('kiem-phieu')}\n")
        return 0
    if "--help" in arguments.options:
        terminal.write(help_text(terminal.words, arguments.command))
        return 0
    return _command(arguments, terminal)


def _command(arguments: Arguments, terminal: Terminal) -> int:
    """Run a command, importing only what it needs."""
    match arguments.command:
        case "check":
            from tally.cli.check import run
        case "count":
            from tally.cli.count import run
        case "rules":
            from tally.cli.rules import run
        case "card":
            from tally.cli.card import run
        case "rating":
            from tally.cli.rating import run
        case _:
            from tally.cli.import_list import run
    return run(arguments, terminal)
