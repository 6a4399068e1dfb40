"""Signed notes, as c2sp.org/signed-note lays them down: a text, an empty line, and a line for every signer.

``— NAME BASE64``, where the base64 holds four bytes that point at the key and the Ed25519 signature (type 0x01, the
only one here) over the text with its last newline. A value of this module can always be written and reads back as the
same value; what was read writes back as the same bytes. Stricter than the specification: no control character of the
second range (U+007F to U+009F) stands in a note, a name has 255 bytes at most, and base64 has one spelling.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from tally.files.strict import shown
from tally.record import ed25519
from tally.record.canonical import MOST_BYTES
from tally.record.refusal import Refused

__all__ = [
    "MOST_NAME",
    "MOST_SIGNATURES",
    "Note",
    "Signature",
    "Vkey",
    "key_hash",
    "parse",
    "sign",
    "verified",
    "write",
]

MOST_SIGNATURES = 64
MOST_NAME = 255
"""Bytes of a key's name."""

_HASH_BYTES = 4
_TYPE = b"\x01"
_DASH = "— "
_LINE = len((_DASH + " \n").encode()) + MOST_NAME + 92
"""Bytes of the longest signature line; 92 is the base64 of a key's hash and a signature."""
_MOST_NOTE = MOST_BYTES + 1 + MOST_SIGNATURES * _LINE
_NO_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN = bytes({0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)} - {0xC2, 0xED})
"""Bytes that are of no such character, for the second range begins with 0xC2 and half a surrogate pair with 0xED."""
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_HEX = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """One signer's line: the key's name, its hash and the 64 bytes of the signature; by itself it proves nothing.

    Raises Refused (``bad_name``, ``signature_length``) for parts that no line can hold.
    """

    name: str
    key_hash: bytes
    signature: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.key_hash) != _HASH_BYTES or len(self.signature) != ed25519.SIGNATURE_BYTES:
            raise Refused("signature_length", name=shown(self.name))


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A text, which ends in a newline, and the signatures under it, in the order of their lines.

    Raises Refused: ``text_without_newline``, ``bad_character``, ``too_large``, ``no_signatures``,
    ``too_many_signatures``.
    """

    text: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        _signed_bytes(self.text)
        if not self.signatures:
            raise Refused("no_signatures")
        if len(self.signatures) > MOST_SIGNATURES:
            raise Refused("too_many_signatures", most=MOST_SIGNATURES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Vkey:
    """A key that signatures are checked with: its name and its 32 public bytes, which are a sound key.

    ``str`` gives the line that is handed around: the name, ``+``, the hash in hex, ``+``, base64 of 0x01 and the key.
    Raises Refused: ``bad_name``, and what ``ed25519.check_public`` raises.
    """

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        ed25519.check_public(self.public)

    def __str__(self) -> str:
        return f"{self.name}+{key_hash(self.name, self.public).hex()}+{b64encode(_TYPE + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "Vkey":
        """Read the line of a key. Raises Refused unless writing it gives the same line.

        Beside what ``Vkey`` raises: ``bad_vkey`` for another form or type, ``vkey_hash`` where hash and key disagree.
        """
        name, _, rest = text.partition("+")
        digits, _, coded = rest.partition("+")
        raw = _decoded(coded, 1 + ed25519.PUBLIC_BYTES)
        if raw is None or raw[:1] != _TYPE or not _HEX.fullmatch(digits):
            raise Refused("bad_vkey", vkey=shown(text))
        vkey = cls(name=name, public=raw[1:])
        if key_hash(name, vkey.public).hex() != digits:
            raise Refused("vkey_hash", vkey=shown(text))
        return vkey


def key_hash(name: str, public: bytes) -> bytes:
    """Give the four bytes that stand in a signature for the key; they find a key and prove nothing."""
    return sha256(name.encode() + b"\n" + _TYPE + public).digest()[:_HASH_BYTES]


def parse(data: bytes) -> Note:
    """Read a note from its bytes. Raises Refused for whatever ``write`` would not give back byte by byte.

    Beside what ``Note`` and ``Signature`` raise: ``not_utf8``, ``not_a_note`` where no empty line parts text and
    signatures or the end is cut off, and ``bad_signature_line`` with the number of the line under the text.
    """
    if len(data) > _MOST_NOTE:
        raise Refused("too_large", most=_MOST_NOTE)
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise Refused("not_utf8", byte=error.start) from None
    text, gap, under = whole.rpartition("\n\n")
    if not gap or not under.endswith("\n"):
        raise Refused("not_a_note")
    if under.count("\n") > MOST_SIGNATURES:  # before a million lines are cut apart
        raise Refused("too_many_signatures", most=MOST_SIGNATURES)
    lines = enumerate(under.removesuffix("\n").split("\n"), start=1)
    return Note(text=text + "\n", signatures=tuple(_signature(line, at) for at, line in lines))


def write(note: Note) -> bytes:
    """Give the bytes of a note."""
    lines = (
        f"{_DASH}{signature.name} {b64encode(signature.key_hash + signature.signature).decode()}\n"
        for signature in note.signatures
    )
    return f"{note.text}\n{''.join(lines)}".encode()


def sign(text: str, name: str, seed: bytes) -> Signature:
    """Sign a text with the key of a 32-byte seed. Raises Refused for a text or a name that no note can hold."""
    data = _signed_bytes(text)
    _check_name(name)
    return Signature(name=name, key_hash=key_hash(name, ed25519.public_of(seed)), signature=ed25519.sign(seed, data))


def verified(note: Note, vkeys: Iterable[Vkey]) -> tuple[Vkey, ...]:
    """Give those of the known keys that signed the note, each once, in the order of their lines; none if none did.

    Keys are told apart by their public bytes, never by name. Lines of unknown keys are passed over. Raises Refused for
    the whole note where a known key's signature is not good (``bad_signature``) or one known key signed twice, be it
    under two names (``signed_twice``), and for known keys that no line could tell apart (``ambiguous_keys``).
    """
    known: dict[tuple[str, bytes], Vkey] = {}
    for vkey in vkeys:
        if known.setdefault((vkey.name, key_hash(vkey.name, vkey.public)), vkey) != vkey:
            raise Refused("ambiguous_keys", name=shown(vkey.name))
    data = note.text.encode()
    signers: dict[bytes, Vkey] = {}
    for signature in note.signatures:
        signer = known.get((signature.name, signature.key_hash))
        if signer is None:
            continue
        if signer.public in signers:
            raise Refused("signed_twice", name=shown(signer.name))
        if not ed25519.verify(signer.public, signature.signature, data):
            raise Refused("bad_signature", name=shown(signer.name))
        signers[signer.public] = signer
    return tuple(signers.values())


def _signed_bytes(text: str) -> bytes:
    """Give the bytes that a signature is over, or refuse a text that no note can hold."""
    if not text.endswith("\n"):
        raise Refused("text_without_newline")
    data = text.encode(errors="surrogatepass")
    if data.translate(None, _PLAIN) and (found := _NO_TEXT.search(text)):  # a search of every text takes its time
        raise Refused("bad_character", character=f"U+{ord(found[0]):04X}")
    if len(data) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    return data


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or len(name.encode()) > MOST_NAME:
        raise Refused("bad_name", name=shown(name))


def _signature(line: str, at: int) -> Signature:
    name, _, coded = line.removeprefix(_DASH).partition(" ")
    raw = _decoded(coded, _HASH_BYTES + ed25519.SIGNATURE_BYTES)
    if raw is None or not line.startswith(_DASH):
        raise Refused("bad_signature_line", line=at)
    return Signature(name=name, key_hash=raw[:_HASH_BYTES], signature=raw[_HASH_BYTES:])


def _decoded(coded: str, length: int) -> bytes | None:
    """Decode base64 of so many bytes; None unless encoding them again gives the very same letters."""
    try:
        raw = b64decode(coded)
    except ValueError:
        return None
    return raw if len(raw) == length and b64encode(raw).decode() == coded else None
