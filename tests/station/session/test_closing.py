"""A round is closed when every paper is entered, compared and ruled on; its sums are those of the count (R6, R7)."""

from dataclasses import replace

import pytest

from station.session import fold
from station.session.act import Happened
from station.session.box import CountBox, StartEntry
from station.session.closing import (
    BoardClosed,
    BoardOpened,
    CloseBoard,
    CloseRound,
    OpenBoard,
    RoundClosed,
    ballots_so_far,
)
from station.session.definition import ConfirmContest
from station.session.denied import Denied
from station.session.entry import OpenBatch
from tally.ballot import Reason
from tests.station.session.table import HEAD, C, box, boxed, candidate, contest, denied, opened, started

CLOSE = CloseRound(contest=C)


def test_the_sums_are_those_of_the_ballots():
    table = opened()
    table.votes(["4", "3", "3 4", "0", "1 2 3 4"])
    (event,) = [one.event for one in table.journal if one.event.name == "round_closed"]
    assert event == RoundClosed(
        contest=C,
        round=1,
        issued=5,
        collected=5,
        valid=3,
        invalid={Reason.MORE_THAN_SEATS: 1, Reason.VOTES_FOR_NOBODY: 1},
        votes={1: 3, 2: 3, 3: 1, 4: 1},
    )
    (ballots,) = table.state().ballots
    assert ballots.struck == (0b1000, 0b0100, 0b1100, 0, 0b1111)


def test_what_voters_kept_is_issued_and_not_returned():
    """R7: the ballots that came back unused or spoiled were in nobody's hands."""
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(2, issued=9, unused=4, spoiled=1)), HEAD)
    table.do(StartEntry(contest=C), HEAD)
    table.both(1, ["4", "4"])
    table.do(CLOSE, HEAD)
    count = table.state().course.held[0].count
    assert (count.issued, count.collected, count.not_returned) == (4, 2, 2)


def test_a_boxes_ballot_counts_for_those_agreed_with_alone():
    """R6: a row with both boxes or neither gives nothing; the ballot stays valid."""
    table = opened(contest(3, 3, kind="delegates"))
    table.votes(["0", "1", "-1 /2", "1 2 3"])
    count = table.state().course.held[0].count
    assert dict(count.votes) == {1: 1, 2: 2, 3: 3}
    assert dict(count.reasons) == {Reason.VOTES_FOR_NOBODY: 1}


def test_the_setting_for_ballots_that_agree_with_nobody_is_the_congresss():
    two = contest(2, 2, kind="delegates")
    for setting, valid in (("invalid", 1), ("valid", 2)):
        table = opened(two, options={"all_blank_boxes": setting})
        table.votes(["0", "1 2"])
        assert table.state().course.held[0].count.valid == valid


def test_a_round_is_not_closed_as_long_as_anything_is_open():
    table = opened()
    assert denied(table, CLOSE, HEAD) == ("no_round", {"contest": C})
    assert denied(boxed(2), CLOSE, HEAD) == ("not_now", {"phase": "box"})
    table = started(2)
    assert denied(table, CLOSE, HEAD) == ("not_now", {"phase": "entry"})
    table.types(1, ["1", "1"])
    assert denied(table, CLOSE, HEAD) == ("not_now", {"phase": "entry"})
    table.types(1, ["1", "1"], entry=2, close=False)
    assert denied(table, CLOSE, HEAD) == ("not_now", {"phase": "entry"})


def test_a_closed_round_is_closed():
    table = opened()
    table.votes(["4"] * 12)
    assert denied(table, CLOSE, HEAD) == ("no_round", {"contest": C})
    assert denied(table, OpenBatch(contest=C, entry=1, batch=1), HEAD) == ("no_round", {"contest": C})
    assert table.state().round is None


def test_the_hall_sees_nothing_before_the_head_opens_its_board():
    table = opened()
    assert denied(table, OpenBoard(contest=C), HEAD) == ("no_round", {"contest": C})
    table.do(ConfirmContest(contest=C), HEAD)
    assert table.state().board_open == 0
    assert table.do(OpenBoard(contest=C), HEAD) == (BoardOpened(contest=C, round=1),)
    assert table.do(OpenBoard(contest=C), HEAD) == ()
    assert table.state().board_open == 1


def test_the_head_closes_the_board_again_and_may_open_it_once_more():
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    assert table.do(CloseBoard(contest=C), HEAD) == ()
    table.do(OpenBoard(contest=C), HEAD)
    assert table.do(CloseBoard(contest=C), HEAD) == (BoardClosed(contest=C),)
    assert table.state().board_open == 0
    assert table.do(OpenBoard(contest=C), HEAD) == (BoardOpened(contest=C, round=1),)


def test_the_board_is_opened_anew_for_every_round():
    table = opened()
    table.votes(["3 4"] * 12)
    table.do(OpenBoard(contest=C), HEAD)
    table.decides("further")
    assert table.state().board_open == 1
    assert table.do(OpenBoard(contest=C), HEAD) == (BoardOpened(contest=C, round=2),)


def test_a_round_whose_ballots_are_destroyed_has_its_sums_still():
    """What the journal keeps of a round are its sums: the plain ballots are not needed for its course."""
    table = opened()
    table.votes(["4"] * 12)
    again = opened()
    for one in table.journal[len(again.journal) :]:
        event = replace(one.event, marks=None) if one.event.name == "ballot_entered" else one.event
        again.day = fold(again.day, Happened(event=event, by=one.by))
    assert again.state().course == table.state().course
    assert again.state().ballots == (None,)


def test_ballots_that_are_destroyed_are_not_counted():
    table = started(1)
    for entry in (1, 2):
        table.types(1, ["1"], entry=entry)
    work = table.work()
    gone = work.with_batch(1, 1, replace(work.batch(1, 1), ballots=(None,)))
    with pytest.raises(Denied, match="ballots_destroyed"):
        ballots_so_far(gone, ((1, 1),))
    assert len(ballots_so_far(work, ((1, 1),))) == 1


def test_numbers_need_not_follow_each_other():
    table = opened(contest([candidate(40), candidate(7), candidate(120)], 2))
    table.votes(["7", "120 40"])
    assert dict(table.state().course.held[0].count.votes) == {40: 1, 7: 1, 120: 1}
    assert table.state().ballots[0].candidates == (40, 7, 120)
    assert table.state().ballots[0].struck == (0b010, 0b101)
