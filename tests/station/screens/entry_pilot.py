"""An application on one of the screens of a contest, with somebody at the keys."""

from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp

from station.actions import ScreenId
from station.screens.routes import screen_of
from station.session.people import SignIn
from station.widgets.data_rows import DataRows
from station.widgets.paragraphs import Paragraphs
from tally.words import Lang
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import PINS, STRIKE
from tests.station.worlds import Hands, app, world


class At:
    """The screen that somebody works on, and what is seen on it."""

    def __init__(self, app, pilot, hands):
        self.app, self.pilot, self.hands = app, pilot, hands
        self.rung = 0

    @property
    def day(self):
        return self.app.day

    @property
    def screen(self):
        return self.app.screen

    @property
    def rows(self):
        return self.app.screen.query_one(DataRows)

    async def keys(self, *keys):
        """Press keys as a person does: the next when the last one is seen."""
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def type(self, stream):
        """Type all at once."""
        await burst(self.app, self.pilot, stream)

    async def settle(self):
        await settle(self.pilot)

    @property
    def seen(self):
        return text_of(self.app)

    def line(self, number):
        return self.seen.split("\n")[number].strip()

    @property
    def text(self):
        """What is seen, on one line."""
        return " ".join(self.seen.replace("║", " ").replace("│", " ").split())

    def said(self, name):
        """What paragraphs say, on one line."""
        return " ".join(self.screen.query_one(name, Paragraphs).render().plain.split())

    def table(self):
        """The rows as they are seen, without the pointer."""
        table = self.rows
        return [[str(cell) for cell in table.get_row(row.key)[1:]] for row in table.ordered_rows]


@asynccontextmanager
async def at(days, person, *, contest=STRIKE, screen: ScreenId | None = None, size=(80, 24), lang=Lang.VI, hands=None):
    """Somebody has signed in and is on a screen of a contest: the one that it is worked on, if no other is named."""
    hands = hands or Hands()
    home = Path(mkdtemp(dir=days.home))
    station = app(days.service, world(home, hands), lang=lang)
    here = At(station, None, hands)

    def ring():
        here.rung += 1

    station.bell = ring
    async with station.run_test(size=size) as pilot:
        here.pilot = pilot
        await settle(pilot)
        station.submit(SignIn(person=person, pin=PINS[person]))
        station.signed_in(person)
        station.go(screen or screen_of(station.day, contest), contest)
        await settle(pilot)
        yield here
