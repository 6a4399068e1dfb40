"""A round and its ballots: every ballot has a verdict, and the sums agree or say why not (R6, R7)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally import BallotKind, Ballots, Reason, Totals, verdict
from tally.columns import ballots_in, differing, everyone
from tally.congress import BlankBoxes
from tally.count import Stop, count_round, sort_ballots, turn
from tests.making import first, strike

LIST = (1, 2, 3, 4)


@st.composite
def boxes_or_strike(draw):
    size, seats = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    candidates = list(range(1, size + 1))
    names = st.sets(st.sampled_from(candidates))
    ballots = draw(st.integers(0, 30))
    rows = [(draw(names), draw(names)) for _ in range(ballots)]
    defective = draw(st.sets(st.integers(0, ballots - 1))) if ballots else set()
    defects = {place: draw(st.sampled_from(list(Reason)[:5])) for place in defective}
    if size > seats:
        read = Ballots.strike(candidates, [struck for struck, _ in rows], defects=defects)
    else:
        read = Ballots.boxes(candidates, rows, defects=defects)
    return read, seats, draw(st.sampled_from(BlankBoxes))


@pytest.mark.unmeasured
@given(boxes_or_strike())
@settings(max_examples=300)
def test_the_columns_give_every_ballot_the_verdict_it_has_alone(made):
    """R6: the engine and the rule for one ballot are the same rule."""
    ballots, seats, blank = made
    sorting = sort_ballots(turn(ballots), seats=seats, blank_boxes=blank)
    reason_of = {place: reason for reason, mask in sorting.refused.items() for place in ballots_in(mask)}
    assert set(reason_of) | set(ballots_in(sorting.valid)) == set(range(len(ballots)))
    assert len(reason_of) + sorting.valid.bit_count() == len(ballots)
    for place in range(len(ballots)):
        strike_ballot = ballots.kind is BallotKind.STRIKE
        alone = verdict(
            candidates=len(ballots.candidates),
            seats=seats,
            struck=ballots.struck[place] if strike_ballot else 0,
            agree=0 if strike_ballot else ballots.agree[place],
            disagree=0 if strike_ballot else ballots.disagree[place],
            defect=ballots.defects.get(place),
            blank_boxes=blank,
        )
        assert reason_of.get(place) is alone


@given(boxes_or_strike(), st.integers(0))
def test_votes_among_some_ballots_and_among_the_others_make_the_whole(made, some):
    """A precinct, or one table's share of the ballots, is a mask."""
    ballots, seats, blank = made
    sorting = sort_ballots(turn(ballots), seats=seats, blank_boxes=blank)
    everybody = everyone(len(ballots))
    one, other = sorting.votes(some & everybody), sorting.votes(everybody & ~some)
    whole = sorting.votes(everybody)
    assert {number: one[number] + other[number] for number in ballots.candidates} == whole


def test_a_round_is_counted_by_reason_and_by_candidate():
    ballots = strike(
        LIST,
        [((4,), 5), ((), 2), ((1, 2, 3, 4), 1), ((1, 2), 3)],
        defects={0: Reason.SEVERAL_INKS, 10: Reason.NOT_ISSUED},
    )
    count = count_round(first(ballots, issued=13), candidates=LIST, seats=3)
    assert (count.kind, count.seats, count.candidates) == (BallotKind.STRIKE, 3, LIST)
    assert (count.issued, count.collected, count.not_returned) == (13, 11, 2)
    assert (count.valid, count.invalid) == (6, 5)
    assert list(count.reasons.items()) == [
        (Reason.NOT_ISSUED, 1),
        (Reason.SEVERAL_INKS, 1),
        (Reason.MORE_THAN_SEATS, 2),
        (Reason.VOTES_FOR_NOBODY, 1),
    ]
    assert dict(count.votes) == {1: 4, 2: 4, 3: 6, 4: 2}
    assert count.stops == ()


def test_the_setting_on_blank_boxes_reaches_the_count():
    ballots = Ballots.boxes([1, 2], [([], [1, 2]), ([1], [2])])
    default = count_round(first(ballots), candidates=(1, 2), seats=2)
    lenient = count_round(first(ballots), candidates=(1, 2), seats=2, blank_boxes=BlankBoxes.VALID)
    assert (default.valid, default.reasons) == (1, {Reason.VOTES_FOR_NOBODY: 1})
    assert (lenient.valid, lenient.reasons) == (2, {})


def test_more_ballots_than_were_issued_stop_the_round():
    """R7: 21 collected of 20 issued; nothing is not returned."""
    count = count_round(first(strike(LIST, [((4,), 21)]), issued=20), candidates=LIST, seats=3)
    assert count.stops == (Stop.BALLOTS_EXCEED_ISSUED,)
    assert count.not_returned == 0


@pytest.mark.parametrize("collected", [4, 6])
def test_ballots_that_are_not_as_many_as_were_collected_stop_the_round(collected):
    held = first(strike(LIST, [((4,), 5)]), issued=9, collected=collected)
    assert count_round(held, candidates=LIST, seats=3).stops == (Stop.COLLECTED_MISMATCH,)


def test_no_ballot_at_all_is_a_count_of_nothing():
    count = count_round(first(strike(LIST, []), issued=3), candidates=LIST, seats=3)
    assert (count.valid, count.invalid, count.not_returned) == (0, 0, 3)
    assert set(count.votes.values()) == {0}


def test_ballots_of_another_list_or_kind_are_refused():
    with pytest.raises(ValueError, match="round 1: the ballots are of another list"):
        count_round(first(strike((1, 2, 3), [])), candidates=LIST, seats=3)
    with pytest.raises(ValueError, match="of another list"):
        count_round(first(strike(LIST, [])), candidates=LIST, seats=4)


