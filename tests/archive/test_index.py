"""The index: made from the files alone, the same bytes however it came about, and no file read twice."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

from tally.archive import index as index_module
from tally.archive import work
from tally.archive.executors import begin_of
from tally.archive.in_order import AHEAD, Workers, in_order
from tally.archive.store import add
from tally.congress import Mode
from tally.faults import BadInput
from tally.record import trust
from tally.record.refusal import Refused
from tests.archive.made import SUPERIOR, Archive, another, changed, hash_of, signed, text_of
from tests.cli.made import run
from tools import nation as making

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def reads(monkeypatch):
    """The files that were read, each as often as it was."""
    found = []

    def counted(path, **given):
        found.append(os.path.basename(path))
        return load(path, **given)

    load = work.load_bytes
    monkeypatch.setattr(work, "load_bytes", counted)
    monkeypatch.setattr(index_module, "load_bytes", counted)
    return found


def of_records(found):
    return sorted(name for name in found if name.endswith(".record"))


def trust_file(archive):
    [file] = (archive.files / "trust").glob(f"trust-{SUPERIOR}-*")
    return file


def other_trust_file(archive):
    [file] = (path for path in (archive.files / "trust").glob("trust-*") if SUPERIOR not in path.name)
    return file


def whys_of_trust(archive):
    """Why records that have no trust file have none: all that fails of them."""
    failed = [one for unit in archive.status().units for record in unit.faulty for one in record.failed]
    assert not [one for one in failed if one.code in ("signatures", "threshold")]
    return {one.why for one in failed if one.code == "trust"}


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


def test_a_second_run_reads_nothing(archive, reads):
    archive.update()
    assert len(of_records(reads)) == sum(len(archive.records(unit)) for unit in archive.held)
    before = archive.index
    reads.clear()
    assert archive.update().read == 0
    assert reads == []
    assert archive.index == before


def test_a_run_reads_only_what_is_new(archive, reads, tmp_path):
    record = archive.records(archive.held[3])[2]
    shutil.move(record, tmp_path / record.name)
    archive.update()
    reads.clear()
    shutil.move(tmp_path / record.name, record)
    assert archive.update().read == 1
    assert of_records(reads) == [record.name]


def test_a_file_that_changed_is_read_again(archive, reads):
    archive.update()
    record = archive.records(archive.held[0])[2]
    record.write_bytes(b"changed")
    reads.clear()
    archive.update()
    assert of_records(reads) == [record.name]
    assert archive.problems() == {f"{archive.held[0]}/{record.name}": "changed"}


def test_anew_every_file_is_read_whatever_the_index_says(archive, reads):
    """A file changed with its size and time kept, and an index that was written into, are seen."""
    archive.update()
    record, whole = archive.records(archive.held[0])[2], archive.index
    before, data = record.stat(), record.read_bytes()
    record.write_bytes(data.replace(b"tools.nation", b"tools.nation"[::-1]))
    os.utime(record, ns=(before.st_atime_ns, before.st_mtime_ns))
    with sqlite3.connect(archive.folder / index_module.INDEX) as base:
        base.execute("""UPDATE record SET facts = replace(facts, '"elected":11', '"elected":99')""")
    base.close()
    assert archive.update().read == 0, "without, nobody sees it"
    reads.clear()
    (archive.folder / "index.working").write_bytes(archive.index)
    done = archive.update(anew=True)
    assert done.read == done.known
    assert {*of_records(reads)} == {path.name for path in archive.files.rglob("*.record")}
    assert archive.problems() == {f"{archive.held[0]}/{record.name}": "changed"}
    record.write_bytes(data)
    os.utime(record, ns=(before.st_atime_ns, before.st_mtime_ns))
    archive.update(anew=True)
    assert archive.index == whole


def test_where_a_chain_does_not_hold_its_records_are_read_once_more_and_no_others(archive, reads):
    """What hashes can't decide, ``tally.record.links`` does, of the records themselves; then it is known."""
    archive.update()
    first, second, third = archive.records(archive.held[0])
    second.unlink()
    reads.clear()
    archive.update()
    assert of_records(reads) == [first.name, third.name]
    reads.clear()
    archive.update()
    assert reads == []


