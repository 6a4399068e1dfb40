"""``tally trust``: from the first draft to the next version, each to a new file, and nothing is signed unseen."""

import json
import os
from datetime import date
from hashlib import sha256

import pytest

from tally.record import enrolment
from tally.record.keyname import Role
from tally.record.trust import Thresholds, read, text_of
from tally.record.trust_chain import chain
from tests.cli.made import run
from tests.cli.trust_files import enrolled, got, keyed, put
from tests.record.trusts import BOARD, ROOTS, after, enrolment_of, key, revocation, signed, trust

NEW = (
    *("--organisation", "Đảng bộ ví dụ", "--unit", "VD", "--from", "2025-01-01", "--to", "2029-12-31"),
    *("--trust-threshold", "2", "--record-threshold", "2"),
)


pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


# From the first draft to the next version


def test_a_trust_file_is_made_step_by_step_and_holds(capsys, monkeypatch):
    assert run(capsys, "trust", "new", *NEW, "-o", "0").status == 0
    assert run(capsys, "trust", "add", "0", *enrolled(*ROOTS[:3], *BOARD), "-o", "1").status == 0
    assert got("1") == signed(trust())
    for name in ROOTS[:2]:
        assert run(capsys, "trust", "sign", "1", "--key", keyed(monkeypatch, name)).status == 0
    assert got("1") == signed(trust(), *ROOTS[:2])
    assert run(capsys, "trust", "add", "1", *enrolled(ROOTS[3]), "-o", "2a").status == 0
    revoking = ("--name", ROOTS[0], "--from", "2026-02-01", "--reason", "Chuyển công tác")
    assert run(capsys, "trust", "revoke", "2a", *revoking, "-o", "2b").status == 0
    assert run(capsys, "trust", "thresholds", "2b", "--record-threshold", "3", "-o", "2").status == 0
    for name in (ROOTS[0], ROOTS[1], ROOTS[3]):
        assert run(capsys, "trust", "sign", "2", "--key", keyed(monkeypatch, name)).status == 0
    found = chain([got("2"), got("1")], [read(got("1")).fingerprint])
    assert found.newest == after(trust(), ROOTS[3], revoked=(ROOTS[0],), thresholds=Thresholds(trust=2, record=3))
    assert run(capsys, "trust", "diff", "1", "2").status == 1
    assert got("1") == signed(trust(), *ROOTS[:2])


def test_a_new_draft_says_that_it_has_no_roots_yet(capsys):
    answer = run(capsys, "trust", "new", *NEW, "-o", "t", "--lang", "vi")
    assert answer.err == ""
    assert "Đã ghi dự thảo phiên bản 1 vào t." in answer.text
    assert "Có 0 khóa gốc còn dùng, phải có ít nhất 3: 2 khóa để ký" in answer.text
    assert read(got("t")).trust == trust(keys=())
    assert "ROOT" not in run(capsys, "trust", "show", "t", "--lang", "en").out


