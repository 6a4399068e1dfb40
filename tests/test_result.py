"""The one call that counts: results, and every finding about a contest."""

from datetime import date

import pytest

from tally import REGULATIONS, Round, Totals, count_all, decide
from tally.congress import BoardMember
from tally.contest import Category, MeasuredOn, Plan, Purpose, Sex, Share, Target
from tally.finding import Severity
from tally.outcome import Next, Status
from tally.person import Birth
from tally.result import before_counting
from tests.making import candidate, congress, contest, first, meeting, strike, strike_for

COMPLETE = {1: 15, 2: 14, 3: 13, 4: 9}
SHORT = {1: 15, 2: 14, 3: 10, 4: 10}


def _round(votes, *, number=1, purpose="first", **given):
    return first(strike_for(votes, ballots=20, seats=3), number=number, purpose=purpose, **given)


def _count(rounds, vote=None, event=None):
    (result,) = count_all(event or congress(), [vote or contest()], {"c": rounds})
    return result


def _codes(result):
    return [finding.code for finding in result.findings]


def test_a_contest_without_rounds_is_pending():
    (result,) = count_all(congress(), [contest()], {})
    assert (result.status, result.next, result.course.open_seats) == (Status.PENDING, (), 3)


def test_a_complete_contest_has_nothing_next():
    result = _count([_round(COMPLETE)])
    assert (result.status, result.next, result.findings) == (Status.COMPLETE, (), ())
    assert [person.number for person in result.course.elected] == [1, 2, 3]
    assert result.structure == result.promises == ()


def test_what_may_follow_is_what_the_last_outcome_says_until_the_body_closes_it():
    assert _count([_round(SHORT)]).next == (Next.FURTHER, Next.LEAVE_OPEN)
    assert _count([_round(SHORT)], contest(leave_open=True)).next == ()
    assert _count([_round(SHORT, issued=3)]).next == (Next.CONGRESS_DECIDES,)


def test_the_plan_is_measured_on_the_list_and_on_the_elected():
    people = [candidate(number, sex=Sex.FEMALE if number < 3 else Sex.MALE) for number in range(1, 5)]
    targets = tuple(Target(category=Category.WOMEN, measured_on=on, at_least=Share(percent=50)) for on in MeasuredOn)
    result = _count([_round(COMPLETE)], contest(people, 3, plan=Plan(age_on=date(2025, 1, 1), targets=targets)))
    assert [(measure.have, measure.of, measure.met) for measure in result.structure] == [(2, 4, True), (2, 3, True)]
    assert len(result.promises) == 2


def test_what_the_rules_have_against_a_contest_comes_in_one_order():
    """The congress, the meeting, the list, the pool, the board, births, rounds, alternates."""
    event = congress(
        meeting("delegates", present=5, absent=15),
        regulation=REGULATIONS["244-QĐ/TW"],
        board=(BoardMember(name="Người 2", role="head"),),
    )
    people = [candidate(1, born=Birth(year=1985)), candidate(2)]
    young = Target(category=Category.YOUNG, measured_on=MeasuredOn.ELECTED, below=40, at_least=Share(count=1))
    vote = contest(people, 1, kind="standing_committee", plan=Plan(age_on=date(2025, 7, 1), targets=(young,)), quota=12)
    result = _count([first(strike((1, 2), [((1,), 6)]), issued=7)], vote, event)
    assert _codes(result) == [
        "regulation_not_in_force",
        "not_quorate",
        "bodies_not_given",
        "over_guided_size",
        "pool_not_named",
        "board_member_is_candidate",
        "birth_year_only",
        "issued_exceed_present",
        "collected_exceed_present",
    ]


def test_what_stops_a_round_is_an_error_with_its_figures():
    held = first(strike((1, 2, 3, 4), [((4,), 19), ((), 2)]), issued=20, collected=21)
    event = congress(meeting("members", present=21))
    (finding,) = _count([held], event=event).findings
    assert (finding.code, finding.severity, finding.rule) == ("ballots_exceed_issued", Severity.ERROR, "R7.excess")
    assert finding.params == {
        "round": 1,
        "present": 21,
        "issued": 20,
        "collected": 21,
        "valid": 19,
        "invalid": 2,
    }


