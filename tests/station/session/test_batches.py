"""A whole batch: an entry of it thrown away, or another number of papers in it. What was read of it is read again."""

import pytest

from station.session.batches import BatchResized, BatchVoided, ResizeBatch, VoidBatch
from station.session.box import CountBox
from station.session.closing import CloseRound
from station.session.comparison import Settle, final
from station.session.doubts import Rule, doubtful
from station.session.entry import OpenBatch, UndoBallot
from station.session.marks import Mark, Marks, Seen
from station.session.phase import Phase, open_questions, phase
from station.session.round import Way
from station.session.sheets import EnterSheet
from tally.ballot import Reason
from tests.station.session.table import BINH, HEAD, MAY, PHIM, THU, C, box, denied, sheet, started

DOUBT = Marks(struck=(1,), seen=Seen.DISTINGUISHING_MARK)


def void(entry=1, batch=1, reason="lẫn tập"):
    return VoidBatch(contest=C, entry=entry, batch=batch, reason=reason)


def resize(batch, size, reason="đếm lại tập"):
    return ResizeBatch(contest=C, batch=batch, size=size, reason=reason)


def rule(place, defect=Reason.DISTINGUISHING_MARK):
    read = Marks(struck=(1,))
    return Rule(contest=C, place=place, defect=defect, marks=read, agree=2, against=0, reason="có dấu")


def settled(size=2, papers=4):
    """Batch 1 was typed twice: its last paper is settled, and its first one ruled on."""
    table = started(papers, batch=size)
    rest = ["1"] * (size - 2)
    table.types(1, [DOUBT, *rest, "2"])
    table.types(1, ["1", *rest, "3"], entry=2)
    table.do(Settle(contest=C, place=(1, size), answers={2: Mark.STRUCK, 3: Mark.KEPT}), HEAD, BINH)
    table.do(rule((1, 1)), HEAD)
    return table


def test_an_entry_of_a_batch_is_thrown_away_and_typed_again():
    table = settled()
    assert table.do(void(2), HEAD) == (BatchVoided(contest=C, entry=2, batch=1, reason="lẫn tập"),)
    assert table.work().batch(2, 1) is None
    assert table.work().batch(1, 1).closed
    table.types(1, ["1", "2"], entry=2, by=THU)
    assert final(table.work(), (1, 2)) == Marks(struck=(2,))


def test_what_was_settled_in_a_batch_that_is_typed_again_is_settled_no_more():
    """Else an answer would stand on a paper on which both entries agree by now."""
    table = settled()
    table.do(void(2), HEAD)
    assert table.work().settled == {}
    table.types(1, ["1", "3"], entry=2)
    assert open_questions(table.work()) == ((1, 1), (1, 2))


@pytest.mark.parametrize("retyped", ["1", DOUBT])
def test_what_the_board_ruled_on_in_it_it_looks_at_again_whether_somebody_doubts_it_still_or_not(retyped):
    """A paper that was ruled invalid must not become valid because nobody saw its mark the second time."""
    table = settled()
    table.do(void(1), HEAD)
    assert table.work().ruling((1, 1)) is None
    table.types(1, [retyped, "3"], by=THU)
    assert doubtful(table.work()) == ((1, 1),)
    assert open_questions(table.work()) == ((1, 1),)
    table.do(rule((1, 1), defect=None), HEAD)
    assert open_questions(table.work()) == ()
    assert [one.stands for one in table.work().rulings[1, 1]] == [False, True]
    table.do(void(2), HEAD)
    assert [one.stands for one in table.work().rulings[1, 1]] == [False, False]


def test_of_the_last_paper_of_a_batch_as_well():
    table = started(4)
    table.both(1, ["1", DOUBT])
    table.do(rule((1, 2)), HEAD)
    table.do(void(1), HEAD)
    table.types(1, ["1", "2"])
    assert doubtful(table.work()) == ((1, 2),)


def test_other_batches_stay_as_they_are():
    table = settled()
    table.both(2, [DOUBT, "2"])
    table.do(rule((2, 1)), HEAD)
    table.do(void(1), HEAD)
    table.do(resize(1, 3), HEAD)
    assert table.work().ruling((2, 1)).stands


def test_throwing_away_takes_a_reason_and_something_to_throw_away():
    table = started(4)
    assert denied(table, void(reason="\t"), HEAD) == ("reason_missing", {})
    assert denied(table, void(), HEAD) == ("batch_not_open", {"batch": 1})
    assert denied(table, void(batch=3), HEAD) == ("no_such_batch", {"batch": 3})


def test_a_batch_with_a_paper_more_is_open_again_for_it():
    table = settled()
    table.do(CountBox(contest=C, box=box(5), reason="dính phiếu"), HEAD)
    (event,) = table.do(resize(1, 3), HEAD)
    assert event == BatchResized(contest=C, batch=1, size=3, reason="đếm lại tập")
    assert table.work().sizes == (3, 2)
    assert not table.work().batch(1, 1).closed
    assert table.work().ruling((1, 1)) is None
    assert table.work().settled == {}
    table.types(1, ["2"], entry=1)
    table.types(1, ["2"], entry=2)
    assert phase(table.day, C) is Phase.ENTRY
    table.both(2, ["1", "1"])
    assert open_questions(table.work()) == ((1, 1), (1, 2))


def test_a_batch_never_has_fewer_papers_than_were_entered():
    table = settled()
    assert denied(table, resize(1, 1), HEAD) == ("more_entered_already", {"have": 2, "size": 1})
    table.do(void(1), HEAD)
    assert denied(table, resize(1, 1), HEAD) == ("more_entered_already", {"have": 2, "size": 1})
    table.do(void(2), HEAD)
    table.do(resize(1, 1), HEAD)
    table.both(1, ["1"])


