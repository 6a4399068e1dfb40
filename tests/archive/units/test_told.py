"""What stands of an election and what contradicts itself, by the records' numbers, rounds and what they replace."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tally.archive.facts import Failure
from tally.archive.indexed import Known, indexed
from tally.archive.units.standing import unit_status
from tally.archive.units.told import contradicting, is_in_conflict, standing_in
from tally.record.verify import Verdict

UNLINKED = Failure(code="chain", why="two_of_one_number")


@pytest.fixture(scope="module")
def facts(known):
    with indexed(str(known.folder)) as index:
        _, records = next(index.units())
    return records[0].facts


@pytest.fixture
def laid(facts):
    """Records by their letters; what is said of one stands after it: its number, its rounds, and what it replaces.

    A small letter holds by itself and does not follow the others; after a ``!`` it does not hold at all.
    """

    def lay(text):
        found = {}
        for word in text.split():
            letter, number, rounds, *others = word.removeprefix("!").replace(">", "")
            verdict = Verdict.NOT_VALID if word.startswith("!") else Verdict.VALID
            said = replace(
                facts,
                hash=letter.upper(),
                contest="x",
                sequence=int(number),
                rounds=int(rounds),
                replaces=others[0] if others else None,
                verdict=verdict,
            )
            found[letter.upper()] = Known(path=letter, facts=said, chain=UNLINKED if letter.islower() else None)
        return found

    return lay


def names(records):
    return "".join(sorted(one.facts.hash for one in records))


def contradictions(records):
    return [names(found) for found in contradicting(records)]


@pytest.mark.parametrize(
    ("given", "stand", "conflicts"),
    [
        ("a11 b11", "AB", ["AB"]),
        ("a11 b11 C21>A", "C", []),
        ("a11 b11 c21>A d21>A", "ABCD", ["BCD"]),
        ("a11 b11 c21>A d21>B E31>C", "E", []),
        ("D31>C A11 C21>A", "D", []),
        ("a11 b11 R22 C32>R", "C", []),
        ("A11 R22 C31>R S42", "CS", []),
        ("A11 R22 !c31>R", "ACR", []),
        ("A11 B31>C", "AB", ["AB"]),
        ("A11 B21>C c41", "ABC", ["ABC"]),
    ],
    ids=[
        "two of one number",
        "a correction settles both",
        "two corrections of one number settle nothing",
        "a later one settles them all",
        "the last correction settles the most, whichever comes first",
        "the last of the contest was corrected",
        "a correction with fewer rounds settles the first round too",
        "what does not hold waits, whatever rounds it has",
        "nothing is replaced that is not there",
        "nor what comes later",
    ],
)
def test_a_correction_that_is_proved_settles_all_up_to_the_record_that_it_replaces(laid, given, stand, conflicts):
    """Section 12.2 of the format: it replaces the last of its contest, and either of two that are the last."""
    records = [*laid(given).values()]
    assert names(standing_in(records)) == stand
    assert contradictions(records) == conflicts


def test_no_correction_settles_anything_of_another_contest(laid):
    a, b = laid("A11 B21>A").values()
    other = replace(b, facts=replace(b.facts, contest="y"))
    assert standing_in([a, other]) == [a, other]


@pytest.mark.parametrize(
    ("given", "stands", "expected"),
    [
        ("a11 b11 R22", "R", True),
        ("a11 b11 c31>A R22", "R", True),
        ("A11 c32 d32", "A", False),
        ("A11 !b11 R22", "R", False),
        ("A11 c21>A d21>A", "A", False),
        ("A11 c21>A d21>A e31>C f31>D", "A", False),
        ("A11 R22 c31>R", "R", False),
        ("A11 b21 c31>A", "A", True),
    ],
    ids=[
        "it goes on from one of two",
        "a correction that is not proved changes nothing",
        "the two are of a later ballot",
        "one of the two does not hold",
        "both wait for it",
        "they wait for what waits for it",
        "what waits for it has fewer rounds",
        "only one of them waits for it",
    ],
)
def test_a_contest_is_in_conflict_where_two_that_hold_contradict_each_other_up_to_its_ballot(
    laid, given, stands, expected
):
    records = laid(given)
    assert is_in_conflict(records[stands], [*records.values()]) is expected
    told = contradictions([*records.values()])
    assert told or not expected, "whatever is in conflict is shown"


def test_a_conflict_of_another_congress_of_that_name_is_none_of_the_one_that_is_told(laid):
    [told], later = laid("A12").values(), laid("b11 c11").values()
    day = told.facts.day + timedelta(days=90)
    whole = unit_status("U", None, [told, *(replace(one, facts=replace(one.facts, day=day)) for one in later)])
    assert (len(whole.conflicts), whole.other_congresses) == (1, 1)
    assert [(one.hash, one.in_conflict) for one in whole.contests] == [("A", False)]
