"""The line that a public key is handed around as: name, hash, key; read in one way or not at all."""

from base64 import b64encode
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.note import Vkey, key_hash
from tally.record.refusal import Refused
from tests.record.test_note import KEYS, VECTORS, refusal

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_a_vkey_is_read_and_written_in_one_way():
    for vkey in KEYS:
        assert Vkey.parse(str(vkey)) == vkey
    for path in VECTORS.glob("note-*.vkey"):
        for text in path.read_text().splitlines():
            assert str(Vkey.parse(text)) == text


def test_no_part_of_a_vkey_and_no_change_to_one_is_a_vkey():
    text = str(KEYS[0])
    for start, end in combinations(range(len(text) + 1), 2):
        if end - start < len(text):
            refusal(Vkey.parse, text[start:end])
    for at, letter in enumerate(text):
        for other in (chr(ord(letter) + 1), chr(ord(letter) ^ 0x20), "+", "é", "\ud800", ""):
            if other != letter:
                refusal(Vkey.parse, text[:at] + other + text[at + 1 :])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PETER + "\n", "bad_vkey"),
        (PETER.replace("c74f20a3", "C74F20A3"), "bad_vkey"),
        (PETER.replace("c74f20a3", "c74f20a4"), "vkey_hash"),
        (PETER.replace("Peter", "Piotr"), "vkey_hash"),
        (PETER.replace("Peter", ""), "vkey_hash"),
        (PETER.replace("PeterNeumann", ""), "bad_name"),
        (PETER.replace("PeterNeumann", "Peter Neumann"), "bad_name"),
        # A key of 35 bytes and a key of another type, each with the hash that would be its own (from Go's tests).
        ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", "bad_vkey"),
        ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "bad_vkey"),
    ],
)
def test_a_vkey_of_another_form_or_hash_is_refused(text, code):
    assert Vkey.parse(PETER).name == "PeterNeumann"
    assert refusal(Vkey.parse, text) == code


def test_a_vkey_of_no_sound_key_is_refused():
    public = (1).to_bytes(32, "little")
    text = "+".join(["a", key_hash("a", public).hex(), b64encode(b"\x01" + public).decode()])
    assert refusal(Vkey.parse, text) == "public_key_small_order"
    assert refusal(Vkey, name="a", public=public[:31]) == "public_key_length"


@given(st.text(max_size=60))
def test_any_text_is_a_vkey_or_refused(text):
    try:
        vkey = Vkey.parse(text)
    except Refused:
        return
    assert str(vkey) == text
