"""The box: five figures, added up as they are typed; nothing is entered before they agree (R7, Art. 8)."""

import pytest

from station.actions import ScreenId
from station.modals.form import Wrong
from station.screens.box_view import box_of, box_said, counted_in, excess_notice, start_sheet
from station.session.box import CountBox, StartEntry
from station.session.definition import ConfirmContest
from station.session.phase import Phase, phase
from station.session.round import Box, Way
from station.widgets.big_notice import BigNotice, Kind
from station.widgets.drawing import say
from tally.record.document import Observation
from tally.words import Lang, Words
from tests.station.keys import settle
from tests.station.screens.entry_days import HEAD, MEMBER, PINS, STRIKE, Days, document
from tests.station.screens.entry_pilot import at
from tests.station.screens.scripted import written
from tests.station.worlds import Hands

VI, EN = Words(Lang.VI), Words(Lang.EN)
GOOD = {"issued": 33, "unused": 2, "spoiled": 1, "collected": 29, "not_returned": 1}


def told(words=VI, attending=30, **changes):
    counted = {name: number for name, number in {**GOOD, **changes}.items() if number is not None}
    return " ".join(say(one.text, words) for one in box_said(counted, attending))


def confirmed(home):
    days = Days(home)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    return days


def typed(**figures):
    """The keys of all five figures, the last one not yet left."""
    keys = []
    for number in {**GOOD, **figures}.values():
        keys += [*str(number), "enter"]
    return keys[:-1]


def test_what_voters_had_and_what_came_back_agree():
    assert "Cử tri giữ 30 phiếu: phát ra 33, trừ trả lại 2, trừ hỏng 1." in told()
    assert "✓ Khớp: thu về 29 và không thu về 1, cộng lại đúng 30." in told()
    assert "✓ It agrees" in told(EN)


def test_before_all_five_are_typed_nothing_is_said_of_whether_they_agree():
    assert told(collected=None) == (
        "Cử tri giữ 30 phiếu: phát ra 33, trừ trả lại 2, trừ hỏng 1. "
        "Gõ đủ năm số, số không có thì gõ 0. Máy cộng ngay ở đây."
    )
    assert told(unused=None).startswith("Gõ đủ năm số")
    assert box_of({name: number for name, number in GOOD.items() if name != "spoiled"}) is None


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"collected": 28}, "✗ Thiếu 1: thu về 28 và không thu về 1, cộng lại 29, phải là 30."),
        ({"not_returned": 3}, "✗ Thừa 2: thu về 29 và không thu về 3, cộng lại 32, phải là 30."),
        ({"collected": 31}, "✗ Thu về 31, nhiều hơn số phiếu cử tri giữ là 1 phiếu."),
        ({"unused": 40}, "✗ Trả lại và hỏng nhiều hơn phát ra 8 phiếu"),
    ],
)
def test_what_does_not_agree_is_told_with_how_far_it_is_off(figures, said):
    assert said in told(**figures)
    assert "Khớp" not in told(**figures)


def test_more_ballots_than_persons_are_a_reason_to_count_again():
    assert told(attending=29).startswith("⚠ Cử tri giữ 30 phiếu mà chỉ có 29 người dự.")


def test_the_figures_and_the_box_are_one():
    assert box_of(GOOD) == Box(**GOOD)
    assert counted_in(Box(**GOOD)) == GOOD
    assert counted_in(None) == {}


def test_too_many_papers_stop_the_contest_and_it_is_said_who_decides(tmp_path):
    """R7: the presidium reports, the congress decides, the program resolves nothing."""
    days = confirmed(tmp_path)
    days.do(CountBox(contest=STRIKE, box=Box(**{**GOOD, "collected": 31})))
    notice = excess_notice(days.day, STRIKE, VI)
    said = " ".join(say(one, VI) for one in notice.said)
    assert notice.kind is Kind.STOP
    assert say(notice.title, VI) == "Thu về nhiều hơn phát ra 1 phiếu"
    assert "đoàn chủ tịch trình để đại hội quyết định" in said
    assert "máy không tự bỏ" in said
    assert "cần đối chiếu nguyên văn" in said


def test_the_usual_way_to_begin_is_every_ballot_twice_in_batches_of_25():
    sheet = start_sheet(STRIKE, 29)
    assert sheet.read(written(sheet, {})) == StartEntry(contest=STRIKE, way=Way.BALLOTS, batch=25, entries=2)
    other = {"way": "sheets", "entries": "3", "batch": "50"}
    assert sheet.read(written(sheet, other)) == StartEntry(contest=STRIKE, way=Way.SHEETS, batch=50, entries=3)
    with pytest.raises(Wrong):
        sheet.read(written(sheet, {"batch": "0"}))


