"""The command line: what there is to ask for, and what was asked.

It is read here rather than by argparse, whose help and errors are English sentences from inside the standard library:
a language that is chosen on the line itself must already hold for what is wrong with that line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tally.faults import Fault
from tally.words import Lang

__all__ = ["COMMANDS", "EVERYWHERE", "EXITS", "VALUES", "Arguments", "Command", "read_arguments"]

EXITS = (0, 2, 70, 74, 130, 141)
"""The exit statuses that every command can give; what they mean stands in ``tally.cli``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: what it is given, whether that may be left out, and which options and exit statuses are its own."""

    operand: str
    may_be_left_out: bool = False
    options: tuple[str, ...] = ()
    exits: tuple[int, ...] = ()


COMMANDS: Mapping[str, Command] = {
    "check": Command(operand="CONGRESS", exits=(4,)),
    "count": Command(operand="CONGRESS", options=("--contest",)),
    "rules": Command(operand="ID", may_be_left_out=True, options=("--regulation",)),
    "card": Command(operand="FILE"),
    "rating": Command(operand="FILE"),
    "import": Command(operand="LIST", options=("--output",)),
}
EVERYWHERE = ("--json", "--lang", "--help", "--version")
VALUES: Mapping[str, str] = {"--lang": "vi|en", "--contest": "ID", "--regulation": "ID", "--output": "FILE"}
"""The options that take a value, and what stands for it in the help."""
_SHORT = {"-o": "--output", "-h": "--help"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """What was asked for. ``options`` holds the options given, those without a value as ``""``.

    ``misuse`` is the first thing on the line that was not understood; the language and ``--json`` hold all the same.
    """

    lang: Lang
    command: str | None = None
    operand: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    misuse: Fault | None = None

    @property
    def json(self) -> bool:
        """Whether the answer is read by a program."""
        return "--json" in self.options

    def file(self) -> str:
        """Give the file named; only for commands that cannot do without."""
        return self.operand or ""


def read_arguments(line: Sequence[str], environment: Mapping[str, str]) -> Arguments:
    """Read a command line. Never raises: what is wrong with it stands in ``misuse``."""
    words: list[str] = []
    options: dict[str, str] = {}
    faults = [*_options(line, words, options)]
    command = words[0] if words else None
    faults += _misuses(command, words[1:], options)
    asked = options.get("--lang", "")
    return Arguments(
        lang=Lang(asked) if asked in list(Lang) else _lang_of(environment),
        command=command,
        operand=words[1] if len(words) > 1 else None,
        options=options,
        misuse=faults[0] if faults else None,
    )


def _options(line: Sequence[str], words: list[str], options: dict[str, str]) -> Iterator[Fault]:
    """Sort a line into words and options, and give what is wrong with an option, whatever the command."""
    rest = list(line)
    while rest:
        argument = rest.pop(0)
        written, sign, value = argument.partition("=")
        option = _SHORT.get(written, written)
        if argument == "--":
            words += rest
            rest.clear()
        elif not _is_option(argument):
            words.append(argument)
        elif option not in (*EVERYWHERE, *VALUES):
            yield _misuse(written, "unknown_option")
        elif option in VALUES:
            if not sign and rest and not _is_option(rest[0]):
                value = rest.pop(0)
            options[option] = value
            if not value:
                yield _misuse(written, "no_value", value=VALUES[option])
        else:
            options[option] = ""
            if sign:
                yield _misuse(written, "takes_no_value")
    if options.get("--lang") not in (None, "", *Lang):
        yield _misuse("--lang", "unknown_lang", lang=options["--lang"])


def _is_option(argument: str) -> bool:
    return argument.startswith("-") and argument != "-"


def _misuses(command: str | None, operands: list[str], options: Mapping[str, str]) -> Iterator[Fault]:
    """Give what is wrong with the words of a line, and with options that another command has."""
    if {"--help", "--version"} & options.keys():
        return
    if command is None:
        yield _misuse("-", "no_command")
    elif command not in COMMANDS:
        yield _misuse(command, "unknown_command", known=", ".join(COMMANDS))
    else:
        form = COMMANDS[command]
        for option in options:
            if option not in (*EVERYWHERE, *form.options):
                yield _misuse(option, "option_of_another_command", command=command)
        if not operands and not form.may_be_left_out:
            yield _misuse(form.operand, "no_operand", command=command)
        if len(operands) > 1:
            yield _misuse(operands[1], "one_at_a_time", command=command)


def _misuse(place: str, key: str, /, **params: str) -> Fault:
    return Fault(path="tally", location=place, key=f"usage.{key}", params=params)


def _lang_of(environment: Mapping[str, str]) -> Lang:
    """Take the language from the environment: Vietnamese unless it asks for English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return Lang.EN if environment[name].startswith("en") else Lang.VI
    return Lang.VI
