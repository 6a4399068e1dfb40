"""Which records are to be made: of every round that was counted and is in none yet, and of whatever was corrected.

A record that is made is never touched. If a round of it was counted again, or what it was judged by has changed, a new
record of the contest goes to the end of the chain and names the one that it replaces. It has no more rounds than that
one: a correction is never made in passing, by the record of a further round.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from tally.contest import Decision
from tally.course import Course
from tally.files.congress_file import contest_of
from tally.files.strict import shown
from tally.nomination import Pool
from tally.record.canonical import Tree
from tally.record.document import Commitment, Content, tree_of
from tally.record.links import changes, standing
from tally.record.reading import Record, reckon
from tally.record.refusal import Refused
from tally.result import Result, pool_of, result_of

__all__ = ["Due", "Why", "due"]


class Why(StrEnum):
    """Why a record replaces another.

    ``fewer_rounds``: rounds that it has are no more. ``changed``: a round, or what it was judged by, is another.
    ``recounted``: it was asked for. ``decided``: what the body decided after the rounds that it has, and nothing else.
    """

    FEWER_ROUNDS = "fewer_rounds"
    CHANGED = "changed"
    RECOUNTED = "recounted"
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A record that is to be made: the result up to its last round, and the record that it replaces, if any.

    ``kept`` are the commitments of its first rounds that stand in a record already; those of its other rounds are yet
    to be made. ``why`` is None where it replaces nothing.
    """

    result: Result
    pool: Pool | None
    replaces: bytes | None
    kept: tuple[Commitment | None, ...]
    why: Why | None = None

    @property
    def is_correction(self) -> bool:
        """Whether it takes back what a record says, without anybody having asked for it."""
        return self.why in (Why.FEWER_ROUNDS, Why.CHANGED)


def due(courses: Sequence[Course], records: Iterable[Record], *, recounted: str | None = None) -> tuple[Due, ...]:
    """Give the records that are to be made, one on top of the other.

    Contests with a record come first, so that what has changed is put right before anything is added; then the others.
    Among each the contests stand in their order, and each has its rounds in theirs. ``recounted`` is the id of a
    contest whose paper was counted again, whether the sums have changed or not.

    Raises KeyError for a pool that does not come before the contest that draws on it, and Refused
    (``recorded_contest_gone``) for a contest that has a record and no round any more.
    """
    last, pools = standing(records), _pools(courses)
    held = {course.contest.id for course in courses if course.held}
    for contest in last:
        if contest not in held:
            raise Refused("recorded_contest_gone", contest=shown(contest))
    found: list[Due] = []
    for course in sorted(courses, key=lambda course: course.contest.id not in last):
        contest = course.contest.id
        found += _of_contest(course, pools[contest], last.get(contest), is_recount=contest == recounted)
    return tuple(found)


def _pools(courses: Iterable[Course]) -> Mapping[str, Pool | None]:
    """Give the pool that each contest draws on, if any (R13)."""
    pools: dict[str, Pool | None] = {}
    by_contest: dict[str, Course] = {}
    for course in courses:
        pool = course.contest.pool
        pools[course.contest.id] = pool_of(by_contest[pool]) if pool is not None else None
        by_contest[course.contest.id] = course
    return pools


def _of_contest(course: Course, pool: Pool | None, last: Record | None, *, is_recount: bool) -> Iterator[Due]:
    made, kept = 0, tuple[Commitment | None, ...]()
    if last is not None:
        again = _up_to(course, len(last.rounds), said=contest_of(last.model.contest).decisions)
        made, tree = len(again.held), _tree(again, pool, last)
        alike = _alike(last, tree)
        kept = () if is_recount else last.commitments[:alike]
        if why := _why(last, tree, rounds=len(course.held), alike=alike, is_recount=is_recount):
            yield Due(result=result_of(again, pool), pool=pool, replaces=last.hash, kept=kept, why=why)
    for rounds in range(made + 1, len(course.held) + 1):
        yield Due(result=result_of(_up_to(course, rounds), pool), pool=pool, replaces=None, kept=kept)


def _why(last: Record, tree: Mapping[str, Tree], *, rounds: int, alike: int, is_recount: bool) -> Why | None:
    """Say why a record does not stand as it is; None where it does, or where a further one says all that is new."""
    made = len(last.rounds)
    if rounds < made:
        return Why.FEWER_ROUNDS
    if any(changes(last.tree, tree)):
        return Why.CHANGED
    if is_recount:
        return Why.RECOUNTED
    if alike < made:
        return Why.CHANGED
    return Why.DECIDED if rounds == made and tree != last.tree else None


def _up_to(course: Course, rounds: int, *, said: tuple[Decision, ...] = ()) -> Course:
    """Give the course as a record of so many rounds has it: with what was decided before the last of them.

    What was decided after the last is in it only where seats are left open, which ends the contest, or where a record
    has ``said`` so already; else it comes with the round that was decided on, once that is held (R18).
    """
    contest, held = course.contest, course.held[:rounds]
    leave_open = contest.leave_open and rounds >= len(course.held)
    before = sum(one.after_round < len(held) for one in contest.decisions)
    known = len(said) if contest.decisions[: len(said)] == said else 0
    decisions = contest.decisions if leave_open else contest.decisions[: max(before, known)]
    return replace(course, contest=replace(contest, leave_open=leave_open, decisions=decisions), held=held)


def _alike(last: Record, tree: Mapping[str, Tree]) -> int:
    """Give how many of the first rounds of a record are still what was counted."""
    now = cast("list[dict[str, Tree]]", tree["rounds"])
    same = [before == after for before, after in zip(last.rounds, now, strict=False)]
    return [*same, False].index(False)


def _tree(course: Course, pool: Pool | None, last: Record) -> dict[str, Tree]:
    """Give the document that the record would be if it were made anew in its place."""
    commitments = last.commitments[: len(course.held)]
    frame = reckon(last.model).frame
    return tree_of(Content(frame=frame, result=result_of(course, pool), pool=pool, commitments=commitments))
