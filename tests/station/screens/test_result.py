"""The result: ballots, votes beside the threshold, what it comes to, and what the body decides of it (R7-R12, R18)."""

import json
from dataclasses import replace

import pytest

from station.actions import ScreenId
from station.modals.confirm import Confirm
from station.modals.form import Form, Wrong
from station.modals.problem import Problem
from station.screens.deciding import card_sheet, read_back
from station.screens.result import after, before, chart_of, outcome_said, shown_chart
from station.session.box import CountBox, StartEntry
from station.session.decision import Decide
from station.session.definition import ConfirmContest
from station.session.denied import Denied
from station.session.marks import Marks
from station.session.state import Duty
from station.widgets.drawing import say
from tally.contest import Choice
from tally.fates import Fate
from tally.outcome import Status
from tally.words import Lang, Words
from tests.station.painted import text_of
from tests.station.screens.entry_days import HEAD, STRIKE, TYPIST, Days, box, document, struck
from tests.station.screens.entry_pilot import at

EN = Words(Lang.EN)
NOBODY_SIX = [struck(6)] * 12
"""Five of six are elected by everybody."""
TIED = [*[struck(5)] * 5, *[struck(6)] * 5, *[struck(1)] * 2]
"""The fifth and the sixth are level at the last seat, both over half."""
SHORT = [struck(5, 6)] * 12


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path, document(present=12))


def entered(days, ballots):
    days.start(papers=len(ballots), batch=len(ballots))
    return days.typed(1, 1, ballots).typed(2, 1, ballots)


def closed(days, ballots):
    entered(days, ballots).close()
    return days


def said(paragraphs):
    return "\n".join(say(one.text, EN) for one in paragraphs)


def cards(days, choice, agree=12, against=0):
    days.sit(HEAD)
    given = {"agree": agree, "against": against, "abstain": 0, "not_voting": 12 - agree - against}
    days.do(Decide(contest=STRIKE, choice=choice, **given))


def test_before_a_round_is_closed_there_is_no_result(days):
    days.start()
    assert "No round is closed" in said(before(days.day, STRIKE, EN))
    assert chart_of(days.day.contest(STRIKE).course).bars == ()
    assert after(days.day, STRIKE, EN) == ()


def test_the_ballots_and_the_base_stand_above_the_votes(days):
    closed(days, [*NOBODY_SIX[:10], struck(), Marks(struck=(1, 2, 3, 4, 5, 6))])
    text = said(before(days.day, STRIKE, EN))
    assert "Issued 12 · collected 12 · valid 10 · invalid 2" in text
    assert "Reckoned on 12 · 7 votes needed" in text
    assert text.count(": 1") == 2


def test_everybody_stands_in_the_order_of_the_list_with_what_became_of_them(days):
    closed(days, TIED)
    chart = chart_of(days.day.contest(STRIKE).course)
    assert [bar.number for bar in chart.bars] == [1, 2, 3, 4, 5, 6]
    assert [bar.fate for bar in chart.bars] == [Fate.ELECTED] * 4 + [Fate.TIED] * 2
    assert (chart.base, chart.needed) == (12, 7)


def test_a_tie_is_told_and_in_a_run_off_the_higher_votes_win_without_a_threshold(days):
    closed(days, TIED)
    assert days.day.contest(STRIKE).course.status is Status.TIED
    assert "a tie at the last seat" in said(outcome_said(days.day, STRIKE, EN))
    cards(days, Choice.RUN_OFF)
    assert after(days.day, STRIKE, EN) == ()
    days.do(CountBox(contest=STRIKE, box=box(12)))
    days.do(StartEntry(contest=STRIKE, batch=12))
    again = [*[struck(5)] * 7, *[struck(6)] * 5]
    days.typed(1, 1, again).typed(2, 1, again).close()
    chart = chart_of(days.day.contest(STRIKE).course)
    assert [(bar.number, bar.fate) for bar in chart.bars] == [(5, Fate.NOT_ELECTED), (6, Fate.ELECTED)]
    assert chart.needed is None


def test_a_shortfall_tells_who_is_over_half_and_who_is_not(days):
    closed(days, SHORT)
    assert [bar.fate for bar in chart_of(days.day.contest(STRIKE).course).bars][-2:] == [Fate.NOT_OVER_HALF] * 2


def test_a_shortfall_says_what_the_body_may_decide(days):
    closed(days, SHORT)
    text = said(outcome_said(days.day, STRIKE, EN))
    assert "4 of 5 elected" in text
    assert "decide" in text.lower()


def test_the_cards_must_come_to_those_who_attend(days):
    closed(days, SHORT)
    sheet = card_sheet(days.day, STRIKE, Choice.FURTHER)
    full = {"agree": "10", "against": "1", "abstain": "1", "not_voting": "0", "candidates": "5, 6"}
    assert sheet.read(full).candidates == (5, 6)
    assert sheet.read(full | {"candidates": ""}).candidates is None
    for wrong in ({"agree": "9"}, {"agree": "x"}, {"candidates": "5 a"}):
        with pytest.raises(Wrong):
            sheet.read(full | wrong)
    assert [blank.key for blank in card_sheet(days.day, STRIKE, Choice.LEAVE_OPEN).blanks][-1] == "not_voting"


