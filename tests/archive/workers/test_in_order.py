"""Parts of the work come back in their order, few are out at a time, and who works is one of those there are."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest

from tally.archive.workers.executors import begin_of
from tally.archive.workers.in_order import AHEAD, Workers, in_order
from tally.faults import BadInput


def test_what_fails_is_told_and_what_is_still_out_is_called_back():
    with pytest.raises(ZeroDivisionError):
        [*in_order(begin_of("processes:1"), (1).__truediv__, [0])]
    with ThreadPoolExecutor(1) as pool:
        done = in_order(lambda: nullcontext(Workers(executor=pool, count=1)), time.sleep, [0.01] * 50)
        next(done)
        done.close()


def test_memory_has_an_end():
    """However many parts there are, few are out at a time, and they come back in their order."""
    out, most = 0, 0

    def parts():
        nonlocal out, most
        for number in range(500):
            out += 1
            most = max(most, out)
            yield number

    for number, (done, at) in enumerate(zip(in_order(begin_of("processes:2"), abs, parts()), range(500), strict=True)):
        assert done == number == at
        out -= 1
    assert most <= AHEAD * 2 + 2


@pytest.mark.parametrize(
    "asked", ["threads", "processes:", "processes:0", "processes:x", "processes:-1", "", "dask://", "dask://a"]
)
def test_who_works_is_one_of_those_there_are(asked):
    with pytest.raises(BadInput) as bad:
        begin_of(asked)
    assert [fault.code for fault in bad.value.faults] == ["executor_unknown"]


def test_a_cluster_needs_its_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInput) as bad:
        begin_of("dask://localhost:1")
    assert [fault.code for fault in bad.value.faults] == ["cluster_not_installed"]
