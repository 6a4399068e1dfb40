"""Bars beside words: the threshold of over half (R8), none in a run-off (R10), no meaning by colour or length alone."""

import pytest

from station.themes.ink import Ink
from station.widgets.bars import Bar, Bars, Chart, draw_chart, spoken
from station.widgets.threshold import marked_bar
from tally.fates import Fate
from tally.words import Lang, Words
from tests.station.widgets.gallery import CHART

VI, EN = Words(Lang.VI), Words(Lang.EN)


def drawn(chart: Chart, width: int, words: Words = VI) -> list[str]:
    return draw_chart(chart, words, width).plain.split("\n")


def test_a_chart_drawn_by_hand():
    chart = Chart(
        bars=(
            Bar(number=1, name="Lê Thị An", votes=8, fate=Fate.ELECTED),
            Bar(number=2, name="Trần Văn Bình", votes=4, fate=Fate.NOT_OVER_HALF),
        ),
        base=8,
        needed=5,
    )
    assert drawn(chart, 65) == [
        "                                        │quá nửa: cần 5",
        "1 Lê Thị An      8/8  100,00\u00a0%  ████████│████████  ✓ trúng cử",
        "2 Trần Văn Bình  4/8   50,00\u00a0%  ████████│          ✗ chưa quá nửa",
    ]


@pytest.mark.parametrize("width", [60, 78, 100, 118])
def test_the_threshold_stands_in_every_bar_full_or_empty_under_its_word(width):
    head, *rest = drawn(CHART, width)
    assert {line.index("│") for line in rest} == {head.index("│")}


@pytest.mark.parametrize("width", [3, 4, 17, 40])
@pytest.mark.parametrize(
    ("votes", "base"), [(0, 0), (0, 9), (4, 9), (5, 9), (9, 9), (10_000, 20_001), (10_001, 20_001)]
)
def test_something_stands_behind_the_threshold_only_if_it_is_over_half(votes, base, width):
    """R8: 50 % is not over half, and one vote more is, however close."""
    line = marked_bar(votes, base, width, Ink.TEXT).plain
    assert len(line) == width
    before, behind = line.split("│")
    assert bool(behind.strip()) == (2 * votes > base)
    assert ("█" * len(before) == before) == (2 * votes >= max(base, 1))


def test_where_there_is_no_room_to_the_right_the_threshold_is_said_to_the_left():
    chart = Chart(bars=(Bar(number=1, name="An", votes=1, fate=Fate.TIED),), base=20_001, needed=10_001)
    head = drawn(chart, 46, EN)[0]
    assert head.endswith("over half: 10,001 needed│")


@pytest.mark.parametrize("width", range(20, 121, 7))
def test_no_line_is_wider_than_there_is_room(width):
    assert all(len(line) <= width for line in drawn(CHART, width))


def test_too_narrow_for_bars_the_figures_stay():
    lines = drawn(CHART, 44)
    assert not any("█" in line for line in lines)
    assert "155/157" in lines[0]


def test_a_run_off_has_no_threshold():
    """R10: over half is not needed."""
    chart = Chart(bars=(Bar(number=4, name="An", votes=70, fate=Fate.ELECTED),), base=157, needed=None)
    assert len(drawn(chart, 60)) == 1
    assert "│" not in drawn(chart, 60)[0]


def test_every_fate_is_told_by_a_mark_and_a_word():
    for words in (VI, EN):
        texts = {
            drawn(Chart(bars=(Bar(number=1, name="An", votes=1, fate=fate),), base=2, needed=2), 70, words)[1]
            for fate in Fate
        }
        assert len(texts) == len(Fate)


def test_a_bar_is_said_in_words():
    assert spoken(CHART.bars[0], CHART, VI) == "Lê Thị An: 155 trên 157, 98,73\u00a0%, trúng cử"
    assert spoken(CHART.bars[3], CHART, EN) == "Hoàng Thị Dung: 81 of 157, 51.59\u00a0%, tied"


def test_nobody_and_a_base_of_nobody_are_drawn():
    assert drawn(Chart(bars=(), base=0, needed=1), 60)[1:] == []
    nobody = Chart(bars=(Bar(number=1, name="An", votes=0, fate=Fate.NOT_OVER_HALF),), base=0, needed=1)
    assert "0/0" in drawn(nobody, 60)[1]


def test_a_hostile_name_is_its_characters():
    chart = Chart(bars=(Bar(number=1, name="[b]An[/b]", votes=1, fate=Fate.TIED),), base=1, needed=1)
    assert "[b]An[/b]" in drawn(chart, 70)[1]
    assert "[b]An[/b]" in spoken(chart.bars[0], chart, VI)


def test_the_widget_draws_the_chart():
    assert Bars(VI, CHART).draw(78, 0).plain == "\n".join(drawn(CHART, 78))


def test_a_name_of_thirty_letters_is_whole_on_eighty_columns():
    name = "Nguyễn Hoàng Thị Phương Thanh A"
    chart = Chart(bars=(Bar(number=17, name=name, votes=1, fate=Fate.ELECTED),), base=157, needed=79)
    assert name in drawn(chart, 78)[1]
