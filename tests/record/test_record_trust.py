"""A record is checked with the version of the trust file that it was made under, on the day of its congress."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from tally.record import trust, trust_chain
from tally.record.trust import Organisation
from tally.record.verify import Verdict
from tests.record.ceremony import (
    DAY,
    TRUST,
    broken,
    chain_of,
    content_of,
    forged,
    key,
    put,
    record_file,
    told,
    trust_file,
    trusted,
    verified,
)

FIRST = trusted()


def next_version(value, **given):
    previous = sha256(trust.text_of(value).encode()).digest()
    return replace(value, version=value.version + 1, previous=previous, **given)


def with_key(name):
    return tuple(sorted([*FIRST.keys, key(name)], key=lambda one: str(one.name)))


def test_a_record_made_under_another_trust_file_is_checked_with_none():
    one = verified(record_file(), chain_of(trust_file(trusted(board=4))))
    assert broken(one) == {"trust": "another_trust", "signatures": "no_trust", "threshold": "no_trust"}
    assert told(one, "trust")[1] == {"trust": trust_hash(FIRST)[:8]}
    assert one.verdict is Verdict.NOT_VALID


def trust_hash(value):
    return sha256(trust.text_of(value).encode()).hexdigest()


def test_a_newer_version_alone_is_another_trust_file():
    newer = next_version(FIRST, keys=with_key("VD.1/board-4"))
    assert broken(verified(record_file(), chain_of(trust_file(newer))))["trust"] == "another_trust"
    both = chain_of(trust_file(newer), trust_file(FIRST))
    assert verified(record_file(), both).verdict is Verdict.VALID
    assert verified(record_file(content_of(value=newer)), both).verdict is Verdict.VALID


def test_each_record_is_checked_with_the_version_that_it_names():
    """A key that only the newer version has is a stranger to a record made before."""
    newer = next_version(FIRST, keys=with_key("VD.1/board-4"))
    both = chain_of(trust_file(FIRST), trust_file(newer))
    for value, keys, why in ((FIRST, 3, "older_version_not_pinned"), (newer, 4, "not_pinned")):
        one = verified(record_file(content_of(value=value)), both)
        assert told(one, "threshold")[1]["keys"] == keys
        assert told(one, "trust") == (
            why,
            {"version": value.version, "newest": 2, "organisation": FIRST.organisation.name},
        )


def test_the_trust_file_of_another_organisation_is_another_one():
    other = replace(FIRST, organisation=Organisation(code="VD", name="Ban Tổ chức khác"))
    assert broken(verified(record_file(), chain_of(trust_file(other))))["trust"] == "another_trust"


def test_whoever_points_a_record_at_a_trust_file_of_their_own_is_told():
    one = verified(forged(put("trust", "0" * 64)))
    assert broken(one) == {"trust": "another_trust", "signatures": "no_trust", "threshold": "no_trust"}


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(0, 0, True), (-9, 9, True), (0, 9, True), (-9, 0, True), (1, 9, False), (-9, -1, False)],
)
def test_a_trust_file_holds_for_congresses_from_its_first_day_to_its_last(first, last, holds):
    days = {"valid_from": DAY + timedelta(days=first), "valid_to": DAY + timedelta(days=last)}
    value = replace(FIRST, **days)
    one = verified(record_file(content_of(value=value)), chain_of(trust_file(value)))
    assert (one.verdict is Verdict.VALID) is holds
    if not holds:
        period = {"first": days["valid_from"].isoformat(), "last": days["valid_to"].isoformat()}
        assert broken(one) == {"trust": "outside_validity"}
        assert told(one, "trust")[1] == {"date": DAY.isoformat()} | period


def test_whether_a_fingerprint_was_compared_is_told():
    data = trust_file()
    pinned = trust_chain.chain((data,), (trust.read(data).fingerprint,))
    for chain, why in ((pinned, "pinned"), (TRUST, "not_pinned")):
        one = verified(record_file(), chain)
        assert one.verdict is Verdict.VALID
        assert told(one, "trust")[0] == why
