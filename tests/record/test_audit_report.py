"""What a verdict rests on, how many papers to read for it, and what they prove: the paper is the truth."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally import Ballots
from tally.ballot import BallotKind, Reason
from tally.congress import Base, BlankBoxes
from tally.count import Stop, count_round
from tally.outcome import Complete, Next, Stopped, outcome_of
from tally.record.audit import Conclusion, Plan, draw, plan, report
from tally.record.claims import Claim, Decided, Ground, claims
from tally.record.commitment import Ballot, each
from tally.record.refusal import Refused
from tests.making import first, strike_for

DICE = "6142533165"


def decided_by(ballots, *, seats, base, is_run_off=False, blank_boxes=BlankBoxes.INVALID, stops=()):
    """A round counted and decided by the core: what a record says of it."""
    count = count_round(first(ballots), candidates=ballots.candidates, seats=seats, blank_boxes=blank_boxes)
    whole = Base(summoned=base)
    outcome = outcome_of(count, base=whole, is_run_off=is_run_off, stops=stops)
    return Decided(count=count, outcome=outcome, base=whole, is_run_off=is_run_off, blank_boxes=blank_boxes)


def round_of(votes, *, seats, ballots=60, base=60, **given):
    """A strike round in which each candidate has so many votes, and its ballots one by one, by index."""
    cast = strike_for(votes, ballots=ballots, seats=seats)
    return decided_by(cast, seats=seats, base=base, **given), dict(enumerate(each(cast)))


def two_of_three():
    """60 ballots, two seats, 49, 47 and 24 votes: half is 30, so the cut is nearer (23) than the base (17, doubled)."""
    return round_of({1: 49, 2: 47, 3: 24}, seats=2)


def margins(decided):
    return {(claim.ground, claim.person, claim.other): claim.margin for claim in claims(decided)}


def found(decided, leaves, papers=None, *, drawn=None, risk=5):
    """The report on these leaves, with some papers other than the leaves."""
    drawn = tuple(leaves) if drawn is None else drawn
    audit = Plan(seed=DICE, risk_percent=risk, ballots=decided.ballots, margin=None, drawn=drawn)
    recorded = {index: leaves[index] for index in drawn}
    return report(decided, audit, recorded=recorded, paper=recorded | (papers or {}))


def that(leaves, *votes):
    """The indices of the leaves that give exactly these persons a vote, of three on the list."""
    return [index for index, leaf in leaves.items() if leaf.struck == tuple({1, 2, 3} - set(votes))]


def voting(*votes):
    return Ballot(kind=BallotKind.STRIKE, struck=tuple(sorted({1, 2, 3} - set(votes))))


def test_the_elected_are_over_half_and_ahead_of_all_others():
    """R9: against the base a ballot moves one vote, between two persons two; so the first kind of margin is doubled."""
    decided, _ = two_of_three()
    assert margins(decided) == {
        (Ground.OVER_HALF, 1, None): 2 * (49 - 30),
        (Ground.OVER_HALF, 2, None): 2 * (47 - 30),
        (Ground.AHEAD, 1, 3): 49 - 24,
        (Ground.AHEAD, 2, 3): 47 - 24,
    }


@pytest.mark.parametrize(("base", "half"), [(40, 20), (41, 20)])
def test_the_margin_against_the_base_is_to_half_itself_which_is_not_enough(base, half):
    """R8: the elected fall with base // 2 votes left to them; the others rise with one vote more than that."""
    decided, _ = round_of({1: 30, 2: 12, 3: 5}, seats=2, ballots=40, base=base)
    assert decided.outcome.elected == (1,)
    assert margins(decided) == {
        (Ground.OVER_HALF, 1, None): 2 * (30 - half),
        (Ground.NOT_OVER_HALF, 2, None): 2 * (half + 1 - 12),
        (Ground.NOT_OVER_HALF, 3, None): 2 * (half + 1 - 5),
    }


def test_in_a_run_off_the_base_is_no_matter():
    """R10: the higher votes win; over half is not needed."""
    decided, _ = round_of({1: 24, 2: 20}, seats=1, ballots=44, is_run_off=True)
    assert margins(decided) == {(Ground.AHEAD, 1, 2): 4}


