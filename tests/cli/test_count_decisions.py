"""What ``tally count`` says where a contest is not over: one sentence on what the body must decide (R7, R10-R12)."""

import re

import pytest

from tests.cli.made import congress, contest, run, totals, write


def counted(tmp_path, capsys, *contests, lang="vi", **given):
    answer = run(capsys, "count", write(tmp_path, congress(*contests, **given)), "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    return answer


def decision(answer):
    _, _, sentence = answer.text.partition("VIỆC PHẢI QUYẾT ĐỊNH: ")
    return sentence.partition(" ═")[0]


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        (
            [totals(20, 15, 12, 12)],
            "Người thứ 3 (số 3) và Người thứ 4 (số 4) bằng phiếu nhau mà chỉ còn 1 chỗ, nên đại hội bầu lại giữa những "
            "người này; ai nhiều phiếu hơn thì trúng cử, không cần quá nửa. (R10; Điều 30; cần đối chiếu nguyên văn)",
        ),
        (
            [totals(20, 15, 12, 12), totals(9, 9, number=2, purpose="run_off", numbers=[3, 4], valid=18, invalid=2)],
            "Người thứ 3 (số 3) và Người thứ 4 (số 4) bầu lại vẫn bằng phiếu, còn 1 chỗ: đoàn chủ tịch báo cáo để đại "
            "hội quyết định có bầu nữa hay không. (R10; Điều 30; cần đối chiếu nguyên văn)",
        ),
        (
            [totals(20, 15, 9, 9)],
            "còn thiếu 1 người; đại hội quyết định bầu tiếp trong số những người chưa trúng cử, có thể thêm người mới, "
            "hay để khuyết và bầu bổ sung sau. (R11; Điều 17; cần đối chiếu nguyên văn)",
        ),
        (
            [totals(20, 15, 12, 9, collected=21)],
            "lần 1 phải dừng, chưa ai trúng cử, vì số phiếu thu về nhiều hơn số phiếu phát ra và số phiếu hợp lệ và "
            "không hợp lệ cộng lại không bằng số phiếu thu về; đoàn chủ tịch báo cáo để đại hội quyết định. "
            "(R7; cần đối chiếu nguyên văn)",
        ),
        (
            [totals(20, 15, 12, 9, collected=19)],
            "lần 1 phải dừng, chưa ai trúng cử, vì số phiếu hợp lệ và không hợp lệ cộng lại không bằng số phiếu thu "
            "về; đoàn chủ tịch báo cáo để đại hội quyết định. (R7; cần đối chiếu nguyên văn)",
        ),
    ],
)
def test_what_is_not_complete_ends_with_what_the_body_must_decide(tmp_path, capsys, rounds, said):
    assert decision(counted(tmp_path, capsys, contest(rounds=rounds))) == said


def test_r14_without_a_quorum_the_sums_are_shown_and_nobody_is_elected(tmp_path, capsys):
    answer = counted(
        tmp_path, capsys, contest(rounds=[totals(13, 12, 11, 1, valid=13)]), roll={"present": 13, "absent": 7}
    )
    assert "13/20" in answer.out
    assert "✓" not in answer.out
    assert decision(answer).startswith("lần 1 phải dừng, chưa ai trúng cử, vì chưa đủ số người dự;")
    assert "(R14; Điều lệ Đảng, Điều 11; cần đối chiếu nguyên văn)" in decision(answer)


def test_r11_delegates_go_by_their_own_article_and_a_meeting_has_a_chair(tmp_path, capsys):
    delegates = contest(rounds=[totals(20, 15, 9, 9)], kind="delegates")
    assert decision(counted(tmp_path, capsys, delegates)).endswith("(R11; Điều 18, 20)")
    stopped = contest(rounds=[totals(20, 15, 12, 9, collected=19)], kind="inspection_committee")
    answer = counted(tmp_path, capsys, stopped, kind="committee")
    assert "người chủ trì báo cáo để hội nghị quyết định." in decision(answer)


