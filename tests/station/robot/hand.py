"""A hand at the keyboard of the real application, and an eye that waits for what must come.

Keys are posted as a terminal's are, any number without a pause. Nothing sleeps for a while and hopes: after each act
the hand waits until the day or the screen is as it must be, and says what it saw instead when that does not come.
"""

import asyncio
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.css.query import NoMatches

from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.pin_pad import PinPad
from station.modals.problem import Problem
from station.widgets.data_rows import DataRows
from station.widgets.drawing import say
from tests.station.painted import text_of

LIMIT = 30.0
"""Seconds after which what did not come is given up; a busy machine takes long."""
_TURN = 0.001
"""Seconds between two looks."""


class NotReached(AssertionError):
    """What was waited for did not come."""


class Hand:
    """Types on the application, and waits."""

    def __init__(self, app):
        self.app = app
        self.keys_typed = 0
        self._answered = None

    @property
    def day(self):
        return self.app.day

    @property
    def screen(self):
        return self.app.screen

    async def until(self, reached, what, *, even_trouble=False):
        """Wait until something is so. A box that tells of trouble is told at once, unless it is what is waited for."""
        end = monotonic() + LIMIT
        while not self._is(reached):
            if self.app._exception is not None:
                raise self.app._exception
            if isinstance(self.screen, Problem) and not even_trouble:
                raise NotReached(f"{what}: {say(self.screen.trouble.happened, self.app.words)}")
            if monotonic() > end:
                raise NotReached(f"{what}: {type(self.screen).__name__}\n{text_of(self.app)}")
            await asyncio.sleep(_TURN)

    def _is(self, reached):
        try:
            return reached()
        except NoMatches:
            return False

    def type(self, text):
        """Type a text; its line ends are Enter."""
        for token in XTermParser().feed(text.replace("\n", "\r")):
            self.keys_typed += isinstance(token, events.Key)
            self.app.post_message(token)

    def press(self, *keys):
        """Press keys by their names, one after the other."""
        for key in keys:
            self.keys_typed += 1
            self.app.post_message(events.Key(key, " " if key == "space" else None))

    async def on(self, kind):
        """Wait until a screen of the station is on top, and keys arrive there."""
        await self.until(lambda: isinstance(self.screen, kind) and self._is_ready(self.screen), kind.__name__)
        return self.screen

    async def asked(self, kind):
        """Wait until a box asks that was not there before."""
        await self.until(
            lambda: isinstance(self.screen, kind) and self.screen is not self._answered and self._is_ready(self.screen),
            kind.__name__,
            even_trouble=kind is Problem,
        )
        self._answered = self.screen
        return self.screen

    def _is_ready(self, screen):
        is_there = screen.is_mounted and screen.is_current and bool(screen.children)
        return is_there and (not screen.focus_chain or screen.focused is not None)

    async def left(self, box):
        """Wait until a box is not there any more."""
        await self.until(lambda: box not in self.app.screen_stack, f"{type(box).__name__} has gone", even_trouble=True)

    async def mark(self, key):
        """Go to a row of the table on the screen with the arrows."""
        rows = self.screen.query_one(DataRows)
        await self.until(lambda: key in [row.key for row in rows._shown] and rows.row_count, f"a row {key}")
        place = [row.key for row in rows._shown].index(key)
        on = place - rows.cursor_row
        self.press(*["down" if on > 0 else "up"] * abs(on))
        await self.until(lambda: rows.marked == key, f"{key} is marked")

    async def choose(self, place):
        """Choose from a box by its digit, from 1."""
        box = await self.asked(Choose)
        self.type(str(place))
        await self.left(box)
        return box

    async def choose_said(self, said):
        """Choose from a box the option that is said so."""
        box = await self.asked(Choose)
        options = [say(option, self.app.words) for option in box.choice.options]
        (place,) = [place for place, option in enumerate(options, 1) if said in option]
        self.type(str(place))
        await self.left(box)

    async def pin(self, digits):
        """Type a PIN where it is asked for."""
        box = await self.asked(PinPad)
        self.type(f"{digits}\n")
        await self.left(box)

    async def write(self, kind, text):
        """Write a line into a box, and Enter."""
        box = await self.asked(kind)
        self.type(f"{text}\n")
        await self.left(box)

    async def in_line(self, form, key):
        """Wait until the mark is in a line of a form."""
        await self.until(lambda: form.focused is form._blanks[key], f"the line {key}")

    async def confirm(self):
        """Say yes to a question, by its word where it has one."""
        box = await self.asked(Confirm)
        word = box.question.word
        if word is None:
            self.press("right", "enter")
        else:
            self.type(f"{say(word, self.app.words)}\n")
        await self.left(box)