def test_a_file_that_is_gone_is_forgotten(archive):
    archive.update()
    record = archive.records(archive.held[0])[2]
    gone = hash_of(record)
    record.unlink()
    archive.update()
    assert archive.rows(f"SELECT hash FROM record WHERE hash = '{gone}'") == []
    before = archive.index
    (archive.folder / index_module.INDEX).unlink()
    archive.update()
    assert archive.index == before


def test_of_two_files_of_one_record_the_one_that_proves_more_stands(archive):
    unit = archive.held[0]
    record = archive.records(unit)[0]
    more = archive.put(signed(text_of(record), board=(1, 2, 3)))
    for board in ((1,), (2,), (3,), ()):  # some come before it in the order of names, some after
        archive.put(signed(text_of(record), board=board))
    archive.update()
    [(path,)] = archive.rows(f"SELECT path FROM record WHERE hash = '{hash_of(record)}'")
    assert path == f"{unit}/{more.name}"
    assert archive.unit(unit).conflicts == archive.unit(unit).faulty == ()
    more.unlink()
    archive.update()
    [(path,)] = archive.rows(f"SELECT path FROM record WHERE hash = '{hash_of(record)}'")
    assert path == f"{unit}/{record.name}"


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
from tally.congress import Mode
read = work._read
def slowly(*given):
    time.sleep(0.02)
    return read(*given)
work._read = slowly
index.BATCH = 4
index.update(sys.argv[1], expected=Mode.TRAINING, progress=lambda done, total: print(done, flush=True))
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


def test_damaged_and_hostile_files_are_named_and_never_stop_the_run(archive):
    unit = archive.held[0]
    good = archive.records(unit)[0].read_bytes()
    records = len([*archive.files.rglob("*.record")])
    hostile = {
        "bad/empty.record": b"",
        "bad/cut.record": good[:500],
        "bad/deep.record": b'{\n  "schema": "record/1",\n' + b"[" * 200_000 + b"\n\n\xe2\x80\x94 a b\n",
        "bad/huge.record": b"x" * (2 * 1024 * 1024),
        "bad/nul.record": good.replace(b"1", b"\0", 1),
        "bad/note.txt": b"hello",
        "bad/trust.trust": trust_file(archive).read_bytes(),
        "trust/none.trust": b'{\n  "schema": "trust/1"\n}\n\n\xe2\x80\x94 a b\n',
        f"{unit}/record-001-bch-1-000000000000.record": good,
    }
    for name, data in hostile.items():
        path = archive.files / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    os.symlink("/etc/passwd", archive.files / "bad" / "link.record")
    os.mkfifo(archive.files / "bad" / "pipe.record")
    (archive.files / "bad" / "folder.record").mkdir()
    archive.update()
    assert archive.problems().keys() == {*hostile, "bad/link.record", "bad/pipe.record"}
    assert archive.rows("SELECT count(*), sum(verdict = 'valid') FROM record") == [(records, records)]
    before = archive.index
    assert archive.update().read == 0
    assert archive.index == before


def test_a_file_that_nobody_foresaw_is_named_too(archive, monkeypatch):
    monkeypatch.setattr(work, "facts_of", lambda *_, **__: 1 / 0)
    archive.update()
    assert {*archive.problems().values()} == {"unforeseen"}


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
    return making.signed(text, roots)


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
    other = making.signed(text.replace('"to": "2026-12-31"', '"to": "2026-12-30"'), roots)
    for data in (one, other):
        archive.put(data, "x.trust")
    archive.update()
    assert [*archive.problems().values()] == ["version_twice"]
    assert whys_of_trust(archive) == {"not_settled"}
    assert archive.rows(f"SELECT DISTINCT verdict FROM record WHERE unit GLOB '{SUPERIOR}.*'") == [("not_valid",)]


