"""What ``tally archive`` says, page and JSON, in both languages."""

from contextlib import contextmanager

import pytest

from tally.archive import store
from tally.archive.progress import Step
from tally.archive.store import Added, Problem, Taken
from tally.cli import archive_add
from tally.cli.archive_page import MOST_LINES
from tally.congress import Mode
from tally.words import Lang, Words
from tests.archive.made import SUPERIOR, with_every_fault
from tests.cli.held import held_until_told
from tests.cli.made import run
from tools import nation

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@pytest.fixture
def tally(capsys):
    def typed(command, folder, *line, lang="en"):
        return run(capsys, "archive", command, folder, *line, "--lang", lang)

    return typed


def verified(tally, archive, **given):
    return tally("verify", archive.folder, "--training", "--executor", "processes:1", **given)


def test_files_come_in_and_what_cannot_is_named(nation, tmp_path, tally):
    bad = tmp_path / "bad.record"
    bad.write_bytes(b"x")
    answer = tally("add", tmp_path / "a", nation.files, bad, tmp_path / "nowhere.record")
    assert answer.status == 3
    files = [path for path in nation.files.rglob("*") if path.is_file()]
    assert f"{len(files)} files came in" in answer.text
    assert "Not taken (2 files):" in answer.text
    assert all(name in answer.text for name in ("bad.record", "nowhere.record"))
    again = tally("add", tmp_path / "a", nation.files, "--json")
    assert again.status == 0
    assert again.document["schema"] == "archive-added/1"
    assert {one["what"] for one in again.document["files"]} == {"there"}
    assert tally("add", tmp_path / "a", bad, "--json").document["files"][0]["code"] == "not_a_note"


@LANGS
def test_what_was_not_taken_is_said_last_and_that_the_others_came_only_if_they_did(nation, tmp_path, tally, lang):
    """The list stands under what it lists, and nobody is told of others where there were none."""
    others = {"vi": "Các tệp khác", "en": "Everything else"}[lang]
    refused = {"vi": "Không nhận 1 tệp:", "en": "Not taken (1 file):"}[lang]
    record, nowhere = nation.records(nation.held[0])[0], tmp_path / "nowhere.record"
    for _ in ("comes in", "is there"):
        text = tally("add", tmp_path / "a", record, nowhere, lang=lang).text
        assert 0 < text.index(others) < text.index(refused) < text.index(nowhere.name)
    for more in ((), (tmp_path / "a" / "photo.jpg",)):
        for path in more:
            path.write_bytes(b"x")
        text = tally("add", tmp_path / "a", *more, nowhere, lang=lang).text
        assert others not in text
        assert text.index(refused) < text.index(nowhere.name)


@pytest.fixture
def many(monkeypatch, tmp_path):
    """Very many files, half of them refused, as if they came in; how many of them were held at most."""
    held = {"now": 0, "most": 0}
    (tmp_path / "stick").mkdir()

    class Counted(Taken):
        def __del__(self):
            held["now"] -= 1

    def brought(*_, **__):
        for number in range(1_000):
            problem = Problem(domain="archive", key="link") if number % 2 else None
            what = Added.REFUSED if problem else Added.NEW
            held["now"] += 1
            held["most"] = max(held["now"], held["most"])
            yield Counted(source=f"{number}.record", what=what, problem=problem)

    monkeypatch.setattr(store, "add", brought)
    return held


def test_of_the_files_that_come_in_no_more_is_held_than_is_told(tmp_path, tally, many):
    answer = tally("add", tmp_path / "a", tmp_path / "stick")
    assert answer.status == 3
    for said in ("500 files came in", "Not taken (500 files):", "1.record: ", f"{500 - MOST_LINES} more; --json has"):
        assert said in answer.text
    assert many["most"] < 10


def test_a_program_is_told_of_every_file(tmp_path, tally, many):
    answer = tally("add", tmp_path / "a", tmp_path / "stick", "--json")
    assert (answer.status, len(answer.document["files"])) == (3, 1_000)
    assert [one["source"] for one in answer.document["files"][:3]] == ["0.record", "1.record", "2.record"]
    assert answer.document["files"][1]["message"]


