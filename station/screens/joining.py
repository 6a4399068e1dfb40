"""A second person joins whoever is at the keys: chooses the own name, types the own PIN.

What two people do together is done by both: each is known by the PIN, and one of them is of the board (R2, Art. 8).
"""

from station.modals.choose import Choice, Choose
from station.modals.pin_pad import PinPad, PinRequest
from station.screens.base import StationScreen
from station.session import Day
from station.session.denied import Denied
from station.session.people import LEAST_DIGITS, MOST_DIGITS
from station.session.state import Duty, Person
from station.widgets.drawing import Sentence

__all__ = ["board_beside", "joined", "led", "witnesses"]

Pins = dict[str, str]
"""Who joins, each with the PIN typed."""


def board_beside(day: Day, contest: str | None) -> tuple[Person, ...]:
    """Give the members of the board beside whoever is at the keys; of a contest, if one is named."""
    return tuple(one for one in day.people if one.id != day.at_keys and day.sits(one.id, contest))


def witnesses(day: Day, contest: str) -> tuple[Person, ...]:
    """Give who may read a paper together with whoever is at the keys: one of the two is of the board."""
    board = board_beside(day, contest)
    if day.at_keys is None or not day.sits(day.at_keys, contest):
        return board
    operators = [one for one in day.people if one.duty is Duty.OPERATOR and not day.stands(one.name, contest)]
    return (*board, *operators)


async def joined(screen: StationScreen, people: tuple[Person, ...], title: Sentence) -> Pins | None:
    """Ask which of these people joins, and for the PIN. Gives None where nobody did; where nobody can, it says so."""
    if not people:
        screen.station.tell(Denied("two_persons"))
        return None
    choice = Choice(title=title, options=tuple(one.name for one in people))
    place = await screen.app.push_screen_wait(Choose(screen.words, choice))
    if place is None:
        return None
    person = people[place]
    asked = Sentence(key="station.pin_of", params={"name": person.name})
    request = PinRequest(title=asked, said=title, least=LEAST_DIGITS, most=MOST_DIGITS)
    pin = await screen.app.push_screen_wait(PinPad(screen.words, request))
    return None if pin is None else {person.id: pin}


async def led(screen: StationScreen, contest: str | None) -> Pins | None:
    """Give who must join so that those present do what the head does; nobody where whoever is at the keys leads.

    Gives None where nobody joined; where somebody else must be at the keys, it says so.
    """
    day = screen.day
    if day.at_keys is None or not day.sits(day.at_keys, contest):
        screen.station.tell(Denied("only_the_head"))
        return None
    if day.lead((day.at_keys,), contest):
        return {}
    return await joined(screen, board_beside(day, contest), Sentence(key="entry.join.lead"))
