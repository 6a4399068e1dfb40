"""Figures are typed on the numeric pad; a digit is told at once, and a row that is left is taken."""

import pytest
from textual.app import App

from station.themes import THEMES
from station.widgets.drawing import Sentence
from station.widgets.figure_rows import Figure, FigureRows
from tally.words import Lang, Words

VI = Words(Lang.VI)
THREE = (
    Figure(key="issued", label="Phát ra", number=156, note="tờ"),
    Figure(key="spoiled", label=Sentence(key="term.status.barred"), number=None),
    Figure(key="collected", label="Thu về", number=1200),
)


class Stage(App[None]):
    def __init__(self):
        super().__init__()
        self.told = []
        self.is_left = False
        self.register_theme(THEMES["night"])
        self.theme = "night"

    def compose(self):
        yield FigureRows(VI, THREE)

    def on_figure_rows_changed(self, event):
        assert event.control is self.query_one(FigureRows)
        self.told.append(("changed", event.key, event.number))

    def on_figure_rows_taken(self, event):
        self.told.append(("taken", event.key, event.number))


async def told(*keys):
    app = Stage()
    async with app.run_test(size=(60, 8)) as pilot:
        app.query_one(FigureRows).focus()
        await pilot.press(*keys)
        await pilot.pause()
        rows = app.query_one(FigureRows)
        return app.told, rows.marked, rows.typed, rows


@pytest.mark.asyncio
async def test_each_digit_is_told_and_enter_takes_the_row_and_goes_on():
    assert (await told("1", "5", "enter"))[:3] == (
        [("changed", "issued", 1), ("changed", "issued", 15), ("taken", "issued", 15)],
        1,
        None,
    )


@pytest.mark.asyncio
async def test_an_arrow_takes_the_row_too_and_stops_at_the_last():
    assert (await told("down", "7", "up", "down", "down", "down"))[:2] == (
        [("changed", "spoiled", 7), ("taken", "spoiled", 7)],
        2,
    )


@pytest.mark.asyncio
async def test_escape_takes_back_what_was_typed_and_is_the_screens_when_nothing_was():
    events, marked, typed, rows = await told("9", "escape")
    assert (events, marked, typed) == ([("changed", "issued", 9), ("changed", "issued", 156)], 0, None)
    assert not rows.check_action("undo", ())


@pytest.mark.asyncio
async def test_enter_begins_with_the_number_that_stands_there_and_so_does_the_backspace():
    assert (await told("enter", "backspace"))[0] == [("changed", "issued", 156), ("changed", "issued", 15)]
    assert (await told("backspace"))[0] == [("changed", "issued", 15)]
    assert (await told("down", "enter", "backspace"))[0] == [("changed", "spoiled", None)] * 2


@pytest.mark.asyncio
async def test_a_row_that_was_emptied_keeps_its_number():
    events, _, typed, _ = await told("1", "backspace", "enter")
    assert events == [("changed", "issued", 1), ("changed", "issued", None), ("changed", "issued", 156)]
    assert typed is None


@pytest.mark.asyncio
async def test_a_number_has_five_digits_at_most_and_no_zeros_before_it():
    assert (await told("0", "0", "7", "1", "2", "3", "4", "5"))[0][-1] == ("changed", "issued", 71234)
    assert (await told("0", "enter"))[0] == [("changed", "issued", 0), ("taken", "issued", 0)]


@pytest.mark.asyncio
async def test_the_screen_can_take_what_is_typed_itself():
    *_, rows = await told("4", "2")
    assert rows.pending == rows.take() == ("issued", 42)
    assert rows.take() is None


@pytest.mark.asyncio
async def test_fewer_figures_leave_the_mark_on_one_that_is_there():
    *_, rows = await told("down", "down")
    rows.show(THREE[:1])
    assert rows.marked == 0
    rows.show(())
    assert (rows.marked, rows._standing) == (0, "")


@pytest.mark.asyncio
async def test_the_marked_row_is_pointed_at_while_one_is_in_it():
    app = Stage()
    async with app.run_test(size=(60, 8)) as pilot:
        rows = app.query_one(FigureRows)
        rows.focus()
        await pilot.press("down", "8")
        await pilot.pause()
        assert rows.draw(58, 0).plain.split("\n") == [
            "  Phát ra                                          156  tờ",
            "▸ bị đình chỉ sinh hoạt, bị khởi tố, truy tố h…      8_ ",
            "  Thu về                                         1.200  ",
        ]
        app.set_focus(None)
        await pilot.pause()
        assert "▸" not in rows.draw(58, 0).plain
