"""The day's screen: every contest in a row, where it stands, and what the marked one rests on."""

from dataclasses import replace

import pytest

from station.actions import ScreenId
from station.screens.day import COLUMNS, MOST_REMARKS, about, contest_rows, may_add
from station.screens.routes import made, screen_of
from station.session import Day
from station.session.box import CountBox
from station.session.closing import CloseRound
from station.session.definition import ConfirmContest
from station.session.doubts import Rule
from station.session.marks import Seen
from station.session.phase import Phase
from station.session.round import Box, Way
from station.widgets.data_rows import DataRows
from station.widgets.drawing import Sentence, say
from tally.ballot import Reason
from tally.contest import ContestKind
from tally.outcome import Status
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, HEAD, MEMBER, STRIKE, TYPIST, Days, document, people, struck
from tests.station.screens.entry_pilot import at

VI, EN = Words(Lang.VI), Words(Lang.EN)
BALLOTS = [struck(3), struck(4), struck(5)]


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path)


def states(days):
    return [say(row.cells[-1].text, EN) for row in contest_rows(days.day)]


def test_contests_stand_in_their_order_with_what_they_elect(days):
    first, second = contest_rows(days.day)
    assert [say(cell.text, EN) for cell in first.cells[:5]] == ["1", "Committee", "5", "6", "–"]
    assert [say(cell.text, VI) for cell in second.cells[:3]] == ["2", "Đại biểu dự đại hội cấp trên", "3"]


def test_two_contests_that_elect_the_same_are_told_by_their_titles(tmp_path):
    twice = Days(tmp_path, document(contests=[{**one, "kind": "delegates"} for one in _contests()]))
    assert [say(row.cells[1].text, EN) for row in contest_rows(twice.day)] == ["Bầu bch", "Bầu dai-bieu"]


def _contests():
    import json

    return json.loads(document())["contests"]


def test_the_state_follows_the_contest(days):
    assert states(days)[0] == "To be confirmed"
    days.sit(HEAD)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    assert states(days)[0] == "Counting the ballot papers"
    assert screen_of(days.day, STRIKE) is ScreenId.BOX


def test_while_ballots_are_entered_their_number_is_told(days):
    days.start(papers=6).typed(1, 1, BALLOTS, closed=False)
    assert states(days)[0] == "Entered 3 of 12"
    assert contest_rows(days.day)[0].cells[4].text == "1"
    assert screen_of(days.day, STRIKE) is ScreenId.ENTRY_STRIKE


def test_of_tally_sheets_the_sheets_are_told(days):
    days.start(papers=6, way=Way.SHEETS)
    assert states(days)[0] == "Entered 0 of 4"
    assert screen_of(days.day, STRIKE) is ScreenId.SHEETS


def test_papers_to_look_at_are_told_and_then_the_result(days):
    days.start(papers=3, batch=3).typed(1, 1, [struck(3), struck(4), struck(5, seen=Seen.UNCLEAR)])
    days.typed(2, 1, [struck(3), struck(4), struck(5)])
    assert states(days)[0] == "1 to look at"
    assert screen_of(days.day, STRIKE) is ScreenId.COMPARE
    days.sit(HEAD)
    ruling = {"defect": Reason.SEVERAL_INKS, "marks": struck(), "agree": 2, "against": 0, "reason": "hai màu"}
    days.do(Rule(contest=STRIKE, place=(1, 3), **ruling), joined=MEMBER)
    assert screen_of(days.day, STRIKE) is ScreenId.RESULT
    assert states(days)[0] == "Ready to close the round"
    days.do(CloseRound(contest=STRIKE))
    assert states(days)[0] in ("Short", "Complete", "Tied at the last seat")
    assert screen_of(days.day, STRIKE) is ScreenId.RESULT


def test_too_many_ballots_stop_a_contest_in_words(days):
    days.sit(HEAD)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    days.do(CountBox(contest=STRIKE, box=Box(issued=3, unused=0, spoiled=0, collected=4, not_returned=0)))
    assert states(days)[0].startswith("STOPPED")
    assert screen_of(days.day, STRIKE) is ScreenId.BOX


def test_boxes_ballots_have_a_screen_of_their_own(days):
    days.start(BOXES)
    assert screen_of(days.day, BOXES) is ScreenId.ENTRY_BOXES
    assert screen_of(days.day, STRIKE) is ScreenId.PREPARE


def crowded(tmp_path):
    """A day whose list is too long, and full of one name."""
    return Days(tmp_path, document(contests=[{**_contests()[0], "candidates": people(["Lê An"] * 12)}])).day


