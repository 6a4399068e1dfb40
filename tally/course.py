"""The course of a contest: its rounds, one after the other, each answering the outcome before it (R9-R12).

``begin`` and ``hold`` fold rounds into a course; the same rounds always give the same course, at the station and at the
auditor's. The decisions of the body (a run-off, a further ballot, a seat left open) come in as rounds and as data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from tally.ballot import BallotKind, kind_of
from tally.congress import Base, Congress, Meeting
from tally.contest import Candidate, Contest, ContestKind, Purpose, Round
from tally.count import Count, Stop, count_round
from tally.cut import Cut
from tally.delegates import alternates_from
from tally.outcome import Complete, Next, Outcome, Status, Stopped, Tied, outcome_of

__all__ = [
    "BallotPaper",
    "Course",
    "DoesNotAnswer",
    "Elected",
    "Held",
    "WhyElected",
    "answers",
    "begin",
    "decide",
    "hold",
    "paper_for",
]


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


class DoesNotAnswer(Exception):  # noqa: N818 - it is what the round does
    """A round that does not answer the outcome before it; ``may`` holds the papers that would."""

    def __init__(self, number: int, purpose: Purpose, may: Sequence[BallotPaper]) -> None:
        self.number = number
        self.purpose = purpose
        self.may = tuple(may)
        super().__init__(f"round {number} ({purpose}) does not answer the outcome before it")


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
    """A contest and the rounds held so far."""

    congress: Congress
    contest: Contest
    held: tuple[Held, ...] = ()

    @property
    def meeting(self) -> Meeting:
        """The meeting that votes."""
        return self.congress.meeting(self.contest.meeting)

    @property
    def officials(self) -> tuple[Held, ...]:
        """The rounds for the seats of the contest, without those for alternates."""
        return tuple(held for held in self.held if not held.for_alternates)

    @property
    def elected(self) -> tuple[Elected, ...]:
        """Those elected: in order of round, then votes from high to low, then number (R9)."""
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
        return tuple(self.contest.candidate(elected.number) for elected in self.elected)

    @property
    def nominees(self) -> tuple[Candidate, ...]:
        """Those on the list: the first list, and whoever the body added for a round held since."""
        return self.contest.standing(max(1, len(self.held)))

    def unelected(self) -> tuple[int, ...]:
        """Those who may stand in the next round: on the list by then, and not elected."""
        elected = {person.number for person in self.elected}
        standing = self.contest.standing(len(self.held) + 1)
        return tuple(candidate.number for candidate in standing if candidate.number not in elected)


def begin(congress: Congress, contest: Contest) -> Course:
    """Give the course of a contest before its first round."""
    return Course(congress=congress, contest=contest)


def answers(course: Course) -> tuple[BallotPaper, ...]:
    """Give the papers that a next round may be held on; none if nothing is left to vote on (R9-R12).

    A stopped round is answered by the same round again, once the congress has decided so (R7).
    """
    if not course.held:
        return (BallotPaper(purpose=Purpose.FIRST, candidates=course.unelected(), seats=course.contest.seats),)
    last = course.held[-1]
    if isinstance(last.outcome, Stopped):
        return (replace(last.paper, exactly=True),)
    if course.status is Status.COMPLETE:
        return _answers_for_alternates(course)
    papers = []
    if Next.SUPERIOR_APPOINTS not in last.outcome.next:
        if last.outcome.tied:
            papers.append(_run_off(course, last.outcome.tied, last.outcome.seats_left))
        if Next.RUN_OFF not in last.outcome.next:
            papers.append(_open_ballot(Purpose.FURTHER, course.unelected(), course.open_seats))
    return tuple(papers)


def _answers_for_alternates(course: Course) -> tuple[BallotPaper, ...]:
    """A tie is run off, places not filled are voted on; or, before any of that, a ballot of their own for all (R12)."""
    state, places = course.alternates, course.contest.alternates
    papers = []
    if state.tied:
        papers.append(_run_off(course, state.tied, state.places_left))
    left = tuple(number for number in course.unelected() if number not in state.taken)
    if state.places_left and left:
        papers.append(_open_ballot(Purpose.ALTERNATES, left, state.places_left))
    if places and state.taken and not course.held[-1].for_alternates:
        papers.append(_open_ballot(Purpose.ALTERNATES, course.unelected(), places))
    return tuple(papers)


def _run_off(course: Course, tied: Iterable[int], seats: int) -> BallotPaper:
    numbers = frozenset(tied)
    in_order = tuple(person.number for person in course.contest.candidates if person.number in numbers)
    return BallotPaper(purpose=Purpose.RUN_OFF, candidates=in_order, seats=seats)


def _open_ballot(purpose: Purpose, among: tuple[int, ...], seats: int) -> BallotPaper:
    return BallotPaper(purpose=purpose, candidates=among, seats=seats, exactly=False)


def paper_for(
    course: Course, *, purpose: Purpose, candidates: Sequence[int] | None = None, seats: int | None = None
) -> BallotPaper:
    """Give the paper of the next round, as the body decided it: what it leaves out, the outcome before it names.

    Raises DoesNotAnswer for a round that no answer to the outcome before it allows: another purpose, other seats, a
    run-off not among exactly the tied, or a further ballot that leaves out a person added for it or names one elected.
    """
    number = len(course.held) + 1
    may = answers(course)
    added = {person.number for person in course.contest.candidates if person.from_round == number}
    for paper in may:
        if paper.purpose is not purpose or seats not in (None, paper.seats):
            continue
        if candidates is None:
            return paper
        named, allowed = set(candidates), set(paper.candidates)
        if named == allowed or (not paper.exactly and added <= named and named and named < allowed):
            in_order = tuple(candidate for candidate in paper.candidates if candidate in named)
            return replace(paper, candidates=in_order)
    raise DoesNotAnswer(number, purpose, may)


def hold(course: Course, held: Round) -> Course:
    """Count a round and add it to the course. Raises DoesNotAnswer, and ValueError for ballots of another list."""
    paper = paper_for(course, purpose=held.purpose, candidates=held.candidates, seats=held.seats)
    base = course.meeting.base(course.congress.regulation)
    count = count_round(held, candidates=paper.candidates, seats=paper.seats, blank_boxes=course.congress.blank_boxes)
    outcome = outcome_of(
        count,
        base=base,
        is_run_off=paper.purpose is Purpose.RUN_OFF,
        stops=_meeting_stops(course, held),
        last_ballot=_is_last_ballot(course),
    )
    done = Held(
        number=held.number,
        paper=paper,
        count=count,
        base=base,
        outcome=outcome,
        for_alternates=course.status is Status.COMPLETE,
    )
    return replace(course, held=(*course.held, done))


def _meeting_stops(course: Course, held: Round) -> tuple[Stop, ...]:
    """What the meeting has against deciding: no quorum (R14), or more ballots in the box than persons there (R7)."""
    stops = []
    if not course.meeting.is_quorate(course.congress.regulation):
        stops.append(Stop.NOT_QUORATE)
    if held.collected > course.meeting.roll.attending:
        stops.append(Stop.COLLECTED_EXCEED_PRESENT)
    return tuple(stops)


def _is_last_ballot(course: Course) -> bool:
    """Whether the next ballot is a cell secretary's third, after which the superior committee appoints (R11)."""
    if course.congress.unit.level != "cell" or course.contest.kind is not ContestKind.SECRETARY:
        return False
    decided = sum(not isinstance(held.outcome, Stopped) for held in course.held)
    return decided + 1 >= course.congress.regulation.cell_secretary_ballots


def decide(congress: Congress, contest: Contest, rounds: Iterable[Round]) -> Course:
    """Hold the rounds of a contest one after the other: same rounds, same answer. Raises as ``hold`` does."""
    return reduce(hold, rounds, begin(congress, contest))
