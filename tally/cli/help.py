"""What the help says: the commands, what each is given, the options and the exit statuses."""

from textwrap import wrap

from tally.cli.arguments import COMMANDS, EVERYWHERE, EXITS, VALUES
from tally.words import Words

__all__ = ["help_text", "usage_line"]

WIDTH = 80


def usage_line(words: Words, command: str | None) -> str:
    """Give the line that shows how to ask for a command, or for any."""
    if command is None or command not in COMMANDS:
        parts = [f"tally {words('command.operand.COMMAND')} …", "[--json]", "[--lang vi|en]", "[--help]"]
    else:
        form = COMMANDS[command]
        operand = words(f"command.operand.{form.operand}")
        parts = [f"tally {command}", f"[{operand}]" if form.may_be_left_out else operand]
        parts += [f"[{_shown(words, option)}]" for option in (*form.options, "--json", "--lang")]
    return words("command.usage", usage=" ".join(parts))


def help_text(words: Words, command: str | None) -> str:
    """Give the help on a command, or on all of them."""
    lines = [usage_line(words, command), ""]
    options: tuple[str, ...] = EVERYWHERE
    exits = {*EXITS, *(status for form in COMMANDS.values() for status in form.exits)}
    if command is None or command not in COMMANDS:
        lines += [*wrap(words("command.about.tally"), WIDTH), "", words("command.commands")]
        lines += [*_columns([(name, words(f"command.does.{name}")) for name in COMMANDS]), ""]
    else:
        lines += [*wrap(words(f"command.about.{command}"), WIDTH), ""]
        options = (*COMMANDS[command].options, *EVERYWHERE)
        exits = {*EXITS, *COMMANDS[command].exits}
    lines.append(words("command.options"))
    lines += _columns([(_shown(words, option), words(f"command.option.{option[2:]}")) for option in options])
    lines += ["", words("command.exits")]
    lines += _columns([(str(status), words(f"command.exit.{status}")) for status in sorted(exits)])
    return "".join(f"{line}\n" for line in lines)


def _shown(words: Words, option: str) -> str:
    value = VALUES.get(option)
    if value is None:
        return option
    return f"{option} {words(f'command.operand.{value}') if value.isalpha() else value}"


def _columns(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(left) for left, _ in rows)
    return [f"  {left:{width}}  {right}" for left, right in rows]
