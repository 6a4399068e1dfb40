"""Which trust files count: those that came in or those given, each version that its roots approve."""

import json
import shutil
from datetime import date

import pytest

from tally.congress import Mode
from tally.faults import BadInput
from tally.record import trust
from tally.record.refusal import Refused
from tally.record.trust import Organisation
from tests.archive.made import SUPERIOR, signed, text_of, trust_file
from tests.cli.made import run
from tools import synthetic_keys


def other_trust_file(archive):
    [file] = (path for path in (archive.files / "trust").glob("trust-*") if SUPERIOR not in path.name)
    return file


def whys_of_trust(archive):
    """Why records that have no trust file have none: all that fails of them."""
    failed = [one for unit in archive.status().units for record in unit.faulty for one in record.failed]
    assert not [one for one in failed if one.code in ("signatures", "threshold")]
    return {one.why for one in failed if one.code == "trust"}


def test_records_whose_trust_file_comes_later_are_judged_again(archive, tmp_path):
    file = trust_file(archive)
    shutil.move(file, tmp_path / file.name)
    archive.update()
    of_superior = f"SELECT verdict, count(*) FROM record WHERE unit GLOB '{SUPERIOR}.*' GROUP BY verdict"
    [(verdict, count)] = archive.rows(of_superior)
    assert verdict == "not_valid"
    assert whys_of_trust(archive) == {"not_in_archive"}
    archive.update(given=[str(other_trust_file(archive))])
    assert whys_of_trust(archive) == {"not_given"}, "what is to be done depends on what was asked"
    archive.update()
    assert whys_of_trust(archive) == {"not_in_archive"}
    shutil.move(tmp_path / file.name, file)
    assert archive.update().read == count + 1, "the others are not read again"
    assert archive.rows(of_superior) == [("valid", count)]


def test_what_was_expected_is_judged_again_when_it_changes(archive):
    archive.update()
    archive.update(expected=Mode.REAL)
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("not_valid",)]


def test_with_trust_files_given_no_other_counts(archive):
    archive.update(given=[str(trust_file(archive))])
    found = dict(
        archive.rows(f"SELECT unit GLOB '{SUPERIOR}.*', group_concat(DISTINCT verdict) FROM record GROUP BY 1")
    )
    assert found == {1: "valid", 0: "not_valid"}
    assert whys_of_trust(archive) == {"not_given"}


def test_a_pin_is_told_of_the_records_that_it_proves(archive):
    pin = trust.read(trust_file(archive).read_bytes()).fingerprint
    archive.update(pins=[pin])
    found = dict(
        archive.rows(
            "SELECT json_extract(facts, '$.pinned'), count(DISTINCT substr(unit, 1, 8)) FROM record GROUP BY 1"
        )
    )
    assert found == {0: 1, 1: 1}
    with pytest.raises(Refused, match="pin_differs"):
        archive.update(pins=["0" * 60])


def test_a_given_trust_file_that_is_none_is_bad_input(archive, tmp_path):
    (tmp_path / "none").write_bytes(b"none")
    with pytest.raises(BadInput):
        archive.update(given=[str(tmp_path / "none")])


def next_version(archive, roots):
    """A second version of the trust file, signed by whoever it is."""
    file = trust.read(trust_file(archive).read_bytes())
    text = file.text.replace('"version": 1', '"version": 2').replace(
        '"previous": null', f'"previous": "{file.sha256.hex()}"'
    )
    return synthetic_keys.signed(text, roots)


def test_a_version_that_nobody_approved_is_named_and_takes_nothing_from_the_true_one(archive):
    false = archive.put(next_version(archive, (f"{SUPERIOR}/root-1",)), "x.trust")
    archive.update()
    assert archive.problems() == {f"trust/{false.name}": "too_few_signatures"}
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]


def test_two_approved_versions_of_one_number_are_for_people_to_settle(archive):
    """Whoever holds the roots signed two things: nothing under them counts until it is known which."""
    roots = (f"{SUPERIOR}/root-1", f"{SUPERIOR}/root-2")
    one = next_version(archive, roots)
    text = one.decode().rpartition("\n\n")[0] + "\n"
    other = synthetic_keys.signed(text.replace('"to": "2026-12-31"', '"to": "2026-12-30"'), roots)
    for data in (one, other):
        archive.put(data, "x.trust")
    archive.update()
    assert [*archive.problems().values()] == ["version_twice"]
    assert whys_of_trust(archive) == {"not_settled"}
    assert archive.rows(f"SELECT DISTINCT verdict FROM record WHERE unit GLOB '{SUPERIOR}.*'") == [("not_valid",)]


def test_the_same_version_with_other_signatures_is_no_fork(archive):
    """Of two files of one text the one that enough roots signed counts, and the other takes nothing from it."""
    text = trust.read(trust_file(archive).read_bytes()).text
    archive.put(synthetic_keys.signed(text, (f"{SUPERIOR}/root-2", f"{SUPERIOR}/root-3")), "x.trust")
    archive.update()
    assert archive.problems() == {}
    few = archive.put(synthetic_keys.signed(text, (f"{SUPERIOR}/root-3",)), "x.trust")
    archive.update()
    assert {*archive.problems()} <= {f"trust/{few.name}"}
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]


