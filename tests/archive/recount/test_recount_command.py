"""What the command says of a recount, in both languages."""

import io
import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import tally
from tally.archive.index import INDEX
from tally.archive.progress import Step
from tally.archive.recounting import RECORD_GONE, Came
from tally.archive.workers import cluster
from tally.cli import archive_recount
from tally.cli import unlock as cli_unlock
from tally.record import commitment, opening, sealed
from tally.record.keyfile import Limits
from tally.words import Lang
from tests.archive.made import Archive, hash_of
from tests.archive.recount.again import files, opened, other_votes, record_of
from tests.cli.conftest import SMALL
from tests.cli.made import run
from tests.cli.source import entries
from tools import nation
from tools.nation_ballots import PASSPHRASE, auditor_key

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@pytest.fixture
def typed(capsys, monkeypatch, own):
    """The command, with a key that opens at once: the real cost of a guess is for real keys."""
    cheap = Limits(least=SMALL, most=SMALL)
    monkeypatch.setattr(cli_unlock, "LIMITS", cheap)
    own.ballots.joinpath("auditor.key").write_bytes(auditor_key(cost=SMALL, limits=cheap))

    def recounted(*line, lang="en", executor="processes:1"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
        key = ("--key", own.ballots / "auditor.key")
        return run(
            capsys, "archive", "recount", own.folder, own.ballots, *key, "--executor", executor, "--lang", lang, *line
        )

    return recounted


@LANGS
def test_a_sound_recount_is_said_to_be_so(own, typed, lang):
    answer = typed(lang=lang)
    assert answer.status == 0
    document = typed("--json").document
    assert document["schema"] == "archive-recounted/1"
    assert document["agree"] == document["committed"] == document["records"]
    assert document["files"]["passed"] == 1, "the key itself"
    assert (document["wrong"], document["without_ballots"], document["misfits"]) == ([], [], [])


@LANGS
def test_whatever_is_wrong_is_named_and_the_command_says_3(own, typed, lang):
    sheets = Archive(folder=own.folder.parent / "sheets")
    nation.write(sheets.folder, 20)
    unit = next(one for one in sheets.held if one not in own.held)
    shutil.copytree(sheets.files / unit, own.files / unit)
    made = other_votes(own, files(own, "dai-bieu-1-*")[0])
    gone = files(own, "bi-thu-*")[-1]
    opened_of = record_of(own, gone)
    data = opened(gone)
    gone.unlink()
    leaf = opening.open_leaves(
        commitment.read(data), [0], record=bytes.fromhex(hash_of(opened_of[0])), contest="bi-thu", round_number=1
    )
    (own.ballots / "one.opening").write_bytes(opening.write(leaf))
    (own.ballots / "bad\n\x1b[31m").write_bytes(b"ballots/1\n")
    (own.ballots / "for another").write_bytes(
        sealed.seal(b"x", [sealed.recipient_of(bytes(range(32)))], lambda count: bytes(range(count)))
    )
    own.records(own.held[-1])[2].unlink()
    answer = typed(lang=lang)
    assert answer.status == 3
    assert "\x1b" not in answer.out
    assert made.name in answer.text
    assert opened_of[0].name in answer.text
    document = typed("--json").document
    assert document["differ"] == document["lacking"] == 1
    assert {one["why"] for one in document["wrong"]} == {"votes_differ"}
    assert document["wrong"][0]["message"]
    assert document["without_ballots"][0]["path"].endswith(opened_of[0].name)
    assert len(document["misfits"]) == document["behind"] == 1
    assert (document["files"]["proved"], document["files"]["not_opened"]) == (1, 1)
    assert document["records"] > document["committed"]
    assert document["proved"] < document["records"]


def test_opened_ballots_need_no_key(own, capsys):
    path = files(own)[0]
    path.write_bytes(opened(path))
    answer = run(capsys, "archive", "recount", own.folder, path, "--executor", "processes:1", "--json")
    assert (answer.status, answer.document["files"]["agrees"]) == (3, 1), "the others were not counted"
    for path in files(own)[1:]:
        path.write_bytes(opened(path))
    answer = run(capsys, "archive", "recount", own.folder, own.ballots, "--executor", "processes:1", "--json")
    assert (answer.status, answer.document["agree"]) == (0, len(files(own)))


@pytest.mark.parametrize(("lang", "is_known"), [("vi", True), ("en", False)])
def test_where_a_record_is_held_back_not_all_is_said_to_be_the_same(own, typed, lang, is_known):
    """A record is not there whose ballots are, or a file is there that the index does not know."""
    all_well = {"vi": "đều khớp", "en": "every sum is the same"}[lang]
    if is_known:
        own.records(own.held[0])[-1].unlink()
        own.update()
    else:
        (own.files / "late.record").write_bytes(b"")
    answer = typed(lang=lang)
    assert answer.status == 3
    assert all_well not in answer.text
    assert {"vi": "CHƯA đủ", "en": "NOT all"}[lang] in answer.text
    document = typed("--json").document
    assert document["agree"] == document["committed"]
    assert (document["files"]["no_record"], document["behind"]) == ((1, 0) if is_known else (0, 1))


@LANGS
def test_where_nothing_was_opened_nothing_is_said_to_agree(own, capsys, lang):
    answer = run(capsys, "archive", "recount", own.folder, own.ballots, "--executor", "processes:1", "--lang", lang)
    assert answer.status == 3
    assert {"vi": "đều khớp", "en": "every sum is the same"}[lang] not in answer.text
    assert {"vi": "chưa nêu khóa", "en": "no key was given"}[lang] in answer.text
    assert {"vi": "tệp chưa mở", "en": "were not opened"}[lang] in answer.text


def test_with_a_key_that_opens_nothing_the_key_is_named(own, typed):
    for path in files(own, "*.age"):
        path.write_bytes(
            sealed.seal(opened(path), [sealed.recipient_of(bytes(range(32)))], lambda count: bytes(range(count)))
        )
    answer = typed()
    assert answer.status == 3
    assert "not for the key that was given" in answer.text
    assert "no key was given" not in answer.text


def test_an_unproved_record_is_told_apart(own, typed):
    other_votes(own, files(own, "dai-bieu-1-*")[0], reckoned=False)
    answer = typed()
    assert answer.status == 3
    assert "kept apart" in answer.text
    document = typed("--json").document
    assert (document["unproved"], document["unproved_differ"], document["differ"]) == (1, 1, 0)
    assert [one["proved"] for one in document["wrong"]] == [False]
    assert document["agree"] == document["committed"] == document["records"] - 1


@LANGS
@pytest.mark.parametrize("code", ["file_missing", "changed"])
def test_a_record_that_is_not_as_the_index_has_it_is_named_and_what_to_do(own, typed, lang, code):
    """It is no fault of the ballots, nor of whoever works: the other files are counted, and the index comes first."""
    record, _, _ = record_of(own, files(own)[0])
    if code == "changed":
        record.write_bytes(b"changed")
    else:
        record.unlink()
    answer = typed(lang=lang)
    assert answer.status == 3
    assert {
        "file_missing": {"vi": "không còn", "en": "no longer there"},
        "changed": {"vi": "thay đổi", "en": "changed"},
    }[code][lang] in answer.text
    document = typed("--json").document
    [misfit] = document["misfits"]
    assert (misfit["path"], misfit["code"], document["agree"]) == (str(files(own)[0]), code, document["committed"] - 1)
    assert f"{record.parent.name}/{record.name}. Run tally archive verify" in misfit["message"]


def test_a_recount_needs_an_index(own, typed):
    (own.folder / INDEX).unlink()
    answer = typed("--json")
    assert (answer.status, answer.document["errors"][0]["code"]) == (2, "no_index")


def test_whoever_sends_the_key_away_is_told(own, typed, monkeypatch):
    monkeypatch.setattr(cluster, "REACHED_WITHIN", 1)
    answer = typed(executor="dask://127.0.0.1:1")
    assert answer.status == 2
    assert "goes to every computer of the cluster" in answer.err
    assert "did not answer" in answer.err


def test_progress_is_shown_to_whoever_watches(own, typed, monkeypatch):
    told = []

    @contextmanager
    def watching(_):
        yield lambda path, done, whole: told.append((path, done, whole))

    monkeypatch.setattr(archive_recount, "showing_progress", watching)
    typed()
    assert told.pop()[0] is Step.LOOKING
    assert told[-1] == (str(own.folder), len(files(own)), len(files(own)))


def given():
    home = Path(tally.__file__).parent
    text = "".join(path.read_text() for part in ("archive", "cli") for path in (home / part).rglob("*.py"))
    plain = set(re.findall(r'words\(\s*"recount[.]([a-z_.]+)"', text))
    plain |= set(re.findall(r'domain="recount", key="([a-z_.]+)"', text))
    plain |= set(re.findall(r'_wrong\("(cluster[.][a-z_]+)"', text))
    plain |= {*re.findall(r'_not_as_indexed\("([a-z_.]+)"', text), RECORD_GONE}
    return plain | {f"came.{what}" for what in (Came.PROVED, Came.NO_RECORD, Came.PASSED)}


@pytest.mark.parametrize("lang", Lang)
def test_every_sentence_is_there_and_none_is_left_over(lang):
    assert entries("recount", lang).keys() == given()
