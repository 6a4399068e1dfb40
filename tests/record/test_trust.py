"""A trust file says one thing in one spelling, and nothing that would let one person count twice."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.fingerprint import fingerprint
from tally.record.keyname import KeyName, Role
from tally.record.note import MOST_SIGNATURES
from tally.record.refusal import Refused
from tally.record.trust import Revocation, Thresholds, check_complete, read, text_of
from tally.record.trust_model import TrustModel
from tests.record.trusts import BOARD, FROM, LEAVES, ROOTS, TO, after, key, keys, refused, revocation, signed, trust


def names(found):
    return [str(each.name) for each in found]


# What is written reads back


def test_a_draft_is_the_text_alone_and_reads_back():
    file = read(signed(trust()))
    assert (file.trust, file.text, file.note) == (trust(), text_of(trust()), None)


def test_a_signed_file_is_a_note_over_the_text():
    file = read(signed(trust(), *ROOTS[:2]))
    assert (file.trust, file.text) == (trust(), text_of(trust()))
    assert [line.name for line in file.note.signatures] == [*ROOTS[:2]]


def test_a_file_is_known_by_its_text_whoever_signed_it():
    text = text_of(trust()).encode()
    for data in (signed(trust()), signed(trust(), ROOTS[0]), signed(trust(), *ROOTS[:3])):
        assert read(data).sha256 == sha256(text).digest()
        assert read(data).fingerprint == fingerprint(text)


DAYS = st.dates(date(1, 1, 1))


@given(
    roots=st.integers(0, 6),
    board=st.integers(0, 3),
    needed=st.integers(2, MOST_SIGNATURES),
    days=st.tuples(DAYS, DAYS).map(sorted),
    version=st.integers(1, 10_000_000),
    gone=st.sets(st.sampled_from([*ROOTS, *BOARD]), max_size=4),
    since=DAYS,
)
def test_whatever_a_trust_file_says_reads_back(roots, board, needed, days, version, gone, since):
    made = replace(
        trust(),
        keys=keys(*ROOTS[:roots], *BOARD[:board]),
        thresholds=Thresholds(trust=needed, record=2),
        valid_from=days[0],
        valid_to=days[1],
        version=version,
        previous=None if version == 1 else bytes(range(32)),
        revoked=tuple(revocation(name, since) for name in sorted(gone)),
    )
    assert read(signed(made)).trust == made
    assert signed(read(signed(made)).trust) == signed(made)


# Keys by role, unit and day


def test_keys_are_found_by_role_and_unit_revoked_ones_apart():
    made = replace(
        trust(*ROOTS[:3], *BOARD, "VD.2/board-1", "VD/auditor-1", "VD.1/station-1"),
        revoked=(revocation(BOARD[1]), revocation(ROOTS[2])),
    )
    assert names(made.held(Role.BOARD)) == [*BOARD, "VD.2/board-1"]
    assert names(made.held(Role.BOARD, "VD.1")) == [*BOARD]
    assert names(made.active(Role.BOARD, "VD.1")) == [BOARD[0], BOARD[2]]
    assert names(made.active(Role.ROOT)) == [*ROOTS[:2]]
    assert names(made.held(Role.ROOT)) == [*ROOTS[:3]]
    assert names(made.active(Role.AUDITOR)) == ["VD/auditor-1"]
    assert made.active(Role.STATION, "VD.2") == made.active(Role.BOARD, "VD") == ()


def test_a_file_is_for_congresses_from_its_first_day_to_its_last():
    day = timedelta(days=1)
    assert [trust().holds_on(when) for when in (FROM - day, FROM, LEAVES, TO, TO + day)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert trust(valid_from=TO).holds_on(TO)
    assert refused(trust, valid_from=TO + day).code == "validity_reversed"


# One key, one role, one name


def test_a_name_stands_once():
    twice = (key(ROOTS[0]), key(ROOTS[0], seed_of="other"))
    assert refused(trust, keys=twice).code == "name_twice"
    assert refused(trust, keys=(key(ROOTS[0]), key(ROOTS[0]))).code == "name_twice"
    assert refused(trust, revoked=(revocation(ROOTS[0]), revocation(ROOTS[0], FROM))).code == "name_twice"


def test_a_name_that_was_revoked_is_not_given_to_another_key():
    refusal = refused(trust, *ROOTS[:3], revoked=(revocation(ROOTS[1], seed_of="the key before"),))
    assert (refusal.code, refusal.params) == ("name_twice", {"name": ROOTS[1]})


@pytest.mark.parametrize("name", ["VD/root-9", "VD/board-1", "VD.1/auditor-1", "VD.2/root-1"])
def test_a_public_key_has_one_name_and_so_one_role(name):
    twin = key(name, seed_of=ROOTS[0])
    both = tuple(sorted([key(ROOTS[0]), twin], key=lambda each: str(each.name)))
    refusal = refused(trust, keys=both)
    assert (refusal.code, {*refusal.params.values()}) == ("key_twice", {name, ROOTS[0]})


def test_a_key_that_was_revoked_does_not_come_back_under_another_name():
    gone = revocation("VD/root-9", seed_of=ROOTS[0])
    assert refused(trust, revoked=(gone,)).code == "key_twice"


def test_names_stand_in_order():
    for part, pair in (("keys", keys(*ROOTS[:2])), ("revoked", (revocation(ROOTS[3]), revocation(ROOTS[4])))):
        trust(**{part: pair})
        refusal = refused(trust, **{part: pair[::-1]})
        assert refusal.code == "names_not_in_order"
        assert refusal.params == {"name": names(pair)[0]}


def test_a_revocation_names_the_key_that_it_means():
    one, other = key(ROOTS[0]), key(ROOTS[1])
    refusal = refused(Revocation, name=one.name, vkey=other.vkey, since=LEAVES, reason="Mất")
    assert refusal.code == "name_not_of_vkey"


# Versions and thresholds


@pytest.mark.parametrize(("version", "previous"), [(1, bytes(32)), (2, None)])
def test_the_first_version_alone_has_none_before_it(version, previous):
    assert refused(trust, version=version, previous=previous).code == "version_and_previous"


@pytest.mark.parametrize("needed", [-1, 0, 1, MOST_SIGNATURES + 1])
def test_nobody_signs_alone_and_no_more_need_sign_than_a_note_can_hold(needed):
    for part in ("trust", "record"):
        refusal = refused(lambda part=part: Thresholds(**({"trust": 2, "record": 2} | {part: needed})))
        assert refusal.code == "threshold_out_of_range"
        assert refusal.params == {"part": part, "least": 2, "most": 64}
    Thresholds(trust=2, record=64)
    Thresholds(trust=64, record=2)


@pytest.mark.parametrize("roots", range(7))
@pytest.mark.parametrize("needed", [2, 3, 5])
def test_a_file_can_be_signed_while_one_root_may_be_lost(roots, needed):
    """From 2 to all but one of the roots that are not revoked; drafts are read all the same."""
    made = trust(BOARD[0], *ROOTS[:roots], needed=needed)
    assert read(signed(made)).trust == made
    if needed <= roots - 1:
        check_complete(made)
        assert read(signed(made, ROOTS[0])).trust == made
    else:
        for call in (lambda: check_complete(made), lambda: read(signed(made, ROOTS[0]))):
            refusal = refused(call)
            assert (refusal.code, refusal.params) == ("too_few_root_keys", {"have": roots, "needed": needed + 1})


def test_a_revoked_root_is_none():
    made = trust(*ROOTS[:3], revoked=(revocation(ROOTS[0], TO),))
    assert refused(check_complete, made).params == {"have": 2, "needed": 3}
    check_complete(trust(*ROOTS[:4], revoked=(revocation(ROOTS[0], TO),)))


def test_a_board_may_still_be_too_small_for_the_threshold_of_records():
    """A unit enrols its board when it has one; whether it is enough is asked of each record."""
    check_complete(trust(*ROOTS[:3], *BOARD[:1], record=5))


def test_a_key_is_proved_by_its_own_signature():
    one, other = key(ROOTS[0]), key(ROOTS[1])
    assert refused(replace, one, proof=other.proof).code == "bad_proof"
    assert refused(replace, one, name=KeyName.parse(ROOTS[1])).code == "name_not_of_vkey"


def test_the_model_is_published_under_its_schema():
    schema = TrustModel.model_json_schema(by_alias=True)
    assert (
        set(schema["required"])
        == set(schema["properties"])
        == {
            "schema",
            "organisation",
            "version",
            "previous",
            "valid",
            "thresholds",
            "keys",
            "revoked",
        }
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_a_trust_file_or_refused(data):
    with pytest.raises(Refused):
        read(data)


def test_versions_need_not_be_signed_to_be_compared():
    old = trust()
    assert read(signed(after(old, ROOTS[3]))).trust.previous == read(signed(old, *ROOTS[:2])).sha256
