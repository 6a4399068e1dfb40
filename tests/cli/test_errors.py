"""What is wrong with an input: every fault on a line of its own, or in one document, in either language."""

import json

import pytest

from tests.cli.made import cards, congress, contest, person, rating, run, totals, write


def test_each_fault_is_one_line_of_path_place_code_and_sentence(tmp_path, capsys):
    people = [person(1), person(1, "Trùng Số"), person(3, sex="khác")]
    path = write(tmp_path, congress(contest(people, 2)) | {"mode": "thử"})
    answer = run(capsys, "count", path, "--lang", "vi")
    assert (answer.status, answer.out) == (2, "")
    lines = [line.split(": ", 3) for line in answer.err.splitlines()]
    assert sorted(line[:3] for line in lines) == [
        [str(path), "contests[0].candidates[1].number", "repeated_candidate"],
        [str(path), "contests[0].candidates[2].sex", "bad_value"],
        [str(path), "mode", "bad_value"],
    ]
    assert lines[0][3] == "Phải là một trong: real, training."


def test_the_same_faults_come_as_one_document(tmp_path, capsys):
    people = [person(1), person(1, "Trùng Số"), person(3)]
    path = write(tmp_path, congress(contest(people, 5, quota=4)))
    answer = run(capsys, "check", path, "--json", "--lang", "en")
    assert (answer.status, answer.err) == (2, "")
    assert answer.document == {
        "errors": [
            {
                "path": str(path),
                "location": "contests[0].seats",
                "code": "bad_value",
                "message": "This is more than the quota of 4. Correct one of the two.",
            },
            {
                "path": str(path),
                "location": "contests[0].candidates[1].number",
                "code": "repeated_candidate",
                "message": "No. 1 stands here twice. Check it.",
            },
        ]
    }


@pytest.mark.parametrize("command", ["check", "count", "card", "rating", "import"])
def test_a_file_that_is_not_there_is_refused_by_every_command(capsys, command):
    answer = run(capsys, command, "không-có.json", "--lang", "vi")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        "không-có.json: -: file_missing: Không thấy tệp không-có.json. Hãy xem lại tên tệp và thư mục.\n"
    )


@pytest.mark.parametrize("command", ["check", "count", "card", "rating"])
def test_a_folder_an_empty_file_and_no_json_are_refused_by_every_command(tmp_path, capsys, command):
    for name, data in (("empty.json", b""), ("text.json", "không phải".encode()), ("bytes.json", b"\xff\xfe")):
        (tmp_path / name).write_bytes(data)
        assert run(capsys, command, tmp_path / name).status == 2
    answer = run(capsys, command, tmp_path, "--lang", "vi")
    assert answer.status == 2
    assert f"-: file_missing: {tmp_path} không phải là tệp thường mà là thư mục hoặc thiết bị." in answer.err


def test_the_faults_of_a_ballots_file_name_its_row_and_column(tmp_path, capsys):
    held = {"number": 1, "purpose": "first", "issued": 20, "collected": 2, "ballots": "bch-1.csv"}
    (tmp_path / "bch-1.csv").write_text("ballot,struck,defect\n1,4,\n1,9 4 4,torn\n", encoding="utf-8")
    answer = run(capsys, "count", write(tmp_path, congress(contest(rounds=[held]))), "--lang", "en")
    assert answer.status == 2
    told = [line.removeprefix(f"{tmp_path}/bch-1.csv: ") for line in answer.err.splitlines()]
    assert told == [
        "row 3, column ballot: repeated_ballot: Ballot “1” stands in row 2 already. See whether it was entered twice.",
        "row 3, column struck: unknown_candidate: No. 9 is not on the list. Check the number.",
        "row 3, column struck: repeated_candidate: No. 4 stands here twice. Check it.",
        "row 3, column defect: unknown_defect: There is no defect “torn”, only: not_issued, off_list_name, "
        "distinguishing_mark, several_inks, signed_or_written. Correct it.",
    ]


def test_a_code_in_a_sentence_is_told_in_words(tmp_path, capsys):
    held = {"number": 1, "purpose": "first", "issued": 20, "collected": 1, "ballots": "bch-1.csv"}
    (tmp_path / "bch-1.csv").write_text("ballot,struck,agree,defect\n1,4,3,\n", encoding="utf-8")
    answer = run(capsys, "count", write(tmp_path, congress(contest(rounds=[held]))), "--lang", "vi")
    assert "Lần này dùng phiếu có số dư, gạch tên người không bầu, nên cột “agree” phải để trống." in answer.err
    people = rating({"number": 1, "name": "A", "standing": "exempt", "votes": {}})
    answer = run(capsys, "rating", write(tmp_path, people), "--lang", "vi")
    assert "Người này không xếp loại (được miễn sinh hoạt) nên không ghi số phiếu." in answer.err
    born = congress(contest([person(1, born="2026-01-01"), person(2)], 1))
    answer = run(capsys, "check", write(tmp_path, born), "--lang", "vi")
    assert "Ngày sinh không trước ngày đại hội họp, ngày 14 tháng 02 năm 2025." in answer.err


