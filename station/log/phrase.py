"""A phrase that is in no language yet, and may have other phrases in its places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from station.terminal import clean
from tally.words import Words

__all__ = ["Param", "Phrase", "phrase", "said"]

Param: TypeAlias = "str | int | Phrase"


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A phrase by its key; what stands in its places may be phrases too."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


def phrase(name: str, /, **params: Param) -> Phrase:
    """Give a phrase of the log by its name."""
    return Phrase(key=f"log.{name}", params=params)


def said(told: Phrase, words: Words) -> str:
    """Give a phrase in words. Whatever came from outside is text, and safe to show."""
    return words(told.key, **{name: _said(param, words) for name, param in told.params.items()})


def _said(param: Param, words: Words) -> str | int:
    match param:
        case Phrase():
            return said(param, words)
        case str():
            return clean(param)
        case _:
            return param
