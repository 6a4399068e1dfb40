"""When the plain ballots are destroyed, the journal still gives the same course, decisions and records (R15)."""

from dataclasses import replace

import pytest

from station.session import fold, folded
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseRound, OpenBoard
from station.session.comparison import Settle, differences, final
from station.session.definition import ConfirmContest
from station.session.doubts import Rule, doubtful
from station.session.machines import TakeEntry
from station.session.marks import Mark, Marks, Seen
from station.session.phase import phase
from station.session.records import DestroyBallots, KeepRecord, NoteCopy, NoteVerified
from station.session.round import Way
from station.session.sheets import EnterSheet
from tally.ballot import Reason
from tests.station.session.table import BINH, HEAD, MAY, NAMES, PHIM, C, box, contest, lines_for, opened, sheet


def without_ballots(journal, until=None):
    """The journal with what stood on ballots gone, be it only up to some entry."""
    for place, one in enumerate(journal):
        if one.event.hidden and one.event.name != "person_enrolled" and (until is None or place < until):
            yield replace(one, event=replace(one.event, **{one.event.hidden: None}))
        else:
            yield one


def played():
    """Three rounds: one with a doubt and a difference, a run-off that another station typed too, and one on sheets."""
    table = opened(contest(3, 2), contest(2, 2, name="khac", kind="delegates"))
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
    table.decides("again")
    table.do(CountBox(contest=C, box=box(12)), HEAD)
    table.do(StartEntry(contest=C, batch=6), HEAD)
    lines = lines_for({1: 10, 2: 7, 3: 7})
    for batch in (1, 2):
        table.types(batch, lines[6 * batch - 6 : 6 * batch])
    second = [Marks(struck=(1, 2, 3), seen=Seen.SEVERAL_INKS), *lines[1:5], "1 2 3", *lines[6:]]
    for batch in (1, 2):
        table.types(batch, second[6 * batch - 6 : 6 * batch], entry=2)
    table.do(OpenBoard(contest=C), HEAD)
    paper = final(table.work(), (1, 1))
    for defect in (Reason.SEVERAL_INKS, None):
        table.do(Rule(contest=C, place=(1, 1), defect=defect, marks=paper, agree=2, against=0, reason="rõ"), HEAD)
    (one,) = differences(table.work())
    read = final(table.work(), one.place)
    answers = {number: read.mark(number, table.work().paper.kind) for number in one.numbers}
    table.do(Settle(contest=C, place=one.place, answers=answers), HEAD, BINH)
    table.do(CloseRound(contest=C), HEAD)
    table.decides("run_off")
    table.do(CountBox(contest=C, box=box(3)), HEAD)
    table.do(StartEntry(contest=C), HEAD)
    taken = TakeEntry(
        contest=C,
        entry=2,
        station="VD.1/station-2",
        definition=table.state().confirmed.definition,
        attempt=1,
        round=2,
        typists=("Ngô Xa",),
        batches=((Marks(struck=(2,)), Marks(struck=(2,)), Marks(struck=(3,))),),
    )
    table.do(taken, HEAD)
    table.types(1, ["2", "2", "3"])
    table.do(CloseRound(contest=C), HEAD)
    table.do(ConfirmContest(contest="khac"), HEAD)
    table.do(CountBox(contest="khac", box=box(2)), HEAD)
    table.do(StartEntry(contest="khac", way=Way.SHEETS), HEAD)
    for number, by in ((1, MAY), (2, PHIM)):
        table.do(EnterSheet(contest="khac", batch=1, sheet=number, totals=sheet(2, {1: 2, 2: 1})), by)
    table.do(CloseRound(contest="khac"), HEAD)
    return table


def recorded(table):
    files = {"1.record": "a", "b.age": "b"}
    table.do(KeepRecord(contest=C, record="r1", file="1.record", sequence=1, rounds=2, files=files), HEAD)
    table.do(NoteVerified(contest=C, record="r1"), MAY)
    for stick in ("A", "B"):
        table.do(NoteCopy(stick=stick, files=files), MAY)
    return table


