"""The inks text is drawn in. What an ink looks like is the theme's to say; what it means is said in words too."""

from enum import StrEnum

__all__ = ["COLOURS", "PAPERS", "Ink"]

COLOURS = ("ink-text", "ink-faint", "ink-good", "ink-warn", "ink-bad", "ink-mark", "ink-accent")
"""The variables of a theme that text is coloured with."""

PAPERS = ("background", "surface", "panel")
"""The variables of a theme that text stands on. Any ink may stand on any paper, and any paper on any ink."""


class Ink(StrEnum):
    """How a piece of text is drawn, as a style of Textual's ``Content``."""

    TEXT = "$ink-text"
    STRONG = "bold $ink-text"
    FAINT = "$ink-faint"
    GOOD = "bold $ink-good"
    WARN = "bold $ink-warn"
    BAD = "bold $ink-bad"
    MARK = "bold $ink-mark"
    ACCENT = "$ink-accent"
    KEY = "bold $ink-accent"
    CURSOR = "reverse $ink-text"
    REAL = "bold reverse $ink-warn"
    TRAINING = "bold reverse $ink-accent"
    ALARM = "bold reverse $ink-bad"
