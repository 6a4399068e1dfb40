"""Counts paper ballots by the election rules of the Party in Vietnam, and says why for every result.

``count_all`` is the one call that counts; ``tally.files`` reads the files it works on. Everything named here is pure:
no clock, no chance, no files.
"""

from tally.ballot import BallotKind, Ballots, Reason, verdict
from tally.congress import Base, Congress, Meeting, MeetingKind, Roll, Unit
from tally.contest import Candidate, Contest, ContestKind, Purpose, Round, Totals
from tally.count import Count
from tally.course import Course, DoesNotAnswer, answers, begin, decide, hold, paper_for
from tally.faults import BadInput, Fault
from tally.finding import Finding, Severity
from tally.outcome import Complete, Outcome, Short, Status, Stopped, Tied
from tally.regulation import REGULATIONS, Regulation
from tally.result import Result, count_all

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
