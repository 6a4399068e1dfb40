"""Doubtful papers: what was seen on them, and what the board rules (R2, R6, Art. 8).

Nobody else decides about a paper that somebody doubts. A ruling needs a majority of the board of the contest, can be
changed until the round is closed, and every earlier one is kept. Where other papers may lie by then, it looks again.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.marks import Marks
from station.session.round import Place, RoundState, Ruling, Way
from station.session.said import reason_of
from station.session.state import Day
from tally.ballot import DEFECTS, Reason

__all__ = ["Command", "Event", "Rule", "check_majority", "decide", "doubtful", "fold"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What the board rules on a doubtful paper: a defect of R6, or None and how the paper is to be read.

    ``agree`` and ``against`` count members of the board.
    """

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = True
    contest: str
    place: Place
    defect: Reason | None
    marks: Marks
    agree: int
    against: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotRuled:
    """The board ruled on a paper."""

    name: ClassVar[str] = "ballot_ruled"
    hidden: ClassVar[str | None] = "marks"
    timed: ClassVar[bool] = False
    contest: str
    place: Place
    defect: Reason | None
    marks: Marks | None
    agree: int
    against: int
    reason: str


Command: TypeAlias = Rule
Event: TypeAlias = BallotRuled


def doubtful(work: RoundState) -> tuple[Place, ...]:
    """Give the papers that somebody doubts, or that the board once ruled on, in their order."""
    found = {
        (number, paper)
        for entry in work.entries
        for number, batch in entry.batches.items()
        for paper, marks in enumerate(batch.ballots, start=1)
        if marks is not None and marks.seen is not None
    }
    ruled = {(batch, paper) for batch, paper in work.rulings if paper <= work.sizes[batch - 1]}
    return tuple(sorted(found | ruled))


def check_majority(agree: int, against: int, *, members: int) -> None:
    """Check that more than half of the members of a board agree. Raises Denied."""
    if min(agree, against) < 0 or agree + against > members:
        raise Denied("more_votes_than_members", members=members)
    if agree < (needed := members // 2 + 1):
        raise Denied("no_majority", have=agree, needed=needed)


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a ruling. Raises Denied."""
    work, members = day.counting(command.contest, Way.BALLOTS), len(day.board(command.contest))
    batch, paper = command.place
    if command.place not in doubtful(work):
        raise Denied("nobody_doubts", batch=batch, paper=paper)
    if command.defect is not None and command.defect not in DEFECTS:
        raise Denied("not_for_the_board", reason=command.defect.value)
    if command.marks.seen is not None or not command.marks.fits(work.paper):
        raise Denied("marks_do_not_fit")
    check_majority(command.agree, command.against, members=members)
    return (
        BallotRuled(
            contest=command.contest,
            place=command.place,
            defect=command.defect,
            marks=command.marks,
            agree=command.agree,
            against=command.against,
            reason=reason_of(command.reason),
        ),
    )


def fold(day: Day, event: Event, by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest)
    ruling = Ruling(
        defect=event.defect,
        marks=event.marks,
        agree=event.agree,
        against=event.against,
        reason=event.reason,
        by=by,
    )
    rulings = {**work.rulings, event.place: (*work.rulings.get(event.place, ()), ruling)}
    return day.with_round(event.contest, replace(work, rulings=rulings))
