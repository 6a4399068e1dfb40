"""What the head confirmed, as people read it aloud and write it on the batch slips."""

from tally.record.fingerprint import DIGITS

__all__ = ["definition_groups"]

_GROUP = 5


def definition_groups(definition: str) -> str:
    """Give the hash of a definition, in hex, in groups of digits: the fingerprint of what was confirmed."""
    digits = f"{int(definition, 16) % 10**DIGITS:0{DIGITS}}"
    return " ".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))
