"""The trust file of a day is one that somebody compared, and it stays the one."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from station.ceremony.found import board_keys, keys, open_key, read_key, station_keys, trusts
from station.ceremony.trusting import kept_trust, newest_run, read_trusted, to_station_key, to_trusted
from station.days import Place
from tally.record import trust
from tally.record.refusal import Refused
from tests.cli.opened import AUDITOR, PASSPHRASE, key_file
from tests.cli.sealed import HOLDERS, STATION, WHOLE
from tests.record.ceremony import BOARD, key, seed_of, trust_file, trusted
from tests.station.ceremony.days import FIRST, PIN_OF_TRUST, SECOND, C, Desk, put_keys, put_trust, stick


def second(**given):
    """The version after the first."""
    first = trusted()
    return replace(first, version=2, previous=sha256(trust.text_of(first).encode()).digest(), **given)


def pin_of(data):
    return trust.read(data).fingerprint


def test_a_trust_file_is_taken_by_the_fingerprint_that_was_typed():
    taken = read_trusted([trust_file()], PIN_OF_TRUST.replace(" ", "-"))
    assert (taken.pin, taken.chain.pinned, [*taken.files]) == (PIN_OF_TRUST, True, ["trust-1.trust"])
    for wrong, code in (("12345", "bad_fingerprint"), ("1" * 60, "pin_differs")):
        with pytest.raises(Refused, match=code):
            read_trusted([trust_file()], wrong)


def test_what_is_kept_begins_with_the_version_that_was_compared():
    old, new = trust_file(), trust_file(second())
    both = read_trusted([new, old], pin_of(old))
    assert sorted(both.files) == ["trust-1.trust", "trust-2.trust"]
    assert (both.chain.newest.version, both.pin) == (2, pin_of(old))
    newest = read_trusted([old, new], pin_of(new))
    assert ([*newest.files], newest.pin) == (["trust-2.trust"], pin_of(new))


def test_the_trust_file_of_the_day_is_the_one_of_its_first_record(tmp_path, cheap_keys):
    desk = Desk(tmp_path)
    assert desk.trusted is None
    desk.vote(WHOLE).make()
    assert (desk.trusted.pin, desk.trusted.files) == (PIN_OF_TRUST, {"trust-1.trust": trust_file()})

    def other(name):
        return trust_file(trusted(record=3)) if name.endswith(".trust") else desk.service.file(name)

    with pytest.raises(Refused, match="changed_meanwhile"):
        kept_trust(desk.day, other)


def test_a_trust_file_that_would_make_no_valid_record_is_objected_to(tmp_path):
    desk = Desk(tmp_path)
    congress, contest = desk.day.the_congress, desk.day.contest(C).contest

    def objected(value):
        data = trust_file(value)
        return [each.code for each in to_trusted(read_trusted([data], pin_of(data)), congress, contest)]

    assert objected(trusted()) == []
    assert objected(trusted(valid_to=date(2025, 2, 13))) == ["trust_not_valid_then"]
    assert objected(trusted(board=2)) == ["too_few_board_keys"]
    none = tuple(one for one in trusted().keys if str(one.name) != AUDITOR)
    assert objected(trusted(keys=none)) == ["no_auditors"]


def test_the_key_of_the_station_is_one_of_the_trust_file(tmp_path):
    congress, taken = Desk(tmp_path).day.the_congress, read_trusted([trust_file()], PIN_OF_TRUST)
    assert to_station_key(taken, congress, key(STATION).vkey) == ()
    assert [each.code for each in to_station_key(taken, congress, key(FIRST).vkey)] == ["key_may_not_seal"]


def test_trust_files_are_found_whatever_they_are_called(tmp_path):
    one = stick(tmp_path, "A")
    put_trust(one.path)
    (one.path / "anh.jpg").write_bytes(b"\xff\xd8")
    (one.path / "nhap.json").write_text(trust.text_of(trusted()))
    (one.path / ".an").write_bytes(trust_file())
    (one.path / "thu-muc").mkdir()
    [found] = trusts([Place(folder=one.path), Place(folder=tmp_path / "khong-co")])
    assert (found.organisation.code, found.version, found.files) == ("VD", 1, (trust_file(),))


def test_of_the_versions_found_those_that_follow_each_other_are_given(tmp_path):
    one = stick(tmp_path, "A")
    new = trust_file(second())
    (one.path / "2").write_bytes(new)
    (one.path / "1").write_bytes(trust_file())
    [found] = trusts([Place(folder=one.path)])
    assert (found.version, set(found.files)) == (2, {trust_file(), new})
    files = [trust.read(data) for data in (trust_file(), new)]
    third = replace(files[1], trust=replace(files[1].trust, version=4))
    assert newest_run([*files, third]) == (third,)
    assert newest_run(files) == tuple(files)


def test_keys_are_found_and_told_apart_by_role_unit_and_holder(tmp_path, cheap_keys):
    one = stick(tmp_path, "A")
    put_keys(one, STATION, FIRST, AUDITOR)
    (one.path / "khac.key").write_bytes(key_file("VD.2/board-1", BOARD[0]))
    (one.path / "lon").write_bytes(bytes(2_000_000))
    found = keys([Place(folder=one.path, stick="A")])
    assert len(found) == 4
    assert [each.key.file.vkey.name for each in station_keys(found, "VD.1")] == [STATION]
    assert [each.key.file.vkey.name for each in board_keys(found, "VD.1", BOARD[0].upper())] == [FIRST]
    assert board_keys(found, "VD.1", BOARD[1]) == ()
    assert {each.place.stick for each in found} == {"A"}


def test_a_stick_that_fails_has_no_keys(tmp_path, cheap_keys):
    one = stick(tmp_path, "A")
    (one.path / "cut").symlink_to(one.path / "FIRST")
    put_keys(one, FIRST)
    (one.path / "link.key").symlink_to(one.path / "VD.1_board-1.key")
    assert len(keys([Place(folder=one.path)])) == 1, "no link is followed"


def test_keys_are_found_in_a_folder_of_a_stick_and_no_deeper(tmp_path, cheap_keys):
    one = stick(tmp_path, "A")
    for folder, name in (("khoa", FIRST), ("khoa/sau", SECOND), (".an", STATION)):
        (one.path / folder).mkdir()
        (one.path / folder / "a.key").write_bytes(key_file(name, HOLDERS[name]))
    [found] = keys([Place(folder=one.path, stick="A")])
    assert (found.key.file.vkey.name, found.key.path) == (FIRST, str(one.path / "khoa" / "a.key"))
    assert keys([Place(folder=one.path)]) == (), "in the folder of days they lie at its top"


def test_no_folder_that_is_a_link_is_looked_into(tmp_path, cheap_keys):
    one, other = stick(tmp_path, "A"), stick(tmp_path, "B")
    put_keys(other, FIRST)
    (one.path / "link").symlink_to(other.path, target_is_directory=True)
    assert keys([Place(folder=one.path, stick="A")]) == ()


@pytest.mark.parametrize("bound", ["MOST_FOLDERS", "MOST_FILES", "MOST_LOOKED_AT"])
def test_of_a_crowded_stick_only_so_much_is_looked_at(tmp_path, cheap_keys, monkeypatch, bound):
    one = stick(tmp_path, "A")
    for folder in ("a", "b", "c"):
        (one.path / folder).mkdir()
        (one.path / folder / "a.key").write_bytes(key_file(FIRST, HOLDERS[FIRST]))
    place = Place(folder=one.path, stick="A")
    assert len(keys([place])) == 3
    monkeypatch.setattr(f"station.ceremony.found.{bound}", 2)
    assert len(keys([place])) == 2


def test_a_key_is_opened_with_its_passphrase_alone(cheap_keys):
    locked = read_key(key_file(FIRST, HOLDERS[FIRST]), "x")
    assert open_key(locked, PASSPHRASE).seed == seed_of(FIRST)
    with pytest.raises(Refused, match="wrong_passphrase"):
        open_key(locked, " ".join(reversed(PASSPHRASE.split())))
