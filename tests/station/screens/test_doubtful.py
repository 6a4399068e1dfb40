"""Doubtful papers: what was seen, the rule and how sure we are of it, and every ruling of the board (R2, R6)."""

from dataclasses import replace

import pytest

from station.actions import ScreenId
from station.modals.problem import Problem
from station.screens.doubtful import about_paper, agreed, doubt_rows, rule_said, ruled, seen_on
from station.screens.paper_line import PaperLine
from station.screens.read_back import reader_of
from station.session.batches import ResizeBatch
from station.session.doubts import Refer, Rule
from station.session.entry import CloseBatch, EnterBallot
from station.session.marks import Seen
from station.session.round import Ruling
from station.widgets.drawing import say
from station.widgets.entry_line import EntryLine
from tally.ballot import Reason
from tally.regulation import REGULATIONS
from tally.words import Lang, Words
from tests.station.screens.entry_days import HEAD, MEMBER, OTHER, STRIKE, TYPIST, Days, struck
from tests.station.screens.entry_pilot import at

VI, EN = Words(Lang.VI), Words(Lang.EN)
RULES = REGULATIONS["190-QĐ/TW"]


def doubted(home, one, other=None, *, papers=3):
    """A batch whose first paper was doubted in the first entry, typed in the second too unless that is not given."""
    days = Days(home).start(papers=papers)
    days.typed(1, 1, [one, struck(1), struck(1)])
    return days if other is None else days.typed(2, 1, [other, struck(1), struck(1)])


def rule(days, defect=None, marks=None, reason="Cả ban thấy rõ"):
    days.sit(HEAD)
    marks = marks or struck(3)
    days.do(Rule(contest=STRIKE, place=(1, 1), defect=defect, marks=marks, agree=2, against=0, reason=reason))
    return days


def rows(days):
    work, reader = days.day.work(STRIKE), reader_of(days.day, STRIKE)
    return [[say(cell.text, VI) for cell in row.cells] for row in doubt_rows(work, reader, VI)]


def about(days, words=VI):
    said = about_paper(days.day, STRIKE, (1, 1), reader_of(days.day, STRIKE), words)
    return [say(one.text, words) for one in said]


def test_what_either_entry_saw_is_told(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.SEVERAL_INKS), struck(3, seen=Seen.SIGNED_OR_WRITTEN))
    assert seen_on(days.day.work(STRIKE), (1, 1)) == (Seen.SEVERAL_INKS, Seen.SIGNED_OR_WRITTEN)
    assert rows(days) == [["Tập 1 phiếu 1", "dùng nhiều loại mực và có ký tên hoặc viết thêm", "chờ kết luận"]]