def test_a_ruling_on_a_paper_that_is_not_there_binds_nobody():
    table = started(4)
    table.types(1, ["1", DOUBT])
    table.types(1, ["1", "1"], entry=2)
    table.do(rule((1, 2)), HEAD)
    for entry in (1, 2):
        table.do(void(entry), HEAD)
    table.do(resize(1, 1), HEAD)
    table.both(1, ["1"])
    assert doubtful(table.work()) == ()
    assert denied(table, rule((1, 2)), HEAD)[0] == "nobody_doubts"
    table.do(CountBox(contest=C, box=box(3), reason="đếm lại"), HEAD)
    table.both(2, ["1", "1"])
    table.do(CloseRound(contest=C), HEAD)
    assert table.state().course.held[0].count.reasons == {}


def test_the_batch_after_the_last_is_a_new_one():
    table = started(4)
    table.do(resize(3, 1), HEAD)
    assert table.work().sizes == (2, 2, 1)
    assert denied(table, resize(5, 1), HEAD) == ("no_such_batch", {"batch": 5})
    assert denied(table, resize(0, 1), HEAD) == ("no_such_batch", {"batch": 0})


@pytest.mark.parametrize("size", [-1, 10_001])
def test_a_batch_has_a_number_of_papers(size):
    assert denied(started(4), resize(1, size), HEAD) == ("batch_size", {"most": 10_000})


@pytest.mark.parametrize("size", [0, 10_000])
def test_a_batch_may_be_empty_or_hold_everything(size):
    table = started(4)
    table.do(resize(1, size), HEAD)
    assert table.work().sizes == (size, 2)


def test_the_size_that_it_has_is_no_change():
    table = settled()
    assert table.do(resize(1, 2), HEAD) == ()
    assert table.do(resize(3, 0), HEAD) == ()


def test_the_batches_must_hold_what_was_collected_before_the_round_is_closed():
    table = settled()
    table.both(2, ["1", "1"])
    table.do(CountBox(contest=C, box=box(5), reason="dính phiếu"), HEAD)
    assert phase(table.day, C) is Phase.ENTRY
    told = {"have": 4, "collected": 5}
    assert denied(table, CloseRound(contest=C), HEAD) == ("batches_do_not_add_up", told)
    table.do(resize(3, 1), HEAD)
    assert denied(table, CloseRound(contest=C), HEAD) == ("not_now", {"phase": "entry"})
    table.both(3, ["1"])
    table.do(CloseRound(contest=C), HEAD)
    assert table.state().course.held[0].count.collected == 5


def test_of_a_batch_that_is_open_again_nothing_that_was_settled_or_ruled_stands():
    """A paper more was found: whichever it is, each behind it lies one place further than it was ruled on."""
    table = started(3, batch=3)
    table.both(1, ["1", DOUBT, DOUBT])
    for place in (2, 3):
        table.do(rule((1, place)), HEAD)
    table.do(CountBox(contest=C, box=box(4), reason="dính phiếu"), HEAD)
    table.do(resize(1, 4), HEAD)
    assert not any(table.work().ruling((1, place)) for place in (2, 3))
    name = {"contest": C, "entry": 1, "batch": 1}
    table.do(UndoBallot(**name), MAY)
    table.types(1, [DOUBT, "1"])
    table.types(1, ["1"], entry=2)
    assert open_questions(table.work()) == ((1, 2), (1, 3))


def test_of_a_round_on_tally_sheets_a_sheet_is_thrown_away():
    """Two sheets that agree are not right for that."""
    table = started(2, way=Way.SHEETS)
    totals = sheet(2, {1: 2, 2: 2, 3: 2, 4: 0})
    for number, by in ((1, MAY), (2, PHIM)):
        table.do(EnterSheet(contest=C, batch=1, sheet=number, totals=totals), by)
    assert phase(table.day, C) is Phase.READY
    table.do(void(2), HEAD)
    assert [*table.work().sheets] == [(1, 1)]
    assert phase(table.day, C) is Phase.ENTRY
    for entry, batch in ((2, 1), (3, 1), (1, 2)):
        assert denied(table, void(entry, batch), HEAD) == ("batch_not_open", {"batch": batch})


def test_of_a_round_on_tally_sheets_a_batch_of_another_size_is_summed_anew():
    table = started(2, way=Way.SHEETS, batch=1)
    table.do(CountBox(contest=C, box=box(3), reason="dính phiếu"), HEAD)
    for batch in (1, 2):
        for number, by in ((1, MAY), (2, PHIM)):
            totals = sheet(1, {1: 1, 2: 1, 3: 1, 4: 0})
            table.do(EnterSheet(contest=C, batch=batch, sheet=number, totals=totals), by)
    table.do(resize(2, 2), HEAD)
    assert sorted(table.work().sheets) == [(1, 1), (1, 2)]
    table.do(resize(1, 3), HEAD)
    table.do(resize(2, 0), HEAD)
    for number, by in ((1, MAY), (2, PHIM)):
        table.do(EnterSheet(contest=C, batch=1, sheet=number, totals=sheet(3, {1: 3, 2: 3, 3: 3, 4: 0})), by)
    table.do(CloseRound(contest=C), HEAD)
    assert table.state().course.held[0].count.valid == 3


def test_nothing_of_a_batch_changes_before_there_are_batches():
    table = started(2)
    table.do(OpenBatch(contest=C, entry=1, batch=1), MAY)
    table.do(CountBox(contest=C, box=box(3, issued=2), reason="dính phiếu"), HEAD)
    assert denied(table, resize(1, 3), HEAD) == ("excess", {"n": 1})
    assert denied(table, void(), HEAD) == ("excess", {"n": 1})
