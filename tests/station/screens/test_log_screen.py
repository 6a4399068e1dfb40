"""The log on the screen is the paper that is printed, and printing never takes anything with it."""

import subprocess

import pytest

from station.actions import ScreenId
from station.modals.problem import Problem
from station.screens import log
from station.screens.log import LogScreen, printed
from tests.station.painted import text_of
from tests.station.screens.entry_days import HEAD, Days, struck
from tests.station.screens.entry_pilot import at


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


@pytest.mark.parametrize("came_of_it", ["result.printed", "result.no_printer", "result.not_printed"])
async def test_what_came_of_printing_is_told(days, monkeypatch, came_of_it):
    pages = []
    monkeypatch.setattr(log, "printed", lambda text: pages.append(text) or came_of_it)
    async with at(days, HEAD, screen=ScreenId.LOG) as here:
        await here.keys("f5")
        while not pages:
            await here.settle()
        await here.settle()
        assert "NHẬT KÝ" in pages[0]
        assert isinstance(here.screen, Problem) == (came_of_it != "result.printed")


def test_a_page_goes_to_the_systems_printer(monkeypatch, tmp_path):
    taken = tmp_path / "taken"
    lp = tmp_path / "lp"
    lp.write_text(f"#!/bin/sh\ncat > {taken}\n")
    lp.chmod(0o755)
    monkeypatch.setattr(log, "which", lambda _name: str(lp))
    assert printed("Nhật ký") == "result.printed"
    assert taken.read_text(encoding="utf-8") == "Nhật ký"
    lp.write_text("#!/bin/sh\nexit 1\n")
    assert printed("Nhật ký") == "result.not_printed"


def test_without_a_printer_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(log, "which", lambda _name: None)
    assert printed("Nhật ký") == "result.no_printer"


def test_a_printer_that_never_answers_is_given_up(monkeypatch):
    def waits(*_given, **_more):
        raise subprocess.TimeoutExpired("lp", 1)

    monkeypatch.setattr(log, "which", lambda _name: "/bin/lp")
    monkeypatch.setattr(log.subprocess, "run", waits)
    assert printed("Nhật ký") == "result.not_printed"


async def test_before_a_day_there_is_no_log(tmp_path):
    from tests.station.keys import settle
    from tests.station.worlds import app, world

    station = app(None, world(tmp_path))
    async with station.run_test(size=(80, 24)) as pilot:
        station.go(ScreenId.LOG)
        await settle(pilot)
        assert "NHẬT KÝ" not in text_of(station)
