"""Ballots committed: what a ballot is written as, what the root holds, and what no reader of opened ballots accepts."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally import Ballots
from tally.ballot import DEFECTS, BallotKind, Reason
from tally.count import sort_ballots, turn
from tally.record import canonical
from tally.record.commitment import Ballot, ballots_of, commit, each, permutation, read, read_ballot, write
from tally.record.refusal import Refused

STRIKE_BALLOT = b"""{
  "defect": "several_inks",
  "kind": "strike",
  "schema": "ballot/1",
  "struck": [
    2,
    7
  ]
}
"""
BOXES_BALLOT = b"""{
  "agree": [
    3
  ],
  "defect": null,
  "disagree": [],
  "kind": "boxes",
  "schema": "ballot/1"
}
"""


def source(seed):
    """A source of bytes that looks random and is the same each time: the SHA-256 of the seed and a counter."""
    state = {"counter": 0}

    def random(count):
        data = b""
        while len(data) < count:
            state["counter"] += 1
            data += sha256(f"{seed}/{state['counter']}".encode()).digest()
        return data[:count]

    return random


def given_bytes(*blocks):
    """A source that gives these blocks, one a call, and no more."""
    left = list(blocks)

    def random(count):
        block = left.pop(0)
        assert len(block) == count
        return block

    return random


def made(struck=((1,), (2,), (), (1,)), defects=None):
    return Ballots.strike((1, 2, 3), struck, defects=defects)


def committed(ballots=None, seed="a"):
    ballots = made() if ballots is None else ballots
    return commit(ballots, order=permutation(len(ballots), source(seed + "order")), random=source(seed + "salt"))


def lists_of_ballots():
    numbers = st.lists(st.integers(0, 50), unique=True, max_size=8)
    return numbers.flatmap(
        lambda candidates: st.one_of(
            st.builds(
                lambda rows, defects: Ballots.strike(candidates, rows, defects=_at(defects, rows)),
                st.lists(_some(candidates), max_size=6),
                _defects(),
            ),
            st.builds(
                lambda rows, defects: Ballots.boxes(candidates, rows, defects=_at(defects, rows)),
                st.lists(st.tuples(_some(candidates), _some(candidates)), max_size=6),
                _defects(),
            ),
        )
    )


def _some(candidates):
    return st.sets(st.sampled_from(candidates)) if candidates else st.just(set())


def _defects():
    return st.dictionaries(st.integers(0, 5), st.sampled_from(DEFECTS))


def _at(defects, rows):
    return {place: defect for place, defect in defects.items() if place < len(rows)}


def refused(call, *args):
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value.code


def test_a_ballot_is_its_marks_and_the_boards_ruling_and_nothing_else():
    strike = Ballot(kind=BallotKind.STRIKE, struck=(2, 7), defect=Reason.SEVERAL_INKS)
    assert strike.written() == STRIKE_BALLOT
    assert read_ballot(STRIKE_BALLOT) == strike
    boxes = Ballot(kind=BallotKind.BOXES, agree=(3,))
    assert boxes.written() == BOXES_BALLOT
    assert read_ballot(BOXES_BALLOT) == boxes


def test_marks_are_numbers_from_low_to_high_whatever_the_order_of_the_paper():
    (ballot,) = each(Ballots.boxes((9, 4, 5), [((9, 4), (5, 4))]))
    assert (ballot.agree, ballot.disagree) == ((4, 9), (4, 5))


@given(lists_of_ballots())
def test_ballots_taken_one_by_one_and_put_together_are_the_same_ballots(ballots):
    papers = [read_ballot(ballot.written()) for ballot in each(ballots)]
    assert len(papers) == len(ballots)
    assert ballots_of(papers, kind=ballots.kind, candidates=ballots.candidates) == ballots


def test_ballots_of_another_kind_or_list_are_refused():
    papers = list(each(made()))
    with pytest.raises(Refused, match=r"^another_kind_of_ballot expected=boxes"):
        ballots_of(papers, kind=BallotKind.BOXES, candidates=(1, 2, 3))
    with pytest.raises(Refused, match=r"^unknown_candidate number=2"):
        ballots_of(papers, kind=BallotKind.STRIKE, candidates=(1, 3))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"ballot/1"', b'"ballot/2"'),
        (b'"kind": "strike"', b'"kind": "boxes"'),
        (b'"kind": "strike"', b'"kind": "card"'),
        (b'"several_inks"', b'"more_than_seats"'),
        (b'"several_inks"', b'"Several_inks"'),
        (b'"several_inks"', b"false"),
        (b'"several_inks"', b"[]"),
        (b"    2,\n    7\n", b"    7,\n    2\n"),
        (b"    2,\n    7\n", b"    7,\n    7\n"),
        (b"    2,\n    7\n", b"    -1,\n    7\n"),
        (b"    2,\n    7\n", b"    2,\n    10000001\n"),
        (b"    2,\n    7\n", b"    true,\n    7\n"),
        (b"    2,\n    7\n", b'    2,\n    "7"\n'),
        (b"[\n    2,\n    7\n  ]", b"null"),
        (b"[\n    2,\n    7\n  ]", b"2"),
        (b'"schema": "ballot/1",\n', b'"schema": "ballot/1",\n  "station": 3,\n'),
        (b'  "defect": "several_inks",\n', b""),
    ],
)
def test_a_ballot_with_anything_else_in_it_is_no_ballot(was, becomes):
    data = STRIKE_BALLOT.replace(was, becomes)
    assert data != STRIKE_BALLOT
    assert refused(read_ballot, data) == "not_a_ballot"


@pytest.mark.parametrize("key", ["agree", "disagree", "defect", "schema", "kind"])
def test_a_boxes_ballot_has_both_columns_and_a_ruling(key):
    tree = canonical.read(BOXES_BALLOT)
    del tree[key]
    assert refused(read_ballot, canonical.write(tree)) == "not_a_ballot"
    assert refused(read_ballot, canonical.write(tree | {key: {}})) == "not_a_ballot"


def test_a_ballot_has_its_limits():
    most = Ballot(kind=BallotKind.STRIKE, struck=tuple(range(1000)))
    assert read_ballot(most.written()) == most
    over = Ballot(kind=BallotKind.STRIKE, struck=tuple(range(1001)))
    assert refused(read_ballot, over.written()) == "not_a_ballot"
    assert refused(read_ballot, b" " * (64 * 1024 + 1)) == "too_large"
    assert refused(read_ballot, b" " * (64 * 1024)) == "not_json"
    largest = Ballot(kind=BallotKind.STRIKE, struck=(0, 10_000_000))
    assert read_ballot(largest.written()) == largest


@given(st.binary(max_size=200) | st.integers(0, len(STRIKE_BALLOT)).map(lambda end: STRIKE_BALLOT[:end]))
def test_any_bytes_are_a_ballot_in_its_one_spelling_or_refused(data):
    try:
        assert read_ballot(data).written() == data
    except Refused:
        assert data != STRIKE_BALLOT


def test_the_root_is_that_of_salts_and_ballots_by_plain_hashing():
    own = committed(made(struck=((1,), (2,), ())))
    assert own.size == 3
    one, two, three = (
        sha256(b"\0" + salt + ballot).digest() for salt, ballot in zip(own.salts, own.ballots, strict=True)
    )
    assert own.root == sha256(b"\1" + sha256(b"\1" + one + two).digest() + three).digest()


def test_every_ballot_is_committed_once_and_counts_as_it_did():
    ballots = made(defects={1: Reason.NOT_ISSUED})
    own = committed(ballots)
    assert Counter(own.ballots) == Counter(ballot.written() for ballot in each(ballots))
    again = ballots_of(map(read_ballot, own.ballots), kind=ballots.kind, candidates=ballots.candidates)
    before, after = (sort_ballots(turn(which), seats=2) for which in (ballots, again))
    assert after.votes(after.valid) == before.votes(before.valid)
    assert {reason: mask.bit_count() for reason, mask in after.refused.items()} == {
        Reason.NOT_ISSUED: 1,
        Reason.MORE_THAN_SEATS: 1,
    }


def test_equal_ballots_have_salts_of_their_own_and_so_different_leaves():
    own = committed(made(struck=[(1,)] * 50))
    assert {len(salt) for salt in own.salts} == {32}
    assert len(set(own.salts)) == len(set(own.leaves)) == 50


def test_a_round_without_ballots_is_committed_too():
    own = committed(made(struck=()))
    assert (own.size, own.root) == (0, sha256(b"").digest())
    assert read(write(own)) == own


def test_the_order_is_the_one_given_and_the_salts_are_the_sources():
    own = commit(made(), order=(2, 0, 3, 1), random=source("s"))
    one, two, three, four = (ballot.written() for ballot in each(made()))
    assert own.ballots == (three, one, four, two)
    assert own.salts == tuple(map(source("s"), [32] * 4))


@pytest.mark.parametrize("order", [(), (0, 1, 2), (0, 1, 2, 3, 4), (0, 1, 2, 2), (1, 2, 3, 4), (-1, 0, 1, 2)])
def test_an_order_that_leaves_a_ballot_out_or_has_one_twice_is_refused(order):
    with pytest.raises(ValueError, match="not an order of these ballots"):
        commit(made(), order=order, random=source("s"))


def test_every_order_is_drawn_equally_often():
    """All ways through Fisher and Yates for four places: 4 x 3 x 2 choices, of 2, 2 and 1 bits."""
    drawn = Counter()
    for first in range(4):
        for second in range(3):
            for third in range(2):
                blocks = (bytes([first << 6]), bytes([second << 6]), bytes([third << 7]))
                drawn[permutation(4, given_bytes(*blocks))] += 1
    assert len(drawn) == 24
    assert set(drawn.values()) == {1}
    assert all(sorted(order) == [0, 1, 2, 3] for order in drawn)


def test_a_draw_that_is_not_below_the_limit_is_thrown_away_not_folded():
    too_high, one = b"\xc0", b"\x40"
    assert permutation(3, given_bytes(too_high, too_high, one, b"\x00")) == permutation(3, given_bytes(one, b"\x00"))
    assert permutation(300, source("x"))[:0] == ()


def test_a_draw_takes_as_many_bytes_as_its_limit_needs():
    asked = []

    def random(count):
        asked.append(count)
        return bytes(count)

    permutation(258, random)
    assert asked == [2, 2, *[1] * 255]


@pytest.mark.parametrize("broken", [lambda _: b"", lambda count: bytes(count + 1), lambda count: b"\xff" * count])
def test_a_broken_source_of_chance_is_refused_and_never_waited_for(broken):
    with pytest.raises(Refused, match=r"^random_source_fails"):
        permutation(3, broken)


@pytest.mark.parametrize("broken", [lambda _: b"", lambda _: bytes(33), lambda _: b"\xff" * 32])
def test_salts_that_are_short_long_or_repeated_are_refused(broken):
    with pytest.raises(Refused, match=r"^random_source_fails"):
        commit(made(), order=range(4), random=broken)


def test_ballots_that_could_not_have_been_counted_are_not_committed():
    off_the_list = Ballots(kind=BallotKind.STRIKE, candidates=(1, 2), struck=(0b100,))
    of_no_ballot = Ballots(kind=BallotKind.STRIKE, candidates=(1, 2), struck=(1,), defects={1: Reason.NOT_ISSUED})
    for ballots in (off_the_list, of_no_ballot):
        with pytest.raises(ValueError, match=r"fit a list|not there"):
            committed(ballots)
