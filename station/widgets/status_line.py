"""The first line: where we are, whether there is a network, whether it counts, and who is at the keys."""

from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, say, shorten, side_by_side
from tally.congress import Mode
from tally.words import Words

__all__ = ["Air", "Status", "StatusLine"]


class Air(StrEnum):
    """What is known of the network."""

    UNKNOWN = "unknown"
    CLEAR = "clear"
    BROKEN = "broken"
    OVERRULED = "overruled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """Where we are, from the widest to the narrowest, and what is always said beside it.

    ``who`` is the name of the person at the keys, empty if nobody is; ``duty`` what that person is here for. ``air`` is
    None where nothing is to be said of the network: before the hall.
    """

    where: tuple[str | Sentence, ...]
    air: Air | None
    mode: Mode | None
    who: str = ""
    duty: str | Sentence = ""


_AIR_INKS = {Air.UNKNOWN: Ink.WARN, Air.CLEAR: Ink.GOOD, Air.BROKEN: Ink.ALARM, Air.OVERRULED: Ink.WARN}
_AIR_MARKS = {Air.UNKNOWN: "…", Air.CLEAR: "●", Air.BROKEN: "⚠", Air.OVERRULED: "⚠"}
_MODE_INKS = {Mode.REAL: Ink.REAL, Mode.TRAINING: Ink.TRAINING}
_BETWEEN = " · "
_LEAST_NAME = 10
_LEAST_PART = 6


def draw_status(status: Status, words: Words, width: int) -> Content:
    """Draw the line. What is too long for it goes in this order: the duty, part of the name, part of where we are.

    The network and the mode are never cut.
    """
    air = _air(status.air, words)
    mode = _mode(status.mode, words)
    where = [datum(say(part, words), Ink.STRONG) for part in status.where]
    who, duty = say(status.who, words), say(status.duty, words)
    room = width - air.cell_length - mode.cell_length - 5
    wanted = _length(where) + Content(who).cell_length
    duty = f" ({duty})" if duty and wanted + len(duty) + 3 <= room else ""
    name = shorten(who, max(room - _length(where), _LEAST_NAME))
    right = Content.assemble(air, " ", mode, " ", datum(name, Ink.STRONG), datum(duty, Ink.FAINT), " ")
    return side_by_side(Content.assemble(" ", _where(where, width - right.cell_length - 2)), right, width)


def _where(parts: list[Content], width: int) -> Content:
    """Draw where we are; what is too long is cut from the widest place on, for the narrowest tells the most."""
    for index, part in enumerate(parts):
        over = _length(parts) - width
        if over > 0:
            parts[index] = part.truncate(max(part.cell_length - over, _LEAST_PART), ellipsis=True)
    return datum(_BETWEEN, Ink.FAINT).join(parts)


def _length(parts: list[Content]) -> int:
    return sum(part.cell_length for part in parts) + len(_BETWEEN) * (len(parts) - 1)


def _air(air: Air | None, words: Words) -> Content:
    return Content("") if air is None else datum(f" {_AIR_MARKS[air]} {words(f'widget.air.{air}')} ", _AIR_INKS[air])


def _mode(mode: Mode | None, words: Words) -> Content:
    """Draw whether it counts; nothing before there is a congress."""
    return Content("") if mode is None else datum(f" {words(f'widget.mode.{mode}')} ", _MODE_INKS[mode])


class StatusLine(Drawn[Status]):
    """The first line of every screen."""

    DEFAULT_CSS = """
    StatusLine { height: 1; dock: top; background: $panel; color: $ink-text; }
    """
    help_key = "widget.help.status"

    def draw(self, width: int, height: int) -> Content:
        """Draw the line."""
        return draw_status(self.value, self.words, width)
