"""Tally sheets: two a batch by two people, their sums checked as they are typed; nothing is averaged (R6, R7)."""

import pytest

from station.actions import ScreenId
from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.problem import Problem
from station.screens.sheet_form import SheetForm, figures_of, sheet_of, sums_said
from station.screens.sheets import paper_of, sheet_rows, sheets_for
from station.session.round import Sheet, Way
from station.session.sheets import EnterSheet
from station.themes.ink import Ink
from station.widgets.drawing import say
from tally.ballot import Reason
from tally.record.document import Observation
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, HEAD, OTHER, PEOPLE, STRIKE, TYPIST, Days, document
from tests.station.screens.entry_pilot import at

VI = Words(Lang.VI)
VOTES = {1: 3, 2: 3, 3: 3, 4: 2, 5: 2, 6: 2}
"""Of three valid ballots with five seats."""
TYPED = {"valid": 3, **{f"votes.{number}": votes for number, votes in VOTES.items()}}


def sheeted(home, *, papers=5, batch=3, **given):
    return Days(home, given.get("text")).start(papers=papers, batch=batch, way=Way.SHEETS)


def entered(days, batch, sheet, votes=None, *, by=None, valid=3, invalid=None):
    days.sit(by or (TYPIST if sheet == 1 else OTHER))
    totals = Sheet(valid=valid, invalid=invalid or {}, votes=votes or VOTES)
    days.do(EnterSheet(contest=STRIKE, batch=batch, sheet=sheet, totals=totals))
    return days


def paper(days, batch=1, contest=STRIKE):
    return paper_of(days.day, contest, batch)


def sums(days, typed):
    return [(say(one.text, VI), one.ink) for one in sums_said(paper(days), typed)]


def rows(days):
    return [[say(cell.text, VI) for cell in row.cells] for row in sheet_rows(days.day, days.day.work(STRIKE))]


def test_a_sheet_has_a_figure_for_each_reason_and_each_name(tmp_path):
    figures = figures_of(paper(sheeted(tmp_path)), {"valid": 3})
    assert [one.key for one in figures] == [
        "valid",
        "invalid.not_issued",
        "invalid.off_list_name",
        "invalid.distinguishing_mark",
        "invalid.several_inks",
        "invalid.signed_or_written",
        "invalid.more_than_seats",
        "invalid.votes_for_nobody",
        *(f"votes.{number}" for number in range(1, 7)),
    ]
    assert [one.number for one in figures[:2]] == [3, 0]
    assert figures[-1].number is None
    assert figures[-1].label == "6 Đào Thị Hà"


def test_each_ground_has_its_words(tmp_path):
    one_name = Days(tmp_path, document(boxes=PEOPLE[:1])).start(BOXES, papers=3, way=Way.SHEETS)
    for words in (VI, Words(Lang.EN)):
        for figure in (*figures_of(paper(one_name, contest=BOXES), {}),):
            assert say(figure.label, words)
    assert Reason.BOX_NOT_CLEAR in paper(one_name, contest=BOXES).grounds
    assert not paper(one_name, contest=BOXES).for_nobody


def test_a_sheet_is_one_once_every_vote_is_typed(tmp_path):
    of = paper(sheeted(tmp_path))
    assert sheet_of(of, TYPED) == Sheet(valid=3, invalid={}, votes=VOTES)
    invalid = {**TYPED, "valid": 2, "invalid.several_inks": 1, "invalid.not_issued": 0}
    assert sheet_of(of, invalid).invalid == {Reason.SEVERAL_INKS: 1}
    for key in TYPED:
        assert sheet_of(of, {one: figure for one, figure in TYPED.items() if one != key}) is None


