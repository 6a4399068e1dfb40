"""Where units stand: sums that agree with the units' own records, and who is due, late, or outside."""

import dataclasses
import json
from collections import Counter
from datetime import date

import pytest

from tally.archive.indexed import indexed
from tally.archive.units.standing import State
from tally.congress import Mode
from tally.faults import BadInput
from tests.archive.made import LATE, another, signed, text_of, trees


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


@pytest.mark.parametrize("part", ["level", "cluster", "superior"])
def test_units_that_have_no_cluster_or_superior_are_summed_up_beside_the_others(archive, part):
    held = archive.held[0]
    path = archive.folder / "programme.json"
    programme = json.loads(path.read_text())
    if part == "level":
        programme["units"] = [unit for unit in programme["units"] if unit["code"] != held]
        for record in archive.records(held):
            text = text_of(record)
            record.unlink()
            archive.put(signed(text, board=()))
    else:
        next(unit for unit in programme["units"] if unit["code"] == held)[part] = None
    path.write_text(json.dumps(programme))
    archive.update()
    status = archive.status(today=LATE)
    assert {*status.without} >= {part}
    assert status.without[part].units == 1
    groups = [*getattr(status, f"by_{part}").values(), status.without[part]]
    for field in dataclasses.fields(status.total):
        if field.type == "int" or field.type is int or field.name == "late":
            told = [getattr(one, field.name) for one in groups]
            assert sum(figure or 0 for figure in told) == getattr(status.total, field.name), field.name


def test_where_every_unit_has_one_nothing_stands_beside_the_sums(known):
    assert known.status().without == {}


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
