"""What tells one person from another, across lists: the name as it is known, and the birth (R2, R13)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from unicodedata import normalize

__all__ = ["TONES", "Birth", "known_as"]

TONES = (
    "\N{COMBINING GRAVE ACCENT}"  # huyền; ngang is no mark at all and so comes before
    "\N{COMBINING HOOK ABOVE}"  # hỏi
    "\N{COMBINING TILDE}"  # ngã
    "\N{COMBINING ACUTE ACCENT}"  # sắc
    "\N{COMBINING DOT BELOW}"  # nặng
)
"""The marks of the tones, in the order of the dictionary."""


@lru_cache(maxsize=4096)
def known_as(name: str) -> str:
    """Give the name as it tells persons apart: capitals, spaces and where a tone is written (hoà, hòa) are nothing."""
    return " ".join(_letters(word) + _tones(word) for word in normalize("NFD", name).casefold().split())


def _letters(word: str) -> str:
    return normalize("NFC", "".join(sign for sign in word if sign not in TONES))


def _tones(word: str) -> str:
    return "".join(sign for sign in word if sign in TONES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Birth:
    """A date of birth, or only its year, as many lists have it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def is_year_only(self) -> bool:
        """Whether only the year is known."""
        return self.month is None

    def agrees_with(self, other: "Birth") -> bool:
        """Whether both can be of one person: the same day, or the same year where one is a bare year."""
        return self == other or (self.year == other.year and (self.is_year_only or other.is_year_only))

    def age_on(self, day: date) -> int:
        """Age in completed years (R16). A person of whom only the year is known is taken as born on 1 January."""
        had_birthday = (day.month, day.day) >= (self.month or 1, self.day or 1)
        return day.year - self.year - (0 if had_birthday else 1)

    def __str__(self) -> str:
        if self.month is None or self.day is None:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"
