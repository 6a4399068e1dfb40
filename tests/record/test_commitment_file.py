"""The file of opened ballots, ``ballots/1``: one spelling, and nothing that passes for what was committed."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import commitment
from tally.record.commitment import commit, read, write
from tally.record.refusal import Refused
from tests.record.test_commitment import committed, lists_of_ballots, made, refused


def test_opened_ballots_are_a_head_and_a_line_for_each():
    own = commit(made(struck=((),)), order=(0,), random=lambda _: bytes(range(32)))
    assert write(own) == (
        b"ballots/1\n"
        b"size 1\n"
        b"root " + commitment.encoded(own.root).encode() + b"\n"
        b"\n"
        b"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= "
        b"ewogICJkZWZlY3QiOiBudWxsLAogICJraW5kIjogInN0cmlrZSIsCiAgInNjaGVtYSI6ICJiYWxsb3QvMSIsCiAgInN0cnVjayI6IFtdCn0K\n"
    )


@given(lists_of_ballots())
def test_opened_ballots_read_are_those_written(ballots):
    own = committed(ballots)
    data = write(own)
    assert read(data) == own
    assert write(read(data)) == data


def test_opened_ballots_with_any_byte_changed_or_cut_off_are_refused():
    data = write(committed(made(struck=((1,), ()))))
    for place in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            with pytest.raises(Refused):
                read(data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :])
        with pytest.raises(Refused):
            read(data[:place])
    with pytest.raises(Refused):
        read(data + b"\n")


def test_ballots_left_out_added_or_moved_are_not_those_of_the_root():
    *head, one, two, three, four, end = write(committed()).split(b"\n")
    for lines in ([one, two, three], [one, two, four, three], [one, two, three, four, four]):
        data = b"\n".join([*head, *lines, end])
        assert refused(read, data) == "root_differs"
    sizes = b"\n".join([head[0], b"size 5", *head[2:], one, two, three, four, end])
    assert refused(read, sizes) == "not_ballots"


def test_a_salt_of_another_length_is_refused_even_under_a_root_of_its_own():
    own = committed(made(struck=((),)))
    for salt in (own.salts[0][:31], own.salts[0] + b"\0"):
        root = sha256(b"\0" + salt + own.ballots[0]).digest()
        odd = commitment.Committed(root=root, salts=(salt,), ballots=own.ballots)
        assert refused(read, write(odd)) == "not_ballots"


@pytest.mark.parametrize("text", [b"", b"ballots/2\nsize 0\nroot \n\n", "ballots/1\nsize 0\nroot é\n\n".encode()])
def test_another_form_is_refused(text):
    assert refused(read, text) in {"not_ballots", "not_ascii"}


def test_opened_ballots_have_their_limit(monkeypatch):
    assert commitment.MOST_BYTES == 8 * 1024 * 1024
    own = committed()
    data = write(own)
    monkeypatch.setattr(commitment, "MOST_BYTES", len(data))
    assert read(data) == own
    assert write(own) == data
    monkeypatch.setattr(commitment, "MOST_BYTES", len(data) - 1)
    assert refused(read, data) == refused(write, own) == "too_large"


@given(
    st.binary(max_size=300)
    | st.integers(0, 600).flatmap(lambda at: st.binary(min_size=1, max_size=9).map(lambda new: (at, new)))
)
def test_any_bytes_are_opened_ballots_in_their_one_spelling_or_refused(change):
    data = change
    if isinstance(change, tuple):
        place, new = change
        whole = write(committed())
        data = whole[:place] + new + whole[place + len(new) :]
    try:
        assert write(read(data)) == data
    except Refused:
        assert data != write(committed())


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "Q Q=", "QQ==\n", "é===", "=", "Q==="])
def test_base64_has_one_spelling(text):
    assert commitment.decoded("QQ==") == b"A"
    assert refused(commitment.decoded, text) == "not_base64"
