"""No byte of a key file can be changed unseen, and no bytes at all make it do anything but refuse."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import canonical
from tally.record.keyfile import open_key, read
from tally.record.note import Vkey
from tally.record.refusal import Refused
from tests.record.test_keyfile import HEADER, HOLDER, LIMITS, NAME, PHRASE, SEED, file_of, opened, refused, sealed

DATA = file_of()
TREE = json.loads(DATA)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def changed(**values):
    """The file with other values in its header and the same ciphertext, spelled as it should be."""
    return canonical.write({**TREE, **values})


def faulty(tree):
    refusal = refused(read, canonical.write(tree), limits=LIMITS)
    assert refusal.code == "bad_key_file"
    return refusal.params["location"], refusal.params["fault"]


def test_the_sample_opens():
    assert opened(DATA) == opened(changed()) == SEED


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_flipped_is_refused(flip):
    for place in range(len(DATA)):
        flipped = DATA[:place] + bytes([DATA[place] ^ flip]) + DATA[place + 1 :]
        refused(opened, flipped)


def test_every_truncation_and_every_byte_too_many_is_refused():
    for length in range(len(DATA)):
        refused(opened, DATA[:length])
    for more in (b"\n", b" ", b"\x00", DATA):
        refused(opened, DATA + more)
        refused(opened, more + DATA)


@pytest.mark.parametrize(
    "values",
    [
        {"holder": "Nguyễn Thị Hằng B"},
        {"salt": "101112131415161718191a1b1c1d1e10"},
        {"nonce": "202122232425262728292a2c"},
        {"kdf": {**TREE["kdf"], "memory_kib": 17}},
        {"kdf": {**TREE["kdf"], "passes": 2}},
        {"kdf": {**TREE["kdf"], "lanes": 2}},
    ],
)
def test_a_header_changed_to_another_sound_one_is_a_wrong_passphrase(values):
    read(changed(**values), limits=LIMITS)
    assert refused(opened, changed(**values)).code == "wrong_passphrase"


@pytest.mark.parametrize(("seed", "name"), [(bytes(32), NAME), (SEED, "HD.CG.CAOAN/board-2"), (SEED, "VD/board-1")])
def test_another_key_or_name_in_the_header_is_a_wrong_passphrase(seed, name):
    """All of the header is sound and agrees with itself; it was not sealed with the seed."""
    other = json.loads(sealed(seed, name=name))
    values = {"name": other["name"], "vkey": other["vkey"]}
    read(changed(**values), limits=LIMITS)
    assert refused(opened, changed(**values)).code == "wrong_passphrase"


def test_the_parts_of_two_files_do_not_make_a_third():
    """Same key, same passphrase, another sealing: no part fits into the other file."""
    other = json.loads(sealed())
    for part in ("salt", "nonce", "ciphertext"):
        assert refused(opened, changed(**{part: other[part]})).code == "wrong_passphrase"


def test_a_name_that_is_not_the_key_s_is_refused():
    assert refused(read, changed(name="HD.CG.CAOAN/board-2"), limits=LIMITS).code == "name_not_of_vkey"


@pytest.mark.parametrize("name", ["HD.CG.CAOAN", "HD.CG.CAOAN/clerk-1", "HD.CG.CAOAN/board-0", "HD/CG/board-1"])
def test_a_name_that_no_key_has_is_refused(name):
    """The header agrees with itself, and so would a file that was sealed with it."""
    vkey = str(Vkey(name=name, public=Vkey.parse(TREE["vkey"]).public))
    assert refused(read, changed(name=name, vkey=vkey), limits=LIMITS).code == "bad_key_name"


def test_a_key_with_another_hash_or_a_weak_one_is_refused():
    vkey = TREE["vkey"]
    assert refused(read, changed(vkey=vkey.replace("+8c21c337+", "+8c21c330+")), limits=LIMITS).code == "vkey_hash"
    assert refused(read, changed(vkey="x"), limits=LIMITS).code == "bad_vkey"
    weak = f"{NAME}+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    assert refused(read, changed(vkey=weak), limits=LIMITS).code == "public_key_small_order"


# What is no key file


@pytest.mark.parametrize("key", sorted(TREE))
def test_nothing_may_be_missing(key):
    assert faulty({name: value for name, value in TREE.items() if name != key}) == (key, "missing.key")


@pytest.mark.parametrize("key", sorted(TREE["kdf"]))
def test_nothing_may_be_missing_of_the_cost(key):
    kdf = {name: value for name, value in TREE["kdf"].items() if name != key}
    assert faulty({**TREE, "kdf": kdf}) == (f"kdf.{key}", "missing.key")


def test_nothing_may_be_added():
    assert faulty({**TREE, "seed": ""}) == ("seed", "unknown_key")
    assert faulty({**TREE, "kdf": {**TREE["kdf"], "secret": ""}}) == ("kdf.secret", "unknown_key")


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("schema", "key/2", "bad_value.choice"),
        ("schema", "record/1", "bad_value.choice"),
        ("holder", "", "bad_value.empty"),
        ("holder", " ", "bad_value.empty"),
        ("holder", "Hằng ", "bad_value.form"),
        ("holder", "a\u202eb", "bad_value.unseen_character"),
        ("holder", "a\nb", "bad_value.unseen_character"),
        ("holder", "a" * 501, "bad_value.long_text"),
        ("name", NAME + " ", "bad_value.form"),
        ("kdf", "argon2id", "bad_value.object"),
        ("salt", "10" * 15, "bad_value.form"),
        ("salt", "10" * 17, "bad_value.form"),
        ("salt", "1A" * 16, "bad_value.form"),
        ("salt", "10" * 16 + "\n", "bad_value.form"),
        ("nonce", "20" * 11 + "2", "bad_value.form"),
        ("nonce", "２0" * 12, "bad_value.form"),
        ("ciphertext", "", "bad_value.form"),
        ("ciphertext", "00" * 49, "bad_value.form"),
        ("ciphertext", None, "bad_value.text"),
    ],
)
def test_a_value_of_another_form_is_refused_at_its_place(key, value, fault):
    assert faulty({**TREE, key: value}) == (key, fault)


@pytest.mark.parametrize("key", ["memory_kib", "passes", "lanes"])
@pytest.mark.parametrize("value", [0, -1, "16", True, None, [16], 10_000_001])
def test_a_cost_is_whole_numbers(key, value):
    location, fault = faulty({**TREE, "kdf": {**TREE["kdf"], key: value}})
    assert (location, fault.partition(".")[0]) == (f"kdf.{key}", "bad_value")


def test_another_function_is_refused():
    assert faulty({**TREE, "kdf": {**TREE["kdf"], "function": "argon2i"}}) == ("kdf.function", "bad_value.choice")


@pytest.mark.parametrize("tree", [None, 1, "key/1", [], [TREE], True])
def test_a_document_of_another_kind_is_refused(tree):
    assert faulty(tree) == ("-", "bad_value.object")


@pytest.mark.parametrize(
    ("holder", "name", "code"),
    [
        (" ", NAME, "bad_key_file"),
        ("Hằng ", NAME, "bad_key_file"),
        ("He\u0300", NAME, "not_nfc"),
        (HOLDER, "HD CG/board-1", "bad_key_name"),
        (HOLDER, "HD.CG.CAOAN/clerk-1", "bad_key_name"),
        (HOLDER, "HD.CG.CAOAN/board-01", "bad_key_name"),
        (HOLDER, "", "bad_key_name"),
    ],
)
def test_what_would_not_be_read_again_is_not_sealed(holder, name, code):
    assert refused(sealed, holder=holder, name=name).code == code


# Any bytes


def survives(data):
    """Only Refused comes out, and nothing opens but the sample."""
    try:
        read(data, limits=LIMITS)
        seed = open_key(data, PHRASE, limits=LIMITS)
    except Refused:
        return
    assert (seed, data) == (SEED, DATA)


@given(st.binary(max_size=2000))
def test_any_bytes_are_refused(data):
    survives(data)


@given(VALUES)
def test_any_document_is_refused(tree):
    try:
        data = canonical.write(tree)
    except Refused:
        data = json.dumps(tree).encode()
    survives(data)


@given(st.sampled_from(sorted(TREE)), VALUES, st.booleans())
def test_any_value_in_any_place_is_refused(key, value, of_the_cost):
    kdf = {**TREE["kdf"], key if key != "kdf" else "lanes": value}
    tree = {**TREE, "kdf": kdf} if of_the_cost else {**TREE, key: value}
    survives(json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n")


@given(st.data())
def test_any_bytes_put_in_the_place_of_others_are_refused(data):
    start = data.draw(st.integers(0, len(DATA)))
    end = data.draw(st.integers(start, min(start + 40, len(DATA))))
    survives(DATA[:start] + data.draw(st.binary(max_size=40)) + DATA[end:])


@pytest.mark.usefixtures("no_garbage")
def test_a_large_or_deep_document_is_refused_by_the_limits_of_all_documents():
    assert refused(read, b" " * (canonical.MOST_BYTES + 1)).code == "too_large"
    assert refused(read, b"[" * 100_000).code == "too_deep"
    assert refused(read, HEADER.encode("utf-16")).code == "not_utf8"
