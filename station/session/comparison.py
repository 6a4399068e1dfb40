"""Two entries or more of the same papers, ballot by ballot: where they differ, and what the paper says.

Which names differ is told, never what anybody typed: the paper is read again with open eyes. Whatever the entries agree
on is not touched by what is settled.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.doubts import doubtful
from station.session.marks import Mark, Marks
from station.session.round import Place, RoundState, Settled, Way
from station.session.state import Day
from tally.ballot import BallotKind

__all__ = ["Command", "Difference", "Event", "Settle", "decide", "differences", "differing_sheets", "final", "fold"]

ANSWERS: Mapping[BallotKind, frozenset[Mark]] = {
    BallotKind.STRIKE: frozenset({Mark.KEPT, Mark.STRUCK}),
    BallotKind.BOXES: frozenset({Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.BOTH}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A paper that was not entered alike, and the numbers beside which the entries differ."""

    place: Place
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Settle:
    """Say what stands on the paper beside each name on which its entries differ."""

    who: ClassVar[Who] = Who.TWO
    enters: ClassVar[bool] = True
    contest: str
    place: Place
    answers: Mapping[int, Mark]


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceSettled:
    """Two people read the paper again."""

    name: ClassVar[str] = "difference_settled"
    hidden: ClassVar[str | None] = "answers"
    timed: ClassVar[bool] = False
    contest: str
    place: Place
    answers: Mapping[int, Mark] | None


Command: TypeAlias = Settle
Event: TypeAlias = DifferenceSettled


def differences(work: RoundState) -> tuple[Difference, ...]:
    """Give every paper whose entries differ, settled or not. A doubtful one is the board's and not among them.

    Only batches that are closed in every entry are compared: nobody learns what is typed while it still is.
    """
    doubts = frozenset(doubtful(work))
    return tuple(one for batch in work.batches for one in _of_batch(work, batch, doubts))


def _of_batch(work: RoundState, batch: int, doubts: Collection[Place]) -> Iterator[Difference]:
    if not work.sizes[batch - 1] or not work.is_closed(batch):
        return
    entries = (entry.batches[batch].ballots for entry in work.entries)
    for paper, read in enumerate(zip(*entries, strict=True), start=1):
        if any(marks != read[0] for marks in read[1:]) and (batch, paper) not in doubts:
            yield Difference(place=(batch, paper), numbers=_differing(work, read))


def _differing(work: RoundState, read: tuple[Marks | None, ...]) -> tuple[int, ...]:
    kind = work.paper.kind
    return tuple(
        number
        for number in work.paper.candidates
        if len({marks.mark(number, kind) for marks in read if marks is not None}) > 1
    )


def differing_sheets(work: RoundState) -> tuple[int, ...]:
    """Give the batches whose two tally sheets are both in and do not say the same."""
    return tuple(
        batch
        for batch in work.batches
        if (batch, 1) in work.sheets
        and (batch, 2) in work.sheets
        and work.sheets[batch, 1][0] != work.sheets[batch, 2][0]
    )


def final(work: RoundState, place: Place) -> Marks | None:
    """Give what a paper bears in the end: as the board ruled, as two people settled, or as every entry says.

    None where the plain ballots were destroyed.
    """
    if ruling := work.ruling(place):
        return ruling.marks
    first, settled = work.at(place)[0], work.settled.get(place)
    if settled is None:
        return first
    return None if first is None or settled.answers is None else first.with_answers(settled.answers)


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a paper that was read again. Raises Denied."""
    work = day.counting(command.contest, Way.BALLOTS)
    batch, paper = command.place
    of_batch = _of_batch(work, batch, doubtful(work)) if batch in work.batches else ()
    differing = next((one for one in of_batch if one.place == command.place), None)
    if differing is None:
        raise Denied("nothing_differs", batch=batch, paper=paper)
    if set(command.answers) != set(differing.numbers):
        raise Denied("answer_every_name", numbers=", ".join(map(str, differing.numbers)))
    if not set(command.answers.values()) <= ANSWERS[work.paper.kind]:
        raise Denied("not_a_mark_of_this_ballot")
    return (DifferenceSettled(contest=command.contest, place=command.place, answers=dict(command.answers)),)


def fold(day: Day, event: Event, by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest)
    settled = {**work.settled, event.place: Settled(answers=event.answers, by=by)}
    return day.with_round(event.contest, replace(work, settled=settled))
