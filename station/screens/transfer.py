"""A record carried out by QR: frames as large as the terminal holds, turning by themselves, or held on one part.

They are dark on light whatever the theme is: a camera reads them, not a person.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content

from station.actions import ScreenId, bindings_for
from station.ceremony.making import bytes_of
from station.modals.ask import Ask, Request
from station.qr import TEXT_ROWS, drawn, version_that_fits
from station.screens.base import StationScreen
from station.session import Day
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.frames import BadFrame, split

__all__ = ["BadParts", "Showing", "TransferScreen", "about_part", "frames_for", "parts_of", "written_parts"]

TURN_EVERY = 1.5
"""Seconds for which a part is shown, long enough for a photograph."""
SIDE = 26
"""Columns beside the code for what is said."""
ALL = "0"
_RANGE = re.compile(r"([0-9]{1,3})(?:\s*-\s*([0-9]{1,3}))?")
_INK = "#000000 on #ffffff"


class BadParts(ValueError):
    """What was written is no list of parts that there are."""


def frames_for(data: bytes, width: int, height: int) -> tuple[int, tuple[str, ...]]:
    """Give the largest version that a terminal of this size holds beside its words, and the frames of a file.

    Raises BadFrame: ``too_many_frames``, also where the terminal holds none at all; ``too_large``.
    """
    version = version_that_fits(width - SIDE, height)
    if version is None:
        raise BadFrame("no_room", rows=21 + TEXT_ROWS, columns=41 + SIDE)
    return version, split(data, version=version)


def parts_of(text: str, total: int) -> tuple[int, ...]:
    """Read which parts are missing, numbered from 1 as people count: ``3 7-9``; ``0`` for all. Raises BadParts."""
    if text.strip() == ALL and total:
        return tuple(range(total))
    found: set[int] = set()
    for word in re.sub(r"\s*-\s*", "-", text.replace(",", " ")).split():
        match = _RANGE.fullmatch(word)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not 1 <= first <= last <= total:
            raise BadParts(word)
        found |= {*range(first - 1, last)}
    if not found:
        raise BadParts(text)
    return tuple(sorted(found))


def written_parts(parts: Sequence[int]) -> str:
    """Write parts as they are typed."""
    return " ".join(str(part + 1) for part in parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Showing:
    """What is shown: the frames, which of them in turn, at which one we are, and whether it is held there."""

    version: int
    frames: tuple[str, ...]
    parts: tuple[int, ...]
    at: int = 0
    is_held: bool = False

    @property
    def part(self) -> int:
        """The part that is shown, from 0."""
        return self.parts[self.at]

    def turned(self, parts_on: int) -> "Showing":
        """Give what is shown so many parts on."""
        return replace(self, at=(self.at + parts_on) % len(self.parts))


def about_part(showing: Showing) -> tuple[Paragraph, ...]:
    """Say which part it is, which are shown, and what to press."""
    total = len(showing.frames)
    params = {"part": str(showing.part + 1), "total": str(total)}
    lines = [Paragraph(text=Sentence(key="transfer.part", params=params), ink=Ink.STRONG)]
    if len(showing.parts) < total:
        only = Sentence(key="transfer.only", params={"parts": written_parts(showing.parts)})
        lines.append(Paragraph(text=only, ink=Ink.WARN))
    key = "transfer.held" if showing.is_held else "transfer.turning"
    how = ("transfer.how", "transfer.how_missing", "transfer.receive")
    return (
        *lines,
        Paragraph(text=Sentence(key=key), ink=Ink.KEY),
        Paragraph(text=""),
        *(Paragraph(text=Sentence(key=each), ink=Ink.FAINT) for each in how),
    )


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


class TransferScreen(StationScreen):
    """The last record of a contest, part by part."""

    screen_id = ScreenId.TRANSFER
    BINDINGS: ClassVar = [*bindings_for(ScreenId.TRANSFER), Binding("enter", "missing", show=False)]
    DEFAULT_CSS = """
    TransferScreen Paragraphs { width: 1fr; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest
        self.showing: Showing | None = None
        self._why: BadFrame | None = None
        self._of: tuple[bytes, int, int] | None = None

    def body(self) -> ComposeResult:
        """Give the code, and what is said of it."""
        with Horizontal():
            yield Picture(self.words, None)
            yield Paragraphs(self.words, ())

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, and that it is carried out."""
        kind = self.day.contest(self.contest).contest.kind
        return (Sentence(key=f"station.contest_kind.{kind.value}"), Sentence(key="action.screen.transfer"))

    def without(self) -> frozenset[str]:
        """Leave out what can't be done where there is no code."""
        return frozenset() if self.showing else frozenset({"hold", "page_on", "page_back", "missing"})

    def on_mount(self) -> None:
        """Begin to turn."""
        super().on_mount()
        self.set_interval(TURN_EVERY, self._turn)

    def on_resize(self) -> None:
        """Cut the record anew for another size."""
        self.refresh_day()

    def show(self, day: Day) -> None:
        """Show the record as it stands, in parts that fit."""
        service, kept = self.station.service, day.contest(self.contest).kept
        if service is not None and kept:
            self._cut(bytes_of(kept[-1], service.file))
        self._paint()

    def _cut(self, data: bytes) -> None:
        """Cut a record into parts that fit, where it or the size is another than before."""
        of = (data, self.app.size.width, self.app.size.height)
        if of == self._of:
            return
        self._of, self._why, self.showing = of, None, None
        try:
            version, frames = frames_for(*of)
        except BadFrame as why:
            self._why = why
        else:
            self.showing = Showing(version=version, frames=frames, parts=tuple(range(len(frames))))

    def _paint(self) -> None:
        self.query_one(Picture).show(self.showing)
        self.query_one(Paragraphs).show(about_part(self.showing) if self.showing else self._refusal())

    def _refusal(self) -> tuple[Paragraph, ...]:
        """Say why there is no code, and what to do."""
        why = self._why
        if why is None:
            return ()
        key = "transfer.no_room" if why.code == "no_room" else f"frames.{why.code}"
        return (Paragraph(text=Sentence(key=key, params=why.params), ink=Ink.WARN),)

    def _turn(self) -> None:
        if self.app.screen is self:
            self._change(lambda one: one if one.is_held else one.turned(1))

    def _change(self, change: Callable[[Showing], Showing]) -> None:
        if self.showing is not None:
            self.showing = change(self.showing)
            self._paint()

    def action_hold(self) -> None:
        """Stop on the part that is shown; go on with the second time."""
        self._change(lambda one: replace(one, is_held=not one.is_held))

    def action_page_on(self) -> None:
        """Show the next part, and stay there."""
        self._change(lambda one: replace(one.turned(1), is_held=True))

    def action_page_back(self) -> None:
        """Show the part before, and stay there."""
        self._change(lambda one: replace(one.turned(-1), is_held=True))

    def action_missing(self) -> None:
        """Ask which parts are missing, and show only those."""
        self.station.flow(self._missing())

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

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
