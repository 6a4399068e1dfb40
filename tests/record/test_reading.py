"""A record is read only if it is exactly one: every key there, every value of its kind, its parts fit to each other."""

from copy import deepcopy
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import canonical
from tally.record.document import Commitment, text_of, tree_of
from tally.record.reading import decided, read, read_text, reckon
from tally.record.refusal import Refused
from tests.record.ceremony import SIGNERS, content_of, forged, put, record_file, signed
from tests.record.forging import committee_tree, delegates_tree

TREE = tree_of(content_of())


def refused(call, *given):
    with pytest.raises(Refused) as caught:
        call(*given)
    return caught.value


def bad(data):
    """Where the record is none, and what is wrong there."""
    refusal = refused(read, data)
    assert refusal.code == "bad_record"
    return refusal.params["location"], refusal.params["fault"]


def test_a_record_is_its_note_its_text_and_its_document():
    data = record_file()
    record = read(data)
    text = text_of(content_of())
    assert (record.text, record.note.text) == (text.encode(), text)
    assert record.tree == TREE
    assert record.rounds == TREE["rounds"]
    assert record.commitments == (Commitment(root=bytes([1]) * 32, size=20),)
    assert record.model.contest.id == "bch"
    assert not record.is_training
    assert read(forged(put("mode", "training"))).is_training
    assert read_text(record.text) == (record.tree, record.model)


def test_a_record_is_named_by_its_text_whoever_signs_it():
    one, more = read(record_file(by=SIGNERS[:1])), read(record_file())
    assert one.hash == more.hash == sha256(text_of(content_of()).encode()).digest()
    assert read(forged(put("sequence", 2))).hash != one.hash


def test_where_nothing_is_committed_there_is_none():
    tree = committee_tree()
    tree["rounds"][0]["commitment"] = None
    record = read(forged(lambda _: None, tree=tree))
    assert record.commitments == (None, Commitment(root=bytes([2]) * 32, size=10))
    assert reckon(record.model).commitments == record.commitments


@pytest.mark.parametrize("number", [0, 3])
def test_a_round_that_was_not_held_is_none(number):
    content = reckon(read(forged(lambda _: None, tree=committee_tree())).model)
    assert decided(content, 2).is_run_off
    assert not decided(content, 1).is_run_off
    refusal = refused(decided, content, number)
    assert (refusal.code, refusal.params) == ("no_such_round", {"round": number})


@pytest.mark.parametrize("text", ["[]\n", '"record/1"\n', "1\n", "null\n"])
def test_what_is_no_object_is_no_record(text):
    assert bad(signed(text, SIGNERS)) == ("-", "bad_value.object")


@pytest.mark.parametrize("key", sorted(TREE))
def test_no_key_may_be_missing(key):
    def drop(tree):
        del tree[key]

    assert bad(forged(drop)) == (key, "missing.key")


