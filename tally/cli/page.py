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
        taken = sum(
            max(cell_len(text) for text in (column.heading, *(_plain(row[place]) for row in rows)))
            for place, column in enumerate(columns)
        )
        left = self.width - indent - taken - _GAP * len(columns)
        return min(left, MOST_BAR) if left >= LEAST_BAR else 0

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        indent: int = 0,
        styles: Sequence[str] = (),
    ) -> None:
        """Write a table. A cell that is too long for the page goes on in the next line; nothing is ever cut off."""
        table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
        for column in columns:
            table.add_column(
                Text(column.heading), justify="right" if column.is_figure else "left", no_wrap=column.is_figure
            )
        for place, row in enumerate(rows):
            cells = [Text(cell) if isinstance(cell, str) else cell for cell in row]
            table.add_row(*cells, style=styles[place] if styles else "")
        with self._console.capture() as capture:
            self._console.print(table, width=self.width - indent)
        for line in capture.get().rstrip("\n").split("\n"):
            self._text.write(f"{' ' * indent}{line.rstrip()}\n")


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.plain


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
