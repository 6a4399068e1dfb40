"""The contests of one congress say the same of it, of its meetings, and of whoever was elected into a pool."""

from dataclasses import replace

import pytest

from tally.congress import BlankBoxes
from tally.nomination import Pool
from tally.person import Birth
from tally.record import note, trust
from tally.record.check import failed, held
from tally.record.links import links
from tally.record.reading import read
from tally.record.verify import verify
from tally.regulation import REGULATIONS
from tally.result import pool_of
from tests.making import meeting
from tests.record.ceremony import broken, chain_of, content_of, forged, put, record_file, sha, trust_file, trusted
from tests.record.test_links import linked, whys
from tests.record.test_links_unsaid import EVENT, MEMBERS, PEOPLE, bch, other, people_with

ROLL = meeting(present=20, excused_whole=1)


# Across the contests of a congress


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("congress.place", {"place": "Khác"}),
        ("unit.level", {"unit": replace(EVENT.unit, level="cell")}),
        ("options.all_blank_boxes", {"blank_boxes": BlankBoxes.VALID}),
        ("regulation", {"regulation": REGULATIONS["244-QĐ/TW"]}),
        ("rules.quorum_numerator", {"regulation": replace(EVENT.regulation, quorum_numerator=1)}),
    ],
)
def test_all_contests_of_a_congress_are_held_at_the_same_one(place, change):
    event = replace(EVENT, **change)
    found = links(linked(bch(), other(event)), {})[1]
    assert found == failed("chain", "changed_unsaid", sequence=2, earlier=1, place=place)
    corrected = (bch(event=event), {"replaces": linked(bch())[0].hash})
    assert whys(linked(bch(), corrected, other(event))) == ["replaced", "follows", "follows"]
    assert whys(linked(bch(), corrected, other())) == ["replaced", "follows", "changed_unsaid"]


def test_a_board_may_be_another_for_another_contest():
    """Whoever is on the next list steps out, and the body may put others in their place (R2, Art. 8)."""
    assert whys(linked(bch(), other(replace(EVENT, board=MEMBERS[:2])))) == ["first", "follows"]


def test_a_meeting_is_the_same_in_all_contests_that_it_votes_on():
    event = replace(EVENT, meetings=(ROLL, EVENT.meetings[1]))
    found = links(linked(bch(), other(), other(at="m2", contest_id="x"), other(event, contest_id="y")), {})
    assert [check.why for check in found[:3]] == ["first", "follows", "follows"]
    assert found[3] == failed("chain", "changed_unsaid", sequence=4, earlier=2, place="meeting.roll.excused_whole")
    assert whys(linked(bch(), other(event, "m2"))) == ["first", "follows"]
    corrected = (bch(event=event), {"replaces": linked(bch())[0].hash})
    assert whys(linked(bch(), corrected, other(event))) == ["replaced", "follows", "follows"]
    assert whys(linked(bch(), corrected, other())) == ["replaced", "follows", "changed_unsaid"]


# Pools


def drawing(pool, *made):
    """The records before, and one of a contest that draws on that pool."""
    records = linked(*made)
    before = {"sequence": len(records) + 1, "previous": records[-1].hash}
    return [*records, read(record_file(content_of(other(pool="bch", kind="secretary"), pool=pool, **before)))]


def test_whoever_may_stand_is_whom_the_record_of_the_pool_has_as_elected():
    """R13."""
    pool = pool_of(bch())
    assert [person.name for person in pool.may_stand] == ["Bình An"]
    assert links(drawing(pool, bch()), {})[1] == held("chain", "follows", sequence=2)
    for another in (
        replace(pool, seats=3),
        replace(pool, voted=False),
        replace(pool, may_stand=PEOPLE),
        replace(pool, may_stand=()),
        replace(pool, may_stand=people_with(2, born=Birth(year=1970))[1:2]),
    ):
        assert links(drawing(another, bch()), {})[1] == failed(
            "chain", "another_pool", sequence=2, pool="bch", earlier=1
        )
    assert whys(drawing(replace(pool, contest="bch"), other(contest_id="x"))) == ["first", "follows"]


def test_the_pool_is_that_of_the_record_that_stands():
    fewer = people_with(2, name="Bình")
    corrected = (bch(people=fewer), {"replaces": linked(bch())[0].hash})
    assert whys(drawing(pool_of(bch(people=fewer)), bch(), corrected)) == ["replaced", "follows", "follows"]
    assert whys(drawing(pool_of(bch()), bch(), corrected)) == ["replaced", "follows", "another_pool"]


def test_a_pool_whose_record_names_nobody_on_its_list_as_elected_is_no_reason_to_stop():
    """What such a record says of its outcome fails by itself; here it only makes no pool."""
    (one,) = linked(bch())
    strange = read(forged(put("result", "elected", 0, "number", 99), tree=one.tree))
    pool = Pool(contest="bch", seats=2, voted=True, may_stand=())
    drawn = drawing(pool, bch())[1]
    after = replace(drawn, model=drawn.model.model_copy(update={"previous": strange.hash.hex()}))
    assert links([strange, after], {})[1].why == "another_pool"


# Versions of the trust file


def test_a_later_record_is_never_made_under_an_older_version_of_the_trust_file():
    first_one = trusted()
    text = trust.text_of(first_one)
    second = replace(first_one, version=2, previous=sha(text))
    files = chain_of(trust_file(first_one), trust_file(second))
    old, new = {"trust": sha(text)}, {"trust": sha(trust.text_of(second))}
    for frames, wrong in (((old, new), None), ((new, new), None), ((old, old), None), ((new, old), "older_trust")):
        records = linked((bch(), frames[0]), (bch((1, 3)), frames[1]))
        found = verify([record_file(content_of(bch(), **frames[0])), note.write(records[1].note)], files)
        assert broken(found[1]) == ({"chain": wrong} if wrong else {})
    versions = {old["trust"].hex(): 1, new["trust"].hex(): 2}
    back = linked((bch(), new), (other(), old), (bch((1, 3)), new))
    assert links(back, versions) == (
        held("chain", "first"),
        failed("chain", "older_trust", sequence=2, version=1, earlier=1, newer=2),
        held("chain", "follows", sequence=3),
    )
    for known in ({old["trust"].hex(): 1}, {new["trust"].hex(): 2}, {}):
        assert all(check.ok for check in links(back, known))
    instead = linked((bch(), new), (bch(), old | {"replaces": linked((bch(), new))[0].hash}))
    assert links(instead, versions)[1].why == "older_trust"