def test_a_round_that_does_not_answer_is_told_what_would(tmp_path, capsys):
    rounds = [totals(20, 15, 12, 12), totals(9, 8, number=2, purpose="further", numbers=[3, 4])]
    answer = run(capsys, "count", write(tmp_path, congress(contest(rounds=rounds))), "--lang", "vi")
    assert answer.status == 2
    assert "contests[0].rounds[1]: round_does_not_answer: Lần 2 (further) không tiếp theo đúng" in answer.err
    assert "run_off (3, 4; 1)" in answer.err


def test_r11_a_ballot_after_a_cell_s_third_is_told_that_the_higher_committee_appoints(tmp_path, capsys):
    cell = {"code": "VD.1", "name": "Chi bộ ví dụ", "level": "cell", "superior": "VD"}
    rounds = [totals(10, 10, purpose="further" if number > 1 else "first", number=number) for number in (1, 2, 3, 4)]
    document = congress(contest(2, 1, kind="secretary", rounds=rounds), unit=cell)
    answer = run(capsys, "count", write(tmp_path, document), "--lang", "vi")
    assert answer.status == 2
    assert (
        "contests[0].rounds[3]: round_does_not_answer: Sau lần bầu thứ ba mà không có kết quả thì cấp ủy cấp trên chỉ "
        "định, nên không còn lần 4. Hãy bỏ lần này."
    ) in answer.err


def test_a_birth_typed_as_a_number_is_told_to_stand_in_quotation_marks(tmp_path, capsys):
    path = write(tmp_path, congress(contest([person(1, born=1980), person(2)], 1)))
    for lang in ("vi", "en"):
        answer = run(capsys, "check", path, "--lang", lang)
        assert "contests[0].candidates[0].born: bad_value: " in answer.err
        assert '"1980-05-01"' in answer.err
        assert '"1980"' in answer.err


@pytest.mark.parametrize(("name", "kind"), [("c.toml", "TOML"), ("c.json", "JSON")])
def test_what_another_program_says_of_a_file_is_not_repeated(tmp_path, capsys, name, kind):
    (tmp_path / name).write_text("mode = ", encoding="utf-8")
    answer = run(capsys, "check", tmp_path / name, "--lang", "vi")
    assert answer.status == 2
    _, place, code, said = answer.err.split(": ", 3)
    assert (place[:5], code) == ("line ", "bad_syntax")
    assert said in (
        f"Chỗ này không đúng cách viết {kind}. Hãy sửa lại rồi chạy lại.\n",
        f"Từ chỗ này không còn đúng cách viết {kind}. Hãy sửa lại rồi chạy lại.\n",
    )


def test_what_cannot_be_seen_in_a_name_is_written_out_and_breaks_no_line(tmp_path, capsys):
    name = "danh\nsách\x1b[31m.csv"
    (tmp_path / name).write_bytes(b"")
    answer = run(capsys, "import", tmp_path / name)
    assert answer.err.count("\n") == len(answer.err.splitlines()) == 1
    assert "\x1b" not in answer.err
    assert r"danh\nsách\x1b[31m.csv: -: missing: " in answer.err


def test_a_figure_is_written_as_a_figure_and_what_stands_in_the_file_as_it_stands_there(tmp_path, capsys):
    people = [person(1001), person(1001, "Trùng Số"), person(3)]
    document = congress(contest(people, 2))
    answer = run(capsys, "check", write(tmp_path, document), "--lang", "vi")
    assert "Số 1001 ghi hai lần." in answer.err
    for seats, said in ((0, "Nhỏ hơn 1. Hãy ghi 1 trở lên."), (10**7 + 1, "Lớn hơn 10.000.000. Hãy ghi")):
        document["contests"][0]["seats"] = seats
        answer = run(capsys, "check", write(tmp_path, document), "--lang", "vi")
        assert f"contests[0].seats: bad_value: {said}" in answer.err


@pytest.mark.parametrize(
    ("command", "document", "place", "code"),
    [
        ("card", cards(regulation="1-QĐ"), "regulation", "bad_value"),
        ("card", cards(roll={"present": 5, "unreplaced": 1}), "meeting.roll.unreplaced", "unknown_key"),
        ("card", cards(mode="x"), "mode", "bad_value"),
        ("rating", rating(roll={"present": 0}), "meeting.roll", "bad_value"),
        ("rating", cards(), "schema", "bad_value"),
    ],
)
def test_the_other_votes_are_read_as_strictly(tmp_path, capsys, command, document, place, code):
    answer = run(capsys, command, write(tmp_path, document), "--json")
    assert answer.status == 2
    assert (place, code) in [(error["location"], error["code"]) for error in answer.document["errors"]]


def test_a_key_that_stands_twice_is_refused(tmp_path, capsys):
    path = tmp_path / "c.json"
    path.write_text(json.dumps(cards())[:-1] + ', "mode": "real"}', encoding="utf-8")
    assert "mode: repeated_key: Mục “mode” ghi hai lần." in run(capsys, "card", path, "--lang", "vi").err
