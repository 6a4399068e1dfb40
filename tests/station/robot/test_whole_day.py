"""A robot plays the whole day of a congress through the real application, crash and all, and the records are right.

Two operators type every ballot, the second blind and with an error; a member and the head read that paper again; the
board rules on what is doubtful; a tie is decided by a run-off. In between the process is killed. The records that come
out are verified from two sticks, and say what those say that are made without a station.
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from station.session.comparison import DifferenceSettled
from station.session.decision import BodyDecided
from station.session.doubts import BallotRuled
from station.session.phase import Phase, phase
from station.starting import open_day
from tally.cli import unlock
from tally.congress import Mode
from tally.outcome import Status
from tally.record import note, trust
from tally.record.keyfile import Limits
from tally.record.reading import read
from tally.record.trust_chain import chained
from tally.record.verify import Verdict, verify
from tests.station.robot.day import Robot
from tests.station.robot.headless import ballots_in, made_headless, shared
from tests.station.robot.papers import EXAMPLES, congress
from tests.station.robot.signing import Ceremony
from tests.station.robot.small import write_small
from tests.station.robot.trustees import SMALL, trustees_of
from tests.station.worlds import Hands, app, world

EXAMPLE_DAYS = [
    ("cell-26", {("chi-uy", 1, 3): "1 2", ("bi-thu", 2, 9): "1"}, 30),
    (
        "commune-cao-an",
        {("bch", 1, 107): "1 9", ("bch", 1, 130): "2 3", ("bch", 2, 9): "4", ("dai-bieu", 1, 155): "1 2 3"},
        250,
    ),
    ("committee-first-meeting", {("bch", 1, 20): "1 2 3", ("btv", 1, 5): "2"}, 150),
    ("province-486", {("bch", 1, 20): "1 2 3 4 5 6 7 8 9 10", ("bch", 1, 444): "70 71 72"}, 500),
]
"""The examples by name, with the lines that the second typist gets wrong, and when the computer is killed."""
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    monkeypatch.setattr(unlock, "LIMITS", Limits(least=SMALL, most=SMALL))


def killed_after(home, folder, batch, entries):
    """Play in another process, and kill it once so many entries were acknowledged. Gives how many were."""
    line = [sys.executable, "-m", "tests.station.robot.until_killed", str(home), str(folder), str(batch)]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as playing:
        told = 0
        for said in playing.stdout:
            told = int(said)
            if told >= entries:
                os.kill(playing.pid, signal.SIGKILL)
                break
        errors = playing.stderr.read()
    assert playing.returncode == -signal.SIGKILL, errors
    return told


async def played(tmp_path, of, folder, *, crash_after):
    """Play the day, killed once and gone on with, to its records on two sticks. Gives the day and the folder there."""
    home = tmp_path / "home"
    told = killed_after(home, folder, of.batch, crash_after)
    hands = Hands()
    own = world(home, hands)
    (journal,) = home.glob("*.journal")
    service = open_day(journal, own)
    assert service.day.entries >= told
    assert phase(service.day, next(iter(of.rounds))) is Phase.ENTRY
    begun = service.day.entries
    station = app(service, own)
    async with station.run_test(size=(80, 24)):
        robot = Robot(station, of)
        await robot.play()
        assert begun < station.day.entries
        trustees = trustees_of(station.day.the_congress)
        ceremony = Ceremony(robot, hands, trustees, tmp_path)
        for one in of.rounds:
            await ceremony.sign(one, robot.board)
            await ceremony.copy(one, "A", "B")
        day = station.day
    happened = Counter(type(one.event) for one in service.history())
    service.close()
    doubtful = sum(paper.seen is not None for held in of.rounds.values() for one in held for paper in one.papers)
    assert happened[DifferenceSettled] == len(of.slips)
    assert happened[BallotRuled] == doubtful
    assert happened[BodyDecided] == sum(len(held) - 1 for held in of.rounds.values())
    return day, trustees


def check_records(tmp_path, day, trustees, of):
    """What lies on both sticks is valid, signed by three, and says what the records say that are made without."""
    read_trust = trust.read(trustees.trust_file())
    chain = chained([read_trust], [read_trust.fingerprint])
    wanted = made_headless(of, trustees)
    for stick in ("A", "B"):
        (folder,) = {path.parent for path in (tmp_path / stick).rglob(f"{len(wanted):03}-*.record")}
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        names = sorted(name for name in files if name.endswith(".record"))
        assert names == [one.file.name for one in wanted]
        checked = verify([files[name] for name in names], chain, expected=Mode.TRAINING)
        assert [one.verdict for one in checked] == [Verdict.VALID] * len(wanted)
        assert {len(note.parse(files[name]).signatures) for name in names} == {4}
        for name, one in zip(names, wanted, strict=True):
            found = read(files[name])
            assert shared(found) == shared(one.record), name
            assert found.tree["journal"]["length"] > 0
        sealed = {name.rpartition("-")[0]: data for name, data in files.items() if name.endswith(".ballots.age")}
        for one in wanted:
            for file in one.ballots:
                assert ballots_in(sealed[file.name.rpartition("-")[0]]) == ballots_in(file.data), file.name
    assert all(state.course.status is Status.COMPLETE for state in day.contests.values())


async def test_a_small_congress_is_played_to_records_that_equal_those_made_without_a_station(tmp_path) -> None:
    folder = tmp_path / "congress"
    write_small(folder)
    of = congress(folder, batch=5, slips={("bch", 1, 3): "3", ("bch", 2, 9): "5"})
    day, trustees = await played(tmp_path, of, folder, crash_after=30)
    check_records(tmp_path, day, trustees, of)


@pytest.mark.skipif("TALLY_ROBOT" not in os.environ, reason="takes minutes: make robot")
@pytest.mark.parametrize(("example", "slips", "crash_after"), EXAMPLE_DAYS)
async def test_an_example_is_played_to_records_that_equal_those_made_without_a_station(
    tmp_path, example, slips, crash_after
) -> None:
    folder = EXAMPLES / example
    of = congress(folder, slips=slips)
    day, trustees = await played(tmp_path, of, folder, crash_after=crash_after)
    check_records(tmp_path, day, trustees, of)
