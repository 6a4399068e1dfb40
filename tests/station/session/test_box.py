"""The box: every paper is accounted for before anybody types one (R7, Art. 8)."""

import pytest

from station.session.batches import VoidBatch
from station.session.box import CountBox, EntryStarted, StartEntry
from station.session.closing import CloseRound
from station.session.decision import choices
from station.session.definition import ConfirmContest
from station.session.doubts import Rule, doubtful
from station.session.entry import OpenBatch
from station.session.marks import Marks, Seen
from station.session.phase import Phase, phase
from station.session.round import Box, Entry, Way
from station.session.sheets import EnterSheet
from tally.contest import Choice
from tests.station.session.table import HEAD, MAY, PHIM, C, box, boxed, denied, opened, sheet, started


def confirmed():
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    return table


def test_there_is_a_box_only_in_a_round():
    assert denied(opened(), CountBox(contest=C, box=box(1)), HEAD) == ("no_round", {"contest": C})


def test_papers_that_came_back_unused_or_spoiled_are_not_in_the_hands_of_voters():
    told = Box(issued=20, unused=3, spoiled=2, collected=14, not_returned=1)
    assert (told.handed, told.excess, told.adds_up) == (15, 0, True)


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ((10, 0, 0, 9, 0), ("box_does_not_add_up", {"handed": 10, "found": 9})),
        ((10, 0, 0, 9, 2), ("box_does_not_add_up", {"handed": 10, "found": 11})),
        ((10, 6, 5, 0, 0), ("more_back_than_issued", {"n": 1})),
        ((10, -1, 0, 11, 0), ("box_figures", {"most": 10_000})),
        ((10_001, 0, 0, 10_001, 0), ("box_figures", {"most": 10_000})),
    ],
)
def test_papers_that_do_not_add_up_are_counted_again(figures, why):
    told = dict(zip(("issued", "unused", "spoiled", "collected", "not_returned"), figures, strict=True))
    assert denied(confirmed(), CountBox(contest=C, box=Box(**told)), HEAD) == why


def test_a_box_may_hold_nothing_and_everything():
    table = confirmed()
    table.do(CountBox(contest=C, box=box(0)), HEAD)
    table.do(CountBox(contest=C, box=box(10_000), reason="đếm lại"), HEAD)
    assert table.work().box.collected == 10_000


def test_figures_that_are_changed_are_changed_with_a_reason():
    table = boxed(4)
    assert denied(table, CountBox(contest=C, box=box(5)), HEAD) == ("reason_missing", {})
    (event,) = table.do(CountBox(contest=C, box=box(5), reason=" sót   một phiếu "), HEAD)
    assert event.reason == "sót một phiếu"
    assert [one.event.box.collected for one in table.journal if one.event.name == "box_counted"] == [4, 5]


def test_more_papers_than_voters_had_stop_everything():
    """R7: the presidium and the congress decide; never the code."""
    table = confirmed()
    table.do(CountBox(contest=C, box=box(5, issued=4)), HEAD)
    assert table.work().box.excess == 1
    assert phase(table.day, C) is Phase.EXCESS
    assert choices(table.day, C) == (Choice.AGAIN,)
    assert denied(table, StartEntry(contest=C), HEAD) == ("excess", {"n": 1})
    assert denied(table, CloseRound(contest=C), HEAD) == ("not_now", {"phase": "excess"})


def test_an_excess_that_is_found_late_stops_what_had_started():
    table = started(4)
    table.types(1, ["1", "2"])
    table.do(CountBox(contest=C, box=box(5, issued=4), reason="dính hai phiếu"), HEAD)
    assert phase(table.day, C) is Phase.EXCESS
    assert denied(table, OpenBatch(contest=C, entry=1, batch=2), MAY) == ("excess", {"n": 1})
    table.do(CountBox(contest=C, box=box(4), reason="đếm nhầm"), HEAD)
    table.types(2, ["1", "2"])


