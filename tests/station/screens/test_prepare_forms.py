"""The forms in which a congress, its contests and their plans are written: what is read is the draft with it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from station.drafting import Draft, draft_of, faults, with_contest
from station.modals.form import Wrong
from station.screens.asking import birth, day, figure, names, text, written_birth, written_day
from station.screens.forms import board_sheet, congress_sheet, contest_sheet, fresh, meeting_sheet, new_congress_sheet
from station.screens.plan_form import age_sheet, plan_of, target_sheet, without_target
from station.widgets.drawing import say
from tally.congress import BlankBoxes, BoardMember, MeetingKind, Mode, Roll
from tally.contest import Category, ContestKind, MeasuredOn, Share, Target
from tally.person import Birth
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, STRIKE, document
from tests.station.screens.scripted import written

VI = Words(Lang.VI)
TODAY = date(2026, 11, 20)
NEW = {"unit": "Chi bộ thôn Tây", "place": "thôn Tây", "present": "22", "head": "Nguyễn Văn An"}


def a_draft(**changes):
    return draft_of(json.dumps(json.loads(document()) | changes))


def wrong(sheet, **answer):
    with pytest.raises(Wrong) as caught:
        sheet.read(written(sheet, answer))
    return caught.value.key, say(caught.value.why, VI)


def new_sheet(mode=Mode.REAL, is_taken=lambda draft: False):
    return new_congress_sheet(mode, TODAY, is_taken, VI)


def test_a_new_congress_takes_four_lines_and_has_a_usual_answer_for_the_rest():
    sheet = new_sheet()
    draft = sheet.read(written(sheet, NEW))
    congress = draft.congress
    assert (congress.mode, congress.regulation.id, congress.unit.code) == (Mode.REAL, "190-QĐ/TW", "CHI-BO-THON-TAY")
    assert (congress.date, congress.term, congress.name) == (TODAY, "2025-2030", "Đại hội nhiệm kỳ mới")
    assert congress.meetings[0].kind is MeetingKind.MEMBERS
    assert congress.meetings[0].roll == Roll(present=22)
    assert congress.board == (BoardMember(name="Nguyễn Văn An", role="head"),)
    assert faults(draft) == ()


@pytest.mark.parametrize("mode", Mode)
def test_whether_it_counts_stands_over_the_form_in_words(mode):
    assert VI(f"widget.mode.{mode.value}") in say(new_sheet(mode).title, VI)


@pytest.mark.parametrize(
    ("answer", "key", "why"),
    [
        ({"unit": ""}, "unit", "Dòng này còn trống."),
        ({"unit": "…"}, "unit", "Tên đơn vị phải có chữ cái."),
        ({"present": "0"}, "present", "Phải là số nguyên từ 1 đến 10.000."),
        ({"date": "2026"}, "date", "Ghi đủ ngày/tháng/năm, ví dụ 14/02/2025."),
        ({"date": "31/11/2026"}, "date", "Không có ngày “31/11/2026”. Hãy ghi ngày trước tháng: ngày/tháng/năm."),
        ({"head": ""}, "head", "Dòng này còn trống."),
    ],
)
def test_what_is_wrong_with_a_new_congress_is_told_at_its_line(answer, key, why):
    assert wrong(new_sheet(), **{**NEW, **answer}) == (key, why)


@pytest.mark.parametrize("members", ["Nguyễn Văn An", "Lê Bình, LÊ  BÌNH", "nguyễn văn an"])
def test_nobody_is_twice_on_the_board(members):
    """R2: one person is one member, however the name is written."""
    assert wrong(new_sheet(), **NEW, members=members)[0] == "members"
    assert wrong(board_sheet(a_draft()), head="Nguyễn Văn An", members=members)[0] == "members"


def test_a_day_that_has_begun_is_not_begun_again():
    """What was typed would be lost in the day that is there."""
    key, why = wrong(new_sheet(is_taken=lambda draft: draft.congress.unit.code == "CHI-BO-THON-TAY"), **NEW)
    assert key == "unit"
    assert "đã bắt đầu" in why


def test_the_board_is_its_head_and_members_and_a_known_birth_stays():
    """R2, Art. 8."""
    draft = a_draft(board=[{"name": "An", "role": "head"}, {"name": "Bình", "role": "member", "born": "1970"}])
    sheet = board_sheet(draft)
    assert sheet.read(written(sheet, {})) == draft
    after = sheet.read(written(sheet, {"members": "Cảnh ; Bình,, "}))
    assert [(one.name, one.role, one.born) for one in after.congress.board] == [
        ("An", "head", None),
        ("Cảnh", "member", None),
        ("Bình", "member", Birth(year=1970)),
    ]


def test_the_congress_is_changed_line_by_line_and_a_level_of_its_own_stays():
    draft = a_draft(unit={"code": "VD.1", "name": "Đảng bộ ví dụ", "level": "khu", "superior": None})
    sheet = congress_sheet(draft)
    assert sheet.read(written(sheet, {})) == draft
    answer = {
        "unit": "Đảng bộ Tây",
        "code": "VD.2",
        "superior": "VD",
        "level": "commune",
        "name": "Đại hội XII",
        "term": "2025-2027",
        "place": "Tây",
        "date": "15/2/2025",
        "regulation": "244-QĐ/TW",
        "all_blank_boxes": "valid",
    }
    after = sheet.read(written(sheet, answer)).congress
    unit = after.unit
    assert (unit.name, unit.code, unit.superior, unit.level) == ("Đảng bộ Tây", "VD.2", "VD", "commune")
    assert (after.name, after.term, after.place, after.date) == ("Đại hội XII", "2025-2027", "Tây", date(2025, 2, 15))
    assert (after.regulation.id, after.blank_boxes) == ("244-QĐ/TW", BlankBoxes.VALID)
    assert wrong(sheet, code="")[0] == "code"


def test_a_contest_has_its_quota_its_seats_and_never_more_seats_than_quota():
    """R9: the rest of the quota is kept vacant."""
    sheet = contest_sheet(a_draft(), a_draft().contest(STRIKE))
    after = sheet.read(written(sheet, {"title": "Bầu BCH", "quota": "7", "seats": "6"}))
    assert (after.title, after.quota, after.seats, after.kept_vacant) == ("Bầu BCH", 7, 6, 1)
    assert wrong(sheet, seats="6") == ("seats", "Phải là số nguyên từ 1 đến 5.")
    assert [blank.key for blank in sheet.blanks] == ["title", "quota", "seats"]


def test_delegates_have_alternates_and_a_contest_may_draw_on_an_earlier_one():
    """R12, R13."""
    draft = a_draft()
    sheet = contest_sheet(draft, draft.contest(BOXES))
    assert [blank.key for blank in sheet.blanks] == ["title", "quota", "seats", "alternates", "pool"]
    after = sheet.read(written(sheet, {"alternates": "2", "pool": STRIKE}))
    assert (after.alternates, after.pool) == (2, STRIKE)
    drawn = contest_sheet(with_contest(draft, after), after)
    assert drawn.read(written(drawn, {"pool": "-"})).pool is None


def test_a_new_contest_begins_with_what_is_usual():
    """R13: a post is filled from the committee."""
    draft = a_draft()
    secretary = fresh(draft, ContestKind.SECRETARY, VI)
    assert (secretary.id, secretary.title, secretary.pool, secretary.meeting) == ("bi-thu", "Bầu Bí thư", STRIKE, "m")
    sheet = contest_sheet(draft, secretary)
    assert wrong(sheet) == ("quota", "Phải là số nguyên từ 1 đến 10.000.")
    assert sheet.read(written(sheet, {"quota": "1", "seats": "1"})).pool == STRIKE
    cell = replace(draft.congress, unit=replace(draft.congress.unit, level="cell"))
    assert fresh(Draft(congress=cell), ContestKind.COMMITTEE, VI).title == "Bầu Chi ủy"
    assert fresh(draft, ContestKind.COMMITTEE, VI).title == "Bầu Ban Chấp hành"


def test_a_contest_may_be_voted_on_at_another_meeting_of_which_the_present_are_asked():
    """R8, R13: the new committee's first meeting."""
    draft = a_draft()
    contest = draft.contest(BOXES)
    sheet = meeting_sheet(draft, contest)
    after = sheet.read(written(sheet, {"present": "5"}))
    assert after.contest(BOXES).meeting == "meeting"
    assert (after.congress.meeting("meeting").kind, after.congress.meeting("meeting").roll) == (
        MeetingKind.COMMITTEE,
        Roll(present=5),
    )
    again = contest_sheet(after, after.contest(BOXES))
    assert again.read(written(again, {"meeting": "m"})) == contest
    assert "hội nghị cấp ủy (5 người)" in [say(said, VI) for _, said in again.blanks[-1].options]


