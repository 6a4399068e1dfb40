"""Records of an exercise in an archive of real ones: never unnoticed among them, and no advice to count them."""

import pytest

from tally.archive.report.words import about
from tally.archive.units.standing import State
from tally.cli.archive import failed_parts
from tally.cli.archive_page import write_status
from tally.cli.page import Page
from tally.congress import Mode
from tally.words import Lang, Words
from tests.archive.made import Archive, laid_down
from tests.archive.report.asked import rows
from tests.archive.report.reported import reported
from tools import nation

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Three units, of which the first has sent records of an exercise alone, and the second one of those too."""
    folder = tmp_path_factory.mktemp("mixed")
    nation.write(folder / "real", 3, mode=Mode.REAL)
    archive, training = Archive(folder=folder / "real"), laid_down(folder / "training", 3)
    first, second, _ = archive.held
    for path in archive.records(first):
        path.unlink()
    for path in (*training.records(first), training.records(second)[0]):
        archive.put(path.read_bytes())
    return archive


@pytest.fixture(scope="module")
def counted(mixed):
    """The same where somebody said that exercises were expected: the status and the report."""
    mixed.update(expected=Mode.TRAINING)
    return mixed.status(), reported(mixed)


@pytest.fixture(scope="module")
def strict(mixed, counted):
    """The same, verified as real after that: the status and the report."""
    mixed.update(expected=Mode.REAL)
    return mixed.status(), reported(mixed)


def page_of(status, lang):
    page = Page(Words(Lang(lang)), width=4_000, on_terminal=False)
    write_status(page, status)
    return page.text()


@LANGS
def test_units_that_are_told_by_an_exercise_among_real_ones_are_named(mixed, counted, lang):
    first, second, _ = mixed.held
    status, report = counted
    assert (status.total.held, status.is_training) == (3, True)
    assert status.exercises == (*report.exercises,) == (first,)
    words = Words(Lang(lang))
    told, stray = words("archive.exercises", n=1, units=first), words("archive.strays", n=1, units=second)
    page, front = page_of(status, lang), [*about(words, report)]
    assert told in page
    assert told in front
    assert stray in page, "the banner alone does not say that some are real"
    assert stray in front


@LANGS
def test_where_all_that_is_proved_is_of_an_exercise_the_banner_is_enough(known, lang):
    status, words = known.status(), Words(Lang(lang))
    assert {*status.exercises} == {*known.held}
    assert words("archive.exercises", n=len(known.held), units="").partition(":")[0] not in page_of(status, lang)


def test_a_unit_of_which_only_a_stray_exercise_came_has_no_day_of_a_congress(mixed, strict):
    first, second, third = mixed.held
    status, report = strict
    assert (status.exercises, status.strays, status.is_training) == ((), (first, second), False)
    units = {unit.code: unit for unit in status.units}
    assert (units[first].state, units[first].mode, units[first].day) == (State.UNPROVED, Mode.TRAINING, None)
    days = {row["unit"]: row["held_on"] for row in rows(report, "units")}
    assert days == {first: None, second: units[second].day, third: units[third].day}
    assert None not in (days[second], days[third])


@LANGS
def test_nobody_is_told_to_check_a_stray_exercise_as_one(strict, lang):
    status, report = strict
    words = Words(Lang(lang))
    parts = [*failed_parts(words, status.faulty)]
    said = words("archive.check.mode.exercise")
    assert {(one.check, one.why, one.message) for one in parts if one.check == "mode"} == {("mode", "exercise", said)}
    assert said in page_of(status, lang)
    assert words("record.check.mode.training") not in page_of(status, lang)
    assert {row["message"].why for row in rows(report, "not_proved") if row["check"] == "mode"} == {"exercise"}
