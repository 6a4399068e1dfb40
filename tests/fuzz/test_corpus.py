"""Every parser takes every file as it should, and every input that comes of the files by chance.

The files run through the parsers in a process of their own, so that what it holds is what the parsers take. The search
by chance takes as many seconds as TALLY_FUZZ_SECONDS says.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tally.faults import BadInput
from tally.record.refusal import Refused
from tools.fuzz import corpus_of
from tools.fuzz_corpus import files
from tools.fuzz_large import large
from tools.fuzz_targets import CORPUS, TARGETS

ROOT = Path(__file__).parent.parent.parent
SECONDS = os.environ.get("TALLY_FUZZ_SECONDS", "10")
LINUX = Path("/proc/self/clear_refs").exists()
on_linux = pytest.mark.skipif(not LINUX, reason="what a process holds at most is told by Linux alone")


def begun(*arguments):
    """Begin the tool, unmeasured: under coverage a parser takes several times as long."""
    line = [sys.executable, "-m", "tools.fuzz", *arguments]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.Popen(line, cwd=ROOT, env=plain, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(running):
    """What the tool tells in the end: what is wrong, and how many inputs it has judged."""
    wrong, counted = running.communicate(timeout=300 + float(SECONDS))
    assert running.returncode == (1 if wrong else 0), counted
    return wrong.splitlines(), int(counted.split()[0])


@pytest.fixture(scope="module", autouse=True)
def searching():
    """Let the search run beside the other tests of this page."""
    if not LINUX:
        yield None
        return
    with begun("search", SECONDS) as running:
        yield running
        running.kill()


def is_taken(target, data):
    try:
        target.read(data)
    except (Refused, BadInput):
        return False
    return True


@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_takes_its_sound_files_and_refuses_its_broken_ones(name):
    taken = {path.name: is_taken(TARGETS[name], path.read_bytes()) for path in (CORPUS / name).iterdir()}
    assert {name for name, is_sound in taken.items() if name.startswith("sound") != is_sound} == set()
    assert len(set(taken.values())) == 2


@pytest.mark.parametrize("name", TARGETS)
def test_sound_files_that_stand_elsewhere_are_taken(name):
    elsewhere = [path for path in corpus_of(name) if not path.is_relative_to(CORPUS)]
    assert all(is_taken(TARGETS[name], path.read_bytes()) for path in elsewhere)


def test_the_corpus_is_what_its_generator_writes():
    there = {str(path.relative_to(CORPUS)): path.read_bytes() for path in CORPUS.rglob("*") if path.is_file()}
    assert there == dict(files())


@on_linux
def test_every_file_of_every_format_is_judged_right_in_every_parser():
    wrong, count = told(begun("corpus"))
    assert wrong == []
    assert count == len(TARGETS) * len({path for name in TARGETS for path in corpus_of(name)})


@on_linux
def test_the_worst_that_each_format_has_in_a_mebibyte_is_judged_right():
    wrong, count = told(begun("large"))
    assert wrong == []
    assert count == len(list(large()))


@on_linux
def test_changed_files_are_judged_right_as_long_as_they_are_searched(searching):
    """The same number gives the same input in every run: ``python -m tools.fuzz one NAME NUMBER``."""
    wrong, count = told(searching)
    assert wrong == []
    assert count > 4 * float(SECONDS) * len(TARGETS)
