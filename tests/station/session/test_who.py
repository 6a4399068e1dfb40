"""Who may do what (R2, Art. 8): technicians enter, the board rules, its head leads; nobody counts the own contest."""

import pytest

from station import session
from station.session import Act, Denied, Happened
from station.session.act import Who
from station.session.batches import ResizeBatch, VoidBatch
from station.session.box import CountBox, StartEntry
from station.session.closing import CloseBoard, CloseRound, OpenBoard
from station.session.comparison import Settle
from station.session.decision import Decide, UndoDecision
from station.session.definition import ConfirmContest, Define
from station.session.doubts import Refer, Rule
from station.session.entry import CloseBatch, EnterBallot, OpenBatch, UndoBallot
from station.session.machines import DropEntry, TakeEntry
from station.session.marks import Mark, Marks
from station.session.people import Enrol, GivePin, PersonEnrolled, SignIn, SignOut, WrongPin, pin_of
from station.session.records import AddSignature, DestroyBallots, KeepRecord, NoteCopy, NoteVerified
from station.session.sheets import EnterSheet
from station.session.state import Duty, Person
from station.session.watch import NoteAirGap, OverruleAirGap
from tally.contest import Choice
from tests.station.session.table import (
    BINH,
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
    pin,
    sheet,
    started,
)

LIST = [candidate(1), candidate(2), candidate(3), candidate(4, NAMES[BINH])]
"""Bình is of the board and on the list."""

OF_CONTEST = [
    ConfirmContest(contest=C),
    CountBox(contest=C, box=box(1)),
    StartEntry(contest=C),
    OpenBatch(contest=C, entry=1, batch=1),
    EnterBallot(contest=C, entry=1, batch=1, paper=1, marks=Marks()),
    UndoBallot(contest=C, entry=1, batch=1),
    CloseBatch(contest=C, entry=1, batch=1),
    VoidBatch(contest=C, entry=1, batch=1, reason="lẫn tập"),
    ResizeBatch(contest=C, batch=1, size=1, reason="đếm lại"),
    TakeEntry(contest=C, entry=1, station="x", definition="", attempt=1, round=1, typists=(), batches=()),
    DropEntry(contest=C, entry=1, reason="lẫn tập"),
    EnterSheet(contest=C, batch=1, sheet=1, totals=sheet(1, {})),
    Settle(contest=C, place=(1, 1), answers={1: Mark.KEPT}),
    Rule(contest=C, place=(1, 1), defect=None, marks=Marks(), agree=2, against=0, reason="rõ"),
    Refer(contest=C, place=(1, 1), seen=None),
    CloseRound(contest=C),
    OpenBoard(contest=C),
    CloseBoard(contest=C),
    Decide(contest=C, choice=Choice.FURTHER, agree=12, against=0, abstain=0, not_voting=0),
    UndoDecision(contest=C, reason="nhầm"),
    KeepRecord(contest=C, record="aa", file="a.record", sequence=1, rounds=1, files={}),
    AddSignature(contest=C, record="aa", key="k", holder=NAMES[BINH], line="-"),
    NoteVerified(contest=C, record="aa"),
    DestroyBallots(contest=C, entries=()),
]
OF_NOBODYS = [
    Define(document=""),
    Enrol(name="An", duty=Duty.OPERATOR, pin="1234", salt=b""),
    SignIn(person=HEAD, pin=""),
    SignOut(),
    NoteAirGap(broken={}),
    NoteCopy(stick="a", files={}),
    GivePin(person=MAY, pin="1234", salt=b""),
    OverruleAirGap(agree=2, against=0, reason="đã rút dây"),
]


def kinds(commands):
    return {type(command) for command in commands}


def named(command):
    return type(command).__name__


def test_every_command_is_asked_about_here():
    known = {kind for room in session.ROOMS for kind in session._kinds(room.Command)}
    assert kinds(OF_CONTEST) | kinds(OF_NOBODYS) == known


@pytest.mark.parametrize("command", OF_CONTEST, ids=named)
def test_whoever_is_on_the_list_has_no_hand_in_it(command):
    """R2: not at the keys, not as the second of two, and not as a technician either."""
    table = opened(contest(LIST))
    name = {"name": NAMES[BINH]}
    assert denied(table, command, BINH) == ("board_member_is_candidate", name)
    assert denied(table, command, HEAD, BINH) == ("board_member_is_candidate", name)
    assert denied(table, command, MAY, BINH) == ("board_member_is_candidate", name)
    table = opened(contest([*LIST[:3], candidate(4, NAMES[MAY])]))
    name = {"name": NAMES[MAY]}
    assert denied(table, command, MAY) == ("operator_is_candidate", name)
    assert denied(table, command, HEAD, MAY) == ("operator_is_candidate", name)


@pytest.mark.parametrize("command", [one for one in OF_CONTEST if one.who is Who.LEAD], ids=named)
def test_what_the_head_does_no_member_does_alone_and_no_technician_at_all(command):
    table = opened()
    assert denied(table, command, BINH) == ("only_the_head", {})
    assert denied(table, command, MAY) == ("only_the_head", {})
    assert denied(table, command, MAY, HEAD) == ("only_the_head", {})
    assert denied(table, command, MAY, BINH, CHI) == ("only_the_head", {})
    assert denied(table, command, BINH, MAY) == ("only_the_head", {})


