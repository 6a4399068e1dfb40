"""``tally import``: a short-biography list, or a roll, from a spreadsheet, as what stands in a congress file."""

import json
from collections.abc import Mapping

from tally.cli.arguments import Arguments
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.congress import MeetingKind
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes, write_new

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write what a list says to standard output, or into a new file. Raises BadInput, also for a file that is there."""
    _check_usage(arguments)
    if "--roll" in arguments.options:
        file, told = arguments.value("--roll"), "report.written.roll"
        tree, people, past = _roll(file, MeetingKind(arguments.value("--meeting") or "delegates"))
    else:
        file, told = arguments.file(), "report.written"
        tree, people, past = _candidates(file)
    if past:
        terminal.murmur(one_line(f"{file}: {_read_past(terminal, past)}"))
    output = arguments.value("--output")
    if not output:
        terminal.write_json(tree)
        return 0
    data = (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
    write_new(output, data, place="--output")
    if not terminal.as_json:
        terminal.write(terminal.words(told, n=people, file=one_line(output)) + "\n")
    return 0


def _check_usage(arguments: Arguments) -> None:
    """Check that one list is named, and that a kind of meeting is one, and is of a roll. Raises BadInput."""
    faults = []
    is_roll, file, kind = "--roll" in arguments.options, arguments.file(), arguments.value("--meeting")
    if not (is_roll or file):
        faults.append(Fault(path="tally", location="LIST", key="usage.no_operand", params={"command": "import"}))
    if is_roll and file:
        faults.append(Fault(path="tally", location=file, key="usage.one_at_a_time", params={"command": "import"}))
    if kind and not is_roll:
        faults.append(Fault(path="tally", location="--meeting", key="usage.meeting_of_roll"))
    if kind and kind not in list(MeetingKind):
        params = {"given": kind, "known": ", ".join(MeetingKind)}
        faults.append(Fault(path="tally", location="--meeting", key="usage.unknown_meeting", params=params))
    if faults:
        raise BadInput(faults)


def _read_past(terminal: Terminal, past: Mapping[str, str]) -> str:
    """Say which columns were not taken over: nobody is to learn it from what is missing later."""
    words = terminal.words
    columns = words.join(words("report.column_past", heading=heading, cell=cell) for cell, heading in past.items())
    return words("report.columns_past", n=len(past), columns=columns)


def _candidates(path: str) -> tuple[object, int, Mapping[str, str]]:
    """Give the candidates of a contest, how many they are, and which columns nothing was taken from."""
    from tally.files.spreadsheet import read_list

    found = read_list(path, load_bytes(path))
    return found.people, len(found.people), found.past


def _roll(path: str, kind: MeetingKind) -> tuple[object, int, Mapping[str, str]]:
    """Give the roll of a meeting and its bodies, how many persons are on it (R8, R14), and the columns not taken."""
    from tally.files.documents import sitting_tree
    from tally.files.spreadsheet_roll import read_roll

    found = read_roll(path, load_bytes(path), kind)
    people = found.people
    return sitting_tree(kind, people) | {"people": len(people)}, len(people), found.past
