"""What ``tally seal`` leaves where the disk gets full, and what its files tell of the order in which ballots came."""

import csv
import errno
import os
import stat
import time
from pathlib import Path

import pytest

from tally.ballot import Ballots
from tally.cli import sealing
from tally.files import disk
from tally.record import commitment, sealed
from tally.record.commitment import read_ballot
from tests.cli.made import contest, person
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, codes
from tests.record.test_commitment import source
from tests.record.test_commitment_order import BALLOTS, ENTRY_OF, assert_chance_alone

SECOND = 10**9


class Full:
    """A disk that takes so many more files and folders; then it is full, or somebody ends the command."""

    def __init__(self, left, then):
        self.left, self.then = left, then
        self.fsync = os.fsync

    def __call__(self, end):
        self.left -= 1
        if self.left < 0:
            raise self.then
        self.fsync(end)


@pytest.mark.parametrize(
    ("then", "status"), [(OSError(errno.ENOSPC, "full"), 2), (KeyboardInterrupt(), 130)], ids=["full", "interrupted"]
)
def test_wherever_it_ends_nothing_is_left_and_the_next_run_makes_all(desk, monkeypatch, then, status):
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    for room in range(19):
        with monkeypatch.context() as patch:
            patch.setattr(disk.os, "fsync", Full(room, then))
            answer = desk.seal("--finding-lists", "lists")
        assert answer.status == (0 if room == 18 else status), room
        assert status == 130 or room == 18 or [code for _, _, code in codes(answer)] == ["not_written"]
        assert_whole(desk, records=3 if room == 18 else 0)
        assert desk.seal("--finding-lists", "lists").status == 0
        assert_whole(desk, records=3)
        for path in (*desk.folder.glob("out/*"), *desk.folder.glob("lists/*")):
            path.unlink()


def assert_whole(desk, *, records):
    """Say that there is so long a sound chain, with the ballots and the list of each round, and nothing else."""
    paths = desk.records()
    assert len(paths) == records
    roots = {made.root.hex()[:8] for path in paths for made in desk.read(path).commitments}
    for folder, ending in (("out", ".ballots.age"), ("lists", ".finding-list.csv")):
        there = {path.name for path in desk.folder.glob(f"{folder}/*") if path.suffix != ".record"}
        assert {name.split("-")[2].partition(".")[0] for name in there} == roots
        assert all(name.endswith(ending) for name in there)
        assert not list(desk.folder.glob(f"{folder}/.*"))
    if paths:
        found = desk.verify(*paths, "--json").document["checks"]
        assert {check["code"] for check in found if not check["ok"]} == {"threshold"}


# Finding lists


def test_a_finding_list_names_the_paper_of_each_leaf_and_only_its_writer_reads_it(desk):
    desk.congress(("bch", [TIED]))
    [part] = desk.seal("--finding-lists", "lists", "--json").document["records"]
    [path], [ballots] = part["finding_lists"], part["ballots"]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert Path(path).stem.split(".")[0] == Path(ballots).stem.split(".")[0]
    rows = list(csv.DictReader(Path(path).read_text().splitlines()))
    opened = [read_ballot(ballot).struck for ballot in desk.opened(ballots).ballots]
    assert [int(row["leaf"]) for row in rows] == list(range(len(TIED)))
    assert sorted(int(row["row"]) for row in rows) == list(range(1, len(TIED) + 1))
    for row in rows:
        assert row["paper"] == f"P{row['row']}"
        assert set(opened[int(row["leaf"])]) == TIED[int(row["row"]) - 1]


def test_without_being_asked_for_a_finding_list_is_nowhere(desk):
    desk.congress(("bch", [TIED]))
    desk.seal()
    assert not [path for path in desk.folder.rglob("*") if "finding" in path.name]


def test_whoever_has_it_is_told_what_a_finding_list_gives_away(desk):
    desk.congress(("bch", [TIED]))
    answer = desk.seal("--finding-lists", "lists")
    assert "ai có bảng này thì biết thứ tự nhập phiếu" in answer.text
    assert (
        "knows the order in which ballots were entered"
        in desk.seal("--recount", "bch", "--finding-lists", "lists", "--lang", "en").text
    )