def test_a_second_version_of_a_number_that_nobody_approved_settles_nothing(archive):
    """Only the roots can fork a trust file; whoever else sends a second version 2 has sent nothing."""
    roots = (f"{SUPERIOR}/root-1", f"{SUPERIOR}/root-2")
    true = next_version(archive, roots)
    text = true.decode().rpartition("\n\n")[0] + "\n"
    for day in range(10, 20):  # some come before the true one in the order of names, some after
        false = text.replace('"to": "2026-12-31"', f'"to": "2026-12-{day}"')
        archive.put(synthetic_keys.signed(false, roots[:1]), "x.trust")
    archive.put(true, "x.trust")
    archive.update()
    assert len(archive.problems()) == 10
    assert {*archive.problems().values()} <= {"too_few_signatures", "version_twice"}
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]


def test_what_records_wait_for_is_told_once_however_many_they_are(archive, capsys, tmp_path):
    """The cause stands before what it does, and the units are not blamed for their signatures."""
    line = ("--training", "--executor", "processes:1", "--lang", "en")
    count = sum(len(archive.records(unit)) for unit in archive.held if unit.startswith(SUPERIOR))
    file = trust_file(archive)
    shutil.move(file, tmp_path / file.name)
    answer = run(capsys, "archive", "verify", archive.folder, *line)
    assert answer.status == 3
    assert f"{count} records could not be checked: The archive does not have the trust file" in answer.text
    assert "tally archive add" in answer.text
    assert "--trust" not in answer.text
    assert answer.text.count("does not have the trust file") == 1
    failed = run(capsys, "archive", "verify", archive.folder, *line, "--json").document["failed"]
    assert [(one["check"], one["why"]) for one in failed] == [("trust", "not_in_archive")] * count


def test_where_nobody_compared_anything_it_is_said_that_the_records_count_all_the_same(archive, capsys):
    line = ("--training", "--executor", "processes:1")
    for lang, said in (("vi", "vẫn được tính"), ("en", "count all the same")):
        assert said in run(capsys, "archive", "verify", archive.folder, *line, "--lang", lang).text


def test_once_somebody_compared_a_fingerprint_no_other_trust_file_proves_anything(archive, capsys):
    """A stranger's trust file is sound by itself; what it proves takes nothing from what a compared one does."""
    pin = trust.read(trust_file(archive).read_bytes()).fingerprint
    archive.update(pins=[pin])
    own = [unit for unit in archive.held if unit.startswith(SUPERIOR)]
    before, total = [archive.unit(unit).contests for unit in own], archive.status().total
    strangers(archive, own[0])
    archive.update(pins=[pin])
    assert [archive.unit(unit).contests for unit in own] == before
    assert archive.status().total == total
    assert whys_of_trust(archive) == {"not_compared"}
    line = ("--training", "--executor", "processes:1", "--pin", pin)
    for lang, said in (("vi", "Chưa ai đối chiếu dãy số"), ("en", "Nobody compared the fingerprint")):
        assert said in run(capsys, "archive", "verify", archive.folder, *line, "--lang", lang).text


def test_what_was_compared_is_judged_again_when_it_changes(archive):
    pins = [trust.read(file.read_bytes()).fingerprint for file in (trust_file(archive), other_trust_file(archive))]
    proved = "SELECT count(*) FROM record WHERE verdict = 'valid'"
    archive.update()
    every = archive.rows(proved)
    archive.update(pins=pins[:1])
    some = archive.rows(proved)
    archive.update(pins=pins)
    assert archive.rows(proved) == every > some > [(0,)]
    archive.update(pins=pins[1:])
    assert archive.rows(proved) == [(every[0][0] - some[0][0],)]


def strangers(archive, unit):
    """A trust file of somebody's own, and the first record of a unit as their keys sign it, another in one word."""
    old = trust_file(archive).read_bytes()
    first = text_of(archive.records(unit)[0])
    own = Organisation(code="XX", name="Người lạ")
    board = {unit: tuple(one["name"] for one in json.loads(first)["board"])}
    roots = {f"XX/root-{number}": "Người lạ" for number in (1, 2, 3)}
    data = synthetic_keys.trust_file(own, roots=roots, boards=board, until=date(2026, 12, 31))
    archive.put(data, "x.trust")
    text = first.replace(trust.read(old).sha256.hex(), trust.read(data).sha256.hex())
    archive.put(signed(text), "x.record")


def test_a_trust_file_that_nobody_approved_is_named_though_no_record_names_it(archive):
    file = trust_file(archive)
    false = archive.put(file.read_bytes().replace(b"2026-12-31", b"2026-12-30"), "x.trust")
    for anew in (False, False, True):
        archive.update(anew=anew)
        assert archive.problems() == {f"trust/{false.name}": "bad_signature"}
    false.unlink()
    archive.update()
    assert archive.problems() == {}
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]


def test_a_version_that_was_compared_and_does_not_stand_proves_nothing(archive):
    """Whoever compared the second version means that one: the first alone is not what they compared."""
    few = next_version(archive, (f"{SUPERIOR}/root-1",))
    archive.put(few, "x.trust")
    archive.update()
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]
    archive.update(pins=[trust.read(few).fingerprint])
    assert whys_of_trust(archive) == {"not_settled", "not_compared"}
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("not_valid",)]
