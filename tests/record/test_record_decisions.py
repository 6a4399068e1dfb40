"""What the body voted on by cards stands in the record of the round it led to, and is never changed unsaid (R18)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tally.contest import Choice, Decision
from tally.record import canonical
from tally.record.document import text_of, tree_of
from tally.record.due import Why, due
from tally.record.links import changes, links
from tally.record.reading import read, reckon
from tally.record.refusal import Refused
from tests.record.ceremony import SIGNERS, broken, content_of, forged, put, signed, told, verified
from tests.record.test_due import AGAIN, course, is_whole, seal
from tests.record.test_due import LAST as THIRD
from tests.second_reader import chain, form


def voted(after_round, choice="further", *, agree=15):
    cards = {"agree": agree, "against": 20 - agree, "abstain": 0, "not_voting": 0}
    return Decision(after_round=after_round, choice=Choice(choice), **cards)


NO, YES = voted(1, agree=9), voted(1)
SECOND = voted(2)
CLOSED = voted(2, "leave_open")


def spelled(decision):
    return {
        "after_round": decision.after_round,
        "choice": decision.choice.value,
        "agree": decision.agree,
        "against": decision.against,
        "abstain": decision.abstain,
        "not_voting": decision.not_voting,
    }


def with_votes(*decisions, further=(), **given):
    return course(*further, decisions=decisions, **given)


def kept(records):
    """After which rounds each record has decisions."""
    return [[one.after_round for one in record.model.contest.decisions] for record in records]


# What a record has


def test_the_key_is_there_only_where_there_is_a_decision():
    """A record without one is byte for byte what it was before there was such a key."""
    assert "decisions" not in tree_of(content_of(course()))["contest"]
    tree = tree_of(content_of(with_votes(NO, YES, further=[AGAIN])))
    assert tree["contest"]["decisions"] == [spelled(NO), spelled(YES)]
    assert tree["contest"].keys() - tree_of(content_of(course()))["contest"].keys() == {"decisions"}


def test_what_is_read_is_written_again_byte_for_byte():
    content = content_of(with_votes(NO, YES, further=[AGAIN]))
    record = read(signed(text_of(content), SIGNERS))
    assert reckon(record.model).result.contest.decisions == (NO, YES)
    assert text_of(reckon(record.model)).encode() == record.text
    assert broken(verified(signed(text_of(content), SIGNERS))) == {}


@pytest.mark.parametrize(
    ("value", "location", "fault"),
    [
        ([], "contest.decisions", "bad_value.empty"),
        (None, "contest.decisions", None),
        ([spelled(YES) | {"passed": True}], "contest.decisions[0].passed", "unknown_key"),
        ([spelled(YES) | {"choice": "first"}], "contest.decisions[0].choice", "bad_value.choice"),
        ([spelled(YES) | {"agree": -1}], "contest.decisions[0].agree", "bad_value.too_low"),
        ([spelled(YES) | {"after_round": 2}], "contest.decisions[0].after_round", "bad_value.after_round"),
        ([spelled(YES), spelled(voted(0))], "contest.decisions[1].after_round", "bad_value.decided_before"),
        ([spelled(YES)] * 1001, "contest.decisions", "bad_value.too_many"),
    ],
)
def test_a_record_with_decisions_that_can_be_none_is_refused_by_both_readers(value, location, fault):
    tree = tree_of(content_of(course()))
    tree["contest"]["decisions"] = value
    with pytest.raises(Refused) as refused:
        read(signed(canonical.write(tree).decode(), SIGNERS))
    assert refused.value.code == "bad_record"
    assert refused.value.params["location"] == location
    assert fault in (None, refused.value.params["fault"])
    assert not (form.RECORD(tree) and form.are_laws_kept(tree))


def test_a_finding_of_decisions_that_is_left_out_is_told():
    """The verifier reckons it again, by the same rule as the count."""
    tree = tree_of(content_of(with_votes(NO, further=[AGAIN])))
    assert [one["code"] for one in tree["result"]["findings"]][-1:] == ["round_voted_down"]
    one = verified(forged(put("result", "findings", []), tree=tree))
    assert broken(one) == {"findings": "differs"}
    more = [spelled(NO) | {"against": 12}]
    one = verified(forged(put("contest", "decisions", more), tree=tree))
    assert broken(one) == {"findings": "differs"}
    assert told(one, "findings")[1]["place"] == "result.findings"


# Which record has it


def test_a_record_has_what_was_decided_before_its_last_round():
    """What leads to a round stands in the record of that round, which tells whether it was held."""
    records = seal([with_votes(voted(0, "again"), NO, YES, SECOND, voted(3), further=[AGAIN, THIRD])])
    assert kept(records) == [[0], [0, 1, 1], [0, 1, 1, 2]]
    assert is_whole(records)


def test_a_decision_on_a_round_that_was_not_held_yet_makes_no_record():
    for records in (seal([course(AGAIN)]), seal([with_votes(YES, further=[AGAIN])])):
        before = [voted(1)] * len(kept(records)[-1])
        assert due([with_votes(*before, SECOND, further=[AGAIN])], records) == ()


def test_it_comes_with_the_round_that_it_led_to():
    records = seal([with_votes(YES, further=[AGAIN])])
    after = seal([with_votes(YES, SECOND, further=[AGAIN, THIRD])], records)
    assert kept(after) == [[], [1], [1, 2]]
    assert [record.model.replaces for record in after] == [None] * 3
    assert is_whole(after)


def test_where_seats_are_left_open_what_was_decided_last_is_in_the_record():
    """R11: no round follows that could tell of it."""
    closed = with_votes(YES, SECOND, CLOSED, further=[AGAIN], leave_open=True)
    assert kept(seal([closed])) == [[], [1, 2, 2]]
    records = seal([with_votes(YES, further=[AGAIN])])
    (one,) = due([closed], records)
    assert (one.why, one.is_correction, one.replaces) == (Why.DECIDED, False, records[-1].hash)
    after = seal([closed], records)
    assert kept(after) == [[], [1], [1, 2, 2]]
    assert is_whole(after)
    assert due([closed], after) == ()


def test_a_further_round_after_seats_were_left_open_goes_on_from_what_was_decided():
    records = seal([with_votes(YES, CLOSED, further=[AGAIN], leave_open=True)])
    after = seal([with_votes(YES, CLOSED, SECOND, further=[AGAIN, THIRD])], records)
    assert kept(after) == [[], [1, 2], [1, 2, 2]]
    assert after[-1].model.replaces is None
    assert is_whole(after)


@pytest.mark.parametrize(
    "now",
    [(), (NO,), (YES, NO), (voted(0), YES), (YES, voted(1)), (replace(YES, choice=Choice.AGAIN),)],
    ids=["gone", "other cards", "one more", "one before", "twice", "other choice"],
)
def test_what_was_decided_before_a_recorded_round_is_changed_only_by_a_correction(now):
    records = seal([with_votes(YES, further=[AGAIN])])
    corrected = with_votes(*now, SECOND, further=[AGAIN, THIRD])
    correction, further = due([corrected], records)
    assert (correction.why, correction.replaces, further.replaces) == (Why.CHANGED, records[-1].hash, None)
    assert [one.after_round for one in correction.result.contest.decisions] == [one.after_round for one in now]
    assert is_whole(seal([corrected], records))


def test_a_vote_that_is_recorded_does_not_vanish_because_seats_stay_open_no_more():
    records = seal([with_votes(YES, CLOSED, further=[AGAIN], leave_open=True)])
    (one,) = due([with_votes(YES, further=[AGAIN])], records)
    assert one.why is Why.CHANGED
    reopened = with_votes(YES, CLOSED, further=[AGAIN])
    (one,) = due([reopened], records)
    assert one.why is Why.DECIDED
    after = seal([reopened], records)
    assert kept(after) == [[], [1, 2], [1, 2]]
    assert due([reopened], after) == ()


# The chain


def linked(*decisions):
    """Records of one and two rounds with these decisions, linked as they come, whoever made them so."""
    made = []
    for further, given in zip(([], [AGAIN]), decisions, strict=True):
        frame = {"sequence": len(made) + 1, "previous": made[-1].hash if made else None}
        made.append(read(signed(text_of(content_of(with_votes(*given, further=further), **frame)), SIGNERS)))
    return made


@pytest.mark.parametrize(
    ("was", "now", "holds"),
    [
        ((), (), True),
        ((), (NO, YES), True),
        ((), (voted(0),), False),
        ((voted(0),), (voted(0), YES, SECOND), True),
        ((voted(0),), (YES,), False),
        ((voted(0),), (), False),
        ((voted(0),), (voted(0, agree=14),), False),
        ((voted(0),), (voted(0), voted(0, "again"), YES), False),
        ((YES,), (YES, SECOND), True),
        ((YES,), (NO, YES), False),
        ((NO, YES), (YES, NO), False),
        ((NO, YES), (NO, YES, NO), True),
    ],
)
def test_a_later_record_may_have_more_decisions_only_of_later_rounds(was, now, holds):
    """For both verifiers: those there were stand first, unchanged."""
    records = linked(was, now)
    check = links(records, {})[1]
    assert check.ok is holds
    if not holds:
        assert check.why == "changed_unsaid"
        assert dict(check.params)["place"].startswith("contest.decisions")
    first, second = (record.tree | {"sha": record.hash.hex()} for record in records)
    assert chain.in_chain(second, [first], {}) is holds
    assert any(changes(records[0].tree, records[1].tree)) is not holds


def test_a_record_that_replaces_another_may_say_otherwise_how_the_body_voted():
    records = seal([with_votes(YES, further=[AGAIN])])
    after = seal([with_votes(NO, further=[AGAIN])], records)
    assert [one.ok for one in links(after, {})] == [True] * 3
    assert after[-1].model.replaces == records[-1].hash.hex()
    assert all(later.model.previous == earlier.hash.hex() for earlier, later in pairwise(after))