def test_the_same_version_with_other_signatures_is_no_fork(archive):
    """Of two files of one text the one that enough roots signed counts, and the other takes nothing from it."""
    text = trust.read(trust_file(archive).read_bytes()).text
    archive.put(making.signed(text, (f"{SUPERIOR}/root-2", f"{SUPERIOR}/root-3")), "x.trust")
    archive.update()
    assert archive.problems() == {}
    few = archive.put(making.signed(text, (f"{SUPERIOR}/root-3",)), "x.trust")
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
        archive.put(making.signed(false, roots[:1]), "x.trust")
    archive.put(true, "x.trust")
    archive.update()
    assert len(archive.problems()) == 10
    assert {*archive.problems().values()} <= {"too_few_signatures", "version_twice"}
    assert archive.rows("SELECT DISTINCT verdict FROM record") == [("valid",)]


def test_a_congress_file_is_kept_with_its_unit(archive):
    example = ROOT / "docs" / "examples" / "cell-26" / "congress.toml"
    archive.put(example.read_bytes(), "congress.toml")
    archive.update()
    assert archive.rows("SELECT kind, unit FROM file WHERE kind = 'congress'") == [("congress", "VD.DONG")]
    assert archive.problems() == {}


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


def test_what_fails_is_told_and_what_is_still_out_is_called_back():
    with pytest.raises(ZeroDivisionError):
        [*in_order(begin_of("processes:1"), (1).__truediv__, [0])]
    with ThreadPoolExecutor(1) as pool:
        done = in_order(lambda: nullcontext(Workers(executor=pool, count=1)), time.sleep, [0.01] * 50)
        next(done)
        done.close()


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


def test_memory_has_an_end():
    """However many parts there are, few are out at a time, and they come back in their order."""
    out, most = 0, 0

    def parts():
        nonlocal out, most
        for number in range(500):
            out += 1
            most = max(most, out)
            yield number

    for number, (done, at) in enumerate(zip(in_order(begin_of("processes:2"), abs, parts()), range(500), strict=True)):
        assert done == number == at
        out -= 1
    assert most <= AHEAD * 2 + 2


@pytest.mark.parametrize(
    "asked", ["threads", "processes:", "processes:0", "processes:x", "processes:-1", "", "dask://", "dask://a"]
)
def test_who_works_is_one_of_those_there_are(asked):
    with pytest.raises(BadInput) as bad:
        begin_of(asked)
    assert [fault.code for fault in bad.value.faults] == ["executor_unknown"]


def test_a_cluster_needs_its_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInput) as bad:
        begin_of("dask://localhost:1")
    assert [fault.code for fault in bad.value.faults] == ["cluster_not_installed"]


def test_two_who_write_at_once_wait_for_each_other(archive, tmp_path):
    """While one brings the index up, files that come in are not lost, nor is the index spoiled."""
    process = subprocess.Popen([sys.executable, "-c", RUN, str(archive.folder)], stdout=subprocess.PIPE, cwd=ROOT)
    process.stdout.readline()
    record = tmp_path / "new.record"
    record.write_bytes(another(archive.records(archive.held[0])[0]))
    begun = time.monotonic()
    [taken] = add(str(archive.folder), [str(record)])
    assert taken.what == "new"
    assert process.wait(timeout=60) == 0, f"after {time.monotonic() - begun:.1f} s"
    process.stdout.close()
    assert archive.update().read == 1
    with sqlite3.connect(archive.folder / index_module.INDEX) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.close()


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


def test_anew_is_an_option_of_the_command(archive, capsys):
    line = ("archive", "verify", archive.folder, "--training", "--executor", "processes:1", "--json")
    first, second, third = (run(capsys, *line, *more).document for more in ((), (), ("--anew",)))
    assert (second["read"], third["read"]) == (0, first["read"])


def test_the_remark_on_faith_says_that_the_others_count_all_the_same(archive, capsys):
    pin = trust.read(trust_file(archive).read_bytes()).fingerprint
    line = ("--training", "--executor", "processes:1", "--pin", pin)
    for lang, said in (("vi", "vẫn được tính"), ("en", "count all the same")):
        assert said in run(capsys, "archive", "verify", archive.folder, *line, "--lang", lang).text
