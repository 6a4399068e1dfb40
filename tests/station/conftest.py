"""What would take its time for nothing: tries at a PIN, waiting until the processor has been idle, painting, parsing.

What a try really costs, ``session/test_people`` asks. That a key has done its work, ``keys.settle`` and Textual's own
look through the queues of every widget tell: forty milliseconds of sleep after each key tell nothing more. Tests ask a
screen what it shows when they want to know; that nobody sees it sixty times a second, changes nothing of it. The same
styles with the same colours are parsed to the same rules, which nobody changes: each application has them of the first.
"""

import asyncio

import pytest
import textual.app
import textual.screen
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

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
    """Draw nothing that no terminal shows: a test that looks draws the screen itself, and a picture is drawn whole."""
    if full:
        return render(compositor, full, screen_stack, simplify)
    compositor._dirty_regions.clear()
    return None


parse_rules = Stylesheet._parse_rules
PARSED = {}
"""The rules of every style sheet by its colours and by what else they depend on."""


def parsed(sheet, css, read_from, is_default_rules=False, tie_breaker=0, scope=""):
    """Parse a style sheet, unless an application before this one had it with these very colours."""
    colours = sheet.__dict__.get("_colours")
    if colours is None or colours[0] is not sheet._variables:
        colours = sheet._colours = (sheet._variables, PARSED.setdefault(frozenset(sheet._variables.items()), {}))
    asked = (css, read_from, is_default_rules, tie_breaker, scope)
    if asked not in colours[1]:
        colours[1][asked] = parse_rules(sheet, *asked)
    return colours[1][asked]


@pytest.fixture(scope="package", autouse=True)
def no_idling():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", soon)
        patch.setattr(textual.screen, "UPDATE_PERIOD", PAINTED_EVERY)
        patch.setattr(Compositor, "render_update", unseen)
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield
