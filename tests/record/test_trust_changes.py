"""Of two trust files everything is told in which they differ, and nothing else."""

from itertools import permutations

import pytest

from tally.record.fingerprint import fingerprint
from tally.record.trust import Organisation, Thresholds, read
from tally.record.trust_changes import changes
from tests.record.trusts import BOARD, FROM, LEAVES, ROOTS, TO, after, key, keys, revocation, signed, trust

PLAIN = trust()
GONE = {"name": ROOTS[0], "holder": "Người giữ VD/root-1", "since": "2026-02-01", "reason": "Chuyển công tác"}


def told(before, later):
    return [(change.code, dict(change.params)) for change in changes(before, later)]


def about(name, seed_of=None, **more):
    one = key(name, seed_of=seed_of)
    return {"name": name, "holder": one.holder, "fingerprint": fingerprint(str(one.vkey).encode())} | more


@pytest.mark.parametrize(
    ("given", "code", "was", "now"),
    [
        ({"organisation": Organisation(code="VE", name="Khác")}, "organisation", "Đảng bộ ví dụ (VD)", "Khác (VE)"),
        ({"valid_from": LEAVES}, "valid_from", "2025-01-01", "2026-02-01"),
        ({"valid_to": LEAVES}, "valid_to", "2029-12-31", "2026-02-01"),
        ({"thresholds": Thresholds(trust=3, record=2)}, "threshold_trust", 2, 3),
        ({"thresholds": Thresholds(trust=2, record=5)}, "threshold_record", 2, 5),
    ],
)
def test_what_a_file_says_of_itself_is_told_with_what_it_was(given, code, was, now):
    assert told(PLAIN, trust(**given)) == [(code, {"was": was, "now": now})]
    assert told(trust(**given), PLAIN) == [(code, {"was": now, "now": was})]


def test_the_next_version_has_another_number_and_names_the_one_before():
    later = after(PLAIN)
    assert told(PLAIN, later) == [
        ("version", {"was": "1", "now": "2"}),
        ("previous", {"was": "", "now": read(signed(PLAIN)).sha256.hex()}),
    ]


def test_keys_are_added_left_out_and_changed():
    others = trust(*ROOTS[:3], *BOARD[1:], "VD/root-5")
    assert told(PLAIN, others) == [("key_added", about("VD/root-5")), ("key_removed", about(BOARD[0]))]
    swapped = trust(keys=(*keys(*BOARD, ROOTS[0]), key(ROOTS[1], seed_of="other"), *keys(ROOTS[2])))
    changed = about(ROOTS[1], seed_of="other", was="Người giữ VD/root-2")
    assert told(PLAIN, swapped) == [("key_changed", changed)]


def test_revocations_are_made_moved_and_dropped():
    revoked = trust(revoked=(revocation(ROOTS[0]),))
    earlier = trust(revoked=(revocation(ROOTS[0], FROM),))
    other_reason = trust(revoked=(revocation(ROOTS[0], reason="Mất"),))
    assert told(PLAIN, revoked) == [("key_revoked", GONE)]
    assert told(revoked, PLAIN) == [("revocation_removed", GONE)]
    assert told(revoked, earlier) == [("revocation_changed", GONE | {"since": "2025-01-01", "was": "2026-02-01"})]
    assert told(revoked, other_reason) == [("revocation_changed", GONE | {"reason": "Mất", "was": "2026-02-01"})]


def test_a_key_that_was_left_out_is_told_without_its_holder():
    bare = trust(*ROOTS[1:4], revoked=(revocation(ROOTS[0]),))
    assert told(trust(*ROOTS[1:4]), bare) == [("key_revoked", GONE | {"holder": ""})]


VARIANTS = [
    PLAIN,
    after(PLAIN),
    after(PLAIN, ROOTS[3]),
    after(PLAIN, revoked=(ROOTS[0],)),
    trust(valid_to=LEAVES),
    trust(needed=3),
    trust(*ROOTS[:4]),
    trust(keys=(*keys(*BOARD), key(ROOTS[0], holder="Khác"), *keys(*ROOTS[1:3]))),
    trust(revoked=(revocation(ROOTS[0], TO),)),
    trust(revoked=(revocation(ROOTS[0], TO, "Mất"),)),
]


def test_no_two_files_differ_in_nothing_and_none_differs_from_itself():
    for one, other in permutations(VARIANTS, 2):
        assert changes(one, other), (one, other)
    for one in VARIANTS:
        assert changes(one, read(signed(one)).trust) == ()
