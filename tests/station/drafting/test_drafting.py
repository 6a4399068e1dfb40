"""A draft is the congress file as values: what is written of it is read again the same, and its faults come at once."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from station import session
from station.drafting import (
    CONGRESS,
    Draft,
    added,
    begin,
    code_of,
    coming,
    document,
    draft_of,
    drawn,
    faults,
    free_id,
    in_name_order,
    listed,
    pool_for,
    with_contest,
    with_meeting,
    with_person,
    withdrawn,
    without_contest,
    without_person,
)
from station.session import Act, Denied
from station.session.definition import Define, read_definition
from tally.congress import BoardMember, Meeting, MeetingKind, Mode, Roll, Unit
from tally.contest import Biography, Candidate, Contest, ContestKind, NominatedBy, Sex, Withdrawal
from tally.faults import BadInput
from tally.person import Birth
from tally.regulation import REGULATIONS
from tests.station.exchange import days

EXAMPLES = sorted((Path(__file__).parents[3] / "docs" / "examples").glob("*/congress.*"))
UNIT = Unit(code="VD.TAY", name="Chi bộ thôn Tây", level="cell", superior="VD")


def without_rounds(path):
    data = path.read_text(encoding="utf-8")
    tree = json.loads(data) if path.suffix == ".json" else tomllib.loads(data)
    for contest in tree["contests"]:
        contest["rounds"], contest["leave_open"] = [], False
    return json.dumps(tree, ensure_ascii=False, default=str)


def person(number, name, **changes):
    return Candidate(
        **{
            "number": number,
            "name": name,
            "sex": Sex.FEMALE,
            "born": Birth(year=1980),
            "ethnicity": "Kinh",
            "incumbent": False,
            "nominated_by": NominatedBy.COMMITTEE,
        }
        | changes
    )


def contest(*people, **changes):
    return Contest(
        **{
            "id": "chi-uy",
            "meeting": CONGRESS,
            "kind": ContestKind.COMMITTEE,
            "title": "Bầu Chi ủy",
            "quota": 3,
            "seats": 3,
            "candidates": people,
        }
        | changes
    )


def begun(**changes):
    return begin(
        **{
            "mode": Mode.REAL,
            "regulation": REGULATIONS["190-QĐ/TW"],
            "unit": UNIT,
            "name": "Đại hội lần thứ XII",
            "term": "2025-2027",
            "place": "thôn Tây",
            "day": date(2025, 2, 8),
            "kind": MeetingKind.MEMBERS,
            "present": 22,
            "board": (BoardMember(name="Nguyễn Văn An", role="head"),),
        }
        | changes
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_example_is_written_as_it_was_read(path):
    before = draft_of(without_rounds(path))
    after = read_definition(document(before))
    assert (after.congress, after.contests) == (before.congress, before.contests)
    assert draft_of(document(before)) == before


def test_what_the_examples_do_not_have_is_written_too():
    """Who came from the floor, who withdraws or was added later, and a birth of somebody on the board."""
    people = (
        person(1, "A", agreed_by=9, nominated_by=NominatedBy.FLOOR, withdrawal=Withdrawal.REFUSED),
        person(2, "B", withdrawal=Withdrawal.GRANTED, withdrawn_before_round=2, attributes=frozenset({"x", "a"})),
        person(3, "C", from_round=2, born=Birth(year=1990, month=2, day=3)),
        person(4, "D", biography=Biography(home="Cao An", official=Birth(year=2011))),
    )
    board = (BoardMember(name="An", role="head", born=Birth(year=1970)),)
    draft = with_contest(begun(board=board, unit=replace(UNIT, superior=None)), contest(*people))
    assert draft_of(document(draft)) == draft


def test_a_congress_begins_with_one_meeting_and_no_contest():
    draft = begun()
    assert faults(draft) == ()
    assert draft.congress.meeting(CONGRESS).roll == Roll(present=22)
    assert json.loads(document(draft))["contests"] == []


def test_an_exercise_says_so_in_the_document():
    assert json.loads(document(begun(mode=Mode.TRAINING)))["mode"] == "training"


def test_a_contest_with_nobody_on_its_list_is_a_fault_and_all_faults_come_at_once():
    nobody = contest()
    too_many = contest(person(1, "A", agreed_by=5), id="bi-thu", seats=4)
    places = [fault.location for fault in faults(with_contest(with_contest(begun(), nobody), too_many))]
    assert places == ["contests[0].candidates", "contests[1].seats", "contests[1].candidates[0].agreed_by"]


def test_a_definition_with_rounds_is_no_draft():
    with pytest.raises(Denied, match="has_rounds"):
        draft_of(EXAMPLES[-1].read_text(encoding="utf-8"))


def test_a_part_takes_the_place_of_the_one_with_its_id_and_else_comes_last():
    draft = with_contest(with_contest(begun(), contest(person(1, "A"))), contest(person(1, "A"), id="bi-thu"))
    changed = with_contest(draft, replace(draft.contest("chi-uy"), title="Bầu Chi ủy khóa XII"))
    assert [(one.id, one.title) for one in changed.contests] == [
        ("chi-uy", "Bầu Chi ủy khóa XII"),
        ("bi-thu", "Bầu Chi ủy"),
    ]
    assert [one.id for one in without_contest(changed, "chi-uy").contests] == ["bi-thu"]
    with pytest.raises(KeyError):
        changed.contest("btv")


def test_a_meeting_is_exchanged_or_added():
    draft = with_meeting(begun(), Meeting(id="first", kind=MeetingKind.COMMITTEE, roll=Roll(present=3)))
    draft = with_meeting(draft, Meeting(id=CONGRESS, kind=MeetingKind.MEMBERS, roll=Roll(present=20, barred=1)))
    assert [(one.id, one.roll.summoned) for one in draft.congress.meetings] == [(CONGRESS, 21), ("first", 3)]


def test_a_person_takes_the_place_of_a_number_and_may_have_another():
    changed = with_person(contest(person(1, "A"), person(2, "B")), person(7, "Bình"), number=2)
    assert [(one.number, one.name) for one in changed.candidates] == [(1, "A"), (7, "Bình")]
    assert [one.number for one in without_person(changed, 1).candidates] == [7]


def test_who_is_added_gets_the_numbers_that_follow_and_the_round_they_are_added_for():
    """R11: names for a further ballot."""
    after = added(contest(person(4, "A")), [person(0, "B"), person(0, "C")], round_number=2)
    assert [(one.number, one.from_round) for one in after.candidates] == [(4, None), (5, 2), (6, 2)]
    assert [one.number for one in added(contest(), [person(0, "B")]).candidates] == [1]


def test_the_list_stands_in_the_order_of_given_names_only_when_asked():
    """R6.order: the given name decides, and the numbers are given anew."""
    after = in_name_order(contest(person(5, "Bùi Văn Yên"), person(6, "Trần Văn Ân"), person(7, "Vũ Thị An")))
    assert [(one.number, one.name) for one in after.candidates] == [
        (1, "Vũ Thị An"),
        (2, "Trần Văn Ân"),
        (3, "Bùi Văn Yên"),
    ]


def test_a_withdrawal_after_a_ballot_names_the_round_from_which_it_holds():
    """R3: the congress decides; before the first ballot whoever is let go is off the list altogether."""
    assert withdrawn(person(1, "A"), Withdrawal.GRANTED).withdrawn_before_round is None
    gone = withdrawn(person(1, "A"), Withdrawal.GRANTED, round_number=2)
    assert gone.withdrawn_before_round == 2
    assert withdrawn(gone, Withdrawal.REFUSED, round_number=2).withdrawn_before_round is None
    assert withdrawn(gone, None, round_number=2) == person(1, "A")


def test_a_list_is_read_from_a_spreadsheet_as_the_command_reads_it():
    heading = "TT,Họ và tên,Giới tính,Ngày sinh,Dân tộc,Tái cử"
    data = f"{heading}\n1,Lê Thị An,Nữ,01/05/1986,Kinh,x\n2,Lò Văn Bun,Nam,1979,Thái,\n"
    people, past = listed("danh-sach.csv", data.encode())
    assert not past
    assert [(one.number, one.name, one.sex, str(one.born), one.ethnicity, one.incumbent) for one in people] == [
        (1, "Lê Thị An", Sex.FEMALE, "1986-05-01", "Kinh", True),
        (2, "Lò Văn Bun", Sex.MALE, "1979", "Thái", False),
    ]
    more = data.replace("Tái cử", "Tái cử,Quê quán").replace("Kinh,x", "Kinh,x,Cao An")
    assert [one.biography for one in listed("danh-sach.csv", more.encode())[0]] == [Biography(home="Cao An"), None]
    with pytest.raises(BadInput) as caught:
        listed("danh-sach.csv", data.replace("1979", "79").replace("Kinh", "").encode())
    assert [fault.location for fault in caught.value.faults] == ["E2", "D3"]


def test_whoever_stands_again_elsewhere_is_named_by_the_committee_and_has_no_number_yet():
    """R13: the same person by name and birth."""
    before = person(
        4, "A", nominated_by=NominatedBy.SELF, agreed_by=9, from_round=2, withdrawal=Withdrawal.REFUSED, incumbent=True
    )
    before = replace(before, biography=Biography(theory="Cao cấp"))
    after = drawn(before)
    assert after == person(0, "A", incumbent=True, biography=Biography(theory="Cao cấp"))
    assert after.is_same_person(before)


def test_an_id_is_the_usual_one_of_its_kind_or_that_with_a_number():
    assert free_id((), ContestKind.COMMITTEE) == "bch"
    assert free_id(("bch", "bch-2"), ContestKind.COMMITTEE) == "bch-3"
    assert free_id(("meeting",), "meeting") == "meeting-2"
    assert len({free_id((), kind) for kind in ContestKind}) == len(ContestKind)


def test_a_post_is_drawn_from_the_contest_that_usually_fills_it():
    """R13: committee, standing committee from it, secretary from the standing committee or the committee."""
    draft = begun()
    assert pool_for(draft, ContestKind.SECRETARY) is None
    draft = with_contest(draft, contest(person(1, "A")))
    assert pool_for(draft, ContestKind.SECRETARY) == "chi-uy"
    assert pool_for(draft, ContestKind.DELEGATES) is None
    draft = with_contest(draft, contest(person(1, "A"), id="btv", kind=ContestKind.STANDING_COMMITTEE))
    assert pool_for(draft, ContestKind.SECRETARY) == "btv"
    assert pool_for(draft, ContestKind.STANDING_COMMITTEE) == "chi-uy"
    assert pool_for(draft, ContestKind.INSPECTION_CHAIR) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Chi bộ thôn Đông", "CHI-BO-THON-DONG"),
        ("Đảng bộ  xã Ea H'Leo 2", "DANG-BO-XA-EA-H-LEO-2"),
        ("…", ""),
        ("a" * 63 + " b", "A" * 63),
    ],
)
def test_a_unit_has_a_code_by_its_name(name, code):
    assert code_of(name) == code


def test_while_nothing_was_counted_the_whole_list_may_change_and_after_it_only_the_round_to_come():
    """R11: the session takes names for the coming round, and no others."""
    day = days.day_of(days.begun(2))
    state = day.contest(days.STRIKE)
    assert coming(days.day_of(days.opened()).contest(days.STRIKE)) is None
    assert coming(state) == 2

    def define(more):
        after = with_contest(draft_of(day.document), added(state.contest, [person(0, "Mới")], round_number=more))
        return session.decide(day, Act(by=(days.HEAD,)), Define(document=document(after)))

    assert len(define(coming(state))) == 1
    with pytest.raises(Denied, match="contest_is_fixed"):
        define(None)


def test_a_draft_is_a_value():
    assert begun() == begun()
    assert Draft(congress=begun().congress) == begun()
