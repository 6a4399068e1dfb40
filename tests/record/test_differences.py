"""Where two documents differ, place by place, and that there is no place only where they are one."""

import json
from copy import deepcopy
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.differences import Difference, differences
from tally.record.document import tree_of
from tests.record.ceremony import content_of
from tests.record.forging import committee_tree, one_changes

TREE = tree_of(content_of())


def told(was, now):
    return {".".join(each.place): (each.was, each.now) for each in differences(was, now)}


trees = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "1", "true"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["number", "name", "id", "check", "x"]), inner, max_size=3)
        | st.lists(st.fixed_dictionaries({"number": st.integers(0, 3), "votes": inner}), max_size=4)
    ),
    max_leaves=12,
)


@given(trees, trees)
def test_there_is_no_difference_only_between_a_document_and_itself(was, now):
    """As anyone who reads JSON knows documents apart: true is not 1, and [] is not {}."""
    same = json.dumps(was, sort_keys=True) == json.dumps(now, sort_keys=True)
    assert (not [*differences(was, now)]) is same
    assert not [*differences(was, deepcopy(was))]


@given(trees, trees)
def test_what_differs_one_way_differs_the_other_way(was, now):
    there, back = list(differences(was, now)), list(differences(now, was))
    key = json.dumps
    assert sorted((each.place, key(each.was), key(each.now)) for each in there) == sorted(
        (each.place, key(each.now), key(each.was)) for each in back
    )
    assert len({each.place for each in there}) == len(there)


@pytest.mark.parametrize(
    ("was", "now"), [(1, True), (0, False), ([1], [True]), ([[0]], [[False]]), ({}, []), (None, "")]
)
def test_true_is_no_number_and_an_empty_list_no_object(was, now):
    assert told({"x": was}, {"x": now})
    assert told(was, now)


def test_what_is_only_in_one_of_them_is_told_beside_nothing():
    assert told({"a": 1, "b": 2}, {"b": 2, "c": None}) == {"a": (1, None), "c": (None, None)}
    assert [*differences({"a": 1}, {})] == [Difference(place=("a",), was=1, now=None)]


def test_a_part_that_became_another_kind_is_told_as_a_whole():
    assert told({"plan": {"x": 1}}, {"plan": None}) == {"plan": ({"x": 1}, None)}
    assert told({"plan": [1]}, {"plan": {"x": 1}}) == {"plan": ([1], {"x": 1})}
    assert told(1, 2) == {"": (1, 2)}


@pytest.mark.parametrize("name", ["number", "name", "id", "check"])
def test_items_are_matched_by_what_names_them(name):
    """A person who was added is one difference, and not one for everybody below."""
    an, binh, chi = ({name: each, "votes": votes} for each, votes in (("An", 3), ("Bình", 2), ("Chi", 1)))
    assert told([an, chi], [an, binh, chi]) == {"Bình": (None, binh)}
    assert told([an, binh, chi], [an, chi]) == {"Bình": (binh, None)}
    assert told([an, binh], [an, binh | {"votes": 9}]) == {"Bình.votes": (2, 9)}
    assert told([], [an]) == {"An": (None, an)}
    assert told([an], []) == {"An": (an, None)}
    assert told([], []) == {}


def test_the_number_names_before_the_name():
    """Two persons may have one name; a person may have got another."""
    one = [{"number": 1, "name": "An"}, {"number": 2, "name": "An"}]
    other = [{"number": 1, "name": "An"}, {"number": 2, "name": "Anh"}]
    assert told(one, other) == {"2.name": ("An", "Anh")}


def test_items_that_nothing_tells_apart_are_matched_by_their_place():
    one = [{"number": 1, "votes": 3}, {"number": 1, "votes": 4}]
    other = [{"number": 1, "votes": 3}, {"number": 1, "votes": 5}]
    assert told(one, other) == {"1.votes": (4, 5)}
    assert told([{"x": 1}, {"x": 2}], [{"x": 1}, {"x": 3}]) == {"1.x": (2, 3)}
    assert told([[1], [2]], [[1], [3]]) == {"1": ([2], [3])}
    assert told([{"number": 1}, 2], [{"number": 1}, 3]) == {"1": (2, 3)}


def test_items_in_another_order_are_told_as_a_whole():
    one = [{"number": 1}, {"number": 2}]
    assert told(one, one[::-1]) == {"": (one, one[::-1])}
    added = [{"number": 2}, {"number": 3}, {"number": 1}]
    assert told(one, added) == {"": (one, added)}


def test_plain_items_are_told_as_a_whole():
    assert told({"elected": [2, 1]}, {"elected": [1, 2]}) == {"elected": ([2, 1], [1, 2])}
    assert told([1], [1, 2]) == {"": ([1], [1, 2])}
    assert told([{"x": 1}], [{"x": 1}, {"x": 2}]) == {"": ([{"x": 1}], [{"x": 1}, {"x": 2}])}


@pytest.mark.unmeasured
def test_one_change_in_a_record_is_told_at_its_place_or_above():
    whole = committee_tree()
    for place, done, other in islice(one_changes(whole), 0, None, 7):
        told_at = [".".join(each.place) for each in differences(whole, other)]
        assert told_at, (place, done)
    assert told(whole, deepcopy(whole)) == {}


def test_persons_of_a_record_are_told_by_their_numbers():
    other = deepcopy(TREE)
    other["contest"]["candidates"][1]["name"] = "Bình"
    other["rounds"][0]["votes"][2]["votes"] = 5
    other["board"].pop(0)
    assert told(TREE, other) == {
        "contest.candidates.2.name": ("Bình An", "Bình"),
        "rounds.1.votes.3.votes": (4, 5),
        "board.Nguyễn Thị Hạnh": (TREE["board"][0], None),
    }
