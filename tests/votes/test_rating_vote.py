"""The laws of the year-end rating (R19, 366-QĐ/TW; the cap is a default), on the base of R8 and the sums of R7."""

import re
from dataclasses import replace

import pytest

from tally.congress import Meeting, MeetingKind, Roll
from tally.finding import Finding, Severity
from tally.regulation import REGULATIONS
from tally.votes import (
    Cap,
    CapBase,
    Level,
    PersonStatus,
    Rated,
    Rating,
    RatingResult,
    RatingStatus,
    RatingVote,
    Standing,
    count_rating,
)

QD190 = REGULATIONS["190-QĐ/TW"]
EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level
PRESENT = 20


def cell(**roll: int) -> Meeting:
    return Meeting(id="cell", kind=MeetingKind.CELL_CONFERENCE, roll=Roll(**(roll or {"present": PRESENT})))


def person(number: int, **votes: int) -> Rated:
    levels = {Level(level): count for level, count in votes.items()}
    return Rated(number=number, name=f"Đảng viên {number}", votes=levels)


def vote(
    *people: Rated, issued: int = PRESENT, collected: int = PRESENT, valid: int = PRESENT, invalid: int = 0
) -> RatingVote:
    return RatingVote(issued=issued, collected=collected, valid=valid, invalid=invalid, people=people)


def decide(counted: RatingVote, meeting: Meeting | None = None) -> RatingResult:
    return count_rating(counted, meeting=meeting or cell(), regulation=QD190)


def voted(*levels: Level) -> tuple[Rated, ...]:
    """One person for each level, everybody's vote for it."""
    return tuple(person(number, **{level: PRESENT}) for number, level in enumerate(levels, start=1))


def excellent_by(*votes: int, good: int = 0) -> tuple[Rated, ...]:
    """Persons voted excellent with so many votes each, numbered from 1, and so many more voted good."""
    first = tuple(person(number, excellent=count) for number, count in enumerate(votes, start=1))
    return first + tuple(person(len(votes) + 1 + place, good=PRESENT) for place in range(good))


def cap_of(result: RatingResult) -> Cap:
    assert result.cap is not None
    return result.cap


def statuses(result: RatingResult) -> dict[int, PersonStatus]:
    return {rating.person.number: rating.status for rating in result.people}


# R8: over half of the base


@pytest.mark.parametrize("level", list(Level))
def test_r19_a_level_needs_over_half_of_the_base_and_exactly_half_is_not(level: Level) -> None:
    half, over = person(1, **{level: 10}), person(2, **{level: 11})
    # four more voted good, so that one place under the cap is there for an excellent
    first, second = decide(vote(half, over, *(person(3 + n, good=20) for n in range(4)))).people[:2]
    assert (first.level, first.status) == (None, PersonStatus.NO_MAJORITY)
    assert (second.level, second.status) == (level, PersonStatus.SETTLED)


def test_r8_the_base_is_the_summoned_and_the_excused_of_an_ordinary_conference_stay_in_it() -> None:
    meeting = cell(present=14, absent=3, excused_whole=3, barred=1)
    result = decide(
        vote(person(1, good=10), person(2, good=11), person(3, good=14), issued=14, collected=14, valid=14),
        meeting,
    )
    assert (result.base.value, result.attending) == (20, 14)
    assert [rating.level for rating in result.people] == [None, GOOD, GOOD]


def test_r8_a_person_without_a_majority_is_left_to_the_body_and_the_rest_stands() -> None:
    result = decide(vote(person(1, good=10, completed=10), person(2), person(3, not_completed=20)))
    assert result.people == (
        Rating(person=person(1, good=10, completed=10), level=None, status=PersonStatus.NO_MAJORITY),
        Rating(person=person(2), level=None, status=PersonStatus.NO_MAJORITY),
        Rating(person=person(3, not_completed=20), level=Level.NOT_COMPLETED, status=PersonStatus.SETTLED),
    )
    assert result.status is RatingStatus.BODY_DECIDES


