"""Making the list: surplus, support, the poll, names, pools, the board (R2-R5, R13)."""

import pytest

from tally import Congress
from tally.congress import BoardMember
from tally.contest import NominatedBy, Withdrawal
from tally.cut import Cut
from tally.finding import Severity
from tally.nomination import (
    OpinionPoll,
    Pool,
    board_findings,
    has_support,
    list_findings,
    opinion_poll,
    pool_findings,
    sitting,
    surplus_limit,
)
from tally.person import Birth
from tests.making import RULES, candidate, congress, contest, meeting


def _codes(vote, event=None):
    return [finding.code for finding in list_findings(event or congress(), vote)]


def _only(findings):
    (finding,) = findings
    return finding


@pytest.mark.parametrize(("seats", "limit"), [(1, 1), (3, 1), (6, 1), (7, 2), (9, 2), (10, 3), (15, 4), (68, 20)])
def test_the_surplus_is_thirty_per_cent_rounded_down_but_one_person_is_always_allowed(seats, limit):
    """R4, Art. 14: n < L <= n + max(1, 30 % of n)."""
    assert surplus_limit(seats, RULES) == limit


@pytest.mark.parametrize("kind", ["committee", "standing_committee"])
@pytest.mark.parametrize(
    ("candidates", "seats", "codes"),
    [
        (3, 3, ["list_not_longer_than_seats", "surplus_outside_prepared_range"]),
        (2, 3, ["list_not_longer_than_seats", "surplus_outside_prepared_range"]),
        (4, 3, []),
        (5, 3, ["surplus_over_limit", "surplus_outside_prepared_range"]),
        (8, 7, []),
        (9, 7, ["surplus_outside_prepared_range"]),
        (10, 7, ["surplus_over_limit", "surplus_outside_prepared_range"]),
        (13, 10, ["surplus_outside_prepared_range"]),
        (14, 10, ["surplus_over_limit", "surplus_outside_prepared_range"]),
        (17, 15, []),
    ],
)
def test_a_committees_list_is_longer_than_the_seats_within_the_limit(kind, candidates, seats, codes):
    event = congress(level="province")
    assert _codes(contest(candidates, seats, kind=kind), event) == codes


def test_the_surplus_is_measured_on_the_seats_voted_on_not_on_the_quota():
    finding = list_findings(congress(), contest(10, 7, quota=10))[0]
    assert (finding.code, finding.severity, finding.rule) == ("surplus_over_limit", Severity.ERROR, "R4")
    assert finding.params == {"list": 10, "seats": 7, "surplus": 3, "limit": 2}
    finding = list_findings(congress(), contest(3, 3))[0]
    assert (finding.severity, finding.rule) == (Severity.ERROR, "R4")
    assert finding.params == {"list": 3, "seats": 3, "surplus": 0}


@pytest.mark.parametrize(
    ("seats", "least", "most"),
    [
        (1, 1, 1),
        (3, 1, 1),
        (5, 1, 1),
        (6, 1, 1),
        (7, 1, 1),
        (10, 1, 1),
        (11, 1, 2),
        (14, 2, 2),
        (15, 2, 2),
        (20, 2, 3),
        (68, 7, 10),
        (101, 11, 15),
    ],
)
def test_the_convening_committee_prepares_ten_to_fifteen_per_cent(seats, least, most):
    """R4: of its own nominees; one person for 3-5 seats; where no whole number lies in the range, those next to it."""
    event = congress(level="province")
    for surplus in range(1, surplus_limit(seats, RULES) + 1):
        found = [
            finding
            for finding in list_findings(event, contest(seats + surplus, seats))
            if finding.code == "surplus_outside_prepared_range"
        ]
        assert bool(found) is not (least <= surplus <= most)
        for finding in found:
            assert (finding.severity, finding.rule) == (Severity.WARNING, "R4.rounding")
            assert finding.params == {"prepared": surplus, "least": least, "most": most, "seats": seats}


def test_nominees_from_the_floor_are_not_part_of_what_was_prepared():
    people = [candidate(number) for number in range(1, 9)]
    people.append(candidate(9, nominated_by=NominatedBy.FLOOR, agreed_by=20))
    assert _codes(contest(people, 7)) == []


