"""Where a tie is found (R9, R10)."""

from hypothesis import given
from hypothesis import strategies as st

from tally.cut import Cut, cut


def test_the_higher_votes_win():
    assert cut({1: 5, 2: 9, 3: 7}, 2) == Cut(taken=(2, 3))


def test_those_level_inside_the_places_are_all_taken():
    assert cut({4: 7, 1: 9, 3: 7, 2: 5}, 3) == Cut(taken=(1, 3, 4))


def test_those_level_at_the_last_place_are_named_and_nobody_is_chosen():
    assert cut({1: 9, 2: 7, 3: 7, 4: 7}, 3) == Cut(taken=(1,), tied=(2, 3, 4), places_left=2)


def test_fewer_than_the_places_leave_some_unfilled():
    assert cut({1: 9}, 3) == Cut(taken=(1,), places_left=2)
    assert cut({1: 9, 2: 9}, 2) == Cut(taken=(1, 2))
    assert cut({}, 2) == Cut(places_left=2)


def test_no_places_take_nobody():
    assert cut({1: 9, 2: 9}, 0) == Cut()


@given(st.dictionaries(st.integers(1, 40), st.integers(0, 6)), st.integers(0, 12))
def test_the_laws_of_the_cut(votes, places):
    got = cut(votes, places)
    assert len(got.taken) + got.places_left == places
    assert not set(got.taken) & set(got.tied)
    rest = set(votes) - set(got.taken) - set(got.tied)
    assert all(votes[above] > votes[below] for above in got.taken for below in {*got.tied, *rest} if got.tied)
    assert all(votes[above] >= votes[below] for above in got.taken for below in rest)
    if got.tied:
        assert len({votes[number] for number in got.tied}) == 1
        assert len(got.tied) > got.places_left > 0
    elif got.places_left:
        assert not rest
    assert list(got.taken) == sorted(got.taken, key=lambda number: (-votes[number], number))
    assert list(got.tied) == sorted(got.tied)
