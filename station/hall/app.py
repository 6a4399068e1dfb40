"""``station board FILE``: the hall's board on a second screen, from the file that the station keeps writing.

It is another process, which knows nothing but that file. A file that is not whole or not there shows nothing, and the
next look a second later shows what there is then.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from station.board import Board, BoardView, load
from station.face import Face
from station.hall.drawing import TURN_EVERY, Hall, Leaf
from station.terminal import Terminal
from station.widgets.status_line import Status, StatusLine
from tally.faults import BadInput
from tally.record.refusal import Refused
from tally.words import Words

__all__ = ["HallApp", "show_board"]

LOOK_EVERY = 1.0


class HallApp(Face):
    """The board of the hall, page after page of one contest after the other.

    PgUp and PgDn show another page, the arrows another contest; nothing else is done here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down,space", "turn(1)", show=False),
        Binding("left,up", "turn(-1)", show=False),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("f7", "language", show=False),
    ]

    def __init__(self, path: str, words: Words, terminal: Terminal) -> None:
        super().__init__(words, terminal)
        self.path = path
        self.place = 0
        self.looks = 0
        self.shown: Board | None = None

    def compose(self) -> ComposeResult:
        """Give the first line and the board."""
        yield StatusLine(self.words, self._status())
        yield Hall(self.words, Leaf(view=None))

    def on_mount(self) -> None:
        """Look now, and then every second."""
        self.look()
        self.set_interval(LOOK_EVERY, self.look)

    def look(self) -> None:
        """Show what the station has written last."""
        try:
            self.shown = load(self.path)
        except (BadInput, Refused):
            self.shown = None
        self.looks += 1
        if self.looks % (TURN_EVERY / LOOK_EVERY) == 0 and self.query_one(Hall).turn(1):
            self.place += 1
        self._show()

    def action_turn(self, on: int) -> None:
        """Show another contest, from its first page."""
        self.place += on
        self.looks = 0
        self.query_one(Hall).show(Leaf(view=self._view()))
        self._show()

    def action_page(self, on: int) -> None:
        """Show another page of the contest, for as long as any."""
        self.looks = 0
        self.query_one(Hall).turn(on)

    def _view(self) -> BoardView | None:
        contests = self.shown.contests if self.shown else ()
        return contests[self.place % len(contests)] if contests else None

    def _status(self) -> Status:
        where = (self.shown.unit, self.shown.congress) if self.shown else ("",)
        return Status(where=where, air=None, mode=self.shown.mode if self.shown else None)

    def _show(self) -> None:
        self.query_one(Hall).show_view(self._view())
        self.query_one(StatusLine).show(self._status())


def show_board(path: str, words: Words, terminal: Terminal) -> int:
    """Show the board in a file until somebody quits. Gives what the process should return."""
    app = HallApp(path, words, terminal)
    app.run(mouse=False)
    return app.return_code or 0