def test_two_entries_of_the_same_ballots_are_compared_on_their_columns():
    """Which ballots differ, and nothing about how."""
    one = strike(LIST, [((4,), 3), ((1, 2), 2)])
    other = strike(LIST, [((4,), 2), ((3,), 1), ((1, 2), 1), ((1,), 1)])
    found = differing(turn(one).marks[0], turn(other).marks[0])
    assert list(ballots_in(found)) == [2, 4]


@pytest.mark.parametrize("defects", [{5: Reason.NOT_ISSUED}, {0: Reason.MORE_THAN_SEATS}])
def test_a_defect_that_is_none_or_of_no_ballot_is_refused(defects):
    with pytest.raises(
        ValueError, match=r"^a defect is recorded for a ballot that is not there, or is no defect of R6$"
    ):
        count_round(first(strike(LIST, [((4,), 5)], defects=defects)), candidates=LIST, seats=3)


def _totals(votes, *, valid=20, invalid=0, reasons=None, seats=3, blank=BlankBoxes.INVALID, collected=None, issued=20):
    totals = Totals(valid=valid, invalid=invalid, votes=votes, reasons=reasons or {})
    held = first((), issued=issued, collected=valid + invalid if collected is None else collected)
    held = type(held)(number=1, purpose=held.purpose, issued=held.issued, collected=held.collected, ballots=totals)
    return count_round(held, candidates=tuple(sorted(votes)), seats=seats, blank_boxes=blank)


def test_totals_from_tally_sheets_are_taken_as_they_were_written():
    count = _totals({2: 17, 1: 18, 3: 12, 4: 7}, valid=19, invalid=1, reasons={"more_than_seats": 1})
    assert list(count.votes.items()) == [(1, 18), (2, 17), (3, 12), (4, 7)]
    assert (count.valid, count.invalid, count.kind) == (19, 1, BallotKind.STRIKE)
    assert count.reasons == {Reason.MORE_THAN_SEATS: 1}
    assert count.stops == ()


def test_totals_must_make_the_ballots_collected():
    """R7: valid and invalid make the collected; and the collected are not more than were issued."""
    votes = {1: 18, 2: 17, 3: 12, 4: 7}
    assert _totals(votes, valid=18, invalid=1, collected=20).stops == (Stop.COLLECTED_MISMATCH,)
    assert _totals(votes, valid=20, invalid=1).stops == (Stop.BALLOTS_EXCEED_ISSUED,)


def test_nobody_has_more_votes_than_there_are_valid_ballots():
    assert _totals({1: 21, 2: 1, 3: 1, 4: 1}, seats=3).stops == (Stop.VOTES_EXCEED_VALID,)
    assert _totals({1: 20, 2: 1, 3: 1, 4: 1}, seats=3).stops == ()


def test_the_votes_fit_what_valid_ballots_can_carry():
    """R6: a valid strike ballot carries from one vote to as many as there are seats."""
    assert _totals({1: 20, 2: 20, 3: 20, 4: 0}).stops == ()
    assert _totals({1: 20, 2: 20, 3: 20, 4: 1}).stops == (Stop.VOTES_DO_NOT_FIT,)
    assert _totals({1: 5, 2: 5, 3: 5, 4: 5}).stops == ()
    assert _totals({1: 5, 2: 5, 3: 5, 4: 4}).stops == (Stop.VOTES_DO_NOT_FIT,)


def test_a_valid_boxes_ballot_may_carry_no_vote_where_that_is_allowed():
    assert _totals({1: 0}, seats=1).stops == ()
    assert _totals({1: 20}, seats=1).stops == ()
    assert _totals({1: 5, 2: 5}, seats=2).stops == (Stop.VOTES_DO_NOT_FIT,)
    assert _totals({1: 5, 2: 5}, seats=2, blank=BlankBoxes.VALID).stops == ()
    assert _totals({1: 5, 2: 5}, seats=1, blank=BlankBoxes.VALID).stops == (Stop.VOTES_DO_NOT_FIT,)


def test_reasons_that_were_written_down_must_make_the_invalid():
    votes = {1: 9, 2: 9, 3: 9, 4: 9}
    assert _totals(votes, valid=18, invalid=2, reasons={"not_issued": 1}).stops == (Stop.REASONS_MISMATCH,)
    assert _totals(votes, valid=18, invalid=2, reasons={"not_issued": 1, "several_inks": 1}).stops == ()
    assert _totals(votes, valid=18, invalid=2, reasons={"not_issued": 0, "several_inks": 2}).reasons == {
        Reason.SEVERAL_INKS: 2
    }
    assert _totals(votes, valid=18, invalid=2).reasons == {}
    assert _totals(votes, valid=18, invalid=2, reasons={"not_issued": 0}).stops == ()


def test_a_boxes_ballot_without_one_of_its_columns_is_refused():
    ballots = Ballots(kind=BallotKind.BOXES, candidates=(1,), agree=(1, 0), disagree=(0,))
    with pytest.raises(ValueError, match=r"^not every ballot has both its boxes$"):
        turn(ballots)


def test_totals_of_another_list_are_refused():
    held = first(())
    totals = Totals(valid=1, invalid=0, votes={1: 1})
    held = type(held)(number=2, purpose=held.purpose, issued=1, collected=1, ballots=totals)
    with pytest.raises(ValueError, match="round 2: the totals are of another list"):
        count_round(held, candidates=(1, 2), seats=1)