@pytest.mark.asyncio
async def test_the_box_is_stored_and_the_entry_begins(tmp_path):
    async with at(confirmed(tmp_path), HEAD) as here:
        assert here.screen.screen_id is ScreenId.BOX
        assert here.line(0).startswith("Ban Chấp hành · Vòng 1 · Hòm phiếu")
        await here.keys("f8")
        assert here.day.work(STRIKE).box is None
        await here.keys(*typed())
        here.app.show_day()
        assert "✓ Khớp" in here.said("#sum")
        assert here.day.work(STRIKE).box is None
        await here.keys("f8")
        assert here.day.work(STRIKE).box == Box(**GOOD)
        await here.keys("escape")
        assert phase(here.day, STRIKE) is Phase.BOX
        await here.keys("f8", "enter", "enter", "backspace", "backspace", "9", "enter")
        assert here.day.work(STRIKE).sizes == (9, 9, 9, 2)
        assert here.screen.screen_id is ScreenId.ENTRY_STRIKE
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_for_real_a_broken_air_gap_is_no_dead_end(tmp_path):
    days = Days(tmp_path, document(mode="real"))
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    hands = Hands(seen=(Observation(check="interfaces", clear=False, seen="eth0"),))
    async with at(days, HEAD, hands=hands) as here:
        await here.keys(*typed(), "f8")
        assert "Kết nối mạng" in here.seen
        await here.keys("escape")
        assert here.screen.counted == GOOD
        assert here.day.work(STRIKE).box is None
        await here.keys("f8", "2")
        for _ in range(500):  # it looks again, in a thread
            if "không đồng ý" in here.seen:
                break
            await here.pilot.pause(0.01)
        await here.keys("1", *"day", "enter")
        assert here.day.watch.overruled == "day"
        assert here.day.work(STRIKE).box == Box(**GOOD)


@pytest.mark.asyncio
async def test_figures_that_do_not_agree_are_not_stored_and_can_be_taken_back(tmp_path):
    async with at(confirmed(tmp_path), HEAD) as here:
        await here.keys(*typed(collected=28), "f8")
        assert "cộng lại" in here.seen
        assert here.day.work(STRIKE).box is None
        await here.keys("escape", "up")
        assert "28" in here.line(7)
        await here.keys("f6")
        assert here.screen.counted == {}
        await here.keys("3", "backspace", "f8")
        assert here.screen.counted == {}
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_a_count_after_the_first_takes_a_reason_and_the_contest_goes_on_where_it_was(tmp_path):
    days = Days(tmp_path).start(papers=4)
    async with at(days, HEAD, screen=ScreenId.BOX) as here:
        await here.keys("5", "down", "down", "1", "down", "f8")
        await here.keys("escape")
        assert here.day.work(STRIKE).box.issued == 4
        await here.keys("f8", *"Nhầm", "enter")
        assert here.day.work(STRIKE).box == Box(issued=5, unused=0, spoiled=1, collected=4, not_returned=0)
        assert here.screen.screen_id is ScreenId.ENTRY_STRIKE
    again = Days(_room(tmp_path)).start(papers=4)
    async with at(again, HEAD, screen=ScreenId.BOX) as here:
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.ENTRY_STRIKE


def _room(path):
    (path / "again").mkdir()
    return path / "again"


@pytest.mark.asyncio
async def test_out_of_an_excess_there_are_two_ways_and_neither_is_taken_by_the_program(tmp_path):
    """R7: counted again with a reason, or held again by the congress's decision."""
    async with at(confirmed(tmp_path), HEAD) as here:
        await here.keys(*typed(collected=31), "f8")
        assert phase(here.day, STRIKE) is Phase.EXCESS
        assert here.screen.query_one(BigNotice).display
        assert here.rung
        await here.keys("f8", "escape")
        assert phase(here.day, STRIKE) is Phase.EXCESS
        await here.keys("f8", "1", "up", "2", "9")
        assert not here.screen.query_one(BigNotice).display
        await here.keys("escape", "f8", "2", "1", *"30", *["enter", "0"] * 3, "enter")
        await here.keys(*"ghi", "enter")
        assert phase(here.day, STRIKE) is Phase.BOX
        assert "lần 2" in here.line(0)
        assert here.screen.counted == {}


@pytest.mark.unmeasured
@pytest.mark.asyncio
async def test_two_of_the_board_may_do_what_the_head_does_and_nobody_alone(tmp_path):
    async with at(confirmed(tmp_path), MEMBER) as here:
        await here.keys(*typed(), "f8", "escape")
        assert here.day.work(STRIKE).box is None
        await here.keys("f8", "1", *PINS[HEAD], "enter")
        assert here.day.work(STRIKE).box == Box(**GOOD)
        await here.keys("f8")
        assert here.day.work(STRIKE).way is Way.BALLOTS


@pytest.mark.asyncio
async def test_whoever_only_begins_the_entry_is_asked_too(tmp_path):
    days = confirmed(tmp_path)
    days.do(CountBox(contest=STRIKE, box=Box(**GOOD)))
    async with at(days, MEMBER) as here:
        await here.keys("f8", "f8", "escape")
        assert here.day.work(STRIKE).way is None
        await here.screen.run_action("edit")
        await settle(here.pilot)
        assert here.screen.screen_id is ScreenId.BOX
