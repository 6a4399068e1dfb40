"""The list of candidates by their numbers, in columns, with what is struck out or disagreed with marked."""

from dataclasses import dataclass, replace
from functools import lru_cache

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual

from station.terminal import clean
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, datum, fit, lines, shorten
from tally.words import Words

__all__ = ["Grid", "Listed", "NumberGrid"]

_NAME_WIDTH = 18
_GAP = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A candidate as the grid names it; ``note`` tells two of the same name apart, such as the year of birth."""

    number: int
    name: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The list in its order, the numbers marked on it, and a number that must be in sight."""

    listed: tuple[Listed, ...]
    marked: frozenset[int] = frozenset()
    seen: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pages:
    """How the list is laid out in the cells there are: rows and columns of a page, and how many pages."""

    rows: int
    columns: int
    count: int

    @property
    def size(self) -> int:
        """How many names a page holds."""
        return self.rows * self.columns


@lru_cache(maxsize=16)
def pages(listed: tuple[Listed, ...], width: int, height: int) -> Pages:
    """Lay the list out: on one page in as few columns as do, so that names are whole; else in all that have room."""
    longest = max((Content(_full_name(one)).cell_length for one in listed), default=0)
    most = max(1, (width + _GAP) // (_number_width(listed) + 3 + min(longest, _NAME_WIDTH) + _GAP))
    for columns in range(1, most + 1):
        rows = -(-len(listed) // columns)
        if rows <= height:
            return Pages(rows=max(rows, 1), columns=columns, count=1)
    rows = max(height - 1, 1)  # the last line says which page it is
    return Pages(rows=rows, columns=most, count=-(-len(listed) // (rows * most)))


def page_of(grid: Grid, laid: Pages) -> int:
    """Give the page, from 0, that has the number to be seen; the first if there is none."""
    places = [place for place, one in enumerate(grid.listed) if one.number == grid.seen]
    return places[0] // laid.size if places else 0


def draw_grid(grid: Grid, words: Words, width: int, height: int) -> Content:
    """Draw the page that has the number to be seen."""
    laid = pages(grid.listed, width, height)
    here = len(grid.listed) - page_of(grid, laid) * laid.size
    rows = range(min(laid.rows, here) if laid.count == 1 else laid.rows + 1)
    return lines(draw_row(grid, words, row, width, height) for row in rows)


def draw_row(grid: Grid, words: Words, row: int, width: int, height: int) -> Content:
    """Draw one line of the page that has the number to be seen; nothing where it has no such line."""
    laid = pages(grid.listed, width, height)
    page = page_of(grid, laid)
    if row < laid.rows:
        here = grid.listed[page * laid.size : (page + 1) * laid.size]
        cell, numbers = (width + _GAP) // laid.columns - _GAP, _number_width(grid.listed)
        cells = (_cell(one, one.number in grid.marked, numbers, cell) for one in here[row :: laid.rows])
        return Content(" " * _GAP).join(cells)
    if laid.count > 1 and row == laid.rows:
        said = datum(words("widget.grid.page", page=page + 1, pages=laid.count), Ink.FAINT)
        return said.truncate(width, ellipsis=True)
    return Content("")


@lru_cache(maxsize=2048)
def _cell(one: Listed, is_marked: bool, numbers: int, width: int) -> Content:  # noqa: FBT001
    name = shorten(_full_name(one), width - numbers - 3) if not one.note else _name_and_note(one, width - numbers - 3)
    ink = Ink.MARK if is_marked else Ink.TEXT
    mark = datum("✗" if is_marked else " ", Ink.MARK)
    number = datum(f"{one.number:>{numbers}}", Ink.MARK if is_marked else Ink.KEY)
    return fit(Content.assemble(mark, " ", number, " ", datum(name, ink)), width)


def _name_and_note(one: Listed, width: int) -> str:
    note = f" ({clean(one.note)})"
    return shorten(clean(one.name), width - len(note)) + note


def _full_name(one: Listed) -> str:
    return f"{clean(one.name)} ({clean(one.note)})" if one.note else clean(one.name)


def _number_width(listed: tuple[Listed, ...]) -> int:
    return max((len(str(one.number)) for one in listed), default=1)


class NumberGrid(Drawn[Grid]):
    """The list beside which ballots are entered. At every key only the lines are drawn on which a mark has changed."""

    DEFAULT_CSS = """
    NumberGrid { height: 1fr; width: 1fr; color: $ink-text; }
    """
    help_key = "widget.help.grid"

    def __init__(self, words: Words, value: Grid, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(words, value, id=id)
        self._drawn: tuple[object, ...] = ()
        self._strips: dict[tuple[int, int, frozenset[int]], Strip] = {}

    def turn(self, pages_on: int) -> None:
        """Turn so many pages on, or back where it is below 0; past the last page comes the first."""
        laid = pages(self.value.listed, self.content_size.width, self.content_size.height)
        page = (page_of(self.value, laid) + pages_on) % laid.count
        self.show(replace(self.value, seen=self.value.listed[page * laid.size].number))

    def show(self, value: Grid) -> None:
        """Show another list, other marks or another page."""
        width, height = self.content_size
        before, laid = self.value, pages(value.listed, width, height)
        page = page_of(value, laid)
        if value.listed != before.listed or page != page_of(before, laid):
            super().show(value)
            return
        self.value = value
        changed = before.marked ^ value.marked
        here = value.listed[page * laid.size : (page + 1) * laid.size]
        rows = {place % laid.rows for place, one in enumerate(here) if one.number in changed}
        if rows:
            self.refresh(*(Region(0, row, width, 1) for row in rows))

    def draw(self, width: int, height: int) -> Content:
        """Draw the page in sight."""
        return draw_grid(self.value, self.words, width, height)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the page in sight; one that was drawn before with the same marks is kept as it was."""
        grid, (width, height), style = self.value, self.content_size, self.visual_style
        drawn_as = (grid.listed, width, height, style, self.words)
        if drawn_as != self._drawn:
            self._drawn, self._strips = drawn_as, {}
        laid = pages(grid.listed, width, height)
        page = page_of(grid, laid)
        here = grid.listed[page * laid.size : (page + 1) * laid.size]
        key = (page, y, grid.marked.intersection(one.number for one in here[y :: laid.rows]))
        if key not in self._strips:
            drawn = draw_row(grid, self.words, y, width, height)
            self._strips[key] = Visual.to_strips(self, drawn, width, 1, style)[0]
        return self._strips[key]
