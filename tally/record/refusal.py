"""The one way in which what is signed, or should be, is turned away."""

from collections.abc import Mapping
from typing import ClassVar

__all__ = ["Refused"]


class Refused(Exception):
    """The input is not taken, and nothing of it is used.

    ``code`` is stable and in snake_case; ``params`` are what a face needs to say it in a sentence (limits, places,
    names). No secret is ever among them. ``domain`` is where the words of its codes stand.
    """

    domain: ClassVar[str] = "refusal"
    code: str
    params: Mapping[str, str | int]

    def __init__(self, code: str, /, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(" ".join([code, *(f"{name}={value}" for name, value in params.items())]))
