"""Making a congress step by step: whether it counts, the congress, a contest, its list; nothing typed is lost."""

from datetime import date
from pathlib import Path

import pytest

from station.days import FileFound, Place
from station.drafting import draft_of, faults
from station.screens.making import faults_by_cell, file_label, mode_wanted, new_congress, new_contest, people_of_file
from station.session import Day
from station.widgets.drawing import say
from tally.congress import Mode
from tally.contest import ContestKind
from tally.faults import BadInput, Fault
from tally.words import Lang, Words
from tests.station.screens.entry_days import STRIKE, Days, document
from tests.station.screens.scripted import ESCAPE, Scripted, options, said
from tests.station.screens.test_open_days import stick
from tests.station.worlds import Hands, world

VI = Words(Lang.VI)
TODAY = date(2026, 11, 20)
CONGRESS = {"unit": "Chi bộ thôn Tây", "place": "thôn Tây", "present": "22", "head": "Nguyễn Văn An"}
SEATS = {"quota": "2", "seats": "2"}
KIND = {kind: place for place, kind in enumerate(ContestKind)}
COMMITTEE = KIND[ContestKind.COMMITTEE]
AN, BINH = {"name": "Lê An", "born": "1986", "sex": "female"}, {"name": "Vũ Bình", "born": "1990", "sex": "male"}
TYPED = 1
CSV = "Họ và tên,Giới tính,Năm sinh,Dân tộc,Tái cử\n"


class NoDay:
    """A service before there is one: an empty day."""

    day = Day()


def at(home, *answers, service=None, **files):
    sticks = (stick(home, **files),) if files else ()
    return Scripted(service or NoDay(), *answers, world=world(home, Hands(sticks=sticks)))


async def made(screen, is_taken=lambda draft: False):
    draft = await new_congress(screen, TODAY, is_taken)
    assert not screen.answers, screen.answers
    return draft


@pytest.mark.asyncio
async def test_a_congress_is_made_of_what_is_asked_and_has_no_fault(tmp_path):
    screen = at(tmp_path, 1, CONGRESS, COMMITTEE, SEATS, TYPED, AN, BINH, ESCAPE)
    draft = await made(screen)
    assert draft.congress.mode is Mode.TRAINING
    [contest] = draft.contests
    assert (contest.title, contest.seats) == ("Bầu Chi ủy", 2)
    assert [(one.number, one.name) for one in contest.candidates] == [(1, "Lê An"), (2, "Vũ Bình")]
    assert faults(draft) == ()
    assert "Đã có 1 người." in said(screen.asked[-2])


@pytest.mark.asyncio
async def test_whether_it_counts_is_asked_first_and_that_it_stays_is_said(tmp_path):
    screen = at(tmp_path, ESCAPE)
    assert await made(screen) is None
    assert "không đổi được nữa" in said(screen.asked[0])
    assert [option.split(":")[0] for option in options(screen.asked[0])] == ["THẬT", "TẬP HUẤN"]
    assert await mode_wanted(at(tmp_path, 0)) is Mode.REAL
    assert await made(at(tmp_path, 0, ESCAPE)) is None


@pytest.mark.asyncio
async def test_escape_goes_a_step_back_and_what_was_typed_stays(tmp_path):
    other = {"quota": "3", "seats": "2"}
    steps = (COMMITTEE, SEATS, ESCAPE, other, TYPED, ESCAPE, TYPED, AN, ESCAPE)
    draft = await made(at(tmp_path, 0, CONGRESS, *steps))
    assert (draft.contests[0].quota, draft.contests[0].seats) == (3, 2)


@pytest.mark.asyncio
async def test_a_congress_half_made_is_given_up_only_after_asking(tmp_path):
    screen = at(tmp_path, 0, CONGRESS, ESCAPE, False, COMMITTEE, ESCAPE, True)
    assert await made(screen) is None
    assert "sẽ mất" in said(screen.asked[-1])


@pytest.mark.asyncio
async def test_the_first_list_may_come_from_a_spreadsheet_and_where_that_fails_it_is_asked_again(tmp_path):
    files = {"a.csv": f"{CSV}Lê A,Nữ,31/02/1980,Kinh,\n", "b.csv": f"{CSV}Lê A,Nữ,1986,Kinh,x\n"}
    steps = (COMMITTEE, SEATS, 0, 0, ESCAPE, 0, 1)
    screen = at(tmp_path, 0, CONGRESS, *steps, **files)
    draft = await made(screen)
    assert [one.name for one in draft.contests[0].candidates] == ["Lê A"]
    assert "a.csv: 1 chỗ chưa đúng." in said(screen.asked[6])
    assert "C2: Không có ngày “31/02/1980”" in said(screen.asked[6])


