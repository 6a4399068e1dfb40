"""``tally trust sign``: nothing is signed unseen, and nothing is lost that others have signed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tests
from tally.cli import unlock
from tally.faults import BadInput, Fault
from tally.record.trust import read
from tests.cli.made import run
from tests.cli.trust_files import PHRASE, got, keyed, put
from tests.record.trusts import BOARD, ROOTS, after, signed, trust

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

    def slowly(terminal, locked):
        happens()
        return unlocked(terminal, locked)

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
    answer = run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[1]), "--json")
    document = answer.document
    assert answer.err.index(read(got("t")).fingerprint[:5]) < answer.err.index("Mật khẩu"), "seen before it is signed"
    file = read(got("t"))
    assert document == {
        "schema": "trust-signed/1",
        "file": {"version": 1, "sha256": file.sha256.hex(), "fingerprint": file.fingerprint},
        "signed_by": [ROOTS[1], ROOTS[2]],
        "signatures": {"have": 2, "needed": 2},
    }


# What changes is seen before it is signed


def versions():
    """Two versions on the disk: ``t``, which is signed, and ``u``, its next draft with another root."""
    put("t", signed(trust(), *ROOTS[:2]))
    put("u", signed(after(trust(), ROOTS[3])))


def signs(capsys, monkeypatch, name, *more, lang="vi"):
    return run(capsys, "trust", "sign", "u", "--key", keyed(monkeypatch, name), "--lang", lang, *more)


def test_with_the_version_before_the_changes_are_shown_first_and_both_thresholds_told(capsys, monkeypatch):
    versions()
    compared = run(capsys, "trust", "diff", "t", "u", "--lang", "vi").out
    whole = run(capsys, "trust", "show", "u", "--lang", "vi").out.partition("Chữ ký\n")[0]
    answer = signs(capsys, monkeypatch, ROOTS[0], "--previous", "t")
    assert answer.status == 0
    assert answer.out.startswith(compared.rstrip("\n"))
    assert whole in answer.out
    assert "- Thêm khóa VD/root-4, người giữ Người giữ VD/root-4." in answer.out
    assert "CHƯA NÊU" not in answer.out
    end = " ".join(answer.out.partition("đã ký u.")[2].split())
    assert "Mới có 1 chữ ký của khóa gốc, phải có 2; còn thiếu 1." in end
    assert "Theo phiên bản trước mới có 1 chữ ký, phải có 2; còn thiếu 1." in end


def test_without_the_version_before_it_is_said_that_nobody_saw_the_changes_and_how_to(capsys, monkeypatch):
    versions()
    answer = signs(capsys, monkeypatch, ROOTS[0])
    before = " ".join(answer.out.partition("đã ký u.")[0].split())
    assert "CHƯA NÊU NHỮNG CHỖ THAY ĐỔI của phiên bản 2 so với phiên bản 1." in before
    assert "tally trust sign u --key TỆP_KHÓA --previous TỆP_PHIÊN_BẢN_1" in before
    put("v", signed(trust()))
    first = run(capsys, "trust", "sign", "v", "--key", keyed(monkeypatch, ROOTS[0]), "--lang", "vi")
    assert "CHƯA NÊU" not in first.out


def test_with_json_the_signatures_of_both_versions_are_told(capsys, monkeypatch):
    versions()
    document = signs(capsys, monkeypatch, ROOTS[0], "--previous", "t", "--json").document
    assert document["signatures"] == {"have": 1, "needed": 2, "have_old": 1, "needed_old": 2}


@pytest.mark.parametrize(
    ("before", "place", "code"),
    [
        (signed(trust(*ROOTS[:4]), *ROOTS[:2]), "u", "previous_differs"),
        (signed(trust(), ROOTS[0]), "t", "too_few_signatures"),
        (signed(trust()), "t", "not_signed"),
        (b"{}\n", "t", "bad_trust"),
    ],
)
def test_a_version_that_is_not_the_one_before_is_no_ground_to_sign(capsys, monkeypatch, before, place, code):
    versions()
    was = got("u")
    put("t", before)
    answer = signs(capsys, monkeypatch, ROOTS[0], "--previous", "t")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{place}: ")
    assert f": {code}: " in answer.err
    assert got("u") == was


# Several at once

SIGNER = """
import sys, time
from pathlib import Path
from tally.cli import main, unlock
from tally.record import trust_edit
from tally.record.keyfile import Limits
from tests.cli.conftest import SMALL

unlock.LIMITS = Limits(least=SMALL, most=SMALL)
unlocked, sign = unlock.unlock, trust_edit.sign

def together(*given):
    key = unlocked(*given)
    Path(f"ready-{sys.argv[1]}").touch()
    while len(list(Path().glob("ready-*"))) < 3:
        time.sleep(0.01)
    return key

def slowly(*given):
    time.sleep(0.3)
    return sign(*given)

unlock.unlock, trust_edit.sign = together, slowly
sys.exit(main(["trust", "sign", "t", "--key", sys.argv[2]]))
"""
"""Sign ``t`` once three processes have their keys open, each of them slow between reading and writing."""


def test_of_three_who_sign_at_the_same_moment_no_signature_is_lost(monkeypatch):
    put("t", signed(trust()))
    keys = [keyed(monkeypatch, name) for name in ROOTS[:3]]
    home = Path(tests.__file__).parent.parent
    put("typed", f"{PHRASE}\n".encode())
    line = [sys.executable, "-c", SIGNER]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "env": os.environ | {"PYTHONPATH": str(home)}}
    processes = []
    for number, key in enumerate(keys):
        with open("typed", "rb") as typed:
            processes.append(subprocess.Popen([*line, str(number), str(key)], stdin=typed, **pipes))
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert {line.name for line in read(got("t")).note.signatures} == {*ROOTS[:3]}
