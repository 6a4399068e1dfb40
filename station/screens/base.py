"""What every screen of the station is: a first line, a last line, and the day between them.

A screen shows the day and keeps nothing of it. ``show`` is told the day whenever it has changed, and draws the
difference; an act goes to the application as a command and comes back as another day.
"""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from station.actions import ScreenId
from station.session import Day
from station.widgets.drawing import Sentence
from station.widgets.key_line import KeyLine, Keys
from station.widgets.status_line import Air, Status, StatusLine
from tally.words import Words

if TYPE_CHECKING:
    from station.app import StationApp

__all__ = ["StationScreen"]


class StationScreen(Screen[None]):
    """One screen. A subclass gives its id, its body, where it is, and what it shows of the day."""

    screen_id: ClassVar[ScreenId]

    @property
    def station(self) -> "StationApp":
        """The application."""
        return cast("StationApp", self.app)

    def doubt_said(self) -> tuple[Sentence, ...]:
        """Say what may look wrong in this terminal, and what to do; the first screen says it, and no other."""
        key, self.station.doubt = self.station.doubt, None
        return (Sentence(key=key),) if key else ()

    @property
    def day(self) -> Day:
        """The day as it stands."""
        return self.station.day

    @property
    def words(self) -> Words:
        """The words of the language that is shown."""
        return self.station.words

    def compose(self) -> ComposeResult:
        """Put the first line above the body, and the keys under it."""
        yield StatusLine(self.words, self._status())
        yield from self.body()
        yield KeyLine(self.words, self._keys())

    def body(self) -> ComposeResult:
        """Give what stands between the first line and the last."""
        raise NotImplementedError

    def where(self) -> tuple[str | Sentence, ...]:
        """Say where we are, from the widest to the narrowest; the unit, unless a screen knows more."""
        return (self.unit,)

    def without(self) -> frozenset[str]:
        """Give the acts that the last line leaves out, because they can't be done now."""
        return frozenset()

    def show(self, day: Day) -> None:
        """Show the day, which has changed."""

    @property
    def unit(self) -> str | Sentence:
        """The name of the unit that holds the congress."""
        congress = self.day.congress
        return congress.unit.name if congress else Sentence(key="station.no_congress_yet")

    def on_mount(self) -> None:
        """Show the day as it stands when the screen comes up."""
        self.refresh_day()

    def on_screen_resume(self) -> None:
        """Show the day as it stands when the screen is on top again."""
        self.refresh_day()

    def refresh_day(self) -> None:
        """Draw what has changed."""
        if self.is_mounted:
            with self.app.batch_update():
                self.query_one(StatusLine).show(self._status())
                self.show(self.day)
                self.query_one(KeyLine).show(self._keys())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what can't be done now."""
        return action not in self.without() and super().check_action(action, parameters)

    def _status(self) -> Status:
        day = self.day
        who = day.person(day.at_keys) if day.at_keys else None
        return Status(
            where=self.where(),
            air=_air(day),
            mode=day.congress.mode if day.congress else None,
            who=who.name if who else "",
            duty=Sentence(key=f"station.duty.{who.duty.value}") if who else "",
        )

    def _keys(self) -> Keys:
        return Keys(screen=self.screen_id, without=self.without())


def _air(day: Day) -> Air:
    if not day.watch.looked:
        return Air.UNKNOWN
    if not day.watch.broken:
        return Air.CLEAR
    return Air.OVERRULED if day.watch.overruled else Air.BROKEN
