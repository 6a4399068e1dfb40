"""What the minutes say the body decided by card on a ballot (R18, Art. 30), and what the rules remark on the ballot."""

import re

import pytest

from tally.contest import Category, Choice, Decision, MeasuredOn, Plan, Share, Target
from tally.person import Birth
from tests import making
from tests.papers.made import BOARD, EN, course_of, event, minutes_of, text, totals
from tests.papers.meetings import WHOLE, cell, committee

SHORT = totals({1: 11, 2: 20, 3: 4}, valid=22)
"""One of two is elected, with 20 of 23."""
FURTHER = totals({1: 11, 3: 11}, valid=22, number=2, purpose="further")
EXCESS = totals({1: 15, 2: 20, 3: 5}, valid=23, issued=22)
CARDS = {"agree": 15, "against": 4, "abstain": 2, "not_voting": 1}
"""The 22 who attend; over half of the base of 23 is 12."""


def decided(after_round=1, choice="further", **cards):
    return Decision(after_round=after_round, choice=Choice(choice), **CARDS | cards)


def said_of(*decisions, rounds=(SHORT,), words=None, number=None, **given):
    course = course_of(cell(), committee(decisions=decisions, **given), *rounds)
    return text(minutes_of(course, *([words] if words else []), number=number))


def test_a_vote_by_card_is_told_with_everybody_who_attended_and_its_base():
    assert (
        "Quyết định của đại hội Sau lần bầu này, đại hội biểu quyết bằng thẻ việc bầu tiếp số còn thiếu: đồng ý 15/23 "
        "đồng chí (65,22 %), không đồng ý 4 đồng chí, không có ý kiến 2 đồng chí, không giơ thẻ 1 đồng chí, tính trên "
        "23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3); quá nửa, ĐƯỢC THÔNG QUA "
        "(Điều 30). TRƯỞNG BAN" in said_of(decided())
    )


def test_a_vote_that_is_not_over_half_of_the_base_did_not_pass_however_few_are_against():
    said = said_of(decided(agree=11, against=0, abstain=11, not_voting=0))
    assert "đồng ý 11/23 đồng chí (47,83 %), không đồng ý 0 đồng chí, không có ý kiến 11 đồng chí" in said
    assert (
        "tính trên 23 đảng viên chính thức làm căn cứ tính quá nửa (26 được triệu tập, trừ 3); "
        "cần ít nhất 12 đồng chí đồng ý, KHÔNG ĐƯỢC THÔNG QUA (Điều 30)." in said
    )


def test_cards_that_are_not_those_who_attend_decide_nothing_and_it_is_remarked():
    said = said_of(decided(agree=16))
    assert "các con số hoặc số người dự chưa đúng nên CHƯA QUYẾT ĐỊNH GÌ (Điều 30). Điều cần lưu ý Lỗi: Biểu" in said
    assert "(khi đã bầu 1 lần): các ý kiến cộng lại là 23, không bằng 22 người dự. Hãy xem lại số" in said


def test_a_seat_left_open_is_told_beside_the_vote_on_it():
    said = said_of(decided(choice="leave_open"), leave_open=True)
    assert "biểu quyết bằng thẻ việc để khuyết, bầu bổ sung sau: đồng ý 15/23" in said
    assert "ĐƯỢC THÔNG QUA (Điều 30). Đại hội quyết định để khuyết 1 (một) vị trí. TRƯỞNG BAN" in said


def test_minutes_tell_what_was_decided_on_their_own_ballot_and_on_no_other():
    votes = decided(), decided(2, "leave_open", agree=14, against=5)
    rounds = {"rounds": (SHORT, FURTHER)}
    first, last = said_of(*votes, **rounds, number=1), said_of(*votes, **rounds)
    assert ("đồng ý 15/23" in first, "đồng ý 14/23" in first) == (True, False)
    assert ("đồng ý 15/23" in last, "đồng ý 14/23" in last) == (False, True)


def test_several_votes_stand_in_the_order_in_which_they_were_taken():
    said = said_of(decided(choice="leave_open", agree=10, against=9), decided())
    assert said.index("đồng ý 10/23") < said.index("đồng ý 15/23")


BEFORE = "Khi lần bầu này chưa có kết quả, đại hội biểu quyết bằng thẻ việc bầu lại lần vừa rồi"


