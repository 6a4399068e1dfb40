"""A key exists only once its backup was read again and has signed: before that, nothing is left of it."""

import io
import json
import os
import signal
import sys

import pytest

from tally.cli import ask, key_new, unlock
from tally.faults import BadInput, Fault
from tally.files import disk
from tally.record import enrolment, keyfile
from tally.record.fingerprint import fingerprint
from tests.cli.made import run

NAME, HOLDER = "HD.CG.CAOAN/board-1", "Nguyễn Thị Hằng"
WORDS = ("hoabinh", "apluc", "yenbinh", "xinloi", "muadong", "banhmi")
PHRASE = " ".join(WORDS)
FILES = ["a.key", "a.key.enrol", "b.key"]

pytestmark = pytest.mark.usefixtures("cheap_keys", "known_words")


@pytest.fixture
def known_words(monkeypatch):
    monkeypatch.setattr(key_new, "generate", lambda random: WORDS)


@pytest.fixture
def new(monkeypatch, capsys, tmp_path):
    """Make a key in a folder of its own, with these lines typed back."""
    monkeypatch.chdir(tmp_path)

    def make(*typed, name=NAME, holder=HOLDER, key="a.key", backup="b.key", rest=()):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        line = ["key", "new", "--name", name, "--holder", holder, "-o", key, "--backup", backup]
        return run(capsys, *line, *rest, "--lang", "vi")

    return make


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def opened(data, passphrase=PHRASE):
    return keyfile.open_key(data, passphrase, limits=unlock.LIMITS)


# What is made


def test_key_backup_and_enrolment_are_one_key_and_the_words_open_it(new, tmp_path):
    answer = new(PHRASE)
    assert answer.status == 0
    assert files(tmp_path) == FILES
    key, proof, backup = ((tmp_path / name).read_bytes() for name in FILES)
    assert opened(key) == opened(backup)
    proved = enrolment.read(proof)
    assert (str(proved.name), proved.holder) == (NAME, HOLDER)
    assert keyfile.read(backup, limits=unlock.LIMITS).vkey == proved.vkey


def test_the_seed_and_the_words_are_drawn_anew_for_every_key(new, tmp_path, monkeypatch):
    drawn = []

    def generate(random):
        drawn.append(random)
        return WORDS

    monkeypatch.setattr(key_new, "generate", generate)
    new(PHRASE)
    new(PHRASE, key="c.key", backup="d.key")
    assert drawn == [key_new.os.urandom] * 2
    assert opened((tmp_path / "a.key").read_bytes()) != opened((tmp_path / "c.key").read_bytes())


def test_only_the_writer_may_read_key_and_backup(new, tmp_path):
    new(PHRASE)
    assert [(tmp_path / name).stat().st_mode & 0o077 for name in ("a.key", "b.key")] == [0, 0]


def test_the_answer_says_whose_key_it_is_and_what_to_do_with_each_file(new, tmp_path):
    answer = new(PHRASE)
    vkey = str(enrolment.read((tmp_path / "a.key.enrol").read_bytes()).vkey)
    said = ["ĐÃ TẠO KHÓA " + NAME, f"Người giữ: {HOLDER}", vkey, fingerprint(vkey.encode())]
    said += ["Tệp khóa: a.key.", "Bản dự phòng: b.key.", "phong bì niêm phong", "Tệp đăng ký khóa: a.key.enrol."]
    for text in said:
        assert text in answer.text, text


def test_the_words_stand_on_standard_error_alone_each_on_its_line(new):
    answer = new(PHRASE)
    shown = [line.split() for line in answer.err.splitlines() if line.startswith("    ")]
    assert shown == [[f"{place}.", word] for place, word in enumerate(WORDS, start=1)]
    for word in WORDS:
        assert word not in answer.out


def test_the_document_has_the_public_part_and_no_secret(new, tmp_path):
    answer = new(PHRASE, rest=["--json"])
    vkey = str(enrolment.read((tmp_path / "a.key.enrol").read_bytes()).vkey)
    assert answer.document == {
        "schema": "key-shown/1",
        "name": NAME,
        "holder": HOLDER,
        "vkey": vkey,
        "fingerprint": fingerprint(vkey.encode()),
    }
    seed = opened((tmp_path / "a.key").read_bytes())
    assert not {*WORDS, seed.hex()} & set(answer.out.split('"'))


