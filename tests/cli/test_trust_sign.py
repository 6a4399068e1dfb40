"""``tally trust sign``: nothing is signed unseen, and nothing is lost that others have signed."""

import pytest

from tally.cli import unlock
from tally.faults import BadInput, Fault
from tally.record.trust import read
from tests.cli.made import run
from tests.cli.trust_files import got, keyed, put
from tests.record.trusts import BOARD, ROOTS, signed, trust

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_whole_file_is_shown_before_the_passphrase_is_asked_for(capsys, monkeypatch):
    put("t", signed(trust(), ROOTS[0]))
    shown = run(capsys, "trust", "show", "t", "--lang", "vi").out
    answer = run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[1]), "--lang", "vi")
    assert answer.out.startswith(shown)
    assert "Khóa VD/root-2 (Ai đó) đã ký t. Đã đủ chữ ký của khóa gốc: có 2, phải có 2." in answer.text
    assert "VD/root-2 (Ai đó)" in answer.err
    assert got("t") == signed(trust(), *ROOTS[:2])


def test_a_wrong_passphrase_signs_nothing_though_the_file_was_shown(capsys, monkeypatch):
    put("t", signed(trust()))
    wrong = keyed(monkeypatch, ROOTS[0], "apluc hoabinh yenbinh xinloi muadong banhmi")
    answer = run(capsys, "trust", "sign", "t", "--key", wrong, "--lang", "vi")
    assert answer.status == 2
    assert "wrong_passphrase" in answer.err
    assert "DANH SÁCH KHÓA" in answer.out
    assert got("t") == signed(trust())


@pytest.mark.parametrize(
    ("made", "signers", "name", "code"),
    [
        (trust(), ROOTS[:1], ROOTS[0], "signed_twice"),
        (trust(), (), ROOTS[3], "not_a_root_key"),
        (trust(), (), BOARD[0], "not_a_root_key"),
        (trust(), (), "VD/root-1#2", "not_a_root_key"),
        (trust(*ROOTS[:2]), (), ROOTS[0], "too_few_root_keys"),
    ],
)
def test_who_may_not_sign_is_told_before_anything_is_typed(capsys, monkeypatch, made, signers, name, code):
    put("t", signed(made, *signers))
    path = keyed(monkeypatch, name)
    answer = run(capsys, "trust", "sign", "t", "--key", path)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{path}: -: {code}: ")
    assert len(answer.err.splitlines()) == 1
    assert got("t") == signed(made, *signers)


def test_a_signature_that_came_in_meanwhile_is_kept(capsys, monkeypatch):
    put("t", signed(trust()))
    at_the_passphrase(monkeypatch, lambda: put("t", signed(trust(), ROOTS[0])))
    assert run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[1])).status == 0
    assert got("t") == signed(trust(), *ROOTS[:2])


def test_another_text_that_came_in_meanwhile_is_not_signed(capsys, monkeypatch):
    put("t", signed(trust()))
    other = signed(trust(*ROOTS[:4]))
    at_the_passphrase(monkeypatch, lambda: put("t", other))
    answer = run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[1]))
    assert answer.status == 2
    assert "t: -: changed_meanwhile: " in answer.err
    assert got("t") == other


def at_the_passphrase(monkeypatch, happens):
    unlocked = unlock.unlock

    def slowly(terminal, path):
        happens()
        return unlocked(terminal, path)

    monkeypatch.setattr(unlock, "unlock", slowly)


def test_a_file_that_cannot_be_written_stays_as_it_was(capsys, monkeypatch):
    put("t", signed(trust()))

    def full(path, data):
        raise BadInput([Fault(path=path, location="-", key="not_written", params={"file": path})])

    monkeypatch.setattr("tally.cli.trust.replace", full)
    answer = run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[0]), "--lang", "vi")
    assert answer.status == 2
    assert "đã ký" not in answer.out
    assert got("t") == signed(trust())


def test_with_json_who_has_signed_is_told_and_nothing_else(capsys, monkeypatch):
    put("t", signed(trust(), ROOTS[2]))
    document = run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[1]), "--json").document
    file = read(got("t"))
    assert document == {
        "schema": "trust-signed/1",
        "file": {"version": 1, "sha256": file.sha256.hex(), "fingerprint": file.fingerprint},
        "signed_by": [ROOTS[1], ROOTS[2]],
        "signatures": {"have": 2, "needed": 2},
    }
