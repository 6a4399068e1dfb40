"""A contest and the people on its list (R9, R13)."""

import pytest

from tally.contest import Birth, ContestKind, Withdrawal
from tests.making import candidate, contest


def test_every_contest_is_by_secret_ballot_and_card_votes_are_not_contests():
    """R1, Art. 3: the presidium and the boards are elected by raised cards, so they are no kind of contest here."""
    assert {kind.value for kind in ContestKind} == {
        "committee",
        "standing_committee",
        "secretary",
        "deputy_secretary",
        "inspection_committee",
        "inspection_chair",
        "inspection_vice_chair",
        "delegates",
    }


def test_the_seats_kept_vacant_are_the_quota_less_the_seats_voted_on():
    """R9: kept vacant on purpose is not open."""
    assert contest(4, 3, quota=5).kept_vacant == 2
    assert contest(4, 3).kept_vacant == 0


def test_a_candidate_is_found_by_number():
    vote = contest([candidate(7, "An"), candidate(3, "Bình")], 1)
    assert vote.candidate(3).name == "Bình"
    with pytest.raises(KeyError):
        vote.candidate(4)


def test_the_list_of_a_round_has_those_added_by_then_and_not_those_let_go():
    people = [
        candidate(1),
        candidate(2, from_round=2),
        candidate(3, from_round=3),
        candidate(4, withdrawal=Withdrawal.GRANTED),
        candidate(5, withdrawal=Withdrawal.REFUSED),
    ]
    vote = contest(people, 1)
    assert [[person.number for person in vote.standing(number)] for number in (1, 2, 3)] == [
        [1, 5],
        [1, 2, 5],
        [1, 2, 3, 5],
    ]


def test_a_person_is_known_by_name_and_birth():
    one = candidate(1, "An", born=Birth(year=1970, month=1, day=2))
    same = candidate(9, "An", born=Birth(year=1970, month=1, day=2))
    other = candidate(1, "An", born=Birth(year=1970))
    assert one.person == same.person != other.person
