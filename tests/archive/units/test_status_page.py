"""What the page of a status says of what goes into no sum, of lateness and of exercises."""

import dataclasses
import re

import pytest

from tally.cli.archive_page import _FIGURES, write_status
from tally.cli.page import Page
from tally.words import Lang, Words
from tally.words.phrases import capital
from tests.archive.made import LATE, changed, hash_of, signed, text_of
from tests.archive.report.asked import programmed

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@pytest.fixture
def status(archive):
    archive.update()
    return archive.status(today=LATE)


def told(status, lang="en"):
    """What is said of where the units stand, on one wide page."""
    page = Page(Words(Lang(lang)), width=4_000, on_terminal=False)
    write_status(page, status)
    return page.text()


@LANGS
def test_whatever_goes_into_no_sum_is_said_and_the_unit_named(status, lang):
    total = dataclasses.replace(
        status.total, stopped=2, other_contests=3, left_out=4, contests=54, without_due=5, not_allotted=6, allotted=70
    )
    given = {
        "is_training": False,
        "others": ("GL77",),
        "strays": ("GL88",),
        "unplanned": ("GL99",),
        "later": 9,
        "term": "2025-2030",
    }
    words, page = Words(Lang(lang)), told(dataclasses.replace(status, total=total, **given), lang)
    for key, params in (
        ("status.stopped", {"n": 2}),
        ("status.without_due", {"n": 5}),
        ("status.not_allotted", {"n": 6}),
        ("status.allotted_in_all", {"n": 70}),
        ("status.left_out", {"n": 4}),
        ("status.seats", {"n": 50, "seats": total.seats, "elected": total.elected}),
        ("others", {"n": 1, "units": "GL77", "contests": 3}),
        ("strays", {"n": 1, "units": "GL88"}),
        ("unplanned", {"n": 1, "units": "GL99"}),
        ("later", {"n": 9}),
        ("term", {"term": "2025-2030"}),
    ):
        assert words(f"archive.{key}", **params) in page, key
    assert "GL77" not in told(status, lang)
    unknown = dataclasses.replace(status, total=dataclasses.replace(total, allotted=None))
    assert words("archive.status.allotted_in_all", n=70) not in told(unknown, lang)


def table_of(page, words, part):
    """The rows of the sums by a part: the name, then units, held, late, seats, elected, open, second ballots."""
    lines = page.splitlines()
    begun = lines[lines.index(words(f"archive.by.{part}")) + 1 :]
    rows = [re.split(r"\s{2,}", line.strip()) for line in begun[: begun.index("")] if line.strip("─━-= ")]
    return [row for row in rows if row[-1] != words("archive.column.second_ballots")]


def columns_of(rows):
    return [sum(map(int, column)) for column in zip(*(row[1:] for row in rows), strict=True)]


@LANGS
def test_levels_that_come_to_the_same_words_each_have_a_row(archive, lang):
    words = Words(Lang(lang))
    wording = capital(words("term.level.grassroots"))

    def change(programme):
        for place, unit in enumerate(programme["units"]):
            unit["level"] = wording if place % 3 == 0 else "district" if place == 1 else unit["level"]

    programmed(archive, change)
    archive.update()
    status = archive.status(today=LATE)
    rows = table_of(told(status, lang), words, "level")
    assert sorted(row[0] for row in rows) == sorted([wording, wording, capital(words("term.level.district"))])
    assert columns_of(rows) == [getattr(status.total, name) for name in _FIGURES]


@LANGS
@pytest.mark.parametrize("part", ["cluster", "superior"])
def test_whoever_has_no_cluster_or_superior_has_a_row_so_that_the_rows_come_to_the_total(archive, lang, part):
    words = Words(Lang(lang))

    def change(programme):
        for place, unit in enumerate(programme["units"]):
            unit[part] = None if place % 4 == 0 else "A"

    programmed(archive, change)
    archive.update()
    status = archive.status(today=LATE)
    rows = table_of(told(status, lang), words, part)
    assert [row[0] for row in rows] == ["A", words(f"archive.report.word.no_{part}")]
    assert columns_of(rows) == [getattr(status.total, name) for name in _FIGURES]


@LANGS
def test_where_no_unit_has_a_cluster_there_are_no_sums_by_clusters(archive, lang):
    programmed(archive, lambda programme: [unit.update(cluster=None) for unit in programme["units"]])
    archive.update()
    words = Words(Lang(lang))
    assert words("archive.by.cluster") not in told(archive.status(), lang)