CELL = {"code": "VD.1", "name": "Chi bộ ví dụ", "level": "cell", "superior": "VD"}
APPOINTS = "đã bầu 3 lần mà chưa có người trúng cử: báo cáo để cấp ủy cấp trên chỉ định. (R11; 294-QĐ/TW)"


def without_result(number, **given):
    return totals(10, 10, purpose="further" if number > 1 else "first", number=number, **given)


def test_r11_after_a_cell_s_third_ballot_the_higher_committee_appoints(tmp_path, capsys):
    secretary = contest(2, 1, kind="secretary", rounds=[without_result(number) for number in (1, 2, 3)])
    assert decision(counted(tmp_path, capsys, secretary, unit=CELL)) == APPOINTS


def test_r11_a_ballot_that_was_stopped_is_none_of_the_three(tmp_path, capsys):
    stopped = without_result(2, collected=19)
    rounds = [without_result(1), stopped, without_result(3), without_result(4)]
    secretary = contest(2, 1, kind="secretary", rounds=rounds)
    assert decision(counted(tmp_path, capsys, secretary, unit=CELL)) == APPOINTS
    secretary["rounds"].pop()
    assert decision(counted(tmp_path, capsys, secretary, unit=CELL)).startswith("còn thiếu 1 người;")


def test_r11_leaving_the_post_open_does_not_undo_that_the_higher_committee_appoints(tmp_path, capsys):
    rounds = [without_result(number) for number in (1, 2, 3)]
    secretary = contest(2, 1, kind="secretary", rounds=rounds, leave_open=True)
    answer = counted(tmp_path, capsys, secretary, unit=CELL)
    assert "Kết quả: đã kết thúc, để khuyết số còn thiếu." in answer.text
    assert decision(answer) == APPOINTS


def test_what_the_body_left_open_is_over_and_leaves_nothing_to_decide(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=[totals(20, 15, 9, 9)], leave_open=True))
    assert "Kết quả: đã kết thúc, để khuyết số còn thiếu." in answer.text
    assert not decision(answer)


def voted(after_round, choice, agree, against, abstain, not_voting):
    cards = {"agree": agree, "against": against, "abstain": abstain, "not_voting": not_voting}
    return {"after_round": after_round, "choice": choice} | cards


VOTES = [
    voted(0, "again", 20, 0, 0, 0),
    voted(1, "leave_open", 9, 8, 2, 1),
    voted(1, "further", 10, 8, 2, 0),
    voted(2, "leave_open", 14, 3, 1, 1),
]
"""What twenty voted on; the last by nineteen cards."""
TWO = [totals(20, 15, 9, 9), totals(5, 6, number=2, purpose="further", numbers=[3, 4], valid=11)]
CITED = "(R18; Điều 30)"


def test_r18_what_the_body_voted_on_is_told_where_it_was_voted_on_and_how_it_came_out(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=TWO, decisions=VOTES))
    said = [
        f"Khi lần 1 chưa có kết quả, đại hội biểu quyết bầu lại lần vừa rồi, không tính các phiếu đã thu: đồng ý 20, "
        f"không đồng ý 0, không có ý kiến 0, không giơ thẻ 0; tính trên 20: thông qua. {CITED}",
        "Lần 1 – bầu lần đầu",
        f"Sau lần 1, đại hội biểu quyết để khuyết, bầu bổ sung sau: đồng ý 9, không đồng ý 8, không có ý kiến 2, không "
        f"giơ thẻ 1; tính trên 20: không thông qua. {CITED}",
        f"Sau lần 1, đại hội biểu quyết bầu tiếp số còn thiếu: đồng ý 10, không đồng ý 8, không có ý kiến 2, không giơ "
        f"thẻ 0; tính trên 20: không thông qua. {CITED}",
        "Lần 2 – bầu tiếp số còn thiếu",
        f"Sau lần 2, đại hội biểu quyết để khuyết, bầu bổ sung sau: đồng ý 14, không đồng ý 3, không có ý kiến 1, "
        f"không giơ thẻ 1; tính trên 20: không quyết định gì. {CITED}",
    ]
    places = [answer.text.find(one) for one in said]
    assert -1 not in places
    assert places == sorted(places)


