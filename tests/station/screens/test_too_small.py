"""A terminal without room shows nothing of the day, takes no key, and gives the screen back as it was."""

import pytest

from station.screens.base import StationScreen
from station.screens.locked import LockedScreen
from station.screens.too_small import TooSmall
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import Days
from tests.station.worlds import app, world


async def resized(pilot, columns, lines, kind):
    """Give the terminal another size, and wait until a screen of a kind is shown."""
    await pilot.resize_terminal(columns, lines)
    for _ in range(100):
        await settle(pilot)
        if isinstance(pilot.app.screen, kind) and pilot.app.screen.size == (columns, lines):
            return
    raise AssertionError(pilot.app.screen)


async def test_until_there_is_room_it_says_how_large_it_is_and_no_key_does_anything(tmp_path):
    station = app(Days(tmp_path).service, world(tmp_path))
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = text_of(station)
        for columns, lines in ((79, 24), (78, 23)):
            await resized(pilot, columns, lines, TooSmall)
            assert f"Cửa sổ này chỉ có {columns} cột, {lines} dòng." in " ".join(text_of(station).split())
        assert "Nguyễn Thị Hạnh" not in text_of(station)
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert isinstance(station.screen, TooSmall)
        await resized(pilot, 80, 24, LockedScreen)
        assert text_of(station) == before


async def test_a_terminal_that_is_too_small_from_the_first_is_told_so_and_the_day_waits_behind_it(tmp_path):
    station = app(Days(tmp_path).service, world(tmp_path))
    async with station.run_test(size=(79, 24)) as pilot:
        await settle(pilot)
        assert isinstance(station.screen, TooSmall)
        await resized(pilot, 80, 24, LockedScreen)


def test_a_screen_says_itself_what_stands_in_it():
    with pytest.raises(NotImplementedError):
        StationScreen.body(None)
