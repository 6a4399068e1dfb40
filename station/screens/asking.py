"""What is written in the lines of a form, read and written: figures, days, births, names."""

from collections.abc import Mapping
from datetime import date

from station.modals.form import Wrong
from station.widgets.drawing import Sentence
from tally.files.spreadsheet_cells import BadText, birth_of
from tally.person import Birth

__all__ = ["birth", "day", "figure", "names", "text", "written_birth", "written_day"]

MOST_FIGURE = 10_000


def text(values: Mapping[str, str], key: str) -> str:
    """Read a text. Raises Wrong where there is none."""
    if not values[key]:
        raise Wrong(key, Sentence(key="draft.wrong.empty"))
    return values[key]


def figure(values: Mapping[str, str], key: str, *, least: int = 0, most: int = MOST_FIGURE) -> int:
    """Read a whole number. Raises Wrong for anything else."""
    digits = values[key].replace(" ", "")
    if digits.isascii() and digits.isdecimal() and len(digits) < 9 and least <= int(digits) <= most:
        return int(digits)
    raise Wrong(key, Sentence(key="draft.wrong.figure", params={"least": least, "most": most}))


def birth(values: Mapping[str, str], key: str) -> Birth:
    """Read a date of birth, day before month, or only its year. Raises Wrong."""
    try:
        return birth_of(values[key])
    except BadText as bad:
        raise Wrong(key, Sentence(key=f"fault.{bad.key}", params=bad.params)) from None


def day(values: Mapping[str, str], key: str) -> date:
    """Read a whole date. Raises Wrong."""
    found = birth(values, key)
    if found.month is None or found.day is None:
        raise Wrong(key, Sentence(key="draft.wrong.day"))
    return date(found.year, found.month, found.day)


def names(values: Mapping[str, str], key: str) -> tuple[str, ...]:
    """Read names that are parted by commas or semicolons; there may be none."""
    parts = values[key].replace(";", ",").split(",")
    return tuple(name for part in parts if (name := " ".join(part.split())))


def written_day(found: date) -> str:
    """Write a date as it is typed."""
    return f"{found.day:02}/{found.month:02}/{found.year:04}"


def written_birth(found: Birth) -> str:
    """Write a birth as it is typed."""
    if found.month is None or found.day is None:
        return f"{found.year:04}"
    return f"{found.day:02}/{found.month:02}/{found.year:04}"
