"""How ``tally count`` tells what the rules have to remark: its weight, what to do, and the clause it rests on."""

import pytest

from tests.cli.made import congress, contest, person, run, totals, write


def counted(tmp_path, capsys, *contests, lang="vi", **given):
    answer = run(capsys, "count", write(tmp_path, congress(*contests, **given)), "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    return answer


def test_findings_are_told_with_weight_rule_article_and_doubt(tmp_path, capsys):
    people = [person(1), person(2), person(3), person(4, "Mai Tư", nominated_by="floor", agreed_by=6)]
    answer = counted(tmp_path, capsys, contest(people, rounds=[totals(20, 15, 12, 9)]))
    assert (
        "Lỗi: Mai Tư (số 4) được 6 trong số 20 người dự đồng ý, không quá 30 %, nên chưa đủ điều kiện vào danh sách "
        "bầu cử. Hãy xem lại danh sách. (R3; Điều 11, 14)"
    ) in answer.text
    assert (
        "Cảnh báo: Khi bầu 3 người, danh sách của cấp ủy triệu tập chuẩn bị có số dư 0, khác mức nên chuẩn bị là 1. "
        "Hãy xem lại danh sách. (R4; cần đối chiếu nguyên văn)"
    ) in answer.text


def test_a_finding_of_one_round_names_the_round_and_one_of_the_congress_is_told_once(tmp_path, capsys):
    held = [totals(20, 15, 12, 9, issued=25)]
    two = [contest(rounds=held), contest(id="k", rounds=held)]
    old = {"name": "Đại hội", "term": "2010-2015", "place": "Ví Dụ", "date": "2013-02-14"}
    answer = counted(tmp_path, capsys, *two, congress=old)
    assert answer.text.count("Lần 1: Phát ra 25 phiếu mà chỉ có 20 người dự.") == 2
    assert answer.text.count("có hiệu lực từ ngày 10 tháng 10 năm 2024, không áp dụng cho đại hội họp ngày 14") == 1


@pytest.mark.parametrize(
    ("regulation", "day", "vi", "en"),
    [
        (
            "190-QĐ/TW",
            "2024-10-09",
            "Quy chế 190-QĐ/TW có hiệu lực từ ngày 10 tháng 10 năm 2024, không áp dụng cho đại hội họp ngày 09 tháng "
            "10 năm 2024, trước ngày đó.",
            "190-QĐ/TW, in force only from 10 October 2024, does not hold for a congress on 9 October 2024.",
        ),
        (
            "244-QĐ/TW",
            "2014-06-08",
            "Quy chế 244-QĐ/TW có hiệu lực từ ngày 09 tháng 6 năm 2014, không áp dụng cho đại hội họp ngày 08 tháng 6 "
            "năm 2014, trước ngày đó.",
            "244-QĐ/TW, in force only from 9 June 2014, does not hold for a congress on 8 June 2014.",
        ),
        (
            "244-QĐ/TW",
            "2024-10-10",
            "Quy chế 244-QĐ/TW có hiệu lực từ ngày 09 tháng 6 năm 2014 đến trước ngày 10 tháng 10 năm 2024, không áp "
            "dụng cho đại hội họp ngày 10 tháng 10 năm 2024.",
            "244-QĐ/TW, in force from 9 June 2014 until before 10 October 2024, does not hold for a congress on 10 "
            "October 2024.",
        ),
    ],
)
def test_a_regulation_that_did_not_hold_that_day_is_told_by_when_it_did(tmp_path, capsys, regulation, day, vi, en):
    held = {"name": "Đại hội", "term": "x", "place": "Ví Dụ", "date": day}
    for lang, said in (("vi", vi), ("en", en)):
        assert said in counted(tmp_path, capsys, lang=lang, regulation=regulation, congress=held).text


def test_a_regulation_that_held_that_day_is_not_remarked_on(tmp_path, capsys):
    held = {"name": "Đại hội", "term": "x", "place": "Ví Dụ", "date": "2024-10-09"}
    assert "hiệu lực" not in counted(tmp_path, capsys, regulation="244-QĐ/TW", congress=held).text


def test_r7_more_ballots_than_persons_attending_is_an_error_that_stops_nothing(tmp_path, capsys):
    answer = counted(tmp_path, capsys, contest(rounds=[totals(20, 15, 12, 9, valid=21)]))
    assert "Kết quả: đã bầu đủ số lượng." in answer.text
    assert (
        "Lỗi: Lần 1: Thu về 21 phiếu mà chỉ có 20 người dự. Hãy kiểm lại số người dự, có thể chưa ghi người đến muộn, "
        "và số phiếu trong hòm. (R7; cần đối chiếu nguyên văn)"
    ) in answer.text
    assert "VIỆC PHẢI QUYẾT ĐỊNH" not in answer.text


def test_r13_a_pool_without_a_result_is_remarked_on_and_one_with_a_result_is_not(tmp_path, capsys):
    chosen = contest([person(1)], 1, id="bt", kind="secretary", pool="bch")
    said = (
        "Cảnh báo: Cuộc bầu mang mã “bch” chưa có kết quả, nên ai có trong danh sách của cuộc đó đều được coi là có "
        "thể vào danh sách này. Khi có kết quả, hãy kiểm tra lại. (R13; cần đối chiếu nguyên văn)"
    )
    assert said in counted(tmp_path, capsys, contest(), chosen).text
    assert "chưa có kết quả" not in counted(tmp_path, capsys, contest(rounds=[totals(20, 15, 12, 9)]), chosen).text
