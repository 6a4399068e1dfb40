"""Opened ballots: a vector checked by plain hashing, one spelling, and nothing that passes for what was committed."""

import base64
import re
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally import Ballots
from tally.record import opening
from tally.record.commitment import commit, permutation, read_ballot
from tally.record.opening import check, open_leaves, read, write
from tally.record.refusal import Refused
from tests.record.test_commitment import source

VECTOR = (Path(__file__).parent.parent / "vectors" / "opening.txt").read_bytes()
RECORD = sha256(b"the record\n").digest()


def committed(size, seed="opening"):
    rows = [[bit + 1 for bit in range(12) if number >> bit & 1] for number in range(size)]
    ballots = Ballots.strike(range(1, 13), rows)
    return commit(ballots, order=permutation(size, source(f"{seed} order")), random=source(f"{seed} salts"))


def opened(own, *indices):
    return open_leaves(own, indices, record=RECORD, contest="bch", round_number=1)


def refused(call, *args, **named):
    with pytest.raises(Refused) as caught:
        call(*args, **named)
    return caught.value.code


def accepted(data, own):
    """Whether a face that looks the round up in the record would take these bytes for an opening of it."""
    try:
        found = read(data)
        check(found, record=RECORD, root=own.root, size=own.size)
    except Refused:
        return False
    return (found.contest, found.round) == ("bch", 1)


def test_the_vector_is_what_plain_hashing_says():
    """Written from the format's description with hashlib alone; three ballots, of which the first and last are open."""
    lines = VECTOR.decode().split("\n")
    root, *_, third = (base64.b64decode(lines[at].removeprefix("root ")) for at in (5, 11, 12))
    second, pair = (base64.b64decode(lines[at]) for at in (11, 17))
    leaves = []
    for at in (9, 15):
        salt, ballot = (base64.b64decode(line.partition(" ")[2]) for line in lines[at : at + 2])
        leaves.append(sha256(b"\0" + salt + ballot).digest())
    assert sha256(b"\1" + leaves[0] + second).digest() == pair
    assert leaves[1] == third
    assert sha256(b"\1" + pair + third).digest() == root
    assert lines[1] == f"record {RECORD.hex()}"


def test_the_vector_is_read_checked_and_written_again():
    found = read(VECTOR)
    assert (found.contest, found.round, found.size) == ("bch", 1, 3)
    assert [(leaf.index, leaf.salt) for leaf in found.leaves] == [(0, b"\x11" * 32), (2, b"\x33" * 32)]
    assert read_ballot(found.leaves[0].ballot).struck == (3,)
    assert read_ballot(found.leaves[1].ballot).defect == "not_issued"
    check(found, record=RECORD, root=found.root, size=3)
    assert write(found) == VECTOR


@given(st.integers(1, 40).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size - 1), min_size=1))))
def test_whatever_is_opened_is_read_as_written_and_proved(case):
    size, indices = case
    own = committed(size)
    made = opened(own, *indices)
    assert read(write(made)) == made
    assert write(read(write(made))) == write(made)
    check(made, record=RECORD, root=own.root, size=size)
    assert [leaf.salt + leaf.ballot for leaf in made.leaves] == [own.leaves[index] for index in sorted(indices)]


def test_leaves_stand_in_the_order_of_the_tree_each_once_whatever_was_asked_for():
    own = committed(9)
    assert opened(own, 7, 2, 7, 5) == opened(own, 2, 5, 7)
    assert [leaf.index for leaf in opened(own, 7, 2, 7, 5).leaves] == [2, 5, 7]


@pytest.mark.parametrize("index", [-1, 9])
def test_a_leaf_that_is_not_there_cannot_be_opened(index):
    assert refused(opened, committed(9), 3, index) == "no_such_leaf"


def test_any_byte_changed_and_any_end_cut_off_is_refused():
    own = committed(6)
    data = write(opened(own, 1, 5))
    assert accepted(data, own)
    for place in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            assert not accepted(data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :], own)
        assert not accepted(data[:place], own)
    assert not accepted(data + b"\n", own)


def test_a_leaf_left_out_is_missed():
    own = committed(6)
    data = write(opened(own, 1, 5))
    shorter = data[: data.index(b"\n\nindex 5") + 1]
    assert not accepted(shorter, own)
    assert accepted(shorter.replace(b"leaves 2", b"leaves 1"), own)


def test_an_opening_of_another_record_tree_or_size_is_refused():
    own = committed(6)
    made = opened(own, 1)
    assert refused(check, made, record=bytes(32), root=own.root, size=6) == "another_record"
    assert refused(check, made, record=RECORD, root=bytes(32), size=6) == "another_tree"
    assert refused(check, made, record=RECORD, root=own.root, size=7) == "another_tree"


