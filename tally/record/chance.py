"""Chance, as it comes in: a source of random bytes is given by the face, never reached for here."""

from collections.abc import Callable
from typing import TypeAlias

from tally.record.refusal import Refused

__all__ = ["Random", "drawn"]

Random: TypeAlias = Callable[[int], bytes]
"""A source of so many bytes that nobody can foresee; the faces give the system's."""


def drawn(random: Random, count: int) -> bytes:
    """Give so many random bytes. Raises Refused (``random_source_fails``) for a source that gives another number."""
    data = random(count)
    if len(data) != count:
        raise Refused("random_source_fails")
    return data
