"""Entering ballots, batch by batch: first the batch is chosen, then its papers are typed one after the other.

A ballot is told as stored only when the journal has it. In whichever entry, no ballot of another entry is ever shown:
the second is blind. Leaving the screen loses nothing, the batch stays in hand.
"""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.choose import Choose
from station.screens.batch_changes import change_batch
from station.screens.batches import BatchTable, entry_for, next_batch
from station.screens.desk import Desk, Note
from station.screens.entering import EnteringScreen
from station.screens.entry_questions import SEEN, doubt_choice
from station.screens.finding import found
from station.screens.pace import Pace
from station.screens.progress import progress_of
from station.screens.read_back import listed, reader_of, short
from station.session import Command, Day
from station.session.entry import CloseBatch, EnterBallot, OpenBatch, UndoBallot
from station.session.marks import Marks, judged
from station.session.round import Batch, RoundState
from station.widgets.drawing import Sentence

__all__ = ["BoxesScreen", "EntryScreen", "StrikeScreen"]

TABLE, DESK = "table", "desk"
_OF_BATCH = frozenset(
    {"save", "repeat", "all_agree", "doubtful", "undo", "batch_done", "search", "page_on", "page_back"}
)
"""What needs a batch in hand."""
_OF_TABLE = frozenset({"open", "queue", "void_batch", "proceed"})
"""What is done at the batches, with none in hand."""


