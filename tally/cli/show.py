"""``tally show``: a record read aloud, or its document."""

from tally.cli.arguments import Arguments
from tally.cli.read_record import load_record, sound_content
from tally.cli.terminal import Terminal

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Show a record. Who signed it is named and not checked. Raises BadInput, also where it contradicts itself."""
    path = arguments.file()
    record = load_record(path)
    if terminal.as_json:
        terminal.write(record.note.text)
        return 0
    from tally.cli.record_page import write_record

    page = terminal.page()
    write_record(page, record, sound_content(terminal, path, record))
    terminal.show(page)
    return 0
