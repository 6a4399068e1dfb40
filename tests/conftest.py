"""What holds for all tests: a slow machine fails nobody, and TALLY_EXAMPLES asks for more inputs of every kind."""

import gc
import os
import signal
from importlib import import_module
from pkgutil import walk_packages

import pytest
from coverage import Coverage
from hypothesis import settings

import station
import tally

settings.register_profile("unhurried", deadline=None, max_examples=int(os.environ.get("TALLY_EXAMPLES", "40")))
settings.load_profile("unhurried")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background; the programs begun by tests would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than there are cores: a test that plays a screen waits half of its time for quiet."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


LONG = (
    "fault/test_fault.py",
    "fuzz/test_corpus.py",
    "station/robot/test_whole_day.py",
    "station/pty/test_terminal.py",
    "cli/test_demo.py",
    "papers/test_papers_command.py",
    "verifier/test_verifier_agrees.py",
    "record/test_second_reader.py",
    "archive/index/",
    "station/session/test_random_days.py",
    "station/screens/",
    "papers/",
    "archive/",
    "verifier/",
    "record/",
)
"""What takes long for so few tests goes first, in this order: begun last, it would leave the other processes idle."""


def pytest_collection_modifyitems(items):
    """Let the long files go first; every other one keeps its place."""
    home = f"{os.path.dirname(__file__)}{os.sep}"

    def place(item):
        path = str(item.path).removeprefix(home).replace(os.sep, "/")
        return next((number for number, start in enumerate(LONG) if path.startswith(start)), len(LONG))

    places = {path: place(item) for path, item in {item.path: item for item in items}.items()}
    items.sort(key=lambda item: places[item.path])


def pytest_collection_finish():
    """Import all that is measured while it is measured: a test that is not may be the first to ask for a module.

    Leave what was imported out of every look for garbage, and look less often: there are hundreds of thousands.
    """
    for package in (tally, station) if Coverage.current() is not None else ():
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(".__main__"):
                import_module(module.name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Do not measure the process that only deals out the tests: each test would wait for it."""
    measuring = Coverage.current()
    if measuring is not None and config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        measuring.stop()


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
