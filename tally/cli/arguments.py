"""The command line: what there is to ask for, and what was asked.

It is read here rather than by argparse, whose help and errors are English sentences from inside the standard library:
a language that is chosen on the line itself must already hold for what is wrong with that line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tally.cli.commands import COMMANDS, EVERYWHERE, FLAGS, REPEATABLE, VALUES, group
from tally.faults import Fault
from tally.words.lang import Lang, lang_of

__all__ = ["Arguments", "read_arguments"]

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
        lang=Lang(asked) if asked in list(Lang) else lang_of(environment),
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
            value = _value(option, value, rest) if value or not sign else ""
            if option in options and option not in REPEATABLE:
                yield _misuse(written, "given_twice")
            options[option] = (*options.get(option, ()), value)
            if not value:
                yield _misuse(written, "no_value", operand=VALUES[option])
        else:
            options[option] = ("",)
            if sign:
                yield _misuse(written, "takes_no_value")
    for lang in options.get("--lang", ()):
        if lang not in ("", *Lang):
            yield _misuse("--lang", "unknown_lang", lang=lang)


def _value(option: str, begun: str, rest: list[str]) -> str:
    """Take the value of an option off the rest of a line; of numbers, all that stand after a comma and a space."""
    value = begun
    while rest and not _is_option(rest[0]) and (not value or (VALUES[option] == "NUMBERS" and value.endswith(","))):
        value += rest.pop(0)
    return value


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
        key = "no_template" if lacking == "NAME" else "one_more_operand" if operands else "no_operand"
        yield _misuse(lacking, key, command=command, operand=lacking)
    if form.most is not None and len(operands) > form.most:
        key = "one_at_a_time" if form.most == 1 else "too_many_operands"
        yield _misuse(operands[form.most], key, command=command)
    for option in form.required:
        if option not in options:
            yield _misuse(option, "no_option", command=command, option=option, operand=form.value(option))


def _misuse(place: str, key: str, /, **params: str) -> Fault:
    return Fault(path="tally", location=place, key=f"usage.{key}", params=params)
