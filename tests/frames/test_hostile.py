"""Whatever is not a frame, not of this series, or not a file, is refused with its code and never with a crash."""

import tracemalloc
import zlib
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.frames import MOST_BYTES, BadFrame, Joined, Receiving, join, split
from tests.frames.made import deflated, frame, noise, series

GOOD = frame(b"a")


def code_of(*frames):
    with pytest.raises(BadFrame) as refused:
        join(frames)
    return refused.value.code


def test_the_frame_that_the_others_are_made_from_is_good():
    assert GOOD == "B$2U0100ME"
    assert join([GOOD]).data == b"a"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "B$",
        "B$2U0100",
        "b$2U0100ME",
        "B$2u0100ME",
        "B$2U0100me",
        "A$2U0100ME",
        "B#2U0100ME",
        " B$2U0100ME",
        "B$2U0100ME\n",
        "B$2U0100ME======",
        "B$2U01-1ME",
        "B$2U0١00ME",
        "B$2U0100MÉ",
        "B$2U0100" + "A" * 4289,
        "https://example.org/B$2U0100ME",
    ],
)
def test_what_has_not_the_form_of_a_frame_is_none(text):
    assert code_of(text) == "not_a_frame"


@pytest.mark.parametrize("kind", ["0U", "AU", "YU", "2P", "2T", "2X", "20", "ZA"])
def test_an_encoding_or_a_type_that_is_not_read_is_refused(kind):
    with pytest.raises(BadFrame) as refused:
        join([f"B${kind}0100ME"])
    assert refused.value.code == "another_kind"
    assert refused.value.params == {"encoding": kind[0], "type": kind[1]}


@pytest.mark.parametrize("kind", "UJB")
def test_a_type_whose_content_is_the_file_is_read_as_it_is(kind):
    assert join([frame(b"a", kind=kind)]).data == b"a"


def test_a_part_is_of_one_series_of_at_most_sixty_four():
    assert Receiving().taken(frame(b"a", total=64, index=63)).total == 64
    assert code_of(frame(b"a", total=65)) == "series_too_long"
    assert code_of(frame(b"a", total=1295, index=1294)) == "series_too_long"
    assert code_of(frame(b"a", total=3, index=3)) == code_of("B$2U0000ME") == "no_such_part"
    with pytest.raises(BadFrame) as refused:
        join([frame(b"a", total=3, index=3)])
    assert refused.value.params == {"part": 4, "total": 3}, "as people count"


@pytest.mark.parametrize(
    "text",
    ["B$2U0100M1", "B$2U0100M0", "B$2U0100M", "B$2U0100MEA", "B$2U0100MEAAAA", "B$2U0100MF", "B$HU01006", "B$HU01006G"],
)
def test_a_part_that_is_no_whole_bytes_in_their_one_spelling_is_bad(text):
    assert code_of(text) == "bad_part"


def test_frames_of_another_series_are_refused():
    first = frame(b"aaaaa", total=3)
    assert code_of(first, frame(b"aaaaa", total=4, index=1)) == "another_series"
    assert code_of(first, frame(b"aaaaa", total=3, index=1, kind="B")) == "another_series"
    assert code_of(first, frame(b"aaaaa", total=3, index=1, encoding="Z")) == "another_series"


def test_one_part_has_one_content():
    first = frame(b"aaaaa", total=3)
    assert join([first, first]).missing == (1, 2)
    with pytest.raises(BadFrame) as refused:
        join([first, frame(b"aaaab", total=3)])
    assert (refused.value.code, refused.value.params) == ("conflicting_part", {"part": 1, "total": 3})


def test_only_the_last_part_may_be_shorter():
    long, short = b"aaaaa", b"aaaa"
    parts = [frame(data, total=3, index=index) for index, data in enumerate((long, long, short))]
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        assert join(parts[index] for index in order).data == long + long + short
    for wrong in (
        [frame(long, total=3), frame(short, total=3, index=1)],
        [frame(short, total=3), frame(long, total=3, index=2)],
        [frame(long, total=3, index=2), frame(short, total=3)],
    ):
        assert code_of(*wrong) == "uneven_part"


def test_parts_that_are_refused_leave_what_there_was():
    received = Receiving().taken(frame(b"aaaaa", total=3))
    for wrong in ("", frame(b"b", total=2), frame(b"aaaab", total=3), frame(b"a", total=3, index=1)):
        with pytest.raises(BadFrame):
            received.taken(wrong)
    assert (received.total, received.missing) == (3, (1, 2))