def test_what_the_head_does_two_members_together_do_as_well():
    """Nothing comes to a stop because the head has left."""
    table = opened()
    table.do(ConfirmContest(contest=C), BINH, CHI)
    table.do(CountBox(contest=C, box=box(1)), BINH, HEAD)
    assert table.work().box == box(1)


def test_where_the_head_is_on_the_list_any_other_member_leads():
    table = opened(contest([*LIST[:3], candidate(4, NAMES[HEAD])]))
    assert denied(table, ConfirmContest(contest=C), HEAD) == ("board_member_is_candidate", {"name": NAMES[HEAD]})
    table.do(ConfirmContest(contest=C, reason="trưởng ban rút"), CHI)
    assert table.state().confirmed


@pytest.mark.parametrize("command", [one for one in OF_CONTEST if one.who is Who.BOARD], ids=named)
def test_what_a_member_does_no_technician_does_even_with_a_member_beside(command):
    """R2: a technician never signs."""
    table = opened()
    assert denied(table, command, MAY) == ("only_the_board", {})
    assert denied(table, command, MAY, BINH) == ("only_the_board", {})


@pytest.mark.parametrize("command", [one for one in OF_CONTEST if one.who is Who.TWO], ids=named)
def test_what_two_do_one_alone_does_not_nor_two_technicians(command):
    table = opened()
    assert denied(table, command, HEAD) == ("two_persons", {})
    assert denied(table, command, HEAD, HEAD) == ("two_persons", {})
    assert denied(table, command, MAY, PHIM) == ("only_the_board", {})


@pytest.mark.parametrize("command", [one for one in OF_CONTEST if one.who is Who.MEMBERS], ids=named)
def test_what_two_members_do_a_member_and_a_technician_do_not(command):
    """R15: ballots are destroyed by the board."""
    table = opened()
    assert denied(table, command, HEAD) == ("two_members", {})
    for by in ((HEAD, MAY), (MAY, HEAD), (MAY, PHIM)):
        assert denied(table, command, *by) == ("two_members", {})
    assert denied(table, command, HEAD, BINH)[0] != "two_members"
    assert denied(table, command, BINH, CHI)[0] != "two_members"


def test_one_person_with_two_pins_is_one_person():
    """Whatever a journal of another version says: persons are told apart by name, and never by what they typed."""
    table = opened()
    twin = Person(id="p7", name=f" {NAMES[HEAD].upper()}", duty=Duty.MEMBER)
    enrolled = PersonEnrolled(person=twin, pin=pin_of(pin("p7"), b"7"))
    table.day = session.fold(table.day, Happened(event=enrolled, by=(HEAD,)))
    for command in (DestroyBallots(contest=C, entries=()), Settle(contest=C, place=(1, 1), answers={})):
        assert denied(table, command, HEAD, "p7") == ("two_persons", {})
    assert denied(table, ConfirmContest(contest=C), "p7", HEAD) == ("two_persons", {})


@pytest.mark.parametrize("command", [*OF_CONTEST, *OF_NOBODYS[5:]], ids=named)
def test_nobody_does_anything_without_signing_in(command):
    assert denied(opened(), command) == ("sign_in_first", {})


def test_only_who_is_at_the_keys_acts():
    table = opened()
    table.do(SignIn(person=BINH, pin="2222"))
    with pytest.raises(Denied) as why:
        session.decide(table.day, Act(by=(HEAD,)), ConfirmContest(contest=C))
    assert (why.value.code, why.value.params) == ("not_at_the_keys", {"person": HEAD})


def test_whoever_joins_types_a_pin_and_a_wrong_one_is_noted_and_nothing_is_done():
    table = started(2)
    table.types(1, ["1", "2"])
    table.types(1, ["1", "3"], entry=2)
    settle = Settle(contest=C, place=(1, 2), answers={2: Mark.STRUCK, 3: Mark.KEPT})
    for pins in ({}, {BINH: "0000"}, {MAY: "2222"}):
        day = table.day
        events = table._put(day, Act(by=(PHIM, BINH), pins=pins), settle)
        assert events == (WrongPin(person=BINH, minute=None),)
        assert table.work() == day.work(C)
    table.do(settle, PHIM, BINH)
    assert table.work().settled[1, 2].by == (PHIM, BINH)


def test_nobody_unknown_joins():
    table = opened()
    settle = Settle(contest=C, place=(1, 1), answers={})
    assert denied(table, settle, HEAD, "p9") == ("unknown_person", {"person": "p9"})


def test_a_contest_that_there_is_not_is_refused():
    assert denied(opened(), CloseRound(contest="x"), HEAD) == ("unknown_contest", {"contest": "x"})


def test_a_refusal_says_its_code_and_figures():
    assert str(Denied("excess", n=2)) == "excess n=2"
