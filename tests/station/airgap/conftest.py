"""A fresh computer for each test."""

import pytest

from tests.station.airgap.machine import Machine


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path / "machine")
