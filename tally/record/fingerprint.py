"""The fingerprint of a signed text, as people read it aloud, compare it and type it back.

The SHA-256 of the text, taken as one number with its first byte the highest, modulo 10^60: sixty digits, in twelve
groups of five. About 199 of the 256 bits are left, which is beyond anybody's reach to meet by trying.
"""

import re
from hashlib import sha256

from tally.record.refusal import Refused

__all__ = ["DIGITS", "fingerprint", "fingerprint_of_hash", "typed"]

DIGITS = 60
_GROUP = 5

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
"""What may stand between digits: spaces and line breaks, and dashes of every length."""


def fingerprint(text: bytes) -> str:
    """Give the fingerprint of a text: twelve groups of five digits, parted by one space."""
    return fingerprint_of_hash(sha256(text).digest())


def fingerprint_of_hash(digest: bytes) -> str:
    """Give the fingerprint of a text whose SHA-256 this is."""
    return _grouped(f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}")


def typed(text: str) -> str:
    """Give a fingerprint in its one form, from however a person typed its digits.

    Raises Refused (``bad_fingerprint``, saying how many digits there are) unless there are sixty digits, and nothing
    between them but spaces, dashes and line breaks.
    """
    digits = _BETWEEN.sub("", text)
    if len(digits) != DIGITS or re.search(r"[^0-9]", digits):
        raise Refused("bad_fingerprint", digits=len(re.findall(r"[0-9]", digits)), needed=DIGITS)
    return _grouped(digits)


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))
