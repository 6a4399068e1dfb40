"""A .csv file read into a grid of texts."""

import csv
import io
from contextlib import suppress
from itertools import islice

from tally.faults import BadInput, Fault
from tally.files.spreadsheet_columns import Headings
from tally.files.spreadsheet_grid import MOST_COLUMNS, Sheet, filled_rows
from tally.files.spreadsheet_headings import FIRST_ROWS, known_headings

__all__ = ["read_csv"]

SEPARATORS = ",;\t"
MOST_BYTES = 4 * 1024 * 1024


def read_csv(path: str, data: bytes, *, headings: Headings, most_rows: int) -> Sheet:
    """Read UTF-8 text with that separator, comma, semicolon or tab, under which the most headings are known.

    Raises BadInput if it is too large, if it is not UTF-8, or if its quotation marks do not pair.
    """
    if len(data) > MOST_BYTES:
        raise BadInput([Fault(path=path, location="-", key="bad_value.too_large", params={"most": MOST_BYTES})])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput([Fault(path=path, location=f"line {line}", key="not_utf8.sheet")]) from None
    separator = max(SEPARATORS, key=lambda separator: _known_headings(text, separator, headings))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return Sheet(path=path, title="-", rows=filled_rows(reader, most=most_rows))
    except csv.Error:
        raise BadInput([Fault(path=path, location=f"line {reader.line_num}", key="unreadable.quotes")]) from None


def _known_headings(text: str, separator: str, headings: Headings) -> int:
    """Give the most known headings that a row has under the separator, leaving faulty quotation marks for later."""
    most = 0
    with suppress(csv.Error):
        for record in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), FIRST_ROWS):
            most = max(most, known_headings(record[:MOST_COLUMNS], headings))
    return most
