"""Doubtful papers: what was seen on them, and what the board rules (R2, R6, Art. 8).

Nobody else decides about a paper that somebody doubts: whoever typed it, or whoever put it before the board once both
had typed it as an ordinary one. As long as a batch is typed nobody learns what was seen on a paper of it, not the board
either: the second entry is blind. A ruling needs a majority of the board of the contest, can be changed until the round
is closed, and every earlier one is kept. Where other papers may lie by then, it looks again.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.marks import Marks, Seen
from station.session.round import Place, Referral, RoundState, Ruling, Way
from station.session.said import reason_of
from station.session.state import Day
from tally.ballot import DEFECTS, Reason

__all__ = ["Command", "Event", "Refer", "Rule", "check_majority", "check_referable", "decide", "doubtful", "fold"]


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
class Refer:
    """Put a paper before the board that was typed as an ordinary one, with what is seen on it.

    It may be said again, with something else; None takes it back, as long as the board has not ruled.
    """

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = True
    contest: str
    place: Place
    seen: Seen | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotReferred:
    """Somebody put a paper before the board with what is seen on it; with nothing, took that back."""

    name: ClassVar[str] = "ballot_referred"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = False
    contest: str
    place: Place
    seen: Seen | None


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


Command: TypeAlias = Rule | Refer
Event: TypeAlias = BallotRuled | BallotReferred


def doubtful(work: RoundState) -> tuple[Place, ...]:
    """Give the papers that somebody doubts, or that the board once ruled on, in their order.

    Only those of batches that are closed in every entry: nobody learns what is typed while it still is.
    """
    found = {
        (number, paper)
        for entry in work.entries
        for number, batch in entry.batches.items()
        for paper, marks in enumerate(batch.ballots, start=1)
        if marks is not None and marks.seen is not None
    }
    ruled = {(batch, paper) for batch, paper in work.rulings if paper <= work.sizes[batch - 1]}
    every = found | ruled | work.referred.keys()
    return tuple(sorted(place for place in every if work.is_closed(place[0])))


def check_majority(agree: int, against: int, *, members: int) -> None:
    """Check that more than half of the members of a board agree. Raises Denied."""
    if min(agree, against) < 0 or agree + against > members:
        raise Denied("more_votes_than_members", members=members)
    if agree < (needed := members // 2 + 1):
        raise Denied("no_majority", have=agree, needed=needed)


def decide(day: Day, _act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a ruling, or of putting a paper before the board. Raises Denied."""
    work = day.counting(command.contest, Way.BALLOTS)
    return _referred(work, command) if isinstance(command, Refer) else _ruled(day, work, command)


def check_referable(work: RoundState, place: Place) -> None:
    """Check that there is such a paper, that its batch is not typed any more, and that it is not the board's already.

    Raises Denied.
    """
    batch, paper = place
    if not (batch in work.batches and 1 <= paper <= work.sizes[batch - 1]):
        raise Denied("no_such_paper", batch=batch, paper=paper)
    if not work.is_closed(batch):
        raise Denied("batch_still_typed", batch=batch)
    if place in work.rulings or (place not in work.referred and place in doubtful(work)):
        raise Denied("before_the_board", batch=batch, paper=paper)


def _referred(work: RoundState, command: Refer) -> tuple[BallotReferred, ...]:
    check_referable(work, command.place)
    batch, paper = command.place
    if command.seen is None and command.place not in work.referred:
        raise Denied("nobody_doubts", batch=batch, paper=paper)
    return (BallotReferred(contest=command.contest, place=command.place, seen=command.seen),)


def _ruled(day: Day, work: RoundState, command: Rule) -> tuple[BallotRuled, ...]:
    members = len(day.board(command.contest))
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
    if isinstance(event, BallotReferred):
        referred = {place: one for place, one in work.referred.items() if place != event.place}
        if event.seen is not None:
            referred[event.place] = Referral(seen=event.seen, by=by)
        return day.with_round(event.contest, replace(work, referred=referred))
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
