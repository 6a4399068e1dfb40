"""Going to a part of the screen by its number: the numbers stand over the parts until one is pressed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from station.themes.ink import Ink
from station.widgets.drawing import datum
from tally.words import Words

__all__ = ["JumpOverlay", "parts_of"]

_MOST = 9


def parts_of(screen: Screen[object]) -> list[Widget]:
    """Give what can be gone to on a screen, nine at most, from top to bottom and left to right."""
    there = [widget for widget in screen.focus_chain if isinstance(widget, Widget) and widget.region.area]
    return sorted(there, key=lambda widget: (widget.region.y, widget.region.x))[:_MOST]


class JumpOverlay(ModalScreen[Widget | None]):
    """A number over each part. A digit gives that part, Esc or any other number gives none."""

    DEFAULT_CSS = """
    JumpOverlay { background: transparent; }
    JumpOverlay > Static { position: absolute; width: auto; height: 1; }
    JumpOverlay > .said { dock: bottom; width: 100%; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "go(0)", show=False),
        *[Binding(str(digit), f"go({digit})", show=False) for digit in range(1, _MOST + 1)],
    ]

    def __init__(self, words: Words, parts: list[Widget]) -> None:
        super().__init__()
        self.words = words
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Put a number on the upper left corner of each part."""
        for number, part in enumerate(self._parts, 1):
            mark = Static(datum(f" {number} ", Ink.CURSOR))
            mark.styles.offset = part.region.offset
            yield mark
        yield Static(self._said(), classes="said")

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        self.words = words
        self.query_one(".said", Static).update(self._said())

    def action_go(self, number: int) -> None:
        """Give the part with this number."""
        self.dismiss(self._parts[number - 1] if 1 <= number <= len(self._parts) else None)

    def _said(self) -> Content:
        return datum(f" {self.words('widget.jump.how')}", Ink.STRONG)
