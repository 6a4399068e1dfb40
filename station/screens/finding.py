"""Looking for a name on a screen: written without marks, or by its number."""

from collections.abc import Sequence

from station.modals.ask import Ask, Request
from station.screens.base import StationScreen
from station.widgets.drawing import Sentence
from station.widgets.name_search import matches
from station.widgets.number_grid import Listed

__all__ = ["found"]


async def found(screen: StationScreen, names: Sequence[str]) -> int | None:
    """Ask for a part of a name and give the place (from 0) of the first whom it means; None where nobody is meant."""
    request = Request(title=Sentence(key="station.search"))
    written = await screen.app.push_screen_wait(Ask(screen.words, request))
    if written is None:
        return None
    listed = [Listed(number=place, name=name) for place, name in enumerate(names, start=1)]
    meant = matches(written, listed)
    if not meant:
        screen.app.bell()
        return None
    return meant[0].number - 1
