"""What stands on a paper as lines of text: to be read on a screen before it is printed."""

from collections.abc import Iterator, Mapping

from tally.papers.engine import Paper, Plain

__all__ = ["preview"]

NOT_OF_PAPER = frozenset({"lang", "title", "author", "attached", "hyphens", "foot"})
"""What of a tree only programs read, and what stands at the foot of every page."""
DRAWN = frozenset({"shape", "code"})
"""What of a part is no text."""
BESIDE = "  |  "


def preview(paper: Paper) -> tuple[str, ...]:
    """Give the words of a paper in their order, a row of a table on a line; an empty line parts what is apart."""
    lines: list[str] = []
    for name, value in paper.tree.items():
        found = [] if name in NOT_OF_PAPER else [*_lines(value)]
        lines += [*found, ""] if found else []
    return (*lines, str(paper.tree["foot"]))


def _lines(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield " ".join(value.split())
    elif isinstance(value, Mapping):
        if "alt" in value:  # a chart
            yield str(value["alt"])
        elif "rows" in value and "headings" in value:
            yield from _rows(value)
        else:
            for name, part in value.items():
                if name not in DRAWN:
                    yield from _lines(part)
    elif value is not None and not isinstance(value, int):
        for part in value:
            yield from _lines(part)


def _rows(table: Mapping[str, Plain]) -> Iterator[str]:
    rows = [table["headings"], *(table["rows"] if isinstance(table["rows"], list) else [])]
    for row in rows:
        yield BESIDE.join(_lines(row))
