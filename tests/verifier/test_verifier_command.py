"""``tally verifier``: the page is written as it is, into a new file alone, and its SHA-256 is said."""

from hashlib import sha256

from tally.verifier import page
from tests.cli.made import run
from tests.test_schema import schema, wrong


def test_the_page_is_written_and_its_hash_is_said(tmp_path, capsys):
    path = tmp_path / "verify.html"
    answer = run(capsys, "verifier", "-o", path)
    assert (answer.status, answer.err) == (0, "")
    assert path.read_bytes() == page()
    assert answer.out.startswith("Đã ghi trang của người hậu kiểm ")
    assert sha256(path.read_bytes()).hexdigest() in answer.out


def test_it_is_said_in_the_language_asked_for_and_to_a_program_by_a_document(tmp_path, capsys):
    assert run(capsys, "verifier", "-o", tmp_path / "a.html", "--lang", "en").out.startswith(
        "Wrote the auditor’s page "
    )
    answer = run(capsys, "verifier", "-o", tmp_path / "b.html", "--json")
    assert (answer.status, answer.err) == (0, "")
    digest = sha256((tmp_path / "b.html").read_bytes()).hexdigest()
    assert answer.document == {"schema": "verifier/1", "file": str(tmp_path / "b.html"), "sha256": digest}
    assert wrong(answer.document, schema("verifier/1")) == []
    assert (tmp_path / "b.html").read_bytes() == page()


def test_a_file_that_is_there_is_never_overwritten(tmp_path, capsys):
    mine = tmp_path / "verify.html"
    mine.write_text("của tôi", encoding="utf-8")
    answer = run(capsys, "verifier", "-o", mine)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{mine}: --output: file_exists: ")
    assert mine.read_text(encoding="utf-8") == "của tôi"


def test_where_to_write_it_must_be_said(capsys):
    answer = run(capsys, "verifier")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("tally: --output: usage: ")
