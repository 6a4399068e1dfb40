"""openpyxl stays on the parser of the standard library: the same bytes and the same care, whatever is installed."""

import ast
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.files.test_spreadsheet import xlsx
from tests.files.test_spreadsheet_bytes import ROWS, SHEET, patched

ROOT = Path(__file__).parents[2]
PARTS = ("tally", "station", "tests", "tools")
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "An">]><worksheet '


def imported(path):
    """The libraries that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_openpyxl_is_imported_in_one_place():
    sources = [path for part in PARTS for path in ROOT.joinpath(part).rglob("*.py") if b"openpyxl" in path.read_bytes()]
    assert [path.name for path in sources if "openpyxl" in imported(path)] == ["xlsx_library.py"]


def test_lxml_is_there_to_be_left_alone():
    assert find_spec("lxml") is not None


def said_by(code, **asked):
    """What a fresh process says, whose environment knows nothing of the choice that was made in this one."""
    env = {name: value for name, value in os.environ.items() if name != "OPENPYXL_LXML"} | asked
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    return done.stdout.split()


def test_a_command_that_reads_a_workbook_does_not_read_it_through_lxml(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx(ROWS))
    code = (
        "import tally.cli\n"
        f"assert tally.cli.main(['import', {str(path)!r}, '-o', {str(tmp_path / 'list.json')!r}, '--json']) == 0\n"
        "import openpyxl\nprint(openpyxl.LXML)"
    )
    assert said_by(code) == ["False"]


def test_an_environment_that_asks_for_lxml_is_not_heard():
    code = "import tally.files.xlsx_library, openpyxl; print(openpyxl.LXML)"
    assert said_by(code, OPENPYXL_LXML="True") == ["False"]


@pytest.mark.parametrize("first", ["tally.files.xlsx_library", "openpyxl"])
def test_entities_are_refused_whichever_parser_somebody_else_has_chosen(tmp_path, first):
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(patched(xlsx(ROWS), SHEET, b"<worksheet ", ENTITIES))
    code = (
        f"import {first}, openpyxl, tally.cli\n"
        f"print(tally.cli.main(['import', {str(path)!r}, '--json']), openpyxl.LXML)"
    )
    *answer, status, lxml = said_by(code)
    assert (lxml, status) == (str(first == "openpyxl"), "2")
    assert '"unreadable",' in answer
