"""The floors of the house, seen from a fresh process: what importing a part brings with it."""

import subprocess
import sys

import pytest

CORE = [
    "tally",
    "tally.rounds",
    "tally.ballot",
    "tally.columns",
    "tally.congress",
    "tally.contest",
    "tally.count",
    "tally.course",
    "tally.cut",
    "tally.deadlines",
    "tally.delegates",
    "tally.fates",
    "tally.frames",
    "tally.nomination",
    "tally.outcome",
    "tally.percent",
    "tally.person",
    "tally.promise",
    "tally.regulation",
    "tally.result",
    "tally.structure",
    "tally.summoned",
    "tally.votes",
]
FACES = {"tally.cli", "tally.files", "tally.words", "station"}
LIBRARIES = {"pydantic", "rich", "openpyxl", "textual", "numpy"}
WORLD = {"random", "secrets", "socket", "sqlite3", "subprocess", "time", "urllib", "http"}


def _loaded_by(module):
    code = f"import sys; before = set(sys.modules); import {module}; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", CORE)
def test_the_core_brings_no_face_no_library_and_nothing_of_the_world(module):
    """No clock, chance or I/O below the faces, and nothing beyond the standard library."""
    loaded = _loaded_by(module)
    tops = {name.partition(".")[0] for name in loaded}
    assert not tops & LIBRARIES
    assert not tops & WORLD
    assert not {face for face in FACES for name in loaded if name == face or name.startswith(face + ".")}


def test_reading_a_file_brings_no_face():
    loaded = _loaded_by("tally.files.disk")
    assert "pydantic" in loaded
    assert not {name for name in loaded if name.startswith(("tally.cli", "tally.words", "station", "rich", "openpyxl"))}
