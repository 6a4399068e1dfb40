"""An application on one of the screens before the first ballot, with somebody at the keys."""

from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp

from station.screens.routes import screen_of
from station.session.people import SignIn
from station.widgets.data_rows import DataRows
from station.widgets.paragraphs import Paragraphs
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import PINS, STRIKE
from tests.station.worlds import Hands, app, world


class At:
    """The screen that somebody works on, and what is seen on it."""

    def __init__(self, app):
        self.app = app
        self.pilot = None
        self.rung = 0

    @property
    def day(self):
        return self.app.day

    @property
    def screen(self):
        return self.app.screen

    async def keys(self, *keys):
        """Press keys as a person does: the next when the last one is seen."""
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    def ring(self):
        self.rung += 1

    @property
    def seen(self):
        return text_of(self.app)

    def line(self, number):
        return self.seen.split("\n")[number].strip()

    def said(self, name):
        """What paragraphs say, on one line."""
        return " ".join(self.screen.query_one(name, Paragraphs).render().plain.split())

    def table(self):
        """The rows as they are seen, without the pointer."""
        table = self.screen.query_one(DataRows)
        return [[str(cell) for cell in table.get_row(row.key)[1:]] for row in table.ordered_rows]


@asynccontextmanager
async def at(days, person, *, contest=STRIKE, screen=None, hands=None):
    """Somebody has signed in and is on a screen of a contest: on the one that it is worked on, if no other is named."""
    station = app(days.service, world(Path(mkdtemp(dir=days.home)), hands or Hands()))
    here = At(station)
    station.bell = here.ring
    async with station.run_test(size=(80, 24)) as pilot:
        here.pilot = pilot
        await settle(pilot)
        station.submit(SignIn(person=person, pin=PINS[person]))
        station.signed_in(person)
        station.go(screen or screen_of(station.day, contest), contest)
        await settle(pilot)
        yield here
