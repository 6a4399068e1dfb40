"""Which records are to be made: of every round that was counted and is in none yet, and of whatever was corrected.

A record that is made is never touched. If a round of it was counted again, or what it was judged by has changed, a new
record of the contest goes to the end of the chain and names the one that it replaces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from tally.course import Course
from tally.nomination import Pool
from tally.record.canonical import Tree
from tally.record.document import Commitment, Content, tree_of
from tally.record.links import standing
from tally.record.reading import Record, reckon
from tally.result import Result, pool_of, result_of

__all__ = ["Due", "due"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A record that is to be made: the result up to its last round, and the record that it replaces, if any.

    ``kept`` are the commitments of its first rounds that stand in a record already; those of its other rounds are yet
    to be made.
    """

    result: Result
    pool: Pool | None
    replaces: bytes | None
    kept: tuple[Commitment | None, ...]


def due(courses: Sequence[Course], records: Iterable[Record], *, recounted: str | None = None) -> tuple[Due, ...]:
    """Give the records that are to be made, in the order of the contests and their rounds.

    ``recounted`` is the id of a contest whose paper was counted again, whether the sums have changed or not. Raises
    KeyError for a pool that does not come before the contest that draws on it.
    """
    last, by_contest = standing(records), {course.contest.id: course for course in courses}
    found: list[Due] = []
    for course in courses:
        pool = pool_of(by_contest[course.contest.pool]) if course.contest.pool is not None else None
        is_recount = course.contest.id == recounted
        found += _of_contest(course, pool, last.get(course.contest.id), is_recount=is_recount)
    return tuple(found)


def _of_contest(course: Course, pool: Pool | None, last: Record | None, *, is_recount: bool) -> Iterator[Due]:
    rounds = len(course.held)
    if not rounds:
        return
    if last is None:
        yield from _further(course, pool, ())
        return
    made, alike = len(last.rounds), _alike(course, pool, last)
    if is_recount or alike < made:
        kept = () if is_recount else last.commitments[:alike]
        yield Due(result=result_of(course, pool), pool=pool, replaces=last.hash, kept=kept)
    elif rounds > made:
        yield from _further(course, pool, last.commitments)
    elif _tree(course, pool, last) != last.tree:
        yield Due(result=result_of(course, pool), pool=pool, replaces=last.hash, kept=last.commitments)


def _further(course: Course, pool: Pool | None, kept: tuple[Commitment | None, ...]) -> Iterator[Due]:
    """Give a record of each round past those whose commitments are kept."""
    for rounds in range(len(kept) + 1, len(course.held) + 1):
        yield Due(result=result_of(_up_to(course, rounds), pool), pool=pool, replaces=None, kept=kept)


def _up_to(course: Course, rounds: int) -> Course:
    """Give the course as it stood after so many rounds: that seats stay open was decided after the last."""
    if rounds == len(course.held):
        return course
    return replace(course, contest=replace(course.contest, leave_open=False), held=course.held[:rounds])


def _alike(course: Course, pool: Pool | None, last: Record) -> int:
    """Give how many of the first rounds of a record are still what was counted."""
    now = cast("list[dict[str, Tree]]", _tree(course, pool, last)["rounds"])
    same = [before == after for before, after in zip(last.rounds, now, strict=False)]
    return [*same, False].index(False)


def _tree(course: Course, pool: Pool | None, last: Record) -> dict[str, Tree]:
    """Give the document that the record would be if it were made anew in its place."""
    made = last.commitments[: len(course.held)]
    commitments = made + (None,) * (len(course.held) - len(made))
    frame = reckon(last.model).frame
    return tree_of(Content(frame=frame, result=result_of(course, pool), pool=pool, commitments=commitments))
