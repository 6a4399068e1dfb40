"""A change to a trust file is a new draft: the file itself, and what was signed, stays as it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tally.record import note
from tally.record.keyname import KeyName
from tally.record.note import Note
from tally.record.trust import Organisation, Thresholds, read, text_of
from tally.record.trust_chain import chain, check_follows
from tally.record.trust_edit import add, begin, revoke, set_thresholds, set_validity, sign, successor
from tests.record.trusts import BOARD, FROM, LEAVES, ROOTS, TO, key, keys, refused, revocation, seed, signed, trust

BOTH = Thresholds(trust=2, record=2)
DAY = timedelta(days=1)


def begun():
    organisation = Organisation(code="VD", name="Đảng bộ ví dụ")
    return begin(organisation, valid_from=FROM, valid_to=TO, thresholds=BOTH)


def name(text):
    return KeyName.parse(text)


def test_a_trust_file_begins_without_keys():
    made = begun()
    assert (made.version, made.previous, made.keys, made.revoked) == (1, None, (), ())
    assert read(signed(made)).trust == made
    assert refused(begin, made.organisation, valid_from=TO, valid_to=FROM, thresholds=BOTH).code == "validity_reversed"


def test_keys_are_added_in_any_order_to_the_same_file():
    names = [*ROOTS[:3], *BOARD]
    for order in (names, names[::-1], names[3:] + names[:3]):
        made = begun()
        for each in order:
            made = add(made, key(each))
        assert made == trust(*names)


@pytest.mark.parametrize("gone", [(), (ROOTS[1],)])
def test_a_key_is_added_once_even_after_it_was_revoked(gone):
    made = replace(trust(*ROOTS[:3]), revoked=tuple(map(revocation, gone)))
    assert refused(add, made, key(ROOTS[1])).code == "name_twice"
    assert refused(add, made, key(ROOTS[1], holder="Người khác")).code == "name_twice"
    assert refused(add, made, key(ROOTS[1], seed_of="other")).code == "name_twice"
    assert refused(add, made, key("VD/root-9", seed_of=ROOTS[1])).code == "key_twice"


def test_a_revoked_key_stays_among_the_keys():
    made = revoke(trust(), name(BOARD[1]), since=LEAVES, reason="Mất")
    assert made.keys == trust().keys
    assert made.revoked == (revocation(BOARD[1], reason="Mất"),)
    again = revoke(made, name(BOARD[0]), since=TO, reason="Nghỉ")
    assert again.revoked == (revocation(BOARD[0], TO, "Nghỉ"), revocation(BOARD[1], reason="Mất"))


def test_a_revocation_moves_to_an_earlier_day_and_never_to_a_later_one():
    made = revoke(trust(), name(ROOTS[0]), since=LEAVES, reason="Mất")
    earlier = revoke(made, name(ROOTS[0]), since=LEAVES - DAY, reason="Mất từ hôm trước")
    assert earlier.revoked == (revocation(ROOTS[0], LEAVES - DAY, "Mất từ hôm trước"),)
    for since in (LEAVES, LEAVES + DAY):
        refusal = refused(revoke, made, name(ROOTS[0]), since=since, reason="Mất")
        assert (refusal.code, refusal.params) == ("already_revoked", {"name": ROOTS[0], "since": "2026-02-01"})


def test_a_key_that_is_not_there_is_not_revoked():
    refusal = refused(revoke, trust(), name("VD/root-9"), since=LEAVES, reason="Mất")
    assert (refusal.code, refusal.params) == ("no_such_key", {"name": "VD/root-9"})


def test_thresholds_are_set_in_a_draft_whether_or_not_there_are_roots_enough():
    made = set_thresholds(trust(), Thresholds(trust=5, record=3))
    assert made == trust(needed=5, record=3)
    assert text_of(made) != text_of(trust())


def test_the_days_are_set_and_never_reversed():
    made = set_validity(trust(), valid_from=LEAVES, valid_to=TO + DAY)
    assert made == trust(valid_from=LEAVES, valid_to=TO + DAY)
    assert refused(set_validity, trust(), valid_from=TO, valid_to=FROM).code == "validity_reversed"


def test_one_holder_has_one_key_of_a_board_unless_they_are_two_of_one_name():
    """Of a board of another unit, of another role, or once the first is revoked, a person may have another."""
    first = add(begun(), key(BOARD[0], holder="Lê An"))
    second = key(BOARD[1], holder="lê  AN")
    refusal = refused(add, first, second)
    assert (refusal.code, refusal.params) == (
        "holder_has_key",
        {"name": BOARD[1], "holder": "lê  AN", "other": BOARD[0]},
    )
    assert add(first, second, namesake=True).keys == (*first.keys, second)
    assert add(revoke(first, name(BOARD[0]), since=LEAVES, reason="Mất"), second).keys == (*first.keys, second)
    for free in ("VD.2/board-1", "VD.1/auditor-1", "VD/root-1"):
        assert len(add(first, key(free, holder="Lê An")).keys) == 2
    assert refused(add, first, key(BOARD[0], holder="Lê An")).code == "name_twice"


def test_what_comes_after_a_signed_file_names_it_and_changes_nothing_yet():
    file = read(signed(trust(), *ROOTS[:2]))
    made = successor(file)
    assert (made.version, made.previous) == (2, file.sha256)
    assert replace(made, version=1, previous=None) == file.trust
    check_follows(made, file.trust)
    assert file == read(signed(trust(), *ROOTS[:2]))


@pytest.mark.parametrize(("names", "code"), [((), "not_signed"), (ROOTS[:1], "too_few_signatures")])
def test_nothing_comes_after_a_file_that_is_not_in_force(names, code):
    assert refused(successor, read(signed(trust(), *names))).code == code


def test_edits_of_one_draft_after_another_make_a_chain():
    first = signed(trust(), *ROOTS[:2])
    draft = revoke(add(successor(read(first)), key(ROOTS[3])), name(ROOTS[0]), since=LEAVES, reason="Nghỉ")
    second = signed(draft, ROOTS[0], ROOTS[1], ROOTS[3])
    third = signed(set_thresholds(successor(read(second)), Thresholds(trust=2, record=3)), *ROOTS[1:3])
    found = chain([third, first, second], [read(first).fingerprint])
    assert [made.version for made in found.versions] == [1, 2, 3]
    assert found.newest.keys == keys(*ROOTS[:4], *BOARD)
    assert found.newest.thresholds == Thresholds(trust=2, record=3)


# Signatures


def signs(file, name):
    return read(note.write(sign(file, name, seed(name))))


def test_a_signature_is_added_to_those_that_there_are():
    one = signs(read(signed(trust())), ROOTS[1])
    assert note.write(one.note) == signed(trust(), ROOTS[1])
    assert note.write(signs(one, ROOTS[0]).note) == signed(trust(), ROOTS[1], ROOTS[0])
    assert one.text == text_of(trust())


def test_a_root_signs_once():
    refusal = refused(sign, read(signed(trust(), *ROOTS[:2])), ROOTS[1], seed(ROOTS[1]))
    assert (refusal.code, refusal.params) == ("signed_twice", {"name": ROOTS[1]})


@pytest.mark.parametrize("name", [BOARD[0], ROOTS[3], "VD/root-1#2"])
def test_only_roots_sign_a_trust_file(name):
    refusal = refused(sign, read(signed(trust())), name.partition("#")[0], seed(name))
    assert (refusal.code, refusal.params) == ("not_a_root_key", {"name": name.partition("#")[0]})


def test_a_root_that_hands_over_still_signs():
    gone = revoke(trust(*ROOTS[:4]), name(ROOTS[0]), since=LEAVES, reason="Nghỉ")
    left_out = replace(gone, keys=gone.keys[1:])
    for made in (gone, left_out):
        assert [line.name for line in signs(read(signed(made)), ROOTS[0]).note.signatures] == [ROOTS[0]]
    board = revoke(trust(), name(BOARD[0]), since=LEAVES, reason="Nghỉ")
    assert refused(sign, read(signed(board)), BOARD[0], seed(BOARD[0])).code == "not_a_root_key"


def test_what_could_not_be_read_again_is_not_signed():
    assert refused(sign, read(signed(trust(*ROOTS[:2]))), ROOTS[0], seed(ROOTS[0])).code == "too_few_root_keys"
    good = read(signed(trust(), ROOTS[0]))
    bad = replace(good, note=Note(text=good.text, signatures=(note.sign("khác\n", ROOTS[0], seed(ROOTS[0])),)))
    assert refused(sign, bad, ROOTS[1], seed(ROOTS[1])).code == "bad_signature"
