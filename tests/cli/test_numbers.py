"""Numbers on the command line: of a round, of a risk, of the leaves of ballots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.cli.arguments import read_arguments
from tally.cli.numbers import number, numbers, numbers_said
from tally.faults import BadInput


def asked(option, text):
    return read_arguments(["audit", "report", "a.record", option, text], {})


def told(call, *given, **named):
    with pytest.raises(BadInput) as caught:
        call(*given, **named)
    [fault] = caught.value.faults
    return fault.path, fault.location, fault.key, dict(fault.params)


def test_a_number_is_within_its_limits_and_zero_if_it_was_not_given():
    assert [number(asked("--round", text), "--round", least=1, most=100) for text in ("1", "007", "100")] == [1, 7, 100]
    assert number(asked("--round", "2"), "--risk", least=1, most=50) == 0


@pytest.mark.parametrize("text", ["0", "101", "x", "5%", "1.0", "+1", "1e1", " 1", "१", "12345678"])
def test_anything_else_is_no_number_in_its_place(text):
    place, said = ("tally", "--round", "usage.not_a_number"), {"given": text, "least": 1, "most": 100}
    assert told(number, asked("--round", text), "--round", least=1, most=100) == (*place, said)


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("0", (0,)),
        ("3,17", (3, 17)),
        ("17, 3 ,3", (3, 17)),
        ("5-7,6,1", (1, 5, 6, 7)),
        ("4-4", (4,)),
        ("1048575", (1048575,)),
    ],
)
def test_leaves_are_numbers_and_runs_of_numbers_each_taken_once(text, leaves):
    assert numbers(asked("--not-found", text), "--not-found") == leaves


def test_no_leaves_are_named_where_the_option_is_not_given():
    assert numbers(asked("--round", "1"), "--not-found") == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [("3,,4", ""), ("3,x", "x"), ("7-5", "7-5"), ("3-", "3-"), ("1048576", "1048576"), ("0-1048576", "0-1048576")],
)
def test_what_is_no_leaf_is_named(text, part):
    found = told(numbers, asked("--not-found", text), "--not-found")
    assert found == ("tally", "--not-found", "usage.not_numbers", {"given": part})


@pytest.mark.parametrize(
    ("leaves", "said"),
    [((), ""), ((4,), "4"), ((4, 5), "4,5"), ((4, 5, 6), "4-6"), ((0, 2, 3, 4, 9, 10), "0,2-4,9,10")],
)
def test_leaves_are_written_with_their_runs(leaves, said):
    assert numbers_said(leaves) == said


@given(st.sets(st.integers(0, 60), min_size=1))
def test_what_is_written_reads_back_as_the_same_leaves(leaves):
    these = tuple(sorted(leaves))
    assert numbers(asked("--not-found", numbers_said(these)), "--not-found") == these
