"""The one call that counts: a congress and its rounds -> the result of every contest.

The command, the station, the minutes and the verifier all call ``count_all``; none of them reckons anything itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tally.congress import Congress
from tally.contest import Contest, ContestKind, Purpose, Round
from tally.count import Stop
from tally.course import Course, begin
from tally.finding import Finding, Severity, finding
from tally.nomination import Pool, board_findings, list_findings, pool_findings
from tally.outcome import Next, Status, Stopped
from tally.promise import Promise, promises
from tally.rounds import decide
from tally.structure import Measure, measure, unsure_births

__all__ = ["Result", "before_counting", "count_all", "pool_of", "result_of", "results_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """All that the rules say about a contest: its course, what its plan has and can hope for, and every finding."""

    course: Course
    structure: tuple[Measure, ...]
    findings: tuple[Finding, ...]

    @property
    def contest(self) -> Contest:
        """The contest this is the result of."""
        return self.course.contest

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What the list can still promise for each target of the plan (R16)."""
        return promises(self.course)

    @property
    def status(self) -> Status:
        """Where the contest stands."""
        return self.course.status

    @property
    def next(self) -> tuple[Next, ...]:
        """What the rules let the body do next; nothing where the contest is over or was not begun.

        Leaving a seat open does not undo that the superior committee appoints a cell's secretary (R11).
        """
        if self.status in (Status.PENDING, Status.COMPLETE):
            return ()
        may = self.course.officials[-1].outcome.next
        if self.status is Status.CLOSED_SHORT:
            return tuple(step for step in may if step is Next.SUPERIOR_APPOINTS)
        return may


def count_all(
    congress: Congress, contests: Sequence[Contest], rounds: Mapping[str, Sequence[Round]]
) -> tuple[Result, ...]:
    """Count and decide every contest of a congress; ``rounds`` are by contest id, a contest without any is pending.

    Contests stand in the order in which they are held: a pool comes before the contest that draws on it (R13). Raises
    DoesNotAnswer for a round that does not answer the outcome before it, KeyError for a pool that does not come before.
    """
    return results_of([decide(congress, contest, rounds.get(contest.id, ())) for contest in contests])


def results_of(courses: Iterable[Course]) -> tuple[Result, ...]:
    """Give the results of courses that were already counted, in their order; see ``count_all``."""
    return tuple(result_of(course, pool) for course, pool in _with_pools(courses))


def before_counting(courses: Iterable[Course]) -> tuple[Result, ...]:
    """Give the results as they stand before the first ballot; a pool that has voted is known by whom it elected."""
    return tuple(result_of(begin(course.congress, course.contest), pool) for course, pool in _with_pools(courses))


def pool_of(course: Course) -> Pool:
    """Give what a contest that draws on this one must know of it (R13)."""
    contest = course.contest
    may_stand = course.people_elected if course.held else course.nominees
    return Pool(contest=contest.id, seats=contest.seats, voted=bool(course.held), may_stand=may_stand)


def _with_pools(courses: Iterable[Course]) -> Iterator[tuple[Course, Pool | None]]:
    """Give each course with the pool that its contest draws on (R13). Raises KeyError for one that comes later."""
    by_contest: dict[str, Course] = {}
    for course in courses:
        yield course, pool_of(by_contest[course.contest.pool]) if course.contest.pool is not None else None
        by_contest[course.contest.id] = course


def result_of(course: Course, pool: Pool | None) -> Result:
    """Give the result of one course; ``pool`` is that of the contest it draws on, None where it draws on none."""
    plan = course.contest.plan
    return Result(
        course=course,
        structure=measure(plan, on_list=course.nominees, elected=course.people_elected) if plan else (),
        findings=tuple(_findings(course, pool)),
    )


