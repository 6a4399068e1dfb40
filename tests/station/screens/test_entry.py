"""Entering ballots through the application: what is seen, what is stored, and what never is (R6)."""

import re

import pytest
from textual import events

from station.actions import ScreenId
from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.problem import Problem
from station.screens.batches import BatchTable
from station.screens.desk import Desk, Progress
from station.screens.entering import EnteringScreen
from station.screens.entry import BoxesScreen, StrikeScreen
from station.screens.pace import Pace
from station.session.marks import Marks, Seen
from station.widgets.data_rows import DataRows
from station.widgets.entry_line import EntryLine
from station.widgets.number_grid import NumberGrid
from tally.record.document import Observation
from tally.words import Lang
from tests.station.screens.entry_days import BOXES, HEAD, OTHER, STRIKE, TYPIST, Days, document, struck
from tests.station.screens.entry_pilot import at

pytestmark = pytest.mark.asyncio


def ballots(here, entry=1, batch=1, contest=STRIKE):
    return here.day.work(contest).batch(entry, batch).ballots


def is_table(here):
    return here.screen.query_one(BatchTable).display


async def test_a_batch_is_chosen_typed_and_closed(tmp_path):
    """The whole of it: the table, four ways to a ballot, the last one undone, the batch closed, the next one marked."""
    async with at(Days(tmp_path).start(papers=6, batch=5), TYPIST) as here:
        assert isinstance(here.screen, StrikeScreen)
        assert is_table(here)
        assert "CHỌN TẬP" in here.line(0)
        assert here.rows.marked == "1"
        await here.keys("enter")
        assert not is_table(here)
        assert here.line(1).startswith("Tập 1 · phiếu 1 / 5")
        assert "NHẬP LẦN 1" in here.line(0)
        await here.type("3\r")
        assert ballots(here) == (struck(3),)
        assert here.line(-2) == f"Vừa lưu: phiếu 1 · gạch 3{f'đã lưu #{here.day.entries}':>53}"
        await here.type("+")
        assert ballots(here) == (struck(3), struck(3))
        await here.type("2 5\r1.4,6\r")
        assert ballots(here)[2:] == (struck(2, 5), struck(1, 4, 6))
        await here.keys("f6")
        assert ballots(here)[2:] == (struck(2, 5),)
        assert "Đã rút phiếu 4 (gạch 1 4 6): nhập lại tờ này" in here.line(-2)
        assert f"đã lưu #{here.day.entries}" in here.line(-2)
        await here.type("6\r6\r")
        assert here.line(1).startswith("Tập 1 · đủ 5 phiếu")
        await here.keys("f8")
        assert here.day.work(STRIKE).batch(1, 1).closed
        assert is_table(here)
        assert here.table() == [["1", "5", "✓ Lê Văn Cảnh", "–"], ["2", "1", "–", "–"]]
        assert "Đã đóng tập 1, đủ 5 phiếu." in here.line(-2)
        assert here.rows.marked == "2"


@pytest.mark.unmeasured
async def test_nothing_typed_ahead_is_lost_or_made_another_ballot(tmp_path):
    """Forty ballots in one read of the terminal, with repeats between them."""
    async with at(Days(tmp_path).start(papers=80, batch=80), TYPIST) as here:
        await here.keys("enter")
        await here.type("1 3\r+" * 40)
        assert ballots(here) == (struck(1, 3),) * 80
        assert [one.event for one in here.app.service.history()][-1].paper == 80


@pytest.mark.unmeasured
async def test_an_untouched_ballot_is_stored_only_by_a_second_enter(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "0", "enter")
        assert ballots(here) == ()
        assert "KHÔNG HỢP LỆ: còn 6, quá 5." in here.seen
        assert here.rung == 1
        await here.keys("enter")
        assert ballots(here) == (struck(),)
        assert "không gạch ai · KHÔNG HỢP LỆ: bầu quá số lượng" in here.line(-2)


async def test_a_digit_between_takes_the_question_back(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "0", "enter", "3", "enter")
        assert ballots(here) == ()
        await here.keys("escape")
        await here.type("3\r")
        assert ballots(here) == (struck(3),)


