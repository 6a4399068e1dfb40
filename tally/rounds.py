"""Rounds that answer each other (R9-R12): what may follow an outcome, and the fold of rounds into a course.

``hold`` adds a round to a course; the same rounds always give the same course, at the station and at the auditor's. The
decisions of the body (a run-off, a further ballot, a seat left open) come in as rounds and as data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from tally.congress import Congress
from tally.contest import Contest, ContestKind, Purpose, Round
from tally.count import Stop, count_round
from tally.course import BallotPaper, Course, Held, begin
from tally.outcome import Next, Status, Stopped, outcome_of

__all__ = ["DoesNotAnswer", "answers", "decide", "hold", "paper_for"]


class DoesNotAnswer(Exception):
    """A round that does not answer the outcome before it; ``may`` holds the papers that would."""

    def __init__(self, number: int, purpose: Purpose, may: Sequence[BallotPaper]) -> None:
        self.number = number
        self.purpose = purpose
        self.may = tuple(may)
        super().__init__(f"round {number} ({purpose}) does not answer the outcome before it")


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
    standing = course.contest.standing(number)
    added = {person.number for person in standing if person.from_round == number}
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
        stops=() if course.meeting.is_quorate(course.congress.regulation) else (Stop.NOT_QUORATE,),
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


def _is_last_ballot(course: Course) -> bool:
    """Whether the next ballot is a cell secretary's third, after which the superior committee appoints (R11)."""
    if course.congress.unit.level != "cell" or course.contest.kind is not ContestKind.SECRETARY:
        return False
    decided = sum(not isinstance(held.outcome, Stopped) for held in course.held)
    return decided + 1 >= course.congress.regulation.cell_secretary_ballots


def decide(congress: Congress, contest: Contest, rounds: Iterable[Round]) -> Course:
    """Hold the rounds of a contest one after the other: same rounds, same answer. Raises as ``hold`` does."""
    return reduce(hold, rounds, begin(congress, contest))
