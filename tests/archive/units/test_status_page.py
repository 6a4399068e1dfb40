"""What the page of a status says of what goes into no sum, of lateness and of exercises."""

import dataclasses

import pytest

from tally.cli.archive_page import write_status
from tally.cli.page import Page
from tally.words import Lang, Words
from tests.archive.made import LATE, changed, hash_of, signed, text_of

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
        status.total, stopped=2, other_contests=3, left_out=4, contests=54, without_due=5, not_allotted=6
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
