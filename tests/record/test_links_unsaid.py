"""What an earlier record says, a later one says too, or it says that it replaces it."""

from dataclasses import replace

import pytest

from tally import Ballots
from tally.congress import BlankBoxes, BoardMember, Mode
from tally.contest import ContestKind, Withdrawal
from tally.course import begin
from tally.person import Birth
from tally.record.check import failed
from tally.record.links import links
from tally.record.reading import read
from tally.regulation import REGULATIONS
from tally.rounds import hold
from tests.making import candidate, congress, contest, first, meeting, strike
from tests.record.ceremony import (
    BOARD,
    content_of,
    forged,
    put,
    record_file,
)
from tests.record.test_links import linked, whys

MEMBERS = tuple(BoardMember(name=name, role="member") for name in BOARD)
PEOPLE = (candidate(1, "An"), candidate(2, "Bình An"), candidate(3, "Chi"))
EVENT = congress(meeting(), replace(meeting(), id="m2"), mode=Mode.REAL, board=MEMBERS)


def bch(*further, event=EVENT, people=PEOPLE, **given):
    """The first ballot elects Bình An alone of two; each further one has these persons."""
    vote = contest(people, 2, id="bch", **given)
    held_now = hold(begin(event, vote), first(strike([1, 2, 3], [({1, 3}, 12), ({2, 3}, 4), ({1, 2}, 4)])))
    for number, names in enumerate(further, 2):
        ballots = strike(names, [({*names} - {one}, 10) for one in names[:2]])
        held_now = hold(held_now, first(ballots, number=number, purpose="further"))
    return held_now


def other(event=EVENT, at="m", *, pool=None, contest_id="ubkt", kind="inspection_committee"):
    vote = replace(contest(PEOPLE, 1, id=contest_id, kind=kind, pool=pool), meeting=at)
    return hold(begin(event, vote), first(strike([1, 2, 3], [({1, 3}, 15), ({1, 2}, 5)])))


def people_with(number, **given):
    return tuple(replace(one, **given) if one.number == number else one for one in PEOPLE)


CHANGES = {
    "contest.candidates.1.born": {"people": people_with(1, born=Birth(year=1970))},
    "contest.candidates.3.name": {"people": people_with(3, name="Chi Lan")},
    "contest.candidates.1.withdrawal": {"people": people_with(1, withdrawal=Withdrawal.REFUSED)},
    "contest.candidates.4": {"people": (*PEOPLE, candidate(4, withdrawal=Withdrawal.GRANTED))},
    "contest.title": {"title": "Bầu Ban Chấp hành"},
    "contest.kind": {"kind": ContestKind.INSPECTION_COMMITTEE},
    "contest.quota": {"quota": 3},
    "congress.place": {"event": replace(EVENT, place="Khác")},
    "unit.name": {"event": replace(EVENT, unit=replace(EVENT.unit, name="Khác"))},
    "options.all_blank_boxes": {"event": replace(EVENT, blank_boxes=BlankBoxes.VALID)},
    "regulation": {"event": replace(EVENT, regulation=REGULATIONS["244-QĐ/TW"])},
    "board": {"event": replace(EVENT, board=MEMBERS[:2])},
    "meeting.roll.absent": {"event": replace(EVENT, meetings=(meeting(present=19, absent=1), EVENT.meetings[1]))},
}


@pytest.mark.parametrize("place", CHANGES)
def test_a_further_round_changes_nothing_that_the_record_before_says(place):
    """The roll too: with one absent in place of present the base is the same, and so are the rounds."""
    found = links(linked(bch(), bch((1, 3), **CHANGES[place])), {})[1]
    assert found == failed("chain", "changed_unsaid", sequence=2, earlier=1, place=found.params.get("place"))
    assert found.params["place"].startswith(place)


@pytest.mark.parametrize("place", CHANGES)
def test_a_correction_may_change_all_that_a_record_says(place):
    before = linked(bch())
    corrected = (bch(**CHANGES[place]), {"replaces": before[0].hash})
    records = linked(bch(), corrected, bch((1, 3), **CHANGES[place]))
    assert whys(records) == ["replaced", "follows", "follows"]
    assert whys(linked(bch(), corrected, bch((1, 3)))) == ["replaced", "follows", "changed_unsaid"]


