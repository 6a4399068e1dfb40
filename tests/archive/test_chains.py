"""What hashes decide of a chain is what ``tally.record.links`` says of the records themselves."""

import json
import random
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256

import pytest

from tally.archive import chains
from tally.archive.chains import chain_checks, plainly_follow
from tally.archive.facts import facts_of
from tally.record import note
from tally.record.links import links
from tally.record.reading import read
from tally.record.verify import Verdict
from tests.archive.made import signed, text_of

NEWER = "a" * 64
"""The hash of a later version of the trust file."""


def nothing(_):
    pass


def another_pool(chain):
    chain[1]["pool"]["may_stand"][0]["name"] = "Người khác"


def another_congress(chain):
    chain[2]["congress"]["place"] = "Nơi khác"


def another_meeting(chain):
    chain[2]["meeting"]["roll"]["absent"] += 1


def another_before(chain):
    chain[2]["previous"] = "0" * 64


def older_trust(chain):
    chain[0]["trust"] = NEWER


def bad_beginning(chain):
    chain[0]["previous"] = "0" * 64


def gap(chain):
    del chain[1]


def head_missing(chain):
    del chain[0]


def two_of_one_number(chain):
    chain.append(deepcopy(chain[2]))
    chain[3]["software"] = "another"


def goes_on(chain):
    """The first contest with a round more."""
    more = deepcopy(chain[0])
    more["sequence"] = 4
    more["rounds"].append(deepcopy(more["rounds"][0]) | {"number": 2})
    chain.append(more)


def goes_on_otherwise(chain):
    goes_on(chain)
    chain[3]["contest"]["title"] = "Tên khác"


def rounds_changed(chain):
    goes_on(chain)
    chain[3]["rounds"][0]["votes"][0]["votes"] += 1


def no_round_more(chain):
    goes_on(chain)
    chain[3]["rounds"].pop()


def replaces_nothing(chain):
    chain[2]["replaces"] = "0" * 64


CHANGES = [
    *(nothing, another_pool, another_congress, another_meeting, another_before, older_trust, bad_beginning, gap),
    *(head_missing, two_of_one_number, goes_on, goes_on_otherwise, rounds_changed, no_round_more, replaces_nothing),
]
PLAIN = (nothing, goes_on)


def records(nation, change):
    """The records of a unit after a change; each names the one before by its true hash, but where that is changed."""
    chain = [json.loads(text_of(path)) for path in nation.records(nation.held[0])]
    before = [one["previous"] for one in chain]
    change(chain)
    found, last = [], None
    for tree in chain:
        follows = tree["sequence"] > 1 and last and tree["previous"] in (*before, None)
        if follows and change is not gap:
            tree["previous"] = last
        text = json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
        last = sha256(text.encode()).hexdigest()
        found.append(signed(text))
    return found


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_chain_is_judged_as_by_the_records_themselves(nation, change):
    data = records(nation, change)
    versions = {NEWER: 2, json.loads(text_of(nation.records(nation.held[0])[0]))["trust"]: 1}
    facts = [facts_of(one, None) for one in data]
    facts = [replace(one, trust_version=versions[one.trust], verdict=Verdict.VALID) for one in facts]
    by_hash = {one.hash: bytes_ for one, bytes_ in zip(facts, data, strict=True)}
    judged = chain_checks(facts, lambda one: by_hash[one.hash])
    wanted = links([read(one) for one in data], versions)
    assert [(one.ok, one.why) for one in judged] == [(one.ok, one.why) for one in wanted]
    assert plainly_follow(facts) == (change in PLAIN), "only what is plain is left to the hashes"
    assert all(one.ok for one in wanted) or change not in PLAIN


def facts_in(nation, *, lost=(), change=goes_on):
    """The records of a unit that hold by themselves, but for those that are lost; and how they are read again."""
    data = [one for number, one in enumerate(records(nation, change), start=1) if number not in lost]
    facts = [replace(facts_of(one, None), verdict=Verdict.VALID, trust_version=1) for one in data]
    by_hash = {one.hash: bytes_ for one, bytes_ in zip(facts, data, strict=True)}
    return facts, by_hash


