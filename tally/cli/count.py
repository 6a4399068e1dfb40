"""``tally count``: every round there is counted and decided."""

from collections.abc import Mapping

from tally.cli.arguments import Arguments
from tally.cli.heading import begin_page, congress_lines, end_page, findings
from tally.cli.progress import showing_progress
from tally.cli.terminal import Terminal
from tally.congress import Congress
from tally.faults import BadInput, Fault
from tally.files.congress_file import CongressFile
from tally.files.disk import load_congress, load_courses
from tally.files.documents import count_document, written
from tally.result import Result, results_of

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Count a congress file. Returns 0 whatever came out; raises BadInput."""
    file = load_congress(arguments.file())
    asked = arguments.value("--contest")
    if asked and asked not in file.rounds:
        raise BadInput([_no_such_contest(file, asked)])
    with showing_progress(terminal.words) as progress:
        courses = load_courses(file, progress=progress)
    places = {place: result for place, result in enumerate(results_of(courses), 1) if asked in ("", result.contest.id)}
    if terminal.as_json:
        terminal.write_json(written(count_document(file.congress, [*places.values()])))
    else:
        _show(terminal, file.congress, places)
    return 0


def _no_such_contest(file: CongressFile, asked: str) -> Fault:
    params = {"contest": asked, "known": ", ".join(file.rounds)}
    return Fault(path=file.path, location="--contest", key="unknown_contest", params=params)


def _show(terminal: Terminal, congress: Congress, places: Mapping[int, Result]) -> None:
    """Write the results, each under its own place in the file, which it keeps when it is shown alone."""
    from tally.cli.contest_page import write_contest

    words, page = terminal.words, terminal.page()
    lines = congress_lines(words, congress)
    begin_page(page, words("report.title.count"), mode=congress.mode, unit=congress.unit.name, lines=lines)
    findings(page, congress.regulation, congress.findings())
    for order, result in places.items():
        write_contest(page, result, order=order)
    end_page(page, mode=congress.mode)
    terminal.show(page)
