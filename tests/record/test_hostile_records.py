"""Records just below the limit of size that are wrong in thousands of places: refused at once, and in one sentence."""

import json
import time

import pytest

from tally.record.document import tree_of
from tally.record.reading import read
from tally.record.refusal import Refused
from tests.record.ceremony import content_of, record_file, signed

SECONDS = 5
"""Far above what any of them takes (0.4 s), and below what the first of them took before lists had limits (12 s)."""


def hostile():
    tree = tree_of(content_of())
    contest, rules, held = tree["contest"], tree["rules"], tree["rounds"][0]
    person = contest["candidates"][0]
    many = [{}] * 80_000
    yield "keys", tree | {f"k{number:05}": 0 for number in range(60_000)}, "bad_value.many_faults"
    yield "elected", tree | {"result": tree["result"] | {"elected": many}}, "bad_value.too_many"
    yield "findings", tree | {"result": tree["result"] | {"findings": many}}, "bad_value.too_many"
    yield "candidates", tree | {"contest": contest | {"candidates": many}}, "bad_value.too_many"
    names = [f"x{number}" for number in range(50_000)]
    attributes = [person | {"attributes": names}]
    yield "attributes", tree | {"contest": contest | {"candidates": attributes}}, "bad_value.too_many"
    statuses = {kind: ["a"] * 20_000 for kind in rules["leaves_base"]}
    yield "rules", tree | {"rules": rules | {"leaves_base": statuses}}, "bad_value.too_many"
    yield "rounds", tree | {"rounds": many}, "bad_value.too_many"
    yield "votes", tree | {"rounds": [held | {"votes": many}]}, "bad_value.too_many"
    yield (
        "tied",
        tree | {"rounds": [held | {"outcome": held["outcome"] | {"tied": [1] * 70_000}}]},
        "bad_value.too_many",
    )


@pytest.mark.parametrize(("tree", "fault"), [pytest.param(*case[1:], id=case[0]) for case in hostile()])
def test_a_record_with_more_of_anything_than_there_can_be_is_refused_at_once(tree, fault) -> None:
    data = signed(json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True) + "\n", ["VD.1/board-1"])
    began = time.perf_counter()
    with pytest.raises(Refused) as refused:
        read(data)
    assert time.perf_counter() - began < SECONDS
    assert (refused.value.code, refused.value.params["fault"]) == ("bad_record", fault)


def test_the_record_that_they_are_made_of_is_one() -> None:
    assert read(record_file()).model.contest.id == "bch"
