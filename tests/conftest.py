"""What holds for all tests: a slow machine fails nobody, and TALLY_EXAMPLES asks for more inputs of every kind."""

import gc
import os
import signal

import pytest
from coverage import Coverage
from hypothesis import settings

settings.register_profile("unhurried", deadline=None, max_examples=int(os.environ.get("TALLY_EXAMPLES", "40")))
settings.load_profile("unhurried")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background; the programs begun by tests would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than there are cores: a test that plays a screen waits half of its time for quiet."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let a test that is marked ``unmeasured`` run without coverage, which makes it twice as slow.

    Such a test walks the same lines thousands of times. Every line is reached by another test, or coverage tells.
    """
    measuring = Coverage.current()
    if item.get_closest_marker("unmeasured") is None or measuring is None:
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish():
    """Keep what was measured before the process is told to end: one that is slow to end is killed."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.save()


@pytest.fixture
def no_garbage():
    """Where a test uses up the stack, what earlier tests left must not come to its end there: it would complain."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def pytest_make_parametrize_id(val, argname):
    """Call a long text by its length: the name of a test goes from process to process, and one was 36 million long."""
    return f"{argname} of {len(val)}" if isinstance(val, str | bytes) and len(val) > 200 else None
