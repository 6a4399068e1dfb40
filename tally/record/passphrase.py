"""Passphrases: six Vietnamese words drawn by chance, written without diacritics.

The words stand in words.txt: two syllables each, written together, four to eight letters a-z, read in one way only,
and no two alike in their first four letters or, whatever the dialect, in their sound without tones. Six of them are
more than 67 bits, which no one guesses through the cost that a key file puts on every guess.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tally.record.chance import Random, drawn
from tally.record.refusal import Refused

__all__ = ["MOST_TEXT", "WORDS", "folded", "generate", "listed", "normalise"]

WORDS = 6
"""How many words a passphrase has."""
MOST_TEXT = 1000
"""Characters that are looked at when a passphrase is typed; no six words come near it."""

_STEM = 4
_DRAWS = 2**16
_MOST_TRIES = 64
"""A sound source gives so many draws in a row that have to be thrown away less than once in 2**300."""
_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"))
"""What stands over, under and beside a Vietnamese letter once it is taken apart."""


@cache
def listed() -> tuple[str, ...]:
    """Give the words of the list, in the order of the alphabet."""
    return tuple(files("tally.record").joinpath("words.txt").read_text("ascii").split())


def generate(random: Random) -> tuple[str, ...]:
    """Draw six words, every word of the list as likely as any other, each by itself.

    Two bytes make a draw; a draw past the last whole multiple of the list's length is thrown away, since keeping it
    would favour the words at the head of the list. Raises Refused (``random_source_fails``) for a broken source.
    """
    return tuple(_word(random) for _ in range(WORDS))


def folded(text: str) -> str:
    """Give text in small letters without the diacritics of Vietnamese, đ as d. Other marks and letters stay."""
    return unicodedata.normalize("NFD", text.lower()).translate(_MARKS).replace("đ", "d")


def normalise(text: str) -> str:
    """Give a typed passphrase as it was drawn: six words of the list with one space between.

    Capitals, diacritics and the number of spaces do not matter, and the first four letters of a word stand for it.
    Nothing is guessed: what an input method left over, as in ``hoaf``, is no word. Raises Refused: ``passphrase_long``;
    ``word_count`` with the ``count`` of words that were typed and how many are ``needed``; ``unknown_word`` with the
    ``places`` of all of them, counted from 1. What was typed is a secret, so no refusal repeats any of it.
    """
    if len(text) > MOST_TEXT:
        raise Refused("passphrase_long", most=MOST_TEXT)
    typed = folded(text).split()
    if len(typed) != WORDS:
        raise Refused("word_count", count=len(typed), needed=WORDS)
    known = _known()
    if unknown := [str(place) for place, word in enumerate(typed, start=1) if word not in known]:
        raise Refused("unknown_word", places=", ".join(unknown))
    return " ".join(known[word] for word in typed)


@cache
def _known() -> Mapping[str, str]:
    """Give every word by itself and by its first four letters."""
    return {short: word for word in listed() for short in (word[:_STEM], word)}


def _word(random: Random) -> str:
    words = listed()
    fair = _DRAWS - _DRAWS % len(words)
    for _ in range(_MOST_TRIES):
        draw = int.from_bytes(drawn(random, 2), "big")
        if draw < fair:
            return words[draw % len(words)]
    raise Refused("random_source_fails")
