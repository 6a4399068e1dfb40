"""A clause: one sentence of the rules, where it stands, and how sure we are of its words."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Certainty", "Clause"]


class Certainty(StrEnum):
    """How sure we are of the words of a clause. Only ``TEXT`` may be shown as the article's own rule."""

    TEXT = "text"
    """The article's own words were read."""
    SECOND_HAND = "second-hand"
    """Read in an unofficial source."""
    RECALLED = "recalled"
    """Long-standing text, known but not read again."""
    DEFAULT = "default"
    """No rule was found; this is our choice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """One clause. ``id`` is the rule's id, with a part after a full stop where a rule has clauses of unequal certainty.

    ``article`` is where it stands in the regulation, or another document named in full; empty for a pure default.
    ``readings`` numbers the notes on which reading was taken where the words leave more than one open; the
    notes themselves are words, in ``tally.words`` under ``reading.<id>.<number>``.
    """

    id: str
    article: str
    certainty: Certainty
    readings: int = 0

    @property
    def rule(self) -> str:
        """The rule this clause belongs to: ``R4`` for ``R4.rounding``."""
        return self.id.partition(".")[0]

    @property
    def to_check(self) -> bool:
        """Whether it must still be checked against the full text, and never be presented as law."""
        return self.certainty is not Certainty.TEXT
