"""``tally archive``: the files of many units brought in, proved, listed, and where each unit stands."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from tally.archive import documents
from tally.archive.facts import LACKS_TRUST, Failure
from tally.archive.folder import check_archive
from tally.archive.indexed import Indexed, Misfit, indexed
from tally.archive.units.standing import Faulty, faulty_of
from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_sentence
from tally.cli.long_document import write_long
from tally.cli.progress import of_steps, showing_progress
from tally.cli.refusals import about
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.trusted import pins
from tally.cli.waiting import waiting
from tally.congress import Mode
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes
from tally.files.strict import shown
from tally.record.check import failed
from tally.words import Words
from tally.words.sentences import fault_sentence

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["NOT_WHOLE", "failed_parts", "lacking_lines", "misfit_lines", "misfit_parts", "run"]

NOT_WHOLE = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Answer one of the commands on an archive. Returns 3 where not all came in or is proved; raises BadInput."""
    commands = {
        "add": _add,
        "verify": _verify,
        "recount": _recount,
        "list": _list,
        "status": _status,
        "report": _report,
    }
    command = str(arguments.command).partition(" ")[2]
    if command != "add":
        check_archive(arguments.file())
    return commands[command](arguments, terminal)


def _add(arguments: Arguments, terminal: Terminal) -> int:
    """Bring files in."""
    from tally.cli.archive_add import add

    return add(arguments, terminal)


def _verify(arguments: Arguments, terminal: Terminal) -> int:
    """Bring the index up to the files. Returns 3 if a file or a record of the archive is not in order."""
    from tally.archive.index import update
    from tally.archive.workers.executors import begin_of

    folder, words = arguments.file(), terminal.words
    expected = Mode.TRAINING if "--training" in arguments.options else Mode.REAL
    pinned = pins(arguments)
    begin = begin_of(arguments.value("--executor") or "processes")
    with (
        showing_progress(words) as progress,
        about("tally", place="--pin"),
    ):
        done = update(
            folder,
            given=arguments.values("--trust"),
            pins=pinned,
            expected=expected,
            anew="--anew" in arguments.options,
            begin=begin,
            waiting=waiting(terminal, folder),
            progress=of_steps(progress, folder),
        )
    with indexed(folder) as index:
        records, proved = index.proved()
        whole = records == proved and not index.misfits()
        if terminal.as_json:
            document = documents.VerifiedDocument(
                schema_="archive-verified/1",
                read=done.read,
                known=done.known,
                records=records,
                proved=proved,
                failed=[],
                misfits=[],
            )
            faulty = failed_parts(words, map(faulty_of, index.unproved()))
            write_long(terminal, document, failed=faulty, misfits=misfit_parts(words, index.misfits()))
        else:
            page = terminal.page()
            page.line(words("archive.verified.read", n=done.read, known=done.known))
            page.line(
                words("archive.verified.records", n=records, proved=proved), style="bold" if whole else "bold red"
            )
            _write_wrong(page, index)
            page.line(words("archive.paper"), style="bold")
            terminal.show(page)
    return 0 if whole else NOT_WHOLE


def _write_wrong(page: "Page", index: Indexed) -> None:
    """Write what does not hold, as much of it as a page holds."""
    from tally.cli.archive_page import write_few

    words, misfits = page.words, index.misfits()
    if misfits:
        page.line(words("archive.misfits", n=len(misfits)), style="bold red")
    write_few(page, misfit_lines(words, misfits))
    write_few(page, lacking_lines(words, map(faulty_of, index.unproved())))
    others = (one for one in map(faulty_of, index.unproved()) if not _lacks(one))
    write_few(page, (_failed_line(words, one) for one in failed_parts(words, others)))
    if on_faith := index.on_faith():
        page.line(words("archive.on_faith", n=on_faith), style="bold yellow")


def _recount(arguments: Arguments, terminal: Terminal) -> int:
    """Count the ballots again."""
    from tally.cli.archive_recount import recount

    return recount(arguments, terminal)


def _list(arguments: Arguments, terminal: Terminal) -> int:
    """List the records of an archive."""
    from tally.cli.archive_list import list_records

    return list_records(arguments, terminal)


def _status(arguments: Arguments, terminal: Terminal) -> int:
    """Say where every unit stands, as the index knows it."""
    from tally.archive.units.programme import load_programme
    from tally.archive.units.status import status_of
    from tally.files.holidays import VIETNAM, read_holidays

    folder, holidays = arguments.file(), arguments.value("--holidays") or VIETNAM
    today = _today(arguments)
    days_off = read_holidays(holidays, load_bytes(holidays))
    programme = load_programme(folder)
    with (
        showing_progress(terminal.words) as progress,
        indexed(folder, progress=of_steps(progress, folder)) as index,
    ):
        status = status_of(index, programme, today=today, days_off=days_off)
    if terminal.as_json:
        from tally.cli.archive_status_document import write_status_document

        write_status_document(terminal, status)
    else:
        from tally.cli.archive_page import write_status

        page = terminal.page()
        write_status(page, status)
        terminal.show(page)
    return 0


def _report(arguments: Arguments, terminal: Terminal) -> int:
    """Write the report of an archive."""
    from tally.cli.archive_report import run as report

    return report(arguments, terminal, _today(arguments))


def _today(arguments: Arguments) -> date | None:
    """Give the day that ``--today`` names, None where it is not given. Raises BadInput."""
    text = arguments.value("--today")
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadInput([Fault(path="tally", location="--today", key="usage.not_a_day", params={"given": shown(text)})])


def failed_parts(words: Words, faulty: Iterable[Faulty]) -> Iterator[documents.FailedPart]:
    """Say of each record that is not proved what fails, in sentences."""
    for one in faulty:
        for check in one.failed:
            yield documents.FailedPart(
                unit=one.unit,
                contest=one.contest,
                sequence=one.sequence,
                path=one.path,
                check=check.code,
                why=check.why,
                message=check_sentence(words, failed(check.code, check.why, **check.params)),
            )


def lacking_lines(words: Words, faulty: Iterable[Faulty]) -> list[str]:
    """Say of each trust file that is lacking how many records wait for it: it is one matter, however many they are."""
    waiting = Counter((lacks.why, str(lacks.params["trust"])) for one in faulty for lacks in _lacks(one))
    return [
        words("archive.waiting", n=count, message=check_sentence(words, failed("trust", why, trust=trust)))
        for (why, trust), count in waiting.most_common()
    ]


def _lacks(one: Faulty) -> tuple[Failure, ...]:
    return tuple(check for check in one.failed if check.why in LACKS_TRUST)


def misfit_lines(words: Words, misfits: Iterable[Misfit]) -> list[str]:
    """Say of each file what is wrong with it."""
    return [
        one_line(words("archive.misfit", path=one.path, message=one.message)) for one in misfit_parts(words, misfits)
    ]


def misfit_parts(words: Words, misfits: Iterable[Misfit]) -> Iterator[documents.MisfitPart]:
    """Give the files with which something is wrong, in sentences."""
    for one in misfits:
        fault = one.problem.told_of(one.path)
        yield documents.MisfitPart(path=one.path, code=fault.code, message=fault_sentence(words, fault))


def _failed_line(words: Words, one: documents.FailedPart) -> str:
    told = words("archive.failed", path=one.path, check=words(f"record.check.{one.check}"), message=one.message)
    return one_line(told)
