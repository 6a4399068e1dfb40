"""The course of a contest: the rounds held so far, who is elected, what is open (R9, R12).

A course only tells what happened; ``tally.rounds`` says what may follow, and adds the next round.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from tally.ballot import BallotKind, kind_of
from tally.congress import Base, Congress, Meeting
from tally.contest import Candidate, Contest, Purpose
from tally.count import Count
from tally.cut import Cut
from tally.delegates import alternates_from
from tally.outcome import Complete, Outcome, Status, Stopped, Tied

__all__ = ["BallotPaper", "Course", "Elected", "Held", "WhyElected", "begin"]


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotPaper:
    """What a round is held on: the numbers on the paper, in the order of the list, and the seats.

    ``exactly`` says that the list may not be shortened: a run-off is among exactly the tied (R10), while a person not
    elected may be left off a further ballot if the congress lets that person withdraw (R3, R11).
    """

    purpose: Purpose
    candidates: tuple[int, ...]
    seats: int
    exactly: bool = True

    @property
    def kind(self) -> BallotKind:
        """Strike or boxes (R6)."""
        return kind_of(candidates=len(self.candidates), seats=self.seats)


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A round that was held: its paper, its count, its base, and what it came to."""

    number: int
    paper: BallotPaper
    count: Count
    base: Base
    outcome: Outcome
    for_alternates: bool

    @property
    def is_run_off(self) -> bool:
        """Whether it was a vote among the tied, where over half is not needed (R10)."""
        return self.paper.purpose is Purpose.RUN_OFF


class WhyElected(StrEnum):
    """Why a person is elected."""

    OVER_HALF = "over_half"
    RUN_OFF = "run_off"


@dataclass(frozen=True, kw_only=True, slots=True)
class Elected:
    """A person elected: with how many votes, in which round, and why."""

    number: int
    votes: int
    base: Base
    round: int
    reason: WhyElected


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """A contest and the rounds held so far.

    ``elected`` are those elected: in order of round, then votes from high to low, then number (R9).
    """

    congress: Congress
    contest: Contest
    held: tuple[Held, ...] = ()
    elected: tuple[Elected, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "elected", self._elected())  # all that is asked of a course asks for it

    @property
    def meeting(self) -> Meeting:
        """The meeting that votes."""
        return self.congress.meeting(self.contest.meeting)

    @property
    def officials(self) -> tuple[Held, ...]:
        """The rounds for the seats of the contest, without those for alternates."""
        return tuple(held for held in self.held if not held.for_alternates)

    @property
    def open_seats(self) -> int:
        """Seats voted on and not filled (R9)."""
        return self.contest.seats - len(self.elected)

    @property
    def status(self) -> Status:
        """Where the contest stands. Seats left open by the body's decision close it short (R11)."""
        if not self.held:
            return Status.PENDING
        last = self.officials[-1].outcome
        if isinstance(last, Complete | Stopped):
            return last.status
        run_off_is_owed = isinstance(last, Tied) and not last.after_run_off
        if self.contest.leave_open and not run_off_is_owed:
            return Status.CLOSED_SHORT
        return last.status

    @property
    def alternates(self) -> Cut:
        """The alternates taken so far, once the officials are complete (R12, Art. 18)."""
        places = self.contest.alternates
        if not places or self.status is not Status.COMPLETE:
            return Cut()
        own = [held for held in self.held if held.for_alternates]
        if own and own[0].paper.purpose is Purpose.ALTERNATES and own[0].paper.seats == places:
            state = Cut(places_left=places)
        else:
            # a run-off's votes are for the last seat alone and cannot be set beside the others'
            ballot = next(held for held in reversed(self.officials) if not held.is_run_off)
            numbers = [elected.number for elected in self.elected]
            state = alternates_from(ballot.count, base=ballot.base, elected=numbers, places=places)
        for held in own:
            outcome = held.outcome
            if not isinstance(outcome, Stopped):
                state = Cut(taken=state.taken + outcome.elected, tied=outcome.tied, places_left=outcome.seats_left)
        return state

    @property
    def people_elected(self) -> tuple[Candidate, ...]:
        """Those elected, in the same order, as the list names them."""
        people = {person.number: person for person in self.contest.candidates}
        return tuple(people[elected.number] for elected in self.elected)

    @property
    def nominees(self) -> tuple[Candidate, ...]:
        """Those on the list: the first list, and whoever the body added for a round held since."""
        return self.contest.standing(max(1, len(self.held)))

    def unelected(self) -> tuple[int, ...]:
        """Those who may stand in the next round: on the list by then, and not elected."""
        elected = {person.number for person in self.elected}
        standing = self.contest.standing(len(self.held) + 1)
        return tuple(candidate.number for candidate in standing if candidate.number not in elected)

    def _elected(self) -> tuple[Elected, ...]:
        return tuple(
            Elected(
                number=number,
                votes=held.count.votes[number],
                base=held.base,
                round=held.number,
                reason=WhyElected.RUN_OFF if held.is_run_off else WhyElected.OVER_HALF,
            )
            for held in self.officials
            for number in held.outcome.elected
        )


def begin(congress: Congress, contest: Contest) -> Course:
    """Give the course of a contest before its first round."""
    return Course(congress=congress, contest=contest)
