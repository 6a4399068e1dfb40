"""Two processes play a day: the first is killed, the second goes on with what it left."""

import pytest

from tests.station.conftest import REAL, costing


@pytest.fixture(scope="package", autouse=True)
def pins():
    """The day goes on after a kill in another process, which tries PINs at their real cost."""
    yield from costing(REAL)
