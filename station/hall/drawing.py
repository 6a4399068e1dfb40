"""The hall's board drawn: large names in columns, a bar with the threshold for each, and what became of them.

Nobody on the list is ever left out: whoever has no room on this page stands on another, and the last line says on
which page we are and how many there are more. Behind the list stand those whom a round before this one has elected.
"""

from dataclasses import dataclass

from textual.content import Content

from station.board import BoardView, ElectedRow, Row, Standing
from station.terminal import clean
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, datum, fit, lines, shorten
from station.widgets.threshold import marked_bar
from tally.percent import percent
from tally.words import Words
from tally.words.figures import bar_without_threshold, show_number, show_percent

__all__ = ["TURN_EVERY", "Hall", "Leaf", "draw_board", "leaves", "persons"]

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

Person = Row | ElectedRow
Columns = tuple[tuple[Person, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """A contest and the page of it that is shown, counted from 0; past the last one it begins again."""

    view: BoardView | None
    page: int = 0


def persons(view: BoardView) -> tuple[Person, ...]:
    """Give the list of the round, and behind it those who were elected in the rounds before."""
    return (*view.rows, *(one for one in view.elected if one.round < view.round))


def leaves(rows: tuple[Person, ...], width: int, height: int) -> tuple[Columns, ...]:
    """Cut a list into pages of whole columns, each read from top to bottom; every row stands on one page.

    There is one page at least, and as many columns beside each other as are wide enough.
    """
    most = max(1, (width + _GAP) // (_LEAST_COLUMN + _GAP))
    room = height - _HEAD - _FOOT
    tall = max(1, room // (_TALL if len(rows) <= most * (room // _TALL) else _CLOSE))
    pages = _parts(rows, most * tall)
    return tuple(_parts(page, -(-len(page) // -(-len(page) // tall))) for page in pages) or ((),)


def _parts(rows: tuple[Person, ...], size: int) -> Columns:
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
    rows = persons(view)
    pages = leaves(rows, width, height)
    place = leaf.page % len(pages)
    columns = pages[place]
    cell = (width + _GAP) // max(1, len(columns)) - _GAP
    drawn = [[_drawn(one, view, words, cell) for one in column] for column in columns]
    tall = max(map(len, columns), default=0)
    is_wide = len(pages) == 1 and tall * _TALL <= height - _HEAD - _FOOT
    body = []
    for at in range(tall):
        here = [column[at] for column in drawn if at < len(column)]
        body += [Content(" " * _GAP).join(fit(one[line], cell) for one in here) for line in (0, 1)]
        if is_wide:
            body.append(Content(""))
    if len(pages) == 1:
        return lines([*head, *body])
    params = {"page": place + 1, "pages": len(pages), "more": len(rows) - sum(map(len, columns)), "all": len(rows)}
    foot = _middle(datum(words("result.hall.page", **params), Ink.ACCENT), width)
    return lines([*head, *body, Content(""), foot])


def _middle(line: Content, width: int) -> Content:
    """Put a line in the middle, and cut it where it is too long."""
    cut = line.truncate(width, ellipsis=True)
    return Content.assemble(" " * ((width - cut.cell_length) // 2), cut)


def _state(view: BoardView, words: Words) -> str:
    if view.status is None:
        return words("result.hall.counting", counted=view.counted, collected=view.collected)
    return words("result.hall.closed", collected=view.collected, valid=view.valid, invalid=view.invalid)


def _name(one: Person, fate: Content, width: int) -> Content:
    name = shorten(clean(one.name), max(8, width - fate.cell_length - 7))
    left = Content.assemble(datum(f"{one.number:>3} ", Ink.KEY), datum(name, Ink.STRONG))
    return Content.assemble(fit(left, max(1, width - fate.cell_length)), fate)


def _drawn(one: Person, view: BoardView, words: Words, width: int) -> tuple[Content, Content]:
    return _elected_before(one, words, width) if isinstance(one, ElectedRow) else _row(one, view, words, width)


def _elected_before(one: ElectedRow, words: Words, width: int) -> tuple[Content, Content]:
    """Give the name with the round that elected it, and under it the votes: the base drawn here is of this round."""
    fate = datum(f"{_MARKS[Standing.ELECTED]} {words('result.hall.elected_before', round=one.round)}", Ink.GOOD)
    votes = words("result.hall.votes", n=one.votes, votes=show_number(one.votes, words.lang))
    return _name(one, fate, width), datum(f"    {votes}", Ink.STRONG)


def _row(row: Row, view: BoardView, words: Words, width: int) -> tuple[Content, Content]:
    """Give the name with its fate, and under it the bar with its figures."""
    ink = _INKS[row.standing]
    fate = f"{_MARKS.get(row.standing, ' ')} {words(f'result.standing.{row.standing.value}')}"
    first = _name(row, datum(fate, ink), width)
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
        count = len(leaves(persons(view), *self.content_size)) if view else 1
        page = self.value.page % count + pages_on
        self.show(Leaf(view=view, page=page % count))
        return not 0 <= page < count
