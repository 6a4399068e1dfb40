"""A report of the small nation, and the browser that opens it as a page."""

import pytest

from tests.archive.report.reported import DAY, reported
from tests.verifier.conftest import chromium

__all__ = ["answered", "chromium"]


@pytest.fixture(scope="session")
def answered(known):
    """Every question answered, on a day: only to be read."""
    return reported(known, today=DAY)
