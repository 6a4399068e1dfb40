"""The city of ``make demo``: 128 units, five of which have held their congress, and something of most matters."""

import json
import re
import shlex

import pytest

from tally.archive.units.programme import load_programme
from tests.cli.made import run
from tools import demo_city
from tools.demo_city import HELD, LATE, UNITS, UNSIGNED, city

TODAY = demo_city.TODAY.isoformat()


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Where the city was left, and what was shown on the way."""
    import io
    from contextlib import redirect_stdout

    left, out = tmp_path_factory.mktemp("demo"), io.StringIO()
    with redirect_stdout(out):
        status = city(left)
    assert status == 0
    return left / "city", out.getvalue()


def code(number):
    return f"GL.{number:03}"


def test_the_programme_has_128_units_under_one_city_and_says_that_it_is_synthetic(shown):
    programme = load_programme(str(shown[0] / "archive"))
    units = [*programme.units.values()]
    assert len(units) == len({unit.name for unit in units}) == UNITS == 128
    assert {unit.superior for unit in units} == {"GL"}
    assert len({unit.cluster for unit in units}) == 8
    assert all("(giả lập)" in text for text in (programme.title, *(unit.name for unit in units)))
    overdue = {unit.code for unit in units if unit.due < demo_city.TODAY}
    assert overdue >= {*map(code, LATE)}
    assert overdue <= {*map(code, (*LATE, *HELD))}
    assert {unit.due.year for unit in units} == {2025}
    assert {unit.due.month for unit in units} <= {4, 5, 6}


def test_of_the_city_every_matter_is_told_as_it_was_laid_down(shown, capsys):
    archive = shown[0] / "archive"
    status = run(capsys, "archive", "status", archive, "--today", TODAY, "--json").document
    total = status["total"]
    assert (total["units"], total["held"], total["not_held"], total["late"]) == (128, len(HELD), 123, len(LATE))
    assert {unit["code"] for unit in status["units"] if unit["state"] == "held"} == {*map(code, HELD)}
    assert (total["open"], total["contests_open"], total["second_ballots"]) == (1, 1, 1)
    assert (total["delegates_differ"], total["left_out"]) == (1, 1)
    assert [(one["unit"], one["check"]) for one in status["failed"]] == [(code(UNSIGNED), "threshold")]
    assert status["conflicts"] == status["gaps"] == status["misfits"] == status["unplanned"] == []
    assert status["deadlines"]
    assert {unit["mode"] for unit in status["units"] if "mode" in unit} == {"training"}


def test_the_rules_have_nothing_against_any_list_meeting_or_round_of_the_city(shown, capsys):
    found = set()
    for path in (shown[0] / "incoming").rglob("*.record"):
        document = run(capsys, "show", path, "--json").document
        found |= {one["code"] for one in document["result"]["findings"]}
    assert found == set()


def test_nobody_is_two_persons_and_no_board_member_stands(shown, capsys):
    for path in (shown[0] / "incoming").rglob("*.record"):
        document = run(capsys, "show", path, "--json").document
        people = [one["name"] for part in (document["board"], document["contest"]["candidates"]) for one in part]
        assert len(people) == len({*people})


def test_every_command_shown_can_be_typed_again(shown, capsys):
    home, out = shown
    lines = [shlex.split(line) for line in re.findall(r"^\$ tally (.*)$", out, re.MULTILINE)]
    assert [line[1] for line in lines] == ["add", "verify", "status", "report", "report"]
    for line in lines:
        for report in (home / "report.xlsx", home / "report.html"):
            if str(report) in line:
                assert report.stat().st_size > 10_000
                report.unlink()
        assert run(capsys, *line).status == (3 if line[1] == "verify" else 0), line
    assert (home / "report.html").is_file()
    assert (home / "report.xlsx").is_file()


def test_the_city_is_the_same_whenever_it_is_made(shown, tmp_path, capsys):
    assert city(tmp_path) == 0
    capsys.readouterr()
    first, second = (
        {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.suffix in KEPT}
        for home in (shown[0], tmp_path / "city")
    )
    assert first == second
    assert sum("archive/files" in path for path in first) == sum("incoming" in path for path in first) == 13
    assert json.loads(first["archive/programme.json"])["schema"] == "programme/1"


KEPT = {".record", ".trust", ".json"}
"""Not the index, which knows when each file was written."""
