"""Speed and time left: of the last ballots, without the pauses, and nothing before there is something to say."""

from hypothesis import given
from hypothesis import strategies as st

from station.screens.pace import LAST, PAUSE, Pace

gaps = st.floats(0.05, PAUSE - 1)


def paced(*stamps):
    pace = Pace()
    for now in stamps:
        pace = pace.stored(now)
    return pace


def after(seconds, start=1000.0):
    """The pace after ballots so many seconds apart."""
    stamps = [start]
    for gap in seconds:
        stamps.append(stamps[-1] + gap)
    return paced(*stamps)


def test_fourteen_a_minute_and_five_minutes_for_the_rest():
    pace = after([60 / 14] * 10)
    assert pace.per_minute == 14
    assert round(pace.seconds_for(69) / 60) == 5


def test_nothing_is_said_before_three_gaps():
    assert after([2.0] * 2).per_minute is None
    assert after([2.0] * 2).seconds_for(5) is None
    assert after([2.0] * 3).per_minute == 30


def test_a_clock_that_stands_still_says_nothing():
    assert paced(*[5.0] * 9).per_minute is None
    assert paced(*[5.0] * 9).seconds_for(3) is None


def test_a_break_is_no_part_of_the_speed():
    start = after([4.0] * 6)
    resumed = start.stored(start.last + PAUSE + 1)
    assert resumed.per_minute == start.per_minute == 15
    assert resumed.stored(resumed.last + 4.0).per_minute == 15


@given(st.lists(gaps, min_size=LAST, max_size=LAST), st.lists(gaps, max_size=30))
def test_only_the_last_ballots_count(last, before):
    kept = after([*before, *last]).gaps
    assert len(kept) == LAST
    assert all(abs(one - other) < 0.001 for one, other in zip(kept, last, strict=True))


@given(st.lists(gaps, min_size=3, max_size=LAST), st.integers(0, 10_000))
def test_the_time_left_is_the_ballots_left_at_the_speed_said(seconds, left):
    mean = sum(seconds) / len(seconds)
    assert abs(after(seconds).seconds_for(left) - left * mean) <= 1
