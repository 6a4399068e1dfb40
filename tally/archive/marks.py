"""Hashes of the parts of a record, by which records are seen to follow one another without being read again."""

from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from pydantic_core import to_json

from tally.record.canonical import Tree
from tally.record.reading import Record

__all__ = ["Marks", "marks_of"]

DIGITS = 32
"""Hex digits that are kept of a hash: the index is made from the files, and nobody signs it."""

_GOES_ON = frozenset(
    {"sequence", "previous", "replaces", "trust", "station", "software", "journal", "air_gap", "rounds", "result"}
)
"""What is another in each record of a contest."""
_OF_CONGRESS = ("unit", "congress", "options", "regulation", "rules")
"""What all records of a congress say alike."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """Hashes by which records are seen to follow one another without being read again.

    ``definition`` is of everything that no further round changes by itself, ``rounds`` of each round; ``pool`` of the
    persons that the contest draws on, ``as_pool`` of those that it is the pool of for others.
    """

    definition: str
    congress: str
    meeting_id: str
    meeting: str
    rounds: tuple[str, ...]
    pool_contest: str | None
    pool: str | None
    as_pool: str


def marks_of(record: Record) -> Marks:
    """Give the hashes of a record's parts."""
    tree, model = record.tree, record.model
    contest = cast("dict[str, list[dict[str, Tree]]]", tree["contest"])
    people = {person["number"]: person for person in contest["candidates"]}
    elected: list[Tree] = [people.get(one.number) for one in model.result.elected]
    as_pool: Tree = {
        "contest": model.contest.id,
        "may_stand": elected,
        "seats": model.contest.seats,
        "voted": True,
    }
    return Marks(
        definition=_mark({key: part for key, part in tree.items() if key not in _GOES_ON}),
        congress=_mark({key: tree[key] for key in _OF_CONGRESS}),
        meeting_id=model.meeting.id,
        meeting=_mark(tree["meeting"]),
        rounds=tuple(_mark(held) for held in record.rounds),
        pool_contest=model.pool.contest if model.pool else None,
        pool=_mark(tree["pool"]) if model.pool else None,
        as_pool=_mark(as_pool),
    )


def _mark(tree: Tree) -> str:
    """Give the hash of a part of a document, whose keys stand in order."""
    return sha256(to_json(tree)).hexdigest()[:DIGITS]
