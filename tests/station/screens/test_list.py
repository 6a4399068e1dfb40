"""The list of a contest: who stands and who brought them on, the surplus, and what the rules remark (R3-R6, R13)."""

import json
from dataclasses import replace

import pytest

from station.actions import ScreenId
from station.screens.list import list_rows, list_said, list_sentence, person_said
from station.session.definition import Define
from station.widgets.drawing import say
from tally.contest import NominatedBy, Withdrawal
from tally.regulation import REGULATIONS
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, HEAD, STRIKE, Days, document, people
from tests.station.screens.entry_pilot import at
from tests.station.screens.test_list_person import AN, CONTEST
from tests.station.screens.test_open_days import stick
from tests.station.worlds import Hands

RULES = REGULATIONS["190-QĐ/TW"]
VI, EN = Words(Lang.VI), Words(Lang.EN)


def cells(contest, words=VI):
    return [[say(cell.text, words) for cell in row.cells] for row in list_rows(contest)]


def told(days, contest=STRIKE, marked=None, words=VI):
    return [say(one.text, words) for one in list_said(days.day, contest, marked, words)]


def changed(home, **candidate):
    """A day whose first candidate of the strike contest is changed."""
    tree = json.loads(document())
    tree["contests"][0]["candidates"][0] |= candidate
    return Days(home, json.dumps(tree))


def test_a_row_has_what_the_congress_file_says_of_a_person():
    floor = replace(AN, number=4, name="[b]Bình[/b]", nominated_by=NominatedBy.FLOOR, agreed_by=61, incumbent=False)
    own = replace(AN, number=5, nominated_by=NominatedBy.SELF)
    assert cells(replace(CONTEST, candidates=(AN, floor, own))) == [
        ["3", "Lê Thị An", "nữ", "01/05/1986", "Kinh", "cấp ủy", "tái cử"],
        ["4", "[b]Bình[/b]", "nữ", "01/05/1986", "Kinh", "đề cử 61", "mới"],
        ["5", "Lê Thị An", "nữ", "01/05/1986", "Kinh", "tự ƯC –", "tái cử"],
    ]
    assert cells(CONTEST, EN)[0][2:] == ["F", "01/05/1986", "Kinh", "committee", "yes"]


def test_all_that_is_known_of_the_marked_one_is_said():
    """R3: how many agreed, out of how many attending, and where a withdrawal stands."""
    person = replace(
        AN,
        nominated_by=NominatedBy.SELF,
        agreed_by=12,
        attributes=frozenset({"science_technology"}),
        from_round=2,
        withdrawal=Withdrawal.GRANTED,
        withdrawn_before_round=3,
    )
    assert person_said(person, 30, VI) == (
        "3 Lê Thị An · tự ứng cử: 12 trong 30 người dự đồng ý · Có trình độ về khoa học, công nghệ · "
        "thêm từ vòng 2 · được đại hội cho rút · không còn trong danh sách từ vòng 3"
    )
    assert person_said(replace(AN, nominated_by=NominatedBy.FLOOR), 30, VI) == "3 Lê Thị An · được đề cử tại đại hội"


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (3, "Danh sách 3 người, bầu 2: số dư 1 người, bằng 50,00 % số cần bầu. (R4; Điều 14)"),
        (2, "Danh sách 2 người, bầu 2: không có số dư. (R4; Điều 14)"),
        (1, "Danh sách 1 người, bầu 2: ít hơn số cần bầu 1 người. (R4; Điều 14)"),
    ],
)
def test_the_surplus_is_measured_on_the_seats_voted_on(listed, said):
    """R4, Art. 14: never on the list or the quota."""
    assert list_sentence(VI, CONTEST, listed, RULES).replace("\u00a0", " ") == said


def test_under_the_list_stand_the_marked_one_the_surplus_the_poll_and_the_remarks_errors_first(tmp_path):
    days = changed(tmp_path, nominated_by="floor", agreed_by=9)
    said = told(days, marked="1")
    assert said[0].startswith("1 Lê Thị An · được đề cử tại đại hội: 9 trong 30")
    assert said[1].startswith("Danh sách 6 người, bầu 5")
    assert said[2].startswith("Lấy phiếu xin ý kiến: 0 người")
    assert said[3].startswith("⚠ ")
    assert "(R3;" in said[3]
    assert told(days, marked=None)[0] == said[1]


def test_more_remarks_than_have_room_are_counted(tmp_path):
    tree = json.loads(document())
    for person in tree["contests"][0]["candidates"]:
        person |= {"nominated_by": "self"}
    days = Days(tmp_path, json.dumps(tree))
    assert told(days)[-1] == "… và 4 lưu ý khác ở màn hình chuẩn bị."


