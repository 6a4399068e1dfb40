"""From the screen of the station to the same bytes elsewhere, with one frame in five lost on the way."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.qr import drawn
from tally.frames import Receiving, split
from tests.frames.made import RECORD
from tests.station.qr.pictures import READERS, compressed, screen, turned

LOST = 0.2
MOST_ROUNDS = 30
"""Of 64 frames one is still missing after that many rounds once in 10^19 times."""


def received_in_rounds(count, photograph, chance):
    """Show all frames in rounds until none is missing; after each frame, what is said to be missing is."""
    received, seen = Receiving(), set()
    for _ in range(MOST_ROUNDS):
        for index in range(count):
            if chance.random() >= LOST:
                for text in photograph(index):
                    received = received.taken(text)
                    seen.add(index)
                assert set(received.missing) == set(range(count)) - seen or not seen
        if seen and not received.missing:
            return received.joined().data
    return None


@pytest.mark.unmeasured
@pytest.mark.parametrize("version", [4, 12, 22])
@pytest.mark.parametrize("reader", READERS)
def test_a_record_is_whole_after_some_rounds_of_photographs(version, reader):
    read, chance = READERS[reader], Random(f"{reader} {version}")
    frames = split(RECORD, version=version)
    rows = [drawn(frame, version) for frame in frames]
    photographs = 0

    def photograph(index):
        nonlocal photographs
        photographs += 1
        return read(compressed(turned(screen(rows[index]), chance.uniform(-8, 8))))

    assert received_in_rounds(len(frames), photograph, chance) == RECORD
    assert photographs > len(frames), "some were lost, or the law says nothing"


@given(st.integers(0, 1 << 64).map(Random), st.sampled_from([4, 12, 22]))
def test_whichever_frames_are_lost_the_rounds_bring_the_same_bytes(chance, version):
    frames = split(RECORD, version=version)
    assert received_in_rounds(len(frames), lambda index: (frames[index],), chance) == RECORD


def test_what_is_not_shown_is_never_received():
    frames = split(RECORD, version=12)
    assert received_in_rounds(len(frames), lambda index: (frames[index],) * (index != 3), Random(1)) is None
