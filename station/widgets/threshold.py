"""Votes as a bar with the threshold of over half in it (R8), which is in sight on full bars and on empty ones alike."""

from textual.content import Content

from station.themes.ink import Ink
from station.widgets.drawing import datum
from tally.words.figures import bar_without_threshold

__all__ = ["LEAST_BAR", "MARK", "mark_place", "marked_bar"]

MARK = "│"
"""What stands where over half begins: a cell of its own, so that no bar hides it."""
LEAST_BAR = 3
"""Cells that a bar with its mark takes at least."""


def mark_place(width: int) -> int:
    """Give the cell of the mark in a bar of ``width`` cells, from 0."""
    return width // 2


def marked_bar(votes: int, base: int, width: int, ink: Ink) -> Content:
    """Draw votes against the base as a bar of ``width`` cells (3 or more) with the mark of over half in it.

    What stands before the mark is the way to over half, what stands behind it lies beyond. Something does behind it if
    and only if it is over half, however close the vote: the picture never says other than the figures.
    """
    left, base = mark_place(width), max(base, 1)
    over = 2 * votes - base
    before = bar_without_threshold(min(2 * votes, base), base, left)
    behind = bar_without_threshold(max(over, 0), base, width - left - 1)
    if over > 0 and not behind.strip():
        behind = f"▏{behind[1:]}"
    return Content.assemble(datum(before, ink), datum(MARK, Ink.TEXT), datum(behind, ink))
