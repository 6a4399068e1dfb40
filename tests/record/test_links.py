"""The records of a congress are a chain: none can be changed, taken out or put in, and a correction says what it is."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from tally.congress import BoardMember, Mode
from tally.record import links as chains
from tally.record import note
from tally.record.check import failed, held
from tally.record.links import congress_key, congress_of_record, standing
from tally.record.reading import read
from tally.record.verify import Verdict, verify
from tally.rounds import hold
from tests.making import congress, first, strike
from tests.record.ceremony import BOARD, TRUST, broken, content_of, elected_course, record_file

EVENT = congress(mode=Mode.REAL, board=tuple(BoardMember(name=name, role="member") for name in BOARD))


def short(struck=(({1, 3}, 12), ({2, 3}, 4), ({1, 2}, 4)), event=EVENT, contest_id="bch"):
    """The first ballot elects Bình An alone."""
    vote = replace(elected_course().contest, id=contest_id)
    return elected_course(struck=list(struck), event=event, vote=vote)


def further(course, struck=(({3}, 9), ({1}, 11))):
    return hold(course, first(strike([1, 3], list(struck)), number=len(course.held) + 1, purpose="further"))


ONE = short()
TWO = further(ONE)
HALF = further(ONE, struck=[({3}, 10), ({1}, 10)])
THREE = further(HALF)
"""In the second round nobody is over half, so there is a third."""
OTHER = short(contest_id="ubkt")
CORRECTED = short(struck=[({1, 3}, 11), ({2, 3}, 5), ({1, 2}, 4)])


def linked(*made, start=1):
    """Records one after the other: each of a course, with whatever else its frame says."""
    records = []
    for given in made:
        course, frame = given if isinstance(given, tuple) else (given, {})
        number = start + len(records)
        before = {"sequence": number, "previous": records[-1].hash if records else None if number == 1 else bytes(32)}
        records.append(read(record_file(content_of(course, **before | frame))))
    return records


def links(records):
    """The checks of records whose trust files nobody knows."""
    return chains.links(records, {})


def whys(records):
    return [check.why for check in links(records)]


def test_the_first_record_begins_and_each_other_follows():
    records = linked(ONE, OTHER, TWO)
    assert links(records) == (
        held("chain", "first"),
        held("chain", "follows", sequence=2),
        held("chain", "follows", sequence=3),
    )
    assert links([]) == ()


def test_the_order_in_which_records_are_given_does_not_matter():
    records = linked(ONE, OTHER, TWO, further(OTHER))
    told = dict(zip([record.hash for record in records], links(records), strict=True))
    assert {check.ok for check in told.values()} == {True}
    for order in permutations(records):
        assert links(order) == tuple(told[record.hash] for record in order)


def test_what_was_not_given_is_told_and_held_against_nobody():
    records = linked(ONE, OTHER, TWO)
    assert links(records[1:]) == (
        held("chain", "before_not_given", sequence=2, before=1),
        held("chain", "follows", sequence=3),
    )
    assert links(records[:2]) == links(records)[:2]


def test_a_gap_is_told_by_the_record_after_it():
    records = linked(ONE, OTHER, TWO, further(OTHER))
    assert links([records[0], records[2], records[3]]) == (
        held("chain", "first"),
        failed("chain", "gap", sequence=3, missing=2),
        held("chain", "follows", sequence=4),
    )
    assert whys([records[1], records[3]]) == ["before_not_given", "gap"]


def test_a_record_given_twice_is_told():
    records = linked(ONE, OTHER)
    again = read(record_file(content_of(ONE), by=["VD.1/station-1"]))
    assert again.hash == records[0].hash
    for twice in (again, records[0]):
        assert links([records[0], records[1], twice])[0] == failed("chain", "given_twice", sequence=1)
        assert whys([records[0], records[1], twice]) == ["given_twice", "follows", "given_twice"]


def test_a_fork_is_told_of_both_its_records():
    records = linked(ONE, OTHER)
    for fork in (linked(ONE, TWO)[1], linked(ONE, (OTHER, {"software": "x"}))[1]):
        found = links([*records, fork])
        assert found[1] == found[2] == failed("chain", "two_of_one_number", sequence=2)
        assert found[0].ok


def test_a_record_after_a_fork_follows_the_one_whose_hash_it_names():
    """It is no fault of its own that there are two; and whichever comes first in the call is no matter."""
    records = linked(ONE, HALF, THREE)
    fork = linked(ONE, TWO)[1]
    for order in permutations([*records, fork]):
        told = dict(zip([record.hash for record in order], links(order), strict=True))
        assert told[records[2].hash] == held("chain", "follows", sequence=3)
        assert told[fork.hash] == told[records[1].hash] == failed("chain", "two_of_one_number", sequence=2)
    other = linked(ONE, (HALF, {"software": "y"}), THREE)[2]
    assert whys([*records[:2], fork, other])[3] == "another_before"
    elsewhere = linked(ONE, CORRECTED, further(CORRECTED))
    assert whys([*records[:2], elsewhere[1], elsewhere[2]])[3] == "follows"
    assert whys([*linked(ONE, OTHER), elsewhere[1], elsewhere[2]])[3] == "follows"


def test_a_record_follows_the_one_whose_hash_it_names():
    records = linked(ONE, (OTHER, {"previous": bytes(32)}), TWO)
    assert links(records)[1] == failed("chain", "another_before", sequence=2, before=1)
    assert whys(records) == ["first", "another_before", "follows"]


def test_a_changed_record_breaks_the_link_of_the_one_after_it():
    records = linked(ONE, OTHER)
    changed = linked((ONE, {"software": "x"}))[0]
    assert whys([changed, records[1]]) == ["first", "another_before"]


@pytest.mark.parametrize(("sequence", "previous"), [(1, bytes(32)), (2, None)])
def test_the_first_record_alone_has_none_before_it(sequence, previous):
    (record,) = linked((ONE, {"sequence": sequence, "previous": previous}))
    assert links([record]) == (failed("chain", "bad_beginning", sequence=sequence),)


# Corrections


def test_a_correction_names_the_record_that_it_replaces_and_both_stay():
    records = linked(ONE)
    records = linked(ONE, OTHER, (CORRECTED, {"replaces": records[0].hash}))
    assert links(records) == (
        held("chain", "replaced", sequence=1, by=3),
        held("chain", "follows", sequence=2),
        held("chain", "follows", sequence=3),
    )
    assert all(one.verdict is Verdict.VALID for one in verify(written(records), TRUST))


def written(records):
    return [note.write(record.note) for record in records]


def test_of_several_that_replace_a_record_the_first_is_told():
    (one,) = linked(ONE)
    again = {"replaces": one.hash}
    assert links(linked(ONE, (CORRECTED, again), (CORRECTED, again)))[0] == held("chain", "replaced", sequence=1, by=2)


def test_a_replaced_record_may_be_corrected_again():
    one, two = linked(ONE, (CORRECTED, {"replaces": linked(ONE)[0].hash}))
    records = linked(ONE, (CORRECTED, {"replaces": one.hash}), (TWO, {"replaces": two.hash}))
    assert whys(records) == ["replaced", "replaced", "follows"]


def test_a_record_replaces_one_that_is_there():
    records = linked(ONE, (CORRECTED, {"replaces": bytes(32)}))
    assert links(records)[1] == failed("chain", "replaces_nothing", sequence=2)
    after = linked(ONE, (CORRECTED, {"replaces": linked(ONE)[0].hash}), TWO)
    assert [check.why for check in links(after)][1:] == ["follows", "rounds_changed"]
    own = linked(OTHER, (ONE, {"replaces": linked(OTHER, ONE)[1].hash}))
    assert links(own)[1].why == "replaces_nothing"


def test_where_the_beginning_was_not_given_nobody_can_say_what_is_replaced():
    records = linked(ONE, OTHER, (CORRECTED, {"replaces": linked(ONE)[0].hash}))
    assert whys(records[1:]) == ["before_not_given", "follows"]
    assert whys(records[2:]) == ["before_not_given"]


@pytest.mark.parametrize("later", [further(CORRECTED), THREE])
def test_a_record_replaces_the_one_of_its_contest_that_stands(later):
    """Not one that was gone on from, be it that it has all of its rounds too."""
    given = (later, {"replaces": linked(ONE)[0].hash})
    assert links(linked(ONE, HALF, given))[2] == failed("chain", "replaces_older", sequence=3, earlier=2)
    assert links(linked(OTHER, ONE, HALF, given)[1:])[2] == failed("chain", "replaces_older", sequence=4, earlier=3)


def test_a_record_replaces_one_of_its_own_contest():
    records = linked(ONE, (OTHER, {"replaces": linked(ONE)[0].hash}))
    assert links(records)[1] == failed("chain", "replaces_another_contest", sequence=2, replaced=1)


@pytest.mark.parametrize("later", [ONE, CORRECTED, further(CORRECTED)])
def test_rounds_that_are_in_a_record_change_by_a_correction_alone(later):
    """The same number of rounds again, other sums, or a further round on top of other sums."""
    assert links(linked(ONE, later))[1] == failed("chain", "rounds_changed", sequence=2, earlier=1)
    assert links(linked(OTHER, ONE, later))[2] == failed("chain", "rounds_changed", sequence=3, earlier=2)


def test_fewer_rounds_are_a_correction_too():
    assert whys(linked(TWO, ONE)) == ["first", "rounds_changed"]
    assert whys(linked(TWO, (ONE, {"replaces": linked(TWO)[0].hash}))) == ["replaced", "follows"]


def test_a_further_record_goes_on_from_the_one_that_stands():
    """Not from one that was replaced; and rounds may come several at a time."""
    assert whys(linked(ONE, THREE)) == ["first", "follows"]
    fixed = (CORRECTED, {"replaces": linked(ONE)[0].hash})
    assert whys(linked(ONE, fixed, further(CORRECTED))) == ["replaced", "follows", "follows"]
    assert whys(linked(ONE, fixed, TWO)) == ["replaced", "follows", "rounds_changed"]


def test_the_last_record_of_each_contest_stands():
    records = linked(ONE, OTHER, TWO)
    for order in permutations(records):
        assert standing(order) == {"bch": records[2], "ubkt": records[1]}
    assert standing([]) == {}


# One chain a congress


@pytest.mark.parametrize(
    "other",
    [
        {"mode": Mode.TRAINING},
        {"unit": replace(EVENT.unit, code="VD.2")},
        {"name": "Đại hội khác"},
        {"term": "2030-2035"},
        {"date": date(2025, 2, 15)},
    ],
)
def test_each_congress_has_a_chain_of_its_own_and_so_have_its_exercises(other):
    another = replace(EVENT, **other)
    assert congress_key(another) != congress_key(EVENT)
    theirs = linked(short(event=another), further(short(event=another)))
    ours = linked(ONE, OTHER)
    assert congress_of_record(ours[0]) == congress_key(EVENT)
    assert congress_of_record(theirs[0]) == congress_key(another)
    assert whys([theirs[1], ours[1], theirs[0], ours[0]]) == ["follows", "follows", "first", "first"]
    assert whys([theirs[1], ours[0]]) == ["before_not_given", "first"]
    mixed = linked(ONE, short(event=another, contest_id="ubkt"), TWO)
    assert whys(mixed) == ["first", "before_not_given", "gap"]


def test_where_a_congress_is_held_makes_it_no_other_congress():
    assert congress_key(replace(EVENT, place="Khác")) == congress_key(EVENT)


def test_a_broken_link_is_all_that_is_told_of_a_record_that_is_good_in_itself():
    records = linked(ONE, (OTHER, {"previous": bytes(32)}))
    first_one, second = verify(written(records), TRUST)
    assert (first_one.verdict, second.verdict) == (Verdict.VALID, Verdict.NOT_VALID)
    assert broken(second) == {"chain": "another_before"}
