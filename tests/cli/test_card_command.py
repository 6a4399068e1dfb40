"""``tally card``: a resolution is passed only by over half of the base (R18)."""

from pathlib import Path

from tests.cli.made import card, cards, run, write

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "votes" / "card.json"


def shown(tmp_path, capsys, *votes, lang="vi", **given):
    answer = run(capsys, "card", write(tmp_path, cards(*votes, **given)), "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    return answer


def test_over_half_of_the_base_passes_and_half_does_not(tmp_path, capsys):
    answer = shown(tmp_path, capsys, card(11, 9, 0, 0), card(10, 10, 0, 0, id="hai"))
    assert "Đồng ý 11; không đồng ý 9; không có ý kiến 0; không biểu quyết 0." in answer.text
    assert "Đồng ý 11/20 (55,00 %), quá nửa: ĐƯỢC THÔNG QUA. (R18; Điều 30)" in answer.text
    assert "Đồng ý 10/20 (50,00 %), cần ít nhất 11: KHÔNG ĐƯỢC THÔNG QUA. (R18; Điều 30)" in answer.text
    english = shown(tmp_path, capsys, card(11, 9, 0, 0), lang="en")
    assert "Agree 11/20 (55.00 %), over half: PASSED. (R18; Art. 30)" in english.text


def test_cards_that_do_not_add_up_decide_nothing(tmp_path, capsys):
    answer = shown(tmp_path, capsys, card(15, 3, 1, 0))
    assert "CHƯA QUYẾT ĐỊNH" in answer.text
    assert "Lỗi: Các ý kiến cộng lại là 19, không bằng 20 người dự" in answer.text


def test_without_a_quorum_nothing_is_decided_and_that_is_said_once(tmp_path, capsys):
    roll = {"present": 13, "absent": 7}
    answer = shown(tmp_path, capsys, card(13, 0, 0, 0), card(12, 1, 0, 0, id="hai"), roll=roll)
    assert answer.text.count("CHƯA QUYẾT ĐỊNH") == 2
    assert answer.text.count("Lỗi: Chỉ có 13 người dự") == 1


def test_the_base_is_told_as_at_every_vote(tmp_path, capsys):
    roll = {"present": 20, "exempt_absent": 2}
    said = "Triệu tập 22. Trừ 2 đảng viên được miễn công tác và sinh hoạt đảng, không dự. Tính trên 20;"
    assert said in shown(tmp_path, capsys, roll=roll).text


def test_an_exercise_is_marked_and_a_real_vote_is_not(tmp_path, capsys):
    assert shown(tmp_path, capsys).out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
    assert "TẬP HUẤN" not in shown(tmp_path, capsys, mode="real").out


def test_the_document_of_card_votes(tmp_path, capsys):
    votes = [card(11, 9, 0, 0), card(15, 3, 1, 0, id="hai")]
    document = run(capsys, "card", write(tmp_path, cards(*votes)), "--json").document
    assert next(iter(document.items())) == ("schema", "card-count/1")
    assert document["base"] == {"value": 20, "needed": 11, "summoned": 20, "excluded": {}}
    assert [(vote["id"], vote["status"], vote["percent"], vote["why"]) for vote in document["votes"]] == [
        ("nq", "passed", "55.00", []),
        ("hai", "stopped", "75.00", ["card_sum_mismatch"]),
    ]
    assert document["votes"][1]["findings"][0]["params"] == {"persons": 19, "attending": 20}


def test_the_example_comes_out_as_it_was_designed(capsys):
    """78 of 156 who raised a card, but 157 in the base: 79 are needed."""
    document = run(capsys, "card", EXAMPLE, "--json").document
    assert [(vote["id"], vote["status"]) for vote in document["votes"]] == [
        ("so-luong", "passed"),
        ("chi-tieu", "not_passed"),
        ("nghi-quyet", "passed"),
    ]
    assert document["base"]["value"] == 157
