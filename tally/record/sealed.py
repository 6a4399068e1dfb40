"""A file sealed for the auditors: age, version 1, to X25519 keys (c2sp.org/age).

An auditor has one key: what is sealed goes to the X25519 key that follows from the Ed25519 key in the trust file.

Whoever holds one of the private keys opens it, here or with any age program. A fresh file key is wrapped for each
recipient; the header is authenticated under it; the payload goes in chunks of 64 KiB, each bound to its place and the
last one marked, so that nothing can be changed, left out, moved or added. Of age's kinds of recipient only X25519 is
read here.
"""

import base64
import hmac
import re
from collections.abc import Iterator, Sequence
from hashlib import sha512

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tally.record import ed25519
from tally.record.chance import Random, drawn
from tally.record.refusal import Refused

__all__ = [
    "CHUNK_BYTES",
    "KEY_BYTES",
    "MOST_BYTES",
    "MOST_RECIPIENTS",
    "check_recipients",
    "private_of_seed",
    "recipient_of",
    "recipient_of_public",
    "seal",
    "unseal",
]

KEY_BYTES = 32
CHUNK_BYTES = 64 * 1024
MOST_BYTES = 8 * 1024 * 1024
"""The largest payload."""
MOST_RECIPIENTS = 16

_P = 2**255 - 19
"""The field that both curves count in."""
_FILE_KEY_BYTES = _NONCE_BYTES = _TAG_BYTES = 16
_WRAP_NONCE = bytes(12)
"""Zeros, as age has it: a wrap key is used once."""
_MOST_SEALED_BYTES = MOST_BYTES + (MOST_BYTES // CHUNK_BYTES + 1) * _TAG_BYTES + 4096
_B64 = rb"[A-Za-z0-9+/]"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n(?P<stanzas>(?:-> X25519 %b{43}\n%b{43}\n){1,16})---(?: (?P<mac>%b{43})\n)"
    % (_B64, _B64, _B64)
)
_STANZA = re.compile(rb"-> X25519 (%b+)\n(%b+)\n" % (_B64, _B64))


def recipient_of(private: bytes) -> bytes:
    """Give the public key of a private one (32 bytes each). Raises Refused (``private_key_length``)."""
    return _private(private).public_key().public_bytes_raw()


def recipient_of_public(public: bytes) -> bytes:
    """Give the X25519 public key that follows from an Ed25519 public key: the same point, on the other curve.

    u = (1 + y) / (1 - y), as RFC 7748 (section 4.1) has it. Raises Refused as ``ed25519.check_public`` does.
    """
    ed25519.check_public(public)
    y = int.from_bytes(public, "little") % 2**255
    return ((1 + y) * pow(1 - y, -1, _P) % _P).to_bytes(KEY_BYTES, "little")


def private_of_seed(seed: bytes) -> bytes:
    """Give the X25519 private key that follows from an Ed25519 seed: that of ``recipient_of_public``'s key.

    It is the first half of the seed's SHA-512, of which Ed25519 makes its own secret number (RFC 8032, section 5.1.5).
    Raises Refused (``seed_length``).
    """
    if len(seed) != ed25519.SEED_BYTES:
        raise Refused("seed_length", length=len(seed))
    return sha512(seed).digest()[:KEY_BYTES]


def check_recipients(recipients: Sequence[bytes]) -> None:
    """Raise Refused (``recipients_count``) unless there are 1 to ``MOST_RECIPIENTS`` different ones."""
    if not 1 <= len(set(recipients)) == len(recipients) <= MOST_RECIPIENTS:
        raise Refused("recipients_count", most=MOST_RECIPIENTS)


