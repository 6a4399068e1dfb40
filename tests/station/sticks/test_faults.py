"""At whatever call a stick fails, what is said of it is true, and no half of a file bears a name."""

import errno
import os

import pytest

from station.sticks import Code, StickError, copy
from tally.files import disk
from tests.station.sticks.failing import FAULTS, Failing, failed, holds, says, vanishes

FILES = {"a": b"first", "b": b"second", "c": b"third"}
FEW = {"a": b"first", "b": b"second"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "kiem-phieu"


def true_of(folder, error):
    """What was said is what is there: whole files and others, each file in one of the two."""
    there = holds(folder) if folder.exists() else {}
    assert sorted(error.whole + error.rest) == sorted(FEW)
    assert {name: there.get(name) for name in error.whole} == {name: FEW[name] for name in error.whole}
    assert set(there) <= set(FEW)
    assert all(there[name] == FEW[name] for name in there)
    return there


def calls_of_a_copy(tmp_path, monkeypatch):
    (tmp_path / "count").mkdir()
    with monkeypatch.context() as patched:
        counting = Failing(patched, tmp_path / "count" / "x", says(0), at=0)
        copy(FEW, tmp_path / "count" / "x")
    return counting.count


FORGIVEN = {"posix_fadvise"}
"""A system that cannot forget still gives what it remembers."""


@pytest.mark.parametrize("on", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.get)
def test_whatever_call_fails_the_truth_is_told_and_no_half_of_a_file_bears_a_name(
    tmp_path, monkeypatch, number, on
) -> None:
    steps = calls_of_a_copy(tmp_path, monkeypatch)
    assert steps > 30
    met = set()
    for at in range(1, steps + 1):
        folder = tmp_path / f"stick-{at}" / "kiem-phieu"
        folder.parent.mkdir()
        with monkeypatch.context() as patched:
            failing = Failing(patched, folder, says(number), at=at, on=on)
            said = tried(folder)
        met.add(failing.which)
        if said is None:
            assert failing.which in FORGIVEN
            assert holds(folder) == FEW
            continue
        assert said.code in {FAULTS[number], Code.IO}
        there = true_of(folder, said)
        assert set(said.whole) == (set() if on else set(there)), failing.which
        again = copy(FEW, folder)  # the same stick, well again
        assert sorted(again.written + again.there) == sorted(FEW)
        assert holds(folder) == FEW
    assert met >= {"mkdir", "open", "fstat", "lstat", "stat", "fsync", "replace", "close"}


def tried(folder):
    """What a copy is refused with, if it is; nothing else ever comes of it."""
    try:
        copy(FEW, folder)
    except StickError as error:
        return error
    return None


@pytest.mark.parametrize("number", FAULTS, ids=errno.errorcode.get)
def test_what_the_system_says_when_it_writes_is_told_by_our_codes(folder, monkeypatch, number) -> None:
    Failing(monkeypatch, folder, says(number), at=1, calls=["replace"])
    error = failed(copy, FILES, folder)
    assert (error.code, error.params) == (FAULTS[number], {"folder": str(folder), "file": "a"})


def test_at_whatever_call_the_folder_vanishes_nothing_is_said_to_be_there_that_is_not(tmp_path, monkeypatch) -> None:
    steps = calls_of_a_copy(tmp_path, monkeypatch)
    for at in range(1, steps + 1):
        folder = tmp_path / f"stick-{at}" / "kiem-phieu"
        folder.parent.mkdir()
        with monkeypatch.context() as patched:
            failing = Failing(patched, folder, vanishes(folder.parent), at=at)
            said = tried(folder)
        assert not folder.exists()
        if at == steps:  # it was all there, and the last look at it was just before
            assert (said, failing.which) == (None, "close")
        else:
            assert (said.code, said.whole, said.rest) == (Code.GONE, (), tuple(FEW)), failing.which


def full_device(monkeypatch, name):
    """Have one file written to a device that is always full: the real thing answers."""
    true_open, true_replace = os.open, os.replace
    prepared = 0

    def open_full(path, flags, *given, **named):
        nonlocal prepared
        file = true_open(path, flags, *given, **named)
        if ".tally-" in str(path) and flags & os.O_CREAT:
            prepared += 1
            if prepared == name:
                os.dup2(true_open("/dev/full", os.O_WRONLY), file)
        return file

    monkeypatch.setattr(os, "open", open_full)
    monkeypatch.setattr(os, "replace", true_replace)


@pytest.mark.parametrize("which", [1, 2, 3])
def test_where_there_is_no_room_half_way_what_is_whole_is_told(folder, monkeypatch, which) -> None:
    full_device(monkeypatch, which)
    error = failed(copy, FILES, folder)
    assert error.code is Code.FULL
    assert (error.whole, error.rest) == (tuple(FILES)[: which - 1], tuple(FILES)[which - 1 :])
    assert holds(folder) == {name: FILES[name] for name in error.whole}


def spoils(monkeypatch, name, spoil):
    """Have the stick do something to a file as soon as it bears its name."""
    true_replace = os.replace

    def replace(old, new, **named):
        true_replace(old, new, **named)
        if os.path.basename(new) == name:
            spoil(new)

    monkeypatch.setattr(os, "replace", replace)


def flips(path):
    with open(path, "r+b") as file:
        file.write(b"S")


def cuts(path):
    os.truncate(path, 3)


def grows(path):
    with open(path, "ab") as file:
        file.write(b"\0")


def loses(path):
    os.unlink(path)


def links(path):
    os.rename(path, f"{path}.true")
    os.symlink(f"{path}.true", path)


@pytest.mark.parametrize("spoil", [flips, cuts, grows, loses, links])
def test_bytes_that_do_not_come_back_as_they_went_are_told_and_the_other_files_are_whole(
    folder, monkeypatch, spoil
) -> None:
    spoils(monkeypatch, "b", spoil)
    error = failed(copy, FILES, folder)
    assert (error.code, error.params) == (Code.DIFFERS, {"folder": str(folder), "file": "b"})
    assert (error.whole, error.rest) == (("a", "c"), ("b",))


def test_another_stick_in_the_same_place_before_the_end_does_not_count(folder, monkeypatch) -> None:
    true, forgotten = disk.forget, 0

    def forget(file):
        nonlocal forgotten
        forgotten += 1
        if forgotten == 2:
            folder.rename(folder.with_name("drawn-out"))
            folder.mkdir()
            (folder / "c").write_bytes(FILES["c"])
        true(file)

    monkeypatch.setattr(disk, "forget", forget)
    error = failed(copy, FILES, folder)
    assert (error.code, error.whole, error.rest) == (Code.GONE, ("c",), ("a", "b"))


def test_a_stick_that_remembers_names_but_not_on_the_disk_has_nothing_whole(folder, monkeypatch) -> None:
    """From the first name on, the folder is not flushed: the names may be gone with the next light."""
    true = disk.flush_folder

    def flush(path):
        if path == str(folder):
            raise OSError(errno.EIO, "Input/output error")
        true(path)

    monkeypatch.setattr(disk, "flush_folder", flush)
    error = failed(copy, FILES, folder)
    assert (error.code, error.whole, error.rest) == (Code.IO, (), tuple(FILES))


def test_whoever_stops_it_half_way_leaves_whole_files_and_no_others(folder, monkeypatch) -> None:
    def stops():
        raise KeyboardInterrupt

    Failing(monkeypatch, folder, stops, at=25)
    with pytest.raises(KeyboardInterrupt):
        copy(FILES, folder)
    monkeypatch.undo()
    assert all(FILES[name] == data for name, data in holds(folder).items())
    assert copy(FILES, folder).folder == folder
    assert holds(folder) == FILES


KILLED = """
import os
from pathlib import Path
from station.sticks import copy
count, true = 0, {name: getattr(os, name) for name in ("fsync", "replace", "open", "lstat")}
def wrapped(name):
    def call(*given, **named):
        global count
        count += 1
        if count == AT:
            os._exit(9)
        return true[name](*given, **named)
    return call
for name in true:
    setattr(os, name, wrapped(name))
copy({"a": b"first", "b": b"second", "c": b"third"}, Path(PLACE))
os._exit(0)
"""


def killed(folder, at):
    """Copy in a process of its own that ends without a word at a call; whether it came to that."""
    child = os.fork()
    if child == 0:
        try:
            exec(KILLED.replace("AT", str(at)).replace("PLACE", repr(str(folder))), {})
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_stick_on_which_the_program_was_killed_takes_the_same_files_again(tmp_path) -> None:
    """No name without its file is left behind, which would be in the way for ever."""
    at, ended = 0, 9
    while ended == 9:
        at += 1
        folder = tmp_path / f"stick-{at}"
        folder.mkdir()
        ended = killed(folder, at)
        named = {name: data for name, data in holds(folder).items() if not name.startswith(".tally-")}
        assert all(FILES[name] == data for name, data in named.items())
        copy(FILES, folder)
    assert ended == 0
    assert at > 20
