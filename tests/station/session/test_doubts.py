"""Doubtful papers: nobody decides about them but the board, by majority, with its reason (R2, R6, Art. 8)."""

import pytest

from station.session.batches import VoidBatch
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.comparison import differences, final
from station.session.definition import ConfirmContest
from station.session.doubts import BallotReferred, BallotRuled, Refer, Rule, doubtful
from station.session.entry import CloseBatch
from station.session.marks import Marks, Seen
from station.session.phase import Phase, open_questions, phase
from station.session.round import Way
from tally.ballot import DEFECTS, Reason
from tests.station.session.table import (
    BINH,
    BOARD,
    CHI,
    HEAD,
    MAY,
    NAMES,
    PHIM,
    C,
    box,
    candidate,
    contest,
    denied,
    opened,
    started,
)

READ = Marks(struck=(1,))


def rule(place=(1, 1), **given):
    plain = {"defect": None, "marks": READ, "agree": 2, "against": 1, "reason": "gạch rõ số 1"}
    return Rule(contest=C, place=place, **plain | given)


def doubted(seen=Seen.UNCLEAR, *contests, **given):
    """The first of two papers is doubted, in the first entry alone."""
    table = started(2, *contests, **given)
    table.types(1, [Marks(struck=(1,), seen=seen), "2"])
    table.types(1, ["1", "2"], entry=2)
    return table


@pytest.mark.parametrize("seen", [*Seen])
def test_a_paper_that_anybody_doubts_waits_for_the_board(seen):
    table = doubted(seen)
    assert doubtful(table.work()) == ((1, 1),)
    assert phase(table.day, C) is Phase.COMPARE
    assert denied(table, CloseRound(contest=C), HEAD) == ("papers_open", {"n": 1})


def test_each_of_the_five_defects_has_its_name():
    """R6: what is seen on a paper, beside marks that nobody is sure of."""
    assert [seen.value for seen in Seen] == [*(defect.value for defect in DEFECTS), "unclear"]


def test_the_board_reads_it_and_it_counts_as_read():
    table = doubted()
    assert table.do(rule(marks=Marks(struck=(3,))), HEAD) == (
        BallotRuled(
            contest=C,
            place=(1, 1),
            defect=None,
            marks=Marks(struck=(3,)),
            agree=2,
            against=1,
            reason="gạch rõ số 1",
        ),
    )
    assert final(table.work(), (1, 1)) == Marks(struck=(3,))
    table.do(CloseRound(contest=C), HEAD)
    assert dict(table.state().course.held[0].count.votes) == {1: 2, 2: 1, 3: 1, 4: 2}


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_board_finds_it_invalid_for_a_defect_and_it_counts_for_nobody(defect):
    table = doubted()
    table.do(rule(defect=defect), HEAD)
    table.do(CloseRound(contest=C), HEAD)
    (held,) = table.state().course.held
    assert dict(held.count.reasons) == {defect: 1}
    assert (held.count.valid, held.count.votes[2]) == (1, 0)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason not in DEFECTS])
def test_what_the_marks_show_by_themselves_is_not_the_boards_to_rule(reason):
    """R6: more than seats, no clear box, nobody: the count finds them."""
    assert denied(doubted(), rule(defect=reason), HEAD) == ("not_for_the_board", {"reason": reason.value})


def test_a_ruling_may_change_until_the_round_is_closed_and_every_one_is_kept():
    table = doubted()
    table.do(rule(defect=Reason.SEVERAL_INKS), HEAD)
    table.do(rule(), HEAD)
    table.do(rule(defect=Reason.NOT_ISSUED), BINH, CHI)
    assert [one.defect for one in table.work().rulings[1, 1]] == [Reason.SEVERAL_INKS, None, Reason.NOT_ISSUED]
    assert table.work().ruling((1, 1)).by == (BINH, CHI)
    assert open_questions(table.work()) == ()
    table.do(CloseRound(contest=C), HEAD)
    assert denied(table, rule(), HEAD) == ("no_round", {"contest": C})
    assert dict(table.state().course.held[0].count.reasons) == {Reason.NOT_ISSUED: 1}


def test_of_a_batch_that_is_still_typed_nobody_learns_what_is_doubted_not_the_board_either():
    """The second entry is blind: neither which paper the first doubted, nor how the board read it."""
    table = started(2)
    table.types(1, [Marks(seen=Seen.UNCLEAR), "2"])
    assert doubtful(table.work()) == ()
    assert denied(table, rule(), HEAD) == ("nobody_doubts", {"batch": 1, "paper": 1})
    table.types(1, ["1", "2"], entry=2, close=False)
    assert doubtful(table.work()) == ()
    table.do(CloseBatch(contest=C, entry=2, batch=1), PHIM)
    assert doubtful(table.work()) == ((1, 1),)
    table.do(rule(), HEAD)
    assert phase(table.day, C) is Phase.READY


def referring(place=(1, 1), seen=Seen.SIGNED_OR_WRITTEN):
    return Refer(contest=C, place=place, seen=seen)


def typed_alike():
    """Two papers typed alike twice: nobody doubts any, and nothing differs."""
    table = started(2)
    table.both(1, ["1", "2"])
    return table


