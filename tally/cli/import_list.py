"""``tally import``: a short-biography list from a spreadsheet, as the candidates of a contest."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tally.cli.arguments import Arguments
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write the candidates to standard output, or into a new file. Raises BadInput, also for a file that is there."""
    from tally.files.spreadsheet import read_list

    path = arguments.file()
    candidates = read_list(path, load_bytes(path))
    output = arguments.options.get("--output")
    if output is None:
        terminal.write_json(candidates)
        return 0
    _write_new(output, candidates)
    if not terminal.as_json:
        terminal.write(terminal.words("report.written", n=len(candidates), file=one_line(output)) + "\n")
    return 0


def _write_new(path: str, candidates: Sequence[object]) -> None:
    """Write a file that is not there yet, whole or not at all: nobody's list is ever overwritten."""
    data = (json.dumps(candidates, ensure_ascii=False, indent=2) + "\n").encode()
    try:
        with open(path, "xb") as file:
            try:
                file.write(data)
                file.flush()
            except BaseException:
                with suppress(OSError):
                    Path(path).unlink()
                raise
    except FileExistsError:
        raise BadInput([_fault(path, "not_written.is_there", file=path)]) from None
    except (OSError, ValueError):  # no leave, no folder, no room, or a name that no file can have
        raise BadInput([_fault(path, "not_written.not_possible", file=path)]) from None


def _fault(path: str, key: str, /, **params: str) -> Fault:
    return Fault(path=path, location="--output", key=key, params=params)