def test_a_tie_has_no_claim_that_a_sample_could_prove():
    decided, _ = round_of({1: 40, 2: 33, 3: 33}, seats=2)
    assert decided.outcome.next == (Next.RUN_OFF,)
    assert claims(decided) == ()
    assert plan(decided, seed=DICE, risk_percent=50).drawn == tuple(range(60))


def test_a_stopped_round_has_no_verdict_to_prove():
    decided, _ = round_of({1: 40, 2: 20}, seats=1, stops=(Stop.NOT_QUORATE,))
    assert isinstance(decided.outcome, Stopped)
    for ask in (lambda: claims(decided), lambda: plan(decided, seed=DICE, risk_percent=5)):
        with pytest.raises(Refused, match=r"^nothing_decided"):
            ask()


def test_a_plan_goes_by_the_smallest_margin_against_the_cut_or_the_base():
    at_the_cut, _ = two_of_three()
    made = plan(at_the_cut, seed=DICE, risk_percent=5)
    assert (made.margin, made.ballots, made.count_all) == (23, 60, False)
    assert made.drawn == draw(DICE, 60, 14)
    at_the_base, _ = round_of({1: 49, 2: 47, 3: 2}, seats=2, base=90)
    assert plan(at_the_base, seed=DICE, risk_percent=5).margin == 2 * (47 - 45)


def test_where_a_sample_is_not_smaller_than_all_the_plan_says_count_all():
    close, _ = round_of({1: 6, 2: 5}, seats=1, ballots=11, base=11)
    made = plan(close, seed=DICE, risk_percent=5)
    assert made.count_all
    assert made.drawn == tuple(range(11))
    clear, _ = two_of_three()
    assert plan(clear, seed=DICE, risk_percent=5, at_least=59).drawn == draw(DICE, 60, 59)
    assert plan(clear, seed=DICE, risk_percent=5, at_least=60).drawn == tuple(range(60))
    assert plan(clear, seed=DICE, risk_percent=5, at_least=999).count_all


@pytest.mark.parametrize("votes", [{1: 49, 2: 47, 3: 24}, {1: 40, 2: 33, 3: 33}])
def test_a_plan_needs_dice_and_a_risk_limit_whether_it_samples_or_not(votes):
    decided, _ = round_of(votes, seats=2)
    with pytest.raises(Refused, match=r"^bad_seed"):
        plan(decided, seed="heads", risk_percent=5)
    with pytest.raises(Refused, match=r"^bad_risk"):
        plan(decided, seed=DICE, risk_percent=0)


def test_a_record_whose_verdict_does_not_follow_from_its_votes_is_not_audited():
    honest, _ = two_of_three()
    lie = Decided(count=honest.count, outcome=Complete(elected=(1, 3)), base=honest.base)
    with pytest.raises(Refused, match=r"^bad_margin"):
        plan(lie, seed=DICE, risk_percent=5)


@pytest.mark.parametrize(
    ("ballot", "votes"),
    [
        (voting(1, 2), {1, 2}),
        (voting(3), {3}),
        (voting(1, 2, 3), set()),
        (voting(), set()),
        (Ballot(kind=BallotKind.STRIKE, struck=(3,), defect=Reason.SIGNED_OR_WRITTEN), set()),
    ],
)
def test_a_strike_ballot_gives_its_votes_if_it_is_valid(ballot, votes):
    decided, _ = two_of_three()
    assert decided.votes_on(ballot) == votes


@pytest.mark.parametrize(("setting", "blank"), [(BlankBoxes.INVALID, set()), (BlankBoxes.VALID, set())])
def test_a_boxes_ballot_gives_a_vote_where_agree_stands_alone(setting, blank):
    cast = Ballots.boxes((1, 2), [((1, 2), ())] * 9)
    decided = decided_by(cast, seats=2, base=10, blank_boxes=setting)
    assert decided.votes_on(Ballot(kind=BallotKind.BOXES, agree=(1, 2), disagree=(2,))) == {1}
    assert decided.votes_on(Ballot(kind=BallotKind.BOXES, disagree=(1, 2))) == blank


def test_the_blank_boxes_setting_counts_in_the_number_of_ballots_read():
    cast = Ballots.boxes((1, 2), [((1, 2), ())] * 9 + [((), ())])
    for setting, invalid in ((BlankBoxes.INVALID, 1), (BlankBoxes.VALID, 0)):
        decided = decided_by(cast, seats=2, base=10, blank_boxes=setting)
        assert (decided.count.invalid, decided.ballots) == (invalid, 10)


