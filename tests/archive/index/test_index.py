"""The index is made from the files alone: the same bytes in any order, whoever works, and after a kill."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest

from tally.archive import index as index_module
from tally.archive.store import add
from tally.archive.workers.executors import begin_of
from tally.faults import BadInput
from tally.record.refusal import Refused
from tests.archive.made import ROOT, Archive, another, changed, hash_of


def test_every_record_of_the_nation_is_proved(archive):
    done = archive.update()
    records = sum(len(archive.records(unit)) for unit in archive.held)
    assert archive.rows("SELECT count(*), sum(verdict = 'valid') FROM record") == [(records, records)]
    assert archive.rows("SELECT count(*), sum(ok) FROM link") == [(records, records)]
    assert done.known == done.read == records + 2
    assert archive.problems() == {}


def test_thrown_away_and_made_again_it_is_the_same_byte_for_byte(archive):
    archive.update()
    before = archive.index
    (archive.folder / index_module.INDEX).unlink()
    archive.update()
    assert archive.index == before


def test_brought_up_in_any_order_it_is_the_same_byte_for_byte(nation, archive, tmp_path):
    """Files come on many days; at the end it can't be seen in which order."""
    archive.update()
    sources = [path for path in sorted(nation.files.rglob("*")) if path.is_file()]
    random.Random(7).shuffle(sources)
    later = Archive(folder=tmp_path / "later")
    for first in range(0, len(sources), 11):
        for path in sources[first : first + 11]:
            place = later.files / path.relative_to(nation.files)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)
        later.update()
    assert later.index == archive.index


@pytest.mark.parametrize("workers", [2])
def test_two_processes_make_the_same_index(archive, workers):
    archive.update()
    before = archive.index
    (archive.folder / index_module.INDEX).unlink()
    archive.update(begin=begin_of(f"processes:{workers}"))
    assert archive.index == before


RUN = """
import sys, time
from tally.archive import index, work
from tally.archive.progress import Step
from tally.congress import Mode
read = work._read
def slowly(*given):
    time.sleep(0.02)
    return read(*given)
work._read = slowly
index.BATCH = 4
def told(step, done, total):
    if step is Step.READING:
        print(done, flush=True)
index.update(sys.argv[1], expected=Mode.TRAINING, progress=told)
"""


def test_killed_in_the_middle_and_run_again_it_ends_the_same(archive):
    """A real kill -9, once some batches are kept and before the last."""
    archive.update()
    whole, total = archive.index, len([*archive.files.rglob("*.record")])
    (archive.folder / index_module.INDEX).unlink()
    process = subprocess.Popen([sys.executable, "-c", RUN, str(archive.folder)], stdout=subprocess.PIPE, cwd=ROOT)
    for line in process.stdout:
        if int(line) >= 12:
            process.kill()
            break
    process.wait(timeout=60)
    process.stdout.close()
    assert process.returncode == -9
    assert not (archive.folder / index_module.INDEX).exists()
    assert (archive.folder / "index.working").exists()
    done = archive.update()
    assert 0 < done.read < total, "what was kept is not read again"
    assert archive.index == whole
    assert not (archive.folder / "index.working").exists()


def test_a_damaged_index_is_made_anew(archive):
    archive.update()
    before = archive.index
    for spoiled in (b"", b"no database", before[: len(before) // 2]):
        (archive.folder / index_module.INDEX).write_bytes(spoiled)
        (archive.folder / "index.working").write_bytes(spoiled)
        archive.update()
        assert archive.index == before


def test_a_file_that_goes_while_its_chain_is_checked_is_left_to_the_next_run(archive, monkeypatch):
    unit = archive.held[0]
    archive.records(unit)[1].unlink()

    def gone(*_):
        raise Refused("not_a_note")

    with monkeypatch.context() as patch:
        patch.setattr(index_module, "chain_checks", gone)
        archive.update()
        assert archive.rows("SELECT count(*) FROM link") == [(0,)]
        assert {one.failed[-1].why for one in archive.status().faulty} == {"not_checked"}
    assert archive.update().read == 0
    assert archive.rows(f"SELECT why FROM link WHERE unit = '{unit}' ORDER BY why") == [("first",), ("gap",)]


def test_what_goes_wrong_leaves_no_half_of_a_batch(archive, monkeypatch):
    def broken(*_):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(index_module, "_put", broken)
        with pytest.raises(RuntimeError):
            archive.update()
    archive.update()
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]


def test_an_index_of_another_version_is_made_anew(archive):
    archive.update()
    before = archive.index
    with sqlite3.connect(archive.folder / index_module.INDEX) as base:
        base.execute("UPDATE meta SET value = '0'")
    base.close()
    with pytest.raises(BadInput) as bad:
        archive.status()
    assert [fault.code for fault in bad.value.faults] == ["bad_index"]
    archive.update()
    assert archive.index == before


def test_a_chain_is_checked_as_tally_verify_does(archive):
    """A record that says otherwise than the one before, and one that replaces it as it should."""
    unit = archive.held[0]
    first, _, third = archive.records(unit)
    third_hash, first_hash = hash_of(third), hash_of(first)
    as_fourth = (('"sequence": 1', '"sequence": 4'), ('"previous": null', f'"previous": "{third_hash}"'))
    correction = archive.put(changed(first, *as_fourth, ('"replaces": null', f'"replaces": "{first_hash}"')))
    archive.update()
    whys = dict(archive.rows(f"SELECT hash, why FROM link WHERE unit = '{unit}'"))
    assert (whys[first_hash], whys[hash_of(correction)]) == ("replaced", "follows")
    assert archive.unit(unit).conflicts == archive.unit(unit).faulty == ()
    correction.unlink()
    unsaid = archive.put(changed(first, *as_fourth))
    archive.update()
    whys = dict(archive.rows(f"SELECT hash, why FROM link WHERE unit = '{unit}'"))
    assert whys[hash_of(unsaid)] == "rounds_changed"


def test_two_who_write_at_once_wait_for_each_other(archive, tmp_path):
    """While one brings the index up, files that come in are not lost, nor is the index spoiled."""
    process = subprocess.Popen([sys.executable, "-c", RUN, str(archive.folder)], stdout=subprocess.PIPE, cwd=ROOT)
    process.stdout.readline()
    record = tmp_path / "new.record"
    record.write_bytes(another(archive.records(archive.held[0])[0]))
    begun, told = time.monotonic(), []
    [taken] = add(str(archive.folder), [str(record)], waiting=lambda: told.append("waits"))
    assert (taken.what, told) == ("new", ["waits"])
    assert process.wait(timeout=60) == 0, f"after {time.monotonic() - begun:.1f} s"
    process.stdout.close()
    assert archive.update().read == 1
    with sqlite3.connect(archive.folder / index_module.INDEX) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.close()
