"""The records that papers are made from, as a command is given them: each of them sound, and together a chain."""

from collections.abc import Iterable

from tally.cli.check_lines import check_fault
from tally.cli.read_record import load_record, sound_content
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.papers.source import OfRecord, whole
from tally.record.check import Check
from tally.record.links import congress_of_record, links

__all__ = ["load_records"]

_TOLD_LATER = "gap"
"""What does not hinder a record's own papers: the papers of all records say themselves which of them are missing."""

_TWICE = "given_twice"
"""What is wrong with the command alone, and not with the records."""


def load_records(terminal: Terminal, paths: Iterable[str]) -> dict[str, OfRecord]:
    """Read the records of one congress, by their paths. Raises BadInput, also where they do not fit each other.

    Whose signatures they bear is not looked at: for that one must know the keys.
    """
    given: dict[str, OfRecord] = {}
    faults = []
    for path in paths:
        record = load_record(path)
        content = sound_content(terminal, path, record)
        given[path] = whole(record, content)
        first = next(iter(given.values()))
        if congress_of_record(record) != congress_of_record(first.record):
            faults.append(Fault(path=path, location="-", key="another_congress"))
    if not faults:
        checks = links([one.record for one in given.values()], {})
        faults = [
            _not_sound(terminal, path, check)
            for path, check in zip(given, checks, strict=True)
            if not check.ok and check.why != _TOLD_LATER
        ]
    if faults:
        raise BadInput(faults)
    return given


def _not_sound(terminal: Terminal, path: str, check: Check) -> Fault:
    if check.why == _TWICE:
        return check_fault(terminal.words, path, check, "record_not_sound.twice")
    return check_fault(terminal.words, path, check, "record_not_sound.papers")
