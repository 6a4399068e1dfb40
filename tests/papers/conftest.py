"""The folder of a congress as its clerk has it, for the command that makes papers of it.

Every paper of a record has the code of the same hash. To draw one takes longer than the rest of the paper: each is
drawn once, and whoever wants to change a code has one of his own.
"""

from functools import cache

import pytest

from tally.papers import entry_log, parts
from tests.cli.conftest import cheap_keys, desk, once, sealed

__all__ = ["cheap_keys", "codes_once", "desk", "once", "sealed"]


@pytest.fixture(scope="package", autouse=True)
def codes_once():
    """Draw each code once."""
    drawn = cache(parts.code_of)
    with pytest.MonkeyPatch.context() as patch:
        for module in (parts, entry_log):
            patch.setattr(module, "code_of", lambda text: [*drawn(text)])
        yield
