"""All faults of a file are told together: of its keys, its form, its content; and none that only another one made."""

import json
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tally.files.congress_file import read_congress
from tally.files.salvage import Unsure, where_sure
from tests.files.breaks import OF_CONTENT, OF_FORM, PEOPLE, ROUNDS, TARGETS, TWICE, Break, broken, meet, told, upsets
from tests.files.parts import CODES, PATH, candidate, changed, contest, document, faults, held, places, where


@pytest.mark.parametrize("each", [*OF_FORM, *TWICE], ids=str)
def test_a_fault_of_form_or_of_a_key_is_told_alone(each) -> None:
    ((place, code),) = told(each)
    assert place == where(each.place)
    assert (code == "repeated_key") == each.is_twice


@pytest.mark.parametrize("each", OF_CONTENT, ids=str)
def test_a_fault_of_content_is_told_alone(each) -> None:
    assert len(told(each)) == 1


@pytest.mark.unmeasured
@settings(max_examples=150)
@given(broken())
def test_no_fault_is_told_that_only_another_one_made(breaks) -> None:
    alone = {fault for each in breaks for fault in told(each)}
    assert set(told(*breaks)) <= alone


@pytest.mark.unmeasured
@settings(max_examples=150)
@given(broken())
def test_faults_that_do_not_upset_each_others_checks_are_all_told_together(breaks) -> None:
    assume(not any(upsets(one, other) for one in breaks for other in breaks if one is not other))
    assert Counter(told(*breaks)) == sum((Counter(told(each)) for each in breaks), Counter())


JUNK = st.none() | st.booleans() | st.integers(-1, 12) | st.sampled_from(["", "x", "m", "c", [], {}, [5], {"id": "m"}])


@pytest.mark.unmeasured
@given(st.lists(st.tuples(st.sampled_from([place for place, _ in places() if place]), JUNK), max_size=6))
def test_whatever_stands_in_many_places_the_file_is_read_or_refused_in_words_we_have(junk) -> None:
    done = []
    for place, value in junk:
        each = Break(place, value)
        if not any(meet(each, other) for other in done):
            done.append(each)
    assert {code for _, code in told(*done)} <= CODES


def rounds(**second):
    """A first round that names somebody unknown, and a further one."""
    return [held(1, "first", {1: 9, 2: 8, 9: 7}), held(2, "further", {1: 9}, **second)]


UNKNOWN = ("contests[0].rounds[0].totals.votes.9", "unknown_candidate")


def test_who_is_unknown_is_told_beside_other_faults() -> None:
    people = [candidate(1, born="x"), candidate(2, extra=1)]
    assert faults(document(contest(people, 1, rounds=rounds(seats="1", candidates=[1, 8])))) == [
        ("contests[0].candidates[0].born", "bad_value"),
        ("contests[0].candidates[1].extra", "unknown_key"),
        ("contests[0].rounds[1].seats", "bad_value"),
        UNKNOWN,
        ("contests[0].rounds[1].candidates[1]", "unknown_candidate"),
    ]


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (candidate("9"), ("contests[0].candidates[1].number", "bad_value")),
        (candidate(...), ("contests[0].candidates[1].number", "missing")),
        (candidate(1), ("contests[0].candidates[1].number", "repeated_candidate")),
        (9, ("contests[0].candidates[1]", "bad_value")),
    ],
)
def test_who_is_unknown_is_not_asked_where_a_number_of_the_list_is_not_sure(person, told) -> None:
    if isinstance(person, dict) and person["number"] is ...:
        del person["number"]
    other = contest(2, 1, id="d", rounds=rounds())
    assert faults(document(contest([candidate(1), person], 1, rounds=rounds()), other)) == [
        told,
        (UNKNOWN[0].replace("[0]", "[1]", 1), UNKNOWN[1]),
    ]


def test_numbers_that_are_sure_are_still_told_where_they_stand_twice() -> None:
    people = [candidate(1), candidate("x"), candidate("x"), candidate(1)]
    assert faults(document(contest(people, 1)))[2:] == [("contests[0].candidates[3].number", "repeated_candidate")]


def test_a_list_with_a_faulty_number_is_not_asked_whom_it_names() -> None:
    whole = document(contest(2, 1, rounds=rounds(candidates=[1, "2", 8, 1])))
    assert faults(whole) == [("contests[0].rounds[1].candidates[1]", "bad_value"), UNKNOWN]


def test_figures_that_are_sure_are_still_asked_whose_they_are() -> None:
    whole = document(contest(2, 1, rounds=rounds()))
    votes = ("contests", 0, "rounds", 0, "totals", "votes")
    assert faults(changed((*votes, "1"), "x", changed((*votes, "x"), 1, whole))) == [
        ("contests[0].rounds[0].totals.votes.1", "bad_value"),
        ("contests[0].rounds[0].totals.votes.x", "bad_value"),
        UNKNOWN,
    ]


