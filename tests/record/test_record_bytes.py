"""No byte of a signed record can be changed unseen, and no bytes at all are more than unreadable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.record.canonical import MOST_BYTES
from tally.record.document import text_of
from tally.record.note import MOST_SIGNATURES
from tally.record.reading import read
from tally.record.verify import Verdict
from tests.record.ceremony import SIGNERS, TRUST, content_of, record_file, signed, verified

pytestmark = pytest.mark.unmeasured

DATA = record_file()
LINES = DATA.splitlines(keepends=True)
HEAD = len(text_of(content_of()).encode())


def holds(data):
    """Whether bytes are a valid record; whatever is not is told, and nothing is raised."""
    return verified(data).verdict is Verdict.VALID


def refusal(data):
    """Why bytes are no record."""
    one = verified(data)
    assert one.verdict is Verdict.UNREADABLE
    assert (one.record, one.content) == (None, None)
    first, *others = one.checks
    assert {check.why for check in others} == {"unreadable"}
    assert not any(check.ok for check in one.checks)
    return first.why


def test_the_record_holds_and_is_signed_by_no_more_than_must():
    """So no signature of it is one that could be lost, or that nobody knows."""
    assert holds(DATA)
    assert len(read(DATA).note.signatures) == len(SIGNERS) == TRUST.newest.thresholds.record + 1
    assert DATA[: HEAD + 1].endswith(b"}\n\n")


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_every_byte_flipped_is_seen(flip):
    for place in range(len(DATA)):
        assert not holds(DATA[:place] + bytes([DATA[place] ^ flip]) + DATA[place + 1 :]), place


def test_every_truncation_is_seen():
    for length in range(len(DATA)):
        assert not holds(DATA[:length]), length
        assert not holds(DATA[length + 1 :]), length


def test_every_line_left_out_doubled_or_swapped_with_the_next_is_seen():
    """But for the order of signatures, which says nothing: whoever signs last signs as much as whoever signed first."""
    harmless = 0
    for place in range(len(LINES)):
        before, line, after = LINES[:place], LINES[place], LINES[place + 1 :]
        assert not holds(b"".join([*before, *after])), place
        assert not holds(b"".join([*before, line, line, *after])), place
        swapped = b"".join([*before, *after[:1], line, *after[1:]])
        if swapped != DATA and holds(swapped):
            assert read(swapped).text == read(DATA).text
            assert sorted(swapped.splitlines()[-3:]) == sorted(DATA.splitlines()[-3:])
            harmless += 1
    assert harmless == len(SIGNERS) - 1


def test_so_many_changes_were_tried():
    """Flips, truncations from both ends; lines left out, doubled and swapped."""
    assert 3 * len(DATA) + 2 * len(DATA) > 29_000
    assert 3 * len(LINES) > 720


@given(st.binary(max_size=2_000))
def test_any_bytes_are_unreadable(data):
    assert verified(data).verdict is Verdict.UNREADABLE


@given(st.integers(0, len(DATA)), st.integers(0, 40), st.binary(min_size=1, max_size=40))
@settings(deadline=None)
def test_any_bytes_in_the_place_of_others_are_seen(place, length, new):
    data = DATA[:place] + new + DATA[place + length :]
    assert holds(data) is (data == DATA)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_that_was_signed_is_unreadable(text):
    """Whatever the board can be made to sign."""
    text = "".join(sign for sign in text if sign.isprintable()) + "\n"
    assert verified(signed(text, SIGNERS)).verdict is Verdict.UNREADABLE


# Limits


@pytest.mark.parametrize(("size", "why"), [(MOST_BYTES, "not_canonical"), (MOST_BYTES + 1, "too_large")])
def test_more_than_a_mebibyte_is_refused_before_it_is_looked_at(size, why):
    text = text_of(content_of())
    longer = text[:-2] + " " * (size - HEAD) + text[-2:]
    assert len(longer.encode()) == size
    assert refusal(longer.encode() + DATA[HEAD:]) == why


@pytest.mark.parametrize(("depth", "why"), [(12, "bad_record"), (13, "too_deep")])
def test_more_than_twelve_objects_in_one_another_are_refused(depth, why):
    text = "{}"
    for _ in range(depth - 1):
        text = '{\n  "a": ' + text.replace("\n", "\n  ") + "\n}"
    assert refusal(signed(text + "\n", SIGNERS)) == why


@pytest.mark.usefixtures("no_garbage")
def test_a_million_brackets_are_refused():
    for opening in (b"[", b'{"a":'):
        data = opening * 150_000 + b"\n\n" + DATA[HEAD + 1 :]
        assert refusal(data) in ("too_deep", "not_json")


def test_so_many_signatures_and_no_more():
    """Those of strangers do not count, but 64 lines are all that a record may have."""
    strangers = [f"VD.1/board-{number}" for number in range(10, 10 + MOST_SIGNATURES)]
    most = [*SIGNERS, *strangers[: MOST_SIGNATURES - len(SIGNERS)]]
    text = text_of(content_of())
    assert holds(signed(text, most))
    assert not holds(signed(text, most[1:]))
    one_more = signed(text, [strangers[-1]]).removeprefix(text.encode() + b"\n")
    assert refusal(signed(text, most) + one_more) == "too_many_signatures"


def test_a_text_without_signatures_is_no_record():
    text = text_of(content_of()).encode()
    assert refusal(text) == "not_a_note"
    assert refusal(text + b"\n") == "not_a_note"