@pytest.mark.parametrize(
    ("collected", "batch", "sizes"),
    [(0, 25, ()), (1, 25, (1,)), (25, 25, (25,)), (26, 25, (25, 1)), (60, 25, (25, 25, 10)), (3, 1, (1, 1, 1))],
)
def test_the_papers_lie_in_batches_of_one_size_and_a_last_one(collected, batch, sizes):
    table = boxed(collected)
    (event,) = table.do(StartEntry(contest=C, batch=batch), HEAD)
    assert event == EntryStarted(contest=C, way=Way.BALLOTS, sizes=sizes, entries=2)
    assert sum(table.work().sizes) == collected
    assert table.work().entries == (Entry(), Entry())


def test_the_box_comes_before_the_batches():
    assert denied(confirmed(), StartEntry(contest=C), HEAD) == ("box_first", {})
    assert denied(confirmed(), OpenBatch(contest=C, entry=1, batch=1), MAY) == ("not_now", {"phase": "box"})
    assert denied(boxed(2), OpenBatch(contest=C, entry=1, batch=1), MAY) == ("not_now", {"phase": "box"})


def test_a_batch_is_of_25_papers_unless_the_board_wants_another_number():
    table = boxed(60)
    table.do(StartEntry(contest=C), HEAD)
    assert table.work().sizes == (25, 25, 10)
    table.do(StartEntry(contest=C, batch=10_000), HEAD)
    assert table.work().sizes == (60,)


def test_what_the_board_ruled_on_in_batches_that_are_no_more_binds_nobody():
    table = started(4, batch=1)
    table.types(4, [Marks(seen=Seen.UNCLEAR)])
    table.types(4, ["1"], entry=2)
    rule = Rule(contest=C, place=(4, 1), defect=None, marks=Marks(struck=(1,)), agree=2, against=0, reason="rõ")
    table.do(rule, HEAD)
    for entry in (1, 2):
        table.do(VoidBatch(contest=C, entry=entry, batch=4, reason="chia lại tập"), HEAD)
    table.do(StartEntry(contest=C, batch=4), HEAD)
    assert table.work().rulings == {}
    assert doubtful(table.work()) == ()


@pytest.mark.parametrize("batch", [0, -1, 10_001])
def test_a_batch_has_a_paper_at_least(batch):
    assert denied(boxed(4), StartEntry(contest=C, batch=batch), HEAD) == ("batch_size", {"most": 10_000})


@pytest.mark.parametrize("entries", [0, 1, 4])
def test_every_ballot_is_entered_twice_at_least(entries):
    assert denied(boxed(4), StartEntry(contest=C, entries=entries), HEAD) == ("entries", {"most": 3})


def test_as_long_as_nothing_was_entered_counting_may_begin_in_another_way():
    table = started(4, batch=4)
    table.do(StartEntry(contest=C, way=Way.SHEETS, batch=2), HEAD)
    assert (table.work().way, table.work().sizes, table.work().entries) == (Way.SHEETS, (2, 2), ())
    table.do(StartEntry(contest=C, entries=3), HEAD)
    assert len(table.work().entries) == 3
    table.do(OpenBatch(contest=C, entry=1, batch=1), MAY)
    assert denied(table, StartEntry(contest=C), HEAD) == ("entry_has_started", {})
    table.do(VoidBatch(contest=C, entry=1, batch=1, reason="nhầm"), HEAD)
    table.do(StartEntry(contest=C, way=Way.SHEETS, batch=4), HEAD)
    table.do(
        EnterSheet(contest=C, batch=1, sheet=1, totals=sheet(0, dict.fromkeys((1, 2, 3, 4), 0), several_inks=4)), PHIM
    )
    assert denied(table, StartEntry(contest=C), HEAD) == ("entry_has_started", {})


def test_a_box_with_nothing_in_it_is_closed_with_nothing():
    """R11: nobody is elected then."""
    table = opened()
    table.votes([])
    (held,) = table.state().course.held
    assert (held.count.valid, held.count.invalid, dict(held.count.votes)) == (0, 0, {1: 0, 2: 0, 3: 0, 4: 0})
    assert held.outcome.status == "short"