@pytest.mark.parametrize(
    ("change", "location", "fault"),
    [
        (put("schema", "record/2"), "schema", "bad_value.choice"),
        (put("schema", "trust/1"), "schema", "bad_value.choice"),
        (put("seed", ""), "seed", "unknown_key"),
        (put("rounds", 0, "ballots", "ids", []), "rounds[0].ballots.ids", "unknown_key"),
        (put("rounds", 0, "votes", 0, "born", "1975"), "rounds[0].votes[0].born", "unknown_key"),
        (put("sequence", 0), "sequence", "bad_value.too_low"),
        (put("sequence", True), "sequence", "bad_value.integer"),
        (put("sequence", "1"), "sequence", "bad_value.integer"),
        (put("sequence", 10_000_001), "sequence", "bad_value.too_high"),
        (put("previous", "A" * 64), "previous", "bad_value.form"),
        (put("replaces", "a" * 63), "replaces", "bad_value.form"),
        (put("trust", None), "trust", "bad_value.text"),
        (put("station", ""), "station", "bad_value.empty"),
        (put("software", "a\u202eb"), "software", "bad_value.unseen_character"),
        (put("journal", "length", -1), "journal.length", "bad_value.too_low"),
        (put("mode", "test"), "mode", "bad_value.choice"),
        (put("regulation", "191-QĐ/TW"), "regulation", "bad_value.choice"),
        (put("rules", "since", "10/10/2024"), "rules.since", "bad_value.day"),
        (put("rules", "guided_sizes", 0, "most", 0), "rules.guided_sizes[0].most", "bad_value.too_low"),
        (put("unit", "code", "V D"), "unit.code", "bad_value.form"),
        (put("congress", "date", "2025-02-30"), "congress.date", "bad_value.day"),
        (put("board", 0, "role", "clerk"), "board[0].role", "bad_value.choice"),
        (put("meeting", "roll", "convening_absent", 0), "meeting.roll.convening_absent", "unknown_key.status"),
        (put("meeting", "roll", {"present": 0}), "meeting.roll", "bad_value.nobody_summoned"),
        (put("meeting", "bodies", {"summoned": 1, "present": 1}), "meeting.bodies", "unknown_key.bodies"),
        (put("meeting", "id", "other"), "contest.meeting", "bad_value.unknown_meeting"),
        (put("contest", "meeting", "other"), "contest.meeting", "bad_value.unknown_meeting"),
        (put("contest", "pool", "bch"), "contest.pool", "bad_value.unknown_pool"),
        (put("contest", "seats", 3), "contest.seats", "bad_value.more_than_quota"),
        (put("contest", "alternates", 1), "contest.alternates", "bad_value.alternates_of_delegates"),
        (put("contest", "candidates", []), "contest.candidates", "bad_value.empty"),
        (put("contest", "candidates", 1, "number", 1), "contest.candidates[1].number", "repeated_candidate"),
        (put("contest", "candidates", 0, "born", "2025-02-14"), "contest.candidates[0].born", None),
        (put("rounds", []), "rounds", "bad_value.empty"),
        (put("rounds", 0, "number", 2), "rounds[0].number", "bad_value.round_number"),
        (put("rounds", 0, "candidates", 0, 9), "rounds[0].candidates[0]", "unknown_candidate"),
        (put("rounds", 0, "candidates", 0, 2), "rounds[0].candidates[1]", "repeated_candidate"),
        (put("rounds", 0, "votes", 0, "number", 9), "rounds[0].votes.9", "unknown_candidate"),
        (put("rounds", 0, "votes", 0, "votes", -1), "rounds[0].votes[0].votes", "bad_value.too_low"),
        (put("rounds", 0, "votes", 0, "over_half", 1), "rounds[0].votes[0].over_half", "bad_value.boolean"),
        (put("rounds", 0, "invalid", {"torn": 2}), "rounds[0].invalid.torn", "bad_value.choice"),
        (put("rounds", 0, "commitment", "root", "00"), "rounds[0].commitment.root", "bad_value.form"),
        (put("rounds", 0, "commitment", "size", None), "rounds[0].commitment.size", "bad_value.integer"),
        (put("rounds", 0, "outcome", "next", ["lot"]), "rounds[0].outcome.next[0]", "bad_value.choice"),
        (put("result", "elected", 0, "votes", "18"), "result.elected[0].votes", "bad_value.integer"),
        (put("result", "findings", {}), "result.findings", "bad_value.list"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(change, location, fault):
    assert bad(forged(change)) == (location, fault or "bad_value.born_after_congress")


def test_a_pool_is_the_one_that_the_contest_names():
    tree = delegates_tree()
    assert reckon(read(forged(lambda _: None, tree=tree)).model).pool.contest == "bch"
    for change in (put("pool", "contest", "btv"), put("pool", None), put("contest", "pool", None)):
        assert bad(forged(change, tree=tree)) == ("contest.pool", "bad_value.unknown_pool")


def test_more_rounds_persons_and_observations_than_there_can_be_are_refused():
    seen = {"check": "c", "clear": True, "seen": None}
    assert bad(forged(put("air_gap", [seen] * 101))) == ("air_gap", "bad_value.too_many")
    sizes = [{"level": f"l{at}", "kind": "committee", "most": 1} for at in range(101)]
    assert bad(forged(put("rules", "guided_sizes", sizes))) == ("rules.guided_sizes", "bad_value.too_many")
    assert bad(forged(put("rounds", TREE["rounds"] * 101))) == ("rounds", "bad_value.too_many")
    votes = [{"number": 1, "votes": 0, "percent": "", "over_half": False}] * 1001
    assert bad(forged(put("rounds", 0, "votes", votes))) == ("rounds[0].votes", "bad_value.too_many")


# The rounds are held again


def refusal_of(change):
    tree = deepcopy(TREE)
    change(tree)
    return refused(reckon, read_text(canonical.write(tree))[1])


def test_a_round_whose_votes_are_of_other_persons_is_refused():
    refusal = refusal_of(put("rounds", 0, "candidates", [1, 2]))
    assert (refusal.code, refusal.params) == ("votes_of_another_list", {"round": 1})


@pytest.mark.parametrize("change", [put("rounds", 0, "purpose", "further"), put("rounds", 0, "seats", 1)])
def test_a_round_that_the_outcome_before_it_does_not_allow_is_refused(change):
    refusal = refusal_of(change)
    assert (refusal.code, refusal.params) == ("round_does_not_answer", {"round": 1})


def test_what_a_record_claims_is_not_looked_at_when_it_is_reckoned():
    tree = deepcopy(TREE)
    for place in ("base", "outcome"):
        claimed = tree["rounds"][0][place]
        for key, value in claimed.items():
            claimed[key] = value + 1 if isinstance(value, int) else type(value)() if isinstance(value, list) else value
    tree["result"] |= {"open": 7, "elected": [], "next": ["further"]}
    assert tree_of(reckon(read_text(canonical.write(tree))[1])) == TREE


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_as_a_record(data):
    with pytest.raises(Refused):
        read(data)
