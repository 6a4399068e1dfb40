"""The robot waits for what it sees, at most half a minute: too little on a machine that does other things too."""

import os

import pytest

from tests.station.conftest import REAL, costing


@pytest.fixture(autouse=True)
def quiet_machine():
    """Play only where that was asked for."""
    if not os.environ.get("TALLY_ROBOT"):
        pytest.skip("a whole day is played by keys: TALLY_ROBOT=1 on a quiet machine")


@pytest.fixture(scope="package", autouse=True)
def pins():
    """The day goes on after a kill in another process, which tries PINs at their real cost."""
    yield from costing(REAL)
