"""Charts for whoever would rather look than read: votes against the threshold, what there is against what is needed.

Lengths and places are whole ten-thousandths of the width. A bar that does not reach its mark is seen not to, however
close the vote: the picture never says other than the figures beside it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from tally.papers.parts import Tree

__all__ = ["WIDTH", "Pattern", "bar", "chart", "length", "mark", "place"]

WIDTH = 10_000
GAP = 150
"""How far a bar keeps from a mark that it does not reach, and how far it goes past one that it exceeds."""


class Pattern(StrEnum):
    """How a bar is filled, told apart in black and white."""

    SOLID = "solid"
    STRIPED = "striped"
    HATCHED = "hatched"
    LEVEL = "level"
    EMPTY = "empty"


def chart(
    headings: Iterable[str],
    groups: Iterable[tuple[str, Sequence[Tree]]],
    *,
    label: str,
    alt: str,
    threshold: int | None = None,
) -> Tree:
    """Give a chart: bars by the name that they belong to; ``alt`` says it all to whoever does not see it.

    ``headings`` are those of the names and of the three cells that stand beside every bar. ``label`` stands over the
    bars, and where there is a ``threshold``, over the line that is drawn through all of them at that place.
    """
    return {
        "headings": [*headings],
        "groups": [{"name": name, "bars": [*bars]} for name, bars in groups],
        "label": label,
        "line": WIDTH // 2 if threshold is None else threshold,
        "is_threshold": int(threshold is not None),
        "alt": alt,
    }


def place(part: int, of: int) -> int:
    """Give where so many of so many stand on the width, rounded down; of nobody, at its beginning."""
    return min(WIDTH, part * WIDTH // of) if of else 0


def length(have: int, of: int, *, least: int | None = None, most: int | None = None) -> int:
    """Give how long the bar of so many of so many is, held against the fewest and the most there should be."""
    long = place(have, of)
    if least is not None and have < least:
        long = min(long, place(least, of) - GAP)
    if most is not None and have > most:
        long = max(long, place(most, of) + GAP)
    return max(0, min(long, WIDTH))


def bar(long: int, pattern: Pattern, cells: Iterable[str], *, marks: Iterable[Tree] = ()) -> Tree:
    """Give a bar so long, what it means in figures and words, and the marks on it."""
    return {"length": long, "pattern": pattern.value, "cells": [*cells], "marks": [*marks]}


def mark(part: int, of: int, *, is_most: bool) -> Tree:
    """Give the mark at so many of so many: what is needed at least, or there may be at most."""
    return {"at": place(part, of), "most": int(is_most)}
