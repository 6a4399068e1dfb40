"""``tally diff``: where two records differ, place by place."""

from typing import TYPE_CHECKING

from tally.cli.arguments import Arguments
from tally.cli.corrections import difference_lines
from tally.cli.fingerprint_lines import write_fingerprint
from tally.cli.read_record import load_record
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.files.documents import written
from tally.record.differences import Difference, differences
from tally.record.fingerprint import fingerprint
from tally.record.made_documents import DiffDocument, DifferencePart

if TYPE_CHECKING:
    from tally.record.reading import Record

__all__ = ["run"]

DIFFER = 1


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Compare two records. Returns 1 if they differ, 0 if they say the same; raises BadInput."""
    before, after = (load_record(path) for path in arguments.operands)
    found = [*differences(before.tree, after.tree)]
    if terminal.as_json:
        places = [DifferencePart(place=".".join(one.place), was=one.was, now=one.now) for one in found]
        terminal.write_json(written(DiffDocument(schema_="diff/1", differences=places)))
    else:
        _show(terminal, arguments.operands, (before, after), found)
    return DIFFER if found else 0


def _show(
    terminal: Terminal, paths: tuple[str, ...], records: "tuple[Record, Record]", found: list[Difference]
) -> None:
    words, page = terminal.words, terminal.page()
    page.line(words("record.title.diff"), style="bold")
    for path, record in zip(paths, records, strict=True):
        page.line(words("record.file", path=one_line(path)))
        write_fingerprint(page, fingerprint(record.text), words("record.fingerprint"), indent=2)
    page.blank()
    page.line(words("record.differences", n=len(found)) if found else words("record.no_difference"), style="bold")
    page.items(difference_lines(words, found))
    terminal.show(page)
