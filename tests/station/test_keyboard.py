"""The keyboard: whoever types without looking gets what comes of the same keys one by one."""

import asyncio
from typing import ClassVar

import pytest
from textual import events
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from station.keyboard import Keyboard
from station.modals.problem import Problem, Trouble
from station.screens.entry import EntryScreen
from station.screens.people import PeopleScreen
from tests.station.keys import burst, settle
from tests.station.screens.entry_days import HEAD, PINS, STRIKE, TYPIST, Days, document, struck
from tests.station.worlds import Hands, app, world

DOWN, ENTER = "\x1b[B", "\r"
TO_THE_PAPERS = f"{DOWN}{DOWN}{ENTER}{PINS[TYPIST]}{ENTER}{ENTER}{ENTER}"
"""From the locked screen: the operator's name, the PIN, the first contest, its first batch."""


@pytest.fixture
def days(tmp_path):
    made = Days(tmp_path, document(present=60))
    made.start(papers=60, batch=60)
    made.leave()
    return made


def station_on(days):
    return app(days.service, world(days.home, Hands()))


def lines(count):
    return [sorted({1 + place % 6, 1 + (place // 6) % 6}) for place in range(count)]


def typed(ballots):
    return "".join(" ".join(map(str, line)) + ENTER for line in ballots)


async def test_from_the_locked_screen_to_fifty_ballots_in_one_go_nothing_is_lost_and_nothing_overtakes(days):
    station = station_on(days)
    ballots = lines(50)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await burst(station, pilot, TO_THE_PAPERS + typed(ballots))
        assert isinstance(station.screen, EntryScreen)
        stored = station.day.work(STRIKE).entries[0].batches[1].ballots
        assert stored == tuple(struck(*line) for line in ballots)


async def press_all(station, pilot, *keys):
    """Press keys with nothing waited for between them, Esc among them, which in a stream would begin a sequence."""
    for key in keys:
        station.post_message(events.Key(key, key if len(key) == 1 else None))
    await settle(pilot)


async def test_a_question_in_a_row_of_questions_gets_the_keys_that_are_meant_for_it(days):
    station = station_on(days)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_all(station, pilot, "enter", *"1119", "enter", "escape", "enter", *PINS[HEAD], "enter", "f4")
        assert isinstance(station.screen, PeopleScreen)


async def test_a_key_that_is_typed_while_something_takes_long_waits_for_what_comes_after_it(days):
    station = station_on(days)
    went = []

    async def long():
        await asyncio.sleep(0.05)
        went.append(await station.push_screen_wait(Problem(station.words, Trouble(happened="", safe="", todo=""))))

    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        station.flow(long())
        await press_all(station, pilot, "escape")
        assert went == [None]


class Field(Static):
    can_focus = True


class Asks(ModalScreen[None]):
    """Notes the digits that reach it. There is no field in it: their way to it is short."""

    BINDINGS: ClassVar = [Binding(digit, f"note({digit})") for digit in "123"]

    def action_note(self, digit):
        self.app.noted.append(digit)


class Deep(Screen[None]):
    """A field in boxes in boxes: the way of a key from it is long."""

    BINDINGS: ClassVar = [Binding("a", "ask")]

    def compose(self):
        with Vertical(), Vertical(), Vertical(), Vertical(), Vertical(), Vertical():
            yield Field()

    def action_ask(self):
        self.app.flow(self._ask())

    async def _ask(self):
        await asyncio.sleep(0)
        await self.app.push_screen_wait(Asks())


class Small(Keyboard):
    def __init__(self):
        super().__init__()
        self.noted = []

    def on_mount(self):
        self.push_screen(Deep())


@pytest.mark.parametrize("later", range(0, 24, 2))
async def test_whenever_a_digit_comes_it_is_neither_lost_nor_before_an_earlier_one(later):
    small = Small()
    async with small.run_test() as pilot:
        await settle(pilot)
        for keys in ("a1", "23"):
            for key in keys:
                small.post_message(events.Key(key, key))
            for _ in range(later):
                await asyncio.sleep(0)
        await settle(pilot)
        assert small.noted == [1, 2, 3]


async def test_a_screen_that_is_just_going_is_waited_for():
    small = Small()
    async with small.run_test() as pilot:
        await settle(pilot)
        given, refused = small.screen.call_later, []

        def once(callback, *args):
            if callback == small.call_next and not refused:
                refused.append(callback)
                return False
            return given(callback, *args)

        small.screen.call_later = once
        await press_all(small, pilot, "a", "1")
        assert (small.noted, len(refused)) == ([1], 1)
