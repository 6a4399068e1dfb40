"""Where entries differ: which names, never what was typed; answered from the paper by two people (R2, Art. 8)."""

import pytest

from station.actions import ScreenId
from station.modals.problem import Problem
from station.screens.compare_view import ANSWERS, compare_rows, far, question, slipped
from station.screens.read_back import reader_of
from station.session.comparison import ANSWERS as ALLOWED
from station.session.comparison import Settle, differences
from station.session.marks import Mark, Marks, Seen
from station.session.round import Settled, Sheet, Way
from station.session.sheets import EnterSheet
from station.widgets.drawing import say
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, HEAD, MEMBER, OTHER, STRIKE, TYPIST, Days, document, struck
from tests.station.screens.entry_pilot import at

VI = Words(Lang.VI)
ALIKE = struck(1)


def typed_twice(home, one, other, *, contest=STRIKE, batch=10):
    """A day on which every paper was typed in both entries."""
    days = Days(home).start(contest, papers=len(one), batch=batch)
    for first in range(0, len(one), batch):
        for entry, ballots in ((1, one), (2, other)):
            days.typed(entry, first // batch + 1, ballots[first : first + batch], contest=contest)
    return days


def rows(days, answers=None, contest=STRIKE):
    work, reader = days.day.work(contest), reader_of(days.day, contest)
    return [[say(cell.text, VI) for cell in row.cells] for row in compare_rows(work, reader, answers or {})]


def asked(days, answers, contest=STRIKE):
    (one,) = differences(days.day.work(contest))
    return [say(part.text, VI) for part in question(one, reader_of(days.day, contest), answers, {})]


def test_a_paper_that_differs_is_told_with_its_names(tmp_path):
    days = typed_twice(tmp_path, [ALIKE, struck(3, 5), ALIKE], [ALIKE, struck(3, 6), ALIKE])
    assert rows(days) == [["Tập 1 phiếu 2", "5 Vũ Minh Đức, 6 Đào Thị Hà", "còn"]]


def test_nothing_tells_who_typed_what(tmp_path):
    """Whichever way round the entries are, every word on the screen is the same."""
    said = []
    for name, one, other in (("a", struck(3), struck(4)), ("b", struck(4), struck(3))):
        (tmp_path / name).mkdir()
        days = typed_twice(tmp_path / name, [one], [other])
        said.append((rows(days), asked(days, {}), far(days.day.work(STRIKE))))
    assert said[0] == said[1]


def test_the_names_are_asked_one_after_the_other(tmp_path):
    days = typed_twice(tmp_path, [struck(3, 5)], [struck(3, 6)])
    assert asked(days, {}) == [
        "Tập 1 phiếu 1 · 5 Vũ Minh Đức: trên giấy có bị gạch không?",
        "1 Có, bị gạch    2 Không gạch",
    ]
    assert asked(days, {5: Mark.STRUCK})[:2] == [
        "5 Vũ Minh Đức: bị gạch",
        "Tập 1 phiếu 1 · 6 Đào Thị Hà: trên giấy có bị gạch không?",
    ]
    assert "người thứ hai" in asked(days, {5: Mark.STRUCK, 6: Mark.KEPT})[-1]
    assert rows(days, {(1, 1): {5: Mark.STRUCK}})[0][2] == "đã đọc 1/2"
    assert question(None, reader_of(days.day, STRIKE), {}, {}) == ()


def test_the_answers_are_those_that_may_stand_on_the_paper():
    assert {kind: frozenset(marks) for kind, marks in ANSWERS.items()} == ALLOWED


def test_boxes_have_four_answers(tmp_path):
    days = typed_twice(tmp_path, [Marks(blank=(2,))], [Marks(both=(2,))], contest=BOXES)
    assert asked(days, {}, BOXES)[1] == "1 Đồng ý    2 Không đồng ý    3 Để trống cả hai ô    4 Đánh cả hai ô"
    for mark in ANSWERS[reader_of(days.day, BOXES).paper.kind]:
        assert asked(days, {2: mark}, BOXES)[0].startswith("2 Trần Văn Bảo: ")


def test_the_papers_add_up(tmp_path):
    one = [ALIKE, struck(3), struck(2, seen=Seen.UNCLEAR), struck(5), ALIKE]
    other = [ALIKE, struck(4), struck(2), struck(6), ALIKE]
    days = typed_twice(tmp_path, one, other, batch=4)
    days.sit(TYPIST)
    days.do(Settle(contest=STRIKE, place=(1, 2), answers={3: Mark.KEPT, 4: Mark.STRUCK}), second=HEAD)
    count = far(days.day.work(STRIKE))
    assert count == {"papers": 5, "same": 2, "settled": 1, "left": 1, "doubts": 1, "unruled": 1}
    assert count["same"] + count["settled"] + count["left"] + count["doubts"] == count["papers"]
    assert [row[2] for row in rows(days)] == ["✓ đã xử lý", "còn"]


def test_a_paper_left_out_is_recognised_by_all_that_differs_after_it(tmp_path):
    first = [struck(n) for n in (1, 2, 3, 4, 5, 6)]
    left_out = [*first[:2], *first[3:], ALIKE]
    days = typed_twice(tmp_path, first, left_out)
    assert slipped(days.day.work(STRIKE)) == (1, 3)
    (tmp_path / "b").mkdir()
    days = typed_twice(tmp_path / "b", first, [*first[:3], struck(6), struck(6), first[5]])
    assert slipped(days.day.work(STRIKE)) is None


def test_of_a_paper_that_is_settled_nothing_is_asked_and_what_was_read_is_told(tmp_path):
    days = typed_twice(tmp_path, [struck(3)], [struck(4)])
    answers = {3: Mark.KEPT, 4: Mark.STRUCK}
    days.sit(TYPIST)
    days.do(Settle(contest=STRIKE, place=(1, 1), answers=answers), second=HEAD)
    (one,), reader = differences(days.day.work(STRIKE)), reader_of(days.day, STRIKE)
    said = [say(part.text, VI) for part in question(one, reader, {}, answers)]
    assert said == [
        "3 Phạm Quốc Cường: không gạch",
        "4 Hoàng Thị Dung: bị gạch",
        "Hai người đã đọc như trên. Đọc lại từ đầu: 1 Có, bị gạch    2 Không gạch",
    ]
    again = [say(part.text, VI) for part in question(one, reader, {3: Mark.STRUCK}, answers)]
    assert again[1] == "Tập 1 phiếu 1 · 4 Hoàng Thị Dung: trên giấy có bị gạch không?"


@pytest.mark.asyncio
async def test_a_paper_that_nobody_doubted_is_put_before_the_board_from_the_comparison(tmp_path):
    days = typed_twice(tmp_path, [ALIKE, struck(3), ALIKE], [ALIKE, struck(4), ALIKE])
    async with at(days, TYPIST) as here:
        await here.keys("f3", "enter", "backspace", "3", "enter", "5")
        assert here.day.work(STRIKE).referred[1, 3].seen is Seen.SIGNED_OR_WRITTEN
        assert f"đã lưu #{here.day.entries}" in here.line(-2)
        assert "Phiếu nghi vấn chờ ban kiểm phiếu: 1" in here.text
        await here.keys("f3", "escape")
        assert len(here.day.work(STRIKE).referred) == 1


def test_of_tally_sheets_the_batch_is_counted_again(tmp_path):
    days = Days(tmp_path).start(papers=4, batch=2, way=Way.SHEETS)
    for person, sheet, third in ((TYPIST, 1, 2), (OTHER, 2, 1)):
        days.sit(person)
        votes = {1: 2, 2: 2, 3: third, 4: 0, 5: 0, 6: 0}
        days.do(EnterSheet(contest=STRIKE, batch=2, sheet=sheet, totals=Sheet(valid=2, invalid={}, votes=votes)))
    assert rows(days) == [["Tập 2", "hai tờ kiểm phiếu ghi khác nhau", "ĐẾM LẠI TẬP"]]


@pytest.mark.asyncio
async def test_two_people_settle_what_differs(tmp_path):
    days = typed_twice(tmp_path, [ALIKE, struck(3, 5), struck(2)], [ALIKE, struck(3, 6), struck(4)])
    async with at(days, TYPIST) as here:
        assert here.screen.screen_id is ScreenId.COMPARE
        assert "Khác nhau: 2 trong 3 phiếu." in here.text
        await here.keys("1", "2")
        assert here.table()[0][2] == "đã đọc 2/2"
        assert here.day.work(STRIKE).settled == {}, "nothing is stored before a second person has seen the paper"
        await here.keys("enter", "2", *"2222", "enter")
        assert here.day.work(STRIKE).settled == {
            (1, 2): Settled(answers={5: Mark.STRUCK, 6: Mark.KEPT}, by=(TYPIST, MEMBER))
        }
        assert here.table()[0][2] == "✓ đã xử lý"
        assert here.rows.marked == "1.3"
        assert f"đã lưu #{here.day.entries}" in here.line(-2)
        await here.keys("2", "1", "enter", "1", *"1111", "enter")
        assert "Không còn gì phải xem lại." in here.text
        assert "khớp: 1 · đã xử lý: 2 · còn: 0" in here.text


@pytest.mark.asyncio
async def test_a_wrong_pin_settles_nothing(tmp_path):
    days = typed_twice(tmp_path, [struck(3)], [struck(4)])
    async with at(days, TYPIST) as here:
        await here.keys("1", "2", "enter", "1", *"9999", "enter")
        assert isinstance(here.screen, Problem)
        await here.keys("escape")
        assert here.day.work(STRIKE).settled == {}
        assert here.table()[0][2] == "đã đọc 2/2"
        await here.keys("enter", "escape")
        assert here.day.work(STRIKE).settled == {}


@pytest.mark.asyncio
async def test_answers_are_taken_back_before_they_are_stored(tmp_path):
    days = typed_twice(tmp_path, [struck(3)], [struck(4)])
    async with at(days, TYPIST) as here:
        await here.keys("1", "2", "1")
        assert here.rung == 1, "there is no third name"
        await here.keys("f6")
        assert here.table()[0][2] == "đã đọc 1/2"
        await here.keys("enter")
        assert here.screen.screen_id is ScreenId.COMPARE, "one name is not read yet"
        await here.keys("f6")
        assert here.table()[0][2] == "còn"
        await here.keys("3")
        assert here.rung == 2, "a name is struck or it is not"


@pytest.mark.asyncio
async def test_boxes_are_answered_by_four_digits(tmp_path):
    days = typed_twice(tmp_path, [Marks(blank=(2,), disagree=(1,))], [Marks(both=(2,))], contest=BOXES)
    async with at(days, MEMBER, contest=BOXES) as here:
        await here.keys("3", "4", "enter", "3", *"4444", "enter")
        assert here.day.work(BOXES).settled[1, 1].answers == {1: Mark.BLANK, 2: Mark.BOTH}


@pytest.mark.asyncio
async def test_what_is_settled_can_be_read_again(tmp_path):
    days = typed_twice(tmp_path, [struck(3)], [struck(4)])
    days.do(Settle(contest=STRIKE, place=(1, 1), answers={3: Mark.KEPT, 4: Mark.STRUCK}), second=HEAD)
    async with at(days, TYPIST, screen=ScreenId.COMPARE) as here:
        await here.keys("1", "1", "enter", "1", *"1111", "enter")
        assert here.day.work(STRIKE).settled[1, 1].answers == {3: Mark.STRUCK, 4: Mark.STRUCK}


@pytest.mark.asyncio
async def test_the_doubtful_papers_are_one_key_away_and_the_way_on_opens_last(tmp_path):
    days = typed_twice(tmp_path, [struck(3), struck(1, seen=Seen.UNCLEAR)], [struck(4), struck(1)])
    async with at(days, HEAD) as here:
        assert "Phiếu nghi vấn chờ ban kiểm phiếu: 1." in here.text
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.COMPARE
        await here.keys("f4")
        assert here.screen.screen_id is ScreenId.DOUBTFUL
        await here.keys("enter", "4", "1", *"muc", "enter", "f8")
        assert here.screen.screen_id is ScreenId.COMPARE
        await here.keys("1", "2", "enter", "2", *"3333", "enter")
        assert "Không còn gì phải xem lại." in here.text
        seen = []
        here.app.go = lambda screen, contest: seen.append((screen, contest))
        await here.keys("f8")
        assert seen == [(ScreenId.RESULT, STRIKE)]


@pytest.mark.asyncio
async def test_from_the_last_ruling_one_goes_on_past_the_comparison(tmp_path):
    days = typed_twice(tmp_path, [struck(1, seen=Seen.UNCLEAR)], [struck(1)])
    async with at(days, HEAD) as here:
        await here.keys("f4", "enter", "4", "1", *"muc", "enter")
        seen = []
        here.app.go = lambda screen, contest: seen.append((screen, contest))
        await here.keys("f8")
        assert seen == [(ScreenId.RESULT, STRIKE)]
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_a_batch_with_a_paper_left_out_is_typed_again(tmp_path):
    first = [struck(n) for n in (1, 2, 3, 4, 5)]
    days = typed_twice(tmp_path, first, [*first[1:], struck(6)])
    async with at(days, HEAD) as here:
        assert "Tập 1: từ phiếu 1 trở đi đều khác" in here.text
        await here.keys("f6", "escape")
        assert here.screen.screen_id is ScreenId.COMPARE
        await here.keys("f6", "2", "1", "enter", *"sot", "enter")
        assert here.day.work(STRIKE).batch(2, 1) is None
        assert here.screen.screen_id is ScreenId.ENTRY_STRIKE


@pytest.mark.asyncio
async def test_of_tally_sheets_one_goes_to_the_sheets(tmp_path):
    days = Days(tmp_path).start(papers=2, batch=2, way=Way.SHEETS)
    for person, sheet, third in ((TYPIST, 1, 2), (OTHER, 2, 1)):
        days.sit(person)
        votes = {1: 2, 2: 2, 3: third, 4: 0, 5: 0, 6: 0}
        days.do(EnterSheet(contest=STRIKE, batch=1, sheet=sheet, totals=Sheet(valid=2, invalid={}, votes=votes)))
    async with at(days, HEAD, screen=ScreenId.COMPARE) as here:
        assert "Đếm lại tập trên giấy" in here.text
        await here.keys("1")
        assert here.rung == 1
        await here.keys("enter")
        assert here.screen.screen_id is ScreenId.SHEETS


@pytest.mark.asyncio
async def test_where_nothing_differs_it_says_so(tmp_path):
    days = typed_twice(tmp_path, [struck(1, seen=Seen.UNCLEAR)], [struck(1)])
    async with at(days, HEAD, screen=ScreenId.COMPARE) as here:
        assert "Không còn phiếu nào khác nhau phải đọc lại." in here.text
        await here.keys("enter", "1", "f6")
        here.screen.action_take_back()
        assert here.screen.screen_id is ScreenId.COMPARE
        await here.keys("f7")
        assert "No paper that differs is left" in here.text
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_names_of_thirty_letters_stand_whole_on_eighty_columns(tmp_path):
    names = [f"Nguyễn Hoàng Thị Phương Thanh {letter}" for letter in "ABCDEFG"]
    days = Days(tmp_path, document(names=names, seats=5)).start(papers=3, batch=3)
    days.typed(1, 1, [struck(1, 2), struck(3), struck(1, 2, 3)])
    days.typed(2, 1, [struck(1, 4), struck(7), struck(4, 5, 6)])
    async with at(days, HEAD) as here:
        await here.keys("2")
        first, second, third = (row[1].split("\n") for row in here.table())
        assert first == [f"2 {names[1]},", f"4 {names[3]}"]
        assert second == [f"3 {names[2]},", f"7 {names[6]}"]
        assert third == [f"1 {names[0]},", f"2 {names[1]},", f"3 {names[2]},", "và 3 tên nữa"]
        assert all(line in here.seen for line in (*first, *second, *third))
