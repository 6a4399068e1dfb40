"""Inputs that nobody thought of: the files of a corpus, changed by chance; the same number gives the same input."""

import re
from collections.abc import Callable, Sequence
from random import Random

__all__ = ["MOST_BYTES", "TOKENS", "changed"]

MOST_BYTES = 64 * 1024
"""No input is longer."""

TOKENS: tuple[bytes, ...] = (
    b"\x00", b"\n", b"\n\n", b"\r\n", b"\r", b"\t", b" ", b"  ", b'"', b"'", b",", b";", b":", b"=", b"==", b"+", b"-",
    b".", b"/", b"\\", b"\\n", b"\\u0000", b"\\ud800", b"\\u00e9", b"{", b"}", b"[", b"]", b"[[", b"]]", b"{}", b"[]",
    b"null", b"true", b"false", b"NaN", b"-0", b"0", b"00", b"1.0", b"1e9", b"1_0", b"0x1", b"9007199254740991",
    b"9007199254740992", b"-9007199254740992", b"10000000", b"10000001", b"9" * 40, b"inf", b"1979-05-27",
    b"1979-05-27T07:32:00Z", b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\x94 ", b"\xe2\x80\xae", "e\u0301".encode(), "é".encode(), "ệ".encode(), "\u0323\u0302".encode(),
    "٣".encode(), "²".encode(), "\U0001f600".encode(), b"a.a", b"-> X25519 ", b"---", b"AAAA", b"schema", b"ballot",
    b"struck", b"agree", b"disagree", b"defect", b"not_issued", b"x", "Nữ".encode(), "Họ và tên".encode(), b"TT",
)  # fmt: skip
"""What the formats have a meaning for, or should have none for."""

_NUMBER = re.compile(rb"[0-9]+")
_MOST_COPIES = 2_000


def changed(files: Sequence[bytes], chance: Random) -> bytes:
    """Give one of the files with one to eight changes."""
    data = chance.choice(files)
    for _ in range(1 << chance.randrange(4)):
        data = chance.choice(_CHANGES)(data, files, chance)[:MOST_BYTES]
    return data


def _span(data: bytes, chance: Random) -> tuple[int, int]:
    """Give two places in order, more often near each other than not."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1 << chance.randrange(1, 12)))


def _bit(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    """Change one bit of a byte, or count the byte up or down by one."""
    if not data:
        return data
    place = chance.randrange(len(data))
    old = data[place]
    new = chance.choice((old ^ 1 << chance.randrange(8), old + 1, old - 1)) & 0xFF
    return data[:place] + bytes([new]) + data[place + 1 :]


def _byte(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(1) + data[place + 1 :]


def _left_out(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _cut(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _token(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + chance.choice(TOKENS) + data[chance.choice((start, end)) :]


def _copies(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(data, chance)
    part = data[start:end] or chance.choice(TOKENS)
    return data[:start] + part * chance.choice((2, 3, 70, _MOST_COPIES)) + data[end:]


def _moved(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    start, end = _span(data, chance)
    rest = data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _spliced(data: bytes, files: Sequence[bytes], chance: Random) -> bytes:
    other = chance.choice(files)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _lines(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    """Swap two lines, leave one out, or write one twice."""
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(3)
    if kind == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif kind == 1:
        del lines[one]
    else:
        lines.insert(other, lines[one])
    return b"\n".join(lines)


def _number(data: bytes, _files: Sequence[bytes], chance: Random) -> bytes:
    """Write another number for one that is there."""
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return data
    start, end = chance.choice(numbers).span()
    number = int(data[start:end][:18])
    other = chance.choice((number + 1, max(number - 1, 0), 2 * number, number * 10, 0, chance.getrandbits(24)))
    return data[:start] + str(other).encode() + data[end:]


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _bit, _byte, _left_out, _cut, _token, _copies, _moved, _spliced, _lines, _number
)  # fmt: skip
