"""An application on one of the screens of the end, with the head at the keys and sticks that are folders."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from station.actions import ScreenId
from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.modal import Modal
from station.modals.pin_pad import PinPad
from station.session import people
from station.widgets.data_rows import DataRows
from station.widgets.paragraphs import Paragraphs
from tally.words import Lang
from tests.cli.conftest import cheap_keys
from tests.cli.opened import PASSPHRASE
from tests.cli.sealed import STATION
from tests.station.ceremony.days import FIRST, HEAD, PIN_OF_TRUST, pin, put_keys, put_trust, stick
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.worlds import Hands, app, world

DONE = "✓ Đã ký, đã kiểm tra, đã chép 2 nơi."
LONGEST = 30.0
"""Seconds that a loaded machine may take for what takes a tenth of one."""


class At:
    """The screen that is shown, and short ways to answer what it asks."""

    def __init__(self, app, pilot, hands):
        self.app, self.pilot, self.hands = app, pilot, hands

    @property
    def day(self):
        return self.app.day

    @property
    def screen(self):
        return self.app.screen

    @property
    def seen(self):
        return " ".join(text_of(self.app).replace("║", " ").split())

    def said(self, name):
        return " ".join(self.screen.query_one(name, Paragraphs).render().plain.split())

    async def keys(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def type(self, text, then="\r"):
        await burst(self.app, self.pilot, text + then)
        await settle(self.pilot)

    async def until(self, is_so):
        """Wait until something is so: threads take their time."""
        async with asyncio.timeout(LONGEST):
            while not is_so():
                await asyncio.sleep(0.01)
                await self.pilot.pause()
        await settle(self.pilot)

    async def asked(self, kind):
        """Wait until a question of this kind is before the screen, and it is quiet."""
        await self.until(lambda: isinstance(self.screen, kind) and self.screen.is_mounted)

    async def free(self):
        """Wait until nothing is asked and nothing is at work."""
        await self.until(lambda: not isinstance(self.screen, Modal) and not self._flows())

    def _flows(self):
        return [worker for worker in self.app.workers if worker.group == "flow" and not worker.is_finished]

    async def trust(self):
        await self.type(PIN_OF_TRUST)

    async def passphrase(self):
        await self.type(PASSPHRASE)

    async def pin(self, person):
        await self.type(pin(person))


@asynccontextmanager
async def at(desk, home, screen, contest=None, *, size=(80, 24), lang=Lang.VI, hands=None, sits=HEAD):
    """Show a screen of a day."""
    hands = hands or Hands()
    desk.sit(sits)
    made = app(desk.service, world(home, hands), lang=lang)
    async with made.run_test(size=size) as pilot:
        await settle(pilot)
        made.go_home()
        desk.sit(sits)
        made.go(screen, contest)
        await settle(pilot)
        yield At(made, pilot, hands)


def plugged(tmp_path, *names):
    """Two sticks, the first with a trust file and keys."""
    one, two = stick(tmp_path, "A"), stick(tmp_path, "B")
    put_trust(one.path)
    put_keys(one, *(names or (STATION, FIRST)))
    return Hands(sticks=(one, two))


async def made(here):
    """Make the records: choose the trust file, type its fingerprint, open the station's key."""
    await here.keys("enter")
    await here.asked(Choose)
    await here.keys("1")
    await here.asked(Ask)
    await here.trust()
    await here.until(lambda: "VD.1/station-1" in here.seen)
    await here.passphrase()
    await here.free()


async def signed(here, place, person=None):
    """Let the member of a row sign; whoever is not at the keys types the own PIN."""
    here.screen.query_one(DataRows).move_cursor(row=place)
    await here.keys("enter")
    if person:
        await here.asked(PinPad)
        await here.pin(person)
    await here.asked(Ask)
    await here.passphrase()
    await here.free()


@pytest.fixture
def cheap(cheap_keys, monkeypatch):
    """Keys and PINs that open at once."""
    monkeypatch.setattr(people, "COST", 2)


__all__ = ["At", "ScreenId", "at", "cheap", "cheap_keys", "made", "plugged", "signed"]
