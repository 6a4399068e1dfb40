"""Which congress of a unit is told and which records stand: what is not proved takes nothing from what is."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tally.archive.facts import Failure
from tally.archive.indexed import indexed
from tally.archive.units.due import DeadlineKind, deadlines_of
from tally.archive.units.programme import Planned, Programme
from tally.archive.units.standing import State, unit_status
from tally.archive.units.status import added, sums_of
from tally.archive.units.told import told_of
from tally.congress import Mode
from tally.deadlines import DaysOff
from tally.outcome import Status
from tally.record.verify import Verdict
from tests.archive.made import another, correction, hash_of, signed, text_of

DAY = date(2025, 4, 1)
UNIT = Planned(code="A", name="Đảng bộ A", level="grassroots", superior="B", due=date(2025, 5, 1))
PROGRAMME = Programme(title="T", units={"A": UNIT})


@pytest.fixture(scope="module")
def records(known):
    """The three records of a unit, as the index has them: real ones, on a day of their own."""
    with indexed(str(known.folder)) as index:
        every = dict(index.units())[known.held[0]]
    return congress(sorted(every, key=lambda one: one.facts.sequence), hashes="", mode=Mode.REAL, day=DAY, term="T1")


def congress(records, *, hashes, **said):
    """The same records as those of another congress."""
    return tuple(
        replace(one, facts=replace(one.facts, hash=f"{hashes}{one.facts.hash}", **said), path=f"{hashes}{one.path}")
        for one in records
    )


def unproved(records):
    bad = Failure(code="threshold", why="too_few")
    return tuple(replace(one, facts=replace(one.facts, verdict=Verdict.NOT_VALID, failed=(bad,))) for one in records)


def stopped(records):
    return tuple(
        replace(one, facts=replace(one.facts, seats=replace(one.facts.seats, status=Status.STOPPED))) for one in records
    )


def status(*records, planned=UNIT, programme=PROGRAMME, **given):
    return unit_status("A", planned, [one for of in records for one in of], programme=programme, **given)


def days_later(records, days, **said):
    return congress(records, hashes=f"{days}-", day=DAY + timedelta(days=days), **said)


def paths(records):
    return sorted(one.path for one in records)


@pytest.mark.parametrize("given", [{"board": ()}, {"board": (2,)}], ids=["nobody of the board", "one signature"])
def test_a_correction_that_is_not_proved_waits_and_the_record_that_it_names_stands(archive, given):
    unit = archive.held[0]
    first = archive.records(unit)[0]
    archive.update()
    before = archive.status()
    new = archive.put(correction(archive, unit, **given))
    archive.update()
    after = archive.status()
    assert after.total == before.total
    assert after.conflicts == ()
    [faulty] = after.faulty
    assert (faulty.path, faulty.replaces) == (f"{unit}/{new.name}", hash_of(first))
    assert [one.path for one in archive.unit(unit).contests if one.contest == "bch"] == [f"{unit}/{first.name}"]


def test_a_correction_that_does_not_follow_its_chain_takes_nothing_either(archive):
    """It is signed as it must be, and names a record before it that is not there."""
    unit = archive.held[0]
    archive.update()
    before = archive.status().total
    first, _, third = archive.records(unit)
    data = correction(archive, unit)
    text = signed(data.decode().split("\n\n—")[0].rstrip("\n").replace(hash_of(third), "0" * 64) + "\n")
    archive.put(text)
    archive.update()
    after = archive.status()
    assert after.total == before
    assert [(one.code, one.why) for one in after.faulty[0].failed] == [("chain", "another_before")]
    assert [one.hash for one in archive.unit(unit).contests if one.contest == "bch"] == [hash_of(first)]


def test_two_corrections_that_hold_contradict_each_other_and_prove_nothing_so_the_first_record_stands(archive):
    unit = archive.held[0]
    archive.update()
    before = archive.status().total
    new = correction(archive, unit)
    placed = archive.put(new)
    archive.put(another(placed))
    archive.update()
    after = archive.status()
    assert len(after.conflicts) == 1
    assert after.total == before


def test_records_that_are_not_proved_change_no_figure_whatever_they_say(archive):
    """By chance: forgeries of every kind, in the name of any unit."""
    archive.update()
    before = archive.status(today=date(2025, 12, 31))
    chance = random.Random(1)
    for number in range(12):
        unit = chance.choice(archive.held)
        paths_of = archive.records(unit)[:3]
        tree = json.loads(text_of(chance.choice(paths_of)))
        tree["sequence"] = chance.randint(1, 5)
        tree["previous"] = chance.choice([None, hash_of(chance.choice(paths_of))]) if tree["sequence"] > 1 else None
        tree["replaces"] = chance.choice([None, hash_of(chance.choice(paths_of))])
        tree["software"] = f"forger {number}"
        tree["congress"]["term"] = chance.choice([tree["congress"]["term"], "2030-2035"])
        text = json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
        archive.put(signed(text, **chance.choice([{"board": ()}, {"board": (1,)}, {"station": False}])))
    archive.update()
    after = archive.status(today=date(2025, 12, 31))
    plain = {"other_units": 0}
    assert replace(after.total, **plain) == before.total
    assert {one.code for one in after.units if one.is_late} == {one.code for one in before.units if one.is_late}
    assert len(after.faulty) == 12


def test_of_one_term_the_first_congress_is_told_and_a_later_one_is_named(records):
    """A conference that fills one seat some months later must not take the place of the congress."""
    later = days_later(records[:1], 150, congress="Hội nghị bầu bổ sung")
    whole = status(records, later)
    assert (whole.state, whole.day, whole.other_congresses, whole.left_out_contests) == (State.HELD, DAY, 1, 1)
    assert paths(whole.contests) == paths(records)
    alone = status(records)
    assert sums_of([whole]).elected == sums_of([alone]).elected
    assert (sums_of([whole]).other_units, sums_of([whole]).other_contests) == (1, 1)
    assert (sums_of([alone]).other_units, sums_of([alone]).other_contests) == (0, 0)


def test_without_a_term_that_of_the_last_proved_congress_is_meant(records):
    old = days_later(records, -1800, term="T0")
    assert status(records, old).day == DAY
    forged = unproved(days_later(records, 1800, term="T2"))
    assert status(records, old, forged).day == DAY


def test_only_congresses_of_the_term_of_the_programme_count(records):
    old = days_later(records, -30, term="2020-2025")
    term = "2025-2030"
    programme = replace(PROGRAMME, term=term)
    alone = status(old, programme=programme, today=date(2025, 6, 1))
    assert (alone.state, alone.is_late, alone.contests, alone.day) == (State.NOT_HELD, True, (), None)
    assert (alone.other_congresses, alone.left_out_contests) == (1, 3)
    now = congress(records, hashes="", term="2025 – 2030")
    assert status(now, old, programme=programme).day == DAY, "however the dash is written"


def test_a_congress_of_which_something_is_proved_comes_before_an_earlier_one_of_which_nothing_is(records):
    assert status(records, unproved(days_later(records, -9))).day == DAY


def test_a_congress_that_was_stopped_gives_way_to_the_one_that_was_held(records):
    again = days_later(records, 14)
    assert status(stopped(records), again).day == DAY + timedelta(days=14)
    assert status(again, stopped(days_later(records, 20))).day == DAY + timedelta(days=14)


def test_real_records_come_before_those_of_an_exercise(records):
    exercise = congress(records, hashes="x", mode=Mode.TRAINING, day=DAY - timedelta(days=60))
    both = status(records, exercise)
    assert (both.mode, both.day, both.is_training, both.stray) == (Mode.REAL, DAY, False, 3)
    assert (both.other_congresses, both.left_out_contests) == (1, 3)
    only = status(exercise)
    assert (only.state, only.mode, only.is_training, only.stray) == (State.HELD, Mode.TRAINING, True, 0)
    forged = status(unproved(exercise))
    assert (forged.state, forged.is_training, forged.stray) == (State.UNPROVED, False, 3), "that stamps nothing"
    real = status(unproved(records), exercise)
    assert (real.state, real.mode, real.is_training) == (State.HELD, Mode.TRAINING, True), (
        "what nobody proved moves none"
    )
    dashed = status(
        unproved(records), congress(exercise, hashes="z", term="t - 1"), programme=replace(PROGRAMME, term="T-1")
    )
    assert dashed.state is State.HELD, "however its dash is written"
    another_term = congress(exercise, hashes="y", term="T0")
    of_term = status(unproved(records), another_term, programme=replace(PROGRAMME, term="T1"))
    assert (of_term.state, of_term.mode) == (State.UNPROVED, Mode.REAL), (
        "an exercise of another term is none of this one"
    )


def test_a_unit_of_which_all_that_is_proved_was_stopped_has_not_held_its_congress(records):
    today = date(2025, 12, 31)
    whole = status(stopped(records), today=today)
    assert (whole.state, whole.is_late, whole.day) == (State.STOPPED, False, DAY)
    sums = sums_of([whole])
    assert (sums.stopped, sums.held, sums.programme_held, sums.committees_complete) == (1, 0, 0, 0)
    assert status(stopped(records[:1]), records[1:]).state is State.HELD
    assert deadlines_of(whole, DaysOff()) == ()


@pytest.mark.parametrize(
    ("given", "state"),
    [("nothing", State.NOT_HELD), ("unproved", State.UNPROVED), ("proved", State.HELD)],
)
def test_late_is_who_has_nothing_proved_after_the_day(records, given, state):
    every = {"nothing": (), "unproved": unproved(records), "proved": records}[given]
    found = status(every, today=date(2025, 5, 2))
    assert (found.state, found.is_late) == (state, state is not State.HELD)
    assert status(every, today=date(2025, 5, 1)).is_late is False
    assert status(every).is_late is None
    assert status(every, planned=replace(UNIT, due=None), today=date(2025, 6, 1)).is_late is None


def test_what_cannot_be_known_is_not_said_to_be_none_late(records):
    today = date(2025, 12, 31)
    outside = status(records, planned=None, today=today)
    no_due = status(records, planned=replace(UNIT, due=None), today=today)
    late, held = status(today=today), status(records, today=today)
    nobody = unit_status("A", None, records, today=today)
    assert [sums_of(of).late for of in ([], [outside], [no_due], [nobody], [held], [late, no_due])] == [
        *[None] * 4,
        *(0, 1),
    ]
    assert [sums_of([one]).without_due for one in (no_due, held, outside)] == [1, 0, 0]
    assert added(sums_of([late]), sums_of([no_due])) == sums_of([late, no_due])
    assert added(sums_of([]), sums_of([held])) == sums_of([held]) == added(sums_of([held]), sums_of([]))


def test_shares_are_of_the_units_of_the_programme(records):
    outside = status(records, planned=None)
    held, waiting = status(records), status()
    sums = sums_of([outside, held, waiting])
    assert (sums.units, sums.programme_units, sums.programme_held, sums.outside) == (3, 2, 1, 1)
    assert (sums_of([outside]).programme_units, sums_of([outside]).programme_held) == (0, 0)
    without = sums_of([unit_status("A", None, records)])
    assert (without.programme_units, without.programme_held, without.outside) == (None, None, 0)


def test_a_unit_outside_the_programme_is_what_a_proved_record_says_it_is(records):
    forged = congress(unproved(records), hashes="!", unit_name="GIẢ", level="province", superior="XX")
    facts = records[0].facts
    for every in ((records, forged), (forged, records)):
        found = status(*every, planned=None)
        assert (found.name, found.level, found.superior) == (facts.unit_name, facts.level, facts.superior)
    other = status(forged, days_later(records, -2000, term="T0"), planned=None, programme=replace(PROGRAMME, term="T1"))
    assert (other.state, other.name, other.level) == (State.UNPROVED, facts.unit_name, facts.level)
    alone = status(forged, planned=None)
    assert (alone.name, alone.level, alone.superior) == ("GIẢ", None, None)


def test_delegates_and_the_number_allotted_are_of_the_same_units(records):
    elected = status(records).delegates
    assert elected
    told = [status(records, planned=replace(UNIT, allotted=elected + 1)), status(records, planned=None)]
    sums = sums_of([*told, status(planned=replace(UNIT, allotted=9))])
    assert (sums.delegates, sums.delegates_compared) == (2 * elected, elected)
    assert (sums.allotted, sums.allotted_compared) == (elected + 1 + 9, elected + 1)
    assert (sums.allotted_units, sums.not_allotted, sums.delegates_differ) == (1, 1, 1)


def test_deadlines_are_those_of_congresses_that_are_proved(records):
    assert {one.what for one in deadlines_of(status(records), DaysOff())} == {*DeadlineKind}
    assert deadlines_of(status(unproved(records)), DaysOff()) == ()
    assert deadlines_of(status(), DaysOff()) == ()


def test_every_congress_is_told_or_named_and_none_is_both(records):
    """By chance: whatever congresses there are, in whatever order."""
    chance = random.Random(6)
    for _ in range(200):
        some = [
            chance.choice([tuple, unproved, stopped])(
                congress(
                    records[: chance.randint(1, 3)],
                    hashes=f"{number}-",
                    mode=chance.choice([*Mode]),
                    day=DAY + timedelta(days=chance.randint(-2, 2)),
                    term=chance.choice(["T0", "T1"]),
                    congress=f"{number}",
                )
            )
            for number in range(chance.randint(0, 4))
        ]
        every = [one for of in some for one in of]
        chance.shuffle(every)
        term = chance.choice([None, "T0", "T1"])
        told, others = told_of(every, term)
        assert paths([*told, *(one for of in others for one in of)]) == paths(every)
        assert told_of(every[::-1], term) == (told, others)
        if any(one.facts.mode is Mode.REAL and one.is_proved for one in every):
            assert all(one.facts.mode is Mode.REAL for one in told)
        if term:
            assert all(one.facts.term == term for one in told)
        meant = [one for one in every if told and one.facts.mode is told[0].facts.mode]
        if told and not any(one.is_proved for one in told):
            assert not any(one.is_proved for one in meant if one.facts.term == told[0].facts.term)
