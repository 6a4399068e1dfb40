"""``tally seal`` refuses what could not become a sound record, and then it has written nothing."""

import errno
import os
from dataclasses import replace
from datetime import date

import pytest

from tally.record import enrolment
from tally.record.trust import Revocation, text_of
from tests.cli.made import congress, contest, person
from tests.cli.opened import PASSPHRASE, key_file
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, codes, key_of
from tests.record.ceremony import BOARD, STATION, key, sha, trust_file, trusted

SMALL = ("bch", [WHOLE])


def refused(desk, *more, typed=(PASSPHRASE,), **given):
    """What is wrong, where nothing was written and no answer given but to whom the ballots would have been sealed."""
    before = desk.files()
    answer = desk.seal(*more, typed=typed, **given)
    assert answer.status == 2
    assert not answer.out or ("Mật khẩu" in answer.err and "bản ghi" not in answer.out)
    assert desk.files() == before
    return codes(answer)


def without(*names):
    return trusted(keys=tuple(one for one in trusted().keys if str(one.name) not in names))


def revoked(name, since=date(2030, 1, 1)):
    one = key(name)
    return Revocation(name=one.name, vkey=one.vkey, since=since, reason="Mất khóa")


# The trust file and the keys in it; nobody is asked for a passphrase in vain.


def test_ballots_are_sealed_to_somebody_or_not_at_all(desk):
    desk.congress(SMALL)
    desk.put("trust", trust_file(without("VD/auditor-1")))
    assert refused(desk, typed=()) == [("trust", "keys", "no_auditors")]
    desk.put("trust", trust_file(trusted(revoked=[revoked("VD/auditor-1")])))
    assert refused(desk, typed=()) == [("trust", "keys", "no_auditors")]


@pytest.mark.parametrize("value", [without(STATION), trusted(revoked=[revoked(STATION)])], ids=["unknown", "revoked"])
def test_only_a_station_of_the_trust_file_seals(desk, value):
    desk.congress(SMALL)
    desk.put("trust", trust_file(value))
    assert refused(desk, typed=()) == [(key_of(STATION), "-", "key_may_not_seal")]


@pytest.mark.parametrize("name", ["VD.1/board-1", "VD/auditor-1", "VD.2/station-1"])
def test_no_other_key_of_the_trust_file_seals(desk, name):
    keys = {str(one.name): one for one in (*trusted().keys, key(name))}
    desk.congress(SMALL)
    desk.put("trust", trust_file(trusted(keys=tuple(keys[each] for each in sorted(keys)))))
    desk.put(key_of(name), key_file(name))
    assert refused(desk, key=name, typed=()) == [(key_of(name), "-", "key_may_not_seal")]


def test_a_key_of_the_same_name_is_not_the_station(desk):
    desk.congress(SMALL)
    keys = tuple(replace(one, **parts(one)) if str(one.name) == STATION else one for one in trusted().keys)
    desk.put("trust", trust_file(trusted(keys=keys)))
    assert refused(desk, typed=()) == [(key_of(STATION), "-", "key_may_not_seal")]


def parts(one):
    other = enrolment.read(enrolment.make(bytes(32), name=str(one.name), holder=one.holder))
    return {"vkey": other.vkey, "proof": other.proof}


@pytest.mark.parametrize("day", ["2024-12-31", "2031-01-01"])
def test_a_trust_file_of_another_term_makes_no_record(desk, day):
    desk.congress(SMALL, congress=congress()["congress"] | {"date": day})
    assert refused(desk, typed=()) == [("trust", "valid", "trust_not_valid_then")]
    assert "từ ngày 01 tháng 01 năm 2025 đến hết ngày 31 tháng 12 năm 2030" in desk.seal().err


@pytest.mark.parametrize(
    "value",
    [
        without("VD.1/board-3"),
        without(*(f"VD.1/board-{n}" for n in (1, 2, 3))),
        trusted(revoked=[revoked("VD.1/board-3", date(2025, 2, 14))]),
    ],
    ids=["as many as must sign", "none", "one revoked"],
)
def test_a_record_that_could_never_be_valid_is_not_made(desk, value):
    """All keys must never be needed: one lost would stop everything."""
    desk.congress(SMALL)
    desk.put("trust", trust_file(value))
    assert refused(desk, typed=()) == [("trust", "keys", "too_few_board_keys")]


