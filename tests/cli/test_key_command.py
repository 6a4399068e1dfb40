"""``tally key`` shows a key, tries it and gives it a new passphrase; what it needs of a secret, it asks for."""

import io
import sys

import pytest

from tally.cli import key_new, unlock
from tally.cli.unlock import OpenKey
from tally.record import enrolment, keyfile
from tally.record.fingerprint import fingerprint
from tally.record.note import Vkey
from tests.cli.conftest import SMALL
from tests.cli.made import run

NAME, HOLDER = "HD.CG.CAOAN/board-1", "Nguyễn Thị Hằng"
PHRASE = "hoabinh apluc yenbinh xinloi muadong banhmi"
NEW = ("apluc", "apluc", "xinloi", "xinloi", "banhmi", "banhmi")
SEED = bytes(range(32))
VKEY = "HD.CG.CAOAN/board-1+8c21c337+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"

pytestmark = pytest.mark.usefixtures("cheap_keys")


def sealed(*, name=NAME, seed=SEED):
    given = {"name": name, "holder": HOLDER, "passphrase": PHRASE, "random": bytes, "cost": SMALL}
    return keyfile.seal(seed, limits=unlock.LIMITS, **given)


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.key").write_bytes(sealed())
    return "a.key"


@pytest.fixture
def key(monkeypatch, capsys):
    def ask(*line, typed=()):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        return run(capsys, "key", *line, "--lang", "vi")

    return ask


def codes(answer):
    return [line.split(": ")[2] for line in answer.err.splitlines() if line.count(": ") > 2]


def files(folder):
    return sorted(path.name for path in folder.iterdir())


DOCUMENT = {
    "schema": "key-shown/1",
    "name": NAME,
    "holder": HOLDER,
    "vkey": VKEY,
    "fingerprint": fingerprint(VKEY.encode()),
}


# show


def test_the_public_part_is_shown_without_a_passphrase(path, key):
    answer = key("show", path)
    assert (answer.status, answer.err) == (0, "")
    for text in (NAME, HOLDER, VKEY, DOCUMENT["fingerprint"], "Đây là điều tệp tự ghi."):
        assert text in answer.text
    assert key("show", path, "--json").document == DOCUMENT


def test_the_fingerprint_is_read_out_from_two_lines_that_break_no_group(path, key):
    groups = DOCUMENT["fingerprint"].split()
    assert [line.split() for line in key("show", path).out.splitlines() if line.strip()[:1].isdecimal()] == [
        groups[:6],
        groups[6:],
    ]


@pytest.mark.parametrize("command", [["show"], ["test"], ["passphrase", "-o", "b"]])
@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "file_missing"), (b"{}\n", "bad_key_file"), (b"\xff", "not_utf8"), (sealed, "cost_out_of_limits")],
)
def test_a_file_that_is_no_key_is_refused_before_anything_is_asked(tmp_path, monkeypatch, key, command, data, code):
    monkeypatch.chdir(tmp_path)
    if data is sealed:
        data = sealed()
        monkeypatch.setattr(unlock, "LIMITS", keyfile.REAL)
    if data is not None:
        (tmp_path / "a.key").write_bytes(data)
    answer = key(*command, "a.key", typed=[PHRASE])
    assert (answer.status, codes(answer), answer.out) == (2, [code], "")
    assert answer.err.startswith("a.key: ")
    assert files(tmp_path) == (["a.key"] if data else [])


# test


def test_a_key_that_opens_and_signs_is_said_to(path, key, tmp_path):
    answer = key("test", path, typed=[PHRASE])
    assert answer.status == 0
    assert "ĐÃ THỬ KHÓA" in answer.out
    assert "đã ký thử, và chữ ký đúng" in answer.text
    assert answer.err.splitlines() == [
        f"Mật khẩu sáu từ của khóa {NAME} ({HOLDER}); chữ gõ vào không hiện lên:",
        f"Đang mở khóa {NAME} …",
    ]
    assert files(tmp_path) == ["a.key"]
    assert key("test", path, "--json", typed=[PHRASE]).document == DOCUMENT


def test_the_enrolment_may_be_written_again(path, key, tmp_path):
    answer = key("test", path, "-o", "again.enrol", typed=[PHRASE])
    assert answer.status == 0
    proved = enrolment.read((tmp_path / "again.enrol").read_bytes())
    assert (str(proved.vkey), proved.holder) == (VKEY, HOLDER)
    assert "again.enrol" in answer.text


def test_an_enrolment_is_not_written_over_anything(path, key, tmp_path):
    (tmp_path / "mine").write_bytes(b"mine")
    answer = key("test", path, "-o", "mine", typed=[PHRASE])
    assert (answer.status, codes(answer)) == (2, ["file_exists"])
    assert len(answer.err.splitlines()) == 1, "nothing is asked first"
    assert (tmp_path / "mine").read_bytes() == b"mine"


