"""Keys that open at once."""

from tests.cli.conftest import cheap_keys  # noqa: F401
