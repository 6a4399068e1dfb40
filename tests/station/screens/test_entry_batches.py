"""The batches: how far each is in each entry, who types what next, and nothing of what stands on a ballot."""

from station.screens.batches import batch_columns, batch_rows, entered_in, entry_for, how, next_batch
from station.session.batches import ResizeBatch
from station.session.machines import DropEntry, TakeEntry
from station.widgets.drawing import say
from tally.words import Lang, Words
from tests.station.screens.entry_days import HEAD, MEMBER, OTHER, STRIKE, TYPIST, Days, struck

VI = Words(Lang.VI)


def rows(days, entries=2):
    return [[say(cell.text, VI) for cell in row.cells] for row in batch_rows(days.day, days.day.work(STRIKE), entries)]


def going(days, person):
    return next_batch(days.day, days.day.work(STRIKE), person)


def test_a_row_says_who_typed_and_how_far(tmp_path):
    days = Days(tmp_path).start()
    days.typed(1, 1, [struck(1)] * 3).typed(2, 1, [struck(2)], closed=False)
    assert rows(days) == [["1", "3", "✓ Lê Văn Cảnh", "1/3 · Đỗ Thị Duyên"], ["2", "2", "–", "–"]]


def test_no_number_that_was_struck_is_in_sight(tmp_path):
    """Whatever was struck out, the table is the same."""
    tables = []
    for name, numbers in (("one", (1, 2)), ("other", (5, 6))):
        (tmp_path / name).mkdir()
        tables.append(rows(Days(tmp_path / name).start().typed(1, 1, [struck(*numbers)] * 3)))
    assert tables[0] == tables[1]


def test_there_is_a_column_for_each_entry_and_one_of_them_gives_way():
    for entries in (2, 3):
        columns = batch_columns(entries)
        assert len(columns) == 2 + entries
        assert [column.width for column in columns].count(None) == 1


def test_a_third_entry_that_is_dropped_leaves_its_column_empty(tmp_path):
    days = Days(tmp_path).start(entries=3)
    days.do(DropEntry(contest=STRIKE, entry=3, reason="Không cần"))
    assert [row[-1] for row in rows(days, 3)] == ["", ""]


def test_an_entry_from_another_station_is_named(tmp_path):
    days = Days(tmp_path).start()
    taken = TakeEntry(
        contest=STRIKE,
        entry=2,
        station="VD.1/station-2",
        definition=days.day.contest(STRIKE).confirmed.definition,
        attempt=1,
        round=1,
        typists=("An", "An"),
        batches=((struck(1),) * 3, (struck(1),) * 2),
    )
    days.do(taken)
    assert rows(days)[0][3] == "✓ máy VD.1/station-2"
    assert entry_for(days.day.work(STRIKE), TYPIST, 1) == 1
    days.typed(1, 1, [struck(1)] * 3).typed(1, 2, [struck(1)] * 2)
    assert entry_for(days.day.work(STRIKE), TYPIST, 1) is None


def test_the_ballots_of_an_entry_are_counted(tmp_path):
    days = Days(tmp_path).start().typed(1, 1, [struck(1)] * 3).typed(2, 2, [struck(1)], closed=False)
    work = days.day.work(STRIKE)
    assert (entered_in(work, 1), entered_in(work, 2)) == ((3, 5), (1, 5))


def test_the_first_entry_of_every_batch_comes_before_any_second(tmp_path):
    days = Days(tmp_path).start()
    assert going(days, TYPIST) == (1, 1)
    days.typed(1, 1, [struck(1)] * 3)
    assert going(days, OTHER) == (1, 2)
    days.typed(1, 2, [struck(1)] * 2)
    assert going(days, OTHER) == (2, 1)


def test_nobody_is_sent_to_a_batch_that_the_same_person_typed(tmp_path):
    days = Days(tmp_path).start().typed(1, 1, [struck(1)] * 3).typed(1, 2, [struck(1)] * 2)
    assert going(days, TYPIST) is None
    days.typed(2, 1, [struck(1)] * 3, by=HEAD)
    assert going(days, HEAD) == (2, 2)


def test_the_batch_in_hand_comes_first(tmp_path):
    days = Days(tmp_path).start().typed(1, 2, [struck(1)], closed=False)
    assert going(days, TYPIST) == (1, 2)
    assert going(days, OTHER) == (1, 1)
    days.typed(1, 1, [struck(1)], by=OTHER, closed=False)
    assert going(days, MEMBER) == (2, 1)


def test_an_empty_batch_is_nobodys_work(tmp_path):
    days = Days(tmp_path).start()
    days.do(ResizeBatch(contest=STRIKE, batch=1, size=0, reason="Dồn vào tập 2"))
    assert going(days, TYPIST) == (1, 2)


def test_what_to_do_is_said(tmp_path):
    days = Days(tmp_path).start()

    def said():
        return [one.text.key for one in how(days.day, days.day.work(STRIKE))]

    assert said() == ["entry.how.choose", "entry.how.far", "entry.how.far", "exchange.way"]
    days.typed(1, 1, [struck(1)] * 3).typed(1, 2, [struck(1)] * 2)
    assert said()[0] == "entry.how.others"
    days.leave()
    assert said()[0] == "entry.how.choose"
    days.typed(2, 1, [struck(1)] * 3).typed(2, 2, [struck(1)] * 2)
    assert said() == ["entry.how.entered"]
