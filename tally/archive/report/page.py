"""The report as one page for a browser: the tables as data in the file, shown in both languages, with no network.

What came from a file stands in the page as JSON, which the page puts in by text nodes alone; without a script the main
figures can be read. Rows are written one after the other: the page is never held as a whole.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import IO

from tally.archive.progress import TOLD_EVERY, Progress, unwatched
from tally.archive.report.answers import Cell, Column, Kind, Report, Table, Unit
from tally.archive.report.words import Say, about, coded, heading, key_figures, note_of, said, seen, title_of
from tally.words import Lang, Words

__all__ = ["write_page"]

_BOTH = (Lang.VI, Lang.EN)
_STATES = ("held", "stopped", "unproved", "late_unproved", "late", "not_held")
_PLAIN = (
    *("other_language", "contents", "filter", "level", "cluster", "state", "every", "none", "no_match", "previous"),
    *("next", "sort", "top", "progress", "structure", "cut"),
)
"""Words of the page that name no figure, and those that do, with what stands in them."""
_WITH = {
    "rows": ("first", "last", "n"),
    "rows_of": ("first", "last", "n", "whole"),
    "more": ("n",),
    "not_printed": ("names",),
    "outside": ("name", "n"),
}


def write_page(report: Report, lang: Lang, file: IO[bytes], *, say: Say, tell: Progress = unwatched) -> None:
    """Write a report whose page begins in a language; the same report gives the same bytes.

    It is told how many rows of all have been written, the units among them.
    """
    of_page = files("tally.archive.report")
    skeleton, style, script = (
        of_page.joinpath(f"page.{ending}").read_text(encoding="utf-8") for ending in ("html", "css", "js")
    )
    words = Words(lang)
    parts = {
        "lang": lang.value,
        "title": escape(words("archive.report.title")),
        "front": "\n".join(_front(words, report)),
        "no_script": escape(words("archive.report.page.no_script")),
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    before, after = skeleton.split("{{data}}")
    file.write(_filled(before, parts).encode())
    written, whole = 0, len(report.units) + sum(len(table.rows) for table in report.tables)
    for piece, is_row in _data(report, lang, say):
        file.write(piece.encode())
        written += is_row
        if is_row and written % TOLD_EVERY == 0:
            tell(written, whole)
    file.write(_filled(after, parts).encode())


def _filled(text: str, parts: dict[str, str]) -> str:
    """Put parts into their places, once: what stands in a part is no place."""
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], text)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _front(words: Words, report: Report) -> Iterator[str]:
    """Give what can be read without a script."""
    if report.is_training:
        yield f'<p class="training">{escape(words("report.training"))}</p>'
    yield f"<h1>{escape(words('archive.report.title'))}</h1>"
    if report.title:
        yield f"<p><b>{escape(seen(report.title))}</b></p>"
    figures = "".join(
        f"<li{_AMISS * is_amiss}>{escape(name)}<b>{escape(figure)}</b></li>"
        for name, figure, is_amiss in key_figures(words, report)
    )
    yield f'<ul class="figures">{figures}</ul>'
    yield from (f"<p>{escape(line)}</p>" for line in about(words, report))


_AMISS = ' class="amiss"'


class _Terms:
    """What is said in both languages, each pair once, by its place in a list; and titles, as they came in."""

    def __init__(self, say: Say) -> None:
        self.both = tuple(map(Words, _BOTH))
        self.pairs: list[tuple[str, ...] | str] = []
        self._places: dict[tuple[str, ...] | str, int] = {}
        self._cells: dict[tuple[str, str], int] = {}
        self._say = say

    def place(self, pair: tuple[str, ...] | str) -> int:
        """Give the place of a pair, or of a text that is the same in both."""
        if pair not in self._places:
            self._places[pair] = len(self.pairs)
            self.pairs.append(pair)
        return self._places[pair]

    def code(self, prefix: str, code: str) -> int:
        """Give the place of what a code is called."""
        if (prefix, code) not in self._cells:
            self._cells[prefix, code] = self.place(tuple(coded(words, prefix, code) for words in self.both))
        return self._cells[prefix, code]

    def cell(self, column: Column, cell: Cell) -> object:
        """Give a cell as the page takes it: a figure, a day, a share, a text, or the place of what is said."""
        if cell is None or column.kind in _AS_THEY_ARE:
            return cell.isoformat() if isinstance(cell, date) else cell
        if isinstance(cell, str):
            if column.kind is Kind.WORD:
                return self.code(column.words, cell)
            return self.place(seen(cell)) if column.key == "title" else seen(cell)
        return self.place(tuple(said(words, column, cell, self._say) for words in self.both))


_AS_THEY_ARE = (Kind.UNIT, Kind.NUMBER, Kind.CHANGE, Kind.PERCENT, Kind.POINTS, Kind.DAY)


def _data(report: Report, lang: Lang, say: Say) -> Iterator[tuple[str, bool]]:
    """Write the data of the page as JSON, a row a line, each piece with whether it is one; what rows name is after."""
    terms = _Terms(say)
    vi, en = terms.both
    yield '{"units":[', False
    for place, unit in enumerate(report.units):
        yield ("\n" if place == 0 else ",\n") + _json(_unit(terms, unit)), True
    yield '],\n"tables":[', False
    for place, table in enumerate(report.tables):
        yield ("\n" if place == 0 else ",\n") + _json(_head(terms, table))[:-1] + ',"rows":[', False
        for at, row in enumerate(table.rows):
            cells = [terms.cell(column, cell) for column, cell in zip(table.columns, row, strict=True)]
            yield ("\n" if at == 0 else ",\n") + _json(cells), True
        yield "]}", False
    rest = {
        "of": seen(report.title) if report.title else None,
        "title": [words("archive.report.title") for words in terms.both],
        "training": [words("report.training") for words in terms.both] if report.is_training else None,
        "about": [[*about(words, report)] for words in terms.both],
        "figures": [[*key_figures(words, report)] for words in terms.both],
        "words": {name: [*pair] for name, pair in _words_of_page(vi, en)},
        "values": _values(terms, report.units),
        "total": terms.code("archive.report.part.", "total"),
        "terms": terms.pairs,
    }
    yield "],\n" + _json(rest)[1:], False


def _json(tree: object) -> str:
    """Write JSON that ends no script and begins no markup."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _unit(terms: _Terms, unit: Unit) -> list[object]:
    level = terms.code("term.level.", unit.level) if unit.level else None
    state = terms.code("archive.report.word.", unit.state)
    superior, cluster = (seen(text) if text else None for text in (unit.superior, unit.cluster))
    return [seen(unit.code), seen(unit.name), level, superior, cluster, state]


