"""A small synthetic nation, laid down once, and copies of it for tests that change it."""

import shutil

import pytest

from tests.archive.made import Archive, laid_down
from tools import nation as making


@pytest.fixture(scope="session")
def nation(tmp_path_factory):
    """Files of 18 units under two superiors: only to be read."""
    return laid_down(tmp_path_factory.mktemp("nation"))


@pytest.fixture
def archive(nation, tmp_path):
    """The same files, to be changed; sizes and times are those of the nation."""
    shutil.copytree(nation.folder, tmp_path / "archive")
    return Archive(folder=tmp_path / "archive")


@pytest.fixture(scope="session")
def known(nation, tmp_path_factory):
    """The same files with their index: only to be read."""
    copied = Archive(folder=tmp_path_factory.mktemp("known") / "archive")
    shutil.copytree(nation.folder, copied.folder)
    copied.update()
    return copied


@pytest.fixture(scope="session")
def sealed_nation(tmp_path_factory):
    """Records of some units, indexed, and their sealed ballots: only to be read."""
    folder = tmp_path_factory.mktemp("sealed")
    making.write(folder / "archive", 4, sealed_in=folder / "ballots")
    Archive(folder=folder / "archive").update()
    return folder
