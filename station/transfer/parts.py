"""A file cut into QR codes for a terminal of some size, which of them are shown in turn, and what is said of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from station.qr import TEXT_ROWS, version_that_fits
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph
from tally.frames import BadFrame, split

__all__ = ["SIDE", "BadParts", "Showing", "about_part", "frames_for", "parts_of", "refusal", "written_parts"]

SIDE = 26
"""Columns beside the code for what is said."""
ALL = "0"
_RANGE = re.compile(r"([0-9]{1,3})(?:\s*-\s*([0-9]{1,3}))?")


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


def refusal(why: BadFrame | None) -> tuple[Paragraph, ...]:
    """Say why there is no code, and what to do; nothing where there is no file."""
    if why is None:
        return ()
    key = "transfer.no_room" if why.code == "no_room" else f"frames.{why.code}"
    return (Paragraph(text=Sentence(key=key, params=why.params), ink=Ink.WARN),)
