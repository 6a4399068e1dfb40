"""What the screens have in common on which papers are worked on: where we are, and the notice that entering stops.

For real, entering stops while the air gap is broken, until it is mended or the board overrules it with a reason. The
screen says so before a key is lost: what was typed stays, and the notice takes the keys.
"""

from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.widgets import ContentSwitcher

from station.actions import ScreenId
from station.screens.base import StationScreen
from station.screens.entry_questions import overruled
from station.screens.office import office
from station.screens.routes import screen_of
from station.session import Day
from station.session.denied import Denied
from station.session.round import RoundState, Way
from station.widgets.big_notice import BigNotice, Kind, Notice
from station.widgets.data_rows import DataRows
from station.widgets.drawing import Sentence
from station.widgets.key_line import Keys
from tally.words import Words

__all__ = ["PAPERS", "EnteringScreen", "is_stopped", "stop_notice"]

_STOP = "stop"
PAPERS = "papers"
"""The id of the face of a screen that has only one."""


def is_stopped(day: Day) -> bool:
    """Whether nothing may be entered now: the air gap is broken, it is for real, and the board has not overruled it."""
    return day.watch.stops and not day.is_training


def stop_notice(day: Day, words: Words) -> Notice:
    """Say what was seen, that nothing is lost, and what can be done."""
    seen = words.join(words(f"air.check.{check}") for check in day.watch.broken)
    said = (
        Sentence(key="entry.stop.seen", params={"checks": seen}),
        Sentence(key="entry.stop.safe"),
        Sentence(key="entry.stop.todo"),
    )
    return Notice(kind=Kind.STOP, title=Sentence(key="entry.stop.title"), said=said)


class _Stop(BigNotice):
    """The notice. It takes the keys of entering; whatever else is bound on the screen goes on to it."""

    can_focus = True

    def on_key(self, event: events.Key) -> None:
        """Ring at what would have been typed; Enter is for the board."""
        if event.is_printable:
            self.app.bell()
        elif event.key == "enter":
            screen = cast("EnteringScreen", self.screen)
            screen.station.flow(screen.overrule())
        else:
            return
        event.stop()
        event.prevent_default()


class EnteringScreen(StationScreen):
    """A screen on which the papers of a contest are worked on. A subclass gives its faces, and says which is seen."""

    DEFAULT_CSS = """
    EnteringScreen > ContentSwitcher { height: 1fr; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest
        self._cannot: frozenset[str] = frozenset()
        self._round: tuple[int, int] | None = None

    @property
    def work(self) -> RoundState:
        """The round at work. Raises Denied where there is none."""
        return self.day.work(self.contest)

    @property
    def is_stopped(self) -> bool:
        """Whether nothing may be entered now."""
        return is_stopped(self.day)

    def body(self) -> ComposeResult:
        """Give the notice and the faces, of which one is seen."""
        self._round = self._round_now
        with ContentSwitcher(initial=_STOP if self.is_stopped else self.face()):
            yield _Stop(self.words, stop_notice(self.day, self.words), id=_STOP)
            yield from self.faces()

    def faces(self) -> ComposeResult:
        """Give what the screen can look like, each with an id."""
        raise NotImplementedError

    def face(self) -> str:
        """Say which face is seen, by its id; of most screens there is only one."""
        return PAPERS

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show the round at work."""
        raise NotImplementedError

    def focus_face(self) -> None:
        """Go to where the keys belong on the face that is seen: to its rows."""
        self.set_focus(self.query_one(DataRows))

    def cannot(self) -> frozenset[str]:
        """Give the acts that can't be done now."""
        raise NotImplementedError

    def unseen(self) -> frozenset[str]:
        """Give the acts that can be done, but whose keys are told elsewhere than on the last line."""
        return frozenset()

    def without(self) -> frozenset[str]:
        """Give the acts that can't be done: it is asked at every key, and found out once for each day."""
        return self._cannot

    def _keys(self) -> Keys:
        return Keys(screen=self.screen_id, without=self._cannot | self.unseen())

    @property
    def is_over(self) -> bool:
        """Whether the round that this screen is of is not at work any more."""
        return self._round_now != self._round

    @property
    def _round_now(self) -> tuple[int, int] | None:
        work = self.day.contest(self.contest).round
        return None if work is None else (work.number, work.attempt)

    def refresh_day(self) -> None:
        """Find out what can't be done now, and draw what has changed; nothing once the round is over."""
        if not self.is_over:
            self._cannot = self.cannot()
            super().refresh_day()

    def on_screen_resume(self) -> None:
        """Show the day as it stands; leave where the round is over."""
        super().on_screen_resume()
        if self.is_over:
            self.call_later(self.action_back)

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest and its round."""
        state = self.day.contest(self.contest)
        number = state.round.number if state.round else len(state.course.held)
        contest = office(self.day.the_congress, state.contest.kind)
        return (contest, Sentence(key="station.round", params={"round": number}))

    def show(self, day: Day) -> None:
        """Show the notice while nothing may be entered; else the round at work."""
        if is_stopped(day):
            self.query_one(_Stop).show(stop_notice(day, self.words))
            self._turn(_STOP)
        else:
            self.show_work(day, self.work)
            self._turn(self.face())

    def _turn(self, face: str) -> None:
        switcher = self.query_one(ContentSwitcher)
        if switcher.current != face:
            switcher.current = face
            self.call_after_refresh(self._focus)
            self._focus()

    def _focus(self) -> None:
        if self.query_one(ContentSwitcher).current == _STOP:
            self.set_focus(self.query_one(_Stop))
        else:
            self.focus_face()

    def on_mount(self) -> None:
        """Show the day, with the keys where they belong."""
        super().on_mount()
        self._focus()

    def go_on(self) -> None:
        """Go to the screen on which the contest is worked on now: back to it, where it is under this one."""
        target = screen_of(self.day, self.contest)
        self.app.pop_screen()
        while isinstance(below := self.app.screen, EnteringScreen) and below.contest == self.contest:
            if below.screen_id is target:
                return
            self.app.pop_screen()
        if not self.station.screen_is(target):
            self.station.go(target, self.contest)

    def action_proceed(self) -> None:
        """Go on: nothing is left to do here."""
        self.go_on()

    def action_queue(self) -> None:
        """Show the papers that the board rules on."""
        self.station.go(ScreenId.DOUBTFUL, self.contest)

    def action_machines(self) -> None:
        """Show whose entries there are, typed here and at other machines; of tally sheets there are none."""
        if self.work.way is Way.BALLOTS:
            self.station.go(ScreenId.MACHINES, self.contest)
        else:
            self.app.bell()

    def action_back(self) -> None:
        """Go back to the screen before; whatever was stored stays, and so does a batch in hand."""
        self.app.pop_screen()

    async def overrule(self) -> None:
        """Let the board go on in spite of what is broken now; where it is mended by now it goes on without."""
        day = self.day
        if day.at_keys is None or not day.sits(day.at_keys):
            self.station.tell(Denied("only_the_board"))
            return
        await self.station.looked()
        if self.is_stopped:
            await overruled(self, Sentence(key="entry.overrule.vote"))
