"""The public names: each is there, from the module it lives in, and nothing is fetched before it is asked for."""

import subprocess
import sys

import pytest

import tally


def test_every_public_name_has_one_home_and_is_fetched_from_it():
    named = [name for names in tally._HOMES.values() for name in names]
    assert sorted(named) == sorted(tally.__all__)
    for home, names in tally._HOMES.items():
        for name in names:
            assert getattr(tally, name) is getattr(sys.modules[home], name)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'tally' has no attribute 'guess'"):
        _ = tally.guess


def test_importing_the_library_fetches_nothing_of_it():
    code = "import sys, tally; print(*[name for name in sys.modules if name.startswith('tally.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
