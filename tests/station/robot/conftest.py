"""The robot waits for what it sees, at most half a minute: too little on a machine that does other things too."""

import os

import pytest


@pytest.fixture(autouse=True)
def quiet_machine():
    """Play only where that was asked for."""
    if not os.environ.get("TALLY_ROBOT"):
        pytest.skip("a whole day is played by keys: TALLY_ROBOT=1 on a quiet machine")
