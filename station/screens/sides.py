"""One line of text with another at its right: what was just done, and its number."""

from dataclasses import dataclass

from textual.content import Content

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, lines, say, side_by_side

__all__ = ["Said", "Sides"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What stands at the left of the line, and at its right."""

    left: str | Sentence = ""
    right: str | Sentence = ""
    ink: Ink = Ink.TEXT


class Sides(Drawn[Said]):
    """A line with two sides; where both do not fit the left one goes on in further lines, if there is room for any."""

    DEFAULT_CSS = """
    Sides { height: 1; width: 1fr; padding: 0 1; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw the line."""
        said, words = self.value, self.words
        left, right = datum(say(said.left, words), said.ink), datum(say(said.right, words), Ink.GOOD)
        if height == 1 or left.cell_length + right.cell_length < width:
            return side_by_side(left, right, width)
        *whole, last = left.wrap(max(width - right.cell_length - 1, 1))
        return lines([*whole, side_by_side(last, right, width)])
