"""Going on where something cannot be looked at: that, too, is a thing seen."""

from collections.abc import Iterator

from station.airgap.sight import Sight, Sign
from station.airgap.system import Unread

__all__ = ["look"]


def look(sights: Iterator[Sight]) -> Iterator[Sight]:
    """Give the sights, and in place of what could not be looked at, that it could not."""
    try:
        yield from sights
    except Unread as unread:
        yield Sight(name=unread.place, sign=Sign.UNREAD)
