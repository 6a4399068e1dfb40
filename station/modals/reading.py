"""Something to read, line by line, which may be longer than the screen."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from station.modals.modal import Modal, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from tally.words import Words

__all__ = ["Read", "Reading"]

_ABOUT = 9
"""Lines that the frame, the title and the last line take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A title, and what there is to read under it, each text on lines of its own; an empty one parts two others."""

    title: str | Sentence
    texts: tuple[str | Sentence, ...]
    ink: Ink = Ink.STRONG


class Reading(Modal[None]):
    """Stays until Esc is pressed: an Enter or a digit typed ahead must not take it away unread."""

    DEFAULT_CSS = """
    Reading > Vertical { width: 78; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("pagedown", "go(10)", show=False),
        Binding("pageup", "go(-10)", show=False),
    ]

    def __init__(self, words: Words, read: Read) -> None:
        super().__init__(words)
        self.read = read
        self._first = 0

    def draw(self, width: int) -> list[Content]:
        """Draw as many lines as there is room for, and say whether there are more."""
        texts = [line for text in self.read.texts for line in wrapped(text, self.words, width) or [Content("")]]
        room = max(self.app.size.height - _ABOUT, 1)
        self._first = max(0, min(self._first, len(texts) - room))
        here = texts[self._first : self._first + room]
        more = len(texts) > room
        how = Sentence(
            key="widget.reading.more" if more else "widget.problem.how",
            params={"last": self._first + len(here), "of": len(texts)},
        )
        return [
            *wrapped(self.read.title, self.words, width, self.read.ink),
            Content(""),
            *here,
            Content(""),
            *wrapped(how, self.words, width, Ink.FAINT),
        ]

    def action_go(self, lines_on: int) -> None:
        """Go so many lines on."""
        self._first += lines_on
        self.draw_again()

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)
