"""The help: what the field one is in is for, and every act of the screen with its key, to be found and done.

It takes the place of a palette of commands too.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from station.actions import Action, ScreenId, find, keys_of
from station.modals.modal import Modal, hung, in_sight, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, fit, lines
from station.widgets.text_line import TextLine
from tally.words import Words

__all__ = ["Help", "Helped", "Listing"]

_KEYS, _LABEL = 9, 22


@dataclass(frozen=True, kw_only=True, slots=True)
class Helped:
    """The screen, what can be done on it now, and the key of what is to be said of the field one is in."""

    screen: ScreenId
    acts: tuple[Action, ...]
    field: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The acts that are meant by what was written, and which of them is marked."""

    screen: ScreenId
    acts: tuple[Action, ...]
    marked: int | None = None


def draw_acts(listing: Listing, words: Words, width: int, height: int) -> Content:
    """Draw the acts around the marked one, each with all that it does."""
    blocks = []
    for place, act in enumerate(listing.acts):
        is_marked = place == listing.marked
        head = Content.assemble(
            datum("▸ " if is_marked else "  ", Ink.STRONG),
            fit(datum(keys_of(act, listing.screen, words), Ink.KEY), _KEYS),
            fit(datum(words(act.label_key), Ink.CURSOR if is_marked else Ink.TEXT), _LABEL),
            " ",
        )
        blocks.append(hung(head, datum(words(act.help_key), Ink.ACCENT if is_marked else Ink.FAINT), width))
    return lines(in_sight(blocks, listing.marked, max(height, 1)))


class _Acts(Drawn[Listing]):
    DEFAULT_CSS = """
    _Acts { height: 1fr; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        return draw_acts(self.value, self.words, width, height)


class Help(Modal[str | None]):
    """Gives the id of the act that was chosen to be done, None if none was."""

    DEFAULT_CSS = """
    Help > Vertical { width: 80; height: 100%; max-height: 34; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "leave", show=False),
        Binding("down", "mark(1)", show=False),
        Binding("up", "mark(-1)", show=False),
    ]

    def __init__(self, words: Words, helped: Helped) -> None:
        super().__init__(words)
        self.helped = helped
        self._acts = _Acts(words, Listing(screen=helped.screen, acts=helped.acts))
        self._line = TextLine(longest=40)

    def draw(self, width: int) -> list[Content]:
        """Draw what is to be said of the field and of the screen."""
        words = self.words
        title = Content.assemble(
            datum(words("widget.help.title"), Ink.STRONG),
            datum(f" · {words(f'action.screen.{self.helped.screen}')}", Ink.STRONG),
        )
        field = Sentence(key=self.helped.field) if self.helped.field else ""
        how = Sentence(key="widget.help.how")
        return [title, *wrapped(field, words, width), *wrapped(how, words, width, Ink.FAINT)]

    def fields(self) -> tuple[Widget, ...]:
        """Give the line to look for an act, and the acts."""
        return (self._line, self._acts)

    def action_leave(self) -> None:
        """Leave, and do nothing."""
        self.dismiss(None)

    def action_mark(self, on: int) -> None:
        """Mark the next act, or the one before."""
        found = self._acts.value
        if found.acts:
            start = (-1 if on > 0 else 0) if found.marked is None else found.marked
            self._mark(found.acts, (start + on) % len(found.acts))

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Show the acts that are meant; the first is marked once something was written."""
        event.stop()
        acts = find(event.value, self.helped.acts, self.words)
        self._mark(acts, 0 if acts and event.value.strip() else None)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Leave with the marked act."""
        event.stop()
        found = self._acts.value
        self.dismiss(None if found.marked is None else found.acts[found.marked].id)

    def _mark(self, acts: tuple[Action, ...], marked: int | None) -> None:
        self._acts.show(Listing(screen=self.helped.screen, acts=acts, marked=marked))
