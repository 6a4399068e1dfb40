"""Answers are those of the units' own records, counted here from their bytes."""

import dataclasses
import json
from datetime import date

from tally.archive.report import questions
from tally.archive.report.answers import Kind, held_share
from tally.archive.report.questions import TABLES
from tally.archive.report.words import key_figures
from tally.deadlines import DaysOff
from tally.words import Lang, Words
from tests.archive.made import LATE, Archive, another, trees, with_every_fault
from tests.archive.report.asked import of_total, programmed, rows
from tests.archive.report.reported import reported


def test_every_question_is_answered_once_in_rows_as_wide_as_their_columns(known):
    report = reported(known, today=LATE)
    assert [table.key for table in report.tables] == [*TABLES]
    for table in report.tables:
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        assert len({column.key for column in table.columns}) == len(table.columns)
        assert [column.kind for column in table.columns[1:]].count(Kind.UNIT) == 0


def test_each_election_is_what_its_record_says(known):
    report = reported(known)
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


def test_the_total_is_that_of_the_status(known):
    report, status = reported(known, today=LATE), known.status(today=LATE)
    assert report.total == status.total
    assert [unit.code for unit in report.units] == [unit.code for unit in status.units]


def test_however_many_units_are_taken_at_a_time_the_answers_are_the_same(known, monkeypatch):
    whole = reported(known, today=LATE)
    monkeypatch.setattr(questions, "TOGETHER", 4)
    assert reported(known, today=LATE) == whole


def test_every_fault_of_an_archive_stands_in_a_table_of_its_own(archive):
    with_every_fault(archive)
    archive.update()
    report, status = reported(archive, today=LATE), archive.status(today=LATE)
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
    told = {row["committee"] for row in rows(reported(known), "units")}
    assert "committee_first" in told
    from tally.archive.report.unit_questions import _committee
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
    from tally.archive.report.unit_questions import Asked, _elections

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
    told = {row["unit"]: row for row in rows(reported(archive), "delegates")}
    assert second["code"] not in told
    row = told[first["code"]]
    assert row["differ"] == row["elected"] - 9 < 0
    assert row["alternates_taken"] is not None
    not_held = [unit for unit in told.values() if unit["elected"] is None]
    assert all(unit["differ"] is None and unit["alternates_taken"] is None for unit in not_held)


def test_without_a_day_nothing_is_late_and_no_deadline_is_told(known):
    report = reported(known)
    assert of_total(report, "progress")["late"] is None
    assert "late" not in {row["state"] for row in rows(report, "units")}
    assert report.table("deadlines").rows == []


def test_deadlines_that_run_out_are_those_of_the_status_the_next_first(known):
    today = date(2025, 4, 10)
    told, status = rows(reported(known, today=today), "deadlines"), known.status(today=today)
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
    report = reported(archive)
    assert report.title is None
    assert {row["in_programme"] for row in rows(report, "units")} == {None}
    for key in ("superior_plan", "last_term", "last_term_units"):
        assert report.table(key).rows == []


def test_an_archive_with_nothing_in_it_is_answered_too(tmp_path):
    (tmp_path / "files").mkdir()
    empty = Archive(folder=tmp_path)
    empty.update()
    report = reported(empty, today=LATE)
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
    report = reported(archive)
    for key in ("structure_units", "own_plan", "superior_plan", "last_term_units"):
        assert unit not in {row["unit"] for row in rows(report, key)}, key
    assert report.table("disagreements").rows == []
