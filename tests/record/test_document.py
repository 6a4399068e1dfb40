"""A record says what was counted, whole: it reads back, and what is in it comes to the very same document."""

from functools import cache
from pathlib import Path

import pytest

from tally.contest import Round, Totals
from tally.course import begin
from tally.files.disk import load_congress, load_courses
from tally.record import canonical
from tally.record.document import Commitment, Journal, Observation, text_of, tree_of
from tally.record.reading import decided, read_text, reckon
from tally.result import pool_of
from tally.rounds import decide, hold
from tests.files.test_cases import CASES
from tests.files.test_cases import HOME as CASES_HOME
from tests.making import from_random
from tests.property.elections import random_election
from tests.record.ceremony import content_of, elected_course
from tests.test_examples import FILES
from tests.test_examples import HOME as EXAMPLES_HOME

ELECTIONS = 150

every_example = pytest.mark.parametrize("example", sorted(FILES))
every_case = pytest.mark.parametrize("case", CASES)


@cache
def courses_of(path: Path):
    """Every contest of a congress file of which a round was held, with its pool."""
    courses = load_courses(load_congress(str(path)))
    by_contest = {course.contest.id: course for course in courses}
    pools = [pool_of(by_contest[course.contest.pool]) if course.contest.pool else None for course in courses]
    return [(course, pool) for course, pool in zip(courses, pools, strict=True) if course.held]


def random_courses():
    """Random elections; at least one person is summoned, without whom no congress file is read."""
    elections = map(random_election, range(ELECTIONS))
    return [decide(*from_random(election)) for election in elections if any(election.roll.values())]


def on_sheets(course):
    """The same rounds, as a board would have them that counted on tally sheets."""
    again = begin(course.congress, course.contest)
    for held in course.held:
        count = held.count
        sums = Totals(valid=count.valid, invalid=count.invalid, votes=count.votes, reasons=count.reasons)
        plain = {"number": held.number, "purpose": held.paper.purpose, "seats": held.paper.seats, "ballots": sums}
        boxes = {"issued": count.issued, "collected": count.collected, "candidates": held.paper.candidates}
        again = hold(again, Round(**plain, **boxes))
    return again


def comes_to_itself(course, pool=None):
    content = content_of(course, pool=pool)
    tree, text = tree_of(content), text_of(content)
    again, model = read_text(text.encode())
    assert again == tree
    assert tree_of(reckon(model)) == tree
    assert text_of(reckon(model)) == text
    assert text_of(content_of(on_sheets(course), pool=pool)) == text


@every_example
def test_an_example_comes_to_the_very_same_document(example):
    contests = courses_of(EXAMPLES_HOME / example / FILES[example])
    assert contests
    for course, pool in contests:
        comes_to_itself(course, pool)


@pytest.mark.unmeasured
@every_case
def test_a_case_comes_to_the_very_same_document(case):
    contests = courses_of(CASES_HOME / case / "congress.json")
    assert contests
    for course, pool in contests:
        comes_to_itself(course, pool)


@pytest.mark.unmeasured
def test_a_random_election_comes_to_the_very_same_document():
    courses = random_courses()
    assert len(courses) > ELECTIONS * 0.95
    for course in courses:
        comes_to_itself(course)


def test_nothing_in_a_record_tells_the_order_of_its_ballots():
    turned = 0
    for seed in range(40):
        event, contest, rounds = from_random(election := random_election(seed))
        for held in election.rounds:
            held.ballots.reverse()
        _, _, others = from_random(election)
        turned += [held.ballots for held in rounds] != [held.ballots for held in others]
        assert text_of(content_of(decide(event, contest, others))) == text_of(
            content_of(decide(event, contest, rounds))
        )
    assert turned > 30


def test_zeros_among_the_grounds_of_a_tally_sheet_say_no_more_than_none():
    """A board that writes 0 beside one ground and leaves the others empty has not broken its invalid ballots down."""
    course = elected_course()
    count = course.held[0].count
    for reasons in ({}, {"not_issued": 0}):
        sums = Totals(valid=18, invalid=2, votes=count.votes, reasons=reasons)
        vote = Round(number=1, purpose=course.held[0].paper.purpose, issued=20, collected=20, ballots=sums)
        comes_to_itself(hold(begin(course.congress, course.contest), vote))


# Every key is there


def keys_and_models(tree, model):
    """Each object of a document with the model that it was read as."""
    if isinstance(tree, dict) and hasattr(model, "model_fields_set"):
        yield tree, model
        by_key = {field.alias or name: getattr(model, name) for name, field in type(model).model_fields.items()}
        for key, node in tree.items():
            yield from keys_and_models(node, by_key[key])
    elif isinstance(tree, list):
        for node, part in zip(tree, model, strict=True):
            yield from keys_and_models(node, part)


@every_example
def test_every_key_is_there_and_what_was_not_set_is_null(example):
    """Only a roll has the keys of its kind of meeting alone.

    Where nothing was voted on by cards, or is said of a person besides, no key says so.
    """
    met = set()
    for course, pool in courses_of(EXAMPLES_HOME / example / FILES[example]):
        tree, model = read_text(text_of(content_of(course, pool=pool)).encode())
        for node, part in keys_and_models(tree, model):
            kind = type(part)
            met.add(kind.__name__)
            if kind.__name__ != "RollModel":
                every = {field.alias or name for name, field in kind.model_fields.items()}
                assert set(node) == every - {"decisions", "biography"}, kind
    assert {"RecordModel", "RulesModel", "CandidateModel", "RoundModel", "ResultPart", "EventModel"} <= met


def test_the_frame_is_written_as_it_is_given():
    seen = Observation(check="interfaces", clear=False, seen="wlan0")
    frame = {
        "sequence": 3,
        "previous": bytes(range(32)),
        "replaces": bytes([255]) * 32,
        "trust": bytes([16]) * 32,
        "journal": Journal(head=bytes([7]) * 32, length=41),
        "air_gap": (Observation(check="modules", clear=True), seen),
    }
    content = content_of(**frame)
    tree = canonical.read(text_of(content).encode())
    assert tree["sequence"] == 3
    assert tree["previous"] == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    assert (tree["replaces"], tree["trust"]) == ("ff" * 32, "10" * 32)
    assert tree["journal"] == {"head": "07" * 32, "length": 41}
    assert tree["air_gap"] == [
        {"check": "modules", "clear": True, "seen": None},
        {"check": "interfaces", "clear": False, "seen": "wlan0"},
    ]
    again = reckon(read_text(text_of(content).encode())[1])
    assert again.frame == content.frame
    assert text_of(again) == text_of(content)


def test_a_round_commits_to_its_ballots_or_to_nothing():
    content = content_of()
    assert tree_of(content)["rounds"][0]["commitment"] == {"root": "01" * 32, "size": 20}
    again = reckon(read_text(text_of(content).encode())[1])
    assert again.commitments == content.commitments == (Commitment(root=bytes([1]) * 32, size=20),)


def test_a_round_of_a_record_is_decided_as_an_audit_takes_it():
    course = elected_course()
    again = reckon(read_text(text_of(content_of(course)).encode())[1])
    one, held = decided(again, 1), course.held[0]
    assert (one.count, one.outcome, one.base) == (held.count, held.outcome, held.base)
    assert (one.is_run_off, one.blank_boxes) == (False, course.congress.blank_boxes)
