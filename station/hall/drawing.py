"""The hall's board drawn: large names in columns, a bar with the threshold for each, and what became of them.

Nobody on the list is ever left out: whoever has no room on this page stands on another, and the last line says on
which page we are and how many there are more.
"""

from dataclasses import dataclass

from textual.content import Content

from station.board import BoardView, Row, Standing
from station.terminal import clean
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, datum, fit, lines, shorten
from station.widgets.threshold import marked_bar
from tally.percent import percent
from tally.words import Words
from tally.words.figures import bar_without_threshold, show_number, show_percent

__all__ = ["TURN_EVERY", "Hall", "Leaf", "draw_board", "leaves"]

TURN_EVERY = 10
"""Seconds for which a page is shown before the next one comes by itself."""
_LEAST_COLUMN, _GAP = 56, 4
_HEAD, _FOOT = 3, 2
_TALL, _CLOSE = 3, 2
"""Lines of a person: with an empty line under them, and without where the list is longer than a page."""
_INKS = {
    Standing.ELECTED: Ink.GOOD,
    Standing.ALTERNATE: Ink.ACCENT,
    Standing.TIED: Ink.WARN,
    Standing.COUNTING: Ink.TEXT,
    Standing.NOT_ELECTED: Ink.FAINT,
    Standing.UNDECIDED: Ink.BAD,
}
_MARKS = {Standing.ELECTED: "✓", Standing.ALTERNATE: "✓", Standing.TIED: "=", Standing.UNDECIDED: "⚠"}

Columns = tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """A contest and the page of it that is shown, counted from 0; past the last one it begins again."""

    view: BoardView | None
    page: int = 0


def leaves(rows: tuple[Row, ...], width: int, height: int) -> tuple[Columns, ...]:
    """Cut a list into pages of whole columns, each read from top to bottom; every row stands on one page.

    There is one page at least, and as many columns beside each other as are wide enough.
    """
    most = max(1, (width + _GAP) // (_LEAST_COLUMN + _GAP))
    room = height - _HEAD - _FOOT
    tall = max(1, room // (_TALL if len(rows) <= most * (room // _TALL) else _CLOSE))
    pages = _parts(rows, most * tall)
    return tuple(_parts(page, -(-len(page) // -(-len(page) // tall))) for page in pages) or ((),)


def _parts(rows: tuple[Row, ...], size: int) -> Columns:
    return tuple(rows[at : at + size] for at in range(0, len(rows), size))


def draw_board(leaf: Leaf, words: Words, width: int, height: int) -> Content:
    """Draw a page of a contest in columns, in the order of the list."""
    view = leaf.view
    if view is None:
        said = datum(words("result.hall.nothing"), Ink.STRONG).wrap(width)
        return lines([*[Content("")] * max(0, height // 2 - 1), *[_middle(line, width) for line in said]])
    head = [
        _middle(datum(view.title, Ink.STRONG), width),
        _middle(datum(_state(view, words), Ink.ACCENT), width),
        Content(""),
    ]
    pages = leaves(view.rows, width, height)
    place = leaf.page % len(pages)
    columns = pages[place]
    cell = (width + _GAP) // max(1, len(columns)) - _GAP
    drawn = [[_row(row, view, words, cell) for row in column] for column in columns]
    tall = max(map(len, columns), default=0)
    is_wide = len(pages) == 1 and tall * _TALL <= height - _HEAD - _FOOT
    body = []
    for at in range(tall):
        here = [column[at] for column in drawn if at < len(column)]
        body += [Content(" " * _GAP).join(fit(one[line], cell) for one in here) for line in (0, 1)]
        if is_wide:
            body.append(Content(""))
    here_now = sum(map(len, columns))
    params = {"page": place + 1, "pages": len(pages), "more": len(view.rows) - here_now, "all": len(view.rows)}
    foot = _middle(datum(words("result.hall.page", **params), Ink.ACCENT), width)
    return lines([*head, *body, *([] if is_wide else [Content("")]), foot])


def _middle(line: Content, width: int) -> Content:
    """Put a line in the middle, and cut it where it is too long."""
    cut = line.truncate(width, ellipsis=True)
    return Content.assemble(" " * ((width - cut.cell_length) // 2), cut)


def _state(view: BoardView, words: Words) -> str:
    if view.status is None:
        return words("result.hall.counting", counted=view.counted, collected=view.collected)
    return words("result.hall.closed", collected=view.collected, valid=view.valid, invalid=view.invalid)


def _row(row: Row, view: BoardView, words: Words, width: int) -> tuple[Content, Content]:
    """Give the name with its fate, and under it the bar with its figures."""
    ink = _INKS[row.standing]
    fate = f"{_MARKS.get(row.standing, ' ')} {words(f'result.standing.{row.standing.value}')}"
    name = shorten(clean(row.name), max(8, width - len(fate) - 7))
    left = Content.assemble(datum(f"{row.number:>3} ", Ink.KEY), datum(name, Ink.STRONG))
    first = Content.assemble(fit(left, max(1, width - len(fate))), datum(fate, ink))
    share = show_percent(percent(row.votes, view.base), words.lang) if view.base else ""
    figures = f"  {show_number(row.votes, words.lang)}/{show_number(view.base, words.lang)}  {share}"
    room = max(4, width - len(figures) - 4)
    if view.needed is None:
        drawn = datum(bar_without_threshold(row.votes, view.base, room), ink)
    else:
        drawn = marked_bar(row.votes, view.base, room, ink)
    return first, Content.assemble("    ", drawn, datum(figures, Ink.STRONG))


class Hall(Drawn[Leaf]):
    """The board as large as the screen, a page at a time."""

    DEFAULT_CSS = """
    Hall { height: 1fr; width: 100%; padding: 1 2; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw it."""
        return draw_board(self.value, self.words, width, height)

    def show_view(self, view: BoardView | None) -> None:
        """Show what a contest has become, on the page where it is."""
        self.show(Leaf(view=view, page=self.value.page))

    def turn(self, pages_on: int) -> bool:
        """Show another page. Gives whether that goes beyond the last one or the first, to begin again there."""
        view = self.value.view
        count = len(leaves(view.rows, *self.content_size)) if view else 1
        page = self.value.page % count + pages_on
        self.show(Leaf(view=view, page=page % count))
        return not 0 <= page < count
