"""The audit's draw and its arithmetic: vectors made by other means, and the risk limit shown by trying every order."""

import json
from fractions import Fraction
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.congress import Base
from tally.count import Count
from tally.outcome import Complete
from tally.record.audit import Conclusion, Plan, draw, report, sample_size
from tally.record.claims import Decided
from tally.record.commitment import Ballot, BallotKind
from tally.record.refusal import Refused

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "audit.json").read_text())
DICE = "31415926535897932384"


def draw_by_the_book(seed, size, count):
    """The rule as it is documented, in plain steps."""
    places, k = [], 1
    while len(places) < count:
        number = int(sha256(f"{seed},{k}".encode()).hexdigest(), 16)
        if number % size not in places:
            places.append(number % size)
        k += 1
    return tuple(places)


def sample_by_the_book(margin, ballots, risk):
    """The formula at the head of the module, without errors, in exact fractions; g is 11/10."""
    chance, size = Fraction(1), 0
    while margin <= 2 * (ballots - size) and chance > Fraction(risk, 100):
        chance *= 1 - Fraction(margin) / (Fraction(22, 10) * (ballots - size))
        size += 1
    return size


@pytest.mark.parametrize("known", VECTORS["draws"])
def test_draws_are_those_of_the_vectors(known):
    seed, size, drawn = known["seed"], known["size"], tuple(known["drawn"])
    assert draw_by_the_book(seed, size, len(drawn)) == drawn
    assert draw(seed, size, len(drawn)) == drawn


def test_a_draw_can_be_checked_by_hand():
    """Printf '31415926535897932384,1' into sha256sum, and the last digits of what comes out say the place in 16."""
    digest = "".join(f"{byte:02x}" for byte in sha256(b"31415926535897932384,1").digest())
    assert draw(DICE, 16, 1) == (int(digest[-1], 16),)
    assert draw(DICE, 256, 1) == (int(digest[-2:], 16),)


@given(
    st.integers(10**9, 10**30), st.integers(1, 300).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size)))
)
def test_places_are_drawn_once_each_and_drawing_more_only_adds(seed, case):
    size, count = case
    drawn = draw(str(seed), size, count)
    assert len(drawn) == len(set(drawn)) == count
    assert all(0 <= place < size for place in drawn)
    assert draw(str(seed), size, size)[:count] == drawn


@pytest.mark.unmeasured
def test_every_place_is_drawn_about_as_often():
    """Chi squared over 4,000 seeds and 10 places; 9 degrees of freedom give 27.88 once in a thousand."""
    times = [0] * 10
    for seed in range(4_000):
        times[draw(f"{seed:010}", 10, 1)[0]] += 1
    assert sum(Fraction((have - 400) ** 2, 400) for have in times) < Fraction(2788, 100)


@pytest.mark.parametrize(
    "seed", ["", "123456789", "1" * 101, "12345 67890", "123456789a", "-1234567890", "１２３４５６７８９０"]
)
def test_a_seed_is_ten_to_a_hundred_digits(seed):
    assert len(draw("1" * 10, 5, 1)) == len(draw("1" * 100, 5, 1)) == 1
    with pytest.raises(Refused, match=r"^bad_seed"):
        draw(seed, 5, 1)


@pytest.mark.parametrize(("size", "count"), [(5, 6), (5, -1), (0, 1)])
def test_no_more_can_be_drawn_than_there_are(size, count):
    with pytest.raises(Refused, match=r"^too_many_drawn"):
        draw(DICE, size, count)


@pytest.mark.parametrize("known", VECTORS["sample_sizes"])
def test_sample_sizes_are_those_of_the_vectors(known):
    margin, ballots, risk = known["margin_votes"], known["ballots"], known["risk_percent"]
    assert sample_by_the_book(margin, ballots, risk) == known["sample"]
    assert sample_size(margin_votes=margin, ballots=ballots, risk_percent=risk) == known["sample"]


def test_a_sample_can_be_reckoned_by_hand():
    """Margin 2 of 4 ballots, risk 50 %: 1 - 2/8.8 = 0.773, times 1 - 2/6.6 = 0.539, times 1 - 2/4.4 = 0.294."""
    assert sample_size(margin_votes=2, ballots=4, risk_percent=50) == 3
    assert sample_size(margin_votes=2, ballots=4, risk_percent=29) == 4


def test_the_risk_limit_itself_is_enough():
    """Margin 55 of 50 ballots: 1 - 55/110 is one half to the last digit."""
    assert sample_size(margin_votes=55, ballots=50, risk_percent=50) == 1
    assert sample_size(margin_votes=55, ballots=50, risk_percent=49) == 2


