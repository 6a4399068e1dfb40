"""What is elected: taken whole from a congress file, confirmed by the head, and left alone once papers were counted."""

import json
import unicodedata

import pytest

from station.session import definition
from station.session.definition import ConfirmContest, ContestConfirmed, Define, Defined, definition_hash
from station.session.people import SignOut
from station.session.phase import Phase, phase
from tally.congress import Mode
from tally.faults import BadInput
from tests.station.session.table import (
    BINH,
    BOARD,
    HEAD,
    MAY,
    MEETING,
    NAMES,
    C,
    Table,
    candidate,
    contest,
    denied,
    document,
    opened,
)

SECOND = {"id": "n", "kind": "members", "roll": {"present": 11, "absent": 1}}


def test_a_day_begins_with_a_congress_file_of_anybody():
    table = Table()
    assert denied(table, ConfirmContest(contest=C)) == ("sign_in_first", {})
    assert table.do(Define(document=document())) == (Defined(document=document()),)
    assert table.day.congress.mode is Mode.TRAINING
    assert [*table.day.contests] == [C]
    assert table.do(Define(document=document())) == ()


def test_before_anybody_is_taken_in_another_file_takes_its_place():
    table = Table()
    table.do(Define(document=document()))
    table.do(Define(document=document(contest(name="khac"), mode="real")))
    assert [*table.day.contests] == ["khac"]
    assert not table.day.is_training


def test_a_file_with_faults_is_refused_with_all_of_them():
    with pytest.raises(BadInput) as why:
        Table().do(Define(document=document(contest(2, 0), contest(2, 3, quota=1, name="d"))))
    assert {fault.location for fault in why.value.faults} >= {"contests[0].seats", "contests[1].seats"}


def test_a_name_in_pieces_is_the_same_name():
    """NFD and NFC are one, in the file and in the journal."""
    table = Table()
    whole = document(contest([candidate(1, "Lê Thị Yến"), candidate(2, "Trần An")], 1))
    table.do(Define(document=unicodedata.normalize("NFD", whole)))
    assert table.day.document == unicodedata.normalize("NFC", whole)


VOTED = {"after_round": 0, "choice": "again", "agree": 12, "against": 0, "abstain": 0, "not_voting": 0}


@pytest.mark.parametrize(
    "decided",
    [
        {"leave_open": True},
        {"decisions": [VOTED]},
        {"rounds": [{"number": 1, "purpose": "first", "issued": 5, "collected": 5, "ballots": "x.csv"}]},
    ],
)
def test_a_file_in_which_somebody_voted_or_decided_already_is_not_begun_here(decided):
    table = Table()
    assert denied(table, Define(document=document(contest(**decided)))) == ("has_rounds", {"contests": C})


def test_nobody_is_number_0_which_is_typed_where_no_name_stands_out():
    people = [candidate(0), candidate(1), candidate(2)]
    assert denied(Table(), Define(document=document(contest(people, 2)))) == ("number_zero", {})


def test_once_there_are_people_a_file_comes_from_one_of_them():
    table = opened()
    table.do(SignOut())
    assert denied(table, Define(document=document(mode="real"))) == ("sign_in_first", {})
    table.do(Define(document=document(mode="real")), BINH)
    assert table.day.congress.mode is Mode.REAL


def test_a_technician_changes_nothing_of_what_the_congress_is_not_even_before_anything_has_begun():
    """R2: what the congress approved comes from its board."""
    table = opened()
    for file in (document(mode="real"), document(contest(5, 4)), document()):
        assert denied(table, Define(document=file), MAY) == ("only_the_board", {})
        assert denied(table, Define(document=file), MAY, HEAD) == ("only_the_board", {})


@pytest.mark.parametrize("name", [NAMES[HEAD], NAMES[BINH].upper(), f"  {NAMES[BINH]}"])
def test_nobody_is_twice_on_the_board(name):
    """R2: one person with two PINs would be two where two have to be."""
    board = [*BOARD, {"name": name, "role": "member"}]
    for table, by in ((Table(), ()), (opened(), (HEAD,))):
        code, params = denied(table, Define(document=document(board=board)), *by)
        assert (code, " ".join(params["name"].split())) == ("board_name_twice", " ".join(name.split()))


def test_people_stay_what_they_are_whatever_file_comes():
    """R2: else one person could enter the same ballots once as a technician and once as a member."""
    table = opened()
    without = [BOARD[0], BOARD[1]]
    assert denied(table, Define(document=document(board=without)), HEAD) == ("not_of_the_board", {"name": "Lê Chi"})
    swapped = [{**BOARD[0], "role": "member"}, {**BOARD[1], "role": "head"}, BOARD[2]]
    assert denied(table, Define(document=document(board=swapped)), HEAD)[0] == "not_of_the_board"
    more = [*BOARD, {"name": NAMES[MAY], "role": "member"}]
    assert denied(table, Define(document=document(board=more)), HEAD)[0] == "operator_is_of_the_board"


