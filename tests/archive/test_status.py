"""Where units stand: sums that agree with the units' own records, and nothing that contradicts itself is merged."""

import dataclasses
import json
import shutil
from collections import Counter
from datetime import date

import pytest

from tally.archive.due import DeadlineKind, deadlines_of
from tally.archive.indexed import indexed
from tally.archive.programme import read_programme
from tally.archive.standing import State
from tally.congress import Mode
from tally.deadlines import DaysOff
from tally.faults import BadInput
from tally.files.disk import load_bytes
from tally.files.holidays import VIETNAM, read_holidays
from tests.archive.made import Archive, another, changed, hash_of, signed, text_of

LATE = date(2025, 12, 31)
"""After every day of the programme."""


@pytest.fixture(scope="module")
def known(nation, tmp_path_factory):
    """The whole nation with its index; nothing of it is changed."""
    copied = Archive(folder=tmp_path_factory.mktemp("known") / "archive")
    shutil.copytree(nation.folder, copied.folder)
    copied.update()
    return copied


def trees(archive):
    return [json.loads(text_of(path)) for unit in archive.held for path in archive.records(unit)]


def test_sums_are_those_of_the_records_themselves(known):
    """Counted here from the bytes of the records, without the archive."""
    every, total = trees(known), known.status().total
    committees = [tree for tree in every if tree["contest"]["kind"] == "committee"]
    elected = [one["number"] for tree in every for one in tree["result"]["elected"]]
    assert (total.contests, total.left_out) == (len(every), 0)
    assert total.seats == sum(tree["contest"]["seats"] for tree in every)
    assert total.elected == len(elected)
    assert total.open == sum(tree["result"]["open"] for tree in every) == total.seats - total.elected
    assert total.second_ballots == sum(len(tree["rounds"]) > 1 for tree in every)
    assert total.committees == len(committees)
    assert total.committees_complete == sum(tree["result"]["status"] == "complete" for tree in committees)
    people = [
        person
        for tree in committees
        for person in tree["contest"]["candidates"]
        if person["number"] in {one["number"] for one in tree["result"]["elected"]}
    ]
    group = total.elected_people
    assert group.of == len(people)
    assert group.women == sum(person["sex"] == "female" for person in people)
    assert group.new == sum(not person["incumbent"] for person in people)
    assert group.ethnic_minority == sum(person["ethnicity"] != "Kinh" for person in people)
    assert group.science_technology == sum("science_technology" in person["attributes"] for person in people)
    assert total.nominees.of == sum(len(tree["contest"]["candidates"]) for tree in committees)


@pytest.mark.parametrize("part", ["by_level", "by_cluster", "by_superior"])
def test_sums_by_any_part_add_up_to_the_whole(known, part):
    status = known.status(today=LATE)
    groups = [*getattr(status, part).values()]
    for field in dataclasses.fields(status.total):
        if field.type == "int" or field.type is int or field.name == "late":
            assert sum(getattr(one, field.name) for one in groups) == getattr(status.total, field.name), field.name
    assert sum(one.elected_people.women for one in groups) == status.total.elected_people.women


def test_who_is_due_has_held_or_not_and_is_late_only_where_a_day_is_given(known):
    programme = json.loads((known.folder / "programme.json").read_text())["units"]
    status = known.status(today=LATE)
    assert [unit.code for unit in status.units] == [one["code"] for one in programme]
    held = {unit.code for unit in status.units if unit.state is State.HELD}
    assert held == {*known.held}
    assert {unit.code for unit in status.units if unit.is_late} == {one["code"] for one in programme} - held
    assert (status.total.late, status.total.not_held) == (len(programme) - len(held),) * 2
    without = known.status()
    assert without.total.late is None
    assert {unit.is_late for unit in without.units} == {None}


def test_on_the_very_day_nobody_is_late(archive):
    unit = archive.held[0]
    for path in archive.records(unit):
        path.unlink()
    archive.update()
    due = archive.unit(unit).planned.due
    assert [archive.unit(unit, today=day).is_late for day in (due, date.fromordinal(due.toordinal() + 1))] == [
        False,
        True,
    ]


def test_delegates_are_set_beside_the_number_allotted(known):
    """R12: elected ones alone, and only of units that held that election."""
    elected = Counter(
        {
            tree["unit"]["code"]: len(tree["result"]["elected"])
            for tree in trees(known)
            if tree["contest"]["kind"] == "delegates"
        }
    )
    allotted = {
        one["code"]: one["allotted"] for one in json.loads((known.folder / "programme.json").read_text())["units"]
    }
    total = known.status().total
    assert total.delegates == elected.total()
    assert total.allotted == sum(allotted[code] for code in elected)
    assert total.delegates_differ == sum(elected[code] != allotted[code] for code in elected)


