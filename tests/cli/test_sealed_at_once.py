"""Several who seal or sign at the same time: the chain does not fork, and no signature is lost."""

import multiprocessing
import os
from multiprocessing import forkserver
from pathlib import Path

import pytest

from tally.cli import unlock
from tally.faults import BadInput
from tally.files import disk
from tally.record import note
from tests.cli.held_up import OPEN, PATIENCE, hold, typed
from tests.cli.made import CLEAN
from tests.cli.opened import PASSPHRASE
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, key_of
from tests.record.ceremony import STATION, board_names, key

FRESH = multiprocessing.get_context("forkserver")
"""Processes forked from one that has only imported what they run: a fork of this one would keep locks that threads of
the cryptography held, and wait for them for ever."""
RECORD = "out/001-bch-1.record"


@pytest.fixture(scope="module", autouse=True)
def server():
    """Begin the process that forks, unmeasured, where it finds what to import."""
    FRESH.set_forkserver_preload([hold.__module__])
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - CLEAN.keys():
            patch.delenv(name)
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
        forkserver.ensure_running()


def at_once(lines):
    """Run commands in processes of their own, which go on together once each has its key open; gives their ends."""
    together = FRESH.Barrier(len(lines))
    running = [FRESH.Process(target=typed, args=(line, PASSPHRASE, together, unlock.LIMITS)) for line in lines]
    for process in running:
        process.start()
    for process in running:
        process.join(PATIENCE)
    return [process.exitcode for process in running]


def test_no_signature_is_lost(desk):
    desk.congress(("bch", [WHOLE]))
    desk.seal()
    assert at_once([["sign", RECORD, "--key", key_of(name)] for name in board_names()]) == [0, 0, 0]
    known = [key(name).vkey for name in (STATION, *board_names())]
    assert set(note.verified(desk.read(RECORD).note, known)) == set(known)
    assert len(desk.read(RECORD).note.signatures) == 4


def test_two_who_seal_make_one_chain(desk):
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    line = ["seal", "congress.json", "-o", "out", "--trust", "trust", "--pin", desk.pin(), "--key", key_of(STATION)]
    assert at_once([line] * 3) == [0, 0, 0]
    assert desk.records() == ["out/001-bch-1.record", "out/002-bch-2.record", "out/003-db-1.record"]
    assert len(list(desk.folder.glob("out/*.age"))) == 3
    assert {path.suffix for path in desk.folder.glob("out/*")} == {".record", ".age"}


@pytest.fixture
def holder(tmp_path):
    """Begin a process that holds the folder: gives it, what tells that it does, and what lets it go."""
    begun = []

    def begin(folder=str(tmp_path)):
        taken, free = FRESH.Event(), FRESH.Event()
        begun.append(FRESH.Process(target=hold, args=(folder, taken, free), daemon=True))
        begun[-1].start()
        return begun[-1], taken, free

    yield begin
    for process in begun:
        process.kill()
        process.join(PATIENCE)


@pytest.mark.parametrize("ending", ["let go", "killed"])
def test_a_folder_is_held_until_it_is_let_go_and_nothing_is_left_in_it(tmp_path, holder, ending):
    first, taken, free = holder()
    assert taken.wait(PATIENCE)
    _, second, end = holder()
    assert not second.wait(OPEN)
    if ending == "killed":
        first.kill()
    else:
        free.set()
    assert second.wait(PATIENCE)
    end.set()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_that_the_command_runs_in_is_held_without_a_name(tmp_path, monkeypatch, holder):
    monkeypatch.chdir(tmp_path)
    _, taken, free = holder("")
    assert taken.wait(PATIENCE)
    _, second, _ = holder()
    assert not second.wait(OPEN)
    free.set()
    assert second.wait(PATIENCE)


def test_a_folder_that_is_none_cannot_be_held(tmp_path):
    with pytest.raises(BadInput) as bad, disk.locked(str(tmp_path / "nowhere")):
        pytest.fail("nothing is done without the lock")
    assert [fault.code for fault in bad.value.faults] == ["not_written"]
