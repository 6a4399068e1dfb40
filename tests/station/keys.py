"""Typing as a terminal sends it: any number of keys in one read, with nothing waited for between them."""

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.pilot import Pilot

from station.keyboard import Keyboard

ROUNDS = 10_000
"""How often it is looked whether every key has been handled, and the air gap has been looked at."""


async def settle(pilot: Pilot) -> None:
    """Wait until what was done has gone its way from widget to widget, and is painted."""
    for _ in range(3):
        await pilot.pause(0)
    for _ in range(ROUNDS):
        if not isinstance(pilot.app, Keyboard) or (pilot.app.is_at_rest and not _is_looking(pilot.app)):
            break
        await pilot.pause(0)
    else:
        raise AssertionError("keys are waiting, or the air gap is looked at without end")
    await pilot.pause(0)


def _is_looking(app: Keyboard) -> bool:
    """Whether a thread is looking at the air gap; what it sees goes to the screen after it."""
    return any(worker.group == "look" and not worker.is_finished for worker in app.workers)


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
