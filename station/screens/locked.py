"""The locked screen: who is it? Everybody signs in with the PIN of the day, so that every act has its actor."""

from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.pin_pad import PinPad, PinRequest
from station.screens.base import StationScreen
from station.session import Day
from station.session.people import LEAST_DIGITS, MOST_DIGITS, SignIn
from station.widgets.big_notice import BigNotice, Kind, Notice
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence

__all__ = ["LockedScreen", "locked_notice", "people_rows"]

COLUMNS = (
    Column(key="name", heading=Sentence(key="station.column.name"), width=None),
    Column(key="duty", heading=Sentence(key="station.column.duty"), width=24),
)


def people_rows(day: Day) -> tuple[Row, ...]:
    """Give a row for everybody who takes part today."""
    return tuple(
        Row(key=one.id, cells=(Cell(one.name), Cell(Sentence(key=f"station.duty.{one.duty.value}"))))
        for one in day.people
    )


def locked_notice(day: Day, doubt: tuple[Sentence, ...] = ()) -> Notice:
    """Say what to do: choose the own name; before anybody is taken in, that the head comes first."""
    said = Sentence(key="station.who" if day.people else "people.first")
    return Notice(kind=Kind.PLAIN, title=Sentence(key="station.locked"), said=(said, *doubt))


class LockedScreen(StationScreen):
    """Choose the own name, type the own PIN. Where nobody is known yet, the head is taken in first."""

    screen_id = ScreenId.LOCKED
    BINDINGS: ClassVar = bindings_for(ScreenId.LOCKED)

    def __init__(self) -> None:
        super().__init__()
        self._doubt: tuple[Sentence, ...] = ()

    def body(self) -> ComposeResult:
        """Give a notice that the screen is locked, and the people."""
        self._doubt = self.doubt_said()
        yield BigNotice(self.words, locked_notice(self.day, self._doubt))
        yield DataRows(self.words, COLUMNS, people_rows(self.day))

    def show(self, day: Day) -> None:
        """Show what to do, and everybody who takes part."""
        self.query_one(BigNotice).show(locked_notice(day, self._doubt))
        self.query_one(DataRows).show_rows(people_rows(day))

    def action_unlock(self) -> None:
        """Ask for the PIN of whoever is marked."""
        self.station.flow(self._unlock())

    async def _unlock(self) -> None:
        person = self.query_one(DataRows).marked
        if person is None:
            self.station.go_enrol()
            return
        title = Sentence(key="station.pin_of", params={"name": self.day.person(person).name})
        request = PinRequest(title=title, least=LEAST_DIGITS, most=MOST_DIGITS)
        pin = await self.app.push_screen_wait(PinPad(self.words, request))
        if pin is not None and self.station.submit(SignIn(person=person, pin=pin)) is not None:
            self.station.signed_in(person)
