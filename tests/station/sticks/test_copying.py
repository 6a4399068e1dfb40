"""What counts as copied is on the stick, whole, and has come back from it; nothing of anybody else's is touched."""

import os
import stat
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.sticks import Code, Copied, Stick, copy
from tests.station.sticks.failing import failed, holds

FILES = {"bch-1.record": b"record", "minutes.pdf": b"%PDF", "empty": b""}
NAMES = tuple(FILES)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "stick" / "kiem-phieu"


@pytest.fixture(autouse=True)
def plugged_in(folder):
    folder.parent.mkdir()


@pytest.fixture
def stick(folder):
    place = folder.parent
    here = os.stat(place).st_dev
    return Stick(
        path=place, id="1", label="A", free=1, read_only=False, device="/dev/sdb1", disk="sdb", filesystem=here
    )


def itself(path):
    """What stays the same of a file, a link or a folder that nobody touches."""
    found = os.lstat(path)
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns


def test_what_was_copied_is_there_and_said_to_be(folder, stick) -> None:
    assert copy(FILES, folder, stick=stick) == Copied(folder=folder, written=NAMES, there=())
    assert holds(folder) == FILES


def test_what_is_there_already_with_the_same_bytes_is_left_and_counts(folder) -> None:
    copy({"minutes.pdf": b"%PDF"}, folder)
    before = itself(folder / "minutes.pdf")
    assert copy(FILES, folder) == Copied(folder=folder, written=("bch-1.record", "empty"), there=("minutes.pdf",))
    assert itself(folder / "minutes.pdf") == before
    assert copy(FILES, folder) == Copied(folder=folder, written=(), there=NAMES)


def shorter(path):
    path.write_bytes(b"recor")


def longer(path):
    path.write_bytes(b"record, and more")


def changed(path):
    path.write_bytes(b"recorD")


def emptied(path):
    path.write_bytes(b"")


def a_folder(path):
    path.mkdir()


def a_link_to_the_same(path):
    (path.parent / "true").write_bytes(b"record")
    path.symlink_to("true")


def a_dead_link(path):
    path.symlink_to("nowhere")


def a_pipe(path):
    os.mkfifo(path)


@pytest.mark.parametrize(
    "there", [shorter, longer, changed, emptied, a_folder, a_link_to_the_same, a_dead_link, a_pipe]
)
def test_anything_else_of_that_name_is_left_as_it_is_and_then_nothing_is_written(folder, there) -> None:
    folder.mkdir()
    there(folder / "bch-1.record")
    before, same = holds(folder), itself(folder / "bch-1.record")
    error = failed(copy, FILES, folder)
    assert (error.code, error.params) == (Code.EXISTS_OTHER, {"folder": str(folder), "file": "bch-1.record"})
    assert (error.whole, error.rest) == ((), NAMES)
    assert holds(folder) == before
    assert itself(folder / "bch-1.record") == same


def test_every_file_that_is_in_the_way_is_told_at_once_and_those_that_are_right_too(folder) -> None:
    copy({"a": b"1", "b": b"2", "c": b"3"}, folder)
    error = failed(copy, {"a": b"1", "b": b"x", "d": b"4", "c": b"y"}, folder)
    assert (error.code, error.params["file"]) == (Code.EXISTS_OTHER, "b, c")
    assert (error.whole, error.rest) == (("a",), ("b", "d", "c"))
    assert holds(folder) == {"a": b"1", "b": b"2", "c": b"3"}


def test_of_two_names_that_are_one_to_the_stick_the_second_does_not_overwrite_the_first(folder, monkeypatch) -> None:
    true_lstat = os.lstat
    monkeypatch.setattr(
        os, "lstat", lambda path, **named: true_lstat(str(path).replace("BIEN-BAN", "bien-ban"), **named)
    )
    error = failed(copy, {"bien-ban": b"1", "BIEN-BAN": b"2"}, folder)
    assert (error.code, error.params["file"]) == (Code.EXISTS_OTHER, "BIEN-BAN")
    assert (error.whole, error.rest) == (("bien-ban",), ("BIEN-BAN",))
    assert holds(folder) == {"bien-ban": b"1"}


def test_only_the_last_folder_is_made(tmp_path, folder) -> None:
    """Under a mount point whose stick was drawn out, the rest would be made on the computer's own disk."""
    error = failed(copy, FILES, tmp_path / "drawn-out" / "kiem-phieu")
    assert (error.code, error.whole, error.rest) == (Code.GONE, (), NAMES)
    assert [path.name for path in tmp_path.iterdir()] == ["stick"]


