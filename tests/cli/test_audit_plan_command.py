"""``tally audit plan``: which papers to read, why so many, and that the paper is the truth."""

import re

import pytest

from tally import Ballots
from tally.congress import Mode
from tally.record.audit import draw
from tally.record.audit_document import AuditPlanDocument
from tests.cli.made import run
from tests.cli.opened import DICE, DRAWN, against_schema, sealed_in
from tests.making import first, strike_for
from tests.record.test_audited import FURTHER, ON_SHEETS, SHORT


@pytest.fixture
def plans(capsys):
    def planned(own, *more, dice=DICE, risk="5", lang="en"):
        return run(capsys, "audit", "plan", own.record, "--seed", dice, "--risk", risk, "--lang", lang, *more)

    return planned


def ticked(text):
    return [int(leaf) for leaf in re.findall(r"\[ \] +([0-9]+)", text)]


def test_the_papers_drawn_are_listed_from_low_to_high_with_a_box_to_tick(own, plans):
    answer = plans(own)
    assert (answer.status, answer.err) == (0, "")
    assert "Read 11 of 20 papers" in answer.text
    assert ticked(answer.text) == sorted(DRAWN)
    assert all(line == line.rstrip() for line in answer.out.splitlines())
    assert "--leaves 1-5,10,12,13,15,16,19" in answer.text
    assert set(DRAWN) == {1, 2, 3, 4, 5, 10, 12, 13, 15, 16, 19}


def test_the_page_says_where_the_verdict_is_closest_and_what_would_turn_it(own, plans):
    text = plans(own).text
    assert "Elected, says the record: Bình An (no. 2) and An (no. 1)." in text
    assert "Closest: An (no. 1) has 14 votes; over half is 11 or more." in text
    assert "It would take 4 ballots entered wrongly to turn that." in text
    assert f"Dice: {DICE}." in text
    assert "at most 5 in 100 would confirm it" in text


@pytest.mark.parametrize(("lang", "said"), [("vi", "Giấy là căn cứ cuối cùng"), ("en", "Paper is the truth")])
def test_the_page_says_that_the_paper_is_the_truth_and_how_to_read_it(own, plans, lang, said):
    answer = plans(own, lang=lang)
    assert answer.text.count(said) == 1
    assert answer.out.count("\n- ") == 3 + 5


@pytest.mark.parametrize(
    ("votes", "ahead", "ballots"),
    [(15, 2, "1 ballot entered wrongly could turn that."), (16, 3, "It would take 2 ballots entered wrongly")],
)
def test_where_one_is_ahead_by_little_that_is_closest(tmp_path, plans, votes, ahead, ballots):
    """A ballot moves two votes between two persons: one off, one on."""
    cast = strike_for({1: votes, 2: 18, 3: 13}, ballots=24, seats=2)
    text = plans(sealed_in(tmp_path, first(cast), present=24)).text
    assert f"Closest: An (no. 1) has {votes} votes, {ahead} ahead of Chi (no. 3)." in text
    assert ballots in text


def test_where_one_is_short_of_half_by_little_that_is_closest(tmp_path, plans):
    votes = strike_for({1: 16, 2: 8, 3: 2}, ballots=20, seats=2)
    text = plans(sealed_in(tmp_path, first(votes))).text
    assert "Closest: Bình An (no. 2) has 8 votes, 3 short of over half." in text
    assert "It would take 3 ballots entered wrongly" in text


def test_a_tie_is_read_whole_because_one_ballot_undoes_it(tmp_path, plans):
    votes = strike_for({1: 18, 2: 11, 3: 11}, ballots=20, seats=2)
    answer = plans(sealed_in(tmp_path, first(votes)))
    assert "READ ALL 20 PAPERS. The verdict is a tie: a single ballot undoes it, so no sample proves it." in answer.text
    assert "Tied at the last seat, says the record: Bình An (no. 2) and Chi (no. 3)." in answer.text
    assert "--leaves 0-19" in answer.text
    assert "Closest" not in answer.text


def test_a_close_vote_is_read_whole(tmp_path, plans):
    own = sealed_in(tmp_path, first(Ballots.strike((1, 2), [{2}] * 6 + [{1}] * 5)), people=("An", "Chi"), seats=1,
                    present=11)  # fmt: skip
    text = plans(own).text
    assert "READ ALL 11 PAPERS. The vote is so close that a sample would have to take in every ballot" in text
    assert ticked(text) == []