def test_the_head_confirms_what_a_contest_is_by_its_hash():
    table = opened()
    expected = definition_hash(table.day, C)
    (event,) = table.do(ConfirmContest(contest=C), HEAD)
    assert event == ContestConfirmed(contest=C, definition=expected, reason=None)
    assert len(expected) == 64
    assert phase(table.day, C) is Phase.BOX
    assert denied(table, ConfirmContest(contest=C), HEAD) == ("not_now", {"phase": "box"})


@pytest.mark.parametrize(
    "other",
    [
        document(contest(5, 3)),
        document(contest(4, 3, title="Bầu khác")),
        document(mode="real"),
        document(board=BOARD[:2]),
        document(meetings=[{**MEETING, "roll": {"present": 13}}]),
        document(options={"all_blank_boxes": "valid"}),
    ],
)
def test_the_hash_is_another_as_soon_as_anything_is(other):
    one, two = Table(), Table()
    one.do(Define(document=document()))
    two.do(Define(document=other))
    assert definition_hash(one.day, C) != definition_hash(two.day, C)


def test_the_hash_is_of_this_contest_alone():
    one, two = Table(), Table()
    one.do(Define(document=document()))
    two.do(Define(document=document(contest(), contest(name="khac"), meetings=[MEETING, SECOND])))
    assert definition_hash(one.day, C) == definition_hash(two.day, C)


def test_where_the_rules_have_an_error_to_tell_the_head_gives_a_reason():
    """R4: a list no longer than the seats is an error; the congress may know why."""
    table = opened(contest(3, 3))
    assert denied(table, ConfirmContest(contest=C), HEAD) == ("errors_need_a_reason", {"n": 1})
    assert denied(table, ConfirmContest(contest=C, reason=" "), HEAD) == ("errors_need_a_reason", {"n": 1})
    table.do(ConfirmContest(contest=C, reason=" Đại hội   đã biết "), HEAD)
    assert table.state().confirmed.reason == "Đại hội đã biết"


def test_a_meeting_that_is_not_quorate_votes_on_nothing():
    """R14: no reason helps."""
    table = opened(meetings=[{"id": "m", "kind": "members", "roll": {"present": 7, "absent": 4}}])
    assert denied(table, ConfirmContest(contest=C, reason="cứ bầu"), HEAD) == ("not_quorate", {})


def test_nobody_votes_on_an_empty_list():
    gone = [candidate(1, withdrawal="granted"), candidate(2, withdrawal="granted")]
    table = opened(contest(gone, 1))
    assert denied(table, ConfirmContest(contest=C, reason="rút hết"), HEAD) == ("nobody_stands", {})


def test_who_withdrew_before_the_first_round_is_not_on_the_paper():
    people = [candidate(1), candidate(2, withdrawal="granted"), candidate(3), candidate(4)]
    table = opened(contest(people, 2))
    table.do(ConfirmContest(contest=C), HEAD)
    assert table.work().paper.candidates == (1, 3, 4)


def test_what_was_confirmed_and_then_changed_is_confirmed_again():
    """A name was wrong, and nobody has handed out a paper yet."""
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(Define(document=document(contest(5, 4))), HEAD)
    assert phase(table.day, C) is Phase.PREPARE
    assert table.state().confirmed is None
    table.do(ConfirmContest(contest=C), HEAD)
    assert table.work().paper.candidates == (1, 2, 3, 4, 5)


def test_what_was_confirmed_and_has_not_changed_stays_confirmed():
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    before = table.state()
    table.do(Define(document=document(contest(), contest(name="khac"), meetings=[MEETING, SECOND])), HEAD)
    assert table.state().confirmed == before.confirmed
    assert table.state().round == before.round
    assert [*table.day.contests] == [C, "khac"]


def test_a_contest_waits_for_the_one_that_it_draws_on():
    """R13: the standing committee is elected from the committee."""
    table = opened(contest(), contest(2, 1, name="btv", kind="standing_committee", pool=C))
    assert phase(table.day, "btv") is Phase.WAITING
    assert denied(table, ConfirmContest(contest="btv"), HEAD) == ("not_now", {"phase": "waiting"})
    table.votes(["4"] * 12)
    assert phase(table.day, "btv") is Phase.PREPARE
    assert [person.number for person in table.day.pool("btv").may_stand] == [1, 2, 3]
    assert table.day.pool(C) is None


def test_the_document_that_was_read_is_what_the_day_is_about():
    table = Table()
    table.do(Define(document=document()))
    assert json.loads(table.day.document)["unit"]["name"] == table.day.congress.unit.name
    assert definition.read_definition(table.day.document).congress == table.day.congress