def test_of_keys_added_the_fingerprints_are_shown_for_their_holders_to_read_out(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    put("t", signed(trust(*ROOTS[:3])))
    answer = run(capsys, "trust", "add", "t", *enrolled(*BOARD[:2]), "-o", "u", "--lang", "vi")
    for name in BOARD[:2]:
        said = f"- Thêm khóa {name}, người giữ Người giữ {name}. Dãy số đối chiếu của khóa:\n"
        digits = "".join(answer.out.partition(said)[2].split("\n")[:2])
        number = int.from_bytes(sha256(str(key(name).vkey).encode()).digest(), "big") % 10**60
        assert digits.replace(" ", "") == f"{number:060}"
    assert "hãy nghe từng người giữ đọc dãy số đối chiếu của khóa mình" in answer.text
    assert "Mới có 0 chữ ký của khóa gốc, phải có 2; còn thiếu 2." in answer.text
    assert "tally trust sign u --key" in answer.text
    assert "Mã băm" not in answer.text


def test_what_comes_after_a_signed_file_lacks_the_signatures_of_both_versions(capsys):
    put("t", signed(trust(), *ROOTS[:2]))
    answer = run(capsys, "trust", "thresholds", "t", "--trust-threshold", "2", "-o", "u", "--lang", "en")
    assert "A draft of version 2 was written to u." in answer.text
    assert "0 of 2 signatures by root keys: 2 more must sign." in answer.text
    assert "0 of 2 signatures by root keys of the version before: 2 more of those must sign." in answer.text
    assert read(got("u")).trust == after(trust())


def test_thresholds_that_are_not_given_stay(capsys):
    put("t", signed(trust()))
    for option, path, expected in (("--trust-threshold", "u", (5, 2)), ("--record-threshold", "v", (2, 5))):
        answer = run(capsys, "trust", "thresholds", "t", option, "5", "-o", path, "--lang", "en")
        now = read(got(path)).trust.thresholds
        assert (now.trust, now.record) == expected
        assert ": was 2, now 5." in answer.text


def test_the_days_that_a_file_is_for_are_changed_in_its_next_version(capsys, monkeypatch):
    put("t", signed(trust(), *ROOTS[:2]))
    answer = run(capsys, "trust", "valid", "t", "--from", "2025-02-01", "--to", "2031-12-31", "-o", "u", "--lang", "vi")
    assert answer.status == 0
    days = {"valid_from": date(2025, 2, 1), "valid_to": date(2031, 12, 31)}
    assert read(got("u")).trust == after(trust(), **days)
    for said in (
        "Đã ghi dự thảo phiên bản 2 vào u.",
        "Dùng cho đại hội từ: trước là ngày 01 tháng 01 năm 2025, nay là ngày 01 tháng 02 năm 2025.",
        "Dùng cho đại hội đến hết: trước là ngày 31 tháng 12 năm 2029, nay là ngày 31 tháng 12 năm 2031.",
        "Theo phiên bản trước mới có 0 chữ ký, phải có 2; còn thiếu 2.",
    ):
        assert said in answer.text
    for name in ROOTS[:2]:
        assert run(capsys, "trust", "sign", "u", "--key", keyed(monkeypatch, name)).status == 0
    assert chain([got("t"), got("u")], ()).newest.valid_to == days["valid_to"]


# Two persons of one name


def enrolled_as(name, holder):
    return put(f"{name.replace('/', '_')}.enrol", enrolment.write(key(name, holder=holder)))


def test_who_holds_a_key_of_a_board_gets_no_second_one_under_the_name(capsys):
    """One person with two keys would meet the threshold of two alone."""
    put("t", signed(trust(*ROOTS[:3], BOARD[0])))
    again = enrolled_as(BOARD[1], f"NGƯỜI  giữ {BOARD[0]}")
    answer = run(capsys, "trust", "add", "t", again, "-o", "u", "--lang", "vi")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{again}: -: holder_has_key: ")
    assert f"đã giữ khóa {BOARD[0]} của cùng ban kiểm phiếu" in answer.err
    assert "--namesake" in answer.err
    assert not os.path.exists("u")
    assert run(capsys, "trust", "add", "t", again, "--namesake", "-o", "u").status == 0
    assert [str(one.name) for one in read(got("u")).trust.held(Role.BOARD)] == [*BOARD[:2]]


def test_two_enrolments_of_one_holder_at_once_are_told_too(capsys):
    put("t", signed(trust(*ROOTS[:3])))
    both = [enrolled_as(name, "Lê An") for name in BOARD[:2]]
    assert run(capsys, "trust", "add", "t", *both, "-o", "u").err.startswith(f"{both[1]}: -: holder_has_key: ")
    assert run(capsys, "trust", "add", "t", *both, "--namesake", "-o", "u").status == 0


def test_a_revocation_is_told_as_it_will_be_signed(capsys):
    put("t", signed(trust(*ROOTS[:4], *BOARD)))
    line = ("--name", ROOTS[0], "--from", "2026-02-01", "--reason", "Chuyển công tác", "-o", "u", "--lang", "vi")
    answer = run(capsys, "trust", "revoke", "t", *line)
    assert (
        "- Thu hồi khóa VD/root-1, người giữ Người giữ VD/root-1, từ ngày 01 tháng 02 năm 2026. "
        "Lý do: Chuyển công tác" in answer.text
    )
    assert read(got("u")).trust.revoked == (revocation(ROOTS[0]),)


@pytest.mark.parametrize("command", ["new", "add", "revoke", "thresholds", "valid"])
def test_a_draft_is_never_written_over_anything(capsys, command):
    put("t", signed(trust()))
    lines = {
        "new": NEW,
        "add": ("t", *enrolled(ROOTS[3])),
        "revoke": ("t", "--name", ROOTS[0], "--from", "2026-02-01", "--reason", "Mất"),
        "thresholds": ("t", "--record-threshold", "3"),
        "valid": ("t", "--from", "2025-01-01", "--to", "2030-12-31"),
    }
    put("u", b"x")
    for path in ("u", "t"):
        was = got(path)
        answer = run(capsys, "trust", command, *lines[command], "-o", path)
        assert answer.status == 2
        assert f"{path}: -: file_exists: " in answer.err
        assert got(path) == was


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_with_json_the_draft_is_the_answer(capsys, lang):
    answer = run(capsys, "trust", "new", *NEW, "-o", "t", "--json", "--lang", lang)
    assert answer.out == got("t").decode() == text_of(trust(keys=()))
    assert (answer.status, answer.err) == (0, "")


# What is asked for in vain


@pytest.mark.parametrize(
    ("line", "place", "code", "said"),
    [
        (("new", *NEW[:4], "--from", "01/01/2025", *NEW[6:]), "--from", "usage", "“01/01/2025” is no day."),
        (("new", *NEW[:6], "--to", "2025-02-30", *NEW[8:]), "--to", "usage", "“2025-02-30” is no day."),
        (("new", *NEW[:6], "--to", "2024-12-31", *NEW[8:]), "--to", "validity_reversed", "before the first"),
        (("new", *NEW[:8], "--trust-threshold", "1", *NEW[10:]), "--trust-threshold", "usage", "from 2 to 64"),
        (("new", *NEW[:10], "--record-threshold", "65"), "--record-threshold", "usage", "not “65”"),
        (("new", "--organisation", "V", "--unit", "V D", *NEW[4:]), "--unit", "bad_value", ""),
        (("new", "--organisation", " ", "--unit", "VD", *NEW[4:]), "--organisation", "bad_value", ""),
        (("valid", "t", "--from", "2025-01-01", "--to", "2024-12-31"), "--to", "validity_reversed", "before the first"),
        (("valid", "t", "--from", "2025-01-01", "--to", "31/12"), "--to", "usage", "“31/12” is no day."),
        (("thresholds", "t"), "--trust-threshold", "usage", "needs the option --trust-threshold N"),
        (("thresholds", "t", "--record-threshold", "x"), "--record-threshold", "usage", "not “x”"),
        (("revoke", "t", "--name", "x", "--from", "2026-01-01", "--reason", "y"), "--name", "bad_key_name", "“x”"),
        (
            ("revoke", "t", "--name", "VD/root-9", "--from", "2026-01-01", "--reason", "y"),
            "--name",
            "no_such_key",
            "has no key VD/root-9",
        ),
        (("revoke", "t", "--name", ROOTS[0], "--from", "2026-1-1", "--reason", "y"), "--from", "usage", "is no day"),
        (("revoke", "t", "--name", ROOTS[0], "--from", "2026-01-01", "--reason", " "), "--reason", "bad_value", ""),
    ],
)
def test_what_cannot_be_is_told_of_its_option(capsys, line, place, code, said):
    put("t", signed(trust()))
    answer = run(capsys, "trust", *line, "-o", "u", "--lang", "en")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"tally: {place}: {code}: ")
    assert said in answer.err
    assert not os.path.exists("u")


