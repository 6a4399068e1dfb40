"""Opening a contest to the hall: the head's act, on the result and on the board itself."""

from station.screens.base import StationScreen
from station.screens.joining import led
from station.session.closing import OpenBoard

__all__ = ["opened"]


async def opened(screen: StationScreen, contest: str) -> bool:
    """Let the hall see a contest up to the round at work or the last one closed. Gives whether it may."""
    pins = await led(screen, contest)
    return pins is not None and screen.station.submit(OpenBoard(contest=contest), joined=pins) is not None