def test_a_second_record_of_one_ballot_is_a_conflict_that_is_shown_and_not_merged(archive):
    unit = archive.held[0]
    first = archive.records(unit)[0]
    other = archive.put(another(first))
    archive.update()
    whole = archive.unit(unit)
    [conflict] = whole.conflicts
    assert {*conflict.hashes} == {hash_of(first), hash_of(other)}
    assert {*conflict.paths} == {f"{unit}/{first.name}", f"{unit}/{other.name}"}
    [contest] = [one for one in whole.contests if one.contest == "bch"]
    assert contest.in_conflict
    assert not contest.counts
    status = archive.status()
    assert status.conflicts == (conflict,)
    assert status.total.left_out >= 1
    assert status.total.committees == len(archive.held) - 1, "neither of the two is taken for the truth"


def test_a_forged_record_is_shown_and_takes_nothing_from_the_one_that_is_signed(archive):
    unit = archive.held[0]
    archive.update()
    before = archive.status().total
    forged = archive.put(another(archive.records(unit)[0], board=(), station=True))
    archive.update()
    status = archive.status()
    assert status.total == before
    assert len(status.conflicts) == 1
    [faulty] = status.faulty
    assert faulty.path == f"{unit}/{forged.name}"
    assert faulty.lacks_signatures


def test_a_record_that_replaces_another_is_no_conflict(archive):
    unit = archive.held[0]
    first, _, third = archive.records(unit)
    replaced = (
        ('"sequence": 1', '"sequence": 4'),
        ('"previous": null', f'"previous": "{hash_of(third)}"'),
        ('"replaces": null', f'"replaces": "{hash_of(first)}"'),
    )
    new = archive.put(changed(first, *replaced))
    archive.update()
    whole = archive.unit(unit)
    assert whole.conflicts == ()
    assert [one.path for one in whole.contests if one.contest == "bch"] == [f"{unit}/{new.name}"]
    assert archive.status().total.left_out == 0


def test_two_that_replace_the_same_record_are_a_conflict(archive):
    unit = archive.held[0]
    first, _, third = archive.records(unit)
    replaced = (
        ('"sequence": 1', '"sequence": 4'),
        ('"previous": null', f'"previous": "{hash_of(third)}"'),
        ('"replaces": null', f'"replaces": "{hash_of(first)}"'),
    )
    new = archive.put(changed(first, *replaced))
    other = archive.put(changed(first, *replaced, ('"software": "tools.nation"', '"software": "b"')))
    archive.update()
    [conflict] = archive.unit(unit).conflicts
    assert {*conflict.hashes} == {hash_of(new), hash_of(other)}


def test_a_gap_in_the_chain_is_shown(archive):
    unit = archive.held[0]
    first, second, third = archive.records(unit)
    missing = hash_of(second)
    second.unlink()
    archive.update()
    [gap] = archive.status().gaps
    assert (gap.unit, gap.sequence, gap.previous) == (unit, 3, missing)
    assert gap.path == f"{unit}/{third.name}"
    first.unlink()
    archive.update()
    assert [one.sequence for one in archive.status().gaps] == [3], "the first that came may be a later one"


def test_a_record_that_lacks_a_signature_is_named_and_in_no_sum(archive):
    unit = archive.held[0]
    third = archive.records(unit)[2]
    text = text_of(third)
    third.unlink()
    archive.put(signed(text, board=(2,)))
    archive.update()
    status = archive.status()
    [faulty] = status.faulty
    assert faulty.lacks_signatures
    assert [(one.code, one.why) for one in faulty.failed] == [("threshold", "too_few")]
    assert status.total.left_out == 1
    assert archive.unit(unit).state is State.HELD


def test_a_unit_with_nothing_proved_has_not_been_proved_to_have_held_it(archive):
    unit = archive.held[0]
    for path in archive.records(unit):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    archive.update()
    assert archive.unit(unit, today=LATE).state is State.UNPROVED
    assert archive.unit(unit, today=LATE).is_late is True, "whoever sends up rubbish is late all the same"


