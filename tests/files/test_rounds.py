"""A round answers the outcome before it, or is refused; totals are of everybody on its list and of nobody else.

Twenty members, so eleven votes are over half; three seats unless the case says otherwise. Every round here was counted
on tally sheets, so that the outcome can be read off the votes written beside it.
"""

import json

import pytest

from tally import BadInput, Ballots, Fault, Status
from tally.files.congress_file import read_congress
from tally.files.rounds import read_courses
from tests.files.parts import PATH, candidate, contest, courses, document, faults, held, refused, totals

COMPLETE = {1: 18, 2: 16, 3: 14, 4: 12}
TIED = {1: 18, 2: 16, 3: 13, 4: 13}  # 3 and 4 for one seat
SHORT = {1: 18, 2: 16, 3: 10, 4: 9}  # one seat open
NOBODY = {1: 10, 2: 10, 3: 10, 4: 10}

ANSWERS = "round_does_not_answer"


def course_of(*rounds, **given):
    (course,) = courses(document(contest(**{"candidates": 4, "seats": 3} | given, rounds=rounds)))
    return course


def refusals(*rounds, **given):
    return faults(document(contest(**{"candidates": 4, "seats": 3} | given, rounds=rounds)), courses)


def after(votes, purpose, candidates=None, seats=None, *, of=None, **given):
    """What is wrong when a round of this purpose, list and seats follows a first one of these votes."""
    named = of or candidates or (3, 4)
    second = held(2, purpose, dict.fromkeys(named, 9), candidates=candidates, seats=seats)
    return refusals(held(1, "first", votes), second, **given)


def at(number):
    return [(f"contests[0].rounds[{number - 1}]", ANSWERS)]


@pytest.mark.parametrize("purpose", ["run_off", "further", "alternates"])
def test_the_first_round_is_the_first(purpose) -> None:
    assert refusals(held(1, purpose, COMPLETE)) == at(1)


def test_the_first_round_is_held_on_the_whole_list_for_all_the_seats() -> None:
    assert refusals(held(1, "first", COMPLETE, candidates=[4, 2, 1, 3], seats=3)) == []
    assert refusals(held(1, "first", {1: 9, 2: 9, 3: 9}, candidates=[1, 2, 3])) == at(1)
    assert refusals(held(1, "first", COMPLETE, seats=2)) == at(1)


def test_who_withdrew_with_leave_or_is_added_later_is_not_on_the_first_list() -> None:
    people = [candidate(1), candidate(2), candidate(3, withdrawal="granted"), candidate(4, from_round=2)]
    assert refusals(held(1, "first", {1: 18, 2: 16}), candidates=people, seats=1) == []
    for extra in (3, 4):
        named = held(1, "first", {1: 9, 2: 9, extra: 9}, candidates=[1, 2, extra])
        assert refusals(named, candidates=people, seats=1) == at(1)
    asked = [candidate(1), candidate(2), candidate(3, withdrawal="asked"), candidate(4, withdrawal="refused")]
    assert refusals(held(1, "first", COMPLETE), candidates=asked) == []


def test_who_withdrew_with_leave_after_a_round_stood_in_it_and_stands_no_more() -> None:
    people = [candidate(1), candidate(2), candidate(3), candidate(4, withdrawal="granted", withdrawn_before_round=2)]

    def told(*named, **first):
        second = held(2, "further", dict.fromkeys(named, 9), candidates=list(named))
        return refusals(held(1, "first", SHORT, **first), second, candidates=people)

    assert told(3) == told(3, candidates=[1, 2, 3, 4]) == []
    assert told(3, 4) == told(4) == at(2)
    assert refusals(held(1, "first", {1: 18, 2: 16, 3: 10}, candidates=[1, 2, 3]), candidates=people) == at(1)
    assert refusals(held(1, "first", {1: 18, 2: 16, 3: 10}), candidates=people) == [
        ("contests[0].rounds[0].totals.votes", "missing")
    ]


@pytest.mark.parametrize("purpose", ["first", "run_off", "further", "alternates"])
def test_nothing_follows_when_every_seat_is_filled(purpose) -> None:
    assert course_of(held(1, "first", COMPLETE)).status is Status.COMPLETE
    assert after(COMPLETE, purpose) == at(2)
    (fault,) = refused(courses, document(contest(rounds=[held(1, "first", COMPLETE), held(2, purpose, SHORT)])))
    assert (fault.key, fault.params) == ("round_does_not_answer.nothing_left", {"round": 2})


@pytest.mark.parametrize(("candidates", "seats"), [(None, None), ([3, 4], None), ([4, 3], 1), (None, 1)])
def test_a_run_off_is_among_exactly_the_tied_for_exactly_the_seats_left(candidates, seats) -> None:
    assert after(TIED, "run_off", candidates, seats) == []


