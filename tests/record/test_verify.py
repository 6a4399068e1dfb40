"""Verifying a record: every check is made on its own, all are told, and nothing that stands in a record raises."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.congress import BoardMember, Mode
from tally.contest import Totals
from tally.course import begin
from tally.record import canonical
from tally.record.check import Check, failed, held, refused
from tally.record.document import tree_of
from tally.record.reading import read
from tally.record.refusal import Refused
from tally.record.verify import CODES, Verdict, checks_of_content, verify
from tally.rounds import hold
from tests.making import congress, first
from tests.record.ceremony import (
    BOARD,
    SIGNERS,
    TRUST,
    broken,
    content_of,
    elected_course,
    forged,
    put,
    record_file,
    signed,
    verified,
)
from tests.record.forging import changed, committee_tree, delegates_tree, nodes, put_at

TREE = tree_of(content_of())


def training_record():
    people = tuple(BoardMember(name=name, role="member") for name in BOARD)
    return record_file(content_of(elected_course(event=congress(mode=Mode.TRAINING, board=people))))


def test_a_check_holds_or_not_and_says_why():
    good, bad = held("chain", "first"), failed("chain", "gap", sequence=3, missing=2)
    assert good == Check(code="chain", ok=True, why="first", params={})
    assert bad == Check(code="chain", ok=False, why="gap", params={"sequence": 3, "missing": 2})
    assert refused("encoding", Refused("not_utf8", byte=7)) == failed("encoding", "not_utf8", byte=7)


def test_every_check_is_told_in_its_order():
    for data in (record_file(), b"", forged(put("result", "open", 1)), training_record()):
        assert tuple(check.code for check in verified(data).checks) == CODES
    assert CODES[0] == "encoding"


def test_the_record_of_the_small_congress_is_valid():
    one = verified(record_file())
    assert one.verdict is Verdict.VALID
    assert one.content == content_of()
    assert {check.code: check.why for check in one.checks} == {
        "encoding": "one_spelling",
        "signatures": "good",
        "threshold": "enough",
        "trust": "not_pinned",
        "mode": "real",
        "rules": "known",
        "arithmetic": "agrees",
        "outcome": "agrees",
        "structure": "agrees",
        "findings": "agrees",
        "chain": "first",
    }


def test_each_record_has_its_verdict_at_its_place():
    wrong = forged(put("result", "open", 1))
    found = verify([b"?", record_file(), wrong], TRUST)
    assert [one.verdict for one in found] == [Verdict.UNREADABLE, Verdict.NOT_VALID, Verdict.NOT_VALID]
    assert [broken(one).get("chain") for one in found] == ["unreadable", "two_of_one_number", "two_of_one_number"]
    assert [one.record is None for one in found] == [True, False, False]
    assert verify([], TRUST) == ()


def test_a_record_can_be_checked_without_asking_who_signed_it():
    content, checks = checks_of_content(read(record_file(by=SIGNERS[:1])))
    assert content == content_of()
    assert list(checks) == ["encoding", "rules", "arithmetic", "outcome", "structure", "findings"]
    assert all(check.ok for check in checks.values())


# Training


def test_a_training_record_is_never_valid_where_a_real_one_was_expected():
    one = verified(training_record())
    assert (one.verdict, broken(one)) == (Verdict.NOT_VALID, {"mode": "training"})
    assert one.record.is_training


def test_a_training_record_is_valid_as_what_it_is():
    one = verified(training_record(), expected=Mode.TRAINING)
    assert one.verdict is Verdict.VALID
    assert {check.why for check in one.checks if check.code == "mode"} == {"training_expected"}


def test_a_real_record_stays_one_whatever_was_expected():
    one = verified(record_file(), expected=Mode.TRAINING)
    assert one.verdict is Verdict.VALID
    assert not one.record.is_training
    assert {check.why for check in one.checks if check.code == "mode"} == {"real"}


def test_a_training_record_cannot_be_made_a_real_one_without_the_board():
    data = training_record().replace(b'"mode": "training"', b'"mode": "real"')
    assert broken(verified(data)) == {"signatures": "bad_signature", "threshold": "bad_signatures"}


# What cannot be reckoned


def test_votes_of_persons_who_are_not_on_the_list_of_their_round_are_told():
    for change in (
        put("rounds", 0, "candidates", [1, 2]),
        lambda tree: tree["rounds"][0]["votes"].pop(),
        lambda tree: (
            tree["contest"]["candidates"].append(tree["contest"]["candidates"][0] | {"number": 4})
            or put("rounds", 0, "votes", 2, "number", 4)(tree)
        ),
    ):
        one = verified(forged(change))
        assert (one.verdict, one.content) == (Verdict.NOT_VALID, None)
        assert broken(one) == {
            "arithmetic": "votes_of_another_list",
            "outcome": "not_reckoned",
            "structure": "not_reckoned",
            "findings": "not_reckoned",
        }


def test_a_round_that_does_not_answer_is_told():
    one = verified(forged(put("rounds", 0, "purpose", "run_off")))
    assert (one.verdict, one.content) == (Verdict.NOT_VALID, None)
    assert broken(one)["outcome"] == "round_does_not_answer"
    assert broken(one)["arithmetic"] == "not_reckoned"
    assert [dict(check.params) for check in one.checks if check.code == "outcome"] == [{"round": 1}]


@pytest.mark.parametrize("change", [put("rounds", 0, "purpose", "run_off"), put("rounds", 0, "candidates", [1, 2])])
@pytest.mark.parametrize(("part", "key"), [("contest", "title"), ("congress", "name"), ("unit", "name")])
def test_what_cannot_be_reckoned_is_looked_at_for_its_spelling_all_the_same(change, part, key):
    """A space too many: what is not as it is written is no record, whatever else is wrong with it."""
    one = verified(forged(lambda tree: (change(tree), put(part, key, tree[part][key] + " ")(tree))))
    assert one.verdict is Verdict.UNREADABLE
    assert (one.checks[0].code, one.checks[0].why) == ("encoding", "differs")
    assert one.checks[0].params["place"] == f"{part}.{key}"


def test_what_is_written_otherwise_beside_the_rounds_is_no_matter_of_votes():
    one = verified(forged(lambda tree: put("contest", "title", tree["contest"]["title"] + " ")(tree)))
    assert broken(one) == {"encoding": "differs"}


# Sums that are committed are whole


def test_a_commitment_is_to_all_ballots():
    one = verified(forged(put("rounds", 0, "commitment", "size", 19)))
    assert broken(one) == {"arithmetic": "size_differs"}
    assert [dict(check.params) for check in one.checks if not check.ok] == [{"round": 1, "size": 19, "ballots": 20}]


def test_the_grounds_of_committed_ballots_are_all_known_those_of_tally_sheets_need_not_be():
    course = elected_course()
    sums = Totals(valid=18, invalid=2, votes=course.held[0].count.votes)
    on_sheets = hold(begin(course.congress, course.contest), first(sums, issued=20, collected=20))
    content = content_of(on_sheets)
    one = verified(record_file(content))
    assert broken(one) == {"arithmetic": "reasons_differ"}
    assert [dict(check.params) for check in one.checks if not check.ok] == [{"round": 1, "invalid": 2}]
    assert verified(record_file(replace(content, commitments=(None,)))).verdict is Verdict.VALID


# Nothing raises


@pytest.mark.unmeasured
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_that_stands_in_a_record_raises(data):
    """Several things changed at once, each to another of its kind; figures to the least and the most there are."""
    tree = data.draw(st.sampled_from([TREE, committee_tree(), delegates_tree()]))
    for _ in range(data.draw(st.integers(1, 4))):
        place, node = data.draw(st.sampled_from([one for one in nodes(tree, ()) if one[0]]))
        others = [other for done, other in changed(node, place) if done != "form"] or [node]
        if type(node) is int:
            others += [0, 1, 10_000_000]
        tree = put_at(tree, place, data.draw(st.sampled_from(others)))
    if canonical.write(tree) not in map(canonical.write, (TREE, committee_tree(), delegates_tree())):
        assert verified(signed(canonical.write(tree).decode(), SIGNERS[:1])).verdict is not Verdict.VALID


@pytest.mark.parametrize("status", ["torn", "summoned", "x"])
def test_a_status_that_no_roll_has_cannot_leave_the_base(status):
    for kind in ("members", "delegates", "committee", "cell_conference"):
        one = verified(forged(put("rules", "leaves_base", kind, [status])))
        assert broken(one)["encoding"] == "bad_record"
        assert one.checks[0].params == {"location": f"rules.leaves_base.{kind}[0]", "fault": "bad_value.choice"}


def test_whoever_is_on_the_list_is_named_once_however_many_of_the_name_are_on_the_board():
    """Nobody is held up by a record that was made to hold a verifier up."""
    tree = delegates_tree()
    person = tree["contest"]["candidates"][0] | {"name": BOARD[0]}
    everybody = [person | {"number": number} for number in range(1, 301)]
    tree["contest"]["candidates"] = everybody
    tree["pool"]["may_stand"] = [one | {"born": str(1900 + one["number"] % 70)} for one in everybody]
    tree["board"] = [{"name": BOARD[0], "role": "member", "born": None}] * 999
    tree["rounds"][0]["candidates"] = [*range(1, 301)]
    votes = {"votes": 0, "percent": "0.00", "over_half": False}
    tree["rounds"][0]["votes"] = [votes | {"number": number} for number in range(1, 301)]
    one = verified(signed(canonical.write(tree).decode(), SIGNERS))
    told = [finding.code for finding in one.content.result.findings]
    assert told.count("board_member_is_candidate") == 300
    assert broken(one)["threshold"] == "not_of_the_board"