def test_deadlines_are_reckoned_from_the_day_of_the_congress(archive):
    """R15, by hand: Friday 28 March 2025, with Hùng Kings on 7 April, 30 April and 1 May off."""
    archive.update()
    held = dataclasses.replace(archive.unit(archive.held[0]), day=date(2025, 3, 28))
    days_off = read_holidays(VIETNAM, load_bytes(VIETNAM))
    found = {one.what: one.last for one in deadlines_of(held, days_off)}
    assert found[DeadlineKind.REPORT] == date(2025, 4, 9)
    assert found[DeadlineKind.COMPLAIN] == date(2025, 4, 21)
    assert found[DeadlineKind.KEEP] == date(2025, 9, 28)
    assert {one.years_not_known for one in deadlines_of(held, DaysOff()) if one.what is not DeadlineKind.KEEP} == {
        (2025,)
    }


def test_only_deadlines_that_run_out_soon_are_shown(known):
    days_off = read_holidays(VIETNAM, load_bytes(VIETNAM))
    assert known.status().deadlines == ()
    today = date(2025, 4, 10)
    shown = known.status(today=today, days_off=days_off).deadlines
    assert shown
    assert all(0 <= (one.last - today).days <= 7 for one in shown)
    assert [one.last for one in shown] == sorted(one.last for one in shown)


def test_every_deadline_is_over_or_to_come_and_those_that_are_over_are_listed(known):
    days_off = read_holidays(VIETNAM, load_bytes(VIETNAM))
    today = date(2025, 4, 10)
    status = known.status(today=today, days_off=days_off)
    there = [one for unit in status.units for one in deadlines_of(unit, days_off)]
    assert status.passed
    assert {*status.passed} == {one for one in there if one.last < today}
    assert not {*status.passed} & {*status.deadlines}
    assert known.status().passed == ()


def test_records_of_congresses_after_the_day_are_left_out_of_everything_and_counted(known):
    """One typing error in a date, or the question of how things stood some weeks ago."""
    every = trees(known)
    day = sorted(date.fromisoformat(tree["congress"]["date"]) for tree in every)[len(every) // 2]
    until = [tree for tree in every if date.fromisoformat(tree["congress"]["date"]) <= day]
    assert 0 < len(until) < len(every)
    status = known.status(today=day)
    assert (status.total.contests, status.later) == (len(until), len(every) - len(until))
    assert status.total.elected == sum(len(tree["result"]["elected"]) for tree in until)
    assert {unit.code for unit in status.units if unit.state is State.HELD} == {tree["unit"]["code"] for tree in until}
    assert known.status().later == 0
    with indexed(str(known.folder)) as index:
        assert index.proved(until=day) == (len(until),) * 2
        assert (index.on_faith(until=day), index.on_faith()) == (len(until), len(every))
        assert index.proved() == (len(every),) * 2


def test_of_a_unit_outside_the_programme_nothing_is_left_before_its_day(archive):
    (archive.folder / "programme.json").unlink()
    archive.update()
    status = archive.status(today=date(2025, 1, 1))
    assert (status.units, status.conflicts, status.faulty) == ((), (), ())
    assert status.later == sum(len(archive.records(unit)) for unit in archive.held)
    assert (status.total.late, status.total.programme_units) == (None, None)


def test_the_term_of_the_programme_is_told_and_congresses_of_another_are_named(archive):
    programme = json.loads((archive.folder / "programme.json").read_text())
    terms = {tree["congress"]["term"] for tree in trees(archive)}
    archive.update()
    for term, told in ((*terms, True), ("1999-2004", False)):
        (archive.folder / "programme.json").write_text(json.dumps(programme | {"term": term}))
        status = archive.status()
        assert status.term == term
        assert status.total.held == (len(archive.held) if told else 0)
        assert status.others == (() if told else tuple(sorted(archive.held)))
        assert status.total.other_contests == (0 if told else len(trees(archive)))


def test_the_banner_of_an_exercise_is_of_what_is_told_and_proved(archive):
    archive.update()
    assert (archive.status().is_training, archive.status().strays) == (True, ())
    archive.update(expected=Mode.REAL)
    assert (archive.status().is_training, archive.status().strays) == (False, tuple(sorted(archive.held)))


def test_a_unit_that_is_not_in_the_programme_is_named(archive):
    programme = json.loads((archive.folder / "programme.json").read_text())
    [gone] = [one for one in programme["units"] if one["code"] == archive.held[0]]
    programme["units"].remove(gone)
    (archive.folder / "programme.json").write_text(json.dumps(programme))
    archive.update()
    assert archive.status().unplanned == (archive.held[0],)
    assert archive.status().total.outside == 1
    assert archive.status().total.programme_units == len(programme["units"])
    (archive.folder / "programme.json").unlink()
    assert archive.status().unplanned == (), "without a programme nobody is in it or not"
    assert archive.status().total.units == len(archive.held)


def test_an_index_that_is_behind_the_files_says_so(archive):
    archive.update()
    assert archive.status().behind == 0
    archive.records(archive.held[0])[0].unlink()
    archive.put(another(archive.records(archive.held[1])[0]))
    assert archive.status().behind == 2


def test_without_an_index_it_is_said_how_to_make_one(tmp_path):
    with pytest.raises(BadInput) as bad, indexed(str(tmp_path)):
        pass
    assert [fault.code for fault in bad.value.faults] == ["no_index"]
    (tmp_path / "index.sqlite").write_bytes(b"x" * 4096)
    with pytest.raises(BadInput) as bad, indexed(str(tmp_path)):
        pass
    assert [fault.code for fault in bad.value.faults] == ["bad_index"]


def test_every_fault_of_a_programme_is_told():
    unit = {"code": "A", "name": "A", "level": "cell", "superior": None}
    good = {"schema": "programme/1", "title": "T", "units": [unit]}
    assert [*read_programme("p.json", json.dumps(good).encode()).units] == ["A"]
    for wrong, codes in (
        ({"units": [unit, unit]}, ["unit_twice"]),
        ({"units": [unit, unit | {"due": "x"}], "superior_plan": 1}, ["bad_value", "bad_value", "unit_twice"]),
        ({"units": 1, "term": 2}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"last_term": last(women=9, ethnic_minority=10)}]}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"last_term": last(young=10, women="x")}]}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"last_term": last(elected="x", women=10)}]}, ["bad_value"]),
        ({"units": [unit | {"last_term": 1, "code": 2}]}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"due": "tomorrow", "allotted": -1}]}, ["bad_value", "bad_value"]),
        ({"schema": "programme/2"}, ["bad_value"]),
        ({"more": 1}, ["unknown_key"]),
        ({"units": [unit | {"superior_plan": [target(), target(category="young", at_least=None)]}]}, ["missing"] * 2),
        ({"units": [unit | {"superior_plan": [target(below=30), target(at_least={})]}]}, ["unknown_key", "bad_value"]),
        ({"units": [unit | {"superior_plan": [target(at_least={"percent": 15, "count": 7})]}]}, ["bad_value"]),
        ({"superior_plan": [target(category="age", **{"from": 50, "to": 40})]}, ["bad_value"]),
    ):
        with pytest.raises(BadInput) as bad:
            read_programme("p.json", json.dumps(good | wrong).encode())
        assert [fault.code for fault in bad.value.faults] == codes


