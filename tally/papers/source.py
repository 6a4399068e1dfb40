"""What papers are made from: a record, all the records of a congress together, or a list of everybody summoned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tally.congress import Congress, Meeting
from tally.course import Course
from tally.deadlines import DaysOff
from tally.record.document import Content
from tally.record.links import standing
from tally.record.reading import Record
from tally.summoned import Summoned

__all__ = ["OfFile", "OfRecord", "OfRoll", "file_of", "missing", "whole"]


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


def whole(record: Record, content: Content) -> OfRecord:
    """Give a record up to its last round."""
    return OfRecord(record=record, content=content, number=len(record.model.rounds))


@dataclass(frozen=True, kw_only=True, slots=True)
class OfFile:
    """The records of one congress: those that stand, of each contest the last, and the whole ``chain``, in its order.

    ``days_off`` are the holidays by which deadlines are reckoned; without them every deadline says that they lack.
    """

    records: tuple[OfRecord, ...]
    chain: tuple[OfRecord, ...]
    days_off: DaysOff = field(default_factory=DaysOff)

    @property
    def congress(self) -> Congress:
        """The congress, as the last of its records has it."""
        return self.records[-1].course.congress

    @property
    def sequence(self) -> int:
        """How far the chain of records had come."""
        return self.records[-1].record.model.sequence

    @property
    def ballots(self) -> tuple[OfRecord, ...]:
        """Every ballot of each contest, with the record that its own papers are made from: the first that has it.

        A correction takes the place of all records of its contest before it, so that no paper says what was corrected.
        """
        return tuple(ballot for standing in self.records for ballot in self._ballots(standing))

    def _ballots(self, standing: OfRecord) -> Iterator[OfRecord]:
        of_contest = [one for one in self.chain if one.record.model.contest.id == standing.record.model.contest.id]
        corrected = [place for place, one in enumerate(of_contest) if one.record.model.replaces is not None]
        valid = of_contest[max(corrected, default=0) :]
        for number in range(1, standing.number + 1):
            yield replace(next(one for one in valid if one.number >= number), number=number)


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
    return OfFile(records=records, chain=tuple(given), days_off=days_off or DaysOff())


def missing(records: Iterable[OfRecord]) -> tuple[int, ...]:
    """Give the numbers of the records that lack before the last one given: without them no paper is of the whole."""
    there = {one.record.model.sequence for one in records}
    return tuple(number for number in range(1, max(there, default=0)) if number not in there)
