"""Asking for one line of text: a name, a reason, a passphrase."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from station.modals.modal import Modal, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.text_line import TextLine
from tally.words import Words

__all__ = ["Ask", "Request"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is asked for, and the text that stands there at first.

    What is secret is not seen as it is written, and is given as it was written; anything else in NFC, without the
    spaces around it.
    """

    title: str | Sentence
    said: tuple[str | Sentence, ...] = ()
    text: str = ""
    longest: int = 200
    is_secret: bool = False


class Ask(Modal[str | None]):
    """Gives the text on Enter, None on Esc. An empty text is not taken."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Words, request: Request) -> None:
        super().__init__(words)
        self.request = request
        self._line = TextLine(request.text, longest=request.longest, is_secret=request.is_secret)

    def draw(self, width: int) -> list[Content]:
        """Draw what is asked for."""
        said = [line for text in self.request.said for line in wrapped(text, self.words, width)]
        how = wrapped(Sentence(key="widget.ask.how"), self.words, width, Ink.FAINT)
        return [*wrapped(self.request.title, self.words, width, Ink.STRONG), Content(""), *said, *how]

    def fields(self) -> tuple[Widget, ...]:
        """Give the line."""
        return (self._line,)

    def action_leave(self) -> None:
        """Leave without a text."""
        self.dismiss(None)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Leave with the text; ring if there is none."""
        event.stop()
        text = event.value if self.request.is_secret else self._line.text
        if text:
            self.dismiss(text)
        else:
            self.app.bell()
