"""Records and sealed ballots of a small nation, to be changed."""

import shutil

import pytest

from tests.archive.made import Archive


@pytest.fixture
def own(sealed_nation, tmp_path):
    """The same, to be changed."""
    shutil.copytree(sealed_nation, tmp_path / "own")
    archive = Archive(folder=tmp_path / "own" / "archive")
    archive.ballots = tmp_path / "own" / "ballots"
    return archive
