"""The board reads a paper: the line that ballots are typed into, in a box before the screen."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from station.modals.modal import Modal, wrapped
from station.screens.read_back import Reader
from station.session.marks import Marks
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.entry_line import EntryLine, Reading
from tally.words import Words

__all__ = ["PaperLine"]


class PaperLine(Modal[Marks | None]):
    """Gives the marks that were typed, None on Esc. They are typed as in any entry."""

    DEFAULT_CSS = """
    PaperLine > Vertical { width: 78; }
    PaperLine EntryLine { height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Words, reader: Reader, title: Sentence) -> None:
        super().__init__(words)
        self._reader = reader
        self._title = title

    def draw(self, width: int) -> list[Content]:
        """Draw whose paper it is."""
        how = wrapped(Sentence(key="doubtful.how_to_read"), self.words, width, Ink.FAINT)
        return [*wrapped(self._title, self.words, width, Ink.STRONG), *how]

    def fields(self) -> tuple[Widget, ...]:
        """Give the line."""
        title = Sentence(key=f"entry.title.{self._reader.paper.kind}")
        line = EntryLine(self.words, title, read=self._read, enter=self._take, accepts=self._reader.accepts)
        return (line,)

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on, what stands on the line too."""
        super().reword(words)
        line = self.query_one(EntryLine)
        line.put(line.text)

    def action_leave(self) -> None:
        """Leave without marks."""
        self.dismiss(None)

    def _read(self, text: str) -> Reading:
        return self._reader.read(text, self.words)

    async def _take(self, text: str) -> bool:
        marks = self._reader.typed(text).marks
        self.dismiss(marks)
        return marks is not None