@pytest.mark.parametrize("meetings", [["m", "x y"], ["m", "m"], ["m", 5]])
def test_a_meeting_is_not_missed_where_an_id_of_one_is_not_sure(meetings) -> None:
    people = [candidate(1, nominated_by="self", agreed_by=21), candidate(2)]
    whole = document(contest(people, 1), contest(2, 1, id="d", meeting="n"))
    whole["meetings"] = [whole["meetings"][0] | {"id": name} for name in meetings]
    too_many = [("contests[0].candidates[0].agreed_by", "bad_value")] if meetings[1] != "m" else []
    assert faults(whole) == [("meetings[1].id", "bad_value"), *too_many]


def test_an_id_that_stands_twice_is_told_beside_one_that_is_faulty() -> None:
    whole = document(contest(2, 1, id="x y"), contest(2, 1), contest(2, 1))
    assert faults(whole) == [("contests[0].id", "bad_value"), ("contests[2].id", "bad_value")]


@pytest.mark.parametrize(("absent", "told"), [("x", []), (0, [("meetings[0].roll", "bad_value")])])
def test_nobody_is_said_to_be_summoned_by_no_figure_that_is_not_sure(absent, told) -> None:
    whole = document(meeting={"roll": {"present": 0, "absent": absent}}, mode="x")
    assert [(place, code) for place, code in faults(whole) if place not in ("mode", "meetings[0].roll.absent")] == told


def test_a_pool_is_not_missed_where_the_id_of_an_earlier_contest_is_not_sure() -> None:
    def pools(*ids):
        whole = document(*(contest(2, 1, id=name, pool="p") for name in ids))
        return [place for place, code in faults(whole) if place.endswith("pool")]

    assert pools("a", "b", "c") == [f"contests[{place}].pool" for place in range(3)]
    assert pools("a", "x y", "c") == ["contests[0].pool", "contests[1].pool"]
    assert pools("a", "b", "a") == []


@pytest.mark.parametrize(
    ("place", "value", "lacks"),
    [
        ((*ROUNDS, 1), {"ballot": "x.csv"}, "ballots"),
        ((*TARGETS, 2), {"too": 50}, "to"),
        ((*TARGETS, 0), {"at_leest": {}}, "at_least"),
        ((*TARGETS, 0, "at_least"), {"percnt": 15}, "percent"),
        ((*PEOPLE, 4), {"withdrawl": "granted"}, "withdrawal"),
    ],
)
def test_a_key_is_not_missed_where_one_that_nobody_knows_may_be_meant_for_it(place, value, lacks) -> None:
    node = dict(places())[place]
    (unknown,) = value
    whole = changed(place, {key: node[key] for key in node if key != lacks} | value)
    assert faults(whole) == [(where((*place, unknown)), "unknown_key")]


def told_of(text, was, now):
    assert text.count(was) == 1
    data = text.replace(was, now).encode()
    return faults(data, lambda data: read_congress(PATH, data))


def test_nothing_is_told_of_what_stands_under_a_key_that_stands_twice() -> None:
    text = json.dumps(document(contest(2, 1)))
    roll = '"roll": {"present": 20}'
    assert told_of(text, roll, '"roll": {"present": 20}, "roll": {"absent": "x"}') == [
        ("meetings[0].roll", "repeated_key")
    ]
    assert told_of(text, roll, roll + ', "rol": 1, "rol": 2') == [
        ("meetings[0].rol", "repeated_key"),
        ("meetings[0].rol", "unknown_key"),
    ]


def test_a_round_out_of_order_is_not_asked_who_may_be_added_for_it() -> None:
    people = [candidate(1), candidate(2, from_round=2)]
    swapped = [held(2, "further", {1: 9, 2: 9}), held(1, "first", {1: 9})]
    assert faults(document(contest(people, 1, rounds=swapped))) == [
        ("contests[0].rounds[0].number", "bad_value"),
        ("contests[0].rounds[1].number", "bad_value"),
    ]


def test_ages_that_a_target_should_not_have_are_not_asked_which_way_they_run() -> None:
    target = {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}, "from": 50, "to": 40}
    whole = changed((*TARGETS, 0), target)
    assert faults(whole) == [(where((*TARGETS, 0, key)), "unknown_key") for key in ("from", "to")]


def test_a_check_that_asks_for_what_is_not_sure_ends_there_and_any_other_mistake_is_heard() -> None:
    done = []
    with where_sure:
        done.append(1)
        raise Unsure
    assert done == [1]
    with pytest.raises(AttributeError), where_sure:
        raise AttributeError
