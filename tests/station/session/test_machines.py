"""Several machines: an entry typed at another station is an entry like any, of the same papers and by other people."""

from dataclasses import replace

import pytest

from station.session.batches import ResizeBatch, VoidBatch
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound
from station.session.comparison import differences
from station.session.doubts import Rule
from station.session.entry import OpenBatch
from station.session.machines import BatchTaken, DropEntry, EntryDropped, TakeEntry
from station.session.marks import Marks, Seen
from station.session.phase import open_questions
from station.session.round import Batch, Entry, Way
from tests.station.session.table import HEAD, MAY, NAMES, PHIM, C, box, boxed, candidate, contest, denied, started

BALLOTS = ((Marks(struck=(1,)), Marks(struck=(2,))), (Marks(struck=(3,)),))


def taken(table, *, entry=2, batches=BALLOTS, **given):
    plain = {
        "station": "VD.1/station-2",
        "definition": table.state().confirmed.definition,
        "attempt": table.work().attempt,
        "round": table.work().number,
        "typists": ("Ngô Xa", "Đinh Xa")[: len(batches)],
    }
    return TakeEntry(contest=C, entry=entry, batches=batches, **plain | given)


def drop(entry=2, reason="lệch tập"):
    return DropEntry(contest=C, entry=entry, reason=reason)


def test_an_entry_comes_in_batch_by_batch_each_closed_and_with_who_typed_it():
    table = started(3)
    events = table.do(taken(table), HEAD)
    named = {"contest": C, "entry": 2, "station": "VD.1/station-2"}
    assert events == (
        BatchTaken(**named, batch=1, typist="Ngô Xa", size=2, ballots=BALLOTS[0]),
        BatchTaken(**named, batch=2, typist="Đinh Xa", size=1, ballots=BALLOTS[1]),
    )
    assert table.work().entries[1] == Entry(
        source="VD.1/station-2",
        batches={
            1: Batch(typist="Ngô Xa", ballots=BALLOTS[0], closed=True),
            2: Batch(typist="Đinh Xa", ballots=BALLOTS[1], closed=True),
        },
    )


def test_it_is_compared_like_any_and_the_result_stands_where_they_agree():
    table = started(3, entries=3)
    table.do(taken(table), HEAD)
    table.do(taken(table, entry=3, station="VD.1/station-3", typists=("Tạ Xa", "Tạ Xa")), HEAD)
    table.types(1, ["1", "3"])
    table.types(2, ["3"])
    assert [(one.place, one.numbers) for one in differences(table.work())] == [((1, 2), (2, 3))]
    assert denied(table, CloseRound(contest=C), HEAD) == ("papers_open", {"n": 1})


def test_a_paper_that_was_doubted_elsewhere_comes_before_the_board():
    table = started(3)
    doubt = (BALLOTS[0], (Marks(struck=(3,), seen=Seen.UNCLEAR),))
    table.do(taken(table, batches=doubt), HEAD)
    table.types(1, ["1", "2"])
    table.types(2, ["3"])
    assert open_questions(table.work()) == ((2, 1),)


@pytest.mark.parametrize("given", [{"definition": "0" * 64}, {"attempt": 2}, {"round": 2}])
def test_an_entry_of_other_papers_is_refused(given):
    table = started(3)
    told = {"station": "VD.1/station-2"}
    assert denied(table, taken(table, **given), HEAD) == ("entry_of_another_round", told)


def test_the_papers_lie_there_in_the_batches_in_which_they_lie_here():
    """A paper more or less is told with its batch: there the stacks are counted again."""
    table = started(3)
    one = (BALLOTS[0],)
    told = {"station": "VD.1/station-2", "batches": 1, "here": 2}
    assert denied(table, taken(table, batches=one), HEAD) == ("other_batches", told)
    told = {"station": "VD.1/station-2", "batches": 2, "here": 2}
    assert denied(table, taken(table, typists=("Ngô Xa",)), HEAD) == ("other_batches", told)
    moved = (BALLOTS[0][:1], (*BALLOTS[1], BALLOTS[0][1]))
    told = {"station": "VD.1/station-2", "batch": 1, "size": 1, "here": 2}
    assert denied(table, taken(table, batches=moved), HEAD) == ("batch_of_another_size", told)


def test_marks_that_cannot_stand_on_this_paper_are_refused():
    table = started(3)
    beyond = (BALLOTS[0], (Marks(struck=(9,)),))
    assert denied(table, taken(table, batches=beyond), HEAD) == ("marks_do_not_fit", {})


def test_an_entry_comes_in_once_and_in_a_place_that_nobody_has_begun():
    table = started(3, entries=3)
    table.types(1, ["1"], close=False)
    assert denied(table, taken(table, entry=1), HEAD) == ("entry_is_begun", {"entry": 1})
    for entry in (0, 4):
        assert denied(table, taken(table, entry=entry), HEAD) == ("no_such_entry", {"entry": entry})
    table.do(taken(table), HEAD)
    assert denied(table, taken(table), HEAD) == ("entry_is_begun", {"entry": 2})
    assert denied(table, taken(table, entry=3), HEAD) == ("station_is_in", {"station": "VD.1/station-2"})


