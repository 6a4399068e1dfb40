"""What is split joins to the same bytes, in any order; and what is missing is always known."""

import re
from dataclasses import FrozenInstanceError
from hashlib import sha256
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.frames import CAPACITIES, MOST_BYTES, MOST_FRAMES, BadFrame, Joined, Receiving, join, split
from tally.record.note import _MOST_NOTE
from tests.frames.made import RECORD, noise
from tests.frames.reader import file_in, read

VERSIONS = st.integers(3, 40)
FILES = st.one_of(
    st.binary(max_size=1500),
    st.integers(0, 60_000).map(lambda size: (b'  "votes": 155,\n' * (size // 16 + 1))[:size]),
    st.text(max_size=600).map(str.encode),
)


@given(FILES, VERSIONS, st.randoms())
def test_what_is_split_joins_to_the_same_bytes_in_any_order_and_however_often(data, version, chance):
    frames = split(data, version=version)
    shown = [*frames, *chance.choices(frames, k=3)]
    chance.shuffle(shown)
    assert join(shown) == Joined(data=data, missing=(), total=len(frames))
    assert split(join(shown).data, version=version) == frames


@given(FILES, VERSIONS)
def test_a_reader_written_from_the_specification_alone_finds_the_same_file(data, version):
    assert file_in(read(split(data, version=version))) == data


def test_a_record_is_sent_for_a_reader_with_little_memory():
    """The window is part of the format: a larger one would make the record shorter, and unreadable to others."""
    frames = split(RECORD, version=12)
    assert frames[0][2] == "Z"
    assert file_in(read(frames)) == RECORD


@given(FILES, VERSIONS)
def test_frames_are_what_the_specification_asks_for(data, version):
    frames = split(data, version=version)
    assert {frame[:6] for frame in frames} == {f"B${frames[0][2]}C{frames[0][4:6]}"}
    assert [int(frame[6:8], 36) for frame in frames] == list(range(len(frames)))
    assert int(frames[0][4:6], 36) == len(frames)
    for frame in frames:
        assert re.fullmatch(r"B\$[2Z]C[0-9A-Z]{4}[A-Z2-7]+", frame)
        assert len(frame) <= CAPACITIES[version]
    assert len({len(frame) for frame in frames[:-1]}) <= 1
    assert len(frames[-1]) <= len(frames[0])
    assert all(len(frame) % 8 == 0 for frame in frames[:-1]), "a whole number of bytes in each"


@given(FILES, VERSIONS)
def test_no_fewer_frames_would_hold_the_file_and_the_last_is_no_stub(data, version):
    frames = split(data, version=version)
    sent = sum((len(frame) - 8) * 5 // 8 for frame in frames)
    assert len(frames) == ceil(sent / ((CAPACITIES[version] - 8) // 8 * 5))
    assert len(frames[0]) - 8 <= ceil(sent / len(frames) / 5) * 8, "as much in each as an even share needs"


@given(FILES, VERSIONS, st.data())
def test_what_is_missing_is_known_after_each_frame(data, version, drawn):
    frames = split(data, version=version)
    received, seen = Receiving(), set()
    for index in drawn.draw(st.lists(st.integers(0, len(frames) - 1), max_size=40)):
        received = received.taken(frames[index])
        seen.add(index)
        missing = tuple(sorted(set(range(len(frames))) - seen))
        assert (received.missing, received.total) == (missing, len(frames))
        assert received.joined() == Joined(data=None if missing else data, missing=missing, total=len(frames))


def test_before_the_first_frame_nothing_is_known():
    assert join([]) == Joined(data=None, missing=(), total=0)
    assert (Receiving().total, Receiving().missing) == (0, ())


def test_taking_a_frame_leaves_what_there_was_as_it_was():
    first, second, *_ = split(RECORD, version=12)
    one = Receiving().taken(first)
    two = one.taken(second)
    assert (len(one.parts), len(two.parts)) == (1, 2)
    with pytest.raises(FrozenInstanceError):
        one.series = ""


def test_what_deflate_makes_shorter_is_sent_deflated_and_nothing_else_is():
    assert split(RECORD, version=12)[0][2:4] == "ZC"
    assert split(noise(1000), version=12)[0][2:4] == "2C"
    assert split(b"", version=12)[0].startswith("B$2C0100QJMC"), "0x82 0x58 0x20 …"


@pytest.mark.parametrize(
    ("size", "head"),
    [(0, "40"), (23, "57"), (24, "5818"), (255, "58ff"), (256, "590100"), (65_535, "59ffff"), (65_536, "5a00010000")],
)
def test_a_file_is_sent_with_its_hash_in_cbor_of_the_shortest_lengths(size, head):
    data = noise(size)
    assert read(split(data, version=40)) == b"\x82\x58\x20" + sha256(data).digest() + bytes.fromhex(head) + data
    assert join(split(data, version=40)).data == data


def test_sixty_four_frames_are_a_series_and_one_byte_more_is_none():
    """A QR code of version 1 has room for 16 characters of base32, which are 10 bytes; 38 of all are CBOR."""
    assert len(split(noise(602), version=1)) == MOST_FRAMES == 64
    assert join(split(noise(602), version=1)).data == noise(602)
    with pytest.raises(BadFrame) as refused:
        split(noise(603), version=1)
    assert (refused.value.code, refused.value.params) == ("too_many_frames", {"total": 65, "most": 64})
    assert str(refused.value) == "too_many_frames total=65 most=64"


def test_the_largest_record_may_be_sent_and_a_larger_file_may_not():
    assert _MOST_NOTE <= MOST_BYTES
    largest = bytes(MOST_BYTES)
    assert join(split(largest, version=22)).data == largest
    with pytest.raises(BadFrame) as refused:
        split(bytes(MOST_BYTES + 1), version=22)
    assert (refused.value.code, refused.value.params) == ("too_large", {"most": MOST_BYTES})


@pytest.mark.parametrize("version", [0, 41])
def test_there_are_no_other_versions(version):
    with pytest.raises(KeyError):
        split(b"", version=version)


def test_a_record_of_ten_kilobytes_is_sent_in_every_window_and_in_fewer_frames_in_a_larger_one():
    """80x24, 120x40 and 200x60 hold the versions 4, 12 and 22."""
    small, middle, large = (len(split(RECORD, version=version)) for version in (4, 12, 22))
    assert MOST_FRAMES > small > middle > large > 1
