"""The nation's ballots counted again: each file finds its record by what it names, and what differs is named."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tally.archive import recounting, work
from tally.archive.index import INDEX
from tally.archive.recount import recount_all
from tally.archive.recounting import Came, Task, recount_batch
from tally.archive.store import Kind, kind_of
from tally.archive.workers.executors import begin_of
from tally.ballot import Ballots
from tally.faults import BadInput
from tally.record import commitment, opening, sealed
from tests.archive.made import Archive, hash_of, signed, text_of
from tests.archive.recount.again import KEY, files, opened, other_votes, record_of
from tools import nation
from tools.nation_ballots import sealed_ballots


def again(own, *sources, key=KEY, **given):
    return recount_all(str(own.folder), [str(one) for one in sources or [own.ballots]], key=key, **given)


def test_every_record_agrees_with_its_ballots(own):
    found = again(own)
    records = sum(len(own.records(unit)) for unit in own.held)
    assert (found.records, found.committed, found.agree, found.differ) == (records, records, records, 0)
    assert (found.lacking, found.wrong, found.misfits, found.behind) == ((), (), (), 0)
    assert found.files == {Came.AGREES: len(files(own))}
    assert found.is_sound


def test_two_units_that_voted_alike_have_two_roots():
    """Salts are drawn anew for each round: else a file would be held against the records of other units too."""
    alike = Ballots.strike((1, 2), [(1,), (2,), (1,)])
    roots = {sealed_ballots(unit, "bch", number, alike)[0].root for unit in ("A", "B") for number in (1, 2)}
    assert len(roots) == 4


def test_the_sealed_ballots_hold_as_one_record_alone_has_it(own):
    """A record whose ballots are dealt is proved as any other."""
    assert own.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]
    assert own.rows("SELECT count(*) FROM ballots")[0][0] == len(files(own))


@pytest.mark.parametrize("name", ["x", "bi-thu-9-00000000.ballots.age"])
def test_the_name_of_a_file_says_nothing(own, name):
    path = files(own)[0]
    path.rename(path.with_name(name))
    assert again(own).agree == again(own).committed


def test_opened_ballots_are_taken_as_they_are(own):
    path = files(own)[0]
    data = opened(path)
    path.write_bytes(data)
    assert again(own, path, key=None).files == {Came.AGREES: 1}


def test_the_same_ballots_twice_are_the_same_record(own, tmp_path):
    shutil.copytree(own.ballots, tmp_path / "second stick")
    found = again(own, own.ballots, tmp_path / "second stick", own.ballots)
    assert found.agree == found.committed
    assert found.files[Came.AGREES] == 2 * len(files(own))


def test_a_record_that_says_other_votes_differs_and_the_others_do_not(own):
    path = files(own, "dai-bieu-1-*")[0]
    made = other_votes(own, path)
    found = again(own)
    assert (found.differ, len(found.wrong), found.agree) == (1, 1, found.committed - 1)
    [wrong] = found.wrong
    assert (wrong.file, wrong.round, wrong.check.why) == (str(path), 1, "votes_differ")
    assert wrong.path.endswith(made.name)
    assert not found.is_sound


def test_a_record_that_differs_in_one_round_and_lacks_the_ballots_of_another_is_counted_once(own):
    made = other_votes(own, files(own, "dai-bieu-1-*")[0])
    with sqlite3.connect(own.folder / INDEX) as base:
        base.execute("INSERT INTO ballots VALUES (?, ?, 2)", ("f" * 64, hash_of(made)))
    base.close()
    found = again(own)
    assert (found.differ, found.lacking, found.agree) == (1, (), found.committed - 1)


def test_a_record_whose_figures_make_nothing_differs(own, monkeypatch):
    def broken(_):
        raise recounting.Refused("votes_of_another_list")

    path = files(own)[0]
    monkeypatch.setattr(recounting.reading, "reckon", broken)
    found = again(own, path)
    assert [one.check.why for one in found.wrong] == ["not_reckoned"]
    record, contest, number = record_of(own, path)
    made = opening.open_leaves(
        commitment.read(opened(path)), [0], record=bytes.fromhex(hash_of(record)), contest=contest, round_number=number
    )
    path.write_bytes(opening.write(made))
    assert again(own, path).files == {Came.NOT_PROVED: 1}


def test_a_record_without_its_ballots_is_named(own):
    gone = files(own)[0]
    record, _, number = record_of(own, gone)
    gone.unlink()
    found = again(own)
    assert [(one.path, one.round) for one in found.lacking] == [(f"{gone.parent.name}/{record.name}", number)]
    assert found.agree == found.committed - 1
    assert found.wrong == (), "what is not there is not what differs"
    assert not found.is_sound, "and it was not counted"


def test_what_is_lacking_is_named_by_unit(own):
    gone = [path for path in files(own) if path.parent.name in own.held[:2]]
    for path in gone:
        path.unlink()
    units = [(one.unit, one.contest) for one in again(own).lacking]
    assert len(units) == len(gone)
    assert units == sorted(units)


def test_a_record_that_nobody_proved_agrees_with_nothing(own):
    """Whoever puts an old record with bad signatures beside the true one is not told that it agrees."""
    true = again(own)
    record = own.records(own.held[0])[2]
    bad = own.put(signed(text_of(record).replace('"software": "tools.nation"', '"software": "x"'), board=()))
    own.update()
    found = again(own)
    assert (found.unproved, found.unproved_differ) == (1, 0)
    assert (found.committed, found.agree) == (true.committed, true.agree)
    assert (found.lacking, found.wrong) == ((), ())
    assert not found.is_sound
    bad.unlink()
    path = files(own, "dai-bieu-1-*")[0]
    other_votes(own, path, reckoned=False)
    found = again(own)
    assert (found.unproved, found.unproved_differ, found.differ) == (1, 1, 0)
    assert [one.is_proved for one in found.wrong] == [False]
    path.unlink()
    found = again(own)
    assert (found.lacking, found.agree) == ((), found.committed), "its ballots are asked of nobody"


def test_ballots_of_another_archive_are_no_recount_of_this_one(own, tmp_path):
    nation.write(tmp_path / "another", 20)
    sheets = Archive(folder=tmp_path / "another")
    sheets.update()
    found = recount_all(str(sheets.folder), [str(own.ballots)], key=KEY)
    assert (found.committed, found.agree, found.is_sound) == (0, 0, False)


def test_ballots_that_are_not_those_of_their_root_say_nothing_of_the_record(own):
    """Whoever sends false ballots under a true root takes nothing from the record."""
    one, other = files(own, "bch-1-*")[:2]
    true, false = (commitment.read(opened(path)) for path in (one, other))
    text = commitment.write(false).decode().replace(commitment.encoded(false.root), commitment.encoded(true.root))
    (own.ballots / "false").write_text(text)
    found = again(own)
    assert [(one.path, one.problem.key) for one in found.misfits] == [(str(own.ballots / "false"), "root_differs")]
    assert (found.differ, found.agree) == (0, found.committed)
    assert not found.is_sound


def test_ballots_that_are_committed_and_cannot_be_counted_differ(own, monkeypatch):
    """The committed ballots are whole, and their marks are none that the round can have."""
    path = files(own)[0]
    monkeypatch.setattr(recounting, "recount", lambda *_: recounting.failed("ballots", "unknown_candidate", number=9))
    found = again(own, path)
    assert [one.check.why for one in found.wrong] == ["unknown_candidate"]


def test_ballots_of_no_record_that_is_here_are_counted_apart(own):
    path = files(own)[0]
    for record in own.records(path.parent.name):
        record.unlink()
    own.update()
    assert own.rows("SELECT count(*) FROM ballots")[0][0] < len(files(own))
    found = again(own, path)
    assert found.files == {Came.NO_RECORD: 1}
    found = again(own)
    assert (found.agree, found.behind) == (found.committed, 0)
    assert not found.is_sound, "a record is missing whose ballots are there"


def test_where_the_index_is_behind_the_files_not_all_was_counted(own):
    (own.files / "late.record").write_bytes(b"")
    found = again(own)
    assert (found.agree, found.behind) == (found.committed, 1)
    assert not found.is_sound


def test_openings_are_proved_and_count_as_no_recount(own):
    path = files(own)[0]
    record, contest, number = record_of(own, path)
    made = opening.open_leaves(
        commitment.read(opened(path)),
        [0, 2],
        record=bytes.fromhex(hash_of(record)),
        contest=contest,
        round_number=number,
    )
    some = own.ballots / "some.opening"
    some.write_bytes(opening.write(made))
    found = again(own, some)
    assert (found.files, found.agree) == ({Came.PROVED: 1}, 0)
    text = opening.write(made).decode()
    some.write_text(text.replace(f"round {number}", "round 7"))
    found = again(own, some)
    assert (found.files, found.differ, len(found.wrong)) == ({Came.NOT_PROVED: 1}, 0, 1)
    some.write_text(text.replace(hash_of(record), "0" * 64))
    assert again(own, some).files == {Came.NO_RECORD: 1}


@pytest.mark.parametrize("key", [None, bytes(range(32))])
def test_what_is_not_for_the_key_is_not_opened(own, key):
    found = again(own, key=key)
    assert found.files == {Came.NOT_OPENED: len(files(own))}
    assert (found.agree, found.is_sound) == (0, False)
    assert len(found.lacking) == found.committed


def test_damaged_and_hostile_files_are_named_and_never_stop_the_others(own, monkeypatch):
    good = files(own)[0]
    bad = own.ballots / "bad"
    bad.mkdir()
    hostile = {
        "cut.age": good.read_bytes()[:-1],
        "head.age": b"age-encryption.org/v1\n",
        "ballots": b"ballots/1\n",
        "root": b"ballots/1\nsize 1\nroot " + b"=" * 44 + b"\n\n",
        "opening": b"opening/1\n",
    }
    for name, data in hostile.items():
        (bad / name).write_bytes(data)
    (bad / "note.txt").write_bytes(b"hello")
    (bad / "link").symlink_to("/etc/passwd")
    found = again(own)
    assert {Path(one.path).name for one in found.misfits} == {*hostile, "link"}
    assert (found.files[Came.PASSED], found.agree) == (1, found.committed)
    monkeypatch.setattr(sealed, "unseal", lambda *_: 1 / 0)
    assert {one.problem.key for one in again(own, good).misfits} == {"unforeseen"}


def test_a_file_that_is_not_there_is_named(own):
    [misfit] = again(own, own.ballots / "nowhere").misfits
    assert misfit.problem.key == "file_missing.not_there"


def test_a_record_that_changed_since_it_was_indexed_is_named(own):
    path = files(own)[0]
    record, _, _ = record_of(own, path)
    record.write_bytes(own.records(own.held[-1])[0].read_bytes())
    found = again(own, path)
    assert [one.problem.key for one in found.misfits] == ["changed.record"]
    assert found.behind == 1


def test_two_processes_find_the_same(own):
    other_votes(own, files(own, "dai-bieu-1-*")[0])
    files(own)[-1].unlink()
    assert again(own, begin=begin_of("processes:2")) == again(own)


def test_a_worker_with_another_index_or_none_is_told_of(own):
    task = Task(folder=str(own.folder), files="0" * 64, key=None, paths=())
    assert recount_batch(task).key == "cluster.folder"
    (own.folder / INDEX).unlink()
    assert recount_batch(task).key == "cluster.folder"


@pytest.mark.parametrize("of_record", [False, True], ids=["ballots", "their record"])
def test_a_worker_that_cannot_read_a_file_which_is_there_is_not_believed(own, monkeypatch, of_record):
    path = files(own)[0]
    lost, load = str(record_of(own, path)[0] if of_record else path), work.load_bytes
    monkeypatch.setattr(recounting, "load_bytes", lambda name: load(f"{name}.gone" if name == lost else name))
    with pytest.raises(BadInput) as bad:
        again(own, path)
    assert [(fault.key, fault.params) for fault in bad.value.faults] == [("cluster.unseen", {"file": lost})]


def test_no_plain_ballot_and_no_key_is_shown_or_written(own, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found = again(own)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert "ballot/1" not in repr(found)
    task = Task(folder="", files="", key=KEY, paths=())
    assert repr(KEY) not in repr(task)


def test_an_archive_keeps_no_ballots(own):
    """Sealed ones stay with whoever may open them; opened ones are nobody else's."""
    path = files(own)[0]
    assert kind_of(path.name, path.read_bytes()) is Kind.OTHER
    assert kind_of("some.opening", opened(path)) is Kind.OTHER
