"""A line of free text: what input methods write, in one spelling."""

from unicodedata import normalize

import pytest
from textual import events
from textual.app import ComposeResult

from station.widgets.text_line import TextLine
from tests.station.keys import burst
from tests.station.painted import text_of
from tests.station.widgets.gallery import Gallery, Stage


class TextStage(Stage):
    def middle(self) -> ComposeResult:
        yield TextLine(longest=12)
        yield TextLine("bí mật", is_secret=True, id="secret")


@pytest.mark.asyncio
async def test_what_an_input_method_writes_is_given_in_nfc_without_outer_spaces():
    """Telex writes a letter, takes it back and writes another: d, d becomes đ."""
    app = Gallery(TextStage)
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.stage.query_one(TextLine)
        await burst(app, pilot, f" d\x7fđ{normalize('NFD', 'ức')} ")
        assert line.text == "đức"
        await pilot.press(*"0123456789012")
        assert len(line.value) == 12


@pytest.mark.asyncio
async def test_what_is_pasted_too_long_is_told_and_nothing_of_it_is_taken():
    app = Gallery(TextStage)
    async with app.run_test(size=(80, 24)) as pilot:
        line, told = app.stage.query_one(TextLine), []
        app.notify = lambda text, **_: told.append(text)
        line.focus()
        await pilot.press("a", "b")
        for pasted, value in (("0123456789x", "ab"), ("0123456789", "ab0123456789"), ("", "ab0123456789")):
            line.post_message(events.Paste(pasted))
            await pilot.pause()
            assert line.value == value
        assert told == [app.words("widget.text.too_long", most=12)]
        assert "12" in told[0]


@pytest.mark.asyncio
async def test_what_is_secret_is_not_seen():
    app = Gallery(TextStage)
    async with app.run_test(size=(80, 24)):
        assert "bí mật" not in text_of(app)
        assert app.stage.query_one("#secret", TextLine).value == "bí mật"
