"""Ed25519 (RFC 8032), strictly: the vectors of the RFC, and everything that no honest signer makes."""

from hashlib import sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import ed25519
from tally.record.ed25519 import check_public, public_of, sign, verify
from tally.record.refusal import Refused

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

# RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
VECTORS = [tuple(map(bytes.fromhex, vector)) for vector in RFC_8032]
SEED, PUBLIC, MESSAGE, SIGNATURE = VECTORS[1]

# Every encoding of a point of small order, after Chalkias, Garillot and Nikolaenko, "Taming the many EdDSAs" (2020).
SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",  # order 1
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # order 2
    "0000000000000000000000000000000000000000000000000000000000000000",  # order 4
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",  # order 8
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]
SMALL_ORDER_NOT_CANONICAL = [
    "0100000000000000000000000000000000000000000000000000000000000080",  # x = 0 with its sign set, order 1
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  # the same, order 2
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # y = p, order 4
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  # y = p + 1, order 1
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]
WEAK = [bytes.fromhex(encoding) for encoding in SMALL_ORDER + SMALL_ORDER_NOT_CANONICAL]
NOT_CANONICAL = [(y | sign_ << 255).to_bytes(32, "little") for y in range(P, 2**255) for sign_ in (0, 1)]

IDENTITY = (0, 1)


def x_of(y):
    """The even root of x² = (y² - 1) / (d·y² + 1), as RFC 8032, section 5.1.3, finds it; None where there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    root = pow(square, (P + 3) // 8, P)
    if (root * root - square) % P:
        root = root * pow(2, (P - 1) // 4, P) % P
    return None if (root * root - square) % P else min(root, P - root) if root % 2 == 0 else P - root


def added(one, other):
    (x1, y1), (x2, y2) = one, other
    turn = D * x1 * x2 * y1 * y2
    return (
        (x1 * y2 + x2 * y1) * pow(1 + turn, P - 2, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - turn, P - 2, P) % P,
    )


def times(count, point):
    total = IDENTITY
    for _ in range(count):
        total = added(total, point)
    return total


def encoded(point):
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def code_of(public):
    with pytest.raises(Refused) as caught:
        check_public(public)
    return caught.value.code


@pytest.mark.parametrize(("seed", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc_hold(seed, public, message, signature):
    assert public_of(seed) == public
    assert sign(seed, message) == signature
    assert verify(public, signature, message)
    check_public(public)


def test_any_bit_of_key_signature_or_message_turned_undoes_the_signature():
    for at in range(256):
        bit = (1 << at).to_bytes(64, "little")
        turned = bytes(a ^ b for a, b in zip(PUBLIC, bit, strict=False))
        assert not verify(turned, SIGNATURE, MESSAGE)
    for at in range(512):
        bit = (1 << at).to_bytes(64, "little")
        assert not verify(PUBLIC, bytes(a ^ b for a, b in zip(SIGNATURE, bit, strict=True)), MESSAGE)
    for at in range(8):
        assert not verify(PUBLIC, SIGNATURE, bytes([MESSAGE[0] ^ 1 << at]))


def test_a_signature_is_good_for_its_own_key_and_message_alone():
    assert not verify(VECTORS[0][1], SIGNATURE, MESSAGE)
    assert not verify(PUBLIC, SIGNATURE, MESSAGE + b"\n")
    assert not verify(PUBLIC, SIGNATURE, b"")


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_what_a_seed_signs_its_public_key_verifies(seed, message):
    public = public_of(seed)
    check_public(public)
    assert verify(public, sign(seed, message), message)
    assert not verify(public, sign(seed, message + b"."), message)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_lengths_are_exact(length):
    assert code_of(bytes([9]) * length) == "public_key_length"
    assert not verify(bytes([9]) * length, SIGNATURE, MESSAGE)
    for call in (public_of, lambda seed: sign(seed, b"")):
        with pytest.raises(Refused, match=f"^seed_length length={length}$"):
            call(bytes(length))


@pytest.mark.parametrize("length", [0, 32, 63, 65, 128])
def test_a_signature_has_64_bytes(length, monkeypatch):
    assert not verify(PUBLIC, (SIGNATURE + SIGNATURE)[:length], MESSAGE)
    monkeypatch.setattr(ed25519, "_curve_agrees", lambda *_: True)
    assert verify(PUBLIC, SIGNATURE, MESSAGE)
    assert not verify(PUBLIC, (SIGNATURE + bytes(64))[:length], MESSAGE)


@given(st.binary(max_size=40), st.binary(max_size=70), st.binary(max_size=5))
def test_any_bytes_are_verified_or_not(public, signature, message):
    assert not verify(public, signature, message)
    assert not verify(PUBLIC, signature, message)


def test_the_list_of_points_of_small_order_is_whole():
    """The point of order 8 that is listed makes, added up, all eight points and nothing else: the list is complete."""
    y = int.from_bytes(bytes.fromhex(SMALL_ORDER[4]), "little")
    assert (D * y**4 + 2 * y**2 - 1) % P == 0
    point = (x_of(y), y)
    assert {encoded(times(count, point)).hex() for count in range(8)} == set(SMALL_ORDER)
    assert times(8, point) == IDENTITY


def test_the_other_spellings_of_those_points_are_whole():
    """A point can be spelled otherwise where y + p still has 255 bits, or where x is 0 and its sign is set."""
    others = set()
    for encoding in map(bytes.fromhex, SMALL_ORDER):
        y = int.from_bytes(encoding, "little") & 2**255 - 1
        for spelled in (y, y + P):
            if spelled < 2**255:
                signs = (0, 1) if y in (1, P - 1) else (encoding[31] >> 7,)
                others |= {(spelled | sign_ << 255).to_bytes(32, "little").hex() for sign_ in signs}
    assert others - set(SMALL_ORDER) == set(SMALL_ORDER_NOT_CANONICAL)


@pytest.mark.parametrize("public", WEAK, ids=bytes.hex)
def test_a_key_of_small_order_is_refused(public):
    assert code_of(public) in ("public_key_small_order", "public_key_not_canonical")


@pytest.mark.parametrize("public", WEAK, ids=bytes.hex)
def test_under_a_key_of_small_order_nothing_is_signed(public, monkeypatch):
    """S = 1 and R the base point is good for every message under the key of order 1, and for many under the others."""
    base = encoded((x_of(4 * pow(5, P - 2, P) % P), 4 * pow(5, P - 2, P) % P))
    for message in (b"", b"a", b"b", b"c"):
        assert not verify(public, base + (1).to_bytes(32, "little"), message)
    monkeypatch.setattr(ed25519, "_curve_agrees", lambda *_: True)
    assert not verify(public, SIGNATURE, MESSAGE)


def test_all_38_encodings_of_a_y_beyond_the_field_are_refused(monkeypatch):
    assert len(NOT_CANONICAL) == 38
    assert {code_of(public) for public in NOT_CANONICAL} == {"public_key_not_canonical"}
    monkeypatch.setattr(ed25519, "_curve_agrees", lambda *_: True)
    for encoding in NOT_CANONICAL:
        assert not verify(encoding, SIGNATURE, MESSAGE)
        assert not verify(PUBLIC, encoding + SIGNATURE[32:], MESSAGE)


def test_a_key_is_a_point_of_the_curve():
    """About half of all y belong to no point; the RFC's way to find x says which."""
    for y in (*range(2, 40), P - 2, P - 3):
        for sign_ in (0, 1):
            public = (y | sign_ << 255).to_bytes(32, "little")
            if x_of(y) is None:
                assert code_of(public) == "public_key_off_curve"
                assert not verify(public, SIGNATURE, MESSAGE)
            else:
                check_public(public)
    assert {x_of(y) is None for y in range(2, 40)} == {True, False}


