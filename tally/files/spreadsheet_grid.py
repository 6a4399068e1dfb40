"""A spreadsheet as a grid of texts: each cell is what a person sees in it, whichever kind of file it came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tally.faults import Fault
from tally.files.xlsx_library import get_column_letter

__all__ = ["MOST_COLUMNS", "Sheet", "cell_name", "filled_rows"]

MOST_COLUMNS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One sheet: the texts of its filled cells by row and column, both counted from 1 and in order.

    ``title`` is the sheet's name in the workbook, ``-`` for a .csv file. A formula that no program has calculated
    stands as ``=`` and its text. ``merged`` has the range of each merged cell;
    ``hidden_columns`` are ranges of columns. ``struck`` are the cells of which some text is struck through.
    """

    path: str
    title: str
    rows: Mapping[int, Mapping[int, str]]
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[range, ...] = ()
    struck: frozenset[tuple[int, int]] = frozenset()

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell, empty if there is none."""
        return self.rows.get(row, {}).get(column, "")

    def merge_of(self, row: int, column: int) -> str | None:
        """Give the merged range that the cell lies in, such as ``B3:B4``."""
        return self.merged.get((row, column))

    def hides_column(self, column: int) -> bool:
        """Whether the column cannot be seen."""
        return any(column in hidden for hidden in self.hidden_columns)

    def fault(self, row: int, column: int, key: str, /, **params: str | int) -> Fault:
        """Give a fault of one cell."""
        return Fault(path=self.path, location=cell_name(row, column), key=key, params=params)

    def whole_fault(self, key: str, /, **params: str | int) -> Fault:
        """Give a fault of the sheet as a whole."""
        return Fault(path=self.path, location=self.title, key=key, params=params)


def cell_name(row: int, column: int) -> str:
    """Write a cell as spreadsheets do: ``C7``."""
    return f"{get_column_letter(column)}{row}"


def filled_rows(rows: Iterable[Sequence[str]], *, most: int) -> dict[int, dict[int, str]]:
    """Keep the filled cells of the rows of a sheet, numbered from 1 as the sheet numbers them.

    Of what is too wide, or has more than ``most`` filled rows, no more is kept than shows that it is.
    """
    filled: dict[int, dict[int, str]] = {}
    for row, texts in enumerate(rows, 1):
        if not texts:
            continue
        cells = ((column, text) for column, text in enumerate(texts, 1) if text.strip())
        if kept := dict(islice(cells, MOST_COLUMNS + 1)):
            filled[row] = kept
        if len(filled) > most:
            break
    return filled
