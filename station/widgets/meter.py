"""How far something has come: done of all, how fast, and about how long still."""

from dataclasses import dataclass

from textual.content import Content

from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, say
from tally.words import Words
from tally.words.figures import bar_without_threshold, show_number

__all__ = ["Meter", "Work"]

_SHORTEST_BAR, _LONGEST_BAR = 8, 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """What is done of all there is to do, both counted in whole things; what is not known of the rest is None.

    ``per_minute`` is counted in the same things; ``seconds`` are those still to go.
    """

    what: str | Sentence
    done: int
    total: int
    per_minute: int | None = None
    seconds: int | None = None


def draw_work(work: Work, words: Words, width: int) -> Content:
    """Draw it on one line: the figures, the speed and the time left as far as they fit, a bar in what room is left.

    Where there is no room for both, the time left stays: it is what whoever waits wants to know.
    """
    figures = f"{show_number(work.done, words.lang)} / {show_number(work.total, words.lang)}"
    drawn = Content.assemble(datum(say(work.what, words)), " ", datum(figures, Ink.STRONG))
    speed = [] if work.per_minute is None else [words("widget.meter.speed", n=work.per_minute)]
    left = [] if work.seconds is None else [_time_left(work.seconds, words)]
    for more in ([*speed, *left], left, speed):
        longer = Content.assemble(drawn, *(part for text in more for part in (datum(" · ", Ink.FAINT), datum(text))))
        if longer.cell_length <= width:
            drawn = longer
            break
    room = min(width - drawn.cell_length - 2, _LONGEST_BAR)
    if room < _SHORTEST_BAR:
        return drawn
    bar = bar_without_threshold(work.done, work.total, room)
    return Content.assemble(datum(bar, Ink.ACCENT), datum("▏", Ink.FAINT), " ", drawn)


def _time_left(seconds: int, words: Words) -> str:
    """Say the time left, to the minute: it is an estimate."""
    if seconds < 60:
        return words("widget.meter.under_a_minute")
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return words("widget.meter.minutes", n=minutes)
    return words("widget.meter.hours", hours=hours, minutes=minutes)


class Meter(Drawn[Work]):
    """One line of progress."""

    DEFAULT_CSS = """
    Meter { height: 1; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw the line."""
        return draw_work(self.value, self.words, width)
