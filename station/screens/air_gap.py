"""A broken air gap on a screen that has no notice of its own for it: the board mends it, or goes on in spite of it."""

from station.screens.base import StationScreen
from station.screens.entering import is_stopped
from station.screens.entry_questions import overruled
from station.screens.making import chosen
from station.session.denied import Denied
from station.widgets.drawing import Sentence

__all__ = ["past_air_gap"]


async def past_air_gap(screen: StationScreen) -> bool:
    """Say what stops entering, and let the board look again or overrule it. Gives whether something may be entered now.

    To whoever is not of the board it is said, and nothing is asked.
    """
    while is_stopped(day := screen.day):
        broken = day.watch.broken
        if day.at_keys is None or not day.sits(day.at_keys):
            screen.station.tell(Denied("air_gap_broken", checks=", ".join(broken)))
            return False
        seen = screen.words.join(screen.words(f"air.check.{check}") for check in broken)
        options = (Sentence(key="box.air.look"), Sentence(key="box.air.overrule"))
        said = (Sentence(key="entry.stop.seen", params={"checks": seen}), Sentence(key="box.air.safe"), "")
        place = await chosen(screen, Sentence(key="box.air.title"), options, *said)
        if place is None:
            return False
        await screen.station.looked()
        asked = place == 1 and is_stopped(screen.day)
        if asked and not await overruled(screen, Sentence(key="entry.overrule.vote")):
            return False
    return True
