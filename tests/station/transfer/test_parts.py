"""A file is cut to the size of the terminal, and whoever photographs it is told which part it is."""

import pytest

from station.transfer.parts import (
    SIDE,
    BadParts,
    Showing,
    about_part,
    frames_for,
    parts_of,
    refusal,
    written_parts,
)
from station.widgets.drawing import Sentence, say
from tally.frames import MOST_FRAMES, BadFrame, join
from tally.words import Lang, Words
from tests.frames.made import RECORD
from tests.station.worlds import known_chance

VI = Words(Lang.VI)


@pytest.mark.parametrize(("size", "version"), [((80, 24), 4), ((120, 40), 12), ((200, 60), 22)])
def test_the_code_is_as_large_as_the_terminal_holds(size, version):
    found, frames = frames_for(RECORD, *size)
    assert found == version
    assert join(frames).data == RECORD


def test_a_terminal_that_holds_no_code_is_told():
    for size in ((28 + SIDE, 24), (80, 16)):
        with pytest.raises(BadFrame, match="no_room"):
            frames_for(RECORD, *size)


def test_it_is_never_offered_in_more_frames_than_anybody_photographs():
    data = known_chance()(10_000)
    with pytest.raises(BadFrame) as error:
        frames_for(data, 80, 24)
    assert (error.value.code, error.value.params["most"]) == ("too_many_frames", MOST_FRAMES)
    assert "USB" in VI(f"frames.{error.value.code}", **error.value.params)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3 7-9", (2, 6, 7, 8)),
        ("9,3, 3", (2, 8)),
        ("7 - 9", (6, 7, 8)),
        ("10", (9,)),
        ("0", tuple(range(10))),
        (" 0 ", tuple(range(10))),
    ],
)
def test_missing_parts_are_typed_as_people_count(text, parts):
    assert parts_of(text, 10) == parts
    assert parts_of(written_parts(parts), 10) == parts


def test_of_no_parts_none_is_missing():
    with pytest.raises(BadParts):
        parts_of("0", 0)


@pytest.mark.parametrize("text", ["", "11", "9-3", "1 x", "0 3", "3-", "-3", "1-11", "3 0", "²", "0 0"])
def test_a_list_of_parts_that_there_are_not_is_not_taken(text):
    with pytest.raises(BadParts):
        parts_of(text, 10)


def test_it_is_always_said_which_part_is_shown():
    showing = Showing(version=4, frames=("a", "b", "c"), parts=(0, 2))
    said = [say(one.text, VI) for one in about_part(showing.turned(1))]
    assert said[:3] == ["Phần 3 / 3", "Chỉ hiện các phần: 1 3", "▶ Tự chuyển. Phím cách: dừng"]
    assert showing.turned(2) == showing
    assert showing.turned(-1).part == 2
    whole = Showing(version=4, frames=("a", "b", "c"), parts=(0, 1, 2), is_held=True)
    assert [say(one.text, VI) for one in about_part(whole)][:2] == ["Phần 1 / 3", "■ Đang dừng. Phím cách: chạy tiếp"]


def test_of_no_file_nothing_is_said():
    assert refusal(None) == ()


@pytest.mark.parametrize(
    ("why", "key"), [("no_room", "transfer.no_room"), ("too_many_frames", "frames.too_many_frames")]
)
def test_why_there_is_no_code_is_told_in_its_own_words(why, key):
    (line,) = refusal(BadFrame(why, rows=1))
    assert line.text == Sentence(key=key, params={"rows": 1})
