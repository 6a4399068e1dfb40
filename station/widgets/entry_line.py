"""The line that ballots are typed into: digits and spaces, read as they are typed, and never a key lost.

Every key goes through the line in the order it was typed. It takes what is its own; for any other key it does the act
that the screen has bound to it, and waits for that before it takes the next. So nothing typed ahead is done in another
order than it was typed. When something else stands before the screen, the keys are left to that.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.message import Message

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, lines, say, side_by_side
from tally.words import Words

if TYPE_CHECKING:
    from station.keyboard import Keyboard

__all__ = ["EntryLine", "Reading", "Standing", "Typed"]

_AS_SPACE = " .,"
_CORRECT = Sentence(key="widget.entry.correct")
_ONLY_DIGITS = Sentence(key="widget.entry.only_digits")
_NOT_STORED = Sentence(key="widget.entry.not_stored")


class Standing(StrEnum):
    """What a line is worth as it stands."""

    OPEN = "open"
    """It may become a ballot; Enter does not take it yet."""
    GOOD = "good"
    """It is a ballot; Enter takes it."""
    ODD = "odd"
    """It is a ballot, but an odd one; Enter asks whether it is meant, and takes it when pressed at once again."""
    BAD = "bad"
    """Nothing typed after it can make a ballot of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What the screen makes of a line: its worth, a word for it, and what was typed spelled out in full.

    ``doubt`` is what is asked of an odd line.
    """

    standing: Standing
    word: str | Sentence = ""
    echo: str | Sentence = ""
    doubt: str | Sentence = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """The line as it is seen: what was typed, what it is worth, and what there is to say of the last key.

    A ``stopped`` line takes nothing more until it is corrected. One that was ``asked`` about is taken by the next
    Enter, but not when any other key came between.
    """

    text: str
    reading: Reading
    said: str | Sentence | None = None
    stopped: bool = False
    asked: bool = False


_MARKS = {Standing.OPEN: "", Standing.GOOD: "✓ ", Standing.ODD: "", Standing.BAD: "✗ "}
_INKS = {Standing.OPEN: Ink.WARN, Standing.GOOD: Ink.GOOD, Standing.ODD: Ink.WARN, Standing.BAD: Ink.BAD}
_ROOM = 12


def draw_line(typed: Typed, words: Words, width: int, height: int) -> Content:
    """Draw the line with the word for it, and under it what was typed spelled out, its end if there is no room."""
    reading = typed.reading
    ink = Ink.BAD if typed.stopped else _INKS[reading.standing]
    word = datum(_MARKS[reading.standing] + say(reading.word, words), ink)
    word = word.truncate(max(width - _ROOM, 0), ellipsis=True)
    room = width - word.cell_length - 3
    text = typed.text if len(typed.text) <= room else f"…{typed.text[len(typed.text) - room + 1 :]}"
    left = Content.assemble(datum(text, Ink.STRONG), datum(" ", Ink.CURSOR))
    said = datum(f"⚠ {say(typed.said, words)}", Ink.BAD).wrap(width) if typed.said else []
    echo = datum(say(reading.echo, words), Ink.ACCENT).wrap(width) if reading.echo else []
    below = [*said, *echo][: height - 1] if said else echo[max(len(echo) - height + 1, 0) :]
    return lines([side_by_side(left, word, width), *below])


class EntryLine(Drawn[Typed]):
    """One line of digits and spaces (``.`` and ``,`` of the numeric pad are spaces), and what else ``accepts`` names.

    ``read`` says what a line is worth, at every key. ``enter`` is given a line that Enter takes, once; it stores it and
    says whether it did, and only then is the line empty. A line that is bad, or whose Enter was refused, takes nothing
    more until it is corrected with Backspace or cleared with Esc: what is typed ahead never makes another ballot of it.
    An odd line is refused too, and taken by a second Enter with no other key between.
    """

    DEFAULT_CSS = """
    EntryLine { height: 5; border: solid $ink-accent; padding: 0 1; background: $surface; color: $ink-text; }
    EntryLine.-stopped { border: double $ink-bad; }
    """
    can_focus = True
    help_key = "widget.help.entry"

    class Changed(Message):
        """Another line stands there, with its reading."""

        def __init__(self, line: "EntryLine", text: str, reading: Reading) -> None:
            super().__init__()
            self.line = line
            self.text = text
            self.reading = reading

        @property
        def control(self) -> "EntryLine":
            """The line."""
            return self.line

    def __init__(
        self,
        words: Words,
        title: Sentence,
        *,
        read: Callable[[str], Reading],
        enter: Callable[[str], Awaitable[bool]],
        accepts: str = "-",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(words, Typed(text="", reading=read("")), id=id)
        self.title = title
        self._read = read
        self._enter = enter
        self._accepts = f"0123456789 {accepts}"

    @property
    def text(self) -> str:
        """What stands on the line."""
        return self.value.text

    def put(self, text: str) -> None:
        """Put another text on the line, such as none."""
        reading = self._read(text)
        is_bad = reading.standing is Standing.BAD
        self._show(Typed(text=text, reading=reading, stopped=is_bad, said=_CORRECT if is_bad else None))
        self.post_message(self.Changed(self, text, reading))

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        super().reword(words)
        self.border_title = datum(say(self.title, words))

    def on_mount(self) -> None:
        """Give the box its title."""
        self.reword(self.words)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Say that digits are the line's own, whatever else is bound to them."""
        return character is not None and character in self._accepts + _AS_SPACE

    def on_paste(self, event: events.Paste) -> None:
        """Take what some input methods send at once as if it were typed, but for its line ends."""
        event.stop()
        for sign in event.text:
            self._type(sign)

    async def on_key(self, event: events.Key) -> None:
        """Take a key, or do what the screen has bound to it."""
        if self.app.screen is not self.screen:
            return
        if event.key != "enter":
            self.show(replace(self.value, asked=False))
        if self.check_consume_key(event.key, event.character):
            self._type(event.character or "")
        elif event.key == "backspace":
            self.put(self.text[:-1])
        elif event.key == "escape" and self.text:
            self.put("")
        elif event.key == "enter":
            await self._commit()
        elif bound := self.screen.active_bindings.get(event.key):
            await self.app.run_action(bound.binding.action, bound.node)
        elif event.is_printable:
            self._refuse(_ONLY_DIGITS)
        else:
            return
        event.stop()
        event.prevent_default()

    def draw(self, width: int, height: int) -> Content:
        """Draw the line."""
        return draw_line(self.value, self.words, width, height)

    def _type(self, sign: str) -> None:
        sign = " " if sign in _AS_SPACE else sign
        if self.value.stopped:
            self._refuse(_CORRECT)
        elif sign not in self._accepts:
            self._refuse(_ONLY_DIGITS)
        elif sign != " " or (self.text and not self.text.endswith(" ")):
            self.put(self.text + sign)

    async def _commit(self) -> None:
        value = self.value
        if not self.text.strip():
            self.app.bell()
        elif value.reading.standing is Standing.ODD and not value.asked:
            self._show(replace(value, said=value.reading.doubt, stopped=True))
            self.call_after_refresh(self._ask)
        elif not value.asked and (value.stopped or value.reading.standing is not Standing.GOOD):
            self._show(replace(value, said=_CORRECT, stopped=True))
        elif await self._enter(self.text):
            self.put("")
        else:
            self._show(replace(self.value, said=_NOT_STORED, stopped=True, asked=False))

    def _ask(self) -> None:
        """Count the question as asked, once it is on the screen and no key typed before that is left to be handled.

        An Enter typed before it could be read was no answer to it.
        """
        if not self.value.stopped or self.value.said != self.value.reading.doubt:
            return
        if cast("Keyboard", self.app).is_at_rest:
            self.show(replace(self.value, asked=True))
        else:
            self.call_after_refresh(self._ask)

    def _refuse(self, why: Sentence) -> None:
        self._show(replace(self.value, said=why, asked=False))

    def _show(self, typed: Typed) -> None:
        self.show(typed)
        self.set_class(typed.stopped, "-stopped")
        if typed.said is not None:
            self.app.bell()
