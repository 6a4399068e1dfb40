"""What the front of a report says: shares of the programme, what is left out, who is named."""

import dataclasses
import json

import pytest

from tally.archive.report.answers import held_share
from tally.archive.report.words import MOST_NAMED, about, heading, key_figures, note_of
from tally.congress import Mode
from tally.words import Lang, Words
from tests.archive.made import LATE, Archive, changed, signed, text_of, with_every_fault
from tests.archive.report.asked import of_total, programmed, rows
from tests.archive.report.reported import reported
from tools import nation


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
    assert [unit.state for unit in reported(archive, today=LATE).units].count("late") == 4


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
    return reported(archive, **given)


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
    planned = json.loads((archive.folder / "programme.json").read_bytes())["units"]
    for path in archive.records(planned[5]["code"])[2:]:  # its delegates are not elected yet
        path.unlink()
    report = answered_after(archive)
    row, units = of_total(report, "sent"), rows(report, "delegates")
    known = [unit for unit in units if None not in (unit["allotted"], unit["elected"])]
    assert row["delegates_compared"] == sum(unit["elected"] for unit in known)
    assert row["allotted_compared"] == sum(unit["allotted"] for unit in known)
    assert row["delegates"] == sum(unit["elected"] or 0 for unit in units) > row["delegates_compared"]
    assert (row["allotted_units"], row["not_allotted"]) == (len(known), 5)
    assert row["allotted"] == sum(unit["allotted"] or 0 for unit in planned) > row["allotted_compared"]
    assert report.table("disagreements").rows == []
    programmed(archive, lambda programme: [unit.update(allotted=None) for unit in programme["units"]])
    report = reported(archive)
    row = of_total(report, "sent")
    assert row["allotted_units"] == 0
    assert {row[name] for name in ("allotted", "delegates_compared", "allotted_compared", "delegates_differ")} == {None}
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
    report = reported(archive)
    assert (report.is_training, report.strays) == (False, [unit])
    assert any(unit in line and "exercise" in line for line in about(Words(Lang.EN), report))


def test_what_is_left_out_is_said_and_units_are_named_up_to_a_line(known):
    report = reported(known, today=LATE)
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
    report, status = reported(archive, today=LATE), archive.status(today=LATE)
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
    clean = reported(known, today=LATE)
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


@pytest.mark.parametrize("lang", Lang)
def test_the_heading_over_the_code_of_a_contest_is_not_that_over_its_title(answered, lang):
    words = Words(lang)
    over = {
        column.key: heading(words, column)
        for key in ("elections", "unsigned", "not_proved", "conflicts", "gaps")
        for column in answered.table(key).columns
        if column.key in ("title", "contest")
    }
    assert over["title"] != over["contest"]
    assert over == ({"title": "Cuộc bầu", "contest": "Mã cuộc bầu"} if lang is Lang.VI else over)


@pytest.mark.parametrize(
    ("lang", "is_known", "is_not", "young", "own"),
    [
        (
            *(Lang.VI, "Đơn vị đã bầu, biết số phân bổ", "Đơn vị đã bầu, chưa biết số phân bổ"),
            "không ghi thì theo yêu cầu của cấp trên, cũng không ghi thì dưới 40.",
            "có bao nhiêu, cần ít nhất, nhiều nhất bao nhiêu, đạt hay chưa.",
        ),
        (
            *(Lang.EN, "Units that have elected, number known", "Units that have elected, number not known"),
            "else below that of its superior's plan, else below 40.",
            "how many there are, how many there must be at least and may be at most, and whether it is met.",
        ),
    ],
)
def test_headings_and_notes_say_what_the_figures_are(answered, lang, is_known, is_not, young, own):
    """Units whose number allotted is known are those that have elected (R12); whose plan says who is young (R16)."""
    words, columns = Words(lang), {column.key: column for column in answered.table("sent").columns}
    assert [heading(words, columns[key]) for key in ("allotted_units", "not_allotted")] == [is_known, is_not]
    assert note_of(words, answered.table("last_term_units")).endswith(young)
    assert own in note_of(words, answered.table("own_plan"))
