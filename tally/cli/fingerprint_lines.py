"""A fingerprint as it is read aloud and compared: two lines of six groups; and how much of a hash is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["MOST_HASH", "write_fingerprint"]

GROUPS = 6
"""Groups of five digits on a line."""
MOST_HASH = 16
"""Digits of a hash that are shown; the fingerprint is what people compare."""


def write_fingerprint(page: "Page", digits: str, said: str, *, indent: int = 0) -> None:
    """Write what a fingerprint is of, and its digits under it."""
    page.line(said, indent=indent)
    groups = digits.split(" ")
    for start in range(0, len(groups), GROUPS):
        page.line(" ".join(groups[start : start + GROUPS]), indent=indent + 4, style="bold")