@given(st.integers(1, 500), st.integers(1, 250), st.integers(1, 50))
def test_a_sample_is_that_of_the_formula_and_never_above_starks(margin, ballots, risk):
    """Stark's draws with replacement, so its expected error stays V / N: (1 - V/(2 g N))^n <= risk."""
    sample = sample_size(margin_votes=margin, ballots=ballots, risk_percent=risk)
    assert sample == sample_by_the_book(margin, ballots, risk) <= ballots
    if margin <= 2 * ballots:
        once = 1 - Fraction(margin) / (Fraction(22, 10) * ballots)
        assert sample == 0 or once ** (sample - 1) > Fraction(risk, 100)


@given(st.integers(1, 300), st.integers(1, 200), st.integers(1, 49))
def test_a_smaller_margin_or_risk_never_needs_fewer_ballots(margin, ballots, risk):
    sample = sample_size(margin_votes=margin + 1, ballots=ballots, risk_percent=risk + 1)
    assert sample <= sample_size(margin_votes=margin, ballots=ballots, risk_percent=risk + 1)
    assert sample <= sample_size(margin_votes=margin + 1, ballots=ballots, risk_percent=risk)


@pytest.mark.parametrize("risk", [0, -5, 51, 100])
def test_a_risk_limit_is_one_to_fifty_per_cent(risk):
    for fine in (1, 50):
        assert sample_size(margin_votes=10, ballots=20, risk_percent=fine) > 0
    with pytest.raises(Refused, match=r"^bad_risk most=50"):
        sample_size(margin_votes=10, ballots=20, risk_percent=risk)


@pytest.mark.parametrize("margin", [0, -1])
def test_without_a_margin_there_is_nothing_to_sample(margin):
    with pytest.raises(Refused, match=r"^bad_margin"):
        sample_size(margin_votes=margin, ballots=20, risk_percent=5)


FIRST, SECOND, NOBODY = (Ballot(kind=BallotKind.STRIKE, struck=struck) for struck in ((2,), (1,), (1, 2)))


def run_off(recorded):
    """A run-off of two persons for one seat (R10), with only the claim that the first is ahead of the second."""
    ahead, behind = recorded.count(FIRST), recorded.count(SECOND)
    count = Count(
        kind=BallotKind.STRIKE,
        seats=1,
        issued=len(recorded),
        collected=len(recorded),
        valid=ahead + behind,
        invalid=len(recorded) - ahead - behind,
        votes={1: ahead, 2: behind},
    )
    return Decided(count=count, outcome=Complete(elected=(1,)), base=Base(summoned=len(recorded)), is_run_off=True)


def chance_to_confirm(recorded, paper, risk):
    """The chance, over all orders of drawing, that an audit that looks after each ballot ever confirms."""
    decided, size = run_off(recorded), len(recorded)
    orders = set(permutations(zip(recorded, paper, strict=True)))
    confirmed = 0
    for order in orders:
        for read in range(size + 1):
            plan = Plan(seed=DICE, risk_percent=risk, ballots=size, margin=None, drawn=tuple(range(read)))
            leaves, papers = ({index: order[index][side] for index in range(read)} for side in (0, 1))
            if report(decided, plan, recorded=leaves, paper=papers).conclusion is Conclusion.CONFIRMED:
                confirmed += 1
                break
    return Fraction(confirmed, len(orders))


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("recorded", "paper"),
    [
        ([FIRST] * 6 + [SECOND], [FIRST] * 3 + [SECOND] * 4),
        ([FIRST] * 6 + [SECOND], [FIRST] * 1 + [NOBODY] * 5 + [SECOND]),
        ([FIRST] * 5 + [SECOND], [FIRST, NOBODY, SECOND, SECOND, SECOND, FIRST]),
        ([FIRST] * 5 + [NOBODY], [FIRST] * 3 + [SECOND] * 3),
        ([FIRST] * 4 + [SECOND] * 2, [FIRST] * 3 + [SECOND] * 3),
    ],
)
@pytest.mark.parametrize("risk", [20, 35, 50])
def test_a_wrong_verdict_is_confirmed_at_most_as_often_as_the_risk_limit_says(recorded, paper, risk):
    """Exactly, over every order, looking after each ballot: errors of one vote, of two, and against each other."""
    assert paper.count(FIRST) <= paper.count(SECOND), "the verdict is wrong on paper"
    assert chance_to_confirm(recorded, paper, risk) <= Fraction(risk, 100)


@pytest.mark.unmeasured
def test_the_risk_limit_is_made_use_of():
    """The bound is not kept by never confirming: a wrong verdict does get confirmed now and then, a true one always."""
    assert chance_to_confirm([FIRST] * 6 + [SECOND], [FIRST] * 3 + [SECOND] * 4, 50) > 0
    assert chance_to_confirm([FIRST] * 5 + [SECOND] * 2, [FIRST] * 5 + [SECOND] * 2, 5) == 1
