"""Keys and PINs that open at once."""

from tests.cli.conftest import cheap_keys  # noqa: F401
from tests.station.session.conftest import _cheap_pins  # noqa: F401
