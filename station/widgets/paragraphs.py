"""Lines of text that wrap: what a screen says in full sentences."""

from dataclasses import dataclass

from textual.content import Content

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, lines, say
from tally.words import Words

__all__ = ["Paragraph", "Paragraphs", "draw_paragraphs"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A sentence or some, in an ink; an empty one is a line between two others."""

    text: str | Sentence
    ink: Ink = Ink.TEXT


def draw_paragraphs(paragraphs: tuple[Paragraph, ...], words: Words, width: int) -> Content:
    """Draw the paragraphs under each other, each in as many lines as it takes."""
    drawn: list[Content] = []
    for one in paragraphs:
        said = say(one.text, words)
        drawn += datum(said, one.ink).wrap(max(width, 1)) if said else [Content("")]
    return lines(drawn)


class Paragraphs(Drawn[tuple[Paragraph, ...]]):
    """Full sentences on a screen."""

    DEFAULT_CSS = """
    Paragraphs { height: auto; width: 100%; padding: 0 1; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw them."""
        return draw_paragraphs(self.value, self.words, width)
