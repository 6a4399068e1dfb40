"""``tally count``: what the page tells a head of board, and what the document tells another program."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.made import congress, contest, person, run, totals, write

CASES = Path(__file__).parent.parent / "cases"
EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
SHORT = {1: 20, 2: 15, 3: 9, 4: 9}


def counted(tmp_path, capsys, *contests, lang="vi", **given):
    answer = run(capsys, "count", write(tmp_path, congress(*contests, **given)), "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    return answer


def test_the_base_is_told_with_all_that_was_taken_out(tmp_path, capsys):
    """R8, Art. 30: summoned, less the exclusions one by one, then the base and the votes needed."""
    roll = {"present": 156, "absent": 1, "convening_absent": 1, "unreplaced": 1}
    held = totals(150, 140, 130, 30, valid=156)
    answer = counted(tmp_path, capsys, contest(rounds=[held]), kind="delegates", roll=roll, bodies=(12, 12))
    assert (
        "Triệu tập 159. Trừ 1 cấp ủy viên của cấp triệu tập vắng mặt suốt thời gian đại hội; 1 đại biểu vắng mặt suốt "
        "thời gian đại hội mà không có đại biểu dự khuyết thay. Tính trên 157; cần ít nhất 79 phiếu. (R8; Điều 30)"
    ) in answer.text


@pytest.mark.parametrize(
    ("kind", "roll", "said"),
    [
        (
            "members",
            {"present": 15, "temporary_elsewhere_absent": 2, "exempt_absent": 1, "barred": 1, "excused_whole": 1},
            "Taken out: 2 members on temporary activity elsewhere, absent; 1 member exempt from Party work and "
            "activity, absent; 1 person suspended, prosecuted, indicted or detained; 1 member absent throughout for "
            "a reason the convening committee accepts. Reckoned on 15; at least 8 votes are needed. (R8; Art. 30)",
        ),
        (
            "committee",
            {"present": 18, "absent": 2},
            "Nobody is taken out. Reckoned on 20; at least 11 votes are needed. "
            "(R8; Art. 30; to be checked against the full text)",
        ),
        (
            "cell_conference",
            {"present": 18, "excused_whole": 2},
            "Nobody is taken out. Reckoned on 20; at least 11 votes are needed. "
            "(R8; Art. 30; to be checked against the full text)",
        ),
    ],
)
def test_a_clause_that_was_not_read_in_full_is_never_shown_as_law(tmp_path, capsys, kind, roll, said):
    answer = counted(
        tmp_path, capsys, contest(rounds=[totals(15, 15, 14, 1, valid=15)]), kind=kind, roll=roll, lang="en"
    )
    assert said in answer.text


def test_the_five_numbers_of_seats_stay_apart(tmp_path, capsys):
    """R9: the number planned, voted on, kept vacant, elected and open."""
    answer = counted(tmp_path, capsys, contest(quota=5, rounds=[totals(20, 15, 9, 9)]))
    assert "Số lượng 5; bầu 3; để khuyết theo đề án 2; trúng cử 2; còn thiếu 1." in answer.text


def test_ballots_and_the_grounds_of_the_invalid_ones_are_told(tmp_path, capsys):
    held = totals(18, 15, 12, 9, valid=18, invalid=2, collected=20, issued=21)
    held["totals"]["reasons"] = {"more_than_seats": 1, "several_inks": 1}
    answer = counted(tmp_path, capsys, contest(rounds=[held]), roll={"present": 21})
    assert "Phát ra 21 phiếu; thu về 20; không thu về 1; hợp lệ 18; không hợp lệ 2." in answer.text
    assert "- dùng nhiều loại mực: 1" in answer.text
    assert "- bầu quá số lượng: 1" in answer.text


def test_grounds_that_nobody_wrote_down_are_said_not_to_be_known(tmp_path, capsys):
    held = totals(18, 15, 12, 9, valid=18, invalid=2)
    assert "không ghi rõ lý do không hợp lệ" in counted(tmp_path, capsys, contest(rounds=[held])).text


def test_r6_a_ballot_with_boxes_that_agrees_to_nobody_is_told_as_our_reading(tmp_path, capsys):
    held = totals(18, 15, 12, valid=18, invalid=2)
    held["totals"]["reasons"] = {"votes_for_nobody": 2}
    several = counted(tmp_path, capsys, contest(3, rounds=[held]))
    assert "không bầu cho ai: 2 (R6; Điều 15, 30.1; cần đối chiếu nguyên văn)" in several.text
    strike = totals(18, 15, 12, 9, valid=18, invalid=2)
    strike["totals"]["reasons"] = {"votes_for_nobody": 2}
    assert "R6.all_blank" not in counted(tmp_path, capsys, contest(rounds=[strike])).text


def rows(answer, names):
    return [line for line in answer.out.splitlines() if any(name in line for name in names)]


def test_the_table_stands_in_the_order_of_the_list_with_votes_share_and_word(tmp_path, capsys):
    people = [person(7, "Đỗ Thị Ba"), person(2, "Lê Văn Một"), person(5, "Vũ Hai"), person(9, "Mai Tư")]
    held = totals(3, 13, 12, 11, numbers=[7, 2, 5, 9])
    answer = counted(tmp_path, capsys, contest(people, 2, rounds=[held]), lang="en")
    table = rows(answer, ["Đỗ Thị Ba", "Lê Văn Một", "Vũ Hai", "Mai Tư"])[:4]
    assert [line.split()[0] for line in table] == ["7", "2", "5", "9"]
    assert re.search(r"3/20\s+15\.00\N{NO-BREAK SPACE}%.*[^✓=]\s not over half$", table[0])
    assert re.search(r"13/20\s+65\.00\N{NO-BREAK SPACE}%.*✓ elected$", table[1])
    assert re.search(r"11/20\s+55\.00\N{NO-BREAK SPACE}%.*[^✓=]\s over half, not elected$", table[3])


def test_the_elected_stand_from_the_most_votes_down_with_round_and_reason(tmp_path, capsys):
    held = [
        totals(12, 15, 12, 12),
        totals(9, 6, 3, number=2, purpose="run_off", numbers=[1, 3, 4], valid=18, invalid=2),
    ]
    answer = counted(tmp_path, capsys, contest(rounds=[held[0]]))
    assert "= bằng phiếu" in answer.out
    held[1]["seats"] = 2
    answer = counted(tmp_path, capsys, contest(rounds=held))
    _, _, listed = answer.out.partition("Trúng cử 3 người")
    listed = [line.split() for line in listed.splitlines()[2:5]]
    assert [line[:2] for line in listed] == [["1", "2"], ["2", "1"], ["3", "3"]]
    assert (listed[0][8], listed[0][-2:]) == ("1", ["quá", "nửa"])
    assert (listed[1][8], listed[1][-2:]) == ("2", ["bầu", "lại"])


def test_r10_a_run_off_says_that_over_half_is_not_needed_and_names_nobody_under_half_as_lacking_it(tmp_path, capsys):
    held = [totals(20, 15, 12, 12), totals(10, 8, number=2, purpose="run_off", numbers=[3, 4], valid=18, invalid=2)]
    answer = counted(tmp_path, capsys, contest(rounds=held))
    _, _, run_off = answer.text.partition("Lần 2")
    assert "ai nhiều phiếu hơn thì trúng cử, không cần quá nửa. (R10; Điều 30; cần đối chiếu nguyên văn)" in run_off
    assert "Tính trên 20. (R8; Điều 30)" in run_off
    assert "cần ít nhất" not in run_off
    assert "không trúng cử" in run_off
    table = run_off.partition("Số người trúng cử")[0]
    assert "█" in table
    assert "▏" not in table  # no threshold to show
    assert "VIỆC PHẢI QUYẾT ĐỊNH" not in answer.text


PLAN = {
    "age_on": "2025-07-01",
    "targets": [
        {"category": "women", "measured_on": "elected", "at_least": {"count": 2}, "at_most": {"count": 2}},
        {"category": "young", "below": 42, "measured_on": "nominees", "at_least": {"percent": 10}},
        {"category": "age", "from": 60, "to": 70, "measured_on": "elected", "at_most": {"percent": 50}},
        {"category": "attribute", "name": "science_technology", "measured_on": "elected", "at_least": {"percent": 5}},
        {"category": "attribute", "name": "[b]khác", "measured_on": "elected", "at_most": {"count": 3}},
    ],
}


def test_r16_the_plan_is_told_with_what_there_is_what_is_needed_and_whether_it_is_met(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=[totals(20, 15, 12, 9)], plan=PLAN))
    nbsp = "\N{NO-BREAK SPACE}"
    for line in (
        f"- Nữ: có 2 trong 3 người trúng cử (66,67{nbsp}%); cần ít nhất 2 và nhiều nhất 2: đạt",
        f"- Dưới 42 tuổi: có 0 trong 4 người trong danh sách (0,00{nbsp}%); cần ít nhất 1: chưa đạt",
        f"- Từ 60 đến 70 tuổi: có 3 trong 3 người trúng cử (100,00{nbsp}%); nhiều nhất 1: chưa đạt",
        f"- Có trình độ về khoa học, công nghệ: có 0 trong 3 người trúng cử (0,00{nbsp}%); cần ít nhất 1: chưa đạt",
        f"- Đạt tiêu chí “[b]khác”: có 0 trong 3 người trúng cử (0,00{nbsp}%); nhiều nhất 3: đạt",
    ):
        assert line in answer.out.replace("\n  ", " ")
    assert "nếu bầu đủ" not in answer.text


def test_r16_while_seats_are_open_the_page_says_what_the_list_can_still_promise(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=[totals(20, 15, 9, 9)], plan=PLAN))
    assert "Nữ: có 1 trong 2 người trúng cử" in answer.text
    assert (
        "Nữ: 1 đến 2 trong 3 người trúng cử nếu bầu đủ; cần ít nhất 2 và nhiều nhất 2: tùy kết quả bầu" in answer.text
    )


def test_r16_with_nobody_elected_there_is_nothing_to_measure_and_nothing_left_to_promise(tmp_path, capsys):
    stopped = contest(rounds=[totals(9, 9, 9, 9)], plan=PLAN, leave_open=True)
    answer = counted(tmp_path, capsys, stopped)
    assert "Nữ" not in answer.text
    assert "Dưới 42 tuổi" in answer.text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_exercise_says_so_at_the_top_and_at_the_bottom_and_a_real_congress_does_not(tmp_path, capsys, lang):
    says = {"vi": "TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC", "en": "TRAINING – NOT A REAL RESULT"}[lang]
    lines = counted(tmp_path, capsys, lang=lang).out.splitlines()
    assert (lines[1], lines[-2]) == (says, says)
    real = counted(tmp_path, capsys, lang=lang, mode="real")
    assert says not in real.out
    assert {"vi": "Chế độ: chính thức.", "en": "Mode: real."}[lang] in real.out


def test_the_page_names_unit_congress_term_place_and_day(tmp_path, capsys):
    answer = counted(tmp_path, capsys)
    for said in ("Đảng bộ ví dụ", "Đại hội lần thứ I, nhiệm kỳ 2025-2030", "Ví Dụ, ngày 14 tháng 02 năm 2025"):
        assert said in answer.out
    english = counted(tmp_path, capsys, lang="en")
    assert "Ví Dụ, 14 February 2025" in english.out


def test_one_contest_alone_keeps_its_own_place_and_its_pool_is_counted_too(tmp_path, capsys):
    rounds = [totals(20, 15, 12, 9)]
    chosen = contest([person(1)], 1, id="bt", kind="secretary", title="Bầu Bí thư", pool="bch")
    path = write(tmp_path, congress(contest(rounds=rounds), chosen))
    answer = run(capsys, "count", path, "--contest", "bt")
    assert answer.status == 0
    assert "2. Bầu Bí thư" in answer.out
    assert "1. " not in answer.out
    assert "Ban Chấp hành" not in answer.out
    assert [one["id"] for one in run(capsys, "count", path, "--contest=bt", "--json").document["contests"]] == ["bt"]


def test_a_contest_that_is_not_in_the_file_is_refused_with_those_that_are(tmp_path, capsys):
    answer = run(capsys, "count", write(tmp_path, congress()), "--contest", "btv")
    assert (answer.status, answer.out) == (2, "")
    assert "--contest: unknown_contest: Không có cuộc bầu nào mang mã “btv”. Các mã trong tệp: bch." in answer.err


def test_the_document_is_the_one_of_the_formats(tmp_path, capsys):
    answer = run(capsys, "count", write(tmp_path, congress(contest(rounds=[totals(20, 15, 12, 9)]))), "--json")
    document = answer.document
    assert (document["schema"], document["regulation"], document["mode"]) == ("count/1", "190-QĐ/TW", "training")
    assert document["contests"][0]["elected"][0] == {
        "number": 1,
        "name": "Người thứ 1",
        "votes": 20,
        "percent": "100.00",
        "round": 1,
        "reason": "over_half",
    }
    assert answer.out.startswith('{\n  "schema"')
    assert answer.out.endswith("}\n")
    assert "Người" in answer.out  # not written as \u codes


@pytest.mark.parametrize("case", sorted(CASES.glob("*/congress.json")), ids=lambda path: path.parent.name)
def test_every_case_is_told_as_it_is_counted(case, capsys):
    """The page names exactly those elected that the expected result has, in its order."""
    expected = json.loads((case.parent / "expected.json").read_text(encoding="utf-8"))
    for lang, heading in (("vi", r"Trúng cử (\d+) người"), ("en", r"(\d+) elected, by round")):
        answer = run(capsys, "count", case, "--lang", lang)
        assert (answer.status, answer.err) == (0, "")
        told = [int(number) for number in re.findall(f"^{heading}", answer.out, re.M)]
        assert told == [len(one["elected"]) for one in expected["contests"] if one["elected"]]


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*/congress.*")), ids=lambda path: path.parent.name)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_of_an_example_is_wider_than_the_page(example, width, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    for command in ("count", "check"):
        for lang in ("vi", "en"):
            answer = run(capsys, command, example, "--lang", lang)
            assert max(map(len, answer.out.splitlines())) <= width
