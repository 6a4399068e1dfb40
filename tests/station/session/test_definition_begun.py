"""What may still change once papers of a contest were counted, and what may not (R2, R3, R11)."""

import json

from station.session.box import CountBox
from station.session.definition import ConfirmContest, Define, definition_hash
from station.session.people import Enrol
from station.session.phase import Phase, phase
from station.session.state import Duty
from tally.contest import Withdrawal
from tally.outcome import Status
from tests.station.session.table import (
    BINH,
    BOARD,
    CHI,
    HEAD,
    MAY,
    MEETING,
    NAMES,
    C,
    Table,
    box,
    boxed,
    candidate,
    contest,
    denied,
    document,
    opened,
    pin,
    started,
)

SECOND = {"id": "n", "kind": "members", "roll": {"present": 11, "absent": 1}}


def test_once_papers_were_counted_neither_the_contest_nor_the_congress_changes():
    table = boxed(4, contest(), contest(name="khac"))
    told = {"contest": C}
    for change in ({"title": "Bầu khác"}, {"seats": 2}, {"candidates": [candidate(n) for n in (1, 2, 3, 5)]}):
        other = document(contest(**change), contest(name="khac"))
        assert denied(table, Define(document=other), HEAD) == ("contest_is_fixed", told)
    assert denied(table, Define(document=document(contest(name="khac"))), HEAD) == ("contest_is_fixed", told)
    for change in ({"level": "cell"}, {"options": {"all_blank_boxes": "valid"}}, {"mode": "real"}):
        assert denied(table, Define(document=document(**change)), HEAD) == ("congress_is_fixed", {})
    roll = [{**MEETING, "roll": {"present": 11}}]
    assert denied(table, Define(document=document(meetings=roll)), HEAD) == ("meeting_is_fixed", {"meeting": "m"})


def test_a_round_that_is_held_again_is_held_on_what_was_confirmed():
    """R7: only the ballots of the box with too many count for nothing."""
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
    table.decides("again")
    assert denied(table, Define(document=document(contest(5, 4))), HEAD) == ("contest_is_fixed", {"contest": C})


def test_a_contest_that_has_not_begun_may_change_beside_one_that_has():
    """The roll of the afternoon is a meeting of its own."""
    table = boxed(4, contest(), contest(name="khac"))
    later = contest(6, 5, name="khac", meeting="n")
    table.do(Define(document=document(contest(), later, meetings=[MEETING, SECOND])), HEAD)
    assert len(table.state("khac").contest.candidates) == 6
    assert table.work().box == box(4)


def test_a_technician_brings_no_file_once_papers_were_counted():
    table = boxed(4, contest(), contest(name="khac"))
    changed = Define(document=document(contest(), contest(5, 4, name="khac")))
    assert denied(table, changed, MAY) == ("only_the_board", {})
    table.do(changed, BINH)


def test_training_and_real_never_change_once_a_ballot_is_in():
    table = started(2)
    table.types(1, ["1"], close=False)
    assert denied(table, Define(document=document(mode="real")), HEAD) == ("mode_is_fixed", {})
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(Define(document=document(mode="real")), HEAD)
    table.votes(["1", "2"])
    assert denied(table, Define(document=document()), HEAD) == ("mode_is_fixed", {})


def test_the_board_may_grow_and_whoever_comes_late_serves_only_what_had_not_begun():
    """R2: a member who is on the next list steps out, and the congress may put another in that place."""
    table = boxed(4, contest(), contest(name="khac"))
    before = definition_hash(table.day, C)
    board = [*BOARD, {"name": "Ngô Mới", "role": "member"}]
    assert denied(table, Define(document=document(board=BOARD[:2])), HEAD)[0] == "not_of_the_board"
    table.do(Define(document=document(contest(), contest(name="khac"), board=board)), HEAD)
    table.do(Enrol(name="Ngô Mới", duty=Duty.MEMBER, pin=pin("p7"), salt=b"7"), HEAD)
    assert definition_hash(table.day, C) == before
    assert denied(table, CountBox(contest=C, box=box(5)), "p7") == ("not_of_the_board", {"name": "Ngô Mới"})
    table.do(ConfirmContest(contest="khac"), BINH, "p7")
    assert [member.name for member in table.day.board("khac")] == [one["name"] for one in board]