def test_what_the_superior_asks_of_all_holds_for_each_unit_of_which_nothing_else_is_said():
    """R16."""
    unit = {"name": "A", "level": "cell", "superior": None}
    asked = {"superior_plan": [target()], "age_on": "2025-04-01"}
    own = {"superior_plan": [target(category="ethnic_minority")], "age_on": "2025-06-01"}
    units = [unit | {"code": "A"}, unit | {"code": "B"} | own, unit | {"code": "C", "superior_plan": []}]
    programme = {"schema": "programme/1", "title": "T", **asked, "units": units}
    read = read_programme("p.json", json.dumps(programme).encode()).units
    assert {code: [one.category for one in unit.superior_plan] for code, unit in read.items()} == {
        "A": ["women"],
        "B": ["ethnic_minority"],
        "C": [],
    }
    assert [str(unit.age_on) for unit in read.values()] == ["2025-04-01", "2025-06-01", "2025-04-01"]


def test_the_last_term_is_taken_where_its_figures_can_be_so():
    unit = {"code": "A", "name": "A", "level": "cell", "last_term": last(women=8, young=8)}
    read = read_programme("p.json", json.dumps({"schema": "programme/1", "title": "T", "units": [unit]}).encode())
    assert (read.units["A"].last_term.women, read.term) == (8, None)
    whole = {"schema": "programme/1", "title": "T", "units": [unit | {"last_term": last(women=9)}]}
    with pytest.raises(BadInput) as bad:
        read_programme("p.json", json.dumps(whole).encode())
    [fault] = bad.value.faults
    assert (fault.location, fault.key, fault.params) == (
        "units[0].last_term.women",
        "bad_value.too_high",
        {"most": 8},
    )


def last(**changed):
    """The committee of the last term, in persons."""
    return {"elected": 8, "women": 2, "young": 1, "ethnic_minority": 0} | changed


def target(**changed):
    """A target of a superior's plan (R16), which is held to what one of a congress file is held to."""
    return {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}} | changed
