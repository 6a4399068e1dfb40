"""Ed25519 (RFC 8032), strictly: one encoding a key, one signature a signing, and no key that signs for everybody.

The curve itself is left to ``cryptography``. It takes some keys and signatures that no honest signer makes: under a key
of small order one signature is good for many messages, or for all. Those are refused here by plain arithmetic on the
encodings, before the curve is asked, so that every program that keeps to the same rules comes to the same verdict.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tally.record.refusal import Refused

__all__ = ["PUBLIC_BYTES", "SEED_BYTES", "SIGNATURE_BYTES", "check_public", "public_of", "sign", "verify"]

PUBLIC_BYTES = 32
SEED_BYTES = 32
SIGNATURE_BYTES = 64

_P = 2**255 - 19
"""The field: coordinates are counted modulo this prime."""
_L = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point: the second half of a signature is below it."""
_D = -121665 * pow(121666, -1, _P) % _P
"""The curve: -x² + y² = 1 + d·x²·y²."""
_Y = 2**255 - 1
"""The bits of an encoding that hold y; the one above them is the sign of x."""
_Y_OF_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER = frozenset({1, _P - 1, 0, _Y_OF_ORDER_8, _P - _Y_OF_ORDER_8})
"""The y of the eight points whose order divides 8 (in turn 1, 2, 4, 8 and 8). Both points with x = 0, whose sign bit
could be set for nothing, are among them."""


def check_public(public: bytes) -> None:
    """Check that a public key is one: 32 bytes, the one encoding of a point of the curve, not of small order.

    Raises Refused: ``public_key_length``, ``public_key_not_canonical``, ``public_key_small_order``,
    ``public_key_off_curve``.
    """
    if len(public) != PUBLIC_BYTES:
        raise Refused("public_key_length", length=len(public))
    if weakness := _weakness(public):
        raise Refused(f"public_key_{weakness}")
    square = pow(_y(public), 2, _P)
    # x² = (y² - 1) / (d·y² + 1) has a root if the product of the two is a square itself; neither is zero here.
    if not _is_square((square - 1) * (_D * square + 1) % _P):
        raise Refused("public_key_off_curve")


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the signature over the message is the key's own.

    Never, under a key that ``check_public`` refuses, nor where the signature's point R is not canonical or of small
    order, or its scalar S is not below the group's order: what could be signed in two ways is not signed.
    """
    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    if _weakness(public) or _weakness(signature[:32]) or int.from_bytes(signature[32:], "little") >= _L:
        return False
    return _curve_agrees(public, signature, message)


def sign(seed: bytes, message: bytes) -> bytes:
    """Give the signature's 64 bytes, the same for the same seed and message. Raises Refused (``seed_length``)."""
    return _private(seed).sign(message)


def public_of(seed: bytes) -> bytes:
    """Give the public key of a 32-byte seed. Raises Refused (``seed_length``)."""
    return _private(seed).public_key().public_bytes_raw()


def _y(encoding: bytes) -> int:
    return int.from_bytes(encoding, "little") & _Y


def _weakness(encoding: bytes) -> str | None:
    """Say what makes 32 bytes an encoding that no honest signer writes, if anything does."""
    y = _y(encoding)
    if y >= _P:
        return "not_canonical"
    return "small_order" if y in _SMALL_ORDER else None


def _is_square(number: int) -> bool:
    """Whether a number from 1 to p - 1 has a square root modulo p: its Jacobi symbol over p is 1.

    By reciprocity, as the greatest common divisor is found: a fourth of the time of raising to (p - 1) / 2, which tells
    the same. The number is public, so that the time taken may depend on it.
    """
    over, sign = _P, 1
    while number:
        twos = (number & -number).bit_length() - 1
        number >>= twos
        if twos % 2 and over % 8 in (3, 5):
            sign = -sign
        if number % 4 == 3 and over % 4 == 3:
            sign = -sign
        number, over = over % number, number
    return sign == 1


def _curve_agrees(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _private(seed: bytes) -> Ed25519PrivateKey:
    if len(seed) != SEED_BYTES:
        raise Refused("seed_length", length=len(seed))
    return Ed25519PrivateKey.from_private_bytes(seed)
