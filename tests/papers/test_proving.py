"""A PDF is proved to be the paper of a record by drawing the paper again."""

import tracemalloc
from dataclasses import replace
from zlib import compress

import pytest

from tally.papers.engine import pdf
from tally.papers.kinds import papers_of_file, papers_of_record
from tally.papers.proving import prove
from tally.papers.source import file_of
from tally.record.note import write
from tests import making
from tests.papers.dossiers import record
from tests.papers.made import EN, VI, course_of, event, minutes_of, record_of, totals
from tests.record.ceremony import STATION, board_names

TIE = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 11, 3: 11}, valid=20))
NEXT = course_of(
    TIE.congress,
    TIE.contest,
    totals({1: 18, 2: 11, 3: 11}, valid=20),
    totals({2: 9, 3: 11}, valid=20, number=2, purpose="run_off"),
)

A, B = board_names(2)


def proof_of(data, course=TIE, **given):
    return prove(data, [record_of(course, **given)])


@pytest.mark.unmeasured
@pytest.mark.parametrize("words", [VI, EN])
def test_the_minutes_of_a_record_are_proved(words):
    paper = minutes_of(TIE, words)
    assert proof_of(pdf(paper)).paper == paper.name


@pytest.mark.unmeasured
def test_the_ballots_that_a_record_gives_are_proved():
    for paper in papers_of_record(VI, record_of(TIE), ["ballot-a4", "ballot-a5"]):
        assert proof_of(pdf(paper)).paper == paper.name


@pytest.mark.unmeasured
def test_the_minutes_of_an_earlier_round_are_proved():
    assert proof_of(pdf(minutes_of(NEXT, number=1)), NEXT).paper == "minutes-bch-1"
    assert proof_of(pdf(minutes_of(NEXT)), NEXT).paper == "minutes-bch-2"


@pytest.mark.unmeasured
def test_minutes_made_before_the_board_had_signed_are_proved_still():
    early = pdf(minutes_of(TIE, by=(STATION,)))
    between = pdf(minutes_of(TIE, by=(STATION, *board_names(1))))
    signed = {"by": (STATION, *board_names(2))}
    assert len({early, between, pdf(minutes_of(TIE, **signed))}) == 3
    assert proof_of(early, **signed).paper == proof_of(between, **signed).paper == "minutes-bch-1"


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("in_paper", "in_record", "only_in_paper", "only_in_record"),
    [
        ((STATION, A, B), (STATION, B, A), (), ()),
        ((STATION, A, B), (STATION, A), (B,), ()),
        ((A,), (STATION, B), (A,), (STATION, B)),
        ((STATION,), (STATION, A, B), (), (A, B)),
    ],
)
def test_minutes_are_proved_however_they_were_signed_and_signatures_that_differ_are_named(
    in_paper, in_record, only_in_paper, only_in_record
):
    found = proof_of(pdf(minutes_of(TIE, by=in_paper)), by=in_record)
    assert found.paper == "minutes-bch-1"
    assert (found.only_in_paper, found.only_in_record) == (only_in_paper, only_in_record)


def test_of_a_paper_without_its_record_no_signature_is_compared():
    [paper] = papers_of_record(VI, record_of(TIE), ["result-report"])
    found = proof_of(pdf(paper), by=(STATION, A))
    assert (found.paper, found.only_in_record) == (paper.name, ())


@pytest.mark.unmeasured
def test_minutes_that_hold_another_record_than_they_show_are_not_proved():
    other = course_of(TIE.congress, TIE.contest, totals({1: 17, 2: 11, 3: 12}, valid=20))
    shown, held = record_of(TIE), record_of(other)
    [attached_alone] = papers_of_record(VI, shown, ["minutes"])
    attached_alone = replace(attached_alone, record=("001-bch-1.record", write(held.record.note)))
    passed_off = replace(shown, record=replace(shown.record, note=held.record.note))
    [named_too] = papers_of_record(VI, passed_off, ["minutes"])
    assert [proof_of(pdf(paper)).paper for paper in (attached_alone, named_too)] == [None, None]


ATTACHMENT = b"<</Length 9/Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n"


@pytest.mark.parametrize("held", [b"", b"not packed", compress(b"no record")])
def test_whatever_is_attached_is_no_hindrance(held):
    assert proof_of(b"%PDF-1.7\n" + ATTACHMENT + held).paper is None


def test_an_attachment_that_unpacks_without_end_takes_no_memory():
    data = b"%PDF-1.7\n" + ATTACHMENT + compress(bytes(10**8))
    tracemalloc.start()
    try:
        assert proof_of(data).paper is None
        assert tracemalloc.get_traced_memory()[1] < 3 * 10**7
    finally:
        tracemalloc.stop()


@pytest.mark.unmeasured
def test_the_records_that_a_paper_is_made_from_are_named():
    first, second = made = [record(TIE, 1), record(NEXT, 2)]
    [minutes] = papers_of_record(VI, second, ["minutes"])
    assert [*prove(pdf(minutes), made).records] == [second]
    [checklist] = papers_of_file(VI, file_of(made), ["checklist"])
    assert [*prove(pdf(checklist), made).records] == [first, second]


def test_a_paper_of_all_records_is_not_proved_by_some_of_them():
    some = [record(TIE, 1), record(NEXT, 3)]
    [checklist] = papers_of_file(VI, file_of(some), ["checklist"])
    found = prove(pdf(checklist), some)
    assert found.paper is None
    assert "checklist-003" not in found.gives


@pytest.mark.unmeasured
def test_a_single_byte_changed_is_enough():
    data = bytearray(pdf(minutes_of(TIE)))
    data[len(data) // 2] ^= 1
    assert proof_of(bytes(data)).paper is None


@pytest.mark.unmeasured
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
