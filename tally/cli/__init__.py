"""The command ``tally``: the count, the rules, the votes that elect nobody, and the signed record with its keys.

Exit status: 0 done; 1 what ``diff`` was given differs; 2 bad input or misuse; 3 not valid, not proved, or not whole; 4
``check`` found an error; 70 a fault of the program itself; 74 the answer could not be written; 130 interrupted; 141 the
reader of the answer went away. No traceback is shown unless ``TALLY_DEBUG`` is set.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

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

_MODULES: Mapping[str, str] = {
    "check": "tally.cli.check",
    "count": "tally.cli.count",
    "rules": "tally.cli.rules",
    "card": "tally.cli.card",
    "rating": "tally.cli.rating",
    "import": "tally.cli.import_list",
    "template": "tally.cli.template",
    "seal": "tally.cli.seal",
    "sign": "tally.cli.sign",
    "receive": "tally.cli.receive",
    "papers": "tally.cli.papers",
    "archive": "tally.cli.archive",
    "verifier": "tally.cli.verifier",
    "verify": "tally.cli.verify",
    "show": "tally.cli.show",
    "diff": "tally.cli.diff",
    "open": "tally.cli.open_ballots",
    "verify-opening": "tally.cli.verify_opening",
    "audit": "tally.cli.audit",
    "key": "tally.cli.key",
    "trust": "tally.cli.trust",
}
"""Where a command or a group of them is; each module has ``run(arguments, terminal)``, which gives the exit status."""


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
    run: Callable[[Arguments, Terminal], int] = import_module(_MODULES[str(arguments.command).partition(" ")[0]]).run
    return run(arguments, terminal)
