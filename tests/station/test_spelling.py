"""An event has one spelling in the journal, and what stands on a ballot is not in it."""

import json

import pytest

from station.session import Happened
from station.session.entry import BallotEntered
from station.session.marks import Marks, Seen
from station.session.people import PersonSignedIn
from station.spelling import read, spelled
from tally.record import canonical
from tally.record.refusal import Refused

MARKS = Marks(struck=(3, 9), seen=Seen.UNCLEAR)
ENTERED = BallotEntered(contest="bch", entry=1, batch=2, paper=3, marks=MARKS)
HAPPENED = Happened(event=ENTERED, by=("p4",))
SIGNED_IN = Happened(event=PersonSignedIn(person="p1"), by=(), at="2025-02-14T09:31")


@pytest.mark.parametrize("happened", [HAPPENED, SIGNED_IN], ids=["hidden", "plain"])
def test_an_event_is_read_as_it_was_spelled(happened):
    assert read(*spelled(happened)) == happened


def test_the_body_shows_nothing_of_the_ballot():
    body, secret = spelled(HAPPENED)
    assert json.loads(secret)["struck"] == [3, 9]
    assert b"struck" not in body
    assert b"unclear" not in body
    assert json.loads(body)["what"] == {"contest": "bch", "entry": 1, "batch": 2, "paper": 3}


def test_a_destroyed_ballot_is_read_without_its_marks():
    body, _ = spelled(HAPPENED)
    assert read(body, None).event.marks is None


def test_a_minute_is_never_kept_of_a_single_ballot():
    body, _ = spelled(Happened(event=ENTERED, by=("p4",), at="2025-02-14T09:31"))
    assert json.loads(body)["at"] is None


def changed(**keys):
    body, _ = spelled(SIGNED_IN)
    return canonical.write(json.loads(body) | keys)


@pytest.mark.parametrize(
    "body",
    [
        changed(schema="act/2"),
        changed(event="person_flew"),
        changed(more=1),
        changed(what={"person": 1}),
        changed(what={"person": "p1", "more": 2}),
        changed(by=[1]),
        changed(by="p1"),
        canonical.write([]),
        b"{",
        spelled(SIGNED_IN)[0].replace(b"\n", b""),
        spelled(SIGNED_IN)[0].replace(b'  "at"', b'  "at": null,\n  "at"', 1),
    ],
)
def test_whatever_this_station_did_not_write_is_refused(body):
    with pytest.raises(Refused, match="not_an_act"):
        read(body, None)


def test_a_secret_belongs_only_to_an_event_that_has_one():
    body, _ = spelled(SIGNED_IN)
    with pytest.raises(Refused, match="not_an_act"):
        read(body, canonical.write(None))
