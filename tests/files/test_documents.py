"""The documents of results say what was counted, under the keys of the formats, and leave out what was not set."""

import json

import pytest

from tally.files.disk import load_congress, load_courses
from tally.files.documents import check_document, count_document, written
from tally.result import results_of
from tests.files.parts import candidate, contest, courses, document, held, read
from tests.files.test_cases import CASES, HOME

PLAN = {
    "age_on": "2025-07-01",
    "targets": [
        {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}},
        {"category": "young", "below": 42, "measured_on": "nominees", "at_most": {"count": 1}},
        {"category": "age", "from": 40, "to": 50, "measured_on": "nominees", "at_least": {"percent": 40}},
        {"category": "attribute", "name": "science", "measured_on": "elected", "at_least": {"count": 1}},
    ],
}
PEOPLE = [candidate(1, "Lê Thị An", sex="female"), candidate(2), candidate(3), candidate(4, born="1990")]
WHOLE = document(
    contest(PEOPLE, 3, quota=4, plan=PLAN, rounds=[held(1, "first", {1: 18, 2: 16, 3: 13, 4: 13})]),
    contest(2, 1, id="bt", kind="secretary"),
    meeting={"roll": {"present": 20, "excused_whole": 2, "absent": 1}},
)


def of(whole, make):
    return written(make(read(whole).congress, results_of(courses(whole))))


def test_a_count_is_written_as_the_formats_show_it() -> None:
    counted = of(WHOLE, count_document)
    assert {key: counted[key] for key in ("schema", "regulation", "mode", "unit")} == {
        "schema": "count/1",
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": "VD.1",
    }
    first, second = counted["contests"]
    assert {key: first[key] for key in ("id", "kind", "status", "quota", "seats", "kept_vacant", "open")} == {
        "id": "c",
        "kind": "committee",
        "status": "tied",
        "quota": 4,
        "seats": 3,
        "kept_vacant": 1,
        "open": 1,
    }
    assert first["elected"][0] == {
        "number": 1,
        "name": "Lê Thị An",
        "votes": 18,
        "percent": "85.71",
        "round": 1,
        "reason": "over_half",
    }
    assert first["alternates"] == []
    assert first["rounds"] == [
        {
            "number": 1,
            "purpose": "first",
            "ballot": "strike",
            "seats": 3,
            "candidates": [1, 2, 3, 4],
            "base": {"value": 21, "needed": 11, "summoned": 23, "excluded": {"excused_whole": 2}},
            "ballots": {"issued": 20, "collected": 20, "valid": 20, "invalid": 0, "not_returned": 0},
            "invalid": {},
            "votes": [
                {"number": 1, "votes": 18, "percent": "85.71", "over_half": True},
                {"number": 2, "votes": 16, "percent": "76.19", "over_half": True},
                {"number": 3, "votes": 13, "percent": "61.90", "over_half": True},
                {"number": 4, "votes": 13, "percent": "61.90", "over_half": True},
            ],
            "outcome": {"status": "tied", "elected": [1, 2], "tied": [3, 4], "seats_left": 1, "next": ["run_off"]},
        }
    ]
    assert (second["status"], second["elected"], second["rounds"], second["structure"]) == ("pending", [], [], [])


def test_a_target_is_named_by_the_keys_of_its_category_and_measured() -> None:
    women, young, age, science = of(WHOLE, count_document)["contests"][0]["structure"]
    assert women == {
        "category": "women",
        "measured_on": "elected",
        "have": 1,
        "of": 2,
        "percent": "50.00",
        "need": 1,
        "met": True,
    }
    assert (young["below"], young["limit"], "need" in young) == (42, 1, False)
    assert (age["from"], age["to"], "first" in age, "last" in age) == (40, 50, False, False)
    assert (science["name"], science["met"]) == ("science", False)


def test_what_a_list_can_still_promise_is_written_with_its_target() -> None:
    women, *_ = of(WHOLE, count_document)["contests"][0]["promises"]
    assert women == {
        "category": "women",
        "measured_on": "elected",
        "least": 1,
        "most": 1,
        "of": 3,
        "need": 1,
        "if_filled": "certain",
        "in_any_case": "certain",
    }


def test_a_check_is_written_without_a_count() -> None:
    checked = of(document(contest(PEOPLE, 3, quota=4, plan=PLAN)), check_document)
    assert checked["schema"] == "check/1"
    (only,) = checked["contests"]
    assert {key: only[key] for key in ("quota", "seats", "kept_vacant", "nominees", "quorate")} == {
        "quota": 4,
        "seats": 3,
        "kept_vacant": 1,
        "nominees": 4,
        "quorate": True,
    }
    assert only["base"] == {"value": 20, "needed": 11, "summoned": 20, "excluded": {}}
    assert [target["category"] for target in only["promises"]] == ["women", "young", "age", "attribute"]


def test_a_finding_is_written_with_its_rule_and_its_figures() -> None:
    (finding,) = (
        finding
        for finding in of(document(contest(3, 3)), check_document)["contests"][0]["findings"]
        if finding["code"] == "list_not_longer_than_seats"
    )
    assert finding == {
        "code": "list_not_longer_than_seats",
        "severity": "error",
        "rule": "R4",
        "clause": "R4",
        "params": {"list": 3, "seats": 3, "surplus": 0},
    }


def nulls_and_floats(node):
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [node] * (node is None or isinstance(node, float)) + [
        found for item in inner for found in nulls_and_floats(item)
    ]


@pytest.mark.parametrize("make", [count_document, check_document])
def test_no_document_has_a_fraction_or_a_key_without_a_value(make) -> None:
    for case in CASES:
        file = load_congress(str(HOME / case / "congress.json"))
        document = written(make(file.congress, results_of(load_courses(file))))
        assert nulls_and_floats(document) == []
        assert json.loads(json.dumps(document)) == document
