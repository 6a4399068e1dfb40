"""Several machines: two or three stations enter the same ballots by themselves, and one of them compares.

Each puts its entry on a stick, sealed to the other stations of the unit and signed by its own key; the one that
compares takes them in. The result stands only if they agree.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from station.actions import ScreenId, bindings_for
from station.screens.entering import PAPERS, EnteringScreen
from station.screens.machines_steps import drop, give_out, take_in
from station.screens.machines_view import COLUMNS, droppable, machine_rows, what_next
from station.screens.unlocking import UnlockingScreen
from station.session import Day
from station.session.round import RoundState
from station.themes.ink import Ink
from station.widgets.data_rows import DataRows
from station.widgets.drawing import Sentence
from station.widgets.meter import Meter, Work
from station.widgets.paragraphs import Paragraph, Paragraphs

__all__ = ["MachinesScreen"]


class MachinesScreen(EnteringScreen, UnlockingScreen):
    """The entries of a contest by machine: given out, taken in, and compared once they are all there."""

    screen_id = ScreenId.MACHINES
    BINDINGS: ClassVar = bindings_for(ScreenId.MACHINES)
    CSS = """
    MachinesScreen Paragraphs { margin: 1 0 0 0; }
    MachinesScreen DataRows { height: auto; margin: 1 0 0 0; }
    MachinesScreen Meter { dock: bottom; margin: 0 1 1 1; }
    """

    def body(self) -> ComposeResult:
        """Give the entries, and a line of progress for what takes a while."""
        yield from super().body()
        yield Meter(self.words, Work(what="", done=0, total=1))

    def faces(self) -> ComposeResult:
        """Give what comes next, the entries, and what was done last."""
        with Vertical(id=PAPERS):
            yield Paragraphs(self.words, what_next(self.work), id="next")
            yield DataRows(self.words, COLUMNS, machine_rows(self.day, self.work))
            yield Paragraphs(self.words, (), id="note")

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, its round, and that it is about several machines."""
        return (*super().where(), Sentence(key="action.screen.machines"))

    def cannot(self) -> frozenset[str]:
        """Give what can't be done while entering stops, or before every entry is there."""
        work = self.work
        left = set() if droppable(work) else {"drop_entry"}
        if self.is_stopped:
            left |= {"give_out", "take_in", "drop_entry"}
        return frozenset(left if work.is_entered else {*left, "proceed"})

    def on_mount(self) -> None:
        """Show the entries; nothing is at work."""
        self.at_work(None)

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show whose entries there are, and what comes next."""
        self.query_one("#next", Paragraphs).show(what_next(work))
        self.query_one(DataRows).show_rows(machine_rows(day, work))

    def note(self, done: Sentence, groups: Sequence[str] = ()) -> None:
        """Say what was done, with the fingerprint that both machines show; it stays until something else is done."""
        lines = [Paragraph(text=f"  {group}", ink=Ink.KEY) for group in groups]
        more = [Paragraph(text=Sentence(key="exchange.same_digits"), ink=Ink.FAINT)] if lines else []
        self.query_one("#note", Paragraphs).show((Paragraph(text=done, ink=Ink.GOOD), *lines, *more))

    def action_give_out(self) -> None:
        """Put this machine's entry on a stick."""
        self.station.flow(give_out(self))

    def action_take_in(self) -> None:
        """Take another machine's entry from a stick."""
        self.station.flow(take_in(self))

    def action_drop_entry(self) -> None:
        """Throw an entry away that came from another machine: the marked one, if it did, else the first that did."""
        able, marked = droppable(self.work), int(self.query_one(DataRows).marked or 0)
        self.station.flow(drop(self, marked if marked in able else able[0]))

    def action_proceed(self) -> None:
        """Go on: compare, or see the result."""
        self.go_on()

    def action_back(self) -> None:
        """Go back; where there is nothing to compare any more, to where ballots are typed."""
        if self.is_over or self.work.is_entered:
            super().action_back()
        else:
            self.go_on()
