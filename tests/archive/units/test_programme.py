"""The programme as a file: every fault of it is told, and what the superior asks of all holds for each."""

import json

import pytest

from tally.archive.units.programme import read_programme
from tally.faults import BadInput


def test_every_fault_of_a_programme_is_told():
    unit = {"code": "A", "name": "A", "level": "cell", "superior": None}
    good = {"schema": "programme/1", "title": "T", "units": [unit]}
    assert [*read_programme("p.json", json.dumps(good).encode()).units] == ["A"]
    for wrong, codes in (
        ({"units": [unit, unit]}, ["unit_twice"]),
        ({"units": [unit, unit | {"due": "x"}], "superior_plan": 1}, ["bad_value", "bad_value", "unit_twice"]),
        ({"units": 1, "term": 2}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"last_term": last(women=9, ethnic_minority=10)}]}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"last_term": last(young=10, women="x")}]}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"last_term": last(elected="x", women=10)}]}, ["bad_value"]),
        ({"units": [unit | {"last_term": 1, "code": 2}]}, ["bad_value", "bad_value"]),
        ({"units": [unit | {"due": "tomorrow", "allotted": -1}]}, ["bad_value", "bad_value"]),
        ({"schema": "programme/2"}, ["bad_value"]),
        ({"more": 1}, ["unknown_key"]),
        ({"units": [unit | {"superior_plan": [target(), target(category="young", at_least=None)]}]}, ["missing"] * 2),
        ({"units": [unit | {"superior_plan": [target(below=30), target(at_least={})]}]}, ["unknown_key", "bad_value"]),
        ({"units": [unit | {"superior_plan": [target(at_least={"percent": 15, "count": 7})]}]}, ["bad_value"]),
        ({"superior_plan": [target(category="age", **{"from": 50, "to": 40})]}, ["bad_value"]),
    ):
        with pytest.raises(BadInput) as bad:
            read_programme("p.json", json.dumps(good | wrong).encode())
        assert [fault.code for fault in bad.value.faults] == codes


def test_what_the_superior_asks_of_all_holds_for_each_unit_of_which_nothing_else_is_said():
    """R16."""
    unit = {"name": "A", "level": "cell", "superior": None}
    asked = {"superior_plan": [target()], "age_on": "2025-04-01"}
    own = {"superior_plan": [target(category="ethnic_minority")], "age_on": "2025-06-01"}
    units = [unit | {"code": "A"}, unit | {"code": "B"} | own, unit | {"code": "C", "superior_plan": []}]
    programme = {"schema": "programme/1", "title": "T", **asked, "units": units}
    read = read_programme("p.json", json.dumps(programme).encode()).units
    assert {code: [one.category for one in unit.superior_plan] for code, unit in read.items()} == {
        "A": ["women"],
        "B": ["ethnic_minority"],
        "C": [],
    }
    assert [str(unit.age_on) for unit in read.values()] == ["2025-04-01", "2025-06-01", "2025-04-01"]


def test_the_last_term_is_taken_where_its_figures_can_be_so():
    unit = {"code": "A", "name": "A", "level": "cell", "last_term": last(women=8, young=8)}
    read = read_programme("p.json", json.dumps({"schema": "programme/1", "title": "T", "units": [unit]}).encode())
    assert (read.units["A"].last_term.women, read.term) == (8, None)
    whole = {"schema": "programme/1", "title": "T", "units": [unit | {"last_term": last(women=9)}]}
    with pytest.raises(BadInput) as bad:
        read_programme("p.json", json.dumps(whole).encode())
    [fault] = bad.value.faults
    assert (fault.location, fault.key, fault.params) == (
        "units[0].last_term.women",
        "bad_value.too_high",
        {"most": 8},
    )


def last(**changed):
    """The committee of the last term, in persons."""
    return {"elected": 8, "women": 2, "young": 1, "ethnic_minority": 0} | changed


def target(**changed):
    """A target of a superior's plan (R16), which is held to what one of a congress file is held to."""
    return {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}} | changed
