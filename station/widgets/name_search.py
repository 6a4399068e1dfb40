"""Finding a person on a list by a part of the name, written without marks, or by the exact number."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.number_grid import Listed
from station.widgets.text_line import TextLine
from tally.words import Words
from tally.words.names import fold

__all__ = ["NameSearch", "matches"]


def matches(query: str, names: Sequence[Listed]) -> tuple[Listed, ...]:
    """Give those on the list whom a query may mean, the likeliest first; an empty query means all, in their order.

    A query of digits is a number and means exactly it. Otherwise each of its words begins a word of the name, without
    regard to marks (d finds đ); whose given name begins with the last of them come first.
    """
    wanted = fold(query).split()
    if len(wanted) == 1 and wanted[0].isdecimal():
        return tuple(one for one in names if str(one.number) == wanted[0])
    found = [one for one in names if _has_all(fold(one.name).split(), wanted)]
    if wanted:
        found.sort(key=lambda one: not fold(one.name).split()[-1].startswith(wanted[-1]))
    return tuple(found)


def _has_all(name: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(part) for word in name) for part in wanted)


class NameSearch(Vertical):
    """A line to write a part of a name, and under it who is meant. Enter chooses the marked one."""

    DEFAULT_CSS = """
    NameSearch { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "mark(1)", show=False),
        Binding("up", "mark(-1)", show=False),
    ]
    help_key = "widget.help.search"

    class Chosen(Message):
        """Somebody was chosen."""

        def __init__(self, search: "NameSearch", number: int) -> None:
            super().__init__()
            self.search = search
            self.number = number

        @property
        def control(self) -> "NameSearch":
            """The search."""
            return self.search

    def __init__(self, words: Words, names: tuple[Listed, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words
        self._names = names
        columns = (
            Column(key="number", heading=Sentence(key="widget.search.number"), width=4, side="right"),
            Column(key="name", heading=Sentence(key="widget.search.name"), width=None),
            Column(key="note", heading="", width=12),
        )
        self._line = TextLine()
        self._rows = DataRows(words, columns, _rows(names))
        self._rows.can_focus = False

    def compose(self) -> ComposeResult:
        """Put the line over the rows."""
        yield self._line
        yield self._rows

    def on_mount(self) -> None:
        """Say what the line is for."""
        self.reword(self.words)

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        self.words = words
        self._line.border_title = words("widget.search.title")

    def action_mark(self, rows_on: int) -> None:
        """Mark another of those found."""
        self._rows.move_cursor(row=self._rows.cursor_row + rows_on)

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """Show who is meant now."""
        event.stop()
        self._rows.show_rows(_rows(matches(event.value, self._names)))
        self._rows.move_cursor(row=0)

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        """Choose the marked one; without one, ring."""
        event.stop()
        found = matches(event.value, self._names)
        if not found:
            self.app.bell()
            return
        self.post_message(self.Chosen(self, found[min(self._rows.cursor_row, len(found) - 1)].number))


def _rows(found: tuple[Listed, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(key=str(one.number), cells=(Cell(str(one.number), Ink.KEY), Cell(one.name), Cell(one.note, Ink.FAINT)))
        for one in found
    )
