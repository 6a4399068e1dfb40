"""Whom ``tally verify`` believes: the versions of a trust file, and the fingerprint that was pinned or typed."""

import select
import time
from dataclasses import replace
from datetime import date

import pytest

from tally.cli import ask
from tally.record.fingerprint import fingerprint
from tally.record.trust import Revocation, Thresholds, text_of
from tests.cli.made import run
from tests.cli.sealed import WHOLE, codes
from tests.cli.test_key_terminal import PATIENCE, Dialogue
from tests.cli.test_verify_command import failing
from tests.record.ceremony import key, sha, signed, trust_file, trusted

RECORD = "out/001-bch-1.record"
PIN = fingerprint(text_of(trusted()).encode())
WRONG = PIN[:-1] + str((int(PIN[-1]) + 1) % 10)


@pytest.fixture
def valid(desk):
    desk.congress(("bch", [WHOLE]))
    desk.seal()
    desk.sign(RECORD)
    return desk


def revoked(name, since):
    return Revocation(name=key(name).name, vkey=key(name).vkey, since=since, reason="Mất khóa")


def second(**given):
    return replace(trusted(), version=2, previous=sha(text_of(trusted())), **given)


def trust_of(answer):
    return answer.document["trust"] | {"status": answer.status}


# Versions


def test_a_record_is_checked_by_the_version_it_was_made_under_beside_the_newest(valid):
    newer = second(valid_to=date(2031, 12, 31))
    valid.put("newer", trust_file(newer))
    for order in (("trust", "newer"), ("newer", "trust")):
        answer = valid.verify(RECORD, "--trust", order[0], "--json", trust=order[1])
        own = fingerprint(text_of(newer).encode())
        assert trust_of(answer) == {"version": 2, "fingerprint": own, "pinned": False, "status": 0}


def test_the_newest_version_alone_does_not_know_the_record(valid):
    valid.put("newer", trust_file(second()))
    answer = valid.verify(RECORD, "--json", trust="newer")
    wrong = {"trust": "another_trust", "signatures": "no_trust", "threshold": "no_trust"}
    assert (answer.status, failing(answer)) == (3, wrong)
    assert "Hãy nêu thêm phiên bản đó bằng --trust" in valid.verify(RECORD, trust="newer").text


@pytest.mark.parametrize(("since", "status"), [(date(2025, 2, 14), 3), (date(2025, 2, 15), 0)])
def test_a_key_revoked_later_counts_only_for_congresses_before_its_day(valid, since, status):
    valid.put("newer", trust_file(second(revoked=(revoked("VD.1/board-1", since),))))
    answer = valid.verify(RECORD, "--trust", "newer", "--json")
    assert answer.status == status
    assert failing(answer) == ({"threshold": "too_few_keys"} if status else {})


def test_a_station_revoked_by_the_day_of_the_congress_made_no_record(valid):
    valid.put("newer", trust_file(second(revoked=(revoked("VD.1/station-1", date(2025, 2, 14)),))))
    assert failing(valid.verify(RECORD, "--trust", "newer", "--json")) == {"signatures": "station_unknown"}


NOT_APPROVED = {
    "not_signed": [text_of(trusted()).encode()],
    "too_few_signatures": [trust_file(by=["VD/root-1"])],
    "bad_signature": [trust_file().replace(b"2030-12-31", b"2030-12-30")],
    "version_missing": [
        trust_file(),
        trust_file(replace(second(), version=3, previous=sha(text_of(second())))),
    ],
    "version_twice": [trust_file(), trust_file(by=["VD/root-2", "VD/root-3"])],
    "too_few_old_signatures": [
        trust_file(trusted(roots=4, threshold=3), by=[f"VD/root-{n}" for n in (1, 2, 3)]),
        trust_file(
            replace(
                trusted(roots=4),
                version=2,
                previous=sha(text_of(trusted(roots=4, threshold=3))),
                thresholds=Thresholds(trust=2, record=2),
            )
        ),
    ],
}


