"""Choosing by a digit, or with the arrows and Enter; nothing is chosen by an Enter alone."""

import pytest

from station.modals.choose import Choice, Choose
from tally.words import Lang, Words
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

FIVE = Choice(title="Thấy gì?", options=("[b]một[/b]", "hai", "ba", "bốn", "năm"), said=("Nhìn kỹ.",))
MANY = Choice(title="Chọn", options=tuple(f"dòng {number}" for number in range(1, 31)))
VI = Words(Lang.VI)
DOWN, UP = "\x1b[B", "\x1b[A"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("choice", "stream", "places"),
    [
        (FIVE, "1", [0]),
        (FIVE, "5", [4]),
        (FIVE, "\r", []),
        (FIVE, "6", []),
        (FIVE, "0", []),
        (FIVE, "x", []),
        (FIVE, f"{DOWN}\r", [0]),
        (FIVE, f"{DOWN}{DOWN}\r", [1]),
        (FIVE, f"{UP}\r", [4]),
        (FIVE, f"{DOWN}{UP}\r", [4]),
        (FIVE, DOWN * 6 + "\r", [0]),
        (MANY, "9", [8]),
        (MANY, DOWN * 20 + "\r", [19]),
    ],
)
async def test_what_is_chosen(choice, stream, places):
    app = Gallery(EntryStage)
    chosen: list[int | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Choose(app.words, choice), chosen.append)
        await settle(pilot)
        await burst(app, pilot, stream)
        await settle(pilot)
        assert chosen == places


@pytest.mark.asyncio
async def test_the_marked_option_is_in_sight_and_options_are_their_characters():
    app = Gallery(EntryStage)
    chosen: list[int | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Choose(app.words, FIVE))
        await settle(pilot)
        assert "1  [b]một[/b]" in text_of(app)
        assert "▸" not in text_of(app)
        await pilot.press("escape")
        app.push_screen(Choose(app.words, MANY), chosen.append)
        await settle(pilot)
        await pilot.press("up")
        await settle(pilot)
        assert "▸    dòng 30" in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
        assert chosen == [None]


@pytest.mark.parametrize("marked", [None, *range(9)])
def test_an_option_is_whole_however_long_it_is_and_the_marked_one_is_in_sight(marked):
    """The verdict stands at the end of a ruling's option."""
    long = " ".join(["Nguyễn Hoàng Thị Phương Thanh"] * 6) + " – hợp lệ"
    choose = Choose(VI, Choice(title="Chọn", options=tuple(f"{place} {long}" for place in range(1, 10))))
    choose.marked = marked
    drawn = [line.plain.rstrip() for line in choose.draw(62)]
    assert all(len(line) <= 62 for line in drawn)
    first = 2 if marked is None else next(place for place, line in enumerate(drawn) if line.startswith("▸"))
    told = " ".join(line.strip() for line in drawn[first : first + 5])
    assert f"{(marked or 0) + 1} {long}" in told
