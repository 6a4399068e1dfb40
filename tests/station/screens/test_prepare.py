"""What the head confirms of a contest, and the code of what was confirmed (R2, R8, R14, R16; all of `tally check`)."""

import json

import pytest

from station.actions import ScreenId
from station.screens.prepare import errors_of, finding_line, in_short, prepared, standing_said
from station.session.definition import ConfirmContest, definition_hash
from station.session.phase import Phase, phase
from station.session.state import Confirmed
from station.widgets.drawing import say
from tally.finding import Finding, Severity
from tally.record import canonical
from tally.record.document import definition_tree
from tally.record.fingerprint import fingerprint
from tally.regulation import REGULATIONS
from tally.words import Lang, Words
from tally.words.sentences import finding_sentence
from tests.station.screens.entry_days import BOXES, HEAD, MEMBER, PINS, STRIKE, TYPIST, Days, document
from tests.station.screens.entry_pilot import at

RULES = REGULATIONS["190-QĐ/TW"]
VI, EN = Words(Lang.VI), Words(Lang.EN)


def day_with(home, **changes):
    """A day whose strike contest is changed."""
    tree = json.loads(document())
    tree["contests"][0] |= changes
    return Days(home, json.dumps(tree))


def told(days, contest=STRIKE, words=VI):
    return [say(one.text, words) for one in prepared(days.day, contest, words)]


def standing(days, contest=STRIKE):
    return " ".join(say(one.text, VI) for one in standing_said(days.day, contest))


def with_errors(home):
    """Six names for six seats: a committee's list must be longer (R4), and everybody stands of themselves (R3)."""
    return day_with(home, seats=6, quota=6)


def test_all_that_is_confirmed_is_told(tmp_path):
    said = "\n".join(told(Days(tmp_path))).replace("\u00a0", " ")
    for part in (
        "Số lượng 5; bầu 5; để khuyết theo đề án 0. (R9; Điều 30)",
        "Tính trên 30; cần ít nhất 16 phiếu. (R8; Điều 30)",
        "Dự 30 trong số 30 người được triệu tập. Đủ số người để tiến hành. (R14;",
        "Danh sách 6 người, bầu 5: số dư 1 người, bằng 20,00 % số cần bầu. (R4; Điều 14)",
        "Phiếu có số dư, gạch tên người không bầu. (R6; Điều 15)",
        "Ban kiểm phiếu của cuộc bầu này: Nguyễn Thị Hạnh và Mai Quang Minh. (R2; Điều 8)",
    ):
        assert part in said


def test_the_pool_the_alternates_the_poll_and_the_plan_are_told_where_there_are_any(tmp_path):
    """R5, R12, R13, R16."""
    tree = json.loads(document())
    target = {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}}
    tree["contests"][1] |= {
        "pool": STRIKE,
        "alternates": 2,
        "plan": {"age_on": "2025-07-01", "targets": [target]},
    }
    tree["contests"][1]["candidates"][0] |= {"nominated_by": "floor", "agreed_by": 20}
    said = "\n".join(told(Days(tmp_path, json.dumps(tree)), BOXES))
    assert "Chỉ bầu trong số những người trúng cử ở cuộc bầu “Bầu bch”. (R13;" in said
    assert "Lấy nhiều nhất 2 đại biểu dự khuyết." in said
    assert "Lấy phiếu xin ý kiến: 1 người" in said
    assert "– Nữ: 3 trong 3 người trúng cử nếu bầu đủ; cần ít nhất 1:" in said


def test_a_member_of_the_board_who_is_on_the_list_is_not_on_the_board_of_the_contest(tmp_path):
    """R2, Art. 8."""
    tree = json.loads(document())
    tree["contests"][0]["candidates"][0]["name"] = "Nguyễn Thị Hạnh"
    tree["contests"][0]["candidates"][1]["name"] = "Mai Quang Minh"
    said = told(Days(tmp_path, json.dumps(tree)))
    assert any(line.startswith("Ban kiểm phiếu của cuộc bầu này: –.") for line in said)