@pytest.mark.parametrize(
    "data",
    [b"\xff\xff", deflated(b"abc" * 100)[:-2], deflated(b"abc") + b"x", b"\x00"],
    ids=["no deflate", "cut off", "more behind it", "begun only"],
)
def test_what_cannot_be_inflated_is_damaged(data):
    assert code_of(frame(data, encoding="Z")) == "damaged"


HASH = b"\x82\x58\x20" + sha256(b"a").digest()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x41a",
        HASH[:20],
        HASH,
        HASH + b"\x41",
        HASH + b"\x42a",
        HASH + b"\x40a",
        HASH + b"\x41b",
        HASH + b"\x61a",
        HASH + b"\x58\x01a",
        HASH + b"\x5a\x00\x00\x00\x01a",
        HASH + b"\x5f\x41a\xff",
        HASH + b"\x41a\x41a",
        b"\x83" + HASH[1:] + b"\x41a",
    ],
)
def test_what_is_not_the_one_cbor_of_a_file_and_its_hash_is_damaged(data):
    assert join([frame(HASH + b"\x41a", kind="C")]).data == b"a"
    assert code_of(frame(deflated(data), encoding="Z", kind="C")) == "damaged"


def test_a_bomb_is_refused_before_it_goes_off():
    """256 MiB in some 270 KB: nothing near that is ever held."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -10)
    mebibyte = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    bomb = mebibyte * 255 + deflated(bytes(1 << 20))
    assert len(zlib.decompressobj(-10).decompress(mebibyte * 2)) == 2 << 20, "each stands by itself"
    frames = series(bomb[: 64 * 2680], each=2680, encoding="Z")
    assert len(frames) == 64
    tracemalloc.start()
    try:
        code = code_of(*frames)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert code == "too_large"
    assert peak < 8 << 20


def test_a_file_may_be_as_large_as_the_limit_and_no_larger():
    largest = bytes(MOST_BYTES)
    head = b"\x82\x58\x20" + sha256(largest).digest() + b"\x5a" + MOST_BYTES.to_bytes(4, "big")
    assert join([frame(deflated(head + largest), encoding="Z", kind="C")]).data == largest
    assert code_of(frame(deflated(head + largest + b"a"), encoding="Z", kind="C")) == "too_large"


def test_the_parts_of_two_versions_of_a_file_make_no_file_though_they_fit_each_other():
    """They differ in the last byte alone, so that their frames have one header, one form and one length."""
    before = noise(3000)
    after = before[:-1] + bytes([before[-1] ^ 1])
    one, two = split(before, version=12), split(after, version=12)
    assert [(frame[:8], len(frame)) for frame in one] == [(frame[:8], len(frame)) for frame in two]
    assert one[1:-1] == two[1:-1]
    assert code_of(*one[:-1], two[-1]) == "damaged"
    assert code_of(two[0], *one[1:]) == "damaged"


ALPHABET = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=40)
HEADERS = st.tuples(st.sampled_from("H2Z"), st.sampled_from("CUJB"), st.integers(0, 3), st.integers(0, 3))
FRAMES = st.builds(lambda head, text: "B${}{}0{}0{}".format(*head) + text, HEADERS, ALPHABET)


def joined_or_none(frames):
    with suppress(BadFrame):
        return join(frames)
    return None


@given(st.lists(st.one_of(FRAMES, st.text(max_size=30)), max_size=8))
def test_anything_at_all_is_a_series_or_refused(frames):
    assert isinstance(joined_or_none(frames), Joined | None)


@given(st.binary(max_size=300), st.data())
def test_of_a_series_that_was_changed_anywhere_nothing_else_comes_out(data, drawn):
    """It is refused, or lacks a part; what is changed back is what it was."""
    frames = list(split(data, version=3))
    for _ in range(drawn.draw(st.integers(1, 3))):
        place = drawn.draw(st.integers(0, len(frames) - 1))
        at = drawn.draw(st.integers(4, len(frames[place]) - 1))
        letter = drawn.draw(st.sampled_from("ABCQZ012789$ a"))
        frames[place] = frames[place][:at] + letter + frames[place][at + 1 :]
    joined = joined_or_none(frames)
    assert joined is None or joined.data in (None, data)


def test_noise_is_noise():
    """The tests of encodings rest on it."""
    assert len(deflated(noise(1000))) > 1000
