"""A page longer than its room says so, and by which key one goes on; one that is whole says nothing."""

import pytest

from station.actions import ScreenId
from station.widgets.page import PAGE_KEYS, Page
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.words import Lang, Words
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import Gallery, Stage


def said(lines):
    return tuple(Paragraph(text=f"dòng {number}.") for number in range(1, lines + 1))


class PageStage(Stage):
    screen_id = ScreenId.RESULT
    BINDINGS = PAGE_KEYS

    def middle(self):
        with Page(self.words):
            yield Paragraphs(self.words, said(60))

    def action_page(self, pages_on):
        self.query_one(Page).turn(pages_on)


@pytest.mark.asyncio
async def test_a_long_page_is_turned_by_keys_and_says_whether_there_is_more():
    app = Gallery(PageStage)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "dòng 20." in text_of(app)
        assert "dòng 30." not in text_of(app)
        assert "PgDn: còn nữa ↓" in text_of(app)
        await pilot.press("pagedown")
        await settle(pilot)
        assert "dòng 30." in text_of(app)
        assert "PgDn" in text_of(app)
        await pilot.press(*["pagedown"] * 3)
        await settle(pilot)
        assert "dòng 60." in text_of(app)
        assert "hết · PgUp: xem lại ↑" in text_of(app)
        app.reword(Words(Lang.EN))
        await settle(pilot)
        assert "end · PgUp: back ↑" in text_of(app)
        app.stage.query_one(Page).go(-1)
        await settle(pilot)
        assert "PgDn: more ↓" in text_of(app)
        app.stage.query_one(Paragraphs).show(said(5))
        await settle(pilot)
        assert "Pg" not in text_of(app)
