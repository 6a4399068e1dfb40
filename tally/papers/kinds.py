"""The kinds of paper there are, and what each is made from: a congress, a record, or all the records of a congress.

A new kind is a view of its own, its words, and a line here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tally.course import Course
from tally.papers.ballots import PER_PAGE, POLLS, ballots, ballots_to_come, polls
from tally.papers.engine import Paper
from tally.papers.minutes import minutes
from tally.papers.source import OfFile, OfRecord
from tally.words import Words

__all__ = ["KINDS", "Kind", "papers_of_congress", "papers_of_file", "papers_of_record"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of paper: how it is made from a congress, from a record, and from all records; None where it is not."""

    from_congress: Callable[[Words, Sequence[Course]], Iterable[Paper]] | None = None
    from_record: Callable[[Words, OfRecord], Iterable[Paper]] | None = None
    from_file: Callable[[Words, OfFile], Iterable[Paper]] | None = None


def _minutes(words: Words, given: OfRecord) -> Iterator[Paper]:
    yield minutes(words, given.record, given.course)


def _ballots(kind: str) -> Kind:
    """Before the first round they come from the congress; those of a run-off, from the record of the tie too."""
    return Kind(
        from_record=lambda words, given: ballots_to_come(words, kind, given.course),
        from_congress=lambda words, courses: ballots(words, kind, courses),
    )


def _polls(kind: str) -> Kind:
    return Kind(from_congress=lambda words, courses: polls(words, kind, courses))


KINDS: Mapping[str, Kind] = {
    **{kind: _ballots(kind) for kind in PER_PAGE},
    **{kind: _polls(kind) for kind in POLLS},
    "minutes": Kind(from_record=_minutes),
}
"""Every kind by the name that the command and the file have for it, in the order in which the papers are needed."""


def papers_of_record(words: Words, given: OfRecord, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that a record gives."""
    makers = [kind.from_record for name, kind in KINDS.items() if name in kinds]
    return tuple(paper for make in makers if make for paper in make(words, given))


def papers_of_congress(words: Words, courses: Sequence[Course], kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that a congress gives, whose rounds so far were counted."""
    makers = [kind.from_congress for name, kind in KINDS.items() if name in kinds]
    return tuple(paper for make in makers if make for paper in make(words, courses))


def papers_of_file(words: Words, file: OfFile, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that all the records of a congress give together."""
    makers = [kind.from_file for name, kind in KINDS.items() if name in kinds]
    return tuple(paper for make in makers if make for paper in make(words, file))
