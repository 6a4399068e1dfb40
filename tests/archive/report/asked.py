"""An archive asked, and the answers by the names of their columns."""

import json

from tally.archive.report.questions import COLUMNS

WHOLE = ("total", None)


def rows(report, key):
    """The rows of a table, each by the names of its columns; a unit by its code."""
    names = [column.key for column in COLUMNS[key]]
    named = [dict(zip(names, row, strict=True)) for row in report.table(key).rows]
    return [row | ({"unit": report.units[row["unit"]].code} if "unit" in row else {}) for row in named]


def of_total(report, key):
    return next(row for row in rows(report, key) if (row["part"], row["name"]) == WHOLE)


def programmed(archive, change):
    path = archive.folder / "programme.json"
    programme = json.loads(path.read_text())
    change(programme)
    path.write_text(json.dumps(programme))
