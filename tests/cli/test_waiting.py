"""Whoever finds a folder held by another command is told so before the wait, and what was asked is done after it."""

import fcntl
import os

import pytest

from tally.files import disk
from tests.cli.held import Holder, held_until_told
from tests.cli.made import run
from tests.cli.sealed import FIRST, WHOLE, key_of
from tests.cli.trust_files import keyed, put
from tests.record.trusts import ROOTS, signed, trust

RECORD = "out/002-bch-2.record"


def said(folder):
    return f"Một lệnh tally khác đang làm việc với {folder}; lệnh này chờ đến khi lệnh kia xong."


def test_whoever_waits_for_a_folder_is_told_once_and_holds_it_then(tmp_path, monkeypatch):
    holder, told = Holder(tmp_path, monkeypatch), []

    def waiting():
        told.append("once")
        holder.let_go()

    for _ in ("it is held", "it is free"):
        with disk.locked(str(tmp_path), waiting=waiting):
            other = os.open(tmp_path, os.O_RDONLY)
            with pytest.raises(BlockingIOError):
                fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.close(other)
    assert told == ["once"]


def test_where_nobody_is_to_be_told_it_waits_all_the_same(tmp_path, monkeypatch):
    holder = Holder(tmp_path, monkeypatch)
    with pytest.raises(pytest.fail.Exception), disk.locked(str(tmp_path)):
        raise AssertionError("nothing is done without the lock")
    holder.let_go()


def test_whoever_signs_is_told(sealed, monkeypatch):
    held_until_told("out", monkeypatch)
    answer = sealed.tally("sign", RECORD, "--key", key_of(FIRST))
    assert (answer.status, answer.err.count(said(sealed.folder / "out"))) == (0, 1)
    assert FIRST in [one.name for one in sealed.read(RECORD).note.signatures]


def test_whoever_seals_is_told(desk, monkeypatch):
    desk.congress(("bch", [WHOLE]))
    (desk.folder / "out").mkdir()
    held_until_told("out", monkeypatch)
    answer = desk.seal()
    assert (answer.status, answer.err.count(said("out")), len(desk.records())) == (0, 1, 1)


def test_whoever_signs_a_trust_file_is_told(tmp_path, monkeypatch, capsys, cheap_keys):
    monkeypatch.chdir(tmp_path)
    put("t", signed(trust()))
    held_until_told(tmp_path, monkeypatch)
    answer = run(capsys, "trust", "sign", "t", "--key", keyed(monkeypatch, ROOTS[0]), "--lang", "vi")
    assert (answer.status, answer.err.count(said(tmp_path))) == (0, 1)