@pytest.mark.asyncio
async def test_the_list_is_changed_one_person_at_a_time_and_stored_at_once(tmp_path):
    async with at(Days(tmp_path), HEAD, screen=ScreenId.LIST) as here:
        assert here.line(0).startswith("Ban Chấp hành · Danh sách bầu cử")
        await here.keys("down", "enter", "1", "down", *" Nam", "f8")
        assert here.table()[1][:2] == ["2", "Trần Văn Bảo Nam"]
        await here.keys("f2", *"Vũ", "down", "2", "down", *"1990", "f8")
        assert here.day.contest(STRIKE).contest.candidates[-1].name == "Vũ"
        assert len(here.table()) == 7
        await here.keys("f2", "escape", "enter", "escape", "enter", "1", "escape")
        assert len(here.table()) == 7
        await here.keys("f3", *"dung", "enter")
        assert here.said("Paragraphs").startswith("4 Hoàng Thị Dung")
        await here.keys("f3", "escape", "f8")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_the_order_of_names_is_only_put_when_it_is_asked_for(tmp_path):
    """R6.order."""
    names = ("Bùi Văn Yên", "Vũ Thị An", "Trần Văn Ân")
    tree = json.loads(document(names=names, seats=2))
    days = Days(tmp_path, json.dumps(tree))
    async with at(days, HEAD, screen=ScreenId.LIST) as here:
        assert [row[1] for row in here.table()] == [*names]
        await here.keys("enter", "2")
        assert [row[:2] for row in here.table()] == [["1", "Vũ Thị An"], ["2", "Trần Văn Ân"], ["3", "Bùi Văn Yên"]]
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_the_poll_is_offered_where_there_is_somebody_to_ask_about(tmp_path):
    """R5."""
    days = changed(tmp_path, nominated_by="floor")
    async with at(days, HEAD, screen=ScreenId.LIST) as here:
        await here.keys("enter", "3", "escape")
        assert here.day.contest(STRIKE).contest.candidates[0].agreed_by is None
        await here.keys("enter", "3", "1", "2", "enter")
        assert here.day.contest(STRIKE).contest.candidates[0].agreed_by == 12
        assert "1 người được trên 30 %" in here.seen.replace("\u00a0", " ")


@pytest.mark.asyncio
async def test_a_list_from_a_spreadsheet_takes_the_place_of_the_one_there_or_comes_behind_it(tmp_path):
    usb = stick(tmp_path, **{"ds.csv": "Họ và tên,Giới tính,Năm sinh,Dân tộc,Tái cử\nLê A,Nữ,1986,Kinh,x\n"})
    async with at(Days(tmp_path), HEAD, screen=ScreenId.LIST, hands=Hands(sticks=(usb,))) as here:
        await here.keys("f4", "escape")
        await here.keys("f4", "1", "escape")
        assert len(here.table()) == 6
        await here.keys("f4", "1", "2")
        assert here.table()[-1][:2] == ["7", "Lê A"]
        await here.keys("f4", "1", "1")
        assert [row[:2] for row in here.table()] == [["1", "Lê A"]]


@pytest.mark.asyncio
async def test_once_papers_were_counted_a_list_only_grows_for_the_round_to_come(tmp_path):
    """R11: names for a further ballot; nothing else of the list changes."""
    usb = stick(tmp_path, **{"ds.csv": "Họ và tên,Giới tính,Năm sinh,Dân tộc,Tái cử\nLê A,Nữ,1986,Kinh,x\n"})
    days = Days(tmp_path).start()
    async with at(days, HEAD, screen=ScreenId.LIST, hands=Hands(sticks=(usb,))) as here:
        await here.keys("f4", "1")
        assert here.day.contest(STRIKE).contest.candidates[-1].from_round == 2
        await here.keys("enter", "2")
        assert "đã được xác nhận" in here.seen
        await here.keys("escape")
        assert [row[0] for row in here.table()] == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.asyncio
async def test_where_only_the_elected_of_another_contest_may_stand_they_are_offered(tmp_path):
    """R13."""
    tree = json.loads(document())
    tree["contests"][1] |= {"kind": "secretary", "pool": STRIKE, "quota": 1, "seats": 1, "candidates": people(["Ai"])}
    days = Days(tmp_path)
    days.do(Define(document=json.dumps(tree)))
    async with at(days, HEAD, contest=BOXES, screen=ScreenId.LIST) as here:
        await here.keys("f2", "2")
        assert here.table()[-1][1] == "Trần Văn Bảo"
        await here.keys("f2", "escape")
        assert len(here.table()) == 2
