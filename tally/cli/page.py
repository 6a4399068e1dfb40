"""A page of text for people: wrapped lines and tables, in colour where a terminal takes it.

Everything written here is text: no name, title or sentence is ever read as markup. Widths are counted in the cells of a
terminal, so that wide and combining characters keep their columns straight.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, detect_legacy_windows
from rich.table import Table
from rich.text import Text

from tally.words import Words

__all__ = ["Cell", "Column", "Page"]

LEAST_BAR, MOST_BAR = 6, 40
LEAST_TEXT = 10
_GAP = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a table: its heading, and whether its cells stand on the right, as figures do."""

    heading: str
    is_figure: bool = False


Cell = str | Text


class Page:
    """A page being written. ``width`` is how many cells a line may have."""

    def __init__(self, words: Words, *, width: int, on_terminal: bool) -> None:
        self.words = words
        self.width = width
        self._text = io.StringIO()
        self._console = Console(
            file=self._text,
            width=width,
            force_terminal=on_terminal,
            force_jupyter=False,
            legacy_windows=False,
            color_system="auto" if on_terminal and not detect_legacy_windows() else None,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def text(self) -> str:
        """Give what was written."""
        return self._text.getvalue()

    def blank(self) -> None:
        """Leave a line empty, unless the page begins here or the line before is empty already."""
        if self.text() and not self.text().endswith("\n\n"):
            self._text.write("\n")

    def line(self, text: str, *, indent: int = 0, hang: int = 0, style: str = "") -> None:
        """Write a sentence, wrapped between words; ``hang`` indents its further lines more."""
        for place, part in enumerate(_wrapped(text, first=self.width - indent, further=self.width - indent - hang)):
            margin = " " * (indent + (hang if place else 0))
            self._console.print(Text(margin) + Text(part, style=style), soft_wrap=True)

    def items(self, texts: Iterable[str], *, indent: int = 0, style: str = "") -> None:
        """Write sentences as a list."""
        for text in texts:
            self.line(f"- {text}", indent=indent, hang=2, style=style)

    def banner(self, text: str, *, style: str = "") -> None:
        """Write a line that nobody can overlook."""
        rule = "═" * self.width
        for line in (rule, text, rule):
            self.line(line, style=style)

    def bar_width(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, indent: int = 0) -> int:
        """Give how many cells are left for one column more, for a bar; 0 if that is too few for one."""
        left = self.width - indent - sum(_natural(columns, rows)) - _GAP * len(columns)
        return min(left, MOST_BAR) if left >= LEAST_BAR else 0

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        indent: int = 0,
        styles: Sequence[str] = (),
    ) -> None:
        """Write a table. What is too long goes on in the next line, in the last columns first; nothing is cut."""
        table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
        for column, width in zip(columns, _fitted(columns, rows, self.width - indent), strict=True):
            table.add_column(Text(column.heading), justify="right" if column.is_figure else "left", width=width)
        for place, row in enumerate(rows):
            cells = [Text(cell) if isinstance(cell, str) else cell for cell in row]
            table.add_row(*cells, style=styles[place] if styles else "")
        with self._console.capture() as capture:
            self._console.print(table, width=self.width - indent)
        for line in capture.get().rstrip("\n").split("\n"):
            self._text.write(f"{' ' * indent}{line.rstrip()}\n")


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.plain


def _natural(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Give the width at which each column holds its longest cell on one line."""
    return [
        max(cell_len(text) for text in (column.heading, *(_plain(row[place]) for row in rows)))
        for place, column in enumerate(columns)
    ]


def _fitted(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """Give the widths of columns so that they fit: texts give way, from the last; figures never do."""
    widths = _natural(columns, rows)
    excess = sum(widths) + _GAP * (len(columns) - 1) - width
    for place in reversed(range(len(columns))):
        if not columns[place].is_figure:
            given = max(0, min(excess, widths[place] - LEAST_TEXT))
            widths[place] -= given
            excess -= given
    return widths


def _wrapped(text: str, *, first: int, further: int) -> list[str]:
    """Cut a sentence at its spaces; a space that does not break, as before a percent sign, does not."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > (further if lines else first):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]