def test_progress_is_shown_to_whoever_brings_files_in(nation, tmp_path, tally, monkeypatch):
    told = []

    @contextmanager
    def watching(words, key):
        yield lambda path, done, whole: told.append((words(key, file=path), done, whole))

    monkeypatch.setattr(archive_add, "showing_progress", watching)
    files = len([path for path in nation.files.rglob("*") if path.is_file()])
    for _ in ("come in", "are there"):
        told.clear()
        tally("add", tmp_path / "a", nation.files, tmp_path / "nowhere.record")
        assert {one[0] for one in told} == {f"Bringing files into {tmp_path / 'a'}"}
        assert [one[1:] for one in told] == [(done, files + 1) for done in range(1, files + 2)]


@LANGS
def test_a_sound_archive_is_said_to_be_so(archive, tally, lang):
    answer = verified(tally, archive, lang=lang)
    assert answer.status == 0
    assert answer.err == ""
    document = verified_json(tally, archive)
    records = sum(len(archive.records(unit)) for unit in archive.held)
    assert (document["records"], document["proved"], document["read"]) == (records, records, 0)
    assert document["failed"] == document["misfits"] == []


def verified_json(tally, archive):
    return tally("verify", archive.folder, "--training", "--executor", "processes:1", "--json").document


def test_a_pin_takes_the_remark_on_faith_away(archive, tally):
    from tally.record import trust

    assert "fingerprint" in verified(tally, archive).text
    files = [*(archive.files / "trust").glob("*.trust")]
    line = [part for file in files for part in ("--pin", trust.read(file.read_bytes()).fingerprint)]
    answer = tally("verify", archive.folder, "--training", "--executor", "processes:1", *line)
    assert answer.status == 0
    assert "nobody compared" not in answer.text
    assert tally("verify", archive.folder, "--pin", "0" * 60, "--executor", "processes:1").status == 2


@LANGS
def test_whatever_is_wrong_is_named_and_the_command_says_3(archive, tally, lang):
    with_every_fault(archive)
    answer = verified(tally, archive, lang=lang)
    assert answer.status == 3
    assert "\x1b" not in answer.out
    document = verified_json(tally, archive)
    assert {one["check"] for one in document["failed"]} >= {"chain", "threshold"}
    assert len(document["misfits"]) == 1


@LANGS
def test_the_status_tells_every_matter(archive, tally, lang):
    with_every_fault(archive)
    verified(tally, archive)
    answer = tally("status", archive.folder, "--today", "2025-04-10", lang=lang)
    assert (answer.status, answer.err) == (0, "")
    assert "\x1b" not in answer.out
    for unit in archive.held[:3]:
        assert unit in answer.out
    document = tally("status", archive.folder, "--today", "2025-04-10", "--json").document
    assert document["schema"] == "archive-status/1"
    for part in ("conflicts", "gaps", "failed", "misfits", "deadlines", "unplanned"):
        assert document[part], part
    assert document["total"]["delegates_differ"] >= 1
    assert {*document["by_level"]} == {"grassroots", "commune"}
    assert document["total"]["unproved"] == 1
    assert "late" not in tally("status", archive.folder, "--json").document["total"]
    archive.records(archive.held[-1])[0].unlink()
    assert "tally archive verify" in tally("status", archive.folder, lang=lang).text


def test_more_than_a_page_holds_is_counted(archive, tally, monkeypatch):
    from tally.cli import archive_page

    monkeypatch.setattr(archive_page, "MOST_LINES", 1)
    with_every_fault(archive)
    verified(tally, archive)
    assert "more; --json has" in tally("status", archive.folder, "--today", "2025-12-31").text


@LANGS
def test_an_archive_without_a_programme_says_so(archive, tally, lang):
    (archive.folder / "programme.json").unlink()
    verified(tally, archive)
    answer = tally("status", archive.folder, lang=lang)
    assert answer.status == 0
    assert "programme.json" in answer.text


