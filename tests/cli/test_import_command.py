"""``tally import``: a list from a spreadsheet becomes the candidates of a contest."""

import json
from pathlib import Path

import pytest

from tally.congress import STATUSES, MeetingKind
from tally.files.xlsx_library import Workbook
from tests.cli.made import congress, contest, run, write

HEADINGS = ["TT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Tái cử hay mới"]
ROWS = [
    [1, "Lê Thị An", "Nữ", "01/05/1986", "Kinh", "Tái cử"],
    [2, "Trần Văn Bình", "Nam", "1979", "Tày", "Mới"],
]
SHORT = ",".join(HEADINGS) + "\n" + "\n".join(",".join(map(str, row)) for row in ROWS) + "\n"


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "trich-ngang.csv"
    path.write_text(SHORT, encoding="utf-8")
    return path


def test_the_candidates_are_written_as_the_congress_file_has_them(listed, tmp_path, capsys):
    answer = run(capsys, "import", listed)
    assert (answer.status, answer.err) == (0, "")
    people = answer.document
    assert [person["name"] for person in people] == ["Lê Thị An", "Trần Văn Bình"]
    counted = run(capsys, "check", write(tmp_path, congress(contest(people, 1))), "--json")
    assert counted.document["contests"][0]["nominees"] == 2


def test_json_may_be_asked_for_though_it_is_what_comes_anyway(listed, capsys):
    assert run(capsys, "import", listed, "--json").out == run(capsys, "import", listed).out


def test_a_workbook_is_read_like_a_csv_file(listed, tmp_path, capsys):
    book = Workbook()
    for row in [HEADINGS, *ROWS]:
        book.active.append(row)
    book.save(tmp_path / "trich-ngang.xlsx")
    assert run(capsys, "import", tmp_path / "trich-ngang.xlsx").out == run(capsys, "import", listed).out


@pytest.mark.parametrize("option", [["-o"], ["--output"]])
def test_a_new_file_holds_what_would_have_been_shown(listed, tmp_path, capsys, option):
    output = tmp_path / "out.json"
    answer = run(capsys, "import", listed, *option, output)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == f"Đã ghi 2 người vào {output}.\n"
    assert output.read_text(encoding="utf-8") == run(capsys, "import", listed).out


def test_a_program_that_asked_for_a_file_is_told_by_the_exit_status_alone(listed, tmp_path, capsys):
    answer = run(capsys, "import", listed, "-o", tmp_path / "out.json", "--json")
    assert (answer.status, answer.out, answer.err) == (0, "", "")


def test_a_file_that_is_there_is_never_overwritten(listed, tmp_path, capsys):
    mine = tmp_path / "congress.json"
    mine.write_text("của tôi", encoding="utf-8")
    answer = run(capsys, "import", listed, "-o", mine)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{mine}: --output: file_exists: Đã có tệp {mine}")
    assert mine.read_text(encoding="utf-8") == "của tôi"


@pytest.mark.parametrize("name", ["no-such-folder/out.json", "x" * 300, "nul\0byte"])
def test_a_file_that_cannot_be_written_is_refused_with_a_sentence(listed, tmp_path, capsys, name):
    answer = run(capsys, "import", listed, "-o", f"{tmp_path}/{name}", "--json")
    assert answer.status == 2
    assert [error["code"] for error in answer.document["errors"]] == ["not_written"]


def test_a_file_that_cannot_be_finished_is_not_left_half_written(listed, tmp_path, capsys, monkeypatch):
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("os.fsync", no_room)
    answer = run(capsys, "import", listed, "-o", tmp_path / "out.json")
    assert answer.status == 2
    assert "--output: not_written: Không ghi được tệp" in answer.err
    assert sorted(tmp_path.iterdir()) == before


def no_room(_):
    raise OSError(28, "No space left on device")


def test_every_fault_of_a_list_stands_on_a_line_with_its_cell(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text(SHORT.replace("Nữ", "nữ giới").replace("1979", "79"), encoding="utf-8")
    answer = run(capsys, "import", path)
    assert (answer.status, answer.out) == (2, "")
    places = [line.removeprefix(f"{path}: ").split(": ")[:2] for line in answer.err.splitlines()]
    assert places == [["C2", "bad_value"], ["D3", "bad_value"]]


def test_a_list_that_is_not_there_is_a_fault_like_any_other(capsys):
    answer = run(capsys, "import", "no-such-list.xlsx", "--json")
    assert answer.status == 2
    assert json.loads(answer.out)["errors"][0]["path"] == "no-such-list.xlsx"


def test_what_is_no_spreadsheet_is_refused(capsys):
    answer = run(capsys, "import", Path(__file__))
    assert (answer.status, answer.err.split(": ")[2]) == (2, "unreadable")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "Không lấy nội dung của 2 cột, vì tệp kết quả không có chỗ ghi: “Tôn giáo” (ô G1) và “Ghi chú” (ô H1)."),
        ("en", "the result has no place for them: 2 columns: “Tôn giáo” (G1) and “Ghi chú” (H1)."),
    ],
)
@pytest.mark.parametrize("option", [[], ["--json"], ["-o"]])
def test_columns_that_are_not_taken_over_are_told_beside_what_is_written(tmp_path, capsys, lang, said, option):
    """Tôn giáo has no place among the candidates; who keeps the list is to learn it now, not when it lacks."""
    path, output = tmp_path / "list.csv", tmp_path / "out.json"
    lines = SHORT.splitlines()
    path.write_text(
        "\n".join([lines[0] + ",Tôn giáo,Ghi chú", lines[1] + ",Không,", lines[2] + ",,x"]), encoding="utf-8"
    )
    answer = run(capsys, "import", path, "--lang", lang, *option, *([output] if option == ["-o"] else []))
    assert answer.status == 0
    assert answer.err.startswith(f"{path}: ")
    assert (said in answer.err, answer.err.count("\n")) == (True, 1)
    written = output.read_text(encoding="utf-8") if option == ["-o"] else answer.out
    assert "Không" not in written
    assert [person["name"] for person in json.loads(written)] == ["Lê Thị An", "Trần Văn Bình"]