def test_sums_that_agree_are_told(tmp_path):
    assert sums(sheeted(tmp_path), TYPED) == [
        ("✓ Hợp lệ 3 + không hợp lệ 0 = 3 / 3 phiếu của tập", Ink.GOOD),
        ("✓ Số phiếu cộng lại 15, nhiều nhất có thể là 15", Ink.GOOD),
        ("Đã đủ các số. So lại với tờ giấy rồi F8 để lưu.", Ink.STRONG),
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"valid": 2}, "✗ Hợp lệ 2 + không hợp lệ 0 = 2, tập có 3 phiếu"),
        ({"invalid.several_inks": 1}, "✗ Hợp lệ 3 + không hợp lệ 1 = 4, tập có 3 phiếu"),
        ({"votes.4": 3}, "✗ Số phiếu cộng lại 16; với 3 phiếu hợp lệ phải từ 3 đến 15"),
        ({"votes.1": 4}, "✗ 1 Lê Thị An được 4, nhiều hơn 3 phiếu hợp lệ"),
        (dict.fromkeys((f"votes.{n}" for n in range(2, 7)), 0) | {"votes.1": 2}, "✗ Số phiếu cộng lại 2; với 3 phiếu"),
    ],
)
def test_sums_that_no_ballots_give_are_told(tmp_path, changed, said):
    bad = [text for text, ink in sums(sheeted(tmp_path), TYPED | changed) if ink is Ink.BAD]
    assert any(text.startswith(said) for text in bad)


def test_what_is_left_to_type_is_told(tmp_path):
    days = sheeted(tmp_path)
    assert sums(days, {})[-1][0].startswith("Còn phải nhập 7 số.")
    assert sums(days, {"valid": 3, "votes.1": 0})[-1][0].startswith("Còn phải nhập 5 số.")
    assert sums(days, {"valid": 3, "votes.1": 0})[1][1] is Ink.GOOD, "too few votes only once all are typed"


def test_a_row_says_who_typed_and_whether_the_sheets_agree(tmp_path):
    days = sheeted(tmp_path, papers=9)
    entered(days, 1, 1)
    entered(days, 1, 2)
    entered(days, 2, 1)
    entered(days, 2, 2, {**VOTES, 1: 2})
    assert rows(days) == [
        ["1", "3", "✓ Lê Văn Cảnh", "✓ Đỗ Thị Duyên", "✓ hai tờ khớp"],
        ["2", "3", "✓ Lê Văn Cảnh", "✓ Đỗ Thị Duyên", "ĐẾM LẠI TẬP"],
        ["3", "3", "–", "–", "còn"],
    ]


def test_nobody_types_both_sheets(tmp_path):
    days = sheeted(tmp_path)
    assert sheets_for(days.day.work(STRIKE), TYPIST, 1) == (1, 2)
    entered(days, 1, 1)
    assert sheets_for(days.day.work(STRIKE), TYPIST, 1) == ()
    assert sheets_for(days.day.work(STRIKE), OTHER, 1) == (2,)
    entered(days, 1, 2, {**VOTES, 1: 2})
    assert sheets_for(days.day.work(STRIKE), TYPIST, 1) == (1,)
    assert sheets_for(days.day.work(STRIKE), HEAD, 1) == (1, 2)
    entered(days, 1, 1, {**VOTES, 1: 2})
    assert sheets_for(days.day.work(STRIKE), HEAD, 1) == ()


async def fill(here, figures=(3, None, None, None, None, None, None, None, 3, 3, 3, 2, 2, 2)):
    """Type the figures from the top; none where the row is left as it is."""
    keys = [key for figure in figures for key in (("down",) if figure is None else (*str(figure), "enter"))]
    await here.keys(*keys)