def test_names_typed_in_any_unicode_form_are_the_same(capsys):
    decomposed = [part.replace("ảng bộ", "a\u0309ng bo\u0323\u0302") for part in NEW]
    assert decomposed != [*NEW]
    assert run(capsys, "trust", "new", *decomposed, "-o", "t").status == 0
    assert read(got("t")).trust == trust(keys=())


def test_whatever_is_wrong_with_any_enrolment_is_told_at_once_and_nothing_is_written(capsys):
    put("t", signed(trust()))
    put("stolen", enrolment_of(ROOTS[3]).replace("Người giữ VD/root-4".encode(), b"Ai"))
    files = ["t", *enrolled(ROOTS[4], ROOTS[1]), "stolen", "nowhere"]
    answer = run(capsys, "trust", "add", "t", *files, "-o", "u", "--lang", "vi")
    assert answer.status == 2
    assert [line.split(": ")[0:3:2] for line in answer.err.splitlines()] == [
        ["t", "not_a_note"],
        ["VD_root-2.enrol", "name_twice"],
        ["stolen", "bad_proof"],
        ["nowhere", "file_missing"],
    ]
    assert not os.path.exists("u")


@pytest.mark.parametrize("signers", [(), ROOTS[:1]])
def test_the_version_after_one_that_is_not_in_force_is_not_begun(capsys, signers):
    put("t", signed(trust(), *signers))
    answer = run(capsys, "trust", "add", "t", *enrolled(ROOTS[3]), "-o", "u")
    if signers:
        assert answer.err.startswith("t: -: too_few_signatures: ")
        assert not os.path.exists("u")
    else:
        assert read(got("u")).trust.version == 1


@pytest.mark.parametrize("command", ["show", "sign", "diff", "add", "revoke", "thresholds"])
def test_a_file_that_is_no_trust_file_is_told_of(capsys, monkeypatch, command):
    put("t", b"{}\n")
    more = {
        "sign": ("--key", keyed(monkeypatch, ROOTS[0])),
        "diff": ("t",),
        "add": (*enrolled(ROOTS[3]), "-o", "u"),
        "revoke": ("--name", ROOTS[0], "--from", "2026-01-01", "--reason", "y", "-o", "u"),
        "thresholds": ("--record-threshold", "3", "-o", "u"),
    }
    answer = run(capsys, "trust", command, "t", *more.get(command, ()), "--lang", "vi")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("t: schema: bad_trust: Danh sách khóa không đúng như phần mềm ghi ở chỗ này")


def test_errors_are_a_document_where_json_was_asked_for(capsys):
    put("t", b"{}\n")
    errors = run(capsys, "trust", "show", "t", "--json").document["errors"]
    assert [(error["path"], error["location"], error["code"]) for error in errors] == [("t", "schema", "bad_trust")]
    assert json.dumps(errors)