def test_one_person_with_several_keys_of_the_board_is_one_person(desk):
    keys = tuple(key(str(one.name), BOARD[0]) if str(one.name) == "VD.1/board-2" else one for one in trusted().keys)
    desk.congress(SMALL)
    desk.put("trust", trust_file(trusted(keys=keys)))
    assert refused(desk, typed=()) == [("trust", "keys", "too_few_board_holders")]
    more = tuple(sorted((*keys, key("VD.1/board-4", "Người Khác")), key=lambda one: str(one.name)))
    desk.put("trust", trust_file(trusted(keys=more)))
    assert desk.seal().status == 0


def test_a_board_that_is_not_the_keys_holders_could_never_sign(desk):
    desk.congress(SMALL, ("db", [WHOLE]), board=[{"name": BOARD[0], "role": "head"}])
    assert refused(desk, typed=()) == [("trust", "keys", "too_few_may_sign")] * 2


def test_a_member_on_the_list_steps_out_and_the_others_must_be_enough(desk):
    people = [person(1, BOARD[0]), person(2, BOARD[1]), person(3)]
    rounds = desk.rounds("bch", [WHOLE])
    desk.congress(("bch", contest(people, 2, rounds=rounds)), ("db", [WHOLE]))
    assert refused(desk, typed=()) == [("trust", "keys", "too_few_may_sign")]
    desk.congress(("bch", contest([person(1, BOARD[0]), person(2), person(3)], 2, rounds=rounds)))
    assert desk.seal().status == 0


def test_what_is_no_trust_file_or_not_approved_is_refused(desk):
    desk.congress(SMALL)
    desk.put("trust", b"{}\n")
    assert refused(desk) == [("trust", "schema", "bad_trust")]
    desk.put("trust", trust_file(by=["VD/root-1"]))
    assert refused(desk) == [("trust", "-", "too_few_signatures")]


def test_the_newest_version_is_named_and_gone_by_in_whatever_order_they_are_given(desk):
    desk.congress(SMALL)
    old = trusted()
    keys = tuple(one for one in old.keys if str(one.name) != "VD/auditor-1")
    new = replace(old, version=2, previous=sha(text_of(old)), keys=keys, revoked=(revoked("VD/auditor-1"),))
    desk.put("newer", trust_file(new))
    station = key_of(STATION)
    for first, second in (("newer", "trust"), ("trust", "newer")):
        line = ["seal", "congress.json", "-o", "out", "--trust", first, "--trust", second, "--key", station]
        line += ["--pin", desk.pin("trust")]
        assert codes(desk.tally(*line)) == [("newer", "keys", "no_auditors")]


# What lies in the folder already.


@pytest.fixture
def chained(desk):
    desk.congress(("bch", [TIED]), ("db", [WHOLE]))
    assert desk.seal().status == 0
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    return desk


def test_a_folder_of_another_congress_is_left_alone(chained):
    chained.congress(("bch", [TIED]), congress=congress()["congress"] | {"name": "Đại hội khác"})
    told = [(path, "-", "record_of_another_congress") for path in chained.records()]
    assert refused(chained, typed=()) == told


def test_an_exercise_does_not_go_on_top_of_a_real_chain_nor_the_other_way_round(chained):
    chained.congress(("bch", [TIED]), mode="training")
    assert {code for _, _, code in refused(chained, typed=())} == {"record_of_another_congress"}
    line = ["seal", "congress.json", "-o", "drill", "--trust", "trust", "--pin", chained.pin()]
    assert chained.tally(*line, "--key", key_of(STATION)).status == 0
    os.rename("out", "real")
    os.rename("drill", "out")
    chained.congress(("bch", [TIED]))
    told = refused(chained, typed=())
    assert [(location, code) for _, location, code in told] == [
        ("mode", "record_not_sound"),
        ("-", "record_of_another_congress"),
    ]


def test_a_missing_record_is_named(chained):
    os.remove("out/001-bch-1.record")
    assert refused(chained, typed=()) == [("out", "-", "record_missing")]


