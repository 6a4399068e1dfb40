"""Delegates and alternates (R12, Art. 18)."""

import pytest

from tally import BallotKind, Count
from tally.congress import Base
from tally.cut import Cut
from tally.delegates import Delegation, alternates_from

VOTES = {1: 19, 2: 18, 3: 17, 4: 14, 5: 12, 6: 11, 7: 10}


def _taken(places, votes=VOTES, elected=(1, 2, 3)):
    count = Count(kind=BallotKind.STRIKE, seats=3, issued=20, collected=20, valid=20, invalid=0, votes=votes)
    return alternates_from(count, base=Base(summoned=20), elected=elected, places=places)


def test_of_those_left_the_ones_over_half_are_taken_high_to_low():
    assert _taken(2) == Cut(taken=(4, 5))
    assert _taken(3) == Cut(taken=(4, 5, 6))


def test_who_is_not_over_half_is_not_taken_and_the_place_stays_unfilled():
    assert _taken(5) == Cut(taken=(4, 5, 6), places_left=2)


def test_a_tie_at_the_last_place_takes_only_those_above_it():
    assert _taken(2, VOTES | {6: 12}) == Cut(taken=(4,), tied=(5, 6), places_left=1)
    assert _taken(3, VOTES | {6: 12}) == Cut(taken=(4, 5, 6))


DELEGATION = Delegation(
    ex_officio=("Bí thư",), elected=("An", "Bình"), appointed=("Cường",), alternates=("Dung", "Giang")
)


def test_ex_officio_elected_and_appointed_are_three_numbers_that_add_up():
    assert DELEGATION.strength == 4
    assert DELEGATION.send("Dung", absent="An").strength == 4


def test_the_committee_sends_whom_it_chooses_of_all_alternates_left():
    """R12: the article gives no order among the alternates."""
    assert DELEGATION.may_be_sent("An") == ("Dung", "Giang")
    sent = DELEGATION.send("Giang", absent="An")
    assert sent.sent == (("An", "Giang"),)
    assert sent.may_be_sent("Bình") == ("Dung",)
    assert sent.may_be_sent("An") == ()
    assert DELEGATION.sent == ()


@pytest.mark.parametrize("absent", ["Bí thư", "Cường", "Dung", "Ai đó"])
def test_an_alternate_goes_only_in_the_place_of_an_elected_delegate(absent):
    assert DELEGATION.may_be_sent(absent) == ()


def test_who_may_not_be_sent_is_refused():
    with pytest.raises(ValueError, match="Cường may not be sent for An"):
        DELEGATION.send("Cường", absent="An")
    sent = DELEGATION.send("Dung", absent="An")
    with pytest.raises(ValueError, match="Dung may not be sent for Bình"):
        sent.send("Dung", absent="Bình")
