"""What the help says: the commands, what each is given, the options and the exit statuses."""

from collections.abc import Iterable
from textwrap import wrap

from tally.cli.commands import COMMANDS, EVERYWHERE, EXITS, Command, group
from tally.words import Words
from tally.words.sentences import operand

__all__ = ["help_text", "usage_line"]

WIDTH = 80
MOST_LEFT = 30
"""Cells of the left column; what is longer has a line of its own."""


def usage_line(words: Words, command: str | None) -> str:
    """Give the line that shows how to ask for a command, for one of a group, or for any; a long one goes on below."""
    form = COMMANDS.get(command or "")
    if form is None:
        start = [command] if command and group(command) else []
        parts = [*start, f"{words('command.operand.COMMAND')} …", "[--json]", "[--lang vi|en]", "[--help]"]
    else:
        parts = [str(command), *(_operand(words, given) for given in form.operands)]
        parts += [_shown(words, form, option) for option in form.required]
        further = [option for option in (*form.options, "--json", "--lang") if option not in form.required]
        parts += [f"[{_shown(words, form, option)}]" for option in further]
    lines = _filled(["tally", *parts], first=WIDTH - len(words("command.usage", usage="")))
    return words("command.usage", usage="\n        ".join(lines))


def help_text(words: Words, command: str | None) -> str:
    """Give the help on a command, on a group of them, or on all."""
    form = COMMANDS.get(command or "")
    of_group = group(command)
    lines = [usage_line(words, command), ""]
    if form is None:
        about = _name(command) if command and of_group else "tally"
        names = of_group or tuple(COMMANDS)
        lines += [*wrap(words(f"command.about.{about}"), WIDTH), "", words("command.commands")]
        lines += [*_columns([(name, words(f"command.does.{_name(name)}")) for name in names]), ""]
        options: tuple[str, ...] = EVERYWHERE
        exits = {status for name in names for status in COMMANDS[name].exits}
    else:
        lines += [*wrap(words(f"command.about.{_name(str(command))}"), WIDTH), ""]
        options = (*form.options, *EVERYWHERE)
        exits = {*form.exits}
    lines.append(words("command.options"))
    lines += _columns([(_shown(words, form or Command(), option), _told(words, command, option)) for option in options])
    lines += ["", words("command.exits")]
    lines += _columns([(str(status), words(f"command.exit.{status}")) for status in sorted({*EXITS, *exits})])
    return "".join(f"{line}\n" for line in lines)


def _name(command: str) -> str:
    """Give the name of a command as it stands in the key of a word."""
    return command.replace(" ", "_")


def _operand(words: Words, given: str) -> str:
    name = given.strip("[…]")
    return given.replace(name, operand(words, name))


def _shown(words: Words, form: Command, option: str) -> str:
    value = form.value(option)
    if not value:
        return option
    return f"{option} {operand(words, value)}"


def _told(words: Words, command: str | None, option: str) -> str:
    """Say what an option is for; some say it in another way for one command."""
    special = f"command.option.{option[2:]}.{_name(command or '')}"
    return words(special if words.has(special) else f"command.option.{option[2:]}")


def _columns(rows: list[tuple[str, str]]) -> list[str]:
    width = min(MOST_LEFT, max(len(left) for left, _ in rows))
    lines = []
    for left, right in rows:
        first, *further = wrap(right, WIDTH - width - 4)
        start = f"  {left:{width}}  "
        lines += [f"{start}{first}"] if len(left) <= width else [f"  {left}", f"{'':{width + 4}}{first}"]
        lines += [f"{'':{width + 4}}{line}" for line in further]
    return lines


def _filled(parts: Iterable[str], *, first: int) -> list[str]:
    """Put parts into lines that a terminal holds, none of them broken."""
    lines: list[str] = []
    for part in parts:
        room = first if len(lines) == 1 else WIDTH - 8
        if lines and len(lines[-1]) + 1 + len(part) <= room:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines
