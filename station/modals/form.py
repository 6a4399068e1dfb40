"""Several things asked together, a line for each; nothing is taken before all of it is right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from station.modals.modal import Modal, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, fit, lines, say
from station.widgets.text_line import TextLine
from tally.words import Words

__all__ = ["Blank", "Form", "Sheet", "Wrong"]

R = TypeVar("R")

_BETWEEN = "  "


@dataclass(frozen=True, kw_only=True, slots=True)
class Blank:
    """One line of a form: the key of its value, what is asked, and what stands there at first.

    With ``options`` one of them is chosen, each a value and how it is said; without them a text is written.
    """

    key: str
    label: str | Sentence
    text: str = ""
    options: tuple[tuple[str, str | Sentence], ...] = ()
    longest: int = 200


class Wrong(Exception):
    """A form can't be taken: ``key`` says because of which line, and ``why`` is the sentence that says it."""

    def __init__(self, key: str, why: str | Sentence) -> None:
        super().__init__(key)
        self.key = key
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet(Generic[R]):
    """What a form asks, and how what stands in its lines is read; ``read`` raises Wrong."""

    title: str | Sentence
    blanks: tuple[Blank, ...]
    read: Callable[[Mapping[str, str]], R]
    said: tuple[str | Sentence, ...] = ()


class _Label(Drawn[str | Sentence]):
    DEFAULT_CSS = """
    _Label { height: 1; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        return fit(datum(say(self.value, self.words)), width - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chosen:
    options: tuple[tuple[str, str | Sentence], ...]
    place: int


class _Options(Drawn[_Chosen], can_focus=True):
    """One of a few, by the left and right arrow, by space, or by its digit."""

    DEFAULT_CSS = """
    _Options { height: 1; width: 1fr; color: $ink-text; padding: 0 1; }
    """

    def draw(self, width: int, height: int) -> Content:
        texts = [f"{place} {say(text, self.words)}" for place, (_, text) in enumerate(self.value.options, start=1)]
        drawn = [self._option(text, is_chosen=place == self.value.place) for place, text in enumerate(texts)]
        whole = Content(_BETWEEN).join(drawn)
        if whole.cell_length <= width:
            return whole
        chosen = self.value.place
        arrows = datum(f"← → {chosen + 1}/{len(texts)} ", Ink.FAINT)
        return Content.assemble(arrows, drawn[chosen]).truncate(width, ellipsis=True)

    def _option(self, text: str, *, is_chosen: bool) -> Content:
        if not is_chosen:
            return datum(f" {text} ", Ink.FAINT)
        return datum(f"▸{text} ", Ink.CURSOR if self.has_focus else Ink.STRONG)

    @property
    def text(self) -> str:
        """The value that is chosen."""
        return self.value.options[self.value.place][0]

    class Changed(Message):
        """Another one is chosen."""

    def on_key(self, event: events.Key) -> None:
        """Choose another."""
        options, place = self.value.options, self.value.place
        if event.key in ("right", "space", "left"):
            self._go((place + (-1 if event.key == "left" else 1)) % len(options))
        elif event.character is not None and event.character in "123456789":
            if int(event.character) <= len(options):
                self._go(int(event.character) - 1)
            else:
                self.app.bell()

    def _go(self, place: int) -> None:
        self.show(_Chosen(options=self.value.options, place=place))
        self.post_message(self.Changed())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Foot:
    wrong: str | Sentence = ""


class _Under(Drawn[_Foot]):
    DEFAULT_CSS = """
    _Under { width: 100%; height: auto; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        wrong = wrapped(self.value.wrong, self.words, width, Ink.BAD)
        how = wrapped(Sentence(key="widget.form.how"), self.words, width, Ink.FAINT)
        return lines([*(wrong or [Content("")]), *how])


class Form(Modal[R | None]):
    """Gives what was read from its lines once all of them are right; None on Esc.

    Enter goes on to the next line and takes the form at the last; F8 takes it from anywhere.
    """

    DEFAULT_CSS = """
    Form > Vertical { width: 78; }
    Form Horizontal { height: 1; }
    Form TextLine, Form TextLine:focus, Form TextLine:ansi {
        height: 1; border: none; padding: 0 1; width: 1fr; background: $panel;
    }
    Form _Options:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f8", "take", show=False, priority=True),
        Binding("enter", "enter", show=False, priority=True),
        Binding("up,shift+tab", "up", show=False, priority=True),
        Binding("down,tab", "down", show=False, priority=True),
    ]
    """They come before the keys of a line: what is typed behind one of them is for the line that it has gone to."""

    def __init__(self, words: Words, sheet: Sheet[R]) -> None:
        super().__init__(words)
        self.sheet = sheet
        self._blanks: dict[str, TextLine | _Options] = {}
        self._labels = [_Label(words, blank.label) for blank in sheet.blanks]
        self._under = _Under(words, _Foot())

    def draw(self, width: int) -> list[Content]:
        """Draw what is asked for."""
        said = [line for text in self.sheet.said for line in wrapped(text, self.words, width)]
        return [*wrapped(self.sheet.title, self.words, width, Ink.STRONG), *said, Content("")]

    def fields(self) -> tuple[Widget, ...]:
        """Give the lines, and under them what is wrong and what to press."""
        self._blanks = {blank.key: _field(self.words, blank) for blank in self.sheet.blanks}
        rows = zip(self._labels, self._blanks.values(), strict=True)
        return (*(Horizontal(label, field) for label, field in rows), self._under)

    def on_mount(self) -> None:
        """Make the labels as wide as the longest of them."""
        self._measure()

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        super().reword(words)
        self._measure()

    def _measure(self) -> None:
        longest = max((Content(say(label.value, self.words)).cell_length for label in self._labels), default=0)
        for label in self._labels:
            label.styles.width = longest + 1

    @property
    def values(self) -> dict[str, str]:
        """What stands in the lines now."""
        return {key: field.text for key, field in self._blanks.items()}

    def action_leave(self) -> None:
        """Leave without values."""
        self.dismiss(None)

    def action_enter(self) -> None:
        """Go to the next line; from the last one take the form."""
        if self.focused is [*self._blanks.values()][-1]:
            self.action_take()
        else:
            self.focus_next()

    def action_up(self) -> None:
        """Go to the line before."""
        self.focus_previous()

    def action_down(self) -> None:
        """Go to the next line."""
        self.focus_next()

    @on(Input.Changed)
    @on(_Options.Changed)
    def right(self, event: Message) -> None:
        """Say no more what was wrong once somebody corrects it."""
        event.stop()
        self._under.show(_Foot())

    def action_take(self) -> None:
        """Leave with what is read from the lines; where one of them is wrong say so, and go there at once."""
        try:
            found = self.sheet.read(self.values)
        except Wrong as wrong:
            self.app.bell()
            self._under.show(_Foot(wrong=wrong.why))
            self.set_focus(self._blanks[wrong.key])
        else:
            self.dismiss(found)


def _field(words: Words, blank: Blank) -> TextLine | _Options:
    if not blank.options:
        return TextLine(blank.text, longest=blank.longest)
    values = [value for value, _ in blank.options]
    place = values.index(blank.text) if blank.text in values else 0
    return _Options(words, _Chosen(options=blank.options, place=place))