def planned(*targets):
    contest = a_draft().contest(STRIKE)
    return replace(contest, plan=replace(plan_of(contest, TODAY), targets=targets))


WOMEN = Target(category=Category.WOMEN, measured_on=MeasuredOn.ELECTED, at_least=Share(percent=15))
AGE = Target(category=Category.AGE, measured_on=MeasuredOn.NOMINEES, at_most=Share(count=3), first=40, last=50)


def target(category, place=None, of=None, **answer):
    contest = of or planned()
    sheet = target_sheet(contest, plan_of(contest, TODAY), category, place)
    return sheet.read(written(sheet, answer)).plan.targets


def test_a_target_has_a_bound_in_per_cent_or_in_persons():
    """R16: head counts are ceilings, so the two are not the same."""
    assert target(Category.WOMEN, at_least="15 %") == (WOMEN,)
    assert target(Category.ETHNIC_MINORITY, at_least="1", at_most="20%")[0] == Target(
        category=Category.ETHNIC_MINORITY,
        measured_on=MeasuredOn.ELECTED,
        at_least=Share(count=1),
        at_most=Share(percent=20),
    )


def test_what_tells_a_target_from_others_of_its_category_is_asked():
    assert target(Category.YOUNG, target_below="42", at_least="10%")[0].below == 42
    assert target(Category.ATTRIBUTE, target_name="nhạc sĩ", at_least="1")[0].name == "nhạc sĩ"
    changed = target(Category.AGE, 1, planned(WOMEN, AGE), target_last="55", measured_on="elected")
    assert changed == (WOMEN, replace(AGE, last=55, measured_on=MeasuredOn.ELECTED))


