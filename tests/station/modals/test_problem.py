"""What went wrong is read before it goes away."""

import pytest

from station.modals.problem import Problem, Trouble
from station.widgets.drawing import Sentence
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

TROUBLE = Trouble(
    happened="Đĩa đầy: chưa lưu được phiếu 88.",
    safe="87 phiếu đã lưu vẫn còn.",
    todo=Sentence(key="widget.quit.said"),
)


@pytest.mark.asyncio
async def test_only_escape_takes_a_problem_away():
    app = Gallery(EntryStage)
    read: list[None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Problem(app.words, TROUBLE), read.append)
        await burst(app, pilot, "\r3 9\r x\t")
        assert isinstance(app.screen, Problem)
        seen = text_of(app)
        for said in ("CÓ TRỤC TRẶC", TROUBLE.happened, TROUBLE.safe, "Mọi tờ phiếu đã báo lưu vẫn còn."):
            assert said in seen
        await pilot.press("f7")
        await settle(pilot)
        assert "SOMETHING WENT WRONG" in text_of(app)
        assert "Every ballot said to be saved is kept." in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
        assert read == [None]
        assert app.stage.acts == []