def _head(terms: _Terms, table: Table) -> dict[str, object]:
    columns = [
        {
            "key": column.key,
            "kind": column.kind.value,
            "heading": [heading(words, column) for words in terms.both],
        }
        for column in table.columns
    ]
    return {
        "key": table.key,
        "ofUnits": table.is_of_units,
        "title": [title_of(words, table) for words in terms.both],
        "note": [note_of(words, table) for words in terms.both],
        "columns": columns,
    }


def _values(terms: _Terms, units: Sequence[Unit]) -> dict[str, list[object]]:
    """Give by what units can be chosen: each level, cluster and state that there is."""
    levels = sorted({unit.level for unit in units if unit.level})
    clusters = sorted({unit.cluster for unit in units if unit.cluster})
    states = {unit.state for unit in units}
    return {
        "level": [
            *(terms.code("term.level.", level) for level in levels),
            *([None] if any(not unit.level for unit in units) else []),
        ],
        "cluster": [*map(seen, clusters), *([None] if any(not unit.cluster for unit in units) else [])],
        "state": [terms.code("archive.report.word.", state) for state in _STATES if state in states],
    }


def _words_of_page(vi: Words, en: Words) -> Iterator[tuple[str, tuple[str, str]]]:
    for name in _PLAIN:
        yield name, (vi(f"archive.report.page.{name}"), en(f"archive.report.page.{name}"))
    for name, params in _WITH.items():
        left = {param: f"{{{param}}}" for param in params}
        yield name, (vi(f"archive.report.page.{name}", **left), en(f"archive.report.page.{name}", **left))
    for state in _STATES:
        prefix = "archive.report.word."
        yield f"state_{state}", (coded(vi, prefix, state), coded(en, prefix, state))