@pytest.mark.parametrize(
    ("category", "answer", "key"),
    [
        (Category.WOMEN, {}, "at_least"),
        (Category.WOMEN, {"at_least": "101%"}, "at_least"),
        (Category.WOMEN, {"at_most": "nhiều"}, "at_most"),
        (Category.YOUNG, {"at_least": "1"}, "target_below"),
        (Category.AGE, {"at_least": "1", "target_first": "50", "target_last": "40"}, "target_last"),
        (Category.ATTRIBUTE, {"at_least": "1"}, "target_name"),
    ],
)
def test_a_target_that_says_too_little_is_not_taken(category, answer, key):
    contest = planned()
    assert wrong(target_sheet(contest, plan_of(contest, TODAY), category, None), **answer)[0] == key


def test_a_plan_names_the_day_on_which_ages_are_reckoned():
    contest = a_draft().contest(STRIKE)
    sheet = age_sheet(contest, plan_of(contest, TODAY))
    assert sheet.blanks[0].text == "20/11/2026"
    assert sheet.read(written(sheet, {"age_on": "1/7/2025"})).plan.age_on == date(2025, 7, 1)


def test_a_plan_goes_with_its_last_target():
    both = planned(WOMEN, AGE)
    assert without_target(both, both.plan, 0).plan.targets == (AGE,)
    one = planned(WOMEN)
    assert without_target(one, one.plan, 0).plan is None


def test_lines_are_read_as_they_are_written():
    values = {"n": " 1 200", "b": "1/5/1986", "y": "1986", "t": "x", "names": "A , B;C,", "none": ""}
    assert figure(values, "n") == 1200
    assert birth(values, "b") == Birth(year=1986, month=5, day=1)
    assert day(values, "b") == date(1986, 5, 1)
    assert text(values, "t") == "x"
    assert names(values, "names") == ("A", "B", "C")
    assert names(values, "none") == ()
    for bad in ({"n": "１２"}, {"n": "-1"}, {"n": "1000000000"}, {"n": "10001"}):
        with pytest.raises(Wrong):
            figure(bad, "n")
    assert written_day(date(986, 1, 2)) == "02/01/0986"
    assert [written_birth(birth(values, key)) for key in ("b", "y")] == ["01/05/1986", "1986"]
