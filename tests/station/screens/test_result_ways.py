"""The ways that lead from a result: to the hall's board, back to the day, and nowhere before the body has decided."""

from station.actions import ScreenId
from tests.station.screens.entry_days import HEAD, STRIKE, Days, document, struck
from tests.station.screens.entry_pilot import at


async def test_the_head_opens_the_result_to_the_hall_and_what_is_decided_needs_no_next_round(tmp_path):
    ballots = [struck(6)] * 12
    days = Days(tmp_path, document(present=12)).start(papers=12, batch=12)
    days.typed(1, 1, ballots).typed(2, 1, ballots).close()
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        here.screen.action_next_round()
        await here.settle()
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("f4", "enter")
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("f4", "right", "enter")
        assert here.app.screen_is(ScreenId.BOARD)
        assert here.day.contest(STRIKE).board_open
        await here.keys("escape")
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("escape")
        assert here.app.screen_is(ScreenId.DAY)


async def test_until_the_round_is_closed_the_papers_are_looked_at_again(tmp_path):
    ballots = [struck(6)] * 12
    days = Days(tmp_path, document(present=12)).start(papers=12, batch=12).typed(1, 1, ballots).typed(2, 1, ballots)
    async with at(days, HEAD) as here:
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("f7")
        assert here.app.screen_is(ScreenId.COMPARE)
        await here.keys("f4")
        assert here.app.screen_is(ScreenId.DOUBTFUL)
        await here.keys("escape", "f8")
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("escape")
        assert here.app.screen_is(ScreenId.DAY), "the result is not there twice"
