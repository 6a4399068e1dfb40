"""What makes a ballot valid or invalid (R6, Art. 15 and 30.1), one ballot at a time."""

import pytest

from tally import BallotKind, Ballots, Reason, verdict
from tally.ballot import DEFECTS, kind_of
from tally.congress import BlankBoxes


@pytest.mark.parametrize(
    ("candidates", "seats", "kind"),
    [(4, 3, BallotKind.STRIKE), (3, 3, BallotKind.BOXES), (2, 3, BallotKind.BOXES), (1, 1, BallotKind.BOXES)],
)
def test_a_list_longer_than_the_seats_is_struck_any_other_has_boxes(candidates, seats, kind):
    assert kind_of(candidates=candidates, seats=seats) is kind


@pytest.mark.parametrize(
    ("struck", "reason"),
    [
        (0b0000, Reason.MORE_THAN_SEATS),
        (0b0001, None),
        (0b0011, None),
        (0b0111, None),
        (0b1111, Reason.VOTES_FOR_NOBODY),
    ],
)
def test_a_strike_ballot_keeps_one_name_at_least_and_no_more_than_the_seats(struck, reason):
    """R6: fewer than the seats is valid, an untouched ballot keeps too many, all struck is for nobody."""
    assert verdict(candidates=4, seats=3, struck=struck) is reason
    assert verdict(candidates=4, seats=3) is Reason.MORE_THAN_SEATS


def test_one_name_needs_exactly_one_box():
    """R6, Art. 15: disagree is a valid vote against; both boxes or neither is not clear."""
    assert verdict(candidates=1, seats=1, agree=1) is None
    assert verdict(candidates=1, seats=1, disagree=1) is None
    assert verdict(candidates=1, seats=1) is Reason.BOX_NOT_CLEAR
    assert verdict(candidates=1, seats=1, agree=1, disagree=1) is Reason.BOX_NOT_CLEAR
    assert verdict(candidates=1, seats=1, blank_boxes=BlankBoxes.VALID) is Reason.BOX_NOT_CLEAR


def test_of_several_names_an_unclear_row_does_not_cost_the_ballot():
    assert verdict(candidates=3, seats=3, agree=0b011, disagree=0b110) is None


@pytest.mark.parametrize(("agree", "disagree"), [(0, 0b111), (0, 0), (0b101, 0b111), (0b111, 0b111)])
def test_of_several_names_a_ballot_that_agrees_with_nobody_is_a_matter_of_the_setting(agree, disagree):
    """R6: Art. 15 and 30.1 pull apart; invalid unless the congress sets otherwise."""
    assert verdict(candidates=3, seats=3, agree=agree, disagree=disagree) is Reason.VOTES_FOR_NOBODY
    assert verdict(candidates=3, seats=3, agree=agree, disagree=disagree, blank_boxes=BlankBoxes.VALID) is None


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_seen_on_the_paper_comes_before_the_marks(defect):
    assert verdict(candidates=4, seats=3, struck=0b1111, defect=defect) is defect
    assert verdict(candidates=1, seats=1, agree=1, defect=defect) is defect


def test_the_defects_are_the_five_that_no_mark_shows():
    assert [defect.value for defect in DEFECTS] == [
        "not_issued",
        "off_list_name",
        "distinguishing_mark",
        "several_inks",
        "signed_or_written",
    ]


def test_ballots_are_made_from_the_numbers_on_them():
    strike = Ballots.strike([5, 3, 9], [[3], [], (9, 5)], defects={1: Reason.NOT_ISSUED})
    assert strike.kind is BallotKind.STRIKE
    assert strike.candidates == (5, 3, 9)
    assert strike.struck == (0b010, 0, 0b101)
    assert strike.defects == {1: Reason.NOT_ISSUED}
    assert len(strike) == 3
    boxes = Ballots.boxes([5, 3], [([3], [5]), ([5, 3], [])])
    assert (boxes.kind, boxes.agree, boxes.disagree) == (BallotKind.BOXES, (0b10, 0b11), (0b01, 0))
    assert boxes.defects == {}
    assert len(boxes) == 2


def test_a_number_off_the_list_is_refused():
    with pytest.raises(ValueError, match="4 is not on the list"):
        Ballots.strike([1, 2, 3], [[4]])
    with pytest.raises(ValueError, match="7 is not on the list"):
        Ballots.boxes([1, 2, 3], [([1], [7])])
