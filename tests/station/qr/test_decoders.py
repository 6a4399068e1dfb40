"""Two readers that share no code, zxing-cpp and OpenCV, read what is drawn, also as a camera sees it."""

from functools import cache

import pytest

from station.qr import drawn
from tally.frames import CAPACITIES, split
from tests.frames.made import RECORD
from tests.station.qr.pictures import (
    PAPER,
    READERS,
    aslant,
    blurred,
    compressed,
    grainy,
    scaled,
    screen,
    turned,
    unevenly_lit,
)

pytestmark = pytest.mark.unmeasured

SEEN = {
    "turned a little": lambda rows: turned(screen(rows), 3),
    "turned more": lambda rows: turned(screen(rows), -12),
    "on its side": lambda rows: turned(screen(rows), 90),
    "upside down": lambda rows: turned(screen(rows), 180),
    "aslant": lambda rows: aslant(screen(rows)),
    "blurred": lambda rows: blurred(screen(rows)),
    "smaller": lambda rows: scaled(screen(rows), 0.6),
    "larger": lambda rows: screen(rows, cell=(12, 24)),
    "grainy": lambda rows: grainy(screen(rows)),
    "unevenly lit": lambda rows: unevenly_lit(screen(rows)),
    "compressed": lambda rows: compressed(screen(rows)),
    "in narrow cells": lambda rows: screen(rows, cell=(7, 15)),
    "in high cells": lambda rows: screen(rows, cell=(8, 17)),
    "in a light theme": lambda rows: screen(rows, around=PAPER),
    "all of it": lambda rows: compressed(grainy(unevenly_lit(blurred(aslant(turned(screen(rows), 4)), 0.8)), 8)),
}

every_reader = pytest.mark.parametrize("read", READERS.values(), ids=READERS)


@cache
def shown(version):
    """The frames of a record, each with the rows that show it."""
    return [(frame, drawn(frame, version)) for frame in split(RECORD, version=version)]


@every_reader
@pytest.mark.parametrize("version", [4, 12, 22])
def test_every_frame_of_a_record_is_read_by_both(read, version):
    for frame, rows in shown(version):
        assert read(screen(rows)) == (frame,)


@every_reader
@pytest.mark.parametrize("version", [1, 2, 6, 7, 13, 14, 20, 27, 32, 40])
def test_a_full_code_of_any_version_is_read_by_both(read, version):
    """From 7 on a code says its version; from 14 on it has another row of alignment patterns, and so on."""
    frame = f"B$2C0100{'A7ZQ' * 1100}"[: CAPACITIES[version]]
    assert read(screen(drawn(frame, version))) == (frame,)


@every_reader
@pytest.mark.parametrize("version", [4, 12, 22])
@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_a_photograph_is_read_by_both(read, version, seen):
    for frame, rows in (shown(version)[0], shown(version)[-1]):
        assert read(seen(rows)) == (frame,)
