"""Progress: the figures always, then speed and time as far as they fit, a bar only in the room that is left."""

import pytest

from station.widgets.meter import Meter, Work, draw_work
from tally.words import Lang, Words

VI, EN = Words(Lang.VI), Words(Lang.EN)
WORK = Work(what="Cả cuộc", done=87, total=156, per_minute=14, seconds=300)


def drawn(work: Work, width: int, words: Words = VI) -> str:
    return draw_work(work, words, width).plain


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (10, "Cả cuộc 87 / 156"),
        (16, "Cả cuộc 87 / 156"),
        (30, "Cả cuộc 87 / 156 · 14 mỗi phút"),
        (40, "Cả cuộc 87 / 156 · còn khoảng 5 phút"),
        (50, "Cả cuộc 87 / 156 · 14 mỗi phút · còn khoảng 5 phút"),
    ],
)
def test_what_does_not_fit_is_left_out_the_figures_never(width, shown):
    assert drawn(WORK, width) == shown


def test_a_bar_fills_the_room_that_is_left():
    half = Work(what="Chép", done=1, total=2)
    assert drawn(half, 24) == "██████      ▏ Chép 1 / 2"
    assert drawn(half, 20) == "████    ▏ Chép 1 / 2"
    assert drawn(half, 19) == "Chép 1 / 2"
    assert drawn(half, 80) == f"{'█' * 15}{' ' * 15}▏ Chép 1 / 2"


def test_nothing_to_do_draws_no_bar_past_its_end():
    assert drawn(Work(what="Chép", done=0, total=0), 80).startswith(" " * 30 + "▏")


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (0, "còn chưa đến một phút", "less than a minute left"),
        (59, "còn chưa đến một phút", "less than a minute left"),
        (60, "còn khoảng 1 phút", "about 1 minute left"),
        (150, "còn khoảng 2 phút", "about 2 minutes left"),
        (3_599, "còn khoảng 1 giờ 0 phút", "about 1 h 0 min left"),
        (5_400, "còn khoảng 1 giờ 30 phút", "about 1 h 30 min left"),
    ],
)
def test_the_time_left_is_an_estimate_to_the_minute(seconds, vi, en):
    work = Work(what="x", done=0, total=1, seconds=seconds)
    assert drawn(work, 70).endswith(vi)
    assert drawn(work, 70, EN).endswith(en)


def test_large_figures_have_their_thousands_apart():
    assert "1.600 / 10.000" in drawn(Work(what="x", done=1_600, total=10_000), 40)
    assert "1,600 / 10,000" in drawn(Work(what="x", done=1_600, total=10_000), 40, EN)


def test_the_widget_draws_the_line():
    assert Meter(VI, WORK).draw(50, 1).plain == drawn(WORK, 50)
