"""Audits and openings are of a record that was verified first, or the page says at its head that nobody did."""

import io
import sys

import pytest

from tally.congress import Mode
from tally.record.audit import draw
from tests.cli.made import run
from tests.cli.opened import DICE, PASSPHRASE, sealed_in
from tests.cli.test_verify_trust import PIN, WRONG
from tests.record.ceremony import STATION, board_names, signed, trust_file

AUDIT = ("--seed", DICE, "--risk", "5")
DRAWN = draw(DICE, 20, 11)
HEAD = {
    "vi": "CHƯA KIỂM TRA CHỮ KÝ của bản ghi",
    "en": "THE RECORD’S SIGNATURES WERE NOT VERIFIED",
}

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def own(tmp_path):
    (tmp_path / "trust").write_bytes(trust_file())
    return sealed_in(tmp_path)


@pytest.fixture(params=["plan", "report", "verify-opening", "open"])
def asks(request, capsys, monkeypatch):
    """Run each of the commands that a record is given to."""

    def asked(own, *more, lang="vi"):
        folder = own.record.parent
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
        (folder / "out").unlink(missing_ok=True)
        opened = own.opening()
        line = {
            "plan": ["audit", "plan", own.record, *AUDIT],
            "report": [
                "audit",
                "report",
                own.record,
                *AUDIT,
                "--opening",
                own.opening(),
                "--papers",
                own.papers(DRAWN),
            ],
            "verify-opening": ["verify-opening", opened, "--record", own.record],
            "open": [
                *("open", own.record, "--ballots", own.ballots, "--key", own.key),
                *("--leaves", "3", "-o", folder / "out"),
            ],
        }[request.param]
        return run(capsys, *line, "--lang", lang, *more)

    return asked


def by(own, *more):
    return ("--trust", own.record.parent / "trust", *more)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_a_trust_file_the_head_says_that_nobody_verified_and_how_to(own, asks, lang):
    answer = asks(own, lang=lang)
    assert answer.status == 0
    head = answer.text.partition("Giấy là căn cứ" if lang == "vi" else "Paper is the truth")[0]
    assert HEAD[lang] in head
    assert "tally verify" in head
    assert "--trust" in head
    assert asks(own, "--json").document["verified"] is False


def test_with_a_trust_file_the_record_is_verified_and_the_page_says_by_which(own, asks):
    answer = asks(own, *by(own, "--pin", PIN))
    assert answer.status == 0
    assert "Đã kiểm tra: bản ghi hợp lệ và đủ chữ ký, theo danh sách khóa phiên bản 1" in answer.text
    assert HEAD["vi"] not in answer.text
    assert "CHƯA ĐỐI CHIẾU" not in answer.text
    assert asks(own, *by(own), "--json").document["verified"] is True


def test_a_trust_file_that_nobody_compared_is_shown_to_be_compared(own, asks):
    answer = asks(own, *by(own))
    assert "CHƯA ĐỐI CHIẾU danh sách khóa. Hãy so dãy số này" in answer.text
    assert f"--pin: {PIN}" in answer.text


def refused(answer, *places):
    assert (answer.status, answer.out) == (2, "")
    told = [line for line in answer.err.splitlines() if line.count(": ") > 1]
    assert [": ".join(line.split(": ")[:3]) for line in told] == [*places]


def test_a_record_that_is_not_valid_is_not_worked_on(own, asks):
    text = own.record.read_bytes().partition(b"\n\n")[0].decode() + "\n"
    own.record.write_bytes(signed(text, (STATION, *board_names(1))))
    refused(asks(own, *by(own)), f"{own.record}: threshold: record_not_valid")
    own.record.write_bytes(signed(text, board_names(1)))
    places = (f"{own.record}: {check}: record_not_valid" for check in ("signatures", "threshold"))
    refused(asks(own, *by(own)), *places)


def test_another_fingerprint_is_no_ground(own, asks):
    refused(asks(own, *by(own, "--pin", WRONG)), f"{own.record.parent / 'trust'}: -: pin_differs")
    refused(asks(own, *by(own, "--pin", "12345")), "tally: --pin: bad_fingerprint")


def test_an_exercise_is_valid_where_one_was_expected(own, asks, tmp_path):
    exercise = sealed_in(tmp_path, mode=Mode.TRAINING)
    refused(asks(exercise, *by(own)), f"{exercise.record}: mode: record_not_valid")
    answer = asks(exercise, *by(own, "--training"))
    assert answer.status == 0
    assert "Đã kiểm tra" in answer.text


@pytest.mark.parametrize("more", [("--pin", PIN), ("--training",)])
def test_what_is_asked_of_a_verification_needs_a_trust_file(own, asks, more):
    answer = asks(own, *more)
    refused(answer, "tally: --trust: usage")
    assert "--trust TỆP" in answer.err
