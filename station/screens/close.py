"""The end of the day: everything onto two sticks, read again from there; then the plain ballots are destroyed (R15)."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.ceremony.carrying import Carried, day_files, minutes
from station.ceremony.trusting import kept_trust
from station.modals.confirm import Confirm, Question
from station.papers import log_file
from station.screens.joining import board_beside, joined
from station.screens.working import WorkingScreen
from station.session import Day
from station.session.denied import Denied
from station.session.records import PLACES, DestroyBallots, may_destroy
from station.session.state import ContestState
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.meter import Meter, Work
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.cli.sentences import cite
from tally.deadlines import kept_until
from tally.words import Words
from tally.words.dates import show_date

__all__ = ["CloseScreen", "about_contest", "about_papers", "closing_rows", "head_said", "sealed_on"]

COLUMNS = (
    Column(key="contest", heading=Sentence(key="station.column.contest"), width=None),
    Column(key="records", heading=Sentence(key="close.column.records"), width=16),
    Column(key="copies", heading=Sentence(key="close.column.copies"), width=8, side="right"),
    Column(key="ballots", heading=Sentence(key="close.column.ballots"), width=16),
)
JOURNAL = "journal-{length:06}.jsonl"
MOST_CLOCK_AHEAD = 31
"""Days after the congress on which the computer's clock is believed."""


def closing_rows(day: Day) -> tuple[Row, ...]:
    """Give a row for each contest: its records, in how many places they are, and whether its plain ballots are here."""
    return tuple(_row(state) for state in day.contests.values())


def _row(state: ContestState) -> Row:
    verified = sum(kept.verified for kept in state.kept)
    params = {"verified": verified, "n": len(state.kept)}
    records = Sentence(key="close.records", params=params) if state.kept else _no_records(state)
    is_whole = bool(state.kept) and verified == len(state.kept)
    copies = min((len(kept.sticks) for kept in state.kept), default=0)
    cells = (
        Cell(state.contest.title),
        Cell(records, Ink.GOOD if is_whole else Ink.WARN),
        Cell(str(copies) if state.kept else "–", Ink.GOOD if copies >= PLACES else Ink.WARN),
        _ballots(state),
    )
    return Row(key=state.contest.id, cells=cells)


def _no_records(state: ContestState) -> Sentence | str:
    return Sentence(key="close.records.none") if state.course.held else "–"


def _ballots(state: ContestState) -> Cell:
    if state.is_destroyed:
        return Cell(Sentence(key="close.ballots.destroyed"), Ink.FAINT)
    is_here = state.round is not None or any(ballots is not None for ballots in state.ballots)
    return Cell(Sentence(key=f"close.ballots.{'here' if is_here else 'none'}"))


def head_said(day: Day) -> tuple[Paragraph, ...]:
    """Say what comes next where no record was made yet, and that the journal can be carried out before."""
    if any(state.kept for state in day.contests.values()):
        return ()
    return (Paragraph(text=Sentence(key="close.no_record"), ink=Ink.WARN),)


def about_contest(day: Day, contest: str) -> tuple[Paragraph, ...]:
    """Say whether the plain ballots of a contest may be destroyed, and if not what has to be done first."""
    why = may_destroy(day, contest)
    if why == "ballots_destroyed":
        return (Paragraph(text=Sentence(key="close.destroyed_said"), ink=Ink.FAINT),)
    if why is not None:
        return (Paragraph(text=Sentence(key=f"denied.{why}"), ink=Ink.WARN),)
    return (Paragraph(text=Sentence(key="close.may_destroy"), ink=Ink.GOOD),)


def sealed_on(day: Day, minute: str) -> date:
    """Give the day on which the papers are sealed: today, as far as the clock can be believed, else the congress's."""
    congress, today = day.the_congress.date, date.fromisoformat(minute[:10])
    return today if 0 <= (today - congress).days <= MOST_CLOCK_AHEAD else congress


def about_papers(day: Day, minute: str, words: Words) -> tuple[Paragraph, ...]:
    """Say until when the sealed papers are kept, by which date that is reckoned, and who decides then (R15)."""
    sealed = sealed_on(day, minute)
    today = date.fromisoformat(minute[:10])
    by = words(f"close.papers.by.{'clock' if sealed == today else 'congress'}", today=show_date(today, words.lang))
    params = {"sealed": show_date(sealed, words.lang), "until": show_date(kept_until(sealed), words.lang), "by": by}
    said = f"{words('close.papers', **params)} {cite(words, day.the_congress.regulation, 'R15')}"
    return (Paragraph(text=said),)