async def test_the_head_closes_a_round_only_by_the_word_for_it(days):
    entered(days, NOBODY_SIX)
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        assert "F8 để đóng vòng bầu" in " ".join(text_of(here.app).split())
        await here.keys("f8", "enter")
        assert not here.day.contest(STRIKE).course.held
        await here.keys("f8")
        assert isinstance(here.screen, Confirm)
        await here.type("dong")
        await here.keys("enter")
        assert here.day.contest(STRIKE).course.status is Status.COMPLETE
        assert "Bầu đủ 5/5" in text_of(here.app)
        await here.keys("f8", "f7")
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("f6")
        assert here.app.screen_is(ScreenId.LOG)
        await here.keys("escape", "f9")
        assert here.app.screen_is(ScreenId.SIGN)


async def test_an_operator_closes_nothing(days):
    entered(days, NOBODY_SIX)
    async with at(days, TYPIST, screen=ScreenId.RESULT) as here:
        assert here.day.person(TYPIST).duty is Duty.OPERATOR
        for key in ("f8", "f4"):
            await here.keys(key)
            assert isinstance(here.screen, Problem)
            await here.keys("escape")
        assert not here.day.contest(STRIKE).course.held


async def test_the_body_decides_a_run_off_and_the_next_round_begins(tmp_path):
    days = Days(tmp_path, document(present=12))
    closed(days, TIED)
    told = []
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        here.app.notify = lambda text, **_: told.append(text)
        await here.keys("f7", "escape")
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("f7", "1", "escape")
        assert here.app.screen_is(ScreenId.RESULT)
        await here.keys("f7", "1")
        assert "Bầu lại giữa những người ngang phiếu" in text_of(here.app)
        for figure in ("12", "0", "0"):
            await here.type(figure)
            await here.keys("tab")
        await here.type("0")
        await here.keys("enter")
        assert "Thẻ: đồng ý 12, không đồng ý 0" in here.text
        assert "được tán thành" in here.text
        await here.keys("enter")
        assert here.day.contest(STRIKE).round is None
        await stored_run_off(here)
        assert here.day.contest(STRIKE).round.number == 2
        assert here.app.screen_is(ScreenId.BOX)
        assert told == [f"đã lưu #{here.day.entries}"]


async def stored_run_off(here):
    await here.keys("f7", "1", *"12", "tab", "0", "tab", "0", "tab", "0", "enter")
    await here.type("ghi")
    await here.keys("enter")


async def test_a_decision_stored_by_mistake_is_undone_before_its_box_is_counted(tmp_path):
    days = closed(Days(tmp_path, document(present=12)), TIED)
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        assert "undo_decision" in here.screen.without()
        await stored_run_off(here)
        assert here.app.screen_is(ScreenId.BOX)
        await here.keys("f3", "enter")
        await here.keys("f3", "right", "enter", "escape")
        assert here.day.contest(STRIKE).round is not None
        await here.keys("f3", "right", "enter", *"nham", "enter")
        assert here.day.contest(STRIKE).round is None
        assert here.app.screen_is(ScreenId.RESULT)


async def test_a_seat_left_open_by_mistake_is_offered_again_on_the_result(tmp_path):
    days = closed(Days(tmp_path, document(present=12)), SHORT)
    cards(days, Choice.LEAVE_OPEN)
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        assert "undo_decision" not in here.screen.without()
        await here.keys("f3", "right", "enter", *"nham", "enter")
        assert not here.day.contest(STRIKE).contest.leave_open
        assert "undo_decision" in here.screen.without()


def test_a_decision_is_read_back_with_its_cards_the_names_and_whether_it_has_passed(days):
    closed(days, SHORT)

    def said_of(agree, candidates=None):
        command = Decide(
            contest=STRIKE,
            choice=Choice.FURTHER,
            agree=agree,
            against=12 - agree,
            abstain=0,
            not_voting=0,
            candidates=candidates,
        )
        question = read_back(days.day, command)
        assert question.word is not None
        return " ".join(say(one, EN) for one in question.said)

    assert "12 agree, 0 against" in said_of(12)
    assert "So it has passed" in said_of(12)
    assert "NOT passed" in said_of(6)
    assert "5 Vũ Minh Đức, 6 Đào Thị Hà" in said_of(12, (5, 6))
    with pytest.raises(Denied, match="does_not_answer"):
        said_of(12, (1, 2))


async def test_a_number_that_may_not_stand_is_named_and_the_form_stays_with_all_that_was_typed(tmp_path):
    """R11: who is elected stands no more."""
    days = closed(Days(tmp_path, document(present=12)), SHORT)
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        await here.keys("f7", "1", *"12", *["tab", "0"] * 3, "tab", *"1 5", "enter")
        assert isinstance(here.screen, Form)
        assert "Số 1 không có trong những người được bầu ở trên." in here.text
        assert here.screen.values == {
            "agree": "12",
            "against": "0",
            "abstain": "0",
            "not_voting": "0",
            "candidates": "1 5",
        }
        await here.keys("backspace", "backspace", "backspace", "6", "enter")
        assert isinstance(here.screen, Confirm)
        assert "Danh sách bầu: 6 Đào Thị Hà." in here.text
        assert not here.day.contest(STRIKE).decisions