@given(st.integers(2, P - 2).map(lambda y: y.to_bytes(32, "little")))
def test_whichever_y_it_is_the_rfc_finds_its_x_or_it_is_off_the_curve(public):
    if x_of(int.from_bytes(public, "little")) is None:
        assert code_of(public) == "public_key_off_curve"
    elif public not in WEAK:
        check_public(public)


@pytest.mark.parametrize("point", WEAK, ids=bytes.hex)
def test_a_signature_whose_point_is_of_small_order_is_none(point, monkeypatch):
    monkeypatch.setattr(ed25519, "_curve_agrees", lambda *_: True)
    assert verify(PUBLIC, SIGNATURE, MESSAGE)
    assert not verify(PUBLIC, point + SIGNATURE[32:], MESSAGE)


def test_a_signature_made_without_a_nonce_is_none_though_the_curve_agrees():
    """With R the point of order 1 the equation S·B = R + k·A holds for S = k·a, and S gives the secret away."""
    digest = bytearray(sha512(SEED).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 63 | 64
    secret = int.from_bytes(digest, "little")
    point = bytes.fromhex(SMALL_ORDER[0])
    challenge = int.from_bytes(sha512(point + PUBLIC + MESSAGE).digest(), "little")
    assert not verify(PUBLIC, point + (challenge * secret % L).to_bytes(32, "little"), MESSAGE)


def test_a_scalar_is_below_the_order_of_the_group(monkeypatch):
    point, scalar = SIGNATURE[:32], int.from_bytes(SIGNATURE[32:], "little")
    for more in range(1, 16):
        assert not verify(PUBLIC, point + (scalar + more * L).to_bytes(32, "little"), MESSAGE)
    monkeypatch.setattr(ed25519, "_curve_agrees", lambda *_: True)
    assert verify(PUBLIC, point + (L - 1).to_bytes(32, "little"), MESSAGE)
    for scalar in (L, L + 1, 2**255, 2**256 - 1):
        assert not verify(PUBLIC, point + scalar.to_bytes(32, "little"), MESSAGE)
