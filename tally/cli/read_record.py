"""A record that a command is given, read from its file."""

from tally.cli.check_lines import check_fault
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.faults import BadInput
from tally.files.disk import load_bytes
from tally.record import reading
from tally.record.document import Content
from tally.record.reading import Record
from tally.record.verify import checks_of_content

__all__ = ["load_record", "sound_content"]


def load_record(path: str) -> Record:
    """Read a record. Raises BadInput."""
    data = load_bytes(path)
    with about(path):
        return reading.read(data)


def sound_content(terminal: Terminal, path: str, record: Record) -> Content:
    """Give what a record says, once it was reckoned again. Raises BadInput where it contradicts itself."""
    content, checks = checks_of_content(record)
    wrong = [check for check in checks.values() if not check.ok]
    if content is None or wrong:
        raise BadInput([check_fault(terminal.words, path, check, "record_contradicts_itself") for check in wrong])
    return content
