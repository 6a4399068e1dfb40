"""What is shown where the terminal is too small for the station: nothing else is drawn, and no key is taken."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen

from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.words import Words

__all__ = ["LEAST", "TooSmall", "is_too_small"]

LEAST = Size(80, 24)
"""The columns and lines that every screen has room in."""


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size cannot show the station."""
    return size.width < LEAST.width or size.height < LEAST.height


def said(size: Size) -> tuple[Paragraph, ...]:
    """Say how large the terminal is, how large it has to be, and that nothing is lost."""
    params = {"columns": size.width, "lines": size.height, "least_columns": LEAST.width, "least_lines": LEAST.height}
    return (
        Paragraph(text=Sentence(key="room.too_small", params=params), ink=Ink.WARN),
        Paragraph(text=Sentence(key="room.too_small_safe"), ink=Ink.STRONG),
    )


class TooSmall(Screen[None]):
    """Stands before everything until the terminal has room; typing blindly does nothing but ring."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        """Give the two sentences."""
        yield Paragraphs(self.words, said(self.app.size))

    def on_resize(self) -> None:
        """Say the size as it is now, or leave where there is room."""
        self._look()

    def on_screen_resume(self) -> None:
        """Leave where there is room by now."""
        self._look()

    def on_key(self, event: events.Key) -> None:
        """Ring."""
        event.stop()
        event.prevent_default()
        self.app.bell()

    def _look(self) -> None:
        if is_too_small(self.app.size):
            self.query_one(Paragraphs).show(said(self.app.size))
        elif self.app.screen is self:
            self.app.pop_screen()
