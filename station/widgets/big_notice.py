"""What everybody in the room must see: a few words in a frame, in the middle of what there is."""

from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, centred, datum, lines, say
from tally.words import Words

__all__ = ["BigNotice", "Kind", "Notice"]


class Kind(StrEnum):
    """What sort of thing is said; it is a word over the title too."""

    PLAIN = "plain"
    DONE = "done"
    CARE = "care"
    STOP = "stop"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A title, what there is to say under it, and what to do next."""

    kind: Kind
    title: str | Sentence
    said: tuple[str | Sentence, ...] = ()


_INKS = {Kind.PLAIN: Ink.STRONG, Kind.DONE: Ink.GOOD, Kind.CARE: Ink.WARN, Kind.STOP: Ink.BAD}
_MARKS = {Kind.PLAIN: "", Kind.DONE: "✓ ", Kind.CARE: "⚠ ", Kind.STOP: "✗ "}
_WIDEST = 72


def draw_notice(notice: Notice, words: Words, width: int, height: int) -> Content:
    """Draw the notice framed and in the middle of ``width`` by ``height`` cells; a height of 0 takes what it needs."""
    inner = max(min(width - 6, _WIDEST), 8)
    ink = _INKS[notice.kind]
    title = datum(f"{_MARKS[notice.kind]}{say(notice.title, words).upper()}", ink).wrap(inner)
    said = [line for text in notice.said for line in (Content(""), *datum(say(text, words)).wrap(inner))]
    body = [Content(""), *title, *said, Content("")]
    drawn = [
        datum(f"╔{'═' * (inner + 2)}╗", ink),
        *(Content.assemble(datum("║ ", ink), centred(line, inner), datum(" ║", ink)) for line in body),
        datum(f"╚{'═' * (inner + 2)}╝", ink),
    ]
    above = max((height - len(drawn)) // 2, 0)
    return lines([*[Content("")] * above, *(centred(line, width) for line in drawn)])


class BigNotice(Drawn[Notice]):
    """A notice that takes all the room there is."""

    DEFAULT_CSS = """
    BigNotice { height: 1fr; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw the notice."""
        return draw_notice(self.value, self.words, width, height)
