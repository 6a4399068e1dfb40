"""Changing what a contest is: a menu of its parts; it is stored once its faults and its price are known."""

import json
from dataclasses import replace

import pytest

from station.drafting import Draft, draft_of, with_contest
from station.screens.changing import PARTS, change, target_words
from station.screens.defining import defined, drafted, fault_line, to_confirm_again
from station.session import Day
from station.session.definition import ConfirmContest
from station.session.denied import Denied
from tally.contest import Category, MeasuredOn, Share, Target
from tally.faults import Fault
from tally.words import Lang, Words
from tests.station.screens.entry_days import BOXES, STRIKE, Days, document
from tests.station.screens.scripted import ESCAPE, Scripted, options, said

VI, EN = Words(Lang.VI), Words(Lang.EN)
PART = {name: place for place, name in enumerate(PARTS)}


def at(days, *answers):
    return Scripted(days.service, *answers)


async def changed(days, *answers, contest=STRIKE):
    screen = at(days, *answers)
    await change(screen, contest)
    assert not screen.answers, screen.answers
    return screen


def contest(days, name=STRIKE):
    return days.day.contest(name).contest


@pytest.mark.asyncio
async def test_nothing_is_changed_by_whoever_only_looks(tmp_path):
    days = Days(tmp_path)
    entries = days.day.entries
    await changed(days, ESCAPE)
    await changed(days, PART["contest"], ESCAPE)
    await changed(days, PART["contest"], {})
    await changed(days, PART["more"], ESCAPE)
    await changed(days, PART["remove"], False)
    assert days.day.entries == entries


@pytest.mark.asyncio
async def test_each_part_has_its_form(tmp_path):
    days = Days(tmp_path)
    await changed(days, PART["contest"], {"title": "Bầu Ban Chấp hành"})
    await changed(days, PART["meeting"], {"present": "9"})
    await changed(days, PART["board"], {"members": "Mai Quang Minh, Lê Thị Ba"})
    await changed(days, PART["congress"], {"name": "Đại hội XII"})
    assert contest(days).title == "Bầu Ban Chấp hành"
    assert contest(days).meeting == "meeting"
    assert [member.name for member in days.day.congress.board][2] == "Lê Thị Ba"
    assert days.day.congress.name == "Đại hội XII"


@pytest.mark.asyncio
async def test_the_plan_is_changed_a_target_at_a_time(tmp_path):
    """R16."""
    days = Days(tmp_path)
    women = [*Category].index(Category.WOMEN)
    await changed(days, PART["plan"], ESCAPE)
    await changed(days, PART["plan"], 0, ESCAPE)
    await changed(days, PART["plan"], 0, women, {"at_least": "15%"})
    await changed(days, PART["plan"], 1, {"age_on": "1/7/2025"})
    plan = contest(days).plan
    assert plan.age_on.isoformat() == "2025-07-01"
    assert [(one.category, one.at_least) for one in plan.targets] == [(Category.WOMEN, Share(percent=15))]
    screen = await changed(days, PART["plan"], 2, 0, {"at_least": "3"})
    assert options(screen.asked[1])[2] == "Nữ, tính trên người trúng cử: ít nhất 15 %"
    assert contest(days).plan.targets[0].at_least == Share(count=3)
    await changed(days, PART["plan"], 2, ESCAPE)
    await changed(days, PART["plan"], 2, 1)
    assert contest(days).plan is None


def test_a_target_is_said_with_whom_it_is_measured_on_and_both_its_bounds():
    target = Target(
        category=Category.AGE,
        measured_on=MeasuredOn.NOMINEES,
        at_least=Share(percent=40),
        at_most=Share(count=9),
        first=40,
        last=50,
    )
    assert target_words(VI, target) == (
        "Từ 40 đến 50 tuổi, tính trên người trong danh sách bầu cử: ít nhất 40 % và nhiều nhất 9"
    )
    assert target_words(EN, target).endswith("at least 40 % and at most 9")


@pytest.mark.asyncio
async def test_a_contest_is_added_and_removed(tmp_path):
    days = Days(tmp_path)
    secretary = [*_kinds()].index("secretary")
    await changed(days, PART["more"], secretary, {"quota": "1", "seats": "1"}, 1, 0, ESCAPE)
    added = contest(days, "bi-thu")
    assert (added.pool, [one.name for one in added.candidates]) == (STRIKE, ["Lê Thị An"])
    screen = await changed(days, PART["remove"], True, contest="bi-thu")
    assert "bi-thu" not in days.day.contests
    assert screen.popped == 1


