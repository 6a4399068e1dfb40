"""A run reads what is new or changed and nothing else; no file, however hostile, stops it."""

import os
import shutil
import sqlite3

import pytest

from tally.archive import index as index_module
from tally.archive import work
from tests.archive.made import ROOT, hash_of, signed, text_of, trust_file
from tests.cli.made import run


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
        f"{unit}/record-001-bch-1-0000000000000000.record": good,
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


def test_a_congress_file_is_kept_with_its_unit(archive):
    example = ROOT / "docs" / "examples" / "cell-26" / "congress.toml"
    archive.put(example.read_bytes(), "congress.toml")
    archive.update()
    assert archive.rows("SELECT kind, unit FROM file WHERE kind = 'congress'") == [("congress", "VD.DONG")]
    assert archive.problems() == {}


def test_anew_is_an_option_of_the_command(archive, capsys):
    line = ("archive", "verify", archive.folder, "--training", "--executor", "processes:1", "--json")
    first, second, third = (run(capsys, *line, *more).document for more in ((), (), ("--anew",)))
    assert (second["read"], third["read"]) == (0, first["read"])
