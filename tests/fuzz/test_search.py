"""The search is alive: a defect that is put into a parser is found, whatever its kind."""

import json
import time
from base64 import b64decode
from pathlib import Path
from random import Random

import pytest

from tally.faults import BadInput, Fault
from tally.record import canonical, note, opening
from tally.record.refusal import Refused
from tools import fuzz_judge
from tools.fuzz import input_of, search, seeds_of
from tools.fuzz_changes import MOST_BYTES, changed
from tools.fuzz_judge import Judge
from tools.fuzz_targets import TARGETS, Target

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="what a process holds at most is told by Linux alone"
)

FILES = [b'{"a": 1}', b"[1, 2, 3]", b'"text"']


def first(read, *, holds=lambda data, value: True, files=FILES, seconds=20):
    """What the search tells first of a parser; None if it finds nothing in that time."""
    return next(search(Judge(), {"planted": Target(read=read, holds=holds)}, {"planted": files}, seconds), None)


def parsed(data):
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("not_json") from None


def test_a_sound_parser_is_not_blamed():
    assert first(parsed, holds=lambda data, value: json.loads(json.dumps(value)) is not ..., seconds=1) is None


def test_a_second_spelling_that_is_accepted_is_found():
    assert "accepts what is not written so" in first(
        parsed, holds=lambda data, value: json.dumps(value).encode() == data
    )


def test_an_error_that_is_no_refusal_is_found():
    assert "raises KeyError: 'a'" in first(lambda data: {b"a": 1} if b"a" in data else {}["a"])


def test_an_error_that_comes_only_after_accepting_is_found():
    found = first(parsed, holds=lambda data, value: value["a"] or True)
    assert "accepts what raises" in found


def test_what_sleeps_is_found(monkeypatch):
    monkeypatch.setattr(fuzz_judge, "MOST_SECONDS", 0.05)
    assert "takes 0.1 s" in first(lambda data: time.sleep(0.1))


def test_what_keeps_the_processor_busy_is_found(monkeypatch):
    monkeypatch.setattr(fuzz_judge, "MOST_SECONDS", 0.05)
    assert "takes 0." in first(lambda data: sum(range(5_000_000)))


def test_what_was_slow_but_once_is_not_blamed(monkeypatch):
    monkeypatch.setattr(fuzz_judge, "MOST_SECONDS", 0.05)
    tries = iter([0.1])
    assert Judge().wrong_with(Target(read=lambda data: time.sleep(next(tries, 0)), holds=lambda *_: True), b"") is None


def test_the_limits_are_a_second_and_256_mebibytes():
    assert (fuzz_judge.MOST_SECONDS, fuzz_judge.MOST_MEMORY) == (1, 256 * 1024 * 1024)


def test_what_does_not_end_is_given_up(monkeypatch):
    monkeypatch.setattr(fuzz_judge, "STUCK", 0.2)

    def endless(data):
        while True:
            pass

    assert "does not end" in first(endless)


@pytest.mark.parametrize("made", [lambda size: bytearray(b"x") * size, lambda size: [None] * (size // 8)])
def test_what_holds_too_much_is_found_even_if_it_gives_it_back(made):
    def hungry(data):
        made(fuzz_judge.MOST_MEMORY + 16 * 1024 * 1024)

    assert "holds 2" in first(hungry)


def test_a_refusal_that_breaks_its_line_is_found():
    def broken(data):
        raise BadInput([Fault(path="a", location="-", key="bad_value", params={"value": "a\nb"})])

    def broken_too(data):
        raise Refused("not_json", text="\u202e")

    assert "cannot be told on a line" in first(broken)
    assert "cannot be told on a line" in first(broken_too)


def test_a_refusal_without_a_fault_is_found():
    def silent(data):
        raise BadInput([])

    assert "says nothing" in first(silent)


def loose(coded, *_):
    """Decode base64 whatever its last bits are, as the library itself does."""
    try:
        return b64decode(coded + (b"=" if isinstance(coded, bytes) else ""))
    except ValueError:
        raise Refused("not_base64") from None


@pytest.mark.parametrize(
    ("name", "module", "guard", "instead"),
    [
        ("note", note, "_decoded", loose),
        ("opening", opening, "decoded", loose),
        ("canonical", canonical, "_is_plain", lambda tree: True),
    ],
)
def test_a_guard_taken_out_of_a_real_parser_is_found(monkeypatch, name, module, guard, instead):
    """Without it there is a second spelling that is let through, of base64 or of a document."""
    monkeypatch.setattr(module, guard, instead)
    found = next(search(Judge(), {name: TARGETS[name]}, {name: seeds_of(name)}, 60), "nothing")
    assert "accepts what" in found


def test_a_number_gives_the_same_input_in_every_run():
    inputs = [input_of("note", FILES, number) for number in range(100)]
    assert inputs == [input_of("note", FILES, number) for number in range(100)]
    assert len(set(inputs)) > 80
    assert inputs != [input_of("opening", FILES, number) for number in range(100)]


@pytest.mark.parametrize("files", [[b""], [b"\n"], [b"a" * MOST_BYTES], FILES])
def test_any_file_can_be_changed_and_none_grows_without_end(files):
    inputs = [changed(files, Random(number)) for number in range(500)]
    assert max(map(len, inputs)) <= MOST_BYTES
    assert len(set(inputs)) > 50
