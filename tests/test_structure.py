"""The structure plan (R16): who counts, how many are needed, who has them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.contest import Category, MeasuredOn, Plan, Sex, Share, Target
from tally.finding import Severity
from tally.person import Birth
from tally.structure import Measure, allowed, belongs, is_met, measure, needed, unsure_births
from tests.making import candidate

AGE_ON = date(2025, 7, 1)


def target(category, *, on="elected", **given):
    return Target(category=Category(category), measured_on=MeasuredOn(on), **given)


def at_least(percent=None, count=None):
    return {"at_least": Share(percent=percent, count=count)}


@pytest.mark.parametrize(
    ("wanted", "person", "counts"),
    [
        (target("women"), candidate(sex=Sex.FEMALE), True),
        (target("women"), candidate(sex=Sex.MALE), False),
        (target("ethnic_minority"), candidate(ethnicity="Tày"), True),
        (target("ethnic_minority"), candidate(ethnicity="Kinh"), False),
        (target("ethnic_minority"), candidate(ethnicity="KINH"), False),
        (target("incumbent"), candidate(incumbent=True), True),
        (target("incumbent"), candidate(incumbent=False), False),
        (target("new"), candidate(incumbent=False), True),
        (target("new"), candidate(incumbent=True), False),
        (target("attribute", name="x"), candidate(attributes=frozenset({"x", "y"})), True),
        (target("attribute", name="z"), candidate(attributes=frozenset({"x", "y"})), False),
    ],
)
def test_who_counts_towards_a_target(wanted, person, counts):
    assert belongs(person, wanted, age=50) is counts


@pytest.mark.parametrize(
    ("wanted", "ages"),
    [
        (target("young", below=42), {41: True, 42: False, 43: False}),
        (target("age", first=40, last=50), {39: False, 40: True, 50: True, 51: False}),
        (target("age", first=51), {50: False, 51: True, 80: True}),
        (target("age", last=39), {39: True, 40: False}),
    ],
)
def test_young_is_below_the_age_and_both_ends_of_a_band_are_in_it(wanted, ages):
    for age, counts in ages.items():
        assert belongs(candidate(), wanted, age=age) is counts


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ((1975, 3, 15), date(2025, 3, 15), 50),
        ((1975, 3, 16), date(2025, 3, 15), 49),
        ((1975, 4, 1), date(2025, 3, 15), 49),
        ((1975, 2, 28), date(2025, 3, 15), 50),
        ((2000, 2, 29), date(2025, 2, 28), 24),
        ((2000, 2, 29), date(2025, 3, 1), 25),
    ],
)
def test_age_is_in_completed_years_on_the_day(born, day, age):
    year, month, of_month = born
    assert Birth(year=year, month=month, day=of_month).age_on(day) == age


def test_a_person_of_whom_only_the_year_is_known_is_taken_as_born_on_its_first_day():
    birth = Birth(year=1985)
    assert birth.is_year_only
    assert birth.age_on(date(2025, 1, 1)) == 40
    assert str(birth) == "1985"
    assert str(Birth(year=985, month=3, day=5)) == "0985-03-05"
    assert not Birth(year=1985, month=1, day=1).is_year_only


@pytest.mark.parametrize(("percent", "of", "need"), [(15, 45, 7), (15, 5, 1), (10, 11, 2), (40, 15, 6), (15, 0, 0)])
def test_a_percentage_to_be_reached_is_rounded_up_to_whole_persons(percent, of, need):
    """R16: 15 % of 45 is 7."""
    assert needed(target("women", **at_least(percent)), of) == need


@pytest.mark.parametrize(
    ("percent", "of", "limit"), [(67, 11, 7), (67, 15, 10), (33, 3, 0), (50, 2, 1), (67, 2, 1), (67, 0, 0)]
)
def test_a_percentage_not_to_be_passed_is_rounded_down(percent, of, limit):
    assert allowed(target("incumbent", at_most=Share(percent=percent)), of) == limit


def test_a_number_of_persons_is_what_it_says():
    assert needed(target("women", **at_least(count=3)), 45) == 3
    assert allowed(target("women", at_most=Share(count=3)), 45) == 3
    assert needed(target("women", **at_least(count=0)), 45) == 0
    assert needed(target("women", at_most=Share(count=3)), 45) is None
    assert allowed(target("women", **at_least(count=3)), 45) is None


def test_both_bounds_of_a_target_must_hold():
    band = target("age", first=40, last=50, at_least=Share(percent=40), at_most=Share(percent=50))
    assert [is_met(band, have=have, of=10) for have in (3, 4, 5, 6)] == [False, True, True, False]


def test_a_target_is_measured_on_those_it_names():
    people = [candidate(1, sex=Sex.FEMALE), candidate(2), candidate(3, sex=Sex.FEMALE), candidate(4)]
    plan = Plan(
        age_on=AGE_ON,
        targets=(
            target("women", on="nominees", **at_least(60)),
            target("women", at_most=Share(percent=40), **at_least(percent=50)),
        ),
    )
    on_list, elected = measure(plan, on_list=people, elected=people[1:3])
    assert on_list == Measure(target=plan.targets[0], have=2, of=4, need=3, limit=None, met=False)
    assert elected == Measure(target=plan.targets[1], have=1, of=2, need=1, limit=0, met=False)


def test_ages_are_reckoned_on_the_day_that_the_plan_names():
    person = candidate(born=Birth(year=1985, month=7, day=1))
    plan = Plan(age_on=AGE_ON, targets=(target("young", below=40, **at_least(count=1)),))
    assert not measure(plan, on_list=(), elected=[person])[0].met
    plan = Plan(age_on=date(2025, 6, 30), targets=plan.targets)
    assert measure(plan, on_list=(), elected=[person])[0].met


@given(st.integers(0, 100), st.integers(0, 200))
def test_the_need_is_the_least_that_reaches_the_percentage_and_the_limit_the_most_that_keeps_it(percent, of):
    need = needed(target("women", **at_least(percent)), of)
    assert need * 100 >= percent * of > (need - 1) * 100 or need == 0
    limit = allowed(target("women", at_most=Share(percent=percent)), of)
    assert limit * 100 <= percent * of < (limit + 1) * 100


def test_those_whose_birthday_would_decide_are_named():
    """Born in 1985 is 39 or 40 on 1 July 2025; of one born in 1984 or 1986 the year says enough."""
    people = [candidate(1, born=Birth(year=1985)), candidate(2, born=Birth(year=1986)), candidate(3)]
    people += [candidate(4, born=Birth(year=1985)), candidate(5, born=Birth(year=1984))]
    plan = Plan(age_on=AGE_ON, targets=(target("women"), target("young", below=40)))
    (finding,) = unsure_births(plan, people)
    assert (finding.code, finding.severity, finding.rule) == ("birth_year_only", Severity.WARNING, "R16")
    assert finding.params == {"category": "young", "numbers": "1, 4"}
    assert unsure_births(plan, [*people[1:3], people[4]]) == ()
