"""``tally archive add``: files of many units brought into an archive."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tally.archive import documents, store
from tally.archive.folder import is_new
from tally.archive.store import Added, Taken, sources_of
from tally.cli.archive import NOT_WHOLE
from tally.cli.arguments import Arguments
from tally.cli.long_document import write_long
from tally.cli.progress import showing_progress
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.waiting import waiting
from tally.faults import BadInput, Fault
from tally.words import Words
from tally.words.sentences import fault_sentence

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["add"]

FEW = 5
"""Files that are named though nothing is wrong with them: they are of no kind that is kept."""


def add(arguments: Arguments, terminal: Terminal) -> int:
    """Bring files in, into a new archive where there is none yet. Returns 3 if one that should come in cannot.

    Raises BadInput for a folder that holds something else, and where an archive would be made of nothing.
    """
    words, folder, sources = terminal.words, arguments.file(), arguments.operands[1:]
    made = one_line(words("archive.made", folder=folder)) if is_new(folder) else ""
    if made:
        _check_any_there(sources)
    if terminal.as_json:
        taken = [*_brought(terminal, folder, sources)]
        if made:
            terminal.murmur(made)
        document = documents.AddedDocument(schema_="archive-added/1", files=[])
        write_long(terminal, document, files=(_added(words, one) for one in taken))
        return NOT_WHOLE if any(one.what is Added.REFUSED for one in taken) else 0
    from tally.cli.archive_page import MOST_LINES

    counts, told = Counter[Added](), {Added.PASSED: list[str](), Added.REFUSED: list[str]()}
    for one in _brought(terminal, folder, sources):
        counts[one.what] += 1
        if one.what in told and len(told[one.what]) < (MOST_LINES if one.problem else FEW):
            told[one.what].append(_told(words, one))
    _show(terminal, made, counts, told)
    return NOT_WHOLE if counts[Added.REFUSED] else 0


def _check_any_there(sources: Sequence[str]) -> None:
    """Check that there is something to bring in. Raises BadInput."""
    if not any(map(os.path.exists, sources)):
        key = "file_missing.not_there"
        raise BadInput([Fault(path=one, location="-", key=key, params={"file": one}) for one in sources])


def _brought(terminal: Terminal, folder: str, sources: Sequence[str]) -> Iterator[Taken]:
    """Bring files in, and tell whoever watches how many of all have come."""
    with showing_progress(terminal.words, "archive.adding") as progress:
        whole = sum(1 for _ in sources_of(sources)) if progress else 0
        for number, one in enumerate(store.add(folder, sources, waiting=waiting(terminal, folder)), 1):
            if progress:
                progress(folder, number, max(number, whole))
            yield one


def _show(terminal: Terminal, made: str, counts: Counter[Added], told: Mapping[Added, Sequence[str]]) -> None:
    """Say how many files came to what, which were passed over, and last which were refused: the first of each."""
    words, page = terminal.words, terminal.page()
    if made:
        page.line(made, style="bold yellow")
    for what in (Added.NEW, Added.THERE, Added.PASSED):
        if counts[what] or what is Added.NEW:
            page.line(words(f"archive.added.{what}", n=counts[what]), style="bold" if what is Added.NEW else "")
    _write_first(page, told[Added.PASSED], counts[Added.PASSED])
    if counts[Added.REFUSED]:
        if counts[Added.NEW] or counts[Added.THERE]:
            page.line(words("archive.added.others"))
        page.line(words("archive.added.refused", n=counts[Added.REFUSED]), style="bold red")
    _write_first(page, told[Added.REFUSED], counts[Added.REFUSED])
    terminal.show(page)


def _write_first(page: "Page", lines: Sequence[str], whole: int) -> None:
    page.items(lines)
    if rest := whole - len(lines):
        page.line(page.words("archive.more", n=rest))


def _added(words: Words, one: Taken) -> documents.AddedPart:
    fault = one.problem.told_of(one.source) if one.problem else None
    return documents.AddedPart(
        source=one.source,
        what=one.what,
        place=one.place,
        code=fault.code if fault else None,
        message=_message(words, one),
    )


def _message(words: Words, one: Taken) -> str | None:
    """Say what is wrong with a file, and at which place of it."""
    if one.problem is None:
        return None
    fault = one.problem.told_of(one.source)
    place = "" if fault.location == "-" else f"{fault.location}: "
    return one_line(place + fault_sentence(words, fault))


def _told(words: Words, one: Taken) -> str:
    message = _message(words, one)
    return one_line(words("archive.misfit", path=one.source, message=message) if message else one.source)
