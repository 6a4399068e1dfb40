"""``tally archive report``: all that an organizing committee asks of an archive, as a workbook or as a page."""

import os
from functools import partial
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from tally.archive.facts import Failure
from tally.archive.indexed import indexed
from tally.archive.progress import Progress, unwatched
from tally.archive.report.document import AnswerPart, ReportDocument
from tally.archive.store import Problem
from tally.archive.units.programme import load_programme
from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_sentence
from tally.cli.progress import of_steps, showing_progress
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes, write_new
from tally.files.documents import written
from tally.files.holidays import VIETNAM, read_holidays
from tally.record.check import failed
from tally.words import Words
from tally.words.sentences import fault_sentence

if TYPE_CHECKING:
    from datetime import date

    from tally.archive.report.answers import Report

__all__ = ["run"]

FORMS = (".xlsx", ".html")
"""What a report comes as, by how the name of its file ends."""


def run(arguments: Arguments, terminal: Terminal, today: "date | None") -> int:
    """Write the report into a new file. Raises BadInput, also for a file that is there with other bytes; returns 0."""
    from tally.archive.report.questions import report_of

    folder, output = arguments.file(), arguments.value("--output")
    ending = os.path.splitext(output)[1].lower()
    if ending not in FORMS:
        given = {"given": one_line(output), "known": ", ".join(FORMS)}
        raise BadInput([Fault(path="tally", location="--output", key="usage.unknown_ending", params=given)])
    _check_writable(output)
    holidays = arguments.value("--holidays") or VIETNAM
    days_off = read_holidays(holidays, load_bytes(holidays))
    programme = load_programme(folder)
    words = terminal.words
    with (
        showing_progress(words) as progress,
        indexed(folder, progress=of_steps(progress, folder)) as index,
    ):
        report = report_of(index, programme, today=today, days_off=days_off)
    with TemporaryFile() as made, showing_progress(words, "archive.report.writing") as progress:
        _write(report, ending, words, made, partial(progress, output) if progress else unwatched)
        made.seek(0)
        data = made.read()
    is_new = not _is_there(output, data)
    if is_new:
        write_new(output, data, place="--output")
    _tell(terminal, report, output, data, is_new=is_new)
    return 0


def _write(report: "Report", ending: str, words: Words, file: IO[bytes], tell: Progress) -> None:
    if ending == ".xlsx":
        from tally.archive.report.xlsx import write_xlsx

        write_xlsx(report, words, file, say=_sentence, tell=tell)
    else:
        from tally.archive.report.page import write_page

        write_page(report, words.lang, file, say=_sentence, tell=tell)


def _check_writable(path: str) -> None:
    """Check that a file can be made in its folder, before all the work for it. Raises BadInput."""
    folder = os.path.dirname(path) or os.curdir
    if not os.path.lexists(path) and not (os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)):
        raise BadInput([Fault(path=path, location="--output", key="not_written", params={"file": path})])


def _is_there(path: str, data: bytes) -> bool:
    """Whether a file is there with these very bytes."""
    if not os.path.isfile(path) or os.path.getsize(path) != len(data):
        return False
    with open(path, "rb") as file:
        return file.read() == data


def _tell(terminal: Terminal, report: "Report", path: str, data: bytes, *, is_new: bool) -> None:
    words, digest = terminal.words, sha256(data).hexdigest()
    if terminal.as_json:
        tables = [AnswerPart(table=table.key, rows=len(table.rows)) for table in report.tables]
        document = ReportDocument(
            schema_="archive-report/1",
            file=path,
            sha256=digest,
            new=is_new,
            units=len(report.units),
            tables=tables,
        )
        terminal.write_json(written(document))
        return
    page, file = terminal.page(), one_line(path)
    if report.is_training:
        page.banner(words("report.training"), style="bold yellow")
    if is_new:
        page.line(words("archive.report.written", file=file, size=-(-len(data) // 1024), digest=digest), style="bold")
    else:
        page.line(words("archive.report.there", file=file, digest=digest), style="bold")
    if report.behind:
        page.line(words("archive.behind", n=report.behind), style="bold yellow")
    if report.today is None:
        page.line(words("archive.status.no_today"))
    if rows := len(report.table("disagreements").rows):
        page.line(words("archive.report.about.differ", n=rows), style="bold red")
    page.line(words("archive.paper"), style="bold")
    terminal.show(page)


def _sentence(words: Words, cell: Failure | Problem) -> str:
    """Say what does not hold of a record, or what is wrong with a file."""
    if isinstance(cell, Failure):
        return one_line(check_sentence(words, failed(cell.code, cell.why, **cell.params)))
    return one_line(fault_sentence(words, cell.told_of("")))
