"""What would take its time for nothing: tries at a PIN, waiting until the processor has been idle, painting.

What a try really costs, ``session/test_people`` asks. That a key has done its work, ``keys.settle`` and Textual's own
look through the queues of every widget tell: forty milliseconds of sleep after each key tell nothing more. Tests ask a
screen what it shows when they want to know; that nobody sees it sixty times a second, changes nothing of it.
"""

import asyncio

import pytest
import textual.app
import textual.screen
from textual._compositor import Compositor

from station.session import people

REAL, SMALL = people.COST, 2
HOPS = 20
PAINTED_EVERY = 0.2
"""Seconds between two paintings that nobody sees."""


def costing(cost):
    """Have a try at a PIN cost so much for the tests of a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "COST", cost)
        yield


@pytest.fixture(scope="package", autouse=True)
def pins():
    yield from costing(SMALL)


async def soon(_min_sleep: float = 0, _max_sleep: float = 1) -> None:
    """Let whatever is ready run, and what that makes ready: a key goes from the application down to a field and up."""
    for _ in range(HOPS):
        await asyncio.sleep(0)


render = Compositor.render_update


def unseen(compositor, full=False, screen_stack=None, simplify=False):
    """Draw nothing that no terminal shows: a test that looks draws the screen for itself, and a picture is drawn whole."""
    if full:
        return render(compositor, full, screen_stack, simplify)
    compositor._dirty_regions.clear()
    return None


@pytest.fixture(scope="package", autouse=True)
def no_idling():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", soon)
        patch.setattr(textual.screen, "UPDATE_PERIOD", PAINTED_EVERY)
        patch.setattr(Compositor, "render_update", unseen)
        yield
