"""What the body decides after a round: of what the rules give, by cards, and the next round of it (R7, R9-R12, R18)."""

from station.session.box import CountBox
from station.session.closing import CloseRound, OpenBoard
from station.session.decision import BodyDecided, Decide, DecisionUndone, UndoDecision, choices
from station.session.definition import ConfirmContest, Define
from station.session.phase import Phase, phase
from station.session.state import Voted
from tally.ballot import BallotKind
from tally.contest import Choice, Decision, Purpose
from tally.outcome import Status
from tests.station.session.table import HEAD, C, box, candidate, contest, denied, document, lines_for, opened


def held(lines, *contests, **given):
    table = opened(*contests, **given)
    table.votes(lines)
    return table


def tied(**given):
    """Two seats, all three are over half, and 2 and 3 are level at the last seat."""
    return held(lines_for({1: 10, 2: 7, 3: 7}), contest(3, 2), **given)


def short():
    return held(["3 4"] * 12)


def test_a_contest_that_is_complete_leaves_nothing_to_decide():
    table = held(["4"] * 12)
    assert choices(table.day, C) == ()
    told = {"choice": "further", "may": ""}
    assert denied(table, decide(Choice.FURTHER), HEAD) == ("not_a_choice", told)


def decide(choice, *, agree=12, against=0, abstain=0, not_voting=0, candidates=None):
    cards = {"agree": agree, "against": against, "abstain": abstain, "not_voting": not_voting}
    return Decide(contest=C, choice=choice, candidates=candidates, **cards)


def test_nothing_is_decided_before_a_round_is_closed():
    table = opened()
    assert choices(table.day, C) == ()
    table.do(ConfirmContest(contest=C), HEAD)
    assert choices(table.day, C) == ()


def test_a_tie_at_the_last_seat_is_voted_on_again_among_the_tied():
    """R10: the higher votes win, over half is not needed."""
    table = tied()
    assert choices(table.day, C) == (Choice.RUN_OFF,)
    table.decides("run_off")
    paper = table.work().paper
    assert (paper.purpose, paper.candidates, paper.seats) == (Purpose.RUN_OFF, (2, 3), 1)
    assert (table.work().number, table.work().attempt, paper.kind) == (2, 1, BallotKind.STRIKE)
    table.votes(["2", "2", "3"], first=False)
    assert table.state().course.status is Status.COMPLETE
    assert [one.number for one in table.state().course.elected] == [1, 3]
    assert choices(table.day, C) == ()


def test_still_tied_the_body_decides_whether_to_vote_again():
    """R10: among the tied, on all who are left, or not at all."""
    table = tied()
    table.decides("run_off")
    table.votes(["2", "3"], first=False)
    assert choices(table.day, C) == (Choice.RUN_OFF, Choice.FURTHER, Choice.LEAVE_OPEN)
    table.decides("leave_open")
    assert table.state().course.status is Status.CLOSED_SHORT
    assert choices(table.day, C) == ()


def test_too_few_are_voted_on_again_or_the_seats_stay_open():
    """R11."""
    table = short()
    assert choices(table.day, C) == (Choice.FURTHER, Choice.LEAVE_OPEN)
    table.decides("further")
    paper = table.work().paper
    assert (paper.purpose, paper.candidates, paper.seats) == (Purpose.FURTHER, (3, 4), 1)
    table = short()
    table.decides("leave_open")
    assert phase(table.day, C) is Phase.RESULT
    assert table.state().course.status is Status.CLOSED_SHORT


def test_the_body_may_leave_somebody_off_a_further_ballot():
    """R3, R11: never the tied, nor whom it has added."""
    table = short()
    table.decides("further", candidates=(4,))
    assert table.work().paper.candidates == (4,)
    assert table.work().paper.kind is BallotKind.BOXES
    table = short()
    for who in ((), (1,), (3, 5)):
        command = decide(Choice.FURTHER, candidates=who)
        assert denied(table, command, HEAD) == ("does_not_answer", {"choice": "further"})
    assert denied(tied(), decide(Choice.RUN_OFF, candidates=(2,)), HEAD) == ("does_not_answer", {"choice": "run_off"})


def test_nobody_stands_where_nobody_votes():
    table = short()
    command = decide(Choice.LEAVE_OPEN, candidates=(3,))
    assert denied(table, command, HEAD) == ("does_not_answer", {"choice": "leave_open"})


def test_where_all_are_elected_a_further_ballot_needs_new_names():
    """R11: of four seats three are filled, and nobody is left on the list."""
    table = held(["0"] * 12, contest(3, 4, kind="delegates"))
    assert choices(table.day, C) == (Choice.LEAVE_OPEN,)
    people = [*map(candidate, (1, 2, 3)), candidate(4, from_round=2)]
    table.do(Define(document=document(contest(people, 4, kind="delegates"))), HEAD)
    assert choices(table.day, C) == (Choice.FURTHER, Choice.LEAVE_OPEN)