@LANGS
def test_records_are_listed_by_unit(archive, tally, lang):
    verified(tally, archive)
    answer = tally("list", archive.folder, lang=lang)
    assert answer.status == 0
    assert all(path.name in answer.out for unit in archive.held for path in archive.records(unit))
    (archive.files / "odd.record").write_bytes(b"")
    assert "tally archive verify" in tally("list", archive.folder, lang=lang).out
    verified(tally, archive)
    assert "odd.record" in tally("list", archive.folder, lang=lang).out
    document = tally("list", archive.folder, "--json").document
    assert len(document["records"]) == sum(len(archive.records(unit)) for unit in archive.held)
    assert document["misfits"][0]["path"] == "odd.record"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("status", "--today", "2025-02-30"), "usage"),
        (("status", "--today", "soon"), "usage"),
        (("verify", "--executor", "threads"), "executor_unknown"),
        (("list",), "no_index"),
        (("status",), "no_index"),
    ],
)
def test_bad_input_is_told_with_a_stable_code(archive, capsys, line, code):
    command, *options = line
    answer = run(capsys, "archive", command, archive.folder, *options, "--json")
    assert (answer.status, answer.document["errors"][0]["code"]) == (2, code)


def test_there_is_nothing_to_verify_where_there_is_no_archive(tmp_path, tally):
    assert tally("verify", tmp_path / "nowhere", "--executor", "processes:1").status == 2
    assert not (tmp_path / "nowhere").exists()


def test_an_index_that_cannot_be_written_is_told_without_a_traceback(archive, tally, monkeypatch):
    import sqlite3

    from tally.archive import index

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(index, "publish", full)
    answer = verified(tally, archive)
    assert answer.status == 74
    assert "disk is full" in answer.err


def test_progress_is_shown_to_whoever_watches(archive, tally, monkeypatch):
    told = []
    from tally.cli import archive as command
    from tally.cli import archive_list

    @contextmanager
    def watching(_):
        yield lambda path, done, whole: told.append((path, done, whole))

    for module in (command, archive_list):
        monkeypatch.setattr(module, "showing_progress", watching)
    folder, records = str(archive.folder), len([*archive.files.rglob("*.record")])
    verified(tally, archive)
    assert [*dict.fromkeys(path for path, *_ in told)] == [Step.LOOKING, folder, Step.LINKING, Step.WRITING]
    assert (folder, records, records) in told
    told.clear()
    tally("status", archive.folder)
    assert told.pop()[0] is Step.LOOKING
    assert {path for path, *_ in told} == {folder}
    assert told[-1] == (folder, records, records)
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})
    told.clear()
    tally("list", archive.folder)
    assert {path for path, *_ in told} == {Step.LOOKING}, "lines are written while the units are read"


@LANGS
@pytest.mark.parametrize("command", ["add", "verify"])
def test_whoever_finds_the_archive_held_by_another_command_is_told(archive, tally, monkeypatch, command, lang):
    held_until_told(archive.folder, monkeypatch)
    line = {"add": (archive.records(archive.held[0])[0],), "verify": ("--training", "--executor", "processes:1")}
    answer = tally(command, archive.folder, *line[command], lang=lang)
    said = {"vi": "Một lệnh tally khác đang làm việc với", "en": "Another tally command is at work on"}[lang]
    assert (answer.status, answer.err.count(f"{said} {archive.folder};")) == (0, 1)


def test_the_trust_files_that_are_given_count_alone(archive, tally):
    [file] = (archive.files / "trust").glob(f"trust-{SUPERIOR}-*")
    answer = tally("verify", archive.folder, "--training", "--executor", "processes:1", "--trust", file)
    assert answer.status == 3
    assert SUPERIOR not in answer.out.replace(file.name, "")


@LANGS
def test_a_real_congress_is_not_called_an_exercise(tmp_path, tally, lang):
    nation.write(tmp_path, 2, mode=Mode.REAL)
    assert tally("verify", tmp_path, "--executor", "processes:1", lang=lang).status == 0
    status = tally("status", tmp_path, lang=lang)
    assert Words(Lang(lang))("report.training") not in status.text
