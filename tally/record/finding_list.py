"""Which leaf of a commitment is which paper, so that an auditor finds the paper of a leaf that the dice chose.

An audit by sample proves something only if every leaf had its one paper before the dice were thrown: the tree does not
say which, for it hides the order. So the board prints this list once, signs it, and seals it with the papers. It is as
secret as they are, because it tells in which order the ballots were entered; it never leaves with the record.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Paper", "finding_list", "write"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """The paper of a leaf (from 0): its id in the ballots file, and its row among the ballots there (from 1)."""

    leaf: int
    ballot: str
    row: int


def finding_list(order: Sequence[int], ids: Sequence[str]) -> tuple[Paper, ...]:
    """Give the paper of each leaf, leaf by leaf.

    ``order`` is the one that ``commitment.commit`` was given, ``ids`` those of the ballots as they were read. Raises
    ValueError for an order of other ballots than these.
    """
    if sorted(order) != list(range(len(ids))):
        msg = "not an order of these ballots"
        raise ValueError(msg)
    return tuple(Paper(leaf=leaf, ballot=ids[place], row=place + 1) for leaf, place in enumerate(order))


def write(papers: Sequence[Paper]) -> str:
    """Give the list as CSV, a row a leaf: ``leaf,paper,row``."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerows([("leaf", "paper", "row"), *((paper.leaf, paper.ballot, paper.row) for paper in papers)])
    return text.getvalue()
