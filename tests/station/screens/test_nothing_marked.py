"""Where no row is there to be marked, an act upon the marked row does nothing."""

import pytest

from station.actions import ScreenId
from station.modals.problem import Problem
from station.screens import papers, prepare
from station.screens.close import CloseScreen
from station.session.round import Way
from station.sticks import Code, StickError
from tests.station.keys import settle
from tests.station.screens.entry_days import HEAD, Days, document, struck
from tests.station.screens.entry_pilot import at
from tests.station.worlds import app, world


async def test_where_no_paper_differs_no_batch_is_voided(tmp_path):
    days = Days(tmp_path).start(papers=1, batch=1).typed(1, 1, [struck(1)]).typed(2, 1, [struck(1)])
    async with at(days, HEAD, screen=ScreenId.COMPARE) as here:
        before = here.day
        here.screen.action_void_batch()
        await here.settle()
        assert here.screen.screen_id is ScreenId.COMPARE
        assert here.day == before


async def test_on_a_day_without_contests_no_screen_of_a_contest_is_shown(tmp_path):
    async with at(Days(tmp_path, document(contests=[])), HEAD, screen=ScreenId.DAY) as here:
        here.screen.action_open()
        here.screen.action_roll()
        await here.settle()
        assert here.app.screen_is(ScreenId.DAY)


@pytest.mark.parametrize("screen", [ScreenId.PREPARE, ScreenId.BOX, ScreenId.RESULT, ScreenId.CLOSE])
async def test_the_papers_are_one_key_away_and_back(tmp_path, screen):
    async with at(Days(tmp_path).start(), HEAD, screen=screen) as here:
        await here.keys("f5")
        assert here.app.screen_is(ScreenId.PAPERS)
        await here.keys("escape")
        assert here.app.screen_is(screen)


async def test_where_there_is_no_paper_none_is_read_or_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "papers_of", lambda *_given: ())
    async with at(Days(tmp_path), HEAD, screen=ScreenId.PAPERS) as here:
        await here.keys("enter", "f5")
        assert here.screen.screen_id is ScreenId.PAPERS


async def test_a_stick_that_is_full_is_told_of_and_the_papers_stay_in_sight(tmp_path, monkeypatch):
    def full(*_given, **_named):
        raise StickError(Code.FULL, {"folder": "/media/usb"})

    async def first(*_given):
        return object()

    monkeypatch.setattr(papers, "copied", full)
    monkeypatch.setattr(papers.PapersScreen, "one_stick", first)
    async with at(Days(tmp_path), HEAD, screen=ScreenId.PAPERS) as here:
        await here.keys("f8")
        assert isinstance(here.screen, Problem)
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.PAPERS


async def test_who_does_not_lead_confirms_nothing(tmp_path, monkeypatch):
    async def nobody(*_given):
        return None

    monkeypatch.setattr(prepare, "led", nobody)
    async with at(Days(tmp_path), HEAD, screen=ScreenId.PREPARE) as here:
        before = here.day
        await here.keys("f8")
        assert here.day == before


async def test_files_that_could_not_be_made_go_onto_no_stick(tmp_path, monkeypatch):
    async def nothing(*_given):
        return None

    monkeypatch.setattr(CloseScreen, "worked", nothing)
    async with at(Days(tmp_path), HEAD, screen=ScreenId.CLOSE) as here:
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.CLOSE


async def test_a_head_who_cannot_be_signed_in_stays_where_people_are_taken_in(tmp_path, monkeypatch):
    async with at(Days(tmp_path), HEAD, screen=ScreenId.PEOPLE) as here:
        monkeypatch.setattr(here.app, "submit", lambda *_given, **_named: None)
        here.screen._sit_down("p1", "1234")
        assert here.app.screen_is(ScreenId.PEOPLE)


async def test_without_a_sheet_in_hand_none_is_stored(tmp_path):
    days = Days(tmp_path).start(papers=2, batch=2, way=Way.SHEETS)
    async with at(days, HEAD, screen=ScreenId.SHEETS) as here:
        before = here.day
        here.screen.action_store_sheet()
        await here.settle()
        assert here.day == before


async def test_before_a_day_no_log_is_printed(tmp_path):
    station = app(None, world(tmp_path))
    async with station.run_test(size=(80, 24)) as pilot:
        station.go(ScreenId.LOG)
        await settle(pilot)
        station.screen.action_print()
        await settle(pilot)
        assert station.screen_is(ScreenId.LOG)
