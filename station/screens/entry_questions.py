"""Asking what is seen on a paper, for a number, for a reason, and for how the board voted."""

from station.modals.ask import Ask, Request
from station.modals.choose import Choice, Choose
from station.screens.base import StationScreen
from station.session.marks import Seen
from station.session.said import MOST_SAID
from station.session.watch import OverruleAirGap
from station.widgets.drawing import Sentence

__all__ = ["SEEN", "doubt_choice", "number_asked", "overruled", "reason_asked", "splits", "voted"]

MOST_DIGITS = 5
SEEN = tuple(Seen)


def doubt_choice(paper: int, marks: str) -> Choice:
    """Give the question of what is seen on a paper; the answers stand in the order of ``SEEN``."""
    return Choice(
        title=Sentence(key="entry.seen.title", params={"paper": paper}),
        said=(Sentence(key="entry.seen.with", params={"marks": marks}),),
        options=tuple(Sentence(key=f"entry.seen.{one}") for one in SEEN),
    )


async def number_asked(screen: StationScreen, title: Sentence, text: str = "") -> int | None:
    """Ask for a whole number until one is given; None on Esc."""
    said: tuple[Sentence, ...] = ()
    while True:
        request = Request(title=title, said=said, text=text, longest=MOST_DIGITS)
        written = await screen.app.push_screen_wait(Ask(screen.words, request))
        if written is None:
            return None
        if written.isascii() and written.isdecimal():
            return int(written)
        text, said = written, (Sentence(key="entry.ask.digits"),)


async def reason_asked(screen: StationScreen, title: Sentence) -> str | None:
    """Ask for a reason; None on Esc."""
    return await screen.app.push_screen_wait(Ask(screen.words, Request(title=title, longest=MOST_SAID)))


def splits(members: int) -> tuple[tuple[int, int], ...]:
    """Give how a board of so many members can agree by a majority: for and against, the clearest first."""
    needed = members // 2 + 1
    return tuple(
        (agree, against) for agree in range(members, needed - 1, -1) for against in range(members - agree, -1, -1)
    )


async def voted(screen: StationScreen, title: Sentence, members: int) -> tuple[int, int] | None:
    """Ask how the members of the board voted, for and against; None on Esc. Without a majority nothing is ruled."""
    found = splits(members)
    options = tuple(Sentence(key="entry.vote", params={"agree": agree, "against": against}) for agree, against in found)
    said = (Sentence(key="entry.vote.majority", params={"n": members, "needed": members // 2 + 1}),)
    place = await screen.app.push_screen_wait(Choose(screen.words, Choice(title=title, options=options, said=said)))
    return None if place is None else found[place]


async def overruled(screen: StationScreen, title: Sentence) -> bool:
    """Let the board go on in spite of what is broken, by a majority and with a reason. Gives whether it did."""
    votes = await voted(screen, title, len(screen.day.the_congress.board))
    reason = await reason_asked(screen, Sentence(key="entry.overrule.reason")) if votes else None
    if votes is None or reason is None:
        return False
    command = OverruleAirGap(agree=votes[0], against=votes[1], reason=reason)
    return screen.station.submit(command) is not None
