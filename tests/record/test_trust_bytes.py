"""No byte of a trust file can be changed unseen, and what is not exactly one is refused with its place."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.refusal import Refused
from tally.record.trust import read, text_of
from tally.record.trust_chain import approval, check_signed
from tally.record.trust_model import MOST_KEYS
from tests.record.trusts import BOARD, ROOTS, key, refused, revocation, signed, spelled, tree_of, trust

pytestmark = pytest.mark.unmeasured

SAMPLE = trust(*ROOTS[:3], BOARD[0], revoked=(revocation(BOARD[0]),))
DATA = signed(SAMPLE, *ROOTS[:2])
TREE = tree_of(SAMPLE)
KEY = TREE["keys"][0]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
HEAD = len(text_of(SAMPLE).encode())


def accepted(data):
    """Whether the bytes are a trust file that enough have signed; whatever is not is refused, and in no other way."""
    try:
        check_signed(read(data), None)
    except Refused:
        return False
    return True


def changed(change):
    """The sample with something else in it, spelled as it should be and signed by those who may."""
    tree = deepcopy(TREE)
    change(tree)
    return signed(spelled(tree), *ROOTS[:2])


def test_the_sample_is_accepted():
    assert accepted(DATA)
    assert accepted(changed(lambda tree: None))


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_flipped_is_refused(flip):
    for place in range(len(DATA)):
        assert not accepted(DATA[:place] + bytes([DATA[place] ^ flip]) + DATA[place + 1 :]), place


def test_every_truncation_is_refused():
    for length in range(len(DATA)):
        assert not accepted(DATA[:length]), length
        assert not accepted(DATA[length + 1 :]), length


def test_every_byte_left_out_or_doubled_is_refused():
    for place in range(len(DATA)):
        assert not accepted(DATA[:place] + DATA[place + 1 :]), place
        assert not accepted(DATA[:place] + DATA[place : place + 1] + DATA[place:]), place


def test_a_stripped_signature_is_missed():
    lines = DATA[HEAD + 1 :].splitlines(keepends=True)
    assert len(lines) == 2
    for line in lines:
        assert not accepted(DATA.replace(line, b""))


def test_a_flip_in_the_text_of_a_draft_is_refused_or_another_text():
    """Nobody signed a draft; but it is never taken for what it was."""
    draft = signed(SAMPLE)
    for place in range(len(draft)):
        for flip in (0x01, 0x20, 0x80):
            try:
                file = read(draft[:place] + bytes([draft[place] ^ flip]) + draft[place + 1 :])
            except Refused:
                continue
            assert file.sha256 != read(draft).sha256
            assert file.trust != SAMPLE


def test_the_signatures_of_another_text_are_none():
    other = signed(trust(*ROOTS[:3]), *ROOTS[:2])
    mixed = DATA[: HEAD + 1] + other[other.index(b"\n\n") + 2 :]
    assert refused(check_signed, read(mixed), None).code == "bad_signature"


# Another form


@pytest.mark.parametrize("part", [*sorted(TREE), "organisation.code", "valid.to", "thresholds.record", "keys.0.proof"])
def test_nothing_may_be_missing(part):
    def drop(tree):
        *way, last = part.split(".")
        for step in way:
            tree = tree[int(step) if step.isdigit() else step]
        del tree[last]

    refusal = refused(read, changed(drop))
    assert refusal.code == "bad_trust"
    assert refusal.params == {"location": part.replace(".0", "[0]"), "fault": "missing.key"}


def put(*way):
    """Put the last step in the place that the others lead to."""
    *place, last, value = way

    def change(tree):
        for step in place:
            tree = tree[step]
        tree[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "location", "fault"),
    [
        (put("schema", "trust/2"), "schema", "bad_value.choice"),
        (put("schema", "record/1"), "schema", "bad_value.choice"),
        (put("seed", ""), "seed", "unknown_key"),
        (put("keys", 0, "seed", ""), "keys[0].seed", "unknown_key"),
        (put("version", 0), "version", "bad_value.too_low"),
        (put("version", "1"), "version", "bad_value.integer"),
        (put("version", True), "version", "bad_value.integer"),
        (put("previous", ""), "previous", "bad_value.form"),
        (put("previous", "A" * 64), "previous", "bad_value.form"),
        (put("valid", "from", "2025-02-30"), "valid.from", "bad_value.day"),
        (put("valid", "from", "01/01/2025"), "valid.from", "bad_value.day"),
        (put("thresholds", "trust", 0), "thresholds.trust", "bad_value.too_low"),
        (put("organisation", "code", "V D"), "organisation.code", "bad_value.form"),
        (put("organisation", "name", ""), "organisation.name", "bad_value.empty"),
        (put("keys", {}), "keys", "bad_value.list"),
        (put("keys", 0, "role", "secretary"), "keys[0].role", "bad_value.choice"),
        (put("keys", 0, "proof", "A" * 88), "keys[0].proof", "bad_value.form"),
        (put("revoked", 0, "from", "2025-1-1"), "revoked[0].from", "bad_value.day"),
        (put("revoked", 0, "reason", "a\u202eb"), "revoked[0].reason", "bad_value.unseen_character"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_place(change, location, fault):
    refusal = refused(read, changed(change))
    assert (refusal.code, refusal.params) == ("bad_trust", {"location": location, "fault": fault})


@pytest.mark.parametrize(
    "change",
    [
        put("organisation", "name", " Đảng bộ ví dụ"),
        put("organisation", "code", "VD "),
        put("keys", 0, "role", "root"),
        put("keys", 0, "unit", "VD.2"),
        put("keys", 0, "name", BOARD[0] + " "),
        put("keys", 0, "vkey", KEY["vkey"] + " "),
        put("keys", 0, "proof", KEY["proof"][:-3] + LETTERS[LETTERS.index(KEY["proof"][-3]) + 1] + "=="),
        put("revoked", 0, "reason", "Chuyển công tác "),
    ],
)
def test_what_would_have_to_be_put_right_is_refused_with_its_line(change):
    data = changed(change)
    refusal = refused(read, data)
    assert (refusal.code, refusal.params["fault"]) == ("bad_trust", "bad_value.form")
    was, now = text_of(SAMPLE).split("\n"), data.decode().split("\n")
    line = next(number for number, (one, two) in enumerate(zip(was, now, strict=False), start=1) if one != two)
    assert refusal.params["location"] == f"line {line}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (put("keys", 0, "name", "VD.1/secretary-1"), "bad_key_name"),
        (put("keys", 0, "name", "VD.1/board-2"), "name_not_of_vkey"),
        (put("keys", 0, "holder", "Khác"), "bad_proof"),
        (put("keys", 0, "proof", TREE["keys"][1]["proof"]), "bad_proof"),
        (put("keys", 0, "vkey", KEY["vkey"].replace("+A", "+B", 1)), "bad_vkey"),
        (put("keys", 0, "vkey", "VD.1/board-1+00000000+" + KEY["vkey"].split("+", 2)[2]), "vkey_hash"),
        (put("keys", 0, "vkey", "VD.1/board-1+00000000+AQEA" + "A" * 40), "public_key_small_order"),
        (put("keys", 0, TREE["keys"][1]), "name_twice"),
        (put("keys", TREE["keys"][::-1]), "names_not_in_order"),
        (put("revoked", 0, "name", "VD.1/board-2"), "name_not_of_vkey"),
        (put("thresholds", "trust", 1), "threshold_out_of_range"),
        (put("thresholds", "record", 65), "threshold_out_of_range"),
        (put("thresholds", "trust", 3), "too_few_root_keys"),
        (put("keys", []), "too_few_root_keys"),
        (put("previous", "0" * 64), "version_and_previous"),
        (put("version", 2), "version_and_previous"),
        (put("valid", "to", "2024-12-31"), "validity_reversed"),
    ],
)
def test_a_law_that_is_broken_is_told_by_its_code_though_all_signed(change, code):
    assert refused(read, changed(change)).code == code


@pytest.mark.parametrize("part", ["keys", "revoked"])
def test_more_than_there_is_room_for_is_not_looked_at_one_by_one(part):
    """A mebibyte of empty objects would be half a million faults."""
    assert MOST_KEYS == 2000
    for count, location, fault in (
        (2001, part, "bad_value.too_many"),
        (100_000, part, "bad_value.too_many"),
        (1500, f"{part}[0].name", "missing.key"),
    ):
        refusal = refused(read, spelled(TREE | {part: [{}] * count}).encode())
        assert refusal.params == {"location": location, "fault": fault}


def test_what_is_no_object_is_no_trust_file():
    assert refused(read, b"[]\n").params == {"location": "-", "fault": "bad_value.object"}
    assert refused(read, signed("{}\n", ROOTS[0])).code == "bad_trust"


def test_an_enrolment_is_no_trust_file():
    one = key(ROOTS[0])
    text = spelled({"schema": "enrolment/1", "name": ROOTS[0], "holder": one.holder, "vkey": str(one.vkey)})
    assert refused(read, signed(text, ROOTS[0])).code == "bad_trust"


def test_a_signed_text_in_another_spelling_is_refused():
    text = text_of(SAMPLE)
    for other in (text.replace("  ", "\t"), text.replace("{\n", "{\r\n"), text + "\n", "\ufeff" + text, text[:-1]):
        data = other.encode() + b"\n" + DATA[HEAD + 1 :]
        assert not accepted(data)
    assert refused(read, text.replace('"version": 1', '"version": 1.0').encode()).code == "not_an_integer"


def test_signatures_of_strangers_and_of_other_roles_change_nothing():
    more = signed(SAMPLE, *ROOTS[:2], "VD/root-9", BOARD[0])
    assert accepted(more)
    assert not accepted(signed(SAMPLE, ROOTS[0], "VD/root-9", BOARD[0]))
    assert approval(read(more)).by == approval(read(DATA)).by


@given(st.tuples(st.integers(0, len(DATA)), st.binary(min_size=1, max_size=9)))
def test_any_bytes_put_over_others_are_refused_or_change_nothing(change):
    place, new = change
    data = DATA[:place] + new + DATA[place + len(new) :]
    assert accepted(data) is (data == DATA)
