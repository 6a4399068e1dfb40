"""A cluster of real workers: one is killed, and the index is the same."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tally.archive import index
from tally.archive.progress import Step
from tally.archive.recount import recount_all
from tally.archive.workers import cluster
from tally.archive.workers.cluster import cluster_at
from tally.faults import BadInput
from tally.record import sealed
from tests.archive.made import ROOT
from tools.nation_ballots import AUDITOR
from tools.synthetic_keys import key_seed

SLOWLY = """
import time
from tally.archive import work
def slow(read):
    def slowly(*given):
        time.sleep(0.02)
        return read(*given)
    return slowly
work._read = slow(work._read)  # more than once, where it is loaded more than once
"""
"""What a worker is told beforehand, so that it has something before it when it is killed."""


PATIENCE = 120


HERE = ("--host", "127.0.0.1", "--no-dashboard")


@pytest.fixture
def dask(tmp_path):
    """Start parts of Dask in processes of their own, all on this machine; none outlives the test."""
    started = []

    def start(part, *line):
        with (tmp_path / f"{part}-{len(started)}.log").open("wb") as log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{part}", *HERE, *map(str, line)]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
    for process in started:
        process.wait(timeout=PATIENCE)


def waited(found, what):
    """Wait until something is so, no longer than is bearable."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def scheduler(dask, tmp_path):
    """Start a scheduler on a free port, and give its address."""
    told = tmp_path / "scheduler.json"
    dask("scheduler", "--port", 0, "--scheduler-file", told, "--no-show", "--no-jupyter")

    def address():
        try:
            return json.loads(told.read_text())["address"]
        except (OSError, ValueError):
            return None

    waited(address, "no scheduler")
    return address().removeprefix("tcp://")


def workers(dask, address, count, *line):
    """Start workers of one thread each, and wait until the scheduler knows them."""
    own = ("--no-nanny", "--nthreads", 1, "--memory-limit", 0, "--death-timeout", PATIENCE)
    started = [dask("worker", f"tcp://{address}", *own, *line) for _ in range(count)]

    def known():
        try:
            with cluster_at(f"dask://{address}")() as found:
                return found.count == count
        except BadInput:
            return False

    waited(known, "no workers")
    return started


def test_of_two_workers_one_is_killed_and_the_index_is_the_same(archive, dask, tmp_path, monkeypatch):
    """A real kill -9 in the middle; the same bytes as one process makes; a second run asks nobody."""
    archive.update()
    whole = archive.index
    (archive.folder / index.INDEX).unlink()
    slowly = tmp_path / "slowly.py"
    slowly.write_text(SLOWLY)
    address = scheduler(dask, tmp_path)
    one, other = workers(dask, address, 2, "--preload", slowly, "--local-directory", tmp_path / "dask")
    monkeypatch.setattr(index, "BATCH", 4)
    told = []

    def progress(step, done, total):
        if step is not Step.READING:
            return
        told.append((done, total))
        if done >= 12 and one.poll() is None:
            os.kill(one.pid, signal.SIGKILL)
            one.wait(timeout=PATIENCE)

    archive.update(begin=cluster_at(f"dask://{address}"), progress=progress)
    assert one.returncode == -signal.SIGKILL
    assert other.poll() is None
    assert len(told) > 6
    assert told[3][0] < told[-1][0] == told[-1][1]
    assert archive.index == whole
    assert not [*archive.folder.glob("index.basis*")]
    other.kill()
    other.wait(timeout=PATIENCE)
    assert archive.update(begin=cluster_at(f"dask://{address}")).read == 0, "nobody is left, and nobody was asked"
    with pytest.raises(BadInput) as bad, cluster_at(f"dask://{address}")():
        pass
    assert [fault.key for fault in bad.value.faults] == ["cluster.nobody"]


def test_a_recount_by_real_workers_is_the_same(sealed_nation, dask, tmp_path):
    address = scheduler(dask, tmp_path)
    workers(dask, address, 2, "--local-directory", tmp_path / "dask")
    key = sealed.private_of_seed(key_seed(AUDITOR))
    asked = (str(sealed_nation / "archive"), [str(sealed_nation / "ballots")])
    found = recount_all(*asked, key=key, begin=cluster_at(f"dask://{address}"))
    assert found == recount_all(*asked, key=key)
    assert found.agree == found.committed > 0


def test_a_scheduler_that_is_not_there_is_told_within_some_seconds(monkeypatch):
    monkeypatch.setattr(cluster, "REACHED_WITHIN", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = "dask://{}:{}".format(*taken.getsockname())
        begun = time.monotonic()
        with pytest.raises(BadInput) as bad, cluster_at(address)():
            pass
    assert [fault.key for fault in bad.value.faults] == ["cluster.not_reached"]
    assert time.monotonic() - begun < 60
