"""The tables of a paper, as the office programs take them: also what the paper itself draws as a chart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tally.papers.engine import Paper
from tally.words import Lang, Words

__all__ = ["APART", "FIGURE", "PERCENT", "Table", "is_of_sections", "tables_of", "with_bases"]

CHART = "chart"
"""The shape of the table that a chart becomes."""
APART = {Lang.VI: ".", Lang.EN: ","}
"""What stands between the thousands of a figure."""
FIGURE = {
    lang: rf"(?:0|[1-9][0-9]{{0,8}}|[1-9][0-9]{{0,2}}(?:\{apart}[0-9]{{3}}){{1,2}})" for lang, apart in APART.items()
}
"""How a figure is written."""
PERCENT: Mapping[Lang, re.Pattern[str]] = {
    lang: re.compile(rf"([0-9]{{1,3}}){mark}([0-9]{{2}})\N{{NO-BREAK SPACE}}%")
    for lang, mark in ((Lang.VI, ","), (Lang.EN, r"\."))
}
"""How per cent are written: with two decimals."""
_SHARE = {lang: re.compile(f"({figure})/({figure})") for lang, figure in FIGURE.items()}
"""How votes are written with what they are votes of: ``127/157``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table of texts, whose last ``sums`` rows are sums; the ``label`` stands over it, if there is one."""

    shape: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    sums: int = 0
    label: str = ""


def is_of_sections(paper: Paper) -> bool:
    """Whether a paper is a head, sections and signatures, which other programs can take; a ballot is drawn whole."""
    return paper.template == "official"


def tables_of(words: Words, section: Any) -> Iterator[Table]:
    """Give the tables of a section: its own, and that of its chart, a row for each bar."""
    if section["table"] is not None:
        yield Table(**section["table"])
    if CHART in section:
        drawn = section[CHART]
        rows = [[group["name"], *bar["cells"]] for group in drawn["groups"] for bar in group["bars"]]
        label = words("paper.draft.chart", label=drawn["label"])
        yield Table(shape=CHART, headings=drawn["headings"], rows=rows, label=label)


def with_bases(words: Words, table: Table) -> Table:
    """Give the table with votes and what they are reckoned on in a column each, to be reckoned with.

    Those are columns with ``127/157`` beside a column of per cent, and no others: ``12/12`` may be somebody's schooling
    (R17). What is not written so in such a column stays as it is, with nothing beside it.
    """
    share, headings = _SHARE[words.lang], list(table.headings)
    rows = [list(row) for row in table.rows]
    for column in reversed(range(len(headings) - 1)):
        if not any(
            share.fullmatch(row[column]) and PERCENT[words.lang].fullmatch(row[column + 1]) for row in table.rows
        ):
            continue
        headings.insert(column + 1, words("paper.sheets.base", heading=headings[column]))
        for row in rows:
            found = share.fullmatch(row[column])
            row[column : column + 1] = found.groups() if found else (row[column], "")
    return replace(table, headings=headings, rows=rows)
