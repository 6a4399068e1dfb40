"""Figures as they are read: numbers, percentages and bars (R8, R17)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tally.words import Lang
from tally.words.figures import bar, bar_without_threshold, show_number, show_percent

BLOCKS = " ▏▎▍▌▋▊▉█"
TICK = "▏"


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (0, "0", "0"),
        (157, "157", "157"),
        (999, "999", "999"),
        (1_000, "1.000", "1,000"),
        (10_001, "10.001", "10,001"),
        (10_000_000, "10.000.000", "10,000,000"),
    ],
)
def test_thousands_stand_apart(number: int, vi: str, en: str) -> None:
    assert show_number(number, Lang.VI) == vi
    assert show_number(number, Lang.EN) == en


def test_a_percentage_has_the_languages_point_and_a_space_that_does_not_break() -> None:
    assert show_percent("95.54", Lang.VI) == "95,54\u00a0%"
    assert show_percent("95.54", Lang.EN) == "95.54\u00a0%"


@pytest.mark.parametrize(
    ("votes", "base", "width", "drawn"),
    [
        (0, 8, 8, "    ▏   "),
        (1, 8, 8, "█   ▏   "),
        (4, 8, 8, "████▏   "),
        (5, 8, 8, "█████   "),
        (8, 8, 8, "████████"),
        (9, 8, 8, "████████"),
        (3, 16, 8, "█▌  ▏   "),
        (7, 16, 8, "███▌▏   "),
        (9, 16, 8, "████▌   "),
        (15, 16, 8, "███████▌"),
        (63, 64, 8, "███████▉"),
        (31, 64, 8, "███▉▏   "),
        (0, 0, 8, "    ▏   "),
        (78, 156, 36, "██████████████████▏                 "),
        (79, 156, 36, "██████████████████▎                 "),
        (1, 2, 1, "▏"),
        (2, 2, 1, "█"),
        (1, 2, 3, "█▏ "),
        (3, 4, 3, "██ "),
    ],
)
def test_bars_drawn_by_hand(votes: int, base: int, width: int, drawn: str) -> None:
    assert bar(votes, base, width) == drawn


counts = st.integers(0, 10_000)
bases = st.integers(1, 10_000)
widths = st.integers(1, 120)


def filled(votes: int, base: int, width: int) -> int:
    """Read the bar back: how many eighths are filled, the tick not among them."""
    cells = list(bar(votes, base, width))
    if 2 * votes <= base:
        assert cells.pop(width // 2) == TICK
    return sum(BLOCKS.index(cell) for cell in cells)


@given(counts, st.integers(0, 10_000), widths)
def test_a_bar_is_always_as_wide_as_asked(votes: int, base: int, width: int) -> None:
    assert len(bar(votes, base, width)) == width


@given(counts, bases, widths)
def test_the_tick_is_in_sight_exactly_when_the_votes_are_not_over_half(votes: int, base: int, width: int) -> None:
    assert (bar(votes, base, width)[width // 2] == TICK) is (2 * votes <= base)


@given(counts, counts, bases, widths)
def test_more_votes_never_make_a_shorter_bar(one: int, other: int, base: int, width: int) -> None:
    assert filled(min(one, other), base, width) <= filled(max(one, other), base, width)


@given(counts, bases, widths)
def test_a_bar_is_full_only_when_the_votes_reach_the_base(votes: int, base: int, width: int) -> None:
    assert (bar(votes, base, width) == "█" * width) is (votes >= base)


@given(counts, bases, st.integers(1, 60))
def test_on_an_even_width_the_bar_is_the_share_rounded_down(votes: int, base: int, half: int) -> None:
    exact = 16 * half * votes // base
    assume(votes <= base and not 8 * half <= exact < 8 * half + 2)
    assert filled(votes, base, 2 * half) == exact


@given(counts, bases, widths)
def test_a_run_offs_bar_is_the_share_rounded_down_and_shows_no_threshold(votes: int, base: int, width: int) -> None:
    """R10: over half is not needed among the tied."""
    drawn = bar_without_threshold(votes, base, width)
    assert len(drawn) == width
    assert sum(BLOCKS.index(cell) for cell in drawn) == min(8 * width, 8 * width * votes // base)