def test_a_leaf_with_another_salt_ballot_place_or_proof_is_not_in_the_tree():
    own = committed(6)
    made = opened(own, 1, 2)
    one, two = made.leaves
    for change in (
        {"salt": two.salt},
        {"ballot": two.ballot},
        {"index": 3},
        {"proof": two.proof},
        {"proof": one.proof[:-1]},
        {"salt": one.salt + one.ballot[:1], "ballot": one.ballot[1:] + b" "},
    ):
        leaves = (replace(one, **change), two)
        with pytest.raises(Refused, match=rf"^not_in_the_tree index={change.get('index', 1)}"):
            check(replace(made, leaves=leaves), record=RECORD, root=own.root, size=6)
    with pytest.raises(Refused, match=r"^not_in_the_tree index=2"):
        check(replace(made, leaves=(one, replace(two, salt=one.salt))), record=RECORD, root=own.root, size=6)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"opening/1", b"opening/2"),
        (b"opening/1\n", b"\nopening/1\n"),
        (b"round 1", b"round 01"),
        (b"round 1", b"round  1"),
        (b"round 1", b"round 10000000"),
        (b"round 1", b"round -1"),
        (b"round 1\nsize 3", b"size 3\nround 1"),
        (b"contest bch", b"contest -bch"),
        (b"contest bch", b"contest b/ch"),
        (b"contest bch", b"contest " + b"b" * 65),
        (b"contest bch", b"contest "),
        (b"\n\nindex 0", b"\nindex 0"),
        (b"\n\nindex 0", b"\n\n\nindex 0"),
        (b"index 0", b"index 2"),
        (b"index 0", b"index 3"),
        (b"index 0", b"index 00"),
        (b"\n", b"\r\n"),
        (b"leaves 2", b"leaves 3"),
        (b"leaves 2", b"leaves 02"),
        (b"leaves 2\n", b""),
        (b"ballot ", b"ballot  "),
        (VECTOR[VECTOR.index(b"leaves") :], b"leaves 0\n"),
        (b"\n\nindex 2", b"\nQUJD\n\nindex 2"),
    ],
)
def test_another_form_is_no_opening(was, becomes):
    data = VECTOR.replace(was, becomes, 1)
    assert data != VECTOR
    assert refused(read, data) in {"not_an_opening", "not_base64"}


@pytest.mark.parametrize("line", [5, 9, 11])
@pytest.mark.parametrize("length", [31, 33])
def test_roots_salts_and_hashes_have_32_bytes(line, length):
    lines = VECTOR.split(b"\n")
    before, space, _ = lines[line].rpartition(b" ")
    lines[line] = before + space + base64.b64encode(bytes(length))
    assert refused(read, b"\n".join(lines)) == "not_an_opening"


@pytest.mark.parametrize("contest", [b"b", b"B.c_h-1", b"b" * 64])
def test_a_contest_is_named_as_in_the_congress_file(contest):
    assert read(VECTOR.replace(b"contest bch", b"contest " + contest)).contest == contest.decode()


def test_a_record_is_named_in_small_hexadecimal_digits():
    name = RECORD.hex().encode()
    for other in (name.upper(), name[:-2], name + b"00"):
        assert refused(read, VECTOR.replace(name, other)) == "not_an_opening"


def test_what_is_no_ballot_is_not_opened():
    ballot = re.search(rb"ballot (.*)\n", VECTOR)[1]
    assert refused(read, VECTOR.replace(ballot, base64.b64encode(b'"no ballot"\n'))) == "not_a_ballot"
    assert refused(read, VECTOR.replace(ballot, ballot[:-1])) == "not_base64"


def test_a_proof_is_no_longer_than_the_largest_tree_is_high():
    lines = VECTOR.rstrip(b"\n").split(b"\n")
    beside = base64.b64encode(bytes(32))
    assert len(read(b"\n".join([*lines, *[beside] * 19, b""])).leaves[1].proof) == 20
    assert refused(read, b"\n".join([*lines, *[beside] * 20, b""])) == "not_an_opening"


def test_an_opening_has_its_limit(monkeypatch):
    assert opening.MOST_BYTES == 8 * 1024 * 1024
    found = read(VECTOR)
    monkeypatch.setattr(opening, "MOST_BYTES", len(VECTOR))
    assert write(read(VECTOR)) == VECTOR
    monkeypatch.setattr(opening, "MOST_BYTES", len(VECTOR) - 1)
    assert refused(read, VECTOR) == refused(write, found) == "too_large"


@given(st.binary(max_size=300) | st.tuples(st.integers(0, len(VECTOR)), st.binary(min_size=1, max_size=9)))
def test_any_bytes_are_an_opening_in_its_one_spelling_or_refused(change):
    data = change
    if isinstance(change, tuple):
        place, new = change
        data = VECTOR[:place] + new + VECTOR[place + len(new) :]
    try:
        assert write(read(data)) == data
    except Refused:
        assert data != VECTOR


def test_an_opening_is_checked_in_under_50_ms():
    """One ballot of the largest congress there is: 1,600 ballots. The best of five: the machine may be busy."""
    own = committed(1600)
    data = write(opened(own, 1234))
    took = []
    for _ in range(5):
        start = time.perf_counter()
        check(read(data), record=RECORD, root=own.root, size=1600)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.050