@pytest.mark.parametrize(
    ("purpose", "candidates", "seats"),
    [
        ("first", None, None), ("further", None, None), ("alternates", None, None), ("further", [3, 4], 1),
        ("run_off", [3], 1), ("run_off", [2, 3, 4], 1), ("run_off", [1, 3], 1), ("run_off", [3, 4], 2),
        ("run_off", None, 3), ("run_off", [1, 2], None), ("run_off", [1, 2, 3, 4], None),
    ],
)  # fmt: skip
def test_a_tie_is_answered_by_nothing_else(purpose, candidates, seats) -> None:
    assert after(TIED, purpose, candidates, seats) == at(2)


def test_what_would_have_answered_is_told() -> None:
    whole = document(contest(rounds=[held(1, "first", TIED), held(2, "further", SHORT)]))
    (fault,) = refused(courses, whole)
    assert (fault.key, fault.params) == (
        "round_does_not_answer.but",
        {"round": 2, "purpose": "further", "may": "run_off (3, 4; 1)"},
    )


@pytest.mark.parametrize(("candidates", "seats"), [(None, None), ([3, 4], None), ([4, 3], 1), ([4], 1)])
def test_a_further_round_is_among_those_not_elected_for_the_open_seats(candidates, seats) -> None:
    assert after(SHORT, "further", candidates, seats) == []


@pytest.mark.parametrize(
    ("purpose", "candidates", "seats"),
    [
        ("first", None, None), ("run_off", None, None), ("alternates", None, None), ("run_off", [3, 4], 1),
        ("further", [1, 3], 1), ("further", [1, 2, 3, 4], 1), ("further", [1], 1), ("further", [3, 4], 2),
        ("further", None, 3),
    ],
)  # fmt: skip
def test_a_shortfall_is_answered_by_nothing_else(purpose, candidates, seats) -> None:
    assert after(SHORT, purpose, candidates, seats) == at(2)


def test_a_further_round_has_everybody_added_for_it_and_nobody_added_for_another() -> None:
    people = [candidate(n) for n in (1, 2, 3, 4)] + [candidate(5, from_round=2), candidate(6, from_round=3)]

    def further(*named):
        second = held(2, "further", dict.fromkeys(named, 9), candidates=list(named))
        return refusals(held(1, "first", SHORT), second, candidates=people)

    assert further(3, 4, 5) == further(5) == further(3, 5) == []
    assert further(3, 4) == further(3, 4, 5, 6) == further(1, 5) == at(2)
    assert refusals(held(1, "first", SHORT), held(2, "further", {3: 9, 4: 9, 5: 9}), candidates=people) == []


def test_nobody_elected_on_the_way_stands_again() -> None:
    rounds = [held(1, "first", NOBODY), held(2, "further", {1: 12, 2: 9, 3: 8, 4: 7})]
    assert refusals(*rounds, held(3, "further", {2: 9, 3: 8, 4: 7})) == []
    assert refusals(*rounds, held(3, "further", {1: 9, 2: 8}, candidates=[1, 2])) == at(3)
    assert refusals(*rounds, held(3, "further", {2: 9, 3: 8, 4: 7}, seats=3)) == at(3)


STOPPED = [
    pytest.param({"issued": 19}, id="more collected than issued"),
    pytest.param({"totals": totals(SHORT, valid=19)}, id="ballots unlike those collected"),
]


@pytest.mark.parametrize("why", STOPPED)
def test_a_stopped_round_is_answered_by_the_same_round_again(why) -> None:
    stopped = held(1, "first", SHORT, **why)
    assert course_of(stopped).status is Status.STOPPED
    assert course_of(stopped, held(2, "first", COMPLETE)).status is Status.COMPLETE
    assert refusals(stopped, held(2, "first", COMPLETE, candidates=[1, 2, 3, 4], seats=3)) == []
    for purpose in ("further", "run_off", "alternates"):
        assert refusals(stopped, held(2, purpose, COMPLETE)) == at(2)
    assert refusals(stopped, held(2, "first", {3: 9, 4: 9}, candidates=[3, 4])) == at(2)
    assert refusals(stopped, held(2, "first", COMPLETE, seats=1)) == at(2)


def test_a_stopped_run_off_is_answered_by_the_same_run_off_again() -> None:
    first, stopped = held(1, "first", TIED), held(2, "run_off", {3: 9, 4: 8}, issued=19)
    assert refusals(first, stopped, held(3, "run_off", {3: 9, 4: 8})) == []
    assert refusals(first, stopped, held(3, "run_off", {1: 9, 4: 8}, candidates=[1, 4])) == at(3)
    assert refusals(first, stopped, held(3, "further", {3: 9, 4: 8})) == at(3)


