"""A second reader of frames, written down plainly from the specification: it trusts them, and shares no code."""

import base64
import hashlib
import zlib


def read(frames):
    """The bytes that frames carry, put in order and decoded as their header says."""
    parts = {int(frame[6:8], 36): frame[8:] for frame in frames}
    (total,) = {int(frame[4:6], 36) for frame in frames}
    (encoding,) = {frame[2] for frame in frames}
    assert sorted(parts) == list(range(total))
    data = b"".join(base64.b32decode(part + "=" * (-len(part) % 8)) for _, part in sorted(parts.items()))
    return inflated(data) if encoding == "Z" else data


def inflated(data):
    """Inflated with the memory of a small device: 64 bytes at a time, and no more than 2^10 of those before."""
    inflate, plain = zlib.decompressobj(wbits=-10), b""
    while not inflate.eof:
        plain += inflate.decompress(data, 64)
        data = inflate.unconsumed_tail
    return plain


def file_in(data):
    """The file in an array of CBOR (RFC 8949, 3.1) of two byte strings, which has the hash that stands before it."""
    assert data[0] == 0x82
    digest, rest = byte_string(data[1:])
    content, rest = byte_string(rest)
    assert rest == b""
    assert digest == hashlib.sha256(content).digest()
    return content


def byte_string(data):
    """A byte string, and what stands behind it: major type 2, the length in 0, 1, 2 or 4 bytes more."""
    major, info = data[0] >> 5, data[0] & 31
    assert major == 2
    more = {24: 1, 25: 2, 26: 4}.get(info, 0)
    length = int.from_bytes(data[1 : 1 + more], "big") if more else info
    start = 1 + more
    assert start + length <= len(data)
    return data[start : start + length], data[start + length :]
