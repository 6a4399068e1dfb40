"""The people of the day: the board by its names in the congress file, and operators, each with a PIN of the day."""

from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.ask import Ask, Request
from station.modals.choose import Choice, Choose
from station.modals.pin_pad import PinPad, PinRequest
from station.modals.problem import Problem, Trouble
from station.screens.base import StationScreen
from station.screens.joining import Pins, led
from station.screens.locked import COLUMNS, people_rows
from station.session import Day
from station.session.denied import Denied
from station.session.people import LEAST_DIGITS, MOST_DIGITS, Enrol, GivePin, SignIn, check_new
from station.session.state import Duty
from station.widgets.big_notice import BigNotice, Kind, Notice
from station.widgets.data_rows import DataRows
from station.widgets.drawing import Sentence
from tally.person import known_as

__all__ = ["PeopleScreen", "to_enrol"]

SALT_BYTES = 16


def to_enrol(day: Day) -> tuple[tuple[str, Duty], ...]:
    """Give those of the board who are not taken in yet, the head first; before the head nobody else can be."""
    known = {(known_as(one.name), one.duty) for one in day.people}
    board = [(member.name, Duty(member.role)) for member in day.the_congress.board]
    left = [one for one in board if (known_as(one[0]), one[1]) not in known]
    left.sort(key=lambda one: one[1] is not Duty.HEAD)
    return tuple(left) if day.people else tuple(one for one in left if one[1] is Duty.HEAD)


class PeopleScreen(StationScreen):
    """Take people in, and give them a PIN."""

    screen_id = ScreenId.PEOPLE
    BINDINGS: ClassVar = bindings_for(ScreenId.PEOPLE)

    def body(self) -> ComposeResult:
        """Say what this is for, and show everybody who takes part."""
        yield BigNotice(self.words, self._notice())
        yield DataRows(self.words, COLUMNS, people_rows(self.day))

    def where(self) -> tuple[str | Sentence, ...]:
        """Say that these are the people."""
        return (self.unit, Sentence(key="station.people"))

    def show(self, day: Day) -> None:
        """Show everybody who takes part."""
        self.query_one(BigNotice).show(self._notice())
        self.query_one(DataRows).show_rows(people_rows(day))

    def _notice(self) -> Notice:
        key = "station.people_more" if self.day.people else "station.people_first"
        return Notice(kind=Kind.PLAIN, title=Sentence(key="station.people"), said=(Sentence(key=key),))

    def action_new(self) -> None:
        """Take somebody in: of the board, or an operator by name."""
        self.station.flow(self._enrol())

    def action_edit(self) -> None:
        """Set another PIN for whoever is marked."""
        marked = self.query_one(DataRows).marked
        if marked is not None:
            self.station.flow(self._give(marked))

    def action_search(self) -> None:
        """Mark the person that is looked for."""
        self.station.flow(self._find())

    def action_proceed(self) -> None:
        """Go on: to the day, or to the locked screen where nobody has been taken in."""
        self.action_back()

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

    async def _find(self) -> None:
        from station.screens.finding import found

        place = await found(self, [one.name for one in self.day.people])
        if place is not None:
            self.query_one(DataRows).mark(self.day.people[place].id)

    async def _leaders(self) -> Pins | None:
        """Give who joins so that those present may do this; nobody has to before the head is there.

        Gives None where it can't be done, and says so before a name or a PIN is typed.
        """
        if not self.day.people:
            return {}
        if self.day.at_keys is None:
            self.station.tell(Denied("sign_in_first"))
            return None
        return await led(self, None)

    async def _give(self, person: str) -> None:
        pins = await self._leaders()
        digits = None if pins is None else await self._pin(self.day.person(person).name)
        if pins is not None and digits is not None:
            salt = self.station.world.random(SALT_BYTES)
            self.station.submit(GivePin(person=person, pin=digits, salt=salt), joined=pins)

    async def _enrol(self) -> None:
        pins = await self._leaders()
        found = None if pins is None else await self._who()
        digits = None if found is None else await self._pin(found[0])
        if pins is not None and found is not None and digits is not None:
            is_first, salt = not self.day.people, self.station.world.random(SALT_BYTES)
            command = Enrol(name=found[0], duty=found[1], pin=digits, salt=salt)
            if self.station.submit(command, joined=pins) is not None and is_first:
                self._sit_down(self.day.people[0].id, digits)

    def _sit_down(self, head: str, pin: str) -> None:
        """Sign in the head, who has just typed the PIN twice, and go on taking people in: the lock has gone."""
        if self.station.submit(SignIn(person=head, pin=pin)) is not None:
            self.station.pop_screen()
            self.station.signed_in(head)
            self.station.go(ScreenId.PEOPLE)

    async def _who(self) -> tuple[str, Duty] | None:
        """Ask who is taken in, and as what; None for nobody."""
        board = to_enrol(self.day)
        options: list[str | Sentence] = [
            Sentence(key="station.person_as", params={"name": name, "duty": self.words(f"station.duty.{duty.value}")})
            for name, duty in board
        ]
        if self.day.people:
            options.append(Sentence(key="station.new_operator"))
        if not options:
            trouble = Trouble(happened=Sentence(key="station.no_head"), safe="", todo="")
            await self.app.push_screen_wait(Problem(self.words, trouble))
            return None
        choice = Choice(title=Sentence(key="station.who_is_new"), options=tuple(options))
        place = await self.app.push_screen_wait(Choose(self.words, choice))
        if place is None:
            return None
        if place < len(board):
            return board[place]
        name = await self.app.push_screen_wait(Ask(self.words, Request(title=Sentence(key="station.operator_name"))))
        if name is None:
            return None
        try:
            check_new(self.day, name, Duty.OPERATOR)
        except Denied as denied:
            self.station.tell(denied)
            return None
        return name, Duty.OPERATOR

    async def _pin(self, name: str) -> str | None:
        """Ask for a PIN twice, by whoever will use it; None where they leave."""
        title, said = Sentence(key="station.pin_of", params={"name": name}), Sentence(key="station.pin_own")
        while True:
            first = await self._ask_pin(title, said)
            again = await self._ask_pin(title, Sentence(key="station.pin_again")) if first else None
            if not first or not again:
                return None
            if first == again:
                return first
            self.app.bell()
            said = Sentence(key="station.pin_differs")

    async def _ask_pin(self, title: Sentence, said: Sentence) -> str | None:
        request = PinRequest(title=title, said=said, least=LEAST_DIGITS, most=MOST_DIGITS)
        return await self.app.push_screen_wait(PinPad(self.words, request))
