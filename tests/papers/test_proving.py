"""A PDF is proved to be the paper of a record by drawing the paper again."""

import pytest

from tally.papers.engine import pdf
from tally.papers.kinds import papers_of_record
from tally.papers.proving import prove
from tests import making
from tests.papers.made import EN, VI, course_of, event, minutes_of, record_of, totals
from tests.record.ceremony import STATION, board_names

TIE = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 11, 3: 11}, valid=20))
NEXT = course_of(
    TIE.congress,
    TIE.contest,
    totals({1: 18, 2: 11, 3: 11}, valid=20),
    totals({2: 9, 3: 11}, valid=20, number=2, purpose="run_off"),
)


def proof_of(data, course=TIE, **given):
    return prove(data, [record_of(course, **given)])


@pytest.mark.parametrize("words", [VI, EN])
def test_the_minutes_of_a_record_are_proved(words):
    paper = minutes_of(TIE, words)
    assert proof_of(pdf(paper)).paper == paper.name


def test_the_ballots_that_a_record_gives_are_proved():
    for paper in papers_of_record(VI, record_of(TIE), ["ballot-a4", "ballot-a5"]):
        assert proof_of(pdf(paper)).paper == paper.name


def test_the_minutes_of_an_earlier_round_are_proved():
    assert proof_of(pdf(minutes_of(NEXT, number=1)), NEXT).paper == "minutes-bch-1"
    assert proof_of(pdf(minutes_of(NEXT)), NEXT).paper == "minutes-bch-2"


def test_minutes_made_before_the_board_had_signed_are_proved_still():
    early = pdf(minutes_of(TIE, by=(STATION,)))
    between = pdf(minutes_of(TIE, by=(STATION, *board_names(1))))
    signed = {"by": (STATION, *board_names(2))}
    assert len({early, between, pdf(minutes_of(TIE, **signed))}) == 3
    assert proof_of(early, **signed).paper == proof_of(between, **signed).paper == "minutes-bch-1"


def test_minutes_with_a_signature_that_the_record_does_not_have_are_not_proved():
    assert proof_of(pdf(minutes_of(TIE, by=(STATION, *board_names(1)))), by=(STATION,)).paper is None


def test_a_single_byte_changed_is_enough():
    data = bytearray(pdf(minutes_of(TIE)))
    data[len(data) // 2] ^= 1
    assert proof_of(bytes(data)).paper is None


def test_the_minutes_of_another_result_are_not_proved_and_what_the_record_gives_is_named():
    other = course_of(TIE.congress, TIE.contest, totals({1: 17, 2: 11, 3: 12}, valid=20))
    found = proof_of(pdf(minutes_of(other)))
    assert found.paper is None
    assert {"ballot-a4-bch-2", "ballot-a5-bch-2", "minutes-bch-1"} <= set(found.gives)
    assert {"ballot-a4-bch-2-en", "ballot-a5-bch-2-en", "minutes-bch-1-en"} <= set(found.gives)
    assert len(set(found.gives)) == len(found.gives)


def test_what_cannot_be_drawn_was_never_made():
    people = [making.candidate(1, "Nguyễn 日"), making.candidate(2), making.candidate(3)]
    course = course_of(event(), making.contest(people, 2, id="bch"), totals({1: 18, 2: 17, 3: 1}, valid=20))
    found = proof_of(b"%PDF", course)
    assert found.paper is None
    assert {"minutes-bch-1", "minutes-bch-1-en"} <= set(found.gives)
