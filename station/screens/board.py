"""The hall's board on this very screen, for a projector that shows what the computer shows."""

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.board import BoardView, load
from station.hall.drawing import Hall
from station.screens.base import StationScreen
from station.screens.opening_board import opened
from station.session import Day
from station.widgets.drawing import Sentence
from tally.faults import BadInput
from tally.record.refusal import Refused

__all__ = ["BoardScreen"]


class BoardScreen(StationScreen):
    """One contest as the hall may see it."""

    screen_id = ScreenId.BOARD
    BINDINGS: ClassVar = bindings_for(ScreenId.BOARD)

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    def body(self) -> ComposeResult:
        """Give the board."""
        yield Hall(self.words, self._view())

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest."""
        return (self.unit, self.day.contest(self.contest).contest.title)

    def show(self, day: Day) -> None:
        """Show what the hall may see now."""
        self.query_one(Hall).show(self._view())

    def _view(self) -> BoardView | None:
        with suppress(BadInput, Refused):
            shown = load(self.station.board_path)
            return next((one for one in shown.contests if one.contest == self.contest), None) if shown else None
        return None

    def action_open_board(self) -> None:
        """Open the board up to the round that is at work now."""
        self.station.flow(self._open())

    async def _open(self) -> None:
        await opened(self, self.contest)

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()
