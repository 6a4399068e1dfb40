"""Where a contest stands at this station, and what has still to be done before its round can be closed."""

from enum import StrEnum

from station.session.comparison import differences, differing_sheets
from station.session.doubts import doubtful
from station.session.round import Place, RoundState
from station.session.state import Day
from tally.outcome import Status

__all__ = ["Phase", "open_questions", "phase"]


class Phase(StrEnum):
    """Where a contest stands at this station."""

    WAITING = "waiting"
    """The contest that it draws on has not elected yet (R13)."""
    PREPARE = "prepare"
    BOX = "box"
    EXCESS = "excess"
    """More ballots were collected than voters had: the congress must decide (R7)."""
    ENTRY = "entry"
    COMPARE = "compare"
    """Papers must be looked at again: entries differ, or the board must rule."""
    READY = "ready"
    """Every ballot is entered, compared and ruled on: the round can be closed."""
    RESULT = "result"
    """A round is closed; the body or the board goes on from it."""


def phase(day: Day, contest: str) -> Phase:
    """Say where a contest stands."""
    state = day.contest(contest)
    if state.round is not None:
        return _phase_of_round(state.round)
    if state.course.held:
        return Phase.RESULT
    pool = state.contest.pool
    if pool is not None and day.contest(pool).course.status not in (Status.COMPLETE, Status.CLOSED_SHORT):
        return Phase.WAITING
    return Phase.PREPARE


def _phase_of_round(work: RoundState) -> Phase:
    if work.excess:
        return Phase.EXCESS
    if work.way is None:
        return Phase.BOX
    if not work.is_entered:
        return Phase.ENTRY
    return Phase.COMPARE if open_questions(work) else Phase.READY


def open_questions(work: RoundState) -> tuple[Place, ...]:
    """Give the papers (of tally sheets: the batches, with place 0) that must be looked at again, in their order."""
    doubts = {place for place in doubtful(work) if work.ruling(place) is None}
    unsettled = {one.place for one in differences(work) if one.place not in work.settled}
    sheets = {(batch, 0) for batch in differing_sheets(work)}
    return tuple(sorted(doubts | unsettled | sheets))