def test_nobody_left_on_the_list_is_told_without_a_ballot(tmp_path):
    tree = json.loads(document(names=("A", "B")))
    for person in tree["contests"][0]["candidates"]:
        person["withdrawal"] = "granted"
    assert not any("Phiếu " in line for line in told(Days(tmp_path, json.dumps(tree))))


@pytest.mark.parametrize("words", [VI, EN], ids=lambda words: words.lang)
def test_every_finding_of_the_check_is_told_with_its_rule_and_how_sure_we_are(tmp_path, words):
    days = with_errors(tmp_path)
    found = days.day.result(STRIKE).findings
    said = told(days, words=words)
    lines = [finding_line(words, RULES, one) for one in found]
    assert len(found) >= 2
    assert set(lines) <= set(said)
    first = next(line for line in said if line in lines)
    assert words("term.severity.error").capitalize() in first


def test_a_clause_that_is_not_the_articles_own_words_is_never_told_as_if_it_were():
    """The mark of certainty stands beside each rule."""

    def line(rule):
        return finding_line(VI, RULES, Finding(code="pool_not_named", severity=Severity.WARNING, rule=rule))

    sentence = finding_sentence(VI, Finding(code="pool_not_named", severity=Severity.WARNING, rule="R4"))
    assert line("R4") == f"⚠ Cảnh báo: {sentence} (R4; Điều 14; đã đọc nguyên văn)"
    assert line("R13.third").endswith("(R13; đọc ở nguồn không chính thức)")
    assert line("R4.rounding").endswith("(R4; chưa tìm thấy quy định, phần mềm tự chọn)")


def test_where_nothing_is_remarked_it_is_said(tmp_path):
    assert told(Days(tmp_path), BOXES)[-1] == "✓ Quy chế không có điều gì phải nhắc."


def test_the_foot_says_what_there_is_to_do(tmp_path):
    assert standing(Days(tmp_path), BOXES).startswith("✓ Không có lỗi, 0 cảnh báo.")
    days = with_errors(_room(tmp_path, "one"))
    assert standing(days).startswith(f"✗ {len(errors_of(days.day, STRIKE))} lỗi,")
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    code = days.day.contest(STRIKE).confirmed.code
    assert standing(days) == f"✓ Trưởng ban đã xác nhận. F8 để đi tiếp. Mã: {code}"


def test_a_waiting_contest_says_which_one_it_waits_for(tmp_path):
    """R13."""
    tree = json.loads(document())
    tree["contests"][1]["pool"] = STRIKE
    days = Days(tmp_path, json.dumps(tree))
    assert phase(days.day, BOXES) is Phase.WAITING
    assert standing(days, BOXES).startswith("Chờ kết quả cuộc bầu “Bầu bch”")


def _room(path, name):
    (path / name).mkdir()
    return path / name


def test_the_code_is_the_fingerprint_of_what_is_confirmed(tmp_path):
    """As it is made of a record: sixty digits in twelve groups."""
    days = Days(tmp_path)
    course = days.day.contest(STRIKE).course
    text = canonical.write({"schema": "definition/1", **definition_tree(course)})
    code = Confirmed(definition=definition_hash(days.day, STRIKE), reason=None).code
    assert code == fingerprint(text)
    assert [len(group) for group in code.split(" ")] == [5] * 12


def test_in_short_it_is_the_title_the_base_and_the_list(tmp_path):
    title, base, listed = in_short(Days(tmp_path).day, STRIKE, VI)
    assert (title, "cần ít nhất 16 phiếu" in base, "Danh sách 6 người" in listed) == ("Bầu bch", True, True)


