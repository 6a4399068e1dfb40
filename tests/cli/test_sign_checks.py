"""Who may not sign: a key that would not count, and a record that could never become valid."""

import json
from dataclasses import replace
from datetime import date

from tally.record import canonical, note
from tally.record.note import Note, Signature
from tally.record.trust import Revocation, text_of
from tests.cli.made import contest, person
from tests.cli.opened import key_file
from tests.cli.sealed import FIRST, SECOND, THIRD, TIED, codes, key_of
from tests.record.ceremony import BOARD, DAY, STATION, key, sha, signed, trust_file, trusted

RECORD = "out/001-bch-1.record"


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


def test_a_record_that_the_computer_did_not_sign_is_not_signed(sealed):
    text = sealed.read(RECORD).note.text
    sealed.put(RECORD, signed(text, [SECOND]))
    assert refused(sealed) == [(RECORD, "signatures", "station_did_not_sign")]


def test_whoever_is_not_on_the_board_of_the_record_does_not_sign(sealed):
    sealed.put(key_of(FIRST), key_file(FIRST, "Người Ngoài"))
    assert refused(sealed) == [(key_of(FIRST), "-", "holder_does_not_sit")]
    again(sealed, [STATION], board=[])
    assert refused(sealed, name=SECOND) == [(key_of(SECOND), "-", "holder_does_not_sit")]


def test_whoever_is_on_the_list_steps_out_and_does_not_sign(desk):
    people = [person(1, BOARD[0]), person(2), person(3)]
    desk.congress(("bch", contest(people, 2, rounds=desk.rounds("bch", [TIED]))))
    assert desk.seal().status == 0
    assert refused(desk) == [(key_of(FIRST), "-", "holder_does_not_sit")]
    assert signing(desk, name=SECOND).status == 0


def test_without_a_trust_file_it_is_said_what_was_not_checked(sealed):
    told = signing(sealed).text
    assert "Chữ ký của trạm kiểm phiếu và danh sách khóa CHƯA được kiểm tra ở đây." in told
    assert "were NOT checked here" in signing(sealed, "--lang", "en", name=SECOND).text


# By the trust file


def test_a_record_is_signed_by_its_trust_file_and_how_many_must_sign_yet_is_said(sealed):
    told = signing(sealed, "--trust", "trust", "--pin", sealed.pin()).text
    assert "CHƯA" not in told
    assert sealed.pin() in told
    assert "Ban kiểm phiếu mới có 1 chữ ký; phải có 2" in told
    assert "Còn phải có thêm 1 thành viên ban kiểm phiếu ký." in told
    told = signing(sealed, "--trust", "trust", "--pin", sealed.pin(), name=THIRD).text
    assert f"2 thành viên ban kiểm phiếu đã ký ({BOARD[0]}, {BOARD[2]})" in told
    assert "Còn phải có thêm" not in told


def test_the_document_has_the_signatures_that_were_checked_and_how_many_are_missing(sealed):
    odd = Signature(name="VD.1/board-2", key_hash=bytes(4), signature=bytes(64))
    record = sealed.read(RECORD).note
    sealed.put(RECORD, note.write(Note(text=record.text, signatures=(*record.signatures, odd))))
    document = signing(sealed, "--trust", "trust", "--json").document
    assert (document["signed_by"], document["missing"]) == ([STATION, FIRST], 1), "a stranger's line counts for nothing"
    assert "missing" not in signing(sealed, "--json", name=THIRD).document


def test_a_trust_file_that_nobody_compared_is_told(sealed):
    assert "CHƯA ĐỐI CHIẾU danh sách khóa" in signing(sealed, "--trust", "trust").text


def test_a_pin_needs_its_trust_file_and_must_be_its_own(sealed):
    assert refused(sealed, "--pin", sealed.pin()) == [("tally", "--pin", "usage")]
    wrong = sealed.pin()[:-1] + str((int(sealed.pin()[-1]) + 1) % 10)
    assert refused(sealed, "--trust", "trust", "--pin", wrong) == [("trust", "-", "pin_differs")]


def test_a_line_that_only_bears_the_computer_s_name_is_found_by_the_trust_file(sealed):
    text = sealed.read(RECORD).note.text
    false = Signature(name=STATION, key_hash=bytes(4), signature=bytes(64))
    sealed.put(RECORD, note.write(Note(text=text, signatures=(false,))))
    assert refused(sealed, "--trust", "trust") == [(RECORD, "signatures", "record_not_to_sign")]
    assert signing(sealed).status == 0, "without it nothing can tell"


def test_a_record_of_another_trust_file_is_told_once(sealed):
    sealed.put("other", trust_file(trusted(valid_to=date(2031, 12, 31))))
    assert refused(sealed, "--trust", "other") == [(RECORD, "trust", "record_not_to_sign")]


def test_rules_that_nobody_laid_down_are_not_signed(sealed):
    again(sealed, [STATION], rules=sealed.read(RECORD).tree["rules"] | {"surplus_least_allowed": 9})
    assert (RECORD, "rules", "record_contradicts_itself") in refused(sealed, "--trust", "trust")


def test_a_key_that_the_trust_file_does_not_hold_does_not_sign(sealed):
    name = "VD.1/board-9"
    sealed.put(key_of(name), key_file(name, BOARD[0]))
    assert refused(sealed, "--trust", "trust", name=name) == [(key_of(name), "-", "key_not_of_the_board")]
    assert signing(sealed, name=name).status == 0, "without it nothing can tell"


def test_everything_that_stands_in_the_way_is_told_at_once(sealed):
    name = "VD.1/board-9"
    sealed.put(key_of(name), key_file(name, BOARD[0]))
    sealed.put(RECORD, signed(sealed.read(RECORD).note.text, [SECOND]))
    assert refused(sealed, "--trust", "trust", name=name) == [
        (key_of(name), "-", "key_not_of_the_board"),
        (RECORD, "signatures", "station_did_not_sign"),
    ]


def without_first(desk):
    """The line of a trust file whose second version revokes the first key of the board from the day of the congress."""
    gone = Revocation(name=key(FIRST).name, vkey=key(FIRST).vkey, since=DAY, reason="Mất khóa")
    desk.put("newer", trust_file(replace(trusted(), version=2, previous=sha(text_of(trusted())), revoked=(gone,))))
    return ("--trust", "trust", "--trust", "newer")


def test_a_key_that_was_revoked_does_not_sign(sealed):
    assert refused(sealed, *without_first(sealed)) == [(key_of(FIRST), "-", "key_not_of_the_board")]


def test_where_signatures_alone_are_not_enough_no_number_is_told(sealed):
    """Of the board's three keys one was revoked: two are left, and two must sign, which leaves none to lose."""
    line = without_first(sealed)
    told = signing(sealed, *line, name=SECOND)
    assert told.status == 0
    assert "Còn phải có thêm" not in told.text
    assert "missing" not in json.loads(signing(sealed, *line, "--json", name=THIRD).out)