@pytest.mark.asyncio
async def test_a_sheet_is_typed_checked_and_stored(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        assert here.screen.screen_id is ScreenId.SHEETS
        await here.keys("enter")
        assert "Tập 1 · TỜ 1" in here.line(0)
        await here.keys("4")
        assert "✗ Hợp lệ 4 + không hợp lệ 0 = 4, tập có 3 phiếu" in here.text, "before the figure is even taken"
        await here.keys("escape")
        await fill(here)
        assert "Đã đủ các số." in here.text
        assert here.day.work(STRIKE).sheets == {}
        await here.keys("f8")
        assert here.day.work(STRIKE).sheets == {(1, 1): (Sheet(valid=3, invalid={}, votes=VOTES), TYPIST)}
        assert here.table()[0] == ["1", "3", "✓ Lê Văn Cảnh", "–", "còn"]
        assert here.line(-2).startswith("Đã lưu tờ 1 của tập 1.")
        assert here.line(-2).endswith(f"đã lưu #{here.day.entries}")


@pytest.mark.asyncio
async def test_the_second_sheet_shows_nothing_of_the_first(tmp_path):
    async with at(entered(sheeted(tmp_path), 1, 1), OTHER) as here:
        await here.keys("enter")
        assert "Tập 1 · TỜ 2" in here.line(0)
        assert all(one.number in (None, 0) for one in here.screen.query_one(SheetForm).rows.value)


@pytest.mark.asyncio
async def test_a_sheet_that_is_not_whole_or_can_not_be_is_not_stored(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("enter", "3", "f8")
        assert here.rung == 1
        assert here.day.work(STRIKE).sheets == {}
        await here.keys(*["up"] * 8)
        await fill(here, (2, None, None, None, None, None, None, None, 2, 2, 2, 2, 2, 0))
        await here.keys("f8")
        assert isinstance(here.screen, Problem)
        await here.keys("escape")
        assert here.day.work(STRIKE).sheets == {}
        assert here.screen.query_one(SheetForm).typed["valid"] == 2


@pytest.mark.asyncio
async def test_storing_a_sheet_that_is_not_whole_says_what_is_missing_and_goes_there(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("enter", "3", "enter", "f8")
        assert "✗ Chưa lưu: tờ này còn thiếu 6 số." in here.text
        assert "▸ 1 Lê Thị An" in here.text
        await here.keys("3")
        assert "Chưa lưu" not in here.text, "it is said no more once somebody goes on"


@pytest.mark.asyncio
async def test_a_figure_typed_where_no_sheet_is_open_is_told_and_its_enter_opens_none(tmp_path):
    """Else each figure would stand one line from where it belongs."""
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("3")
        assert here.rung == 1
        await here.keys("enter")
        assert "TỜ KIỂM PHIẾU" in here.line(0)
        assert here.line(-2).startswith("Chưa nhận số nào")
        await here.keys("enter")
        assert "Tập 1 · TỜ 1" in here.line(0)
        await here.keys("x", "escape", "enter")
        assert "Tập 1 · TỜ 1" in here.line(0), "what is typed while a sheet is open strays nowhere"


@pytest.mark.asyncio
async def test_the_last_line_says_what_the_keys_do_with_a_batch_and_with_a_sheet(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        assert here.line(-1).split("  ")[:2] == ["Enter Mở", "F6 Sửa tập"]
        await here.keys("enter")
        assert here.line(-1).split("  ")[:3] == ["F3 Tìm tên", "F6 Rút lại", "F8 Lưu tờ"]


@pytest.mark.asyncio
async def test_the_figure_typed_last_is_taken_back(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("enter", "f6")
        assert here.rung == 1
        await here.keys("3", "enter", "1", "enter", "f6")
        form = here.screen.query_one(SheetForm)
        assert form.typed == {"valid": 3}
        assert form.rows.value[form.rows.marked].key == "invalid.not_issued"


@pytest.mark.asyncio
async def test_a_figure_is_changed_only_by_another(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("enter", "3", "enter", "up", "backspace", "enter")
        assert here.screen.query_one(SheetForm).typed == {"valid": 3}
        await here.keys("up", "2", "enter")
        assert here.screen.query_one(SheetForm).typed == {"valid": 2}


@pytest.mark.asyncio
async def test_a_name_is_searched_and_brought_in_sight(tmp_path):
    names = tuple(f"Nguyễn Văn Thứ {n}" for n in range(60))
    days = Days(tmp_path, document(names=names, seats=55)).start(papers=3, way=Way.SHEETS)
    async with at(days, TYPIST) as here:
        await here.keys("enter", "f3", *"thu 58", "enter")
        assert "▸ 59 Nguyễn Văn Thứ 58" in here.text
        await here.keys("down")
        assert "▸ 60 Nguyễn Văn Thứ 59" in here.text
        await here.keys("f3", "escape")
        assert "▸ 60" in here.text


@pytest.mark.asyncio
async def test_leaving_a_sheet_that_is_begun_is_asked_about(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("enter", "escape")
        assert "TỜ KIỂM PHIẾU" in here.line(0)
        await here.keys("enter", "3", "enter", "escape")
        assert isinstance(here.screen, Confirm)
        await here.keys("enter")
        assert here.screen.query_one(SheetForm).typed == {"valid": 3}
        await here.keys("escape", "right", "enter")
        assert "TỜ KIỂM PHIẾU" in here.line(0)
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_a_sheet_is_refused_to_whoever_typed_the_other_and_where_both_agree(tmp_path):
    async with at(entered(sheeted(tmp_path), 1, 1), TYPIST) as here:
        await here.keys("enter")
        assert "đã nhập tập 1 một lần" in here.text
    (tmp_path / "b").mkdir()
    days = entered(entered(sheeted(tmp_path / "b"), 1, 1), 1, 2)
    async with at(days, HEAD) as here:
        await here.keys("enter")
        assert "đã nhập rồi" in here.text


@pytest.mark.asyncio
async def test_of_two_sheets_that_differ_one_is_typed_again(tmp_path):
    days = entered(entered(sheeted(tmp_path, papers=3), 1, 1), 1, 2, {**VOTES, 1: 2})
    async with at(days, HEAD) as here:
        assert "đếm lại tập đó trên giấy" in here.text
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.SHEETS
        await here.keys("enter")
        assert isinstance(here.screen, Choose)
        await here.keys("escape", "enter", "2")
        assert "TỜ 2" in here.line(0)
        await fill(here)
        await here.keys("f8")
        assert "Mọi tập đã đủ hai tờ và khớp nhau." in here.text
        seen = []
        here.app.go = lambda screen, contest: seen.append((screen, contest))
        await here.keys("f8")
        assert seen == [(ScreenId.RESULT, STRIKE)]


@pytest.mark.asyncio
async def test_only_the_one_sheet_that_somebody_may_type_is_taken_without_a_question(tmp_path):
    days = entered(entered(sheeted(tmp_path, papers=3), 1, 1), 1, 2, {**VOTES, 1: 2})
    async with at(days, OTHER) as here:
        await here.keys("enter")
        assert "TỜ 2" in here.line(0)


@pytest.mark.asyncio
async def test_the_board_throws_a_sheet_away(tmp_path):
    async with at(entered(sheeted(tmp_path), 1, 1), HEAD) as here:
        await here.keys("f6", "1", "1", "enter", *"sai", "enter")
        assert here.day.work(STRIKE).sheets == {}
        assert here.table()[0][2] == "–"


@pytest.mark.asyncio
async def test_an_empty_box_has_no_sheets(tmp_path):
    async with at(sheeted(tmp_path, papers=0), HEAD, screen=ScreenId.SHEETS) as here:
        await here.keys("enter", "f6")
        assert here.table() == []


@pytest.mark.asyncio
async def test_a_network_stops_the_sheets_too(tmp_path):
    async with at(sheeted(tmp_path, text=document(mode="real")), TYPIST) as here:
        await here.keys("enter", "3", "enter")
        here.hands.seen = (Observation(check="interfaces", clear=False, seen="eth0"),)
        here.app.look()
        await here.settle()
        assert "DỪNG NHẬP" in here.text
        here.hands.seen = ()
        here.app.look()
        await here.settle()
        assert here.screen.query_one(SheetForm).typed == {"valid": 3}


@pytest.mark.unmeasured
@pytest.mark.asyncio
async def test_both_languages_are_live(tmp_path):
    async with at(sheeted(tmp_path), TYPIST) as here:
        await here.keys("f7")
        assert "Each batch has two tally sheets" in here.text
        await here.keys("enter", "3", "f7")
        assert "Phiếu hợp lệ" in here.text