def test_of_a_roll_they_are_told_too(tmp_path, capsys):
    path = sheet(tmp_path / "roll.xlsx", [*ROLL_HEADINGS, "Ký tên"], [[*row, "An"] for row in SUMMONED])
    answer = run(capsys, "import", "--roll", path)
    assert (answer.status, answer.document["people"]) == (0, 3)
    assert "Không lấy nội dung của 1 cột" in answer.err
    assert "“Ký tên” (ô I1)" in answer.err


# A roll

ROLL_HEADINGS = [*HEADINGS[:5], "Đơn vị", "Tư cách đại biểu", "Tình trạng"]
SUMMONED = [
    [1, "Lê Thị An", "Nữ", "01/05/1986", "Kinh", "Chi bộ 1", "Bầu", "Có mặt"],
    [2, "Trần Văn Bình", "Nam", "1979", "Tày", "Chi bộ 2", "Đương nhiên", "Vắng, có dự khuyết thay"],
    [3, "Vũ Văn Chi", "Nam", "1980", "Kinh", "Chi bộ 3", "Chỉ định", "Vắng"],
]


def sheet(path, headings, rows):
    book = Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def roll(tmp_path):
    return sheet(tmp_path / "trieu-tap.xlsx", ROLL_HEADINGS, SUMMONED)


def test_a_roll_is_added_up_to_what_stands_in_a_meeting(roll, tmp_path, capsys):
    """R8, R14: what is pasted into the congress file is taken there, and is what the base is reckoned from."""
    answer = run(capsys, "import", "--roll", roll)
    assert (answer.status, answer.err) == (0, "")
    assert list(answer.document) == ["kind", "roll", "bodies", "people"]
    assert answer.document == {
        "kind": "delegates",
        "roll": {"present": 1, "replaced": 1, "absent": 1, "convening_absent": 0, "unreplaced": 0},
        "bodies": {"summoned": 3, "present": 2},
        "people": 3,
    }
    whole = congress(contest(3, 1))
    [meeting] = whole["meetings"]
    whole["meetings"] = [meeting | {key: answer.document[key] for key in ("kind", "roll", "bodies")}]
    checked = run(capsys, "check", write(tmp_path, whole), "--json")
    assert checked.document["contests"][0]["base"] == {"value": 3, "needed": 2, "summoned": 3, "excluded": {}}
    assert checked.document["contests"][0]["quorate"] is True


@pytest.mark.parametrize("kind", ["members", "committee", "cell_conference"])
def test_a_meeting_without_delegates_has_no_bodies(tmp_path, capsys, kind):
    rows = [[*row[:6], "", status] for row, status in zip(SUMMONED, ["Có mặt", "Vắng", "Có mặt"], strict=True)]
    path = sheet(tmp_path / "roll.xlsx", ROLL_HEADINGS, rows)
    document = run(capsys, "import", "--roll", path, "--meeting", kind).document
    assert (document["kind"], document["bodies"], document["people"]) == (kind, None, 3)
    assert {status: n for status, n in document["roll"].items() if n} == {"present": 2, "absent": 1}
    assert tuple(document["roll"]) == STATUSES[MeetingKind(kind)]


def test_a_roll_that_names_no_bodies_has_none(tmp_path, capsys):
    rows = [[*row[:5], "", *row[6:]] for row in SUMMONED]
    path = sheet(tmp_path / "roll.xlsx", ROLL_HEADINGS, rows)
    assert run(capsys, "import", "--roll", path).document["bodies"] is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "Đã cộng danh sách triệu tập 3 người và ghi vào"), ("en", "Added up the roll of 3 persons")],
)
def test_a_new_file_holds_the_roll(roll, tmp_path, capsys, lang, said):
    output = tmp_path / "roll.json"
    answer = run(capsys, "import", "--roll", roll, "-o", output, "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(said)
    assert output.read_text(encoding="utf-8") == run(capsys, "import", "--roll", roll).out


def test_every_doubt_of_a_roll_stands_on_a_line_with_its_cell(tmp_path, capsys):
    rows = [SUMMONED[0], [2, *SUMMONED[0][1:5], "chi bộ 1", "Bầu", "Đi vắng"]]
    answer = run(capsys, "import", "--roll", sheet(tmp_path / "roll.xlsx", ROLL_HEADINGS, rows))
    places = [line.split(": ")[1:3] for line in answer.err.splitlines()]
    assert places == [["B3", "repeated_person"], ["F3", "bad_value"], ["H3", "bad_value"]]
    assert "trùng với người ở ô B2" in answer.err
    assert "ở ô F2 ghi là “Chi bộ 1”" in answer.err
    assert "Có mặt; Vắng, có dự khuyết thay; Vắng; " in answer.err


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ([], "LIST", "cần biết đọc tệp nào"),
        (["a.xlsx", "--roll", "b.xlsx"], "a.xlsx", "chỉ nhận một tên mỗi lần"),
        (["a.xlsx", "--meeting", "members"], "--meeting", "Hãy ghi thêm --roll"),
        (["--roll", "b.xlsx", "--meeting", "party"], "--meeting", "members, delegates, committee, cell_conference"),
    ],
)
def test_a_list_or_a_roll_is_read_and_of_a_kind_of_meeting_that_there_is(capsys, line, place, said):
    answer = run(capsys, "import", *line)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"tally: {place}: usage: ")
    assert said in answer.err