@pytest.mark.asyncio
async def test_what_of_a_spreadsheet_is_not_taken_over_is_told_and_everybody_in_it_is_there(tmp_path):
    head, row = CSV.strip(), "Lê A,Nữ,1986,Kinh,x"
    screen = at(tmp_path, 0, ESCAPE, **{"a.csv": f"{head},Điện thoại,Ghi chú\n{row},0912,riêng\n"})
    people = await people_of_file(screen)
    assert [one.name for one in people] == ["Lê A"]
    assert "Không lấy nội dung của 2 cột" in said(screen.asked[1])
    assert "“Điện thoại” (ô F1)" in said(screen.asked[1])
    assert "“Ghi chú” (ô G1)" in said(screen.asked[1])


@pytest.mark.asyncio
async def test_where_there_is_no_spreadsheet_it_says_what_to_do(tmp_path):
    screen = at(tmp_path, ESCAPE)
    assert await people_of_file(screen) is None
    assert "Cắm USB" in said(screen.asked[0])


@pytest.mark.asyncio
async def test_a_stick_that_is_drawn_out_is_told_in_its_own_words(tmp_path):
    screen = at(tmp_path, 0, ESCAPE, **{"a.csv": CSV})
    asked = screen.push_screen_wait

    async def drawn_out(modal):
        for file in (tmp_path / "stick BAN").iterdir():
            file.unlink()
        return await asked(modal)

    screen.push_screen_wait = drawn_out
    assert await people_of_file(screen) is None
    assert "không có tệp a.csv" in said(screen.asked[-1])
    assert await people_of_file(at(_room(tmp_path), ESCAPE, **{"a.csv": CSV})) is None


def _room(path):
    (path / "room").mkdir()
    return path / "room"


@pytest.mark.asyncio
async def test_who_stands_is_chosen_among_the_elected_of_another_contest_or_typed(tmp_path):
    """R13: those of the list before it has voted; somebody else is a remark of the rules, and no fault."""
    days = Days(tmp_path)
    draft = draft_of(document())
    secretary = KIND[ContestKind.SECRETARY]
    screen = at(tmp_path, secretary, {"quota": "1", "seats": "1"}, TYPED, 1, 5, AN, ESCAPE, service=days.service)
    after = await new_contest(screen, draft)
    contest = after.contest("bi-thu")
    assert contest.pool == STRIKE
    assert [(one.number, one.name) for one in contest.candidates] == [(1, "Trần Văn Bảo"), (2, "Lê An")]
    assert options(screen.asked[4]) == [
        "Lê Thị An",
        "Phạm Quốc Cường",
        "Hoàng Thị Dung",
        "Vũ Minh Đức",
        "Đào Thị Hà",
        "Người khác",
    ]
    no_day = at(tmp_path, secretary, {"quota": "1", "seats": "1"}, TYPED, 0, ESCAPE)
    assert (await new_contest(no_day, draft)).contest("bi-thu").candidates[0].name == "Lê Thị An"


@pytest.mark.asyncio
async def test_no_contest_is_made_by_whoever_leaves(tmp_path):
    draft = draft_of(document())
    for answers in ((ESCAPE,), (COMMITTEE, ESCAPE), (COMMITTEE, SEATS, ESCAPE, ESCAPE)):
        assert await new_contest(at(tmp_path, *answers), draft) is None


def test_a_file_says_where_it_is():
    here = FileFound(place=Place(folder=Path("/x")), name="a.csv")
    there = FileFound(place=Place(folder=Path("/y"), stick="USB"), name="[b].csv")
    assert say(file_label(here), VI) == "a.csv (trong máy)"
    assert say(file_label(there), VI) == "[b].csv (USB USB)"


def test_faults_are_told_by_cell():
    bad = BadInput([Fault(path="a.csv", location="C7", key="missing.cell", params={"column": "Dân tộc"})] * 2)
    read = faults_by_cell("a.csv", bad, VI)
    assert read.texts == ("C7: Ô ở cột Dân tộc còn trống. Hãy điền cho người ở dòng này.",) * 2