class CloseScreen(WorkingScreen):
    """Copying to two sticks, and the end of the plain ballots."""

    screen_id = ScreenId.CLOSE
    BINDINGS: ClassVar = bindings_for(ScreenId.CLOSE)
    CSS = """
    CloseScreen DataRows { height: auto; max-height: 50%; margin: 1 0; }
    CloseScreen Paragraphs { margin: 0 0 1 0; }
    """

    def body(self) -> ComposeResult:
        """Give the contests, what is to be done with the marked one, and how long the papers are kept."""
        yield Paragraphs(self.words, (), id="head")
        yield DataRows(self.words, COLUMNS, closing_rows(self.day))
        yield Paragraphs(self.words, (), id="marked")
        yield Paragraphs(self.words, (), id="papers")
        yield Meter(self.words, Work(what="", done=0, total=1))

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the unit, and that it is the end of the day."""
        return (self.unit, Sentence(key="action.screen.close"))

    def without(self) -> frozenset[str]:
        """Leave out what can't be done now."""
        if self.day.congress is None:
            return frozenset({"papers", "export", "transfer", "destroy"})
        has_records = any(state.kept for state in self.day.contests.values())
        return frozenset() if has_records else frozenset({"transfer", "destroy"})

    def on_mount(self) -> None:
        """Show the day."""
        self.at_work(None)
        super().on_mount()

    def show(self, day: Day) -> None:
        """Show where the records are, and what may be done."""
        self.query_one(DataRows).show_rows(closing_rows(day))
        head = self.query_one("#head", Paragraphs)
        head.show(head_said(day))
        head.display = bool(head.value)
        if day.congress is not None:
            self.query_one("#papers", Paragraphs).show(about_papers(day, self.station.world.minute(), self.words))
        self._tell_marked()

    @on(DataRows.Marked)
    def _tell_marked(self) -> None:
        marked = self.marked
        self.query_one("#marked", Paragraphs).show(about_contest(self.day, marked) if marked else ())

    @property
    def marked(self) -> str | None:
        """The contest that is marked."""
        return self.query_one(DataRows).marked or next(iter(self.day.contests), None)

    def action_back(self) -> None:
        """Go back to the day."""
        self.station.pop_screen()

    def action_log(self) -> None:
        """Show the log of the day."""
        self.station.go(ScreenId.LOG)

    def action_papers(self) -> None:
        """Show every paper of the day."""
        self.station.go(ScreenId.PAPERS)

    def action_transfer(self) -> None:
        """Carry the marked contest's record out by QR."""
        if self.marked is not None and self.day.contest(self.marked).kept:
            self.station.go(ScreenId.TRANSFER, self.marked)
        else:
            self.app.bell()

    def action_export(self) -> None:
        """Copy everything to two sticks, and read it again from there."""
        self.station.flow(self._export())

    def action_destroy(self) -> None:
        """Destroy the plain ballots of the marked contest, where that may be."""
        if self.marked is not None:
            self.station.flow(self._destroy(self.marked))

    async def _export(self) -> None:
        files = await self.worked(Sentence(key="printing.drawing"), self._gathered())
        if files is None:
            return
        trusted = kept_trust(self.day, self.service.file)
        names = [kept.file for state in self.day.contests.values() for kept in state.kept if kept.verified]
        carried = await self.carried_twice(files, trusted, names)
        if carried:
            await self._tell_where(carried)

    def _gathered(self) -> Callable[[], dict[str, bytes]]:
        """Read every record with what belongs to it, the journal and its log, and give what draws the papers to them.

        The journal is read here, for it has one thread at a time; the drawing takes a while and reads nothing of it.
        Raises Refused, JournalError.
        """
        service, day, words = self.service, self.day, self.words
        files = day_files(day, service.file)
        files[JOURNAL.format(length=service.length)] = service.written()
        records = {kept.file: service.file(kept.file) for state in day.contests.values() for kept in state.kept}
        log = log_file(service, words)
        return lambda: {**files, **minutes(day, records.__getitem__, words), **dict([log()])}

    async def _tell_where(self, carried: tuple[Carried, ...]) -> None:
        """Say what is where: on two sticks, or on one alone."""
        said = [
            Sentence(
                key="close.carried" if one.verified else "close.carried_journal",
                params={
                    "name": one.stick.label,
                    "folder": str(one.folder),
                    "n": len(one.files),
                    "valid": sum(one.is_valid(name) for name in one.verified),
                    "records": len(one.verified),
                },
            )
            for one in carried
        ]
        if len(carried) < PLACES:
            await self.tell_problem(Sentence(key="close.one_place"), *said)
        else:
            await self.tell(Sentence(key="close.two_places"), *said, "", Sentence(key="close.two_places_said"))

    async def _destroy(self, contest: str) -> None:
        why = may_destroy(self.day, contest)
        if why is not None:
            self.station.tell(Denied(why))
            return
        if self.day.at_keys is None or not self.day.sits(self.day.at_keys, contest):
            self.station.tell(Denied("two_members"))
            return
        title = self.day.contest(contest).contest.title
        pins = await joined(self, board_beside(self.day, contest), Sentence(key="close.second"))
        if pins is None:
            return
        said = tuple(Sentence(key=f"close.destroy.{part}", params={"title": title}) for part in ("what", "stays"))
        word = Sentence(key="close.destroy.word")
        question = Question(title=Sentence(key="close.destroy.title", params={"title": title}), said=said, word=word)
        if await self.app.push_screen_wait(Confirm(self.words, question)):
            entries = self.service.entries_with_ballots(contest)
            self.station.submit(DestroyBallots(contest=contest, entries=entries), joined=pins)
