"""Short ways for tests to have acts told."""

from station.log import rows, sentence
from station.session.comparison import DifferenceSettled
from station.session.doubts import BallotReferred, BallotRuled
from station.session.marks import Mark, Seen
from station.session.people import PersonEnrolled
from station.session.state import Duty, Person, Pin
from tally.words import Lang, Words
from tests.station.exchange.days import (
    HEAD,
    MEMBER,
    NAMES,
    STRIKE,
    TYPIST,
    happened,
    struck,
)

VI, EN = Words(Lang.VI), Words(Lang.EN)
PIN = Pin(salt="00", hash="00")
HASH = "0123456789abcdef" * 4


def people():
    everybody = [Person(id=one, name=name, duty=Duty.OPERATOR) for one, name in NAMES.items()]
    return [happened(PersonEnrolled(person=one, pin=PIN)) for one in everybody]


def told(*events, words=VI):
    """The sentences of what happened, after four people were taken in."""
    return [sentence(row, words) for row in rows([*people(), *events])[len(NAMES) :]]


def one(event, *by, words=VI):
    (found,) = told(happened(event, *by), words=words)
    return found


def ruled(place, *, defect=None, agree=2, against=0, marks=None, reason="Đã xem"):
    return happened(
        BallotRuled(
            contest=STRIKE,
            place=place,
            defect=defect,
            marks=marks or struck(1),
            agree=agree,
            against=against,
            reason=reason,
        ),
        HEAD,
    )


def referred(place, seen=Seen.SIGNED_OR_WRITTEN):
    return happened(BallotReferred(contest=STRIKE, place=place, seen=seen), TYPIST)


def settled(place, answers=None):
    event = DifferenceSettled(contest=STRIKE, place=place, answers=answers or {1: Mark.KEPT})
    return happened(event, TYPIST, MEMBER)
