"""What the minutes say a ballot came to: elected, tied, open, stopped; alternates; what the body decided (R7-R12)."""

import pytest

from tests import making
from tests.papers.made import course_of, event, minutes_of, text, totals
from tests.papers.meetings import HALL, cell, committee, delegates

RUN_OFF = """
BIÊN BẢN KIỂM PHIẾU Bầu Chi ủy khóa XII nhiệm kỳ 2025-2027 Lần bầu thứ 2: bầu lại giữa những người bằng phiếu -----
"""


def tied():
    """One is elected with 20 of 23 votes, two are level with 12, and a seat is left."""
    return course_of(cell(), committee(), totals({1: 12, 2: 20, 3: 12}, valid=22))


def test_a_tie_is_said_plainly_and_nobody_of_the_tied_is_elected():
    said = text(minutes_of(tied()))
    assert "Trúng cử 1 đồng chí, có số phiếu quá nửa (Điều 30): TT Họ và tên" in said
    assert (
        "BẰNG PHIẾU: các đồng chí Vũ Minh Khoa (số 1) và Lê Hồng Hằng (số 3) bằng phiếu nhau mà chỉ còn 1 (một) chỗ; "
        "chưa ai trong số này trúng cử. Việc tiếp theo: đại hội bầu lại giữa những người này "
        "(Điều 30; cần đối chiếu nguyên văn)." in said
    )
    assert "Đã bầu đủ" not in said


def test_the_number_of_a_person_stays_on_the_line_of_its_word():
    told = minutes_of(tied()).tree["sections"][6]["rest"][0]
    assert "Vũ Minh Khoa (số\N{NO-BREAK SPACE}1) và Lê Hồng Hằng (số\N{NO-BREAK SPACE}3)" in told


def test_in_a_run_off_the_higher_votes_win_and_over_half_is_not_asked_for():
    course = course_of(
        cell(),
        committee(),
        totals({1: 12, 2: 20, 3: 12}, valid=22),
        totals({1: 9, 3: 11}, valid=20, invalid=2, number=2, purpose="run_off"),
    )
    said = text(minutes_of(course))
    assert " ".join(RUN_OFF.split()) in said
    assert "Đại hội đã biểu quyết số lượng cần bầu là 2 (hai) đồng chí. Lần bầu này bầu 1 (một) đồng chí." in said
    assert "Danh sách bầu cử gồm 2 đồng chí" in said
    assert "quá nửa: từ" not in said
    assert "Người trúng cử phải được quá một nửa" not in said
    assert (
        "không cần quá nửa (Điều 30; cần đối chiếu nguyên văn); số người làm căn cứ nêu trên chỉ để tính tỷ lệ %. 5."
        in said
    )
    assert "căn cứ tính quá nửa" not in said.replace("Căn", "căn")
    assert "4. Người được triệu tập, người dự và căn cứ tính tỷ lệ % Tổng số" in said
    assert "Người được triệu tập Số người Căn cứ tính tỷ lệ % Có mặt" in said
    assert "Số người làm căn cứ tính tỷ lệ % 23 Đây là lần bầu lại" in said
    assert "Tỷ lệ % tính trên 23 đảng viên chính thức (26 được triệu tập, trừ 3), nêu ở mục 4." in said
    assert "ai nhiều phiếu hơn thì trúng cử, không cần quá nửa (Điều 30; cần đối chiếu nguyên văn). Trúng cử 1" in said
    assert "1 Lê Hồng Hằng 3 11/23 47,83 % Đã bầu đủ số lượng." in said
    assert "– trong đó: không ghi rõ lý do không hợp lệ 2" in said


def test_a_run_off_that_is_level_again_is_for_the_body_to_decide():
    course = course_of(
        cell(),
        committee(),
        totals({1: 12, 2: 20, 3: 12}, valid=22),
        totals({1: 11, 3: 11}, valid=22, number=2, purpose="run_off"),
    )
    said = text(minutes_of(course))
    assert "7. Người trúng cử KHÔNG CÓ AI TRÚNG CỬ trong lần bầu này. VẪN BẰNG PHIẾU: các đồng chí Vũ Minh Khoa" in said
    assert "Có bầu nữa hay không do đại hội quyết định (Điều 30; cần đối chiếu nguyên văn)." in said


SHORT = totals({1: 11, 2: 20, 3: 4}, valid=22)


def test_open_seats_are_said_and_a_decision_only_where_there_is_one():
    said = text(minutes_of(course_of(cell(), committee(), SHORT)))
    assert "CHƯA ĐỦ SỐ LƯỢNG: còn thiếu 1 (một) đồng chí. TRƯỞNG BAN" in said
    said = text(minutes_of(course_of(cell(), committee(leave_open=True), SHORT)))
    assert "Quyết định của đại hội Đại hội quyết định để khuyết 1 (một) vị trí. TRƯỞNG BAN" in said


def test_the_minutes_of_a_round_do_not_know_what_was_decided_after_a_later_one():
    course = course_of(
        cell(), committee(leave_open=True), SHORT, totals({1: 11, 3: 11}, valid=22, number=2, purpose="further")
    )
    assert "để khuyết 1 (một)" in text(minutes_of(course))
    first = minutes_of(course, number=1)
    assert first.name == "minutes-chi-uy-1"
    assert "để khuyết" not in text(first)
    assert first.record == minutes_of(course).record


