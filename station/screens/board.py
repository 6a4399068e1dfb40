"""The hall's board on this very screen, for a projector that shows what the computer shows.

It stays in sight when nobody is at the keys any more: whoever leaves it then signs in first.
"""

from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.timer import Timer

from station.actions import ScreenId, bindings_for
from station.board import BoardView, load
from station.hall.drawing import TURN_EVERY, Hall, Leaf
from station.screens.base import StationScreen
from station.screens.opening_board import closed, opened
from station.session import Day
from station.session.closing import at_work
from station.widgets.drawing import Sentence
from station.widgets.page import PAGE_KEYS
from station.widgets.status_line import Status
from tally.faults import BadInput
from tally.record.refusal import Refused

__all__ = ["BoardScreen", "cannot"]


def cannot(day: Day, contest: str) -> frozenset[str]:
    """Give what can't be done with the board of a contest: opening what is open, closing what is closed."""
    state, number = day.contest(contest), at_work(day.contest(contest))
    gone = {"open_board"} if not number or state.board_open == number else set()
    return frozenset(gone if state.board_open else {*gone, "close_board"})


class BoardScreen(StationScreen):
    """One contest as the hall may see it."""

    screen_id = ScreenId.BOARD
    BINDINGS: ClassVar = [*bindings_for(ScreenId.BOARD), *PAGE_KEYS]
    _turning: Timer

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    def body(self) -> ComposeResult:
        """Give the board."""
        yield Hall(self.words, Leaf(view=self._view()))

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest."""
        return (self.unit, self.day.contest(self.contest).contest.title)

    def without(self) -> frozenset[str]:
        """Leave out what can't be done, and everything but leaving while nobody is at the keys."""
        return cannot(self.day, self.contest) if self.day.at_keys else frozenset({"open_board", "close_board"})

    def _status(self) -> Status:
        """Say nothing of the network before the hall."""
        return replace(super()._status(), air=None)

    def on_mount(self) -> None:
        """Show the day, and one page after the other."""
        super().on_mount()
        self._turning = self.set_interval(TURN_EVERY, self._turn)

    def _turn(self) -> None:
        self.query_one(Hall).turn(1)

    def show(self, day: Day) -> None:
        """Show what the hall may see now."""
        self.query_one(Hall).show_view(self._view())

    def _view(self) -> BoardView | None:
        with suppress(BadInput, Refused):
            shown = load(self.station.board_path)
            return next((one for one in shown.contests if one.contest == self.contest), None) if shown else None
        return None

    def action_page(self, pages_on: int) -> None:
        """Show another page, for as long as any."""
        self._turning.reset()
        self.query_one(Hall).turn(pages_on)

    def action_page_on(self) -> None:
        """Show the next page."""
        self.action_page(1)

    def action_page_back(self) -> None:
        """Show the page before."""
        self.action_page(-1)

    def action_open_board(self) -> None:
        """Open the board up to the round that is at work now."""
        self.station.flow(self._open())

    async def _open(self) -> None:
        await opened(self, self.contest)

    def action_close_board(self) -> None:
        """Close the board again."""
        self.station.flow(self._close())

    async def _close(self) -> None:
        await closed(self, self.contest)

    def action_back(self) -> None:
        """Go back."""
        self.station.leave()