def test_what_a_contest_rests_on_is_its_base_and_what_the_rules_remark(tmp_path):
    day = crowded(tmp_path)
    found = day.result(STRIKE).findings
    said = [say(one.text, EN) for one in about(day, STRIKE, EN)]
    assert "16" in said[0]
    assert len(said) == 1 + len(found)
    assert all(line.startswith("⚠") for line in said[1:])
    assert len(found) <= MOST_REMARKS


def test_more_remarks_than_there_is_room_for_are_counted(tmp_path, monkeypatch):
    day = crowded(tmp_path)
    monkeypatch.setattr("station.screens.day.MOST_REMARKS", 1)
    found = len(day.result(STRIKE).findings)
    assert found > 1
    said = about(day, STRIKE, EN)
    assert len(said) == 3
    assert said[-1].text == Sentence(key="station.more_remarks", params={"n": found - 1})


async def test_the_marked_contest_is_opened_where_it_stands(days):
    async with at(days, HEAD, screen=ScreenId.DAY) as here:
        await here.keys("enter")
        assert here.app.screen_is(ScreenId.PREPARE)
        await here.keys("escape")
        here.screen.query_one(DataRows).mark(BOXES)
        await here.settle()
        for key, screen in (("f2", ScreenId.ROLL), ("f3", ScreenId.LIST), ("f4", ScreenId.PEOPLE)):
            await here.keys(key)
            assert here.app.screen_is(screen), key
            await here.keys("escape")
        for key, screen in (("f5", ScreenId.BOARD), ("f6", ScreenId.LOG), ("f8", ScreenId.CLOSE)):
            await here.keys(key)
            assert here.app.screen_is(screen), key
            await here.keys("escape")
        assert here.app.screen_is(ScreenId.DAY)


async def test_on_a_day_without_contests_nothing_can_be_opened(tmp_path):
    empty = Days(tmp_path, document(contests=[]))
    async with at(empty, HEAD, screen=ScreenId.DAY) as here:
        await here.keys("enter", "f2")
        assert here.app.screen_is(ScreenId.DAY)


@pytest.mark.parametrize("screen", ScreenId)
def test_every_screen_of_the_registry_can_be_made(screen):
    assert made(screen, STRIKE).screen_id is screen


async def test_a_day_without_contests_says_how_to_add_one_and_the_list_is_typed(tmp_path):
    empty = Days(tmp_path, document(contests=[]))
    async with at(empty, HEAD, screen=ScreenId.DAY) as here:
        assert "F1, chọn “Thêm cuộc bầu”" in here.text
        assert here.screen.without() == {"open", "roll", "list", "hall"}
        await here.keys("f1", *"them cuoc", "enter")
        await here.keys("1", "down", "2", "down", "2", "enter")  # the committee, two of two seats
        await here.keys("2", *"Lê Thị An", "enter", "2", "f8", *"1980", "f8", "escape")
        assert [one.contest.kind for one in here.day.contests.values()] == [ContestKind.COMMITTEE]
        assert here.screen.marked == next(iter(here.day.contests))
        assert "F1, chọn" not in here.text


async def test_adding_a_contest_can_be_left_on_the_way(days):
    async with at(days, HEAD, screen=ScreenId.DAY) as here:
        await here.keys("f1", *"them cuoc", "enter", "escape")
        assert [*here.day.contests] == [STRIKE, BOXES]


def test_once_a_contest_has_begun_only_the_board_adds_one(days):
    assert not may_add(Day())
    assert not may_add(replace(days.day, at_keys=None))
    days.sit(TYPIST)
    assert may_add(days.day)
    days.start()
    days.sit(TYPIST)
    assert not may_add(days.day)
    days.sit(HEAD)
    assert may_add(days.day)


async def test_what_is_elected_stands_whole_on_eighty_columns(days):
    async with at(days, HEAD, screen=ScreenId.DAY, lang=Lang.EN) as here:
        assert here.table()[1][1].replace("\n", " ") == EN("station.contest_kind.delegates")
        assert " Round " in here.seen


@pytest.mark.parametrize("words", [VI, EN], ids=lambda words: words.lang)
def test_where_a_contest_stands_is_whole_in_its_column(words):
    width = next(column.width for column in COLUMNS if column.key == "state")
    said = [f"station.phase.{one.value}" for one in Phase if words.has(f"station.phase.{one.value}")]
    said += [f"station.status.{one.value}" for one in Status if words.has(f"station.status.{one.value}")]
    assert len(said) >= 10
    assert [words(key) for key in said if len(words(key)) > width] == []
