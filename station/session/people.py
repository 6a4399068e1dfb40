"""The people of the day: who they are, their PINs, and who is at the keys (R2, Art. 8)."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias, assert_never

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.said import MOST_SAID, cleaned
from station.session.state import Day, Duty, Person, Pin
from tally.congress import Congress
from tally.person import known_as

__all__ = ["Command", "Enrol", "Event", "SignIn", "SignOut", "check_duty", "decide", "fold", "matches", "pin_of"]

LEAST_DIGITS, MOST_DIGITS = 4, 8
COST = 2**14
"""What one try at a PIN costs (scrypt's N): some tens of milliseconds. A PIN keeps colleagues apart for a day; it is no
key, and whoever takes the computer away can find it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrol:
    """Take somebody in for the day, or give a person who forgot it another PIN. ``salt`` is drawn by chance."""

    who: ClassVar[Who] = Who.MACHINE
    enters: ClassVar[bool] = False
    name: str
    duty: Duty
    pin: str
    salt: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class SignIn:
    """Sit down at the keys."""

    who: ClassVar[Who] = Who.MACHINE
    enters: ClassVar[bool] = False
    person: str
    pin: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SignOut:
    """Leave the keys; the screen is locked."""

    who: ClassVar[Who] = Who.MACHINE
    enters: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonEnrolled:
    """Somebody takes part from now on; or, with an id that is known, has another PIN."""

    name: ClassVar[str] = "person_enrolled"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    person: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonSignedIn:
    """Somebody is at the keys; whoever was there before is not."""

    name: ClassVar[str] = "person_signed_in"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    person: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonSignedOut:
    """Nobody is at the keys."""

    name: ClassVar[str] = "person_signed_out"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongPin:
    """Somebody typed a PIN that was not this person's."""

    name: ClassVar[str] = "wrong_pin"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    person: str


Command: TypeAlias = Enrol | SignIn | SignOut
Event: TypeAlias = PersonEnrolled | PersonSignedIn | PersonSignedOut | WrongPin


def pin_of(digits: str, salt: bytes) -> Pin:
    """Give what is kept of a PIN."""
    hashed = hashlib.scrypt(digits.encode(), salt=salt, n=COST, r=8, p=1, dklen=32)
    return Pin(salt=salt.hex(), hash=hashed.hex())


def matches(pin: Pin, digits: str) -> bool:
    """Whether these are the digits of a PIN."""
    return hmac.compare_digest(pin_of(digits, bytes.fromhex(pin.salt)).hash, pin.hash)


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a command about people. Raises Denied."""
    match command:
        case Enrol():
            return (PersonEnrolled(person=_enrolled(day, act, command)),)
        case SignIn(person=person, pin=pin):
            if not matches(day.person(person).pin, pin):
                return (WrongPin(person=person),)
            return (PersonSignedIn(person=person),)
        case SignOut():
            return (PersonSignedOut(),) if day.at_keys else ()
        case never:
            assert_never(never)


def _enrolled(day: Day, act: Act, command: Enrol) -> Person:
    """Give the person who is taken in: the head by whoever opens the day, everybody else by who leads."""
    name = cleaned(command.name)
    check_duty(day.the_congress, name, command.duty)
    if not (command.pin.isascii() and command.pin.isdigit() and LEAST_DIGITS <= len(command.pin) <= MOST_DIGITS):
        raise Denied("pin_digits", least=LEAST_DIGITS, most=MOST_DIGITS)
    if not day.people and command.duty is not Duty.HEAD:
        raise Denied("head_first")
    if day.people and not day.lead(act.by):
        raise Denied("only_the_head")
    known = [one for one in day.people if known_as(one.name) == known_as(name) and one.duty is command.duty]
    person = known[0].id if known else f"p{len(day.people) + 1}"
    return Person(id=person, name=name, duty=command.duty, pin=pin_of(command.pin, command.salt))


def check_duty(congress: Congress, name: str, duty: Duty) -> None:
    """Check that the board is the one that the congress approved, and that nobody of it works as a technician too.

    Raises Denied.
    """
    if not name:
        raise Denied("name_missing")
    if len(name) > MOST_SAID:
        raise Denied("too_long", most=MOST_SAID)
    roles = {member.role for member in congress.board if known_as(member.name) == known_as(name)}
    if duty is Duty.OPERATOR and roles:
        raise Denied("operator_is_of_the_board", name=name)
    if duty is not Duty.OPERATOR and duty.value not in roles:
        raise Denied("not_of_the_board", name=name)


def fold(day: Day, event: Event, _by: tuple[str, ...]) -> Day:
    """Give the day after an event."""
    match event:
        case PersonEnrolled(person=person):
            others = tuple(one for one in day.people if one.id != person.id)
            return replace(day, people=tuple(sorted((*others, person), key=lambda one: int(one.id[1:]))))
        case PersonSignedIn(person=person):
            return replace(day, at_keys=person)
        case PersonSignedOut():
            return replace(day, at_keys=None)
        case WrongPin():
            return day
        case never:
            assert_never(never)
