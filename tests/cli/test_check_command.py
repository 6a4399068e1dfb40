"""``tally check``: everything that can be known before counting, and whether any of it is an error."""

import pytest

from tests.cli.made import congress, contest, person, run, totals, write


def checked(tmp_path, capsys, *contests, lang="vi", **given):
    return run(capsys, "check", write(tmp_path, congress(*contests, **given)), "--lang", lang)


def test_a_list_within_the_rules_leaves_nothing_and_ends_well(tmp_path, capsys):
    answer = checked(tmp_path, capsys)
    assert (answer.status, answer.err) == (0, "")
    assert "Tổng cộng: 0 lỗi, 0 cảnh báo." in answer.text


def test_a_warning_alone_ends_well(tmp_path, capsys):
    answer = checked(tmp_path, capsys, contest(4, 2, kind="delegates"))
    assert answer.status == 0
    assert "Tổng cộng: 0 lỗi, 1 cảnh báo." in answer.text


@pytest.mark.parametrize("wanted", [[], ["--json"]])
def test_a_finding_that_is_an_error_ends_with_four(tmp_path, capsys, wanted):
    path = write(tmp_path, congress(contest(3, 3)))
    answer = run(capsys, "check", path, *wanted)
    assert answer.status == 4
    assert answer.err == ""


def test_the_errors_of_a_list_are_told_with_what_to_do(tmp_path, capsys):
    board = [{"name": "Người thứ 2", "role": "head"}]
    answer = checked(tmp_path, capsys, contest(3, 3), board=board)
    assert "Lỗi: Danh sách 3 người mà bầu 3, không có số dư." in answer.text
    assert "Lỗi: Người thứ 2 (số 2) vừa ở ban kiểm phiếu vừa có tên trong danh sách bầu cử." in answer.text
    assert "Tổng cộng: 2 lỗi, 1 cảnh báo." in answer.text
    english = checked(tmp_path, capsys, contest(3, 3), board=board, lang="en")
    assert "In all: errors 2, warnings 1." in english.text


@pytest.mark.parametrize(
    ("people", "seats", "said"),
    [
        (17, 15, "Danh sách 17 người, bầu 15: số dư 2 người, bằng 13,33 % số cần bầu. (R4; Điều 14)"),
        (3, 3, "Danh sách 3 người, bầu 3: không có số dư. (R4; Điều 14)"),
        (2, 3, "Danh sách 2 người, bầu 3: ít hơn số cần bầu 1 người. (R4; Điều 14)"),
    ],
)
def test_r4_the_surplus_is_measured_on_the_seats_voted_on(tmp_path, capsys, people, seats, said):
    assert said in checked(tmp_path, capsys, contest(people, seats)).text


def test_the_kind_of_ballot_follows_from_the_list(tmp_path, capsys):
    assert "Phiếu có số dư, gạch tên người không bầu." in checked(tmp_path, capsys).text
    boxes = checked(tmp_path, capsys, contest(3, 3)).text
    assert "Phiếu không có số dư, đánh dấu X vào ô đồng ý hoặc không đồng ý." in boxes


def test_r14_who_attends_and_the_bodies_are_told_and_whether_that_is_a_quorum(tmp_path, capsys):
    roll = {"present": 20, "absent": 10}
    answer = checked(tmp_path, capsys, kind="delegates", roll=roll, bodies=(12, 8))
    assert (
        "Dự 20 trong số 30 người được triệu tập. Có đại biểu của 8 trong số 12 tổ chức đảng trực thuộc. Đủ số người để "
        "tiến hành. (R14; Điều lệ Đảng, Điều 11; cần đối chiếu nguyên văn)"
    ) in answer.text
    missing = checked(tmp_path, capsys, kind="delegates", roll=roll, bodies=(12, 7), lang="en")
    assert missing.status == 4
    assert "20 of 30 summoned attend. 7 of 12 lower bodies are represented. That is NOT a quorum." in missing.text
    assert "Error: 20 of 30 summoned attend, from 7 of 12 lower bodies: under two thirds." in missing.text
    assert "(R14; Party Charter, Art. 11; to be checked against the full text)" in missing.text


