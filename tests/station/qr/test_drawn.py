"""A code in half blocks: its size in a terminal, its quiet zone, and how much it holds."""

import pytest
from qrcode.constants import ERROR_CORRECT_L
from qrcode.exceptions import DataOverflowError
from qrcode.util import BIT_LIMIT_TABLE

from station.qr import TEXT_ROWS, drawn, version_that_fits
from tally.frames import CAPACITIES, split
from tests.frames.made import RECORD

FRAME = split(b"x", version=4)[0]
VERSIONS = range(1, 41)
COUNT_BITS = {**dict.fromkeys(range(1, 10), 9), **dict.fromkeys(range(10, 27), 11), **dict.fromkeys(range(27, 41), 13)}
"""Bits that say how many alphanumeric characters follow (ISO/IEC 18004, table 3); four more say what they are."""


def fullest(version):
    return f"B$2C0100{'A7' * 2200}"[: CAPACITIES[version]]


@pytest.mark.parametrize(
    ("width", "height", "version"),
    [
        (80, 24, 4),
        (120, 40, 12),
        (200, 60, 22),
        (41, 23, 4),
        (40, 23, 3),
        (41, 22, 3),
        (29, 17, 1),
        (28, 17, None),
        (29, 16, None),
        (0, 0, None),
        (1000, 1000, 40),
    ],
)
def test_the_largest_version_that_a_terminal_holds_with_two_rows_of_words(width, height, version):
    assert version_that_fits(width, height) == version


@pytest.mark.parametrize("version", VERSIONS)
def test_a_capacity_is_what_the_library_has_room_for(version):
    bits = BIT_LIMIT_TABLE[ERROR_CORRECT_L][version] - 4 - COUNT_BITS[version]
    assert CAPACITIES[version] == bits // 11 * 2 + (bits % 11 >= 6)


@pytest.mark.parametrize("version", [1, 4, 5, 12, 22, 40])
def test_what_is_drawn_is_as_large_as_was_reckoned_whatever_it_holds(version):
    rows = drawn(fullest(version), version)
    assert {len(row) for row in rows} == {25 + 4 * version}
    assert version_that_fits(len(rows[0]), len(rows) + TEXT_ROWS) == version
    assert version_that_fits(len(rows[0]) - 1, len(rows) + TEXT_ROWS) in (version - 1, None)
    assert version_that_fits(len(rows[0]), len(rows) + TEXT_ROWS - 1) in (version - 1, None)
    short = drawn("B$2C01", version)
    assert (len(short), len(short[0])) == (len(rows), len(rows[0])), "a series does not jump"


def test_a_frame_longer_than_the_version_holds_is_not_drawn():
    with pytest.raises(DataOverflowError):
        drawn(fullest(4) + "A", 4)


@pytest.mark.parametrize("version", [1, 4, 12, 22])
def test_four_modules_around_a_code_are_light(version):
    rows = drawn(split(b"", version=version)[0], version)
    assert set("".join(rows)) == set(" ▀▄█")
    assert not "".join(rows[:2] + rows[-2:]).strip()
    inner = rows[2:-2]
    assert all(row[:4] == row[-4:] == "    " for row in inner)
    assert inner[0].startswith("    █▀▀▀▀▀█ ")
    assert inner[0].endswith(" █▀▀▀▀▀█    ")
    assert inner[1].startswith("    █ ███ █ ")
    assert inner[-1].startswith("    ▀▀▀▀▀▀▀ ")


def test_the_same_frame_is_drawn_the_same():
    assert drawn(FRAME, 4) == drawn(FRAME, 4) != drawn(split(b"y", version=4)[0], 4)


def test_a_whole_record_is_drawn_in_one_size():
    frames = split(RECORD, version=12)
    assert len({(len(rows), len(rows[0])) for rows in (drawn(frame, 12) for frame in frames)}) == 1
