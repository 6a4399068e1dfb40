"""The watch on the air gap: both edges of every violation are kept, and for real nothing is entered meanwhile."""

import pytest

from station.session.box import CountBox, StartEntry
from station.session.closing import OpenBoard
from station.session.definition import ConfirmContest
from station.session.watch import (
    MOST_EDGES,
    AirGapBroken,
    AirGapLooked,
    AirGapMended,
    AirGapOverruled,
    NoteAirGap,
    OverruleAirGap,
    observations,
)
from tally.record.document import Observation
from tests.station.session.table import BINH, HEAD, MAY, C, Table, box, denied, opened
from tests.station.session.test_who import OF_CONTEST


def note(**broken):
    return NoteAirGap(broken=broken)


def overrule(agree=2, against=1, reason="dây mạng của hội trường, đã niêm phong"):
    return OverruleAirGap(agree=agree, against=against, reason=reason)


def test_the_first_look_is_noted_and_after_it_only_what_changes():
    table = Table()
    assert table.do(note()) == (AirGapLooked(),)
    assert table.do(note()) == ()
    assert table.do(note(wifi="wlan0")) == (AirGapBroken(check="wifi", seen="wlan0"),)
    assert table.do(note(wifi="wlan0")) == ()
    assert table.do(note(wifi="wlan1", swap="on")) == (
        AirGapBroken(check="wifi", seen="wlan1"),
        AirGapBroken(check="swap", seen="on"),
    )
    assert table.do(note(swap="on")) == (AirGapMended(check="wifi"),)
    assert dict(table.day.watch.broken) == {"swap": "on"}
    assert table.day.watch.edges == (
        ("wifi", False, "wlan0"),
        ("wifi", False, "wlan1"),
        ("swap", False, "on"),
        ("wifi", True, ""),
    )


def test_what_is_seen_is_kept_without_what_nobody_sees():
    """The name of a device is a datum of whoever made it."""
    table = Table()
    table.do(note(usb="Adapter\x1b[2J\ud800 " + "e\u0301" + "x" * 600))
    seen = table.day.watch.broken["usb"]
    assert seen.startswith("Adapter [2J éxx")
    assert len(seen) == 500
    assert table.do(note(usb="Adapter\x1b[2J\ud800 " + "e\u0301" + "x" * 600)) == ()


def real():
    table = opened(mode="real")
    table.do(ConfirmContest(contest=C), HEAD)
    return table


@pytest.mark.parametrize("command", [one for one in OF_CONTEST if one.enters], ids=lambda one: type(one).__name__)
def test_for_real_nothing_is_entered_while_it_is_broken(command):
    table = real()
    table.do(note(wifi="wlan0", swap="on"))
    assert denied(table, command, HEAD, BINH) == ("air_gap_broken", {"checks": "wifi, swap"})


def test_nothing_else_waits_for_it():
    table = real()
    table.do(note(wifi="wlan0"))
    table.do(OpenBoard(contest=C), HEAD)


def test_what_is_entered_is_what_a_count_rests_on():
    entering = {type(one).__name__ for one in OF_CONTEST if one.enters}
    assert entering == {
        "CountBox",
        "StartEntry",
        "OpenBatch",
        "EnterBallot",
        "UndoBallot",
        "CloseBatch",
        "VoidBatch",
        "ResizeBatch",
        "TakeEntry",
        "DropEntry",
        "EnterSheet",
        "Settle",
        "Rule",
        "Refer",
    }


def test_an_exercise_goes_on():
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(note(wifi="wlan0"))
    table.do(CountBox(contest=C, box=box(2)), HEAD)


def test_mended_it_stops_nothing_any_more():
    table = real()
    table.do(note(wifi="wlan0"))
    table.do(note())
    table.do(CountBox(contest=C, box=box(2)), HEAD)


def test_the_board_may_go_on_in_spite_of_what_is_broken_now_with_a_reason():
    table = real()
    table.do(note(wifi="wlan0"))
    (event,) = table.do(overrule(), BINH)
    assert event == AirGapOverruled(agree=2, against=1, reason="dây mạng của hội trường, đã niêm phong")
    table.do(CountBox(contest=C, box=box(2)), HEAD)
    table.do(note(wifi="wlan0", swap="on"))
    start = StartEntry(contest=C)
    assert denied(table, start, HEAD) == ("air_gap_broken", {"checks": "wifi, swap"})
    table.do(overrule(), BINH)
    table.do(note(swap="on"))
    table.do(start, HEAD)


