"""The roll is the sum of everybody summoned, and the bodies are those that sent somebody (R8, R14)."""

import pytest

from tally.congress import STATUSES, Bodies, MeetingKind, Roll
from tally.contest import Sex
from tally.person import Birth
from tally.summoned import Summoned, bodies_of, roll_of


def person(status="present", body=""):
    return Summoned(
        number=1, name="An", sex=Sex.MALE, born=Birth(year=1980), ethnicity="Kinh", status=status, body=body
    )


@pytest.mark.parametrize("kind", MeetingKind)
def test_each_person_is_counted_once_by_status(kind):
    statuses = STATUSES[kind]
    people = [person(status) for times, status in enumerate(statuses, 1) for _ in range(times)]
    assert roll_of(people) == Roll(**{status: times for times, status in enumerate(statuses, 1)})
    assert roll_of(people).summoned == len(people)
    assert roll_of([]) == Roll()


@pytest.mark.parametrize(
    ("people", "bodies"),
    [
        ([], None),
        ([("present", ""), ("absent", "")], None),
        ([("present", "A"), ("absent", "A"), ("absent", "B")], (2, 1)),
        ([("replaced", "A"), ("unreplaced", "B"), ("convening_absent", "C")], (3, 1)),
        ([("present", "A"), ("present", "")], (1, 1)),
        ([("absent", "A")], (1, 0)),
    ],
)
def test_a_body_is_there_if_anybody_of_it_is_or_an_alternate_sits(people, bodies):
    """R14: a body whose only delegate is replaced has its alternate there; one that nobody names is none."""
    wanted = Bodies(summoned=bodies[0], present=bodies[1]) if bodies else None
    assert bodies_of([person(*one) for one in people]) == wanted
