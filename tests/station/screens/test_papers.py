"""Papers at the station: read before they are printed, printed, or carried away on a stick to be printed."""

import pytest

from station.actions import ScreenId
from station.modals.choose import Choose
from station.modals.form import Form
from station.modals.problem import Problem
from station.modals.reading import Reading
from station.papers import papers_of
from station.screens import papers
from tally.papers.engine import NotPrintable
from tally.record.refusal import Refused
from tally.words import Lang, Words
from tests.cli.sealed import WHOLE
from tests.papers.made import reader
from tests.station.ceremony.days import C, Desk
from tests.station.screens.closing_pilot import at, cheap, cheap_keys, plugged

__all__ = ["cheap", "cheap_keys"]


@pytest.fixture
def desk(tmp_path, cheap):
    return Desk(tmp_path).vote(WHOLE).make()


def folder(hands, number=""):
    return hands.sticks[1].path / f"VD.1-2025-02-14-giay-to{number}"


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
    monkeypatch.setattr(papers, "printed", lambda data, copies: taken.append((data, copies)) or f"printing.{answer}")
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        here.screen.query_one(papers.DataRows).mark("minutes-bch-1")
        await here.keys("f5")
        await here.asked(Form)
        await here.keys("backspace", "3", "enter")
        await here.until(lambda: said in here.seen or said in [one.message for one in here.app._notifications])
        assert isinstance(here.screen, Problem) == (answer != "printed")
        [(data, copies)] = taken
        assert [*reader(data).attachments] == ["001-bch-1.record"]
        assert copies == 3


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
    written = sorted(path.name for path in folder(hands).iterdir())
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
        await here.asked(Form)
        await here.keys("enter")
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
    written = [path.name for path in folder(hands).iterdir()]
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
    assert not folder(hands).exists()


async def test_papers_that_are_there_in_other_bytes_are_left_and_the_new_go_into_the_next_folder(desk, tmp_path):
    hands = plugged(tmp_path)
    folder(hands).mkdir()
    (folder(hands) / "minutes-bch-1.pdf").write_text("another")
    async with at(desk, tmp_path, ScreenId.PAPERS, C, hands=hands) as here:
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("2")
        await here.asked(Reading)
        assert "giay-to-2" in here.seen
        await here.keys("escape")
        await here.free()
    assert (folder(hands) / "minutes-bch-1.pdf").read_text() == "another"
    assert (folder(hands, "-2") / "minutes-bch-1.pdf").read_bytes().startswith(b"%PDF-")


async def test_whoever_does_not_want_it_printed_after_all_leaves(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "printed", lambda data, copies: pytest.fail("it was printed"))
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        await here.keys("f5")
        await here.asked(Form)
        await here.keys("escape")
        await here.free()
        assert here.app.screen_is(ScreenId.PAPERS)


async def test_records_that_cannot_be_read_are_told_of_once(desk, tmp_path, monkeypatch):
    def unreadable(*_given):
        raise Refused("changed_meanwhile", file="001-bch-1.record")

    monkeypatch.setattr(papers, "papers_of", unreadable)
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        await here.asked(Problem)
        await here.keys("escape")
        await here.free()
        assert here.app.screen_is(ScreenId.PAPERS)
        assert on(here) == []


def test_what_voters_are_handed_is_printed_for_everybody_who_attends(desk):
    attending = desk.day.contest(C).course.meeting.roll.attending
    offered = {one.paper.name: one.paper for one in papers_of(desk.service, Words(Lang.VI), C)}
    copies = {name: papers.copies_of(desk.day, C, paper) for name, paper in offered.items()}
    assert copies["ballot-a4-bch-1"] == attending
    assert copies["ballot-a5-bch-1"] == (attending + 1) // 2
    assert copies["minutes-bch-1"] == 1
    assert papers.copies_of(desk.day, None, offered["ballot-a4-bch-1"]) == 1


async def test_the_papers_are_gathered_anew_only_where_something_was_done_or_the_language_is_another(
    desk, tmp_path, monkeypatch
):
    gathered = []
    monkeypatch.setattr(papers, "papers_of", lambda *given: gathered.append(given) or papers_of(*given))
    async with at(desk, tmp_path, ScreenId.PAPERS, C) as here:
        here.screen.refresh_day()
        await here.keys("enter", "escape")
        assert len(gathered) == 1
        await here.keys("f7")
        assert len(gathered) == 2
        assert "Counting minutes" in here.seen
