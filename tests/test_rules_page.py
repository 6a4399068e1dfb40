"""docs/rules.md is true: every clause is there with its articles and certainty, and what it names exists."""

import importlib
import re
from pathlib import Path

import pytest

from tally import REGULATIONS

ROOT = Path(__file__).parent.parent
NOT_IN_THE_COUNT = {"R15", "R6.order"}
"""Sealing, deadlines, the file, and the order of the names: nothing for the count to reckon."""


def _rows():
    lines = (ROOT / "docs" / "rules.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| R")]
    return {row[0]: row[1:] for row in cells}


ROWS = _rows()
IN_FORCE, BEFORE = REGULATIONS.values()


def test_every_clause_has_its_row_in_the_order_of_the_regulation():
    assert list(ROWS) == list(IN_FORCE.clauses)


@pytest.mark.parametrize("clause", ROWS)
def test_a_row_says_where_the_clause_stands_and_how_sure_we_are(clause):
    in_190, in_244, certainty, _, _ = ROWS[clause]
    assert in_190 == (IN_FORCE.clause(clause).article or "—")
    assert in_244 == (BEFORE.clause(clause).article or "—")
    assert certainty == IN_FORCE.clause(clause).certainty.value


@pytest.mark.parametrize("clause", [clause for clause in ROWS if clause not in NOT_IN_THE_COUNT])
def test_the_code_and_the_tests_that_a_row_names_exist(clause):
    *_, code, tests = ROWS[clause]
    for name in _named(code):
        parts = name.split(".")
        module = next(".".join(parts[:end]) for end in range(len(parts), 0, -1) if _is_module(".".join(parts[:end])))
        found = importlib.import_module(module)
        for part in name.removeprefix(f"{module}.").split("."):
            found = getattr(found, part)
    for test in _named(tests):
        file, _, function = test.partition("::")
        text = (ROOT / file).read_text()
        assert not function or re.search(rf"^def {function}\(", text, re.MULTILINE), test


def _is_module(name):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return False
    return True


def _named(cell):
    names = re.findall(r"`([^`]+)`", cell)
    assert names, "names nothing"
    return names
