"""Answers are those of the units' own records, counted here from their bytes; sums agree, and what does not is told."""

import dataclasses
import json
import shutil
from datetime import date

import pytest

from tally.archive import questions
from tally.archive.agreement import Agreement, name_of, parts_of
from tally.archive.answers import Coded, Kind, held_share, points
from tally.archive.indexed import indexed
from tally.archive.programme import load_programme
from tally.archive.questions import COLUMNS, PARTS, TABLES, report_of
from tally.archive.report_words import MOST_NAMED, about, key_figures
from tally.archive.status import added, sums_of
from tally.congress import Mode
from tally.contest import Category
from tally.deadlines import DaysOff
from tally.percent import percent
from tally.words import Lang, Words
from tests.archive.made import Archive, another, changed, signed, text_of
from tests.archive.test_archive_command import with_every_fault
from tools import nation

LATE = date(2025, 12, 31)
"""After every day of the programme."""
WHOLE = ("total", None)


@pytest.fixture(scope="module")
def known(nation, tmp_path_factory):
    """The whole nation with its index; nothing of it is changed."""
    copied = Archive(folder=tmp_path_factory.mktemp("known") / "archive")
    shutil.copytree(nation.folder, copied.folder)
    copied.update()
    return copied


def answered(archive, **given):
    with indexed(str(archive.folder)) as index:
        return report_of(index, load_programme(str(archive.folder)), **given)


def rows(report, key):
    """The rows of a table, each by the names of its columns; a unit by its code."""
    names = [column.key for column in COLUMNS[key]]
    named = [dict(zip(names, row, strict=True)) for row in report.table(key).rows]
    return [row | ({"unit": report.units[row["unit"]].code} if "unit" in row else {}) for row in named]


def of_total(report, key):
    return next(row for row in rows(report, key) if (row["part"], row["name"]) == WHOLE)


def trees(archive):
    return [json.loads(text_of(path)) for unit in archive.held for path in archive.records(unit)]


def programmed(archive, change):
    path = archive.folder / "programme.json"
    programme = json.loads(path.read_text())
    change(programme)
    path.write_text(json.dumps(programme))


def test_every_question_is_answered_once_in_rows_as_wide_as_their_columns(known):
    report = answered(known, today=LATE)
    assert [table.key for table in report.tables] == [*TABLES]
    for table in report.tables:
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        assert len({column.key for column in table.columns}) == len(table.columns)
        assert [column.kind for column in table.columns[1:]].count(Kind.UNIT) == 0


def test_each_election_is_what_its_record_says(known):
    report = answered(known)
    expected = {
        (tree["unit"]["code"], tree["contest"]["title"]): (
            (len(tree["result"]["elected"]), tree["contest"]["seats"]),
            tree["result"]["open"],
            len(tree["rounds"]),
            tree["result"]["status"],
        )
        for tree in trees(known)
    }
    told = {
        (row["unit"], row["title"]): (row["elected_share"], row["open"], row["ballots"], row["outcome"])
        for row in rows(report, "elections")
    }
    assert told == expected
    assert [row["open"] for row in rows(report, "open")] == [one[1] for one in expected.values() if one[1]]
    assert [row["ballots"] for row in rows(report, "second")] == [one[2] for one in expected.values() if one[2] > 1]


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
        for row in rows(answered(known), "own_plan")
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
    told = {row["who"]: row for row in rows(answered(known), "structure") if (row["part"], row["name"]) == WHOLE}
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
    report = answered(known)
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
    report = answered(archive)
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
    report = answered(archive)
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
    report = answered(archive)
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
    assert {row["women_points"] for row in rows(answered(archive), "last_term_units")} == {None}


