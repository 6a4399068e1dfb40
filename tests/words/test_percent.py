"""Percentages (R17): two decimals, half up, in integers; for reading only."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.percent import percent


@pytest.mark.parametrize(
    ("votes", "base", "shown"),
    [
        (500, 999, "50.05"),
        (10_001, 20_001, "50.00"),
        (150, 157, "95.54"),
        (155, 157, "98.73"),
        (3, 15, "20.00"),
        (0, 157, "0.00"),
        (157, 157, "100.00"),
        (1, 1_000, "0.10"),
        (2, 157, "1.27"),
    ],
)
def test_votes_over_the_base_to_two_decimals(votes: int, base: int, shown: str) -> None:
    assert percent(votes, base) == shown


@pytest.mark.parametrize(
    ("votes", "base", "shown"),
    [(1, 800, "0.13"), (3, 800, "0.38"), (1, 20_000, "0.01"), (399, 800, "49.88"), (19_999, 20_000, "100.00")],
)
def test_exactly_half_a_hundredth_goes_up(votes: int, base: int, shown: str) -> None:
    assert percent(votes, base) == shown


@pytest.mark.parametrize("votes", [0, 1])
def test_a_base_of_nobody_gives_nothing(votes: int) -> None:
    assert percent(votes, 0) == "0.00"


@given(st.integers(0, 10_000_000), st.integers(1, 10_000_000))
def test_the_text_is_the_nearest_hundredth_and_of_two_the_higher(votes: int, base: int) -> None:
    whole, _, decimals = percent(votes, base).partition(".")
    assert len(decimals) == 2
    assert whole == str(int(whole))
    off = Fraction(int(whole + decimals), 100) - Fraction(100 * votes, base)
    assert Fraction(-1, 200) < off <= Fraction(1, 200)
