"""An auditor's one key: the X25519 key that ballots are sealed to follows from the Ed25519 key that signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import ed25519
from tally.record.refusal import Refused
from tally.record.sealed import private_of_seed, recipient_of, recipient_of_public, seal, unseal
from tests.record.test_commitment import source
from tests.record.test_ed25519 import NOT_CANONICAL, WEAK, x_of

SEED = bytes.fromhex("421151a459faeade3d247115f94aedae42318124095afabe4d1451a559faedee")
RECIPIENT = bytes.fromhex("f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50")
PRIVATE = bytes.fromhex("8052030376d47112be7f73ed7a019293dd12ad910b654455798b4667d73de166")
"""Of libsodium's own test ``ed25519_convert``."""


def code_of(call, given_):
    with pytest.raises(Refused) as caught:
        call(given_)
    return caught.value.code


def clamped(private):
    """RFC 7748, section 5: the bits that X25519 sets whatever is given; libsodium gives the key with them set."""
    return bytes([private[0] & 248, *private[1:31], private[31] & 127 | 64])


def test_the_keys_are_those_of_libsodium():
    assert recipient_of_public(ed25519.public_of(SEED)) == RECIPIENT
    assert clamped(private_of_seed(SEED)) == PRIVATE


@given(st.binary(min_size=32, max_size=32))
def test_the_public_key_of_the_private_one_is_the_one_that_follows_from_the_public_one(seed):
    assert recipient_of(private_of_seed(seed)) == recipient_of_public(ed25519.public_of(seed))


@given(st.binary(min_size=32, max_size=32))
def test_a_point_and_its_negative_are_one_recipient_for_u_has_no_sign(seed):
    public = ed25519.public_of(seed)
    negative = bytes([*public[:31], public[31] ^ 0x80])
    assert recipient_of_public(negative) == recipient_of_public(public)


def test_what_is_sealed_for_the_key_that_signs_is_opened_with_its_seed():
    file = seal(b"ballots", [recipient_of_public(ed25519.public_of(SEED))], source("seal"))
    assert unseal(file, private_of_seed(SEED)) == b"ballots"
    assert SEED not in private_of_seed(SEED) + file


@pytest.mark.parametrize("public", WEAK + NOT_CANONICAL, ids=bytes.hex)
def test_a_key_of_small_order_or_with_a_second_spelling_is_no_recipient(public):
    assert code_of(recipient_of_public, public) in ("public_key_small_order", "public_key_not_canonical")


def test_a_key_that_is_no_point_or_of_another_length_is_no_recipient():
    off = next(y for y in range(2, 40) if x_of(y) is None).to_bytes(32, "little")
    assert code_of(recipient_of_public, off) == "public_key_off_curve"
    for length in (0, 31, 33):
        assert code_of(recipient_of_public, bytes(length)) == "public_key_length"
        assert code_of(private_of_seed, bytes(length)) == "seed_length"