def test_the_form_and_what_is_read_back_name_those_who_stand_and_nobody_else(tmp_path):
    """R10: in a run-off the tied; R11: in a further ballot those who are not elected; R7: everybody, again."""

    def names(choice):
        sheet = card_sheet(days.day, STRIKE, choice)
        figures = {"agree": "12", "against": "0", "abstain": "0", "not_voting": "0"}
        asked = read_back(days.day, sheet.read(figures))
        of = ("result.card.names", "result.decision.candidates")
        return [one.params["names"] for one in (*sheet.said, *asked.said) if one.key in of]

    for room, ballots, choice in (("tied", TIED, Choice.RUN_OFF), ("short", SHORT, Choice.FURTHER)):
        (tmp_path / room).mkdir()
        days = closed(Days(tmp_path / room, document(present=12)), ballots)
        assert names(choice) == ["5 Vũ Minh Đức, 6 Đào Thị Hà"] * 2
    assert names(Choice.LEAVE_OPEN) == []
    (tmp_path / "again").mkdir()
    days = Days(tmp_path / "again", document(present=12))
    days.sit(HEAD)
    days.do(ConfirmContest(contest=STRIKE, reason="Ví dụ"))
    days.do(CountBox(contest=STRIKE, box=replace(box(12), collected=13)))
    assert [line.split(", ")[0] for line in names(Choice.AGAIN)] == ["1 Lê Thị An"] * 2


def test_what_the_rules_refuse_is_told_in_the_form(tmp_path):
    """R10: nobody is added to a run-off."""
    tree = json.loads(document(present=12))
    listed = tree["contests"][0]["candidates"]
    listed.append(listed[0] | {"number": 7, "name": "Người Thứ Bảy", "from_round": 2})
    days = closed(Days(tmp_path, json.dumps(tree)), TIED)
    figures = {"agree": "12", "against": "0", "abstain": "0", "not_voting": "0"}
    with pytest.raises(Wrong) as wrong:
        card_sheet(days.day, STRIKE, Choice.RUN_OFF).read(figures)
    assert wrong.value.why.key == "denied.names_added_for_run_off"


async def test_before_a_round_is_closed_no_bars_of_the_round_before_stand_under_its_name(tmp_path):
    days = closed(Days(tmp_path, document(present=12)), TIED)
    cards(days, Choice.RUN_OFF)
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        assert "Vòng 1 · KẾT QUẢ" in here.line(0), "whose figures are shown"
        assert "1 Lê Thị An" in here.text
    days.do(CountBox(contest=STRIKE, box=box(12)))
    days.do(StartEntry(contest=STRIKE, batch=12))
    days.typed(1, 1, [struck(5)] * 12).typed(2, 1, [struck(5)] * 12)
    assert shown_chart(days.day, STRIKE).bars == ()
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        assert "Vòng 2 · KẾT QUẢ" in here.line(0)
        assert "Lê Thị An" not in here.text
    days.close()
    assert [bar.number for bar in shown_chart(days.day, STRIKE).bars] == [5, 6]


async def test_what_has_no_round_is_not_signed(days):
    days.start()
    async with at(days, HEAD, screen=ScreenId.RESULT) as here:
        here.screen.action_sign()
        await here.settle()
        assert isinstance(here.screen, Problem)
        await here.keys("escape")
        here.screen.action_decide()
        await here.settle()
        assert isinstance(here.screen, Problem)
        await here.keys("escape", "f8")
        assert here.app.screen_is(ScreenId.ENTRY_STRIKE)
        await here.keys("escape")
        assert here.app.screen_is(ScreenId.DAY)


def test_on_the_training_congress_the_score_is_told(tmp_path):
    from station import training
    from tests.station.worlds import opened

    day = opened(tmp_path, training.document()).day
    assert after(day, next(iter(day.contests)), EN) == ()


async def test_what_the_body_decides_is_in_sight_on_the_smallest_screen_and_the_rest_a_key_away(tmp_path):
    names = [f"Nguyễn Thị Phương Thảo {number}" for number in range(1, 21)]
    days = closed(Days(tmp_path, document(present=12, names=names, seats=15)), [struck(1, 2, 3, 4, 5, 6)] * 12)
    async with at(days, HEAD) as here:
        assert "Trúng cử 14/15; còn thiếu." in here.text
        assert "Còn thiếu 1 người; đại hội quyết định" in here.text
        assert "PgDn: còn nữa" in here.text
        assert names[-1] not in here.text
        await here.keys("pagedown")
        assert names[-1] in here.text
        await here.keys("pageup", "down", "up")
        assert "Phát ra 12" in here.text
