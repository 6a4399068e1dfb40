"""What the hall sees: nothing before the head opens it, the list in its order, and after closing what came of it."""

from dataclasses import replace

import pytest

from station import session
from station.board import Board, Standing, board, read, written
from station.session.box import BoxCounted
from station.session.closing import BoardClosed
from station.session.doubts import BallotRuled
from station.session.marks import Seen
from station.session.round import Sheet, Way
from station.session.sheets import SheetEntered
from station.session.state import Day
from tally.ballot import Reason
from tally.contest import Choice, Purpose
from tally.outcome import Status
from tests.station.board.showing import after, decided, held, seen, standings
from tests.station.exchange.days import (
    BOXES,
    HEAD,
    PEOPLE,
    STRIKE,
    TYPIST,
    begun,
    box,
    closed,
    contest_tree,
    day_of,
    happened,
    shown,
    started,
    struck,
    twice,
    typed,
)

# Before and while ballots are entered.


def test_the_hall_sees_nothing_that_the_head_has_not_opened():
    history = begun(10, 10, 10)
    day = day_of([*history, *twice(1, [struck(1)] * 10), *twice(2, [struck(1)] * 10)])
    assert board(day, None, journal="j") == Board(
        journal="j", mode=day.the_congress.mode, unit="Đảng bộ ví dụ", congress="Đại hội ví dụ", contests=(), closed=()
    )
    (view,) = seen(after(day, *shown()))
    assert (view.contest, view.counted) == (STRIKE, 10)


def test_a_day_without_a_congress_has_no_board():
    with pytest.raises(session.Denied, match="no_congress"):
        board(Day(), None, journal="j")


def test_a_contest_that_is_open_shows_its_list_in_order_with_nothing_counted_yet():
    (view,) = seen(day_of([*begun(10, 10, present=31), *shown()]))
    assert [(row.number, row.name) for row in view.rows] == list(enumerate(PEOPLE, start=1))
    assert {row.votes for row in view.rows} == {0}
    assert set(standings(view)) == {Standing.COUNTING}
    assert (view.base, view.needed, view.seats, view.open) == (31, 16, 4, 4)
    assert (view.collected, view.counted, view.valid, view.invalid, view.elected) == (20, 0, 0, 0, ())
    assert (view.round, view.attempt, view.purpose, view.status) == (1, 1, Purpose.FIRST, None)


def test_a_contest_can_be_open_before_its_box_is_counted():
    history = begun(10)
    (view,) = seen(day_of([*history[:-2], *shown()]))
    assert (view.collected, view.counted) == (0, 0)


def test_what_is_counted_is_the_count_of_whole_batches_with_ten_ballots_held_back():
    """Seven papers of batch 2 wait with three of batch 3 until the round is closed."""
    papers = [[struck(1)] * 9 + [struck()], [struck(2)] * 7, [struck(3)] * 3]
    day = day_of([*begun(10, 7, 3), *shown()])
    for batch in (3, 1):
        day = after(day, *twice(batch, papers[batch - 1]))
        assert seen(day)[0].counted == 0
    day = after(day, *twice(2, papers[1]))
    (view,) = seen(day)
    assert (view.counted, view.valid, view.invalid) == (10, 9, 1)
    assert [row.votes for row in view.rows] == [0, 9, 9, 9, 9]
    assert seen(after(day, *closed(day)))[0].counted == 20


def test_nine_ballots_are_too_few_to_hold_back():
    """The result would differ from the state before it by nine papers alone."""
    day = day_of([*begun(10, 9), *shown(), *twice(1, [struck(1)] * 10), *twice(2, [struck(2)] * 9)])
    assert seen(day)[0].counted == 0


