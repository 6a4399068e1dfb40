"""Who signs, with which key, and how many signatures are enough (R2, Art. 8)."""

import pytest

from station.ceremony.found import open_key
from station.ceremony.making import bytes_of
from station.ceremony.signing import Objected, has_signed, may_sign, signature
from tally.cli.unlock import OpenKey
from tally.record import note, reading
from tally.record.fingerprint import fingerprint
from tests.cli.opened import PASSPHRASE
from tests.cli.sealed import STATION, WHOLE
from tests.record.ceremony import BOARD, key, seed_of
from tests.station.ceremony.days import BINH, CUC, FIRST, HEAD, SECOND, THIRD, C, Desk, document


@pytest.fixture
def desk(tmp_path, cheap_keys):
    return Desk(tmp_path).vote(WHOLE).make()


def codes(one, opened, trusted):
    with pytest.raises(Objected) as objected:
        signature(one, opened, trusted)
    assert str(objected.value)
    return [each.code for each in objected.value.objections]


def opened(desk, name):
    return open_key(desk.key(name), PASSPHRASE)


def test_two_of_three_are_enough_and_the_third_may_sign_too(desk):
    [one] = desk.standing()
    assert (one.needed, one.may_sign, one.have_signed, one.lacking) == (2, BOARD, (), 2)
    assert [one.lacking for one in desk.sign(HEAD).standing()] == [1]
    assert [one.lacking for one in desk.sign(CUC).standing()] == [0]
    [one] = desk.sign(BINH).standing()
    assert (one.have_signed, one.lacking, one.is_done) == (BOARD, 0, False)


def test_it_is_done_only_once_it_is_verified_and_in_two_places(desk):
    desk.sign()
    assert [one.is_done for one in desk.standing()] == [False]
    assert [one.is_done for one in desk.finish().standing()] == [True]
    assert [one.is_done for one in desk.sign(CUC).standing()] == [False], "it is another file now"


def test_a_signature_is_the_line_that_the_headless_way_would_write(desk):
    [one] = desk.standing()
    line = signature(one, opened(desk, FIRST), desk.trusted).line
    desk.sign(HEAD, BINH)
    [kept] = desk.day.contest(C).kept
    whole = bytes_of(kept, desk.service.file)
    assert whole.decode().splitlines()[-2] == line
    record = reading.read(whole)
    assert len(note.verified(record.note, [key(name, holder).vkey for name, holder in keys()])) == 3
    assert [one.fingerprint for one in desk.standing()] == [fingerprint(record.text)]


def keys():
    return [(STATION, "Máy kiểm phiếu"), *zip((FIRST, SECOND, THIRD), BOARD, strict=True)]


def test_a_key_that_has_signed_signs_no_second_time(desk):
    [one] = desk.sign(HEAD).standing()
    assert signature(one, opened(desk, FIRST), desk.trusted) is None


def test_the_key_of_a_station_or_of_a_stranger_signs_nothing(desk):
    [one] = desk.standing()
    assert codes(one, opened(desk, STATION), desk.trusted) == ["key_may_not_sign"]
    stranger = OpenKey(vkey=key(FIRST).vkey, holder="Ngô Lạ", seed=seed_of(FIRST))
    assert codes(one, stranger, desk.trusted) == ["holder_does_not_sit"]


def test_a_member_on_the_list_has_no_key_that_counts(tmp_path, cheap_keys):
    """R2: for a contest in which a member stands, that member steps out."""
    names = ("An", BOARD[1], "Chi")
    desk = Desk(tmp_path, document(names=names)).vote(WHOLE).make()
    [one] = desk.standing()
    assert one.may_sign == (BOARD[0], BOARD[2])
    assert [may_sign([one], name) for name in BOARD] == [True, False, True]
    assert codes(one, opened(desk, SECOND), desk.trusted) == ["holder_does_not_sit"]


def test_who_has_signed_has_signed_every_record(desk):
    assert not has_signed((), BOARD[0])
    records = desk.sign(HEAD).standing()
    assert [has_signed(records, name) for name in (BOARD[0], BOARD[0].upper(), BOARD[1])] == [True, True, False]


def test_all_records_of_a_contest_are_signed_at_once(tmp_path, cheap_keys):
    desk = Desk(tmp_path).run_off().make().sign()
    assert [(one.kept.rounds, one.lacking) for one in desk.standing()] == [(1, 0), (2, 0)]
