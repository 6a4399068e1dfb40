"""A fingerprint is sixty digits that stand for one text, and may be typed in any grouping."""

import re
import subprocess
from hashlib import sha256
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record.fingerprint import fingerprint, fingerprint_of_hash, typed
from tally.record.refusal import Refused

OF_NOTHING = "02953 52123 22581 32278 97999 00648 19803 49933 79397 00111 56650 86549"
OF_ABC = "36652 38349 28142 26366 01048 83695 01651 43774 62985 82971 68170 89965"
"""What sha256sum and bc make of no bytes and of "abc" (the hash of which stands in FIPS 180-2, B.1)."""


def refused(text):
    with pytest.raises(Refused) as caught:
        typed(text)
    assert caught.value.code == "bad_fingerprint"
    assert caught.value.params["needed"] == 60
    return caught.value.params["digits"]


def test_known_texts_have_known_fingerprints():
    assert fingerprint(b"") == OF_NOTHING
    assert fingerprint(b"abc") == OF_ABC


@pytest.mark.skipif(not (which("bc") and which("sha256sum")), reason="bc or sha256sum is not installed")
@pytest.mark.parametrize("text", [b"", b"abc", "Đại hội\n".encode(), bytes(range(256))])
def test_anybody_can_reckon_a_fingerprint_without_this_program(text):
    hashed = subprocess.run(["sha256sum"], input=text, capture_output=True, check=True).stdout.split()[0]
    sum_ = b"ibase=16; " + hashed.upper() + b" % (A^3C)\n"
    digits = subprocess.run(["bc"], input=sum_, capture_output=True, check=True, env={"BC_LINE_LENGTH": "0"}).stdout
    assert fingerprint(text).replace(" ", "") == digits.decode().strip().zfill(60)


@given(st.binary(max_size=50))
def test_a_fingerprint_is_twelve_groups_of_five_and_is_typed_as_itself(text):
    groups = fingerprint(text).split(" ")
    assert len(groups) == 12
    assert all(len(group) == 5 and group.isascii() and group.isdigit() for group in groups)
    assert typed(fingerprint(text)) == fingerprint(text)


@given(
    st.lists(st.sampled_from(["", " ", "-", "\n", "\r\n", "\t", "–", "—", "\u00a0", " - "]), min_size=61, max_size=61)
)
def test_digits_may_be_grouped_in_any_way(between):
    digits = OF_ABC.replace(" ", "")
    assert typed("".join(gap + digit for gap, digit in zip(between, digits + " ", strict=True))) == OF_ABC


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("", 0),
        ("   ", 0),
        (OF_ABC[:-1], 59),
        (OF_ABC + "0", 61),
        (OF_ABC[:-1] + "O", 59),
        (OF_ABC + "O", 60),
        (OF_ABC.replace(" ", "."), 60),
        (OF_ABC.replace(" ", ","), 60),
        (OF_ABC[:-1] + "５", 59),
        (OF_ABC[:-1] + "٥", 59),
        ("+" + OF_ABC, 60),
        ("xin chào", 0),
    ],
)
def test_what_is_not_sixty_digits_is_refused_and_how_many_there_are_is_told(text, digits):
    assert refused(text) == digits


@given(st.text(max_size=80))
def test_any_text_is_a_fingerprint_or_refused(text):
    try:
        assert len(typed(text)) == 71
    except Refused:
        assert len(re.findall("[0-9]", text)) != 60 or not re.fullmatch(r"[0-9\s–—-]*", text)


def test_one_bit_of_the_text_changes_the_fingerprint():
    assert len({fingerprint(bytes([1 << bit])) for bit in range(8)} | {fingerprint(b"\0")}) == 9


def test_of_a_hash_it_is_that_of_the_text_it_was_made_of():
    assert fingerprint_of_hash(sha256(b"abc").digest()) == OF_ABC
    assert fingerprint_of_hash(bytes(32)) == " ".join(["00000"] * 12)
