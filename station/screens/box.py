"""The box: papers handed out and collected. The sums must agree before a ballot is entered (R7, Art. 8)."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.ask import Ask, Request
from station.modals.form import Form
from station.screens.air_gap import past_air_gap
from station.screens.base import StationScreen
from station.screens.box_view import box_figures, box_of, box_said, counted_in, excess_notice, start_sheet
from station.screens.joining import Pins, led
from station.screens.making import chosen
from station.screens.office import office
from station.screens.routes import screen_of
from station.session import Day
from station.session.box import CountBox
from station.session.decision import may_undo
from station.session.phase import Phase, phase
from station.session.round import Box
from station.themes.ink import Ink
from station.widgets.big_notice import BigNotice, Kind, Notice
from station.widgets.drawing import Sentence
from station.widgets.figure_rows import FigureRows
from station.widgets.paragraphs import Paragraph, Paragraphs

__all__ = ["BoxScreen"]


class BoxScreen(StationScreen):
    """The five figures of a round's box, and the way on from them."""

    screen_id = ScreenId.BOX
    BINDINGS: ClassVar = bindings_for(ScreenId.BOX)
    CSS = """
    BoxScreen FigureRows { margin: 1 0; }
    BoxScreen BigNotice { height: auto; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest
        self.typed: dict[str, int] = {}
        """What was typed and is not stored yet: a box is stored whole."""

    def body(self) -> ComposeResult:
        """Give the figures, and what they come to."""
        yield Paragraphs(self.words, (), id="head")
        yield FigureRows(self.words, box_figures(self.counted))
        yield Paragraphs(self.words, (), id="sum")
        yield BigNotice(self.words, Notice(kind=Kind.STOP, title=""))

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest and the round; and the attempt, where it is held again."""
        work = self.day.work(self.contest)
        kind = self.day.contest(self.contest).contest.kind
        again = [Sentence(key="station.attempt", params={"attempt": str(work.attempt)})] if work.attempt > 1 else []
        return (
            office(self.day.the_congress, kind),
            Sentence(key="station.round", params={"round": str(work.number)}),
            *again,
            Sentence(key="action.screen.box"),
        )

    def without(self) -> frozenset[str]:
        """Leave out what can't be done now."""
        gone = set() if self.typed else {"take_back"}
        return frozenset(gone if may_undo(self.day, self.contest) else {*gone, "undo_decision"})

    def refresh_day(self) -> None:
        """Draw what has changed; nothing once the decision on this round is undone."""
        if self.day.contest(self.contest).round is not None:
            super().refresh_day()

    @property
    def stored(self) -> Box | None:
        """The box as it is stored."""
        return self.day.work(self.contest).box

    @property
    def counted(self) -> dict[str, int]:
        """The figures as they are stored, and over them what is typed."""
        return {**counted_in(self.stored), **self.typed}

    def show(self, day: Day) -> None:
        """Show the figures, what they come to, and the stop if there are too many papers."""
        state = day.contest(self.contest)
        code = state.confirmed.code if state.confirmed else ""
        head = (
            Paragraph(text=state.contest.title, ink=Ink.STRONG),
            Paragraph(text=Sentence(key="prepare.code", params={"code": code}), ink=Ink.FAINT),
        )
        self.query_one("#head", Paragraphs).show(head)
        rows = self.query_one(FigureRows)
        rows.show(box_figures(self.counted))
        self._tell({**self.counted, **dict([rows.pending] if rows.pending else [])})

    def _tell(self, counted: Mapping[str, int]) -> None:
        """Say what the figures come to; in place of too many papers that are stored, that everything stops."""
        day, notice = self.day, self.query_one(BigNotice)
        said = box_said(counted, day.contest(self.contest).course.meeting.roll.attending)
        notice.display = phase(day, self.contest) is Phase.EXCESS and counted == counted_in(self.stored)
        if notice.display:
            notice.show(excess_notice(day, self.contest, self.words))
            said = said[:1]
        self.query_one("#sum", Paragraphs).show(said)

    @on(FigureRows.Changed)
    @on(FigureRows.Taken)
    def figure_changed(self, event: FigureRows.Changed) -> None:
        """Show at each digit what the figures come to."""
        if event.number is None:
            now = {name: number for name, number in self.counted.items() if name != event.key}
        else:
            now = {**self.counted, event.key: event.number}
        if isinstance(event, FigureRows.Taken):
            self._keep(now)
        else:
            self._tell(now)

    def _keep(self, now: Mapping[str, int]) -> None:
        stored = counted_in(self.stored)
        self.typed = {name: number for name, number in now.items() if stored.get(name) != number}
        self.refresh_day()

    def action_edit(self) -> None:
        """Type the marked figure."""
        self.query_one(FigureRows).focus()

    def action_take_back(self) -> None:
        """Take back what is typed and not stored."""
        self._keep({})

    def action_undo_decision(self) -> None:
        """Undo the decision that this round was made by."""
        self.station.flow(self._undo())

    async def _undo(self) -> None:
        from station.screens.deciding import undone

        if await undone(self, self.contest):
            self._go_on()

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

    def action_papers(self) -> None:
        """Show the papers of the contest."""
        self.station.go(ScreenId.PAPERS, self.contest)

    def action_proceed(self) -> None:
        """Store the box, and begin to count."""
        taken = self.query_one(FigureRows).take()
        if taken is not None:
            self._keep({**self.counted, taken[0]: taken[1]})
        self.station.flow(self._proceed())

    async def _proceed(self) -> None:
        now = box_of(self.counted)
        if now is None:
            self.app.bell()
            return
        enters = now != self.stored or phase(self.day, self.contest) is Phase.BOX
        if enters and not await past_air_gap(self):
            return
        pins: Pins | None = None
        if now != self.stored:
            pins = await led(self, self.contest)
            if pins is None or not await self._count(now, pins):
                return
        match phase(self.day, self.contest):
            case Phase.EXCESS if pins is None:
                await self._out_of_excess()
            case Phase.EXCESS:
                self.app.bell()
            case Phase.BOX:
                await self._start(now, pins)
            case _:
                self._go_on()

    async def _count(self, box: Box, pins: Pins) -> bool:
        """Store the box; a count after the first takes a reason."""
        reason: str | None = ""
        if self.stored is not None:
            request = Request(title=Sentence(key="box.recount"), said=(Sentence(key="box.recount_said"),))
            reason = await self.app.push_screen_wait(Ask(self.words, request))
        if reason is None:
            return False
        if self.station.submit(CountBox(contest=self.contest, box=box, reason=reason), joined=pins) is None:
            return False
        self._keep({})
        return True

    async def _start(self, box: Box, pins: Pins | None) -> None:
        command = await self.app.push_screen_wait(Form(self.words, start_sheet(self.contest, box.collected)))
        if command is None:
            return
        pins = await led(self, self.contest) if pins is None else pins
        if pins is not None and self.station.submit(command, joined=pins) is not None:
            self._go_on()

    async def _out_of_excess(self) -> None:
        """Count the papers again, or store what the body has decided."""
        options = (Sentence(key="box.way_recount"), Sentence(key="box.way_decision"))
        place = await chosen(self, Sentence(key="box.stop", params={"n": self.day.work(self.contest).excess}), options)
        if place == 0:
            self.query_one(FigureRows).focus()
        elif place == 1:
            from station.screens.deciding import decided

            await decided(self, self.contest)

    def _go_on(self) -> None:
        """Go on to where the contest is worked on now."""
        self.station.pop_screen()
        self.station.go(screen_of(self.day, self.contest), self.contest)
