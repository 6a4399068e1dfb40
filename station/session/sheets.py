"""Tally sheets: a board that counts by hand enters the totals of two sheets a batch, by two people.

Where the sheets differ, the batch is counted again on paper and a sheet is entered anew; nothing is averaged.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.round import RoundState, Sheet, Way
from station.session.state import Day
from tally.ballot import DEFECTS, BallotKind, Reason
from tally.congress import BlankBoxes
from tally.contest import Totals
from tally.course import BallotPaper

__all__ = ["Command", "EnterSheet", "Event", "decide", "fold", "grounds_of", "summed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class EnterSheet:
    """Store the totals of a sheet (1 or 2) of a batch; a sheet that differs from the other may be entered again."""

    who: ClassVar[Who] = Who.ANYONE
    enters: ClassVar[bool] = True
    contest: str
    batch: int
    sheet: int
    totals: Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetEntered:
    """The totals of a sheet were stored."""

    name: ClassVar[str] = "sheet_entered"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    contest: str
    batch: int
    sheet: int
    totals: Sheet


Command: TypeAlias = EnterSheet
Event: TypeAlias = SheetEntered


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a sheet. Raises Denied where its sums can't be those of its papers."""
    work = day.counting(command.contest, Way.SHEETS)
    batch, sheet, totals = command.batch, command.sheet, command.totals
    if not 1 <= batch <= len(work.sizes) or sheet not in (1, 2):
        raise Denied("no_such_batch", batch=batch)
    other = work.sheets.get((batch, 3 - sheet))
    if other and day.known_as(other[1]) == day.known_as(act.by[0]):
        raise Denied("same_person_twice", batch=batch)
    if (batch, sheet) in work.sheets and (other is None or other[0] == work.sheets[batch, sheet][0]):
        raise Denied("sheet_is_in", batch=batch, sheet=sheet)
    _check_totals(work, batch, totals, day.contest(command.contest).course.congress.blank_boxes)
    return (SheetEntered(contest=command.contest, batch=batch, sheet=sheet, totals=totals),)


def _check_totals(work: RoundState, batch: int, totals: Sheet, blank_boxes: BlankBoxes) -> None:
    """Check what the sums of real ballots of this paper always satisfy (R6, R7)."""
    size, votes = work.sizes[batch - 1], sum(totals.votes.values())
    figures = (totals.valid, *totals.invalid.values(), *totals.votes.values())
    grounds = grounds_of(work.paper, blank_boxes)
    if any(figure < 0 for figure in figures) or set(totals.votes) != set(work.paper.candidates):
        raise Denied("totals_do_not_fit")
    if not set(totals.invalid) <= grounds:
        raise Denied("totals_do_not_fit")
    if totals.papers != size:
        raise Denied("sheet_does_not_add_up", have=totals.papers, size=size)
    if (most := max(totals.votes.values())) > totals.valid:
        raise Denied("more_votes_than_valid", votes=most, valid=totals.valid)
    if votes > totals.valid * work.paper.seats:
        raise Denied("more_votes_than_seats", votes=votes, most=totals.valid * work.paper.seats)
    if votes < totals.valid and Reason.VOTES_FOR_NOBODY in grounds:
        raise Denied("fewer_votes_than_valid", votes=votes, valid=totals.valid)


def grounds_of(paper: BallotPaper, blank_boxes: BlankBoxes) -> frozenset[Reason]:
    """Give the reasons for which a ballot of this paper can be invalid (R6)."""
    if paper.kind is BallotKind.STRIKE:
        return frozenset({*DEFECTS, Reason.MORE_THAN_SEATS, Reason.VOTES_FOR_NOBODY})
    if len(paper.candidates) == 1:
        return frozenset({*DEFECTS, Reason.BOX_NOT_CLEAR})
    return frozenset(DEFECTS if blank_boxes is BlankBoxes.VALID else {*DEFECTS, Reason.VOTES_FOR_NOBODY})


def summed(work: RoundState) -> Totals:
    """Give the totals of the round, once both sheets of every batch say the same; one without papers needs none."""
    sheets = [work.sheets[batch, 1][0] for batch in work.batches if work.sizes[batch - 1]]
    reasons = {reason: sum(sheet.invalid.get(reason, 0) for sheet in sheets) for reason in Reason}
    return Totals(
        valid=sum(sheet.valid for sheet in sheets),
        invalid=sum(reasons.values()),
        votes={number: sum(sheet.votes[number] for sheet in sheets) for number in work.paper.candidates},
        reasons={reason.value: figure for reason, figure in reasons.items() if figure},
    )


def fold(day: Day, event: Event, by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    work = day.work(event.contest)
    sheets = {**work.sheets, (event.batch, event.sheet): (event.totals, by[0])}
    return day.with_round(event.contest, replace(work, sheets=sheets))
