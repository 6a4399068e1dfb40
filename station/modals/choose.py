"""Choosing one of a few things by its digit, or with the arrows and Enter."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from station.modals.modal import DIGITS, Modal, hung, in_sight, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Sentence, datum, say
from tally.words import Words

__all__ = ["Choice", "Choose"]

_IN_SIGHT = 12
"""Lines of options, in the box on the smallest screen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What there is to choose from; the first nine have a digit."""

    title: str | Sentence
    options: tuple[str | Sentence, ...]
    said: tuple[str | Sentence, ...] = ()


class Choose(Modal[int | None]):
    """Gives the place of the chosen one, from 0, or None on Esc.

    Nothing is marked at first, so that an Enter typed ahead chooses nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("down", "mark(1)", show=False),
        Binding("up", "mark(-1)", show=False),
        Binding("enter", "take", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, words: Words, choice: Choice) -> None:
        super().__init__(words)
        self.choice = choice
        self.marked: int | None = None

    def draw(self, width: int) -> list[Content]:
        """Draw the options around the marked one."""
        choice, words = self.choice, self.words
        said = [line for text in choice.said for line in wrapped(text, words, width)]
        options = [self._option(place, width) for place in range(len(choice.options))]
        return [
            *wrapped(choice.title, words, width, Ink.STRONG),
            Content(""),
            *said,
            *in_sight(options, self.marked, _IN_SIGHT),
            Content(""),
            *wrapped(Sentence(key="widget.choose.how"), words, width, Ink.FAINT),
        ]

    def action_digit(self, digit: int) -> None:
        """Choose the one with this digit; ring if there is none."""
        self._take(digit - 1)

    def action_mark(self, on: int) -> None:
        """Mark the next one, or the one before."""
        start = (-1 if on > 0 else 0) if self.marked is None else self.marked
        self.marked = (start + on) % len(self.choice.options)
        self.draw_again()

    def action_take(self) -> None:
        """Choose the marked one; ring if none is."""
        self._take(-1 if self.marked is None else self.marked)

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)

    def _take(self, place: int) -> None:
        if 0 <= place < len(self.choice.options):
            self.dismiss(place)
        else:
            self.app.bell()

    def _option(self, place: int, width: int) -> list[Content]:
        is_marked = place == self.marked
        digit = str(place + 1) if place < 9 else " "
        text = say(self.choice.options[place], self.words)
        head = Content.assemble(datum("▸ " if is_marked else "  ", Ink.STRONG), datum(digit, Ink.KEY), "  ")
        return hung(head, datum(text, Ink.CURSOR if is_marked else Ink.TEXT), width)