def test_a_file_in_the_place_of_the_folder_is_told(folder) -> None:
    folder.write_bytes(b"x")
    assert failed(copy, FILES, folder).code is Code.GONE
    assert folder.read_bytes() == b"x"


@pytest.mark.parametrize("made", [False, True])
def test_another_file_system_in_the_place_of_the_stick_takes_nothing(folder, stick, made) -> None:
    """As when the stick was drawn out and its mount point is an ordinary folder again."""
    if made:
        copy({"bch-1.record": b"record"}, folder)
    error = failed(copy, FILES, folder, stick=replace(stick, filesystem=stick.filesystem + 1))
    assert (error.code, error.whole, error.rest) == (Code.GONE, (), NAMES)
    assert folder.exists() == made


def test_a_folder_that_is_not_on_the_stick_takes_nothing(tmp_path, folder, stick, monkeypatch) -> None:
    """The stick itself is there, but the folder leads elsewhere."""
    elsewhere, true_fstat = stick.filesystem + 1, os.fstat

    def fstat(file):
        found = true_fstat(file)
        return os.stat_result((*found[:2], elsewhere, *found[3:])) if stat.S_ISDIR(found.st_mode) else found

    monkeypatch.setattr(os, "fstat", fstat)
    error = failed(copy, FILES, folder, stick=stick)
    assert (error.code, error.rest) == (Code.GONE, NAMES)
    assert holds(folder) == {}


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/x", "../x", "nul\0byte"])
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(folder, name) -> None:
    error = failed(copy, {"a": b"1", name: b"2"}, folder)
    assert (error.code, error.params) == (Code.NOT_PLAIN, {"folder": str(folder), "file": name})
    assert (error.whole, error.rest) == ((), ("a", name))
    assert holds(folder) == {}


@pytest.mark.parametrize("name", ["x" * 300, "\udcff\ud800"])
def test_a_name_that_no_file_can_have_is_told(folder, name) -> None:
    assert failed(copy, {name: b"2"}, folder).code is Code.IO
    assert holds(folder) == {}


@pytest.fixture
def steps(monkeypatch):
    """What is flushed, named, forgotten and read, in turn."""
    taken = []

    def noted(name, true):
        def call(*given, **named):
            path = os.readlink(f"/proc/self/fd/{given[0]}") if isinstance(given[0], int) else str(given[1])
            taken.append(f"{name} {'temp' if '.tally-' in path else os.path.basename(path)}")
            return true(*given, **named)

        return call

    for name in ("fsync", "replace", "posix_fadvise"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    return taken


def test_a_file_is_on_the_disk_before_its_name_and_its_name_before_it_is_read_again(folder, steps) -> None:
    copy({"a": b"1", "b": b"2"}, folder)
    assert steps == [
        "fsync stick",  # that it has the folder
        *("fsync temp", "replace a", "fsync kiem-phieu"),
        *("fsync temp", "replace b", "fsync kiem-phieu"),
        *("fsync a", "posix_fadvise a", "fsync b", "posix_fadvise b"),
    ]


def test_what_is_there_already_is_on_the_disk_before_it_counts(folder, steps) -> None:
    folder.mkdir()
    (folder / "a").write_bytes(b"1")
    copy({"a": b"1"}, folder)
    assert steps[-2:] == ["fsync a", "posix_fadvise a"]


@settings(max_examples=30)
@given(
    files=st.dictionaries(st.text("abcde", min_size=1, max_size=3), st.binary(max_size=20), max_size=5), data=st.data()
)
def test_every_file_is_either_whole_or_told_of(tmp_path_factory, files, data) -> None:
    folder = tmp_path_factory.mktemp("stick") / "a"
    there = data.draw(st.dictionaries(st.sampled_from([*files, "other"]), st.binary(max_size=3), max_size=3))
    copy(there, folder)
    before = holds(folder)
    clash = [name for name in files if name in before and before[name] != files[name]]
    if clash:
        error = failed(copy, files, folder)
        assert sorted(error.whole + error.rest) == sorted(files)
        assert set(error.whole) == {name for name in files if before.get(name) == files[name]}
        assert holds(folder) == before
    else:
        done = copy(files, folder)
        assert sorted(done.written + done.there) == sorted(files)
        assert holds(folder) == before | files