def test_the_same_person_never_types_a_batch_twice_be_it_at_two_stations():
    """Nor does this station's own entry come back as another's."""
    table = started(3)
    table.types(1, ["1", "2"])
    again = taken(table, typists=(NAMES[MAY].upper(), "Đinh Xa"))
    assert denied(table, again, HEAD) == ("same_person_twice", {"batch": 1})
    table.do(replace(again, typists=("Ngô Xa", NAMES[MAY])), HEAD)
    assert denied(table, OpenBatch(contest=C, entry=1, batch=2), MAY) == ("same_person_twice", {"batch": 2})
    table.types(2, ["3"], by=PHIM)


def test_a_person_is_not_taken_for_another_who_is_named_like_an_id():
    table = started(3)
    table.do(taken(table, typists=(MAY, MAY)), HEAD)
    table.types(1, ["1", "2"], by=MAY)


def test_nobody_on_the_list_typed_it():
    """R2: neither here nor elsewhere."""
    table = started(3, contest([*map(candidate, (1, 2, 3)), candidate(4, "Đinh Xa")]))
    assert denied(table, taken(table), HEAD) == ("operator_is_candidate", {"name": "Đinh Xa"})


def test_what_came_in_is_not_typed_over():
    table = started(3)
    table.do(taken(table), HEAD)
    told = {"station": "VD.1/station-2"}
    assert denied(table, OpenBatch(contest=C, entry=2, batch=1), PHIM) == ("entry_came_from_elsewhere", told)
    void = VoidBatch(contest=C, entry=2, batch=1, reason="lệch")
    assert denied(table, void, HEAD) == ("entry_came_from_elsewhere", told)


def test_an_entry_of_other_batches_is_dropped_put_right_there_and_taken_again():
    """A paper was in the wrong batch, here and there."""
    table = started(3)
    table.do(taken(table), HEAD)
    resize = ResizeBatch(contest=C, batch=2, size=2, reason="thêm một phiếu")
    assert denied(table, resize, HEAD) == ("entries_came_from_elsewhere", {})
    assert denied(table, drop(reason=""), HEAD) == ("reason_missing", {})
    assert table.do(drop(), HEAD) == (EntryDropped(contest=C, entry=2, reason="lệch tập"),)
    assert table.work().entries[1] == Entry()
    table.do(resize, HEAD)
    table.do(CountBox(contest=C, box=box(4), reason="sót một phiếu"), HEAD)
    table.do(taken(table, batches=(BALLOTS[0], (*BALLOTS[1], Marks()))), HEAD)
    table.types(1, ["1", "2"])
    table.types(2, ["3", Marks()])
    table.do(CloseRound(contest=C), HEAD)


def test_what_was_read_beside_an_entry_that_is_dropped_is_read_again():
    table = started(3)
    table.types(1, [Marks(seen=Seen.UNCLEAR), "2"])
    table.do(taken(table), HEAD)
    rule = Rule(contest=C, place=(1, 1), defect=None, marks=Marks(struck=(1,)), agree=2, against=0, reason="rõ")
    table.do(rule, HEAD)
    table.do(drop(), HEAD)
    assert table.work().ruling((1, 1)) is None


def test_a_third_entry_is_done_without_where_nobody_has_begun_it():
    """One machine of three is broken: two entries are what the rule asks for."""
    table = started(3, entries=3)
    assert denied(table, drop(2), HEAD) == ("nothing_to_drop", {"entry": 2})
    table.do(taken(table, entry=3), HEAD)
    table.do(drop(3), HEAD)
    assert len(table.work().entries) == 3
    table.do(drop(3), HEAD)
    assert len(table.work().entries) == 2
    for entry in (1, 2):
        assert denied(table, drop(entry), HEAD) == ("nothing_to_drop", {"entry": entry})
    assert denied(table, drop(3), HEAD) == ("no_such_entry", {"entry": 3})


def test_an_entry_that_is_typed_here_is_thrown_away_batch_by_batch():
    table = started(3, entries=3)
    table.types(1, ["1", "2"], entry=3)
    assert denied(table, drop(3), HEAD) == ("nothing_to_drop", {"entry": 3})
    table.do(VoidBatch(contest=C, entry=3, batch=1, reason="thừa"), HEAD)
    table.do(drop(3), HEAD)
    assert len(table.work().entries) == 2


def test_an_entry_of_no_papers_is_nothing():
    table = boxed(0)
    table.do(StartEntry(contest=C), HEAD)
    assert table.do(taken(table, batches=()), HEAD) == ()


def test_a_round_on_tally_sheets_takes_no_entry():
    table = started(3, way=Way.SHEETS)
    assert denied(table, taken(table), HEAD) == ("not_by_ballots", {})