def test_r19_the_vote_is_complete_when_every_rated_person_has_a_level_that_stands() -> None:
    exempt = Rated(number=4, name="Đảng viên 4", standing=Standing.EXEMPT)
    result = decide(vote(*voted(GOOD, COMPLETED, NOT_COMPLETED), exempt))
    assert result.status is RatingStatus.COMPLETE
    assert (result.why, result.findings) == ((), ())


# R19.cap: the share of excellent


@pytest.mark.parametrize(
    ("reckoned_on", "limit"), [(4, 0), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (0, 0), (100, 20)]
)
def test_r19_the_cap_is_twenty_per_cent_rounded_down(reckoned_on: int, limit: int) -> None:
    cap = cap_of(decide(vote(*voted(*[GOOD] * reckoned_on))))
    assert (cap.reckoned_on, cap.limit) == (reckoned_on, limit)


def test_r19_the_share_is_the_figure_of_the_regulation() -> None:
    counted = vote(*voted(*[GOOD] * 10))
    stricter = replace(QD190, excellent_limit_percent=19)
    assert cap_of(count_rating(counted, meeting=cell(), regulation=stricter)).limit == 1


@pytest.mark.parametrize(
    ("cap_base", "reckoned_on", "limit"),
    [(CapBase.GOOD, 8, 1), (CapBase.GOOD_OR_BETTER, 10, 2), (CapBase.ALL, 15, 3)],
)
def test_r19_the_cap_base_is_a_setting_and_counts_by_the_level_voted(
    cap_base: CapBase, reckoned_on: int, limit: int
) -> None:
    people = voted(EXCELLENT, EXCELLENT, *[GOOD] * 8, COMPLETED, COMPLETED, NOT_COMPLETED, NOT_COMPLETED)
    nobody_over_half = person(15, good=10, excellent=10)
    exempt = Rated(number=16, name="Đảng viên 16", standing=Standing.EXEMPT)
    suspended = Rated(number=17, name="Đảng viên 17", standing=Standing.SUSPENDED)
    cap = cap_of(decide(replace(vote(*people, nobody_over_half, exempt, suspended), cap_base=cap_base)))
    assert (cap.reckoned_on, cap.limit) == (reckoned_on, limit)


def test_r19_the_cap_base_is_good_or_better_unless_the_body_set_another() -> None:
    plain = RatingVote(issued=0, collected=0, valid=0, invalid=0, people=())
    assert plain.cap_base is CapBase.GOOD_OR_BETTER


def test_r19_the_share_is_reckoned_before_anyone_is_lowered() -> None:
    # ten voted excellent make 2 places; were the eight beyond them lowered below good first, there would be none
    cap = cap_of(decide(vote(*excellent_by(20, 19, 18, 17, 16, 15, 14, 13, 12, 11))))
    assert (cap.reckoned_on, cap.limit, cap.within) == (10, 2, (1, 2))
    # and reckoned on the good alone, those beyond the cap do not become good to make room for themselves
    strict = cap_of(decide(replace(vote(*excellent_by(20, 19, 18, good=4)), cap_base=CapBase.GOOD)))
    assert (strict.reckoned_on, strict.limit, strict.within, strict.over) == (4, 0, (), (1, 2, 3))


def test_r19_beyond_the_cap_the_body_decides_and_the_level_voted_is_kept() -> None:
    result = decide(vote(*excellent_by(12, 18, 15, good=7)))
    assert cap_of(result) == Cap(reckoned_on=10, limit=2, within=(2, 3), tied=(), places_left=0, over=(1,))
    lowest = result.people[0]
    assert (lowest.level, lowest.status) == (EXCELLENT, PersonStatus.OVER_CAP)
    assert [rating.status for rating in result.people[1:]] == [PersonStatus.SETTLED] * 9
    assert result.status is RatingStatus.BODY_DECIDES


def test_r19_a_tie_at_the_cap_is_returned_as_a_tie_with_the_places_left() -> None:
    result = decide(vote(*excellent_by(15, 18, 15, 12, 15, good=10)))
    assert cap_of(result) == Cap(reckoned_on=15, limit=3, within=(2,), tied=(1, 3, 5), places_left=2, over=(4,))
    assert [statuses(result)[number] for number in (1, 2, 3, 4, 5)] == [
        PersonStatus.TIED,
        PersonStatus.SETTLED,
        PersonStatus.TIED,
        PersonStatus.OVER_CAP,
        PersonStatus.TIED,
    ]
    assert {rating.level for rating in result.people[:5]} == {EXCELLENT}
    assert result.status is RatingStatus.BODY_DECIDES