def test_every_part_of_the_definition_of_a_contest_stays():
    """Each key of a record, and each of a person on the list, one by one."""
    (one,) = linked(bch())
    before = content_of(bch((1, 3)), sequence=2, previous=one.hash)
    good = read(record_file(before))
    assert [check.why for check in links([one, good], {})] == ["first", "follows"]
    others = {
        "board": good.tree["board"][:2],
        "meeting": good.tree["meeting"] | {"id": "m9"},
        "contest": good.tree["contest"] | {"meeting": "m9"},
        "rules": good.tree["rules"] | {"quorum_numerator": 9},
        "options": {"all_blank_boxes": "valid"},
        "regulation": "244-QĐ/TW",
        "unit": good.tree["unit"] | {"superior": None},
        "congress": good.tree["congress"] | {"place": "Khác"},
        "pool": {"contest": "x", "seats": 1, "voted": True, "may_stand": []},
    }
    of_each = {"schema", "mode", "sequence", "previous", "replaces", "trust", "station", "software", "journal"}
    assert others.keys() == good.tree.keys() - of_each - {"air_gap", "rounds", "result"}
    for key, part in others.items():
        changed = replace(good, tree=good.tree | {key: part})
        told = links([one, changed], {})[1]
        assert (told.why, told.params["place"].split(".")[0]) == ("changed_unsaid", key)
    person = {"born": "1970", "sex": "female", "ethnicity": "Tày", "incumbent": True, "nominated_by": "floor"}
    person |= {"agreed_by": 3, "attributes": ["x"], "from_round": 2, "name": "x"}
    for key, part in person.items():
        people = [*good.tree["contest"]["candidates"][:2], good.tree["contest"]["candidates"][2] | {key: part}]
        changed = replace(good, tree=good.tree | {"contest": good.tree["contest"] | {"candidates": people}})
        place = f"contest.candidates.3.{key}"
        assert links([one, changed], {})[1] == failed("chain", "changed_unsaid", sequence=2, earlier=1, place=place)


def test_what_belongs_to_each_record_may_be_another_in_each():
    frame = {"software": "x", "station": "VD.1/station-2", "trust": bytes(32)}
    assert whys(linked(bch(), (bch((1, 3)), frame))) == ["first", "follows"]


# What the body decides for the rounds to come


def test_somebody_is_added_for_a_round_that_is_not_recorded_yet():
    """R11: anywhere on the list, since names go by the alphabet."""
    for place in range(4):
        people = (*PEOPLE[:place], candidate(4, from_round=2), *PEOPLE[place:])
        names = [one.number for one in people if one.number != 2]
        assert whys(linked(bch(), bch(tuple(names), people=people))) == ["first", "follows"]
    records = linked(bch((1, 3)), bch((1, 3), (1, 3, 4), people=(*PEOPLE, candidate(4, from_round=3))))
    assert whys(records) == ["first", "follows"]
    records[1].tree["contest"]["candidates"][3]["from_round"] = 2
    assert whys(records) == ["first", "changed_unsaid"]


def test_nobody_leaves_the_list_or_changes_places_on_it():
    people = (*PEOPLE, candidate(4, from_round=3))
    assert whys(linked(bch(people=people), bch((1, 3)))) == ["first", "changed_unsaid"]
    turned = (PEOPLE[2], *PEOPLE[:2])
    swapped = read(forged(put("contest", "candidates", [*map(dict, _candidates(turned))]), tree=_further_tree()))
    assert links([*linked(bch()), swapped], {})[1].params["place"] == "contest.candidates"


def _further_tree():
    return linked(bch(), bch((1, 3)))[1].tree


def _candidates(people):
    by_number = {one["number"]: one for one in _further_tree()["contest"]["candidates"]}
    return [by_number[one.number] for one in people]


GONE = {"withdrawal": Withdrawal.GRANTED}


@pytest.mark.parametrize("asked", [None, Withdrawal.ASKED, Withdrawal.REFUSED])
def test_somebody_is_let_go_before_a_round_that_is_not_recorded_yet(asked):
    """R3, Art. 14."""
    now = people_with(3, **GONE, withdrawn_before_round=2)
    before = people_with(3, withdrawal=asked)
    later = hold(bch(people=now), first(_boxes(), number=2, purpose="further"))
    assert whys(linked(bch(people=before), later)) == ["first", "follows"]
    again = hold(bch((1, 3)), first(strike([1, 3], [({3}, 10), ({1}, 10)]), number=3, purpose="further"))
    gone_since = replace(again, contest=replace(again.contest, candidates=now))
    assert whys(linked(bch((1, 3)), gone_since)) == ["first", "changed_unsaid"]


def _boxes():
    return Ballots.boxes([1], [({1}, set())] * 20)


NEVER, SECOND, THIRD = ({"withdrawal": "granted", "withdrawn_before_round": number} for number in (None, 2, 3))
STAYS = {"withdrawal": None, "withdrawn_before_round": None}


@pytest.mark.parametrize(
    ("was", "now", "holds"),
    [
        (STAYS, SECOND, True),
        (STAYS, THIRD, True),
        (SECOND, THIRD, True),
        (SECOND, SECOND, True),
        (NEVER, NEVER, True),
        (NEVER, SECOND, False),
        (NEVER, STAYS, False),
        (SECOND, STAYS, False),
        (STAYS, NEVER, False),
    ],
)
def test_whoever_was_let_go_does_not_come_back_unsaid(was, now, holds):
    """One round is recorded: that somebody leaves before the second may still be put off."""

    def said(record, given):
        *others, last = record.tree["contest"]["candidates"]
        contest = record.tree["contest"] | {"candidates": [*others, last | given]}
        return replace(record, tree=record.tree | {"contest": contest})

    first_one, second = linked(bch(), bch((1, 3)))
    assert links([said(first_one, was), said(second, now)], {})[1].ok is holds


def test_that_seats_stay_open_may_be_decided_and_be_gone_back_on():
    assert whys(linked(bch(leave_open=True), bch((1, 3)))) == ["first", "follows"]
    assert whys(linked(bch(), bch((1, 3), leave_open=True))) == ["first", "follows"]
