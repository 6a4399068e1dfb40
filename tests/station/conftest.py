"""What would take its time for nothing: tries at a PIN, and waiting after a key until the processor has been idle.

What a try really costs, ``session/test_people`` asks. That a key has done its work, ``keys.settle`` and Textual's own
look through the queues of every widget tell: forty milliseconds of sleep after each key tell nothing more.
"""

import asyncio

import pytest
import textual.app

from station.session import people

REAL, SMALL = people.COST, 2
HOPS = 20


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


@pytest.fixture(scope="package", autouse=True)
def no_idling():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", soon)
        yield
