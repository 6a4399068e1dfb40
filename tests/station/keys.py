"""Typing as a terminal sends it: any number of keys in one read, with nothing waited for between them."""

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.pilot import Pilot

from station.keyboard import Keyboard

ROUNDS = 10_000
"""How often it is looked whether every key has been handled, and nothing is at work any more."""


async def settle(pilot: Pilot) -> None:
    """Wait until what was done has gone its way from widget to widget, and is painted."""
    for _ in range(3):
        await pilot.pause(0)
    for _ in range(ROUNDS):
        if not isinstance(pilot.app, Keyboard) or (pilot.app.is_at_rest and not _is_at_work(pilot.app)):
            break
        await pilot.pause(0)
    else:
        raise AssertionError("keys are waiting, or something is at work without end")
    await pilot.pause(0)


def _is_at_work(app: Keyboard) -> bool:
    """Whether an act is at work, maybe in a thread, that asks nothing now; or the air gap is being looked at."""
    looking = any(worker.group == "look" and not worker.is_finished for worker in app.workers)
    return looking or app._flows > app._asking


async def burst(app: App, pilot: Pilot, stream: str) -> None:
    """Type all of a stream at once, then wait until it is done."""
    for token in XTermParser().feed(stream):
        app.post_message(token)
    await settle(pilot)


def forwarded(key: str, character: str | None = None) -> events.Key:
    """Give a key that the application has handed to a widget already."""
    event = events.Key(key, character)
    event._set_forwarded()
    return event