@pytest.mark.parametrize(
    ("candidates", "seats", "over"), [(13, 10, False), (14, 10, True), (2, 1, True), (1, 1, False)]
)
def test_any_other_list_over_thirty_per_cent_is_only_warned_of(candidates, seats, over):
    findings = list_findings(congress(), contest(candidates, seats, kind="delegates"))
    assert [finding.code for finding in findings] == (["surplus_over_thirty_percent"] if over else [])
    for finding in findings:
        assert (finding.severity, finding.rule) == (Severity.WARNING, "R4")
        assert finding.params == {"list": candidates, "seats": seats, "surplus": candidates - seats}


def test_a_list_that_cannot_fill_the_seats_is_warned_of():
    finding = _only(list_findings(congress(), contest(2, 3, kind="inspection_committee")))
    assert (finding.code, finding.severity, finding.rule) == ("list_shorter_than_seats", Severity.WARNING, "R4")
    assert finding.params == {"list": 2, "seats": 3, "surplus": -1}
    assert _codes(contest(3, 3, kind="inspection_committee")) == []


def test_names_that_the_body_adds_later_are_not_on_the_first_list():
    people = [candidate(1), candidate(2), candidate(3, from_round=2)]
    assert "list_not_longer_than_seats" in _codes(contest(people, 2))


def test_support_is_more_than_thirty_per_cent_of_those_attending():
    """R3, Art. 11, 14: 6 of 20 is not more than 30 %."""
    assert not has_support(6, attending=20, regulation=RULES)
    assert has_support(7, attending=20, regulation=RULES)
    assert not has_support(0, attending=0, regulation=RULES)


@pytest.mark.parametrize("how", [NominatedBy.FLOOR, NominatedBy.SELF])
def test_whoever_is_not_on_the_committees_list_needs_support(how):
    event = congress(meeting("delegates", present=18, replaced=2, absent=1, bodies=(3, 3)))
    people = [candidate(1), candidate(2), candidate(3), candidate(4, nominated_by=how, agreed_by=6)]
    finding = _only([found for found in list_findings(event, contest(people, 3)) if found.rule == "R3"])
    assert (finding.code, finding.severity) == ("floor_nominee_not_supported", Severity.ERROR)
    assert finding.params == {"number": 4, "name": "Người 4", "attending": 20, "agreed": 6}
    people[3] = candidate(4, nominated_by=how, agreed_by=7)
    assert not [found for found in list_findings(event, contest(people, 3)) if found.rule == "R3"]


def test_support_that_was_not_recorded_is_asked_for():
    people = [candidate(1), candidate(2, nominated_by=NominatedBy.SELF)]
    finding = _only([found for found in list_findings(congress(), contest(people, 1)) if found.rule == "R3"])
    assert (finding.code, finding.severity) == ("floor_support_not_recorded", Severity.WARNING)
    assert finding.params == {"number": 2, "name": "Người 2", "attending": 20}


def test_the_congress_decides_on_every_request_to_withdraw():
    """R3: asked is undecided, granted is off the list, refused stays on it."""
    people = [
        candidate(1),
        candidate(2, withdrawal=Withdrawal.ASKED),
        candidate(3, withdrawal=Withdrawal.ASKED),
        candidate(4, withdrawal=Withdrawal.GRANTED),
        candidate(5, withdrawal=Withdrawal.REFUSED),
    ]
    vote = contest(people, 3)
    assert [person.number for person in vote.on_list] == [1, 2, 3, 5]
    finding = _only(list_findings(congress(), vote))
    assert (finding.code, finding.severity, finding.rule) == ("withdrawal_undecided", Severity.ERROR, "R3")
    assert finding.params == {"numbers": "2, 3"}


