"""The people of the day: taken in by who may, known by one name, at the keys by a PIN (R2, Art. 8)."""

import hashlib

import pytest

from station import session
from station.session import Act, people
from station.session.definition import Define
from station.session.people import Enrol, PersonSignedOut, SignIn, SignOut, WrongPin, pin_of
from station.session.state import Duty
from tests.station.session.table import BINH, BOARD, CHI, HEAD, MAY, NAMES, Table, denied, document, opened

REAL_COST = people.COST
"""Read before the fixture makes a try cheap."""


def enrol(name, duty=Duty.OPERATOR, pin="1234", salt=b"s"):
    return Enrol(name=name, duty=duty, pin=pin, salt=salt)


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
    table.do(enrol(f"  {NAMES[MAY].upper()} ", pin="98765432"), HEAD)
    assert len(table.day.people) == 6
    assert table.day.person(MAY).name == NAMES[MAY].upper()
    table.do(SignIn(person=MAY, pin="98765432"))
    assert table.day.at_keys == MAY


def test_where_the_head_forgot_the_pin_two_members_give_another():
    table = opened()
    assert denied(table, enrol(NAMES[HEAD], Duty.HEAD), BINH, MAY) == ("only_the_head", {})
    table.do(enrol(NAMES[HEAD], Duty.HEAD, pin="7777"), BINH, CHI)
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


def test_two_of_one_name_are_two_where_the_congress_has_approved_both():
    """The head and a member may be namesakes."""
    board = [*BOARD, {"name": NAMES[HEAD], "role": "member"}]
    table = opened(board=board)
    table.do(enrol(NAMES[HEAD], Duty.MEMBER, pin="7777"), HEAD)
    assert [(one.id, one.duty) for one in table.day.people if one.name == NAMES[HEAD]][-1] == ("p7", Duty.MEMBER)
    assert table.day.person(HEAD).duty is Duty.HEAD


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 4"])
def test_a_pin_is_four_to_eight_digits(pin):
    assert denied(opened(), enrol("Ai đó", pin=pin), HEAD) == ("pin_digits", {"least": 4, "most": 8})


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
    assert table.do(SignIn(person=BINH, pin="1111")) == (WrongPin(person=BINH),)
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
    table.do(enrol("Kỹ thuật 7"), HEAD)
    assert [one.id for one in table.day.people] == [f"p{number}" for number in range(1, 12)]


def test_nothing_that_was_typed_as_a_pin_is_in_an_event():
    table = opened()
    (event,) = session.decide(table.day, Act(by=(HEAD,)), enrol("Ai đó", pin="24681357"))
    assert "24681357" not in repr(event)
