"""A ballot that was held, as its minutes speak of it."""

from dataclasses import dataclass

from tally.contest import Candidate, Choice
from tally.course import Course, Held
from tally.outcome import Stopped
from tally.papers.parts import cite, names_of, number_in_words, numbered_names
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

    @property
    def alternates_from(self) -> Held:
        """The ballot that filled the officials' seats, from which alternates are taken (R12)."""
        return next(held for held in reversed(self.course.officials) if not held.is_run_off)

    def alternates_tied(self) -> list[str]:
        """Say who is level at the last alternate's place, and that nobody of them is taken; nothing where nobody is."""
        state = self.course.alternates
        if not state.tied:
            return []
        left = number_in_words(self.words, state.places_left)
        names = numbered_names(self.words, self.course.contest, state.tied)
        return [self.words("paper.minutes.alternates_tied", names=names, left=left)]

    def is_about(self, after_round: int, choice: Choice) -> bool:
        """Whether what the body decided after so many rounds was on what this ballot left, or on this ballot itself.

        To hold a ballot again is decided on the one that was stopped. Where that one counts for nothing and does not
        stand among the rounds, the ballot that was held in its place tells of it.
        """
        before = self.course.held[:after_round]
        of_stopped = bool(before) and isinstance(before[-1].outcome, Stopped)
        in_its_place = choice is Choice.AGAIN and not of_stopped
        return self.held.number == after_round + int(in_its_place)

    def cite(self, clause: str) -> str:
        """Name the article of a clause."""
        return cite(self.words, self.course.congress.regulation, clause)
