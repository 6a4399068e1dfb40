"""The tree of hashes under a round's ballots (RFC 6962, section 2.1): one root stands for all leaves, in their order.

A leaf is hashed after a byte 0, a pair of hashes after a byte 1, so that no leaf can pass for a pair. A proof is the
hashes beside the way from a leaf up to the root; it is checked as RFC 9162 says (section 2.1.3.2).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from tally.record.refusal import Refused

__all__ = ["HASH_BYTES", "MOST_LEAVES", "Proof", "check", "proof", "proofs", "root"]

HASH_BYTES = 32
MOST_LEAVES = 2**20

Proof = tuple[bytes, ...]
"""The hashes beside the way from a leaf up: first the leaf's own neighbour, last the one below the root."""


def root(leaves: Sequence[bytes]) -> bytes:
    """Give the hash that stands for these leaves in this order; of no leaves at all it is the hash of nothing.

    Raises Refused (``too_many_leaves``) above ``MOST_LEAVES``.
    """
    return _levels(leaves)[-1][0] if leaves else sha256().digest()


def proof(leaves: Sequence[bytes], index: int) -> Proof:
    """Give the proof that the leaf at this place (from 0) is in the tree. Raises Refused as ``proofs`` does."""
    return proofs(leaves, (index,))[0]


def proofs(leaves: Sequence[bytes], indices: Iterable[int]) -> tuple[Proof, ...]:
    """Give the proof of each leaf named by its place (from 0), building the tree once.

    Raises Refused: ``too_many_leaves``, and ``no_such_leaf`` for a place outside the tree.
    """
    levels = _levels(leaves)
    found = []
    for index in indices:
        if not 0 <= index < len(leaves):
            raise Refused("no_such_leaf", index=index, size=len(leaves))
        found.append(_beside(levels, index))
    return tuple(found)


def check(root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether the proof shows that ``leaf`` stands at ``index`` (from 0) in the tree of that size and root."""
    if not 0 <= index < size <= MOST_LEAVES or any(len(beside) != HASH_BYTES for beside in proof):
        return False
    place, last, sum_so_far = index, size - 1, _leaf_hash(leaf)
    for beside in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            sum_so_far = _pair_hash(beside, sum_so_far)
            while place and place % 2 == 0:  # levels on which this was the odd one out, and had no neighbour
                place, last = place // 2, last // 2
        else:
            sum_so_far = _pair_hash(sum_so_far, beside)
        place, last = place // 2, last // 2
    return last == 0 and sum_so_far == root


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Hash level after level, from the leaves to the root. The odd one out at an end rises as it is."""
    if len(leaves) > MOST_LEAVES:
        raise Refused("too_many_leaves", most=MOST_LEAVES)
    level = [_leaf_hash(leaf) for leaf in leaves]
    levels = [level]
    while len(level) > 1:
        odd_one_out = level[len(level) // 2 * 2 :]
        level = [_pair_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)] + odd_one_out
        levels.append(level)
    return levels


def _beside(levels: list[list[bytes]], index: int) -> Proof:
    found = []
    for level in levels[:-1]:
        neighbour = index ^ 1
        if neighbour < len(level):
            found.append(level[neighbour])
        index //= 2
    return tuple(found)


def _leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def _pair_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
