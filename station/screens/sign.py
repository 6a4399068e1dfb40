"""The ceremony: everybody sees what is signed, each member signs with an own key, and it is done once it is proved.

Nobody is told that it is done before the records were read back from two sticks and verified from there.
"""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from station.actions import ScreenId, bindings_for
from station.ceremony.carrying import day_files
from station.ceremony.found import KeyFound, keys
from station.ceremony.making import due_of, records_of
from station.ceremony.signing import standing
from station.ceremony.trusting import kept_trust
from station.days import places
from station.journal.errors import JournalError
from station.messages import told
from station.screens.office import office
from station.screens.sign_steps import make_records, print_paper, sign_records
from station.screens.sign_view import COLUMNS, Ceremony, Seat, board_rows, seat, state_said, what_is_signed
from station.screens.unlocking import UnlockingScreen
from station.session import Day
from station.session.records import NoteVerified
from station.session.state import Kept
from station.themes.ink import Ink
from station.widgets.data_rows import DataRows
from station.widgets.drawing import Sentence
from station.widgets.meter import Meter, Work
from station.widgets.page import PAGE_KEYS, Page, Paged
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.course import Course
from tally.record.refusal import Refused

__all__ = ["SignScreen"]

LOOK_EVERY = 3.0
"""Seconds between two looks at what is in the sticks."""


class SignScreen(Paged, UnlockingScreen):
    """A contest's records, made, signed, carried to two sticks and verified there."""

    screen_id = ScreenId.SIGN
    BINDINGS: ClassVar = [*bindings_for(ScreenId.SIGN), *PAGE_KEYS]
    CSS = """
    SignScreen #said { width: 1fr; margin: 1 0 0 0; }
    SignScreen #board { width: 39; height: 1fr; margin: 1 0 0 0; }
    SignScreen DataRows { height: auto; max-height: 70%; }
    SignScreen #state { margin: 1 0; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest
        self.now = Ceremony(contest=contest)
        self._of: tuple[Course, tuple[tuple[Kept, ...], ...]] | None = None

    def body(self) -> ComposeResult:
        """Give what is signed, the board, and how far it is."""
        with Horizontal():
            with Page(self.words, id="said"):
                yield Paragraphs(self.words, (), id="what")
            with Vertical(id="board"):
                yield DataRows(self.words, COLUMNS)
                yield Paragraphs(self.words, (), id="state")
        yield Meter(self.words, Work(what="", done=0, total=1))

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, and that it is signed."""
        kind = self.day.contest(self.contest).contest.kind
        return (office(self.day.the_congress, kind), Sentence(key="action.screen.sign"))

    def without(self) -> frozenset[str]:
        """Leave out what can't be done now."""
        now = self.now
        left = {"load_key"} if now.due or not now.records else set()
        left |= set() if now.due else {"make_records"}
        left |= set() if now.is_signed else {"copy_records"}
        return frozenset(left if now.records else {*left, "choose_paper"})

    def on_mount(self) -> None:
        """Show the day, and look at the sticks from now on."""
        self.at_work(None)
        super().on_mount()
        self.query_one(DataRows).focus()
        self.set_interval(LOOK_EVERY, self.look_at_sticks)
        self.look_at_sticks()

    def look_at_sticks(self) -> None:
        """Look whose keys are in the sticks."""
        self.run_worker(self._look_at_sticks(), group="sticks", exclusive=True)

    async def _look_at_sticks(self) -> None:
        found = await asyncio.to_thread(self.keys_in_sticks)
        if found != self.now.keys:
            self.put(keys=found)

    def keys_in_sticks(self) -> tuple[KeyFound, ...]:
        """Give the key files on the sticks; those of the computer's own disk are nobody's own."""
        world = self.station.world
        return tuple(keys(place for place in places(world.home, world.sticks()) if place.stick is not None))

    def put(self, *, keys: tuple[KeyFound, ...] | None = None, asked: str | None = None) -> None:
        """Show other keys in the sticks, or who is asked for a passphrase."""
        now = self.now
        seen = now.keys if keys is None else keys
        self.now = Ceremony(contest=now.contest, records=now.records, due=now.due, keys=seen, asked=asked)
        self.refresh_day()

    def show(self, day: Day) -> None:
        """Show what is signed, the board, and how far it is."""
        try:
            self._read(day)
        except (Refused, JournalError) as error:
            self.query_one("#state", Paragraphs).show((Paragraph(text=told(error, self.words), ink=Ink.BAD),))
            return
        said = what_is_signed(day, self.now, self.words, self.app.size.height)
        if not self.now.records:
            said = (*said, Paragraph(text=""), Paragraph(text=Sentence(key="sign.not_made"), ink=Ink.FAINT))
        self.query_one("#what", Paragraphs).show(said)
        self.query_one(DataRows).show_rows(board_rows(day, self.now))
        self.query_one("#state", Paragraphs).show(state_said(day, self.now))

    def _read(self, day: Day) -> None:
        """Read the records again, where anything about them has changed."""
        state = day.contest(self.contest)
        of = (state.course, tuple(one.kept for one in day.contests.values()))
        if of == self._of:
            return
        file, trusted = self.service.file, kept_trust(day, self.service.file)
        due = due_of(day, self.contest, [record for _, record in records_of(day, file)])
        records = standing(day, self.contest, file, trusted) if trusted else ()
        now = self.now
        self.now = Ceremony(contest=self.contest, records=records, due=len(due), keys=now.keys, asked=now.asked)
        self._of = of

    def action_make_records(self) -> None:
        """Make the records that are due."""
        self.station.flow(make_records(self))

    def action_load_key(self) -> None:
        """Let the marked member sign."""
        name = self.query_one(DataRows).marked
        is_open = name is not None and seat(self.day, self.now, name) in (Seat.FOUND, Seat.WAITING, Seat.ABSENT)
        if name is None or not self.now.records or not is_open:
            self.app.bell()
        else:
            self.station.flow(sign_records(self, name))

    def action_choose_paper(self) -> None:
        """Choose: the papers of the contest, to be printed, or the finding lists, put on a stick."""
        self.station.flow(print_paper(self))

    def action_copy_records(self) -> None:
        """Copy the records, and what belongs to them, to two sticks, and verify it there."""
        self.station.flow(self._copy_records())

    def action_back(self) -> None:
        """Go back; whatever was signed stays signed."""
        self.station.pop_screen()

    async def _copy_records(self) -> None:
        trusted, file = kept_trust(self.day, self.service.file), self.service.file
        if trusted is None:
            return
        records = [one.kept for one in self.now.records]
        names = [kept.file for kept in records]
        carried = await self.carried_twice(day_files(self.day, file), trusted, names)
        if len(carried) < 2:
            return
        for kept in records:
            self.station.submit(NoteVerified(contest=self.contest, record=kept.record))
