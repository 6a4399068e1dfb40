"""The roll: persons by status, the base with what leaves it, the votes needed and the quorum (R8, R14)."""

import json

import pytest

from station.actions import ScreenId
from station.screens.roll import is_fixed, roll_figures, roll_said, with_figure
from station.session.definition import ConfirmContest
from station.widgets.drawing import say
from tally.congress import STATUSES, Bodies, Meeting, MeetingKind, Roll
from tally.regulation import REGULATIONS
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, HEAD, STRIKE, Days, document
from tests.station.screens.entry_pilot import at

RULES = REGULATIONS["190-QĐ/TW"]
VI, EN = Words(Lang.VI), Words(Lang.EN)
CAO_AN = Meeting(
    id="congress",
    kind=MeetingKind.DELEGATES,
    roll=Roll(present=156, absent=1, convening_absent=1, unreplaced=1),
    bodies=Bodies(summoned=12, present=12),
)


def told(meeting, words=VI, **options):
    return [say(one.text, words) for one in roll_said(meeting, RULES, words, **options)]


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("words", [VI, EN], ids=lambda words: words.lang)
def test_a_meeting_has_the_statuses_of_its_kind_and_each_says_whether_it_leaves_the_base(kind, words):
    """R8: the table of who is taken out and who stays."""
    figures = roll_figures(Meeting(id="m", kind=kind, roll=Roll(present=3)), RULES)
    statuses = [one for one in figures if one.key in STATUSES[kind]]
    assert tuple(one.key for one in statuses) == STATUSES[kind]
    leaving = {one.key for one in statuses if say(one.note, words) == words("roll.leaves")}
    assert leaving == set(RULES.leaves_base[kind])
    assert len({say(one.label, words) for one in figures}) == len(figures)
    assert statuses[0].number == 3


def test_only_a_congress_of_delegates_has_lower_bodies():
    """R14."""
    bodies = {"bodies_summoned": 12, "bodies_present": 12}
    figures = {one.key: one.number for one in roll_figures(CAO_AN, RULES)}
    assert bodies.items() <= figures.items()
    assert {"bodies_summoned": None, "bodies_present": None}.items() <= {
        one.key: one.number for one in roll_figures(Meeting(id="m", kind=MeetingKind.DELEGATES, roll=Roll()), RULES)
    }.items()
    members = Meeting(id="m", kind=MeetingKind.MEMBERS, roll=Roll(present=3))
    assert not bodies.keys() & {one.key for one in roll_figures(members, RULES)}


def test_the_base_is_told_with_what_leaves_it_and_the_votes_needed():
    """159 summoned, two taken out: 157, and 79 votes are needed (R8, Art. 30)."""
    base, quorum, typed = told(CAO_AN)
    assert "Triệu tập 159." in base
    assert "Tính trên 157; cần ít nhất 79 phiếu." in base
    assert "Đủ số người để tiến hành." in quorum
    assert typed == ""


def test_a_meeting_without_a_quorum_is_told_so():
    """R14: two thirds of those summoned, and of the bodies."""
    quorum = told(with_figure(CAO_AN, "bodies_present", 7), is_typed=True)[1]
    assert quorum.startswith("⚠ ")
    assert "CHƯA ĐỦ" in quorum
    assert "chưa lưu" in told(CAO_AN, is_typed=True)[2]


def test_a_figure_changes_one_status_or_the_bodies():
    assert with_figure(CAO_AN, "present", 150).roll == Roll(present=150, absent=1, convening_absent=1, unreplaced=1)
    assert with_figure(CAO_AN, "bodies_summoned", 13).bodies == Bodies(summoned=13, present=12)
    assert with_figure(CAO_AN, "bodies_present", 11).bodies == Bodies(summoned=12, present=11)


def test_bodies_that_nobody_has_told_yet_are_not_taken_as_present():
    """R14: nothing is guessed; without any they are not given at all."""
    unknown = with_figure(CAO_AN, "bodies_summoned", 0)
    assert unknown.bodies is None
    assert with_figure(unknown, "bodies_summoned", 12).bodies == Bodies(summoned=12, present=0)
    assert with_figure(unknown, "bodies_present", 4).bodies == Bodies(summoned=4, present=4)
    assert with_figure(unknown, "bodies_present", 0).bodies is None


def test_a_roll_is_fixed_once_papers_of_its_meeting_were_counted(tmp_path):
    days = Days(tmp_path)
    assert not is_fixed(days.day, "m")
    days.start()
    assert is_fixed(days.day, "m")
    assert not is_fixed(days.day, "another")


@pytest.mark.asyncio
async def test_a_figure_is_shown_as_it_is_typed_and_stored_as_its_row_is_left(tmp_path):
    days = Days(tmp_path)
    async with at(days, HEAD, screen=ScreenId.ROLL) as here:
        assert "đại hội đảng viên" in here.line(0)
        await here.keys("2", "1")
        assert "Tính trên 21; cần ít nhất 11 phiếu." in here.said("#base")
        assert "chưa lưu" in here.said("#base")
        here.app.show_day()
        assert "Tính trên 21" in here.said("#base"), "whatever else happens meanwhile"
        assert here.day.contest(STRIKE).course.meeting.roll.present == 30
        await here.keys("escape")
        assert "Tính trên 30" in here.said("#base")
        await here.keys("2", "1", "enter", "1", "down")
        assert here.day.contest(STRIKE).course.meeting.roll == Roll(present=21, absent=1)
        await here.keys("backspace", "1", "2", "f8")
        assert here.day.contest(BOXES).course.meeting.roll.temporary_elsewhere_absent == 12
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_a_figure_that_cannot_be_is_refused_in_words_and_the_roll_stays(tmp_path):
    """R3: no more can have agreed than attend."""
    tree = json.loads(document())
    tree["contests"][0]["candidates"][0] |= {"nominated_by": "floor", "agreed_by": 20}
    days = Days(tmp_path, json.dumps(tree))
    async with at(days, HEAD, screen=ScreenId.ROLL) as here:
        await here.keys("1", "9", "f8")
        assert "Bầu bch · Lê Thị An · số người đồng ý:" in here.seen
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.ROLL
        assert "Tính trên 30" in here.said("#base")
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_whoever_changes_what_is_confirmed_is_asked_first(tmp_path):
    days = Days(tmp_path)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    async with at(days, HEAD, screen=ScreenId.ROLL) as here:
        await here.keys("2", "9", "enter", "enter")
        assert here.day.contest(STRIKE).confirmed is not None
        assert here.day.contest(STRIKE).course.meeting.roll.present == 30
        await here.keys("up", "2", "9", "enter", "right", "enter")
        assert here.day.contest(STRIKE).confirmed is None
        assert here.day.contest(STRIKE).course.meeting.roll.present == 29
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_a_roll_that_is_fixed_says_so(tmp_path):
    async with at(Days(tmp_path).start(), HEAD, screen=ScreenId.ROLL) as here:
        assert "không đổi được nữa" in here.said("#head")
        await here.screen.run_action("edit")
        assert here.screen.focused is not None
