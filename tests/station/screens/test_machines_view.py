"""Whose entries of a contest there are is shown, and what comes next; never what stands on a ballot."""

from dataclasses import replace

import pytest

from station.screens.machines_view import (
    Standing,
    about,
    droppable,
    free_entry,
    groups,
    machine_rows,
    standing,
    typed_here,
    what_next,
)
from station.session.machines import DropEntry, TakeEntry
from station.widgets.drawing import say
from tally.record.fingerprint import fingerprint
from tally.words import Lang, Words
from tests.station.screens.entry_days import HEAD, OTHER, STRIKE, Days, struck
from tests.station.screens.machines_days import BALLOTS, TWO, machine

VI = Words(Lang.VI)


def taken(days, *, entry=2, ballots=BALLOTS, typist="Hồ Thị Ngân"):
    days.sit(HEAD)
    days.do(
        TakeEntry(
            contest=STRIKE,
            entry=entry,
            station=TWO,
            definition=days.day.contest(STRIKE).confirmed.definition,
            attempt=1,
            round=1,
            typists=(typist,) * len(ballots),
            batches=tuple(map(tuple, ballots)),
        )
    )
    return days


def work(days):
    return days.day.work(STRIKE)


def rows(days):
    return [[say(cell.text, VI) for cell in row.cells] for row in machine_rows(days.day, work(days))]


def step(days):
    return what_next(work(days))[0].text.key.removeprefix("exchange.next.")


def test_a_row_says_at_which_machine_an_entry_was_typed_by_whom_and_how_far_it_is(tmp_path):
    days = machine(tmp_path, "a", entries=3, closed=False)
    assert rows(days) == [
        ["Lần nhập 1", "máy này", "Lê Văn Cảnh", "đang nhập 5/5"],
        ["Lần nhập 2", "–", "", "chưa có"],
        ["Lần nhập 3", "–", "", "chưa có"],
    ]
    taken(days)
    assert rows(days)[1] == ["Lần nhập 2", TWO, "Hồ Thị Ngân", "✓ nhận đủ 5"]


def test_several_typists_are_named_once_each(tmp_path):
    days = Days(tmp_path).start().typed(1, 1, BALLOTS[0]).typed(1, 2, BALLOTS[1], by=OTHER)
    assert rows(days)[0][2:] == ["Lê Văn Cảnh, Đỗ Thị Duyên", "✓ nhập đủ 5"]


def test_a_batch_without_papers_was_typed_by_nobody(tmp_path):
    days = taken(machine(tmp_path, "a"), typist=TWO)
    assert rows(days)[1][2] == ""


def test_no_number_that_was_struck_is_in_sight(tmp_path):
    """Whatever was struck out here or there, every word is the same."""
    seen = []
    for name, numbers in (("a", (1, 2)), ("b", (5, 6))):
        days = taken(machine(tmp_path, name, ballots=[[struck(*numbers)] * 3, [struck(*numbers)] * 2]))
        seen.append((rows(days), [line.text for line in what_next(replace(work(days), settled={}))][1:]))
    assert seen[0] == seen[1]


def test_an_entry_stands_free_is_typed_to_its_end_or_was_taken(tmp_path):
    days = machine(tmp_path, "a", entries=3, closed=False)
    assert [standing(work(days), number) for number in (1, 2)] == [Standing.TYPING, Standing.FREE]
    assert (typed_here(work(days)), free_entry(work(days))) == ((), 2)
    taken(days)
    assert (standing(work(days), 2), free_entry(work(days))) == (Standing.TAKEN, 3)
    whole = taken(machine(tmp_path, "b"))
    assert (typed_here(work(whole)), free_entry(work(whole))) == ((1,), None)


def test_only_what_came_from_elsewhere_or_an_unbegun_third_is_dropped_whole(tmp_path):
    days = machine(tmp_path, "a", entries=3)
    assert droppable(work(days)) == (3,)
    taken(days)
    assert droppable(work(days)) == (2, 3)
    days.do(DropEntry(contest=STRIKE, entry=3, reason="Không cần"))
    assert droppable(work(days)) == (2,)
    days.do(DropEntry(contest=STRIKE, entry=2, reason="Tập khác"))
    assert droppable(work(days)) == ()


@pytest.mark.parametrize(
    ("made", "next_"),
    [
        (lambda home: Days(home).start(), "begin"),
        (lambda home: machine(home, "a", closed=False), "type"),
        (lambda home: machine(home, "a"), "exchange"),
        (lambda home: taken(Days(home).start()), "both"),
        (lambda home: taken(machine(home, "a")), "agree"),
        (lambda home: taken(machine(home, "a"), ballots=[BALLOTS[0], [struck(1), struck(2, 4)]]), "compare"),
    ],
)
def test_what_comes_next_is_told(tmp_path, made, next_):
    assert step(made(tmp_path)) == next_


def test_the_fingerprint_is_read_in_groups_on_two_lines():
    one, two = groups(b"abc")
    assert f"{one} {two}" == fingerprint(b"abc")
    assert len(one.split()) == len(two.split()) == 6


def test_before_it_is_taken_it_is_seen_whose_it_is(tmp_path):
    command = TakeEntry(
        contest=STRIKE,
        entry=2,
        station=TWO,
        definition="",
        attempt=1,
        round=1,
        typists=("Hồ Thị Ngân", TWO, "Hồ Thị Ngân", "Lý Sơn"),
        batches=((struck(4),) * 3, (), (struck(5),), (struck(6),)),
    )
    said = [say(text, VI) for text in about(command, "Máy hai", b"abc")]
    assert said == [
        "Máy: VD.1/station-2 (Máy hai), chữ ký đúng.",
        "Người nhập: Hồ Thị Ngân, Lý Sơn.",
        "5 tờ phiếu trong 4 tập.",
        "Dãy số của tệp, phải giống trên máy kia:",
        *(f"  {line}" for line in groups(b"abc")),
    ]
    assert "Người nhập: –." in [say(text, VI) for text in about(replace(command, typists=(), batches=()), "", b"")]
