"""What people say in words of their own: a name, a reason.

It is kept as it will be read: in NFC, one space between words, nothing in it that nobody sees on a screen.
"""

import unicodedata

from station.session.denied import Denied

__all__ = ["MOST_SAID", "cleaned", "optional", "reason_of"]

MOST_SAID = 500
"""Characters of a name or a reason."""


def cleaned(text: str) -> str:
    """Give a text as it is kept. What the terminal or the disk sent along with it is left out."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def reason_of(text: str) -> str:
    """Give a reason as it is kept. Raises Denied (``reason_missing``, ``too_long``)."""
    reason = optional(text)
    if reason is None:
        raise Denied("reason_missing")
    return reason


def optional(text: str) -> str | None:
    """Give a reason that need not be given, None if it is not. Raises Denied (``too_long``)."""
    reason = cleaned(text)
    if len(reason) > MOST_SAID:
        raise Denied("too_long", most=MOST_SAID)
    return reason or None
