"""The result as bars: votes against the base with the threshold of over half (R8), and what it means in words."""

from dataclasses import dataclass

from textual.content import Content

from station.terminal import clean
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, datum, fit, lines, shorten
from station.widgets.threshold import LEAST_BAR, MARK, mark_place, marked_bar
from tally.fates import Fate
from tally.percent import percent
from tally.words import Words
from tally.words.figures import bar_without_threshold, show_number, show_percent

__all__ = ["Bar", "Bars", "Chart", "spoken"]

_LEAST_NAME, _MOST_NAME = 14, 40
_SHORT_BAR = 7
"""Cells of a bar that a long name may leave: a name is read, a bar only looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A candidate's votes, and what has become of the candidate."""

    number: int
    name: str
    votes: int
    fate: Fate


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Bars in the order they stand, the base they are measured on, and the votes needed.

    ``needed`` is None in a run-off, where over half is not needed (R10).
    """

    bars: tuple[Bar, ...]
    base: int
    needed: int | None


_MARKS = {
    Fate.ELECTED: "✓",
    Fate.ALTERNATE: "+",
    Fate.TIED: "=",
    Fate.OVER_HALF: "·",
    Fate.NOT_OVER_HALF: "✗",
    Fate.NOT_ELECTED: "✗",
    Fate.UNDECIDED: "⚠",
}
_INKS = {
    Fate.ELECTED: Ink.GOOD,
    Fate.ALTERNATE: Ink.GOOD,
    Fate.TIED: Ink.WARN,
    Fate.OVER_HALF: Ink.ACCENT,
    Fate.NOT_OVER_HALF: Ink.FAINT,
    Fate.NOT_ELECTED: Ink.FAINT,
    Fate.UNDECIDED: Ink.BAD,
}


def spoken(one: Bar, chart: Chart, words: Words) -> str:
    """Say a bar in words."""
    return words(
        "widget.bars.spoken",
        name=clean(one.name),
        votes=one.votes,
        base=chart.base,
        percent=show_percent(percent(one.votes, chart.base), words.lang),
        fate=words(f"widget.fate.{one.fate}"),
    )


def draw_chart(chart: Chart, words: Words, width: int) -> Content:
    """Draw a line for each candidate, and over them where the threshold is."""
    columns = _columns(chart, words, width)
    drawn = [_line(one, chart, columns, words).truncate(width, ellipsis=True) for one in chart.bars]
    if chart.needed is not None and columns.bar:
        drawn.insert(0, _threshold(chart.needed, columns, words, width))
    return lines(drawn)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    """How many cells each column has, and where the bar begins."""

    number: int
    name: int
    figures: int
    bar: int

    @property
    def start(self) -> int:
        return self.number + self.name + self.figures + 5


def _columns(chart: Chart, words: Words, width: int) -> _Columns:
    number = max((len(str(one.number)) for one in chart.bars), default=1)
    figures = max((len(_figures(one, chart, words)) for one in chart.bars), default=0)
    fate = max((len(_fate(one, words)) for one in chart.bars), default=0)
    longest = max((Content(clean(one.name)).cell_length for one in chart.bars), default=0)
    left = width - number - figures - fate - 7
    name = min(longest, max(_LEAST_NAME, min(_MOST_NAME, left - _SHORT_BAR)))
    return _Columns(number=number, name=name, figures=figures, bar=left - name if left - name >= LEAST_BAR else 0)


def _line(one: Bar, chart: Chart, columns: _Columns, words: Words) -> Content:
    ink = _INKS[one.fate]
    if not columns.bar:
        drawn = Content("")
    elif chart.needed is None:
        drawn = datum(bar_without_threshold(one.votes, chart.base, columns.bar), ink)
    else:
        drawn = marked_bar(one.votes, chart.base, columns.bar, ink)
    return Content.assemble(
        datum(f"{one.number:>{columns.number}} ", Ink.KEY),
        fit(datum(shorten(clean(one.name), columns.name)), columns.name),
        datum(f"  {_figures(one, chart, words):>{columns.figures}}  ", Ink.STRONG),
        drawn,
        datum(f"  {_fate(one, words)}", ink),
    )


def _figures(one: Bar, chart: Chart, words: Words) -> str:
    votes, base = show_number(one.votes, words.lang), show_number(chart.base, words.lang)
    return f"{votes}/{base}  {show_percent(percent(one.votes, chart.base), words.lang):>8}"


def _fate(one: Bar, words: Words) -> str:
    return f"{_MARKS[one.fate]} {words(f'widget.fate.{one.fate}')}"


def _threshold(needed: int, columns: _Columns, words: Words, width: int) -> Content:
    """Say over the bars where over half begins, to the right of the line, or to its left where there is more room."""
    place = columns.start + mark_place(columns.bar)
    said = words("widget.bars.threshold", needed=needed)
    line = f"{MARK:>{place + 1}}{said}" if place + 1 + len(said) <= width else f"{said:>{place}}{MARK}"
    return datum(line, Ink.FAINT)


class Bars(Drawn[Chart]):
    """A chart as high as it has lines; where there is not so much room the screen scrolls it."""

    DEFAULT_CSS = """
    Bars { height: auto; padding: 0 1; color: $ink-text; }
    """
    help_key = "widget.help.bars"

    def draw(self, width: int, height: int) -> Content:
        """Draw the chart."""
        return draw_chart(self.value, self.words, width)
