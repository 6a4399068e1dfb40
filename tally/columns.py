"""Ballots as bit columns: the counting engine.

A column is one integer in which bit *i* is the mark of ballot *i*; so a question about every ballot at once is a
handful of operations on whole integers, and any set of ballots (valid, refused, differing between two entries, a
precinct) is a mask of the same shape. Pure Python: the machine's big-integer arithmetic does the work.
"""

import sys
from array import array
from collections.abc import Collection, Iterator, Sequence

__all__ = ["ballots_in", "columns", "differing", "everyone", "fewer_than", "mask_of"]

_SWAPS = ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
"""How to turn a square of eight times eight bits over its diagonal: which bits change places, and how far they move."""


def everyone(ballots: int) -> int:
    """Give the mask of all of so many ballots."""
    return (1 << ballots) - 1


def columns(rows: Sequence[int], width: int) -> tuple[int, ...]:
    """Turn rows (one integer a ballot, bit *k* for candidate *k*) into ``width`` columns (bit *i* for ballot *i*).

    Raises ValueError for a row that is negative or has a bit at or above ``width``.
    """
    step, data = _bytes_of(rows, width)
    used = (width + 7) // 8
    turned = [column for byte in range(used) for column in _turn_octets(data[byte::step])]
    if any(turned[width:]) or any(data[byte::step].strip(b"\0") for byte in range(used, step)):
        raise _misfit(width)
    return tuple(turned[:width])


def _turn_octets(octets: bytes) -> list[int]:
    """Turn one byte a ballot into the eight columns of its bits, lowest first.

    Eight ballots are a square of bits; all squares are turned at once, by moving the bits of one big integer.
    """
    octets += bytes(-len(octets) % 8)
    bits = int.from_bytes(octets, "little")
    for distance, square in _SWAPS:
        mask = int.from_bytes(square.to_bytes(8, "little") * (len(octets) // 8), "little")
        change = (bits ^ bits >> distance) & mask
        bits ^= change ^ change << distance
    turned = bits.to_bytes(len(octets), "little")
    return [int.from_bytes(turned[bit::8], "little") for bit in range(8)]


def _bytes_of(rows: Sequence[int], width: int) -> tuple[int, bytes]:
    """Lay the rows out one after the other: how many bytes each takes, and the bytes, lowest first."""
    try:
        if width <= 64:
            words = array("I" if width <= 32 else "Q", rows)
            if sys.byteorder == "big":
                words.byteswap()
            return words.itemsize, words.tobytes()
        step = (width + 7) // 8
        return step, b"".join([row.to_bytes(step, "little") for row in rows])
    except OverflowError:
        raise _misfit(width) from None


def _misfit(width: int) -> ValueError:
    return ValueError(f"a row does not fit a list of {width}")


def fewer_than(marks: Sequence[int], limit: int, *, among: int) -> int:
    """Give the mask of the ballots of ``among`` that bear fewer than ``limit`` of the marks.

    The marks of all ballots are added at once, column by column, in a tree of carry-save adders; then the sums, which
    are themselves columns of binary digits, are compared with the limit from the highest digit down.
    """
    digits = _sums(marks)
    if limit >> len(digits):
        return among
    fewer, level = 0, among
    for place in range(len(digits) - 1, -1, -1):
        here = level & digits[place]
        if limit >> place & 1:
            fewer |= level ^ here
            level = here
        else:
            level ^= here
    return fewer


def _sums(marks: Sequence[int]) -> list[int]:
    """Add up the marks of every ballot: the columns of binary digits of the sums, lowest first."""
    digits = []
    level = list(marks)
    while level:
        carries = []
        while len(level) >= 3:
            one, two, three = level.pop(), level.pop(), level.pop()
            either = one ^ two
            level.append(either ^ three)
            carries.append(one & two | either & three)
        if len(level) == 2:
            one, two = level
            level = [one ^ two]
            carries.append(one & two)
        digits.append(level[0])
        level = carries
    return digits


def differing(first: Sequence[int], second: Sequence[int]) -> int:
    """Give the mask of the ballots on which two entries of the same ballots bear other marks.

    Raises ValueError if the entries are not of the same list.
    """
    mask = 0
    for one, other in zip(first, second, strict=True):
        mask |= one ^ other
    return mask


def mask_of(places: Collection[int]) -> int:
    """Give the mask of the ballots at those places (each from 0)."""
    if not places:
        return 0
    digits = bytearray(b"0") * (max(places) + 1)
    for place in places:
        digits[-1 - place] = ord("1")
    return int(digits, 2)


def ballots_in(mask: int) -> Iterator[int]:
    """Give the places of the ballots in a mask, from the first to the last."""
    for start, byte in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (8 * start + bit for bit in range(8) if byte >> bit & 1)
