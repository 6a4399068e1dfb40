"""Asking for a PIN: digits that are not shown."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from station.modals.modal import DIGITS, Modal, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Sentence, datum
from tally.words import Words

__all__ = ["PinPad", "PinRequest"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PinRequest:
    """Whose PIN is asked for and what there is to say, and how many digits it may have."""

    title: str | Sentence
    said: str | Sentence = ""
    least: int = 4
    most: int = 12


class PinPad(Modal[str | None]):
    """Gives the digits on Enter, None on Esc. Too few digits are not taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("backspace", "back", show=False),
        Binding("enter", "take", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, words: Words, request: PinRequest) -> None:
        super().__init__(words)
        self.request = request
        self._digits = ""

    def draw(self, width: int) -> list[Content]:
        """Draw a dot for each digit."""
        words = self.words
        dots = Content.assemble(datum("● " * len(self._digits), Ink.STRONG), datum(" ", Ink.CURSOR))
        how = Sentence(key="widget.pin.how", params={"least": self.request.least})
        return [
            *wrapped(self.request.title, words, width, Ink.STRONG),
            *wrapped(self.request.said, words, width, Ink.WARN),
            Content(""),
            dots,
            Content(""),
            *wrapped(how, words, width, Ink.FAINT),
        ]

    def action_digit(self, digit: int) -> None:
        """Take a digit; ring if there are enough."""
        if len(self._digits) < self.request.most:
            self._digits += str(digit)
            self.draw_again()
        else:
            self.app.bell()

    def action_back(self) -> None:
        """Take the last digit away."""
        self._digits = self._digits[:-1]
        self.draw_again()

    def action_take(self) -> None:
        """Leave with the digits; ring if there are too few."""
        if len(self._digits) >= self.request.least:
            self.dismiss(self._digits)
        else:
            self.app.bell()

    def action_leave(self) -> None:
        """Leave without a PIN."""
        self.dismiss(None)