@pytest.mark.parametrize("why", NOT_APPROVED)
def test_a_trust_file_that_was_not_approved_makes_nobodys_signature_count(valid, why):
    options = []
    for place, data in enumerate(NOT_APPROVED[why]):
        options += ["--trust", valid.put(f"trust-{place}", data)]
    answer = valid.tally("verify", RECORD, *options, "--json")
    assert (answer.status, answer.document["verdict"], answer.document.get("trust")) == (3, "not_valid", None)
    assert failing(answer) == {"trust": why, "signatures": "no_trust", "threshold": "no_trust"}
    told = valid.tally("verify", RECORD, *options)
    assert told.status == 3
    assert "Danh sách khóa của" not in told.text


def test_the_same_trust_file_given_twice_counts_once(valid):
    """Each of two sticks has one."""
    valid.put("copy", trust_file())
    assert valid.verify(RECORD, "--trust", "copy").status == 0


def test_trust_files_of_two_organisations_are_no_verdict_on_a_record(valid):
    valid.put("theirs", trust_file().replace(b'"code": "', b'"code": "B.'))
    answer = valid.verify(RECORD, "--trust", "theirs")
    assert (answer.status, codes(answer)) == (2, [("trust", "-", "another_organisation")])
    assert "không phải của Ban Tổ chức Ví dụ (B.VD)" in answer.err
    assert "Hãy lấy đúng tệp" in answer.err


@pytest.mark.parametrize("data", [b"", b"{}\n", b"\xff", signed('{\n  "schema": "enrolment/1"\n}\n', ["VD/root-1"])])
def test_what_is_no_trust_file_is_bad_input(valid, data):
    valid.put("trust", data)
    answer = valid.verify(RECORD, "--json")
    assert answer.status == 2
    assert {error["path"] for error in answer.document["errors"]} == {"trust"}


def test_an_unreadable_record_stays_so_whatever_the_trust_file_is(valid):
    valid.put(RECORD, b"")
    valid.put("trust", NOT_APPROVED["too_few_signatures"][0])
    answer = valid.verify(RECORD, "--json")
    assert (answer.status, failing(answer)["trust"]) == (2, "unreadable")


# Pins


@pytest.mark.parametrize("given", [PIN, PIN.replace(" ", ""), PIN.replace(" ", "-"), f"  {PIN}\n"])
def test_the_pinned_fingerprint_may_be_written_in_any_grouping(valid, given):
    assert trust_of(valid.verify(RECORD, "--pin", given, "--json"))["pinned"] is True
    told = valid.verify(RECORD, "--pin", given)
    assert told.status == 0
    assert "dãy số đối chiếu đã khớp" in told.text
    assert "CHƯA ĐỐI CHIẾU" not in told.text


def test_each_of_several_pins_must_be_that_of_a_version(valid):
    assert valid.verify(RECORD, "--pin", PIN, "--pin", PIN).status == 0
    assert failing(valid.verify(RECORD, "--pin", WRONG, "--pin", PIN, "--json"))["trust"] == "pin_differs"


def test_another_fingerprint_than_the_pinned_one_is_not_valid(valid):
    answer = valid.verify(RECORD, "--pin", WRONG, "--json")
    assert (answer.status, failing(answer)["trust"]) == (3, "pin_differs")


@pytest.mark.parametrize("given", ["1", PIN[:-1], PIN + "1", "x" * 60, PIN.replace("0", "O")])
def test_a_pin_that_is_no_fingerprint_is_a_slip_and_no_verdict_on_the_record(valid, given):
    answer = valid.verify(RECORD, "--pin", PIN, "--pin", given)
    assert (answer.status, answer.out, codes(answer)) == (2, "", [("tally", "--pin", "bad_fingerprint")])


def test_where_nobody_sits_nobody_is_asked_and_the_verdict_says_so(valid):
    answer = valid.verify(RECORD, typed=[PIN])
    assert (answer.status, answer.err) == (0, "")
    assert "HỢP LỆ (1 bản ghi)." in answer.text
    assert answer.text.index("CHƯA ĐỐI CHIẾU danh sách khóa") > answer.text.index("HỢP LỆ (1 bản ghi).")
    assert "was NOT COMPARED" in valid.verify(RECORD, "--lang", "en").text


