"""Figures as they are read: numbers, percentages (R17), and bars with the threshold of "over half" (R8)."""

from tally.words.lang import Lang

__all__ = ["bar", "bar_without_threshold", "show_number", "show_percent"]

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_TICK = "▏"


def show_number(number: int, lang: Lang) -> str:
    """Write a number with its thousands apart: 10.001 in Vietnamese, 10,001 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if lang is Lang.VI else text


def show_percent(percent: str, lang: Lang) -> str:
    """Write a percentage of ``tally.percent`` for reading: ``"95.54"`` is 95,54 % in Vietnamese, 95.54 % in English.

    The space before the sign does not break.
    """
    text = percent.replace(".", ",") if lang is Lang.VI else percent
    return f"{text}{_NO_BREAK_SPACE}%"


def bar(votes: int, base: int, width: int) -> str:
    """Draw votes against the base as a bar of ``width`` cells (1 or more), in eighths of a cell, rounded down.

    The left half of the cells is the way to the threshold, the right half what lies beyond. A bar that is not over half
    leaves the threshold's tick in sight, and one that is over half covers it, however close the vote (R8): the picture
    never says other than the figures. It is full only when the votes reach the base.
    """
    left = width // 2
    base = max(base, 1)
    if 2 * votes <= base:
        return (_blocks(16 * left * votes // base).ljust(left) + _TICK).ljust(width)
    # two eighths at least: one alone looks like the tick
    beyond = max(2, 8 * (width - left) * (2 * votes - base) // base)
    return _blocks(min(8 * left + beyond, 8 * width)).ljust(width)


def bar_without_threshold(votes: int, base: int, width: int) -> str:
    """Draw votes against the base as a bar of ``width`` cells, for a run-off, where over half is not needed (R10)."""
    return _blocks(min(8 * width, 8 * width * votes // max(base, 1))).ljust(width)


def _blocks(eighths: int) -> str:
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
