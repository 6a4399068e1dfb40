"""The base and the quorum (R8, R14): who counts, and who is taken out."""

from datetime import date

import pytest

from tally import REGULATIONS, Roll
from tally.congress import STATUSES, Base, MeetingKind
from tally.finding import Severity
from tests.making import RULES, congress, meeting

ONE_OF_EACH = {
    "members": dict.fromkeys(STATUSES[MeetingKind.MEMBERS], 1),
    "cell_conference": dict.fromkeys(STATUSES[MeetingKind.CELL_CONFERENCE], 1),
    "delegates": dict.fromkeys(STATUSES[MeetingKind.DELEGATES], 1),
    "committee": dict.fromkeys(STATUSES[MeetingKind.COMMITTEE], 1),
}


@pytest.mark.parametrize(
    ("kind", "excluded", "summoned", "value"),
    [
        ("members", ["temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"], 6, 2),
        ("cell_conference", ["temporary_elsewhere_absent", "exempt_absent", "barred"], 6, 3),
        ("delegates", ["convening_absent", "unreplaced"], 5, 3),
        ("committee", ["barred"], 3, 2),
    ],
)
def test_each_kind_of_meeting_takes_its_own_statuses_out_of_the_base(kind, excluded, summoned, value):
    """R8, Art. 30: the table of the article, row by row."""
    base = meeting(kind, **ONE_OF_EACH[kind]).base(RULES)
    assert base.summoned == summoned
    assert dict(base.excluded) == dict.fromkeys(excluded, 1)
    assert base.value == value


def test_a_status_without_anybody_is_not_listed_as_excluded():
    assert dict(meeting("members", present=7, barred=2).base(RULES).excluded) == {"barred": 2}


def test_the_base_is_never_below_zero_nor_above_the_summoned():
    for kind, roll in ONE_OF_EACH.items():
        for present in (0, 1, 30):
            base = meeting(kind, **roll | {"present": present}).base(RULES)
            assert 0 <= base.value <= base.summoned


@pytest.mark.parametrize(("value", "needed"), [(0, 1), (1, 1), (2, 2), (20, 11), (21, 11), (999, 500)])
def test_the_votes_needed_are_the_fewest_over_half(value, needed):
    """R8: 20 -> 11, 21 -> 11, 1 -> 1."""
    base = Base(summoned=value)
    assert base.needed == needed
    assert base.over_half(needed)
    assert not base.over_half(needed - 1)


def test_half_of_the_base_is_not_over_half():
    base = Base(summoned=25, excluded={"barred": 5})
    assert not base.over_half(10)
    assert base.over_half(11)


def test_those_attending_are_the_present_and_the_alternates_who_sit():
    roll = Roll(present=40, replaced=2, absent=1, convening_absent=2, unreplaced=3)
    assert roll.attending == 42
    assert roll.summoned == 48


@pytest.mark.parametrize(
    ("present", "absent", "enough"), [(14, 6, True), (13, 7, False), (2, 1, True), (1, 1, False), (0, 5, False)]
)
def test_two_thirds_of_the_summoned_are_a_quorum(present, absent, enough):
    """R14: exactly two thirds suffice; what the base leaves out still counts among the summoned."""
    assert meeting("members", present=present, absent=absent).is_quorate(RULES) is enough
    assert meeting("members", present=present, barred=absent).is_quorate(RULES) is enough


@pytest.mark.parametrize(("here", "enough"), [(8, True), (7, False), (0, False)])
def test_a_delegates_congress_also_needs_two_thirds_of_the_bodies(here, enough):
    held = meeting("delegates", present=90, absent=1, bodies=(12, here))
    assert held.is_quorate(RULES) is enough


def test_a_sitting_alternate_counts_towards_the_quorum():
    assert meeting("delegates", present=1, replaced=1, absent=1, bodies=(1, 1)).is_quorate(RULES)


def test_a_meeting_that_is_not_quorate_says_with_how_many():
    (finding,) = meeting("delegates", present=2, absent=4, bodies=(5, 1)).findings(RULES)
    assert (finding.code, finding.severity, finding.rule) == ("not_quorate", Severity.ERROR, "R14")
    assert finding.params == {"present": 2, "summoned": 6, "bodies_present": 1, "bodies_summoned": 5}
    (finding,) = meeting("members", present=1, absent=4).findings(RULES)
    assert finding.params == {"present": 1, "summoned": 5}


def test_a_delegates_congress_without_its_bodies_is_judged_on_delegates_and_says_so():
    held = meeting("delegates", present=9)
    assert held.is_quorate(RULES)
    (finding,) = held.findings(RULES)
    assert (finding.code, finding.severity, finding.rule) == ("bodies_not_given", Severity.WARNING, "R14")
    assert meeting("members", present=9).findings(RULES) == ()


@pytest.mark.parametrize(
    ("regulation", "day", "in_force"),
    [
        ("190-QĐ/TW", date(2024, 10, 10), True),
        ("190-QĐ/TW", date(2024, 10, 9), False),
        ("244-QĐ/TW", date(2024, 10, 9), True),
        ("244-QĐ/TW", date(2024, 10, 10), False),
        ("244-QĐ/TW", date(2014, 6, 9), True),
        ("244-QĐ/TW", date(2014, 6, 8), False),
    ],
)
def test_a_regulation_that_was_not_in_force_is_remarked_on(regulation, day, in_force):
    findings = congress(regulation=REGULATIONS[regulation], date=day).findings()
    assert [finding.code for finding in findings] == ([] if in_force else ["regulation_not_in_force"])
    for finding in findings:
        rules = REGULATIONS[regulation]
        assert (finding.severity, finding.rule) == (Severity.WARNING, "R1.in_force")
        assert finding.params == {
            "regulation": regulation,
            "date": day.isoformat(),
            "since": rules.since.isoformat(),
            "until": rules.until.isoformat() if rules.until else "",
        }


def test_a_congress_gives_its_meetings_by_id():
    event = congress()
    assert event.meeting("m") is event.meetings[0]
    with pytest.raises(KeyError):
        event.meeting("another")
