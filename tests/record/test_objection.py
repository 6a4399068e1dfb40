"""Whoever could not seal or sign is told so before anybody types a passphrase, and by which rule of the trust file."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tally.congress import Mode
from tally.record import note
from tally.record.note import Note, Signature, Vkey
from tally.record.objection import to_auditors, to_board, to_record, to_signer, to_station, to_trust
from tally.record.reading import read, reckon
from tally.record.refusal import Refused
from tally.record.trust import Revocation, text_of
from tests.making import candidate, congress, contest
from tests.record.ceremony import (
    BOARD,
    DAY,
    STATION,
    TRUST,
    UNIT,
    board_names,
    chain_of,
    content_of,
    elected_course,
    key,
    record_file,
    seed_of,
    sha,
    trust_file,
    trusted,
)
from tests.record.test_signers import board_of
from tests.record.test_signers_persons import held_by

VOTE = contest([candidate(1, "An"), candidate(2, "Bình An"), candidate(3, "Chi")], 2, id="bch")
RECORD = read(record_file(by=[STATION]))
FIRST = board_names()[0]


def told(objections):
    return [(one.code, dict(one.params)) for one in objections]


def revoked(name, since=DAY):
    return Revocation(name=key(name).name, vkey=key(name).vkey, since=since, reason="Mất khóa")


# Before anything is sealed


def test_a_trust_file_is_for_congresses_from_its_first_day_to_its_last():
    value, day = trusted(), timedelta(days=1)
    assert to_trust(value, value.valid_from) == to_trust(value, value.valid_to) == ()
    for outside in (value.valid_from - day, value.valid_to + day):
        params = {"date": outside.isoformat(), "since": "2025-01-01", "until": "2030-12-31"}
        assert told(to_trust(value, outside)) == [("trust_not_valid_then", params)]


def of_board(value, *contests, board=BOARD):
    event = congress(mode=Mode.REAL, board=board_of(*board))
    return told(to_board(chain_of(trust_file(value)), event, contests or [VOTE]))


def test_one_key_of_the_board_more_than_must_sign_is_enough():
    """All keys must never be needed: one lost would stop everything."""
    assert of_board(trusted(board=3, record=2)) == []
    few = {"unit": UNIT, "have": 2, "needed": 2}
    assert of_board(trusted(board=2, record=2)) == [("too_few_board_keys", few)]
    assert of_board(trusted(board=3, revoked=[revoked(FIRST)])) == [("too_few_board_keys", few)]
    assert of_board(trusted(board=3, revoked=[revoked(FIRST, DAY + timedelta(days=1))])) == []
    assert of_board(trusted(board=3, record=3)) == [("too_few_board_keys", {"unit": UNIT, "have": 3, "needed": 3})]


def test_the_keys_of_another_units_board_are_none_of_this_one():
    other = key("VD.2/board-1", "Người khác")
    value = trusted(board=2, record=2)
    few = {"unit": UNIT, "have": 2, "needed": 2}
    assert of_board(replace(value, keys=tuple(sorted((*value.keys, other), key=lambda one: str(one.name))))) == [
        ("too_few_board_keys", few)
    ]


def test_keys_are_of_persons_and_one_person_is_one():
    value = held_by(BOARD[0], BOARD[0], BOARD[1])
    params = {"unit": UNIT, "have": 2, "keys": 3, "needed": 2}
    assert of_board(value) == [("too_few_board_holders", params)]
    assert of_board(held_by(BOARD[0], BOARD[0], BOARD[1], "Người khác")) == []
    assert of_board(value, board=(BOARD[0], BOARD[0], BOARD[1])) == [], "two of one name"


def test_of_each_contest_enough_must_be_able_to_sign_and_it_is_told_once():
    """R2, Art. 8: whoever is on the list of a contest steps out for it."""
    both = contest([candidate(1, BOARD[0]), candidate(2, BOARD[1]), candidate(3)], 2, id="btv")
    one = contest([candidate(1, BOARD[0]), candidate(2, "Hai"), candidate(3, "Ba")], 2, id="ubkt")
    params = {"contest": "btv", "have": 1, "needed": 2}
    found = of_board(trusted(), VOTE, both, one, replace(both, leave_open=True))
    assert found == [("too_few_may_sign", params)]
    every = of_board(trusted(), VOTE, both, board=BOARD[:1])
    assert [(code, params["contest"], params["have"]) for code, params in every] == [
        ("too_few_may_sign", "bch", 1),
        ("too_few_may_sign", "btv", 0),
    ]


def test_ballots_are_sealed_to_somebody():
    assert to_auditors(trusted()) == ()
    assert told(to_auditors(trusted(revoked=[revoked("VD/auditor-1", date(2030, 1, 1))]))) == [("no_auditors", {})]


def test_only_a_station_of_the_unit_that_the_trust_file_has_and_does_not_revoke_seals():
    own = key(STATION).vkey
    assert to_station(trusted(), UNIT, own) == ()
    for value, unit, vkey in (
        (trusted(), "VD.2", own),
        (trusted(revoked=[revoked(STATION, date(2030, 1, 1))]), UNIT, own),
        (trusted(), UNIT, Vkey(name=STATION, public=key(FIRST).vkey.public)),
        (trusted(), UNIT, key(FIRST).vkey),
    ):
        assert told(to_station(value, unit, vkey)) == [("key_may_not_seal", {"name": vkey.name, "unit": unit})]


# Before anybody signs


def of_signer(name=FIRST, holder=BOARD[0], *, record=RECORD, chain=TRUST):
    return told(to_signer(record, reckon(record.model), key(name).vkey, holder, chain))


def with_lines(*lines):
    return replace(RECORD, note=Note(text=RECORD.note.text, signatures=(*RECORD.note.signatures, *lines)))


@pytest.mark.parametrize("chain", [None, TRUST], ids=["by itself", "by the trust file"])
def test_a_member_of_the_board_with_a_key_of_it_signs(chain):
    for name, holder in zip(board_names(), BOARD, strict=True):
        assert of_signer(name, holder, chain=chain) == []
        assert of_signer(name, holder.upper(), chain=chain) == [], "spelled in another way"


@pytest.mark.parametrize("name", [STATION, "VD/auditor-1", "VD/root-1", "VD.2/board-1"])
def test_no_other_key_signs(name):
    assert of_signer(name) == [("key_may_not_sign", {"name": name, "unit": UNIT})]


def test_a_key_signs_once():
    record = with_lines(note.sign(RECORD.note.text, FIRST, seed_of(FIRST)))
    assert of_signer(record=record) == [("already_signed", {"name": FIRST})]
    assert of_signer(record=with_lines(Signature(name=FIRST, key_hash=bytes(4), signature=bytes(64)))) == []


def test_a_false_line_of_the_key_is_refused():
    with pytest.raises(Refused, match="bad_signature"):
        of_signer(record=with_lines(note.sign("x\n", FIRST, seed_of(FIRST))))


def test_whoever_does_not_sit_on_the_board_does_not_sign():
    """R2, Art. 8: for not being of it, or for being on the list."""
    assert of_signer(holder="Người ngoài") == [("holder_does_not_sit", {"name": FIRST, "holder": "Người ngoài"})]
    vote = contest([candidate(1, BOARD[0]), candidate(2, "Bình An"), candidate(3, "Chi")], 2, id="bch")
    listed = read(record_file(content_of(elected_course(vote=vote)), by=[STATION]))
    assert of_signer(record=listed) == [("holder_does_not_sit", {"name": FIRST, "holder": BOARD[0]})]
    assert of_signer("VD.1/board-2", BOARD[1], record=listed) == []


def test_by_the_trust_file_the_key_is_one_that_counts():
    name, other = "VD.1/board-9", [("key_not_of_the_board", {"name": "VD.1/board-9", "unit": UNIT})]
    assert of_signer(name) == other
    assert of_signer(name, chain=None) == [], "without it nothing can tell"
    assert of_signer(name, chain=chain_of(trust_file(trusted(record=3)))) == [], "nor by another trust file"
    newer = replace(trusted(), version=2, previous=sha(text_of(trusted())), revoked=(revoked(FIRST),))
    assert of_signer(chain=chain_of(trust_file(), trust_file(newer)))[0][0] == "key_not_of_the_board"


def test_by_the_trust_file_the_holder_is_one_who_sits():
    """What the key file says of its holder proves nothing."""
    keys = tuple(key(FIRST, "Người ngoài") if str(one.name) == FIRST else one for one in trusted().keys)
    value = trusted(keys=keys)
    record = read(record_file(content_of(value=value), by=[STATION]))
    assert of_signer(record=record, chain=chain_of(trust_file(value)))[0][0] == "key_not_of_the_board"


def test_a_record_that_does_not_bear_the_name_of_its_station_is_not_signed():
    assert to_record(RECORD) == ()
    assert told(to_record(read(record_file(by=[FIRST])))) == [("station_did_not_sign", {"station": STATION})]