def test_no_run_off_is_held_in_the_round_for_which_names_were_added():
    """R10: it is among exactly the tied; a record of it could not be read otherwise."""
    table = tied()
    more = document(contest([*map(candidate, (1, 2, 3)), candidate(9, from_round=2)], 2))
    table.do(Define(document=more), HEAD)
    told = {"round": 2, "numbers": "9"}
    assert denied(table, decide(Choice.RUN_OFF), HEAD) == ("names_added_for_run_off", told)
    table.do(Define(document=document(contest(3, 2))), HEAD)
    table.decides("run_off")


def test_a_choice_that_the_rules_do_not_give_is_refused():
    table = short()
    told = {"choice": "run_off", "may": "further, leave_open"}
    assert denied(table, decide(Choice.RUN_OFF), HEAD) == ("not_a_choice", told)
    assert denied(table, decide(Choice.AGAIN), HEAD)[0] == "not_a_choice"


def test_a_decision_passes_by_over_half_of_the_base_and_is_kept_if_it_does_not():
    """R18: of twelve six are not enough."""
    table = short()
    cards = {"agree": 6, "against": 3, "abstain": 2, "not_voting": 1}
    assert table.do(decide(Choice.FURTHER, **cards), HEAD) == (
        BodyDecided(contest=C, choice=Choice.FURTHER, passed=False, candidates=None, **cards),
    )
    assert table.state().round is None
    assert choices(table.day, C) == (Choice.FURTHER, Choice.LEAVE_OPEN)
    table.do(decide(Choice.FURTHER, agree=7, against=5), HEAD)
    assert table.work().number == 2
    failed = Decision(after_round=1, choice=Choice.FURTHER, **cards)
    passed = Decision(after_round=1, choice=Choice.FURTHER, agree=7, against=5, abstain=0, not_voting=0)
    assert table.state().decisions == (Voted(decision=failed, passed=False), Voted(decision=passed, passed=True))
    assert table.state().contest.decisions == (failed, passed)


def test_the_cards_are_those_of_whoever_attends():
    """R18: agree, against, abstain and not voting add up to those present."""
    table = short()
    told = {"have": 11, "attending": 12}
    assert denied(table, decide(Choice.FURTHER, agree=11), HEAD) == ("card_sum_mismatch", told)
    assert denied(table, decide(Choice.FURTHER, agree=13, against=-1), HEAD) == ("cards_below_zero", {})