def test_a_name_typed_in_parts_or_with_spaces_is_the_same_name(new, tmp_path):
    assert new(PHRASE, holder=" Nguyê\u0303n Thị Hằng ").status == 0
    assert enrolment.read((tmp_path / "a.key.enrol").read_bytes()).holder == HOLDER


# What is not made


def nothing_made(answer, folder):
    assert "KHÔNG CÓ khóa nào được tạo" in answer.err
    assert answer.out == ""
    return files(folder) == []


def codes(answer):
    return [line.split(": ")[2] for line in answer.err.splitlines() if line.count(": ") > 2]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "word_count"),
        ("hoabinh apluc yenbinh xinloi muadong", "word_count"),
        ("hoabinh apluc yenbinh xinloi muadong qqqq", "unknown_word"),
        ("apluc hoabinh yenbinh xinloi muadong banhmi", "wrong_passphrase"),
        ("x" * 2000, "passphrase_long"),
    ],
)
def test_what_is_not_typed_back_rightly_makes_no_key(new, tmp_path, typed, code):
    answer = new(typed, PHRASE)
    assert (answer.status, codes(answer)) == (2, [code])
    assert nothing_made(answer, tmp_path)


def test_where_nobody_types_there_is_no_key(new, tmp_path):
    answer = new()
    assert (answer.status, codes(answer)) == (2, ["no_answer"])
    assert nothing_made(answer, tmp_path)


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, RuntimeError, OSError])
def test_whatever_ends_it_on_the_way_leaves_no_key(new, tmp_path, monkeypatch, stopped):
    def stop(*_):
        raise stopped

    monkeypatch.setattr(ask, "passphrase", stop)
    answer = new(PHRASE)
    assert answer.status == {KeyboardInterrupt: 130, RuntimeError: 70, OSError: 74}[stopped]
    assert nothing_made(answer, tmp_path)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_the_end_of_the_session_is_an_interruption_only_while_a_key_is_made(new, tmp_path, monkeypatch, ending):
    monkeypatch.setattr(ask, "passphrase", lambda *_: os.kill(os.getpid(), ending))
    before = signal.signal(ending, signal.SIG_IGN)
    try:
        answer = new(PHRASE)
        assert signal.getsignal(ending) is signal.SIG_IGN
    finally:
        signal.signal(ending, before)
    assert answer.status == 130
    assert nothing_made(answer, tmp_path)


def damaged(path):
    """Change what lies on the disk as soon as it is read again."""
    true_load = disk.load_again

    def load(asked):
        data = true_load(asked)
        return data.replace(b'"ciphertext": "', b'"ciphertext": "0')[:-1] if asked == path else data

    return load


@pytest.mark.parametrize("path", ["a.key", "b.key"])
def test_a_file_that_does_not_read_back_makes_no_key(new, tmp_path, monkeypatch, path):
    monkeypatch.setattr(disk, "load_again", damaged(path))
    answer = new(PHRASE)
    assert answer.status == 2
    assert f"{path}: " in answer.err
    assert nothing_made(answer, tmp_path)


