"""A fingerprint as it is read aloud and compared: two lines of six groups; and how much of a hash is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tally.cli.page import Page
    from tally.record.trust_chain import TrustChain

__all__ = ["MOST_HASH", "write_fingerprint", "write_trust_line"]

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


def write_trust_line(page: "Page", trust: "TrustChain") -> None:
    """Write whose trust file it is, its version and its fingerprint, for everybody to compare."""
    words, newest = page.words, trust.newest
    page.line(words("record.trust", organisation=newest.organisation.name, version=str(newest.version)))
    write_fingerprint(page, trust.fingerprint(newest.version), words("record.trust_fingerprint"), indent=2)