def test_papers_that_all_agree_confirm_the_verdict_at_the_risk_limit():
    decided, leaves = two_of_three()
    made = plan(decided, seed=DICE, risk_percent=5)
    result = report(decided, made, recorded=leaves, paper={index: leaves[index] for index in made.drawn})
    assert result.conclusion is Conclusion.CONFIRMED
    assert (result.read, result.further, result.discrepancies) == (14, 0, ())
    assert Fraction(3, 100) < result.risk <= Fraction(5, 100)
    one_less = found(decided, leaves, drawn=made.drawn[:-1])
    assert (one_less.conclusion, one_less.further) == (Conclusion.NOT_YET, 1)
    assert one_less.risk > Fraction(5, 100)


def test_the_risk_left_is_that_of_the_formula():
    """Two ballots of 60, the second of which took a vote from 2 and gave it to 3: the margin of 2 over 3 is 23."""
    decided, leaves = two_of_three()
    drawn = (*that(leaves, 1, 2)[:2],)
    result = found(decided, leaves, {drawn[1]: voting(1, 3)}, drawn=drawn)
    g2 = Fraction(22, 10)
    expected = (1 - 23 / (g2 * 60)) * (1 - 23 / (g2 * 59)) / (1 - 2 / g2)
    assert expected > 1
    assert result.risk == 1
    right = found(decided, leaves, drawn=drawn)
    exact = (1 - 23 / (g2 * 60)) * (1 - 23 / (g2 * 59))
    assert exact <= right.risk < exact + Fraction(1, 10**20)
    after = (*drawn, *[index for index in leaves if index not in drawn][:20])
    for place in range(2, 22):
        expected *= 1 - 21 / (g2 * (60 - place))
    later = found(decided, leaves, {drawn[1]: voting(1, 3)}, drawn=after)
    assert expected <= later.risk < expected + Fraction(1, 10**20)


def test_a_discrepancy_is_named_with_what_the_paper_changes_and_calls_for_more_papers():
    decided, leaves = two_of_three()
    made = plan(decided, seed=DICE, risk_percent=5)
    wrong = next(index for index in made.drawn if leaves[index] == voting(1, 2))
    result = found(decided, leaves, {wrong: voting(1, 3)}, drawn=made.drawn)
    (discrepancy,) = result.discrepancies
    assert (discrepancy.index, discrepancy.recorded, discrepancy.paper) == (wrong, voting(1, 2), voting(1, 3))
    assert list(discrepancy.votes.items()) == [(2, -1), (3, 1)]
    assert result.conclusion is Conclusion.NOT_YET
    assert 0 < result.further < 45
    more = plan(decided, seed=DICE, risk_percent=5, at_least=result.read + result.further)
    assert more.drawn[:14] == made.drawn
    again = found(decided, leaves, {wrong: voting(1, 3)}, drawn=more.drawn)
    assert (again.conclusion, again.further) == (Conclusion.CONFIRMED, 0)
    assert again.discrepancies == result.discrepancies


def test_marks_that_differ_without_a_vote_are_named_and_weigh_nothing():
    decided, leaves = round_of({1: 49, 2: 47, 3: 24}, seats=2)
    made = plan(decided, seed=DICE, risk_percent=5)
    spoilt = {**leaves, made.drawn[0]: voting()}
    result = found(decided, spoilt, {made.drawn[0]: voting(1, 2, 3)}, drawn=made.drawn)
    assert [(one.index, one.votes) for one in result.discrepancies] == [(made.drawn[0], {})]
    assert result.conclusion is Conclusion.CONFIRMED
    assert result.risk == found(decided, spoilt, drawn=made.drawn).risk


def test_a_ruling_of_the_board_that_the_paper_does_not_bear_out_is_a_discrepancy():
    decided, leaves = two_of_three()
    made = plan(decided, seed=DICE, risk_percent=5)
    index = next(index for index in made.drawn if leaves[index] == voting(1, 2))
    signed = Ballot(kind=BallotKind.STRIKE, struck=(3,), defect=Reason.SIGNED_OR_WRITTEN)
    result = found(decided, leaves, {index: signed}, drawn=made.drawn)
    assert result.discrepancies[0].votes == {1: -1, 2: -1}
    assert result.conclusion is Conclusion.NOT_YET


