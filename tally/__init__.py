"""Counts paper ballots by the election rules of the Party in Vietnam, and says why for every result.

``count_all`` is the one call that counts; ``tally.files`` reads the files it works on. Everything named here is pure:
no clock, no chance, no files. A name is fetched when it is first asked for, so that a command that needs none of them
starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tally.ballot import BallotKind, Ballots, Reason, verdict
    from tally.congress import Base, Congress, Meeting, MeetingKind, Roll, Unit
    from tally.contest import Candidate, Contest, ContestKind, Purpose, Round, Totals
    from tally.count import Count
    from tally.course import Course, begin
    from tally.faults import BadInput, Fault
    from tally.finding import Finding, Severity
    from tally.outcome import Complete, Outcome, Short, Status, Stopped, Tied
    from tally.regulation import REGULATIONS, Regulation
    from tally.result import Result, count_all
    from tally.rounds import DoesNotAnswer, answers, decide, hold, paper_for

__all__ = [
    "REGULATIONS",
    "BadInput",
    "BallotKind",
    "Ballots",
    "Base",
    "Candidate",
    "Complete",
    "Congress",
    "Contest",
    "ContestKind",
    "Count",
    "Course",
    "DoesNotAnswer",
    "Fault",
    "Finding",
    "Meeting",
    "MeetingKind",
    "Outcome",
    "Purpose",
    "Reason",
    "Regulation",
    "Result",
    "Roll",
    "Round",
    "Severity",
    "Short",
    "Status",
    "Stopped",
    "Tied",
    "Totals",
    "Unit",
    "answers",
    "begin",
    "count_all",
    "decide",
    "hold",
    "paper_for",
    "verdict",
]

_HOMES = {
    "tally.rounds": ("DoesNotAnswer", "answers", "decide", "hold", "paper_for"),
    "tally.ballot": ("BallotKind", "Ballots", "Reason", "verdict"),
    "tally.congress": ("Base", "Congress", "Meeting", "MeetingKind", "Roll", "Unit"),
    "tally.contest": ("Candidate", "Contest", "ContestKind", "Purpose", "Round", "Totals"),
    "tally.count": ("Count",),
    "tally.course": ("Course", "begin"),
    "tally.faults": ("BadInput", "Fault"),
    "tally.finding": ("Finding", "Severity"),
    "tally.outcome": ("Complete", "Outcome", "Short", "Status", "Stopped", "Tied"),
    "tally.regulation": ("REGULATIONS", "Regulation"),
    "tally.result": ("Result", "count_all"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