def test_r7_a_ballot_held_in_the_place_of_one_that_counts_for_nothing_tells_that_it_was_decided_so():
    assert BEFORE in said_of(decided(0, "again"), rounds=(WHOLE,))
    votes, rounds = (decided(), decided(1, "again")), (SHORT, FURTHER)
    assert BEFORE not in said_of(*votes, rounds=rounds, number=1)
    assert BEFORE in said_of(*votes, rounds=rounds)


def test_r7_to_hold_a_ballot_again_is_told_by_the_one_that_was_stopped_where_it_stands_among_the_rounds():
    rounds = (EXCESS, totals({1: 15, 2: 20, 3: 5}, valid=22, number=2, purpose="first"))
    told = "Sau lần bầu này, đại hội biểu quyết bằng thẻ việc bầu lại lần vừa rồi"
    assert told in said_of(decided(1, "again"), rounds=rounds, number=1)
    assert "bầu lại lần vừa rồi" not in said_of(decided(1, "again"), rounds=rounds)


def test_the_copy_in_english_tells_it_too():
    said = said_of(decided(), words=EN)
    assert (
        "Decision of the congress After this ballot the congress voted by card whether to hold a further ballot for "
        "the open seats: persons in favour 15/23 (65.22 %), against 4, abstaining 2, with no card raised 1, of 23 "
        "official members in the base of over half (26 summoned, less 3); over half, PASSED (Art. 30)." in said
    )


def test_where_there_is_nothing_to_remark_there_is_no_such_section():
    assert "Điều cần lưu ý" not in said_of(rounds=(WHOLE,))


def test_a_remark_has_its_article_and_says_what_is_to_be_checked_but_no_id_of_ours():
    people = [making.candidate(number) for number in range(1, 5)]
    contest = making.contest(people, 2, id="bch")
    said = text(minutes_of(course_of(event(), contest, totals({1: 15, 2: 14, 3: 3, 4: 2}, valid=20))))
    [remarked] = re.findall(r"Điều cần lưu ý (.+) TRƯỞNG BAN", said)
    assert remarked == (
        "Lỗi: Danh sách 4 người mà bầu 2, số dư 2 người, vượt mức được phép là 1 người. Hãy rút bớt danh sách. "
        "(Điều 14) Cảnh báo: Khi bầu 2 người, danh sách của cấp ủy triệu tập chuẩn bị có số dư 2, khác mức nên chuẩn "
        "bị là 1. Hãy xem lại danh sách. (chưa tìm thấy quy định, phần mềm tự chọn)"
    )
    assert not re.search(r"R\d", said)


@pytest.mark.parametrize(("number", "seen"), [(1, True), (2, False)])
def test_what_is_remarked_on_one_round_stands_in_the_minutes_of_that_round_alone(number, seen):
    rounds = (totals({1: 11, 2: 20, 3: 4}, valid=22, issued=25), FURTHER)
    assert ("Cảnh báo: Lần 1: Phát ra 25 phiếu mà chỉ có 22 người dự." in said_of(rounds=rounds, number=number)) == seen


def test_r18_a_round_that_was_voted_down_and_held_is_remarked_in_its_own_minutes():
    vote, rounds = decided(agree=11, against=8), (SHORT, FURTHER)
    remark = "Lỗi: Lần 2: Trước lần này, biểu quyết bầu tiếp số còn thiếu chỉ có 11 đồng ý, không quá nửa của 23"
    assert remark not in said_of(vote, rounds=rounds, number=1)
    assert remark in said_of(vote, rounds=rounds)


def test_r16_what_the_plan_cannot_know_is_nothing_of_a_ballot():
    people = [making.candidate(1, born=Birth(year=1983)), making.candidate(2), making.candidate(3)]
    young = Target(category=Category.YOUNG, measured_on=MeasuredOn.ELECTED, below=42, at_least=Share(percent=10))
    plan = Plan(age_on=event().date.replace(month=7), targets=(young,))
    contest = making.contest(people, 2, id="bch", plan=plan)
    course = course_of(event(board=BOARD), contest, totals({1: 15, 2: 14, 3: 2}, valid=20))
    assert "Điều cần lưu ý" not in text(minutes_of(course))