class EntryScreen(EnteringScreen):
    """Choose a batch, type its papers. A subclass says which kind of ballot it is for."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]  # noqa: RUF012 -- as Textual has it

    def __init__(self, contest: str) -> None:
        super().__init__(contest)
        self._hand: tuple[int, int] | None = None
        self._pace = Pace()
        self._note: Note | None = None
        self._is_stray = False
        """Whether something was typed for a paper while no batch is in hand, and no Enter after it yet."""

    def faces(self) -> ComposeResult:
        """Give the table of batches, and the place where papers are typed."""
        day, work = self.day, self.work
        self._reader = reader_of(day, self.contest)
        self._names = listed(day.contest(self.contest).contest, work.paper.candidates)
        yield BatchTable(self.words, day, work, id=TABLE)
        yield Desk(self.words, self._reader, self._names, store=self._store, id=DESK)

    @property
    def desk(self) -> Desk:
        """The place where papers are typed."""
        return self.query_one(Desk)

    @property
    def table(self) -> BatchTable:
        """The batches."""
        return self.query_one(BatchTable)

    def face(self) -> str:
        """Say whether a batch is in hand."""
        return DESK if self._hand else TABLE

    def focus_face(self) -> None:
        """Go to the line, or to the table with the batch marked that is next."""
        if self._hand:
            self.set_focus(self.desk.line)
            return
        self.set_focus(self.table.rows)
        self.call_after_refresh(lambda: self.table.mark_next(self.day, self.work))

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest and its round, and which entry it is."""
        if self._hand is None:
            return (*super().where(), Sentence(key="entry.where.batches"))
        return (*super().where(), Sentence(key="entry.where.entry", params={"entry": self._hand[0]}))

    def cannot(self) -> frozenset[str]:
        """Give what needs a batch in hand, and going on where something is left to type."""
        if self.is_stopped:
            return _OF_BATCH | _OF_TABLE
        if self._hand:
            return _OF_TABLE
        return _OF_BATCH | ({"open"} if self.work.is_entered else {"proceed"})

    def on_mount(self) -> None:
        """Go on with the batch in hand, if there is one."""
        person = self.day.at_keys
        going = next_batch(self.day, self.work, person) if person else None
        if going and self.work.batch(*going):
            self._take(going)
        super().on_mount()

    def refresh_day(self) -> None:
        """Draw what has changed; a batch that is not in hand any more is put down first."""
        if self._hand and not self.is_over and self._state is None:
            self._hand = None
        super().refresh_day()

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show the table, or how far the batch in hand is."""
        if self._hand is None:
            self.table.show(day, work, self._note)
            return
        self.desk.show(progress_of(day, self.contest, self._hand, self._pace, self.words), self._note)

    def on_key(self, event: events.Key) -> None:
        """Ring at what is typed while no batch is in hand: it belongs to no paper, and neither does its Enter."""
        if event.is_printable:
            self.app.bell()
        self._is_stray = event.is_printable or (self._is_stray and event.key == "enter")

    def action_save(self) -> None:
        """Press Enter on the line of the batch in hand."""
        self.desk.line.post_message(events.Key("enter", None))

    def action_open(self) -> None:
        """Take the marked batch in hand."""
        batch = self.table.marked
        if self._is_stray:
            self._is_stray, self._note = False, Note(key="stray")
            self.app.bell()
            self.refresh_day()
            return
        if not batch or self.day.at_keys is None:
            return
        entry = entry_for(self.work, self.day.at_keys, batch) or 1
        if self.station.submit(OpenBatch(contest=self.contest, entry=entry, batch=batch)) is not None:
            self._take((entry, batch))
            self.refresh_day()

    def action_repeat(self) -> None:
        """Store the ballot before once more."""
        if not self._is_ready():
            return
        before = self._ballots[-1] if self._ballots else None
        if before is None:
            self.desk.refuse("nothing_before")
        elif before.seen is not None:
            self.desk.refuse("doubtful_before")
        else:
            self._store_at_once(before)

    def action_doubtful(self) -> None:
        """Send the paper to the board, with what was seen and typed."""
        marks = self.desk.marks
        if marks is None or self._is_full:
            self.desk.refuse("full" if self._is_full else "wrong_line")
            return

        def send(place: int | None) -> None:
            if place is not None and self._store(replace(marks, seen=SEEN[place])):
                self.desk.line.put("")

        choice = doubt_choice(len(self._ballots) + 1, short(marks, self._reader.paper.kind, self.words))
        self.app.push_screen(Choose(self.words, choice), send)

    def action_undo(self) -> None:
        """Take the last ballot back."""
        if self._hand and self._is_ready():
            ballots = self._ballots
            if not ballots:
                self.desk.refuse("nothing_to_undo")
                return
            entry, batch = self._hand
            undone = Note(key="undone", paper=len(ballots), marks=ballots[-1])
            self._do(UndoBallot(contest=self.contest, entry=entry, batch=batch), undone)

    def action_batch_done(self) -> None:
        """Put the batch down, which is full."""
        if self._hand and self._is_ready():
            entry, batch = self._hand
            closed = Note(key="closed", batch=batch, paper=len(self._ballots))
            self._do(CloseBatch(contest=self.contest, entry=entry, batch=batch), closed)

    def action_void_batch(self) -> None:
        """Ask the board what is to be done about the marked batch."""
        if batch := self.table.marked:
            self.station.flow(change_batch(self, self.contest, batch))

    def action_search(self) -> None:
        """Show where a name stands on the list."""
        self.station.flow(self._find())

    def action_page_on(self) -> None:
        """Show the next page of the list."""
        self.desk.turn(1)

    def action_page_back(self) -> None:
        """Show the page of the list before."""
        self.desk.turn(-1)

    def action_back(self) -> None:
        """Go back to the batches, and from there to the screen before. What was stored stays."""
        if self._hand is None:
            super().action_back()
            return
        self._note = Note(key="kept", batch=self._hand[1])
        self._hand = None
        self.refresh_day()

    @property
    def _state(self) -> Batch | None:
        """The batch in hand, None where there is none any more: it is closed or void."""
        state = self.work.batch(*self._hand) if self._hand else None
        is_own = state is not None and not state.closed
        return state if is_own else None

    @property
    def _ballots(self) -> tuple[Marks | None, ...]:
        """The ballots of the batch in hand so far."""
        state = self._state
        return () if state is None else state.ballots

    @property
    def _is_full(self) -> bool:
        """Whether every paper of the batch in hand is typed."""
        return self._hand is not None and len(self._ballots) == self.work.sizes[self._hand[1] - 1]

    def _is_ready(self) -> bool:
        """Whether a batch is in hand and nothing stands on its line; what does is committed or cleared first."""
        if self._hand is not None and self.desk.line.text:
            self.desk.refuse("line_over" if self._is_full else "line_first")
        return self._hand is not None and not self.desk.line.text

    def _take(self, hand: tuple[int, int]) -> None:
        """Take a batch in hand, and show its last paper again."""
        self._hand, self._pace, self._note = hand, Pace(), None
        self.desk.begin()
        if ballots := self._ballots:
            self._note = Note(key="before", paper=len(ballots), marks=ballots[-1])

    def _store_at_once(self, marks: Marks) -> None:
        """Store a ballot that nobody typed; an invalid one is typed, and it is asked whether that is meant (R6)."""
        if judged(marks, self._reader.paper, self._reader.blank_boxes) is None:
            self._store(marks)
        else:
            self.desk.refuse("invalid_before")

    def _store(self, marks: Marks) -> bool:
        """Store a ballot as the next paper of the batch in hand. Gives whether it is stored."""
        if self._hand is None:
            return False
        if self._is_full:
            self.desk.refuse("full")
            return False
        entry, batch = self._hand
        paper = len(self._ballots) + 1
        command = EnterBallot(contest=self.contest, entry=entry, batch=batch, paper=paper, marks=marks)
        return self._do(command, Note(key="doubtful" if marks.seen else "saved", paper=paper, marks=marks))

    def _do(self, command: Command, note: Note) -> bool:
        """Carry a command out and say what was done, with its number: only now is it stored. Gives whether it is."""
        if self.station.submit(command) is None:
            return False
        self._note = replace(note, number=self.day.entries)
        if isinstance(command, EnterBallot):
            self._pace = self._pace.stored(self.station.world.seconds())
        self.show(self.day)
        return True

    async def _find(self) -> None:
        place = await found(self, [one.name for one in self._names])
        if place is not None:
            one = self._names[place]
            self.desk.look_at(one.number)
            self._note = Note(key="found", text=f"{one.number} {one.name}")
            self.desk.note(self._note)


class StrikeScreen(EntryScreen):
    """Strike ballots: typed by the numbers struck out."""

    screen_id = ScreenId.ENTRY_STRIKE
    BINDINGS: ClassVar = bindings_for(ScreenId.ENTRY_STRIKE)


class BoxesScreen(EntryScreen):
    """Boxes ballots: typed by their disagreements."""

    screen_id = ScreenId.ENTRY_BOXES
    BINDINGS: ClassVar = bindings_for(ScreenId.ENTRY_BOXES)

    def action_all_agree(self) -> None:
        """Store a ballot that agrees with everybody."""
        if self._is_ready():
            self._store_at_once(Marks())