def test_more_ballots_than_persons_is_told_as_an_error_and_stops_nothing():
    """R7, our reading: the roll may be behind; whoever came late must be entered."""
    held = first(strike((1, 2, 3, 4), [((4,), 21)]), issued=21)
    result = _count([held])
    warning, error = result.findings
    assert (warning.code, warning.severity, warning.rule) == ("issued_exceed_present", Severity.WARNING, "R7.excess")
    assert (error.code, error.severity, error.rule) == ("collected_exceed_present", Severity.ERROR, "R7.excess")
    assert warning.params == error.params
    assert (error.params["present"], error.params["collected"]) == (20, 21)
    assert result.status is Status.COMPLETE
    assert _codes(_count([first(strike((1, 2, 3, 4), [((4,), 20)]), issued=21)])) == ["issued_exceed_present"]


@pytest.mark.parametrize(
    ("totals", "code", "rule"),
    [
        (Totals(valid=18, invalid=1, votes={1: 9, 2: 9, 3: 9, 4: 9}), "collected_mismatch", "R7"),
        (Totals(valid=20, invalid=0, votes={1: 21, 2: 9, 3: 9, 4: 9}), "votes_exceed_valid", "R7.excess"),
        (Totals(valid=20, invalid=0, votes={1: 20, 2: 20, 3: 20, 4: 9}), "votes_do_not_fit", "R7.excess"),
    ],
)
def test_sums_that_do_not_agree_name_the_clause_they_rest_on(totals, code, rule):
    held = Round(number=1, purpose=Purpose.FIRST, issued=20, collected=20, ballots=totals)
    (error,) = _count([held]).findings
    assert (error.code, error.severity, error.rule) == (code, Severity.ERROR, rule)


def test_a_meeting_that_is_not_quorate_is_told_once():
    event = congress(meeting("members", present=5, absent=15))
    assert _codes(_count([first(strike((1, 2, 3, 4), [((4,), 5)]))], event=event)) == ["not_quorate"]


def test_a_third_ballot_for_a_committee_is_warned_of():
    """R11, recalled: first and further ballots are counted, run-offs are not."""
    level = strike((3, 4), [((3,), 10), ((4,), 10)])
    rounds = [_round(SHORT), *(first(level, purpose="further", number=number) for number in (2, 3))]
    assert _codes(_count(rounds[:2])) == []
    (finding,) = _count(rounds).findings
    assert (finding.code, finding.severity, finding.rule) == ("past_second_ballot", Severity.WARNING, "R11.committee")
    assert finding.params == {"ballots": 3, "usual": 2}
    inspection = contest(kind="inspection_committee")
    assert "past_second_ballot" not in _codes(_count(rounds, inspection))


def test_a_stopped_ballot_is_no_ballot_held():
    level = strike((3, 4), [((3,), 10), ((4,), 10)])
    rounds = [_round(SHORT, issued=3), _round(SHORT, number=2), first(level, purpose="further", number=3)]
    assert _codes(_count(rounds)) == ["ballots_exceed_issued"]


def test_run_offs_are_not_ballots_of_their_own():
    tied = {1: 15, 2: 14, 3: 12, 4: 12}
    level = strike((3, 4), [((3,), 10), ((4,), 10)])
    rounds = [_round(tied), *(first(level, purpose="run_off", number=number) for number in (2, 3))]
    assert _codes(_count(rounds)) == []


def test_a_run_off_that_is_owed_cannot_be_waived():
    (finding,) = _count([_round({1: 15, 2: 14, 3: 12, 4: 12})], contest(leave_open=True)).findings
    assert (finding.code, finding.severity, finding.rule) == ("run_off_still_owed", Severity.ERROR, "R10")
    assert finding.params == {"round": 1}


@pytest.mark.parametrize(("kind", "rule"), [("delegates", "R11.delegates"), ("committee", "R11.committee")])
def test_whoever_is_left_off_a_further_ballot_is_named(kind, rule):
    people = [candidate(number) for number in (1, 2, 3, 4, 5, 6)]
    votes = {1: 15, 2: 14, 3: 10, 4: 10, 5: 5, 6: 1}
    second = first(strike((3, 4), [((3,), 10), ((4,), 10)]), purpose="further", number=2, candidates=(3, 4))
    third = first(strike((3, 4, 5, 6), [((3, 4, 6), 20)]), purpose="further", number=3)
    result = _count([_round(votes), second, third], contest(people, 3, kind=kind))
    findings = [finding for finding in result.findings if finding.code == "left_off_further_ballot"]
    assert [finding.params for finding in findings] == [{"round": 2, "numbers": "5, 6"}]
    assert (findings[0].severity, findings[0].rule) == (Severity.WARNING, rule)


