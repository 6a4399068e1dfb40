"""The screen that shows a file part by part: the codes turn by themselves, or are held on one part.

They are dark on light whatever the theme is: a camera reads them, not a person.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from station.actions import ScreenId, bindings_for
from station.face import Face
from station.modals.ask import Ask, Request
from station.qr import drawn
from station.transfer.parts import BadParts, Showing, about_part, frames_for, parts_of, refusal
from station.widgets.drawing import Drawn, Sentence
from station.widgets.key_line import KeyLine, Keys
from station.widgets.paragraphs import Paragraphs
from tally.frames import BadFrame
from tally.words import Words

__all__ = ["Picture", "Turning"]

TURN_EVERY = 1.5
"""Seconds for which a part is shown, long enough for a photograph."""
_INK = "#000000 on #ffffff"
_OF_CODES = frozenset({"hold", "resume", "page_on", "page_back", "missing"})


class Picture(Drawn[Showing | None]):
    """A frame as a QR code."""

    DEFAULT_CSS = """
    Picture { width: auto; height: 1fr; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw it dark on light."""
        if self.value is None:
            return Content("")
        rows = drawn(self.value.frames[self.value.part], self.value.version)
        return Content("\n").join(Content.styled(row, _INK) for row in rows)


class Turning(Screen[None]):
    """A file, part by part. A subclass puts ``codes`` and a line of keys on the screen, and has the file cut."""

    screen_id = ScreenId.TRANSFER
    BINDINGS: ClassVar = bindings_for(ScreenId.TRANSFER)
    DEFAULT_CSS = """
    Turning Paragraphs { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.showing: Showing | None = None
        self._why: BadFrame | None = None
        self._of: tuple[bytes, int, int] | None = None

    @property
    def face(self) -> Face:
        """The application, as far as this screen knows it."""
        return cast("Face", self.app)

    @property
    def words(self) -> Words:
        """The words of the language that is shown."""
        return self.face.words

    def codes(self) -> ComposeResult:
        """Give the code, and what is said of it."""
        with Horizontal():
            yield Picture(self.words, None)
            yield Paragraphs(self.words, ())

    def without(self) -> frozenset[str]:
        """Leave out what can't be done: without a code, or because it is held already, or turns already."""
        if self.showing is None:
            return _OF_CODES
        return frozenset({"hold" if self.showing.is_held else "resume"})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what can't be done now."""
        return action not in self.without() and super().check_action(action, parameters)

    def keys(self) -> Keys:
        """Give the keys of the last line."""
        return Keys(screen=ScreenId.TRANSFER, without=self.without())

    def on_mount(self) -> None:
        """Begin to turn."""
        self.set_interval(TURN_EVERY, self._turn)

    def cut(self, data: bytes | None) -> None:
        """Cut a file into parts that fit, where it or the size is another than before, and show them.

        None is no file.
        """
        of = None if data is None else (data, self.app.size.width, self.app.size.height)
        if of is not None and of != self._of:
            self._of, self._why, self.showing = of, None, None
            try:
                version, frames = frames_for(*of)
            except BadFrame as why:
                self._why = why
            else:
                self.showing = Showing(version=version, frames=frames, parts=tuple(range(len(frames))))
        self._paint()

    def _paint(self) -> None:
        self.query_one(Picture).show(self.showing)
        self.query_one(Paragraphs).show(about_part(self.showing) if self.showing else refusal(self._why))
        self.query_one(KeyLine).show(self.keys())

    def _turn(self) -> None:
        if self.app.screen is self:
            self._change(lambda one: one if one.is_held else one.turned(1))

    def _change(self, change: Callable[[Showing], Showing]) -> None:
        if self.showing is not None:
            self.showing = change(self.showing)
            self._paint()

    def action_hold(self) -> None:
        """Stop on the part that is shown."""
        self._change(lambda one: replace(one, is_held=True))

    def action_resume(self) -> None:
        """Turn again."""
        self._change(lambda one: replace(one, is_held=False))

    def action_page_on(self) -> None:
        """Show the next part, and stay there."""
        self._change(lambda one: replace(one.turned(1), is_held=True))

    def action_page_back(self) -> None:
        """Show the part before, and stay there."""
        self._change(lambda one: replace(one.turned(-1), is_held=True))

    def action_missing(self) -> None:
        """Ask which parts are missing, and show only those."""
        self.face.flow(self._missing())

    async def _missing(self) -> None:
        text, said = "", Sentence(key="transfer.missing_said")
        while True:
            request = Request(title=Sentence(key="transfer.missing"), said=(said,), text=text)
            written = await self.app.push_screen_wait(Ask(self.words, request))
            if written is None:
                return
            total = len(self.showing.frames) if self.showing else 0  # the window may have another size by now
            try:
                parts = parts_of(written, total)
            except BadParts:
                self.app.bell()
                text, said = written, Sentence(key="transfer.missing_wrong", params={"total": total})
            else:
                break
        self._change(lambda one: replace(one, parts=parts, at=0, is_held=False))