@pytest.mark.parametrize("path", ["a.key", "b.key"])
def test_a_file_that_opens_with_other_words_makes_no_key(new, tmp_path, monkeypatch, path):
    """The byte that differs is one that only opening can find."""
    true_load = disk.load_again

    def load(asked):
        tree = json.loads(true_load(asked))
        if asked == path:
            tree["ciphertext"] = bytes(48).hex()
        return (json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()

    monkeypatch.setattr(disk, "load_again", load)
    answer = new(PHRASE)
    assert (answer.status, codes(answer)) == (2, ["wrong_passphrase"])
    assert answer.err.count(f"{path}: -: wrong_passphrase") == 1
    assert nothing_made(answer, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_written_makes_no_key(new, tmp_path, monkeypatch, name):
    true_write = disk.write_new

    def write(path, data, **given):
        if path == name:
            raise BadInput([Fault(path=path, location="-", key="not_written", params={"file": path})])
        true_write(path, data, **given)

    monkeypatch.setattr(disk, "write_new", write)
    answer = new(PHRASE)
    assert (answer.status, codes(answer)) == (2, ["not_written"])
    assert nothing_made(answer, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_what_is_there_already_is_told_before_anything_is_drawn_and_stays(new, tmp_path, monkeypatch, name):
    monkeypatch.setattr(key_new, "generate", lambda random: pytest.fail("words were drawn"))
    (tmp_path / name).write_bytes(b"mine")
    answer = new(PHRASE)
    assert (answer.status, codes(answer)) == (2, ["file_exists"])
    assert (tmp_path / name).read_bytes() == b"mine"
    assert files(tmp_path) == [name]


@pytest.mark.parametrize("name", FILES)
def test_what_somebody_else_writes_meanwhile_stays(new, tmp_path, monkeypatch, name):
    monkeypatch.setattr(disk, "check_absent", lambda paths: None)
    (tmp_path / name).write_bytes(b"mine")
    answer = new(PHRASE)
    assert (answer.status, codes(answer)) == (2, ["file_exists"])
    assert "KHÔNG CÓ khóa" in answer.err
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == b"mine"


def test_every_name_that_is_taken_is_told_at_once(new, tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes(b"mine")
    answer = new(PHRASE)
    assert [line.split(": ")[0] for line in answer.err.splitlines()] == ["a.key", "b.key", "a.key.enrol"]


@pytest.mark.parametrize("backup", ["a.key", "./a.key", "a.key.enrol"])
def test_the_backup_is_a_file_of_its_own(new, tmp_path, backup):
    answer = new(PHRASE, backup=backup)
    assert (answer.status, codes(answer)) == (2, ["backup_is_the_key"])
    assert answer.err.startswith(f"{backup}: --backup: backup_is_the_key: Tệp khóa a.key")
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({"name": "HD.CG.CAOAN"}, [("--name", "bad_key_name")]),
        ({"name": "HD.CG.CAOAN/clerk-1"}, [("--name", "bad_key_name")]),
        ({"name": "HD CG/board-1"}, [("--name", "bad_key_name")]),
        ({"holder": " "}, [("--holder", "bad_value")]),
        ({"holder": "a\nb"}, [("--holder", "bad_value")]),
        ({"holder": "a\udcff"}, [("--holder", "bad_value")]),
        ({"name": " ", "holder": "x" * 501}, [("--name", "bad_value"), ("--holder", "bad_value")]),
    ],
)
def test_a_name_or_a_holder_that_is_none_is_told_at_its_option(new, tmp_path, given, places):
    answer = new(PHRASE, **given)
    assert answer.status == 2
    assert [tuple(line.split(": ")[:3]) for line in answer.err.splitlines()] == [("tally", *place) for place in places]
    assert files(tmp_path) == []


def test_a_machine_without_chance_makes_no_key(new, tmp_path, monkeypatch):
    monkeypatch.setattr(key_new.os, "urandom", lambda count: b"")
    answer = new(PHRASE)
    assert (answer.status, codes(answer)) == (2, ["random_source_fails"])
    assert files(tmp_path) == []


def test_a_file_that_cannot_be_taken_away_is_named(new, tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "remove", tuple)
    answer = new("")
    assert "Không xóa được tệp a.key." in answer.err
    assert "Không xóa được tệp b.key." in answer.err
    assert files(tmp_path) == ["a.key", "b.key"]


# Whoever sits at a terminal may try again


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.setattr(ask, "is_answered_by_a_person", lambda: True)


@pytest.mark.usefixtures("at_a_terminal")
def test_somebody_who_mistypes_is_told_why_and_asked_again(new, tmp_path):
    answer = new("hoabinh", "apluc " * 6, PHRASE)
    assert answer.status == 0
    assert "Mật khẩu có 6 từ, mà chữ gõ vào có 1 từ." in answer.err
    assert "Mật khẩu không đúng với tệp này" in answer.err
    assert files(tmp_path) == FILES


@pytest.mark.usefixtures("at_a_terminal")
def test_after_three_tries_there_is_no_key(new, tmp_path):
    answer = new("a", "b", "c", PHRASE)
    assert (answer.status, codes(answer)) == (2, ["word_count"])
    assert nothing_made(answer, tmp_path)
