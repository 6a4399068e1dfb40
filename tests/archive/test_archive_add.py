"""What ``tally archive add`` says of files of no kind that it keeps, and that it makes no archive of nothing."""

from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from tally.archive.store import Added, add
from tests.cli.made import run

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@LANGS
@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_whoever_brings_a_zip_file_is_told_to_unpack_it(nation, tmp_path, capsys, method, lang):
    """In one that was only stored a record stands as it is: that makes it no damaged record."""
    packed, renamed = tmp_path / "mail.ZIP", tmp_path / "mail.record"
    with ZipFile(packed, "w", method) as file:
        file.write(nation.records(nation.held[0])[0])
    answer = run(capsys, "archive", "add", tmp_path / "a", packed, "--lang", lang)
    said = {"vi": "giải nén", "en": "Unpack it"}[lang]
    assert answer.status == 0
    assert said in answer.text.partition(f"- {packed}: ")[2]
    [part] = run(capsys, "archive", "add", tmp_path / "a", packed, "--json", "--lang", lang).document["files"]
    assert (part["what"], part["code"], said in part["message"]) == ("passed", "packed", True)
    packed.rename(renamed)
    packed.write_bytes(nation.records(nation.held[0])[0].read_bytes())
    assert [one.what for one in add(str(tmp_path / "a"), [str(renamed), str(packed)])] == [Added.REFUSED, Added.NEW]


@LANGS
def test_the_first_files_that_are_passed_over_are_named_and_every_zip_file(nation, tmp_path, capsys, lang):
    stick = tmp_path / "stick"
    stick.mkdir()
    for number in range(8):
        (stick / f"{number}.jpg").write_bytes(b"x")
    (stick / "z.zip").write_bytes(b"PK\x03\x04")
    text = run(capsys, "archive", "add", tmp_path / "a", stick, "--lang", lang).text
    assert [name for name in (*(f"{number}.jpg" for number in range(8)), "z.zip") if f"- {stick / name}" in text] == [
        *(f"{number}.jpg" for number in range(5)),
        "z.zip",
    ]
    assert {"vi": "… và 3 dòng nữa", "en": "3 more"}[lang] in text
    assert f"{stick / '0.jpg'}:" not in text, "nothing is wrong with it"


@LANGS
def test_of_nothing_no_archive_is_made(nation, tmp_path, capsys, lang):
    missing = [tmp_path / "nowhere.record", tmp_path / "gone"]
    answer = run(capsys, "archive", "add", tmp_path / "a", *missing, "--lang", lang)
    assert (answer.status, answer.out) == (2, "")
    assert [line.split(": ")[:3] for line in answer.err.splitlines()] == [
        [str(path), "-", "file_missing"] for path in missing
    ]
    assert not (tmp_path / "a").exists()
    record = nation.records(nation.held[0])[0]
    assert run(capsys, "archive", "add", tmp_path / "a", *missing, record).status == 3
    assert run(capsys, "archive", "add", tmp_path / "a", missing[0]).status == 3, "as in an archive that is there"
