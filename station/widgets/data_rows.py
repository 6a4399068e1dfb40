"""A table of rows known by their keys: only what changed is drawn, and the marked row stays marked."""

from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import DataTable

from station.themes.ink import Ink
from station.widgets.drawing import Sentence, datum, say, shorten
from tally.words import Words

__all__ = ["Cell", "Column", "DataRows", "Row"]

_POINTER = "pointer"
_LEAST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its heading, how many cells wide, and on which side its cells stand.

    One column of a table has ``width`` None: it takes what the others leave, and names in it are cut in their middle;
    where it ``wraps``, they stand whole, in as many lines as it takes, and a line ends at a comma where it can.
    """

    key: str
    heading: str | Sentence
    width: int | None
    side: Literal["left", "right"] = "left"
    wraps: bool = False


class Cell(NamedTuple):
    """What stands in a cell, and the ink it is in."""

    text: str | Sentence
    ink: Ink = Ink.TEXT


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row: the key that it keeps while its cells change, and a cell for each column."""

    key: str
    cells: tuple[Cell, ...]


class DataRows(DataTable[Text], inherit_bindings=False):
    """A table of up to some thousands of rows, in which one row is marked; what Enter does with it is the screen's."""

    DEFAULT_CSS = """
    DataRows, DataRows:focus {
        background: $background; background-tint: transparent; color: $ink-text; height: 1fr;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; scrollbar-size-horizontal: 0;
    }
    DataRows > .datatable--header, DataRows:ansi > .datatable--header, DataRows:focus > .datatable--header {
        background: $background; background-tint: transparent; color: $ink-faint; text-style: bold;
    }
    DataRows > .datatable--cursor { background: $background; color: $ink-text; text-style: bold; }
    DataRows:focus > .datatable--cursor { background: $background; color: $ink-text; text-style: bold reverse; }
    DataRows > .datatable--hover { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]
    help_key = "widget.help.rows"

    class Marked(Message):
        """Another row is marked."""

        def __init__(self, rows: "DataRows", key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> "DataRows":
            """The table."""
            return self.rows

    def __init__(
        self,
        words: Words,
        columns: tuple[Column, ...],
        rows: tuple[Row, ...] = (),
        *,
        id: str | None = None,  # noqa: A002 -- as Textual has it
    ) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, id=id)
        self.words = words
        self._columns = columns
        self._shown = rows
        self._widths: tuple[int, ...] = ()
        self._pointed = ""
        self._wanted: str | None = None

    @property
    def marked(self) -> str | None:
        """The key of the marked row, None in an empty table."""
        return self._shown[self.cursor_row].key if self.cursor_row < len(self._shown) else None

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows. The marked row stays marked if it is still there."""
        before, marked = self._shown, self.marked
        self._shown = rows
        if not self._widths:  # there is no room for it yet
            return
        with self.app.batch_update():
            if [row.key for row in before] != [row.key for row in rows[: len(before)]] or self._is_wrapped_anew(before):
                self._fill(marked)
                return
            for old, new in zip(before, rows, strict=False):
                for column, was, cell in zip(self._columns, old.cells, new.cells, strict=True):
                    if cell != was:
                        self.update_cell(new.key, column.key, self._drawn(column, cell))
            for row in rows[len(before) :]:
                self._add(row)

    def mark(self, key: str) -> None:
        """Mark the row with this key, if there is one; in a table that has no room yet, as soon as it has."""
        keys = [row.key for row in self._shown]
        if key in keys and not self._widths:
            self._wanted = key
        elif key in keys:
            self.move_cursor(row=keys.index(key))

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on."""
        self.words = words
        self._build()

    def on_mount(self) -> None:
        """Draw the rows again in the inks of another theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._build())

    def on_resize(self) -> None:
        """Give the one wide column what the others leave."""
        if self._widths_now() != self._widths:
            self._build()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Point at the marked row, and say which it is."""
        event.stop()
        key = self.marked  # the message may be of a row that has gone since
        if key is None or key == self._pointed:
            return
        if self._pointed in self.rows:
            self.update_cell(self._pointed, _POINTER, Text(" "))
        self.update_cell(key, _POINTER, Text("▸"))
        self._pointed = key
        self.post_message(self.Marked(self, key))

    def _build(self) -> None:
        """Make columns and rows anew: in another width, other words or another theme."""
        if not self.content_size.width:
            return
        marked, self._wanted = self._wanted or self.marked, None
        self._widths = self._widths_now()
        with self.app.batch_update():
            self.clear(columns=True)
            self.add_column("", width=1, key=_POINTER)
            for column, width in zip(self._columns, self._widths, strict=True):
                heading = Text(say(column.heading, self.words), justify=column.side, no_wrap=True, overflow="ellipsis")
                self.add_column(heading, width=width, key=column.key)
            self._fill(marked)

    def _fill(self, marked: str | None) -> None:
        self.clear()
        self._pointed = ""
        for row in self._shown:
            self._add(row)
        if marked is not None:
            self.mark(marked)

    def _add(self, row: Row) -> None:
        cells = [self._drawn(column, cell) for column, cell in zip(self._columns, row.cells, strict=True)]
        self.add_row(Text(" "), *cells, key=row.key, height=max(cell.plain.count("\n") for cell in cells) + 1)

    def _is_wrapped_anew(self, before: tuple[Row, ...]) -> bool:
        """Whether what stands in as many lines as it takes is another text in some row."""
        wrapped = [place for place, column in enumerate(self._columns) if column.wraps]
        rows = list(zip(before, self._shown, strict=False))
        return any(old.cells[place].text != new.cells[place].text for place in wrapped for old, new in rows)

    def _drawn(self, column: Column, cell: Cell) -> Text:
        text = say(cell.text, self.words)
        width = self._widths[self._columns.index(column)]
        if column.wraps:
            text = "\n".join(_wrapped(text, width))
        elif column.width is None:
            text = shorten(text, width)
        style = Style.parse(cell.ink).rich_style
        return Text(text, style=style, justify=column.side, no_wrap=True, overflow="ellipsis")

    def _widths_now(self) -> tuple[int, ...]:
        taken = sum(column.width + 2 for column in self._columns if column.width is not None)
        left = max(self.content_size.width - taken - 3 - 2, _LEAST)
        return tuple(left if column.width is None else column.width for column in self._columns)


def _wrapped(text: str, width: int) -> list[str]:
    """Give a text in lines of ``width`` cells at most; what stands between two commas is parted only if it must be."""
    drawn: list[str] = []
    for part in text.replace(", ", ",\n").split("\n"):
        longer = f"{drawn[-1]} {part}" if drawn else part
        if drawn and Content(longer).cell_length <= width:
            drawn[-1] = longer
        else:
            drawn += [line.plain for line in datum(part).wrap(width)]
    return drawn
