"""How the cells of a report are said in a language: by both its faces alike."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias
from unicodedata import category

from tally.archive.answers import Cell, Coded, Column, Kind, Report, Table
from tally.archive.facts import Failure
from tally.archive.status import RUNNING_OUT
from tally.archive.store import Problem
from tally.contest import Target
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital, share, target_name

__all__ = ["Say", "about", "coded", "heading", "key_figures", "note_of", "said", "seen", "title_of"]

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
    yield words("archive.verified.records", n=report.records, proved=report.proved)
    if report.on_faith:
        yield words("archive.on_faith", n=report.on_faith)
    yield words("archive.report.about.sums")
    if report.total.left_out:
        yield words("archive.status.left_out", n=report.total.left_out)
    if rows := len(report.table("disagreements").rows):
        yield words("archive.report.about.differ", n=rows)
    else:
        yield words("archive.report.about.agree")
    yield words("archive.report.about.percent")
    yield words("archive.paper")


def key_figures(words: Words, report: Report) -> Iterator[tuple[str, str]]:
    """Give the figures that are read first: what they are, and how much."""
    total = report.total
    for key, part, of in (
        ("held", total.held, total.units),
        ("elected", total.elected, total.seats),
        ("committees_first", total.committees_first, total.committees),
    ):
        yield words(f"archive.report.figure.{key}"), " = ".join(share(words, part, of))
    for key, figure in (
        ("late", total.late),
        ("open", total.open),
        ("second_ballots", total.second_ballots),
        ("delegates_differ", total.delegates_differ),
    ):
        if figure is not None:
            yield words(f"archive.report.figure.{key}"), words("paper.figure", n=figure)
