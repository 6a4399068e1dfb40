"""The tree of hashes: RFC 6962's reference figures, its definition word for word, every way to cheat with a proof."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import merkle
from tally.record.refusal import Refused

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "merkle.json").read_text())
LEAVES = [bytes.fromhex(leaf) for leaf in VECTORS["leaves"]]
hashes = st.binary(min_size=32, max_size=32)


def by_the_book(leaves):
    """RFC 6962, 2.1, as it is written: split at the largest power of two below the number of leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    return sha256(b"\1" + by_the_book(leaves[:split]) + by_the_book(leaves[split:])).digest()


def path_by_the_book(index, leaves):
    """RFC 6962, 2.1.1, as it is written."""
    if len(leaves) <= 1:
        return ()
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    if index < split:
        return (*path_by_the_book(index, leaves[:split]), by_the_book(leaves[split:]))
    return (*path_by_the_book(index - split, leaves[split:]), by_the_book(leaves[:split]))


def numbered(size):
    return [b"leaf %d" % number for number in range(size)]


@pytest.mark.parametrize(("size", "root"), enumerate(VECTORS["roots"]))
def test_roots_are_those_of_the_reference_leaves(size, root):
    assert merkle.root(LEAVES[:size]).hex() == root


@pytest.mark.parametrize("known", VECTORS["proofs"])
def test_proofs_are_those_of_the_reference_leaves(known):
    index, leaves = known["index"], LEAVES[: known["size"]]
    proof = tuple(map(bytes.fromhex, known["proof"]))
    assert merkle.proof(leaves, index) == proof
    assert merkle.check(bytes.fromhex(VECTORS["roots"][len(leaves)]), len(leaves), index, leaves[index], proof)


@pytest.mark.parametrize("size", range(70))
def test_root_and_proofs_are_what_the_definition_says_for_every_size(size):
    leaves = numbered(size)
    assert merkle.root(leaves) == by_the_book(leaves)
    assert merkle.proofs(leaves, range(size)) == tuple(path_by_the_book(index, leaves) for index in range(size))


@pytest.mark.parametrize("size", range(1, 34))
def test_every_proof_holds_at_its_own_place_and_nowhere_else(size):
    leaves = numbered(size)
    root = merkle.root(leaves)
    for index, proof in enumerate(merkle.proofs(leaves, range(size))):
        at = [place for place in range(-1, size + 2) if merkle.check(root, size, place, leaves[index], proof)]
        assert at == [index]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_no_proof_holds_that_was_cut_lengthened_turned_or_changed(size):
    leaves = numbered(size)
    root = merkle.root(leaves)
    for index in range(size):
        proof = merkle.proof(leaves, index)
        others = [proof[:-1], proof[1:], (root, *proof), (*proof, root), (*proof, bytes(32)), proof[::-1]]
        others += [(*proof[:-1], proof[-1][:-1]), (*proof[:-1], proof[-1] + b"\0")] if proof else []
        for level, beside in enumerate(proof):
            for byte in range(32):
                for flip in (0x01, 0x80, 0xFF):
                    changed = bytes([*beside[:byte], beside[byte] ^ flip, *beside[byte + 1 :]])
                    others.append((*proof[:level], changed, *proof[level + 1 :]))
        for other in others:
            assert other == proof or not merkle.check(root, size, index, leaves[index], other)


def test_another_leaf_root_or_height_is_not_proved():
    leaves = numbered(6)
    root, proof = merkle.root(leaves), merkle.proof(leaves, 2)
    assert merkle.check(root, 6, 2, leaves[2], proof)
    assert not merkle.check(root, 6, 2, b"another", proof)
    assert not merkle.check(bytes(32), 6, 2, leaves[2], proof)
    assert not merkle.check(root, 3, 2, leaves[2], proof)
    assert not merkle.check(root, 12, 2, leaves[2], proof)


def test_a_pair_of_hashes_cannot_pass_for_a_leaf():
    """The two prefixes: without them the root of two leaves is also the root of one leaf, made of their hashes."""
    left, right = (sha256(b"\0" + leaf).digest() for leaf in (b"a", b"b"))
    root = merkle.root([b"a", b"b"])
    assert not merkle.check(root, 1, 0, left + right, ())
    assert not merkle.check(root, 1, 0, b"\1" + left + right, ())


def test_an_empty_tree_proves_nothing():
    assert not merkle.check(merkle.root([]), 0, 0, b"", ())


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_proof(index):
    with pytest.raises(Refused, match=r"^no_such_leaf"):
        merkle.proof(numbered(3), index)


def test_a_tree_has_its_limit(monkeypatch):
    assert merkle.MOST_LEAVES == 2**20
    monkeypatch.setattr(merkle, "MOST_LEAVES", 4)
    leaves = numbered(4)
    assert merkle.check(merkle.root(leaves), 4, 3, leaves[3], merkle.proof(leaves, 3))
    for refuse in (lambda: merkle.root(numbered(5)), lambda: merkle.proof(numbered(5), 0)):
        with pytest.raises(Refused, match=r"^too_many_leaves"):
            refuse()
    assert not merkle.check(by_the_book(numbered(5)), 5, 0, b"leaf 0", path_by_the_book(0, numbered(5)))


@given(st.binary(max_size=40), st.integers(), st.integers(), st.binary(max_size=40), st.lists(hashes, max_size=25))
def test_no_proof_made_up_holds_and_none_crashes(root, size, index, leaf, proof):
    assert not merkle.check(root, size, index, leaf, proof) or root == sha256(b"\0" + leaf).digest()
