"""The order of personal names, and letters without their marks for searching.

Lists and ballots stand in the order of the given name (R6.order), by the Vietnamese alphabet.
"""

from unicodedata import combining, normalize

from tally.person import TONES

__all__ = ["NameKey", "fold", "name_key"]

NameKey = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
"""Word by word, the given name first: the places of its letters in the alphabet, then its tones."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_OF_LETTERS = "\N{COMBINING BREVE}\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING HORN}"
_AFTER_ALL_SIGNS = 0x110000


def name_key(name: str) -> NameKey:
    """Give what personal names are sorted by: the given name (last word), the family name (first), the middle names.

    Each word is compared by its letters and only then by its tone. Where in the word the tone is written (hoà, hòa),
    capitals, spaces and the Unicode form make no difference. A letter with marks of another alphabet (ŏ) stands as the
    plain one; signs come before the letters, and letters that Vietnamese does not have after them.
    """
    words = normalize("NFD", name).lower().split()
    return tuple((_places(word), _tones(word)) for word in words[-1:] + words[:-1])


def _places(word: str) -> tuple[int, ...]:
    letters = "".join(sign for sign in word if not combining(sign) or sign in _OF_LETTERS)
    return tuple(_place(letter) for letter in normalize("NFC", letters))


def _place(letter: str) -> int:
    plain = letter if letter in _ALPHABET else normalize("NFD", letter)[0]
    if plain in _ALPHABET:
        return _ALPHABET.index(plain)
    return ord(plain) if plain.isalpha() else ord(plain) - _AFTER_ALL_SIGNS


def _tones(word: str) -> tuple[int, ...]:
    return tuple(TONES.index(sign) for sign in word if sign in TONES)


def fold(text: str) -> str:
    """Give the text in lower case and without marks, đ as d, so that "nguyen" finds "Nguyễn"."""
    bare = "".join(sign for sign in normalize("NFD", text).lower() if not combining(sign))
    return bare.replace("đ", "d")