def test_a_stopped_ballot_elects_nobody_and_still_shows_its_sums():
    said = text(minutes_of(course_of(cell(), committee(), totals({1: 15, 2: 20, 3: 5}, valid=23, issued=22))))
    assert "Số phiếu phát ra 22 Số phiếu thu về 23 Số phiếu hợp lệ 23" in said
    assert "2 Đoàn Xuân Dũng 20/23 86,96 % 3" in said
    assert (
        "7. Người trúng cử CHƯA AI TRÚNG CỬ. Lần bầu này phải dừng, chưa quyết định gì, vì số phiếu thu về nhiều hơn "
        "số phiếu phát ra; đoàn chủ tịch báo cáo để đại hội quyết định. Điều cần lưu ý Lỗi: Lần 1: Thu về 23" in said
    )


def test_one_candidate_is_voted_on_by_boxes():
    contest = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt", title="Bầu Bí thư")
    said = text(minutes_of(course_of(cell(), contest, totals({1: 12}, valid=22))))
    assert "Phiếu không có số dư, đánh dấu X vào ô đồng ý hoặc không đồng ý." in said
    assert (
        "Trúng cử 1 đồng chí, có số phiếu quá nửa (Điều 30): TT Họ và tên Số trên phiếu Số phiếu Tỷ lệ % 1 An 1" in said
    )
    assert "12/23 52,17 % Đã bầu đủ số lượng." in said


def test_half_is_not_over_half():
    contest = making.contest([making.candidate(1, "An")], 1, kind="secretary", id="bt")
    said = text(minutes_of(course_of(event(), contest, totals({1: 10}, valid=20))))
    assert "10/20 50,00 %" in said
    assert "KHÔNG CÓ AI TRÚNG CỬ trong lần bầu này. CHƯA ĐỦ SỐ LƯỢNG: còn thiếu 1 (một) đồng chí." in said


def test_alternates_are_taken_from_the_ballot_of_the_officials_from_the_most_votes_down():
    said = text(minutes_of(course_of(event(HALL), delegates(), totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85))))
    assert (
        "Đã bầu đủ số lượng. 8. Đại biểu dự khuyết Lấy 1 trong số 1 đại biểu dự khuyết, từ những người quá nửa mà "
        "chưa trúng cử ở lần bầu thứ 1, theo số phiếu từ cao xuống thấp (Điều 18; cần đối chiếu nguyên văn). "
        "TT Họ và tên Số trên phiếu Số phiếu Tỷ lệ % 1 Dũng 4 46/87 52,87 % Điều cần lưu ý" in said
    )


LEVEL = totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 46}, valid=85)


def test_alternates_who_are_level_are_not_taken():
    said = text(minutes_of(course_of(event(HALL), delegates(), LEVEL)))
    assert "Lấy 0 trong số 1 đại biểu dự khuyết" in said
    assert (
        "BẰNG PHIẾU: các đồng chí Dũng (số 4) và Em (số 5) bằng phiếu nhau mà chỉ còn 1 (một) chỗ dự khuyết; "
        "chưa lấy ai trong số này. Điều cần lưu ý" in said
    )


def test_a_run_off_for_alternates_is_one():
    run_off = totals({4: 40, 5: 44}, valid=84, number=2, purpose="run_off")
    said = text(minutes_of(course_of(event(HALL), delegates(), LEVEL, run_off)))
    assert "ai nhiều phiếu hơn thì được lấy làm đại biểu dự khuyết, không cần quá nửa" in said
    assert "Được lấy 1 đồng chí: TT Họ và tên Số trên phiếu Số phiếu Tỷ lệ % 1 Em 5 44/87 50,57 % Đã bầu đủ" in said
    assert "7. Người trúng cử" not in said
    assert said.count("8. Đại biểu dự khuyết") == 1


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ({4: 50, 5: 34}, "Trúng cử đại biểu dự khuyết 1 đồng chí, có số phiếu quá nửa (Điều 30): TT"),
        ({4: 43, 5: 41}, "KHÔNG CÓ AI TRÚNG CỬ đại biểu dự khuyết trong lần bầu này. CHƯA ĐỦ SỐ LƯỢNG"),
    ],
)
def test_a_ballot_of_their_own_for_alternates_needs_over_half(votes, told):
    first = totals({1: 60, 2: 50, 3: 48, 4: 40, 5: 40}, valid=85)
    course = course_of(event(HALL), delegates(), first, totals(votes, valid=84, number=2, purpose="alternates"))
    said = text(minutes_of(course))
    assert said.count("8. Đại biểu dự khuyết") == 1
    assert told in said


def test_several_alternates_of_a_ballot_of_their_own_go_from_the_most_votes_down():
    first = totals({1: 60, 2: 50, 3: 48, 4: 40, 5: 40}, valid=85)
    own = totals({4: 50, 5: 60}, valid=84, number=2, purpose="alternates")
    said = text(minutes_of(course_of(event(HALL), delegates(alternates=2), first, own)))
    assert "Trúng cử đại biểu dự khuyết 2 đồng chí, có số phiếu quá nửa (Điều 30), xếp theo số phiếu từ cao" in said
    assert "1 Em 5 60/87 68,97 % 2 Dũng 4 50/87 57,47 %" in said


def test_a_round_with_nobody_on_its_list_elects_nobody():
    rounds = (
        totals({1: 18}, valid=20),
        totals({}, valid=0, invalid=20, number=2, purpose="further", candidates=()),
    )
    course = course_of(event(), making.contest(1, 2, kind="deputy_secretary", id="pbt"), *rounds)
    said = text(minutes_of(course))
    assert "Danh sách bầu cử gồm 0 đồng chí" in said
    assert "KHÔNG CÓ AI TRÚNG CỬ trong lần bầu này. CHƯA ĐỦ SỐ LƯỢNG: còn thiếu 1 (một) đồng chí." in said
