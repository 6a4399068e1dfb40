"""Charts: lengths in ten-thousandths, and a picture that never says other than the figures (R8, R17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.congress import Base
from tally.papers.chart import WIDTH, Pattern, bar, chart, length, mark, place


@pytest.mark.parametrize(
    ("part", "of", "at"), [(0, 23, 0), (12, 23, 5217), (23, 23, 10_000), (24, 23, 10_000), (1, 3, 3333), (0, 0, 0)]
)
def test_a_place_is_so_many_ten_thousandths_rounded_down(part, of, at):
    assert place(part, of) == at


@given(st.integers(1, 100_000), st.data())
def test_a_bar_reaches_the_threshold_if_and_only_if_the_votes_do(persons, data):
    """500 of 999 and 10 001 of 20 001 reach it, and 499 and 10 000 are seen not to (R17)."""
    votes = data.draw(st.one_of(st.integers(0, persons), st.sampled_from([persons // 2, persons // 2 + 1])))
    base = Base(summoned=persons)
    long, threshold = length(votes, persons, least=base.needed), place(base.needed, persons)
    assert (long >= threshold) == base.over_half(votes)
    assert long <= max(0, threshold - 150) or base.over_half(votes)
    assert 0 <= long <= WIDTH


@given(st.integers(1, 1_000), st.data())
def test_a_bar_goes_past_the_most_there_may_be_if_and_only_if_there_are_more(of, data):
    most = data.draw(st.integers(0, of - 1))
    have = data.draw(st.one_of(st.integers(0, of), st.sampled_from([most, most + 1])))
    long, limit = length(have, of, most=most), place(most, of)
    assert (long > limit) == (have > most)
    assert long >= min(WIDTH, limit + 150) or have <= most


def test_without_anything_to_hold_it_against_a_bar_is_as_long_as_its_share():
    assert (length(11, 23), length(0, 0), length(0, 23)) == (4782, 0, 0)


def test_a_chart_holds_whole_numbers_and_text_alone():
    one = bar(5217, Pattern.HATCHED, ("12/23", "52,17 %", "bằng phiếu"), marks=[mark(3, 6, is_most=True)])
    assert one == {
        "length": 5217,
        "pattern": "hatched",
        "cells": ["12/23", "52,17 %", "bằng phiếu"],
        "marks": [{"at": 5000, "most": 1}],
    }
    drawn = chart(("a", "b", "c", "d"), [("An", [one])], label="l", alt="An: 12/23", threshold=5217)
    assert drawn["groups"] == [{"name": "An", "bars": [one]}]
    assert (drawn["line"], drawn["is_threshold"], drawn["alt"]) == (5217, 1, "An: 12/23")
    assert chart((), (), label="l", alt="a")["is_threshold"] == 0
