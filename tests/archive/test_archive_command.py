"""``tally archive`` as it is typed: what it says in both languages, what programs get, and how it ends."""

import dataclasses
import json
from datetime import date

import pytest

from tally.cli.archive_page import write_status
from tally.cli.page import Page
from tally.congress import Mode
from tally.words import Lang, Words
from tests.archive.made import SUPERIOR, another, changed, hash_of, signed, text_of
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


def with_every_fault(archive):
    """An archive in which everything that can be told is there to be told."""
    one, two, three, four, five, six = archive.held[:6]
    archive.put(another(archive.records(one)[0]))
    archive.records(two)[1].unlink()
    third = archive.records(three)[2]
    text = text_of(third)
    third.unlink()
    archive.put(signed(text, board=(1,)))
    (archive.files / "odd\n\x1b[31m.record").write_bytes(b"")
    for path in archive.records(four):
        path.unlink()
    for path in archive.records(six):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    programme = json.loads((archive.folder / "programme.json").read_text())
    programme["units"] = [unit for unit in programme["units"] if unit["code"] != five]
    programme["units"][0]["allotted"] = 99
    programme["units"][-1] |= {"level": "commune", "cluster": "Cụm khác"}
    (archive.folder / "programme.json").write_text(json.dumps(programme))


def test_files_come_in_and_what_cannot_is_named(nation, tmp_path, tally):
    bad = tmp_path / "bad.record"
    bad.write_bytes(b"x")
    answer = tally("add", tmp_path / "a", nation.files, bad, tmp_path / "nowhere.record")
    assert answer.status == 3
    files = [path for path in nation.files.rglob("*") if path.is_file()]
    assert f"{len(files)} files came in" in answer.text
    assert "2 files were not taken" in answer.text
    assert all(name in answer.text for name in ("bad.record", "nowhere.record"))
    again = tally("add", tmp_path / "a", nation.files, "--json")
    assert again.status == 0
    assert again.document["schema"] == "archive-added/1"
    assert {one["what"] for one in again.document["files"]} == {"there"}
    assert tally("add", tmp_path / "a", bad, "--json").document["files"][0]["code"] == "not_a_note"


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
    from contextlib import contextmanager

    from tally.cli import archive as command

    @contextmanager
    def watching(_):
        yield lambda path, done, whole: told.append((path, done, whole))

    monkeypatch.setattr(command, "showing_progress", watching)
    verified(tally, archive)
    files, whole = told[-1][1:]
    assert files == whole > 0
    assert told[-1][0] == str(archive.folder)
    told.clear()
    tally("status", archive.folder)
    records = len([*archive.files.rglob("*.record")])
    assert told[-1] == (str(archive.folder), records, records)
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})


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


def told(status, lang="en"):
    """What is said of where the units stand, on one wide page."""
    page = Page(Words(Lang(lang)), width=4_000, on_terminal=False)
    write_status(page, status)
    return page.text()


@pytest.fixture
def status(archive):
    archive.update()
    return archive.status(today=LATE)


LATE = date(2025, 12, 31)


@LANGS
def test_whatever_goes_into_no_sum_is_said_and_the_unit_named(status, lang):
    total = dataclasses.replace(
        status.total, stopped=2, other_contests=3, left_out=4, contests=54, without_due=5, not_allotted=6
    )
    given = {
        "is_training": False,
        "others": ("GL77",),
        "strays": ("GL88",),
        "unplanned": ("GL99",),
        "later": 9,
        "term": "2025-2030",
    }
    words, page = Words(Lang(lang)), told(dataclasses.replace(status, total=total, **given), lang)
    for key, params in (
        ("status.stopped", {"n": 2}),
        ("status.without_due", {"n": 5}),
        ("status.not_allotted", {"n": 6}),
        ("status.left_out", {"n": 4}),
        ("status.seats", {"n": 50, "seats": total.seats, "elected": total.elected}),
        ("others", {"n": 1, "units": "GL77", "contests": 3}),
        ("strays", {"n": 1, "units": "GL88"}),
        ("unplanned", {"n": 1, "units": "GL99"}),
        ("later", {"n": 9}),
        ("term", {"term": "2025-2030"}),
    ):
        assert words(f"archive.{key}", **params) in page, key
    assert "GL77" not in told(status, lang)


@LANGS
def test_the_share_is_of_the_programme_and_lateness_is_not_said_where_nobody_knows(status, lang):
    words, total = Words(Lang(lang)), dataclasses.replace(status.total, programme_units=20, programme_held=7, units=99)
    page = told(dataclasses.replace(status, total=total), lang)
    assert words("archive.status.in_programme", n=20, held=7, rest=13) in page
    alone = dataclasses.replace(total, programme_units=None, programme_held=None, late=None, allotted_units=0, open=0)
    page = told(dataclasses.replace(status, total=alone), lang)
    assert words("archive.status.units", n=99, held=total.held, rest=99 - total.held) in page
    assert words("archive.status.no_due") in page
    assert words("archive.status.none_open") in page
    assert words("archive.status.late", n=0) not in page
    assert words("archive.column.late") in page
    assert words("archive.status.no_today") in told(dataclasses.replace(status, total=alone, today=None), lang)


@LANGS
def test_a_record_is_one_line_however_many_checks_fail_and_takes_nothing_from_another(archive, lang):
    unit = archive.held[0]
    first = archive.records(unit)[0]
    archive.put(changed(first, ('"replaces": null', f'"replaces": "{hash_of(first)}"'), board=()))
    archive.update()
    status, words = archive.status(), Words(Lang(lang))
    [faulty] = status.faulty
    page = told(status, lang)
    assert words("archive.matter.unsigned", n=1, days="7") in page
    assert words("archive.waits") in page
    assert page.count(faulty.path) == 1 + sum(faulty.path in one.paths for one in status.conflicts)


@LANGS
def test_records_that_wait_for_a_trust_file_are_no_matter_of_signatures(archive, lang):
    for path in (archive.files / "trust").iterdir():
        path.unlink()
    archive.update()
    page, words = told(archive.status(), lang), Words(Lang(lang))
    assert words("archive.matter.no_trust", n=2, days="7") in page
    assert words("archive.matter.unsigned", n=1, days="7").partition(":")[0] not in page


@LANGS
def test_deadlines_that_have_passed_are_told_and_late_units_with_records_are_marked(archive, lang):
    for path in archive.records(archive.held[0]):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    archive.update()
    status, words = archive.status(today=LATE), Words(Lang(lang))
    page = told(status, lang)
    assert words("archive.matter.passed", n=len(status.passed), days="7") in page
    [line] = [line for line in page.splitlines() if words("archive.due_unproved") in line]
    assert archive.held[0] in line


def test_an_exercise_that_is_told_has_a_banner_and_a_stray_one_has_none(status):
    assert Words(Lang.EN)("report.training") in told(status)
    stray = dataclasses.replace(status, is_training=False, strays=("GL88",))
    assert Words(Lang.EN)("report.training") not in told(stray)
    assert "GL88" in told(stray)
    assert "GL88" not in told(dataclasses.replace(stray, is_training=True)), "where all is an exercise none is stray"
