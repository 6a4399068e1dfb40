"""A PIN: digits that nobody sees."""

import pytest

from station.modals.pin_pad import PinPad, PinRequest
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

LEE = PinRequest(title="Mã PIN của Lê Văn C", said="Còn 3 lần.", least=4, most=6)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("stream", "pins"),
    [
        ("1234\r", ["1234"]),
        ("12345678\r", ["123456"]),
        ("123\r", []),
        ("\r", []),
        ("129\x7f34\r", ["1234"]),
        ("\x0812a34\r", ["1234"]),
    ],
)
async def test_digits_are_taken_and_nothing_else(stream, pins):
    app = Gallery(EntryStage)
    given: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PinPad(app.words, LEE), given.append)
        await burst(app, pilot, stream)
        await settle(pilot)
        assert given == pins


@pytest.mark.asyncio
async def test_the_digits_are_dots_on_the_screen():
    app = Gallery(EntryStage)
    given: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PinPad(app.words, LEE), given.append)
        await burst(app, pilot, "907")
        assert "● ● ●" in text_of(app)
        assert "907" not in text_of(app)
        assert "Còn 3 lần." in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
        assert given == [None]
