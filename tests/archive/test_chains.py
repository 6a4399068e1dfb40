"""What hashes decide of a chain is what ``tally.record.links`` says of the records themselves."""

import json
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256

import pytest

from tally.archive.chains import chain_checks, plainly_follow
from tally.archive.facts import facts_of
from tally.record.links import links
from tally.record.reading import read
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
    facts = [replace(one, trust_version=versions[one.trust]) for one in facts]
    by_hash = {one.hash: bytes_ for one, bytes_ in zip(facts, data, strict=True)}
    judged = chain_checks(facts, lambda one: by_hash[one.hash])
    wanted = links([read(one) for one in data], versions)
    assert [(one.ok, one.why) for one in judged] == [(one.ok, one.why) for one in wanted]
    assert plainly_follow(facts) == (change in PLAIN), "only what is plain is left to the hashes"
    assert all(one.ok for one in wanted) or change not in PLAIN
