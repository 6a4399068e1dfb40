"""Corrections are never made silently: what would replace a record is told first, and made when it is asked for."""

import json
from collections.abc import Collection, Iterable, Sequence

from tally.cli.sentences import one_line
from tally.faults import BadInput, Fault
from tally.record.differences import Difference, differences
from tally.record.document import Content, tree_of
from tally.record.due import Due
from tally.record.reading import Record, reckon
from tally.words import Words

__all__ = ["check_corrections", "difference_lines"]

SHOWN = 3
"""Differences that are told; ``tally diff`` tells all, once the record is made."""


def check_corrections(
    words: Words, path: str, found: Sequence[Due], records: Sequence[Record], *, asked: Collection[str]
) -> None:
    """Check that each record that would replace another is of a contest for which that was asked.

    Raises BadInput with a fault of the congress file at ``path`` for each that is not: its contest, the record that
    stands, and the first places where the two differ.
    """
    by_hash = {record.hash: record for record in records}
    faults = []
    for one in found:
        contest = one.result.contest.id
        record = by_hash.get(one.replaces or b"")
        if record is None or not one.is_correction or contest in asked:
            continue
        places = [*differences(record.tree, tree_of(_in_place_of(record, one)))]
        params: dict[str, str | int] = {
            "contest": contest,
            "sequence": str(record.model.sequence),
            "n": len(places),
            "differences": "; ".join(difference_lines(words, places[:SHOWN])),
        }
        faults.append(Fault(path=path, location=f"contest {contest}", key="correction_not_asked_for", params=params))
    if faults:
        raise BadInput(faults)


def difference_lines(words: Words, places: Iterable[Difference]) -> list[str]:
    """Say where two documents differ, a line a place."""
    return [
        one_line(words("record.difference", place=".".join(one.place), was=_said(one.was), now=_said(one.now)))
        for one in places
    ]


def _in_place_of(record: Record, one: Due) -> Content:
    """Give what would stand in the place of a record: the same frame and the same ballots, as far as there are any."""
    commitments = record.commitments[: len(one.result.course.held)]
    return Content(frame=reckon(record.model).frame, result=one.result, pool=one.pool, commitments=commitments)


def _said(tree: object) -> str:
    return "–" if tree is None else json.dumps(tree, ensure_ascii=False)