def test_a_paper_that_neither_typist_doubted_is_put_before_the_board_by_whoever_sees_it():
    """R6: the signature that both overlooked is no less one."""
    table = typed_alike()
    assert phase(table.day, C) is Phase.READY
    event = BallotReferred(contest=C, place=(1, 1), seen=Seen.SIGNED_OR_WRITTEN)
    assert table.do(referring(), MAY) == (event,)
    assert table.journal[-1].by == (MAY,)
    assert doubtful(table.work()) == ((1, 1),)
    assert table.work().referred[1, 1].by == (MAY,)
    assert denied(table, CloseRound(contest=C), HEAD) == ("papers_open", {"n": 1})
    table.do(rule(defect=Reason.SIGNED_OR_WRITTEN), HEAD)
    table.do(CloseRound(contest=C), HEAD)
    assert dict(table.state().course.held[0].count.reasons) == {Reason.SIGNED_OR_WRITTEN: 1}


def test_a_paper_on_which_entries_differ_is_the_boards_once_it_is_put_before_it():
    table = started(2)
    table.types(1, ["1", "2"])
    table.types(1, ["3", "2"], entry=2)
    table.do(referring(), MAY)
    assert differences(table.work()) == ()
    table.do(referring(seen=None), MAY)
    assert [one.place for one in differences(table.work())] == [(1, 1)]


def test_what_was_put_before_the_board_may_be_said_anew_and_taken_back_until_it_rules():
    table = typed_alike()
    table.do(referring(), MAY)
    table.do(referring(seen=Seen.UNCLEAR), HEAD)
    assert (table.work().referred[1, 1].seen, table.work().referred[1, 1].by) == (Seen.UNCLEAR, (HEAD,))
    table.do(referring(seen=None), HEAD)
    assert doubtful(table.work()) == ()
    assert phase(table.day, C) is Phase.READY
    table.do(referring(), MAY)
    table.do(rule(), HEAD)
    for seen in (None, Seen.UNCLEAR):
        assert denied(table, referring(seen=seen), MAY) == ("before_the_board", {"batch": 1, "paper": 1})


def test_only_a_paper_that_is_there_typed_whole_and_not_before_the_board_is_put_before_it():
    table = doubted()
    assert denied(table, referring(), MAY) == ("before_the_board", {"batch": 1, "paper": 1})
    assert denied(table, referring((1, 2), None), MAY) == ("nobody_doubts", {"batch": 1, "paper": 2})
    for place in ((0, 1), (2, 1), (1, 0), (1, 3)):
        told = {"batch": place[0], "paper": place[1]}
        assert denied(table, referring(place), MAY) == ("no_such_paper", told)
    table = started(2)
    table.types(1, ["1", "2"])
    assert denied(table, referring(), MAY) == ("batch_still_typed", {"batch": 1})


def test_where_other_papers_may_lie_by_now_nothing_is_before_the_board():
    table = typed_alike()
    table.do(referring(), MAY)
    table.do(VoidBatch(contest=C, entry=2, batch=1, reason="lẫn tập"), HEAD)
    assert table.work().referred == {}


@pytest.mark.parametrize("place", [(1, 2), (2, 1), (0, 0), (1, 3)])
def test_the_board_rules_on_nothing_that_nobody_doubts(place):
    told = {"batch": place[0], "paper": place[1]}
    assert denied(doubted(), rule(place), HEAD) == ("nobody_doubts", told)


@pytest.mark.parametrize("marks", [Marks(struck=(9,)), Marks(struck=(1,), seen=Seen.UNCLEAR)])
def test_the_board_says_how_the_paper_is_to_be_read(marks):
    assert denied(doubted(), rule(marks=marks), HEAD) == ("marks_do_not_fit", {})


def test_a_ruling_takes_a_reason():
    assert denied(doubted(), rule(reason=" "), HEAD) == ("reason_missing", {})


@pytest.mark.parametrize(
    ("agree", "against", "why"),
    [
        (1, 2, ("no_majority", {"have": 1, "needed": 2})),
        (1, 0, ("no_majority", {"have": 1, "needed": 2})),
        (2, 2, ("more_votes_than_members", {"members": 3})),
        (4, 0, ("more_votes_than_members", {"members": 3})),
        (2, -1, ("more_votes_than_members", {"members": 3})),
    ],
)
def test_more_than_half_of_the_board_agree(agree, against, why):
    assert denied(doubted(), rule(agree=agree, against=against), HEAD) == why


def test_of_a_board_of_three_with_one_on_the_list_both_others_agree():
    """R2: who is on the list steps out, and is not counted either."""
    on_list = contest([*map(candidate, (1, 2, 3)), candidate(4, NAMES[BINH])])
    table = opened(on_list)
    table.do(ConfirmContest(contest=C, reason="một thành viên rút"), HEAD)
    table.do(CountBox(contest=C, box=box(2)), HEAD)
    table.do(StartEntry(contest=C), HEAD)
    table.types(1, [Marks(seen=Seen.UNCLEAR), "2"])
    table.types(1, ["1", "2"], entry=2)
    assert denied(table, rule(agree=1, against=1), HEAD) == ("no_majority", {"have": 1, "needed": 2})
    assert denied(table, rule(agree=2, against=1), HEAD) == ("more_votes_than_members", {"members": 2})
    table.do(rule(agree=2, against=0), HEAD)


def test_of_a_board_of_four_two_are_not_enough():
    board = [*BOARD, {"name": "Ngô Tư", "role": "member"}]
    assert denied(doubted(board=board), rule(agree=2, against=0), HEAD) == ("no_majority", {"have": 2, "needed": 3})


def test_there_are_no_doubtful_papers_on_tally_sheets():
    assert denied(started(2, way=Way.SHEETS), rule(), HEAD) == ("not_by_ballots", {})
