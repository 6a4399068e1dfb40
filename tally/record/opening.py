"""Chosen ballots of a commitment, opened: a text file that proves each of them against the root in the record.

Its form follows C2SP tlog-proof: a line for each fact, hashes in base64 from the leaf's neighbour up, nothing beside.
An opening shows how ballots were marked, and a rare pattern can point at a voter: it is for those who audit, and is
not published.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tally.record import merkle
from tally.record.commitment import SALT_BYTES, Committed, decoded, encoded, read_ballot, text_of
from tally.record.refusal import Refused

__all__ = ["MOST_BYTES", "Leaf", "Opening", "check", "open_leaves", "read", "write"]

MOST_BYTES = 8 * 1024 * 1024

_NUMBER = r"0|[1-9][0-9]{0,6}"
_HEAD = re.compile(
    r"opening/1\n"
    r"record (?P<record>[0-9a-f]{64})\n"
    r"contest (?P<contest>[A-Za-z0-9][A-Za-z0-9._-]{0,63})\n"
    rf"round (?P<round>{_NUMBER})\n"
    rf"size (?P<size>{_NUMBER})\n"
    r"root (?P<root>[^\n]+)\n"
    rf"leaves (?P<leaves>{_NUMBER})\n"
)
_LEAF = re.compile(
    rf"\nindex (?P<index>{_NUMBER})\n"
    r"salt (?P<salt>[^\n]+)\n"
    r"ballot (?P<ballot>[^\n]+)\n"
    r"(?P<proof>(?:[A-Za-z0-9+/=]{44}\n){0,20})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """One ballot, opened: its place in the tree (from 0), its salt, its one spelling (``ballot/1``) and its proof."""

    index: int
    salt: bytes
    ballot: bytes
    proof: merkle.Proof


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """Leaves of the tree of one round: of which record (SHA-256 of its text), contest and round, and of which tree.

    The leaves stand in the order of their places, each once.
    """

    record: bytes
    contest: str
    round: int
    size: int
    root: bytes
    leaves: tuple[Leaf, ...]


def open_leaves(
    committed: Committed, indices: Iterable[int], *, record: bytes, contest: str, round_number: int
) -> Opening:
    """Open the ballots at these places (from 0). Raises Refused (``no_such_leaf``)."""
    places = sorted(set(indices))
    found = merkle.proofs(committed.leaves, places)
    leaves = tuple(
        Leaf(index=index, salt=committed.salts[index], ballot=committed.ballots[index], proof=proof)
        for index, proof in zip(places, found, strict=True)
    )
    return Opening(
        record=record, contest=contest, round=round_number, size=committed.size, root=committed.root, leaves=leaves
    )


def write(opening: Opening) -> bytes:
    """Give the opening's one spelling. Raises Refused (``too_large``) above ``MOST_BYTES``."""
    lines = [
        "opening/1",
        f"record {opening.record.hex()}",
        f"contest {opening.contest}",
        f"round {opening.round}",
        f"size {opening.size}",
        f"root {encoded(opening.root)}",
        f"leaves {len(opening.leaves)}",
    ]
    for leaf in opening.leaves:
        lines += ["", f"index {leaf.index}", f"salt {encoded(leaf.salt)}", f"ballot {encoded(leaf.ballot)}"]
        lines += [encoded(beside) for beside in leaf.proof]
    data = "\n".join([*lines, ""]).encode()
    if len(data) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    return data


def read(data: bytes) -> Opening:
    """Read an opening. Nothing is proved yet: that is ``check``.

    Raises Refused: ``too_large``, ``not_ascii``, ``not_base64``, ``not_an_opening`` for another form, and what
    ``read_ballot`` has against a ballot.
    """
    text = text_of(data, MOST_BYTES)
    head = _HEAD.match(text)
    if not head:
        raise Refused("not_an_opening")
    leaves, end = [], head.end()
    while found := _LEAF.match(text, end):
        leaves.append(_leaf(found))
        end = found.end()
    opening = Opening(
        record=bytes.fromhex(head["record"]),
        contest=head["contest"],
        round=int(head["round"]),
        size=int(head["size"]),
        root=_hash(head["root"]),
        leaves=tuple(leaves),
    )
    indices = [leaf.index for leaf in leaves]
    if not indices or len(indices) != int(head["leaves"]) or end < len(text) or indices != sorted(set(indices)):
        raise Refused("not_an_opening")
    return opening


def check(opening: Opening, *, record: bytes, root: bytes, size: int) -> None:
    """Check the opening against the record: its SHA-256, and the root and size that it holds for this round.

    Raises Refused: ``another_record``, ``another_tree``, ``not_in_the_tree`` with the place of the first leaf that is
    not what was committed.
    """
    if opening.record != record:
        raise Refused("another_record")
    if (opening.root, opening.size) != (root, size):
        raise Refused("another_tree")
    for leaf in opening.leaves:
        if not merkle.check(root, size, leaf.index, leaf.salt + leaf.ballot, leaf.proof):
            raise Refused("not_in_the_tree", index=leaf.index)


def _leaf(found: re.Match[str]) -> Leaf:
    ballot = decoded(found["ballot"])
    read_ballot(ballot)
    return Leaf(
        index=int(found["index"]),
        salt=_hash(found["salt"]),
        ballot=ballot,
        proof=tuple(_hash(line) for line in found["proof"].split("\n")[:-1]),
    )


def _hash(text: str) -> bytes:
    data = decoded(text)
    if len(data) != SALT_BYTES:
        raise Refused("not_an_opening")
    return data