def test_r19_a_tie_alone_is_enough_to_leave_the_vote_to_the_body() -> None:
    result = decide(vote(*excellent_by(15, 15, good=3)))
    assert cap_of(result) == Cap(reckoned_on=5, limit=1, within=(), tied=(1, 2), places_left=1, over=())
    assert result.status is RatingStatus.BODY_DECIDES


def test_r19_equal_votes_that_all_fit_under_the_cap_are_no_tie() -> None:
    result = decide(vote(*excellent_by(15, 15, good=8)))
    assert cap_of(result) == Cap(reckoned_on=10, limit=2, within=(1, 2), tied=(), places_left=0, over=())
    assert result.status is RatingStatus.COMPLETE


def test_r19_equal_votes_wholly_beyond_the_cap_are_no_tie() -> None:
    cap = cap_of(decide(vote(*excellent_by(18, 15, 15, good=2))))
    assert (cap.limit, cap.within, cap.tied, cap.places_left, cap.over) == (1, (1,), (), 0, (2, 3))


def test_r19_where_the_cap_leaves_no_place_there_is_no_tie_for_one() -> None:
    cap = cap_of(decide(vote(*excellent_by(15, 15, good=2))))
    assert (cap.limit, cap.within, cap.tied, cap.places_left, cap.over) == (0, (), (), 0, (1, 2))


def test_r19_fewer_excellent_than_places_leave_places_and_nobody_tied() -> None:
    cap = cap_of(decide(vote(*excellent_by(15, good=14))))
    assert (cap.limit, cap.within, cap.tied, cap.places_left) == (3, (1,), (), 0)


def test_r19_votes_for_excellent_without_a_majority_take_no_place_under_the_cap() -> None:
    result = decide(vote(*excellent_by(10, 11, good=4)))
    assert cap_of(result) == Cap(reckoned_on=5, limit=1, within=(2,), tied=(), places_left=0, over=())
    assert statuses(result)[1] is PersonStatus.NO_MAJORITY


# R19: who is not rated


@pytest.mark.parametrize("standing", [Standing.EXEMPT, Standing.SUSPENDED])
def test_r19_the_exempt_and_the_suspended_are_not_rated(standing: Standing) -> None:
    outside = Rated(number=2, name="Đảng viên 2", standing=standing)
    result = decide(vote(*voted(GOOD), outside))
    assert result.people[1] == Rating(person=outside, level=None, status=PersonStatus.NOT_RATED)


@pytest.mark.parametrize("standing", [Standing.EXEMPT, Standing.SUSPENDED])
def test_r19_votes_for_a_person_who_is_not_rated_are_refused(standing: Standing) -> None:
    with pytest.raises(ValueError, match=f"^number 7 is {standing}, so not rated, and has 1 votes$"):
        Rated(number=7, name="Đảng viên 7", standing=standing, votes={GOOD: 1})
    zeros = Rated(number=7, name="Đảng viên 7", standing=standing, votes=dict.fromkeys(Level, 0))
    assert zeros.votes_cast == 0


def test_a_negative_count_of_votes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^number 7 has a negative count for good: -1$"):
        Rated(number=7, name="Đảng viên 7", votes={EXCELLENT: 3, GOOD: -1})


@pytest.mark.parametrize("name", ["issued", "collected", "valid", "invalid"])
def test_a_negative_count_of_ballots_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(ValueError, match=f"^the count of ballots {name} is negative: -1$"):
        vote(**{name: -1})


def test_a_number_that_several_persons_bear_is_refused_once_each() -> None:
    people = [person(number) for number in (9, 2, 3, 2, 9, 9)]
    with pytest.raises(ValueError, match=re.escape("more than one person bears the number 2, 9")):
        vote(*people)


# R7, R14: what stops the vote


def test_r7_ballots_that_were_not_returned_are_no_fault_and_do_not_change_the_base() -> None:
    result = decide(vote(person(1, good=11), person(2, good=10), issued=20, collected=12, valid=11, invalid=1))
    assert (result.why, result.base.value) == ((), 20)
    assert [rating.level for rating in result.people] == [GOOD, None]