def test_only_a_batch_that_is_closed_in_every_entry_without_a_question_is_counted():
    day = day_of([*begun(10, 10, 10), *shown(), *twice(1, [struck(1)] * 10), *twice(3, [struck(1)] * 10)])
    assert seen(day)[0].counted == 10
    ready = after(day_of([*begun(10, 10, 10), *shown()]), *twice(3, [struck(1)] * 10))
    half = after(ready, *typed(1, [struck(1)] * 10))
    assert seen(half)[0].counted == 0
    other = [struck(2), *[struck(1)] * 9]
    assert seen(after(half, *typed(1, other, entry=2)))[0].counted == 0
    assert seen(after(half, *typed(1, [struck(1)] * 10, entry=2)))[0].counted == 10


def test_a_state_stays_until_ten_ballots_more_are_counted_though_a_crash_lies_between():
    day = day_of([*begun(10, 9, 1, 10), *shown(), *twice(1, [struck(1)] * 10), *twice(4, [struck(4)] * 10)])
    first = board(day, None, journal="j")
    assert first.contests[0].counted == 10
    day = after(day, *twice(2, [struck(2)] * 9))
    assert board(day, first, journal="j") == first
    assert board(day, read(written(first)), journal="j") == first
    day = after(day, *twice(3, [struck(3)]))
    assert board(day, first, journal="j").contests[0].counted == 20


def test_a_contest_closed_to_the_hall_is_not_shown_and_when_it_is_opened_again_it_goes_on_from_what_was_seen():
    """Forgotten, it would show 11 ballots after 10: the one between them would be known."""
    day = day_of([*begun(10, 1, 10), *shown(), *twice(1, [struck(1)] * 10), *twice(3, [struck(4)] * 10)])
    first = board(day, None, journal="j")
    day = after(day, happened(BoardClosed(contest=STRIKE), HEAD))
    gone = board(day, read(written(first)), journal="j")
    assert (gone.contests, gone.closed) == ((), first.contests)
    assert board(day, gone, journal="j") == gone
    day = after(day, *shown(), *twice(2, [struck(3)]))
    again = board(day, read(written(gone)), journal="j")
    assert (again.contests, again.closed) == (first.contests, ())
    assert seen(day)[0].counted == 11


def test_the_board_of_another_journal_is_nobodys_memory():
    """A rehearsal of the same congress lies beside it, further on than this one."""
    rehearsal = board(held([struck(1)] * 10, [struck(2)] * 20), None, journal="j1")
    open_again = replace(rehearsal.contests[0], status=None, attempt=1)
    day = day_of([*begun(10, 20), *shown()])
    assert board(day, replace(rehearsal, contests=(open_again,)), journal="j2").contests[0].counted == 0
    assert board(day, replace(rehearsal, contests=(open_again,)), journal="j1").contests[0].counted == 30


def test_a_box_that_is_voted_on_again_begins_at_nothing():
    """Too many ballots were found after a batch was shown: the congress decides, and everybody votes again (R7)."""
    day = day_of([*begun(10, 10), *shown(), *twice(1, [struck(1)] * 10), *twice(2, [struck(1)] * 10)])
    before = board(day, None, journal="j")
    assert before.contests[0].counted == 10
    day = after(day, happened(BoxCounted(contest=STRIKE, box=box(20, issued=19), reason="Đếm lại"), HEAD))
    assert board(day, before, journal="j").contests[0].counted == 10
    day = decided(day, Choice.AGAIN)
    assert board(day, before, journal="j").contests == ()
    (view,) = board(after(day, *shown()), before, journal="j").contests
    assert (view.attempt, view.counted, view.valid) == (2, 0, 0)
    assert {row.votes for row in view.rows} == {0}


def test_what_was_seen_on_a_paper_and_ruled_counts_as_the_board_ruled():
    """R6: a defect makes the ballot invalid."""
    papers = [struck(5, seen=Seen.SEVERAL_INKS), *[struck(5)] * 9]
    day = day_of([*begun(10, 10), *shown(), *twice(1, papers), *twice(2, [struck(5)] * 10)])
    assert seen(day)[0].counted == 0
    ruled = BallotRuled(
        contest=STRIKE, place=(1, 1), defect=Reason.SEVERAL_INKS, marks=struck(5), agree=2, against=0, reason="Đỏ"
    )
    (view,) = seen(after(day, happened(ruled, HEAD)))
    assert (view.counted, view.valid, view.invalid) == (10, 9, 1)


