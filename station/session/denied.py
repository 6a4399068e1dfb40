"""The one way in which the session says no."""

from collections.abc import Mapping

__all__ = ["Denied"]


class Denied(Exception):
    """A command is not carried out, and nothing has changed.

    ``code`` is stable and in snake_case; ``params`` are what a screen needs to say why in a sentence.
    """

    code: str
    params: Mapping[str, str | int]

    def __init__(self, code: str, /, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(" ".join([code, *(f"{name}={value}" for name, value in params.items())]))