def test_young_is_below_the_age_that_the_plans_name_and_else_below_40(archive):
    archive.update()
    assert {row["young_below"] for row in rows(answered(archive), "last_term_units")} == {40}
    from tally.archive.structure_questions import _below

    unit = archive.unit(archive.held[0])
    [committee] = [one for one in unit.contests if one.contest == "bch"]
    bare = dataclasses.replace(committee, targets=())
    young = next(one for one in unit.planned.superior_plan if one.category is Category.YOUNG)
    below_42 = dataclasses.replace(unit.planned, superior_plan=(dataclasses.replace(young, below=42),))
    assert _below(dataclasses.replace(unit, planned=below_42), committee) == 40, "its own plan comes first"
    assert _below(dataclasses.replace(unit, planned=below_42), bare) == 42
    assert _below(dataclasses.replace(unit, planned=None), bare) == 40


def test_units_are_summed_up_by_level_by_cluster_and_by_superior_and_agree(archive):
    """Thirteen provinces make one cluster: what the programme calls a cluster is one, whoever is in it."""

    def change(programme):
        for place, unit in enumerate(programme["units"]):
            unit["cluster"] = None if place == 0 else "Cụm thi đua số 1" if place < 14 else "Cụm thi đua số 2"
            unit["level"] = "province" if place == 1 else unit["level"]

    programmed(archive, change)
    archive.update()
    report = answered(archive, today=LATE)
    progress = rows(report, "progress")
    named = {(row["part"], getattr(row["name"], "code", row["name"])): row["units"] for row in progress}
    assert named["cluster", "Cụm thi đua số 1"] == 13
    assert (named["level", "province"], named["level", "grassroots"]) == (1, 17)
    assert sum(units for (part, _), units in named.items() if part == "superior") == 18
    assert [row["part"] for row in progress] == sorted((row["part"] for row in progress), key=PARTS.index)
    assert report.table("disagreements").rows == []
    assert progress[1]["name"] == Coded(prefix="term.level.", code="grassroots")


def test_the_total_is_that_of_the_status(known):
    report, status = answered(known, today=LATE), known.status(today=LATE)
    assert report.total == status.total
    assert [unit.code for unit in report.units] == [unit.code for unit in status.units]


def test_however_many_units_are_taken_at_a_time_the_answers_are_the_same(known, monkeypatch):
    whole = answered(known, today=LATE)
    monkeypatch.setattr(questions, "TOGETHER", 4)
    assert answered(known, today=LATE) == whole


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
    told = [row for row in rows(answered(known), "disagreements") if row["name"] is None]
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


def test_every_fault_of_an_archive_stands_in_a_table_of_its_own(archive):
    with_every_fault(archive)
    archive.update()
    report, status = answered(archive, today=LATE), archive.status(today=LATE)
    for key in ("unsigned", "not_proved", "conflicts", "gaps", "misfits"):
        assert report.table(key).rows, key
    unsigned = rows(report, "unsigned")
    assert (1, 2) in {(row["signed"], row["signed_needed"]) for row in unsigned}
    assert {row["check"] for row in unsigned} >= {"threshold"}
    told = sorted({(row["unit"], row["path"]) for key in ("unsigned", "not_proved") for row in rows(report, key)})
    assert told == sorted({(one.unit, one.path) for one in status.faulty})
    assert sorted(row["path"] for row in rows(report, "conflicts")) == sorted(
        path for one in status.conflicts for path in one.paths
    )
    assert [(row["unit"], row["previous"]) for row in rows(report, "gaps")] == [
        (one.unit, one.previous) for one in status.gaps
    ]
    assert {row["state"] for row in rows(report, "units")} == {"held", "late_unproved", "late"}
    assert [row["unit"] for row in rows(report, "units") if row["in_programme"] == "no"] == [*status.unplanned]
    assert {row["counts"] for row in rows(report, "elections")} == {"yes", "in_conflict", "not_proved"}
    assert {row["committee"] for row in rows(report, "units")} >= {None, "committee_first"}
    assert report.total.left_out == of_total(report, "seats")["left_out"] > 0
    assert report.table("disagreements").rows == []
    assert (report.records, report.proved) != (0, report.records)