def test_r13_the_pool_is_named_by_its_title(tmp_path, capsys):
    chosen = contest([person(1)], 1, id="bt", kind="secretary", pool="bch")
    answer = checked(tmp_path, capsys, contest(), chosen)
    assert (
        "Chỉ bầu trong số những người trúng cử ở cuộc bầu “Bầu Ban Chấp hành”. (R13; cần đối chiếu nguyên văn)"
        in answer.text
    )


def test_r12_the_alternates_wanted_are_named(tmp_path, capsys):
    answer = checked(tmp_path, capsys, contest(4, 2, kind="delegates", alternates=1), lang="en")
    assert "At most 1 alternate is taken. (R12; Art. 18; to be checked against the full text)" in answer.text


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            {"at_least": {"count": 1}},
            "nếu bầu đủ; cần ít nhất 1: với danh sách hiện có, bầu đủ thì đạt, bầu thiếu thì chưa chắc",
        ),
        ({"at_least": {"count": 3}}, "Nữ: 2 đến 3 trong 4 người trúng cử nếu bầu đủ; cần ít nhất 3: tùy kết quả bầu"),
        ({"at_least": {"count": 4}}, "cần ít nhất 4: không thể đạt với danh sách hiện có"),
        ({"at_most": {"count": 3}}, "nhiều nhất 3: chắc chắn đạt với danh sách hiện có"),
        ({"at_most": {"count": 1}}, "nhiều nhất 1: với danh sách hiện có, bầu đủ thì không thể đạt"),
    ],
)
def test_r16_what_the_list_can_still_promise_is_told_in_words(tmp_path, capsys, target, said):
    plan = {"age_on": "2025-07-01", "targets": [{"category": "women", "measured_on": "elected", **target}]}
    assert said in checked(tmp_path, capsys, contest(5, 4, plan=plan)).text


def test_r16_one_figure_alone_is_no_range(tmp_path, capsys):
    plan = {
        "age_on": "2025-07-01",
        "targets": [{"category": "incumbent", "measured_on": "elected", "at_most": {"percent": 67}}],
    }
    answer = checked(tmp_path, capsys, contest(plan=plan))
    assert "Tái cử: 0 trong 3 người trúng cử nếu bầu đủ; nhiều nhất 2: chắc chắn đạt" in answer.text


def test_ballots_that_cannot_be_read_are_for_the_count_to_refuse(tmp_path, capsys):
    held = {"number": 1, "purpose": "first", "issued": 20, "collected": 20, "ballots": "no-such-file.csv"}
    assert checked(tmp_path, capsys, contest(rounds=[held])).status == 0


def test_r13_of_a_pool_that_has_voted_only_the_elected_may_stand(tmp_path, capsys):
    chosen = contest([person(4)], 1, id="bt", kind="secretary", pool="bch")
    voted = checked(tmp_path, capsys, contest(rounds=[totals(20, 15, 12, 9)]), chosen)
    assert voted.status == 4
    assert "Lỗi: Người thứ 4 (số 4) không có trong số những người được chọn ở cuộc bầu trước" in voted.text
    assert "chưa có kết quả" not in voted.text
    before = checked(tmp_path, capsys, contest(), chosen)
    assert before.status == 0
    assert "Cảnh báo: Cuộc bầu mang mã “bch” chưa có kết quả" in before.text


def test_the_document_says_what_the_page_says(tmp_path, capsys):
    path = write(tmp_path, congress(contest(3, 3)))
    document = run(capsys, "check", path, "--json").document
    assert document["schema"] == "check/1"
    assert document["contests"][0]["nominees"] == 3
    assert document["contests"][0]["findings"][0]["code"] == "list_not_longer_than_seats"


def test_a_finding_of_the_whole_congress_is_counted_once(tmp_path, capsys):
    old = {"name": "Đại hội", "term": "2010-2015", "place": "Ví Dụ", "date": "2013-02-14"}
    answer = checked(tmp_path, capsys, contest(), contest(id="hai"), congress=old)
    assert "Tổng cộng: 0 lỗi, 1 cảnh báo." in answer.text


def test_rounds_already_held_change_nothing_of_what_was_known_before(tmp_path, capsys):
    plain = checked(tmp_path, capsys).out
    assert checked(tmp_path, capsys, contest(rounds=[totals(20, 15, 12, 9)])).out == plain
