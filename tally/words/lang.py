"""The languages there are words for."""

from enum import StrEnum

__all__ = ["Lang"]


class Lang(StrEnum):
    """A language, by the code that ``--lang`` takes."""

    VI = "vi"
    EN = "en"
