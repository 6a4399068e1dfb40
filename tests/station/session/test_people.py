"""The people of the day: taken in by who may, known by one name, at the keys by a PIN (R2, Art. 8)."""

import hashlib
from dataclasses import replace

import pytest

from station import session
from station.session import Act, Denied, Happened, people
from station.session.definition import Define
from station.session.people import (
    MOST_WRONG,
    Enrol,
    GivePin,
    PersonEnrolled,
    PersonSignedIn,
    PersonSignedOut,
    SignIn,
    SignOut,
    WrongPin,
    pin_of,
)
from station.session.state import Duty
from station.spelling import spelled
from tests.station.session.table import BINH, CHI, HEAD, MAY, NAMES, PHIM, Table, denied, document, opened, pin

REAL_COST = people.COST
"""Read before the fixture makes a try cheap."""


def enrol(name, duty=Duty.OPERATOR, pin="1234", salt=b"s"):
    return Enrol(name=name, duty=duty, pin=pin, salt=salt)


def give(person, pin, salt=b"s"):
    return GivePin(person=person, pin=pin, salt=salt)


def test_the_head_comes_first_and_takes_in_everybody_else():
    table = Table()
    table.do(Define(document=document()))
    assert denied(table, enrol(NAMES[BINH], Duty.MEMBER)) == ("head_first", {})
    table.do(enrol(NAMES[HEAD], Duty.HEAD, pin="1111"))
    assert denied(table, enrol(NAMES[BINH], Duty.MEMBER)) == ("only_the_head", {})
    table.do(enrol(NAMES[BINH], Duty.MEMBER, pin="2222"), HEAD)
    assert [(one.id, one.duty) for one in table.day.people] == [("p1", Duty.HEAD), ("p2", Duty.MEMBER)]
    assert denied(table, enrol("Ai đó"), BINH) == ("only_the_head", {})


def test_nobody_is_taken_in_before_there_is_a_congress():
    assert denied(Table(), enrol("Ai đó")) == ("no_congress", {})


def test_a_forgotten_pin_is_replaced_and_the_person_stays_the_same():
    table = opened()
    before = table.day.people
    table.do(give(MAY, "98765432"), HEAD)
    assert table.day.people == before
    table.do(SignIn(person=MAY, pin="98765432"))
    assert table.day.at_keys == MAY
    assert denied(table, give("p9", "1234"), HEAD) == ("unknown_person", {"person": "p9"})


@pytest.mark.parametrize("name", [NAMES[MAY], f"  {NAMES[MAY].upper()} ", "đỗ  máy"])
def test_whoever_is_taken_in_is_not_taken_in_again_as_somebody_new(name):
    """Else a PIN would be replaced, and a name spelled anew, by whoever types a name that is known."""
    table = opened()
    assert denied(table, enrol(name, pin="98765432"), HEAD) == ("is_taken_in", {"name": NAMES[MAY]})


def test_where_the_head_forgot_the_pin_two_members_give_another():
    table = opened()
    assert denied(table, give(HEAD, "7777"), BINH, MAY) == ("only_the_head", {})
    assert denied(table, give(HEAD, "7777"), BINH) == ("only_the_head", {})
    table.do(give(HEAD, "7777"), BINH, CHI)
    table.do(SignIn(person=HEAD, pin="7777"))
    assert table.day.at_keys == HEAD


def test_the_board_is_whom_the_congress_approved_and_works_as_nothing_else():
    """R2: official delegates approved by card; a technician is none of them."""
    table = opened()
    assert denied(table, enrol("Ai đó", Duty.MEMBER), HEAD) == ("not_of_the_board", {"name": "Ai đó"})
    assert denied(table, enrol(NAMES[CHI], Duty.HEAD), HEAD) == ("not_of_the_board", {"name": NAMES[CHI]})
    assert denied(table, enrol("LÊ  chi"), HEAD) == ("operator_is_of_the_board", {"name": "LÊ chi"})


@pytest.mark.parametrize("name", ["", "  ", "\x1b\n"])
def test_a_person_has_a_name(name):
    assert denied(opened(), enrol(name), HEAD) == ("name_missing", {})


def test_a_name_is_a_name():
    table = opened()
    assert denied(table, enrol("a" * 501), HEAD) == ("too_long", {"most": 500})
    table.do(enrol("a" * 500), HEAD)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 4"])
def test_a_pin_is_four_to_eight_digits(pin):
    assert denied(opened(), enrol("Ai đó", pin=pin), HEAD) == ("pin_digits", {"least": 4, "most": 8})
    assert denied(opened(), give(MAY, pin), HEAD) == ("pin_digits", {"least": 4, "most": 8})


def test_a_pin_is_kept_as_a_hash_that_costs_something_to_try():
    assert REAL_COST == 2**14
    kept = pin_of("1234", b"salt")
    assert kept.salt == b"salt".hex()
    assert kept.hash == hashlib.scrypt(b"1234", salt=b"salt", n=people.COST, r=8, p=1, dklen=32).hex()
    assert kept.hash != pin_of("1234", b"other").hash
    assert "1234" not in str(kept)