def test_a_committee_is_complete_at_once_later_or_not(known, archive):
    told = {row["committee"] for row in rows(answered(known), "units")}
    assert "committee_first" in told
    from tally.archive.unit_questions import _committee
    from tally.outcome import Status

    [one] = [one for one in known.unit(known.held[0]).contests if one.contest == "bch"]
    for status, ballots, word in (
        (Status.COMPLETE, 1, "committee_first"),
        (Status.COMPLETE, 2, "committee_later"),
        (Status.SHORT, 1, "committee_open"),
    ):
        seats = dataclasses.replace(one.seats, status=status, ballots=ballots)
        assert _committee([dataclasses.replace(one, seats=seats)]) == word
    assert _committee([dataclasses.replace(one, is_proved=False)]) is None


def test_an_election_whose_figures_make_no_result_is_shown_without_them(known):
    from tally.archive.unit_questions import Asked, _elections

    unit = known.unit(known.held[0])
    bare = dataclasses.replace(unit.contests[0], seats=None, is_proved=False)
    asked = Asked(today=None, days_off=DaysOff())
    [row] = _elections(0, dataclasses.replace(unit, contests=(bare,)), asked)
    assert row[3:] == ("not_proved", *[None] * 6)


def test_delegates_are_set_beside_the_number_allotted(archive):
    """R12."""

    def change(programme):
        programme["units"][0]["allotted"] = 9
        programme["units"][1]["allotted"] = None

    programmed(archive, change)
    first, second = (json.loads((archive.folder / "programme.json").read_text())["units"][place] for place in (0, 1))
    for path in archive.records(second["code"])[2:]:
        path.unlink()
    archive.update()
    told = {row["unit"]: row for row in rows(answered(archive), "delegates")}
    assert second["code"] not in told
    row = told[first["code"]]
    assert row["differ"] == row["elected"] - 9 < 0
    assert row["alternates_taken"] is not None
    not_held = [unit for unit in told.values() if unit["elected"] is None]
    assert all(unit["differ"] is None and unit["alternates_taken"] is None for unit in not_held)


def test_without_a_day_nothing_is_late_and_no_deadline_is_told(known):
    report = answered(known)
    assert of_total(report, "progress")["late"] is None
    assert "late" not in {row["state"] for row in rows(report, "units")}
    assert report.table("deadlines").rows == []


def test_deadlines_that_run_out_are_those_of_the_status_the_next_first(known):
    today = date(2025, 4, 10)
    told, status = rows(answered(known, today=today), "deadlines"), known.status(today=today)
    running = [row for row in told if row["days_left"] >= 0]
    passed = told[len(running) :]
    assert passed
    for found, expected in ((running, status.deadlines), (passed, status.passed)):
        assert sorted((row["unit"], row["what"], row["last"]) for row in found) == sorted(
            (one.unit, one.what.value, one.last) for one in expected
        )
        assert [row["last"] for row in found] == sorted(row["last"] for row in found)
    assert {row["years_not_known"] for row in told} == {"2025"}
    assert {row["days_left"] for row in running} <= {*range(8)}


def test_without_a_programme_it_is_not_said_who_is_in_it(archive):
    (archive.folder / "programme.json").unlink()
    archive.update()
    report = answered(archive)
    assert report.title is None
    assert {row["in_programme"] for row in rows(report, "units")} == {None}
    for key in ("superior_plan", "last_term", "last_term_units"):
        assert report.table(key).rows == []


def test_an_archive_with_nothing_in_it_is_answered_too(tmp_path):
    (tmp_path / "files").mkdir()
    empty = Archive(folder=tmp_path)
    empty.update()
    report = answered(empty, today=LATE)
    assert of_total(report, "progress")["units"] == 0
    assert (report.total.late, report.is_training, report.records) == (None, False, 0)
    words = Words(Lang.VI)
    figures = [figure for _, figure, _ in key_figures(words, report)]
    assert figures[:4] == ["–"] * 4, "none of none has no per cent, and nobody knows who is late"
    assert not any("%" in figure for figure in figures)
    assert held_share(report.total) is None


