"""A fault of the program itself, and ends of the program that are not its own: one sentence, never a traceback."""

import runpy
import subprocess
import sys
from io import StringIO

import pytest

import tally.cli
from tests.cli.made import congress, run, write


@pytest.fixture
def broken(monkeypatch):
    def run_(*_):
        raise ZeroDivisionError("<secret> 1/0")

    monkeypatch.setattr(tally.cli, "_command", run_)


def test_a_fault_of_the_program_is_one_sentence_with_its_kind(broken, capsys, monkeypatch):
    monkeypatch.delenv("TALLY_DEBUG", raising=False)
    answer = run(capsys, "count", "x", "--lang", "vi")
    assert (answer.status, answer.out) == (70, "")
    assert answer.err.startswith("tally: -: internal: Phần mềm gặp lỗi của chính nó (ZeroDivisionError); đừng dùng")
    assert answer.err.count("\n") == 1


def test_a_fault_of_the_program_is_a_document_where_json_was_asked_for(broken, capsys, monkeypatch):
    monkeypatch.delenv("TALLY_DEBUG", raising=False)
    answer = run(capsys, "count", "x", "--json", "--lang", "en")
    assert (answer.status, answer.err) == (70, "")
    assert [error["code"] for error in answer.document["errors"]] == ["internal"]
    assert "please report it" in answer.out.lower()


def test_the_traceback_is_there_for_whoever_mends_it(broken, capsys, monkeypatch):
    monkeypatch.setenv("TALLY_DEBUG", "1")
    answer = run(capsys, "count", "x")
    assert answer.status == 70
    assert 'raise ZeroDivisionError("<secret> 1/0")' in answer.err


@pytest.mark.parametrize(("kind", "status"), [(KeyboardInterrupt, 130), (OSError, 74), (BrokenPipeError, 141)])
def test_what_ends_a_command_from_outside_has_a_status_of_its_own(capsys, monkeypatch, kind, status):
    def run_(*_):
        raise kind

    monkeypatch.setattr(tally.cli, "_command", run_)
    answer = run(capsys, "count", "x")
    assert (answer.status, answer.out) == (status, "")
    assert "Traceback" not in answer.err
    assert answer.err.count("\n") == (0 if kind is BrokenPipeError else 1)


def test_an_answer_goes_wherever_standard_output_was_sent(tmp_path, monkeypatch):
    path = write(tmp_path, congress())
    out, err = StringIO(), StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert tally.cli.main(["check", str(path), "--lang", "vi"]) == 0
    assert tally.cli.main(["check", "no-such-file"]) == 2
    assert "KIỂM TRA TRƯỚC KHI BẦU" in out.getvalue()
    assert "file_missing" in err.getvalue()


@pytest.mark.parametrize("closed", [None, StringIO()])
def test_a_closed_end_is_told_on_the_other_or_not_at_all(monkeypatch, closed):
    if closed is not None:
        closed.close()
    err = StringIO()
    monkeypatch.setattr(sys, "stdout", closed)
    monkeypatch.setattr(sys, "stderr", err)
    assert tally.cli.main(["rules", "R1", "--lang", "en"]) == 74
    assert err.getvalue().startswith("The answer could not be written (Bad file descriptor).")
    monkeypatch.setattr(sys, "stderr", closed)
    assert tally.cli.main(["rules", "R99"]) == 2


class Broken(StringIO):
    def write(self, _):
        raise OSError(28, "No space left on device")


def test_errors_that_nobody_can_read_end_as_they_would(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Broken())
    assert tally.cli.main(["rules", "R99"]) == 2


def test_what_could_not_be_written_is_not_tried_again_at_the_end(tmp_path, monkeypatch):
    def run_(*_):
        sys.stdout.write("nửa")
        raise BrokenPipeError

    monkeypatch.setattr(tally.cli, "_command", run_)
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert tally.cli.main(["count", "x"]) == 141
    assert (tmp_path / "out.txt").read_bytes() == b""


def test_the_package_itself_can_be_run(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["tally", "--version"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("tally", run_name="__main__")
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("tally ")


def loaded_by(*line):
    code = f"import sys, tally.cli\ntally.cli.main({list(line)!r})\nprint(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("line", [["--version"], ["--help"], ["rules", "--help"]])
def test_what_needs_no_file_brings_none_of_the_libraries(line):
    """So that the version is there at once."""
    assert not {"pydantic", "rich", "openpyxl"} & loaded_by(*line)


def test_json_needs_no_page_and_a_count_no_workbook(tmp_path):
    path = write(tmp_path, congress())
    assert not {"openpyxl"} & loaded_by("count", str(path))
    for line in (["count", str(path), "--json"], ["check", str(path), "--json"], ["rules", "--json"]):
        assert not {"rich", "openpyxl"} & loaded_by(*line)
