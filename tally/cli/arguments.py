"""The command line: what there is to ask for, and what was asked.

It is read here rather than by argparse, whose help and errors are English sentences from inside the standard library:
a language that is chosen on the line itself must already hold for what is wrong with that line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tally.faults import Fault
from tally.words import Lang

__all__ = ["COMMANDS", "EVERYWHERE", "EXITS", "REPEATABLE", "VALUES", "Arguments", "Command", "group", "read_arguments"]

EXITS = (0, 2, 70, 74, 130, 141)
"""The exit statuses that every command can give; what they mean stands in ``tally.cli``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: what it is given, and which options and exit statuses are its own.

    An operand in brackets may be left out; the last one stands for one or more if it ends in ``…``. ``required`` are
    those of the options that must be given. ``output`` is what stands for the value of ``--output`` in the help.
    """

    operands: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    exits: tuple[int, ...] = ()
    output: str = "FILE"

    @property
    def least(self) -> int:
        """How many operands there must be."""
        return sum(not operand.startswith("[") for operand in self.operands)

    @property
    def most(self) -> int | None:
        """How many operands there may be; None where there is no end to them."""
        return None if self.operands[-1:] and self.operands[-1].endswith("…") else len(self.operands)

    def value(self, option: str) -> str:
        """Give what stands for the value of an option in the help, such as ``FILE``; empty for one that takes none."""
        return self.output if option == "--output" else VALUES.get(option, "")


_KEY_NEW = ("--name", "--holder", "--output", "--backup")
_TRUST_NEW = (
    "--organisation",
    "--unit",
    "--from",
    "--to",
    "--trust-threshold",
    "--record-threshold",
    "--output",
)
_REVOKE = ("--name", "--from", "--reason", "--output")
_AUDIT = ("--seed", "--risk", "--round", "--at-least")

COMMANDS: Mapping[str, Command] = {
    "check": Command(operands=("CONGRESS",), exits=(4,)),
    "count": Command(operands=("CONGRESS",), options=("--contest",)),
    "rules": Command(operands=("[ID]",), options=("--regulation",)),
    "card": Command(operands=("FILE",)),
    "rating": Command(operands=("FILE",)),
    "import": Command(operands=("LIST",), options=("--output",)),
    "seal": Command(
        operands=("CONGRESS",),
        options=("--output", "--trust", "--key", "--recount", "--finding-lists"),
        required=("--output", "--trust", "--key"),
        output="DIR",
    ),
    "sign": Command(operands=("RECORD",), options=("--key",), required=("--key",)),
    "verify": Command(
        operands=("RECORD…",),
        options=("--trust", "--pin", "--ballots", "--training"),
        required=("--trust",),
        exits=(3,),
    ),
    "show": Command(operands=("RECORD",)),
    "diff": Command(operands=("RECORD", "RECORD"), exits=(1,)),
    "open": Command(
        operands=("RECORD",),
        options=("--ballots", "--key", "--leaves", "--output"),
        required=("--ballots", "--key", "--output"),
    ),
    "verify-opening": Command(operands=("OPENING",), options=("--record",), required=("--record",), exits=(3,)),
    "audit plan": Command(operands=("RECORD",), options=_AUDIT, required=("--seed", "--risk")),
    "audit report": Command(
        operands=("RECORD",),
        options=(*_AUDIT, "--opening", "--papers", "--not-found"),
        required=("--seed", "--risk", "--opening", "--papers"),
        exits=(3,),
    ),
    "key new": Command(options=_KEY_NEW, required=_KEY_NEW),
    "key show": Command(operands=("KEY",)),
    "key test": Command(operands=("KEY",), options=("--output",)),
    "key passphrase": Command(operands=("KEY",), options=("--output",), required=("--output",)),
    "trust new": Command(options=_TRUST_NEW, required=_TRUST_NEW),
    "trust add": Command(operands=("TRUST", "ENROLMENT…"), options=("--output",), required=("--output",)),
    "trust revoke": Command(operands=("TRUST",), options=_REVOKE, required=_REVOKE),
    "trust thresholds": Command(
        operands=("TRUST",),
        options=("--trust-threshold", "--record-threshold", "--output"),
        required=("--output",),
    ),
    "trust sign": Command(operands=("TRUST",), options=("--key",), required=("--key",)),
    "trust show": Command(operands=("TRUST",)),
    "trust diff": Command(operands=("TRUST", "TRUST"), exits=(1,)),
}
"""Every command by its name, which is one word, or a group and a word."""

EVERYWHERE = ("--json", "--lang", "--help", "--version")
FLAGS = ("--training",)
"""The options of single commands that take no value."""
VALUES: Mapping[str, str] = {
    "--lang": "vi|en",
    "--contest": "ID",
    "--regulation": "ID",
    "--output": "FILE",
    "--trust": "FILE",
    "--key": "FILE",
    "--recount": "ID",
    "--finding-lists": "DIR",
    "--pin": "FINGERPRINT",
    "--ballots": "FILE",
    "--leaves": "NUMBERS",
    "--record": "FILE",
    "--seed": "DICE",
    "--risk": "PERCENT",
    "--round": "N",
    "--at-least": "N",
    "--opening": "FILE",
    "--papers": "FILE",
    "--not-found": "NUMBERS",
    "--name": "NAME",
    "--holder": "TEXT",
    "--backup": "FILE",
    "--organisation": "TEXT",
    "--unit": "CODE",
    "--from": "DAY",
    "--to": "DAY",
    "--trust-threshold": "N",
    "--record-threshold": "N",
    "--reason": "TEXT",
}
"""The options that take a value, and what stands for it in the help."""
REPEATABLE = ("--trust", "--pin")
"""The options that may be given several times, each time with another value."""
_SHORT = {"-o": "--output", "-h": "--help"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """What was asked for. ``options`` holds the options given with their values; those without a value have ``""``.

    ``command`` is a name of ``COMMANDS``, or whatever stood in its place; a group alone is one word.
    ``misuse`` is the first thing on the line that was not understood; the language and ``--json`` hold all the same.
    """

    lang: Lang
    command: str | None = None
    operands: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    misuse: Fault | None = None

    @property
    def json(self) -> bool:
        """Whether the answer is read by a program."""
        return "--json" in self.options

    def file(self) -> str:
        """Give the first thing named after the command; empty if there is none."""
        return self.operands[0] if self.operands else ""

    def value(self, option: str) -> str:
        """Give the value of an option, the last if there are several; empty if it was not given."""
        return self.options.get(option, ("",))[-1]

    def values(self, option: str) -> tuple[str, ...]:
        """Give every value of an option, in the order given."""
        return self.options.get(option, ())


def group(word: str | None) -> tuple[str, ...]:
    """Give the commands whose first word this is, if it is a group's: ``key`` has ``key new`` and others."""
    return tuple(name for name in COMMANDS if word is not None and name.startswith(f"{word} "))