def test_a_committee_in_conflict_is_in_no_structure(archive):
    unit = archive.held[0]
    archive.put(another(archive.records(unit)[0]))
    archive.update()
    report = answered(archive)
    for key in ("structure_units", "own_plan", "superior_plan", "last_term_units"):
        assert unit not in {row["unit"] for row in rows(report, key)}, key
    assert report.table("disagreements").rows == []


def test_units_without_records_stand_in_their_places_among_the_others(archive):
    codes = [unit["code"] for unit in json.loads((archive.folder / "programme.json").read_text())["units"]]
    gone = {codes[place] for place in (0, 1, 9, 17)}
    for code in gone:
        for path in archive.records(code):
            path.unlink()
    programmed(archive, lambda programme: programme["units"].reverse())
    programmed(archive, lambda programme: programme["units"].remove(programme["units"][7]))
    archive.update()
    units = archive.status(today=LATE).units
    assert [unit.code for unit in units] == sorted(codes)
    assert {unit.code for unit in units if unit.is_late} == gone
    assert {unit.code for unit in units if unit.planned is None} == {codes[10]}
    assert [unit.state for unit in answered(archive, today=LATE).units].count("late") == 4


def test_the_share_that_has_held_is_of_the_programme_whoever_sends_records(archive):
    """Units that are not in it, and rubbish that claims to be of others, raise neither part of the share."""
    whole = answered_after(archive)
    gone = {archive.held[0], archive.held[1]}

    def change(programme):
        programme["units"] = [unit for unit in programme["units"] if unit["code"] not in gone]

    programmed(archive, change)
    for path in archive.records(archive.held[1]):
        path.unlink()
    third = archive.held[2]
    archive.put(changed(archive.records(third)[0], (f'"code": "{third}"', '"code": "GL09.001.03"'), board=()))
    report = answered_after(archive)
    held, of = held_share(report.total)
    assert of == whole.total.units - 2
    row = of_total(report, "progress")
    assert row["held_share"] == (held, of) == (report.total.programme_held, row["programme_units"])
    assert row["outside"] == len(report.unplanned) == 2
    assert row["held"] == held + 1
    assert report.unplanned[0] == archive.held[0]
    assert report.table("disagreements").rows == []
    words = Words(Lang.EN)
    assert any(archive.held[0] in line and "2 units" in line for line in about(words, report))
    assert next(figure for _, figure, _ in key_figures(words, report)).startswith(f"{held}/{of} = ")


def answered_after(archive, **given):
    archive.update()
    return answered(archive, **given)


def test_without_a_programme_the_share_is_of_the_units_that_are_there(archive):
    (archive.folder / "programme.json").unlink()
    report = answered_after(archive, today=LATE)
    assert held_share(report.total) == (report.total.held, report.total.units)
    row = of_total(report, "progress")
    assert (row["programme_units"], row["late"], row["late_unproved"], row["outside"]) == (None, None, None, 0)


def test_delegates_and_the_number_allotted_are_of_the_same_units(archive):
    """R12: where the number is known of no unit, nothing is compared."""

    def forget(programme):
        for unit in programme["units"][:5]:
            unit["allotted"] = None

    programmed(archive, forget)
    report = answered_after(archive)
    row, units = of_total(report, "sent"), rows(report, "delegates")
    known = [unit for unit in units if None not in (unit["allotted"], unit["elected"])]
    assert row["delegates_compared"] == sum(unit["elected"] for unit in known)
    assert row["allotted"] == sum(unit["allotted"] for unit in known)
    assert row["delegates"] == sum(unit["elected"] for unit in units) > row["delegates_compared"]
    assert (row["allotted_units"], row["not_allotted"]) == (len(known), 5)
    assert report.table("disagreements").rows == []
    programmed(archive, lambda programme: [unit.update(allotted=None) for unit in programme["units"]])
    report = answered(archive)
    row = of_total(report, "sent")
    assert (row["allotted_units"], row["delegates_compared"], row["allotted"], row["delegates_differ"]) == (
        *(0, None, None, None),
    )
    told = {name: figure for name, figure, _ in key_figures(Words(Lang.EN), report)}
    assert told["Units with other delegates than allotted"] == "–"


