"""The ballots themselves, counted from scratch beside the record: its own if they have its root, or any file's sums."""

from dataclasses import replace

import pytest

from tally.ballot import Ballots, Reason
from tally.contest import Totals
from tally.course import begin
from tally.faults import BadInput
from tally.record import commitment
from tally.record.check import failed, held
from tally.record.commitment import commit, permutation
from tally.record.document import Commitment
from tally.record.recount import recount
from tally.rounds import hold
from tests.making import candidate, congress, contest, first
from tests.record.ceremony import content_of
from tests.record.test_commitment import source

STRUCK = [{3}] * 12 + [{1, 3}] * 2 + [{1}] * 4 + [{1, 2, 3}] + [{1}]
DEFECTS = {19: Reason.SEVERAL_INKS}
"""An is elected and Bình An; one ballot strikes out everybody, one is of several inks."""


def strike_ballots(rows=STRUCK, defects=DEFECTS, candidates=(1, 2, 3)):
    return Ballots.strike(candidates, rows, defects=defects)


def committed(ballots):
    return commit(ballots, order=permutation(len(ballots), source("order")), random=source("salts"))


def counted(*rounds, seats=2, people=3):
    """A contest after these rounds; what it says, and the opened ballots of each round."""
    vote = contest([candidate(number) for number in range(1, people + 1)], seats, id="bch")
    course = begin(congress(), vote)
    for number, ballots in enumerate(rounds, 1):
        size = ballots.valid + ballots.invalid if isinstance(ballots, Totals) else len(ballots)
        purpose = "first" if number == 1 else "further"
        course = hold(course, first(ballots, number=number, purpose=purpose, issued=size, collected=size))
    opened = [None if isinstance(ballots, Totals) else committed(ballots) for ballots in rounds]
    made = tuple(Commitment(root=one.root, size=one.size) if one else None for one in opened)
    return replace(content_of(course), commitments=made), opened


def csv(rows, defects=DEFECTS):
    lines = [f"p{place},{' '.join(map(str, sorted(row)))},{defects.get(place, '')}" for place, row in enumerate(rows)]
    return "\n".join(["ballot,struck,defect", *lines, ""]).encode()


CONTENT, (OPENED,) = counted(strike_ballots())


# Opened ballots


def test_the_ballots_of_a_record_come_to_its_figures():
    assert recount(CONTENT, "x", commitment.write(OPENED)) == held("ballots", "recounted", round=1, n=20)


def test_opened_ballots_are_those_of_the_round_whose_root_they_have():
    """Of two seats one is filled in the first round; the second round is on the two others."""
    short = strike_ballots([{1, 3}] * 12 + [{2}] * 8, {})
    again = strike_ballots([{3}] * 15 + [{1}] * 5, {}, (1, 3))
    content, opened = counted(short, again)
    for number, one in enumerate(opened, 1):
        assert recount(content, "x", commitment.write(one)) == held("ballots", "recounted", round=number, n=20)


def test_ballots_of_boxes_are_counted_as_boxes():
    marks = [({1}, {2})] * 11 + [({2}, {1})] * 4 + [({1, 2}, set())] * 4 + [(set(), {1, 2})]
    content, (opened,) = counted(Ballots.boxes((1, 2), marks), people=2)
    assert recount(content, "x", commitment.write(opened)) == held("ballots", "recounted", round=1, n=20)


def test_a_ballot_with_one_mark_changed_has_another_root():
    other = committed(strike_ballots([{2}, *STRUCK[1:]]))
    assert recount(CONTENT, "x", commitment.write(other)) == failed("ballots", "another_tree")


def test_a_ballot_left_out_makes_another_tree():
    fewer = committed(strike_ballots(STRUCK[1:], {}))
    assert recount(CONTENT, "x", commitment.write(fewer)) == failed("ballots", "another_tree")


def test_the_ballots_of_another_round_make_another_tree():
    content, _ = counted(strike_ballots(STRUCK[::-1], {}))
    assert recount(content, "x", commitment.write(OPENED)) == failed("ballots", "another_tree")


def test_a_record_whose_sums_are_not_those_of_its_ballots_is_told_whose_votes_differ():
    """The station commits to the ballots and writes down other sums."""
    lied, _ = counted(strike_ballots([{3}] * 10 + [{2}] * 2 + STRUCK[12:]))
    lied = replace(lied, commitments=CONTENT.commitments)
    assert recount(lied, "x", commitment.write(OPENED)) == failed(
        "ballots", "votes_differ", round=1, number=2, name="Người 2", record=16, votes=18
    )