def test_r18_a_round_held_against_the_vote_and_cards_that_do_not_add_up_are_found(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=TWO, decisions=VOTES))
    assert (
        "Lần 2: Trước lần này, biểu quyết bầu tiếp số còn thiếu chỉ có 10 đồng ý, không quá nửa của 20, mà vẫn bầu."
        in answer.text
    )
    assert (
        "Biểu quyết để khuyết, bầu bổ sung sau (khi đã bầu 2 lần): các ý kiến cộng lại là 19, không bằng 20 người dự."
        in answer.text
    )


def test_r18_what_the_body_voted_on_is_told_in_english_too(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=TWO, decisions=VOTES), lang="en")
    for said in (
        "Before round 1 came to anything the congress voted by cards on whether to hold the last round again, without",
        "After round 1 the congress voted by cards on whether to leave the seats open, to be filled later: agree 9, "
        "against 8, abstaining 2, no card raised 1; of 20: not passed. (R18; Art. 30)",
        "of 20: nothing is decided.",
        "Round 2: Before it, on whether to hold a further ballot for the open seats, only 10 agreed, not over half of",
        "(rounds held by then: 2): the cards add up to 19, not to the 20 attending.",
    ):
        assert said in answer.text, said


def test_a_contest_not_voted_on_yet_is_said_to_be_so(tmp_path, capsys):
    answer = counted(tmp_path, capsys)
    assert "Kết quả: chưa bầu." in answer.text
    assert not decision(answer)


OFFICIALS = totals(15, 14, 13, 12, 11, 11)


def test_r12_alternates_are_marked_listed_and_told_as_recalled(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(6, 4, kind="delegates", alternates=2, rounds=[OFFICIALS]))
    assert len(re.findall(r"\+ dự khuyết$", answer.out, re.M)) == 2
    heading = "Đại biểu dự khuyết: 2 trong số 2 (R12; Điều 18; cần đối chiếu nguyên văn)"
    _, found, listed = answer.text.partition(heading)
    assert found
    assert re.search(r"1 5 Người thứ 5 11/20 .* 2 6 Người thứ 6 11/20", listed)


def test_r12_a_tie_at_the_last_alternate_s_place_is_named_and_its_run_off_decides(tmp_path, capsys):
    tied = contest(6, 4, kind="delegates", alternates=1, rounds=[OFFICIALS])
    answer = counted(tmp_path, capsys, tied)
    assert "Đại biểu dự khuyết: 0 trong số 1" in answer.text
    assert "Còn 1 chỗ dự khuyết mà Người thứ 5 (số 5) và Người thứ 6 (số 6) bằng phiếu nhau." in answer.text
    assert len(re.findall(r"= bằng phiếu$", answer.out, re.M)) == 2
    run_off = totals(8, 12, number=2, purpose="run_off", numbers=[5, 6])
    answer = counted(tmp_path, capsys, tied | {"rounds": [OFFICIALS, run_off]})
    _, _, listed = answer.text.partition("Đại biểu dự khuyết: 1 trong số 1")
    assert re.search(r"1 6 Người thứ 6 12/20 60,00.% 2", listed)
    assert not re.search(r"= bằng phiếu$", answer.out, re.M)
    assert len(re.findall(r"\+ dự khuyết$", answer.out, re.M)) == 1


def test_a_stopped_ballot_for_alternates_is_still_to_be_decided(tmp_path, capsys):
    held = totals(18, 16, 3, 2, 1)
    stopped = totals(15, 3, 2, number=2, purpose="alternates", numbers=[3, 4, 5], collected=21)
    answer = counted(tmp_path, capsys, contest(5, 2, kind="delegates", alternates=1, rounds=[held, stopped]))
    assert "Kết quả: đã bầu đủ số lượng." in answer.text
    assert decision(answer).startswith("lần 2 phải dừng, chưa ai trúng cử,")
