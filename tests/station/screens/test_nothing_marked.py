"""Where no row is there to be marked, an act upon the marked row does nothing."""

from station.actions import ScreenId
from tests.station.screens.entry_days import HEAD, Days, document, struck
from tests.station.screens.entry_pilot import at


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