@pytest.mark.asyncio
async def test_the_head_confirms_and_goes_on_to_the_box_with_the_code(tmp_path):
    async with at(Days(tmp_path), HEAD, contest=BOXES) as here:
        assert here.screen.screen_id is ScreenId.PREPARE
        await here.keys("f8", "enter")
        assert here.day.contest(BOXES).confirmed is None
        await here.keys("f8", "right", "enter")
        code = here.day.contest(BOXES).confirmed.code
        assert code[:35] in here.seen
        await here.keys("enter", "1")
        assert code[-35:] in here.seen
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.BOX


@pytest.mark.asyncio
async def test_what_is_confirmed_leads_on_to_the_box(tmp_path):
    days = Days(tmp_path)
    days.sit(HEAD)
    days.do(ConfirmContest(contest=BOXES, reason=""))
    for person in (HEAD, TYPIST):
        async with at(days, person, contest=BOXES, screen=ScreenId.PREPARE) as here:
            assert "F8 Tiếp tục" in here.line(-1)
            await here.keys("f8")
            assert here.screen.screen_id is ScreenId.BOX


@pytest.mark.asyncio
async def test_in_spite_of_errors_it_takes_a_reason(tmp_path):
    """The rules tell of them; the congress decides, and why is kept."""
    async with at(with_errors(tmp_path), HEAD) as here:
        await here.keys("f8", "right", "enter", "escape")
        assert here.day.contest(STRIKE).confirmed is None
        await here.keys("f8", "right", "enter")
        assert "Danh sách" in here.seen
        await here.keys(*"Vi du", "enter", "escape")
        assert here.day.contest(STRIKE).confirmed.reason == "Vi du"


@pytest.mark.asyncio
async def test_an_operator_confirms_nothing_and_two_members_may(tmp_path):
    """R2, Art. 8."""
    days = Days(tmp_path)
    async with at(days, TYPIST, contest=BOXES) as here:
        assert "F8" not in here.line(-1)
        await here.keys("f8")
        assert here.screen.screen_id is ScreenId.PREPARE
    async with at(days, MEMBER, contest=BOXES) as here:
        await here.keys("f8", "1", *PINS[HEAD], "enter", "right", "enter")
        assert here.day.contest(BOXES).confirmed is not None


@pytest.mark.asyncio
async def test_a_meeting_without_a_quorum_confirms_nothing(tmp_path):
    """R14."""
    tree = json.loads(document())
    tree["meetings"][0]["roll"] = {"present": 10, "absent": 20}
    async with at(Days(tmp_path, json.dumps(tree)), HEAD, contest=BOXES) as here:
        await here.keys("f8", "right", "enter", *"x", "enter")
        assert "chưa đủ số người có mặt" in here.seen
        assert here.day.contest(BOXES).confirmed is None


@pytest.mark.asyncio
async def test_from_here_one_gets_to_the_roll_the_list_and_what_may_be_changed(tmp_path):
    bounds = [{"category": "age", "from": age, "to": 99, "at_least": {"count": 1}} for age in range(20, 40)]
    plan = {"age_on": "2025-07-01", "targets": [{**bound, "measured_on": "elected"} for bound in bounds]}
    async with at(day_with(tmp_path, plan=plan), HEAD) as here:
        await here.keys("f2")
        assert here.screen.screen_id is ScreenId.ROLL
        await here.keys("f8", "f3")
        assert here.screen.screen_id is ScreenId.LIST
        await here.keys("f8", "down", "down")
        assert here.screen.query_one("VerticalScroll").scroll_offset.y == 2
        await here.keys("up", "enter", "1", *"X", "f8")
        assert here.day.contest(STRIKE).contest.title == "Bầu bchX"
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


@pytest.mark.asyncio
async def test_a_waiting_contest_cannot_be_confirmed(tmp_path):
    tree = json.loads(document())
    tree["contests"][1]["pool"] = STRIKE
    async with at(Days(tmp_path, json.dumps(tree)), HEAD, contest=BOXES) as here:
        assert "F8" not in here.line(-1)
        await here.keys("f8")
        assert here.day.contest(BOXES).confirmed is None
