"""An entry goes from one station of a unit to another whole, or it does not go at all."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station import session
from station.exchange import ENTRY, EntryRefused, file_name
from station.session import Act
from station.session.comparison import differences
from station.session.denied import Denied
from station.session.machines import TakeEntry
from station.session.marks import Marks, Seen
from station.session.round import Way
from tally.record import sealed
from tests.record import trusts
from tests.station.exchange.days import (
    BOXES,
    HEAD,
    NAMES,
    OTHER,
    STRIKE,
    TYPIST,
    begun,
    day_of,
    happened,
    opened,
    struck,
    typed,
)
from tests.station.exchange.sending import (
    BALLOTS,
    HERE,
    STRANGER,
    THERE,
    THIRD,
    chain,
    refused,
    sent,
    taken,
    typed_day,
)

STRIKES = st.frozensets(st.integers(1, 5)).map(lambda numbers: Marks(struck=tuple(sorted(numbers))))
FIELDS = st.sampled_from(["agree", "disagree", "blank", "both"])


@st.composite
def box_marks(draw):
    found = {"disagree": (), "blank": (), "both": (), "agree": ()}
    for number in (1, 2):
        field = draw(FIELDS)
        found[field] += (number,)
    del found["agree"]
    return Marks(**found, seen=draw(st.none() | st.sampled_from(list(Seen))))


def batches_of(marks):
    return st.lists(st.lists(marks, min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=40)
@given(batches_of(STRIKES))
def test_what_one_station_sends_is_what_another_takes_in(ballots):
    command = taken(sent(typed_day(ballots=ballots)), day_of(begun(*map(len, ballots))))
    assert command.batches == tuple(map(tuple, ballots))


@settings(max_examples=40)
@given(batches_of(box_marks()))
def test_ballots_with_boxes_go_as_they_were_typed_with_what_was_seen(ballots):
    day = day_of(begun(*map(len, ballots), contest=BOXES))
    command = taken(sent(typed_day(ballots=ballots, contest=BOXES), contest=BOXES), day, contest=BOXES)
    assert command.batches == tuple(map(tuple, ballots))


def test_an_entry_taken_in_is_an_entry_of_the_session_with_its_typists_by_name():
    day = day_of(begun(2, 3))
    command = taken(sent(typed_day()), day)
    assert command == TakeEntry(
        contest=STRIKE,
        entry=2,
        station=THERE,
        definition=day.contest(STRIKE).confirmed.definition,
        attempt=1,
        round=1,
        typists=(NAMES[TYPIST], NAMES[TYPIST]),
        batches=tuple(map(tuple, BALLOTS)),
    )
    work = after(day, command).work(STRIKE)
    assert [work.entries[1].batches[batch].ballots for batch in (1, 2)] == list(map(tuple, BALLOTS))
    assert [work.entries[1].batches[batch].typist for batch in (1, 2)] == [NAMES[TYPIST]] * 2
    assert work.entries[1].source == THERE


def after(day, command):
    """The day after the session took an entry in."""
    for event in session.decide(day, Act(by=(HEAD,)), command):
        day = session.fold(day, happened(event, HEAD))
    return day


def test_two_stations_that_typed_alike_have_nothing_to_compare():
    """Issued by one, typed by other people at another: the result stands only if they agree."""
    here = day_of([*begun(2, 3), *typed(1, BALLOTS[0], by=OTHER), *typed(2, BALLOTS[1], by=OTHER)])
    day = after(here, taken(sent(typed_day()), here))
    assert differences(day.work(STRIKE)) == ()
    assert day.work(STRIKE).is_entered


def test_who_typed_at_one_station_does_not_type_the_same_papers_at_another():
    here = day_of([*begun(2, 3), *typed(1, BALLOTS[0]), *typed(2, BALLOTS[1])])
    command = taken(sent(typed_day()), here)
    with pytest.raises(Denied, match="same_person_twice"):
        session.decide(here, Act(by=(HEAD,)), command)


def test_a_batch_without_papers_that_nobody_opened_bears_the_name_of_its_station():
    ballots = [BALLOTS[0], [], BALLOTS[1]]
    history = begun(2, 0, 3)
    day = day_of([*history, *typed(1, ballots[0]), *typed(3, ballots[2])])
    command = taken(sent(day), day_of(history))
    assert command.batches == tuple(map(tuple, ballots))
    assert command.typists == (NAMES[TYPIST], THERE, NAMES[TYPIST])
    assert after(day_of(history), command).work(STRIKE).entries[1].batches[2].ballots == ()


def test_every_other_station_of_the_unit_can_open_it_and_nobody_else():
    data, day = sent(typed_day()), day_of(begun(2, 3))
    assert taken(data, day, at=HERE) == taken(data, day, at=THIRD)
    for name in (THERE, STRANGER):
        why = refused(sealed.unseal, data, sealed.private_of_seed(trusts.seed(name)))
        assert why.code == "not_for_this_key"
    assert b"Nguy" not in data
    assert b"struck" not in data


def test_an_entry_of_no_batches_is_an_entry_too():
    """A box that was empty, at every station."""
    command = taken(sent(day_of(begun())), day_of(begun()))
    assert (command.batches, command.typists) == ((), ())


@pytest.mark.parametrize(
    ("changes", "name"),
    [({}, "bch-1-station-2-1.entry.age"), ({"number": 2, "attempt": 3}, "bch-2-3-station-2-1.entry.age")],
)
def test_its_file_says_of_which_round_it_is_and_typed_where(changes, name):
    day = typed_day()
    assert file_name(day.with_round(STRIKE, replace(day.work(STRIKE), **changes)), STRIKE, 1, THERE) == name
    assert name.endswith(ENTRY)


# What is not given out.


def test_only_an_entry_that_was_typed_here_to_its_end_is_given_out():
    day = day_of([*begun(2, 3, 1), *typed(1, BALLOTS[0]), *typed(3, [struck(1)], closed=False)])
    why = refused(sent, day)
    assert (why.code, why.params) == ("entry_not_closed", {"batches": "2, 3"})
    assert refused(sent, day, entry=0).code == "no_such_entry"
    assert refused(sent, day, entry=3).code == "no_such_entry"


def test_an_entry_that_came_from_elsewhere_is_not_handed_on():
    day = day_of(begun(2, 3))
    why = refused(sent, after(day, taken(sent(typed_day()), day)), entry=2, by=HERE)
    assert (why.code, why.params) == ("entry_came_from_elsewhere", {"station": THERE})


def test_there_is_no_entry_of_tally_sheets_or_before_the_papers_lie_in_batches():
    with pytest.raises(Denied, match="not_by_ballots"):
        sent(day_of(begun(2, way=Way.SHEETS)))
    history = begun(2)
    for day in (day_of(history[:-1]), day_of(history[:-2])):
        with pytest.raises(Denied, match="not_now"):
            sent(day)
    with pytest.raises(Denied, match="no_round"):
        sent(day_of(opened()))


def test_ballots_that_were_destroyed_are_not_given_out():
    assert refused(sent, day_of([*begun(1), *typed(1, [None])])).code == "ballots_destroyed"


def test_a_station_that_stands_in_no_trust_file_neither_gives_nor_takes():
    day, own = typed_day(), chain(HERE, STRANGER)
    assert refused(sent, day, trust=own).code == "own_key_not_trusted"
    assert refused(taken, sent(day), day, at=THERE, trust=own).code == "own_key_not_trusted"


def test_a_unit_with_one_station_has_nobody_to_seal_to():
    why = refused(sent, typed_day(), by=HERE, trust=chain(HERE, STRANGER))
    assert (type(why), why.code) == (EntryRefused, "recipients_count")


def test_a_trust_file_of_another_time_counts_for_nothing():
    later = chain(HERE, THERE, valid_from=date(2025, 2, 15))
    why = refused(sent, typed_day(), trust=later)
    assert (why.code, why.params) == ("outside_validity", {"date": "2025-02-14"})
    assert refused(taken, sent(typed_day()), day_of(begun(2, 3)), trust=later).code == "outside_validity"


def test_what_could_not_be_read_again_is_not_written():
    """Names are cleaned where people are taken in; one that slipped through is not signed."""
    day = typed_day()
    people = tuple(replace(one, name="Lê\u202eVăn Cảnh") if one.id == TYPIST else one for one in day.people)
    why = refused(sent, replace(day, people=people))
    assert (type(why), why.code, why.params["location"]) == (EntryRefused, "bad_entry", "batches[0].typist")
