"""What the name of a person is written with: the letters of Vietnamese, and those of Vietnam's other languages.

A name is printed on ballots and told from other names letter by letter, so a letter that only looks right, that an old
font stood for, or that says something else of the person, is refused and never mended.
"""

import re
import unicodedata
from itertools import pairwise

from tally.files.spreadsheet_cells import BadText, wording
from tally.person import TONES

__all__ = ["name_of"]

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđƀɓ")
_MARKS = frozenset(
    (
        *TONES,
        "\N{COMBINING CIRCUMFLEX ACCENT}",
        "\N{COMBINING BREVE}",  # ă, and the short vowels of Ê-đê, Gia-rai, Ba-na, Mnông: ĭ, ŏ, ê̆
        "\N{COMBINING HORN}",
        "\N{COMBINING CARON}",  # č
    )
)
_BESIDE = frozenset(" .,\"“”-‐‑–'’‘ʼ`´")
"""What stands between letters: of a part of a name, a nickname, an initial; and every sign typed for an apostrophe."""
_SAYS_MORE = frozenset("/\\()[]{}<>")
_LIKE_D = frozenset("ÐðƉ")
"""Letters of other languages, drawn as the Vietnamese Đ is: U+00D0, U+00F0, U+0189."""
_TITLE = re.compile(r"[Đđ](/ ?[Cc]\b[.:]?|\.? ?[Cc][.:]?(?= )|ồng chí(?= (?P<name>[^\W\d_])))")
"""How somebody is addressed. Đồng and Chí are parts of names too, but then a capital begins each."""


def name_of(text: str) -> str:
    """Read a name: letters of the languages of Vietnam, in Unicode, and nothing else that is said of the person.

    Raises BadText: for a title before the name (``Đ/c``), a figure, a slash or a bracket; for a letter or a symbol
    that no such name has, as the texts of old fonts (TCVN3, VNI) have them; and for a capital with a mark after a
    small letter, which in TCVN3 is another letter (``NguyÔn``).
    """
    wording(text)
    title = _TITLE.match(text)
    if title and (title["name"] is None or title["name"].isupper()):
        raise BadText("bad_value.name_title", value=title[0])
    for character in text:
        _check_letter(character)
    for before, character in pairwise(text):
        if before.islower() and "À" <= character <= "Þ":
            raise BadText("bad_value.name_capital", character=character, value=text)
    return text


def _check_letter(character: str) -> None:
    letter, *marks = list(unicodedata.normalize("NFD", character))
    is_letter = letter.lower() in _LETTERS or letter in _MARKS
    if character in _BESIDE or (is_letter and _MARKS.issuperset(marks)):
        return
    says_more = character in _SAYS_MORE or unicodedata.category(character) == "Nd"
    key = "bad_value.name_more" if says_more else "bad_value.name_letter"
    if character in _LIKE_D:
        key = "bad_value.name_like_d"
    raise BadText(key, character=character, point=f"U+{ord(character):04X}")
