"""What all questions and notices have in common: a box in the middle, live words, and no key that goes astray.

Their keys are bindings of the modal itself, so that what was typed before the box was on the screen still reaches it.
None of them does anything that cannot be taken back on an Enter typed ahead.
"""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, lines, say
from tally.words import Words

__all__ = ["DIGITS", "Modal", "hung", "in_sight", "wrapped"]

R = TypeVar("R")

DIGITS = [Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)]
"""The bindings of a modal that has ``action_digit``."""


def wrapped(text: str | Sentence, words: Words, width: int, ink: Ink = Ink.TEXT) -> list[Content]:
    """Draw a text in lines of ``width`` cells at most; an empty one takes none."""
    said = say(text, words)
    return datum(said, ink).wrap(max(width, 1)) if said else []


def hung(head: Content, text: Content, width: int) -> list[Content]:
    """Draw a text behind its head, its further lines under its first: nothing of it is cut."""
    room = max(width - head.cell_length, 1)
    margin = Content(" " * head.cell_length)
    parts = text.wrap(room) or [Content("")]
    return [Content.assemble(margin if place else head, part) for place, part in enumerate(parts)]


def in_sight(blocks: Sequence[list[Content]], marked: int | None, room: int) -> list[Content]:
    """Give the lines of as many blocks as there is room for, among them the marked one and the one behind it."""
    until = 0 if marked is None else min(marked + 2, len(blocks))
    first = 0
    while first < (marked or 0) and sum(map(len, blocks[first:until])) > room:
        first += 1
    return [line for block in blocks[first:] for line in block][:room]


class _Box(Drawn["Modal[object]"]):
    """What the modal itself says, in the box."""

    DEFAULT_CSS = """
    _Box { width: 100%; height: auto; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        return lines(self.value.draw(width))


class Modal(ModalScreen[R]):
    """A box before the screen. A subclass says in ``draw`` what stands in it, line by line."""

    DEFAULT_CSS = """
    Modal, Modal:ansi { align: center middle; background: transparent; }
    Modal > Vertical {
        width: 68; max-width: 100%; height: auto; max-height: 100%;
        border: double $ink-accent; background: $surface; padding: 0 2;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "app.language", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def draw(self, width: int) -> list[Content]:
        """Draw what the modal says, in lines of ``width`` cells at most."""
        raise NotImplementedError

    def fields(self) -> tuple[Widget, ...]:
        """Give the widgets under what the modal says; none unless it asks for text."""
        return ()

    def compose(self) -> ComposeResult:
        """Put what is said and the fields into the box."""
        with Vertical():
            yield _Box(self.words, self)  # type: ignore[arg-type]  # a modal of any answer draws itself
            yield from self.fields()

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        self.words = words

    def draw_again(self) -> None:
        """Draw what the modal says anew."""
        self.query_one(_Box).refresh(layout=True)
