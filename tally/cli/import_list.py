"""``tally import``: a short-biography list from a spreadsheet, as the candidates of a contest."""

import json

from tally.cli.arguments import Arguments
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.files.disk import load_bytes, write_new

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write the candidates to standard output, or into a new file. Raises BadInput, also for a file that is there."""
    from tally.files.spreadsheet import read_list

    path = arguments.file()
    candidates = read_list(path, load_bytes(path))
    output = arguments.value("--output")
    if not output:
        terminal.write_json(candidates)
        return 0
    data = (json.dumps(candidates, ensure_ascii=False, indent=2) + "\n").encode()
    write_new(output, data, place="--output")
    if not terminal.as_json:
        terminal.write(terminal.words("report.written", n=len(candidates), file=one_line(output)) + "\n")
    return 0