def test_a_stopped_further_round_is_held_again_on_the_list_it_had() -> None:
    first, stopped = held(1, "first", SHORT), held(2, "further", {4: 9}, candidates=[4], issued=19)
    assert refusals(first, stopped, held(3, "further", {4: 9})) == []
    assert refusals(first, stopped, held(3, "further", {3: 9, 4: 9}, candidates=[3, 4])) == at(3)


def test_after_a_run_off_that_is_tied_again_the_body_decides() -> None:
    twice = [held(1, "first", TIED), held(2, "run_off", {3: 10, 4: 10})]
    assert course_of(*twice).status is Status.TIED
    again = held(3, "run_off", {3: 11, 4: 9})
    assert course_of(*twice, again).status is Status.COMPLETE
    assert refusals(*twice, held(3, "further", {3: 10, 4: 10})) == []
    assert refusals(*twice, held(3, "first", TIED)) == at(3)
    assert refusals(*twice, held(3, "run_off", {2: 9, 3: 9}, candidates=[2, 3])) == at(3)
    third = [*twice, held(3, "run_off", {3: 10, 4: 10})]
    assert refusals(*third, held(4, "further", {3: 10, 4: 10}), held(5, "further", {3: 10, 4: 10})) == []


DELEGATES = {"kind": "delegates", "candidates": 5, "alternates": 1}
ALTERNATES_TIED = {1: 12, 2: 12, 3: 12, 4: 11, 5: 11}
ALTERNATES_SHORT = {1: 12, 2: 12, 3: 12, 4: 10, 5: 9}
ALTERNATES_TAKEN = {1: 12, 2: 12, 3: 12, 4: 11, 5: 9}


@pytest.mark.parametrize(
    ("votes", "purposes"),
    [
        (ALTERNATES_TIED, {"run_off", "alternates"}),
        (ALTERNATES_SHORT, {"alternates"}),
        (ALTERNATES_TAKEN, {"alternates"}),
    ],
)
def test_once_the_officials_are_complete_only_alternates_are_voted_on(votes, purposes) -> None:
    first = held(1, "first", votes)
    for purpose in ("first", "further", "run_off", "alternates"):
        told = refusals(first, held(2, purpose, {4: 9, 5: 8}), **DELEGATES)
        assert told == ([] if purpose in purposes else at(2))
        for named, seats in (([1, 4], 1), ([4, 5], 2), ([1, 2, 3, 4, 5], 3)):
            given = held(2, purpose, dict.fromkeys(named, 9), candidates=named, seats=seats)
            assert refusals(first, given, **DELEGATES) == at(2)


def test_no_alternates_no_ballot_for_them() -> None:
    assert refusals(held(1, "first", COMPLETE), held(2, "alternates", {4: 9}), kind="delegates") == at(2)


def test_alternates_wait_for_the_officials() -> None:
    first = held(1, "first", {1: 12, 2: 12, 3: 10, 4: 9, 5: 9})
    assert refusals(first, held(2, "alternates", {3: 9, 4: 9, 5: 9}), **DELEGATES) == at(2)
    assert refusals(first, held(2, "further", {3: 9, 4: 9, 5: 9}), **DELEGATES) == []


def test_a_cells_secretary_is_appointed_after_the_third_ballot_without_a_result() -> None:
    ballots = [held(number, "further" if number > 1 else "first", {1: 10, 2: 10}) for number in (1, 2, 3)]
    fourth = held(4, "further", {1: 10, 2: 10})

    def told(level, *rounds):
        unit = {"code": "VD.1", "name": "Chi bộ ví dụ", "level": level}
        return faults(document(contest(2, 1, kind="secretary", rounds=rounds), unit=unit), courses)

    assert told("cell", *ballots) == told("grassroots", *ballots, fourth) == []
    assert told("cell", *ballots, fourth) == at(4)
    assert told("cell", *ballots[:2], held(3, "further", {1: 11, 2: 9}), fourth) == at(4)


@pytest.mark.parametrize(("third", "why"), [({1: 10, 2: 10}, "superior_appoints"), ({1: 11, 2: 9}, "nothing_left")])
def test_why_nothing_may_follow_is_told(third, why) -> None:
    votes = [NOBODY, NOBODY, third, third]
    ballots = [
        held(number, "further" if number > 1 else "first", {1: each[1], 2: each[2]})
        for number, each in enumerate(votes, 1)
    ]
    unit = {"code": "VD.1", "name": "Chi bộ ví dụ", "level": "cell"}
    (fault,) = refused(courses, document(contest(2, 1, kind="secretary", rounds=ballots), unit=unit))
    assert (fault.location, fault.key) == ("contests[0].rounds[3]", f"round_does_not_answer.{why}")
    assert fault.params == {"round": 4}