def test_a_record_that_refuses_other_ballots_is_told():
    """The same votes, but another ground; or a ballot less."""
    honest, (opened,) = counted(strike_ballots([{3}] * 18 + [{1, 2, 3}] * 2, {}))
    for rows, defects in (
        ([{3}] * 18 + [{1, 2, 3}] * 2, {19: Reason.NOT_ISSUED}),
        ([{3}] * 18 + [{1, 2, 3}], {}),
    ):
        lied, _ = counted(strike_ballots(rows, defects))
        lied = replace(lied, commitments=honest.commitments)
        refused = len(rows) - 18
        assert recount(lied, "x", commitment.write(opened)) == failed(
            "ballots", "sums_differ", round=1, valid=18, invalid=2, record=18, refused=refused
        )


def test_opened_ballots_that_are_no_ballots_of_the_round_are_refused():
    """Of another kind, or with a number that is not on the list: a record may commit to anything."""
    boxes = committed(Ballots.boxes((1, 2), [({1}, {2})] * 20))
    off = committed(strike_ballots([{9}] * 20, {}, (1, 9)))
    for opened, why, params in (
        (boxes, "another_kind_of_ballot", {"expected": "strike"}),
        (off, "unknown_candidate", {"number": 9}),
    ):
        wrong = replace(CONTENT, commitments=(Commitment(root=opened.root, size=20),))
        assert recount(wrong, "x", commitment.write(opened)) == failed("ballots", why, **params)


def test_opened_ballots_that_are_damaged_are_refused():
    data = commitment.write(OPENED)
    assert recount(CONTENT, "x", data.replace(b"size 20", b"size 21")) == failed("ballots", "not_ballots")
    assert recount(CONTENT, "x", data[:-1]).why in ("not_base64", "not_ballots", "root_differs")
    lines = data.splitlines(keepends=True)
    swapped = b"".join([*lines[:4], lines[5], lines[4], *lines[6:]])
    assert recount(CONTENT, "x", swapped) == failed("ballots", "root_differs")


@pytest.mark.parametrize("place", range(0, 400, 7))
def test_no_byte_of_opened_ballots_can_be_changed_unseen(place):
    data = commitment.write(OPENED)
    at = 11 + place
    assert not recount(CONTENT, "x", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]).ok


# A ballots file


def test_a_ballots_file_comes_to_the_sums_of_the_last_round_or_not():
    assert recount(CONTENT, "x.csv", csv(STRUCK)) == held("ballots", "sums_agree", round=1, n=20)
    assert recount(CONTENT, "x.csv", csv(STRUCK[::-1], {0: "several_inks"})).ok
    assert recount(CONTENT, "x.csv", csv([{2}, *STRUCK[1:]])) == failed(
        "ballots", "votes_differ", round=1, number=2, name="Người 2", record=18, votes=17
    )
    assert recount(CONTENT, "x.csv", csv(STRUCK, {19: "not_issued"})) == failed(
        "ballots", "sums_differ", round=1, valid=18, invalid=2, record=18, refused=2
    )


def test_a_ballots_file_of_an_earlier_round_is_faulty_or_differs():
    short = strike_ballots([{1, 3}] * 12 + [{2}] * 8, {})
    again = strike_ballots([{3}] * 15 + [{1}] * 5, {}, (1, 3))
    content, _ = counted(short, again)
    assert recount(content, "x.csv", csv([{3}] * 15 + [{1}] * 5, {})) == held("ballots", "sums_agree", round=2, n=20)
    with pytest.raises(BadInput) as caught:
        recount(content, "x.csv", csv([{1, 3}] * 12 + [{2}] * 8, {}))
    assert {fault.code for fault in caught.value.faults} == {"unknown_candidate"}


def test_every_fault_of_a_ballots_file_is_told():
    with pytest.raises(BadInput) as caught:
        recount(CONTENT, "x.csv", b"ballot,struck,defect\n1,9,\n1,2,\n")
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("x.csv", "unknown_candidate"),
        ("x.csv", "repeated_ballot"),
    ]


def test_the_grounds_of_a_tally_sheet_that_names_none_are_not_compared():
    sums = Totals(valid=18, invalid=2, votes={1: 12, 2: 18, 3: 4})
    content, _ = counted(sums)
    assert recount(content, "x.csv", csv(STRUCK)) == held("ballots", "sums_agree", round=1, n=20)
    named, _ = counted(replace(sums, reasons={"votes_for_nobody": 2}))
    assert recount(named, "x.csv", csv(STRUCK)).why == "sums_differ"
    fewer, _ = counted(replace(sums, valid=19, invalid=1))
    assert recount(fewer, "x.csv", csv(STRUCK)).why == "sums_differ"


def test_ballots_that_were_never_committed_have_no_tree():
    content, _ = counted(Totals(valid=18, invalid=2, votes={1: 12, 2: 18, 3: 4}))
    assert recount(content, "x", commitment.write(OPENED)) == failed("ballots", "another_tree")
