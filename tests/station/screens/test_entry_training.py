"""The exercise with known papers: whoever types a paper sees it at the same time."""

import pytest

from station import training
from station.screens.desk import Desk
from station.training.papers import BOXES, STRIKE
from station.widgets.entry_line import EntryLine
from tests.station.screens.entry_days import TYPIST, Days
from tests.station.screens.entry_pilot import at

pytestmark = pytest.mark.asyncio


def exercise():
    return training.document().replace("Nguyễn Thị Mẫu", "Nguyễn Thị Hạnh").replace("Trần Văn Thử", "Mai Quang Minh")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_paper_that_is_typed_now_stands_beside_the_list(tmp_path, size):
    days = Days(tmp_path, exercise()).start(STRIKE, papers=10, batch=5)
    async with at(days, TYPIST, contest=STRIKE, size=size) as here:
        await here.keys("enter")
        assert "Tờ 1 / 10 (tập huấn)" in here.text
        assert "──Trần Văn Bình──" in here.text
        await here.type("2\r")
        assert "Tờ 2 / 10" in here.text
        assert "──Trần Văn Bình──" not in here.text
        assert "──Bùi Xuân Khánh──" in here.text
        await here.keys("f7")
        assert "Paper 2 / 10 (training)" in here.text
        await here.keys("f7")
        await here.type("6\r6\r3 5\r0\r")
        await here.keys("enter")
        assert "đủ 5 phiếu" in here.text
        assert "(tập huấn)" not in here.text
        await here.keys("f8", "enter")
        assert "Tờ 6 / 10" in here.text


async def test_all_of_the_longest_paper_is_seen_on_the_smallest_screen(tmp_path):
    days = Days(tmp_path, exercise()).start(STRIKE, papers=10, batch=10)
    days.typed(1, 1, [one.marks for one in training.PAPERS[STRIKE][:7]], contest=STRIKE, closed=False)
    async with at(days, TYPIST, contest=STRIKE) as here:
        assert "Tờ 8 / 10" in here.text
        for name in ("Lê Thị An", "──Bùi Xuân Khánh──"):
            assert name in here.text
        assert "gạch người này hay không.)" in here.text
        assert here.screen.query_one(EntryLine).size.height > 0


async def test_a_boxes_paper_stands_beside_the_list_too(tmp_path):
    days = Days(tmp_path, exercise()).start(BOXES, papers=10, batch=10)
    async with at(days, TYPIST, contest=BOXES) as here:
        await here.keys("enter")
        assert "1 Lê Thị An [X] [ ]" in here.text
        await here.type("**")
        assert "3 Hoàng Thị Dung [X] [ ]" in here.text
        assert "2 Trần Văn Bình [ ] [X]" in here.text


async def test_of_another_congress_no_paper_is_drawn(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        assert "Tờ 1" not in here.text
        assert not here.screen.query_one(Desk).query_one("_Drawing").display
