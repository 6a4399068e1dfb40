"""Something went wrong: what happened, what is safe, and what to do."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from station.modals.modal import Modal, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Sentence, datum
from tally.words import Words

__all__ = ["Problem", "Trouble"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """What happened, what is safe (or what is not), and what to do next, each a sentence."""

    happened: str | Sentence
    safe: str | Sentence
    todo: str | Sentence


class Problem(Modal[None]):
    """Stays until Esc is pressed: an Enter or a digit typed ahead must not take it away unread."""

    DEFAULT_CSS = """
    Problem > Vertical { border: double $ink-bad; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Words, trouble: Trouble) -> None:
        super().__init__(words)
        self.trouble = trouble

    def draw(self, width: int) -> list[Content]:
        """Draw the three sentences."""
        words = self.words
        return [
            datum(f" ⚠ {words('widget.problem.title')} ", Ink.ALARM),
            Content(""),
            *wrapped(self.trouble.happened, words, width, Ink.STRONG),
            Content(""),
            *wrapped(self.trouble.safe, words, width),
            *wrapped(self.trouble.todo, words, width),
            Content(""),
            *wrapped(Sentence(key="widget.problem.how"), words, width, Ink.FAINT),
        ]

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)