def _kinds():
    from tally.contest import ContestKind

    return [kind.value for kind in ContestKind]


@pytest.mark.asyncio
async def test_a_contest_that_others_draw_on_is_not_removed_under_them(tmp_path):
    """R13."""
    tree = json.loads(document())
    tree["contests"][1]["pool"] = STRIKE
    days = Days(tmp_path, json.dumps(tree))
    screen = await changed(days, PART["remove"], True, ESCAPE)
    assert f"Bầu {BOXES} · Chỉ bầu trong số:" in said(screen.asked[-1])
    assert STRIKE in days.day.contests


@pytest.mark.asyncio
async def test_a_draft_with_faults_is_not_stored_and_all_of_them_are_told_in_words(tmp_path):
    days = Days(tmp_path)
    draft = drafted(days.day)
    people = contest(days).candidates
    wrong = replace(contest(days), seats=9, candidates=(replace(people[0], ethnicity=""), *people[1:]))
    screen = at(days, ESCAPE)
    assert not await defined(screen, with_contest(draft, wrong))
    assert said(screen.asked[0]).split("\n") == [
        "Chưa lưu: 2 điều chưa đúng",
        f"Bầu {STRIKE} · Lê Thị An · dân tộc: Không được để trống. Hãy ghi vào.",
        f"Bầu {STRIKE} · Số bầu lần này: Nhiều hơn số lượng theo đề án là 5. Hãy sửa một trong hai số.",
    ]


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("contests[0].candidates[1].born", "Bầu bch · Trần Văn Bảo · ngày sinh"),
        ("contests[1].plan.targets[2].at_least", "Bầu dai-bieu · Đề án · chỉ tiêu 3 · Ít nhất"),
        ("meetings[0].roll", "Phiên họp 1 · số người"),
        ("unit.code", "Tên đơn vị · Mã đơn vị"),
        ("contests", "Cuộc bầu"),
        ("contests[0].candidates", "Bầu bch · Danh sách"),
        ("contests[0].odd", "Bầu bch · odd"),
    ],
)
def test_where_a_fault_is_is_said_as_people_call_it(location, place):
    fault = Fault(path="congress.json", location=location, key="bad_value.empty")
    assert fault_line(draft_of(document()), fault, VI) == f"{place}: Không được để trống. Hãy ghi vào."


def test_what_has_no_name_yet_is_called_by_its_id_or_number():
    draft = draft_of(document())
    nameless = replace(
        draft.contests[0], title="", candidates=(replace(draft.contests[0].candidates[0], name="", number=7),)
    )
    fault = Fault(path="congress.json", location="contests[0].candidates[0].name", key="bad_value.empty")
    assert fault_line(Draft(congress=draft.congress, contests=(nameless,)), fault, VI).startswith("bch · 7 · ")


@pytest.mark.asyncio
async def test_whoever_changes_what_is_confirmed_must_want_it_confirmed_again(tmp_path):
    days = Days(tmp_path)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    title = {"title": "Bầu Ban Chấp hành"}
    screen = await changed(days, PART["contest"], title, False)
    assert f"Bầu {STRIKE}" in said(screen.asked[-1])
    assert days.day.contest(STRIKE).confirmed is not None
    await changed(days, PART["contest"], title, contest=BOXES)
    assert days.day.contest(STRIKE).confirmed is not None, "another contest was not changed"
    await changed(days, PART["contest"], title, True)
    assert days.day.contest(STRIKE).confirmed is None


def test_a_contest_that_is_taken_off_is_not_confirmed_again(tmp_path):
    days = Days(tmp_path)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    tree = json.loads(document())
    assert to_confirm_again(days.day, json.dumps(tree | {"contests": tree["contests"][1:]})) == ()
    tree["contests"][0]["seats"] = 4
    assert to_confirm_again(days.day, json.dumps(tree)) == (f"Bầu {STRIKE}",)


@pytest.mark.asyncio
async def test_what_the_session_denies_is_not_stored(tmp_path):
    """Nothing changes under a contest whose papers were counted."""
    days = Days(tmp_path).start()
    screen = await changed(days, PART["contest"], {"title": "Khác"})
    assert screen.told == ["contest_is_fixed"]
    assert contest(days).title == f"Bầu {STRIKE}"


def test_before_there_is_a_congress_there_is_nothing_to_change():
    with pytest.raises(Denied, match="no_congress"):
        drafted(Day())
