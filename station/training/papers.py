"""The papers of the training congress, and what stands on each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from station.session.marks import Marks, Seen
from station.session.state import Day
from tally.ballot import BallotKind

__all__ = ["BOXES", "KINDS", "PAPERS", "STRIKE", "UNIT", "Paper", "document", "is_ours"]

UNIT = "TAPHUAN"
"""The code of the unit whose congress it is."""
STRIKE, BOXES = "chi-uy", "dai-bieu"
"""The two contests: six names for five seats, and three names for three."""
KINDS: Mapping[str, BallotKind] = MappingProxyType({STRIKE: BallotKind.STRIKE, BOXES: BallotKind.BOXES})


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """One paper: what it bears, with what the board must be shown, if there is anything of that kind.

    ``note`` names the remark that says on the sheet what can't be drawn; it may speak of the person ``about``.
    """

    marks: Marks
    note: str | None = None
    about: int | None = None


def _struck(*numbers: int) -> Paper:
    return Paper(marks=Marks(struck=numbers))


PAPERS: Mapping[str, tuple[Paper, ...]] = MappingProxyType(
    {
        STRIKE: (
            _struck(2),
            _struck(6),
            _struck(6),
            _struck(3, 5),
            _struck(),  # six names kept for five seats: invalid as it stands, and nobody's doubt
            _struck(1, 2, 3, 4, 5, 6),
            Paper(marks=Marks(struck=(4,), seen=Seen.SIGNED_OR_WRITTEN), note="signed"),
            Paper(marks=Marks(struck=(6,), seen=Seen.UNCLEAR), note="half_a_line", about=5),
            _struck(1, 4, 6),
            _struck(6),
        ),
        BOXES: (
            Paper(marks=Marks()),
            Paper(marks=Marks()),
            Paper(marks=Marks(disagree=(2,))),
            Paper(marks=Marks()),
            Paper(marks=Marks(both=(3,))),
            Paper(marks=Marks(blank=(1,))),
            Paper(marks=Marks(disagree=(1, 2, 3))),
            Paper(marks=Marks(seen=Seen.OFF_LIST_NAME), note="added_name"),
            Paper(marks=Marks(disagree=(1, 3))),
            Paper(marks=Marks()),
        ),
    }
)
"""The papers of each contest, in the order in which they lie."""


def is_ours(day: Day) -> bool:
    """Whether a day is one of the training congress."""
    return day.is_training and day.the_congress.unit.code == UNIT


def document() -> str:
    """Give the congress file. Reads it from beside this program."""
    return (Path(__file__).parent / "congress.json").read_text(encoding="utf-8")
