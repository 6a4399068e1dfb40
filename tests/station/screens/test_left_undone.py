"""What is asked and not answered, or can't be done any more, changes nothing (each screen by itself)."""

import pytest

from station.actions import ScreenId
from station.modals.choose import Choose
from station.modals.problem import Problem
from station.screens.opening_board import opened
from station.session.closing import OpenBoard
from station.session.marks import Seen
from station.session.people import SignOut
from station.widgets.page import Page
from tests.station.screens.entry_days import HEAD, MEMBER, STRIKE, TYPIST, Days, document, struck
from tests.station.screens.entry_pilot import at
from tests.station.screens.test_doubtful import doubted
from tests.station.screens.test_result import TIED, closed, stored_run_off

pytestmark = pytest.mark.asyncio


async def test_a_decision_that_nobody_joins_in_is_not_stored(tmp_path):
    days = closed(Days(tmp_path, document(present=12)), TIED)
    async with at(days, MEMBER, screen=ScreenId.RESULT) as here:
        await stored_run_off(here)
        assert isinstance(here.screen, Choose)
        await here.keys("escape")
        assert here.day.contest(STRIKE).decisions == ()


async def test_a_ruling_that_nobody_joins_in_is_not_made(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    async with at(days, MEMBER, screen=ScreenId.DOUBTFUL) as here:
        await here.keys("enter")
        assert isinstance(here.screen, Choose)
        await here.keys("escape")
        assert here.day.work(STRIKE).rulings == {}


async def test_a_paper_whose_entries_differ_can_be_ruled_invalid(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.NOT_ISSUED), struck(4))
    async with at(days, HEAD, screen=ScreenId.DOUBTFUL) as here:
        await here.keys("enter", "1", "1", *"ro", "enter")
        (ruling,) = here.day.work(STRIKE).rulings[1, 1]
        assert ruling.defect is not None


async def test_without_anybody_at_the_keys_no_batch_is_opened_and_nothing_is_stored(tmp_path):
    days = Days(tmp_path).start()
    async with at(days, TYPIST, screen=ScreenId.ENTRY_STRIKE) as here:
        here.app.submit(SignOut())
        here.screen.action_open()
        assert not here.screen._store(struck(1))
        await here.settle()
        assert here.day.work(STRIKE).entries[0].batches == {}


async def test_nothing_is_opened_to_the_hall_before_a_round_and_once_is_enough(tmp_path):
    days = Days(tmp_path)
    async with at(days, HEAD, screen=ScreenId.DAY) as here:
        told = []

        async def asked():
            told.append(await opened(here.screen, STRIKE))

        here.app.flow(asked())
        await here.settle()
        assert isinstance(here.screen, Problem)
        await here.keys("escape")
        days.start()
        days.do(OpenBoard(contest=STRIKE))
        length = days.service.length
        here.app.flow(asked())
        await here.settle()
        assert (told, days.service.length) == ([False, True], length)


async def test_what_is_elected_is_read_page_by_page(tmp_path):
    async with at(Days(tmp_path), HEAD, screen=ScreenId.PREPARE) as here:
        before = here.screen.query_one(Page).scroll_offset.y
        await here.keys("pagedown", "pagedown", "pageup", "pageup")
        assert here.screen.query_one(Page).scroll_offset.y == before


async def test_where_nothing_differs_there_is_nothing_to_settle(tmp_path):
    days = Days(tmp_path).start(papers=1)
    days.typed(1, 1, [struck(1)])
    days.typed(2, 1, [struck(1)])
    async with at(days, HEAD, screen=ScreenId.COMPARE) as here:
        here.screen.action_settle()
        await here.settle()
        assert here.app.screen_is(ScreenId.COMPARE)
