"""What papers are made from: a record, all the records of a congress together, or a list of everybody summoned."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tally.congress import Congress, Meeting
from tally.course import Course
from tally.deadlines import DaysOff
from tally.record.document import Content
from tally.record.links import standing
from tally.record.reading import Record
from tally.summoned import Summoned

__all__ = ["OfFile", "OfRecord", "OfRoll", "file_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class OfRecord:
    """A record whose papers are made: as it was read, and up to which of its rounds."""

    record: Record
    content: Content
    number: int

    @property
    def course(self) -> Course:
        """The contest as it stood after that round.

        What the body decided at the end, it had not decided before the last round.
        """
        course = self.content.result.course
        if self.number == len(course.held):
            return course
        contest = replace(course.contest, leave_open=False)
        return replace(course, contest=contest, held=course.held[: self.number])


@dataclass(frozen=True, kw_only=True, slots=True)
class OfFile:
    """The records of one congress that stand: of each contest the last, in the order of the chain.

    ``days_off`` are the holidays by which deadlines are reckoned; without them every deadline says that they lack.
    """

    records: tuple[OfRecord, ...]
    days_off: DaysOff = field(default_factory=DaysOff)

    @property
    def congress(self) -> Congress:
        """The congress, as the last of its records has it."""
        return self.records[-1].course.congress

    @property
    def sequence(self) -> int:
        """How far the chain of records had come."""
        return self.records[-1].record.model.sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class OfRoll:
    """Everybody summoned to a meeting of a congress, one by one."""

    congress: Congress
    meeting: Meeting
    people: tuple[Summoned, ...]


def file_of(records: Iterable[OfRecord], days_off: DaysOff | None = None) -> OfFile:
    """Put the records of one congress together: a later record of a contest stands in the place of an earlier one."""
    given = sorted(records, key=lambda one: one.record.model.sequence)
    last = standing(one.record for one in given)
    records = tuple(one for one in given if one.record is last[one.record.model.contest.id])
    return OfFile(records=records, days_off=days_off or DaysOff())
