"""Asking for a line of text."""

from unicodedata import normalize

import pytest

from station.modals.ask import Ask, Request
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery


async def given(request: Request, stream: str) -> tuple[list[str | None], str]:
    app = Gallery(EntryStage)
    texts: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Ask(app.words, request), texts.append)
        await settle(pilot)
        seen = text_of(app)
        await burst(app, pilot, stream)
        await settle(pilot)
        return texts, seen


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("request_", "stream", "texts"),
    [
        (Request(title="Lý do"), "mờ\r", ["mờ"]),
        (Request(title="Lý do"), f" {normalize('NFD', 'Ký tên')} \r", ["Ký tên"]),
        (Request(title="Lý do", text="cũ"), " mới\r", ["cũ mới"]),
        (Request(title="Lý do"), "\r", []),
        (Request(title="Lý do"), "  \r", []),
        (Request(title="Câu mật khẩu", is_secret=True), " đúng \r", [" đúng "]),
        (Request(title="Ngắn", longest=3), "12345\r", ["123"]),
    ],
)
async def test_what_is_written_is_given_on_enter(request_, stream, texts):
    assert (await given(request_, stream))[0] == texts


@pytest.mark.asyncio
async def test_what_is_asked_is_its_characters_and_a_secret_is_not_seen():
    _, seen = await given(Request(title="[b]x[/b]", said=("một", "hai"), text="bí mật", is_secret=True), "")
    assert "[b]x[/b]" in seen
    assert "một" in seen
    assert "bí mật" not in seen


@pytest.mark.asyncio
async def test_escape_gives_nothing():
    app = Gallery(EntryStage)
    texts: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Ask(app.words, Request(title="x", text="y")), texts.append)
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert texts == [None]
