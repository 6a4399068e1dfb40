"""``tally archive list``: the records of an archive by unit and congress, and which of them replaces which."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tally.archive import documents
from tally.archive.facts import Facts
from tally.archive.indexed import Indexed, Known, indexed
from tally.cli.archive import misfit_lines, misfit_parts
from tally.cli.arguments import Arguments
from tally.cli.long_document import write_long
from tally.cli.progress import of_steps, showing_progress
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.congress import Mode
from tally.words import Words
from tally.words.dates import show_date

__all__ = ["list_records"]


def list_records(arguments: Arguments, terminal: Terminal) -> int:
    """List the records of an archive, as the index knows them. Returns 0."""
    words = terminal.words
    with indexed(arguments.file()) as index:
        if terminal.as_json:
            document = documents.ListDocument(schema_="archive-list/1", records=[], misfits=[])
            records = (_listed(one) for _, of_unit in index.units() for one in of_unit)
            write_long(terminal, document, records=records, misfits=misfit_parts(words, index.misfits()))
            return 0
        _write_list(terminal, index)
    return 0


def _write_list(terminal: Terminal, index: Indexed) -> None:
    """Write a line a record as it is read: a page of a whole nation would be held in memory."""
    words = terminal.words
    for unit, records in index.units():
        heading = one_line(words("archive.list.unit", unit=unit, name=records[0].facts.unit_name))
        terminal.write("".join(f"{line}\n" for line in (heading, *_lines(words, records))))
    for line in misfit_lines(words, index.misfits()):
        terminal.write(f"{line}\n")
    with showing_progress(words) as progress:  # only now: what is written while bars are shown goes astray
        behind = replace(index, progress=of_steps(progress, index.folder)).behind()
    if behind:
        terminal.write(words("archive.behind", n=behind) + "\n")
    terminal.write(words("archive.paper") + "\n")


def _lines(words: Words, records: Sequence[Known]) -> Iterator[str]:
    """Give the records of a unit; each congress is named where there are several, and an exercise always."""
    congresses = [[*of] for _, of in groupby(sorted(records, key=_order), key=lambda one: one.facts.congress_key)]
    for of_congress in congresses:
        first, indent = of_congress[0].facts, "  "
        if len(congresses) > 1 or first.mode is Mode.TRAINING:
            yield one_line(indent + _congress(words, first))
            indent *= 2
        by_hash = {one.facts.hash: one for one in of_congress}
        replaced = {one.facts.replaces: one for one in of_congress if one.is_proved}
        for digest, one in by_hash.items():
            said = [words(f"archive.proved.{'yes' if one.is_proved else 'no'}")]
            said += _replacing(words, one, old=by_hash.get(one.facts.replaces or ""), new=replaced.get(digest))
            yield one_line(indent + _record(words, one, "; ".join(said)))


def _order(one: Known) -> tuple[object, ...]:
    facts = one.facts
    return (facts.mode, facts.day, facts.congress_key, facts.sequence)


def _congress(words: Words, facts: Facts) -> str:
    said = words("archive.list.congress", congress=facts.congress, day=show_date(facts.day, words.lang))
    return words("archive.list.exercise", congress=said) if facts.mode is Mode.TRAINING else said


def _replacing(words: Words, one: Known, *, old: Known | None, new: Known | None) -> Iterator[str]:
    """Say which proved record replaces one, and which one it replaces: nothing unless it is proved itself."""
    if new:
        yield words("archive.list.replaced", sequence=str(new.facts.sequence))
    if one.facts.replaces is None:
        return
    if old is None:
        yield words("archive.list.replaces_absent")
    elif one.is_proved:
        yield words("archive.list.replaces", sequence=str(old.facts.sequence))
    else:
        yield words("archive.list.would_replace", sequence=str(old.facts.sequence))


def _record(words: Words, one: Known, said: str) -> str:
    facts = one.facts
    return words(
        "archive.list.record",
        sequence=str(facts.sequence),
        title=facts.title,
        rounds=str(facts.rounds),
        proved=said,
        path=one.path,
    )


def _listed(one: Known) -> documents.ListedPart:
    facts = one.facts
    names = ("unit", "unit_name", "hash", "mode", "congress", "day", "contest", "sequence", "rounds", "verdict")
    plain = {name: getattr(facts, name) for name in names}
    return documents.ListedPart(path=one.path, proved=one.is_proved, **plain)
