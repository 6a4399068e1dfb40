"""How the cells of a report are said in a language: by both its faces alike."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias
from unicodedata import category

from tally.archive.facts import Failure
from tally.archive.report.answers import Cell, Coded, Column, Kind, Report, Table, held_share, share
from tally.archive.store import Problem
from tally.archive.units.status import RUNNING_OUT, ArchiveStatus
from tally.contest import Target
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital, target_name
from tally.words.phrases import share as share_of

__all__ = [
    "Say",
    "about",
    "amiss",
    "coded",
    "heading",
    "key_figures",
    "left_out",
    "note_of",
    "said",
    "seen",
    "title_of",
]

MOST_NAMED = 20
"""Units that are named in a sentence; a table has them all."""

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
Say: TypeAlias = Callable[[Words, Failure | Problem], str]
"""Gives the sentence of a check that does not hold, or of a file that cannot be used."""


def heading(words: Words, column: Column) -> str:
    """Give the heading of a column."""
    return words(f"archive.report.column.{column.key}")


def title_of(words: Words, table: Table) -> str:
    """Give the name of a question."""
    return words(f"archive.report.table.{table.key}")


def note_of(words: Words, table: Table) -> str:
    """Say what a question asks, and how its figures are reckoned."""
    return words(f"archive.report.note.{table.key}", days=str(RUNNING_OUT))


@lru_cache(maxsize=4096)
def coded(words: Words, prefix: str, code: str) -> str:
    """Say a code; as it stands where there are no words for it."""
    return capital(words(prefix + code)) if words.has(prefix + code) else seen(code)


def said(words: Words, column: Column, cell: Cell, say: Say) -> str:
    """Say a cell of a column of texts or of codes."""
    match cell:
        case Coded():
            return coded(words, cell.prefix, cell.code)
        case Target():
            return capital(target_name(words, cell))
        case Failure() | Problem():
            return say(words, cell)
        case str() if column.kind is Kind.WORD:
            return coded(words, column.words, cell)
        case _:
            return seen(str(cell))


def seen(text: str) -> str:
    """Write out what cannot be seen, a line break or a change of direction in the name of a file, as its code."""
    if text.isprintable():
        return text
    return "".join(
        letter.encode("unicode_escape").decode() if category(letter) in _UNSEEN else letter for letter in text
    )


def about(words: Words, report: Report) -> Iterator[str]:
    """Say what the report is, of which day, what goes into its sums, and that paper is the truth."""
    yield words("archive.report.about.what")
    if report.title is None:
        yield words("archive.no_programme")
    if report.today:
        yield words("archive.status.today", day=show_date(report.today, words.lang))
    else:
        yield words("archive.report.about.no_today")
    if report.behind:
        yield words("archive.behind", n=report.behind)
    if report.term is not None:
        yield words("archive.term", term=seen(report.term))
    yield words("archive.verified.records", n=report.records, proved=report.proved)
    if report.on_faith:
        yield words("archive.on_faith", n=report.on_faith)
    yield from amiss(words, report)
    yield words("archive.report.about.sums")
    yield from left_out(words, report)
    if rows := len(report.table("disagreements").rows):
        yield words("archive.report.about.differ", n=rows)
    else:
        yield words("archive.report.about.agree")
    yield words("archive.report.about.percent")
    yield words("archive.paper")


def left_out(words: Words, told: Report | ArchiveStatus) -> Iterator[str]:
    """Say what goes into no sum, or into no share, and of which units it is; first which units should not be in them.

    Where all that is proved is of an exercise, the banner says so of the whole.
    """
    total = told.total
    is_mixed = 0 < len(told.exercises) < total.held + total.stopped
    if is_mixed:
        yield words("archive.exercises", n=len(told.exercises), units=named(words, told.exercises))
    if total.left_out:
        yield words("archive.status.left_out", n=total.left_out)
    if told.others:
        yield words(
            "archive.others", n=len(told.others), units=named(words, told.others), contests=total.other_contests
        )
    if told.strays and (is_mixed or not told.is_training):
        yield words("archive.strays", n=len(told.strays), units=named(words, told.strays))
    if told.unplanned:
        yield words("archive.unplanned", n=len(told.unplanned), units=named(words, told.unplanned))
    if told.later:
        yield words("archive.later", n=told.later)


def named(words: Words, codes: Sequence[str]) -> str:
    """Give the codes of some units, no more than a line holds."""
    return words.join(map(seen, codes[:MOST_NAMED])) + (" …" if len(codes) > MOST_NAMED else "")


def amiss(words: Words, report: Report) -> Iterator[str]:
    """Say how much there is that somebody must look at; nothing where there is nothing."""
    found = [(key, figure) for key, figure in _amiss(report) if figure]
    if found:
        told = (f"{words(f'archive.report.figure.{key}')}: {words('paper.figure', n=figure)}" for key, figure in found)
        yield words("archive.report.about.amiss", what="; ".join(told))


def _amiss(report: Report) -> Iterator[tuple[str, int]]:
    """Count the records that are not proved, the ballots in conflict, the gaps, and the files that are of no use."""
    yield "not_proved", report.records - report.proved
    yield "conflicts", len({row[:-1] for row in report.table("conflicts").rows})
    yield "gaps", len(report.table("gaps").rows)
    yield "misfits", len(report.table("misfits").rows)


def key_figures(words: Words, report: Report) -> Iterator[tuple[str, str, bool]]:
    """Give the figures that are read first: what they are, how much, and whether somebody must look at it."""
    total = report.total
    for key, figure in (
        ("held", held_share(total)),
        ("elected", share(total.elected, total.seats)),
        ("committees_first", share(total.committees_first, total.committees)),
    ):
        yield words(f"archive.report.figure.{key}"), " = ".join(share_of(words, *figure)) if figure else "–", False
    for key, count in (
        ("late", total.late),
        ("open", total.open),
        ("second_ballots", total.second_ballots),
        ("delegates_differ", total.delegates_differ if total.allotted_units else None),
    ):
        yield words(f"archive.report.figure.{key}"), "–" if count is None else words("paper.figure", n=count), False
    for key, count in _amiss(report):
        yield words(f"archive.report.figure.{key}"), words("paper.figure", n=count), count > 0