def test_whatever_breaks_anew_must_be_overruled_anew():
    table = real()
    table.do(note(wifi="wlan0"))
    table.do(overrule(), BINH)
    table.do(note())
    table.do(note(wifi="wlan0"))
    assert denied(table, CountBox(contest=C, box=box(2)), HEAD)[0] == "air_gap_broken"


def test_what_is_partly_mended_stays_overruled_and_what_is_left_is_told():
    table = real()
    table.do(note(interfaces="eth0 is connected; wlan0 is switched on"))
    table.do(overrule(), BINH)
    table.do(note(interfaces="eth0 is connected"))
    assert dict(table.day.watch.broken) == {"interfaces": "eth0 is connected"}
    table.do(CountBox(contest=C, box=box(2)), HEAD)
    table.do(note(interfaces="eth0 is connected; wlan0 is switched on"))
    assert denied(table, StartEntry(contest=C), HEAD) == ("air_gap_broken", {"checks": "interfaces"})


@pytest.mark.parametrize("seen", ["wlan0 is switched on", "wlan0 is switched on; eth0 is connected", ""])
def test_another_thing_in_the_place_of_the_one_overruled_is_broken_anew(seen):
    table = real()
    table.do(note(interfaces="eth0 is connected"))
    table.do(overrule(), BINH)
    table.do(note(interfaces="eth0 is connected", swap=seen) if not seen else note(interfaces=seen))
    assert denied(table, CountBox(contest=C, box=box(2)), HEAD)[0] == "air_gap_broken"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (overrule(agree=1), ("no_majority", {"have": 1, "needed": 2})),
        (overrule(agree=3, against=1), ("more_votes_than_members", {"members": 3})),
        (overrule(reason=""), ("reason_missing", {})),
    ],
)
def test_a_majority_of_the_board_overrules(command, why):
    table = real()
    table.do(note(wifi="wlan0"))
    assert denied(table, command, HEAD) == why


def test_the_board_overrules_only_what_is_broken_and_nobody_else_does():
    table = real()
    assert denied(table, overrule(), HEAD) == ("nothing_is_broken", {})
    table.do(note(wifi="wlan0"))
    assert denied(table, overrule(), MAY) == ("only_the_board", {})


def test_a_record_says_of_each_check_whether_it_was_ever_broken_and_when_it_was():
    table = Table()
    assert observations(table.day, ("wifi", "swap")) == (
        Observation(check="wifi", clear=True),
        Observation(check="swap", clear=True),
    )
    table.do(note(wifi="wlan0", usb=""))
    table.do(note(usb=""))
    assert observations(table.day, ("wifi", "swap")) == (
        Observation(check="swap", clear=True),
        Observation(check="wifi", clear=False, seen="wlan0"),
        Observation(check="usb", clear=False),
        Observation(check="wifi", clear=True),
    )


def test_of_a_check_that_came_and_went_a_record_tells_the_last_edges_and_never_too_many():
    """A loose plug must not hide that the swap was on."""
    table = Table()
    table.do(note(swap="on"))
    for number in range(60):
        table.do(note(wifi=f"wlan{number}", swap="on"))
        table.do(note(swap="on"))
    told = observations(table.day, ("wifi", "swap", "route"))
    assert told[0] == Observation(check="route", clear=True)
    assert told[1] == Observation(check="swap", clear=False, seen="on")
    assert len(told) == 2 + MOST_EDGES // 2
    assert told[-2:] == (
        Observation(check="wifi", clear=False, seen="wlan59"),
        Observation(check="wifi", clear=True),
    )


def test_a_record_has_room_for_every_edge_that_is_told():
    """A record holds a hundred observations; each of the quiet checks is one of them."""
    assert MOST_EDGES == 80
    table = Table()
    for _ in range(60):
        table.do(note(wifi="wlan0"))
        table.do(note())
    assert len(observations(table.day, ("wifi",))) == MOST_EDGES