def read_arguments(line: Sequence[str], environment: Mapping[str, str]) -> Arguments:
    """Read a command line. Never raises: what is wrong with it stands in ``misuse``."""
    words: list[str] = []
    options: dict[str, tuple[str, ...]] = {}
    faults = [*_options(line, words, options)]
    length = 2 if " ".join(words[:2]) in COMMANDS else 1
    command, operands = " ".join(words[:length]) or None, words[length:]
    faults += _misuses(command, operands, options)
    asked = options.get("--lang", ("",))[-1]
    return Arguments(
        lang=Lang(asked) if asked in list(Lang) else _lang_of(environment),
        command=command,
        operands=tuple(operands),
        options=options,
        misuse=faults[0] if faults else None,
    )


def _options(line: Sequence[str], words: list[str], options: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
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
        elif option not in (*EVERYWHERE, *FLAGS, *VALUES):
            yield _misuse(written, "unknown_option")
        elif option in VALUES:
            if not sign and rest and not _is_option(rest[0]):
                value = rest.pop(0)
            if option in options and option not in REPEATABLE:
                yield _misuse(written, "given_twice")
            options[option] = (*options.get(option, ()), value)
            if not value:
                yield _misuse(written, "no_value", value=VALUES[option])
        else:
            options[option] = ("",)
            if sign:
                yield _misuse(written, "takes_no_value")
    for lang in options.get("--lang", ()):
        if lang not in ("", *Lang):
            yield _misuse("--lang", "unknown_lang", lang=lang)


def _is_option(argument: str) -> bool:
    return argument.startswith("-") and argument != "-"


def _misuses(command: str | None, operands: Sequence[str], options: Mapping[str, object]) -> Iterator[Fault]:
    """Give what is wrong with the words of a line, and with options that another command has."""
    if {"--help", "--version"} & options.keys():
        return
    if command is None:
        yield _misuse("-", "no_command")
    elif command in COMMANDS:
        yield from _misuses_of(command, operands, options)
    elif group(command):
        known = ", ".join(group(command))
        if operands:
            yield _misuse(operands[0], "unknown_in_group", group=command, known=known)
        else:
            yield _misuse(command, "group_alone", known=known)
    else:
        known = ", ".join(dict.fromkeys(name.partition(" ")[0] for name in COMMANDS))
        yield _misuse(command, "unknown_command", known=known)


def _misuses_of(command: str, operands: Sequence[str], options: Mapping[str, object]) -> Iterator[Fault]:
    form = COMMANDS[command]
    for option in options:
        if option not in (*EVERYWHERE, *form.options):
            yield _misuse(option, "option_of_another_command", command=command)
    if len(operands) < form.least:
        lacking = form.operands[len(operands)].removesuffix("…")
        yield _misuse(lacking, "one_more_operand" if operands else "no_operand", command=command)
    if form.most is not None and len(operands) > form.most:
        key = "one_at_a_time" if form.most == 1 else "too_many_operands"
        yield _misuse(operands[form.most], key, command=command)
    for option in form.required:
        if option not in options:
            yield _misuse(option, "no_option", command=command, option=option, value=form.value(option))


def _misuse(place: str, key: str, /, **params: str) -> Fault:
    return Fault(path="tally", location=place, key=f"usage.{key}", params=params)


def _lang_of(environment: Mapping[str, str]) -> Lang:
    """Take the language from the environment: Vietnamese unless it asks for English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return Lang.EN if environment[name].startswith("en") else Lang.VI
    return Lang.VI