def test_an_error_against_the_elected_makes_the_verdict_surer():
    decided, leaves = two_of_three()
    made = plan(decided, seed=DICE, risk_percent=5)
    index = next(index for index in made.drawn if leaves[index] == voting(1, 3))
    result = found(decided, leaves, {index: voting(1, 2)}, drawn=made.drawn)
    assert result.discrepancies[0].votes == {2: 1, 3: -1}
    assert result.conclusion is Conclusion.CONFIRMED
    assert result.risk < found(decided, leaves, drawn=made.drawn).risk


def test_a_paper_that_is_not_found_says_the_worst_for_every_claim():
    decided, leaves = two_of_three()
    index = that(leaves, 1, 2)[0]
    result = found(decided, leaves, {index: None}, drawn=(index,))
    assert result.discrepancies[0].paper is None
    assert result.discrepancies[0].votes == {1: -1, 2: -1}
    for_the_third = found(decided, leaves, {index: voting(3)}, drawn=(index,))
    assert (result.risk, result.further) == (for_the_third.risk, for_the_third.further)


@pytest.mark.parametrize(
    ("claim", "recorded", "paper", "error"),
    [
        (Claim(ground=Ground.OVER_HALF, person=1, margin=9), {1, 2}, {2}, 2),
        (Claim(ground=Ground.OVER_HALF, person=1, margin=9), {2}, {1}, -2),
        (Claim(ground=Ground.OVER_HALF, person=1, margin=9), {1}, None, 2),
        (Claim(ground=Ground.OVER_HALF, person=1, margin=9), {2}, None, 0),
        (Claim(ground=Ground.NOT_OVER_HALF, person=1, margin=9), {2}, {1}, 2),
        (Claim(ground=Ground.NOT_OVER_HALF, person=1, margin=9), {1}, {2}, -2),
        (Claim(ground=Ground.NOT_OVER_HALF, person=1, margin=9), {1}, None, 0),
        (Claim(ground=Ground.NOT_OVER_HALF, person=1, margin=9), set(), None, 2),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {1}, {2}, 2),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {1}, set(), 1),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {1, 2}, {1}, -1),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {2}, {1}, -2),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {1}, None, 2),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {1, 2}, None, 1),
        (Claim(ground=Ground.AHEAD, person=1, other=2, margin=9), {3}, {3}, 0),
    ],
)
def test_an_error_is_what_the_record_adds_to_a_claim_beyond_the_paper(claim, recorded, paper, error):
    assert claim.error(frozenset(recorded), None if paper is None else frozenset(paper)) == error


def test_papers_that_speak_against_the_verdict_call_for_a_recount():
    """The margin of 2 over 3 is 23 votes; twelve papers that gave 3 the vote of 2 make it up."""
    decided, leaves = two_of_three()
    drawn = that(leaves, 1, 2)[:20]
    ten = found(decided, leaves, dict.fromkeys(drawn[:10], voting(1, 3)), drawn=drawn)
    assert (ten.conclusion, ten.further) == (Conclusion.NOT_YET, 39)
    eleven = found(decided, leaves, dict.fromkeys(drawn[:11], voting(1, 3)), drawn=drawn)
    assert (eleven.conclusion, eleven.further) == (Conclusion.RECOUNT, 0), "only the last paper could prove it"
    twelve = found(decided, leaves, dict.fromkeys(drawn[:12], voting(1, 3)), drawn=drawn)
    assert (twelve.conclusion, twelve.further) == (Conclusion.RECOUNT, 0)
    assert twelve.risk == 1
    assert len(twelve.discrepancies) == 12


def test_all_papers_read_settle_it_however_small_the_chance_looked():
    """24 ballots moved from 2 to 3, all in the last places drawn: the verdict is wrong, and no bound may hide it."""
    decided, leaves = two_of_three()
    moved = that(leaves, 1, 2)[:12]
    order = (*[index for index in leaves if index not in moved], *moved)
    exactly = found(decided, leaves, dict.fromkeys(moved[:11], voting(1, 3)), drawn=order, risk=50)
    assert (exactly.conclusion, exactly.risk) == (Conclusion.CONFIRMED, 0)
    too_many = found(decided, leaves, dict.fromkeys(moved, voting(1, 3)), drawn=order, risk=50)
    assert (too_many.conclusion, too_many.risk, too_many.further) == (Conclusion.RECOUNT, 1, 0)


