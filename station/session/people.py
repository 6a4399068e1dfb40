"""The people of the day: who they are, their PINs, and who is at the keys (R2, Art. 8).

A person is known by name: nobody is two here, be it with two PINs.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias, assert_never

from station.session.act import Act, Who
from station.session.denied import Denied
from station.session.said import MOST_SAID, cleaned
from station.session.state import Day, Duty, Person, Pin, Tries
from tally.congress import Congress
from tally.person import known_as

__all__ = [
    "Command",
    "Enrol",
    "Event",
    "GivePin",
    "SignIn",
    "SignOut",
    "check_board",
    "check_duty",
    "check_new",
    "decide",
    "fold",
    "matches",
    "pin_of",
    "proved",
    "tried",
]

LEAST_DIGITS, MOST_DIGITS = 4, 8
MOST_WRONG = 5
"""Wrong tries at somebody's PIN, one after the other, after which a minute has to pass before each further one."""
COST = 2**14
"""What one try at a PIN costs (scrypt's N): some tens of milliseconds. A PIN keeps colleagues apart for a day; it is no
key, and whoever takes the computer away can find it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrol:
    """Take somebody in for the day. ``salt`` is drawn by chance."""

    who: ClassVar[Who] = Who.MACHINE
    enters: ClassVar[bool] = False
    name: str
    duty: Duty
    pin: str
    salt: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class GivePin:
    """Give somebody who is taken in another PIN, because the one before is forgotten or known to others."""

    who: ClassVar[Who] = Who.LEAD
    enters: ClassVar[bool] = False
    person: str
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
    hidden: ClassVar[str | None] = "pin"
    timed: ClassVar[bool] = True
    person: Person
    pin: Pin | None


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
    """Somebody typed a PIN that was not this person's, in this minute of the clock."""

    name: ClassVar[str] = "wrong_pin"
    hidden: ClassVar[str | None] = None
    timed: ClassVar[bool] = True
    person: str
    minute: str | None


Command: TypeAlias = Enrol | GivePin | SignIn | SignOut
Event: TypeAlias = PersonEnrolled | PersonSignedIn | PersonSignedOut | WrongPin


def pin_of(digits: str, salt: bytes) -> Pin:
    """Give what is kept of a PIN."""
    hashed = hashlib.scrypt(digits.encode(), salt=salt, n=COST, r=8, p=1, dklen=32)
    return Pin(salt=salt.hex(), hash=hashed.hex())


def matches(pin: Pin, digits: str) -> bool:
    """Whether these are the digits of a PIN."""
    return hmac.compare_digest(pin_of(digits, bytes.fromhex(pin.salt)).hash, pin.hash)


def tried(day: Day, act: Act, person: str, digits: str) -> tuple[WrongPin, ...]:
    """Try the digits that were typed as somebody's PIN: nothing comes of the right ones.

    After many wrong tries a PIN is not tried again in the same minute, be it right. Whoever leads may give another.
    Raises Denied.
    """
    one, tries = day.person(person), day.tries.get(person)
    if tries is not None and tries.count >= MOST_WRONG and tries.at == act.at:
        raise Denied("pin_waits", name=one.name, n=tries.count)
    pin = day.pins.get(person)
    return () if pin is not None and matches(pin, digits) else (WrongPin(person=person, minute=act.at),)


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a command about people. Raises Denied."""
    match command:
        case Enrol():
            return (PersonEnrolled(person=_enrolled(day, act, command), pin=_pin(command)),)
        case GivePin(person=person):
            return (PersonEnrolled(person=day.person(person), pin=_pin(command)),)
        case SignIn(person=person, pin=pin):
            return tried(day, act, person, pin) or (PersonSignedIn(person=person),)
        case SignOut():
            return (PersonSignedOut(),) if day.at_keys else ()
        case never:
            assert_never(never)


def _enrolled(day: Day, act: Act, command: Enrol) -> Person:
    """Give the person who is taken in: the head by whoever opens the day, everybody else by who leads."""
    name = check_new(day, command.name, command.duty)
    if not day.people and command.duty is not Duty.HEAD:
        raise Denied("head_first")
    if day.people and not day.lead(act.by):
        raise Denied("only_the_head")
    return Person(id=f"p{len(day.people) + 1}", name=name, duty=command.duty)


def _pin(command: Enrol | GivePin) -> Pin:
    digits = command.pin
    if not (digits.isascii() and digits.isdigit() and LEAST_DIGITS <= len(digits) <= MOST_DIGITS):
        raise Denied("pin_digits", least=LEAST_DIGITS, most=MOST_DIGITS)
    return pin_of(digits, command.salt)


def check_new(day: Day, written: str, duty: Duty) -> str:
    """Check that somebody may be taken in as this, and is not yet; give the name as it is kept. Raises Denied."""
    name = cleaned(written)
    check_duty(day.the_congress, name, duty)
    for one in day.people:
        if known_as(one.name) == known_as(name):
            raise Denied("is_taken_in", name=one.name)
    return name


def check_board(congress: Congress) -> None:
    """Check that every member of the board has a name of their own: by it they are known here. Raises Denied."""
    seen: set[str] = set()
    for member in congress.board:
        if known_as(member.name) in seen:
            raise Denied("board_name_twice", name=member.name)
        seen.add(known_as(member.name))


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
        case PersonEnrolled(person=person, pin=pin):
            others = tuple(one for one in day.people if one.id != person.id)
            people = tuple(sorted((*others, person), key=lambda one: int(one.id[1:])))
            pins = {one: kept for one, kept in day.pins.items() if one != person.id}
            return proved(
                replace(day, people=people, pins=pins if pin is None else {**pins, person.id: pin}), (person.id,)
            )
        case PersonSignedIn(person=person):
            return proved(replace(day, at_keys=person), (person,))
        case PersonSignedOut():
            return replace(day, at_keys=None)
        case WrongPin(person=person, minute=minute):
            before = day.tries.get(person)
            tries = Tries(count=1 if before is None else before.count + 1, at=minute)
            return replace(day, tries={**day.tries, person: tries})
        case never:
            assert_never(never)


def proved(day: Day, people: tuple[str, ...]) -> Day:
    """Give the day on which these people typed the right PIN: their wrong tries are over."""
    return replace(day, tries={one: tries for one, tries in day.tries.items() if one not in people})
