"""What a round came to for each person on its list (R8-R12)."""

from tally.fates import fates
from tests import making
from tests.papers.made import course_of, event, totals
from tests.papers.meetings import HALL, delegates


def told(course, number=1):
    return {who: fate.value for who, fate in fates(course, course.held[number - 1]).items()}


def contest(people=4, seats=2):
    return making.contest(people, seats, id="bch")


def test_r9_over_half_is_not_enough_where_others_have_more_votes():
    course = course_of(event(), contest(), totals({1: 14, 2: 12, 3: 11, 4: 3}, valid=20))
    assert told(course) == {1: "elected", 2: "elected", 3: "over_half", 4: "not_over_half"}


def test_r10_the_tied_are_neither_elected_nor_not_and_a_run_off_asks_for_no_half():
    first = totals({1: 15, 2: 11, 3: 11, 4: 2}, valid=20)
    run_off = totals({2: 9, 3: 8}, valid=17, invalid=3, number=2, purpose="run_off")
    course = course_of(event(), contest(), first, run_off)
    assert told(course) == {1: "elected", 2: "tied", 3: "tied", 4: "not_over_half"}
    assert told(course, 2) == {2: "elected", 3: "not_elected"}


def test_r7_in_a_stopped_round_nothing_is_decided_on_anybody():
    course = course_of(event(), contest(), totals({1: 15, 2: 14, 3: 2, 4: 1}, valid=20, issued=19))
    assert set(told(course).values()) == {"undecided"}


OFFICIALS = {1: 60, 2: 50, 3: 48}


def test_r12_alternates_are_taken_from_those_left_of_the_ballot_of_the_officials():
    course = course_of(event(HALL), delegates(), totals(OFFICIALS | {4: 46, 5: 20}, valid=85))
    assert told(course) == {**dict.fromkeys((1, 2, 3), "elected"), 4: "alternate", 5: "not_over_half"}


LEVEL = totals(OFFICIALS | {4: 46, 5: 46}, valid=85)


def test_r12_who_is_level_at_the_last_place_of_an_alternate_is_tied():
    course = course_of(event(HALL), delegates(), LEVEL)
    assert told(course)[4] == told(course)[5] == "tied"


def test_r12_a_run_off_among_alternates_takes_alternates_and_leaves_the_first_ballot_as_it_was():
    run_off = totals({4: 40, 5: 44}, valid=84, number=2, purpose="run_off")
    course = course_of(event(HALL), delegates(), LEVEL, run_off)
    assert told(course, 2) == {4: "not_elected", 5: "alternate"}
    assert (told(course)[4], told(course)[5]) == ("over_half", "over_half")


def test_r12_who_is_level_again_in_the_run_off_is_tied_there_and_not_in_the_first_ballot():
    run_off = totals({4: 42, 5: 42}, valid=84, number=2, purpose="run_off")
    course = course_of(event(HALL), delegates(), LEVEL, run_off)
    assert told(course, 2) == {4: "tied", 5: "tied"}
    assert (told(course)[4], told(course)[5]) == ("over_half", "over_half")


def test_r12_alternates_come_from_the_last_ballot_that_was_no_run_off():
    first = totals({1: 60, 2: 46, 3: 46, 4: 46, 5: 45}, valid=85)
    run_off = totals({2: 40, 3: 39, 4: 20}, valid=84, number=2, purpose="run_off", seats=2)
    course = course_of(event(HALL), delegates(), first, run_off)
    assert told(course)[4] == "alternate"
    assert told(course, 2) == {2: "elected", 3: "elected", 4: "not_elected"}
