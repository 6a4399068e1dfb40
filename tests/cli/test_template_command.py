"""``tally template``: a workbook to fill in is written, and what is filled in is read by ``tally import``."""

import io

import pytest

from tally.files.xlsx_library import load_workbook
from tests.cli.made import run

NAMES = ["list.xlsx", "roll.xlsx"]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_written_under_its_own_name(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    answer = run(capsys, "template", name)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"Đã ghi biểu mẫu {name}.")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    empty = run(capsys, "import", *(["--roll"] if name == "roll.xlsx" else []), name)
    assert empty.status == 2
    assert "Dưới hàng tiêu đề không có người nào." in empty.err


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_it_is_written_where_it_is_asked_for_in_the_same_bytes(tmp_path, capsys, option):
    for place in ("một.xlsx", "hai.xlsx"):
        assert run(capsys, "template", "list.xlsx", option, tmp_path / place).status == 0
    one, two = (path.read_bytes() for path in tmp_path.iterdir())
    assert one == two


def test_a_file_that_is_there_is_never_overwritten(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "list.xlsx"
    mine.write_text("của tôi", encoding="utf-8")
    for line, place in (([], "list.xlsx: -"), (["-o", mine], f"{mine}: --output")):
        answer = run(capsys, "template", "list.xlsx", *line)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith(f"{place}: file_exists: ")
    assert mine.read_text(encoding="utf-8") == "của tôi"


def test_a_program_is_told_by_the_exit_status_alone(tmp_path, capsys):
    answer = run(capsys, "template", "roll.xlsx", "-o", tmp_path / "roll.xlsx", "--json")
    assert (answer.status, answer.out, answer.err) == (0, "", "")


def test_its_guide_is_in_the_language_asked_for(tmp_path, capsys):
    path = tmp_path / "roll.xlsx"
    assert run(capsys, "template", "roll.xlsx", "-o", path, "--lang", "en").out.startswith("Wrote the template ")
    book = load_workbook(io.BytesIO(path.read_bytes()))
    assert book["Hướng dẫn"]["A1"].value == "HOW TO FILL IT IN"
    assert book.worksheets[0]["B3"].value == "Họ và tên"


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        (["minutes.xlsx"], "minutes.xlsx", "Không có biểu mẫu này; chỉ có: list.xlsx, roll.xlsx."),
        ([], "TÊN", "Chưa ghi biểu mẫu nào. Hãy ghi list.xlsx hoặc roll.xlsx sau lệnh."),
        (["list.xlsx", "roll.xlsx"], "roll.xlsx", "chỉ nhận một tên mỗi lần"),
    ],
)
def test_only_the_templates_there_are_can_be_had(capsys, line, place, said):
    answer = run(capsys, "template", *line)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"tally: {place}: usage: ")
    assert said in answer.err
