"""What the body voted on by cards after a round: told, held against the rounds, and nothing follows from it (R18)."""

from dataclasses import replace

import pytest

from tally import count_all
from tally.contest import Choice, Decision, Purpose
from tally.finding import Severity
from tests.making import congress, contest, first, strike, strike_for

SHORT = {1: 15, 2: 14, 3: 10, 4: 10}
"""Of twenty over half is eleven: two of three are elected."""
HALF = 10


def voted(after_round=1, choice="further", *, agree=20, against=None, abstain=0, not_voting=0):
    """A vote of the twenty who attend; whoever does not agree is against."""
    against = 20 - agree - abstain - not_voting if against is None else against
    cards = {"agree": agree, "against": against, "abstain": abstain, "not_voting": not_voting}
    return Decision(after_round=after_round, choice=Choice(choice), **cards)


def ballot(votes=None, *, number=1, purpose="first", **given):
    return first(strike_for(votes or SHORT, ballots=20, seats=3), number=number, purpose=purpose, **given)


def further(number):
    return first(strike((3, 4), [((3,), 10), ((4,), 10)]), number=number, purpose="further")


def result_of(*decisions, rounds=None, **given):
    (result,) = count_all(congress(), [contest(decisions=decisions, **given)], {"c": rounds or [ballot(), further(2)]})
    return result


def found(*decisions, **given):
    """What R18 has against a contest: code and figures."""
    return [(one.code, dict(one.params)) for one in result_of(*decisions, **given).findings if one.rule == "R18"]


def test_where_every_vote_is_of_all_who_attend_and_passed_nothing_is_found():
    assert found() == found(voted(), voted(2, "leave_open")) == []


@pytest.mark.parametrize("cards", [{"agree": 21}, {"against": 1}, {"abstain": 1, "against": 0}, {"not_voting": 1}])
def test_the_cards_of_a_decision_are_those_who_attend(cards):
    """Art. 30: one too many or too few, whichever card it is."""
    one = replace(voted(agree=20), **cards)
    told = {"after_round": 1, "choice": "further", "persons": 21, "attending": 20}
    assert found(one) == [("card_sum_mismatch", told)]
    assert found(voted(agree=19, against=0)) == [("card_sum_mismatch", told | {"persons": 19})]
    (finding,) = (each for each in result_of(one).findings if each.rule == "R18")
    assert finding.severity is Severity.ERROR


def test_every_decision_is_asked_for_its_cards():
    told = found(voted(0, "again", against=1), voted(), voted(2, "leave_open", agree=15, against=0))
    assert [(params["after_round"], params["persons"]) for _, params in told] == [(0, 21), (2, 15)]


def test_a_round_is_held_only_after_a_vote_of_over_half_of_the_base():
    """Half of twenty is not over half; eleven are."""
    told = {"round": 2, "choice": "further", "agree": HALF, "base": 20}
    assert found(voted(agree=HALF)) == [("round_voted_down", told)]
    assert found(voted(agree=HALF + 1)) == []
    (finding,) = (each for each in result_of(voted(agree=HALF)).findings if each.rule == "R18")
    assert finding.severity is Severity.ERROR


def test_of_several_votes_on_a_round_the_last_counts():
    assert found(voted(agree=HALF), voted()) == []
    assert [code for code, _ in found(voted(), voted(agree=HALF))] == ["round_voted_down"]


@pytest.mark.parametrize(
    "other", [voted(1, "leave_open"), voted(1, "run_off"), voted(1, "alternates"), voted(2), voted(0)]
)
def test_a_vote_on_something_else_or_after_another_round_says_nothing_of_a_round(other):
    down = replace(other, agree=0, against=20)
    assert found(down) == []
    in_order = sorted([voted(agree=HALF), other], key=lambda one: one.after_round)
    assert [code for code, _ in found(*in_order)] == ["round_voted_down"]


def test_to_hold_a_round_again_is_a_vote_on_a_round_of_any_purpose():
    """R7: the round that has too many ballots is held again, be it the first."""
    assert found(voted(0, "again", agree=HALF)) == [
        ("round_voted_down", {"round": 1, "choice": "again", "agree": HALF, "base": 20})
    ]
    assert [code for code, _ in found(voted(), voted(1, "again", agree=HALF))] == ["round_voted_down"]
    assert found(voted(agree=HALF), voted(1, "again")) == []
    stopped = [ballot(issued=3), ballot(number=2)]
    assert found(voted(1, "again", agree=HALF), rounds=stopped)[0][1]["round"] == 2


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("choice", Choice)
def test_a_decision_leads_to_the_next_round_of_its_purpose(choice, purpose):
    decision = voted(2, choice)
    leads = choice is Choice.AGAIN or choice.value == purpose.value
    assert decision.leads_to(3, purpose) is leads
    assert not decision.leads_to(2, purpose)
    assert not decision.leads_to(4, purpose)


def test_nothing_is_decided_because_of_a_vote():
    """The body decides, and what it does comes in as rounds and as ``leave_open``."""
    plain = result_of()
    for decisions in ([voted(agree=0)], [voted(2, "leave_open")], [voted(2)], [voted(0, "again", agree=0)]):
        other = result_of(*decisions)
        assert (other.status, other.next, other.structure) == (plain.status, plain.next, plain.structure)
        assert other.course.held == plain.course.held
        assert other.course.elected == plain.course.elected


def test_what_is_found_of_decisions_comes_after_the_rounds_and_before_alternates():
    level = {1: 12, 2: 12, 3: 12, 4: 11, 5: 11}
    votes = [voted(0, "again", agree=HALF, against=11)]
    result = result_of(*votes, rounds=[ballot(level, issued=21)], candidates=5, kind="delegates", alternates=1)
    codes = [one.code for one in result.findings]
    assert codes[-4:] == ["issued_exceed_present", "card_sum_mismatch", "round_voted_down", "alternates_tied"]