@pytest.mark.parametrize(
    ("issued", "collected", "valid", "invalid", "code", "more"),
    [
        (18, 19, 19, 0, "ballots_exceed_issued", {}),
        (20, 20, 18, 1, "collected_mismatch", {}),
        (20, 20, 20, 1, "collected_mismatch", {}),
        (20, 20, 16, 4, "votes_exceed_valid", {"people": "2, 10"}),
    ],
)
def test_r7_sums_that_do_not_agree_stop_the_vote_and_nothing_is_decided(
    issued: int, collected: int, valid: int, invalid: int, code: str, more: dict[str, str | int]
) -> None:
    most = 17 if code == "votes_exceed_valid" else 12
    exempt = Rated(number=11, name="Đảng viên 11", standing=Standing.EXEMPT)
    people = (person(10, good=most), person(3, good=12), person(2, good=12, completed=most - 12), exempt)
    ballots = {"issued": issued, "collected": collected, "valid": valid, "invalid": invalid}
    result = decide(vote(*people, **ballots))
    assert result.why == (code,)
    assert result.findings == (Finding(code=code, severity=Severity.ERROR, rule="R7", params={**ballots, **more}),)
    assert result.status is RatingStatus.STOPPED
    assert result.cap is None
    assert {rating.level for rating in result.people} == {None}
    assert statuses(result) == {
        2: PersonStatus.STOPPED,
        3: PersonStatus.STOPPED,
        10: PersonStatus.STOPPED,
        11: PersonStatus.NOT_RATED,
    }


def test_r7_more_ballots_collected_than_persons_attend_stop_the_vote_and_more_issued_are_a_warning() -> None:
    spare = {"issued": 21, "collected": 20, "valid": 20, "invalid": 0}
    warning = Finding(
        code="issued_exceed_present", severity=Severity.WARNING, rule="R7", params=spare | {"present": 20}
    )
    handed_out = decide(vote(person(1, good=11), **spare))
    assert (handed_out.why, handed_out.findings) == ((), (warning,))
    assert handed_out.people[0].level is GOOD

    excess = {"issued": 21, "collected": 21, "valid": 20, "invalid": 1}
    result = decide(vote(person(1, good=11), **excess))
    assert result.why == ("collected_exceed_present",)
    assert result.findings == (
        replace(warning, params=excess | {"present": 20}),
        Finding(
            code="collected_exceed_present",
            severity=Severity.ERROR,
            rule="R7.excess",
            params=excess | {"present": 20},
        ),
    )
    assert (result.status, result.people[0].level) == (RatingStatus.STOPPED, None)


def test_r7_a_persons_votes_may_reach_the_valid_ballots_but_not_pass_them() -> None:
    ballots = {"valid": 15, "invalid": 5}
    assert decide(vote(person(1, good=11, completed=4), **ballots)).why == ()
    assert decide(vote(person(1, good=11, completed=5), **ballots)).why == ("votes_exceed_valid",)


def test_r14_a_meeting_that_is_not_quorate_rates_nobody() -> None:
    ballots = {"issued": 13, "collected": 13, "valid": 13}
    result = decide(vote(person(1, good=13), **ballots), cell(present=13, absent=7))
    assert result.why == ("not_quorate",)
    assert [finding.code for finding in result.findings] == ["not_quorate"]
    assert result.people == (Rating(person=person(1, good=13), level=None, status=PersonStatus.STOPPED),)
    quorate = {"issued": 14, "collected": 14, "valid": 14}
    assert decide(vote(person(1, good=13), **quorate), cell(present=14, absent=6)).people[0].level is GOOD


def test_every_ground_for_stopping_is_told_at_once() -> None:
    result = decide(vote(person(1, good=9), issued=13, collected=14, valid=8, invalid=1), cell(present=13, absent=7))
    assert result.why == (
        "not_quorate",
        "ballots_exceed_issued",
        "collected_exceed_present",
        "collected_mismatch",
        "votes_exceed_valid",
    )
    assert [finding.code for finding in result.findings] == list(result.why)