def test_a_wrong_pin_is_noted_and_seats_nobody():
    table = opened()
    table.do(SignOut())
    assert table.do(SignIn(person=BINH, pin="1111")) == (WrongPin(person=BINH, minute=None),)
    assert table.day.at_keys is None
    assert denied(table, SignIn(person="p9", pin="1111")) == ("unknown_person", {"person": "p9"})


def test_one_person_is_at_the_keys_and_leaving_twice_is_leaving_once():
    table = opened()
    table.do(SignIn(person=BINH, pin="2222"))
    table.do(SignIn(person=CHI, pin="3333"))
    assert table.day.at_keys == CHI
    assert table.do(SignOut()) == (PersonSignedOut(),)
    assert table.do(SignOut()) == ()
    assert table.day.at_keys is None


def test_people_stand_in_the_order_in_which_they_came_be_they_ten_or_more():
    table = opened()
    for number in range(7, 12):
        table.do(enrol(f"Kỹ thuật {number}"), HEAD)
    table.do(give("p7", "4321"), HEAD)
    assert [one.id for one in table.day.people] == [f"p{number}" for number in range(1, 12)]


def test_nothing_that_was_typed_as_a_pin_is_in_an_event():
    table = opened()
    (event,) = session.decide(table.day, Act(by=(HEAD,)), enrol("Ai đó", pin="24681357"))
    assert "24681357" not in repr(event)


def test_what_is_kept_of_a_pin_stands_in_no_journal_that_is_written_out():
    """Four digits are tried through in minutes by whoever has their hash and salt."""
    table = opened()
    for event in (*table.do(enrol("Ai đó"), HEAD), *table.do(give(MAY, "7777"), HEAD)):
        body, secret = spelled(Happened(event=event, by=(HEAD,)))
        assert event.pin.salt in secret.decode()
        assert event.pin.hash in secret.decode()
        assert event.pin.salt not in body.decode()
        assert event.pin.hash not in body.decode()


def test_where_what_was_kept_of_a_pin_is_gone_no_digits_are_right_until_another_is_given():
    table = opened()
    (event,) = table.do(give(MAY, "7777"), HEAD)
    gone = Happened(event=replace(event, pin=None), by=(HEAD,))
    table.day = session.fold(table.day, gone)
    assert table.do(SignIn(person=MAY, pin="7777")) == (WrongPin(person=MAY, minute=None),)
    table.do(give(MAY, "7777"), HEAD)
    assert table.do(SignIn(person=MAY, pin="7777")) == (PersonSignedIn(person=MAY),)
    assert isinstance(event, PersonEnrolled)


def tries(table, *digits, at="2025-02-14T09:31", by=(), joins=None, command=None):
    """Somebody tries digits, one after the other, in one minute; what came of the last."""
    for one in digits:
        act = Act(by=by, pins={joins: one} if joins else {}, at=at)
        events = table._put(table.day, act, command or SignIn(person=MAY, pin=one))
    return events


def no(table, *digits, **given):
    with pytest.raises(Denied) as why:
        tries(table, *digits, **given)
    return why.value.code, dict(why.value.params)


WAITS = ("pin_waits", {"name": NAMES[MAY], "n": MOST_WRONG})


def test_after_five_wrong_tries_somebody_waits_for_another_minute():
    """Ten thousand PINs are then tried through in a week, and nobody is kept out for longer than a minute."""
    table = opened()
    tries(table, *["0000"] * MOST_WRONG)
    before = table.day
    assert no(table, pin(MAY)) == no(table, "0001") == WAITS
    assert table.day is before
    assert tries(table, "0001", at="2025-02-14T09:32") == (WrongPin(person=MAY, minute="2025-02-14T09:32"),)
    assert no(table, pin(MAY), at="2025-02-14T09:32")[0] == "pin_waits"
    assert tries(table, pin(MAY), at="2025-02-14T09:33") == (PersonSignedIn(person=MAY),)
    assert tries(table, *["0000"] * MOST_WRONG, at="2025-02-14T09:33")[0].person == MAY


def test_nobody_else_waits_for_that():
    table = opened()
    tries(table, *["0000"] * MOST_WRONG)
    assert table.do(SignIn(person=BINH, pin=pin(BINH))) == (PersonSignedIn(person=BINH),)
    assert no(table, pin(MAY)) == WAITS


def test_with_another_pin_nobody_waits():
    table = opened()
    tries(table, *["0000"] * MOST_WRONG)
    table.do(give(MAY, "7777"), HEAD)
    assert tries(table, "7777") == (PersonSignedIn(person=MAY),)


def test_the_right_pin_begins_the_count_anew_be_it_of_one_who_joins():
    command = give(PHIM, "7777")
    table = opened()
    table.do(SignIn(person=BINH, pin=pin(BINH)))
    joins = {"by": (BINH, CHI), "joins": CHI, "command": command}
    tries(table, *["0000"] * (MOST_WRONG - 1), **joins)
    tries(table, pin(CHI), **joins)
    tries(table, *["0000"] * MOST_WRONG, **joins)
    assert no(table, pin(CHI), **joins) == ("pin_waits", {"name": NAMES[CHI], "n": MOST_WRONG})
    assert tries(table, pin(CHI), **joins, at="2025-02-14T09:32")[0].person.id == PHIM
    assert table.day.tries == {}