async def test_what_is_not_on_the_list_rings_and_is_stored_by_no_enter(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("9\r\r\r3\r")
        assert ballots(here) == ()
        assert "không có số 9" in here.seen
        assert here.rung
        await here.keys("backspace", "1", "enter")
        assert ballots(here) == (struck(1),)


async def test_digits_typed_before_a_batch_is_in_hand_ring(tmp_path):
    """They would belong to no paper; the person hears that they went nowhere."""
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("3", "plus")
        assert here.rung == 2
        await here.keys("enter")
        assert here.screen.query_one(EntryLine).text == ""


async def test_an_empty_enter_rings_and_stores_nothing(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.keys("enter")
        await here.type("\r")
        assert (ballots(here), here.rung) == ((), 2)


async def test_what_stands_on_the_line_is_marked_on_the_list(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "2", "space", "5")
        assert here.screen.query_one(NumberGrid).value.marked == {2, 5}
        assert "✗ 5 Vũ Minh Đức" in here.seen
        await here.keys("enter")
        assert here.screen.query_one(NumberGrid).value.marked == frozenset()
        assert "✗" not in here.seen


async def test_the_last_paper_is_shown_when_a_batch_is_gone_on_with(tmp_path):
    days = Days(tmp_path).start().typed(1, 1, [struck(1), struck(2, 4)], closed=False)
    async with at(days, TYPIST) as here:
        assert not is_table(here)
        assert here.line(-2) == "Phiếu trước: phiếu 2 · gạch 2 4"
        assert here.line(1).startswith("Tập 1 · phiếu 3 / 3")


async def test_leaving_keeps_the_batch_in_hand(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("3\r")
        await here.keys("4", "escape")
        assert not is_table(here), "the first Esc clears the line"
        await here.keys("escape")
        assert is_table(here)
        assert "Tập 1 vẫn giữ chỗ" in here.line(-2)
        assert here.table()[0][2] == "1/3 · Lê Văn Cảnh"
        await here.keys("enter")
        await here.type("4\r")
        assert ballots(here) == (struck(3), struck(4))
        await here.keys("escape", "escape")
        assert here.screen.screen_id is ScreenId.DAY


async def test_the_second_entry_shows_nothing_of_the_first(tmp_path):
    days = Days(tmp_path).start(papers=3).typed(1, 1, [struck(1, 4), struck(2, 5), struck(3, 6)])
    async with at(days, OTHER) as here:
        await here.keys("enter")
        assert "NHẬP LẦN 2" in here.line(0)
        assert here.line(-2) == ""
        await here.keys("plus", "f6")
        assert ballots(here, entry=2) == ()
        assert "gạch" not in here.seen.replace("không gạch ai", "").replace("bị gạch", "")
        await here.type("3\r+")
        assert ballots(here, entry=2) == (struck(3), struck(3))


async def test_whoever_typed_a_batch_does_not_type_it_again(tmp_path):
    days = Days(tmp_path).start(papers=3).typed(1, 1, [struck(1)] * 3)
    async with at(days, TYPIST) as here:
        assert "phải do người khác" in here.text
        await here.keys("enter")
        assert isinstance(here.screen, Problem)
        assert "đã nhập tập 1 một lần" in here.seen
        await here.keys("escape")
        assert is_table(here)


async def test_a_batch_that_is_not_full_is_not_closed(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("3\r")
        await here.keys("f8")
        assert isinstance(here.screen, Problem)
        assert "Mới nhập 1 trong 3 phiếu" in here.seen
        assert not here.day.work(STRIKE).batch(1, 1).closed


async def test_a_full_batch_takes_no_paper_more(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("3\r+")
        await here.type("+")
        assert len(ballots(here)) == 3
        await here.keys("plus")
        assert "Tập đã đủ phiếu: F8 đóng tập." in here.line(-2)
        await here.keys("4")
        assert "tập đã đủ phiếu · F8 Xong tập" in here.seen
        await here.keys("escape", "f4")
        assert "Tập đã đủ phiếu" in here.line(-2)
        await here.keys("f6", "4", "enter")
        assert ballots(here)[-1] == struck(4)


async def test_a_paper_with_too_many_kept_is_not_stored_again_without_the_question(tmp_path):
    """R6: it is invalid, and whoever types it says each time that it is meant."""
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "0", "enter", "enter")
        assert ballots(here) == (struck(),)
        await here.keys("plus")
        assert "Phiếu đánh dấu như vậy là không hợp lệ" in here.text
        assert ballots(here) == (struck(),)
        await here.keys("0", "enter", "enter")
        assert ballots(here) == (struck(), struck())


async def test_what_needs_an_empty_line_says_so(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("3\r")
        for key in ("plus", "f6", "f8"):
            await here.keys("4", key)
            assert "Dòng đang gõ dở" in here.line(-2)
            assert ballots(here) == (struck(3),)
            await here.keys("escape")


async def test_what_can_not_be_done_at_the_beginning_says_so(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "plus")
        assert "chưa có phiếu trước" in here.line(-2)
        await here.keys("f6")
        assert "chưa có phiếu nào để rút" in here.line(-2)
        assert here.rung == 2


async def test_a_doubtful_paper_goes_to_the_board_with_what_was_seen_and_typed(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "3", "f4")
        assert isinstance(here.screen, Choose)
        assert "gạch 3" in here.seen
        await here.keys("4")
        assert ballots(here) == (struck(3, seen=Seen.SEVERAL_INKS),)
        assert "Chuyển ban: phiếu 1 · gạch 3 · nghi vấn: dùng nhiều loại mực" in here.line(-2)
        assert here.screen.query_one(EntryLine).text == ""
        await here.keys("plus")
        assert "Phiếu trước là phiếu nghi vấn" in here.line(-2)
        await here.type("\x1bOS6")  # F4 and the digit in one read
        assert ballots(here)[1:] == (Marks(seen=Seen.UNCLEAR),)


async def test_a_paper_is_not_sent_to_the_board_with_a_wrong_line_nor_without_a_choice(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "9", "f4")
        assert "Sửa số đang gõ trước" in here.line(-2)
        await here.keys("escape", "f4", "escape")
        assert ballots(here) == ()
        assert isinstance(here.screen, StrikeScreen)


async def test_the_list_is_searched_and_turned(tmp_path):
    names = tuple(f"Nguyễn Văn Thứ {n}" for n in range(60))
    async with at(Days(tmp_path, document(names=names, seats=59)).start(), TYPIST) as here:
        await here.keys("enter", "f3", *"thu 58", "enter")
        assert here.screen.query_one(NumberGrid).value.seen == 59
        assert "59 Nguyễn Văn Thứ 58" in here.line(-2)
        await here.keys("down")
        assert "1 Nguyễn Văn Thứ 0" in here.seen
        await here.keys("up")
        assert "59 Nguyễn Văn Thứ 58" in here.seen
        await here.keys("f3", "escape")
        assert "59 Nguyễn Văn Thứ 58" in here.line(-2)


@pytest.mark.unmeasured
async def test_the_speed_and_the_time_left_are_in_sight(tmp_path):
    async with at(Days(tmp_path).start(papers=100, batch=100), TYPIST, size=(120, 40)) as here:
        await here.keys("enter")
        for _ in range(5):
            here.hands.now += 5.0
            await here.keys("3", "enter")
        assert "Lần nhập 1: 5 / 100 · 12 mỗi phút · còn khoảng 8 phút" in here.line(1)


async def test_a_network_stops_entering_before_a_key_is_lost(tmp_path):
    async with at(Days(tmp_path, document(mode="real")).start(), TYPIST) as here:
        await here.keys("enter", "3")
        here.hands.seen = (Observation(check="interfaces", clear=False, seen="eth0"),)
        here.app.look()
        await here.settle()
        assert "DỪNG NHẬP: MÁY CÓ DẤU HIỆU NỐI MẠNG" in here.seen
        assert not here.screen.query_one(Desk).display
        await here.type("4 5")
        assert here.rung == 3
        await here.keys("enter")
        assert isinstance(here.screen, Problem), "an operator does not overrule it"
        await here.keys("escape")
        here.hands.seen = (Observation(check="interfaces", clear=True),)
        here.app.look()
        await here.settle()
        assert here.screen.query_one(EntryLine).text == "3"
        await here.keys("enter")
        assert ballots(here) == (struck(3),)


async def test_the_board_overrules_what_is_broken_with_a_reason(tmp_path):
    hands_seen = (Observation(check="interfaces", clear=False, seen="eth0"),)
    async with at(Days(tmp_path, document(mode="real")).start(), HEAD) as here:
        here.hands.seen = hands_seen
        here.app.look()
        await here.settle()
        await here.keys("enter", "escape")
        assert here.day.watch.overruled is None
        await here.keys("enter", "1", "escape")
        assert here.day.watch.overruled is None
        await here.keys("enter", "1", *"day", "enter")
        assert here.day.watch.overruled == "day"
        assert is_table(here)


async def test_a_refused_ballot_stays_on_the_line(tmp_path):
    """The network is seen only when the ballot is to be stored: it is told, and the line is as it was."""
    async with at(Days(tmp_path, document(mode="real")).start(), TYPIST) as here:
        await here.keys("enter", "3")
        from station.session.watch import NoteAirGap

        here.app.service.submit(NoteAirGap(broken={"interfaces": "eth0"}))
        await here.keys("enter")
        assert isinstance(here.screen, Problem)
        assert ballots(here) == ()
        assert here.app.screen_stack[-2].query_one(EntryLine).text == "3"


async def test_the_screen_is_locked_and_gone_on_with(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "3", "f9")
        assert here.screen.screen_id is ScreenId.LOCKED
        await here.keys("down", "down", "enter", *"3333", "enter")
        assert here.screen.query_one(EntryLine).text == "3"
        await here.keys("enter")
        assert ballots(here) == (struck(3),)


async def test_somebody_else_at_the_keys_does_not_go_on_with_the_batch(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("3\r")
        await here.keys("f9", "down", "down", "down", "enter", *"4444", "enter")
        assert here.screen.screen_id is ScreenId.DAY
        await here.keys("enter")
        assert is_table(here)
        assert here.rows.marked == "2"
        await here.keys("up", "enter")
        assert "NHẬP LẦN 2" in here.line(0)


async def test_a_batch_that_others_have_in_hand_is_left_to_them(tmp_path):
    days = Days(tmp_path).start().typed(1, 1, [struck(1)], closed=False).typed(2, 1, [struck(2)], closed=False)
    async with at(days, HEAD) as here:
        await here.keys("up", "enter")
        assert "Tập 1 đang do người khác nhập." in here.text


async def test_both_languages_are_live(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("3\r")
        await here.keys("4", "f7")
        assert "struck: 4 Hoàng Thị Dung" in here.seen
        assert here.line(-2).startswith("Stored: paper 1 · struck 3")
        assert here.line(1).startswith("Batch 1 · paper 2 / 3")


async def test_boxes_are_typed_by_their_disagreements(tmp_path):
    async with at(Days(tmp_path).start(BOXES, papers=5, batch=5), TYPIST, contest=BOXES) as here:
        assert isinstance(here.screen, BoxesScreen)
        await here.keys("enter")
        await here.type("*2\r-1 /3\r+")
        assert ballots(here, contest=BOXES) == (
            Marks(),
            Marks(disagree=(2,)),
            Marks(blank=(1,), both=(3,)),
            Marks(blank=(1,), both=(3,)),
        )
        await here.keys("1", "asterisk")
        assert "Dòng đang gõ dở" in here.line(-2)
        await here.keys("escape", "0", "enter")
        assert ballots(here, contest=BOXES)[-1] == Marks()


async def test_the_board_voids_an_entry_and_corrects_the_papers_of_a_batch(tmp_path):
    days = Days(tmp_path).start(papers=5).typed(1, 1, [struck(1)] * 3)
    async with at(days, HEAD) as here:
        await here.keys("up", "f6")
        assert isinstance(here.screen, Choose)
        await here.keys("1")
        assert isinstance(here.screen, Confirm)
        await here.keys("enter")
        assert here.day.work(STRIKE).batch(1, 1) is not None, "the answer is no until the number is written"
        await here.keys("f6", "1", "1", "enter", *"sai", "enter")
        assert here.day.work(STRIKE).batch(1, 1) is None
        await here.keys("f6", "1", "backspace", "2", "enter", *"thieu", "enter")
        assert here.day.work(STRIKE).sizes == (2, 2)
        assert here.table()[0][1] == "2"


async def test_the_board_is_asked_only_where_it_is_there(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("f6")
        assert isinstance(here.screen, Problem)
        assert "trưởng ban" in here.seen


async def test_leaving_any_of_the_boards_questions_changes_nothing(tmp_path):
    days = Days(tmp_path).start(papers=5).typed(1, 1, [struck(1)] * 3)
    async with at(days, HEAD) as here:
        before = here.day.work(STRIKE)
        for keys in (["escape"], ["1", "1", "enter", "escape"], ["2", "escape"], ["2", "enter", "escape"]):
            await here.keys("up", "f6", *keys)
            assert here.day.work(STRIKE) == before
            assert isinstance(here.screen, StrikeScreen)


async def test_a_batch_that_is_voided_is_not_in_hand_any_more(tmp_path):
    async with at(Days(tmp_path).start(), HEAD) as here:
        await here.keys("enter")
        await here.type("3\r")
        here.screen.action_void_batch()
        await here.settle()
        await here.keys("1", "1", "enter", *"sai", "enter")
        assert is_table(here)
        assert here.table()[0][2] == "–"


async def test_when_every_batch_is_typed_the_next_screen_follows(tmp_path):
    days = Days(tmp_path).start(papers=3).typed(1, 1, [struck(1)] * 3)
    days.typed(2, 1, [struck(1), struck(2), struck(1)], closed=False)
    async with at(days, OTHER) as here:
        await here.keys("f8")
        assert "Mọi tập đã nhập đủ" in here.seen
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.COMPARE


async def test_the_queue_of_doubtful_papers_is_one_key_away(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("f4")
        assert here.screen.screen_id is ScreenId.DOUBTFUL
        await here.keys("f8")
        assert isinstance(here.screen, StrikeScreen)


async def test_keys_typed_after_a_batch_was_closed_make_no_ballot(tmp_path):
    """All in one read: they were typed for papers of a batch that is not in hand."""
    days = Days(tmp_path).start().typed(1, 1, [struck(1)] * 3, closed=False)
    async with at(days, TYPIST) as here:
        await here.type("\x1b[19~4\r")
        assert is_table(here)
        assert "Chưa lưu phiếu nào" in here.line(-2)
        await here.keys("enter")
        assert here.line(1).startswith("Tập 2 · phiếu 1 / 2")
        assert here.screen.query_one(EntryLine).text == ""
        assert ballots(here, batch=2) == ()


async def test_keys_typed_after_the_line_was_left_make_no_ballot(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        for key, character in (("escape", None), ("4", "4"), ("enter", "\r")):
            here.app.post_message(events.Key(key, character))
        await here.settle()
        assert is_table(here)
        assert ballots(here) == ()
        await here.keys("enter")
        assert here.screen.query_one(EntryLine).text == ""


async def test_storing_is_found_through_the_help_too(tmp_path):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter", "3", "f1", *"luu to", "enter")
        assert ballots(here) == (struck(3),)


async def test_an_empty_box_has_no_batches(tmp_path):
    async with at(Days(tmp_path).start(papers=0), HEAD, screen=ScreenId.ENTRY_STRIKE) as here:
        assert here.table() == []
        await here.keys("enter", "f6")
        assert is_table(here)
        assert "Mọi tập đã nhập đủ" in here.text


async def test_the_notice_leaves_the_other_keys_to_the_screen(tmp_path):
    async with at(Days(tmp_path, document(mode="real")).start(), TYPIST) as here:
        here.hands.seen = (Observation(check="interfaces", clear=False, seen="eth0"),)
        here.app.look()
        await here.settle()
        await here.keys("f8", "f4")
        assert "DỪNG NHẬP" in here.text
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


async def test_a_screen_of_entering_has_a_face_of_its_own():
    for part in ("faces", "cannot"):
        with pytest.raises(NotImplementedError):
            getattr(EnteringScreen(STRIKE), part)()
    with pytest.raises(NotImplementedError):
        EnteringScreen(STRIKE).show_work(None, None)


async def test_a_screen_whose_round_is_over_is_left(tmp_path):
    days = Days(tmp_path).start(papers=3).typed(1, 1, [struck(1)] * 3)
    async with at(days, HEAD) as here:
        days.typed(2, 1, [struck(1)] * 3)
        days.close()
        here.screen.refresh_day()
        here.app.go(ScreenId.DAY)
        await here.settle()
        here.app.pop_screen()
        await here.settle()
        assert here.screen.screen_id is ScreenId.DAY


async def test_it_is_there_at_both_sizes(tmp_path):
    for size in ((80, 24), (120, 40)):
        home = tmp_path / str(size[0])
        home.mkdir()
        async with at(Days(home).start(), TYPIST, size=size) as here:
            await here.keys("enter", "3")
            assert here.screen.query_one(EntryLine).size.height >= 4
            assert here.screen.query_one(NumberGrid).size.height >= 6
            assert len(here.screen.query(DataRows)) == 1


@pytest.mark.parametrize("lang", list(Lang))
async def test_how_far_it_is_stands_whole_on_eighty_columns_with_550_ballots(tmp_path, lang):
    days = Days(tmp_path, document(present=560)).start(papers=550, batch=225)
    days.typed(1, 3, [struck(1)] * 7, closed=False)
    async with at(days, TYPIST, lang=lang) as here:
        here.screen.desk.show(far(entry=1, batch=110, have=549, size=550, done=115, total=550), None)
        await here.settle()
        assert {
            Lang.VI: ("Tập 110 · phiếu 550 / 550", "Lần nhập 1: 115 / 550 · còn khoảng 1 giờ 27 phút"),
            Lang.EN: ("Batch 110 · paper 550 / 550", "Entry 1: 115 / 550 · about 1 h 27 min left"),
        }[lang] == tuple(part.strip() for part in re.split(r"\s{2,}", here.line(1)))


def far(**counted):
    """So far, at five ballots a minute."""
    pace = Pace()
    for second in range(0, 60, 12):
        pace = pace.stored(float(second))
    return Progress(**counted, pace=pace)


async def test_what_is_mended_by_the_time_of_the_boards_answer_needs_no_ruling(tmp_path):
    async with at(Days(tmp_path, document(mode="real")).start(), HEAD) as here:
        here.hands.seen = (Observation(check="interfaces", clear=False, seen="eth0"),)
        await here.app.looked()
        await here.settle()
        assert "DỪNG NHẬP" in here.seen
        here.hands.seen = (Observation(check="interfaces", clear=True),)
        await here.keys("enter")
        await here.app.workers.wait_for_complete()
        await here.settle()
        assert is_table(here)
        assert "DỪNG NHẬP" not in here.seen
        assert here.app.seen == here.hands.seen


@pytest.mark.parametrize("seen", [*Seen])
async def test_what_was_sent_to_the_board_is_told_whole_on_the_smallest_screen(tmp_path, seen):
    async with at(Days(tmp_path).start(), TYPIST) as here:
        await here.keys("enter")
        await here.type("1 2 3 4")
        await here.keys("f4", str([*Seen].index(seen) + 1))
        note = " ".join(here.seen.split("\n")[-4].split() + here.seen.split("\n")[-3].split() + here.line(-2).split())
        assert here.app.words(f"entry.seen.{seen}") in note
        assert note.endswith(f"đã lưu #{here.day.entries}")