@pytest.mark.parametrize(
    ("votes", "alternates", "code", "rule", "params"),
    [
        ({1: 13, 2: 13, 3: 12, 4: 11, 5: 11}, 1, "alternates_tied", "R12.tie", {"numbers": "4, 5", "places_left": 1}),
        (
            {1: 14, 2: 13, 3: 12, 4: 11, 5: 10},
            2,
            "alternates_short",
            "R12.alternates",
            {"taken": 1, "alternates": 2},
        ),
        ({1: 14, 2: 13, 3: 12, 4: 11, 5: 10}, 1, None, None, None),
    ],
)
def test_alternates_tied_or_too_few_are_remarked_on(votes, alternates, code, rule, params):
    vote = contest(5, 3, kind="delegates", alternates=alternates)
    findings = [finding for finding in _count([_round(votes)], vote).findings if finding.code.startswith("alt")]
    assert [(finding.code, finding.rule, finding.params) for finding in findings] == (
        [(code, rule, params)] if code else []
    )
    assert all(finding.severity is Severity.WARNING for finding in findings)


def _pooled(rounds):
    committee = contest(4, 3, id="bch")
    secretary = contest([candidate(1, "Người 1"), candidate(2, "Người 4")], 1, kind="secretary", pool="bch", id="bt")
    return count_all(congress(), [committee, secretary], {"bch": rounds})[1]


def test_before_the_pool_has_voted_whoever_is_on_its_list_may_stand_and_then_only_the_elected():
    assert "candidate_not_in_pool" not in _codes(_pooled([]))
    (warning,) = [finding for finding in _pooled([]).findings if finding.code == "pool_not_counted"]
    assert (warning.severity, warning.rule, warning.params) == (Severity.WARNING, "R13", {"pool": "bch"})
    assert "pool_not_counted" not in _codes(_pooled([_round(COMPLETE)]))
    findings = [finding for finding in _pooled([_round(COMPLETE)]).findings if finding.code == "candidate_not_in_pool"]
    assert [finding.params for finding in findings] == [{"number": 2, "name": "Người 4"}]


def test_a_pool_comes_before_the_contest_that_draws_on_it():
    committee, secretary = contest(4, 3, id="bch"), contest(2, 1, kind="secretary", pool="bch")
    with pytest.raises(KeyError):
        count_all(congress(), [secretary, committee], {})


def test_totals_and_ballots_of_the_same_votes_come_to_the_same():
    totals = Totals(valid=20, invalid=0, votes=COMPLETE)
    by_totals = _count([Round(number=1, purpose=Purpose.FIRST, issued=20, collected=20, ballots=totals)])
    assert by_totals == _count([_round(COMPLETE)])


def test_before_counting_a_pool_that_has_voted_is_known_by_whom_it_elected():
    committee = contest(4, 3, id="bch")
    secretary = contest([candidate(1, "Người 1"), candidate(2, "Người 4")], 1, kind="secretary", pool="bch", id="bt")
    event = congress()
    courses = [decide(event, committee, [_round(COMPLETE)]), decide(event, secretary, [])]
    before, after = before_counting(courses)
    assert (before.status, before.course.held) == (Status.PENDING, ())
    assert "candidate_not_in_pool" in _codes(after)


def test_leaving_the_seat_open_does_not_undo_that_the_superior_committee_appoints():
    """R11: a cell's secretary, after the third ballot without a result."""
    event = congress(level="cell")
    vote = contest(2, 1, kind="secretary", leave_open=True)
    level = strike((1, 2), [((1,), 10), ((2,), 10)])
    rounds = [first(level, number=n, purpose="first" if n == 1 else "further") for n in (1, 2, 3)]
    result = _count(rounds, vote, event)
    assert (result.status, result.next) == (Status.CLOSED_SHORT, (Next.SUPERIOR_APPOINTS,))
    assert _count(rounds[:2], vote, event).next == ()
