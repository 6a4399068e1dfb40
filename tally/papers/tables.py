"""The tables of a paper, as the office programs take them: also what the paper itself draws as a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tally.papers.engine import Paper
from tally.words import Words

__all__ = ["Table", "is_of_sections", "tables_of"]

CHART = "chart"
"""The shape of the table that a chart becomes."""


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
