"""A line of free text: a name, a reason, a passphrase. Input methods may write it as they like."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from station.terminal import clean

if TYPE_CHECKING:
    from station.face import Face

__all__ = ["TextLine"]


class TextLine(Input, inherit_bindings=False):
    """Textual's input with nothing suggested, nothing validated, no placeholder, and only the keys that edit."""

    DEFAULT_CSS = """
    TextLine, TextLine:focus, TextLine:ansi {
        height: 3; padding: 0 1; border: solid $ink-accent; background: $surface; background-tint: transparent;
        color: $ink-text;
    }
    TextLine > .input--cursor, TextLine:ansi > .input--cursor, TextLine > .input--selection {
        background: $surface; color: $ink-text; text-style: reverse;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("enter", "submit", show=False),
    ]
    help_key = "widget.help.text"

    def __init__(
        self,
        text: str = "",
        *,
        longest: int = 200,
        is_secret: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(text, password=is_secret, max_length=longest, id=id, select_on_focus=False)
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does in its turn: an input method takes letters back and writes others in one piece.

        Textual would do it only after the letters that came behind it.
        """
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self:
            event.stop()
            event.prevent_default()
            await self.app.run_action(bound.binding.action, self)

    def on_paste(self, event: events.Paste) -> None:
        """Say so where what was pasted is too long: nothing of it is taken, rather than a part that looks whole."""
        pasted = event.text.splitlines()[:1]
        start, end = sorted(self.selection)
        if self.max_length and len(self.value) - (end - start) + sum(map(len, pasted)) > self.max_length:
            event.stop()
            event.prevent_default()
            self.app.bell()
            words = cast("Face", self.app).words
            self.app.notify(words("widget.text.too_long", most=self.max_length), severity="warning", markup=False)

    @property
    def text(self) -> str:
        """What was written, in NFC and without spaces around it."""
        return clean(self.value).strip()