def _findings(course: Course, pool: Pool | None) -> Iterable[Finding]:
    """Gather what the rules have against the congress, the meeting, the list and the rounds, in that order."""
    congress, contest = course.congress, course.contest
    yield from congress.findings()
    yield from course.meeting.findings(congress.regulation)
    yield from list_findings(congress, contest)
    yield from pool_findings(congress, contest, pool)
    yield from board_findings(congress.board, contest)
    if contest.plan:
        yield from unsure_births(contest.plan, contest.on_list)
    yield from _round_findings(course)
    yield from _decision_findings(course)
    yield from _alternates_findings(course)


def _round_findings(course: Course) -> Iterable[Finding]:
    present = course.meeting.roll.attending
    for held in course.held:
        count = held.count
        ballots = {
            "round": held.number,
            "present": present,
            "issued": count.issued,
            "collected": count.collected,
            "valid": count.valid,
            "invalid": count.invalid,
        }
        if count.issued > present:
            yield finding("issued_exceed_present", Severity.WARNING, "R7.excess", **ballots)
        if count.collected > present:
            yield finding("collected_exceed_present", Severity.ERROR, "R7.excess", **ballots)
        for stop in count.stops:
            clause = "R7" if stop is Stop.COLLECTED_MISMATCH else "R7.excess"
            yield finding(stop.value, Severity.ERROR, clause, **ballots)
    yield from _left_out(course)
    ballots_held = sum(
        held.paper.purpose in (Purpose.FIRST, Purpose.FURTHER) and not isinstance(held.outcome, Stopped)
        for held in course.held
    )
    usual = course.congress.regulation.committee_ballots_usual
    if course.contest.kind is ContestKind.COMMITTEE and ballots_held > usual:
        yield finding("past_second_ballot", Severity.WARNING, "R11.committee", ballots=ballots_held, usual=usual)
    if course.contest.leave_open and course.status is Status.TIED:
        yield finding("run_off_still_owed", Severity.ERROR, "R10", round=course.held[-1].number)


def _left_out(course: Course) -> Iterable[Finding]:
    """Name whoever was not elected and is not on the list of a further ballot: somebody decided so (R3, R11)."""
    elected: set[int] = set()
    for held in course.held:
        if held.paper.purpose is Purpose.FURTHER:
            standing = (person.number for person in course.contest.standing(held.number))
            missing = [number for number in standing if number not in elected and number not in held.paper.candidates]
            if missing:
                numbers = ", ".join(map(str, missing))
                yield finding(
                    "left_off_further_ballot",
                    Severity.WARNING,
                    "R11.delegates" if course.contest.kind is ContestKind.DELEGATES else "R11.committee",
                    round=held.number,
                    numbers=numbers,
                )
        elected.update(held.outcome.elected)


def _decision_findings(course: Course) -> Iterable[Finding]:
    """R18, Art. 30: cards that do not add up to those attending, and a round held after a vote that did not pass."""
    base, attending = course.meeting.base(course.congress.regulation), course.meeting.roll.attending
    for decision in course.contest.decisions:
        if decision.persons != attending:
            yield finding(
                "card_sum_mismatch",
                Severity.ERROR,
                "R18",
                after_round=decision.after_round,
                choice=decision.choice.value,
                persons=decision.persons,
                attending=attending,
            )
    for held in course.held:
        votes = [one for one in course.contest.decisions if one.leads_to(held.number, held.paper.purpose)]
        if votes and not base.over_half(votes[-1].agree):
            yield finding(
                "round_voted_down",
                Severity.ERROR,
                "R18",
                round=held.number,
                choice=votes[-1].choice.value,
                agree=votes[-1].agree,
                base=base.value,
            )


def _alternates_findings(course: Course) -> Iterable[Finding]:
    """R12, Art. 18: a tie at the last alternate's place, or fewer over half than there are places."""
    state = course.alternates
    if state.tied:
        numbers = ", ".join(map(str, state.tied))
        yield finding("alternates_tied", Severity.WARNING, "R12.tie", numbers=numbers, places_left=state.places_left)
    elif state.places_left:
        yield finding(
            "alternates_short",
            Severity.WARNING,
            "R12.alternates",
            taken=len(state.taken),
            alternates=course.contest.alternates,
        )
