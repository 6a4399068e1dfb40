"""What the texts of a list of persons mean: names, numbers, dates, marks and the words of each column.

Each function reads one text or raises BadText with the key of the fault; none of them guesses.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from tally.contest import NominatedBy, Sex
from tally.files.spreadsheet_columns import (
    MOST_LOOKED_AT,
    Column,
    folded,
    heading,
    is_word_of,
    words_of,
)
from tally.files.xlsx_library import ERROR_CODES
from tally.person import Birth

__all__ = [
    "MOST_TEXT",
    "SOURCES",
    "BadText",
    "birth_of",
    "column_of",
    "list_number",
    "mark",
    "nominated_by_of",
    "sex_of",
    "standing_of",
    "tidy",
    "wording",
]

Meaning = TypeVar("Meaning")

MOST_NUMBER = 10_000_000
MOST_TEXT = 500
FIRST_YEAR, LAST_YEAR = 1900, 2099

_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]+)")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MARKS = frozenset("xX×✓✔1")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_SEXES: Mapping[Column | None, Sex] = {Column.MALE: Sex.MALE, Column.FEMALE: Sex.FEMALE}
_STANDINGS: Mapping[Column | None, bool] = {Column.INCUMBENT: True, Column.NEW: False}
_SOURCES = {
    NominatedBy.COMMITTEE: "Cấp ủy triệu tập | Cấp ủy | Cấp ủy giới thiệu | Cấp ủy triệu tập giới thiệu",
    NominatedBy.FLOOR: "Đại hội đề cử | Đại hội | Đại hội giới thiệu | Đề cử | Đề cử tại đại hội",
    NominatedBy.SELF: "Tự ứng cử | Ứng cử",
}
SOURCES: Mapping[NominatedBy, str] = {source: spellings.split(" | ")[0] for source, spellings in _SOURCES.items()}
"""The word by which each source is said."""
_NOMINATED_BY = {folded(words): source for source, spellings in _SOURCES.items() for words in spellings.split("|")}


class BadText(Exception):
    """A text that does not say what its column asks for; ``key`` and ``params`` are those of the fault."""

    def __init__(self, key: str, /, **params: str | int) -> None:
        self.key = key
        self.params = params
        super().__init__(key)


def tidy(text: str) -> str:
    """Give the text in NFC, white space as single spaces.

    Refuses formulas, error values, characters that cannot be seen, and those that stand for a lost one.
    """
    for character in text:
        if character == "\N{REPLACEMENT CHARACTER}":
            raise BadText("bad_value.lost_character")
        if unicodedata.category(character) in _UNSEEN and character not in "\t\r\n":
            raise BadText("bad_value.unseen_character", character=f"U+{ord(character):04X}")
    text = words_of(text)
    if len(text) > MOST_LOOKED_AT:
        raise BadText("bad_value.long_text", most=MOST_TEXT)
    text = unicodedata.normalize("NFC", text)
    if text.startswith("="):
        raise BadText("bad_value.formula")
    if text in ERROR_CODES:
        raise BadText("bad_value.error_value", value=text)
    if len(text) > MOST_TEXT:
        raise BadText("bad_value.long_text", most=MOST_TEXT)
    return text


def wording(text: str) -> str:
    """Read a text that must be words, such as a name: it has at least one letter."""
    if not any(character.isalpha() for character in text):
        raise BadText("bad_value.no_letter", value=text)
    return text


def list_number(text: str) -> int:
    """Read a number on the list, 1 to 10,000,000; ``01`` is 1."""
    digits = text.removeprefix("'").lstrip("0")
    if not re.fullmatch("[0-9]{1,8}", digits) or int(digits) > MOST_NUMBER:
        raise BadText("bad_value.list_number", value=text, most=MOST_NUMBER)
    return int(digits)


def birth_of(text: str) -> Birth:
    """Read a date such as that of a birth, day before month; or a year alone, 1900 to 2099."""
    plain = text.removeprefix("'").strip()
    if re.fullmatch("[0-9]{4}", plain):
        return Birth(year=_year(plain, text))
    if re.fullmatch("[0-9]{2}", plain):
        raise BadText("bad_value.short_year", value=text)
    if match := _DAY_FIRST.fullmatch(plain):
        day, _, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(plain):
        year, month, day = match.groups()
    else:
        raise BadText("bad_value.date", value=text)
    try:
        found = date(_year(year, text), int(month), int(day))
    except ValueError:
        raise BadText("bad_value.no_such_day", value=text) from None
    return Birth(year=found.year, month=found.month, day=found.day)


def _year(digits: str, text: str) -> int:
    if len(digits) == 2:
        raise BadText("bad_value.short_year", value=text)
    if len(digits) != 4 or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise BadText("bad_value.year", value=text, first=FIRST_YEAR, last=LAST_YEAR)
    return int(digits)


def mark(text: str, column: Column) -> bool:
    """Read a mark: an x, a tick, a 1, or the column's own name. It is True; any other text is refused."""
    if text not in _MARKS and not is_word_of(column, text):
        raise BadText("bad_value.mark", value=text, column=column.value)
    return True


def sex_of(text: str) -> Sex:
    """Read ``Nam`` or ``Nữ``."""
    return _word(_SEXES.get(heading(text)), text, "Nam, Nữ")


def standing_of(text: str) -> bool:
    """Read ``Tái cử``, True, or ``Mới``, ``Lần đầu``, False: whether the person is an incumbent."""
    return _word(_STANDINGS.get(heading(text)), text, "Tái cử, Mới, Lần đầu")


def nominated_by_of(text: str) -> NominatedBy:
    """Read who brought the person onto the list (R3, Art. 11)."""
    return _word(_NOMINATED_BY.get(folded(text)), text, ", ".join(SOURCES.values()))


def column_of(text: str, columns: Sequence[Column]) -> Column:
    """Give the one of the columns that the text is a word of."""
    found = next((column for column in columns if is_word_of(column, text)), None)
    return _word(found, text, "; ".join(columns))


def _word(meaning: Meaning | None, text: str, expected: str) -> Meaning:
    if meaning is None:
        raise BadText("bad_value.word", value=text, expected=expected)
    return meaning
