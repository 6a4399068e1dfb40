"""``tally sign``: a member of the board sees in words what is signed, and only then is asked for the passphrase."""

import io
import os
import stat
import sys

import pytest

from tally.cli import sign, unlock
from tally.files import disk
from tally.record import canonical, note, reading
from tally.record.fingerprint import fingerprint
from tally.record.note import Note, Signature
from tests.cli.made import run
from tests.cli.opened import PASSPHRASE, key_file
from tests.cli.sealed import FIRST, SECOND, THIRD, codes, key_of
from tests.record.ceremony import BOARD, STATION, key, seed_of, signed

RECORD = "out/002-bch-2.record"


def signing(desk, name=FIRST, *more, **given):
    return desk.tally("sign", RECORD, "--key", key_of(name), *more, **given)


def refused(desk, name=FIRST, **given):
    """What is wrong, where the file stays byte for byte as it was."""
    before = desk.files()
    answer = signing(desk, name, **given)
    assert answer.status == 2
    assert desk.files() == before
    return codes(answer), answer


# What is shown


class Asked(io.StringIO):
    """Standard input that notes what stood on standard output when it was first read."""

    def readline(self, *most):
        self.shown = sys.stdout.getvalue()
        return super().readline(*most)


def test_what_is_signed_stands_there_in_words_before_the_passphrase_is_asked_for(sealed, monkeypatch, capsys):
    stdin = Asked(f"{PASSPHRASE}\n")
    monkeypatch.setattr(sys, "stdin", stdin)
    answer = run(capsys, "sign", RECORD, "--key", key_of(FIRST), "--lang", "vi")
    assert answer.status == 0
    shown = " ".join(stdin.shown.split())
    for text in (
        "BẢN GHI KẾT QUẢ KIỂM PHIẾU",
        "Bầu Ban Chấp hành",
        "hợp lệ 21; không hợp lệ 0",
        "Trúng cử 2 người",
        "An 20/21",
        "Bình An 12/21",
        fingerprint(sealed.read(RECORD).text),
        f"Tên ghi ở các dòng chữ ký, tại đây chưa được kiểm tra: {STATION}",
        "không chứng minh số liệu đúng",
    ):
        assert text in shown, text
    assert "đã ký bằng khóa" not in shown
    assert "đã ký bằng khóa" in answer.out
    assert "Mật khẩu sáu từ" in answer.err


def test_a_signature_is_added_and_nothing_else_changes(sealed):
    before = sealed.files()
    answer = signing(sealed)
    assert answer.status == 0
    assert f"{BOARD[0]} đã ký bằng khóa {FIRST}. Chữ ký đã ghi vào {RECORD}." in answer.text
    assert "Khi đã đủ chữ ký, hãy kiểm tra bản ghi bằng tally verify." in answer.text
    after = sealed.files()
    assert {name for name in after if after[name] != before.get(name)} == {RECORD}
    was, now = (note.parse(files[RECORD][0]) for files in (before, after))
    assert now.text == was.text
    assert now.signatures[:-1] == was.signatures
    assert note.verified(now, [key(FIRST).vkey]) == (key(FIRST).vkey,)


def test_when_enough_have_signed_the_record_is_valid(sealed):
    signing(sealed)
    assert sealed.verify(RECORD).status == 3
    signing(sealed, THIRD)
    assert sealed.verify(RECORD).status == 0


def test_the_document_names_the_signer_alone_without_a_trust_file_and_the_words_are_on_standard_error(sealed):
    answer = signing(sealed, FIRST, "--json")
    record = sealed.read(RECORD)
    assert answer.document == {
        "schema": "signed/1",
        "record": RECORD,
        "sha256": record.hash.hex(),
        "fingerprint": fingerprint(record.text),
        "signed_by": [FIRST],
    }
    before, _, after = answer.err.partition("Mật khẩu sáu từ")
    assert "Trúng cử 2 người" in before
    assert after


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640])
def test_the_file_keeps_its_mode(sealed, mode):
    os.chmod(RECORD, mode)
    signing(sealed)
    assert stat.S_IMODE(os.stat(RECORD).st_mode) == mode


# What is refused


@pytest.mark.parametrize("name", [STATION, "VD/auditor-1", "VD/root-1", "VD.2/board-1"])
def test_only_a_board_key_of_the_records_own_unit_signs(sealed, name):
    sealed.put(key_of(name), key_file(name))
    assert refused(sealed, name, typed=())[0] == [(key_of(name), "-", "key_may_not_sign")]


def test_nobody_signs_twice(sealed):
    signing(sealed)
    told, answer = refused(sealed, typed=())
    assert told == [(key_of(FIRST), "-", "already_signed")]
    assert "Mật khẩu" not in answer.err


def add(desk, *signatures):
    record = note.parse((desk.folder / RECORD).read_bytes())
    desk.put(RECORD, note.write(Note(text=record.text, signatures=(*record.signatures, *signatures))))


def test_a_line_that_only_bears_the_name_is_no_reason_not_to_sign(sealed):
    add(sealed, Signature(name=FIRST, key_hash=bytes(4), signature=bytes(64)))
    assert signing(sealed).status == 0