def test_after_a_round_that_does_not_answer_the_rest_of_its_contest_is_not_read_but_the_others_are() -> None:
    wrong = contest(rounds=[held(1, "first", COMPLETE), held(2, "further", SHORT), held(3, "run_off", SHORT)])
    other = contest(id="d", rounds=[held(1, "run_off", TIED)])
    assert faults(document(wrong, contest(id="e"), other), courses) == [
        ("contests[0].rounds[1]", ANSWERS),
        ("contests[2].rounds[0]", ANSWERS),
    ]


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ({1: 9, 2: 9, 3: 9}, [("contests[0].rounds[0].totals.votes", "missing")]),
        ({}, [("contests[0].rounds[0].totals.votes", "missing")] * 4),
        ({1: 9, 2: 9, 3: 9, 4: 0}, []),
    ],
)
def test_totals_have_a_figure_for_everybody_on_the_list(votes, told) -> None:
    assert refusals(held(1, "first", votes)) == told


def test_totals_have_no_figure_for_anybody_who_is_not_on_the_list_of_the_round() -> None:
    first = held(1, "first", TIED)
    second = held(2, "run_off", {4: 9, 2: 1, 1: 0})
    assert refusals(first, second) == [
        ("contests[0].rounds[1].totals.votes", "missing"),
        ("contests[0].rounds[1].totals.votes.2", "unknown_candidate"),
        ("contests[0].rounds[1].totals.votes.1", "unknown_candidate"),
    ]


def test_totals_that_do_not_add_up_are_no_fault_of_the_file_but_stop_the_round() -> None:
    assert course_of(held(1, "first", COMPLETE, totals=totals(COMPLETE, valid=20, invalid=1))).status is Status.STOPPED
    reasons = totals(SHORT, valid=19, invalid=1, reasons={"several_inks": 2})
    assert course_of(held(1, "first", SHORT, totals=reasons)).status is Status.STOPPED


def test_totals_count_as_ballots_do() -> None:
    (first,) = course_of(
        held(1, "first", {}, totals=totals(SHORT, valid=18, invalid=2, reasons={"several_inks": 2}))
    ).held
    assert (first.count.valid, first.count.invalid, dict(first.count.votes)) == (18, 2, SHORT)
    assert dict(first.count.reasons) == {"several_inks": 2}
    assert first.outcome.elected == (1, 2)


def test_a_list_that_everybody_left_elects_nobody() -> None:
    people = [candidate(1, withdrawal="granted"), candidate(2, from_round=2)]
    empty = totals({}, valid=0, invalid=20)
    course = course_of(held(1, "first", {}, totals=empty), candidates=people, seats=1)
    assert (course.status, course.open_seats, course.held[0].paper.candidates) == (Status.SHORT, 1, ())


def csv_round(number, purpose, name, **given):
    return {"number": number, "purpose": purpose, "issued": 20, "collected": 20, "ballots": name} | given


def test_ballots_are_asked_for_by_name_with_their_place_and_the_paper_of_the_round() -> None:
    asked = []

    def reading(name, place, paper):
        asked.append((name, place, paper.purpose.value, paper.candidates, paper.seats, paper.kind.value))
        return Ballots.strike(paper.candidates, [[3]] * 10 + [[4]] * 10)

    rounds = [csv_round(1, "first", "c-1.csv"), csv_round(2, "further", "c-2.csv")]
    whole = document(contest(rounds=rounds))
    (course,) = read_courses(read_congress(PATH, json.dumps(whole).encode()), reading)
    assert (
        asked
        == [
            ("c-1.csv", "contests[0].rounds[0].ballots", "first", (1, 2, 3, 4), 3, "strike"),
            ("c-2.csv", "contests[0].rounds[1].ballots", "further", (3, 4), 1, "strike"),
        ][: len(asked)]
    )
    assert course.held


def test_the_faults_of_every_ballots_file_are_told_together() -> None:
    def reading(name, place, paper):
        raise BadInput([Fault(path=name, location=f"row {row}", key="repeated_ballot") for row in (2, 3)])

    rounds = [csv_round(1, "first", "1.csv"), csv_round(2, "further", "2.csv")]
    whole = document(contest(rounds=rounds), contest(id="d", rounds=[csv_round(1, "first", "d.csv")]), contest(id="e"))
    file = read_congress(PATH, json.dumps(whole).encode())
    found = refused(read_courses, file, reading)
    assert [(fault.path, fault.location) for fault in found] == [
        ("1.csv", "row 2"), ("1.csv", "row 3"), ("d.csv", "row 2"), ("d.csv", "row 3"),
    ]  # fmt: skip