def test_one_name_twice_must_be_told_apart_and_one_person_twice_is_an_error():
    born = [Birth(year=1970), Birth(year=1971), Birth(year=1971)]
    namesakes = [candidate(1, "Lê Hòa", born=born[0]), candidate(2, "LÊ HOÀ", born=born[1])]
    named = _only(list_findings(congress(), contest([candidate(3), *namesakes, candidate(4)], 3)))
    assert (named.code, named.severity, named.rule) == ("same_name", Severity.WARNING, "R6.names")
    assert named.params == {"name": "Lê Hòa", "numbers": "1, 2"}
    people = [*namesakes, candidate(3, "Lê Hòa", born=born[2]), candidate(4)]
    twice, named = list_findings(congress(), contest(people, 3))
    assert (twice.code, twice.severity, twice.rule) == ("duplicate_candidate", Severity.ERROR, "R6.names")
    assert twice.params == {"name": "LÊ HOÀ", "numbers": "2, 3"}
    assert (named.code, named.params["numbers"]) == ("same_name", "1, 2, 3")


def test_one_person_twice_and_no_namesake_is_one_remark():
    people = [candidate(1, "Lê An"), candidate(2, "Lê An"), candidate(3), candidate(4)]
    assert _only(list_findings(congress(), contest(people, 3))).code == "duplicate_candidate"


