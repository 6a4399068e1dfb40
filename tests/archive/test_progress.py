"""Every step of long work on an archive is told, and telling of it changes nothing."""

import sqlite3
from contextlib import closing

import pytest

from tally.archive import index as index_module
from tally.archive import progress, working
from tally.archive.indexed import indexed
from tally.archive.progress import Step, counted
from tests.archive.made import another


@pytest.fixture
def often(monkeypatch):
    """So that of a small archive too it is told on the way."""
    monkeypatch.setattr(progress, "TOLD_EVERY", 10)
    monkeypatch.setattr(working, "PAGES", 4)
    monkeypatch.setattr(working, "INSTRUCTIONS", 100)
    monkeypatch.setattr(index_module, "BATCH", 16)
    monkeypatch.setattr(index_module, "LINKED", 4)


@pytest.mark.parametrize(
    ("expected", "whole"), [(0, [0, 0, 25]), (15, [15, 20, 25]), (40, [40, 40, 25])], ids=["unknown", "more", "fewer"]
)
def test_what_comes_is_counted_beside_what_was_known(monkeypatch, expected, whole):
    monkeypatch.setattr(progress, "TOLD_EVERY", 10)
    told = []
    assert [*counted(range(25), lambda *figures: told.append(figures), expected=expected)] == [*range(25)]
    assert told == [*zip((10, 20, 25), whole, strict=True)]


def steps(told):
    """What was told of each step, in the order in which they began; each grows, and ends with the whole."""
    found = {}
    for step, done, whole in told:
        found.setdefault(step, []).append((done, whole))
    for figures in found.values():
        assert figures == sorted(figures)
        assert all(done <= whole for done, whole in figures if whole)
        assert figures[-1][0] == figures[-1][1] > 0
    return found


def test_every_step_is_told_and_the_index_is_the_same(archive, often):
    archive.update()
    before = archive.index
    (archive.folder / index_module.INDEX).unlink()
    told = []
    archive.update(progress=lambda *one: told.append(one))
    found = steps(told)
    assert [*found] == [Step.LOOKING, Step.READING, Step.LINKING, Step.WRITING]
    assert all(len(figures) > 2 for figures in found.values())
    assert archive.index == before
    told.clear()
    archive.put(another(archive.records(archive.held[0])[0]))
    archive.update(progress=lambda *one: told.append(one))
    found = steps(told)
    assert [*found] == [*Step], "an index that is there is copied first"
    assert len(found[Step.OPENING]) > 2
    assert {whole for _, whole in found[Step.LOOKING][:-1]} != {0}, "how many there were is known by then"


def test_ctrl_c_while_the_index_is_written_is_no_fault_and_harms_nothing(archive, often):
    """SQLite says only that it was interrupted, and would have it told as a disk that can't be written."""
    archive.update()
    before = archive.index
    archive.records(archive.held[0])[2].unlink()

    def stopped(step, done, whole):
        if step is Step.WRITING and done < whole:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.update(progress=stopped)
    assert archive.index == before
    archive.update()
    assert archive.index != before


def test_what_goes_wrong_in_telling_is_told_as_what_it_is(archive, often):
    """SQLite would have it that somebody interrupted it."""

    def failing(step, done, whole):
        if step is Step.WRITING and done < whole:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        archive.update(progress=failing)


def test_ctrl_c_before_the_first_line_that_tells_is_ctrl_c(tmp_path, monkeypatch):
    """Python looks for it as a function begins: SQLite says that it was interrupted, and nothing was caught."""
    monkeypatch.setattr(working, "INSTRUCTIONS", 1)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base, pytest.raises(KeyboardInterrupt):
        working.publish(base, str(tmp_path), lambda *_: base.interrupt())


def test_an_index_that_cannot_be_written_is_no_ctrl_c(tmp_path):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base, pytest.raises(sqlite3.OperationalError):
        working.publish(base, str(tmp_path / "nowhere"), lambda *_: None)


def test_whoever_asks_an_index_is_told_of_its_units_and_of_its_files(archive, often):
    archive.update()
    told = []
    with indexed(str(archive.folder), progress=lambda *one: told.append(one)) as index:
        assert len([*index.units()]) == len(archive.held)
        assert index.behind() == 0
    found = steps(told)
    assert [*found] == [Step.READING, Step.LOOKING]
    files = len([path for path in archive.files.rglob("*") if path.is_file()])
    assert found[Step.LOOKING] == [*((done, files) for done in range(10, files + 1, 10)), (files, files)]
