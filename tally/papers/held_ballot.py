"""A ballot that was held, as its minutes speak of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tally.contest import Candidate
from tally.course import Course, Held
from tally.papers.parts import cite, names_of
from tally.words import Words

__all__ = ["HeldBallot"]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldBallot:
    """A ballot whose minutes are written: the course up to it, and the words to write in."""

    words: Words
    course: Course
    held: Held

    @property
    def body(self) -> str:
        """The body that votes, in the middle of a sentence."""
        return self.words(f"report.body.{self.course.meeting.kind}")

    @property
    def people(self) -> list[Candidate]:
        """Those on this ballot, in its order."""
        return [self.course.contest.candidate(number) for number in self.held.count.candidates]

    @property
    def names(self) -> dict[int, str]:
        """The names of everybody on the list, by their numbers, namesakes told apart."""
        return names_of(self.words, self.course.contest)

    def cite(self, clause: str) -> str:
        """Name the article of a clause."""
        return cite(self.words, self.course.congress.regulation, clause)

    def named(self, numbers: Iterable[int]) -> str:
        """Name persons with their numbers on the ballot."""
        names = self.names
        return self.words.join(
            self.words("report.person", name=names[number], number=str(number)) for number in numbers
        )