def test_more_may_be_asked_for_and_adds_to_what_was_drawn(own, plans):
    assert plans(own, "--at-least", "15", "--json").document["drawn"] == [*draw(DICE, 20, 15)]
    assert plans(own, "--at-least", "3", "--json").document["drawn"] == [*DRAWN]
    text = plans(own, "--at-least", "20").text
    assert "READ ALL 20 PAPERS. A sample could be smaller, but the number given with --at-least" in text


def test_where_no_paper_can_change_the_verdict_none_is_read(tmp_path, plans):
    """20 ballots in a base of 100: however they are read, nobody is over half. (So few came; the roll is a quorum.)"""
    own = sealed_in(tmp_path, present=100)
    answer = plans(own)
    assert "No paper needs to be read" in answer.text
    assert "Elected, says the record: nobody." in answer.text
    assert "--leaves" not in answer.text


def test_the_round_is_the_last_whose_ballots_are_committed_or_the_one_named(tmp_path, plans):
    own = sealed_in(tmp_path, SHORT, FURTHER)
    assert plans(own, "--json").document["round"] == 2
    assert plans(own, "--round", "1", "--json").document["round"] == 1
    assert "Round 1 – first ballot: 20 ballots, numbered from 0 to 19" in plans(own, "--round", "1").text
    mixed = sealed_in(tmp_path, SHORT, ON_SHEETS)
    assert plans(mixed, "--json").document["round"] == 1


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"dice": "12345"}, "tally: --seed", "bad_seed"),
        ({"dice": "heads and tails"}, "tally: --seed", "bad_seed"),
        ({"risk": "0"}, "tally: --risk", "usage"),
        ({"risk": "51"}, "tally: --risk", "usage"),
        ({"risk": "5.5"}, "tally: --risk", "usage"),
    ],
)
def test_dice_and_risk_are_what_they_must_be(own, plans, more, place, code):
    answer = plans(own, **more)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"{place}: {code}: ")


def test_a_round_that_cannot_be_audited_is_refused(tmp_path, plans):
    own = sealed_in(tmp_path, SHORT, ON_SHEETS)
    for number, code in (("2", "nothing_committed"), ("3", "no_such_round")):
        answer = plans(own, "--round", number)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith(f"{own.record}: -: {code}: ")
    assert plans(own, "--round", "0").err.startswith("tally: --round: usage: ")
    stopped = sealed_in(tmp_path, first(Ballots.strike((1, 2, 3), [{3}] * 20), collected=19))
    assert plans(stopped).err.startswith(f"{stopped.record}: -: nothing_decided: ")


def test_a_record_that_contradicts_itself_is_not_audited(own, plans):
    """An with 9 votes is not over half, and still stands there as elected."""
    text = own.record.read_text()
    assert text.count('"votes": 14') > 1
    own.record.write_text(text.replace('"votes": 14', '"votes": 9'))
    answer = plans(own)
    assert (answer.status, answer.out) == (2, "")
    assert "record_contradicts_itself" in answer.err


def test_the_document_of_a_plan(own, tmp_path, plans):
    document = plans(own, "--json").document
    assert document == {
        "schema": "audit-plan/1",
        "record": own.hash.hex(),
        "mode": "real",
        "unit": "VD.1",
        "contest": "bch",
        "round": 1,
        "ballots": 20,
        "verified": False,
        "seed": DICE,
        "risk_percent": 5,
        "margin": 8,
        "count_all": False,
        "drawn": [*DRAWN],
    }
    tie = sealed_in(tmp_path, first(strike_for({1: 18, 2: 11, 3: 11}, ballots=20, seats=2)))
    tied = plans(tie, "--json").document
    assert (tied["count_all"], tied["drawn"], "margin" in tied) == (True, [*range(20)], False)
    assert against_schema(document, AuditPlanDocument) == against_schema(tied, AuditPlanDocument) == []


def test_an_exercise_is_marked(tmp_path, plans):
    own = sealed_in(tmp_path, mode=Mode.TRAINING)
    assert plans(own, lang="vi").out.count("TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC") == 2