def test_tally_sheets_show_nothing_before_the_round_is_closed():
    day = day_of([*begun(10, 10, way=Way.SHEETS), *shown()])
    totals = Sheet(valid=10, invalid={}, votes={1: 0, 2: 10, 3: 10, 4: 10, 5: 10})
    for batch, sheet in ((1, 1), (1, 2), (2, 1), (2, 2)):
        day = after(day, happened(SheetEntered(contest=STRIKE, batch=batch, sheet=sheet, totals=totals), TYPIST))
        assert seen(day)[0].counted == 0
    (view,) = seen(after(day, *closed(day)))
    assert (view.counted, [row.votes for row in view.rows]) == (20, [0, 20, 20, 20, 20])


def test_a_round_begins_at_nothing_though_the_one_before_was_never_seen_closed():
    day = day_of([*begun(20, 11, present=31), *shown()])
    day = after(day, *twice(1, TIE[:20]), *twice(2, TIE[20:]))
    before = board(day, None, journal="j")
    assert before.contests[0].counted == 20
    day = after(decided(after(day, *closed(day)), Choice.RUN_OFF), *shown(2))
    (view,) = board(day, before, journal="j").contests
    assert (view.round, view.counted, [row.votes for row in view.rows]) == (2, 0, [0, 0])


def test_contests_stand_in_the_order_of_the_day_each_for_itself():
    day = day_of([*begun(10, contest=BOXES), *shown(contest=BOXES)])
    assert [view.contest for view in seen(day)] == [BOXES]
    day = after(day, *started(day, 10), *shown())
    assert [view.contest for view in seen(day)] == [STRIKE, BOXES]


# What came of it.


def test_a_closed_round_shows_all_its_ballots_and_whom_it_elected_from_high_to_low():
    """R9: four of five are elected; 1 has 29 votes of 30, then 2, 4, 3; nobody is tied."""
    papers = [struck(5)] * 24 + [struck(3)] * 3 + [struck(4)] * 2 + [struck(1)]
    (view,) = seen(held(papers))
    assert (view.status, view.open, view.attempt) == (Status.COMPLETE, 0, None)
    assert (view.collected, view.counted, view.valid, view.invalid) == (30, 30, 30, 0)
    assert [row.number for row in view.rows] == [1, 2, 3, 4, 5]
    assert [row.votes for row in view.rows] == [29, 30, 27, 28, 6]
    assert standings(view) == [Standing.ELECTED] * 4 + [Standing.NOT_ELECTED]
    assert [(one.number, one.name, one.votes, one.round) for one in view.elected] == [
        (2, PEOPLE[1], 30, 1),
        (1, PEOPLE[0], 29, 1),
        (4, PEOPLE[3], 28, 1),
        (3, PEOPLE[2], 27, 1),
    ]


TIE = [struck(3)] * 10 + [struck(4)] * 10 + [struck(5)] * 10 + [struck(4, 5)]
"""On a base of 31, 4 and 5 have 20 votes each for the one seat that 1, 2 and 3 leave."""


def test_a_tie_is_told_as_a_tie_and_its_run_off_only_once_the_head_opens_it():
    """R10: over half is not needed in the run-off, and what it comes to is nobody's before it is opened."""
    day = held(TIE, present=31)
    (view,) = seen(day)
    assert (view.status, view.open) == (Status.TIED, 1)
    assert standings(view) == [Standing.ELECTED] * 3 + [Standing.TIED] * 2
    day = decided(day, Choice.RUN_OFF)
    assert seen(day) == (view,)
    day = entered(day, [struck(4)] * 12 + [struck(5)] * 10 + [struck(4, 5)] * 9)
    assert seen(day) == (view,)
    (run_off,) = seen(after(day, *shown(2)))
    assert (run_off.round, run_off.purpose, run_off.needed, run_off.seats) == (2, Purpose.RUN_OFF, None, 1)
    assert (run_off.status, run_off.open) == (Status.COMPLETE, 0)
    assert [(row.number, row.votes, row.standing) for row in run_off.rows] == [
        (4, 10, Standing.NOT_ELECTED),
        (5, 12, Standing.ELECTED),
    ]
    assert [(one.number, one.round) for one in run_off.elected] == [(1, 1), (2, 1), (3, 1), (5, 2)]


