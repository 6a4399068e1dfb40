"""The hall's board drawn: large names in columns, a bar with the threshold for each, and what became of them."""

from textual.content import Content

from station.board import BoardView, Row, Standing
from station.terminal import clean
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, datum, fit, lines, shorten
from station.widgets.threshold import marked_bar
from tally.percent import percent
from tally.words import Words
from tally.words.figures import bar_without_threshold, show_number, show_percent

__all__ = ["Hall", "draw_board"]

_LEAST_COLUMN, _MOST_COLUMNS, _GAP = 56, 3, 4
_INKS = {
    Standing.ELECTED: Ink.GOOD,
    Standing.ALTERNATE: Ink.ACCENT,
    Standing.TIED: Ink.WARN,
    Standing.COUNTING: Ink.TEXT,
    Standing.NOT_ELECTED: Ink.FAINT,
    Standing.UNDECIDED: Ink.BAD,
}
_MARKS = {Standing.ELECTED: "✓", Standing.ALTERNATE: "✓", Standing.TIED: "=", Standing.UNDECIDED: "⚠"}


def draw_board(view: BoardView | None, words: Words, width: int, height: int) -> Content:
    """Draw a contest in as many columns as there is room for, in the order of the list."""
    if view is None:
        said = datum(words("result.hall.nothing"), Ink.STRONG).wrap(width)
        return lines([*[Content("")] * max(0, height // 2 - 1), *[_middle(line, width) for line in said]])
    head = [
        _middle(datum(view.title, Ink.STRONG), width),
        _middle(datum(_state(view, words), Ink.ACCENT), width),
        Content(""),
    ]
    most = max(1, min(_MOST_COLUMNS, (width + _GAP) // (_LEAST_COLUMN + _GAP)))
    tall = max(1, (height - len(head)) // 3)
    columns = min(most, -(-len(view.rows) // tall)) or 1
    each = -(-len(view.rows) // columns)
    cell = (width + _GAP) // columns - _GAP
    drawn = [_row(row, view, words, cell) for row in view.rows]
    body = []
    for place in range(each):
        here = [drawn[at] for at in range(place, len(drawn), each)]
        body += [Content(" " * _GAP).join(fit(one[line], cell) for one in here) for line in (0, 1)]
        body.append(Content(""))
    return lines([*head, *body])


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


class Hall(Drawn[BoardView | None]):
    """The board as large as the screen."""

    DEFAULT_CSS = """
    Hall { height: 1fr; width: 100%; padding: 1 2; color: $ink-text; }
    """

    def draw(self, width: int, height: int) -> Content:
        """Draw it."""
        return draw_board(self.value, self.words, width, height)