def test_a_box_with_too_many_ballots_is_voted_on_again_and_counts_for_nothing():
    """R7: only the congress can say so."""
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(OpenBoard(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
    table.decides("again", agree=6)
    assert phase(table.day, C) is Phase.EXCESS
    table.decides("again")
    work = table.work()
    assert (work.number, work.attempt, work.box, work.paper.purpose) == (1, 2, None, Purpose.FIRST)
    assert phase(table.day, C) is Phase.BOX
    assert table.state().course.held == ()
    assert table.state().board_open == 0
    table.do(CountBox(contest=C, box=box(14, issued=12)), HEAD)
    table.decides("again")
    assert table.work().attempt == 3
    table.votes(["4"] * 12, first=False)
    assert [one.number for one in table.state().course.held] == [1]


def test_a_later_round_with_too_many_ballots_is_held_again_on_the_same_paper():
    table = short()
    table.do(OpenBoard(contest=C), HEAD)
    table.decides("further")
    paper = table.work().paper
    table.do(OpenBoard(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
    assert denied(table, CloseRound(contest=C), HEAD) == ("not_now", {"phase": "excess"})
    table.decides("again")
    assert (table.work().number, table.work().attempt, table.work().paper) == (2, 2, paper)
    assert table.state().board_open == 1


def test_after_a_cell_secretarys_third_ballot_the_superior_committee_appoints():
    """R11: no fourth ballot; a box with too many ballots is none of the three."""
    table = opened(contest(2, 1, kind="secretary"), level="cell")
    table.votes(["1 2"] * 12)
    for _ in range(2):
        assert choices(table.day, C) == (Choice.FURTHER, Choice.LEAVE_OPEN)
        table.decides("further")
        table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
        table.decides("again")
        table.votes(["1 2"] * 12, first=False)
    assert len(table.state().course.held) == 3
    assert choices(table.day, C) == ()
    assert [step.value for step in table.day.result(C).next] == ["superior_appoints"]


def test_alternates_are_voted_on_once_the_officials_are_complete():
    """R12: of those left the ones over half are alternates; a tie is run off, places left are voted on."""
    five = contest(5, 2, kind="delegates", alternates=1)
    table = held(["3 4 5"] * 12, five)
    assert choices(table.day, C) == (Choice.ALTERNATES,)
    table.decides("alternates")
    assert (table.work().paper.purpose, table.work().paper.candidates) == (Purpose.ALTERNATES, (3, 4, 5))
    table.votes(["3 5"] * 6 + ["4 5"] * 6, first=False)
    assert choices(table.day, C) == (Choice.ALTERNATES,)
    table.decides("alternates")
    table.votes(["3 5"] * 12, first=False)
    assert table.state().course.alternates.taken == (4,)
    assert choices(table.day, C) == ()


SIX = contest(6, 4, kind="delegates", alternates=1)


def test_a_tie_of_alternates_is_run_off_or_voted_on_anew():
    """R12: the officials' ballot leaves two over half and level, and one place."""
    table = held(lines_for({1: 8, 2: 8, 3: 8, 4: 8, 5: 7, 6: 7}), SIX)
    assert table.state().course.status is Status.COMPLETE
    assert choices(table.day, C) == (Choice.RUN_OFF, Choice.ALTERNATES)
    table.decides("run_off")
    assert (table.work().paper.candidates, table.work().paper.seats) == ((5, 6), 1)
    table.votes(["5"] * 2, first=False)
    assert table.state().course.alternates.taken == (6,)
    assert choices(table.day, C) == ()


def test_alternates_of_the_officials_ballot_may_be_voted_on_by_themselves_if_the_body_so_decides():
    """R12."""
    table = held(lines_for({1: 8, 2: 8, 3: 8, 4: 8, 5: 7, 6: 2}), SIX)
    assert table.state().course.alternates.taken == (5,)
    assert choices(table.day, C) == (Choice.ALTERNATES,)
    table.decides("alternates")
    assert table.work().paper.candidates == (5, 6)


UNDO = UndoDecision(contest=C, reason="nhập nhầm mục")


def test_a_decision_that_was_stored_by_mistake_is_undone_and_kept():
    """Undo is an event with the name of what it undoes."""
    table = short()
    before = table.state()
    table.decides("further")
    table.do(OpenBoard(contest=C), HEAD)
    assert denied(table, UndoDecision(contest=C, reason=""), HEAD) == ("reason_missing", {})
    assert table.do(UNDO, HEAD) == (DecisionUndone(contest=C, reason="nhập nhầm mục"),)
    assert (table.state().course, table.state().round) == (before.course, None)
    assert table.state().board_open == 1
    assert [one.stands for one in table.state().decisions] == [False]
    assert choices(table.day, C) == (Choice.FURTHER, Choice.LEAVE_OPEN)
    table.decides("leave_open")
    table.do(UNDO, HEAD)
    assert table.state().course.status is Status.SHORT
    table.decides("further")
    assert [one.stands for one in table.state().decisions] == [False, False, True]


def test_what_was_undone_is_in_no_contest_and_what_did_not_pass_is():
    """R18: the record says how the body voted, not what was typed by mistake."""
    table = short()
    table.decides("leave_open", agree=6)
    table.decides("leave_open")
    table.do(UNDO, HEAD)
    table.decides("further", agree=7)
    told = [(one.after_round, one.choice, one.agree) for one in table.state().contest.decisions]
    assert told == [(1, Choice.LEAVE_OPEN, 6), (1, Choice.FURTHER, 7)]
    table.votes(["3 4"] * 12, first=False)
    table.decides("leave_open")
    assert [one.after_round for one in table.state().contest.decisions] == [1, 1, 2]
    assert "round_voted_down" not in {one.code for one in table.day.result(C).findings}


def test_a_first_round_held_again_was_decided_before_there_was_any():
    """R7: its box had more ballots than voters."""
    table = opened()
    table.do(ConfirmContest(contest=C), HEAD)
    table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
    table.decides("again")
    assert [(one.after_round, one.choice) for one in table.state().contest.decisions] == [(0, Choice.AGAIN)]


def test_nothing_is_undone_but_the_last_decision_that_stands():
    table = short()
    assert denied(table, UNDO, HEAD) == ("nothing_to_undo", {})
    table.decides("further", agree=6)
    assert denied(table, UNDO, HEAD) == ("nothing_to_undo", {})
    table.decides("further")
    table.do(UNDO, HEAD)
    assert denied(table, UNDO, HEAD) == ("nothing_to_undo", {})
    table.decides("further")
    table.votes(["3 4"] * 12, first=False)
    assert denied(table, UNDO, HEAD) == ("nothing_to_undo", {})


def test_a_decision_is_not_undone_once_papers_of_its_round_were_counted():
    table = short()
    table.decides("further")
    table.do(CountBox(contest=C, box=box(13, issued=12)), HEAD)
    assert denied(table, UNDO, HEAD) == ("not_now", {"phase": "excess"})
    table.decides("again")
    assert denied(table, UNDO, HEAD) == ("not_now", {"phase": "box"})


def test_seats_left_open_stay_so_once_another_contest_draws_on_who_was_elected():
    """R13."""
    table = held(["3 4"] * 12, contest(), contest(2, 1, name="bi-thu", kind="secretary", pool=C))
    table.decides("leave_open")
    table.do(UNDO, HEAD)
    table.decides("leave_open")
    table.do(ConfirmContest(contest="bi-thu"), HEAD)
    assert denied(table, UNDO, HEAD) == ("pool_is_drawn_on", {"contest": "bi-thu"})
