"""``tally archive report`` as it is typed: what it writes, what it says, and that it overwrites nothing."""

import json
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO

import pytest

from tally.archive import progress
from tally.archive.report import page
from tally.archive.report.document import ReportDocument
from tally.cli import archive_report
from tally.files.xlsx_library import load_workbook
from tests.archive.made import with_every_fault
from tests.cli.made import run
from tools.schema import DOCUMENTS, schema_text

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
FORMS = pytest.mark.parametrize("form", ["xlsx", "html"])


@pytest.fixture
def report(archive, capsys, tmp_path):
    archive.update()

    def typed(name, *line, lang="en"):
        return run(capsys, "archive", "report", archive.folder, "-o", tmp_path / name, *line, "--lang", lang)

    return typed


@pytest.mark.parametrize(("form", "writes"), [("xlsx", progress), ("html", page)])
def test_progress_is_shown_to_whoever_watches(report, archive, tmp_path, monkeypatch, form, writes):
    """Of a nation it takes a minute to read the units, and three to write the rows of a workbook."""
    told = []

    @contextmanager
    def watching(words, key="report.reading"):
        yield lambda path, done, whole: told.append((words(key, file=path), done, whole))

    monkeypatch.setattr(archive_report, "showing_progress", watching)
    monkeypatch.setattr(writes, "TOLD_EVERY", 10)
    report(f"r.{form}")
    records = len([*archive.files.rglob("*.record")])
    assert (f"Reading {archive.folder}", records, records) in told
    says, done, whole = told[-1]
    assert says == f"Writing {tmp_path / f'r.{form}'}"
    assert 0 <= whole - done < 10
    assert whole > 100
    dones = [done for said, done, _ in told if said == says]
    assert dones == [*range(10, whole + 1, 10)]


@FORMS
def test_where_the_report_cannot_be_written_is_found_before_the_work(report, tmp_path, monkeypatch, form):
    """Of a nation it would be found out after minutes."""
    monkeypatch.setattr(archive_report, "indexed", None)
    (tmp_path / "file").write_bytes(b"x")
    for folder in ("nowhere", "file"):
        answer = report(f"{folder}/r.{form}")
        assert answer.status == 2
        assert answer.err.startswith(f"{tmp_path / folder / f'r.{form}'}: --output: not_written: ")
    monkeypatch.setattr(archive_report.os, "access", lambda *_: False)
    assert report(f"r.{form}").status == 2
    assert not (tmp_path / f"r.{form}").exists()


def test_a_report_that_is_there_is_found_in_a_folder_that_cannot_be_written(report, tmp_path, monkeypatch):
    report("r.html")
    monkeypatch.setattr(archive_report.os, "access", lambda *_: False)
    assert report("r.html").status == 0


def test_a_report_may_be_named_without_its_folder(report, tmp_path, monkeypatch, archive, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "archive", "report", archive.folder, "-o", "r.html").status == 0
    assert (tmp_path / "r.html").is_file()


@FORMS
@LANGS
def test_a_report_is_written_once_and_found_there_again(report, tmp_path, form, lang):
    line = ("--today", "2025-04-10")
    answer = report(f"r.{form}", *line, lang=lang)
    data = (tmp_path / f"r.{form}").read_bytes()
    assert (answer.status, answer.err) == (0, "")
    assert sha256(data).hexdigest() in answer.text
    again = report(f"r.{form}", *line, lang=lang)
    assert again.status == 0
    assert again.text != answer.text
    assert (tmp_path / f"r.{form}").read_bytes() == data


@FORMS
@pytest.mark.parametrize("longer", [0, 1])
def test_a_file_that_is_there_with_other_bytes_is_not_overwritten(report, tmp_path, form, longer):
    path = tmp_path / f"r.{form}"
    report(path.name)
    other = b"x" * (path.stat().st_size + longer)
    path.write_bytes(other)
    answer = report(path.name, "--json")
    assert (answer.status, answer.document["errors"][0]["code"]) == (2, "file_exists")
    assert path.read_bytes() == other


@pytest.mark.parametrize("name", ["r.pdf", "r", "r.xlsx.txt"])
def test_a_name_that_says_no_known_form_is_refused(report, tmp_path, name):
    answer = report(name, "--json")
    assert (answer.status, answer.document["errors"][0]["code"]) == (2, "usage")
    message = answer.document["errors"][0]["message"]
    assert f"“{tmp_path / name}”" in message
    assert "must end in one of: .xlsx, .html." in message
    assert not (tmp_path / name).exists()


def test_there_must_be_a_file_to_write_and_a_day_must_be_one(report, archive, capsys):
    assert run(capsys, "archive", "report", archive.folder).status == 2
    assert report("r.html", "--today", "2025-02-30").status == 2


@FORMS
def test_programs_are_told_which_tables_there_are(report, tmp_path, form):
    answer = report(f"r.{form}", "--json")
    document = answer.document
    assert document["schema"] == "archive-report/1"
    assert document["sha256"] == sha256((tmp_path / f"r.{form}").read_bytes()).hexdigest()
    assert (document["new"], document["units"]) == (True, 18)
    assert {one["table"]: one["rows"] for one in document["tables"]}["units"] == 18
    assert report(f"r.{form}", "--json").document["new"] is False


def test_what_programs_are_told_is_what_the_published_schema_says():
    from pathlib import Path

    published = Path("docs/schema/archive-report-1.schema.json").read_text(encoding="utf-8")
    assert DOCUMENTS["archive-report/1"] is ReportDocument
    assert published == schema_text("archive-report/1", ReportDocument)


@LANGS
def test_it_says_what_the_reader_must_know(report, archive, tmp_path, monkeypatch, lang):
    with_every_fault(archive)
    told = report("a.html", lang=lang)
    assert "--today" in told.text
    assert "tally archive verify" in told.text, "the index is behind"
    archive.update()
    import dataclasses

    from tally.archive.report import questions
    from tally.archive.units.status import sums_of

    def wrong(units):
        right = sums_of(units)
        return dataclasses.replace(right, seats=right.seats + 1)

    monkeypatch.setattr(questions, "sums_of", wrong)
    told = report("b.html", "--today", "2025-12-31", lang=lang)
    assert "--today" not in told.text
    assert ("không khớp" if lang == "vi" else "do not agree") in told.text


@LANGS
def test_the_sentences_of_faults_stand_in_the_report(report, archive, tmp_path, lang):
    with_every_fault(archive)
    archive.update()
    report("r.xlsx", lang=lang)
    book = load_workbook(BytesIO((tmp_path / "r.xlsx").read_bytes()))
    text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert ("chữ ký" if lang == "vi" else "signatures") in text
    page = tmp_path / "r.html"
    report(page.name, lang=lang)
    assert json.dumps("archive")[1:-1] in page.read_text(encoding="utf-8")


def test_a_real_congress_is_not_called_an_exercise(tmp_path, capsys):
    from tally.congress import Mode
    from tests.archive.made import Archive
    from tools import nation

    nation.write(tmp_path / "a", 2, mode=Mode.REAL)
    Archive(folder=tmp_path / "a").update(expected=Mode.REAL)
    answer = run(capsys, "archive", "report", tmp_path / "a", "-o", tmp_path / "r.html", "--lang", "en")
    assert answer.status == 0
    assert "TRAINING" not in answer.out
