"""The languages there are words for."""

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["Lang", "lang_of"]


class Lang(StrEnum):
    """A language, by the code that ``--lang`` takes."""

    VI = "vi"
    EN = "en"


def lang_of(environment: Mapping[str, str]) -> Lang:
    """Take the language from the environment: Vietnamese unless it asks for English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return Lang.EN if environment[name].startswith("en") else Lang.VI
    return Lang.VI
