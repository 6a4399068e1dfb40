"""Sums agree with the rows of the units, and what does not is told."""

import dataclasses

from tally.archive.report import questions
from tally.archive.report.agreement import Agreement, name_of, parts_of
from tally.archive.report.answers import Coded
from tally.archive.report.questions import PARTS, TABLES
from tally.archive.units.status import added, sums_of
from tests.archive.made import LATE, signed, text_of
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
    assert named["cluster", "no_cluster"] == 1
    assert sum(units for (part, _), units in named.items() if part == "superior") == 18
    assert [row["part"] for row in progress] == sorted((row["part"] for row in progress), key=PARTS.index)
    assert report.table("disagreements").rows == []
    assert progress[1]["name"] == Coded(prefix="term.level.", code="grassroots")


def test_the_rows_of_every_part_come_to_the_total_whoever_has_no_cluster_or_superior(archive):
    """One unit of the programme has no cluster, another no superior; a third is not in it and proves nothing."""
    one, other, third = archive.held[:3]

    def change(programme):
        units = {unit["code"]: unit for unit in programme["units"]}
        units[one]["cluster"] = units[other]["superior"] = None
        programme["units"].remove(units[third])

    programmed(archive, change)
    for path in archive.records(third):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    archive.update()
    report = reported(archive, today=LATE)
    for key, names in (
        ("progress", ("units", "programme_units", "outside", "held", "stopped", "late", "unproved", "not_held")),
        ("seats", ("contests", "left_out", "seats", "elected_share", "open", "contests_open", "second_ballots")),
        ("committees", ("committees", "committees_complete", "committees_first")),
        ("sent", ("delegates", "allotted", "allotted_units", "not_allotted")),
        ("structure", ("persons", "women")),
    ):
        every = rows(report, key)
        for part in ("level", "cluster", "superior"):
            of = [row for row in every if row["part"] == part]
            assert getattr(of[-1]["name"], "code", None) == f"no_{part}", "after those that have one"
            for name in names:
                told, total = (
                    [row[name] if isinstance(row[name], tuple) else (row[name] or 0,) for row in some if row[name]]
                    for some in (of, [row for row in every if row["part"] == "total"])
                )
                assert [*map(sum, zip(*told, strict=True))] == [*map(sum, zip(*total, strict=True))], (key, part, name)
    assert report.table("disagreements").rows == []


def test_where_no_unit_has_a_cluster_there_is_no_row_of_those_without(archive):
    programmed(archive, lambda programme: [unit.update(cluster=None) for unit in programme["units"]])
    archive.update()
    assert "cluster" not in {row["part"] for row in rows(reported(archive), "progress")}
    assert not any(
        isinstance(row["name"], Coded) and row["name"].code.startswith("no_")
        for row in rows(reported(archive), "progress")
    )


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
    assert parts_of(unit) == (("total", ""), ("level", "grassroots"), ("cluster", None), ("superior", None))
    assert (name_of(("total", "")), name_of(("cluster", "1"))) == (None, "1")
    assert name_of(("cluster", None)) == Coded(prefix="archive.report.word.", code="no_cluster")
