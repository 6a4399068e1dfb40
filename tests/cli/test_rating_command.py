"""``tally rating``: one level for each person, the limit on "excellent", and what the body must decide (R19)."""

from pathlib import Path

import pytest

from tests.cli.made import rated, rating, run, write

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "votes" / "rating.json"
PEOPLE = [
    rated(1, excellent=15, good=5),
    rated(2, excellent=12, good=8),
    rated(3, excellent=12, good=8),
    *(rated(number, good=18, completed=2) for number in range(4, 12)),
    rated(12, good=10, completed=10),
    rated(13, completed=12, not_completed=8),
    {"number": 14, "name": "Người thứ 14", "standing": "exempt"},
    {"number": 15, "name": "Người thứ 15", "standing": "suspended"},
]


def shown(tmp_path, capsys, *people, lang="vi", **given):
    answer = run(capsys, "rating", write(tmp_path, rating(*people, **given)), "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    return answer


def test_each_person_stands_with_the_votes_and_what_came_of_them(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    lines = shown(tmp_path, capsys, *PEOPLE).out.splitlines()
    told = {
        line.split()[0]: " ".join(line.split()) for line in lines if "Người thứ" in line and line[:3].strip().isdigit()
    }
    assert told["1"] == "1 Người thứ 1 15 5 0 0 xuất sắc"
    assert told["2"] == "2 Người thứ 2 12 8 0 0 xuất sắc, bằng phiếu ở giới hạn"
    assert told["4"] == "4 Người thứ 4 0 18 2 0 tốt"
    assert told["12"] == "12 Người thứ 12 0 10 10 0 chưa mức nào quá nửa"
    assert told["13"] == "13 Người thứ 13 0 0 12 8 hoàn thành"
    assert told["14"] == "14 Người thứ 14 không xếp loại: được miễn sinh hoạt"
    assert told["15"] == "15 Người thứ 15 không xếp loại: bị đình chỉ sinh hoạt"


def test_the_limit_and_what_it_is_reckoned_on_are_told_as_our_choice(tmp_path, capsys):
    said = (
        "Xuất sắc: 3 người được quá nửa. Giới hạn là 2 người, bằng 20 % của 11 người được xếp từ mức tốt trở lên, làm "
        "tròn xuống. (R19; cần đối chiếu nguyên văn)"
    )
    assert said in shown(tmp_path, capsys, *PEOPLE).text
    everybody = shown(tmp_path, capsys, *PEOPLE, cap_base="all", lang="en")
    assert "The limit is 2, which is 20 % of 13 persons who are rated, rounded down." in everybody.text


def test_those_beyond_the_limit_are_named_in_english_whether_one_or_several(tmp_path, capsys):
    one = shown(tmp_path, capsys, rated(1, excellent=20), rated(2, good=20), lang="en")
    assert "TO BE DECIDED: voted excellent but beyond the limit: Người thứ 1 (no. 1); the meeting decides." in one.text


def decisions(answer):
    return [part.partition(" ═")[0].strip() for part in answer.text.split("VIỆC PHẢI QUYẾT ĐỊNH: ")[1:]]


def test_the_body_decides_on_no_majority_and_on_a_tie_at_the_limit(tmp_path, capsys):
    assert decisions(shown(tmp_path, capsys, *PEOPLE)) == [
        "Người thứ 12 (số 12) không có mức nào được quá nửa; hội nghị quyết định. "
        "(R19; 02-HD/BTCTW; cần đối chiếu nguyên văn)",
        "Người thứ 2 (số 2) và Người thứ 3 (số 3) bằng phiếu nhau ở mức xuất sắc mà giới hạn chỉ còn 1 chỗ; hội nghị "
        "quyết định. (R19; cần đối chiếu nguyên văn)",
    ]


def test_the_body_decides_on_those_beyond_the_limit(tmp_path, capsys):
    answer = shown(tmp_path, capsys, rated(1, excellent=20), rated(2, good=20))
    assert decisions(answer) == [
        "Người thứ 1 (số 1) được bỏ phiếu mức xuất sắc nhưng vượt giới hạn; hội nghị quyết định. "
        "(R19; cần đối chiếu nguyên văn)"
    ]
    assert "xuất sắc, vượt giới hạn" in answer.text


def test_when_everybody_has_a_level_nothing_is_left_to_decide(tmp_path, capsys):
    assert not decisions(shown(tmp_path, capsys, rated(1, good=20)))


@pytest.mark.parametrize(
    ("ballots", "said"),
    [
        ((20, 21, 21, 0), "Thu về 21 phiếu, nhiều hơn 20 phiếu phát ra"),
        ((22, 21, 21, 0), "Thu về 21 phiếu mà chỉ có 20 người dự"),
        ((20, 20, 19, 0), "Hợp lệ 19 và không hợp lệ 0 cộng lại không bằng 20 phiếu thu về"),
        ((20, 9, 9, 0), "Số phiếu các mức cộng lại nhiều hơn 9 phiếu hợp lệ ở người mang số 1"),
    ],
)
def test_r7_ballots_that_do_not_agree_rate_nobody(tmp_path, capsys, ballots, said):
    answer = shown(tmp_path, capsys, rated(1, good=20), ballots=ballots)
    assert said in answer.text
    assert "Giới hạn" not in answer.text
    assert decisions(answer)[0].startswith("chưa xếp loại được ai;")
    row = next(line for line in answer.out.splitlines() if "Người thứ 1" in line)
    assert row.split() == ["1", "Người", "thứ", "1", "0", "20", "0", "0"]


def test_the_document_of_a_rating(tmp_path, capsys):
    document = run(capsys, "rating", write(tmp_path, rating(*PEOPLE)), "--json").document
    assert next(iter(document.items())) == ("schema", "rating-count/1")
    assert (document["status"], document["why"]) == ("body_decides", [])
    assert document["ballots"] == {"issued": 20, "collected": 20, "valid": 20, "invalid": 0, "not_returned": 0}
    assert document["people"][1] == {
        "number": 2,
        "name": "Người thứ 2",
        "standing": "rated",
        "votes": {"excellent": 12, "good": 8, "completed": 0, "not_completed": 0},
        "level": "excellent",
        "status": "tied",
    }
    assert document["people"][11]["status"] == "no_majority"
    assert "level" not in document["people"][11]
    assert document["cap"] == {
        "base": "good_or_better",
        "reckoned_on": 11,
        "limit": 2,
        "within": [1],
        "tied": [2, 3],
        "places_left": 1,
        "over": [],
    }


def test_the_document_of_a_stopped_rating_has_no_cap(tmp_path, capsys):
    path = write(tmp_path, rating(rated(1, good=20), ballots=(20, 20, 19, 0)))
    document = run(capsys, "rating", path, "--json").document
    assert (document["status"], document["why"]) == ("stopped", ["collected_mismatch", "votes_exceed_valid"])
    assert "cap" not in document


def test_the_example_comes_out_as_it_was_designed(capsys):
    """13 in the base: 7 votes make a level. One is excellent, two are level at the second place of two."""
    document = run(capsys, "rating", EXAMPLE, "--json").document
    assert document["base"]["needed"] == 7
    assert {person["number"]: person["status"] for person in document["people"]} == dict.fromkeys(
        range(1, 15), "settled"
    ) | {2: "tied", 3: "tied", 11: "no_majority", 14: "not_rated"}
