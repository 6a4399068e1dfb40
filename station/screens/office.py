"""The short name of what a contest elects, as every screen has it."""

from station.widgets.drawing import Sentence
from tally.congress import Congress
from tally.contest import ContestKind

__all__ = ["office"]


def office(congress: Congress, kind: ContestKind) -> Sentence:
    """Name the office: the committee of a cell is its chi ủy."""
    is_cells = congress.unit.level == "cell" and kind is ContestKind.COMMITTEE
    return Sentence(key=f"station.contest_kind.{'cell_' if is_cells else ''}{kind.value}")
