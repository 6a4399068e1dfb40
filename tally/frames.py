"""A file as a series of frames, each the text of one QR code, and back (BBQr, github.com/coinkite/BBQr).

A frame is ``B$``, the encoding, the type, the total and the index of the frame (two digits to the base 36 each), and a
part of the data. What is sent has the type C: an array of CBOR (RFC 8949) of two byte strings, the SHA-256 of the file
and the file, compressed as a whole (encoding Z: raw deflate with a window of 2^10, then base32) where that is shorter,
else as it is (encoding 2: base32). The types whose content is the file itself, U, J and B, and the encoding H are read
as well.

Two versions of one record give frames that fit each other byte for byte; the hash keeps them apart. It proves no more
than that: whoever makes frames makes it too. Where the file is a record, its fingerprint and its signatures prove it.
"""

import re
import zlib
from base64 import b16decode, b32decode, b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from math import ceil

__all__ = ["CAPACITIES", "MOST_BYTES", "MOST_FRAMES", "BadFrame", "Joined", "Receiving", "join", "split"]

MOST_FRAMES = 64
"""Frames of a series: more than that nobody photographs in one go, and a stick is the better way."""
MOST_BYTES = (1 << 20) + (1 << 15)
"""Bytes of a file: the longest record, and the lines of all who can sign it."""

_ROOM = (
    *(25, 47, 77, 114, 154, 195, 224, 279, 335, 395),
    *(468, 535, 619, 667, 758, 854, 938, 1046, 1153, 1249),
    *(1352, 1460, 1588, 1704, 1853, 1990, 2132, 2223, 2369, 2520),
    *(2677, 2840, 3009, 3183, 3351, 3537, 3729, 3927, 4087, 4296),
)
CAPACITIES: Mapping[int, int] = dict(enumerate(_ROOM, 1))
"""Alphanumeric characters of a QR code of the versions 1 to 40, with error correction L.

A frame is shown on a screen, which has no scratches and no stains; what a photograph misses is a frame as a whole, and
the next round shows it again. So the specification takes the lowest level, and fewer frames are the safer ones.
"""

_HEADER = 8
_FRAME = re.compile(r"B\$([0-9A-Z])([0-9A-Z])([0-9A-Z]{2})([0-9A-Z]{2})([0-9A-Z]{1,4288})")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ENCODINGS = "H2Z"
_CBOR, _PLAIN = "C", "UJB"
_WINDOW = -10
_LENGTHS: Mapping[bytes, int] = {b"\x58": 1, b"\x59": 2, b"\x5a": 4}
"""What a byte string of CBOR of 24 bytes or more begins with, and how many bytes of its length follow."""
_HASH_END = 1 + 2 + 32
_MOST_SENT = MOST_BYTES + _HASH_END + 5
"""Bytes of CBOR: the array, the hash and the length before the file."""


