"""The kinds of paper there are, and what each is made from: a congress, a record, all of its records, or its roll.

A new kind is a view of its own, its words, and a line here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from tally.course import Course
from tally.papers.ballots import PER_PAGE, POLLS, ballots, polls
from tally.papers.checklist import checklist
from tally.papers.credentials import credentials
from tally.papers.elected_list import elected_list
from tally.papers.engine import Paper
from tally.papers.minutes import minutes
from tally.papers.poll_minutes import poll_minutes
from tally.papers.printed_round import PrintedRound, round_to_come, rounds_of
from tally.papers.request import request
from tally.papers.result_report import result_report
from tally.papers.sealing_label import sealing_label
from tally.papers.slips import batch_slips
from tally.papers.source import OfFile, OfRecord, OfRoll
from tally.papers.structure_report import structure_report
from tally.papers.tally_sheet import tally_sheets
from tally.words import Words

__all__ = [
    "KINDS",
    "Kind",
    "papers_of_congress",
    "papers_of_file",
    "papers_of_record",
    "papers_of_roll",
    "papers_of_rounds",
]


T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of paper: how it is made from each of the things that papers are made from; None where it is not."""

    from_congress: Callable[[Words, Sequence[Course]], Iterable[Paper]] | None = None
    from_rounds: Callable[[Words, Iterable[PrintedRound]], Iterable[Paper]] | None = None
    from_record: Callable[[Words, OfRecord], Iterable[Paper]] | None = None
    from_file: Callable[[Words, OfFile], Iterable[Paper]] | None = None
    from_roll: Callable[[Words, OfRoll], Iterable[Paper]] | None = None


def _minutes(words: Words, given: OfRecord) -> Iterator[Paper]:
    yield minutes(words, given)


def _result_report(words: Words, given: OfRecord) -> Iterator[Paper]:
    yield result_report(words, given)


def _polls(kind: str) -> Kind:
    return Kind(from_congress=lambda words, courses: polls(words, kind, courses))


def _of_rounds(make: Callable[[Words, Iterable[PrintedRound]], Iterable[Paper]]) -> Kind:
    """As with the ballots: those of a congress, and from a record those of the round that must follow."""
    return Kind(
        from_rounds=make,
        from_record=lambda words, given: make(words, round_to_come(given.course)),
        from_congress=lambda words, courses: make(words, (one for course in courses for one in rounds_of(course))),
    )


def _sealing_label(words: Words, given: OfRecord) -> Iterator[Paper]:
    yield sealing_label(words, given)


def _credentials(words: Words, given: OfRoll) -> Iterator[Paper]:
    yield credentials(words, given.congress, given.meeting, given.people)


KINDS: Mapping[str, Kind] = {
    **{kind: _of_rounds(partial(ballots, kind=kind)) for kind in PER_PAGE},
    **{kind: _polls(kind) for kind in POLLS},
    "poll-minutes": Kind(from_congress=poll_minutes),
    "tally-sheet": _of_rounds(tally_sheets),
    "batch-slip": _of_rounds(batch_slips),
    "minutes": Kind(from_record=_minutes),
    "result-report": Kind(from_record=_result_report),
    "structure-report": Kind(from_file=structure_report),
    "sealing-label": Kind(from_record=_sealing_label),
    "elected-list": Kind(from_file=elected_list),
    "request": Kind(from_file=request),
    "credentials": Kind(from_roll=_credentials),
    "checklist": Kind(from_file=checklist),
}
"""Every kind by the name that the command and the file have for it, in the order in which the papers are needed."""


def papers_of_record(words: Words, given: OfRecord, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that a record gives."""
    return _made([kind.from_record for name, kind in KINDS.items() if name in kinds], words, given)


def papers_of_congress(words: Words, courses: Sequence[Course], kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that a congress gives, whose rounds so far were counted."""
    return _made([kind.from_congress for name, kind in KINDS.items() if name in kinds], words, courses)


def papers_of_rounds(words: Words, rounds: Sequence[PrintedRound], kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that rounds are held with: what the body decided on them is known."""
    return _made([kind.from_rounds for name, kind in KINDS.items() if name in kinds], words, rounds)


def papers_of_file(words: Words, file: OfFile, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that all the records of a congress give together."""
    return _made([kind.from_file for name, kind in KINDS.items() if name in kinds], words, file)


def papers_of_roll(words: Words, given: OfRoll, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of these kinds that a list of everybody summoned gives. Raises RollDiffers."""
    return _made([kind.from_roll for name, kind in KINDS.items() if name in kinds], words, given)


def _made(makers: Iterable[Callable[[Words, T], Iterable[Paper]] | None], words: Words, source: T) -> tuple[Paper, ...]:
    """Make what can be made from a source, in the order of the kinds."""
    return tuple(paper for make in makers if make for paper in make(words, source))
