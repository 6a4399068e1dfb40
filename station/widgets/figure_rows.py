"""Figures under each other, typed on the numeric pad: one is marked, and what is typed goes into it.

The digits typed stand in the row until it is left, by Enter or an arrow; Esc takes them back. Each digit is told, so
that a screen can show what the figures would come to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Blur, Focus
from textual.message import Message

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, fit, lines, say
from tally.words import Words
from tally.words.figures import show_number

__all__ = ["Figure", "FigureRows"]

_DIGITS = 5
_BETWEEN = 6
"""Cells of a line beside its label, its number and its note."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure: the key that it is known by, what it counts, and how many; None where nobody has said yet.

    ``note`` stands behind it.
    """

    key: str
    label: str | Sentence
    number: int | None
    note: str | Sentence = ""


class FigureRows(Drawn[tuple[Figure, ...]], can_focus=True):
    """The figures. It says ``Changed`` at each digit and ``Taken`` when a row with digits is left."""

    DEFAULT_CSS = """
    FigureRows { height: auto; padding: 0 1; color: $ink-text; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)],
        Binding("backspace", "back", show=False),
        Binding("enter", "enter", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("escape", "undo", show=False),
    ]
    help_key = "widget.help.figures"

    class Changed(Message):
        """Another number stands in a row, not taken yet; None for no digit."""

        def __init__(self, rows: "FigureRows", key: str, number: int | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key
            self.number = number

        @property
        def control(self) -> "FigureRows":
            """The figures."""
            return self.rows

    class Taken(Changed):
        """A row with digits was left."""

    def __init__(self, words: Words, figures: tuple[Figure, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(words, figures, id=id)
        self.marked = 0
        self.typed: str | None = None

    def draw(self, width: int, height: int) -> Content:
        """Draw a line for each figure."""
        longest = self._longest(one.label for one in self.value)
        room = width - _DIGITS - _BETWEEN - self._longest(one.note for one in self.value)
        label = min(longest, max(room, width // 2))
        return lines(self._line(place, one, label, width) for place, one in enumerate(self.value))

    def _longest(self, texts: Iterable[str | Sentence]) -> int:
        return max((Content(say(text, self.words)).cell_length for text in texts), default=0)

    def _line(self, place: int, one: Figure, label: int, width: int) -> Content:
        is_marked = place == self.marked and self.has_focus
        typed = self.typed if place == self.marked else None
        number = "–" if one.number is None else show_number(one.number, self.words.lang)
        text = Ink.STRONG if is_marked else Ink.TEXT
        figure = datum(f"{number if typed is None else typed:>{_DIGITS}}", Ink.CURSOR if is_marked else Ink.KEY)
        cursor = datum("_" if typed is not None else " ", Ink.KEY)
        line = Content.assemble(
            datum("▸ " if is_marked else "  ", Ink.STRONG),
            fit(datum(say(one.label, self.words), text), label),
            "  ",
            figure,
            cursor,
            datum(f" {say(one.note, self.words)}", Ink.FAINT),
        )
        return line.truncate(width, ellipsis=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Leave Esc to the screen while there is nothing typed to take back."""
        return action != "undo" or self.typed is not None

    def action_digit(self, digit: int) -> None:
        """Put a digit behind those typed; ring if there are enough."""
        typed = f"{self.typed or ''}{digit}".lstrip("0") or "0"
        if len(typed) > _DIGITS:
            self.app.bell()
        else:
            self._type(typed)

    def action_back(self) -> None:
        """Take the last digit away, at first of the number that stands there."""
        self._type((self._standing if self.typed is None else self.typed)[:-1])

    def action_enter(self) -> None:
        """Take what was typed and go on to the next row; where nothing was, begin with the number that stands there."""
        if self.typed is None:
            self._type(self._standing)
        else:
            self.action_go(1)

    def action_go(self, rows_on: int) -> None:
        """Go to another row; what was typed in this one is taken."""
        before = self.typed
        taken = self.take()
        if taken is not None:
            self.post_message(self.Taken(self, *taken))
        elif before is not None:
            self._tell()
        self.marked = max(0, min(self.marked + rows_on, len(self.value) - 1))

    def action_undo(self) -> None:
        """Take back what was typed."""
        self.typed = None
        self.refresh()
        self._tell()

    @property
    def pending(self) -> tuple[str, int] | None:
        """The key of the marked row and what is typed in it; None if no digit is."""
        return (self.value[self.marked].key, int(self.typed)) if self.typed else None

    def take(self) -> tuple[str, int] | None:
        """Give what is ``pending``, which it is no longer."""
        pending, self.typed = self.pending, None
        self.refresh()
        return pending

    def show(self, value: tuple[Figure, ...]) -> None:
        """Show other figures."""
        self.marked = max(0, min(self.marked, len(value) - 1))
        super().show(value)

    def on_focus(self, _event: Focus) -> None:
        """Show the mark."""
        self.refresh()

    def on_blur(self, _event: Blur) -> None:
        """Hide it."""
        self.refresh()

    @property
    def _standing(self) -> str:
        number = self.value[self.marked].number if self.value else None
        return "" if number is None else str(number)

    def _type(self, typed: str) -> None:
        self.typed = typed
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        """Say what stands in the marked row now."""
        one = self.value[self.marked]
        number = one.number if self.typed is None else int(self.typed) if self.typed else None
        self.post_message(self.Changed(self, one.key, number))