def test_a_gap_in_the_middle_is_named(chained):
    chained.seal()
    os.remove("out/002-db-1.record")
    assert refused(chained, typed=()) == [("out/003-bch-2.record", "chain", "record_not_sound")]


def test_nothing_goes_on_top_of_a_record_that_was_changed(chained):
    """A vote more, signed again by the station: neither the base nor the outcome are what the figures come to."""
    path = chained.folder / "out/001-bch-1.record"
    path.write_bytes(path.read_bytes().replace(b'"present": 21', b'"present": 22'))
    told = refused(chained, typed=())
    assert {code for _, _, code in told} == {"record_not_sound"}
    assert {(path, location) for path, location, _ in told} >= {
        ("out/001-bch-1.record", "signatures"),
        ("out/001-bch-1.record", "arithmetic"),
        ("out/002-db-1.record", "chain"),
    }


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\xff", bytes(9_000_000)], ids=["empty", "no note", "no text", "too large"]
)
def test_a_file_that_is_no_record_is_not_passed_over(chained, data):
    (chained.folder / "out/000.record").write_bytes(data)
    told = refused(chained, typed=())
    assert [fault for fault in told if fault[0] == "out/000.record"] == [("out/000.record", "-", "record_unreadable")]


def test_a_file_that_is_no_record_is_told_once_with_what_an_interruption_leaves(chained):
    (chained.folder / "out/000.record").write_bytes(b"")
    told = [line for line in chained.seal(typed=()).err.splitlines() if "out/000.record" in line]
    assert len(told) == 1
    assert "Tệp rỗng: đó là thứ còn lại khi máy tắt hoặc lệnh bị dừng giữa lúc ghi" in told[0]
    (chained.folder / "out/000.record").write_bytes(b"half")
    told = [line for line in chained.seal("--lang", "en", typed=()).err.splitlines() if "out/000.record" in line]
    assert len(told) == 1
    assert "move the file out of the folder and run again" in told[0]
    os.rename("out/000.record", "elsewhere")
    assert chained.seal().status == 0


def test_a_record_that_cannot_be_opened_is_not_passed_over(chained):
    os.mkdir("out/000.record")
    assert refused(chained, typed=()) == [("out/000.record", "-", "file_missing")]


def test_a_folder_that_nobody_may_look_into_is_not_one_without_records(chained, monkeypatch):
    true = os.listdir

    def listdir(path):
        if str(path) == "out":
            raise PermissionError(errno.EACCES, "no")
        return true(path)

    monkeypatch.setattr(os, "listdir", listdir)
    assert codes(chained.seal(typed=())) == [("out", "-", "file_missing")]


def test_a_file_is_no_folder(desk):
    desk.congress(SMALL)
    desk.put("out", b"mine")
    assert refused(desk, typed=()) == [("out", "-", "file_missing")]


# What is asked for.


@pytest.mark.parametrize("typed", [(), ("",), ("một hai",), (" ".join(PASSPHRASE.split()[::-1]),)])
def test_a_wrong_passphrase_writes_nothing_not_even_a_folder(desk, typed):
    desk.congress(SMALL)
    assert len(refused(desk, "--finding-lists", "lists", typed=typed)) == 1
    assert not (desk.folder / "out").exists()
    assert not (desk.folder / "lists").exists()


def test_only_a_contest_of_the_file_is_recounted(desk):
    desk.congress(SMALL)
    assert refused(desk, "--recount", "khac", typed=()) == [("congress.json", "--recount", "unknown_contest")]


def test_faults_of_the_ballots_are_told_before_anything_else(desk):
    desk.congress(SMALL)
    desk.put("bch-1.csv", b"ballot,struck,defect\n1,9,\n")
    os.remove("trust")
    assert {path for path, _, _ in refused(desk, typed=())} == {"bch-1.csv"}


def test_a_folder_that_cannot_be_made_is_told(desk):
    desk.congress(SMALL)
    desk.put("lists", b"mine")
    assert refused(desk, "--finding-lists", "lists/here") == [("lists/here", "-", "not_written")]


def test_faults_are_told_as_a_document_where_that_was_asked_for(desk):
    desk.congress(SMALL)
    [error] = desk.seal("--recount", "khac", "--json").document["errors"]
    assert (error["code"], error["location"]) == ("unknown_contest", "--recount")