def entered(day, papers):
    """The round at work after its papers were typed and it was closed."""
    day = after(day, *started(day, len(papers))[1:], *twice(1, papers))
    return after(day, *closed(day))


def test_a_run_off_that_is_open_shows_no_threshold():
    """R10."""
    day = decided(held(TIE, present=31), Choice.RUN_OFF)
    (view,) = seen(after(day, *shown(2)))
    assert (view.needed, view.status, view.open) == (None, None, 1)
    assert [(one.number, one.round) for one in view.elected] == [(1, 1), (2, 1), (3, 1)]


def test_too_few_elected_leave_seats_open():
    """R11."""
    (view,) = seen(held([struck(4, 5)] * 20))
    assert (view.status, view.open) == (Status.SHORT, 1)
    assert standings(view) == [Standing.ELECTED] * 3 + [Standing.NOT_ELECTED] * 2


def test_of_a_round_that_is_stopped_the_sums_are_shown_and_nothing_is_decided():
    """R14: a meeting without a quorum decides nothing."""
    day = day_of([*begun(10), *shown(), *twice(1, [struck(5)] * 10)])
    congress = day.the_congress
    (meeting,) = congress.meetings
    fewer = replace(congress, meetings=(replace(meeting, roll=replace(meeting.roll, present=10, absent=20)),))
    state = day.contest(STRIKE)
    day = replace(day, congress=fewer).with_contest(replace(state, course=replace(state.course, congress=fewer)))
    (view,) = seen(after(day, *closed(day)))
    assert (view.status, view.open, view.elected) == (Status.STOPPED, 4, ())
    assert set(standings(view)) == {Standing.UNDECIDED}
    assert [row.votes for row in view.rows] == [10, 10, 10, 10, 0]


def with_alternates(seats, papers):
    """A closed round of delegates, with a place for one alternate (R12)."""
    tree = contest_tree(STRIKE, "delegates", seats=seats, names=PEOPLE) | {"alternates": 1}
    return seen(held(papers, contests=[tree]))[0]


def test_alternates_are_told_from_those_elected():
    """R12, Art. 18: of those left, over half of the base, from high to low."""
    papers = [struck(3, 4, 5)] * 12 + [struck(2, 4, 5)] * 4 + [struck(1, 2, 4)] * 2 + [struck(1, 4, 5)] * 12
    view = with_alternates(2, papers)
    assert [(row.votes, row.standing) for row in view.rows] == [
        (16, Standing.ALTERNATE),
        (24, Standing.ELECTED),
        (18, Standing.ELECTED),
        (0, Standing.NOT_ELECTED),
        (2, Standing.NOT_ELECTED),
    ]
    assert (view.status, view.open) == (Status.COMPLETE, 0)
    assert [one.number for one in view.elected] == [2, 3]


def test_a_tie_at_the_last_alternates_place_is_a_tie():
    """R12: returned as a tie, for the congress to settle."""
    papers = [struck(3, 4), struck(3, 5)] * 6 + [struck(1, 4), struck(2, 4), struck(1, 5), struck(2, 5)] * 4
    view = with_alternates(3, [*papers, struck(1, 2), struck(1, 2)])
    assert [row.votes for row in view.rows] == [20, 20, 18, 16, 16]
    assert standings(view) == [Standing.ELECTED] * 3 + [Standing.TIED] * 2
    assert (view.status, view.open) == (Status.COMPLETE, 0)
