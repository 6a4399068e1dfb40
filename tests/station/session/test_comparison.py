"""Where entries differ: which papers and names, never what anybody typed; and what two people read on the paper."""

import pytest

from station.session.batches import VoidBatch
from station.session.closing import CloseRound
from station.session.comparison import Difference, DifferenceSettled, Settle, differences, final
from station.session.entry import CloseBatch, OpenBatch
from station.session.marks import Mark, Marks, Seen
from station.session.phase import Phase, open_questions, phase
from station.session.round import Way
from tests.station.session.table import BINH, CHI, HEAD, MAY, PHIM, THU, C, contest, denied, started


def settle(place, **answers):
    return Settle(contest=C, place=place, answers={int(name[1:]): Mark(mark) for name, mark in answers.items()})


def differing():
    """Four papers, of which the second and the fourth were typed in two ways."""
    table = started(4)
    table.types(1, ["1", "2"])
    table.types(1, ["1", "2 3"], entry=2)
    table.types(2, ["0", "1 4"])
    table.types(2, ["0", "1 2"], entry=2)
    return table


def test_every_paper_that_was_entered_in_two_ways_is_told_with_its_names_and_nothing_else():
    table = differing()
    assert differences(table.work()) == (
        Difference(place=(1, 2), numbers=(3,)),
        Difference(place=(2, 2), numbers=(2, 4)),
    )
    assert phase(table.day, C) is Phase.COMPARE


def test_what_is_told_does_not_say_who_typed_what():
    """The paper is read again with open eyes: both entries exchanged tell the same."""
    one = differing()
    other = started(4)
    for entry, lines in ((2, (["1", "2"], ["0", "1 4"])), (1, (["1", "2 3"], ["0", "1 2"]))):
        for batch, typed in enumerate(lines, start=1):
            other.types(batch, typed, entry=entry)
    assert differences(one.work()) == differences(other.work())


def test_a_batch_is_compared_only_when_both_have_put_it_down():
    """The second entry is blind: nobody learns of the first while typing."""
    table = started(2)
    table.types(1, ["1", "2"])
    table.types(1, ["2", "2"], entry=2, close=False)
    assert differences(table.work()) == ()
    assert denied(table, settle((1, 1), n1="kept", n2="struck"), HEAD, BINH)[0] == "nothing_differs"
    table.do(CloseBatch(contest=C, entry=2, batch=1), PHIM)
    assert differences(table.work()) == (Difference(place=(1, 1), numbers=(1, 2)),)


def test_two_people_read_the_paper_and_only_what_differed_is_touched():
    table = differing()
    assert table.do(settle((1, 2), n3="struck"), PHIM, CHI) == (
        DifferenceSettled(contest=C, place=(1, 2), answers={3: Mark.STRUCK}),
    )
    assert table.work().settled[1, 2].by == (PHIM, CHI)
    assert final(table.work(), (1, 2)) == Marks(struck=(2, 3))
    table.do(settle((2, 2), n2="struck", n4="struck"), HEAD, BINH)
    assert final(table.work(), (2, 2)) == Marks(struck=(1, 2, 4))
    table.do(CloseRound(contest=C), HEAD)
    assert dict(table.state().course.held[0].count.votes) == {1: 1, 2: 1, 3: 2, 4: 2}


def test_two_may_read_it_again_until_the_round_is_closed():
    table = differing()
    table.do(settle((1, 2), n3="struck"), HEAD, BINH)
    table.do(settle((1, 2), n3="kept"), HEAD, CHI)
    assert final(table.work(), (1, 2)) == Marks(struck=(2,))
    assert open_questions(table.work()) == ((2, 2),)


@pytest.mark.parametrize("answers", [{}, {"n2": "kept"}, {"n2": "kept", "n4": "kept", "n1": "struck"}])
def test_each_name_that_differs_is_answered_for_and_no_other(answers):
    assert denied(differing(), settle((2, 2), **answers), HEAD, BINH) == ("answer_every_name", {"numbers": "2, 4"})


@pytest.mark.parametrize("mark", ["agree", "disagree", "blank", "both"])
def test_an_answer_is_a_mark_of_this_kind_of_ballot(mark):
    answer = settle((1, 2), n3=mark)
    assert denied(differing(), answer, HEAD, BINH) == ("not_a_mark_of_this_ballot", {})


def test_on_a_boxes_ballot_each_row_is_one_of_four():
    table = started(2, contest(2, 2, kind="delegates"))
    table.types(1, ["1 2", "-1"])
    table.types(1, ["1 /2", "0"], entry=2)
    assert [(one.place, one.numbers) for one in differences(table.work())] == [((1, 1), (2,)), ((1, 2), (1,))]
    for mark in ("kept", "struck"):
        assert denied(table, settle((1, 1), n2=mark), HEAD, BINH)[0] == "not_a_mark_of_this_ballot"
    for mark, marks in (
        ("both", Marks(disagree=(1,), both=(2,))),
        ("blank", Marks(disagree=(1,), blank=(2,))),
        ("disagree", Marks(disagree=(1, 2))),
        ("agree", Marks(disagree=(1,))),
    ):
        table.do(settle((1, 1), n2=mark), HEAD, BINH)
        assert final(table.work(), (1, 1)) == marks


def test_a_paper_on_which_the_entries_agree_is_not_settled():
    """If both read it wrong, an entry of the batch is thrown away."""
    table = differing()
    told = {"batch": 1, "paper": 1}
    assert denied(table, settle((1, 1), n1="kept"), HEAD, BINH) == ("nothing_differs", told)
    table.do(VoidBatch(contest=C, entry=1, batch=1, reason="cả hai đọc nhầm"), HEAD)
    table.types(1, ["0", "2"], by=THU)
    table.do(settle((1, 1), n1="kept"), HEAD, BINH)
    assert final(table.work(), (1, 1)) == Marks()


def test_a_doubtful_paper_is_the_boards_and_nobody_elses():
    """R2: whether somebody doubts it in one entry or in both."""
    table = started(2)
    table.types(1, [Marks(seen=Seen.UNCLEAR), "2"])
    table.types(1, ["1", "2"], entry=2)
    assert differences(table.work()) == ()
    assert open_questions(table.work()) == ((1, 1),)
    assert denied(table, settle((1, 1), n1="struck"), HEAD, BINH)[0] == "nothing_differs"


def test_of_three_entries_all_must_agree():
    """A third settles nothing by being two against one."""
    table = started(2, entries=3)
    for entry, by, lines in ((1, MAY, ["1", "2"]), (2, PHIM, ["1", "2"])):
        table.types(1, lines, entry=entry, by=by)
    assert differences(table.work()) == ()
    table.do(OpenBatch(contest=C, entry=3, batch=1), THU)
    table.types(1, ["1", "3"], entry=3, by=THU)
    assert differences(table.work()) == (Difference(place=(1, 2), numbers=(2, 3)),)
    table.do(settle((1, 2), n2="kept", n3="kept"), HEAD, BINH)
    assert final(table.work(), (1, 2)) == Marks()


def test_papers_are_settled_only_where_ballots_are_entered():
    assert denied(started(2, way=Way.SHEETS), settle((1, 1)), HEAD, BINH) == ("not_by_ballots", {})