def seal(data: bytes, recipients: Sequence[bytes], random: Random) -> bytes:
    """Seal data so that whoever holds the private key of one of the recipients (X25519 public keys) can open it.

    Raises Refused: ``too_large``, what ``check_recipients`` raises, ``weak_key`` for a recipient that is none,
    ``random_source_fails``.
    """
    if len(data) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    check_recipients(recipients)
    file_key = drawn(random, _FILE_KEY_BYTES)
    stanzas = b"".join(_wrapped(file_key, recipient, drawn(random, KEY_BYTES)) for recipient in recipients)
    header = b"age-encryption.org/v1\n" + stanzas + b"---"
    nonce = drawn(random, _NONCE_BYTES)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = (cipher.encrypt(place, data[start:end], None) for place, start, end in _chunks(len(data), CHUNK_BYTES))
    return b"".join([header, b" ", _text(_mac(file_key, header)), b"\n", nonce, *chunks])


def unseal(data: bytes, private: bytes) -> bytes:
    """Open a sealed file with the private key of one of those it was sealed for.

    Raises Refused: ``too_large``, ``private_key_length``, ``not_sealed`` for another form, ``weak_key``,
    ``not_for_this_key``, ``seal_broken`` where a byte is not what was sealed.
    """
    if len(data) > _MOST_SEALED_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    key = _private(private)
    header = _HEADER.match(data)
    if not header:
        raise Refused("not_sealed")
    file_key = _file_key(_STANZA.findall(header["stanzas"]), key)
    if not hmac.compare_digest(_mac(file_key, data[: header.start("mac") - 1]), _bytes(header["mac"])):
        raise Refused("seal_broken")
    payload = memoryview(data)[header.end() :]
    nonce, payload = payload[:_NONCE_BYTES], payload[_NONCE_BYTES:]
    cipher = ChaCha20Poly1305(_derived(file_key, bytes(nonce), b"payload"))
    sealed = CHUNK_BYTES + _TAG_BYTES
    if len(payload) % sealed == _TAG_BYTES and len(payload) > sealed:
        raise Refused("seal_broken")  # an empty chunk at the end, which no sealing makes
    try:
        places = _chunks(len(payload), sealed)
        return b"".join([cipher.decrypt(place, payload[start:end], None) for place, start, end in places])
    except InvalidTag:
        raise Refused("seal_broken") from None


def _chunks(length: int, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Cut a length into chunks: for each, what binds it to its place and marks the last; its start; its end."""
    count = max(1, -(-length // size))
    for place in range(count):
        bound = place.to_bytes(11, "big") + bytes([place == count - 1])
        yield bound, place * size, (place + 1) * size


def _wrapped(file_key: bytes, recipient: bytes, ephemeral: bytes) -> bytes:
    """Wrap the file key for one recipient, under a key agreed with an ephemeral one."""
    share = recipient_of(ephemeral)
    wrap = ChaCha20Poly1305(_wrap_key(_private(ephemeral), recipient, share + recipient))
    return b"-> X25519 %b\n%b\n" % (_text(share), _text(wrap.encrypt(_WRAP_NONCE, file_key, None)))


def _file_key(stanzas: Sequence[tuple[bytes, bytes]], key: X25519PrivateKey) -> bytes:
    """Try each wrapped file key in turn."""
    recipient = key.public_key().public_bytes_raw()
    for share, body in ((_bytes(share), _bytes(body)) for share, body in stanzas):
        wrap = ChaCha20Poly1305(_wrap_key(key, share, share + recipient))
        try:
            return wrap.decrypt(_WRAP_NONCE, body, None)
        except InvalidTag:
            continue
    raise Refused("not_for_this_key")


def _wrap_key(private: X25519PrivateKey, public: bytes, salt: bytes) -> bytes:
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # 31 bytes, or a point of small order, with which every key agrees on zeros
        raise Refused("weak_key") from None
    return _derived(shared, salt, b"age-encryption.org/v1/X25519")


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _private(private: bytes) -> X25519PrivateKey:
    if len(private) != KEY_BYTES:
        raise Refused("private_key_length", length=len(private))
    return X25519PrivateKey.from_private_bytes(private)


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Give the 32 bytes of 43 characters. Raises Refused if they are another spelling of them."""
    data = base64.b64decode(text + b"=")
    if _text(data) != text:
        raise Refused("not_sealed")
    return data