def test_a_false_signature_of_the_own_key_is_told(sealed):
    mine = note.sign("x\n", FIRST, seed_of(FIRST))
    add(sealed, mine)
    assert refused(sealed, typed=())[0] == [(RECORD, "-", "bad_signature")]


def test_a_note_holds_no_more_signatures_than_it_may(sealed):
    add(sealed, *(Signature(name=f"x{place}", key_hash=bytes(4), signature=bytes(64)) for place in range(63)))
    assert refused(sealed)[0] == [(RECORD, "-", "too_many_signatures")]


@pytest.mark.parametrize("typed", [(), ("",), ("một hai",), (" ".join(PASSPHRASE.split()[::-1]),)])
def test_a_wrong_passphrase_signs_nothing(sealed, typed):
    told, answer = refused(sealed, typed=typed)
    assert len(told) == 1
    assert "đã ký bằng khóa" not in answer.out


CHANGES = {
    "votes": (("rounds", 0, "votes", 0, "votes"), 19, "arithmetic"),
    "base": (("meeting", "roll", "present"), 22, "arithmetic"),
    "elected": (("result", "elected", 0, "name"), "Chi", "outcome"),
    "rules": (("rules", "floor_support_above_percent"), 31, "rules"),
    "size": (("rounds", 0, "commitment", "size"), 20, "arithmetic"),
    "round": (("rounds", 1, "seats"), 2, "outcome"),
    "list": (("rounds", 0, "votes", 0, "number"), 3, "arithmetic"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_record_that_contradicts_itself_is_not_signed_nor_read_aloud(sealed, what):
    steps, value, check = CHANGES[what]
    tree = sealed.read(RECORD).tree
    inner = tree
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    sealed.put(RECORD, signed(canonical.write(tree).decode(), [STATION]))
    told, answer = refused(sealed, typed=())
    assert (RECORD, check, "record_contradicts_itself") in told
    assert answer.out == ""
    showing = sealed.tally("show", RECORD)
    assert (showing.status, showing.out, codes(showing)) == (2, "", told)
    assert "đừng ký và đừng dùng" in showing.err


@pytest.mark.parametrize("data", [b"", b"{}\n", b"\xff\n"])
def test_what_is_no_record_is_refused_before_anything_is_asked(sealed, data):
    sealed.put(RECORD, data)
    told, answer = refused(sealed, typed=())
    assert [path for path, _, _ in told] == [RECORD]
    assert "Mật khẩu" not in answer.err


def test_a_key_that_cannot_be_read_is_told_of_its_file(sealed):
    sealed.put(key_of(FIRST), b"{}\n")
    assert [path for path, _, _ in refused(sealed, typed=())[0]] == [key_of(FIRST)]
    os.remove(key_of(FIRST))
    assert refused(sealed, typed=())[0] == [(key_of(FIRST), "-", "file_missing")]


# While it is signed


def meanwhile(monkeypatch, what):
    """Let something happen while the passphrase is typed."""
    true = unlock.unlock

    def unlocked(terminal, locked):
        what()
        return true(terminal, locked)

    monkeypatch.setattr(sign.unlock, "unlock", unlocked)


def test_a_signature_that_was_added_meanwhile_is_kept(sealed, monkeypatch):
    meanwhile(monkeypatch, lambda: add(sealed, note.sign(sealed.read(RECORD).note.text, SECOND, seed_of(SECOND))))
    assert signing(sealed).status == 0
    assert [one.name for one in sealed.read(RECORD).note.signatures] == [STATION, SECOND, FIRST]


def test_a_key_that_signed_meanwhile_does_not_sign_twice(sealed, monkeypatch):
    """Two signatures of one key would make the whole record worthless."""
    meanwhile(monkeypatch, lambda: add(sealed, note.sign(sealed.read(RECORD).note.text, FIRST, seed_of(FIRST))))
    assert codes(signing(sealed)) == [(RECORD, "-", "signed_twice")]
    assert [one.name for one in sealed.read(RECORD).note.signatures] == [STATION, FIRST]


def test_another_record_that_was_put_in_its_place_is_not_signed_unseen(sealed, monkeypatch):
    other = (sealed.folder / "out/001-bch-1.record").read_bytes()
    meanwhile(monkeypatch, lambda: sealed.put(RECORD, other))
    answer = signing(sealed)
    assert (answer.status, codes(answer)) == (2, [(RECORD, "-", "changed_meanwhile")])
    assert (sealed.folder / RECORD).read_bytes() == other


class Killed(BaseException):
    """The end of the program, at whatever it was."""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_is_cut_off_leaves_the_whole_record(sealed, monkeypatch, step):
    before = sealed.files()

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, step, killed)
        with pytest.raises(Killed):
            signing(sealed)
    assert sealed.files() == before
    assert reading.read((sealed.folder / RECORD).read_bytes())


def test_a_record_that_cannot_be_written_is_told(sealed, monkeypatch):
    def full(*_):
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "fsync", full)
        assert refused(sealed)[0] == [(RECORD, "-", "not_written")]