@pytest.mark.parametrize(
    ("lang", "alone", "planned"),
    [
        (
            "vi",
            "9 đơn vị: 5 đã đại hội, 4 chưa có kết quả bầu cử hợp lệ.",
            "Chương trình có 9 đơn vị: 5 đã đại hội, 4 chưa có kết quả bầu cử hợp lệ.",
        ),
        (
            "en",
            "9 units: 5 have held their congress, 4 have no valid result of one.",
            "The programme has 9 units: 5 have held their congress, 4 have no valid result of one.",
        ),
    ],
)
def test_of_units_that_met_and_had_to_stop_it_is_not_said_that_they_did_not_meet(status, lang, alone, planned):
    total = dataclasses.replace(status.total, units=9, held=5, stopped=2, programme_units=9, programme_held=5)
    assert planned in told(dataclasses.replace(status, total=total), lang)
    without = dataclasses.replace(total, programme_units=None, programme_held=None)
    assert alone in told(dataclasses.replace(status, total=without), lang)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "Ở 4 đơn vị đã bầu đại biểu và biết số được phân bổ: bầu 7, được phân bổ 9;"),
        ("en", "In 4 units that have elected delegates and whose number is known: 7 elected, 9 allotted;"),
    ],
)
def test_the_number_allotted_is_that_of_units_that_have_elected(status, lang, said):
    """R12."""
    total = dataclasses.replace(status.total, allotted_units=4, delegates_compared=7, allotted_compared=9)
    assert said in told(dataclasses.replace(status, total=total), lang)


@LANGS
def test_the_share_is_of_the_programme_and_lateness_is_not_said_where_nobody_knows(status, lang):
    words, total = Words(Lang(lang)), dataclasses.replace(status.total, programme_units=20, programme_held=7, units=99)
    page = told(dataclasses.replace(status, total=total), lang)
    assert words("archive.status.in_programme", n=20, held=7, rest=13) in page
    alone = dataclasses.replace(total, programme_units=None, programme_held=None, late=None, allotted_units=0, open=0)
    page = told(dataclasses.replace(status, total=alone), lang)
    assert words("archive.status.units", n=99, held=total.held, rest=99 - total.held) in page
    assert words("archive.status.no_due") in page
    assert words("archive.status.none_open") in page
    assert words("archive.status.late", n=0) not in page
    assert words("archive.column.late") in page
    assert words("archive.status.no_today") in told(dataclasses.replace(status, total=alone, today=None), lang)


@LANGS
def test_a_record_is_one_line_however_many_checks_fail_and_takes_nothing_from_another(archive, lang):
    unit = archive.held[0]
    first = archive.records(unit)[0]
    archive.put(changed(first, ('"replaces": null', f'"replaces": "{hash_of(first)}"'), board=()))
    archive.update()
    status, words = archive.status(), Words(Lang(lang))
    [faulty] = status.faulty
    page = told(status, lang)
    assert words("archive.matter.unsigned", n=1, days="7") in page
    assert words("archive.waits") in page
    assert page.count(faulty.path) == 1 + sum(faulty.path in one.paths for one in status.conflicts)


@LANGS
def test_records_that_wait_for_a_trust_file_are_no_matter_of_signatures(archive, lang):
    for path in (archive.files / "trust").iterdir():
        path.unlink()
    archive.update()
    page, words = told(archive.status(), lang), Words(Lang(lang))
    assert words("archive.matter.no_trust", n=2, days="7") in page
    assert words("archive.matter.unsigned", n=1, days="7").partition(":")[0] not in page


@LANGS
def test_deadlines_that_have_passed_are_told_and_late_units_with_records_are_marked(archive, lang):
    for path in archive.records(archive.held[0]):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    archive.update()
    status, words = archive.status(today=LATE), Words(Lang(lang))
    page = told(status, lang)
    assert words("archive.matter.passed", n=len(status.passed), days="7") in page
    [line] = [line for line in page.splitlines() if words("archive.due_unproved") in line]
    assert archive.held[0] in line


def test_an_exercise_that_is_told_has_a_banner_and_a_stray_one_has_none(status):
    assert Words(Lang.EN)("report.training") in told(status)
    stray = dataclasses.replace(status, is_training=False, strays=("GL88",))
    assert Words(Lang.EN)("report.training") not in told(stray)
    assert "GL88" in told(stray)
    assert "GL88" not in told(dataclasses.replace(stray, is_training=True)), "where all is an exercise none is stray"


@LANGS
def test_it_says_that_nobody_compared_the_trust_files_and_that_paper_is_the_truth(status, lang):
    words = Words(Lang(lang))
    assert words("archive.on_faith", n=status.on_faith) in told(status, lang)
    assert "--pin" not in told(dataclasses.replace(status, on_faith=0), lang)
    assert words("archive.paper") in told(status, lang)
