"""What is written is on the disk, whole, or not at all; nothing of anybody else's is overwritten or removed."""

import os
import stat
from pathlib import Path

import pytest

from tally.files import disk
from tests.files.parts import refused


def told(call, *given, **options):
    return [(fault.path, fault.location, fault.key) for fault in refused(lambda: call(*given, **options))]


def holds(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def steps(monkeypatch):
    """Every file and folder that was flushed and named, in turn."""
    taken = []
    true_fsync, true_replace = os.fsync, os.replace

    def fsync(end):
        taken.append("folder" if stat.S_ISDIR(os.fstat(end).st_mode) else f"data {os.fstat(end).st_size}")
        true_fsync(end)

    def replace(old, new):
        taken.append(f"name {os.path.basename(new)}")
        true_replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    return taken


def test_a_new_file_is_on_the_disk_before_its_name_and_its_name_before_the_call_ends(tmp_path, steps) -> None:
    disk.write_new(str(tmp_path / "a"), b"abc")
    assert steps == ["data 3", "name a", "folder"]
    assert holds(tmp_path) == {"a": b"abc"}


def test_a_replacement_is_on_the_disk_before_its_name_and_its_name_before_the_call_ends(tmp_path, steps) -> None:
    (tmp_path / "a").write_bytes(b"old")
    disk.replace(str(tmp_path / "a"), b"newer")
    assert steps == ["data 5", "name a", "folder"]
    assert holds(tmp_path) == {"a": b"newer"}


def test_a_name_without_a_folder_is_in_the_folder_one_works_in(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    disk.write_new("a", b"1")
    disk.replace("a", b"2")
    assert holds(tmp_path) == {"a": b"2"}


def somebodys_file(folder):
    (folder / "a").write_bytes(b"mine")


def somebodys_folder(folder):
    (folder / "a").mkdir()


def somebodys_link(folder):
    (folder / "a").symlink_to("nowhere")


@pytest.mark.parametrize("there", [somebodys_file, somebodys_folder, somebodys_link])
def test_nothing_that_is_there_is_ever_overwritten(tmp_path, there) -> None:
    there(tmp_path)
    path = str(tmp_path / "a")
    assert told(disk.write_new, path, b"x") == [(path, "-", "file_exists")]
    assert told(disk.write_new, path, b"x", place="--output") == [(path, "--output", "file_exists")]
    assert told(disk.check_absent, [path, str(tmp_path / "b"), path]) == [(path, "-", "file_exists")]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert there is not somebodys_file or holds(tmp_path) == {"a": b"mine"}


def test_every_name_that_is_taken_is_told_at_once(tmp_path) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    for path in paths[:2]:
        disk.write_new(path, b"")
    assert told(disk.check_absent, paths) == [(path, "-", "file_exists") for path in paths[:2]]
    disk.check_absent(paths[2:])


@pytest.mark.parametrize("name", ["no-such-folder/a", "x" * 300, "nul\0byte", ""])
def test_a_file_that_cannot_be_written_is_told_as_such(tmp_path, name) -> None:
    path = f"{tmp_path}/{name}" if name else ""
    assert told(disk.write_new, path, b"x") == [(path, "-", "not_written")]
    assert told(disk.replace, path, b"x") == [(path, "-", "not_written")]
    assert holds(tmp_path) == {}


def fails(*_):
    raise OSError(28, "No space left on device")


def stops(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_where_the_disk_fails_half_way_nothing_is_left_and_nothing_is_lost(tmp_path, monkeypatch, at) -> None:
    new, old = str(tmp_path / "new"), str(tmp_path / "old")
    disk.write_new(old, b"old")
    monkeypatch.setattr(os, at, fails)
    assert told(disk.write_new, new, b"x") == [(new, "-", "not_written")]
    assert told(disk.replace, old, b"x") == [(old, "-", "not_written")]
    assert holds(tmp_path) == {"old": b"old"}


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_where_somebody_stops_it_half_way_nothing_is_left_and_nothing_is_lost(tmp_path, monkeypatch, at) -> None:
    disk.write_new(str(tmp_path / "old"), b"old")
    monkeypatch.setattr(os, at, stops)
    with pytest.raises(KeyboardInterrupt):
        disk.write_new(str(tmp_path / "new"), b"x")
    with pytest.raises(KeyboardInterrupt):
        disk.replace(str(tmp_path / "old"), b"x")
    assert holds(tmp_path) == {"old": b"old"}


def test_a_folder_that_does_not_take_the_name_takes_no_file(tmp_path, monkeypatch) -> None:
    true_fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda end: fails() if stat.S_ISDIR(os.fstat(end).st_mode) else true_fsync(end))
    path = str(tmp_path / "a")
    assert told(disk.write_new, path, b"x") == [(path, "-", "not_written")]
    assert holds(tmp_path) == {}


def test_a_private_file_is_its_writer_s_alone_and_another_as_the_system_has_it(tmp_path) -> None:
    before = os.umask(0o022)
    try:
        disk.write_new(str(tmp_path / "key"), b"x", mode=disk.PRIVATE)
        disk.write_new(str(tmp_path / "record"), b"x")
        disk.replace(str(tmp_path / "key"), b"y")
        disk.replace(str(tmp_path / "record"), b"y")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "record").stat().st_mode) == 0o644


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path) -> None:
    (tmp_path / "true").mkdir()
    disk.write_new(str(tmp_path / "true" / "a"), b"old")
    (tmp_path / "a").symlink_to("true/a")
    disk.replace(str(tmp_path / "a"), b"new")
    assert (tmp_path / "a").is_symlink()
    assert holds(tmp_path / "true") == {"a": b"new"}


def test_what_is_read_again_comes_from_the_disk(tmp_path, monkeypatch) -> None:
    forgotten = []

    def forget(end, *given):
        forgotten.append((os.fstat(end).st_ino, *given))

    path = str(tmp_path / "a")
    disk.write_new(path, b"abc")
    monkeypatch.setattr(os, "posix_fadvise", forget)
    assert disk.load_again(path) == b"abc"
    assert forgotten == [(os.stat(path).st_ino, 0, 0, os.POSIX_FADV_DONTNEED)]


def test_where_the_system_cannot_forget_it_is_read_all_the_same(tmp_path, monkeypatch) -> None:
    disk.write_new(str(tmp_path / "a"), b"abc")
    monkeypatch.delattr(os, "posix_fadvise")
    assert disk.load_again(str(tmp_path / "a")) == b"abc"
    assert told(disk.load_again, "a\0b") == [("a\0b", "-", "file_missing.not_there")]
    assert told(disk.load_again, str(tmp_path / "b")) == [(str(tmp_path / "b"), "-", "file_missing.not_there")]


def test_removing_gives_what_is_still_there(tmp_path, monkeypatch) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    for path in paths[:2]:
        disk.write_new(path, b"")
    assert disk.remove(paths) == ()
    assert holds(tmp_path) == {}
    disk.write_new(paths[0], b"")
    monkeypatch.setattr(Path, "unlink", fails)
    assert disk.remove(paths) == (paths[0],)


def test_a_folder_is_made_with_those_above_it_and_may_be_there(tmp_path) -> None:
    path = str(tmp_path / "a" / "b")
    disk.make_folder(path)
    disk.make_folder(path)
    assert os.path.isdir(path)
    disk.write_new(f"{path}/file", b"")
    assert told(disk.make_folder, f"{path}/file") == [(f"{path}/file", "-", "file_exists")]
    assert told(disk.make_folder, f"{path}/file/c") == [(f"{path}/file/c", "-", "not_written")]
