"""What papers are made from: a record, or all the records of a congress together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tally.congress import Congress
from tally.course import Course
from tally.record.document import Content
from tally.record.links import standing
from tally.record.reading import Record

__all__ = ["OfFile", "OfRecord", "file_of"]


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
    """The records of one congress that stand: of each contest the last, in the order of the chain."""

    records: tuple[OfRecord, ...]

    @property
    def congress(self) -> Congress:
        """The congress, as the last of its records has it."""
        return self.records[-1].course.congress

    @property
    def sequence(self) -> int:
        """How far the chain of records had come."""
        return self.records[-1].record.model.sequence


def file_of(records: Iterable[OfRecord]) -> OfFile:
    """Put the records of one congress together: a later record of a contest stands in the place of an earlier one."""
    given = sorted(records, key=lambda one: one.record.model.sequence)
    last = standing(one.record for one in given)
    return OfFile(records=tuple(one for one in given if one.record is last[one.record.model.contest.id]))
