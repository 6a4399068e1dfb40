"""Papers at the station: read before they are printed, printed, or carried away on a stick to be printed."""

import pytest

from station.actions import ScreenId
from station.modals.choose import Choose
from station.modals.problem import Problem
from station.modals.reading import Reading
from station.screens import papers
from tally.papers.engine import NotPrintable
from tests.cli.sealed import WHOLE
from tests.papers.made import reader
from tests.station.ceremony.days import C, Desk
from tests.station.screens.closing_pilot import at, cheap, cheap_keys, plugged

__all__ = ["cheap", "cheap_keys"]


@pytest.fixture
def desk(tmp_path, cheap):
    return Desk(tmp_path).vote(WHOLE).make()


def on(here):
    return [row.key.value for row in here.screen.query_one(papers.DataRows).ordered_rows]


async def test_each_paper_says_what_it_is_and_what_it_is_made_from(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        assert "Biên bản kiểm phiếu" in here.seen
        assert "bản ghi" in here.seen
        assert "tờ phiếu giấy là căn cứ cuối cùng" in here.seen
        assert "minutes-bch-1" in on(here)
        await here.keys("escape")
        assert not here.app.screen_is(ScreenId.PAPERS)


async def test_the_text_of_a_paper_is_read_before_it_is_printed(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        here.screen.query_one(papers.DataRows).mark("minutes-bch-1")
        await here.keys("enter")
        assert isinstance(here.screen, Reading)
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in here.seen
        await here.keys("escape")
        assert here.app.screen_is(ScreenId.PAPERS)


@pytest.mark.parametrize(("answer", "said"), [("printed", "Đã gửi sang máy in."), ("no_printer", "chưa có máy in")])
async def test_what_came_of_printing_is_told(desk, tmp_path, monkeypatch, answer, said):
    taken = []
    monkeypatch.setattr(papers, "printed", lambda data: taken.append(data) or f"printing.{answer}")
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        here.screen.query_one(papers.DataRows).mark("minutes-bch-1")
        await here.keys("f5")
        await here.until(lambda: said in here.seen or said in [one.message for one in here.app._notifications])
        assert isinstance(here.screen, Problem) == (answer != "printed")
        assert [*reader(taken[0]).attachments] == ["001-bch-1.record"]


async def test_all_papers_of_the_day_go_to_a_stick(desk, tmp_path):
    hands = plugged(tmp_path)
    async with at(desk, tmp_path, ScreenId.PAPERS, hands=hands) as here:
        there = on(here)
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("escape")
        await here.free()
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("2")
        await here.asked(Reading)
        assert "Giấy tờ đã ở trên USB" in here.seen
        await here.keys("escape")
        await here.free()
    written = sorted(path.name for path in (hands.sticks[1].path / "giay-to").iterdir())
    assert written == sorted(f"{name}.pdf" for name in there)


async def test_what_cannot_be_drawn_is_named_and_the_rest_is_written(desk, tmp_path, monkeypatch):
    draw = papers.pdf

    def without_the_minutes(paper):
        if paper.name.startswith("minutes-"):
            raise NotPrintable("no_room")
        return draw(paper)

    monkeypatch.setattr(papers, "pdf", without_the_minutes)
    hands = plugged(tmp_path)
    async with at(desk, tmp_path, ScreenId.PAPERS, C, hands=hands) as here:
        here.screen.query_one(papers.DataRows).mark("minutes-bch-1")
        await here.keys("f5")
        await here.asked(Problem)
        assert "Không lập được" in here.seen
        await here.keys("escape")
        await here.free()
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("2")
        await here.asked(Problem)
        await here.keys("escape")
        await here.asked(Reading)
        await here.keys("escape")
        await here.free()
    written = [path.name for path in (hands.sticks[1].path / "giay-to").iterdir()]
    assert written
    assert not [name for name in written if name.startswith("minutes-")]


async def test_where_nothing_can_be_drawn_nothing_is_written(desk, tmp_path, monkeypatch):
    def nothing(paper):
        raise NotPrintable("no_letter", text=paper.name)

    monkeypatch.setattr(papers, "pdf", nothing)
    hands = plugged(tmp_path)
    async with at(desk, tmp_path, ScreenId.PAPERS, C, hands=hands) as here:
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("2")
        await here.asked(Problem)
        await here.keys("escape")
        await here.free()
    assert not (hands.sticks[1].path / "giay-to").exists()


async def test_a_stick_that_takes_nothing_is_told_of(desk, tmp_path):
    hands = plugged(tmp_path)
    folder = hands.sticks[1].path / "giay-to"
    folder.mkdir()
    (folder / "minutes-bch-1.pdf").write_text("another")
    async with at(desk, tmp_path, ScreenId.PAPERS, C, hands=hands) as here:
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("2")
        await here.asked(Problem)
        assert "không ghi đè" in here.seen
        await here.keys("escape")
        await here.free()
