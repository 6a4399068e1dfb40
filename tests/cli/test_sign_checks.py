"""Who may not sign: a key that would not count, and a record that could never become valid."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tally.record import canonical, note
from tally.record.note import Note, Signature
from tally.record.trust import Revocation, text_of
from tests.cli.made import contest, person
from tests.cli.opened import key_file
from tests.cli.sealed import RUN_OFF, TIED, codes, key_of
from tests.record.ceremony import BOARD, STATION, board_names, key, sha, signed, trust_file, trusted

RECORD = "out/001-bch-1.record"
FIRST, SECOND, THIRD = board_names()


@pytest.fixture
def made(desk):
    desk.congress(("bch", [TIED, RUN_OFF]))
    assert desk.seal().status == 0
    return desk


def signing(desk, *more, name=FIRST, **given):
    return desk.tally("sign", RECORD, "--key", key_of(name), *more, **given)


def refused(desk, *more, name=FIRST):
    """What is wrong, where nobody was asked for a passphrase and the file is as it was."""
    before = desk.files()
    answer = signing(desk, *more, name=name, typed=())
    assert (answer.status, answer.out) == (2, "")
    assert "Mật khẩu" not in answer.err
    assert desk.files() == before
    return codes(answer)


def again(desk, names, **given):
    """The record with other values, signed by these keys."""
    desk.put(RECORD, signed(canonical.write(desk.read(RECORD).tree | given).decode(), names))


# By what the record itself says


def test_a_record_that_the_computer_did_not_sign_is_not_signed(made):
    text = made.read(RECORD).note.text
    made.put(RECORD, signed(text, [SECOND]))
    assert refused(made) == [(RECORD, "signatures", "station_did_not_sign")]


def test_whoever_is_not_on_the_board_of_the_record_does_not_sign(made):
    made.put(key_of(FIRST), key_file(FIRST, "Người Ngoài"))
    assert refused(made) == [(key_of(FIRST), "-", "holder_does_not_sit")]
    again(made, [STATION], board=[])
    assert refused(made, name=SECOND) == [(key_of(SECOND), "-", "holder_does_not_sit")]


def test_whoever_is_on_the_list_steps_out_and_does_not_sign(desk):
    people = [person(1, BOARD[0]), person(2), person(3)]
    desk.congress(("bch", contest(people, 2, rounds=desk.rounds("bch", [TIED]))))
    assert desk.seal().status == 0
    assert refused(desk) == [(key_of(FIRST), "-", "holder_does_not_sit")]
    assert signing(desk, name=SECOND).status == 0


def test_without_a_trust_file_it_is_said_what_was_not_checked(made):
    told = signing(made).text
    assert "Chữ ký của trạm kiểm phiếu và danh sách khóa CHƯA được kiểm tra ở đây." in told
    assert "were NOT checked here" in signing(made, "--lang", "en", name=SECOND).text


# By the trust file


def test_a_record_is_signed_by_its_trust_file_and_how_many_must_sign_yet_is_said(made):
    told = signing(made, "--trust", "trust", "--pin", made.pin()).text
    assert "CHƯA" not in told
    assert made.pin() in told
    assert "Ban kiểm phiếu mới có 1 chữ ký; phải có 2" in told
    assert "Còn phải có thêm 1 thành viên ban kiểm phiếu ký." in told
    told = signing(made, "--trust", "trust", "--pin", made.pin(), name=THIRD).text
    assert f"2 thành viên ban kiểm phiếu đã ký ({BOARD[0]}, {BOARD[2]})" in told
    assert "Còn phải có thêm" not in told


def test_the_document_has_the_signatures_that_were_checked_and_how_many_are_missing(made):
    odd = Signature(name="VD.1/board-2", key_hash=bytes(4), signature=bytes(64))
    record = made.read(RECORD).note
    made.put(RECORD, note.write(Note(text=record.text, signatures=(*record.signatures, odd))))
    document = signing(made, "--trust", "trust", "--json").document
    assert (document["signed_by"], document["missing"]) == ([STATION, FIRST], 1), "a stranger's line counts for nothing"
    assert "missing" not in signing(made, "--json", name=THIRD).document


def test_a_trust_file_that_nobody_compared_is_told(made):
    assert "CHƯA ĐỐI CHIẾU danh sách khóa" in signing(made, "--trust", "trust").text


def test_a_pin_needs_its_trust_file_and_must_be_its_own(made):
    assert refused(made, "--pin", made.pin()) == [("tally", "--pin", "usage")]
    wrong = made.pin()[:-1] + str((int(made.pin()[-1]) + 1) % 10)
    assert refused(made, "--trust", "trust", "--pin", wrong) == [("trust", "-", "pin_differs")]


def test_a_line_that_only_bears_the_computer_s_name_is_found_by_the_trust_file(made):
    text = made.read(RECORD).note.text
    false = Signature(name=STATION, key_hash=bytes(4), signature=bytes(64))
    made.put(RECORD, note.write(Note(text=text, signatures=(false,))))
    assert refused(made, "--trust", "trust") == [(RECORD, "signatures", "record_not_to_sign")]
    assert signing(made).status == 0, "without it nothing can tell"


def test_a_record_of_another_trust_file_is_told_once(made):
    made.put("other", trust_file(trusted(valid_to=date(2031, 12, 31))))
    assert refused(made, "--trust", "other") == [(RECORD, "trust", "record_not_to_sign")]


def test_rules_that_nobody_laid_down_are_not_signed(made):
    again(made, [STATION], rules=made.read(RECORD).tree["rules"] | {"surplus_least_allowed": 9})
    assert (RECORD, "rules", "record_contradicts_itself") in refused(made, "--trust", "trust")


def test_a_key_that_the_trust_file_does_not_hold_does_not_sign(made):
    name = "VD.1/board-9"
    made.put(key_of(name), key_file(name, BOARD[0]))
    assert refused(made, "--trust", "trust", name=name) == [(key_of(name), "-", "key_not_of_the_board")]
    assert signing(made, name=name).status == 0, "without it nothing can tell"


def test_a_key_that_was_revoked_does_not_sign(made):
    gone = Revocation(name=key(FIRST).name, vkey=key(FIRST).vkey, since=date(2025, 2, 14), reason="Mất khóa")
    newer = replace(trusted(), version=2, previous=sha(text_of(trusted())), revoked=(gone,))
    made.put("newer", trust_file(newer))
    line = ("--trust", "trust", "--trust", "newer")
    assert refused(made, *line) == [(key_of(FIRST), "-", "key_not_of_the_board")]


def test_where_signatures_alone_are_not_enough_no_number_is_told(made):
    """Of the board's three keys one was revoked: two are left, and two must sign, which leaves none to lose."""
    gone = Revocation(name=key(FIRST).name, vkey=key(FIRST).vkey, since=date(2025, 2, 14), reason="Mất khóa")
    newer = replace(trusted(), version=2, previous=sha(text_of(trusted())), revoked=(gone,))
    made.put("newer", trust_file(newer))
    line = ("--trust", "trust", "--trust", "newer")
    told = signing(made, *line, name=SECOND)
    assert told.status == 0
    assert "Còn phải có thêm" not in told.text
    assert "missing" not in json.loads(signing(made, *line, "--json", name=THIRD).out)
