"""A contest and the people on its list (R9, R13)."""

import pytest

from tally.contest import ContestKind, Withdrawal
from tally.person import Birth, known_as
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


def test_a_person_who_withdrew_after_standing_is_off_the_list_from_that_round_on():
    """R3: with the congress's leave; the rounds before are as they were."""
    gone = candidate(2, withdrawal=Withdrawal.GRANTED, withdrawn_before_round=2)
    vote = contest([candidate(1), gone, candidate(3, withdrawn_before_round=2)], 1)
    assert [person.number for person in vote.on_list] == [1, 2, 3]
    assert [[person.number for person in vote.standing(number)] for number in (1, 2, 3)] == [[1, 2, 3], [1, 3], [1, 3]]


@pytest.mark.parametrize(
    ("name", "born", "same"),
    [
        ("Lê Hòa An", Birth(year=1970, month=1, day=2), True),
        ("LÊ  HOÀ AN", Birth(year=1970, month=1, day=2), True),
        ("Lê Hòa An", Birth(year=1970), True),
        ("Lê Hòa An", Birth(year=1970, month=1, day=3), False),
        ("Lê Hòa An", Birth(year=1971), False),
        ("Lê Hóa An", Birth(year=1970, month=1, day=2), False),
        ("Lê Hoa An", Birth(year=1970, month=1, day=2), False),
        ("Le Hòa An", Birth(year=1970, month=1, day=2), False),
        ("Hòa An Lê", Birth(year=1970, month=1, day=2), False),
    ],
)
def test_a_person_is_known_by_name_and_birth(name, born, same):
    """R13: capitals, spaces and where the tone is written are nothing; a bare year agrees with any day of it."""
    one = candidate(1, "Lê Hòa An", born=Birth(year=1970, month=1, day=2))
    other = candidate(9, name, born=born)
    assert one.is_same_person(other) is same
    assert other.is_same_person(one) is same


def test_two_bare_years_agree_only_if_they_are_the_same():
    assert Birth(year=1970).agrees_with(Birth(year=1970))
    assert not Birth(year=1970).agrees_with(Birth(year=1971))


def test_a_name_is_known_by_its_letters_and_tones_word_by_word():
    assert known_as("LÊ  Hoà  THUÝ") == known_as("Lê Hòa Thúy") == "lê hoa\u0300 thuy\u0301"
    assert known_as("Đỗ Đức") != known_as("Đô Đức")
