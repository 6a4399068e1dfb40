"""``tally seal`` never takes back silently what a record says: it names the contest and what differs, and waits."""

import pytest

from tests.cli.made import congress, contest
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, codes
from tests.cli.test_seal_command import chain

EVENT = congress()["congress"]
OTHER = [{3}] * 11 + [{2}] * 10
MADE = [(1, 0, "bch", 1, None), (2, 1, "bch", 2, None), (3, 2, "db", 1, None)]


@pytest.fixture
def made(desk):
    desk.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]))
    assert desk.seal().status == 0
    assert chain(desk) == MADE
    return desk


def refused(desk, *more):
    before = desk.files()
    answer = desk.seal(*more, typed=())
    assert (answer.status, answer.out) == (2, "")
    assert desk.files() == before
    return answer


def test_a_correction_that_nobody_asked_for_is_not_made(made):
    made.congress(("bch", [TIED, OTHER]), ("db", [WHOLE]))
    answer = refused(made)
    assert codes(answer) == [("congress.json", "contest bch", "correction_not_asked_for")]
    assert "nay khác với bản ghi số 2 đã lập ở" in answer.err
    assert "ở 6 chỗ, trước hết: result." in answer.err
    assert 'rounds.2.votes.2.percent: "57.14" → "52.38"' in answer.err
    assert "Chưa ghi gì" in answer.err
    assert "--correct bch" in answer.err
    assert "Nothing was written" in refused(made, "--lang", "en").err


def test_only_the_first_differences_are_told_with_how_many_there_are(made):
    made.congress(("bch", [TIED, OTHER]), ("db", [WHOLE]))
    [line] = refused(made).err.splitlines()
    assert line.count(" → ") == 3


def test_every_contest_that_differs_is_told_and_one_that_was_asked_for_alone_is_not_made(made):
    made.congress(("bch", [TIED, RUN_OFF]), ("db", [WHOLE]), congress=EVENT | {"place": "Nơi Khác"})
    places = ["contest bch", "contest db"]
    assert [place for _, place, _ in codes(refused(made))] == places
    assert [place for _, place, _ in codes(refused(made, "--correct", "bch"))] == places[1:]
    assert made.seal("--correct", "bch", "--correct", "db").status == 0
    assert chain(made) == [*MADE, (4, 3, "bch", 2, 2), (5, 4, "db", 1, 3)]


def test_what_is_new_waits_for_the_correction_too(made):
    made.congress(("bch", [TIED, OTHER]), ("db", [WHOLE]), ("x", [WHOLE]))
    refused(made)
    assert made.seal("--correct", "bch").status == 0
    assert chain(made) == [*MADE, (4, 3, "bch", 2, 2), (5, 4, "x", 1, None)]


def test_a_recount_is_asked_for_and_covers_the_paper_alone(made):
    made.congress(("bch", [TIED, OTHER]), ("db", [WHOLE]))
    assert made.seal("--recount", "bch").status == 0
    made.congress(("bch", [TIED, OTHER]), ("db", [WHOLE]), congress=EVENT | {"place": "Nơi Khác"})
    assert "contest bch" in refused(made, "--recount", "bch").err


def test_seats_left_open_by_decision_after_the_round_need_no_asking(desk):
    short = [{2, 3}] * 21
    rounds = desk.rounds("bch", [short])
    desk.congress(("bch", contest(3, 2, rounds=rounds)))
    assert desk.seal().status == 0
    desk.congress(("bch", contest(3, 2, rounds=rounds, leave_open=True)))
    assert desk.seal().status == 0
    assert chain(desk) == [(1, 0, "bch", 1, None), (2, 1, "bch", 1, 1)]


def test_a_correction_of_what_stands_as_it_is_makes_nothing(made):
    before = made.files()
    assert "Không có gì mới" in made.seal("--correct", "bch", typed=()).text
    assert made.files() == before


def test_only_contests_of_the_file_are_corrected(made):
    answer = refused(made, "--correct", "khac", "--recount", "nao")
    told = [("congress.json", "--correct", "unknown_contest"), ("congress.json", "--recount", "unknown_contest")]
    assert codes(answer) == told


def test_a_contest_that_was_recorded_does_not_just_vanish(made):
    made.congress(("bch", [TIED, RUN_OFF]))
    assert codes(refused(made)) == [("congress.json", "-", "recorded_contest_gone")]
