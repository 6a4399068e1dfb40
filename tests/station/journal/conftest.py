"""A disk that takes no time."""

import pytest

from tools.fault_disk import Watch, watched


@pytest.fixture
def quick(tmp_path):
    """Leave out the syncs, which only take time where no power is cut."""
    with watched(Watch(), tmp_path):
        yield