def test_the_state_is_how_the_board_ruled(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    rule(days, Reason.SEVERAL_INKS)
    assert rows(days)[0][2] == "✓ không hợp lệ"
    rule(days)
    assert rows(days)[0][2] == "✓ hợp lệ"
    rule(days, marks=struck(1, 2, 3, 4, 5, 6))
    assert rows(days)[0][2] == "✓ không hợp lệ"
    days.do(ResizeBatch(contest=STRIKE, batch=1, size=4, reason="Thêm một tờ"))
    for entry, person in ((1, TYPIST), (2, OTHER)):
        days.sit(person)
        of = {"contest": STRIKE, "entry": entry, "batch": 1}
        days.do(EnterBallot(**of, paper=4, marks=struck(1)))
        days.do(CloseBatch(**of))
    assert rows(days)[0][2] == "phải xem lại"
    assert "phải xem lại vì tập đã đổi" in about(days)[-1]


def test_nothing_of_a_paper_is_told_while_an_entry_of_its_batch_is_typed(tmp_path):
    days = doubted(tmp_path, struck(3, 5, seen=Seen.UNCLEAR))
    assert rows(days) == []
    days.typed(2, 1, [struck(3, 5), struck(1), struck(1)], closed=False)
    assert rows(days) == []
    days.do(CloseBatch(contest=STRIKE, entry=2, batch=1))
    assert [row[0] for row in rows(days)] == ["Tập 1 phiếu 1"]


def test_who_put_a_paper_before_the_board_is_told(tmp_path):
    days = doubted(tmp_path, struck(3), struck(3))
    assert rows(days) == []
    days.do(Refer(contest=STRIKE, place=(1, 1), seen=Seen.SIGNED_OR_WRITTEN))
    assert rows(days) == [["Tập 1 phiếu 1", "có ký tên hoặc viết thêm", "chờ kết luận"]]
    assert "Đưa ra ban sau khi đã nhập: Đỗ Thị Duyên." in about(days)


def test_where_every_entry_agrees_the_marks_are_told_in_names(tmp_path):
    days = doubted(tmp_path, struck(3, 5, seen=Seen.UNCLEAR), struck(3, 5))
    assert agreed(days.day.work(STRIKE), (1, 1)) == struck(3, 5)
    assert about(days)[-1] == "Các lần nhập ghi như nhau: gạch: 3 Phạm Quốc Cường · 5 Vũ Minh Đức."


def test_where_entries_differ_only_the_names_are_told(tmp_path):
    days = doubted(tmp_path, struck(3, 5, seen=Seen.UNCLEAR), struck(3, 6))
    assert agreed(days.day.work(STRIKE), (1, 1)) is None
    assert about(days)[-1].startswith("Các lần nhập ghi khác nhau ở: 5 Vũ Minh Đức · 6 Đào Thị Hà.")


@pytest.mark.parametrize(("seen", "clause"), [(Seen.UNCLEAR, "R6;"), (Seen.NOT_ISSUED, "R6;")])
def test_the_rule_that_may_apply_is_told_with_its_article(tmp_path, seen, clause):
    said = about(doubted(tmp_path, struck(3, seen=seen), struck(3)))[1]
    assert f"({clause} Điều 15" in said


def test_how_sure_we_are_of_a_rule_is_told_as_the_command_does():
    assert rule_said(VI, RULES, "R6").endswith("(R6; Điều 15) đã đọc nguyên văn.")
    sure = rule_said(VI, RULES, "R6.defects")
    assert sure.startswith("Phần mềm ghi là không hợp lệ")
    assert sure.endswith("(R6; Điều 15; cần đối chiếu nguyên văn) đọc ở nguồn không chính thức.")


def test_words_read_of_another_regulation_are_told_as_applied_like_there():
    old = REGULATIONS["244-QĐ/TW"]
    assert rule_said(VI, old, "R6").startswith("Phần mềm áp dụng như đối với Quyết định 190-QĐ/TW: ")
    assert rule_said(EN, RULES, "R6") != rule_said(EN, old, "R6")


def test_every_ruling_stays_with_its_votes_reason_and_people(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    rule(days, Reason.SEVERAL_INKS, reason="Hai màu mực")
    rule(days, reason="Xem dưới đèn")
    first, second = about(days)[-2:]
    assert first == (
        "Kết luận 1: không hợp lệ: dùng nhiều loại mực. 2 đồng ý, 0 không. Lý do: Hai màu mực. (Nguyễn Thị Hạnh)"
    )
    assert second == (
        "Kết luận 2: đọc là gạch: 3 Phạm Quốc Cường – hợp lệ. 2 đồng ý, 0 không. Lý do: Xem dưới đèn. (Nguyễn Thị Hạnh)"
    )


def test_a_ruling_whose_ballot_is_destroyed_says_so(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    ruling = Ruling(defect=None, marks=None, agree=2, against=0, reason="", by=(HEAD,))
    reader = reader_of(days.day, STRIKE)
    assert ruled(ruling, reader, VI) == "nội dung phiếu đã được hủy trong máy"
    work = replace(days.day.work(STRIKE), rulings={(1, 1): (ruling,)})
    assert say(doubt_rows(work, reader, VI)[0].cells[2].text, VI) == "✓ không hợp lệ"


@pytest.mark.asyncio
async def test_the_board_rules_that_a_paper_is_invalid(tmp_path):
    async with at(doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3)), HEAD, screen=ScreenId.DOUBTFUL) as here:
        assert "Chờ ban kiểm phiếu kết luận: 1 trong 1 phiếu." in here.text
        await here.keys("enter", "5", "1", *"ky", "enter")
        (ruling,) = here.day.work(STRIKE).rulings[1, 1]
        assert (ruling.defect, ruling.agree, ruling.against) == (Reason.SIGNED_OR_WRITTEN, 2, 0)
        assert (ruling.marks, ruling.reason, ruling.by) == (struck(3), "ky", (HEAD,))
        assert f"đã lưu #{here.day.entries}" in here.line(-2)
        assert "Ban đã kết luận đủ 1 phiếu." in here.text
        await here.keys("f6")
        assert len(here.day.work(STRIKE).rulings[1, 1]) == 1


@pytest.mark.asyncio
async def test_the_board_reads_the_paper_again(tmp_path):
    days = doubted(tmp_path, struck(3, 5, seen=Seen.UNCLEAR), struck(3, 6))
    async with at(days, MEMBER, screen=ScreenId.DOUBTFUL) as here:
        await here.keys("enter", "1", *"1111", "enter", "6")
        assert isinstance(here.screen, PaperLine)
        await here.keys("9")
        assert "không có số 9" in here.text
        await here.keys("backspace", "4", "f7")
        assert "struck: 4 Hoàng Thị Dung" in here.text
        await here.keys("f7", "enter", "1", *"ro", "enter")
        (ruling,) = here.day.work(STRIKE).rulings[1, 1]
        assert (ruling.defect, ruling.marks, ruling.by) == (None, struck(4), (MEMBER, HEAD))


@pytest.mark.asyncio
async def test_a_paper_that_reads_as_invalid_is_asked_about_twice(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    async with at(days, HEAD, screen=ScreenId.DOUBTFUL) as here:
        await here.keys("enter", "6", "0", "enter")
        assert isinstance(here.screen, PaperLine)
        await here.keys("enter", "1", *"nguyen", "enter")
        assert here.day.work(STRIKE).rulings[1, 1][0].marks == struck()


@pytest.mark.asyncio
async def test_what_every_entry_says_is_taken_by_one_key(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    async with at(days, HEAD, screen=ScreenId.DOUBTFUL) as here:
        await here.keys("enter")
        assert "7 Hợp lệ; đọc như đã nhập: gạch: 3 Phạm Quốc Cường" in here.text
        await here.keys("7", "1", *"ro", "enter")
        (ruling,) = here.day.work(STRIKE).rulings[1, 1]
        assert (ruling.defect, ruling.marks) == (None, struck(3))


@pytest.mark.asyncio
async def test_whoever_types_the_second_entry_finds_nothing_of_the_first_in_the_queue(tmp_path):
    async with at(doubted(tmp_path, struck(3, seen=Seen.NOT_ISSUED)), OTHER, screen=ScreenId.DOUBTFUL) as here:
        assert "Không có phiếu nghi vấn nào." in here.text
        assert "phiếu do ban" not in here.text


@pytest.mark.asyncio
async def test_a_paper_that_nobody_doubted_is_put_before_the_board_and_taken_back(tmp_path):
    async with at(doubted(tmp_path, struck(3), struck(3)), HEAD, screen=ScreenId.DOUBTFUL) as here:
        for keys in ((), ("1", "enter"), ("1", "enter", "2", "enter")):
            await here.keys("f3", *keys, "escape")
            assert here.day.work(STRIKE).referred == {}
        await here.keys("f3", "1", "enter", "9", "enter")
        assert isinstance(here.screen, Problem)
        await here.keys("escape", "f3", "1", "enter", "2", "enter", "5")
        assert here.day.work(STRIKE).referred[1, 2].seen is Seen.SIGNED_OR_WRITTEN
        assert f"đã lưu #{here.day.entries}" in here.line(-2)
        assert here.rows.marked == "1.2"
        assert "có ký tên hoặc viết thêm" in here.text
        await here.keys("f3", "enter", "enter", "7")
        assert here.day.work(STRIKE).referred == {}
        assert "Không có phiếu nghi vấn nào." in here.text


@pytest.mark.asyncio
async def test_a_question_that_is_left_rules_nothing(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    async with at(days, HEAD, screen=ScreenId.DOUBTFUL) as here:
        for keys in ((), ("6",), ("1",), ("1", "1")):
            await here.keys("enter", *keys, "escape")
            assert here.day.work(STRIKE).rulings == {}
            assert here.screen.screen_id is ScreenId.DOUBTFUL
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.DOUBTFUL, "a paper waits for the board"


@pytest.mark.asyncio
async def test_an_operator_does_not_rule(tmp_path):
    days = doubted(tmp_path, struck(3, seen=Seen.UNCLEAR), struck(3))
    async with at(days, TYPIST, screen=ScreenId.DOUBTFUL) as here:
        await here.keys("enter")
        assert here.screen.screen_id is ScreenId.DOUBTFUL
        assert "Kết luận" not in here.line(-1)
        assert here.day.work(STRIKE).rulings == {}


@pytest.mark.asyncio
async def test_where_nothing_is_doubted_it_says_so(tmp_path):
    async with at(Days(tmp_path).start(), HEAD, screen=ScreenId.DOUBTFUL) as here:
        assert "Không có phiếu nghi vấn nào." in here.text
        await here.keys("enter")
        here.screen.action_rule()
        assert (here.screen.screen_id, here.rung) == (ScreenId.DOUBTFUL, 1)
        await here.keys("f7")
        assert "There are no doubtful papers." in here.text
        assert not here.screen.query(EntryLine)
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_the_queue_tells_of_the_marked_paper(tmp_path):
    days = Days(tmp_path).start(papers=3)
    for entry in (1, 2):
        days.typed(entry, 1, [struck(3, seen=Seen.UNCLEAR), struck(4, seen=Seen.SEVERAL_INKS), struck(1)])
    async with at(days, HEAD, screen=ScreenId.DOUBTFUL, size=(120, 40)) as here:
        assert "3 Phạm Quốc Cường" in here.text
        await here.keys("down")
        assert "4 Hoàng Thị Dung" in here.text
        assert "(R6; Điều 15; cần đối chiếu nguyên văn)" in here.text
