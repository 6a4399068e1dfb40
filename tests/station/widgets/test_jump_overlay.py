"""Going to a part of the screen by the number that stands over it."""

import pytest
from textual.app import ComposeResult

from station.widgets.data_rows import DataRows
from station.widgets.jump_overlay import JumpOverlay, parts_of
from station.widgets.text_line import TextLine
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import COLUMNS, ROWS, Gallery, Stage


class PartsStage(Stage):
    def middle(self) -> ComposeResult:
        yield DataRows(self.words, COLUMNS, ROWS)
        yield TextLine()
        hidden = TextLine(id="hidden")
        hidden.display = False
        yield hidden


@pytest.mark.asyncio
async def test_a_digit_goes_to_its_part_and_nothing_else_goes_anywhere():
    app = Gallery(PartsStage)
    async with app.run_test(size=(80, 24)) as pilot:
        table, line = app.stage.query_one(DataRows), app.stage.query_one(TextLine)
        assert parts_of(app.screen) == [table, line]
        assert app.focused is table
        app.action_jump()
        await settle(pilot)
        rows = text_of(app).split("\n")
        assert rows[table.region.y].startswith(" 1 ")
        assert rows[line.region.y].startswith(" 2 ")
        assert "Bấm số của phần muốn tới" in rows[-1]
        app.action_language()
        await settle(pilot)
        assert "Press the number" in text_of(app)
        app.action_jump()
        assert isinstance(app.screen, JumpOverlay)
        assert len(app.screen_stack) == 2
        await pilot.press("2")
        await settle(pilot)
        assert app.focused is line
        for key in ("3", "escape", "f2"):
            app.action_jump()
            await settle(pilot)
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is app.stage
            assert app.focused is line
