"""What goes wrong between here and a cluster, played by a client that answers as it is told to."""

import os
import sys
import time
from concurrent.futures import BrokenExecutor, CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from tally.archive import basis_file, index
from tally.archive.store import Problem
from tally.archive.workers import cluster
from tally.archive.workers.cluster import cluster_at, on_worker, software
from tally.archive.workers.in_order import here, in_order
from tally.faults import BadInput
from tests.archive.made import trust_file


class Client:
    """What stands for the library's client where it is not the library that is tried."""

    def __init__(self, count=1, pool=None):
        self.count, self.pool, self.status = count, pool, "running"

    def __call__(self, *_, **__):
        return self

    def nthreads(self):
        if self.count is None:
            raise OSError
        return dict.fromkeys(range(self.count), 1)

    def get_executor(self, **given):
        assert given == {"pure": False}, "a part is never taken for one that was done before"
        return self.pool

    def close(self, **_):
        raise OSError


@pytest.fixture
def client(monkeypatch):
    """Connect to threads of this process instead."""
    monkeypatch.setattr(cluster, "LOOK_AFTER", 0.01)
    with ThreadPoolExecutor(1) as pool:
        found = Client(pool=pool)
        monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=found))
        yield found


def asked(call, part=1):
    """What comes of one part, or the key of what is said of the cluster."""
    try:
        return [*in_order(cluster_at("dask://host:1"), call, [part])]
    except BadInput as bad:
        return [fault.key for fault in bad.faults]


def test_a_part_comes_back_as_from_any_other_executor(client):
    assert asked(abs, -3) == [3]


def test_a_worker_with_another_program_does_nothing(client, monkeypatch):
    assert on_worker(software(), abs, -3) == 3
    found = on_worker("0.1.0 other", abs, -3)
    assert (found.key, found.params) == ("cluster.software", {"worker": os.uname().nodename})
    told = iter(["what is here", "what is there"])
    monkeypatch.setattr(cluster, "software", lambda: next(told))
    assert asked(abs, -3) == ["cluster.software"]


def test_every_line_of_the_program_counts(monkeypatch, tmp_path):
    monkeypatch.setattr(cluster.tally, "__file__", str(tmp_path / "__init__.py"))
    seen = set()
    for line in ("a = 1\n", "a = 2\n"):
        (tmp_path / "b.py").write_text(line)
        seen.add(software.__wrapped__())
    (tmp_path / "b.py").rename(tmp_path / "c.py")
    seen.add(software.__wrapped__())
    assert len(seen) == 3


def test_what_a_part_raises_is_told_without_what_it_was_given(client):
    assert asked(lambda _: 1 / 0, "secret") == ["cluster.failed"]
    assert on_worker(software(), lambda _: 1 / 0, "secret").params == {"type": "ZeroDivisionError"}


def sent(outcome):
    """An executor whose futures end like this; the library's own faults come that way."""
    future = Future()
    if outcome:
        future.set_exception(outcome)
    return SimpleNamespace(submit=lambda *_, **__: future)


@pytest.mark.parametrize(
    ("outcome", "key"),
    [
        (CancelledError(), "workers_gone"),
        (BrokenExecutor(), "cluster.failed"),
        (ModuleNotFoundError("tally"), "cluster.failed"),
    ],
)
def test_what_goes_wrong_in_the_cluster_is_a_sentence(client, outcome, key):
    client.pool = sent(outcome)
    assert asked(abs) == [key]


@pytest.mark.parametrize("count", [0, None])
def test_once_nobody_works_nobody_is_waited_for(client, count):
    client.pool = sent(None)

    def parts():
        yield 1
        client.count = count

    with pytest.raises(BadInput) as bad:
        [*in_order(cluster_at("dask://host:1"), abs, parts())]
    assert [fault.key for fault in bad.value.faults] == ["workers_gone"]


def test_whoever_is_slow_is_waited_for(client):
    assert asked(lambda part: time.sleep(0.1) or part, 7) == [7]


def test_a_worker_that_does_not_see_the_archive_is_told_of_and_nothing_is_kept(archive, client, monkeypatch):
    monkeypatch.setattr(basis_file, "_path", lambda folder, _: f"{folder}/{time.monotonic_ns()}")
    with pytest.raises(BadInput) as bad:
        archive.update(begin=cluster_at("dask://host:1"))
    assert [fault.key for fault in bad.value.faults] == ["cluster.folder"]
    assert not (archive.folder / index.INDEX).exists()


def test_a_basis_with_other_bytes_is_another_archive(archive, client, monkeypatch):
    put = basis_file.put
    monkeypatch.setattr(basis_file, "put", lambda path, data: put(path, data + b" "))
    with pytest.raises(BadInput) as bad:
        archive.update(begin=cluster_at("dask://host:1"))
    assert [fault.key for fault in bad.value.faults] == ["cluster.folder"]


@pytest.mark.parametrize("kind", ["*.record", "*.trust"])
def test_a_worker_that_cannot_read_a_file_that_is_there_is_not_believed(archive, monkeypatch, kind):
    from tally.archive import work

    def missing(path, **given):
        return load(f"{path}.gone" if Path(path).match(kind) else path, **given)

    load = work.load_bytes
    for module in (work, basis_file):
        monkeypatch.setattr(module, "load_bytes", missing)
    with pytest.raises(BadInput) as bad:
        archive.update()
    assert [fault.key for fault in bad.value.faults] == ["cluster.unseen"]
    assert not (archive.folder / index.INDEX).exists()


def test_trust_files_that_are_given_go_with_the_work(archive, tmp_path, client):
    """They lie where nobody but this computer looks: what they are counts, not where."""

    file = trust_file(archive)
    given = tmp_path / "given.trust"
    given.write_bytes(file.read_bytes())
    archive.update(given=[str(given)])
    whole = archive.index
    (archive.folder / index.INDEX).unlink()
    read = basis_file.judging.__wrapped__

    def elsewhere(folder, digest):
        found = read(folder, digest)
        given.unlink(missing_ok=True)
        return found

    from tally.archive import work

    work_judging = work.judging
    work.judging = elsewhere
    try:
        archive.update(given=[str(given)], begin=cluster_at("dask://host:1"))
    finally:
        work.judging = work_judging
    assert archive.index == whole


def test_what_a_killed_run_left_is_cleared_away(archive):
    (archive.folder / "index.basis-0123456789ab").write_bytes(b"left")
    archive.update()
    assert not [*archive.folder.glob("index.basis*")]


def test_where_there_is_nothing_to_do_nobody_is_begun():
    def begin():
        raise AssertionError

    assert [*in_order(begin, abs, [])] == []


def test_processes_that_die_are_a_sentence():
    from tally.archive.workers.executors import begin_of

    with pytest.raises(BadInput) as bad:
        [*in_order(begin_of("processes:2"), os._exit, [1, 1])]
    assert [fault.key for fault in bad.value.faults] == ["workers_gone"]


def test_a_worker_says_what_it_cannot_do():
    with pytest.raises(BadInput) as bad:
        [*in_order(here, lambda _: Problem(domain="recount", key="cluster.folder"), [1])]
    assert [(fault.path, fault.location) for fault in bad.value.faults] == [("tally", "--executor")]
