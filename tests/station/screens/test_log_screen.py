"""The log on the screen is the paper that is printed, and printing never takes anything with it."""

import threading

import pytest

from station.actions import ScreenId
from station.journal.errors import JournalIO
from station.modals.problem import Problem
from station.screens import log
from station.screens.log import LogScreen
from tests.station.painted import text_of
from tests.station.screens.entry_days import HEAD, Days, struck
from tests.station.screens.entry_pilot import at
from tests.station.screens.reading import reading_threads


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path).start().typed(1, 1, [struck(3), struck(4), struck(5)])


async def test_the_log_names_what_was_done_and_shows_no_mark(days):
    async with at(days, HEAD, screen=ScreenId.LOG, size=(120, 60)) as here:
        assert isinstance(here.screen, LogScreen)
        seen = text_of(here.app)
        assert "NHẬT KÝ NHẬP PHIẾU" in seen
        assert "Lê Văn Cảnh" in seen
        assert "gạch 3" not in seen
        await here.keys("f3")
        await here.keys("escape")
        assert here.app.screen_is(ScreenId.DAY)


@pytest.mark.parametrize("came_of_it", ["printing.printed", "printing.no_printer", "printing.not_printed"])
async def test_what_came_of_printing_is_told(days, monkeypatch, came_of_it):
    pages = []
    monkeypatch.setattr(log, "printed", lambda data: pages.append(data) or came_of_it)
    async with at(days, HEAD, screen=ScreenId.LOG) as here:
        await here.keys("f5")
        while not pages:
            await here.settle()
        await here.settle()
        assert pages[0].startswith(b"%PDF-")
        assert isinstance(here.screen, Problem) == (came_of_it != "printing.printed")


async def test_the_journal_is_read_by_nobody_but_the_one_who_writes_it(days, monkeypatch):
    """SQLite has one thread at a time: an act that is committed meanwhile would be told as a failure of the disk."""
    pages = []
    monkeypatch.setattr(log, "printed", lambda data: pages.append(data) or "printing.printed")
    async with at(days, HEAD, screen=ScreenId.LOG) as here:
        with reading_threads(monkeypatch) as seen:
            await here.keys("f5")
            while not pages:
                await here.settle()
            await here.settle()
        assert seen == {threading.main_thread().ident}


async def test_a_journal_that_cannot_be_read_is_a_sentence_and_then_opened_anew(days, monkeypatch):
    def fails(*_):
        raise JournalIO("day.journal", what="EIO")

    async with at(days, HEAD, screen=ScreenId.LOG) as here:
        with monkeypatch.context() as broken:
            broken.setattr(days.service._journal, "read", fails)
            await here.keys("f7", "f7")
            assert "Đĩa báo lỗi (EIO)" in text_of(here.app)
            assert isinstance(here.screen, LogScreen)
            await here.keys("f5")
            assert isinstance(here.screen, Problem)
        await here.keys("escape")
        assert "NHẬT KÝ NHẬP PHIẾU" in text_of(here.app)
    here.app.service.close()


async def test_before_a_day_there_is_no_log(tmp_path):
    from tests.station.keys import settle
    from tests.station.worlds import app, world

    station = app(None, world(tmp_path))
    async with station.run_test(size=(80, 24)) as pilot:
        station.go(ScreenId.LOG)
        await settle(pilot)
        assert "NHẬT KÝ" not in text_of(station)
