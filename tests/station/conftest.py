"""A try at a PIN costs next to nothing here; what it really costs, ``session/test_people`` asks."""

import pytest

from station.session import people

REAL, SMALL = people.COST, 2


def costing(cost):
    """Have a try at a PIN cost so much for the tests of a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "COST", cost)
        yield


@pytest.fixture(scope="package", autouse=True)
def pins():
    yield from costing(SMALL)
