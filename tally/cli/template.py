"""``tally template``: a workbook to fill in, which ``tally import`` reads."""

from collections.abc import Mapping

from tally.cli.arguments import Arguments
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.congress import STATUSES
from tally.faults import BadInput, Fault
from tally.files.disk import write_new
from tally.words import Words

__all__ = ["run", "workbook"]

_RULES: Mapping[str, tuple[str, ...]] = {
    "list.xlsx": (
        "report.template.rows",
        "report.template.number",
        "report.template.born",
        "report.template.joined",
        "report.template.list_filled",
        "report.template.columns",
        "report.template.list_import",
    ),
    "roll.xlsx": (
        "report.template.rows",
        "report.template.number",
        "report.template.born",
        "report.template.joined",
        "report.template.roll_filled",
        "report.template.body",
        "report.template.status",
        "report.template.columns",
        "report.template.roll_import",
    ),
}
"""What the guide of each template says, in order."""


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write a template into a new file. Raises BadInput for an unknown one, and for a file that is there."""
    name, words = arguments.file(), terminal.words
    if name not in _RULES:
        params = {"known": ", ".join(_RULES)}
        raise BadInput([Fault(path="tally", location=name, key="usage.unknown_template", params=params)])
    output = arguments.value("--output")
    write_new(output or name, workbook(name, words), place="--output" if output else "-")
    if not terminal.as_json:
        terminal.write(words("report.template_written", file=one_line(output or name)) + "\n")
    return 0


def workbook(name: str, words: Words) -> bytes:
    """Make a template by its name; its guide is in the language of the words."""
    from tally.files.spreadsheet_template import TEMPLATES, Guide, template

    rules = [words(rule, name=name, sheet=TEMPLATES[name].sheet) for rule in _RULES[name]]
    guide = Guide(
        hint=words("report.template.hint"),
        title=words("report.template.title"),
        rules=[f"{number}. {rule}" for number, rule in enumerate(rules, 1)],
        headings=(
            words("report.template.column"),
            words("report.template.word"),
            words("report.template.meaning"),
        ),
        meanings=_meanings(words),
    )
    return template(TEMPLATES[name], guide)


def _meanings(words: Words) -> dict[str, str]:
    """Say what each word means that may be chosen in a cell; of a status also in which meetings (R8)."""
    from tally.files.spreadsheet_cells import SOURCES
    from tally.files.spreadsheet_columns import STATUS_COLUMNS, Column

    meanings = {
        Column.INCUMBENT.value: words("report.template.incumbent"),
        Column.NEW.value: words("report.template.new"),
        "x": words("report.template.marked"),
        Column.EX_OFFICIO.value: words("report.template.ex_officio"),
        Column.ELECTED.value: words("report.template.elected"),
        Column.APPOINTED.value: words("report.template.appointed"),
    }
    meanings |= {word: words(f"term.nominated_by.{source}") for source, word in SOURCES.items()}
    for status, column in STATUS_COLUMNS.items():
        kinds = words.join(words(f"term.meeting_kind.{kind}") for kind, known in STATUSES.items() if status in known)
        said = words(f"term.status.{status}")
        meanings[column.value] = words("report.template.status_of", status=said, meetings=kinds)
    return meanings