def test_a_trust_file_that_nobody_compared_is_not_marked_like_one_that_was(valid):
    answer = valid.verify(RECORD)
    assert "[chưa so] Danh sách khóa: Phiên bản 1" in answer.text
    assert "[đạt] Danh sách khóa" not in answer.text
    assert "[not compared] Trust file: Version 1" in valid.verify(RECORD, "--lang", "en").text
    assert "[đạt] Danh sách khóa: Phiên bản 1" in valid.verify(RECORD, "--pin", PIN).text
    [check] = [one for one in valid.verify(RECORD, "--json").document["checks"] if one["code"] == "trust"]
    assert (check["ok"], check["why"]) == (True, "not_pinned")


def test_a_newer_version_that_nobody_compared_is_marked_so_too(valid):
    valid.put("newer", trust_file(second(valid_to=date(2031, 12, 31))))
    assert "[chưa so] Danh sách khóa: Phiên bản 1" in valid.verify(RECORD, "--trust", "newer").text
    assert "không theo phiên bản mới nhất được nêu là 2" in valid.verify(RECORD, "--trust", "newer").text


@pytest.fixture
def somebody(valid, monkeypatch):
    monkeypatch.setattr(ask, "is_answered_by_a_person", lambda: True)
    return valid


def test_whoever_sits_there_types_the_fingerprint(somebody):
    answer = somebody.verify(RECORD, typed=[PIN.replace(" ", "")])
    assert answer.status == 0
    assert "dãy số đối chiếu đã khớp" in answer.text
    assert answer.err.startswith("Hãy gõ dãy số đối chiếu của danh sách khóa mà ban tổ chức đã công bố")


def test_a_slip_is_told_and_asked_again(somebody):
    answer = somebody.verify(RECORD, typed=[PIN[:-1], "không rõ", PIN])
    assert answer.status == 0
    assert answer.err.count("Hãy gõ dãy số đối chiếu") == 3
    assert "có 60 chữ số, mà ở đây có 59 chữ số" in answer.err


def test_enter_alone_goes_on_without_a_pin(somebody):
    answer = somebody.verify(RECORD, typed=[""])
    assert answer.status == 0
    assert "CHƯA ĐỐI CHIẾU" in answer.text


def test_what_was_typed_and_differs_is_not_valid(somebody):
    answer = somebody.verify(RECORD, typed=[WRONG])
    assert answer.status == 3
    assert "đây không phải là danh sách khóa mà dãy số đó thuộc về" in answer.text


@pytest.mark.parametrize("more", [["--json"], ["--pin", PIN]])
def test_a_program_or_whoever_has_pinned_is_not_asked(somebody, more):
    answer = somebody.verify(RECORD, *more, typed=())
    assert (answer.status, answer.err) == (0, "")


def test_the_end_of_input_at_the_question_is_no_verdict(somebody):
    answer = somebody.verify(RECORD, typed=())
    assert (answer.status, answer.out, codes(answer)) == (2, "", [("tally", "-", "no_answer")])


def test_at_a_real_terminal_it_is_asked_and_what_is_typed_is_seen(valid):
    talk = Dialogue("verify", RECORD, "--trust", "trust", "--lang", "vi", folder=valid.folder)
    ends = time.monotonic() + PATIENCE
    while "(60 chữ số" not in talk.shown:
        assert time.monotonic() < ends, talk.shown
        select.select([talk.ours], [], [], 0.1)
        talk.read()
    talk.type(PIN)
    assert talk.end() == 0
    assert PIN in talk.shown
    assert "dãy số đối chiếu đã khớp" in " ".join(talk.shown.split())


def test_run_without_a_trust_file_is_misuse(valid, capsys):
    assert run(capsys, "verify", RECORD).status == 2
