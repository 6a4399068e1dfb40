"""The board in the hall: what everybody may see of a contest once its head has opened it, in the order of the list.

While ballots are entered, nobody shall learn from two states of the board what stands on one paper. So a state shows
whole batches alone, and a new one is given only if it counts at least ``STEP`` ballots more than the last one given:
of any two states, one has ten ballots at least that the other has not. As many ballots, entered and done with, are
always held back until the round is closed, so that the result differs from every state before it by ten papers or
more too. What is settled or ruled on a paper that was already counted shows with the next step, among those ten.

``Board`` is all that the second process is told, in a file; and all that this one must remember to keep the law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from station.session.closing import ballots_so_far
from station.session.phase import open_questions
from station.session.round import RoundState, Way
from station.session.state import ContestState, Day
from tally.congress import BlankBoxes, Mode
from tally.contest import Contest, Purpose, Round
from tally.count import Count, count_round
from tally.course import Course, Held
from tally.faults import BadInput
from tally.files.disk import PRIVATE, load_bytes, put
from tally.outcome import Status
from tally.record import canonical
from tally.record.refusal import Refused

__all__ = ["STEP", "Board", "BoardView", "ElectedRow", "Row", "Standing", "board", "load", "read", "save", "written"]

STEP = 10
"""Ballots that two states of the board differ by at the least, and that are held back as long as a round is open."""


class Standing(StrEnum):
    """How a person on the board stands."""

    COUNTING = "counting"
    ELECTED = "elected"
    ALTERNATE = "alternate"
    TIED = "tied"
    NOT_ELECTED = "not_elected"
    UNDECIDED = "undecided"
    """Nothing may be decided on the round (R7, R14)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A person on the list of the round that is shown, and the votes on what is counted of it."""

    number: int
    name: str
    votes: int
    standing: Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class ElectedRow:
    """A person elected, in this round or one before it."""

    number: int
    name: str
    votes: int
    round: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardView:
    """One contest on the board, in one round.

    ``status`` is None while the round is open; ``counted`` of the ``collected`` ballots are then in the votes. ``base``
    and ``needed`` are of "over half" (R8); in a run-off none are needed (R10). ``open`` are seats of the round that are
    not filled. ``rows`` stand in the order of the list, ``elected`` in that of the rounds, then from high to low (R9).
    """

    contest: str
    title: str
    round: int
    attempt: int | None
    """Which time the round is held; None once it is closed."""
    purpose: Purpose
    seats: int
    base: int
    needed: int | None
    collected: int
    counted: int
    valid: int
    invalid: int
    status: Status | None
    open: int
    rows: tuple[Row, ...]
    elected: tuple[ElectedRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """Every contest that its head has opened to the hall, in the order of the day; none while nothing is.

    ``journal`` names the journal that it was made from, so that no other day goes on from it. ``closed`` are those that
    were closed again, as they were last seen: never shown, and kept so that one opened once more goes on from there.
    """

    journal: str
    mode: Mode
    unit: str
    congress: str
    contests: tuple[BoardView, ...]
    closed: tuple[BoardView, ...]


def board(day: Day, before: Board | None, *, journal: str) -> Board:
    """Give what the hall may see now, ``before`` being what it was given last, of this journal or another.

    The same board comes back where nothing may change. Raises Denied before there is a congress.
    """
    shown = (*before.closed, *before.contests) if before and before.journal == journal else ()
    last = {view.contest: view for view in shown}
    congress = day.the_congress
    return Board(
        journal=journal,
        mode=congress.mode,
        unit=congress.unit.name,
        congress=congress.name,
        contests=tuple(_view(state, last.get(contest)) for contest, state in day.contests.items() if state.board_open),
        closed=tuple(
            last[contest] for contest, state in day.contests.items() if contest in last and not state.board_open
        ),
    )


def _view(state: ContestState, before: BoardView | None) -> BoardView:
    if state.round is not None and state.round.number <= state.board_open:
        return _counting(state, state.round, before)
    return _closed(replace(state.course, held=state.course.held[: state.board_open]))


def _counting(state: ContestState, work: RoundState, before: BoardView | None) -> BoardView:
    base = state.course.meeting.base(state.course.congress.regulation)
    view = BoardView(
        contest=state.contest.id,
        title=state.contest.title,
        round=work.number,
        attempt=work.attempt,
        purpose=work.paper.purpose,
        seats=work.paper.seats,
        base=base.value,
        needed=None if work.paper.purpose is Purpose.RUN_OFF else base.needed,
        collected=work.box.collected if work.box else 0,
        counted=0,
        valid=0,
        invalid=0,
        status=None,
        open=work.paper.seats,
        rows=_rows(state.contest, dict.fromkeys(work.paper.candidates, 0)),
        elected=_elected(state.course),
    )
    if before and (before.round, before.attempt) == (work.number, work.attempt):
        view = replace(view, counted=before.counted, valid=before.valid, invalid=before.invalid, rows=before.rows)
    batches = _to_show(work)
    if sum(work.sizes[batch - 1] for batch in batches) < view.counted + STEP:
        return view
    count = _count(work, batches, state.course.congress.blank_boxes)
    rows = _rows(state.contest, count.votes)
    return replace(view, counted=count.collected, valid=count.valid, invalid=count.invalid, rows=rows)


def _to_show(work: RoundState) -> tuple[int, ...]:
    """Give the batches that are done with, closed in every entry and no paper in question, less those held back.

    There are none of tally sheets: the hall sees them when the round is closed.
    """
    if work.way is not Way.BALLOTS:
        return ()
    unsure = {batch for batch, _ in open_questions(work)}
    done = [batch for batch in work.batches if work.is_closed(batch) and batch not in unsure]
    held_back = 0
    while done and held_back < STEP:
        held_back += work.sizes[done.pop() - 1]
    return tuple(done)


def _count(work: RoundState, batches: Iterable[int], blank_boxes: BlankBoxes) -> Count:
    """Count some batches, as the round will be counted (R6)."""
    counted = set(batches)
    ballots = ballots_so_far(work, tuple(place for place in work.places() if place[0] in counted))
    papers = Round(
        number=work.number,
        purpose=work.paper.purpose,
        issued=len(ballots),
        collected=len(ballots),
        ballots=ballots,
    )
    return count_round(papers, candidates=work.paper.candidates, seats=work.paper.seats, blank_boxes=blank_boxes)


def _closed(course: Course) -> BoardView:
    """Show the last round of a course, and whom it has elected (R9-R12)."""
    contest, held = course.contest, course.held[-1]
    return BoardView(
        contest=contest.id,
        title=contest.title,
        round=held.number,
        attempt=None,
        purpose=held.paper.purpose,
        seats=held.paper.seats,
        base=held.base.value,
        needed=None if held.is_run_off else held.base.needed,
        collected=held.count.collected,
        counted=held.count.collected,
        valid=held.count.valid,
        invalid=held.count.invalid,
        status=held.outcome.status,
        open=held.outcome.seats_left,
        rows=_rows(contest, held.count.votes, _standings(course, held)),
        elected=_elected(course),
    )


def _standings(course: Course, held: Held) -> dict[int, Standing]:
    """Say how everybody on the list of a round stands by what it came to."""
    outcome, alternates = held.outcome, course.alternates
    otherwise = Standing.UNDECIDED if outcome.status is Status.STOPPED else Standing.NOT_ELECTED
    return {
        **dict.fromkeys(held.count.candidates, otherwise),
        **dict.fromkeys((*outcome.tied, *alternates.tied), Standing.TIED),
        **dict.fromkeys(outcome.elected, Standing.ELECTED),
        **dict.fromkeys(alternates.taken, Standing.ALTERNATE),
    }


def _rows(
    contest: Contest, votes: Mapping[int, int], standings: Mapping[int, Standing] = MappingProxyType({})
) -> tuple[Row, ...]:
    return tuple(
        Row(
            number=number,
            name=contest.candidate(number).name,
            votes=figure,
            standing=standings.get(number, Standing.COUNTING),
        )
        for number, figure in votes.items()
    )


def _elected(course: Course) -> tuple[ElectedRow, ...]:
    return tuple(
        ElectedRow(number=one.number, name=course.contest.candidate(one.number).name, votes=one.votes, round=one.round)
        for one in course.elected
    )


_BOARD = TypeAdapter(Board)


def written(shown: Board) -> bytes:
    """Give the board's one spelling, the document ``board/1``. Raises Refused (``too_large``)."""
    return canonical.write({"schema": "board/1", **_BOARD.dump_python(shown, mode="json")})


def read(data: bytes) -> Board:
    """Read a board. Raises Refused: what ``canonical.read`` raises, and ``not_a_board`` for another document."""
    match canonical.read(data):
        case {"schema": "board/1", **tree}:
            pass
        case _:
            raise Refused("not_a_board")
    try:
        found = _BOARD.validate_python(tree)
    except ValidationError:
        raise Refused("not_a_board") from None
    if written(found) != data:
        raise Refused("not_a_board")
    return found


def save(path: str, shown: Board) -> None:
    """Put the board in the place of the one before, whole or not at all. Raises OSError."""
    put(path, written(shown), mode=PRIVATE)


def load(path: str) -> Board | None:
    """Give the board that was saved, None where there is none yet. Raises BadInput, and Refused as ``read`` does."""
    try:
        data = load_bytes(path)
    except BadInput as bad:
        if bad.faults[0].key == "file_missing.not_there":
            return None
        raise
    return read(data)
