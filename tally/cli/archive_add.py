"""``tally archive add``: files of many units brought into an archive."""

from collections import Counter
from collections.abc import Iterator, Sequence

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
from tally.words import Words
from tally.words.sentences import fault_sentence

__all__ = ["add"]


def add(arguments: Arguments, terminal: Terminal) -> int:
    """Bring files in, into a new archive where there is none yet. Returns 3 if one that should come in cannot.

    Raises BadInput for a folder that holds something else.
    """
    words, folder = terminal.words, arguments.file()
    made = one_line(words("archive.made", folder=folder)) if is_new(folder) else ""
    if terminal.as_json:
        taken = [*_brought(terminal, folder, arguments.operands[1:])]
        if made:
            terminal.murmur(made)
        document = documents.AddedDocument(schema_="archive-added/1", files=[])
        write_long(terminal, document, files=(_added(words, one) for one in taken))
        return NOT_WHOLE if any(one.what is Added.REFUSED for one in taken) else 0
    from tally.cli.archive_page import MOST_LINES

    counts, refused = Counter[Added](), list[str]()
    for one in _brought(terminal, folder, arguments.operands[1:]):
        counts[one.what] += 1
        if one.what is Added.REFUSED and len(refused) < MOST_LINES:
            refused.append(_told(words, one))
    _show(terminal, made, counts, refused)
    return NOT_WHOLE if refused else 0


def _brought(terminal: Terminal, folder: str, sources: Sequence[str]) -> Iterator[Taken]:
    """Bring files in, and tell whoever watches how many of all have come."""
    with showing_progress(terminal.words, "archive.adding") as progress:
        whole = sum(1 for _ in sources_of(sources)) if progress else 0
        for number, one in enumerate(store.add(folder, sources, waiting=waiting(terminal, folder)), 1):
            if progress:
                progress(folder, number, max(number, whole))
            yield one


def _show(terminal: Terminal, made: str, counts: Counter[Added], refused: Sequence[str]) -> None:
    """Say how many files came to what, and last the first of those that were refused."""
    words, page = terminal.words, terminal.page()
    if made:
        page.line(made, style="bold yellow")
    for what in (Added.NEW, Added.THERE, Added.PASSED):
        if counts[what] or what is Added.NEW:
            page.line(words(f"archive.added.{what}", n=counts[what]), style="bold" if what is Added.NEW else "")
    if refused:
        if counts[Added.NEW] or counts[Added.THERE]:
            page.line(words("archive.added.others"))
        page.line(words("archive.added.refused", n=counts[Added.REFUSED]), style="bold red")
        page.items(refused)
    if rest := counts[Added.REFUSED] - len(refused):
        page.line(words("archive.more", n=rest))
    terminal.show(page)


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
    return one_line(words("archive.misfit", path=one.source, message=_message(words, one) or ""))
