"""Off a stick comes a plain file of that very folder, of no more than so many bytes, and nothing else."""

import errno
import os
import socket

import pytest

from station.sticks import Code, read
from tally.words import Lang
from tests.cli.source import entries
from tests.station.sticks.failing import failed, says


def test_a_file_is_read_whole_up_to_as_many_bytes_as_are_asked_for(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read(tmp_path, "a", 3) == b"abc"
    assert read(tmp_path, "a", 100) == b"abc"
    error = failed(read, tmp_path, "a", 2)
    assert (error.code, error.params) == (Code.TOO_LARGE, {"folder": str(tmp_path), "file": "a", "most": 2})


def link(path):
    (path.parent / "true").write_bytes(b"abc")
    path.symlink_to("true")


def loop(path):
    path.symlink_to(path.name)


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def bound(path):
    with socket.socket(socket.AF_UNIX) as one:
        here = os.open(path.parent, os.O_RDONLY)
        one.bind(f"/proc/self/fd/{here}/{path.name}")
        os.close(here)


@pytest.mark.parametrize("there", [link, loop, folder, pipe, bound])
def test_nothing_but_a_plain_file_is_read_and_nothing_is_waited_for(tmp_path, there) -> None:
    there(tmp_path / "a")
    error = failed(read, tmp_path, "a", 100)
    assert (error.code, error.params) == (Code.NOT_PLAIN, {"folder": str(tmp_path), "file": "a"})


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "/etc/hostname", "b/a", "a\0"])
def test_a_name_leads_to_no_other_folder(tmp_path, name) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").mkdir()
    assert failed(read, tmp_path / "b", name, 100).code is Code.NOT_PLAIN


def test_a_file_that_is_not_there_is_told_from_a_stick_that_is_not_there(tmp_path) -> None:
    assert failed(read, tmp_path, "a", 100).code is Code.MISSING
    assert failed(read, tmp_path / "gone", "a", 100).code is Code.GONE
    (tmp_path / "file").write_bytes(b"")
    assert failed(read, tmp_path / "file", "a", 100).code is Code.GONE


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO, errno.ENOMEM])
def test_a_file_that_cannot_be_read_is_told(tmp_path, monkeypatch, number) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    monkeypatch.setattr(os, "open", lambda *_, **__: says(number)())
    assert failed(read, tmp_path, "a", 100).code is Code.IO


def test_a_stick_that_fails_while_it_is_read_is_told(tmp_path, monkeypatch) -> None:
    """The memory of a process at its beginning answers as a broken disk does."""
    true_open = os.open
    monkeypatch.setattr(os, "open", lambda _, *given, **named: true_open("/proc/self/mem", *given, **named))
    assert failed(read, tmp_path, "a", 100).code is Code.IO


def test_no_file_is_left_open(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").mkdir()
    before = len(os.listdir("/proc/self/fd"))
    read(tmp_path, "a", 3)
    for name in ("a", "b"):
        failed(read, tmp_path, name, 2)
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("lang", Lang)
def test_there_are_words_for_all_that_can_go_wrong_and_no_others(lang) -> None:
    asked = {str(code): {"folder"} for code in Code}
    for code in (Code.DIFFERS, Code.EXISTS_OTHER, Code.MISSING, Code.NOT_PLAIN, Code.TOO_LARGE):
        asked[code] = {"folder", "file"}
    asked[Code.TOO_LARGE] = {"folder", "file", "most"}
    asked |= {"whole": {"files"}, "rest": {"files"}, "copied": {"folder", "files"}, "none": set()}
    assert entries("stick", lang) == asked
