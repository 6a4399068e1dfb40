"""Sums agree with the rows of the units, and what does not is told."""

import dataclasses

from tally.archive.report import questions
from tally.archive.report.agreement import Agreement, name_of, parts_of
from tally.archive.report.answers import Coded
from tally.archive.report.questions import PARTS, TABLES
from tally.archive.units.status import added, sums_of
from tests.archive.made import LATE
from tests.archive.report.asked import programmed, rows
from tests.archive.report.reported import reported


def test_units_are_summed_up_by_level_by_cluster_and_by_superior_and_agree(archive):
    """Thirteen provinces make one cluster: what the programme calls a cluster is one, whoever is in it."""

    def change(programme):
        for place, unit in enumerate(programme["units"]):
            unit["cluster"] = None if place == 0 else "Cụm thi đua số 1" if place < 14 else "Cụm thi đua số 2"
            unit["level"] = "province" if place == 1 else unit["level"]

    programmed(archive, change)
    archive.update()
    report = reported(archive, today=LATE)
    progress = rows(report, "progress")
    named = {(row["part"], getattr(row["name"], "code", row["name"])): row["units"] for row in progress}
    assert named["cluster", "Cụm thi đua số 1"] == 13
    assert (named["level", "province"], named["level", "grassroots"]) == (1, 17)
    assert sum(units for (part, _), units in named.items() if part == "superior") == 18
    assert [row["part"] for row in progress] == sorted((row["part"] for row in progress), key=PARTS.index)
    assert report.table("disagreements").rows == []
    assert progress[1]["name"] == Coded(prefix="term.level.", code="grassroots")


def test_sums_told_in_two_parts_come_to_the_sums_of_all(known):
    units = known.status(today=LATE).units
    assert added(sums_of(units[:7]), sums_of(units[7:])) == sums_of(units)
    assert added(sums_of(known.status().units), sums_of(())).late is None


def test_a_sum_that_does_not_agree_with_the_units_is_told(known, monkeypatch):
    def wrong(units):
        right = sums_of(units)
        people = dataclasses.replace(right.elected_people, women=right.elected_people.women + 1)
        return dataclasses.replace(right, seats=right.seats - 2, elected_people=people)

    monkeypatch.setattr(questions, "TOGETHER", 100)
    monkeypatch.setattr(questions, "sums_of", lambda units: wrong(units) if units else sums_of(units))
    told = [row for row in rows(reported(known), "disagreements") if row["name"] is None]
    assert [(row["disagreement"], row["who"], row["figure"].code, row["told"] - row["counted"]) for row in told] == [
        ("sum", None, "seats", -2),
        ("sum", "elected", "women", 1),
    ]


def test_a_record_that_measures_its_plan_otherwise_than_its_list_is_told(known):
    unit = known.unit(known.held[0])
    [committee] = [one for one in unit.contests if one.targets]
    target = dataclasses.replace(committee.targets[0], have=committee.targets[0].have + 1)
    without = dataclasses.replace(committee, targets=(target,), elected=None)
    changed = dataclasses.replace(committee, targets=(target,))
    empty = dict.fromkeys(TABLES, ())
    for contest, differ in ((changed, 1), (without, 0), (committee, 0)):
        agreement = Agreement()
        agreement.add(dataclasses.replace(unit, contests=(contest,)), empty)
        found = [*agreement.differences({})]
        assert len(found) == differ
        assert all((row[0], row[1], row[4] - row[5]) == ("target", unit.code, 1) for row in found)


def test_whoever_is_in_no_cluster_is_summed_up_without_one(known):
    unit = dataclasses.replace(known.unit(known.held[0]), planned=None, superior=None)
    assert parts_of(unit) == (("total", ""), ("level", "grassroots"))
    assert (name_of(("total", "")), name_of(("cluster", "1"))) == (None, "1")
