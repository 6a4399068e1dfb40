"""Files of card votes and ratings: what the models refuse, and what the parts of a file must be to each other."""

import json

import pytest

from tally.congress import MeetingKind, Mode
from tally.faults import BadInput
from tally.files.votes import read_cards, read_rating
from tally.votes import CapBase, Level, Standing
from tests.cli.made import card, cards, rated, rating


def read(reader, document, name="votes.json"):
    return reader(name, json.dumps(document, ensure_ascii=False).encode())


def faults(reader, document):
    with pytest.raises(BadInput) as bad:
        read(reader, document)
    return [(fault.location, fault.key) for fault in bad.value.faults]


def test_a_card_file_gives_the_meeting_and_its_votes():
    file = read(read_cards, cards(card(), card(1, 2, 3, 14, id="hai", title="  Việc hai ")))
    assert (file.sitting.mode, file.sitting.unit.level, file.sitting.meeting.kind) == (
        Mode.TRAINING,
        "cell",
        MeetingKind.MEMBERS,
    )
    assert file.sitting.unit.superior is None
    assert file.sitting.base.value == 20
    assert [(vote.id, vote.title, vote.persons) for vote in file.votes] == [
        ("nq", "Nghị quyết", 20),
        ("hai", "Việc hai", 20),
    ]


def test_a_rating_file_gives_everybody_and_the_ballots():
    people = [rated(2, excellent=3, good=17), {"number": 1, "name": "Miễn", "standing": "exempt"}]
    vote = read(read_rating, rating(*people, ballots=(20, 19, 18, 1), cap_base="good")).vote
    assert (vote.issued, vote.collected, vote.valid, vote.invalid) == (20, 19, 18, 1)
    assert vote.cap_base is CapBase.GOOD
    assert [(person.number, person.standing, person.votes_for(Level.GOOD)) for person in vote.people] == [
        (2, Standing.RATED, 17),
        (1, Standing.EXEMPT, 0),
    ]


def test_a_level_left_out_has_no_votes_and_the_cap_is_on_good_or_better_unless_told():
    vote = read(read_rating, rating({"number": 1, "name": "A", "votes": {"good": 20}})).vote
    assert vote.people[0].votes_cast == 20
    assert vote.cap_base is CapBase.GOOD_OR_BETTER


def test_toml_is_read_as_well():
    text = """
schema = "card/1"
regulation = "190-QĐ/TW"
mode = "real"
unit = { code = "VD", name = "Chi bộ", level = "cell" }
title = "Họp chi bộ"
date = 2025-02-14
meeting = { kind = "cell_conference", roll = { present = 9 } }
votes = [{ id = "1", title = "Việc", agree = 9, against = 0, abstain = 0, not_voting = 0 }]
"""
    assert read_cards("votes.toml", text.encode()).sitting.mode is Mode.REAL


def test_ids_and_numbers_are_unique():
    assert faults(read_cards, cards(card(), card())) == [("votes[1].id", "bad_value.repeated_id")]
    assert faults(read_rating, rating(rated(1, good=20), rated(1, good=20))) == [
        ("people[1].number", "repeated_candidate")
    ]


def test_who_is_rated_has_votes_and_who_is_not_has_none():
    bare = {"number": 1, "name": "A"}
    assert faults(read_rating, rating(bare)) == [("people[0].votes", "missing.key")]
    assert faults(read_rating, rating(rated(1, standing="suspended"))) == [("people[0].votes", "unknown_key.not_rated")]


def test_the_meeting_is_checked_as_in_a_congress_file_and_all_faults_come_at_once():
    document = cards(card(), card(), kind="committee", roll={"present": 0, "excused_whole": 0}, regulation="1")
    document["meeting"]["bodies"] = {"summoned": 1, "present": 1}
    assert faults(read_cards, document) == [
        ("regulation", "bad_value.choice"),
        ("meeting.roll.excused_whole", "unknown_key.status"),
        ("meeting.roll", "bad_value.nobody_summoned"),
        ("meeting.bodies", "unknown_key.bodies"),
        ("votes[1].id", "bad_value.repeated_id"),
    ]


@pytest.mark.parametrize(
    ("reader", "document", "fault"),
    [
        (read_cards, cards() | {"votes": []}, ("votes", "bad_value.empty")),
        (read_cards, cards(card(agree=-1)), ("votes[0].agree", "bad_value.too_low")),
        (read_cards, cards(card(agree="3")), ("votes[0].agree", "bad_value.integer")),
        (read_cards, cards(card(agree=True)), ("votes[0].agree", "bad_value.integer")),
        (read_cards, cards(card(note="x")), ("votes[0].note", "unknown_key")),
        (read_cards, cards(date="2025-02-30"), ("date", "bad_value.day")),
        (read_cards, cards() | {"schema": "card/2"}, ("schema", "bad_value.choice")),
        (read_rating, rating() | {"people": []}, ("people", "bad_value.empty")),
        (read_rating, rating(cap_base="best"), ("cap_base", "bad_value.choice")),
        (read_rating, rating(rated(1, standing="gone")), ("people[0].standing", "bad_value.choice")),
        (read_rating, rating(rated(1) | {"votes": {"best": 1}}), ("people[0].votes.best", "unknown_key")),
        (read_rating, rating(ballots=(20, 20, 20.5, 0)), ("valid", "bad_value.integer")),
    ],
)
def test_what_has_not_the_form_is_refused_at_its_place(reader, document, fault):
    assert faults(reader, document) == [fault]
