"""The application: one day, one service, and the screens that show what the day has become.

Every act goes through ``submit``: what comes of it is another day, and every screen is told. Whatever keeps an act from
being done is told in a box, with what is safe and what to press.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events

from station import board
from station.actions import ScreenId
from station.face import Face
from station.journal.errors import JournalError
from station.messages import Told, told
from station.modals.problem import Problem, Trouble
from station.screens.base import StationScreen
from station.screens.routes import made
from station.screens.too_small import TooSmall, is_too_small
from station.service import Service
from station.session import Command, Day, Event
from station.session.denied import Denied
from station.session.entry import BallotEntered, BallotUndone
from station.session.people import SignOut
from station.session.watch import NoteAirGap
from station.starting import BOARD
from station.terminal import Terminal
from station.world import World
from tally.faults import BadInput
from tally.record.document import Observation
from tally.record.refusal import Refused
from tally.words import Words

if TYPE_CHECKING:
    from station.ceremony.trusting import Trusted

__all__ = ["StationApp"]

LOOK_EVERY = 30.0
"""Seconds between two looks at the air gap."""
LOCK_AFTER = 300.0
"""Seconds without a key after which the screen locks."""
_SHOWN = (ScreenId.BOARD, ScreenId.TRANSFER)
"""Screens that a hall or a camera looks at: they are not covered when the one at the keys is signed out."""


class StationApp(Face):
    """The counting station. ``opened`` is the day to go on with, None to choose one first."""

    AUTO_FOCUS = "*"

    def __init__(
        self,
        world: World,
        words: Words,
        terminal: Terminal,
        *,
        opened: Service | None = None,
    ) -> None:
        super().__init__(words, terminal)
        self.world = world
        self.service = opened
        self.seen: tuple[Observation, ...] = ()
        self.trusted: Trusted | None = None
        self._last_key = world.seconds()
        self._last_person = ""
        self._locks_next = False

    @property
    def day(self) -> Day:
        """The day as it stands; an empty one before any is open."""
        return self.service.day if self.service else Day()

    async def on_mount(self) -> None:
        """Take the signals that would leave the terminal broken, look at the air gap, and show where we were."""
        loop = asyncio.get_running_loop()
        for sent in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(sent, partial(self.exit, return_code=128 + sent))
        self.set_interval(LOOK_EVERY, self.look)
        self.set_interval(1.0, self._lock_when_idle)
        self.begin()
        if is_too_small(self.size):
            self.push_screen(TooSmall(self.words))
        self.look()

    def begin(self) -> None:
        """Show the first screen: the choice of a day, or who it is that sits down."""
        if self.service is None:
            self.push_screen(made(ScreenId.OPEN))
            return
        if self.day.at_keys:
            self.submit(SignOut())
        self.push_screen(made(ScreenId.LOCKED))

    def on_resize(self, event: events.Resize) -> None:
        """Show nothing but that the terminal is too small, where it is."""
        if is_too_small(event.size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(self.words))

    def open_day(self, service: Service) -> None:
        """Go on with a day that was chosen or made."""
        self.service, self._last_person, self.trusted = service, "", None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.begin()
        self.look()

    def go(self, screen: ScreenId, contest: str | None = None) -> None:
        """Show another screen on top of this one."""
        self.push_screen(made(screen, contest))

    def go_enrol(self) -> None:
        """Take the first person in: the head of the board."""
        self.go(ScreenId.PEOPLE)

    def signed_in(self, person: str) -> None:
        """Go on where the screen was locked, or on the day's screen where somebody else sits down."""
        self.pop_screen()
        if person != self._last_person:
            self.go_home()
        self._last_person = person

    def go_home(self) -> None:
        """Show the day, and nothing else; it is made once somebody has signed in."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if not self.screen_is(ScreenId.DAY):
            self.push_screen(made(ScreenId.DAY))

    def submit(
        self,
        command: Command,
        *,
        joined: Mapping[str, str] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> tuple[Event, ...] | None:
        """Carry a command out and tell every screen. Gives what happened, None where it was not done, and tells why."""
        if self.service is None:
            return None
        try:
            happened = self.service.submit(command, joined=joined, files=files)
        except (Denied, BadInput, Refused) as error:
            self.tell(error)
            self.show_day()  # a wrong PIN has been noted
            return None
        except JournalError as error:
            self.tell(error, then=self._open_again)
            return None
        if not all(isinstance(event, BallotEntered | BallotUndone) for event in happened):
            self.show_hall()
        self.show_day()
        return happened

    def flow(self, steps: Coroutine[Any, Any, None]) -> None:
        """Run an act that asks on the way, and tell what kept it from going on."""
        super().flow(self._told(steps))

    async def _told(self, steps: Coroutine[Any, Any, None]) -> None:
        try:
            await steps
        except JournalError as error:
            self.tell(error, then=self._open_again)
        except (Denied, BadInput, Refused) as error:
            self.tell(error)

    @property
    def board_path(self) -> str:
        """Where the hall's screen looks for what it may show."""
        return str(self.world.home / BOARD)

    def show_hall(self) -> None:
        """Write what the hall may see of the contests opened to it. A board that can't be written now is later."""
        if self.service is None or self.day.congress is None:
            return
        with suppress(OSError, BadInput, JournalError, Refused):
            before = board.load(self.board_path)
            is_ours = before is not None and before.journal == self.service.begun
            if not is_ours and not any(one.board_open for one in self.day.contests.values()):
                return  # what another day remembers stays
            now = board.board(self.day, before, journal=self.service.begun)
            if now != before:
                board.save(self.board_path, now)

    def tell(self, error: Told, then: Callable[[], None] | None = None) -> None:
        """Say what kept an act from being done; what is being said already is not said on top of itself."""
        self.bell()
        trouble = Trouble(happened=told(error, self.words), safe="", todo="")
        if isinstance(self.screen, Problem) and self.screen.trouble == trouble:
            return
        self.push_screen(Problem(self.words, trouble), lambda _: self._read(then))

    def _read(self, then: Callable[[], None] | None) -> None:
        """Go on once a trouble was read, and lock where that was asked for meanwhile."""
        if then:
            then()
        if self._locks_next:
            self.action_lock()

    def show_day(self) -> None:
        """Tell the screen that is seen what the day has become; one under it is told when it is on top again."""
        seen = [screen for screen in self.screen_stack if isinstance(screen, StationScreen)]
        for screen in seen[-1:]:
            screen.refresh_day()

    def look(self) -> None:
        """Look at the air gap, and note what has changed."""
        self.run_worker(self.looked(), group="look", exclusive=True)

    async def looked(self) -> None:
        """Look at the air gap now, keep what was seen, and note what has changed."""
        self.seen = await asyncio.to_thread(self.world.observe)
        broken = {one.check: one.seen or "?" for one in self.seen if not one.clear}
        self.submit(NoteAirGap(broken=broken))

    def _open_again(self) -> None:
        """Open the journal anew after it failed: what was acknowledged is there, and the screens show it."""
        if self.service is None:
            return
        try:
            self.service = self.service.again()
        except (JournalError, Refused) as error:
            self.tell(error, then=lambda: self.exit(return_code=3))
            return
        self.show_day()

    def _lock_when_idle(self) -> None:
        """Sign out whoever has gone. What others look at stays in sight: whoever leaves it has to sign in."""
        if not self.day.at_keys or self.world.seconds() - self._last_key <= LOCK_AFTER:
            return
        if any(self.screen_is(shown) for shown in _SHOWN):
            self.submit(SignOut())
        else:
            self.action_lock()

    def leave(self) -> None:
        """Leave a screen that stays in sight when nobody is at the keys: then it is asked who comes."""
        self.pop_screen()
        if self.service is not None and not self.day.at_keys:
            self.go(ScreenId.LOCKED)

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on, and the day too."""
        super().reword(words)
        self.show_day()

    async def on_event(self, event: events.Event) -> None:
        """Note every key as a sign that somebody is there."""
        if isinstance(event, events.Key | events.Paste):
            self._last_key = self.world.seconds()
        await super().on_event(event)

    def action_lock(self) -> None:
        """Lock the screen; whoever comes signs in. A trouble that nobody has read yet stays in sight before that."""
        if self.service is None or self.screen_is(ScreenId.LOCKED):
            return
        self._locks_next = isinstance(self.screen, Problem) or self.submit(SignOut()) is None
        if not self._locks_next:
            self.go(ScreenId.LOCKED)

    def screen_is(self, screen: ScreenId) -> bool:
        """Whether a screen is on top, whatever is asked before it."""
        of_station = [one for one in self.screen_stack if isinstance(one, StationScreen)]
        return bool(of_station) and of_station[-1].screen_id is screen
