"""The laws of the year-end rating over every vote whose sums agree (R19, 366-QĐ/TW; the cap is a default; R8)."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from tally.congress import STATUSES, Meeting, MeetingKind, Roll
from tally.regulation import REGULATIONS
from tally.votes import (
    Cap,
    CapBase,
    Level,
    PersonStatus,
    Rated,
    RatingResult,
    RatingStatus,
    RatingVote,
    Standing,
    count_rating,
)

QD190 = REGULATIONS["190-QĐ/TW"]
EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level


def decide(counted: RatingVote, meeting: Meeting) -> RatingResult:
    return count_rating(counted, meeting=meeting, regulation=QD190)


def cap_of(result: RatingResult) -> Cap:
    assert result.cap is not None
    return result.cap


def statuses(result: RatingResult) -> dict[int, PersonStatus]:
    return {rating.person.number: rating.status for rating in result.people}


@st.composite
def counted_votes(draw: st.DrawFn) -> tuple[RatingVote, Meeting]:
    """Any vote whose sums agree, in a quorate meeting of any kind."""
    kind = draw(st.sampled_from(MeetingKind))
    away = {status: draw(st.integers(0, 1)) for status in STATUSES[kind]}
    meeting = Meeting(id="cell", kind=kind, roll=Roll(**(away | {"present": draw(st.integers(1, 15))})))
    assume(meeting.is_quorate(QD190))
    issued = meeting.roll.attending - draw(st.integers(0, 1))
    collected = issued - draw(st.integers(0, min(issued, 1)))
    valid = collected - draw(st.integers(0, min(collected, 1)))
    numbers = draw(st.permutations(range(1, draw(st.integers(0, 16)) + 1)))
    counted = RatingVote(
        issued=issued,
        collected=collected,
        valid=valid,
        invalid=collected - valid,
        people=tuple(draw(rated(number, valid)) for number in numbers),
        cap_base=draw(st.sampled_from(CapBase)),
    )
    return counted, meeting


@st.composite
def rated(draw: st.DrawFn, number: int, valid: int) -> Rated:
    """One person; one level takes nearly all the votes, or none does, so that majorities and ties are frequent."""
    name = f"Đảng viên {number}"
    standing = draw(st.sampled_from([Standing.RATED] * 8 + [Standing.EXEMPT, Standing.SUSPENDED]))
    if standing is not Standing.RATED:
        return Rated(number=number, name=name, standing=standing)
    first = draw(st.sampled_from([EXCELLENT, EXCELLENT, GOOD, GOOD, COMPLETED, None]))
    left, votes = valid, {}
    if first is not None:
        votes[first] = max(0, valid - draw(st.integers(0, 3)))
        left -= votes[first]
    for level in Level:
        if level is not first:
            votes[level] = draw(st.integers(0, left))
            left -= votes[level]
    return Rated(number=number, name=name, votes=votes)


def told(result: RatingResult) -> tuple[object, ...]:
    return result.base, result.attending, result.people, result.cap, result.why, result.findings, result.status


@given(counted=counted_votes(), data=st.data())
def test_the_order_in_which_persons_are_listed_never_changes_a_result(
    counted: tuple[RatingVote, Meeting], data: st.DataObject
) -> None:
    one, meeting = counted
    other = replace(one, people=tuple(data.draw(st.permutations(one.people))))
    assert told(decide(one, meeting)) == told(decide(other, meeting))


@given(counted=counted_votes())
def test_r8_two_levels_of_one_person_are_never_both_over_half_of_the_base(
    counted: tuple[RatingVote, Meeting],
) -> None:
    result = decide(*counted)
    assert result.why == ()
    assert result.vote.valid <= result.attending <= result.base.value
    for rating in result.people:
        over = [level for level in Level if 2 * rating.person.votes_for(level) > result.base.value]
        assert over == ([] if rating.level is None else [rating.level])


@given(present=st.integers(1, 9), spare=st.integers(0, 3), invalid=st.integers(0, 3), unreturned=st.integers(0, 3))
def test_r8_two_levels_over_half_take_more_ballots_than_persons_attend_and_that_stops_the_vote(
    present: int, spare: int, invalid: int, unreturned: int
) -> None:
    needed = present // 2 + 1
    one = Rated(number=1, name="Đảng viên 1", votes={EXCELLENT: needed, GOOD: needed})
    collected = 2 * needed + spare + invalid
    counted = RatingVote(
        issued=collected + unreturned,
        collected=collected,
        valid=collected - invalid,
        invalid=invalid,
        people=(one,),
    )
    result = decide(counted, Meeting(id="cell", kind=MeetingKind.CELL_CONFERENCE, roll=Roll(present=present)))
    assert (result.status, result.why) == (RatingStatus.STOPPED, ("collected_exceed_present",))
    assert result.people[0].level is None


@given(counted=counted_votes())
def test_r19_each_excellent_stands_where_the_votes_of_the_others_put_it(
    counted: tuple[RatingVote, Meeting],
) -> None:
    """The cap told another way: a place is sure, lost or shared, by how many have more votes and how many as many."""
    result = decide(*counted)
    cap = cap_of(result)
    votes = {
        rating.person.number: rating.person.votes_for(EXCELLENT)
        for rating in result.people
        if rating.level is EXCELLENT
    }
    for number, own in votes.items():
        above = sum(other > own for other in votes.values())
        level_with = sum(other == own for other in votes.values())
        if above >= cap.limit:
            expected = PersonStatus.OVER_CAP
        elif above + level_with <= cap.limit:
            expected = PersonStatus.SETTLED
        else:
            expected = PersonStatus.TIED
            assert cap.places_left == cap.limit - above
        assert statuses(result)[number] is expected
    assert sorted([*cap.within, *cap.tied, *cap.over]) == sorted(votes)
    for group in (cap.within, cap.tied, cap.over):
        assert is_ranked(group, votes)


def is_ranked(numbers: Sequence[int], votes: dict[int, int]) -> bool:
    """Whether the numbers stand by votes from high to low, then by number."""
    keys = [(-votes[number], number) for number in numbers]
    return keys == sorted(keys)


@given(counted=counted_votes())
def test_r19_nobody_beyond_the_cap_is_settled_as_excellent_and_nobody_is_lowered(
    counted: tuple[RatingVote, Meeting],
) -> None:
    result = decide(*counted)
    cap = cap_of(result)
    settled = [
        rating.person.number
        for rating in result.people
        if (rating.level, rating.status) == (EXCELLENT, PersonStatus.SETTLED)
    ]
    assert sorted(settled) == sorted(cap.within)
    assert len(settled) + cap.places_left <= cap.limit
    assert 100 * cap.limit <= 20 * cap.reckoned_on < 100 * (cap.limit + 1)
    assert (cap.places_left > 0) == bool(cap.tied)
    assert not cap.tied or len(cap.tied) > cap.places_left


@given(counted=counted_votes(), data=st.data())
def test_r19_a_tie_at_the_cap_never_names_a_winner_among_the_tied(
    counted: tuple[RatingVote, Meeting], data: st.DataObject
) -> None:
    """Equal votes fare equally, and giving everybody another number and name moves nobody."""
    one, meeting = counted
    result = decide(one, meeting)
    by_votes: dict[int, set[PersonStatus]] = {}
    for rating in result.people:
        if rating.level is EXCELLENT:
            by_votes.setdefault(rating.person.votes_for(EXCELLENT), set()).add(rating.status)
    assert all(len(fates) == 1 for fates in by_votes.values())

    numbers = [each.number for each in one.people]
    new = dict(zip(numbers, data.draw(st.permutations(numbers)), strict=True))
    renamed = replace(
        one, people=tuple(replace(each, number=new[each.number], name="Nguyễn Văn A") for each in one.people)
    )
    assert statuses(decide(renamed, meeting)) == {new[number]: status for number, status in statuses(result).items()}