def test_the_same_day_comes_of_the_journal_but_for_the_ballots():
    table = recorded(played())
    before = table.day
    table.do(DestroyBallots(contest=C, entries=()), HEAD, BINH)
    again = folded(without_ballots(table.journal))
    assert again == table.day
    for name, state in before.contests.items():
        after = again.contests[name]
        assert (after.course, after.decisions, after.kept) == (state.course, state.decisions, state.kept)
        assert (after.confirmed, after.board_open) == (state.confirmed, state.board_open)
        assert again.result(name) == before.result(name)
        assert phase(again, name) is phase(before, name)
    assert before.contest(C).ballots != again.contest(C).ballots == (None, None)
    assert (again.people, again.watch, again.copies) == (before.people, before.watch, before.copies)


def test_a_crash_between_the_loss_of_the_ballots_and_its_event_changes_nothing_either():
    """Whatever part of them is gone, the day can be folded, and its course is the same."""
    table = played()
    for until in range(0, len(table.journal), 3):
        again = folded(without_ballots(table.journal, until))
        for name, state in table.day.contests.items():
            assert again.contests[name].course == state.course


def test_at_work_a_ballot_that_is_gone_is_nothing_and_never_another_one():
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(2)), HEAD)
    table.do(StartEntry(contest=C), HEAD)
    table.types(1, ["1", Marks(struck=(2,), seen=Seen.UNCLEAR)])
    table.types(1, ["2", "2"], entry=2)
    table.do(Settle(contest=C, place=(1, 1), answers={1: Mark.STRUCK, 2: Mark.STRUCK}), HEAD, BINH)
    gone = folded(without_ballots(table.journal)).work(C)
    assert doubtful(gone) == ()
    assert differences(gone) == ()
    assert [final(gone, (1, paper)) for paper in (1, 2)] == [None, None]
    answers_gone = folded(
        replace(one, event=replace(one.event, answers=None)) if one.event.name == "difference_settled" else one
        for one in table.journal
    )
    assert final(answers_gone.work(C), (1, 1)) is None


def test_where_one_entry_is_gone_the_other_is_not_taken_for_the_paper():
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(1)), HEAD)
    table.do(StartEntry(contest=C), HEAD)
    table.types(1, ["1"])
    table.types(1, ["2"], entry=2)
    table.do(Settle(contest=C, place=(1, 1), answers={1: Mark.STRUCK, 2: Mark.STRUCK}), HEAD, BINH)
    until = next(place for place, one in enumerate(table.journal) if one.event.name == "ballot_entered") + 1
    half = folded(without_ballots(table.journal, until)).work(C)
    assert half.at((1, 1)) == (None, Marks(struck=(2,)))
    assert final(half, (1, 1)) is None
    assert [one.numbers for one in differences(half)] == [()]


def test_the_body_votes_again_after_the_ballots_were_destroyed():
    table = opened()
    table.votes(["3 4"] * 12)
    files = {"1.record": "a"}
    table.do(KeepRecord(contest=C, record="r1", file="1.record", sequence=1, rounds=1, files=files), HEAD)
    table.do(NoteVerified(contest=C, record="r1"), MAY)
    for stick in ("A", "B"):
        table.do(NoteCopy(stick=stick, files=files), MAY)
    table.do(DestroyBallots(contest=C, entries=()), HEAD, BINH)
    again = opened()
    again.journal = [*without_ballots(table.journal)]
    again.day = folded(again.journal)
    again.decides("further")
    again.votes(["3"] * 12, first=False)
    assert [one.number for one in again.state().course.elected] == [1, 2, 4]


@pytest.mark.parametrize("until", range(0, 130, 11))
def test_what_happened_folded_again_is_the_day(until):
    """A crash after any event: nothing rests on the clock, and nothing on what was before."""
    table = recorded(played())
    journal = table.journal[: len(table.journal) - until]
    day = folded(replace(one, at="1999-01-01T00:00") for one in journal)
    assert day.entries == len(journal)
    for one in table.journal[len(journal) :]:
        day = fold(day, one)
    assert day == table.day
    assert NAMES[HEAD] == day.person(HEAD).name
