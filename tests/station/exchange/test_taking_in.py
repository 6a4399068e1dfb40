"""Nothing comes in that another station of the unit did not give out for this very box."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station import session
from station.exchange import EntryRefused
from station.session import Act
from station.session.box import MOST_BALLOTS, BoxCounted
from station.session.denied import Denied
from station.session.marks import Marks, Seen
from tally.record import canonical, note
from tally.record.note import Note
from tally.record.refusal import Refused
from tests.station.exchange.days import (
    BOXES,
    HEAD,
    STRIKE,
    begun,
    box,
    day_of,
    happened,
    opened,
)
from tests.station.exchange.sending import (
    BALLOTS,
    HERE,
    STRANGER,
    THERE,
    THIRD,
    chain,
    forged,
    plain,
    refused,
    sealed_again,
    sent,
    taken,
    typed_day,
)


def test_an_own_entry_is_not_another_ones():
    why = refused(taken, forged(typed_day(), station=HERE, by=(HERE,)), day_of(begun(2, 3)))
    assert (type(why), why.code) == (EntryRefused, "own_entry")


def test_an_entry_of_another_unit_is_not_of_these_papers():
    why = refused(taken, forged(typed_day(), unit="VD.2", station=STRANGER, by=(STRANGER,)), day_of(begun(2, 3)))
    assert (why.code, why.params) == ("another_unit", {"unit": "VD.2"})


def test_a_station_of_another_unit_does_not_speak_for_this_one():
    why = refused(taken, forged(typed_day(), station=STRANGER, by=(STRANGER,)), day_of(begun(2, 3)))
    assert (why.code, why.params) == ("unknown_station", {"station": STRANGER})


@pytest.mark.parametrize(("there", "here"), [("training", "real"), ("real", "training")])
def test_an_exercise_never_comes_into_the_real_thing_nor_the_other_way(there, here):
    why = refused(taken, sent(typed_day(mode=there)), day_of(begun(2, 3, mode=here)))
    assert (why.code, why.params) == ("another_mode", {"mode": there})


def test_an_entry_of_another_contest_of_the_day_does_not_come_into_this_one():
    why = refused(taken, sent(typed_day()), day_of(begun(2, 3)), contest=BOXES)
    assert (type(why), why.code, why.params) == (EntryRefused, "another_contest", {"contest": STRIKE})


def test_the_other_station_must_have_counted_the_same_box():
    other = [*begun(2, 3), happened(BoxCounted(contest=STRIKE, box=box(5, issued=6), reason="Đếm lại"), HEAD)]
    why = refused(taken, sent(typed_day()), day_of(other))
    assert (why.code, why.params) == ("another_box", {"station": THERE})


@pytest.mark.parametrize(("present", "changes"), [(29, {}), (30, {"number": 2}), (30, {"attempt": 2})])
def test_of_an_entry_of_another_round_the_session_says_so_whatever_its_box_was(present, changes):
    recounted = happened(BoxCounted(contest=STRIKE, box=box(5, issued=6), reason="Đếm lại"), HEAD)
    day = day_of([*begun(2, 3, present=present), recounted])
    day = day.with_round(STRIKE, replace(day.work(STRIKE), **changes))
    command = taken(sent(typed_day()), day)
    with pytest.raises(Denied, match="entry_of_another_round"):
        session.decide(day, Act(by=(HEAD,)), command)


def test_there_must_be_a_round_that_it_can_be_an_entry_of():
    data = sent(typed_day())
    with pytest.raises(Denied, match="no_round"):
        taken(data, day_of(opened()))
    history = begun(2, 3)
    assert taken(data, day_of(history[:-2])).batches == tuple(map(tuple, BALLOTS))  # the session refuses it


def test_a_station_that_was_revoked_is_not_believed():
    why = refused(taken, sent(typed_day()), day_of(begun(2, 3)), trust=chain(revoked=(THERE,)))
    assert (why.code, why.params) == ("station_revoked", {"station": THERE})


def test_the_station_that_it_names_must_have_signed_it_and_nobody_beside_it():
    for signers in ((THIRD,), (THERE, THIRD), (THERE, STRANGER)):
        why = refused(taken, forged(typed_day(), by=signers), day_of(begun(2, 3)))
        assert (why.code, why.params) == ("not_signed_by_station", {"station": THERE})


def test_a_signature_of_another_text_is_a_forgery():
    parsed = note.parse(plain(sent(typed_day())))
    changed = Note(text=parsed.text.replace('"2 5"', '"2 4"'), signatures=parsed.signatures)
    assert refused(taken, sealed_again(note.write(changed)), day_of(begun(2, 3))).code == "bad_signature"


def test_an_entry_that_nobody_signed_is_none():
    text = note.parse(plain(sent(typed_day()))).text
    assert refused(taken, sealed_again(text.encode()), day_of(begun(2, 3))).code == "not_a_note"


def test_a_file_that_is_not_sealed_or_whole_or_for_this_station_says_so_of_entries():
    day, data = day_of(begun(2, 3)), sent(typed_day())
    spoiled = data[:-1] + bytes([data[-1] ^ 1])
    for given_, code in ((plain(data), "not_sealed"), (spoiled, "seal_broken"), (b"", "not_sealed")):
        why = refused(taken, given_, day)
        assert (type(why), why.code) == (EntryRefused, code)
    why = refused(taken, sealed_again(plain(data), to=(THIRD,)), day)
    assert (type(why), why.code) == (EntryRefused, "not_for_this_key")


def test_a_file_beyond_every_bound_is_not_even_opened():
    why = refused(taken, bytes(10 * 1024 * 1024), day_of(begun(2, 3)))
    assert (type(why), why.code) == (Refused, "too_large")


@pytest.mark.parametrize(
    "line",
    [
        "5 2",
        "2 2",
        "02",
        " 2",
        "2 ",
        "2  5",
        "2,5",
        "-2",
        "/2",
        "2\n",
        "٢",
        "123456789",
        "kept",
        "2 unclear 5",
        "UNCLEAR",
    ],
)
def test_a_strike_ballot_has_one_spelling(line):
    batches = [{"typist": "A", "ballots": ["2", line]}]
    why = refused(taken, forged(typed_day(), batches=batches), day_of(begun(2, 3)))
    assert (why.code, why.params) == ("bad_entry", {"location": "batches[0].ballots[1]", "fault": "bad_value.form"})


@pytest.mark.parametrize(
    "line", ["1 -1", "-1 1", "/1 -1", "--1", "- 1", "2 -1", "unclear unclear", "unclear signed_or_written"]
)
def test_a_boxes_ballot_has_one_spelling(line):
    batches = [{"typist": "A", "ballots": [line]}]
    why = refused(taken, forged(typed_day(), kind="boxes", batches=batches), day_of(begun(2, 3)))
    assert (why.code, why.params["location"]) == ("bad_entry", "batches[0].ballots[0]")


def test_every_spelling_of_a_ballot_says_what_stands_on_it():
    lines = ["", "1", "-1 /2", "1 -2 unclear", "unclear"]
    batches = [{"typist": "A", "ballots": lines}]
    command = taken(forged(typed_day(), kind="boxes", batches=batches), day_of(begun(2, 3)))
    assert command.batches == (
        (
            Marks(),
            Marks(disagree=(1,)),
            Marks(blank=(1,), both=(2,)),
            Marks(disagree=(1,), blank=(2,), seen=Seen.UNCLEAR),
            Marks(seen=Seen.UNCLEAR),
        ),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "entry/2"},
        {"more": 1},
        {"round": 0},
        {"round": True},
        {"attempt": 1.0},
        {"definition": "AB" * 32},
        {"kind": "card"},
        {"contest": "b c"},
        {"batches": [{"typist": " A", "ballots": []}]},
        {"batches": [{"typist": "A", "ballots": [3]}]},
        {"batches": [{"typist": "A", "ballots": [""] * (MOST_BALLOTS + 1)}]},
        {"box": {"issued": 5}},
    ],
)
def test_a_text_of_another_form_is_no_entry(changes):
    tree = canonical.read(note.parse(plain(sent(typed_day()))).text.encode()) | changes
    if changes == {"attempt": 1.0}:
        text = canonical.write(tree | {"attempt": 1}).decode().replace('"attempt": 1,', '"attempt": 1.0,')
    else:
        text = canonical.write(tree).decode()
    why = refused(taken, forged(typed_day(), text=text), day_of(begun(2, 3)))
    assert why.code in ("bad_entry", "not_an_integer")


@settings(max_examples=60)
@given(st.data())
def test_no_byte_of_it_can_be_changed_on_the_way(data):
    whole = sent(typed_day())
    place = data.draw(st.integers(0, len(whole) - 1))
    spoiled = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    refused(taken, spoiled, day_of(begun(2, 3)))
