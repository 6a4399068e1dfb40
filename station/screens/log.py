"""The log on the screen, as it is printed: what was done, by whom, and nothing of what stands on a ballot."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from station import log, messages
from station.actions import ScreenId, bindings_for
from station.journal.errors import JournalError
from station.log.page import WIDTH
from station.modals.problem import Problem, Trouble
from station.papers import log_file
from station.printing import printed
from station.screens.base import StationScreen
from station.session import Day
from station.widgets.drawing import Sentence, say
from station.widgets.paragraphs import Paragraph, Paragraphs

__all__ = ["LogScreen"]

_BESIDE = 5
"""Cells beside the page: its padding and the scroll bar."""


class LogScreen(StationScreen):
    """The log of the whole day."""

    screen_id = ScreenId.LOG
    BINDINGS: ClassVar = bindings_for(ScreenId.LOG)

    def body(self) -> ComposeResult:
        """Give the page."""
        with VerticalScroll(can_focus=True):
            yield Paragraphs(self.words, ())

    def where(self) -> tuple[str | Sentence, ...]:
        """Say that this is the log."""
        return (self.unit, Sentence(key="result.log"))

    def show(self, day: Day) -> None:
        """Show the page as it stands."""
        width = min(WIDTH, self.app.size.width - _BESIDE)
        paragraphs = tuple(Paragraph(text=line) for line in self._page(width).splitlines())
        self.query_one(Paragraphs).show(paragraphs)

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        self.refresh_day()

    def _page(self, width: int = WIDTH) -> str:
        service = self.station.service
        if service is None or self.day.congress is None:
            return ""
        try:
            told, length, head = log.rows(service.history()), service.length, service.head
        except JournalError as error:
            return say(messages.told(error, self.words), self.words)
        return log.page(self.day, told, contest=None, length=length, head=head, words=self.words, width=width)

    def action_latest(self) -> None:
        """Go to the end: what was done last."""
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_print(self) -> None:
        """Print the log, where the system has a printer."""
        self.station.flow(self._print())

    async def _print(self) -> None:
        service = self.station.service
        if service is None or self.day.congress is None:
            self.app.bell()
            return
        made = log_file(service, self.words)
        _, data = await asyncio.to_thread(made)
        key = await asyncio.to_thread(printed, data)
        if key == "printing.printed":
            self.app.notify(self.words(key), markup=False)
            return
        trouble = Trouble(
            happened=Sentence(key=key), safe=Sentence(key="printing.safe"), todo=Sentence(key="printing.todo_log")
        )
        await self.app.push_screen_wait(Problem(self.words, trouble))

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()