class BadFrame(Exception):
    """The frame, the series or the file is not taken.

    ``code`` is stable and in snake_case; ``params`` are what a face needs to say it in a sentence. Parts are numbered
    from 1 there, as people count them.
    """

    code: str
    params: Mapping[str, str | int]

    def __init__(self, code: str, /, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(" ".join([code, *(f"{name}={value}" for name, value in params.items())]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What a series came to: ``data`` is the file once no frame is ``missing``, None until then.

    ``missing`` are the indexes of frames, from 0; ``total`` is how many there are, 0 where none was seen.
    """

    data: bytes | None
    missing: tuple[int, ...]
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Receiving:
    """The frames of a series that were seen so far: ``Receiving()`` has seen none.

    ``series`` is what all its frames begin with, and ``parts`` what each of them carries, by its index.
    """

    series: str = ""
    parts: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many frames the series has; 0 before the first was seen."""
        return int(self.series[4:], 36) if self.series else 0

    @property
    def missing(self) -> tuple[int, ...]:
        """The indexes, from 0, of the frames that were not seen yet."""
        return tuple(index for index in range(self.total) if index not in self.parts)

    def taken(self, frame: str) -> "Receiving":
        """Give what there is with one frame more; in any order, and as often as it is seen.

        Raises BadFrame: ``not_a_frame``, ``another_kind`` (an encoding or a type that is not read),
        ``series_too_long``, ``no_such_part``, ``bad_part`` (what it carries is no base32), and against the frames
        before it ``another_series``, ``conflicting_part`` (the same index with other content), ``uneven_part``.
        """
        index, part = _read(frame)
        more = Receiving(series=frame[:6], parts={**self.parts, index: part})
        if self.series not in ("", more.series):
            raise BadFrame("another_series")
        if self.parts.get(index, part) != part:
            raise BadFrame("conflicting_part", part=index + 1, total=more.total)
        if not more._is_even():
            raise BadFrame("uneven_part", part=index + 1, total=more.total)
        return more

    def joined(self) -> Joined:
        """Put the parts together. Raises BadFrame once all are there: ``damaged``, ``too_large``."""
        missing = self.missing
        if missing or not self.parts:
            return Joined(data=None, missing=missing, total=self.total)
        data = b"".join(self.parts[index] for index in range(self.total))
        if self.series[2] == "Z":
            data = _inflated(data)
        if self.series[3] == _CBOR:
            data = _unwrapped(data)
        return Joined(data=data, missing=(), total=self.total)

    def _is_even(self) -> bool:
        """Whether all parts are of one length, but for the last, which may be shorter."""
        lengths = {len(part) for index, part in self.parts.items() if index < self.total - 1}
        last = len(self.parts.get(self.total - 1, b""))
        return len(lengths) < 2 and all(last <= length for length in lengths)


def split(data: bytes, *, version: int) -> tuple[str, ...]:
    """Give a file as frames, all of one length but the last, each for a QR code of a version from 1 to 40.

    Raises BadFrame: ``too_many_frames`` where it takes more than ``MOST_FRAMES``, ``too_large``.
    """
    if len(data) > MOST_BYTES:
        raise BadFrame("too_large", most=MOST_BYTES)
    plain = _wrapped(data)
    deflated = _deflated(plain)
    encoding, sent = ("Z", deflated) if len(deflated) < len(plain) else ("2", plain)
    room = (CAPACITIES[version] - _HEADER) // 8 * 5  # whole bytes: eight characters of base32 are five of them
    total = ceil(len(sent) / room)
    if total > MOST_FRAMES:
        raise BadFrame("too_many_frames", total=total, most=MOST_FRAMES)
    each = ceil(len(sent) / total / 5) * 5
    series = f"B${encoding}{_CBOR}{_two_digits(total)}"
    parts = (sent[start : start + each] for start in range(0, len(sent), each))
    return tuple(f"{series}{_two_digits(index)}{_base32(part)}" for index, part in enumerate(parts))


def join(frames: Iterable[str]) -> Joined:
    """Put frames together, in any order and however often each is there.

    Raises BadFrame for whatever ``Receiving.taken`` or ``Receiving.joined`` does not take.
    """
    received = Receiving()
    for frame in frames:
        received = received.taken(frame)
    return received.joined()


def _read(frame: str) -> tuple[int, bytes]:
    """Give the index of a frame and the bytes it carries. Raises BadFrame."""
    form = _FRAME.fullmatch(frame)
    if form is None:
        raise BadFrame("not_a_frame")
    encoding, type_, total, index = form[1], form[2], int(form[3], 36), int(form[4], 36)
    if encoding not in _ENCODINGS or type_ not in _CBOR + _PLAIN:
        raise BadFrame("another_kind", encoding=encoding, type=type_)
    if total > MOST_FRAMES:
        raise BadFrame("series_too_long", total=total, most=MOST_FRAMES)
    if index >= total:
        raise BadFrame("no_such_part", part=index + 1, total=total)
    part = _bytes_of(encoding, form[5])
    if part is None:
        raise BadFrame("bad_part", part=index + 1, total=total)
    return index, part


def _bytes_of(encoding: str, text: str) -> bytes | None:
    """Give the bytes that a text stands for; None unless they are whole and have no other spelling."""
    try:
        if encoding == "H":
            return b16decode(text)
        data = b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return None
    return data if _base32(data) == text else None


def _base32(data: bytes) -> str:
    return b32encode(data).decode().rstrip("=")


def _two_digits(number: int) -> str:
    return _DIGITS[number // 36] + _DIGITS[number % 36]


def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, _WINDOW, 9)
    return deflate.compress(data) + deflate.flush()


def _inflated(data: bytes) -> bytes:
    """Undo ``_deflated``, and stop where it comes to more than a file may have. Raises BadFrame."""
    inflate = zlib.decompressobj(_WINDOW)
    try:
        plain = inflate.decompress(data, _MOST_SENT + 1)
    except zlib.error:
        raise BadFrame("damaged") from None
    if len(plain) > _MOST_SENT:
        raise BadFrame("too_large", most=MOST_BYTES)
    if not inflate.eof or inflate.unused_data:
        raise BadFrame("damaged")
    return plain


def _wrapped(data: bytes) -> bytes:
    """Give the CBOR that is sent for a file."""
    return b"\x82" + _byte_string(sha256(data).digest()) + _byte_string(data)


def _byte_string(data: bytes) -> bytes:
    """Write a byte string of CBOR, its length as short as it can be."""
    if len(data) < 24:
        return bytes([0x40 | len(data)]) + data
    first, size = next((first, size) for first, size in _LENGTHS.items() if len(data) < 256**size)
    return first + len(data).to_bytes(size, "big") + data


def _unwrapped(data: bytes) -> bytes:
    """Give the file that CBOR was sent for. Raises BadFrame (``damaged``) if that was sent for none."""
    start = _HASH_END + 1 + _LENGTHS.get(data[_HASH_END : _HASH_END + 1], 0)
    content = data[start:]
    if _wrapped(content) != data:
        raise BadFrame("damaged")
    return content
