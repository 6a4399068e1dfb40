"""``tally archive recount``: the ballots of many units, counted from scratch beside their records."""

from typing import TYPE_CHECKING

from tally.archive import documents
from tally.archive.recount import Named, Recount, recount_all
from tally.archive.recounting import Came
from tally.archive.workers.executors import begin_of
from tally.cli.archive import NOT_WHOLE, misfit_lines, misfit_parts
from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_sentence
from tally.cli.progress import of_steps, showing_progress
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.unlock import load_key, unlock
from tally.files.documents import written
from tally.record import sealed
from tally.words import Words

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["recount"]

_FIGURES = ("records", "proved", "committed", "unproved", "unproved_differ", "agree", "differ", "behind")


def recount(arguments: Arguments, terminal: Terminal) -> int:
    """Count the ballots again. Returns 3 where something differs, or could not be counted again; raises BadInput."""
    folder, words, asked = arguments.file(), terminal.words, arguments.value("--executor") or "processes"
    begin, key = begin_of(asked), None
    if path := arguments.value("--key"):
        locked = load_key(path)
        if asked.startswith("dask:"):
            terminal.murmur(words("recount.key_travels"))
        key = sealed.private_of_seed(unlock(terminal, locked).seed)
    with showing_progress(words) as progress:
        tell = of_steps(progress, folder)
        found = recount_all(folder, arguments.operands[1:], key=key, begin=begin, progress=tell)
    if terminal.as_json:
        terminal.write_json(written(_document(words, found)))
    else:
        _show(terminal, found, has_key=key is not None)
    return 0 if found.is_sound else NOT_WHOLE


def _document(words: Words, found: Recount) -> documents.RecountedDocument:
    return documents.RecountedDocument(
        schema_="archive-recounted/1",
        files={what: found.files.get(what, 0) for what in Came},
        lacking=len(found.lacking),
        wrong=[_wrong(words, one) for one in found.wrong],
        without_ballots=[documents.LackingPart.model_validate(one) for one in found.lacking],
        misfits=[*misfit_parts(words, found.misfits)],
        **{name: getattr(found, name) for name in _FIGURES},
    )


def _wrong(words: Words, one: Named) -> documents.WrongPart:
    check = one.check
    return documents.WrongPart(
        file=one.file,
        proved=one.is_proved,
        why=check.why,
        message=check_sentence(words, check),
        **{name: getattr(one, name) for name in ("unit", "contest", "sequence", "round", "path")},
    )


def _show(terminal: Terminal, found: Recount, *, has_key: bool) -> None:
    from tally.cli.archive_page import write_few

    words, page, lacking = terminal.words, terminal.page(), len(found.lacking)
    _counted(page, found)
    if closed := found.files.get(Came.NOT_OPENED, 0):
        page.line(words("recount.closed", n=closed) if has_key else words("recount.no_key", n=closed), style="bold red")
    if found.unproved:
        told = words("recount.unproved", n=found.unproved, differ=found.unproved_differ)
        page.line(told, style="bold red" if found.unproved_differ else "bold yellow")
        write_few(page, [_wrong_line(words, one) for one in found.wrong if not one.is_proved])
    if found.differ:
        page.line(words("recount.differ", n=found.differ), style="bold red")
    write_few(page, [_wrong_line(words, one) for one in found.wrong if one.is_proved])
    if lacking:
        page.line(
            words("recount.still_closed", n=lacking) if closed else words("recount.lacking", n=lacking),
            style="bold yellow",
        )
        write_few(page, [_lacking_line(words, one) for one in found.lacking])
    for what in (Came.PROVED, Came.NO_RECORD, Came.PASSED):
        if count := found.files.get(what, 0):
            page.line(words(f"recount.came.{what}", n=count), style="bold yellow" if what is Came.NO_RECORD else "")
    if found.misfits:
        page.line(words("recount.misfits", n=len(found.misfits)), style="bold red")
        write_few(page, misfit_lines(words, found.misfits))
    if sheets := found.records - found.committed - found.unproved:
        page.line(words("recount.sheets", n=sheets))
    if found.proved < found.records:
        page.line(words("archive.verified.records", n=found.records, proved=found.proved), style="bold red")
    if found.behind:
        page.line(words("archive.behind", n=found.behind), style="bold yellow")
    page.line(words("archive.paper"), style="bold")
    terminal.show(page)


def _counted(page: "Page", found: Recount) -> None:
    """Say how much agrees; nothing does where nothing was counted again, and all does only where nothing is amiss."""
    words = page.words
    if not found.agree:
        page.line(words("recount.none", n=found.committed), style="bold red")
    elif found.is_sound:
        page.line(words("recount.records", n=found.committed), style="bold")
    elif found.agree == found.committed:
        page.line(words("recount.not_all", n=found.committed), style="bold yellow")
    else:
        page.line(words("recount.some", n=found.committed, agree=found.agree), style="bold")


def _wrong_line(words: Words, one: Named) -> str:
    told = words(
        "recount.wrong", path=one.path, round=str(one.round), file=one.file, message=check_sentence(words, one.check)
    )
    return one_line(told)


def _lacking_line(words: Words, one: Named) -> str:
    return one_line(words("recount.lacks", path=one.path, round=str(one.round)))
