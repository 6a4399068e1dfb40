"""Tally sheets: the totals of two sheets a batch, typed by two people. Where they differ the batch is counted again."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from station.actions import ScreenId, bindings_for
from station.modals.choose import Choice, Choose
from station.modals.confirm import Confirm, Question
from station.screens.batch_changes import change_batch
from station.screens.entering import EnteringScreen
from station.screens.finding import found
from station.screens.read_back import listed, reader_of
from station.screens.sheet_form import SheetForm, SheetPaper
from station.screens.sides import Said, Sides
from station.session import Day
from station.session.comparison import differing_sheets
from station.session.denied import Denied
from station.session.phase import open_questions
from station.session.round import RoundState
from station.session.sheets import EnterSheet, grounds_of
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.ballot import Reason

__all__ = ["SheetsScreen", "paper_of", "sheet_rows", "sheets_for"]

TABLE, FORM = "table", "form"
_OF_SHEET = frozenset({"search", "take_back", "store_sheet"})
_OF_TABLE = frozenset({"open", "void_batch", "proceed"})
COLUMNS = (
    Column(key="batch", heading=Sentence(key="station.column.batch"), width=5, side="right"),
    Column(key="papers", heading=Sentence(key="entry.column.papers"), width=6, side="right"),
    Column(key="sheet1", heading=Sentence(key="sheets.sheet", params={"sheet": 1}), width=18),
    Column(key="sheet2", heading=Sentence(key="sheets.sheet", params={"sheet": 2}), width=18),
    Column(key="state", heading=Sentence(key="station.column.state"), width=None),
)


def sheet_rows(day: Day, work: RoundState) -> tuple[Row, ...]:
    """Give a row for each batch: who typed its sheets, and whether they agree."""
    differing = differing_sheets(work)
    return tuple(
        Row(
            key=str(batch),
            cells=(
                Cell(str(batch), Ink.KEY),
                Cell(str(work.sizes[batch - 1])),
                *(_typist(day, work, batch, sheet) for sheet in (1, 2)),
                _state(work, batch, is_differing=batch in differing),
            ),
        )
        for batch in work.batches
    )


def _typist(day: Day, work: RoundState, batch: int, sheet: int) -> Cell:
    if (batch, sheet) not in work.sheets:
        return Cell("–", Ink.FAINT)
    name = day.person(work.sheets[batch, sheet][1]).name
    return Cell(Sentence(key="entry.batch.done", params={"name": name}), Ink.GOOD)


def _state(work: RoundState, batch: int, *, is_differing: bool) -> Cell:
    if is_differing:
        return Cell(Sentence(key="compare.count_again"), Ink.BAD)
    if work.is_closed(batch):
        return Cell(Sentence(key="sheets.agree"), Ink.GOOD)
    return Cell(Sentence(key="compare.state.open"), Ink.WARN)


def sheets_for(work: RoundState, person: str, batch: int) -> tuple[int, ...]:
    """Give the sheets of a batch that somebody may type now: those missing, or of two that differ either one."""
    may = (1, 2) if batch in differing_sheets(work) else tuple(s for s in (1, 2) if (batch, s) not in work.sheets)
    return tuple(sheet for sheet in may if work.sheets.get((batch, 3 - sheet), (None, ""))[1] != person)


def paper_of(day: Day, contest: str, batch: int) -> SheetPaper:
    """Give what a sheet of a batch is of."""
    work, blank_boxes = day.work(contest), day.the_congress.blank_boxes
    grounds = grounds_of(work.paper, blank_boxes)
    return SheetPaper(
        size=work.sizes[batch - 1],
        seats=work.paper.seats,
        grounds=tuple(reason for reason in Reason if reason in grounds),
        names=reader_of(day, contest).names,
        for_nobody=Reason.VOTES_FOR_NOBODY in grounds,
    )


class SheetsScreen(EnteringScreen):
    """Choose a batch, type the totals of a sheet of it."""

    screen_id = ScreenId.SHEETS
    BINDINGS: ClassVar = bindings_for(ScreenId.SHEETS)
    DEFAULT_CSS = """
    SheetsScreen #head { margin: 1 0; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__(contest)
        self._hand: tuple[int, int] | None = None
        self._note: Said = Said()
        self._is_stray = False

    def faces(self) -> ComposeResult:
        """Give the table of batches, and the form of a sheet."""
        with Vertical(id=TABLE):
            yield Paragraphs(self.words, (), id="head")
            yield DataRows(self.words, COLUMNS, sheet_rows(self.day, self.work))
            yield Sides(self.words, Said())
        yield SheetForm(self.words, id=FORM)

    @property
    def form(self) -> SheetForm:
        """The form of a sheet."""
        return self.query_one(SheetForm)

    def face(self) -> str:
        """Say whether a sheet is in hand."""
        return FORM if self._hand else TABLE

    def focus_face(self) -> None:
        """Go to the figures, or to the batches."""
        self.set_focus(self.form.rows if self._hand else self.query_one(DataRows))

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, its round, and which sheet it is."""
        if self._hand is None:
            return (*super().where(), Sentence(key="sheets.where"))
        batch, sheet = self._hand
        return (*super().where(), Sentence(key="sheets.where_sheet", params={"batch": batch, "sheet": sheet}))

    def cannot(self) -> frozenset[str]:
        """Give what needs a sheet in hand, and going on where something is left."""
        if self.is_stopped:
            return _OF_SHEET | _OF_TABLE
        if self._hand:
            return _OF_TABLE
        return _OF_SHEET | (frozenset() if self._is_done else {"proceed"})

    @property
    def _is_done(self) -> bool:
        """Whether every batch has its two sheets, and they agree."""
        return self.work.is_entered and not open_questions(self.work)

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show the batches; a sheet in hand is shown by its form."""
        if self._hand is None:
            key = "entered" if self._is_done else "differ" if differing_sheets(work) else "choose"
            ink = Ink.GOOD if self._is_done else Ink.STRONG
            self.query_one("#head", Paragraphs).show((Paragraph(text=Sentence(key=f"sheets.how.{key}"), ink=ink),))
            self.query_one(DataRows).show_rows(sheet_rows(day, work))
            self.query_one(Sides).show(self._note)

    @property
    def _marked(self) -> int:
        """The batch that is marked, 0 where there is none."""
        return int(self.query_one(DataRows).marked or 0)

    def on_key(self, event: events.Key) -> None:
        """Ring at a figure typed while no sheet is in hand: it belongs to none, and neither does its Enter."""
        if event.is_printable and self._hand is None:
            self.app.bell()
            self._is_stray = True

    def action_open(self) -> None:
        """Take a sheet of the marked batch in hand. In the form, Enter is the figures' own."""
        if self._is_stray:
            self._is_stray, self._note = False, Said(left=Sentence(key="sheets.stray"))
            self.app.bell()
            self.refresh_day()
        elif batch := self._marked:
            self.station.flow(self._begin(batch))

    def action_store_sheet(self) -> None:
        """Store the sheet in hand."""
        if self._hand is not None:
            self._store(*self._hand)

    def action_take_back(self) -> None:
        """Forget the figure typed last."""
        if not self.form.forget():
            self.app.bell()

    def action_void_batch(self) -> None:
        """Ask the board what is to be done about the marked batch."""
        if batch := self._marked:
            self.station.flow(change_batch(self, self.contest, batch))

    def action_search(self) -> None:
        """Go to the votes of a name."""
        self.station.flow(self._find())

    def action_back(self) -> None:
        """Leave the sheet in hand, whose figures are not stored yet; from the batches go back."""
        if self._hand is None:
            super().action_back()
        else:
            self.station.flow(self._leave())

    async def _begin(self, batch: int) -> None:
        may = sheets_for(self.work, self.day.at_keys or "", batch)
        if not may:
            is_in = self.work.is_closed(batch) and batch not in differing_sheets(self.work)
            self.station.tell(
                Denied("sheet_is_in", batch=batch, sheet=2) if is_in else Denied("same_person_twice", batch=batch)
            )
            return
        sheet = may[0]
        if batch in differing_sheets(self.work) and len(may) > 1:
            options = tuple(Sentence(key="sheets.again", params={"sheet": one}) for one in may)
            title = Sentence(key="sheets.which", params={"batch": batch})
            place = await self.app.push_screen_wait(Choose(self.words, Choice(title=title, options=options)))
            if place is None:
                return
            sheet = may[place]
        self._hand = (batch, sheet)
        self.form.begin(paper_of(self.day, self.contest, batch))
        self.refresh_day()

    def _store(self, batch: int, sheet: int) -> None:
        """Store the sheet in hand, once it is whole; until then go to the first figure that it lacks, and say so."""
        self.form.take()
        totals = self.form.sheet
        if totals is None:
            self.app.bell()
            self.form.point_out()
            return
        if self.station.submit(EnterSheet(contest=self.contest, batch=batch, sheet=sheet, totals=totals)) is not None:
            stored = Sentence(key="station.stored", params={"entry": str(self.day.entries)})
            self._note = Said(left=Sentence(key="sheets.note", params={"batch": batch, "sheet": sheet}), right=stored)
            self._hand = None
            self.refresh_day()

    async def _leave(self) -> None:
        question = Question(title=Sentence(key="sheets.leave"), said=(Sentence(key="sheets.leave_said"),))
        if not self.form.typed or await self.app.push_screen_wait(Confirm(self.words, question)):
            self._hand = None
            self.refresh_day()

    async def _find(self) -> None:
        names = listed(self.day.contest(self.contest).contest, self.work.paper.candidates)
        place = await found(self, [one.name for one in names])
        if place is not None:
            self.form.go_to_name(names[place].number)