@pytest.mark.unmeasured
@settings(max_examples=25)
@given(st.permutations(range(60)), st.integers(0, 14))
def test_where_all_papers_are_read_the_pairing_is_no_matter_to_the_conclusion(order, moved):
    decided, leaves = two_of_three()
    papers = leaves | dict.fromkeys(that(leaves, 1, 2)[:moved], voting(1, 3))
    paired = found(decided, leaves, {index: papers[other] for index, other in enumerate(order)})
    assert paired.conclusion is found(decided, leaves, papers).conclusion
    assert paired.conclusion is (Conclusion.CONFIRMED if 2 * moved < 23 else Conclusion.RECOUNT)


def test_a_verdict_that_the_papers_left_cannot_undo_is_certain():
    """60 ballots in a base of 200: however they are read, nobody is over half."""
    decided, _ = round_of({1: 40, 2: 33, 3: 20}, seats=2, base=200)
    assert decided.outcome.elected == ()
    made = plan(decided, seed=DICE, risk_percent=5)
    assert (made.margin, made.drawn, made.count_all) == (2 * (101 - 40), (), False)
    result = report(decided, made, recorded={}, paper={})
    assert (result.conclusion, result.risk) == (Conclusion.CONFIRMED, 0)


def test_a_tie_is_confirmed_only_by_all_papers_and_the_same_votes():
    """R10: one vote undoes a tie, so every paper is read, and everybody keeps the votes of the record."""
    decided, leaves = round_of({1: 40, 2: 33, 3: 33}, seats=2)
    assert found(decided, leaves).conclusion is Conclusion.CONFIRMED
    assert found(decided, leaves).risk == 0
    two, three = that(leaves, 1, 2)[0], that(leaves, 1, 3)[0]
    swapped = {two: voting(1, 3), three: voting(1, 2)}
    assert found(decided, leaves, swapped).conclusion is Conclusion.CONFIRMED
    for papers in ({two: voting(1, 3)}, {two: None}, swapped | {that(leaves, 2, 3)[0]: None}):
        assert found(decided, leaves, papers).conclusion is Conclusion.RECOUNT
    all_but_one = found(decided, leaves, drawn=tuple(range(59)))
    assert (all_but_one.conclusion, all_but_one.risk, all_but_one.further) == (Conclusion.RECOUNT, 1, 0)


def test_a_lost_blank_paper_keeps_a_tie_from_being_confirmed():
    """A paper that is lost could have borne any votes, even where the record says that it gave none."""
    decided, leaves = round_of({1: 40, 2: 33, 3: 33}, seats=2)
    leaves = {**leaves, 60: voting()}
    audit = Plan(seed=DICE, risk_percent=5, ballots=61, margin=None, drawn=tuple(range(61)))
    lost = report(decided, audit, recorded=leaves, paper={**leaves, 60: None})
    assert (lost.conclusion, lost.discrepancies[0].votes) == (Conclusion.RECOUNT, {})


def test_each_drawn_leaf_is_opened_and_read_and_no_other_is():
    decided, leaves = two_of_three()
    made = plan(decided, seed=DICE, risk_percent=5)
    papers = {index: leaves[index] for index in made.drawn}
    one, another = sorted(made.drawn)[:2]
    less = {index: paper for index, paper in papers.items() if index not in (one, another)}
    lowest_not_drawn = min(leaves.keys() - papers.keys())
    for recorded, paper, code in (
        (leaves, leaves, f"reading_not_drawn index={lowest_not_drawn}"),
        (leaves, less, f"reading_missing index={one}"),
        (less, papers, f"leaf_not_opened index={one}"),
    ):
        with pytest.raises(Refused, match=f"^{code}$"):
            report(decided, made, recorded=recorded, paper=paper)


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (Ballot(kind=BallotKind.STRIKE, struck=(4,)), "unknown_candidate"),
        (Ballot(kind=BallotKind.BOXES, agree=(1,)), "another_kind_of_ballot"),
    ],
)
def test_a_reading_is_of_a_ballot_of_this_round(paper, code):
    decided, leaves = two_of_three()
    with pytest.raises(Refused, match=f"^{code}"):
        found(decided, leaves, {0: paper}, drawn=(0,))
    with pytest.raises(Refused, match=f"^{code}"):
        found(decided, {0: paper}, {0: leaves[0]}, drawn=(0,))