def test_a_stray_record_of_an_exercise_makes_no_report_an_exercise(tmp_path):
    real, training = tmp_path / "real", tmp_path / "training"
    nation.write(real, 2, mode=Mode.REAL)
    nation.write(training, 2)
    archive = Archive(folder=real)
    unit = archive.held[0]
    archive.put(Archive(folder=training).records(unit)[0].read_bytes())
    archive.update(expected=Mode.REAL)
    report = answered(archive)
    assert (report.is_training, report.strays) == (False, [unit])
    assert any(unit in line and "exercise" in line for line in about(Words(Lang.EN), report))


def test_what_is_left_out_is_said_and_units_are_named_up_to_a_line(known):
    report = answered(known, today=LATE)
    codes = [f"GL{number}" for number in range(MOST_NAMED + 1)]
    total = dataclasses.replace(report.total, other_contests=7)
    told = dataclasses.replace(report, total=total, others=codes, later=3, term="2025-2030")
    for lang, few in ((Lang.VI, "nhiệm kỳ"), (Lang.EN, "term")):
        lines = [*about(Words(lang), told)]
        [others] = [line for line in lines if codes[0] in line]
        assert codes[-2] in others
        assert codes[-1] not in others
        assert "…" in others
        assert "7" in others
        assert any("2025-2030" in line and few in line for line in lines)
        plain = [*about(Words(lang), dataclasses.replace(report, later=0))]
        assert len(lines) == len(plain) + 3


def test_whatever_somebody_must_look_at_has_a_card_that_counts_records_not_failed_checks(archive, known):
    with_every_fault(archive)
    archive.update()
    report, status = answered(archive, today=LATE), archive.status(today=LATE)
    words = Words(Lang.EN)
    told = {name: figure for name, figure, is_amiss in key_figures(words, report) if is_amiss}
    assert told == {
        words("archive.report.figure.not_proved"): str(len(status.faulty)),
        words("archive.report.figure.conflicts"): str(len(status.conflicts)),
        words("archive.report.figure.gaps"): str(len(status.gaps)),
        words("archive.report.figure.misfits"): str(len(status.misfits)),
    }
    [line] = [line for line in about(words, report) if "must look" in line]
    assert all(f"{name}: {figure}" in line for name, figure in told.items())
    clean = answered(known, today=LATE)
    assert not any(is_amiss for _, _, is_amiss in key_figures(words, clean))
    assert not any("must look" in line for line in about(words, clean))


def test_a_late_unit_is_late_whatever_it_sent_that_is_not_proved(archive):
    unit = archive.held[0]
    for path in archive.records(unit):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    report = answered_after(archive, today=LATE)
    [state] = [row["state"] for row in rows(report, "units") if row["unit"] == unit]
    assert state == "late_unproved"
    row = of_total(report, "progress")
    assert (row["late_unproved"], row["unproved"]) == (1, 1)
    assert report.table("disagreements").rows == []


def test_a_target_that_is_met_by_nobody_of_nobody_is_counted(known):
    """No share of none, and a ceiling is kept all the same."""
    from tally.archive.agreement import _counted

    empty = dict.fromkeys(TABLES, ())
    row = {"have": None, "met": "met"}
    counted = _counted(empty | {"own_plan": [row, {"have": None, "met": "other_day"}]})
    assert (counted["own_plan.targets"], counted["own_plan.met"]) == (1, 1)
