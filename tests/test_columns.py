"""The engine against plain arithmetic, ballot by ballot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.columns import ballots_in, columns, differing, everyone, fewer_than, mask_of


@st.composite
def tables(draw):
    width = draw(st.integers(1, 90))
    rows = draw(st.lists(st.integers(0, (1 << width) - 1), max_size=60))
    return width, rows


@given(tables())
def test_columns_are_the_rows_turned(table):
    width, rows = table
    turned = columns(rows, width)
    assert len(turned) == width
    for candidate, column in enumerate(turned):
        assert column == sum((row >> candidate & 1) << ballot for ballot, row in enumerate(rows))


@given(tables(), st.integers(0, 100), st.integers(0))
def test_fewer_than_finds_the_ballots_with_too_few_marks(table, limit, among):
    width, rows = table
    among &= everyone(len(rows))
    found = fewer_than(columns(rows, width), limit, among=among)
    wanted = [place for place, row in enumerate(rows) if among >> place & 1 and row.bit_count() < limit]
    assert list(ballots_in(found)) == wanted


def test_no_columns_means_no_marks():
    assert fewer_than([], 1, among=0b11) == 0b11
    assert fewer_than([], 0, among=0b11) == 0


@pytest.mark.parametrize("rows", [[0b100], [0, -1], [1, 1 << 70]])
def test_a_row_that_does_not_fit_the_list_is_refused(rows):
    with pytest.raises(ValueError, match="does not fit a list of 2"):
        columns(rows, 2)


def test_a_mark_anywhere_beyond_the_list_is_refused():
    """Whatever the bits: no byte beyond the list is taken for nothing."""
    for byte in range(1, 256):
        with pytest.raises(ValueError, match="does not fit a list of 8"):
            columns([byte << 8], 8)


def test_a_row_that_just_fits_is_taken():
    assert columns([0b11], 2) == (1, 1)
    assert columns([1 << 31], 32) == (0,) * 31 + (1,)
    assert columns([1 << 32], 33) == (0,) * 32 + (1,)
    assert columns([1 << 63], 64) == (0,) * 63 + (1,)
    assert columns([1 << 64], 65) == (0,) * 64 + (1,)


def test_on_a_machine_of_the_other_byte_order_the_words_are_turned(monkeypatch):
    """Pretending to be such a machine turns words that were right: the lowest byte comes out as the highest."""
    monkeypatch.setattr("sys.byteorder", "big")
    turned = columns([1], 32)
    assert turned == (0,) * 24 + (1,) + (0,) * 7


@given(st.sets(st.integers(0, 200)))
def test_a_mask_holds_the_places_it_was_made_of(places):
    assert list(ballots_in(mask_of(places))) == sorted(places)


@given(tables(), st.data())
def test_two_entries_differ_on_the_ballots_whose_marks_differ(table, data):
    width, rows = table
    other = [data.draw(st.sampled_from([row, row ^ 1])) for row in rows]
    found = differing(columns(rows, width), columns(other, width))
    assert list(ballots_in(found)) == [place for place, row in enumerate(rows) if row != other[place]]


def test_entries_of_unequal_lists_cannot_be_compared():
    with pytest.raises(ValueError, match="zip"):
        differing((1,), (1, 0))