# What is exported and the order of entry


def test_no_exported_file_bears_the_time_of_a_ballots_file(desk):
    """Whoever sees when each ballots file was last saved must learn nothing of it from what was sealed."""
    desk.congress(("bch", [TIED, RUN_OFF]))
    for name in ("bch-1.csv", "bch-2.csv"):
        os.utime(name, ns=(0, 981_173_106 * 10**9))
    begun = time.time_ns()
    desk.seal("--finding-lists", "lists")
    exported = [*desk.folder.glob("out/*"), *desk.folder.glob("lists/*")]
    assert len(exported) == 6
    for path in exported:
        assert path.stat().st_mtime_ns >= begun - SECOND, "the clock of the disk is coarser than ours"


ROUNDS = 50
"""As many as show the order without a permutation (tests/record/test_commitment_order.py)."""


def entered(entry):
    """The ballot that is entered in this place, which no other is like."""
    return {number for number in range(1, 6) if entry >> number - 1 & 1}


@pytest.fixture
def fifty_rounds(desk):
    people = [person(number) for number in range(1, 6)]
    struck = [entered(entry) for entry in range(BALLOTS)]
    contests = [f"c{number}" for number in range(ROUNDS)]
    made = [(id_, contest(people, 3, rounds=desk.rounds(id_, [struck]))) for id_ in contests]
    desk.congress(*made, roll={"present": BALLOTS})
    return desk


def orders(desk, monkeypatch):
    """The entries in the order in which the opened file of each sealed round gives them; chance is seeded."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "urandom", source("sealing"))
        records = desk.seal("--json").document["records"]
    files = [desk.opened(path).ballots for part in records for path in part["ballots"]]
    return [[ENTRY_OF[ballot] for ballot in ballots] for ballots in files]


def test_the_order_of_entry_cannot_be_told_from_the_sealed_ballots(fifty_rounds, monkeypatch):
    runs = orders(fifty_rounds, monkeypatch)
    assert len(runs) == ROUNDS
    assert all(sorted(run) == list(range(BALLOTS)) for run in runs)
    assert_chance_alone(runs)


def test_without_a_permutation_it_shows(fifty_rounds, monkeypatch):
    monkeypatch.setattr(commitment, "permutation", lambda size, _: tuple(range(size)))
    with pytest.raises(AssertionError):
        assert_chance_alone(orders(fifty_rounds, monkeypatch))


# What cannot be made, and what cannot be taken back


def test_a_contest_that_cannot_be_sealed_is_named_before_anything_is_written(desk, monkeypatch):
    desk.congress(("bch", [WHOLE[:9]]), ("db", [WHOLE]))
    monkeypatch.setattr(sealed, "MOST_BYTES", len_of_ballots(WHOLE) - 1)
    before = desk.files()
    answer = desk.seal("--finding-lists", "lists")
    assert (answer.status, codes(answer)) == (2, [("congress.json", "contest db", "too_large")])
    assert desk.files() == before


def len_of_ballots(struck):
    """How many bytes the opened ballots of a round take."""
    ballots = Ballots.strike([1, 2, 3], struck)
    order = commitment.permutation(len(ballots), source("order"))
    return len(commitment.write(commitment.commit(ballots, order=order, random=source("salt"))))


@pytest.mark.parametrize("then", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["full", "interrupted"])
def test_what_cannot_be_taken_back_is_named(desk, monkeypatch, then):
    desk.congress(("bch", [WHOLE]), ("db", [WHOLE]))
    monkeypatch.setattr(disk.os, "fsync", Full(4, then))
    monkeypatch.setattr(sealing, "remove", tuple)
    answer = desk.seal()
    assert answer.status == 2
    left = [path for path, _, code in codes(answer) if code == "left_behind"]
    assert sorted(left) == sorted(str(path.relative_to(desk.folder)) for path in desk.folder.glob("out/*"))
    assert len(left) == 2
    assert ("not_written" in {code for _, _, code in codes(answer)}) is isinstance(then, OSError)
