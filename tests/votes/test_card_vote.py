"""The laws of a vote by cards (R18, Art. 30), on the base of R8."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.congress import STATUSES, Bodies, Meeting, MeetingKind, Roll
from tally.finding import Finding, Severity
from tally.regulation import REGULATIONS
from tally.votes import CardResult, CardStatus, CardVote, count_card

QD190 = REGULATIONS["190-QĐ/TW"]


def members(**roll: int) -> Meeting:
    return Meeting(id="congress", kind=MeetingKind.MEMBERS, roll=Roll(**roll))


def cards(agree: int, *, against: int = 0, abstain: int = 0, not_voting: int = 0) -> CardVote:
    return CardVote(id="nq", title="Nghị quyết", agree=agree, against=against, abstain=abstain, not_voting=not_voting)


def decide(vote: CardVote, meeting: Meeting) -> CardResult:
    return count_card(vote, meeting=meeting, regulation=QD190)


@pytest.mark.parametrize(
    ("base", "agree", "passed"),
    [(20, 10, False), (20, 11, True), (21, 10, False), (21, 11, True), (1, 0, False), (1, 1, True)],
)
def test_r18_a_resolution_passes_only_by_over_half_and_exactly_half_is_not(base: int, agree: int, passed: bool) -> None:
    result = decide(cards(agree, against=base - agree), members(present=base))
    assert result.passed is passed
    assert result.status is (CardStatus.PASSED if passed else CardStatus.NOT_PASSED)
    assert (result.why, result.findings) == ((), ())


def test_r8_the_absent_stay_in_the_base_so_all_who_attend_but_half_of_the_summoned_is_not_enough() -> None:
    # 14 attend out of 20: 10 is well over half of those in the room, and exactly half of the base
    result = decide(cards(10, against=4), members(present=14, absent=6))
    assert (result.base.value, result.attending, result.passed) == (20, 14, False)
    assert decide(cards(11, against=3), members(present=14, absent=6)).passed is True


def test_r8_those_the_article_takes_out_of_the_base_do_not_weigh_on_a_card_vote() -> None:
    result = decide(cards(10, against=8), members(present=18, excused_whole=1, barred=1))
    assert (result.base.summoned, result.base.value, result.passed) == (20, 18, True)


def test_r18_abstaining_and_not_voting_weigh_like_voting_against() -> None:
    meeting = members(present=20)
    for rest in ("against", "abstain", "not_voting"):
        assert decide(cards(10, **{rest: 10}), meeting).passed is False
        assert decide(cards(11, **{rest: 9}), meeting).passed is True


def test_r18_an_alternate_in_a_delegates_place_raises_a_card_like_everybody() -> None:
    meeting = Meeting(
        id="congress",
        kind=MeetingKind.DELEGATES,
        roll=Roll(present=19, replaced=1),
        bodies=Bodies(summoned=3, present=3),
    )
    result = decide(cards(11, against=9), meeting)
    assert (result.attending, result.passed, result.why) == (20, True, ())


@pytest.mark.parametrize("against", [3, 5])
def test_r18_cards_that_are_not_those_attending_stop_the_vote_however_many_agree(against: int) -> None:
    result = decide(cards(16, against=against), members(present=20))
    assert result.passed is None
    assert result.status is CardStatus.STOPPED
    assert result.why == ("card_sum_mismatch",)
    assert result.findings == (
        Finding(
            code="card_sum_mismatch",
            severity=Severity.ERROR,
            rule="R18",
            params={"persons": 16 + against, "attending": 20},
        ),
    )


@pytest.mark.parametrize("column", ["agree", "against", "abstain", "not_voting"])
def test_r18_every_column_counts_toward_those_attending(column: str) -> None:
    counts = {"agree": 5, "against": 5, "abstain": 5, "not_voting": 5}
    whole = CardVote(id="nq", title="Nghị quyết", **counts)
    assert decide(whole, members(present=20)).why == ()
    one_more = CardVote(id="nq", title="Nghị quyết", **(counts | {column: 6}))
    assert decide(one_more, members(present=20)).why == ("card_sum_mismatch",)


def test_r14_a_meeting_that_is_not_quorate_decides_nothing_even_when_over_half_of_the_base_agrees() -> None:
    # 13 of 20 is over half of the base but under two thirds of the summoned
    result = decide(cards(13), members(present=13, absent=7))
    assert (result.passed, result.status) == (None, CardStatus.STOPPED)
    assert result.why == ("not_quorate",)
    assert [finding.code for finding in result.findings] == ["not_quorate"]
    assert decide(cards(14), members(present=14, absent=6)).passed is True


def test_every_ground_for_stopping_is_told_at_once() -> None:
    result = decide(cards(12), members(present=13, absent=7))
    assert result.why == ("not_quorate", "card_sum_mismatch")
    assert [finding.code for finding in result.findings] == ["not_quorate", "card_sum_mismatch"]


def test_r14_a_warning_about_the_meeting_is_passed_on_and_stops_nothing() -> None:
    meeting = Meeting(id="congress", kind=MeetingKind.DELEGATES, roll=Roll(present=20))
    result = decide(cards(20), meeting)
    assert (result.passed, result.why) == (True, ())
    assert [finding.code for finding in result.findings] == ["bodies_not_given"]


@pytest.mark.parametrize("column", ["agree", "against", "abstain", "not_voting"])
def test_a_negative_count_is_refused_by_its_name(column: str) -> None:
    counts = {"agree": 0, "against": 0, "abstain": 0, "not_voting": 0} | {column: -1}
    with pytest.raises(ValueError, match=re.escape(f"{column} of the card vote nq is negative: -1")):
        CardVote(id="nq", title="Nghị quyết", **counts)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Any meeting with somebody in it; quorate or not."""
    kind = draw(st.sampled_from(MeetingKind))
    roll = {status: draw(st.integers(0, 8)) for status in STATUSES[kind]}
    return Meeting(id="congress", kind=kind, roll=Roll(**(roll | {"present": draw(st.integers(1, 60))})))


@given(data=st.data(), meeting=meetings())
def test_r18_one_more_agree_card_never_un_passes_a_resolution(data: st.DataObject, meeting: Meeting) -> None:
    attending = meeting.roll.attending
    agree = data.draw(st.integers(0, attending - 1))
    before = decide(cards(agree, not_voting=attending - agree), meeting)
    after = decide(cards(agree + 1, not_voting=attending - agree - 1), meeting)
    assert before.why == after.why
    if before.passed is not None:
        assert after.passed is not None
        assert after.passed >= before.passed


@given(data=st.data(), meeting=meetings())
def test_r18_a_vote_is_decided_exactly_when_quorate_and_the_cards_are_those_attending(
    data: st.DataObject, meeting: Meeting
) -> None:
    vote = cards(
        data.draw(st.integers(0, meeting.roll.attending)),
        against=data.draw(st.integers(0, 5)),
        abstain=data.draw(st.integers(0, 5)),
        not_voting=data.draw(st.integers(0, 5)),
    )
    result = decide(vote, meeting)
    sums_agree = vote.agree + vote.against + vote.abstain + vote.not_voting == meeting.roll.attending
    assert (result.passed is not None) == (sums_agree and meeting.is_quorate(QD190))
    assert (result.passed is None) == bool(result.why)
    if result.passed:
        assert 2 * vote.agree > meeting.base(QD190).value