def test_nobody_is_taken_off_the_board_of_what_has_begun():
    table = Table()
    table.do(Define(document=document()))
    table.do(Enrol(name=NAMES[HEAD], duty=Duty.HEAD, pin=pin(HEAD), salt=b"1"))
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(4)), HEAD)
    assert denied(table, Define(document=document(board=BOARD[:2])), HEAD) == ("congress_is_fixed", {})


def short():
    """A round is closed, and of three seats one is open: 3 and 4 are not over half of twelve."""
    table = opened()
    table.votes(["3 4"] * 10 + ["1 4"] * 2)
    assert phase(table.day, C) is Phase.RESULT
    assert table.state().course.open_seats == 1
    return table


def redefined(*people):
    return Define(document=document(contest([candidate(n) for n in range(1, 5)] + list(people))))


def test_names_for_a_further_ballot_come_in_and_leave_again_until_it_is_held():
    """R11: if the body so decides; R3: with the support that is asked for."""
    table = short()
    table.do(redefined(candidate(5, from_round=2)), HEAD)
    assert table.state().course.unelected() == (3, 4, 5)
    table.do(redefined(), HEAD)
    assert table.state().course.unelected() == (3, 4)
    table.do(redefined(candidate(6, from_round=2)), HEAD)
    table.decides("further")
    assert table.work().paper.candidates == (3, 4, 6)
    assert denied(table, redefined(), HEAD) == ("contest_is_fixed", {"contest": C})
    table.do(redefined(candidate(6, from_round=2), candidate(7, from_round=3)), HEAD)
    assert table.work().paper.candidates == (3, 4, 6)


def test_nobody_comes_onto_the_list_of_a_round_that_is_held():
    table = short()
    assert denied(table, redefined(candidate(5)), HEAD) == ("contest_is_fixed", {"contest": C})
    table = boxed(4)
    assert denied(table, redefined(candidate(5)), HEAD) == ("contest_is_fixed", {"contest": C})
    table.do(redefined(candidate(5, from_round=2)), HEAD)
    assert table.work().paper.candidates == (1, 2, 3, 4)


def gone(number, before):
    return candidate(number, withdrawal="granted", withdrawn_before_round=before)


def test_seats_that_the_body_left_open_stay_open_whatever_file_comes():
    """R11: what was decided here is in no definition."""
    table = short()
    before = definition_hash(table.day, C)
    table.decides("leave_open")
    assert definition_hash(table.day, C) == before
    table.do(Define(document=document(contest(), contest(name="khac"))), HEAD)
    assert table.state().contest.leave_open
    assert [one.choice.value for one in table.state().contest.decisions] == ["leave_open"]
    assert table.state().course.status is Status.CLOSED_SHORT
    assert definition_hash(table.day, C) == before


def test_the_congress_may_let_somebody_go_before_a_round_yet_to_come():
    """R3: whoever stood in the rounds held stays on their lists."""
    table = short()
    left = [candidate(1), candidate(2), candidate(3)]
    table.do(Define(document=document(contest([*left, gone(4, 2)]))), HEAD)
    assert table.state().course.unelected() == (3,)
    assert table.state().contest.candidate(4).withdrawal is Withdrawal.GRANTED
    early = candidate(4, withdrawal="granted")
    assert denied(table, Define(document=document(contest([*left, early]))), HEAD)[0] == "contest_is_fixed"
    table.decides("further")
    assert table.work().paper.candidates == (3,)
    back = Define(document=document(contest([*left, candidate(4)])))
    assert denied(table, back, HEAD) == ("contest_is_fixed", {"contest": C})


def test_nobody_changes_the_list_on_which_the_own_name_is():
    """R2: be it only to add another name to it."""
    table = short()
    member = candidate(5, NAMES[BINH], from_round=2)
    table.do(redefined(member), HEAD)
    more = redefined(member, candidate(6, from_round=2))
    assert denied(table, more, BINH) == ("board_member_is_candidate", {"name": NAMES[BINH]})
    assert denied(table, redefined(), BINH) == ("board_member_is_candidate", {"name": NAMES[BINH]})
    table.do(more, CHI)
    other = Define(document=document(*json.loads(table.day.document)["contests"], contest(name="khac")))
    table.do(other, BINH)


def test_a_member_who_comes_onto_the_list_steps_out_from_then_on():
    """R2: re-checked for every list."""
    table = short()
    table.do(redefined(candidate(5, NAMES[BINH], from_round=2)), HEAD)
    assert [member.name for member in table.day.board(C)] == [NAMES[HEAD], "Lê Chi"]
    assert not table.day.sits(BINH, C)
