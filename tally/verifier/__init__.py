"""The auditor's page: one HTML file that checks records by itself, and shares no code with the rest of ``tally``."""

from importlib.resources import files

__all__ = ["page"]


def page() -> bytes:
    """Give the page as it is to be written into a file: whole, in UTF-8, with nothing to fetch.

    It is a second implementation of ``docs/record-format.md``, in JavaScript. Its security policy names the SHA-256 of
    its own script and style, so whoever changes either without the other has a page that does nothing.
    """
    return (files(__name__) / "verify.html").read_bytes()