@pytest.mark.parametrize(
    ("level", "kind", "quota", "limit"),
    [("cell", "committee", 8, 7), ("commune", "committee", 28, 27), ("commune", "standing_committee", 12, 11)],
)
def test_a_size_beyond_guidance_is_warned_of(level, kind, quota, limit):
    event = congress(level=level)
    findings = list_findings(event, contest(quota + quota // 8, quota - 1, kind=kind, quota=quota))
    finding = _only([found for found in findings if found.code == "over_guided_size"])
    assert (finding.severity, finding.rule) == (Severity.WARNING, "R16.sizes")
    assert finding.params == {"quota": quota, "limit": limit}
    assert "over_guided_size" not in _codes(contest(quota, quota - 1, kind=kind, quota=quota - 1), event)
    assert "over_guided_size" not in _codes(contest(quota, quota - 1, kind=kind, quota=quota), congress(level="x"))


@pytest.mark.parametrize(("members", "small"), [(8, True), (9, False)])
def test_a_cell_elects_a_committee_from_nine_members_on(members, small):
    event = congress(meeting("members", present=members - 1, absent=1), level="cell")
    findings = [f for f in list_findings(event, contest(4, 3)) if f.code == "cell_too_small_for_committee"]
    assert bool(findings) is small
    for finding in findings:
        assert (finding.severity, finding.rule) == (Severity.WARNING, "R13.cell")
        assert finding.params == {"members": 8, "least": 9}
    assert "cell_too_small_for_committee" not in _codes(contest(1, 1, kind="secretary"), event)
    commune = congress(meeting("members", present=members), level="commune")
    assert "cell_too_small_for_committee" not in _codes(contest(4, 3), commune)


def test_only_those_of_the_pool_may_stand():
    """R13, Art. 17: the same person is the same name and the same birth."""
    committee = contest([candidate(1, "An"), candidate(2, "Bình"), candidate(3, "Cường")], 2, id="bch")
    others = [
        candidate(1, "Bình"),
        candidate(2, "An", born=Birth(year=1960)),
        candidate(3, "Ai", withdrawal=Withdrawal.GRANTED),
    ]
    vote = contest(others, 1, kind="secretary", pool="bch")
    finding = _only(pool_findings(congress(), vote, _voted(committee)))
    assert (finding.code, finding.severity, finding.rule) == ("candidate_not_in_pool", Severity.ERROR, "R13")
    assert finding.params == {"number": 2, "name": "An"}
    nobody = pool_findings(congress(), vote, _voted(committee, may_stand=()))
    assert [finding.params["number"] for finding in nobody] == [1, 2]


def _voted(pool, *, may_stand=None):
    people = pool.candidates if may_stand is None else tuple(may_stand)
    return Pool(contest=pool.id, seats=pool.seats, voted=True, may_stand=people)


@pytest.mark.parametrize("kind", ["standing_committee", "inspection_chair", "inspection_vice_chair"])
def test_a_contest_that_draws_on_another_should_name_it(kind):
    finding = pool_findings(congress(), contest(2, 1, kind=kind), None)[0]
    assert (finding.code, finding.severity, finding.rule) == ("pool_not_named", Severity.WARNING, "R13")
    assert pool_findings(congress(), contest(2, 1, kind="secretary"), None) == ()


@pytest.mark.parametrize(("seats", "over"), [(5, False), (6, True)])
def test_a_standing_committee_is_at_most_a_third_of_the_committee(seats, over):
    """R13, second-hand: of the committee's seats, or at its meeting of the incumbents."""
    committee = contest(18, 15, id="bch")
    vote = contest(seats + 1, seats, kind="standing_committee", pool="bch")
    drawn = pool_findings(congress(), vote, _voted(committee, may_stand=vote.candidates))
    at_its_meeting = congress(meeting("committee", present=14, absent=1))
    alone = [f for f in pool_findings(at_its_meeting, vote, None) if f.code != "pool_not_named"]
    for findings in (drawn, alone):
        assert [finding.code for finding in findings] == (["standing_committee_over_third"] if over else [])
        for finding in findings:
            assert (finding.severity, finding.rule) == (Severity.WARNING, "R13.third")
            assert finding.params == {"seats": 6, "committee": 15}
    elsewhere = pool_findings(congress(), contest(10, 9, kind="standing_committee"), None)
    assert [finding.code for finding in elsewhere] == ["pool_not_named"]
    inspection = contest(9, 8, kind="inspection_committee", pool="bch")
    assert pool_findings(congress(), inspection, _voted(committee, may_stand=inspection.candidates)) == ()


def test_a_member_of_the_board_who_is_on_the_list_is_named():
    """R2, Art. 8: the board is checked again for every list; a namesake with another birth is another person."""
    people = [
        candidate(1, "Lê An", born=Birth(year=1970)),
        candidate(2, "Trần Bình"),
        candidate(3, "Tạ Ba", withdrawal=Withdrawal.GRANTED),
    ]
    vote = contest(people, 1)
    board = [
        BoardMember(name="LÊ AN", role="head"),
        BoardMember(name="Trần Bình", role="member", born=Birth(year=1999)),
        BoardMember(name="Tạ Ba", role="member"),
    ]
    finding = _only(board_findings(board, vote))
    assert (finding.code, finding.severity, finding.rule) == ("board_member_is_candidate", Severity.ERROR, "R2")
    assert finding.params == {"number": 1, "name": "Lê An"}
    same = BoardMember(name="Lê An", role="head", born=Birth(year=1970, month=5, day=6))
    assert _only(board_findings([same], vote)).params["number"] == 1
    assert sitting([*board, same], vote) == tuple(board[1:])
    twice = [BoardMember(name=name, role="member") for name in ("Lê An", "lê an", "Khác", "Khác")]
    assert [finding.params["number"] for finding in board_findings(twice, vote)] == [1]
    assert sitting(twice, vote) == tuple(twice[2:])


def _poll(agreed, *, prepared=17, seats=15, attending=100):
    return opinion_poll(agreed, prepared=prepared, seats=seats, attending=attending, regulation=RULES)


def test_if_the_whole_list_stays_within_the_limit_the_congress_decides():
    """R5: 17 prepared for 15 seats leave room for two more."""
    poll = _poll({20: 40, 21: 31, 22: 30})
    assert poll == OpinionPoll(qualified=(20, 21), fits=True, list_filled=Cut(taken=(20, 21)))


def test_above_the_limit_the_qualified_fill_the_list_from_high_to_low():
    poll = _poll({20: 40, 21: 60, 22: 50, 23: 10})
    assert poll == OpinionPoll(qualified=(21, 22, 20), fits=False, list_filled=Cut(taken=(21, 22)))


def test_a_tie_at_the_last_place_on_the_list_is_for_the_congress_to_settle():
    poll = _poll({20: 40, 21: 60, 22: 40})
    assert not poll.fits
    assert poll.list_filled == Cut(taken=(21,), tied=(20, 22), places_left=1)


def test_a_list_that_is_full_has_room_for_nobody():
    assert _poll({20: 90}, prepared=19).list_filled == Cut()
    assert _poll({20: 90}, prepared=30) == OpinionPoll(qualified=(20,), fits=False, list_filled=Cut())
    assert _poll({20: 10}, prepared=30) == OpinionPoll(qualified=(), fits=True, list_filled=Cut())


def test_a_congress_is_one_value_for_all_its_contests():
    assert isinstance(congress(), Congress)
