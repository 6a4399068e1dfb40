"""Opening a contest to the hall, and closing it again: the head's acts, which are asked each time."""

from station.modals.confirm import Confirm, Question
from station.screens.base import StationScreen
from station.screens.joining import led
from station.session.closing import CloseBoard, OpenBoard, at_work
from station.session.denied import Denied
from station.widgets.drawing import Sentence

__all__ = ["closed", "opened"]


async def opened(screen: StationScreen, contest: str) -> bool:
    """Let the hall see a contest up to the round at work or the last one closed. Gives whether it may."""
    number = at_work(screen.day.contest(contest))
    if not number:
        screen.station.tell(Denied("no_round", contest=contest))
        return False
    if number == screen.day.contest(contest).board_open:
        return True
    return await _asked(screen, OpenBoard(contest=contest), "result.hall.open", number)


async def closed(screen: StationScreen, contest: str) -> bool:
    """Let the hall see nothing of a contest any more. Gives whether it is so."""
    return await _asked(screen, CloseBoard(contest=contest), "result.hall.close", at_work(screen.day.contest(contest)))


async def _asked(screen: StationScreen, command: OpenBoard | CloseBoard, key: str, number: int) -> bool:
    pins = await led(screen, command.contest)
    if pins is None:
        return False
    title = screen.day.contest(command.contest).contest.title
    question = Question(
        title=Sentence(key=key, params={"title": title, "round": str(number)}), said=(Sentence(key=f"{key}_said"),)
    )
    if not await screen.app.push_screen_wait(Confirm(screen.words, question)):
        return False
    return screen.station.submit(command, joined=pins) is not None
