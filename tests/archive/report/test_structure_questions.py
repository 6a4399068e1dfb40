"""The structure and the plans (R16): the unit's own, the superior's, and the last term."""

import dataclasses

from tally.archive.report.answers import points
from tally.archive.report.questions import TABLES
from tally.contest import Category
from tally.percent import percent
from tests.archive.made import trees
from tests.archive.report.asked import WHOLE, of_total, programmed, rows
from tests.archive.report.reported import reported


def test_the_plan_is_as_the_record_measures_it_down_to_the_printed_percent(known):
    """R16, R17: a record prints a percentage beside each measure; it is that of the two figures told here."""
    printed = [
        (
            *(tree["unit"]["code"], one["category"], one["measured_on"], one["percent"]),
            *(one["have"], one["of"], one["need"], one["limit"], one["met"]),
        )
        for tree in trees(known)
        for one in tree["result"]["structure"]
    ]
    told = [
        (
            *(row["unit"], row["target"].category.value, row["measured_on"], percent(*row["have"])),
            *(*row["have"], row["need"], row["limit"], row["met"] == "met"),
        )
        for row in rows(reported(known), "own_plan")
    ]
    assert told == printed
    assert len(told) > 10


def test_the_structure_is_that_of_the_lists(known):
    """R16: nominees and elected of the committees, counted from the candidates of the records."""
    everybody = {"nominees": [], "elected": []}
    for tree in trees(known):
        if tree["contest"]["kind"] == "committee":
            won = {one["number"] for one in tree["result"]["elected"]}
            everybody["nominees"] += tree["contest"]["candidates"]
            everybody["elected"] += [one for one in tree["contest"]["candidates"] if one["number"] in won]
    told = {row["who"]: row for row in rows(reported(known), "structure") if (row["part"], row["name"]) == WHOLE}
    for who, people in everybody.items():
        of, row = len(people), told[who]
        assert row["persons"] == of
        assert row["women"] == (sum(one["sex"] == "female" for one in people), of)
        assert row["ethnic_minority"] == (sum(one["ethnicity"] != "Kinh" for one in people), of)
        assert row["new"] == (sum(not one["incumbent"] for one in people), of)
        assert row["science_technology"] == (sum("science_technology" in one["attributes"] for one in people), of)
        bands = [row[name][0] for name in ("under_40", "from_40_to_50", "over_50")]
        assert sum(bands) == of
        assert row["incumbent"][0] + row["new"][0] == of


def test_the_plan_of_the_superior_is_held_against_the_same_persons(known):
    """Here both plans ask the same, so both are met or not alike; head counts are ceilings (R16)."""
    report = reported(known)
    own = [
        (row["unit"], row["target"].category, row["have"], row["need"], row["met"]) for row in rows(report, "own_plan")
    ]
    asked = [
        (row["unit"], row["target"].category, row["have"], row["need"], row["met"])
        for row in rows(report, "superior_plan")
    ]
    assert asked == own
    total = of_total(report, "plans")
    assert total["own_targets"] == total["superior_targets"] == len(own)
    assert total["own_met"] == (sum(one[-1] == "met" for one in own), len(own))


def test_a_target_of_age_on_another_day_is_not_judged(archive):
    archive.update()
    programmed(archive, lambda programme: programme["units"][0].update(age_on="2025-06-01"))
    report = reported(archive)
    first = [row for row in rows(report, "superior_plan") if row["unit"] == report.units[0].code]
    assert {row["target"].category: row["met"] == "other_day" for row in first} == {
        Category.WOMEN: False,
        Category.YOUNG: True,
    }
    assert next(row for row in first if row["met"] == "other_day")["have"] is None
    assert of_total(report, "plans")["superior_targets"] == of_total(report, "plans")["own_targets"] - 1


def test_what_is_measured_on_nominees_is_held_against_them(archive):
    target = {"category": "women", "measured_on": "nominees", "at_most": {"count": 0}}
    programmed(archive, lambda programme: programme["units"][0].update(superior_plan=[target]))
    archive.update()
    report = reported(archive)
    [row] = [row for row in rows(report, "superior_plan") if row["unit"] == report.units[0].code]
    [of] = [
        row["women"]
        for row in rows(report, "structure_units")
        if (row["unit"], row["who"]) == (report.units[0].code, "nominees")
    ]
    assert (row["have"], row["need"], row["limit"]) == (of, None, 0)
    assert row["met"] == ("not_met" if of[0] else "met")


def test_the_last_term_is_compared_in_persons_and_in_points(archive):
    """By hand: 2 of 8 women then; whatever there are now, against that, as both percentages are written (R17)."""
    archive.update()
    last = {"elected": 8, "women": 2, "young": 0, "ethnic_minority": 8}

    def change(programme):
        for unit in programme["units"]:
            unit["last_term"] = last if unit is programme["units"][0] else None

    programmed(archive, change)
    report = reported(archive)
    [row] = rows(report, "last_term_units")
    now = row["women_now"]
    assert (row["then"], row["women_then"]) == (8, (2, 8))
    assert row["change"] == now[1] - 8
    assert row["women_change"] == now[0] - 2
    assert row["women_points"] == int(percent(*now).replace(".", "")) - 2500
    assert row["ethnic_minority_points"] <= 0
    total = of_total(report, "last_term")
    assert total["units_compared"] == 1
    assert {name: total[name] for name in row if name in total} == {name: row[name] for name in row if name in total}


def test_points_are_the_difference_of_what_is_written():
    assert points((1, 3), (1, 4)) == 833
    assert points((1, 4), (1, 3)) == -833
    assert points((2, 3), (1, 3)) == 3334, "66.67 and 33.33: not 33.33"


def test_there_are_no_points_against_nobody(archive):
    archive.update()
    nobody = {"elected": 0, "women": 0, "young": 0, "ethnic_minority": 0}
    programmed(archive, lambda programme: [unit.update(last_term=nobody) for unit in programme["units"]])
    assert {row["women_points"] for row in rows(reported(archive), "last_term_units")} == {None}


def test_young_is_below_the_age_that_the_plans_name_and_else_below_40(archive):
    archive.update()
    assert {row["young_below"] for row in rows(reported(archive), "last_term_units")} == {40}
    from tally.archive.report.structure_questions import _below

    unit = archive.unit(archive.held[0])
    [committee] = [one for one in unit.contests if one.contest == "bch"]
    bare = dataclasses.replace(committee, targets=())
    young = next(one for one in unit.planned.superior_plan if one.category is Category.YOUNG)
    below_42 = dataclasses.replace(unit.planned, superior_plan=(dataclasses.replace(young, below=42),))
    assert _below(dataclasses.replace(unit, planned=below_42), committee) == 40, "its own plan comes first"
    assert _below(dataclasses.replace(unit, planned=below_42), bare) == 42
    assert _below(dataclasses.replace(unit, planned=None), bare) == 40


def test_a_target_that_is_met_by_nobody_of_nobody_is_counted(known):
    """No share of none, and a ceiling is kept all the same."""
    from tally.archive.report.agreement import _counted

    empty = dict.fromkeys(TABLES, ())
    row = {"have": None, "met": "met"}
    counted = _counted(empty | {"own_plan": [row, {"have": None, "met": "other_day"}]})
    assert (counted["own_plan.targets"], counted["own_plan.met"]) == (1, 1)
