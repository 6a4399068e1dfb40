"""A chain of entries: none can be changed, left out, moved or slipped in, and a secret stands in it only as a seal."""

import dataclasses
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.journal.chain import FIRST, Broken, Entry, check, link, seal
from tally.record import canonical
from tally.record.refusal import Refused

BODY = '{\n  "act": "đã nhập"\n}\n'.encode()
SEALED = "d4db52b6b10b5f9fd2e9b63ce695f6d4fad6988c6cf51a29cf73d7f362e9b4ee"
HASHES = [
    "930b3cda98ee0a5916ca14e9138279b805c4a693c43b851dc7913faa92f7e1fc",
    "4fb0969c07d378cdddd7341a610fdf4e1999423d48bc4cc606412e4861f64c72",
]
"""Reckoned by printf, xxd and sha256sum from what the module says, not by its code."""


def chained(*bodies):
    entries, previous = [], FIRST
    for number, (body, sealed) in enumerate(bodies, start=1):
        entries.append(link(number=number, previous=previous, body=body, sealed=sealed))
        previous = entries[-1].hash
    return entries


CHAIN = chained(*((canonical.write({"act": act}), bytes([act]) * 32 if act % 2 else None) for act in range(1, 6)))


def broken(entries):
    passed = []
    with pytest.raises(Broken) as caught:
        passed.extend(check(entries))
    assert len(passed) == caught.value.number - 1
    return caught.value.number, caught.value.why


def refusal(**changes):
    with pytest.raises(Refused) as caught:
        link(**{"number": 1, "previous": FIRST, "body": BODY, "sealed": None, **changes})
    return caught.value.code


def test_seal_and_hash_are_those_that_anyone_reckons_from_the_description():
    sealed = seal(salt=b"\x77" * 32, secret=b"struck 3 9")
    assert sealed.hex() == SEALED
    assert [entry.hash.hex() for entry in chained((BODY, sealed), (b"{}\n", None))] == HASHES


def test_a_sound_chain_passes_whole_and_unchanged():
    assert list(check(CHAIN)) == CHAIN
    assert list(check([])) == []


def test_each_entry_names_the_hash_before_it_and_the_first_names_zeros():
    assert [entry.previous for entry in CHAIN] == [bytes(32), *(entry.hash for entry in CHAIN[:-1])]


@pytest.mark.parametrize("part", ["body", "sealed", "hash"])
@pytest.mark.parametrize("at", range(5))
def test_a_changed_part_breaks_the_chain_where_it_stands(part, at):
    other = {"body": b"{}\n", "sealed": b"s" * 32, "hash": b"h" * 32}[part]
    forged = dataclasses.replace(CHAIN[at], **{part: other})
    assert broken([*CHAIN[:at], forged, *CHAIN[at + 1 :]]) == (at + 1, "hash")


def test_a_seal_taken_away_is_not_a_seal_of_zeros():
    """Without the flag the two would hash alike."""
    bare = link(number=1, previous=FIRST, body=BODY, sealed=None)
    zeros = link(number=1, previous=FIRST, body=BODY, sealed=bytes(32))
    assert bare.hash != zeros.hash
    assert broken([dataclasses.replace(zeros, sealed=None)]) == (1, "hash")


def test_an_entry_left_out_moved_doubled_or_slipped_in_is_found():
    one, two, three, *_ = CHAIN
    assert broken([two, three]) == (1, "number")
    assert broken([one, three]) == (2, "number")
    assert broken([one, three, two]) == (2, "number")
    assert broken([one, two, two]) == (3, "number")
    slipped = link(number=2, previous=one.hash, body=BODY, sealed=None)
    assert broken([one, slipped, three]) == (3, "previous")
    assert broken([link(number=1, previous=b"p" * 32, body=BODY, sealed=None)]) == (1, "previous")


def test_a_number_that_was_changed_with_its_hash_is_found():
    assert broken([link(number=2, previous=FIRST, body=BODY, sealed=None)]) == (1, "number")


@pytest.mark.parametrize("sealed", [b"", b"s" * 31, b"s" * 33])
def test_a_seal_of_another_length_is_found_whatever_its_hash(sealed):
    entry = CHAIN[0]
    parts = b"kiem-phieu journal entry 1\n" + (1).to_bytes(8, "big") + FIRST
    parts += hashlib.sha256(entry.body).digest() + b"\x01" + sealed
    forged = Entry(number=1, previous=FIRST, body=entry.body, sealed=sealed, hash=hashlib.sha256(parts).digest())
    assert broken([forged]) == (1, "sealed")


def test_a_broken_chain_says_where_and_why():
    assert str(Broken(3, "hash")) == "entry 3: hash"


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | st.just(b"s" * 32)), max_size=6), st.data())
def test_no_chain_is_a_reordering_of_another(acts, data):
    entries = chained(*((canonical.write({"act": act}), sealed) for act, sealed in acts))
    shuffled = data.draw(st.permutations(entries))
    if shuffled == entries:
        assert list(check(shuffled)) == entries
    else:
        broken(shuffled)


@given(st.binary(max_size=40), st.binary(max_size=40), st.binary(min_size=32, max_size=32))
def test_different_secrets_have_different_seals_under_one_salt(one, other, salt):
    """Also where one is the beginning of the other."""
    assert (seal(salt=salt, secret=one) == seal(salt=salt, secret=other)) == (one == other)


def test_a_secret_has_another_seal_under_another_salt():
    assert seal(salt=bytes(32), secret=b"x") != seal(salt=b"s" * 32, secret=b"x")


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)])
def test_a_salt_has_32_bytes(salt):
    with pytest.raises(Refused, match=r"^salt_length$"):
        seal(salt=salt, secret=b"")


def test_a_body_has_its_one_spelling():
    assert refusal(body=b"{}") == "not_canonical"
    assert refusal(body=b"") == "not_json"
    assert refusal(body=b'"' + b"a" * canonical.MOST_BYTES + b'"\n') == "too_large"


def test_numbers_begin_at_one_and_hashes_have_32_bytes():
    assert refusal(number=0) == "number_out_of_range"
    assert refusal(number=2**53) == "number_out_of_range"
    assert link(number=2**53 - 1, previous=FIRST, body=BODY, sealed=None).number == 2**53 - 1
    assert refusal(previous=bytes(31)) == "hash_length"
    assert refusal(sealed=bytes(33)) == "hash_length"
    assert refusal(sealed=b"") == "hash_length"