@pytest.mark.parametrize("line", ["hoabinh", "", "hoabinh apluc yenbinh xinloi muadong muadong", "a b c d e f"])
def test_a_wrong_passphrase_opens_nothing_and_is_not_repeated(path, key, tmp_path, line):
    answer = key("test", path, "-o", "b", typed=[line, PHRASE])
    assert (answer.status, answer.out) == (2, "")
    assert codes(answer)[0] in ("word_count", "wrong_passphrase", "unknown_word")
    assert "muadong" not in answer.err
    assert files(tmp_path) == ["a.key"]


def test_a_header_that_names_another_key_is_told_as_forged(path, key, tmp_path, monkeypatch):
    monkeypatch.setattr(keyfile.ed25519, "public_of", lambda seed: bytes(32))
    assert codes(key("test", path, typed=[PHRASE])) == ["key_not_of_vkey"]


def test_a_key_that_cannot_prove_itself_is_no_good_key(path, key, monkeypatch):
    monkeypatch.setattr(enrolment.ed25519, "verify", lambda *_: False)
    assert codes(key("test", path, typed=[PHRASE])) == ["bad_proof"]


# passphrase


@pytest.fixture
def new_words(monkeypatch):
    monkeypatch.setattr(key_new, "generate", lambda random: NEW)


@pytest.mark.usefixtures("new_words")
def test_a_new_passphrase_opens_a_new_file_and_the_old_file_stays_as_it_was(path, key, tmp_path):
    before = (tmp_path / path).read_bytes()
    answer = key("passphrase", path, "-o", "new.key", typed=[PHRASE, " ".join(NEW)])
    assert answer.status == 0
    assert (tmp_path / path).read_bytes() == before
    renewed = (tmp_path / "new.key").read_bytes()
    assert keyfile.open_key(renewed, " ".join(NEW), limits=unlock.LIMITS) == SEED
    assert str(keyfile.read(renewed, limits=unlock.LIMITS).vkey) == VKEY
    assert (tmp_path / "new.key").stat().st_mode & 0o077 == 0
    assert "Tệp cũ a.key vẫn mở được bằng mật khẩu cũ" in answer.text
    assert "Tệp khóa mới: new.key." in answer.text
    assert files(tmp_path) == ["a.key", "new.key"]


@pytest.mark.usefixtures("new_words")
def test_the_document_of_a_new_passphrase_is_that_of_the_key(path, key):
    answer = key("passphrase", path, "-o", "new.key", "--json", typed=[PHRASE, " ".join(NEW)])
    assert answer.document == DOCUMENT
    assert "5. banhmi" in answer.err
    assert "banhmi" not in answer.out


@pytest.mark.usefixtures("new_words")
@pytest.mark.parametrize("typed", [[PHRASE], [PHRASE, PHRASE], [PHRASE, ""]])
def test_words_that_are_not_typed_back_change_nothing(path, key, tmp_path, typed):
    before = (tmp_path / path).read_bytes()
    answer = key("passphrase", path, "-o", "new.key", typed=typed)
    assert (answer.status, answer.out) == (2, "")
    assert "Mật khẩu KHÔNG được đổi" in answer.err
    assert files(tmp_path) == ["a.key"]
    assert (tmp_path / path).read_bytes() == before


def test_the_old_passphrase_comes_before_the_new_one(path, key, tmp_path, monkeypatch):
    monkeypatch.setattr(key_new, "generate", lambda random: pytest.fail("words were drawn"))
    answer = key("passphrase", path, "-o", "new.key", typed=["a b c d e f"])
    assert codes(answer) == ["unknown_word"]
    assert files(tmp_path) == ["a.key"]


@pytest.mark.parametrize("output", ["a.key", "mine"])
def test_no_key_file_is_written_over_another(path, key, tmp_path, output):
    (tmp_path / "mine").write_bytes(b"mine")
    answer = key("passphrase", path, "-o", output, typed=[PHRASE, PHRASE])
    assert codes(answer) == ["file_exists"]
    assert len(answer.err.splitlines()) == 1, "nothing is asked first"
    assert (tmp_path / "a.key").read_bytes() == sealed()
    assert (tmp_path / "mine").read_bytes() == b"mine"


# What other commands open keys with


def test_an_open_key_does_not_show_its_secret(path):
    key = OpenKey(vkey=Vkey.parse(VKEY), holder=HOLDER, seed=SEED)
    assert SEED.hex() not in repr(key)
    assert repr(SEED) not in repr(key)
