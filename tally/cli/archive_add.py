"""``tally archive add``: files of many units brought into an archive."""

from tally.archive import documents, store
from tally.archive.folder import is_new
from tally.archive.store import Added, Taken
from tally.cli.archive import NOT_WHOLE
from tally.cli.arguments import Arguments
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.files.documents import written
from tally.words import Words
from tally.words.sentences import fault_sentence

__all__ = ["add"]


def add(arguments: Arguments, terminal: Terminal) -> int:
    """Bring files in, into a new archive where there is none yet. Returns 3 if one that should come in cannot.

    Raises BadInput for a folder that holds something else.
    """
    words, folder = terminal.words, arguments.file()
    made = one_line(words("archive.made", folder=folder)) if is_new(folder) else ""
    taken = [*store.add(folder, arguments.operands[1:])]
    refused = [one for one in taken if one.what is Added.REFUSED]
    if terminal.as_json:
        if made:
            terminal.murmur(made)
        parts = [_added(words, one) for one in taken]
        terminal.write_json(written(documents.AddedDocument(schema_="archive-added/1", files=parts)))
        return NOT_WHOLE if refused else 0
    from tally.cli.archive_page import write_few

    page = terminal.page()
    if made:
        page.line(made, style="bold yellow")
    for what in Added:
        count = sum(one.what is what for one in taken)
        if count or what is Added.NEW:
            page.line(words(f"archive.added.{what}", n=count), style="bold" if what is Added.NEW else "")
    write_few(page, [_told(words, one) for one in refused])
    terminal.show(page)
    return NOT_WHOLE if refused else 0


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
