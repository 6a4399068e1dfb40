"""Keys that open at once: the real cost of a guess is for real keys."""

import shutil

import pytest

from tally.cli import key_new, unlock
from tally.record.keyfile import Cost, Limits

SMALL = Cost(memory_kib=16, passes=1, lanes=1)


@pytest.fixture
def cheap_keys(monkeypatch):
    """Make and open keys that cost next to nothing; no real limit would let such a file pass."""
    monkeypatch.setattr(unlock, "LIMITS", Limits(least=SMALL, most=SMALL))
    monkeypatch.setattr(key_new, "COST", SMALL)


@pytest.fixture
def own(tmp_path):
    """A small congress on the disk, its ballots sealed to the auditor."""
    from tests.cli.opened import sealed_in

    return sealed_in(tmp_path)


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """The folder for what is sealed once; nothing that is there is ever changed."""
    return tmp_path_factory.mktemp("sealed") / "desk"


@pytest.fixture
def sealed(desk, once):
    """A contest of two rounds, each with the record that the station made and nobody else has signed."""
    from tests.cli.sealed import RUN_OFF, TIED

    if not once.exists():
        desk.congress(("bch", [TIED, RUN_OFF]))
        assert desk.seal().status == 0
        shutil.copytree(desk.folder, once)
    shutil.copytree(once, desk.folder, dirs_exist_ok=True)
    return desk


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys, cheap_keys):
    """A folder with a trust file and everybody's keys, and the command as it is typed there."""
    from tests.cli.sealed import Desk

    return Desk(tmp_path, monkeypatch, capsys)
