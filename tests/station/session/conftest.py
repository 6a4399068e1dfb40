"""A try at a PIN costs next to nothing here; what it really costs, ``test_people`` asks."""

import pytest

from station.session import people


@pytest.fixture(scope="session", autouse=True)
def _cheap_pins():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "COST", 2)
        yield
