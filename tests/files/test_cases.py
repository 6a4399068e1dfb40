"""Every case of tests/cases is counted from its files as its expectation says; the README there tells how to read it.

The expectations were worked out without this program. What they leave open is not compared.
"""

import copy
import json
from functools import cache
from pathlib import Path

import pytest

from tally.files.disk import load_congress, load_courses
from tally.files.documents import count_document, written
from tally.result import results_of

HOME = Path(__file__).parent.parent / "cases"
CASES = sorted(path.parent.name for path in HOME.glob("*/expected.json"))
CODES = {
    "list_not_longer_than_seats",
    "surplus_over_limit",
    "floor_nominee_not_supported",
    "not_quorate",
    "ballots_exceed_issued",
    "alternates_tied",
    "alternates_short",
}
WHOLE = ("invalid", "excluded")
"""Objects whose keys are figures of their own: one too many is as wrong as one too few."""

every_case = pytest.mark.parametrize("case", CASES)


def expected(case):
    return json.loads((HOME / case / "expected.json").read_text(encoding="utf-8"))


@cache
def counted(case):
    file = load_congress(str(HOME / case / "congress.json"))
    document = written(count_document(file.congress, results_of(load_courses(file))))
    for contest in document["contests"]:
        codes = (finding["code"] for finding in contest["findings"])
        contest["finding_codes"] = sorted(code for code in codes if code in CODES)
    return document


def differences(wanted, found, place="$"):
    """Everything that was expected and did not come out; keys that are not expected are not looked at."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        if place.endswith(WHOLE) and wanted.keys() != found.keys():
            yield f"{place}: {wanted} wanted, {found} found"
        for key, value in wanted.items():
            if key in found:
                yield from differences(value, found[key], f"{place}.{key}")
            else:
                yield f"{place}.{key}: missing"
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from differences(one, other, f"{place}[{index}]")
    elif type(wanted) is not type(found) or wanted != found:
        yield f"{place}: {wanted!r} wanted, {found!r} found"


@every_case
def test_a_case_comes_out_as_expected(case) -> None:
    assert list(differences(expected(case), counted(case))) == []


def doctored(whole):
    """The expectation with one thing in it wrong, for every thing in it."""
    places = [(whole, key) for key in whole]
    for node, key in places:
        value = node[key]
        if isinstance(value, dict):
            places += [(value, inner) for inner in value]
            wrong = [{**value, "other": 1}]
        elif isinstance(value, list):
            places += [(value, inner) for inner in range(len(value))]
            wrong = [[*value, 1], value[:-1]] if value else [[1]]
        elif isinstance(value, bool):
            wrong = [not value, int(value)]
        elif isinstance(value, int):
            wrong = [value + 1, value - 1, str(value)]
        else:
            wrong = [value + "0", ""]
        for other in wrong:
            node[key] = other
            yield copy.deepcopy(whole)
        node[key] = value


@pytest.mark.parametrize("case", CASES[::8])
def test_an_expectation_with_anything_wrong_in_it_is_refused(case) -> None:
    wrong = list(doctored(expected(case)))
    assert len(wrong) > 50
    assert all(any(differences(one, counted(case))) for one in wrong)


def test_what_is_not_expected_is_not_compared() -> None:
    assert not any(differences({"a": 1}, {"a": 1, "b": 2}))
    assert any(differences({"a": 1, "b": 2}, {"a": 1}))
    assert any(differences({"invalid": {}}, {"invalid": {"not_issued": 1}}))
    assert any(differences([], [1]))


def test_every_case_is_there() -> None:
    assert len(CASES) == len([path for path in HOME.iterdir() if path.is_dir()]) >= 62