def forged(by_hash, facts, **changed):
    """A record that does not hold, made from one that does."""
    tree = json.loads(note.parse(by_hash[facts.hash]).text) | changed
    data = signed(json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2) + "\n", board=())
    one = replace(facts_of(data, None), verdict=Verdict.NOT_VALID, trust_version=1)
    by_hash[one.hash] = data
    return one


def ok(facts, by_hash):
    checks = chain_checks(facts, lambda one: by_hash[one.hash])
    return {one.sequence: check.ok for one, check in zip(facts, checks, strict=True) if one.is_valid}


def test_a_record_that_does_not_hold_takes_nothing_from_one_whose_predecessor_is_missing(nation):
    facts, by_hash = facts_in(nation, lost=[1])
    before = ok(facts, by_hash)
    assert all(before.values())
    head = forged(by_hash, facts[0], sequence=1, previous=None, software="forger")
    assert ok([*facts, head], by_hash) == before
    [check] = chain_checks([head], lambda one: by_hash[one.hash])
    assert check.ok, "the first of those given"


def test_whatever_does_not_hold_is_added_what_held_goes_on_holding(nation):
    """By chance: forgeries of any number that follow anything, beside chains of which any record is lost."""
    chance = random.Random(2)
    for _ in range(40):
        facts, by_hash = facts_in(nation, lost=chance.sample(range(1, 5), chance.randint(0, 2)))
        before = ok(facts, by_hash)
        for number in range(chance.randint(1, 3)):
            one, other = chance.choice(facts), chance.choice(facts)
            sequence = chance.randint(1, 5)
            follows = {"previous": chance.choice([other.hash, "0" * 64]) if sequence > 1 else None}
            replaces = {"replaces": chance.choice([None, other.hash])}
            facts = [*facts, forged(by_hash, one, sequence=sequence, software=f"{number}", **follows, **replaces)]
        after = ok(facts, by_hash)
        assert all(after[sequence] for sequence, held in before.items() if held)


@pytest.mark.parametrize("lacking", [(2,), (2, 3)])
def test_a_record_that_lacks_a_signature_may_stand_where_those_after_it_name_it(nation, lacking):
    """Its text is the one that the board signed for when it signed the next: the gap would be in the paper alone."""
    facts, by_hash = facts_in(nation)
    some = [replace(one, verdict=Verdict.NOT_VALID) if one.sequence in lacking else one for one in facts]
    assert all(ok(some, by_hash).values())
    gone = [one for one in some if one.is_valid]
    assert not ok(gone, by_hash)[lacking[-1] + 1], "without it there is a gap"
    forger = forged(by_hash, facts[0], sequence=lacking[-1], previous=facts[0].hash, software="forger")
    assert not ok([*gone, forger], by_hash)[lacking[-1] + 1], "and nobody else stands in it"
    assert all(ok([*some, forger], by_hash).values())


def test_one_that_is_named_fills_a_gap_and_takes_nothing_from_another(nation):
    """The third holds as the first of those given; what it says of its meeting is not what the second says."""

    def change(chain):
        goes_on(chain)
        another_meeting(chain)

    facts, by_hash = facts_in(nation, lost=[1], change=change)
    assert ok(facts, by_hash) == {2: True, 3: False, 4: False}
    facts[0] = replace(facts[0], verdict=Verdict.NOT_VALID)
    assert ok(facts, by_hash) == {3: True, 4: False}


def test_however_many_do_not_hold_each_is_held_against_the_chain_alone(nation, monkeypatch):
    """Anybody can send thousands for one unit, each naming the one before: no more than a few are compared at once."""
    facts, by_hash = facts_in(nation)
    read, compared, made, last = [], [], [], facts[-1].hash
    for sequence in range(5, 45):
        made.append(forged(by_hash, facts[0], sequence=sequence, previous=last))
        last = made[-1].hash

    def load(one):
        read.append(one.hash)
        return by_hash[one.hash]

    def compare(records, versions):
        compared.append(len(records))
        return links(records, versions)

    monkeypatch.setattr(chains, "links", compare)
    checks = chain_checks([*facts, *made], load)
    assert all(check.ok for check in checks[: len(facts)])
    assert max(compared) <= len(facts) + 2, "itself, and the one that it names"
    assert len(read) <= len(facts) + 2 * len(made)
    assert {check.why for check in checks[len(facts) :]} == {"rounds_changed"}
